"""The telephone on a serial device, against a modem whose line is a real SIP call, over cables and networks."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import PhoneError
from app.ports import (
    Abort,
    Answered,
    AttemptEnded,
    Dial,
    Dialled,
    DialTone,
    Instruction,
    KeepTimes,
    LineLost,
    LineTold,
    LineUp,
    Outcome,
    PhoneEvent,
    Recall,
    Release,
    Released,
    Ringing,
    TimesKept,
    TimeTried,
    TryTime,
)
from drivers.phone_profile import load_profile
from drivers.serial_call import NOT_TOLD_APART
from drivers.serial_phone import SerialPhone, split_spec
from drivers.system_clock import SystemClock
from tests.drivers.serial_desk import LIMIT_S, Desk, OpenDesk, holding, write_profile
from tests.partners.bad_line import BadLine
from tests.partners.fixtures import Partners
from tests.partners.program import until
from tests.partners.serial_links import Rfc2217Server, Ser2net
from tests.partners.spandsp_modem import SpandspModem
from tests.partners.switch import SippSwitch
from tests.partners.voice_modem import VoiceModem

if TYPE_CHECKING:
    from tests.drivers.conftest import Pty

Modem = Callable[..., VoiceModem]

real = pytest.mark.needs("baresip", "sipp", "sox")
# pyserial's rfc2217 uses methods of threads that Python deprecates; nothing of ours
pytestmark = pytest.mark.filterwarnings("ignore:set(Daemon|Name):DeprecationWarning")


@pytest.fixture
def switch(partner: Partners, tmp_path: Path) -> SippSwitch:
    return partner(SippSwitch(tmp_path, ring_s=1.2, no_answer_s=1.2))


@pytest.fixture
def modem(partner: Partners, tmp_path: Path, switch: SippSwitch) -> Modem:
    def make(**how: Any) -> VoiceModem:
        return partner(holding(VoiceModem(tmp_path, switch.uri, ring_s=0.5, **how), bool(how.get("lying"))))

    return make


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    desks: list[Desk] = []

    def make(device: str, base: str = "voice-modem-zyxel", more: str = "", **times: float) -> Desk:
        desks.append(Desk(device, write_profile(tmp_path / "phones", base, more, **times)))
        return desks[-1]

    yield make
    for each in desks:
        each.close()


def bring_in(desk: Desk, attempt: int, digits: str) -> None:
    """Flash, wait for dial tone and dial, up to the last digit."""
    desk.phone.do(Recall(attempt, digits))
    tone = desk.until(DialTone)
    assert isinstance(tone, DialTone)
    assert tone.seen
    desk.phone.do(Dial(attempt, digits))
    dialled = desk.until(Dialled)
    assert isinstance(dialled, Dialled)
    assert (dialled.attempt, dialled.digits) == (attempt, digits)


def ended(desk: Desk) -> AttemptEnded:
    event = desk.until(AttemptEnded, past=(LineTold, Ringing))
    assert isinstance(event, AttemptEnded)
    return event


def rings(desk: Desk) -> list[int]:
    return [event.n for event in desk.heard if isinstance(event, Ringing)]


# --- what the far end does is what she is told ---


@real
def test_an_agency_is_flashed_and_dialled_and_answers(modem: Modem, desk: OpenDesk, switch: SippSwitch) -> None:
    """D081-D091: FEATURE, dial tone, the star code, and an answer that is shown as deduced."""
    some = modem()
    at = desk(some.device).up()
    bring_in(at, 1, "*21")
    answered = at.until(Answered, past=(LineTold, Ringing))
    assert isinstance(answered, Answered)
    assert (answered.certainty, answered.raw) == ("deduced", "VCON")
    assert [each for each in some.did if each] == ["flash 300 ms", "dial tone", "*21"]
    assert len(switch.received("INVITE")) == 1


@real
@pytest.mark.parametrize("dialect", ["zyxel", "v253"])
def test_rings_are_told_one_by_one_until_somebody_answers(modem: Modem, desk: OpenDesk, dialect: str) -> None:
    """D096."""
    some = modem(dialect=dialect, answer_lag_s=None)
    more = '[[result]]\ntext = "OK"\nmeans = "answered"\nnot_before = 0.5' if dialect == "v253" else ""
    at = desk(some.device, f"voice-modem-{dialect}", more).up()
    bring_in(at, 1, "*23")
    answered = at.until(Answered, past=(LineTold, Ringing))
    assert isinstance(answered, Answered)
    assert answered.certainty == "deduced"
    assert rings(at) == [1, 2, 3]
    assert answered.raw == ("OK" if dialect == "v253" else "VCON")


@real
@pytest.mark.parametrize(
    ("number", "outcome", "cause", "raw"),
    [
        ("*22", Outcome.BUSY, NOT_TOLD_APART, "BUSY"),
        ("*26", Outcome.BUSY, NOT_TOLD_APART, "BUSY"),  # 503: no circuit free, which a modem cannot tell from busy
        ("*25", Outcome.NO_ANSWER, "no answer", "NO ANSWER"),
        ("*28", Outcome.UNKNOWN, "the call ended, the device gave no reason", "NO CARRIER"),
    ],
)
def test_every_failure_has_its_outcome_and_the_tandem_number_follows(
    modem: Modem, desk: OpenDesk, number: str, outcome: Outcome, cause: str, raw: str
) -> None:
    """telephone.md 2.2; D093: the tandem number needs no condition."""
    at = desk(modem().device).up()
    at.phone.do(Recall(1, number))
    at.until(DialTone)
    at.phone.do(Dial(1, number))
    end = at.until(AttemptEnded, past=(LineTold, Dialled, Ringing))
    assert isinstance(end, AttemptEnded)
    assert (end.outcome, end.cause, end.raw) == (outcome, cause, raw)
    bring_in(at, 2, "7138141")
    assert isinstance(at.until(Answered, past=(LineTold, Ringing)), Answered)


@real
def test_a_line_without_dial_tone_is_told_before_anything_is_dialled(modem: Modem, desk: OpenDesk) -> None:
    some = modem(dial_tone=False)
    at = desk(some.device).up()
    at.phone.do(Recall(1, "*21"))
    assert ended(at).outcome is Outcome.NO_DIAL_TONE
    assert "*21" not in some.did


@real
def test_silence_of_the_switch_ends_in_no_response_and_the_line_is_free(
    modem: Modem, desk: OpenDesk, switch: SippSwitch
) -> None:
    at = desk(modem().device, response=1.0).up()
    bring_in(at, 1, "*27")
    end = ended(at)
    assert (end.outcome, end.cause) == (Outcome.NO_RESPONSE, "the device said nothing within 1 s")
    bring_in(at, 2, "*21")
    at.until(Answered, past=(LineTold, Ringing))


@real
def test_one_character_gives_a_ringing_call_up(modem: Modem, desk: OpenDesk, switch: SippSwitch) -> None:
    at = desk(modem().device).up()
    bring_in(at, 1, "*24")
    at.until(Ringing)
    at.phone.do(Abort(1))
    assert ended(at).outcome is Outcome.ABORTED
    switch.until_received("CANCEL")


@real
def test_leaving_hangs_up_our_end(modem: Modem, desk: OpenDesk, switch: SippSwitch) -> None:
    at = desk(modem().device).up()
    bring_in(at, 1, "*21")
    at.until(Answered, past=(LineTold, Ringing))
    at.phone.do(Release())
    at.until(Released)
    switch.until_received("BYE")


@real
def test_a_flash_is_tried_and_its_length_kept_for_the_site(modem: Modem, desk: OpenDesk, tmp_path: Path) -> None:
    """The commissioning checklist: the length of the flash is the line's own."""
    some = modem()
    at = desk(some.device).up()
    at.phone.do(TryTime("flash", 0.4))
    assert isinstance(tried := at.until(TimeTried), TimeTried)
    assert tried.why == ""
    at.phone.do(Recall(1))
    at.until(DialTone)
    assert "flash 400 ms" in some.did
    at.phone.do(KeepTimes((("flash", 0.4), ("dial_tone", 1.5))))
    assert isinstance(kept := at.until(TimesKept), TimesKept)
    assert kept.file == str(tmp_path / "phones" / "desk-site.toml")
    assert load_profile("desk-site", tmp_path / "phones").times["dial_tone"] == 1.5
    at.phone.do(KeepTimes((("flash", 40.0),)))
    assert isinstance(refused := at.until(TimesKept), TimesKept)
    assert "expected seconds from 0.05 to 1.2" in refused.why


# --- coming and going ---


@real
def test_closing_never_drops_a_live_caller(modem: Modem, desk: OpenDesk, switch: SippSwitch) -> None:
    some = modem()
    at = desk(some.device).up()
    bring_in(at, 1, "*21")
    at.until(Answered, past=(LineTold, Ringing))
    at.close()
    assert "ESTABLISHED" in some.line.calls()
    assert switch.received("BYE") == []
    again = desk(some.device).up()  # and a console that starts again does not either
    assert "ESTABLISHED" in some.line.calls()
    again.phone.do(Release())
    again.until(Released)
    switch.until_received("BYE")


@real
@pytest.mark.parametrize("ring", [0, 1])
def test_a_modem_that_dies_in_the_middle_of_a_call_is_told_and_used_again_when_it_is_back(
    modem: Modem, desk: OpenDesk, tmp_path: Path, ring: int
) -> None:
    dying = modem(dies_at_ring=ring)
    cable = tmp_path / "ttyPHONE"
    cable.symlink_to(dying.device)
    at = desk(str(cable)).up()
    at.phone.do(Dial(1, "*24"))
    lost = at.until(LineLost, past=(LineTold, Dialled, Ringing))
    assert isinstance(lost, LineLost)
    assert "it is tried again" in lost.why
    at.phone.do(Recall(2, "*22"))
    assert ended(at).outcome is Outcome.LINE_LOST
    fresh = modem()
    cable.unlink()
    cable.symlink_to(fresh.device)
    at.until(LineUp, past=(LineTold, LineLost))
    assert fresh.did == []
    bring_in(at, 3, "*21")
    at.until(Answered, past=(LineTold, Ringing))


@real
@pytest.mark.needs("ser2net")
@pytest.mark.parametrize("rfc2217", [False, True], ids=["raw", "rfc2217"])
def test_over_ser2net_a_lost_network_leaves_no_half_dialled_call(
    modem: Modem, desk: OpenDesk, partner: Partners, tmp_path: Path, switch: SippSwitch, rfc2217: bool
) -> None:
    some = modem()
    server = partner(Ser2net(tmp_path, some.device, rfc2217=rfc2217, baud=115200))
    at = desk(server.url).up()
    bring_in(at, 1, "*24")
    at.until(Ringing)
    server.stop()
    at.until(LineLost, past=(LineTold, Ringing))
    assert switch.received("CANCEL") == []
    assert isinstance(held := at.until(Instruction, past=(LineTold,)), Instruction)
    assert held.text == "the caller may still be held: flash on the set"
    server.start()
    at.until(LineUp, past=(LineTold, LineLost))
    switch.until_received("CANCEL")  # the line end that is sent first has ended it
    bring_in(at, 2, "*21")
    at.until(Answered, past=(LineTold, Ringing))


@real
def test_over_rfc2217_the_line_parameters_of_the_profile_are_set(
    modem: Modem, desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    server = partner(Rfc2217Server(tmp_path, modem().device))
    at = desk(server.url).up()
    assert "baud 38400" in server.seen
    bring_in(at, 1, "*21")
    at.until(Answered, past=(LineTold, Ringing))


# --- devices that are not as they should be ---


@real
def test_a_modem_that_lies_is_refused_in_a_sentence(modem: Modem, desk: OpenDesk) -> None:
    at = desk(modem(lying=True).device).open()
    why = at.lost()
    assert "self-test, honesty: 'AT+NOSUCHTHING=1': expected this to be refused, as no device has it, got 'OK'" in why
    assert not any(isinstance(event, LineUp) for event in at.heard)


@pytest.mark.needs("libspandsp2")
def test_an_interpreter_that_says_ok_to_everything_is_no_voice_modem(
    partner: Partners, desk: OpenDesk, tmp_path: Path
) -> None:
    """telephone.md 2.2: spandsp says OK to AT+VTS=1, ATS29? and AT+XYZ, and does none of it."""
    at = desk(partner(SpandspModem(tmp_path)).device, "voice-modem-v253").open()
    assert "as no device has it, got 'OK'" in at.lost()


@pytest.mark.needs("libspandsp2")
def test_it_will_do_for_dialling_tones_beside_the_set(partner: Partners, desk: OpenDesk, tmp_path: Path) -> None:
    modem = partner(SpandspModem(tmp_path))
    at = desk(modem.device, "dtmf-only").up()
    assert not at.phone.caps.flash
    at.phone.do(Dial(1, "*25"))
    modem.until_asked("call *25")
    modem.respond("OK")
    dialled = at.until(Dialled)
    assert isinstance(dialled, Dialled)
    assert dialled.digits == "*25"
    modem.until_asked("hang up")


@pytest.mark.needs("libspandsp2")
def test_a_tone_dialler_that_says_nothing_after_dialling_ends_the_attempt(
    partner: Partners, desk: OpenDesk, tmp_path: Path
) -> None:
    more = '[commands]\ndial = [{ send = "ATDT{digits};", limit = 1.0 }, "ATH"]'
    at = desk(partner(SpandspModem(tmp_path)).device, "dtmf-only", more).up()
    at.phone.do(Dial(1, "*25"))
    end = ended(at)
    assert (end.outcome, end.cause) == (Outcome.UNKNOWN, "the device did not answer")


@real
def test_a_modem_that_says_nothing_is_told_with_what_may_be_wrong(modem: Modem, desk: OpenDesk) -> None:
    at = desk(modem(answers=False).device).open()
    assert "is the modem switched on" in at.lost()


@real
@pytest.mark.parametrize("echo", ["E0", "E1"])
def test_it_makes_no_difference_whether_the_modem_repeats_what_it_is_sent(
    modem: Modem, desk: OpenDesk, echo: str
) -> None:
    more = f'[[test]]\nwhat = "echo"\nsend = "AT{echo}+FCLASS=8;S29=30"'
    at = desk(modem().device, more=more).up()
    bring_in(at, 1, "*23")
    at.until(Answered, past=(LineTold, Ringing))
    assert rings(at) == [1, 2, 3]


@real
def test_a_modem_that_answers_in_digits_is_understood_as_one_that_answers_in_words(
    modem: Modem, desk: OpenDesk
) -> None:
    more = (
        '[line]\nnumeric = true\n[commands]\nflash = ["ATE1V0", "AT+FCLASS=8", "ATDT!W;"]\n'
        '[[test]]\nwhat = "digits"\nsend = "ATE1V0+FCLASS=8;S29=30"'
    )
    at = desk(modem().device, more=more).up()
    bring_in(at, 1, "*23")
    answered = at.until(Answered, past=(LineTold, Ringing))
    assert isinstance(answered, Answered)
    assert answered.raw == "12"
    assert rings(at) == [1, 2, 3]
    at.phone.do(Recall(2))
    at.until(DialTone)
    at.phone.do(Dial(2, "*22"))
    end = at.until(AttemptEnded, past=(LineTold, Dialled))
    assert isinstance(end, AttemptEnded)
    assert (end.outcome, end.raw) == (Outcome.BUSY, "7")


@real
def test_a_slow_modem_is_waited_for(modem: Modem, desk: OpenDesk) -> None:
    at = desk(modem(slow_s=0.3).device).up()
    at.phone.do(Dial(1, "*22"))
    end = at.until(AttemptEnded, past=(LineTold, Dialled))
    assert isinstance(end, AttemptEnded)
    assert end.outcome is Outcome.BUSY


@real
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_on_a_line_that_loses_and_makes_up_bytes_every_attempt_ends_and_no_wrong_number_stays_dialled(
    modem: Modem, desk: OpenDesk, switch: SippSwitch, seed: int
) -> None:
    some = modem(bad_line=BadLine(seed, loses=0.005, invents=0.02))
    at = desk(some.device, response=1.0, reply=0.5, unanswered=3.0).open()
    at.until(LineUp, past=(LineTold, LineLost))
    for attempt in range(1, 5):
        at.phone.do(Dial(attempt, "*22"))
        over = at.until(AttemptEnded, Answered, past=(LineTold, Dialled, Ringing, LineLost, LineUp))
        assert isinstance(over, AttemptEnded)
        assert over.attempt == attempt
        if over.outcome is Outcome.LINE_LOST:
            at.until(LineUp, past=(LineTold, LineLost))


def test_a_device_that_babbles_for_ever_is_told_and_let_go(desk: OpenDesk, pty: "Pty") -> None:
    at = desk(pty.device).open()
    stop = threading.Event()

    def babble() -> None:
        while not stop.is_set():
            try:
                pty.write(b"\x00\xffnonsense" * 100 + b"\r")
            except OSError:
                return
            stop.wait(0.001)

    babbler = threading.Thread(target=babble, daemon=True)
    babbler.start()
    try:
        assert "bytes without one" in at.lost()
    finally:
        stop.set()
        pty.pull()
        babbler.join(LIMIT_S)


# --- the driver itself ---


@pytest.mark.parametrize(
    ("text", "profile", "device"),
    [
        ("voice-modem-v253:/dev/ttyUSB1", "voice-modem-v253", "/dev/ttyUSB1"),
        ("gentner:socket://127.0.0.1:4001", "gentner", "socket://127.0.0.1:4001"),
        ("C:\\phones\\desk.toml:COM3", "C:\\phones\\desk.toml", "COM3"),
        ("./desk.toml:rfc2217://h:1?ign_set_control", "./desk.toml", "rfc2217://h:1?ign_set_control"),
    ],
)
def test_the_spec_names_a_profile_and_a_device(text: str, profile: str, device: str) -> None:
    assert split_spec(text) == (profile, device)


@pytest.mark.parametrize("text", ["", ":", "gentner", "gentner:", ":COM3", "gentner:\x00"])
def test_a_spec_without_one_of_them_is_refused(text: str) -> None:
    with pytest.raises(PhoneError, match="expected a profile and a device"):
        split_spec(text)


def test_a_fault_of_the_receiver_does_not_stop_the_line(pty: "Pty", expected_log: Callable[[str], None]) -> None:
    expected_log("the receiver of the telephone serial:dtmf-only failed")
    told = threading.Event()

    def deliver(event: PhoneEvent) -> None:
        if isinstance(event, LineTold) and event.what == "profile":
            raise ValueError("a receiver at fault")
        told.set()

    phone = SerialPhone(load_profile("dtmf-only"), pty.device, SystemClock())
    phone.open(deliver)
    assert told.wait(LIMIT_S)
    phone.close()


def test_a_device_that_is_refused_again_and_again_says_the_same_only_once(desk: OpenDesk, pty: "Pty") -> None:
    at = desk(pty.device, "dtmf-only", reply=0.05, more='[[test]]\nwhat = "attention"\nsend = "AT"\ntries = 1').open()
    kept = os.open(pty.device, os.O_RDWR | os.O_NOCTTY)  # so that the cable is not dead while the driver pauses
    at.lost()
    asked = b""
    while asked.count(b"AT\r") < 2:  # it is tested a second time
        asked += os.read(pty.master, 100)
    pty.write(b"AT\rOK\r")
    at.until(LineUp, past=(LineTold, LineLost))
    os.close(kept)
    told = [(event.what, event.text) for event in at.heard if isinstance(event, LineTold)]
    assert len(told) == len(set(told))


def test_a_fault_of_ours_is_told_as_a_lost_line(
    pty: "Pty", expected_log: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_log("stopped through a fault of this program")
    phone = SerialPhone(load_profile("dtmf-only"), pty.device, SystemClock())
    monkeypatch.setattr(phone, "_watch_opening", lambda: 1 / 0)
    lost = threading.Event()
    phone.open(lambda event: lost.set() if isinstance(event, LineLost) else None)
    phone.do(Release())
    assert lost.wait(LIMIT_S)
    phone.close()


def test_a_telephone_is_opened_once(pty: "Pty") -> None:
    phone = SerialPhone(load_profile("dtmf-only"), pty.device, SystemClock())
    phone.close()
    with pytest.raises(RuntimeError, match="opened before"):
        phone.open(lambda event: None)


def test_a_host_that_does_not_answer_is_told_within_the_limit_and_orders_are_answered_meanwhile(
    desk: OpenDesk, free_port: int
) -> None:
    at = desk(f"socket://127.0.0.1:{free_port}").open()
    assert "nothing listens there" in at.lost()
    at.phone.do(Dial(1, "*21"))
    assert ended(at).outcome is Outcome.LINE_LOST


def test_the_modem_is_told_of_in_words(desk: OpenDesk, pty: "Pty") -> None:
    at = desk(pty.device).open()
    told: dict[str, str] = {}
    until(lambda: told.update(_told(at)) or "port" in told, "the port to be told")
    assert told["port"] == f"{pty.device} is open at 38400,8,N,1"
    assert told["profile"].startswith("desk ")


def _told(desk: Desk) -> dict[str, str]:
    events = [desk.events.get_nowait() for _ in range(desk.events.qsize())]
    return {event.what: event.text for event in events if isinstance(event, LineTold)}

"""The phone sip: the process with the library is started, watched, and started again; secrets stay secret."""

import importlib.util
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app.errors import PhoneError
from app.ports import (
    AttemptEnded,
    CallerGone,
    CallerHere,
    Dial,
    DropAgency,
    HangUp,
    Hold,
    LineLost,
    LineTold,
    LineUp,
    Outcome,
    PhoneEvent,
    Released,
)
from drivers.phone_spec import make_phone
from drivers.sip.account import SipAccount
from drivers.sip.process import lingering
from drivers.sip_phone import SipPhone
from drivers.system_clock import SystemClock
from tests.drivers.sip.conftest import OpenDesk
from tests.drivers.sip.conftest import open_desk as open_desk
from tests.drivers.sip.desk import Desk
from tests.partners.baresip import Baresip
from tests.partners.caller import SippCaller
from tests.partners.fixtures import Partners
from tests.partners.fixtures import partner as partner
from tests.partners.program import LIMIT_S, LOCALHOST, free_ports
from tests.partners.switch import SippSwitch

needs_sipp = pytest.mark.needs("sipp", "sox")

SECRET = "geheim-4711"


def test_it_is_made_by_its_bare_name_and_by_its_settings() -> None:
    assert make_phone("sip", SystemClock()).name == "sip"
    caps = make_phone("sip", SystemClock(), {"bridge": "switch"}).caps
    assert (caps.flash, caps.bridge_in_switch, caps.dial_tone_seen) == (True, True, False)


def test_what_it_can_do_and_know_is_told() -> None:
    caps = SipPhone(SipAccount(), SystemClock()).caps
    assert (caps.flash, caps.bridge_in_switch, caps.can_answer, caps.pcm) == (False, False, True, True)
    assert (caps.ring_count, caps.answer_seen, caps.tty) == ("audio", "signalled", "text")


@pytest.mark.parametrize("hold_limit", [0.5, 3.0, 5.0])
def test_the_position_waits_for_dial_tone_longer_than_a_far_end_may_take_to_be_held(hold_limit: float) -> None:
    """Where the switch joins, the caller is held first: a limit of 5 s was cut off after 3, at every press."""
    assert SipPhone(SipAccount(bridge="switch", hold_limit=hold_limit), SystemClock()).caps.dial_tone_s > hold_limit


def test_without_the_library_one_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(PhoneError) as raised:
        SipPhone(SipAccount(), SystemClock())
    assert str(raised.value) == (
        "phone sip: its part 'baresip-python' is not installed; "
        "install it with: .venv/bin/python -m pip install -c packaging/constraints.txt -e '.[sip]'"
    )


def test_the_console_itself_never_loads_the_library() -> None:
    program = (
        "import sys; from drivers.phone_spec import make_phone; from drivers.system_clock import SystemClock;"
        "make_phone('sip', SystemClock());"
        "print([name for name in sys.modules if name.startswith(('baresip', '_cffi'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("part", "spec"), [("microphone", "pulse"), ("earpiece", "tone:440")])
def test_a_handset_that_cannot_be_is_refused_at_once(part: str, spec: str) -> None:
    with pytest.raises(PhoneError, match=f"phone sip: {part}: expected alsa:NAME"):
        SipPhone(SipAccount(**{part: spec}), SystemClock())  # type: ignore[arg-type]


@pytest.fixture
def on_a_call(open_desk: OpenDesk, partner: Partners, tmp_path: Path) -> Desk:
    """A caller and an agency are on the line."""
    switch = partner(SippSwitch(tmp_path))
    desk = open_desk(switch.address).up()
    partner(SippCaller(tmp_path, desk.uri))
    desk.take_call()
    desk.bring_in("*21")
    return desk


STARTED = """print('{"kind":"Started","version":"x","listens":"y"}', flush=True);"""


@needs_sipp
@pytest.mark.parametrize(
    ("number", "why"),
    [
        (signal.SIGKILL, "the SIP process ended by signal 9"),
        (signal.SIGSEGV, "the SIP process ended by signal 11"),
        (signal.SIGSTOP, "the SIP process has said nothing for 3 s"),
    ],
)
def test_a_process_that_dies_or_stalls_is_a_lost_line_within_four_seconds_and_comes_back(
    on_a_call: Desk, number: signal.Signals, why: str
) -> None:
    desk = on_a_call
    first = desk.phone.worker
    os.kill(first, number)
    began = time.monotonic()
    ended = desk.until(AttemptEnded)
    assert (ended.outcome, ended.cause) == (Outcome.LINE_LOST, why)
    lost = desk.until(LineLost, limit=4.0)
    assert time.monotonic() - began < 4.0
    assert lost.why == why
    assert desk.until(CallerGone).raw == why
    asked = time.monotonic()
    desk.do(Dial(9, "*21"))
    assert time.monotonic() - asked < 0.1, "nobody waits for it"
    assert desk.until(AttemptEnded).outcome is Outcome.LINE_LOST
    desk.until(LineUp)
    assert desk.phone.worker not in (0, first)
    desk.bring_in("*21", attempt=10)


@needs_sipp
def test_the_password_stands_in_no_argument_log_or_event(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    switch = partner(SippSwitch(tmp_path))
    desk = open_desk(switch.address, register=True, user="position1", password=SECRET).up()
    desk.do(Dial(1, "*22"))
    desk.until(AttemptEnded)
    for process in ("self", str(desk.phone.worker)):
        for name in ("cmdline", "environ"):
            assert SECRET.encode() not in Path(f"/proc/{process}/{name}").read_bytes()
    desk.phone.close()
    desk.rest()
    assert SECRET not in repr(desk.events)
    assert SECRET not in caplog.text
    assert SECRET not in repr(vars(desk.phone)["_account"])


@needs_sipp
def test_what_a_technician_asks_for_is_told(open_desk: OpenDesk, partner: Partners, tmp_path: Path) -> None:
    switch = partner(SippSwitch(tmp_path))
    desk = open_desk(switch.address).up()
    desk.do(Dial(1, "*22"))
    desk.until(AttemptEnded)
    desk.until(LineTold)
    told = {event.what: event.text for event in desk.told(LineTold)}
    assert told["account"] == f"answerpoint at {switch.address} over tcp, no password"
    assert told["library"].startswith("baresip-python ")
    assert told["registration"] == "the telephone does not register"
    assert told["switch"] == "it answers"
    assert told["sound"] == f"microphone tone:1600, earpiece file:{desk.heard}"
    assert told["last result"] == "*22: 486 Busy Here"


@needs_sipp
def test_a_switch_that_vanishes_with_its_voice_is_lost_voice_and_then_a_lost_line(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    switch = partner(SippSwitch(tmp_path, early_rings=1))
    desk = open_desk(switch.address).up()
    desk.bring_in("*31")
    switch.close()
    desk.until(LineTold, lambda told: told.what == "switch" and told.fault)
    assert not desk.told(LineLost) or desk.told(AttemptEnded)
    desk.do(DropAgency(1))
    assert "does not answer" in desk.until(LineLost).why
    desk.do(Dial(2, "*21"))
    assert desk.until(AttemptEnded, lambda end: end.attempt == 2).outcome is Outcome.NO_RESPONSE


def test_closing_before_the_process_has_started_leaves_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, f"{LOCALHOST}:{free_ports()}")
    with desk:
        pass
    assert desk.phone.worker == 0
    desk.phone.close()


def test_it_is_opened_once(tmp_path: Path) -> None:
    with Desk(tmp_path, f"{LOCALHOST}:{free_ports()}") as desk, pytest.raises(RuntimeError, match="opened before"):
        desk.phone.open(lambda event: None)


def test_a_process_that_never_says_a_word_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drivers.sip_phone.START_LIMIT_S", 0.3)
    told: list[PhoneEvent] = []
    lost = threading.Event()

    def deliver(event: PhoneEvent) -> None:
        told.append(event)
        if isinstance(event, LineLost):
            lost.set()

    silent = (sys.executable, "-c", "import time; time.sleep(60)")
    phone = SipPhone(SipAccount(), SystemClock(), silent)
    phone.open(deliver)
    try:
        assert lost.wait(10)
    finally:
        phone.close()
    assert [event.why for event in told if isinstance(event, LineLost)] == ["the SIP process has said nothing for 0 s"]


def test_a_process_that_sends_a_command_is_not_obeyed_and_stops_nothing() -> None:
    words = 'import time; print(\'{"kind":"Finish"}\', flush=True); time.sleep(60)'
    told: queue.Queue[PhoneEvent] = queue.Queue()
    phone = SipPhone(SipAccount(), SystemClock(), (sys.executable, "-c", STARTED + words))
    phone.open(told.put)
    try:
        while not isinstance(told.get(timeout=LIMIT_S), LineTold):
            pass
        phone.do(Dial(1, "12a"))
        while not isinstance(event := told.get(timeout=LIMIT_S), AttemptEnded):
            pass
        assert event.outcome is Outcome.BAD_CODE
        process = phone.worker
    finally:
        phone.close()
    assert process not in lingering()


@pytest.mark.expected_log("the sip telephone lost its line through a fault of this program")
@pytest.mark.needs("baresip")
def test_a_fault_of_this_program_is_a_lost_line_in_words_and_leaves_the_caller_on_it(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller = partner(Baresip(tmp_path, "9055550123"))
    desk = open_desk(f"{LOCALHOST}:{free_ports()}", transport="udp").up()
    caller.dial(f"{desk.uri};transport=udp")
    desk.take_call()
    worker = desk.phone.worker
    monkeypatch.setattr("drivers.sip.line.LONGEST_DIGITS", None)
    desk.do(Dial(1, "*21"))
    assert desk.until(LineLost).why.startswith("a fault of this program: TypeError: ")
    assert desk.until(CallerGone)
    here = desk.until(CallerHere)
    assert (here.number, desk.phone.worker) == ("9055550123", worker)
    heard = caller.heard_s()
    caller.until_heard(heard + 1.0)
    assert not caller.events("CALL_CLOSED")
    desk.do(HangUp())
    desk.until(Released)
    caller.until_closed()


@pytest.mark.expected_log("the sip telephone did not close well, through a fault of this program")
@pytest.mark.needs("baresip")
def test_a_fault_of_this_program_while_it_closes_leaves_the_caller_on_the_line(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller = partner(Baresip(tmp_path, "9055550123"))
    desk = open_desk(f"{LOCALHOST}:{free_ports()}", transport="udp").up()
    caller.dial(f"{desk.uri};transport=udp")
    desk.take_call()
    worker = desk.phone.worker
    monkeypatch.setattr("drivers.sip.line.SipLine.close", None)
    desk.phone.close()
    assert worker in lingering()
    heard = caller.heard_s()
    caller.until_heard(heard + 1.0)
    assert not caller.events("CALL_CLOSED")


@needs_sipp
def test_orders_return_at_once_while_the_process_is_stopped(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    switch = partner(SippSwitch(tmp_path))
    desk = open_desk(switch.address).up()
    os.kill(desk.phone.worker, signal.SIGSTOP)
    began = time.monotonic()
    desk.do(*(Hold() for _ in range(1000)))
    assert time.monotonic() - began < 1.0
    desk.until(LineLost)

"""The SIP library, against real switches and callers."""

import os
import re
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.ports import (
    Abort,
    Answer,
    AttemptEnded,
    CallerGone,
    CallerHere,
    CallerRinging,
    Dial,
    Dialled,
    DialTone,
    DropAgency,
    HangUp,
    HeldOnLine,
    Hold,
    LineLost,
    LineTold,
    LineUp,
    Outcome,
    Progress,
    Recall,
    Release,
    Released,
    Resume,
    Resumed,
    Ringing,
)
from drivers.sip_phone import SipPhone
from drivers.system_clock import SystemClock
from tests.drivers.sip.conftest import OpenDesk
from tests.drivers.sip.desk import Desk
from tests.drivers.sip.test_worker import process_of
from tests.partners.baresip import Baresip
from tests.partners.caller import SippCaller
from tests.partners.fixtures import Partners
from tests.partners.kamailio import Kamailio
from tests.partners.program import LIMIT_S, LOCALHOST, free_ports
from tests.partners.replaces_end import ReplacesEnd
from tests.partners.switch import SippSwitch

needs_sipp = pytest.mark.needs("sipp", "sox")

Switch = Callable[..., SippSwitch]


@pytest.fixture
def switch(partner: Partners, tmp_path: Path) -> Switch:
    return lambda *words, **more: partner(SippSwitch(tmp_path, *words, **more))


OUTCOMES = [
    ("*22", Outcome.BUSY, "486", "Busy Here"),
    ("*34", Outcome.BUSY, "600", "Busy Everywhere"),
    ("*26", Outcome.CIRCUITS_BUSY, "503", "Service Unavailable (Q.850 cause 34: No circuit available)"),
    ("*25", Outcome.NO_ANSWER, "480", "Temporarily Unavailable"),
    ("*28", Outcome.BAD_CODE, "404", "Not Found"),
    ("*99#", Outcome.BAD_CODE, "404", "Not Found"),
    ("*29", Outcome.REFUSED, "603", "Decline"),
    ("*30", Outcome.REFUSED, "403", "Forbidden"),
    ("*33", Outcome.UNKNOWN, "488", "the far end has none of our codecs"),
]


@needs_sipp
@pytest.mark.parametrize("transport", ["tcp", "udp"])
def test_every_refusal_of_the_switch_has_its_outcome(open_desk: OpenDesk, switch: Switch, transport: str) -> None:
    far = switch(transport, no_answer_s=0.3)
    desk = open_desk(far.address, transport=transport).up()
    for attempt, (digits, outcome, code, cause) in enumerate(OUTCOMES, start=1):
        desk.do(Dial(attempt, digits))
        assert desk.until(Dialled).digits == digits
        ended = desk.until(AttemptEnded)
        assert (ended.attempt, ended.outcome, ended.code, ended.cause) == (attempt, outcome, code, cause)
        assert desk.until(LineTold).text.startswith(f"{digits}: {code}")


@needs_sipp
def test_an_agency_that_rings_is_given_up_with_cancel_on_the_wire(open_desk: OpenDesk, switch: Switch) -> None:
    far = switch()
    desk = open_desk(far.address).up()
    desk.do(Dial(1, "*24"))
    assert desk.until(Ringing).n == 1
    desk.do(Abort(1))
    assert desk.until(AttemptEnded).outcome is Outcome.ABORTED
    far.until_received("CANCEL")
    far.until_sent("487")


@needs_sipp
def test_a_switch_that_only_tries_is_silent_and_is_given_up(open_desk: OpenDesk, switch: Switch) -> None:
    far = switch()
    desk = open_desk(far.address).up()
    desk.do(Dial(1, "*27"))
    desk.until(Dialled)
    far.until_sent("100")
    desk.do(Abort(1))
    assert desk.until(AttemptEnded).outcome is Outcome.ABORTED
    assert not desk.told(Progress)
    assert not desk.told(Ringing)
    far.until_received("CANCEL")


@needs_sipp
def test_rings_are_counted_by_clock_where_none_is_heard(open_desk: OpenDesk, switch: Switch) -> None:
    desk = open_desk(switch().address).up()
    desk.do(Dial(1, "*24"))
    first = desk.until(Ringing)
    second = desk.until(Ringing)
    assert [(ring.n, ring.source) for ring in (first, second)] == [(1, "clock"), (2, "clock")]
    assert 5.5 <= (second.at - first.at).total_seconds() <= 6.5


@needs_sipp
def test_rings_are_counted_by_ear_where_they_are_heard(open_desk: OpenDesk, switch: Switch) -> None:
    desk = open_desk(switch(early_rings=2).address).up()
    desk.do(Dial(1, "*31"))
    desk.until(Progress)
    first, second = desk.until(Ringing), desk.until(Ringing)
    assert [(ring.n, ring.source) for ring in (first, second)] == [(1, "audio"), (2, "audio")]
    assert 5.5 <= (second.at - first.at).total_seconds() <= 6.5


@needs_sipp
def test_an_agency_that_hangs_up_ends_its_attempt_as_answered(open_desk: OpenDesk, switch: Switch) -> None:
    desk = open_desk(switch(hang_up_s=0.3).address).up()
    desk.bring_in("*32")
    ended = desk.until(AttemptEnded)
    assert (ended.outcome, ended.cause) == (Outcome.ANSWERED, "the agency hung up")


@needs_sipp
def test_an_agency_is_dropped_with_bye(open_desk: OpenDesk, switch: Switch) -> None:
    far = switch()
    desk = open_desk(far.address).up()
    desk.bring_in("*21")
    desk.do(DropAgency(1))
    assert desk.until(AttemptEnded).outcome is Outcome.ABORTED
    far.until_received("BYE")


@needs_sipp
def test_hanging_up_ends_every_call(open_desk: OpenDesk, switch: Switch) -> None:
    far = switch()
    desk = open_desk(far.address).up()
    desk.bring_in("*21", 1)
    desk.do(Dial(2, "*24"))
    desk.until(Ringing)
    desk.do(HangUp())
    ended = desk.until(AttemptEnded)
    assert (ended.attempt, ended.outcome) == (2, Outcome.ABORTED)
    desk.until(Released)
    far.until_received("BYE")
    far.until_received("CANCEL")


# --- a switch that is not there ---------------------------------------------------------------------------------------


def test_a_refused_connection_is_told_before_anything_is_dialled(open_desk: OpenDesk) -> None:
    desk = open_desk(f"{LOCALHOST}:{free_ports()}")
    lost = desk.until(LineLost)
    assert lost.why.endswith("does not answer: Connection refused")
    desk.do(Dial(1, "*21"))
    ended = desk.until(AttemptEnded)
    assert (ended.outcome, ended.cause) == (
        Outcome.NO_RESPONSE,
        "the switch did not answer: Connection refused [111]",
    )


@needs_sipp
def test_the_line_is_up_again_when_the_switch_is_back(
    open_desk: OpenDesk, switch: Switch, partner: Partners, tmp_path: Path
) -> None:
    far = switch()
    desk = open_desk(far.address).up()
    far.close()
    assert "does not answer" in desk.until(LineLost).why
    with socket.create_server((LOCALHOST, far.port), reuse_port=True):
        desk.until(LineUp)


def test_a_closed_udp_port_says_nothing_until_the_attempt_is_given_up(open_desk: OpenDesk) -> None:
    desk = open_desk(f"{LOCALHOST}:{free_ports()}", transport="udp").up()
    desk.do(Dial(1, "*21"))
    desk.until(Dialled)
    desk.do(Abort(1))
    assert desk.until(AttemptEnded).outcome is Outcome.ABORTED


# --- callers ----------------------------------------------------------------------------------------------------------


@needs_sipp
@pytest.mark.parametrize("transport", ["tcp", "udp"])
def test_a_caller_rings_is_answered_and_hangs_up(
    open_desk: OpenDesk, partner: Partners, switch: Switch, tmp_path: Path, transport: str
) -> None:
    desk = open_desk(switch().address).up()
    caller = partner(SippCaller(tmp_path, desk.uri, "+19055551234", transport, hang_up_after=0.5))  # type: ignore[arg-type]
    ringing = desk.until(CallerRinging)
    assert (ringing.number, ringing.line) == ("9055551234", 1)
    desk.do(Answer(1))
    here = desk.until(CallerHere)
    assert (here.number, here.line) == ("9055551234", 1)
    assert desk.until(CallerGone).line == 1
    assert caller.until_outcome() == "200"


@needs_sipp
def test_a_caller_who_stops_ringing_is_gone(
    open_desk: OpenDesk, partner: Partners, switch: Switch, tmp_path: Path
) -> None:
    desk = open_desk(switch().address).up()
    caller = partner(SippCaller(tmp_path, desk.uri, give_up_after=0.3))
    assert desk.until(CallerRinging).line == 1
    assert desk.until(CallerGone).line == 1
    assert caller.until_outcome() == "487"


@needs_sipp
def test_an_anonymous_caller_has_the_number_the_switch_asserts(
    open_desk: OpenDesk, partner: Partners, switch: Switch, tmp_path: Path
) -> None:
    desk = open_desk(switch().address).up()
    partner(SippCaller(tmp_path, desk.uri, "9055551234", anonymous=True))
    assert desk.until(CallerRinging).number == "9055551234"
    partner(SippCaller(tmp_path, desk.uri, "9055551234", anonymous=True, asserted=False))
    assert desk.until(CallerRinging).number == ""


@needs_sipp
def test_a_second_caller_rings_and_waits_until_the_first_is_released(
    open_desk: OpenDesk, partner: Partners, switch: Switch, tmp_path: Path
) -> None:
    desk = open_desk(switch().address).up()
    partner(SippCaller(tmp_path, desk.uri, "9055550001"))
    desk.take_call()
    second = partner(SippCaller(tmp_path, desk.uri, "9055550002"))
    assert desk.until(CallerRinging).line == 2
    desk.do(Answer(2))
    told = desk.until(LineTold, lambda event: event.what == "last result")
    assert told.text == "line 2 was not answered: the caller on line 1 must be released first"
    assert not second.received("486")
    desk.do(Release())
    desk.until(Released)
    desk.do(Answer(2))
    assert desk.until(CallerHere).number == "9055550002"


@needs_sipp
def test_a_caller_is_answered_by_itself_where_that_is_set(
    open_desk: OpenDesk, partner: Partners, switch: Switch, tmp_path: Path
) -> None:
    desk = open_desk(switch().address, answer="auto").up()
    partner(SippCaller(tmp_path, desk.uri))
    assert desk.until(CallerHere).line == 1


@needs_sipp
def test_a_caller_with_no_codec_of_ours_is_turned_away_by_the_library(
    open_desk: OpenDesk, partner: Partners, switch: Switch, tmp_path: Path
) -> None:
    desk = open_desk(switch().address).up()
    caller = partner(SippCaller(tmp_path, desk.uri, codec="G729"))
    assert caller.until_outcome() == "488"
    assert not desk.told(CallerRinging)


@needs_sipp
def test_the_caller_is_held_and_taken_back_with_two_changes_on_the_wire(
    open_desk: OpenDesk, partner: Partners, switch: Switch, tmp_path: Path
) -> None:
    desk = open_desk(switch().address).up()
    caller = partner(SippCaller(tmp_path, desk.uri))
    desk.take_call()
    desk.do(Hold())
    desk.until(HeldOnLine)
    assert "a=sendonly" in caller.until_received("INVITE")[0]
    desk.do(Resume())
    desk.until(Resumed)
    assert "a=sendrecv" in caller.until_received("INVITE", 2)[1]


@needs_sipp
def test_where_the_switch_joins_the_caller_is_held_for_dialling_and_taken_back(
    open_desk: OpenDesk, partner: Partners, switch: Switch, tmp_path: Path
) -> None:
    far = switch()
    desk = open_desk(far.address, bridge="switch").up()
    assert desk.phone.caps.bridge_in_switch
    caller = partner(SippCaller(tmp_path, desk.uri))
    desk.take_call()
    desk.do(Recall(1, "*21"))
    assert desk.until(DialTone).seen is False
    assert "a=sendonly" in caller.until_received("INVITE")[0]
    desk.bring_in("*21")
    assert "a=sendrecv" in caller.until_received("INVITE", 2)[1]
    desk.do(Release())
    desk.until(Released)
    caller.until_received("BYE")
    far.until_received("BYE")


@needs_sipp
def test_where_the_switch_joins_a_busy_agency_gives_the_caller_back(
    open_desk: OpenDesk, partner: Partners, switch: Switch, tmp_path: Path
) -> None:
    desk = open_desk(switch().address, bridge="switch").up()
    caller = partner(SippCaller(tmp_path, desk.uri))
    desk.take_call()
    desk.do(Recall(1, "*22"))
    desk.until(DialTone)
    desk.do(Dial(1, "*22"))
    assert desk.until(AttemptEnded).outcome is Outcome.BUSY
    assert "a=sendrecv" in caller.until_received("INVITE", 2)[1]


# --- a switch that asks who we are ------------------------------------------------------------------------------------


@pytest.mark.needs("baresip-python")
def test_a_take_back_that_is_not_answered_is_no_take_back_however_often_it_is_tried(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    caller = partner(ReplacesEnd(tmp_path, "9055550123", transport="udp"))
    desk = open_desk(f"{LOCALHOST}:{free_ports()}", transport="udp", hold_limit=0.5).up()
    caller.dial(f"{desk.uri};transport=udp")
    desk.take_call()
    desk.do(Hold())
    desk.until(HeldOnLine)
    process = process_of(caller.port)
    os.kill(process, signal.SIGSTOP)
    try:
        for _ in range(2):
            desk.do(Resume())
            told = desk.until(LineTold, lambda event: event.what == "last result")
            assert told.text == "still on hold: the caller on line 1: the far end did not answer in time"
    finally:
        os.kill(process, signal.SIGCONT)
    assert not desk.told(Resumed)
    end = time.monotonic() + LIMIT_S
    while not desk.told(Resumed):
        assert time.monotonic() < end
        desk.do(Resume())
        while not isinstance(desk.next(), Resumed | LineTold):
            pass


class AskingSwitch:
    """Answers every REGISTER over UDP with `answers` in turn, as a registrar does; a part small enough to be read."""

    def __init__(self, *answers: str) -> None:
        self._answers = answers
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((LOCALHOST, 0))
        self._socket.settimeout(20)
        self.address = f"{LOCALHOST}:{self._socket.getsockname()[1]}"
        self.requests: list[str] = []

    def answer_all(self) -> None:
        for answer in self._answers:
            data, peer = self._socket.recvfrom(65_536)
            request = data.decode()
            self.requests.append(request)
            kept = [line for line in request.splitlines() if re.match(r"(?i)(via|from|to|call-id|cseq):", line)]
            self._socket.sendto("\r\n".join([f"SIP/2.0 {answer}", *kept, "Content-Length: 0", "", ""]).encode(), peer)

    def close(self) -> None:
        self._socket.close()


CHALLENGE = '401 Unauthorized\r\nWWW-Authenticate: Digest realm="psap", nonce="n1", algorithm=MD5'


def test_a_wrong_password_is_a_lost_line_in_words(open_desk: OpenDesk) -> None:
    far = AskingSwitch(CHALLENGE, "403 Forbidden")
    try:
        desk = open_desk(far.address, transport="udp", register=True, user="position1", password="geheim")
        far.answer_all()
        lost = desk.until(LineLost)
    finally:
        far.close()
    assert lost.why == (
        f"the switch at {far.address} does not register this telephone: 403 Forbidden: user or password is wrong"
    )
    assert 'username="position1"' in far.requests[1]
    assert not any("geheim" in request for request in far.requests)


@needs_sipp
def test_the_line_is_up_when_the_switch_has_registered_us(open_desk: OpenDesk, switch: Switch) -> None:
    far = switch()
    desk = open_desk(far.address, register=True, user="position1").up()
    told = [event.text for event in desk.told(LineTold) if event.what == "registration"]
    assert told == ["position1 is registered"]
    far.until_received("REGISTER")


@needs_sipp
def test_key_to_invite_takes_a_moment(open_desk: OpenDesk, switch: Switch) -> None:
    far = switch()
    desk = open_desk(far.address).up()
    began = time.monotonic()
    desk.do(Dial(1, "*24"))
    desk.until(Ringing)
    assert time.monotonic() - began < 1.0


# --- a tandem that knows the agencies, ends a long ringing, and asks who calls ----------------------------------------


@pytest.mark.needs("kamailio", "baresip")
def test_the_tandem_ends_the_ringing_and_that_is_no_answer(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    agency = partner(Baresip(tmp_path, "agency"))
    tandem = partner(Kamailio(tmp_path, {"*21": agency.uri}, ring_s=1.5))
    desk = open_desk(tandem.address).up()
    desk.do(Dial(1, "*21"))
    assert desk.until(Ringing).n == 1
    ended = desk.until(AttemptEnded)
    assert (ended.outcome, ended.code) == (Outcome.NO_ANSWER, "480")
    agency.until_closed()


@pytest.mark.needs("kamailio")
def test_an_agency_whose_telephone_is_dead_is_no_circuit(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    tandem = partner(Kamailio(tmp_path, {"*21": f"sip:agency@{LOCALHOST}:{free_ports()}"}, silence_s=1.0))
    desk = open_desk(tandem.address).up()
    desk.do(Dial(1, "*21"))
    ended = desk.until(AttemptEnded)
    assert (ended.outcome, ended.code) == (Outcome.CIRCUITS_BUSY, "503")


@pytest.mark.needs("kamailio", "baresip")
@pytest.mark.parametrize("auth_user", ["", "p1"])
def test_who_proves_the_password_calls_through(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path, auth_user: str
) -> None:
    agency = partner(Baresip(tmp_path, "agency", answer_after=0.1))
    tandem = partner(Kamailio(tmp_path, {"*21": agency.uri}, credentials=(auth_user or "position1", "geheim-4711")))
    desk = open_desk(tandem.address, user="position1", auth_user=auth_user, password="geheim-4711", register=True).up()
    desk.bring_in("*21")


@pytest.mark.needs("kamailio", "baresip")
def test_a_wrong_password_is_refused_at_the_tandem_in_words(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    agency = partner(Baresip(tmp_path, "agency"))
    tandem = partner(Kamailio(tmp_path, {"*21": agency.uri}, credentials=("position1", "another")))
    desk = open_desk(tandem.address, user="position1", password="geheim-4711", register=True)
    assert "user or password is wrong" in desk.until(LineLost).why
    desk.do(Dial(1, "*21"))
    ended = desk.until(AttemptEnded)
    assert (ended.outcome, ended.cause) == (Outcome.REFUSED, "user or password is wrong")
    assert not agency.events("CALL_INCOMING")


@pytest.mark.needs("kamailio")
def test_a_registrar_that_forbids_us_is_a_lost_line(open_desk: OpenDesk, partner: Partners, tmp_path: Path) -> None:
    tandem = partner(Kamailio(tmp_path, {}, registers=False))
    desk = open_desk(tandem.address, register=True)
    assert desk.until(LineLost).why.startswith(f"the switch at {tandem.address} does not register this telephone: 403")


QUICK = """
from drivers.sip import library, worker
library.REGISTER_EVERY_S, library.REGISTER_AGAIN_S = 4, 1.0
worker.main()
"""


@pytest.mark.needs("kamailio")
def test_a_registration_that_was_lost_is_asked_for_again_and_again(tmp_path: Path, partner: Partners) -> None:
    """The library alone waits longer each time, half an hour at last, though the switch is back long ago."""
    tandem = partner(Kamailio(tmp_path, {}))
    desk = Desk(tmp_path, tandem.address, register=True)
    desk.phone = SipPhone(desk.account, SystemClock(), (sys.executable, "-c", QUICK))
    with desk:
        desk.up()
        tandem.close()
        desk.until(LineTold, lambda told: told.what == "registration" and told.fault)
        again = Kamailio(tmp_path, {})
        config = again.folder / "kamailio.cfg"
        config.write_text(config.read_text().replace(again.address, tandem.address))
        again.port = tandem.port
        partner(again)
        desk.until(LineUp)

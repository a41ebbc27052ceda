"""Debian's baresip as a partner, tried on another of its kind and on SIPp: calls, voices, recordings, endings."""

from pathlib import Path

import pytest

from tests.partners.baresip import Baresip, Netstrings
from tests.partners.fixtures import Partners
from tests.partners.switch import SippSwitch

pytestmark = pytest.mark.needs("baresip")


@pytest.fixture
def caller(partner: Partners, tmp_path: Path) -> Baresip:
    return partner(Baresip(tmp_path, "9055551234", tone_hz=440))


def test_two_telephones_hear_each_other_and_not_themselves(partner: Partners, tmp_path: Path, caller: Baresip) -> None:
    agency = partner(Baresip(tmp_path, "fire", tone_hz=1000, answer_after=0.3))
    caller.dial(agency.uri)
    assert agency.until_event("CALL_INCOMING").peer.startswith("sip:9055551234@")
    caller.until_event("CALL_RINGING")
    caller.until_established()
    agency.until_established()
    caller.until_heard(2)
    agency.until_heard(2)
    assert caller.tone_heard(1000, 1, 2) > 3000 > 100 > caller.tone_heard(440, 1, 2)
    assert agency.tone_heard(440, 1, 2) > 3000 > 100 > agency.tone_heard(1000, 1, 2)
    caller.hang_up()
    assert agency.until_closed() == "Connection reset by peer"


def test_it_answers_only_when_told(partner: Partners, tmp_path: Path, caller: Baresip) -> None:
    agency = partner(Baresip(tmp_path, "fire"))
    caller.dial(agency.uri)
    agency.until_event("CALL_INCOMING")
    caller.until_event("CALL_RINGING")
    assert not caller.events("CALL_ESTABLISHED")
    agency.accept()
    caller.until_established()
    agency.hang_up()
    assert caller.until_closed() == "Connection reset by peer"


def test_it_refuses_a_ringing_call(partner: Partners, tmp_path: Path, caller: Baresip) -> None:
    agency = partner(Baresip(tmp_path, "fire"))
    caller.dial(agency.uri)
    agency.until_event("CALL_INCOMING")
    agency.hang_up()
    assert caller.until_closed() == "486 Rejected"


def test_hold_and_resume_reach_the_other_end(partner: Partners, tmp_path: Path, caller: Baresip) -> None:
    agency = partner(Baresip(tmp_path, "fire", tone_hz=1000, answer_after=0))
    caller.dial(agency.uri)
    caller.until_established()
    agency.until_heard(1)
    agency.hold()
    caller.until_event("CALL_REMOTE_SDP", count=2)
    agency.resume()
    caller.until_event("CALL_REMOTE_SDP", count=3)


@pytest.mark.needs("sipp", "sox")
def test_nobody_at_the_other_end(partner: Partners, tmp_path: Path) -> None:
    switch = partner(SippSwitch(tmp_path, "tcp"))
    caller = partner(Baresip(tmp_path, "9055551234", transport="tcp"))
    switch.close()
    caller.dial(switch.uri("*21"))
    assert caller.until_closed() == "Connection refused"


def test_a_command_that_is_refused_is_told(caller: Baresip) -> None:
    with pytest.raises(AssertionError, match="refused hold"):
        caller.hold()


def test_netstrings_are_read_however_they_are_cut() -> None:
    whole = b'13:{"ok": "a,b"},2:{},'
    for cut in range(len(whole) + 1):
        netstrings = Netstrings()
        assert netstrings.feed(whole[:cut]) + netstrings.feed(whole[cut:]) == [b'{"ok": "a,b"}', b"{}"]

"""The caller as Debian's baresip meets it."""

from pathlib import Path

import pytest

from tests.partners.baresip import Baresip
from tests.partners.caller import SippCaller
from tests.partners.fixtures import Partners
from tests.partners.sipp import Transport

pytestmark = pytest.mark.needs("sipp", "baresip", "sox")


@pytest.fixture(params=["udp", "tcp"])
def transport(request: pytest.FixtureRequest) -> Transport:
    return "udp" if request.param == "udp" else "tcp"


@pytest.fixture
def phone(partner: Partners, tmp_path: Path, transport: Transport) -> Baresip:
    return partner(Baresip(tmp_path, "position", tone_hz=1000, transport=transport))


def test_its_number_is_shown_and_its_voice_is_heard(
    partner: Partners, tmp_path: Path, phone: Baresip, transport: Transport
) -> None:
    caller = partner(SippCaller(tmp_path, phone.uri, "9053261224", transport, tone_hz=440))
    assert phone.until_event("CALL_INCOMING").peer.startswith("sip:9053261224@")
    caller.until_received("180")
    phone.accept()
    assert caller.until_outcome() == "200"
    phone.until_heard(3.5)
    assert phone.tone_heard(440, 0.5, 3.5) > 3000
    phone.hang_up()
    caller.until_received("BYE")
    caller.until_sent("200")


def test_a_caller_may_be_anonymous(partner: Partners, tmp_path: Path, phone: Baresip, transport: Transport) -> None:
    caller = partner(SippCaller(tmp_path, phone.uri, "9053261224", transport, anonymous=True))
    assert "anonymous.invalid" in phone.until_event("CALL_INCOMING").peer
    (invite,) = caller.sent("INVITE")
    assert "P-Asserted-Identity: <sip:9053261224@" in invite
    assert "Privacy: id" in invite


def test_a_caller_gives_up(partner: Partners, tmp_path: Path, phone: Baresip, transport: Transport) -> None:
    caller = partner(SippCaller(tmp_path, phone.uri, transport=transport, give_up_after=0.5))
    phone.until_event("CALL_INCOMING")
    phone.until_closed()
    assert caller.until_outcome() == "487"
    assert len(caller.sent("CANCEL")) == 1


def test_a_caller_hangs_up_after_a_time(
    partner: Partners, tmp_path: Path, phone: Baresip, transport: Transport
) -> None:
    caller = partner(SippCaller(tmp_path, phone.uri, transport=transport, hang_up_after=0.5))
    phone.until_event("CALL_INCOMING")
    phone.accept()
    assert phone.until_closed() == "Connection reset by peer"
    assert len(caller.sent("BYE")) == 1


def test_a_caller_takes_hold_and_resume(
    partner: Partners, tmp_path: Path, phone: Baresip, transport: Transport
) -> None:
    caller = partner(SippCaller(tmp_path, phone.uri, transport=transport))
    phone.until_event("CALL_INCOMING")
    phone.accept()
    caller.until_sent("ACK")
    phone.until_established()
    phone.hold()
    assert "a=recvonly" in caller.until_sent("200")[0]
    caller.until_received("ACK")
    phone.resume()
    assert "a=sendrecv" in caller.until_sent("200", 2)[1]
    caller.until_received("ACK", 2)


def test_several_callers_ring_at_once(partner: Partners, tmp_path: Path, phone: Baresip, transport: Transport) -> None:
    numbers = {"9050000001", "9050000002", "9050000003"}
    for number in numbers:
        partner(SippCaller(tmp_path, phone.uri, number, transport))
    phone.until_event("CALL_INCOMING", count=3)
    assert {event.peer[4:14] for event in phone.events("CALL_INCOMING")} == numbers


def test_a_caller_who_speaks_another_codec_is_refused(
    partner: Partners, tmp_path: Path, phone: Baresip, transport: Transport
) -> None:
    caller = partner(SippCaller(tmp_path, phone.uri, transport=transport, codec="G729"))
    assert caller.until_outcome() == "488"
    assert len(caller.until_sent("ACK")) == 1

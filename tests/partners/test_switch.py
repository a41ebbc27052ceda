"""The switch as Debian's baresip meets it: what each number does, in baresip's words and on the wire."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.partners.baresip import Baresip
from tests.partners.fixtures import Partners
from tests.partners.sipp import Transport
from tests.partners.switch import SippSwitch

pytestmark = pytest.mark.needs("sipp", "baresip", "sox")


@pytest.fixture(params=["udp", "tcp"])
def transport(request: pytest.FixtureRequest) -> Transport:
    return "udp" if request.param == "udp" else "tcp"


@pytest.fixture
def switch(partner: Partners, tmp_path: Path, transport: Transport) -> Generator[SippSwitch]:
    switch = partner(SippSwitch(tmp_path, transport, ring_s=0.5, no_answer_s=0.5, hang_up_s=0.5))
    yield switch
    assert not switch.complaints()


@pytest.fixture
def phone(partner: Partners, tmp_path: Path, transport: Transport) -> Baresip:
    return partner(Baresip(tmp_path, "position", transport=transport))


REFUSALS = {
    "*22": "486 Busy Here",
    "*26": "503 Service Unavailable",
    "*28": "404 Not Found",
    "*29": "603 Decline",
    "*30": "403 Forbidden",
    "*33": "488 Not Acceptable Here",
    "*34": "600 Busy Everywhere",
    "*77": "404 Not Found",
    "911": "404 Not Found",
}


def test_each_refusal_has_its_code(switch: SippSwitch, phone: Baresip) -> None:
    for count, (number, told) in enumerate(REFUSALS.items(), 1):
        phone.dial(switch.uri(number))
        assert phone.until_closed(count) == told, number
    assert "Reason: Q.850;cause=34" in switch.sent("503")[0]
    assert not phone.events("CALL_RINGING", "CALL_ESTABLISHED")


@pytest.mark.parametrize("number", ["*21", "7138141", "9057138141"])
def test_a_number_that_answers_takes_hold_resume_and_bye(switch: SippSwitch, phone: Baresip, number: str) -> None:
    phone.dial(switch.uri(number))
    phone.until_established()
    assert not phone.events("CALL_RINGING")
    phone.hold()
    switch.until_received("INVITE", 2)
    assert "a=recvonly" in switch.until_sent("200", 2)[1]
    switch.until_received("ACK", 2)
    phone.resume()
    switch.until_received("INVITE", 3)
    assert "a=sendrecv" in switch.until_sent("200", 3)[2]
    switch.until_received("ACK", 3)
    phone.hang_up()
    switch.until_received("BYE")
    switch.until_sent("200", 4)


def test_it_rings_and_answers(switch: SippSwitch, phone: Baresip) -> None:
    phone.dial(switch.uri("*23"))
    phone.until_event("CALL_RINGING")
    phone.until_established()
    assert switch.sent("180")


def test_it_rings_until_it_is_cancelled(switch: SippSwitch, phone: Baresip) -> None:
    phone.dial(switch.uri("*24"))
    phone.until_event("CALL_RINGING")
    phone.hang_up()
    switch.until_received("CANCEL")
    switch.until_sent("487")
    assert len(switch.until_received("ACK")) == 1
    assert not phone.events("CALL_ESTABLISHED")


def test_it_rings_and_gives_up(switch: SippSwitch, phone: Baresip) -> None:
    phone.dial(switch.uri("*25"))
    phone.until_event("CALL_RINGING")
    assert phone.until_closed() == "480 Temporarily Unavailable"


def test_trying_and_nothing_more(switch: SippSwitch, phone: Baresip) -> None:
    phone.dial(switch.uri("*27"))
    switch.until_sent("100")
    assert not phone.events("CALL_RINGING", "CALL_PROGRESS", "CALL_CLOSED")
    assert "OUTGOING" in phone.calls()
    phone.hang_up()
    switch.until_received("CANCEL")
    switch.until_sent("487")


def test_it_answers_and_hangs_up(switch: SippSwitch, phone: Baresip) -> None:
    phone.dial(switch.uri("*32"))
    phone.until_established()
    assert phone.until_closed() == "Connection reset by peer"
    assert len(switch.until_received("200")) == 1


def test_early_media_is_ringback_that_is_heard(switch: SippSwitch, phone: Baresip) -> None:
    phone.dial(switch.uri("*31"))
    phone.until_event("CALL_PROGRESS")
    phone.until_heard(7.5)
    assert phone.tone_heard(440, 0.4, 1.6) > 3000
    assert phone.tone_heard(440, 2.6, 5.4) < 30
    assert phone.tone_heard(480, 6.5, 7.5) > 3000
    phone.until_established()


def test_refer_is_refused(switch: SippSwitch, phone: Baresip) -> None:
    phone.dial(switch.uri("*21"))
    phone.until_established()
    phone.transfer(switch.uri("*22"))
    switch.until_received("REFER")
    switch.until_sent("405")
    # Debian's baresip ends a call whose transfer was refused; the switch itself does nothing more
    switch.until_received("BYE")

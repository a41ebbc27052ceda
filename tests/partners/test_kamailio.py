"""The tandem between two telephones that are Debian's baresip."""

import time
from pathlib import Path

import pytest

from tests.partners.baresip import Baresip
from tests.partners.fixtures import Partners
from tests.partners.kamailio import Kamailio
from tests.partners.program import LOCALHOST, free_ports, until
from tests.partners.switch import SippSwitch

pytestmark = pytest.mark.needs("kamailio", "baresip")


@pytest.fixture
def caller(partner: Partners, tmp_path: Path) -> Baresip:
    return partner(Baresip(tmp_path, "position", tone_hz=440))


def test_a_star_code_reaches_its_agency(partner: Partners, tmp_path: Path, caller: Baresip) -> None:
    fire = partner(Baresip(tmp_path, "fire", tone_hz=1000, answer_after=0.2))
    ambulance = partner(Baresip(tmp_path, "ambulance", tone_hz=1633, answer_after=0.2))
    tandem = partner(Kamailio(tmp_path, {"*25": fire.uri, "*21": ambulance.uri}))
    caller.dial(tandem.uri("*25"))
    caller.until_event("CALL_RINGING")
    caller.until_established()
    caller.until_heard(2)
    assert caller.tone_heard(1000, 1, 2) > 3000
    caller.hold()
    fire.until_event("CALL_REMOTE_SDP", count=2)
    caller.hang_up()
    assert fire.until_closed() == "Connection reset by peer"
    assert not ambulance.events("CALL_INCOMING")


def test_a_code_without_an_agency_is_unknown(partner: Partners, tmp_path: Path, caller: Baresip) -> None:
    tandem = partner(Kamailio(tmp_path, {}))
    caller.dial(tandem.uri("*25"))
    assert caller.until_closed() == "404 Not Found"


def test_it_ends_a_ringing_that_lasts_too_long(partner: Partners, tmp_path: Path, caller: Baresip) -> None:
    fire = partner(Baresip(tmp_path, "fire"))
    tandem = partner(Kamailio(tmp_path, {"*25": fire.uri}, ring_s=2.0))
    caller.dial(tandem.uri("*25"))
    fire.until_event("CALL_INCOMING")
    caller.until_event("CALL_RINGING")
    began = time.monotonic()
    assert caller.until_closed() == "480 Temporarily Unavailable"
    assert 1.5 < time.monotonic() - began < 5
    fire.until_closed()


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_an_agency_whose_telephone_is_dead_is_503(
    partner: Partners, tmp_path: Path, caller: Baresip, transport: str
) -> None:
    dead = f"sip:fire@{LOCALHOST}:{free_ports(2)};transport={transport}"
    tandem = partner(Kamailio(tmp_path, {"*25": dead}, silence_s=1.0))
    caller.dial(tandem.uri("*25"))
    assert caller.until_closed() == "503 Service Unavailable"


@pytest.mark.needs("sipp", "sox")
def test_what_an_agency_answers_is_passed_on(partner: Partners, tmp_path: Path, caller: Baresip) -> None:
    switch = partner(SippSwitch(tmp_path, "udp", no_answer_s=0.5))
    tandem = partner(Kamailio(tmp_path, {code: switch.uri(code) for code in ("*22", "*24", "*25", "*26")}))
    for count, (code, told) in enumerate(
        {"*22": "486 Busy Here", "*25": "480 Temporarily Unavailable", "*26": "503 Service Unavailable"}.items(), 1
    ):
        caller.dial(tandem.uri(code))
        assert caller.until_closed(count) == told
    caller.dial(tandem.uri("*24"))
    caller.until_event("CALL_RINGING", count=2)
    caller.hang_up()
    switch.until_received("CANCEL")
    switch.until_sent("487")


@pytest.mark.parametrize(
    ("password", "registers", "registered", "told"),
    [
        ("right", True, True, "404 Not Found"),
        ("wrong", True, False, ""),
        ("right", False, False, "404 Not Found"),
    ],
)
def test_it_asks_who_calls(
    partner: Partners, tmp_path: Path, password: str, registers: bool, registered: bool, told: str
) -> None:
    tandem = partner(Kamailio(tmp_path, {}, credentials=("position", "right"), registers=registers))
    caller = partner(Baresip(tmp_path, "position", registrar=tandem.address, password=password))
    assert caller.until_registered() is registered
    caller.dial(tandem.uri("*25"))
    if told:
        assert caller.until_closed() == told
    else:
        until(lambda: "not authenticated: INVITE" in tandem.log(), "the challenge")
        assert caller.until_closed()[:3] in ("401", "407")


def test_a_caller_over_tcp_reaches_an_agency_over_udp(partner: Partners, tmp_path: Path) -> None:
    fire = partner(Baresip(tmp_path, "fire", answer_after=0.2))
    tandem = partner(Kamailio(tmp_path, {"*25": fire.uri}))
    caller = partner(Baresip(tmp_path, "position", transport="tcp"))
    caller.dial(tandem.uri("*25", "tcp"))
    caller.until_established()
    fire.until_established()
    fire.hang_up()
    assert caller.until_closed() == "Connection reset by peer"

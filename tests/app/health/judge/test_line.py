"""What is to be said of a line."""

from datetime import UTC, datetime

import pytest

from app.health.finding import Finding, Verdict
from app.health.judge.line import Heard, PortSeen, last_byte, parameters, port, tables

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def says(found: Finding, verdict: Verdict, *words: str) -> None:
    assert found.verdict is verdict, found.sentence
    for each in words:
        assert each in found.sentence


def test_a_port_opens_does_not_or_is_the_console_s() -> None:
    says(port(PortSeen("serial:/dev/ttyS0")), Verdict.OK, "serial:/dev/ttyS0 opens")
    says(port(PortSeen("serial:x", "there is no such device")), Verdict.AMISS, "there is no such device")
    console = PortSeen("serial:x", holder="the console (process 7)", console=True)
    says(port(console), Verdict.OK, "in use by the console (process 7)", "left to it")
    says(port(PortSeen("serial:x", holder="minicom (process 7)")), Verdict.AMISS, "minicom", "no console can open it")


@pytest.mark.parametrize(
    ("wanted", "found", "verdict"),
    [
        ("9600,8,N,1", "9600,8,N,1", Verdict.OK),
        ("9600,8,N,1,xonxoff", "9600,8,N,1", Verdict.OK),
        ("9600,8,N,1", "1200,7,E,1", Verdict.AMISS),
        ("9600,8,N,1", "", Verdict.CANNOT),
    ],
)
def test_parameters_are_those_of_the_settings(wanted: str, found: str, verdict: Verdict) -> None:
    says(parameters(PortSeen("serial:x", wanted=wanted, found=found)), verdict, wanted.removesuffix(",xonxoff"))


def test_a_network_has_no_parameters() -> None:
    says(parameters(PortSeen("serial:socket://h:1", wanted="9600,8,N,1", network=True)), Verdict.CANNOT, "far end")


def test_bytes_that_came_and_quiet_that_is_or_is_not_too_long() -> None:
    says(last_byte(Heard(5.0, size=80, ago=1.25)), Verdict.OK, "80 bytes came in 5 s", "1.2 s ago")
    says(last_byte(Heard(5.0)), Verdict.CANNOT, "no byte came in 5 s", "--seconds")
    says(last_byte(Heard(30.0, silent_after=20.0)), Verdict.AMISS, "the settings call 20 s too long")
    says(last_byte(Heard(5.0, silent_after=20.0)), Verdict.CANNOT, "no byte came")


def test_of_a_line_that_a_console_has_the_journal_is_asked() -> None:
    """F11."""
    told = Heard(journalled=True, ago=12.0, last_at=NOON, state="up")
    says(last_byte(told), Verdict.OK, "12 s ago", "2026-03-01T12:00:00")
    says(last_byte(Heard(journalled=True)), Verdict.CANNOT, "not journalled a spill")
    says(
        last_byte(Heard(journalled=True, state="lost", detail="the device is gone")),
        Verdict.AMISS,
        "the feed is lost: the device is gone",
    )


def test_tables_fit_do_not_fit_or_had_nothing_to_fit() -> None:
    says(tables(Heard(5, size=90, by_format={"bell-display": 2}, heartbeats=3)), Verdict.OK, "2 heard fit", "3 heartb")
    says(tables(Heard(5, size=90, by_format={"a": 1}, not_decoded=1)), Verdict.AMISS, "1 fit no table in force")
    says(tables(Heard(5)), Verdict.CANNOT, "no record was heard")
    says(tables(Heard(journalled=True)), Verdict.CANNOT, "no record was among the journal's last spills")
    says(tables(Heard(5, size=90, garbled=2, garbled_bytes=80)), Verdict.AMISS, "80 of 90 bytes are noise", "parity")
    says(tables(Heard(5, size=90, garbled=1, garbled_bytes=9, by_format={"a": 1})), Verdict.OK, "1 pieces of noise")
    says(tables(Heard(5, size=90, fits_without_bit_7=True)), Verdict.AMISS, "mask_bit7 = true")

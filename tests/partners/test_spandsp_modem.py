"""The interpreter of spandsp, spoken to over its pseudo-terminal by pyserial."""

from collections.abc import Generator
from pathlib import Path

import pytest
import serial

from tests.partners.fixtures import Partners
from tests.partners.spandsp_modem import SpandspModem

pytestmark = pytest.mark.needs("libspandsp2")


@pytest.fixture
def modem(partner: Partners, tmp_path: Path) -> SpandspModem:
    return partner(SpandspModem(tmp_path))


@pytest.fixture
def port(modem: SpandspModem) -> Generator[serial.Serial]:
    with serial.Serial(modem.device, timeout=5) as port:
        port.write(b"ATE0\r")
        assert port.read_until(b"OK\r\n").endswith(b"OK\r\n")
        yield port


def ask(port: serial.Serial, command: str) -> bytes:
    port.write(f"{command}\r".encode())
    return port.read_until(b"OK\r\n")


def test_registers_it_has_are_told(port: serial.Serial) -> None:
    assert ask(port, "ATS7?") == b"\r\n060\r\n\r\nOK\r\n"


@pytest.mark.parametrize("command", ["AT+XYZ", "ATS29=50", "ATS29?", "AT+VTS=1"])
def test_it_says_ok_to_what_it_does_not_know(port: serial.Serial, modem: SpandspModem, command: str) -> None:
    assert ask(port, command) == b"\r\nOK\r\n"
    assert not [asked for asked in modem.asked if asked.startswith("call")]


def test_it_has_no_voice(port: serial.Serial) -> None:
    assert b"8" not in ask(port, "AT+FCLASS=?")
    port.write(b"AT+FCLASS=8\r")
    assert port.read_until(b"ERROR\r\n") == b"\r\nERROR\r\n"


def test_it_dials_and_says_nothing_until_it_is_told(port: serial.Serial, modem: SpandspModem) -> None:
    port.write(b"ATDT!W*25\r")
    modem.until_asked("call *25")
    port.timeout = 0.5
    assert port.read(1) == b""
    modem.respond("BUSY")
    assert port.read_until(b"BUSY\r\n") == b"\r\nBUSY\r\n"

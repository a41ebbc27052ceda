"""iaxmodem, spoken to over its tty by pyserial."""

from collections.abc import Generator
from pathlib import Path

import pytest
import serial

from tests.partners.fixtures import Partners
from tests.partners.iax_modem import IaxModem

pytestmark = pytest.mark.needs("iaxmodem")


@pytest.fixture
def port(partner: Partners, tmp_path: Path) -> Generator[serial.Serial]:
    modem = partner(IaxModem(tmp_path))
    with serial.Serial(str(modem.device), timeout=10) as port:
        yield port


def test_it_echoes_and_answers(port: serial.Serial) -> None:
    port.write(b"ATE1\r")
    assert port.read_until(b"OK\r\n") == b"ATE1\r\r\nOK\r\n"
    port.write(b"ATS7?\r")
    assert b"\r\n060\r\n" in port.read_until(b"OK\r\n")


def test_a_dialling_is_followed_by_silence(port: serial.Serial) -> None:
    port.write(b"ATE0\r")
    port.read_until(b"OK\r\n")
    port.write(b"ATDT!W*25;\r")
    port.timeout = 1.5
    assert port.read(1) == b""

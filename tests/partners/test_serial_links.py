"""The links, tried with pyserial at one end and a modem at the other."""

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest
import serial

from tests.partners.fixtures import Partners
from tests.partners.program import until
from tests.partners.serial_links import Rfc2217Server, Ser2net, SerialCable

# pyserial's own clients: names of old in one, a socket left to the collector when the other's peer is gone
pytestmark = [
    pytest.mark.filterwarnings("ignore:set(Daemon|Name).*:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:.*unclosed <socket:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:.*unclosed <socket:pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def cable(partner: Partners, tmp_path: Path) -> SerialCable:
    return partner(SerialCable(tmp_path))


@pytest.fixture
def far(cable: SerialCable) -> Generator[serial.Serial]:
    with closing(serial.Serial(str(cable.far), timeout=5)) as port:
        yield port


def both_ways(near: serial.SerialBase, far: serial.Serial) -> None:
    near.write(b"ATZ\r")
    assert far.read(4) == b"ATZ\r"
    far.write(b"\r\nOK\r\n")
    assert near.read(6) == b"\r\nOK\r\n"


def fails(port: serial.SerialBase) -> bool:
    """Tell whether the line has failed."""
    try:
        port.write(b"\r")
        port.read(1)
    except (serial.SerialException, OSError):
        return True
    return False


@pytest.mark.needs("socat")
def test_a_cable_carries_both_ways_and_is_cut(cable: SerialCable, far: serial.Serial) -> None:
    with closing(serial.Serial(str(cable.near), timeout=1)) as near:
        both_ways(near, far)
        cable.cut()
        until(lambda: fails(near), "the near end to fail")
    assert not cable.near.exists()


@pytest.mark.needs("socat", "ser2net")
@pytest.mark.parametrize("rfc2217", [False, True])
def test_ser2net_carries_both_ways_ends_and_comes_back(
    partner: Partners, tmp_path: Path, cable: SerialCable, far: serial.Serial, rfc2217: bool
) -> None:
    link = partner(Ser2net(tmp_path, cable.near, rfc2217=rfc2217))
    with closing(serial.serial_for_url(link.url, timeout=1)) as near:
        both_ways(near, far)
        link.stop()
        until(lambda: fails(near), "the client to be cut off")
    link.start()
    with closing(serial.serial_for_url(link.url, timeout=5)) as near:
        far.reset_input_buffer()
        both_ways(near, far)


@pytest.mark.needs("socat")
def test_the_server_of_rfc_2217_shows_all_that_is_set(
    partner: Partners, tmp_path: Path, cable: SerialCable, far: serial.Serial
) -> None:
    link = partner(Rfc2217Server(tmp_path, cable.near))
    with closing(serial.serial_for_url(link.url, timeout=5)) as near:
        both_ways(near, far)
        assert (near.cts, near.dsr, near.cd, near.ri) == (True, True, True, False)
        near.baudrate = 2400
        near.dtr = False
        near.rts = False
        near.break_condition = True
        near.break_condition = False
        assert "baud 2400" in link.seen
        assert link.seen[-4:] == ["dtr False", "rts False", "break True", "break False"]
    with closing(serial.serial_for_url(link.url, timeout=5)) as near:
        both_ways(near, far)
        link.close()
        until(lambda: fails(near), "the client to be cut off")

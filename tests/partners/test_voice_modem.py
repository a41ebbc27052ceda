"""The modem, spoken to over its pseudo-terminal by pyserial, its line on SIPp."""

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
import serial

from tests.partners.bad_line import BadLine
from tests.partners.caller import SippCaller
from tests.partners.fixtures import Partners
from tests.partners.program import until
from tests.partners.serial_links import Ser2net
from tests.partners.switch import SippSwitch
from tests.partners.voice_modem import VoiceModem

pytestmark = pytest.mark.needs("baresip", "sipp", "sox")


class Terminal:
    """A person at a terminal."""

    def __init__(self, device: str) -> None:
        self.port: serial.SerialBase = serial.Serial(device, timeout=0.1)
        self.read = b""

    def type(self, text: str) -> None:
        self.port.write(text.encode())

    def until(self, text: str, limit: float = 20.0) -> str:
        """Read on until `text` has come, and return what came before it."""

        def look() -> bool:
            self.read += self.port.read(64)
            return text.encode() in self.read

        until(look, f"{text!r} after {self.read!r}", limit)
        before, _, self.read = self.read.partition(text.encode())
        return before.decode(errors="replace")

    def ask(self, command: str, result: str = "OK") -> str:
        self.type(f"{command}\r")
        return self.until(f"\r\n{result}\r\n")


Dial = Callable[..., tuple[VoiceModem, Terminal]]


@pytest.fixture
def switch(partner: Partners, tmp_path: Path) -> SippSwitch:
    return partner(SippSwitch(tmp_path, ring_s=1.2, no_answer_s=1.2, hang_up_s=0.5))


@pytest.fixture
def modem(partner: Partners, tmp_path: Path, switch: SippSwitch) -> Generator[Dial]:
    terminals: list[Terminal] = []

    def make(fclass: str = "8", **how: object) -> tuple[VoiceModem, Terminal]:
        modem = partner(VoiceModem(tmp_path, switch.uri, ring_s=0.5, **how))  # type: ignore[arg-type]
        terminals.append(Terminal(modem.device))
        terminals[-1].type(f"ATE0+FCLASS={fclass}\r")
        if how.get("answers", True) and not how.get("bad_line"):
            terminals[-1].until("OK\r\n")
        return modem, terminals[-1]

    yield make
    for each in terminals:
        each.port.close()


def test_it_echoes_until_told_not_to(partner: Partners, tmp_path: Path, switch: SippSwitch) -> None:
    modem = partner(VoiceModem(tmp_path, switch.uri))
    terminal = Terminal(modem.device)
    assert terminal.ask("ATS29?") == "ATS29?\r\r\n070\r\n"
    terminal.ask("ATE0")
    assert terminal.ask("ATS29?") == "\r\n070\r\n"
    terminal.type("ATV0\r")
    terminal.until("0\r")
    terminal.type("ATXYZ\r")
    terminal.until("4\r")
    terminal.port.close()


@pytest.mark.parametrize(
    ("number", "result", "rings"),
    [
        ("*21", "VCON", 0),
        ("*22", "BUSY", 0),
        ("*23", "VCON", 3),
        ("*25", "NO ANSWER", 3),
        ("*26", "BUSY", 0),
        ("*28", "NO CARRIER", 0),
        ("*34", "BUSY", 0),
        ("713-8141", "VCON", 0),
    ],
)
def test_it_says_what_the_far_end_did(modem: Dial, switch: SippSwitch, number: str, result: str, rings: int) -> None:
    some, terminal = modem()
    before = terminal.ask(f"ATDT!W{number}", result)
    assert before.count("RINGING") == rings
    assert some.did[:3] == ["flash 700 ms", "dial tone", number.replace("-", "")]
    assert len(switch.received("INVITE")) == 1


def test_in_the_other_dialect_it_speaks_in_codes(modem: Dial) -> None:
    _, terminal = modem(dialect="v253")
    assert terminal.ask("ATDT*23") == "\x10r" * 3
    terminal.ask("ATH")
    assert terminal.ask("ATDT*22", "BUSY") == "\x10b"


def test_any_character_ends_a_dialling(modem: Dial, switch: SippSwitch) -> None:
    some, terminal = modem()
    terminal.type("ATDT*24\r")
    terminal.until("RINGING\r\n\r\nRINGING\r\n")
    terminal.type("\r")
    terminal.until("NO CARRIER")
    switch.until_received("CANCEL")
    assert some.did == ["*24", "give up"]
    terminal.ask("ATDT*22", "BUSY")


def test_no_answer_within_s7(modem: Dial, switch: SippSwitch) -> None:
    _, terminal = modem()
    terminal.ask("ATS7=1")
    terminal.ask("ATDT*24", "NO ANSWER")
    terminal.ask("ATDT*27", "NO ANSWER")
    switch.until_received("CANCEL", 2)


def test_in_data_mode_a_good_call_ends_without_carrier(modem: Dial, switch: SippSwitch) -> None:
    _, terminal = modem(fclass="0")
    terminal.ask("ATS7=1")
    assert terminal.ask("ATDT*23", "NO CARRIER") == ""
    terminal.ask("ATDT*21;")
    switch.until_received("INVITE", 2)
    terminal.ask("ATH")
    switch.until_received("BYE")


def test_the_far_end_hangs_up_later(modem: Dial) -> None:
    _, terminal = modem()
    terminal.ask("ATDT*32", "VCON")
    terminal.until("\x10b")


def test_it_hangs_up(modem: Dial, switch: SippSwitch) -> None:
    some, terminal = modem()
    terminal.ask("ATDT*21", "VCON")
    terminal.ask("AT+VTS=1,2;+VTS=!")
    terminal.ask("ATH")
    switch.until_received("BYE")
    assert some.did == ["*21", "tones 1", "tones 2", "flash 700 ms", "hang up"]


def test_a_call_rings_with_its_number_and_is_answered(modem: Dial, partner: Partners, tmp_path: Path) -> None:
    some, terminal = modem()
    terminal.ask("AT+VCID=1")
    caller = partner(SippCaller(tmp_path, some.line.uri, "9053261224", "tcp"))
    terminal.until("RING\r\n\r\nNMBR = 9053261224\r\n\r\nRING")
    terminal.ask("ATA", "VCON")
    assert caller.until_outcome() == "200"


def test_no_switch_and_no_dial_tone_are_a_dead_line(modem: Dial, switch: SippSwitch) -> None:
    _, dead = modem(dial_tone=False)
    dead.ask("ATDTW*21", "NO DIALTONE")
    _, terminal = modem()
    switch.close()
    terminal.ask("ATDT*21", "NO DIALTONE")


def test_an_answer_is_deduced_late(modem: Dial) -> None:
    _, terminal = modem(answer_lag_s=None)
    terminal.ask("AT+VRA=10")
    terminal.ask("ATDT*21", "VCON")


def test_it_lies(modem: Dial) -> None:
    _, terminal = modem(lying=True)
    terminal.ask("ATS29=50")
    assert "070" in terminal.ask("ATS29?")
    assert terminal.ask("AT+NOSUCH") == ""


def test_it_says_nothing_at_all(modem: Dial) -> None:
    some, terminal = modem(answers=False)
    terminal.type("ATDT*21\r")
    some.until_did("*21")
    assert terminal.port.read(64) == b""


@pytest.mark.parametrize("ring", [0, 2])
def test_it_dies_while_it_dials(modem: Dial, switch: SippSwitch, ring: int) -> None:
    some, terminal = modem(dies_at_ring=ring)
    terminal.type("ATDT*24\r")
    until(lambda: not some.alive_on_the_wire, "the modem to die")
    with pytest.raises(serial.SerialException):
        until(lambda: terminal.port.read(64) and False, "the line to fail")
    switch.until_received("CANCEL")


def test_a_bad_line_spoils_words_and_the_modem_lives(modem: Dial) -> None:
    some, terminal = modem(bad_line=BadLine(3, loses=0.05, invents=0.05))

    def told() -> bool:
        terminal.type("ATS29?\r")
        terminal.read += terminal.port.read(64)
        return b"070" in terminal.read

    until(told, "a word that came through")
    assert some.alive_on_the_wire


@pytest.mark.needs("ser2net")
def test_it_can_be_reached_over_the_network(modem: Dial, partner: Partners, tmp_path: Path) -> None:
    some, terminal = modem()
    terminal.port.close()
    link = partner(Ser2net(tmp_path, some.device))
    terminal.port = serial.serial_for_url(link.url, timeout=0.1)
    assert terminal.ask("ATDT*23", "VCON").count("RINGING") == 3

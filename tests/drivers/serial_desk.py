"""A desk with a serial telephone: a profile in a folder of its own, a modem whose line is real, and an ear for it."""

import queue
from collections.abc import Callable
from pathlib import Path

from app.ports import Instruction, LineLost, LineTold, LineUp, PhoneEvent, PhoneLine
from drivers.phone_spec import make_phone
from drivers.system_clock import SystemClock
from tests.partners.at_commands import Answer, AtCommands
from tests.partners.voice_modem import VoiceModem

LIMIT_S = 20.0
"""How long a thing that must happen may take; reached only by a test that fails."""

QUICK = {"ring_cycle": 0.9, "ring_gap": 0.2, "answer_silence": 1.0, "flash": 0.3, "digit": 0.05}
"""Times of a line that rings once a second, for tests."""


class HoldingCommands(AtCommands):
    """A modem that can be told to go off the hook (H1 of Hayes-compatible modems)."""

    def _basic(self, command: str, answer: Answer) -> None:
        if command != "H1":
            super()._basic(command, answer)


def holding(modem: VoiceModem, lying: bool = False) -> VoiceModem:
    """Let this modem hold its line when told; before it is started."""
    modem.commands = HoldingCommands(lying)
    return modem


def write_profile(folder: Path, base: str, more: str = "", **times: float) -> Path:
    """Write the site's own profile `desk`, based on a shipped one, and return its folder."""
    folder.mkdir(exist_ok=True)
    lines = [f"{name} = {seconds}" for name, seconds in {**QUICK, **times}.items()]
    (folder / "desk.toml").write_text("\n".join((f'based_on = "{base}"', "[times]", *lines, more)))
    return folder


class Desk:
    """A telephone and what it delivers. `until` hears on until an event of these kinds comes."""

    def __init__(self, device: str, folder: Path) -> None:
        self.phone: PhoneLine = make_phone(f"serial:desk:{device}", SystemClock(), profiles_folder=folder)
        self.events: queue.Queue[PhoneEvent] = queue.Queue()
        self.heard: list[PhoneEvent] = []

    def open(self) -> "Desk":
        self.phone.open(self.events.put)
        return self

    def up(self) -> "Desk":
        self.open().until(LineUp)
        return self

    def until(
        self, *kinds: type[PhoneEvent], past: tuple[type[PhoneEvent], ...] = (LineTold, Instruction)
    ) -> PhoneEvent:
        """Return the next event of these kinds; only those of `past` may come before it."""
        while True:
            try:
                event = self.events.get(timeout=LIMIT_S)
            except queue.Empty:
                raise AssertionError(f"{kinds} did not come after {self.heard[-8:]}") from None
            self.heard.append(event)
            if isinstance(event, kinds):
                return event
            if not isinstance(event, past):
                raise AssertionError(f"{event} came where {kinds} was expected, after {self.heard[-8:]}")

    def lost(self) -> str:
        """Return why the line is lost, once it is."""
        event = self.until(LineLost)
        assert isinstance(event, LineLost)
        return event.why

    def close(self) -> None:
        self.phone.close()


OpenDesk = Callable[..., Desk]

"""The manual beside a caller, as a person reads it: real keys, another program's eyes, a real printer queue (D014)."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from tests.partners.cups import Cups

pytestmark = [
    pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "import"),
    pytest.mark.timeout(180),
]


@dataclasses.dataclass(frozen=True)
class Reader:
    """Reads what stands on the screen through AT-SPI."""

    console: Any

    def manual(self) -> tuple[str, str]:
        """The title and the text of the section that is open, "" and "" where none is."""
        for name, text in self.console.fields().items():
            if name.startswith("Manual: "):
                return name.removeprefix("Manual: "), text
        return "", ""

    def until(self, title: str) -> str:
        """Wait until a section is open, and return its text."""
        found = [("", "")]

        def look(_calls: Any) -> bool:
            found[0] = self.manual()
            return found[0][0] == title

        self.console.until(look, f"the section {title!r}, not {found[0][0]!r}")
        return found[0][1]


def test_f1_opens_at_the_step_a_word_is_found_and_the_keys_of_the_call_work_beside_it(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Path
) -> None:
    """D014, D050, D129."""
    console = open_console("--feed", f"serial:{line.device}", "--phone", "virtual?*23=answer:2&cadence=0.4")
    console.window()
    line.send(a_slip())
    console.until(lambda calls: len(calls) == 1, "the call")
    reader = Reader(console)
    console.press("F1")
    assert "Do you require Police, Fire or Ambulance?" in reader.until("Answer the call")
    console.press("h", "o", "w", "l", "e", "r")
    console.waits_for_field("Search the manual", "howler")
    console.press("Return")
    assert "howler" in reader.until("What ring back does")
    console.picture(tmp_path / "manual.png")
    console.press("ctrl+Next")
    reader.until("Where it does not work")
    console.press("ctrl+Prior")
    reader.until("What ring back does")
    console.press("F8")
    console.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "answered", "the answer")
    assert reader.manual()[0] == "What ring back does"
    fields = console.fields()
    assert (fields["Number"], fields["Address"]) == ("(905) 326-1224", "324 FIRST ST N")
    console.press("ctrl+shift+p")
    console.waits_for_field("Said of the manual", "a call is open")
    console.press("F11", "F1", "F1")
    assert "only the primary agency talks" in reader.until("When they are in voice contact")
    pressed = [event["body"]["key"] for event in console.events() if event["kind"] == "key_pressed"]
    assert pressed == ["F1", "F8", "F11", "F1", "F1"], "reading is no event; opening and closing is"
    assert console.close() == (0, "")


@pytest.mark.needs("cupsd", "lpadmin", "pdftotext")
def test_a_section_is_printed_with_keys_when_nobody_is_on_the_line(
    open_console: Any, line: Any, partner: Any, tmp_path: Path
) -> None:
    cups = partner(Cups(tmp_path))
    console = open_console("--feed", f"serial:{line.device}", **cups.environ)
    console.window()
    console.waits_for_field("Feed", ": up")
    console.press("F1")
    reader = Reader(console)
    reader.until("What this is, and what decides")
    console.press("ctrl+Next", "ctrl+shift+p")
    console.waits_for_field("Said of the manual", "sent to printer office: 1 page")
    words = cups.paper()
    assert "Finding your way" in words
    assert "The Board's own text decides." in words
    assert "Do you require" not in words
    assert console.close() == (0, "")

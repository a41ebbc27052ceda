"""What is being read of the manual."""

import subprocess
import sys
from pathlib import Path

from app.errors import TableError
from app.manual import Manual
from app.position.screen import NextStep
from app.ui.reading import CANNOT, Reading

ROOT = Path(__file__).parents[3]


def test_texts_are_read_once_and_not_before_they_are_asked_for(shipped_manual: Manual) -> None:
    read: list[str] = []

    def load() -> Manual:
        read.append("")
        return shipped_manual

    reading = Reading(load)
    assert not read
    reading.open_at(NextStep("Greet", "", "manual p. 12"))
    assert reading.section.title == "Answer the call"
    reading.look_for("howler")
    assert len(read) == 1


def test_it_opens_at_the_page_of_the_step_and_at_the_beginning_where_there_is_none(shipped_manual: Manual) -> None:
    reading = Reading(lambda: shipped_manual)
    reading.open_at(NextStep("Stay: no voice contact yet.", "", "manual p. 15"))
    assert (reading.section.title, reading.is_open) == ("Bring the agency in", True)
    reading.query = "howler"
    reading.open_at(NextStep("Ready for the next call."))
    assert (reading.at, reading.query) == (0, "")


def test_sections_are_turned_to_the_first_and_the_last(shipped_manual: Manual) -> None:
    reading = Reading(lambda: shipped_manual)
    reading.turn(-1)
    assert reading.at == 0
    reading.turn(1)
    assert reading.at == 1
    reading.turn(10_000)
    assert reading.at == len(shipped_manual.sections) - 1


def test_a_manual_that_cannot_be_read_says_why_in_its_place_and_is_tried_again(shipped_manual: Manual) -> None:
    faults = [TableError("manual 95-site.md line 1: expected a title")]

    def load() -> Manual:
        if faults:
            raise faults.pop()
        return shipped_manual

    reading = Reading(load)
    section = reading.section
    assert (section.title, section.text) == (CANNOT, "manual 95-site.md line 1: expected a title")
    assert reading.section.title == "What this is, and what decides"
    assert Reading().section.title == CANNOT


def test_nothing_of_the_manual_is_loaded_before_it_is_asked_for() -> None:
    """The first paint, and the first caller, do not wait for it."""
    code = (
        "import sys; from datetime import UTC, datetime; from PySide6.QtWidgets import QApplication\n"
        "import app.main, app.tables; from app.settings import Settings; from app.ui.window import Window\n"
        "application = QApplication([]); window = Window(now=lambda: datetime.now(UTC))\n"
        "window.first_painted.connect(application.exit); window.show(); application.exec()\n"
        "app.tables.load_tables(Settings())\n"
        "print([name for name in sys.modules if name.startswith(('app.manual', 'app.ui.help', 'app.ui.paper'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("[]\n", "")

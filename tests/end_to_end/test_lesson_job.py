"""A lesson under Xvfb with real keys: the trainee at the console, the trainer at her own window."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.needs("Xvfb", "xdotool", "dbus-daemon", "pyatspi", "at-spi2-core")]

TRAINEE, TRAINER = "TRAINING - Answerpoint", "Trainer - Answerpoint"

LESSON = """
about = "lesson: a fire in Whitby, and a barn"
first_after = 1.0
[lesson]
title = "Two fires"
about = "one after the other"
teaches = ["D055"]
[[calls]]
class = "RES"
municipality = "WHITBY"
set = { number = "555-0143", area = "905", name = "QUILLER, IRIS", address = "1210 LANTERN CRES" }
[calls.lesson]
title = "A kitchen burns"
card = "You are Iris Quiller."
phone = "*23=answer:1"
[[calls.lesson.moment]]
id = "fire"
at = 1
says = "Fire!"
[[calls.lesson.expect]]
rule = "D055"
words = "Oshawa Fire is brought in"
deed = "dial"
to = "oshawa-fire"
within = 10
after = "fire"
[[calls]]
class = "RES"
municipality = "AJAX"
after = 3600
set = { number = "555-0188", area = "905", name = "BARLEY, JO", address = "9 BARN RD" }
[calls.lesson]
title = "A barn burns"
"""


@pytest.fixture
def give(open_console: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    (tmp_path / "fires.toml").write_text(LESSON)

    def given(*words: str) -> Any:
        return open_console(
            *words, journal=tmp_path / "lesson.sqlite", command=("lesson", str(tmp_path / "fires.toml"))
        )

    return given


def went(console: Any) -> Sequence[tuple[int, str]]:
    return [
        (each["body"]["call"], each["body"]["moment"]) for each in console.events() if each["kind"] == "lesson_went"
    ]


def test_a_lesson_is_the_real_console_with_a_trainer_beside_it(give: Callable[..., Any], tmp_path: Path) -> None:
    console = give()
    console.waits_for_field("Number", "(905) 555-0143")
    console.waits_for_field("Role", "TRAINING")
    console.waits_for_field("Marks", "EMULATED FEED · VIRTUAL TELEPHONE")
    console.waits_for_field("Card", "You are Iris Quiller.")
    console.waits_for_field("What is expected", "Oshawa Fire is brought in")
    console.press("F8", named=TRAINEE)
    console.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "answered", "an answer")
    console.press("F11", "F12", named=TRAINEE)
    console.until(lambda calls: calls[0]["how_ended"] == "released", "the release")
    console.press("space", named=TRAINER)
    console.waits_for_field("Lesson clock", "PAUSED")
    console.press("Down", "Return", named=TRAINER)  # the second call comes now, though the clock stands
    console.waits_for_field("Told", "call 2 comes now")
    assert len(console.calls()) == 1
    console.press("space", named=TRAINER)
    console.waits_for_field("Number", "(905) 555-0188")
    console.press("shift+n", named=TRAINER)  # as it stands on its button
    console.until(lambda calls: len(calls) == 3, "another caller")
    console.press("f", "Down", "Return", named=TRAINER)  # the second fault: vanish
    console.waits_for_field("Feed", "FEED LOST")
    console.press("e", "e", named=TRAINER)
    assert console.process.wait(30) == 0
    assert console.close() == (0, "")
    events = console.events()
    assert went(console) == [(1, ""), (1, "fire"), (2, "")]
    struck = [each["body"] for each in events if each["kind"] == "lesson_struck"]
    assert struck == [{"call": 2, "fault": "vanishx20"}]
    started = events[0]["body"]
    assert started["training"] is True
    assert started["feed"].endswith("fires.toml")
    assert any(name.startswith("lesson/") for name in started["tables"])
    assert events[-1] == {"kind": "console_stopped", "body": {"why": "the trainer ended the lesson"}}
    assert console.command("verify", "--journal", str(console.journal)).returncode == 0
    page = console.command("score", str(console.journal), "--lesson", str(tmp_path / "fires.toml")).stdout
    assert ": vanishx20" in page.partition("Call 2: A barn burns\n  Put in by the trainer at ")[2].splitlines()[0]


def test_a_journal_of_a_lesson_is_no_consoles_and_the_other_way_round(
    give: Callable[..., Any], open_console: Callable[..., Any], tmp_path: Path
) -> None:
    lesson = give()
    lesson.until(len, "a call")
    assert lesson.close() == (0, "")
    first = (tmp_path / "lesson.sqlite").read_bytes()
    again = open_console(journal=tmp_path / "lesson.sqlite", command=("lesson", str(tmp_path / "fires.toml")))
    assert again.process.wait(30) == 2
    assert "expected a new file, got the journal of an earlier lesson" in again.close()[1]
    assert (tmp_path / "lesson.sqlite").read_bytes() == first
    live = open_console("--feed", "emulated", journal=tmp_path / "lesson.sqlite")
    assert live.process.wait(30) == 2
    assert "expected the journal of a console or a new file, got the journal of a lesson" in live.close()[1]
    live = open_console("--feed", "emulated", journal=tmp_path / "live.sqlite")
    live.until(len, "a call")
    assert live.close() == (0, "")
    before = (tmp_path / "live.sqlite").read_bytes()
    words = ("lesson", str(tmp_path / "fires.toml"))
    lesson = open_console(journal=tmp_path / "live.sqlite", command=words)
    assert lesson.process.wait(30) == 2
    assert "expected a new file, got the journal of a console" in lesson.close()[1]
    assert (tmp_path / "live.sqlite").read_bytes() == before
    assert not list(tmp_path.glob("live.sqlite?*"))

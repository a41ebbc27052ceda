"""A lesson run twice under Xvfb with real keys, well and badly, and the scores say so."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.needs("Xvfb", "xdotool", "dbus-daemon", "pyatspi", "at-spi2-core"),
    pytest.mark.timeout(240),
]

TRAINEE, TRAINER = "TRAINING - Answerpoint", "Trainer - Answerpoint"


@pytest.fixture
def give(open_console: Callable[..., Any], tmp_path: Path) -> Callable[[str], Any]:
    """Return a function that begins the shipped lesson of an ordinary fire call, up to the caller's first words."""

    def given(name: str) -> Any:
        console = open_console(journal=tmp_path / f"{name}.sqlite", command=("lesson", "ordinary-fire"))
        console.waits_for_field("Number", "(905) 555-0143")
        console.press("ctrl+i", "k", "m", "Return", named=TRAINEE)
        console.waits_for_field("What the caller does", "now or before")
        return console

    return given


def verdicts(console: Any) -> dict[str, str]:
    """End the lesson and return what became of each rule, by its words."""
    console.press("e", "e", named=TRAINER)
    assert console.process.wait(30) == 0
    assert console.close() == (0, "")
    told = console.command("score", "--json", str(console.journal))
    assert told.returncode in (0, 1), told.stderr
    score = json.loads(told.stdout)
    assert (score["lesson"], score["trainee"]) == ("ordinary-fire", "KM")
    return {each["words"]: each["verdict"] for call in score["calls"] for each in call["results"]}


def test_a_lesson_done_well_is_all_met_and_one_done_badly_is_told_rule_by_rule(give: Callable[[str], Any]) -> None:
    """D051, D055, D058, D084, D085."""
    well = give("well")
    well.press("F8", named=TRAINEE)
    well.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "answered", "an answer")
    well.press("F11", "F12", named=TRAINEE)
    well.until(lambda calls: calls[0]["how_ended"], "the release")
    assert set(verdicts(well).values()) == {"met"}

    badly = give("badly")
    badly.press("F5", named=TRAINEE)  # an ambulance for a fire
    badly.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "ringing", "a ring")
    badly.press("F12", "F12", named=TRAINEE)  # and gone before anybody speaks
    badly.until(lambda calls: calls[0]["how_ended"], "the release")
    found = verdicts(badly)
    assert found["Oshawa Fire, which serves Whitby, is brought in at once"] == "missed"
    assert found["No other agency is brought in: fire calls them itself"] == "wrong"
    assert found["The release key is not touched before voice contact"] == "wrong"
    assert found["Voice contact between caller and fire department is heard and confirmed"] == "missed"

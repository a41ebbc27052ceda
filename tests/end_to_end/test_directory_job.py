"""A number of the directory is searched for beside a live caller and brought in, with real keys (D163, D170)."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "import"),
    pytest.mark.timeout(180),
]


def kinds(console: Any) -> list[str]:
    """The kinds of the journal's events, in their order."""
    return [event["kind"] for event in console.events()]


def test_a_number_is_found_by_typing_and_brought_in_by_the_second_enter(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Path
) -> None:
    """D170, D163, N014: pseudo-terminal, X server, real keys; the fields as another program reads them."""
    console = open_console("--feed", f"serial:{line.device}", "--phone", "virtual?9058523393=answer:2&cadence=0.4")
    console.window()
    line.send(a_slip())
    console.until(lambda calls: len(calls) == 1, "the call in the journal")
    console.press("ctrl+d")
    console.waits_for_field("What Enter does", "not expected to give callers numbers")
    before = len(console.events())
    console.press("u", "x", "space", "f", "i", "r", "e")
    console.waits_for_field("Search the directory", "ux fire")
    console.press("Return")
    console.waits_for_field("What Enter does", "Enter again dials 905 852-3393: Uxbridge Fire administration")
    console.picture(tmp_path / "chosen.png")
    assert console.fields()["Number"] == "(905) 326-1224"
    hers = [kind for kind in kinds(console)[before:] if kind in ("key_pressed", "digits_typed", "entry_chosen")]
    assert hers == ["entry_chosen"]  # a search is no event, and one press dials nothing
    assert console.calls()[0]["legs"] == []
    console.press("Return")
    legs = console.until(
        lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "answered", "the answer of Uxbridge"
    )[0]["legs"]
    assert [(leg["agency"], leg["digits"], leg["rings"]) for leg in legs] == [
        ("Uxbridge Fire administration", "9058523393", 2)
    ]
    console.waits_for_field("Who is on the line", "Uxbridge Fire administration")
    console.picture(tmp_path / "brought-in.png")
    console.press("F11")
    console.until(lambda calls: calls[0]["legs"][0]["contact_at"], "voice contact")
    console.press("F12")
    console.until(lambda calls: calls[0]["how_ended"] == "released", "the release")
    assert console.command("verify", "--journal", str(console.journal)).returncode == 0
    assert console.close() == (0, "")


def test_what_is_typed_survives_the_next_caller_and_bell_is_never_dialled(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Path
) -> None:
    """D172, D176: on no 9-1-1 line, however often Enter is pressed."""
    console = open_console("--feed", f"serial:{line.device}", "--phone", "virtual")
    console.window()
    console.waits_for_field("Next step", "Ready for the next call")
    console.press("ctrl+d", "b", "e")
    console.waits_for_field("Search the directory", "be")
    line.send(a_slip())
    console.until(lambda calls: len(calls) == 1, "the call in the journal")
    console.press("l", "l")
    console.waits_for_field("Search the directory", "bell")
    console.press("Return")
    console.waits_for_field("What Enter does", "refused: not on a 9-1-1 line")
    console.press("Return", "Return")
    console.picture(tmp_path / "refused.png")
    assert console.calls()[0]["legs"] == []
    console.press("Escape", "F8")
    console.until(lambda calls: calls[0]["legs"], "Oshawa Fire by its key")
    assert console.close() == (0, "")

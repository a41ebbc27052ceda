"""Calls that are not for an agency, from the spill to the journal, with real keys: an auto-dialer, a TDD caller."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "import"),
    pytest.mark.timeout(180),
]


def bodies(console: Any, kind: str) -> list[dict[str, Any]]:
    """What the journal has of one kind of event, in its order."""
    return [event["body"] for event in console.events() if event["kind"] == kind]


def the_call(console: Any, line: Any, slip: bytes) -> None:
    console.window()
    line.send(slip)
    console.until(lambda calls: len(calls) == 1, "the call in the journal")


def test_an_auto_dialer_is_released_with_one_key_and_the_journal_says_why(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Path
) -> None:
    """D149."""
    console = open_console("--feed", f"serial:{line.device}")
    the_call(console, line, a_slip())
    console.press("ctrl+g")
    console.waits_for_field("Procedures", "Auto-dialer")
    console.picture(tmp_path / "procedures.png")
    console.press("a")
    console.waits_for_field("Next step", "A recorded message: disconnect at once.")
    console.picture(tmp_path / "auto-dialer.png")
    console.press("alt+z")
    released = console.until(lambda calls: calls[0]["how_ended"], "the release")[0]
    assert (released["how_ended"], released["legs"]) == ("released", [])
    steps = [(each["procedure"], each["step"], each["result"], each["call"]) for each in bodies(console, "step_taken")]
    assert steps == [
        ("auto-dialer", "disconnect", "", 1),
        ("auto-dialer", "end", "auto-dialer or recorded message: disconnected", 1),
    ]
    assert console.command("verify", "--journal", str(console.journal)).returncode == 0
    assert console.close() == (0, "")


def test_what_is_typed_on_the_tdd_machine_is_kept_with_the_call(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Path
) -> None:
    """D150-D153, on a telephone without text of its own."""
    console = open_console("--feed", f"serial:{line.device}")
    the_call(console, line, a_slip())
    console.press("ctrl+g", "d")
    console.waits_for_field("Next step", "TDD/TTY tones: transfer the call to the DEAF line.")
    console.press("alt+x", "alt+z", "alt+z", "alt+z")
    console.waits_for_field("Next step", "Type with the caller")
    console.press("alt+z", *"FIRE", "space", *"GA", "Return")
    console.waits_for_field("Text conversation", "CALLER FIRE GA")
    console.press("alt+x", *"ADDRESS", "space", "Q", "space", *"GA", "Return")
    console.waits_for_field("Text conversation", "YOU    ADDRESS Q GA")
    console.waits_for_field("Whose turn", "the turn is with the caller")
    console.picture(tmp_path / "tdd.png")
    typed = [each["values"] for each in bodies(console, "form_filled")]
    assert typed == [{"caller typed": "FIRE GA"}, {"we typed": "ADDRESS Q GA"}]
    console.press("alt+c", "F12")
    console.until(lambda calls: calls[0]["how_ended"] == "released", "the release")
    assert bodies(console, "step_taken")[-1]["result"] == "typed on the DEAF line"
    assert console.close() == (0, "")

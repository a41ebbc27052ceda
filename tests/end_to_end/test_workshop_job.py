"""A technician writes a table for a layout nobody has seen, with real keys, from nothing to a console that reads it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.spill.formats import load_table
from tests.end_to_end.conftest import ROOT, end, wait_for

pytestmark = pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "import")

HARBOUR = (ROOT / "tests" / "data" / "tables" / "harbour.toml").read_text("utf-8")


def typed(text: str) -> str:
    """What is typed: the table without its samples, as the help page teaches it."""
    head, _, rest = text.partition("samples = [")
    return head + rest.partition('""",\n]\n')[2].lstrip("\n")


def test_a_table_is_typed_saved_and_read_by_decode(
    display: str, session_bus: str, tmp_path: Path, open_console: Callable[..., Any], line: Any
) -> None:
    """Right-aligned columns, labels, optional lines and two variants; then a console reads it from a serial line."""
    samples = load_table(HARBOUR, "harbour.toml").samples
    sample, settings = tmp_path / "sample", tmp_path / "settings.toml"
    sample.write_bytes(b"".join(samples))
    settings.write_text('formats_folder = "formats"\n')
    environ = {**os.environ, "DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": session_bus}
    environ.pop("QT_QPA_PLATFORM", None)
    words = [sys.executable, "-m", "app", "workshop", str(sample), "--settings", str(settings)]
    program = subprocess.Popen(words, cwd=ROOT, env=environ, stderr=subprocess.PIPE, text=True)

    def xdotool(*words: str, given: str | None = None) -> str:
        told = subprocess.run(
            ["xdotool", *words], env=environ, input=given, capture_output=True, text=True, timeout=120
        )
        return told.stdout.split("\n")[0]

    try:
        search = ("search", "--onlyvisible", "--pid", str(program.pid), "--name", "workshop")
        window = wait_for(lambda: xdotool(*search), "the workshop's window")
        xdotool("windowfocus", "--sync", window)
        xdotool("key", "ctrl+a")
        for each in typed(HARBOUR).splitlines():
            xdotool("type", "--delay", "2", "--", each)
            xdotool("key", "Return")  # what `type` makes of a line end is no key of a keyboard
        xdotool("key", "ctrl+s")
        table = tmp_path / "formats" / "harbour.toml"
        wait_for(table.exists, "the saved table")
        assert table.read_text() == typed(HARBOUR)
        subprocess.run(["import", "-window", "root", str(tmp_path / "workshop.png")], env=environ, check=True)
    finally:
        end(program)

    console = open_console(
        *("--feed", f"serial:{line.device}", "--settings", str(settings), "--format", "harbour"),
    )
    console.window()
    for record in samples:
        line.send(record)
    console.until(lambda calls: len(calls) == 2, "both callers")
    assert [each["number"] for each in console.calls()] == ["7055550188", "7055550199"]
    assert console.close() == (0, "")
    told = console.command("decode", "--settings", str(settings), "--format", "harbour", str(sample))
    spills = [json.loads(each) for each in told.stdout.splitlines()]
    assert told.returncode == 0
    assert [(each["routing_number"], each["address"]) for each in spills] == [
        (None, "1402 QUAY STREET"),
        ("7055110021", "88 BREAKWATER RD"),
    ]

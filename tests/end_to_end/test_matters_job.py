"""A trouble report from the garbled bytes to the corrected line, over a restart, with real parts and real keys."""

import base64
import json
import subprocess
import sys
from typing import Any

import pytest

pytestmark = [
    pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "import"),
    pytest.mark.timeout(240),
]

GARBLED = b"\x80\x81\x83\x02326\xff\xfe\xfd\x90\x91\x92 8\x93\x94\r\n"


def types(console: Any, *words: str) -> None:
    """Type into the field that has the keyboard, Enter behind each."""
    for text in words:
        subprocess.run(["xdotool", "type", "--delay", "20", text], env=console.environ, check=True, timeout=60)
        console.press("Return")


def reports(console: Any, *more: str) -> list[dict[str, Any]]:
    told = console.command("trouble", "--json", "--journal", str(console.journal), *more)
    assert told.returncode == 0, told.stderr
    return [json.loads(line) for line in told.stdout.splitlines()]


def until_report(console: Any, what: Any, why: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = []

    def look(_calls: Any) -> bool:
        found[:] = reports(console)
        return bool(found) and bool(what(found[0]))

    console.until(look, why)
    return found[0]


def step(name: str) -> Any:
    return lambda report: any(each["step"] == name for each in report["history"])


def test_a_garbled_spill_is_reported_with_one_key_and_followed_to_its_end(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Any
) -> None:
    """U1, D180-D185, F12: bytes, ticket, restart, still open, corrected, verified."""
    console = open_console("--feed", f"serial:{line.device}", "--position", "0218")
    console.window()
    line.send(a_slip())
    console.until(lambda calls: len(calls) == 1, "the caller")
    line.send(GARBLED)
    console.until(lambda _calls: any(each["kind"] == "noise_heard" for each in console.events()), "the noise")
    console.press("ctrl+b")
    report = until_report(console, lambda report: report["raw"], "the report")
    assert base64.b64decode(report["raw"]).endswith(GARBLED)
    assert (report["call"], report["values"]["phone position"]) == (1, "0218")
    assert report["values"]["kind"] == "feed"
    console.picture(tmp_path / "filed.png")
    line.send(a_slip(553, "555-0142"))  # a caller in the middle of typing is on the screen at once
    console.until(lambda calls: len(calls) == 2, "the second caller")
    assert console.fields()["Number"] == "(905) 555-0142"
    types(console, "4417")  # the trunk access code: the form begins with what the display shows
    until_report(console, step("details"), "the details")
    console.press("1")
    types(console, "Lee")
    until_report(console, step("supervisor"), "the supervisor")
    console.press("3")
    subprocess.run(["xdotool", "type", "A-7712"], env=console.environ, check=True, timeout=60)
    console.until(
        lambda _calls: any(each["kind"] == "matter_drafted" for each in console.events()), "the half-typed number"
    )
    console.picture(tmp_path / "ticket.png")
    assert console.close() == (0, "")

    again = open_console("--feed", f"serial:{line.device}", "--position", "0218", journal=console.journal)
    again.window()
    again.waits_for_field("Open tasks", "T1 NOW: supervisor reports it to Bell SMC 1-800-263-7585")
    again.waits_for_field("Open tasks", "half typed, and kept: T1")
    again.press("alt+u", "3")
    again.waits_for_field("T1 Ticket: ticket number", "A-7712")
    types(again, "3")  # goes on with the number that was half typed
    assert until_report(again, step("ticket"), "the ticket")["history"][-1]["values"]["ticket number"] == "A-77123"
    again.press("2")
    types(again, "Lee")
    until_report(again, step("bell"), "Bell")
    assert [each["name"] for each in reports(again, "--open")] == ["T1"]
    again.picture(tmp_path / "open.png")
    again.press("7")
    types(again, "card changed")
    until_report(again, step("corrected"), "corrected")
    again.press("7")
    types(again, "Lee")
    report = until_report(again, lambda report: report["closed_at"], "the end")
    steps = [each["step"] for each in report["history"]]
    assert steps == ["details", "supervisor", "ticket", "bell", "corrected", "forwarded"]
    assert report["values"]["trunk access code"] == "4417"
    assert reports(again, "--open") == []
    assert again.close() == (0, "")
    for words in (["-m", "app", "verify", "--journal"], ["packaging/verify_journal.py"]):
        told = subprocess.run(
            [sys.executable, *words, str(again.journal)],
            cwd=again.root,
            env=again.environ,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert told.returncode == 0, told.stderr
    printed = again.command("trouble", "T1", "--report", "inquiry", "--journal", str(again.journal)).stdout
    assert "ACTION ticket number       A-77123" in printed
    assert "ff fe fd 90 91 92" in printed

"""A spill reaches the screen, a key reaches the telephone, the journal holds both - with real parts only."""

import signal
import subprocess
import sys
from typing import Any

import pytest

pytestmark = [
    pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "import"),
    pytest.mark.timeout(180),
]

VERIFIERS = (["-m", "app", "verify", "--journal"], ["packaging/verify_journal.py"])


def verify(console: Any) -> Any:
    """Run both verifiers and return their exit codes."""
    codes = []
    for words in VERIFIERS:
        told = subprocess.run(
            [sys.executable, *words, str(console.journal)],
            cwd=console.root,
            env=console.environ,
            capture_output=True,
            text=True,
            timeout=60,
        )
        codes.append(told.returncode)
    return codes


def test_a_caller_is_brought_to_oshawa_fire_by_one_key_and_all_of_it_is_written(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Any
) -> None:
    """D199, D203, D082-D086, D090, D096, D211, D215: pseudo-terminal, X server, real keys."""
    console = open_console("--feed", f"serial:{line.device}", "--phone", "virtual?*23=answer:2&cadence=0.4")
    console.window()
    line.send(a_slip())
    call = console.until(lambda calls: len(calls) == 1, "the call in the journal")[0]
    assert (call["number"], call["service_class"], call["call_number"]) == ("9053261224", "RES", "00552")
    fields = console.fields()
    assert fields["Number"] == "(905) 326-1224"
    assert fields["Address"] == "324 FIRST ST N"
    console.press("F8")
    console.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "answered", "the answer")
    console.press("F11")
    leg = console.until(lambda calls: calls[0]["legs"][0]["contact_at"], "voice contact")[0]["legs"][0]
    assert (leg["digits"], leg["rings"], leg["outcome"]) == ("*23", 2, "answered")
    assert leg["dialled_at"] < leg["answered_at"] < leg["contact_at"]
    console.picture(tmp_path / "contact.png")
    console.press("F12")
    released = console.until(lambda calls: calls[0]["how_ended"], "the release")[0]
    assert released["how_ended"] == "released"
    assert released["released_at"]
    assert verify(console) == [0, 0]
    code, errors = console.close()
    assert (code, errors) == (0, "")
    assert [each.name for each in console.journal.parent.glob("journal*")] == ["journal.sqlite"]
    assert verify(console) == [0, 0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_closes_cleanly_and_loses_nothing(open_console: Any, line: Any, a_slip: Any, number: Any) -> None:
    console = open_console("--feed", f"serial:{line.device}")
    console.window()
    line.send(a_slip()[:-2])  # the blank line that would end the record has not come yet
    console.until(lambda calls: True, "the journal")
    line.send(a_slip(553, "555-0142"))
    console.until(lambda calls: len(calls) == 2, "both calls")
    assert console.close(number) == (0, "")
    assert [call["call_number"] for call in console.calls()] == ["00552", "00553"]


def test_every_field_is_read_by_another_program(open_console: Any, line: Any, a_slip: Any) -> None:
    """U19, F16: screen.md rule 8."""
    console = open_console("--feed", f"serial:{line.device}")
    console.window()
    line.send(a_slip())
    console.until(lambda calls: len(calls) == 1, "the call")
    fields = console.fields()
    wanted = {
        "Number": "(905) 326-1224",
        "Call number": "00552",
        "Address": "324 FIRST ST N",
        "Location": "APT 6",
        "Name": "PALMER, ROBERT",
        "Service class": "RES  Residential",
        "ESN": "0047",
        "Borough": "OSH",
        "Position sent": "0218",
    }
    assert {name: fields.get(name) for name in wanted} == wanted
    assert "OSHAWA" in fields["Locality"]
    assert "L1G 4B7" in fields["Locality"]
    assert "DUR REG POLICE" in fields["Agencies"]


def test_a_late_device_is_waited_for_and_a_pulled_cable_is_told(
    open_console: Any, tmp_path: Any, a_slip: Any, request: Any
) -> None:
    console = open_console("--feed", f"serial:{tmp_path / 'line'}")
    console.window()
    line = request.getfixturevalue("line")
    line.send(a_slip())
    console.until(lambda calls: len(calls) == 1, "the call from a device that appeared later")


def test_a_second_console_on_the_journal_is_refused_in_words(open_console: Any, line: Any) -> None:
    first = open_console("--feed", f"serial:{line.device}")
    first.window()
    first.until(lambda calls: first.journal.exists(), "the journal")
    second = open_console("--feed", "emulated", journal=first.journal)
    code, errors = second.process.wait(30), second.process.communicate()[1]
    assert code == 2
    assert errors.count("\n") == 1
    assert str(first.journal) in errors


def test_another_centres_agencies_ring_four_times_and_its_warning_stands_three_seconds(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Any
) -> None:
    """D096, D042: both limits are a table's, no code's."""
    (tmp_path / "steps.toml").write_text("[limits]\nrings = 4\nrelease_warning = 3\n")
    settings = tmp_path / "settings.toml"
    settings.write_text('steps = "steps.toml"\n')
    phone = "virtual?*23=no_answer&cadence=0.4"
    console = open_console("--settings", str(settings), "--feed", f"serial:{line.device}", "--phone", phone)
    console.window()
    line.send(a_slip())
    console.until(lambda calls: len(calls) == 1, "the call")
    console.press("F8")
    calls = console.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "no_answer", "its end")
    assert calls[0]["legs"][0]["rings"] == 4
    (ended,) = [event["body"] for event in console.events() if event["kind"] == "attempt_ended"]
    assert ended["cause"] == "no answer after 4 rings"
    console.press("F12")
    console.waits_for_field("Next step", "F12 again releases")
    console.waits_for_field("Next step", "Oshawa Fire was not reached")
    assert console.calls()[0]["how_ended"] is None
    assert console.close() == (0, "")


def test_a_limit_that_makes_no_sense_is_told_and_callers_are_taken_with_the_shipped_ones(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Any
) -> None:
    """D096."""
    (tmp_path / "steps.toml").write_text("[limits]\nrings = 0\n")
    settings = tmp_path / "settings.toml"
    settings.write_text('steps = "steps.toml"\n')
    console = open_console("--settings", str(settings), "--feed", f"serial:{line.device}")
    console.window()
    console.waits_for_field("Notices", "steps.toml line 2: limits.rings: expected a whole number from 1 to 20, got 0")
    line.send(a_slip())
    console.until(lambda calls: len(calls) == 1, "the call")
    assert console.close() == (0, "")


def test_without_a_display_one_sentence_says_so(open_console: Any) -> None:
    console = open_console(DISPLAY="")
    code, errors = console.process.wait(30), console.process.communicate()[1]
    assert code == 2
    assert errors.startswith("answerpoint: no display")
    assert errors.count("\n") == 1


def test_a_table_with_a_fault_is_refused_in_words(open_console: Any, tmp_path: Any) -> None:
    (tmp_path / "agencies.toml").write_text('[[agency]]\nid = "x"\nkey = "F99"\n')
    (tmp_path / "settings.toml").write_text('agencies = "agencies.toml"\n')
    console = open_console("--settings", str(tmp_path / "settings.toml"))
    code, errors = console.process.wait(30), console.process.communicate()[1]
    assert code == 2
    assert "agencies.toml" in errors
    assert "Traceback" not in errors

"""Start-up and shut-down, with the real program offscreen."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tty
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.cli import _parser
from app.clock import as_text
from app.emulator_root import EmulatorDesk
from app.errors import AnswerpointError
from app.first_look import first_look
from app.journal.records import CallChange, Record
from app.journal.store import Journal
from app.live_places import default_journal_path
from app.main import _parts, _save_line
from app.ports import Chunk
from drivers.recording_file import open_recording
from drivers.system_clock import SystemClock

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def run(*words: Any, **more: Any) -> Any:
    return subprocess.Popen(
        [sys.executable, "-m", "app", *words],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def calls(journal: Any) -> Any:
    with run("calls", "--json", "--journal", str(journal)) as program:
        return [json.loads(line) for line in program.communicate(timeout=60)[0].splitlines()]


def until_there_are(count: Any, journal: Any, program: Any) -> None:
    for _ in range(400):
        assert program.poll() is None, program.communicate()[1]
        if len(calls(journal)) >= count:
            return
    raise AssertionError(f"never {count} calls")


def test_the_emulated_feed_brings_callers_and_sigterm_ends_it_cleanly(tmp_path: Any) -> None:
    journal = tmp_path / "journal.sqlite"
    with run("run", "--journal", str(journal)) as program:
        until_there_are(1, journal, program)
        program.send_signal(signal.SIGTERM)
        _said, errors = program.communicate(timeout=30)
    assert (program.returncode, errors) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == ["journal.sqlite"]


@contextlib.contextmanager
def heeded(number: signal.Signals) -> Iterator[None]:
    """A program started in this `with` is not told to ignore the signal, as these tests may be (by nohup)."""
    before = signal.getsignal(number)
    if before is signal.SIG_IGN:
        signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(number, before)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_asked_to_close_again_and_again_it_still_ends_with_0(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl+C pressed twice, or a terminal that is closed under `make run`, which passes the signal on."""
    journal = tmp_path / "journal.sqlite"
    with heeded(number), run("run", "--journal", str(journal)) as program:
        until_there_are(1, journal, program)
        for _ in range(4000):
            if program.poll() is not None:
                break
            program.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.wait(0.005)
        _said, errors = program.communicate(timeout=30)
    assert (program.returncode, errors) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == ["journal.sqlite"]


def test_the_folder_of_the_default_place_is_made(tmp_path: Any) -> None:
    journal = tmp_path / "home" / "answerpoint" / "emulated.sqlite"
    with run("run", XDG_DATA_HOME=str(tmp_path / "home")) as program:
        until_there_are(1, journal, program)
        program.send_signal(signal.SIGTERM)
        _said, errors = program.communicate(timeout=30)
    assert (program.returncode, errors) == (0, "")


def test_a_signal_before_the_first_paint_ends_it_cleanly_too(tmp_path: Any) -> None:
    """Whatever moment it comes: never a traceback, and what was begun is closed."""
    for after in (0.15, 0.3, 0.45):
        with run("run", "--journal", str(tmp_path / f"{after}.sqlite")) as program:
            try:
                program.wait(after)
            except subprocess.TimeoutExpired:
                program.send_signal(signal.SIGTERM)
            _said, errors = program.communicate(timeout=30)
        assert "Traceback" not in errors
        assert program.returncode in (0, -signal.SIGTERM)  # before Python itself is up, nobody can listen


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--record", "{tmp}/there"], "expected a new file"),
        (["--journal", "{tmp}/there"], "there"),
        (["--journal", "{tmp}"], "expected a journal"),
        (["--journal", "{tmp}/no/such/folder/x"], "got no folder {tmp}/no/such/folder; make it, or name another"),
        (["--settings", "{tmp}/place.toml"], "got no folder {tmp}/unmounted; make it, or name another"),
        (["--settings", "{tmp}/settings.toml"], "settings.toml line 1"),
        (
            ["--feed", "serial:/dev/x", "--phone", "serial:gentner:/dev/x"],
            "phone: expected another line than the feed's",
        ),
    ],
)
def test_what_cannot_be_is_one_sentence_and_exit_code_2(tmp_path: Any, words: Any, told: Any) -> None:
    (tmp_path / "there").write_text("something else\n" * 100)
    (tmp_path / "settings.toml").write_text("them = 1\n")
    (tmp_path / "place.toml").write_text('feed = "emulated"\njournal = "unmounted/x.sqlite"\n')
    given = [word.format(tmp=tmp_path) for word in words]
    if "--journal" not in given and "place.toml" not in given[-1]:
        given += ["--journal", str(tmp_path / "journal.sqlite")]
    with run("run", *given) as program:
        _said, errors = program.communicate(timeout=60)
    assert program.returncode == 2
    assert told.format(tmp=tmp_path) in errors
    assert [path for path in tmp_path.iterdir() if path.is_dir()] == []
    assert errors.count("\n") == 1


def test_a_call_open_when_the_console_was_killed_is_taken_up_again(tmp_path: Any, a_slip: Any) -> None:
    """U5; only of a feed whose callers are real: a line, not the emulator."""
    journal, master = tmp_path / "journal.sqlite", os.openpty()
    tty.setraw(master[1])
    device = os.ttyname(master[1])
    try:
        with run("run", "--feed", f"serial:{device}", "--journal", str(journal)) as program:
            until_there_are(0, journal, program)
            os.write(master[0], a_slip)
            until_there_are(1, journal, program)
            program.kill()
        with run("run", "--feed", f"serial:{device}", "--journal", str(journal)) as program:
            os.write(master[0], a_slip.replace(b"#00552", b"#00553"))
            until_there_are(2, journal, program)
            program.send_signal(signal.SIGTERM)
            assert program.communicate(timeout=30)[1] == ""
    finally:
        for end in master:
            os.close(end)
    assert [call["how_ended"] for call in calls(journal)] == ["replaced", None]


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE events SET body = '{' WHERE kind = 'spill_arrived'", "a call that was open is not taken up again"),
        ("UPDATE calls SET legs = 'spoilt'", "call 1 cannot be read"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_and_no_reason_not_to_open(tmp_path: Any, damage: str, told: str) -> None:
    path, now = tmp_path / "journal.sqlite", SystemClock().now()
    journal = Journal.open(path)
    change = CallChange(1, {"arrived_at": as_text(now)})
    journal.write([Record(now, "spill_arrived", "", "", {"spill": None}, 1, (change,), b"raw")], lambda _written: None)
    assert journal.close() == ""
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER events_no_update")
    connection.execute(damage)
    connection.commit()
    connection.close()
    with run("run", "--feed", "serial:/dev/none", "--journal", str(path)) as program:
        found: list[str] = []
        for _ in range(400):
            assert program.poll() is None, program.communicate()[1]
            reading = sqlite3.connect(path)
            found = [body for (body,) in reading.execute("SELECT body FROM events WHERE kind = 'trouble_met'")]
            reading.close()
            if any(told in body for body in found):
                break
            with pytest.raises(subprocess.TimeoutExpired):
                program.wait(0.05)
        program.send_signal(signal.SIGTERM)
        program.communicate(timeout=30)
    assert any(told in body for body in found)
    assert program.returncode == 0


def test_what_the_line_monitor_kept_is_saved_beside_the_journal_a_recording_a_link(tmp_path: Path) -> None:
    at = datetime(2026, 3, 1, 4, tzinfo=UTC)
    kept = {"main": (Chunk(at, b"\x02PALMER\r\n", 1.5), Chunk(at, b"\xff", 0.25)), "second": (Chunk(at, b"x"),)}
    feeds = ["serial:x", "serial:y"]
    said = _save_line(tmp_path, feeds, SystemClock(), kept)
    files = sorted(tmp_path.iterdir(), key=lambda path: len(path.name))
    assert said == f"11 bytes saved into {files[0]}, {files[1]}"
    for file, feed, chunks in zip(files, feeds, kept.values(), strict=True):
        with open_recording(file) as reader:
            assert reader.header["feed"] == feed
            assert tuple(reader) == chunks
        assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(AnswerpointError, match="expected a file that can be written"):
        _save_line(tmp_path / "none", feeds, SystemClock(), kept)
    assert ".rec" in _save_line(tmp_path, feeds[:1], SystemClock(), {"": kept["main"]})


LIVE = """
feed = "serial:/dev/none"
second_feed = "serial:/dev/none2"
phone = "manual"
position = "0305"
journal = "live.sqlite"
record = "live.rec"
[serial]
silent_after = 60
"""


def with_emulator(settings: Path, *words: str) -> Any:
    given = _parser().parse_args(["run", "--settings", str(settings), "--emulator", *words])
    desk = EmulatorDesk(first_look(settings), SystemClock())
    return _parts(given, SystemClock(), desk), desk


def test_a_console_with_the_emulator_takes_nothing_of_a_live_position_but_its_look_its_tables_and_its_name(
    tmp_path: Path,
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(LIVE)
    parts, desk = with_emulator(settings, "rare")
    assert (parts.feed.name, parts.second_feed, parts.invented) == ("emulated:rare", None, True)
    assert (parts.phone.name, parts.position, parts.record) == ("virtual", "0305", None)
    assert parts.journal == default_journal_path(True)
    facts = dict(desk.view().facts)
    assert (facts["position"], facts["called silent"]) == ("0305", "after 60 s")
    assert parts.joined is not None


def test_what_the_command_line_says_comes_before(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(LIVE)
    words = ("--journal", str(tmp_path / "try.sqlite"), "--phone", "manual", "--position", "0218", "--record", "x.rec")
    parts, _desk = with_emulator(settings, *words)
    assert (parts.feed.name, parts.phone.name, parts.position) == ("emulated:default", "manual", "0218")
    assert parts.journal == tmp_path / "try.sqlite"
    assert parts.record is not None


def test_without_the_emulator_nothing_is_changed(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(LIVE)
    parts = _parts(_parser().parse_args(["run", "--settings", str(settings)]), SystemClock(), None)
    assert (parts.feed.name, parts.phone.name, parts.joined) == ("serial:/dev/none", "manual", None)
    assert parts.journal == tmp_path / "live.sqlite"


@pytest.mark.parametrize("words", [(), ("--phone", "manual", "--journal", "try.sqlite", "--record", "x.rec")])
def test_a_live_position_that_is_given_invented_callers_keeps_them_from_its_telephone_and_its_journal(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(LIVE)
    given = _parser().parse_args(["run", "--settings", str(settings), "--feed", "emulated", *words])
    parts = _parts(given, SystemClock(), None)
    if words:  # what is named for them is theirs
        assert (parts.phone.name, parts.journal, parts.record is None) == ("manual", Path("try.sqlite"), False)
    else:
        assert (parts.phone.name, parts.journal, parts.record) == ("virtual", default_journal_path(True), None)
    assert parts.invented

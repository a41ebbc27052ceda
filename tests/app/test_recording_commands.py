"""`answerpoint recording ...` and `answerpoint anonymise`, on real files and a real terminal."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.ports import Chunk
from app.recording_commands import Tables
from app.settings import Settings
from app.spill.mark import Mark
from app.spill.recording import RecordingReader, write_chunk, write_header
from app.tables import load_tables
from drivers.feed_spec import make_feed
from drivers.recording_file import open_recording
from drivers.serial_line import SerialLine
from drivers.system_clock import SystemClock
from tests.full_disk import full_after

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SLIPS = [each.samples[0] for each in load_tables(Settings()).formats]


def recording(path: Path, data: bytes = b"".join(SLIPS), begin: datetime = NOON, feed: str = "serial:/dev/x") -> Path:
    chunks = [
        Chunk(begin + timedelta(seconds=n), data[at : at + 40], 0.2) for n, at in enumerate(range(0, len(data), 40))
    ]
    path.write_text(write_header(feed, begin) + "".join(map(write_chunk, chunks)), "ascii")
    return path


def read(path: Path) -> tuple[RecordingReader, list[Chunk]]:
    with open_recording(path) as reader:
        return reader, list(reader)


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*words: Any) -> tuple[int, str, str]:
        code = main([str(each) for each in words])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


Told = Callable[..., tuple[int, str, str]]


def test_info_tells_what_is_in_it_and_json_is_one_object(tmp_path: Path, told: Told) -> None:
    file = recording(tmp_path / "a.rec")
    code, out, _ = told("recording", "info", file, "--spills")
    assert code == 0
    assert "spill:1  chunk:3  " in out
    assert "spills: 4" in out
    plain = json.loads(told("recording", "info", file, "--json", "--spills")[1])
    assert plain["header"]["feed"] == "serial:/dev/x"
    assert next(each["format"] for each in plain["list"]) == "bell-display"


def test_a_part_is_cut_out_by_mark_and_spill_and_decodes_as_it_did(tmp_path: Path, told: Told) -> None:
    source = recording(tmp_path / "a.rec")
    assert told("recording", "mark", source, tmp_path / "b.rec", "first one", "--at", "spill:2")[0] == 0
    assert told("recording", "mark", tmp_path / "b.rec", tmp_path / "c.rec", "early", "--at", "0")[0] == 0
    code, out, _ = told(
        "recording", "trim", tmp_path / "c.rec", tmp_path / "d.rec", "--from", "spill:2", "--to", "spill:3"
    )
    assert code == 0
    assert "left out with their moments: early" in out
    reader, chunks = read(tmp_path / "d.rec")
    assert [each.name for each in reader.marks] == ["first one"]
    assert b"".join(each.data for each in chunks).startswith(b"326-1224 (905) RES OSH 99/06/21")
    code, out, _ = told("decode", tmp_path / "d.rec")
    assert (code, [json.loads(line)["format"] for line in out.splitlines()]) == (
        0,
        ["bell-printer", "bell-printer-agency"],
    )


def test_a_mark_can_be_taken_away_and_stands_once(tmp_path: Path, told: Told) -> None:
    source = recording(tmp_path / "a.rec")
    told("recording", "mark", source, tmp_path / "b.rec", "x", "--at", "chunk:2")
    assert read(tmp_path / "b.rec")[0].marks == (Mark(NOON + timedelta(seconds=1), "x"),)
    assert (
        "expected a name no mark has"
        in told("recording", "mark", tmp_path / "b.rec", tmp_path / "c.rec", "x", "--at", "0")[2]
    )
    assert (
        "expected a moment before its end"
        in told("recording", "mark", tmp_path / "b.rec", tmp_path / "c.rec", "y", "--at", "59:00")[2]
    )
    code, _, error = told("recording", "mark", tmp_path / "b.rec", tmp_path / "c.rec", "z", "--remove")
    there = f"recording {tmp_path}/b.rec: expected a mark of the recording ('x'), got 'z'"
    assert (code, there in error) == (2, True)
    assert told("recording", "mark", tmp_path / "b.rec", tmp_path / "c.rec", "x", "--remove")[0] == 0
    assert read(tmp_path / "c.rec")[0].marks == ()
    assert read(tmp_path / "c.rec")[1] == read(source)[1]


def test_files_are_joined_in_an_order_that_is_told(tmp_path: Path, told: Told) -> None:
    late = recording(tmp_path / "late.rec", SLIPS[0], NOON + timedelta(hours=1))
    early = recording(tmp_path / "early.rec", SLIPS[1])
    code, out, _ = told("recording", "join", late, early, tmp_path / "all.rec")
    assert code == 0
    assert out.index("early.rec  ") < out.index("late.rec  ")
    _, chunks = read(tmp_path / "all.rec")
    assert b"".join(each.data for each in chunks) == SLIPS[1] + SLIPS[0]
    code, out, _ = told("recording", "join", late, early, tmp_path / "shifted.rec", "--pause", "5")
    assert code == 0
    assert "early.rec  " in out
    assert "moved by" in out
    assert b"".join(each.data for each in read(tmp_path / "shifted.rec")[1]) == SLIPS[0] + SLIPS[1]


def test_no_command_writes_over_a_file_or_into_the_one_it_reads(tmp_path: Path, told: Told) -> None:
    source = recording(tmp_path / "a.rec")
    before = source.read_bytes()
    (tmp_path / "link.rec").symlink_to(source)
    there = recording(tmp_path / "there.rec")
    for words in (("anonymise",), ("recording", "trim"), ("recording", "join")):
        code, _, err = told(*words, source, tmp_path / "link.rec")
        assert (code, "expected another file than the one that is read" in err) == (2, True)
        code, _, err = told(*words, source, there)
        assert (code, "got one that exists" in err) == (2, True)
        assert told(*words, source, there, "--overwrite")[0] == 0
    assert source.read_bytes() == before


def test_anonymised_it_plays_on_the_feed_with_nothing_of_the_callers_in_the_file(tmp_path: Path, told: Told) -> None:
    data = b"".join(SLIPS) + b"\xff\x00PALMER \xff\x00 324 FIRST\r\n\r\nASKED FOR ROBERT\r\n\r\n"
    source = recording(tmp_path / "a.rec", data, feed="serial:socket://palmer-desk:4000")
    told("recording", "mark", source, tmp_path / "m.rec", "Palmer", "--at", "spill:2")
    code, out, _ = told("anonymise", tmp_path / "m.rec", tmp_path / "b.rec")
    assert code == 0
    assert "anonymised; 1 marks are now called mark N" in out
    text = (tmp_path / "b.rec").read_text("ascii")
    payload = b"".join(each.data for each in read(tmp_path / "b.rec")[1]).decode("latin-1")
    for word in ("palmer", "robert", "first", "3261224", "1224", "smith", "doe", "jane", "ufton", "lakeview", "desk"):
        assert word not in text.casefold(), word
        assert word not in payload.casefold(), word
    one, other = (
        [json.loads(line) for line in told("decode", each)[1].splitlines()] for each in (source, tmp_path / "b.rec")
    )
    for key in ("kind", "format", "service_class", "service_kind", "position", "call_number", "esn", "number_status"):
        assert [each[key] for each in one] == [each[key] for each in other]
    feed = make_feed(f"replay:{tmp_path / 'b.rec'}?max", SerialLine(), SystemClock())
    assert feed.name == f"replay:{tmp_path / 'b.rec'}"


def test_a_seed_makes_the_same_again_and_no_seed_another(tmp_path: Path, told: Told) -> None:
    source = recording(tmp_path / "a.rec")
    for name, words in (("1", ["--seed", "w"]), ("2", ["--seed", "w"]), ("3", []), ("4", [])):
        assert told("anonymise", source, tmp_path / name, *words)[0] == 0
    made = [(tmp_path / name).read_bytes() for name in "1234"]
    assert made[0] == made[1]
    assert len(set(made)) == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1: expected"),
        (b"raw bytes", "line 1: expected"),
        (b"answerpoint recording 2\n", "newer answerpoint"),
    ],
)
def test_what_is_no_recording_is_refused_and_nothing_is_written(
    tmp_path: Path, told: Told, content: bytes, words: str
) -> None:
    source = tmp_path / "a.rec"
    source.write_bytes(content)
    for command in (("anonymise",), ("recording", "trim"), ("recording", "join")):
        code, _, err = told(*command, source, tmp_path / "out.rec")
        assert code == 2
        assert words in err
    assert os.listdir(tmp_path) == ["a.rec"]


def test_a_fault_in_the_middle_leaves_nothing_and_names_its_line(tmp_path: Path, told: Told) -> None:
    source = recording(tmp_path / "a.rec")
    source.write_text(source.read_text() + "not a chunk\n" + source.read_text().splitlines()[-1] + "\n")
    code, _, err = told("anonymise", source, tmp_path / "out.rec")
    assert code == 2
    assert re.search(r"a.rec: line \d+: expected a time", err)
    assert os.listdir(tmp_path) == ["a.rec"]


def test_a_full_disk_and_a_full_output_are_not_told_of_the_recording_that_is_read(tmp_path: Path, told: Told) -> None:
    source, target = recording(tmp_path / "long.rec", b"".join(SLIPS) * 200), tmp_path / "part.rec"
    with full_after(20_000):
        code, _out, err = told("recording", "trim", source, target)
    assert (code, err) == (2, f"answerpoint: {target}: expected a file that can be written, got: file too large\n")
    assert not target.exists()
    words = f"{sys.executable} -m app recording info --spills {source}"
    for end, code, err in (
        ("> /dev/full", 2, "answerpoint: the output could not be written: No space left on device\n"),
        ("| head -1", 0, ""),
    ):
        done = subprocess.run(f"set -o pipefail; {words} {end}", shell=True, executable="bash", cwd=ROOT,
                              capture_output=True, text=True, timeout=120)  # fmt: skip
        assert (done.returncode, done.stderr) == (code, err)


def test_trim_of_nothing_and_of_no_spill_is_told(tmp_path: Path, told: Told) -> None:
    source = recording(tmp_path / "a.rec")
    for where, words in (
        ("spill:9", "expected a spill from 1 to 4"),
        ("9:59:00", "got nothing"),
        ("x", "expected chunk:N"),
    ):
        code, _, err = told("recording", "trim", source, tmp_path / "out.rec", "--from", where)
        assert (code, words in err) == (2, True)
    assert "expected 0 to 86400 seconds" in told("recording", "join", source, tmp_path / "o", "--pause", "-1")[2]


def test_ctrl_c_on_a_terminal_stops_long_work_and_leaves_no_half_file(tmp_path: Path) -> None:
    source = recording(tmp_path / "a.rec", b"".join(SLIPS) * 2000)
    controller, terminal = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "app", "anonymise", source, tmp_path / "out.rec"], cwd=ROOT, stderr=terminal
    )
    os.close(terminal)
    seen = b""
    try:
        while b" 2 %" not in seen:
            seen += os.read(controller, 1000)
        program.send_signal(signal.SIGINT)
        while True:
            try:
                seen += os.read(controller, 1000)
            except OSError:  # the far end is closed
                break
        assert program.wait(30) == 2
    finally:
        program.kill()
        program.wait()
        os.close(controller)
    assert b"stopped before its end; nothing was written" in seen
    assert os.listdir(tmp_path) == ["a.rec"]


def test_tables_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = Tables("bell-printer", None)
    assert [each.name for each in tables.tables.formats] == ["bell-printer"]
    assert tables.tables is tables.tables

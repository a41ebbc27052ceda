"""Recordings on disk: written whole or told about, and read whatever the file holds."""

import os
import stat
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import FeedError
from app.ports import Chunk
from app.spill import recording
from app.spill.recording import HEADER, MAX_LINE_LENGTH
from drivers.recording_file import RecordingFile, open_recording
from drivers.system_clock import SystemClock
from tests.full_disk import full_after

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LIMIT_S = 20.0
CHUNKS = [
    Chunk(NOON, b"\x02905-555-0123  RES\r\n", 0.0),
    Chunk(NOON + timedelta(seconds=1.25), b'"\\\x00\xff\r\x03', 1.25),
    Chunk(NOON + timedelta(days=1), bytes(range(256)), 86_398.75),
]


def recorded(path: Path, chunks: list[Chunk], feed: str = "serial:/dev/ttyS0") -> Path:
    sink = RecordingFile(path, SystemClock(), feed)
    for chunk in chunks:
        sink.record(chunk)
    sink.close()
    return path


def read(path: Path) -> list[Chunk]:
    with open_recording(path) as reader:
        return list(reader)


def test_what_was_recorded_is_read_byte_for_byte(tmp_path: Path) -> None:
    path = recorded(tmp_path / "monday.rec", CHUNKS)

    assert read(path) == CHUNKS
    assert path.read_text("ascii").startswith(f"{HEADER}\nfeed: serial:/dev/ttyS0\n")


def test_only_its_owner_reads_a_recording(tmp_path: Path) -> None:
    path = recorded(tmp_path / "monday.rec", CHUNKS)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_chunk_is_on_the_disk_while_the_recording_runs(tmp_path: Path) -> None:
    sink = RecordingFile(tmp_path / "monday.rec", SystemClock(), "serial:/dev/ttyS0")
    pause = threading.Event()
    try:
        sink.record(CHUNKS[0])
        for _ in range(1000):
            if read(tmp_path / "monday.rec") == CHUNKS[:1]:
                return
            pause.wait(LIMIT_S / 1000)
        pytest.fail("the chunk never came to the disk")
    finally:
        sink.close()


def test_a_file_that_exists_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "monday.rec"
    path.write_text("precious")

    with pytest.raises(FeedError, match="expected a new file, got one that exists"):
        RecordingFile(path, SystemClock(), "serial:/dev/ttyS0")
    assert path.read_text() == "precious"


@pytest.mark.parametrize("name", ["no such folder/monday.rec", "a\0b"])
def test_a_file_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(FeedError, match=r"recording .*: expected a file that can be written, got: "):
        RecordingFile(tmp_path / name, SystemClock(), "serial:/dev/ttyS0")


def test_what_comes_after_closing_is_ignored_and_closing_again_does_nothing(tmp_path: Path) -> None:
    sink = RecordingFile(tmp_path / "monday.rec", SystemClock(), "serial:/dev/ttyS0")
    sink.record(CHUNKS[0])
    closers = [threading.Thread(target=sink.close) for _ in range(3)]
    for closer in closers:
        closer.start()
    for closer in closers:
        closer.join(LIMIT_S)
    sink.record(CHUNKS[1])
    sink.close()

    assert read(tmp_path / "monday.rec") == CHUNKS[:1]
    assert sink.fault == ""


ROOM = 200_000  # bytes of a disk that is soon full


def test_a_full_disk_is_told_once_and_leaves_whole_lines(tmp_path: Path) -> None:
    told: list[str] = []
    done = threading.Event()

    def problem(sentence: str) -> None:
        told.append(sentence)
        done.set()

    path = tmp_path / "monday.rec"
    sink = RecordingFile(path, SystemClock(), "serial:/dev/ttyS0", problem)
    chunks = [Chunk(NOON, bytes((byte,)) * 1000, 0.5) for byte in range(ord("A"), ord("Z"))] * 10
    with full_after(ROOM):
        for chunk in chunks:
            sink.record(chunk)
        assert done.wait(LIMIT_S)
        sink.record(chunks[0])
        sink.close()

    kept = read(path)
    assert 150 < len(kept) < len(chunks)
    assert kept == chunks[: len(kept)]
    assert path.read_bytes().endswith(b'"\n')
    assert told == [f"recording {path}: no longer written: file too large"]
    assert sink.fault == told[0]


def test_a_disk_that_is_full_from_the_first_is_a_sentence_and_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "monday.rec"
    with full_after(5), pytest.raises(FeedError, match="expected a file that can be written, got: file too large"):
        RecordingFile(path, SystemClock(), "serial:/dev/ttyS0")
    assert not path.exists()


def test_a_fault_nobody_asked_for_is_logged(tmp_path: Path, expected_log: Callable[[str], None]) -> None:
    expected_log("recording .*: no longer written: file too large")
    sink = RecordingFile(tmp_path / "monday.rec", SystemClock(), "serial:/dev/ttyS0")
    with full_after(ROOM):
        sink.record(Chunk(NOON, bytes(ROOM), 0.0))
        sink.close()

    assert sink.fault


def test_a_disk_that_stalls_never_stalls_the_line_and_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    works = threading.Event()
    stalled = threading.Event()
    write_chunk = recording.write_chunk

    def stall(chunk: Chunk) -> str:
        stalled.set()
        works.wait(LIMIT_S)
        return write_chunk(chunk)

    monkeypatch.setattr("app.spill.recording.write_chunk", stall)
    monkeypatch.setattr("drivers.recording_file.WAITING_CHUNKS", 3)
    sink = RecordingFile(tmp_path / "monday.rec", SystemClock(), "serial:/dev/ttyS0", told.append)
    sink.record(CHUNKS[0])
    assert stalled.wait(LIMIT_S)
    for _ in range(5):
        sink.record(CHUNKS[1])
    works.set()
    sink.close()

    assert told == [
        f"recording {tmp_path / 'monday.rec'}: no longer written: the disk does not take what comes; 3 chunks wait"
    ]
    assert read(tmp_path / "monday.rec") == CHUNKS[:1]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "line 1: expected 'answerpoint recording 1', got ''"),
        (b"326-1224 (905) RES OSH\r\n", "line 1: expected 'answerpoint recording 1', got '326-1224 (905) RES OSH'"),
        (b"answerpoint recording 2\n", "which only a newer answerpoint can read"),
        (b"x" * (MAX_LINE_LENGTH + 2), "line 1: expected at most"),
    ],
)
def test_a_file_that_is_no_recording_is_told_in_a_sentence(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "notes"
    path.write_bytes(content)

    with pytest.raises(FeedError) as refused:
        read(path)

    assert str(refused.value).startswith(f"recording {path}: ")
    assert told in str(refused.value)


def test_what_is_no_file_is_told_in_a_sentence_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    for name, told in (
        ("none", "expected a file that can be read, got: no such file or directory"),
        ("", "expected a file, got something else of that name"),
        ("pipe", "expected a file, got something else of that name"),
        ("a\0b", "expected the name of a file"),
    ):
        with pytest.raises(FeedError) as refused:
            read(tmp_path / name)
        assert told in str(refused.value)


def test_all_chunks_before_a_fault_are_given(tmp_path: Path) -> None:
    path = recorded(tmp_path / "monday.rec", CHUNKS)
    with path.open("ab") as file:
        file.write(b"2026-03-01 tea\n2026-03-01 more tea\n")
    given: list[Chunk] = []

    with (
        pytest.raises(FeedError, match=r"monday\.rec: line 7: expected a time, a gap and bytes"),
        open_recording(path) as chunks,
    ):
        given.extend(iter(chunks.__next__, None))

    assert given == CHUNKS


def test_a_last_line_that_was_cut_off_is_no_fault(tmp_path: Path) -> None:
    path = recorded(tmp_path / "monday.rec", CHUNKS)
    os.truncate(path, path.stat().st_size - 10)

    with open_recording(path) as chunks:
        assert list(chunks) == CHUNKS[:2]
        assert chunks.unfinished


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.booleans())
def test_any_file_is_chunks_or_a_feed_error(tmp_path: Path, content: bytes, headed: bool) -> None:
    path = tmp_path / "any"
    path.write_bytes(HEADER.encode() + b"\n" + content if headed else content)

    try:
        chunks = read(path)
    except FeedError as error:
        assert str(error).startswith(f"recording {path}: ")
        return
    assert all(isinstance(chunk, Chunk) for chunk in chunks)

"""A recording as a lesson: cut into its calls."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import FeedError
from app.ports import Chunk
from app.settings import Settings
from app.spill.mark import Mark, header_of
from app.spill.reader import SpillReader
from app.spill.recording import write_chunk, write_header
from app.tables import load_tables
from drivers.lesson_recording import RecordingCalls
from tests.lesson_time import NOON

TABLES = load_tables(Settings())


def reader() -> SpillReader:
    return SpillReader(TABLES.formats, TABLES.classes, TABLES.localities)


def recorded(tmp_path: Path, *chunks: tuple[float, bytes], feed: str = "serial:/dev/ttyUSB0") -> str:
    path = tmp_path / "day.rec"
    at, text = NOON, write_header(feed, NOON)
    for gap, data in chunks:
        at += timedelta(seconds=gap)
        text += write_chunk(Chunk(at, data, gap))
    path.write_text(text)
    return str(path)


SLIP = (
    b"326-1224 (905) RES OSH 99/06/21 05:17:39 #%05d Pos:0218\r\nPALMER, ROBERT\r\n324 FIRST ST N\r\nAPT 6\r\n"
    b"OSHAWA, OSHAWA L1G-4B7\r\nESN#: 0047\r\nDUR REG POLICE\r\n905-579-1234\r\n\r\n"
)


def test_a_recording_is_cut_where_its_records_end(tmp_path: Path) -> None:
    first, second = SLIP % 552, SLIP % 553
    path = recorded(tmp_path, (2, first[:100]), (0.1, first[100:]), (30, second[:10]), (0.1, second[10:]), (3, b"\r\n"))
    calls = RecordingCalls(path, reader())
    assert calls.titles == ("9053261224 RES PALMER, ROBERT",) * 2
    assert (calls.pause(1), calls.pause(2)) == (2, 30)
    assert b"".join(data for _wait, data in calls.pieces(1, ())) == first
    assert b"".join(data for _wait, data in calls.pieces(2, ())) == second + b"\r\n"
    assert calls.pieces(2, ())[0][0] == 0
    assert (calls.emulated, calls.another(())) == (False, calls.pieces(2, ()))
    assert calls.another(()) == calls.pieces(1, ())  # a storm goes round the day's callers


def test_a_recording_of_invented_callers_is_known_for_one(tmp_path: Path) -> None:
    assert RecordingCalls(recorded(tmp_path, (2, SLIP % 1), feed="emulated:default"), reader()).emulated


def test_a_recording_without_a_call_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="expected at least one call, got none"):
        RecordingCalls(recorded(tmp_path), reader())


def test_a_fault_can_be_put_into_a_call_of_a_recording(tmp_path: Path) -> None:
    slip = TABLES.formats[1].samples[0]
    path = recorded(tmp_path, (1.0, slip), (20.0, slip))
    calls = RecordingCalls(path, reader())
    assert "half_record" in dict(calls.faults)
    assert "ani_failure" not in dict(calls.faults)
    broken = b"".join(data for _, data in calls.pieces(1, [("half_record", 1)]))
    assert slip.startswith(broken)
    assert len(broken) < len(slip)


def test_what_would_have_to_be_made_cannot_be_done_to_a_recording_and_the_line_can_be_lost(tmp_path: Path) -> None:
    calls = RecordingCalls(recorded(tmp_path, (1.0, SLIP % 1), (20.0, SLIP % 2)), reader())
    offered = {asked for asked, _words in calls.faults}
    assert {"vanishx20", "link_dies", "stormx200", "replaced", "no_spill", "noise"} <= offered
    assert not {"roll_over", "clock_jump", "wrong_class", "deaf", "heartbeat_missingx3"} & offered
    with pytest.raises(ValueError, match="clock_jump: expected what can be done to bytes"):
        calls.strike("clock_jump")
    assert calls.strike("vanishx5") == ("vanish", 5)
    assert (calls.struck(1), calls.timed, calls.pieces(1, [("no_spill", 1)])) == ([], [], [])


def test_of_a_recording_too_the_call_before_comes_once_more(tmp_path: Path) -> None:
    calls = RecordingCalls(recorded(tmp_path, (1.0, SLIP % 1), (20.0, SLIP % 2)), reader())
    calls.pieces(1, ())
    calls.pieces(2, ())
    assert b"".join(data for _wait, data in calls.again()) == SLIP % 1


def test_a_mark_is_the_call_that_came_then(tmp_path: Path) -> None:
    """A jump lets a call come whole: so a mark in the middle of one is that call, as is one in the quiet before it."""
    path = recorded(tmp_path, (2, SLIP % 1), (20, (SLIP % 2)[:50]), (0.1, (SLIP % 2)[50:]), (30, b"\r\n"))
    text = Path(path).read_text()
    header, chunks = text.split("\n20", 1)
    marks = [
        Mark(NOON + timedelta(seconds=seconds), name)
        for name, seconds in (("start", 0), ("quiet", 10), ("second", 22), ("middle", 22.05), ("end", 52), ("late", 53))
    ]
    Path(path).write_text("\n".join([header, *header_of(marks), f"20{chunks}"]))
    calls = RecordingCalls(path, reader())
    assert calls.marks == {"start": 1, "quiet": 2, "second": 2, "middle": 2, "end": 2}
    assert calls.marked("middle") == 2
    with pytest.raises(FeedError, match=r"expected a mark of the recording \('start', .*'end'\), got 'late'"):
        calls.marked("late")

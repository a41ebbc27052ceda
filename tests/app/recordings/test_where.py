"""A moment as a person names it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import FeedError
from app.ports import Chunk
from app.recordings.where import By, find, parse_where
from app.spill.mark import Mark
from app.spill.reader import SpillReader

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MARKS = (Mark(NOON + timedelta(seconds=3), "no voice"),)
Chunks = Callable[..., list[Chunk]]
Reader = Callable[[], SpillReader]


@pytest.mark.parametrize(
    ("text", "seconds"), [("0", 0.0), ("12.5", 12.5), ("2:05", 125.0), ("1:02:05", 3725.0), ("100000", 100_000.0)]
)
def test_seconds_of_playing(text: str, seconds: float) -> None:
    where = parse_where(text, ())
    assert (where.by, where.seconds) == (By.SECONDS, seconds)


def test_a_time_a_mark_a_chunk_and_a_spill() -> None:
    assert parse_where("2026-03-01T07:00:00-05:00", ()).at == NOON
    assert parse_where("mark:no voice", MARKS).at == MARKS[0].at
    assert (parse_where("chunk:2", ()).by, parse_where("spill:12", ()).number) == (By.CHUNK, 12)


@given(st.text(max_size=30))
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    try:
        parse_where(text, MARKS)
    except FeedError as error:
        assert "expected" in str(error)


@pytest.mark.parametrize("text", ["chunk:0", "spill:-1", "2026-03-01T07:00:00", "mark:other", "", "٣"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(FeedError, match="expected"):
        parse_where(text, MARKS)


def test_each_is_found_at_its_place(reader: Reader, slips: dict[str, bytes], cut: Chunks) -> None:
    first, second = slips["bell-printer"], slips["telus-log-2"]
    chunks = cut(first + second, (50,), 0.25)
    wheres = [parse_where(each, MARKS) for each in ("chunk:2", "spill:2", "0.5", "mark:no voice", "99:00")]
    chunk, spill, seconds, mark, late = find(wheres, chunks, reader())
    assert (chunk.start, chunk.end) == (50, 100)
    assert spill.start == len(first)
    assert (first + second)[spill.start : spill.end].startswith(second[:20])
    assert spill.at == NOON + timedelta(seconds=len(first) // 50)
    assert (seconds.start, seconds.end) == (100, 150)
    assert (mark.start, mark.at) == (150, NOON + timedelta(seconds=3))
    assert late.start == late.end == len(first + second)


def test_what_is_not_there_is_told_with_how_many_there_are(
    reader: Reader, slips: dict[str, bytes], cut: Chunks
) -> None:
    chunks = cut(slips["bell-printer"], (100,))
    with pytest.raises(FeedError, match="expected a spill from 1 to 1, got spill:2"):
        find([parse_where("spill:2", ())], chunks, reader())
    with pytest.raises(FeedError, match=r"expected a chunk from 1 to \d+, got chunk:99"):
        find([parse_where("chunk:99", ())], chunks, reader())
    with pytest.raises(FeedError, match="expected a recording with chunks, got none"):
        find([], [], reader())

"""What stands between two places."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.ports import Chunk
from app.recordings.trim import marks_within, trimmed
from app.spill.mark import Mark

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
Chunks = Callable[..., list[Chunk]]


def test_a_chunk_across_a_border_is_cut_and_the_first_has_no_gap(cut: Chunks) -> None:
    kept = list(trimmed(cut(b"abcdefghij", (4,), 0.5), 2, 9))
    assert [(each.data, each.gap) for each in kept] == [(b"cd", 0.0), (b"efgh", 0.5), (b"i", 0.5)]
    assert kept[0].at == NOON


@given(st.binary(max_size=60), st.integers(1, 9), st.integers(0, 70), st.integers(0, 70))
def test_what_is_kept_is_exactly_what_stands_there(data: bytes, size: int, start: int, end: int) -> None:
    chunks = [Chunk(NOON, data[at : at + size], 1.0) for at in range(0, len(data), size)]
    assert b"".join(each.data for each in trimmed(chunks, start, end)) == data[start:end]


def test_marks_within_stay() -> None:
    marks = [Mark(NOON + timedelta(seconds=n), str(n)) for n in range(4)]
    assert [each.name for each in marks_within(marks, marks[1].at, marks[2].at)] == ["1", "2"]

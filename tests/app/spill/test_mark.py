"""Marks in the header of a recording."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import FeedError
from app.spill.mark import MOST_MARKS, Mark, header_of, mark_named, marks_of, name_fault
from app.spill.recording import MAX_HEADER_LINES, RecordingReader, write_header

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_mark_is_read_back_from_a_header_that_older_readers_pass_over() -> None:
    text = write_header("serial:/dev/ttyS0", NOON, [Mark(NOON, "no voice"), Mark(NOON, "appelé")])
    assert text.isascii()
    assert text.splitlines()[0] == "answerpoint recording 1"
    reader = RecordingReader(text.splitlines(keepends=True))
    assert [each.name for each in reader.marks] == ["appelé", "no voice"]
    assert list(reader) == []


@given(st.lists(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=60), max_size=6))
def test_any_printable_name_comes_back(names: list[str]) -> None:
    marks = [Mark(NOON + timedelta(seconds=n), name) for n, name in enumerate(names) if not name_fault(name)]
    header = dict(line.split(": ", 1) for line in header_of(marks))
    assert list(marks_of(header)) == marks


def test_as_many_as_a_header_holds_beside_the_feed_and_the_time() -> None:
    marks = [Mark(NOON + timedelta(seconds=n), f"{n}") for n in range(MOST_MARKS + 5)]
    text = write_header("x", NOON, marks)
    assert text.count("\n") <= MAX_HEADER_LINES
    assert len(RecordingReader(text.splitlines(keepends=True)).marks) == MOST_MARKS


@given(st.dictionaries(st.sampled_from(["mark-1", "mark-2", "mark-x", "feed"]), st.text(max_size=60)))
def test_what_is_no_mark_is_passed_over(header: dict[str, str]) -> None:
    marks_of(header)
    assert marks_of({"mark-1": "2026-03-01T12:00:00Z not quoted", "mark-2": '2026-99-01T12:00:00Z "x"'}) == ()
    assert marks_of({"mark-1": '2026-03-01T12:00:00Z "\\u0007"'}) == ()


def test_a_name_is_told_what_is_wrong_with_it() -> None:
    assert name_fault("no voice") == ""
    assert "expected a name of 1 to 60" in name_fault("")
    assert "expected a name" in name_fault("x" * 61)


def test_a_mark_is_found_by_its_name_and_those_there_are_are_told() -> None:
    marks = (Mark(NOON, "no voice"), Mark(NOON, "it's over"))
    assert mark_named(marks, "it's over") is marks[1]
    with pytest.raises(FeedError) as refused:
        mark_named(marks, "x" * 200)
    assert str(refused.value) == f"""expected a mark of the recording ('no voice', "it's over"), got {"x" * 80!r}"""

"""What a recording holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from app.ports import Chunk
from app.recordings.info import Counting, lines_of, plain_of
from app.spill.mark import Mark
from app.spill.reader import SpillReader

Chunks = Callable[..., list[Chunk]]


def counted(reader: SpillReader, chunks: list[Chunk]) -> tuple[Counting, list[str]]:
    counting = Counting(reader)
    lines = [seen.line() for chunk in chunks for seen in counting.take(chunk)]
    return counting, lines + [seen.line() for seen in counting.end()]


def test_everything_is_counted_once(reader: Callable[[], SpillReader], slips: dict[str, bytes], cut: Chunks) -> None:
    data = b"\xff\xfe\x00\x01\x02\x03" * 3 + b"\r\n" + b"".join(slips.values()) + b"WHAT NOBODY KNOWS\r\n\r\n"
    chunks = cut(data, (50,), 0.25)
    chunks[3] = replace(chunks[3], at=chunks[0].at - timedelta(hours=1), gap=0.45)
    counting, lines = counted(reader(), chunks)
    contents = counting.contents
    assert (contents.chunks, contents.size) == (len(chunks), len(data))
    assert (contents.spills.total(), contents.not_decoded, contents.garbled) == (5, 1, 1)
    assert contents.backwards == 1
    assert contents.longest_gap == 0.45
    assert [line.split("  ")[0] for line in lines] == [f"spill:{n}" for n in range(1, 6)]
    assert "NOT DECODED" in lines[-1]
    told = "\n".join(lines_of({"feed": "x", "mark-1": "y"}, (Mark(chunks[0].at, "no voice"),), contents, True))
    for words in ("feed: x", "spills: 5 (1 bell-display", "not decoded: 1", "garbled: 1", "no voice", "go backwards 1",
                  "cut off"):  # fmt: skip
        assert words in told
    assert "mark-1" not in told
    assert plain_of({}, (), contents, False)["by_format"]["telus-log-2"] == 1


def test_nothing_of_a_caller_is_listed(reader: Callable[[], SpillReader], slips: dict[str, bytes], cut: Chunks) -> None:
    _, lines = counted(reader(), cut(slips["bell-printer"]))
    assert "PALMER" not in lines[0]
    assert "1224" not in lines[0]


def test_an_empty_recording_has_nothing(reader: Callable[[], SpillReader]) -> None:
    counting, lines = counted(reader(), [])
    assert lines == []
    assert plain_of({}, (), counting.contents, False)["first"] is None

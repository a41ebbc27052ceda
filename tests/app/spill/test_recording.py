"""Recordings: every chunk comes back as it was written; any text gives chunks or one clear FeedError."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import FeedError
from app.ports import Chunk
from app.spill.recording import (
    HEADER,
    MAX_CHUNK,
    MAX_GAP,
    MAX_HEADER_LINES,
    MAX_LINE_LENGTH,
    RecordingReader,
    is_recording,
    read,
    read_line,
    write_chunk,
    write_header,
)

AT = datetime(2026, 3, 1, 14, 5, 9, 250000, UTC)
LINE = '2026-03-01T14:05:09.250000Z 2.250000 "APT 6\\r\\n"\n'
TIMES = st.datetimes(datetime(1900, 1, 1), datetime(9899, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
GAPS = st.integers(0, 10**12).map(lambda micros: micros / 1e6)
CHUNKS = st.builds(Chunk, TIMES, st.binary(max_size=200), GAPS)


def lines_of(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def test_a_recording_is_text_that_a_person_can_read() -> None:
    assert write_header("serial:/dev/ttyUSB0", AT) == (
        "answerpoint recording 1\nfeed: serial:/dev/ttyUSB0\nstarted: 2026-03-01T14:05:09.250000Z\n"
    )
    assert write_header() == HEADER + "\n"
    assert write_chunk(Chunk(AT, b"APT 6\r\n", 2.25)) == LINE
    assert write_chunk(Chunk(AT, b'\t"\\\x00\x1b\xe9')).endswith(' 0.000000 "\\t\\"\\\\\\x00\\x1b\\xe9"\n')


@given(st.lists(CHUNKS, max_size=8))
@example([Chunk(AT, bytes(range(256)), 0.000001), Chunk(AT - timedelta(days=1), b"", 0.0)])
def test_every_chunk_comes_back_as_it_was(chunks: list[Chunk]) -> None:
    text = write_header("emulated", AT) + "".join(map(write_chunk, chunks))
    assert text.isascii()
    reader = RecordingReader(lines_of(text))
    assert list(reader) == chunks
    assert reader.header == {"feed": "emulated", "started": "2026-03-01T14:05:09.250000Z"}
    assert reader.unfinished == ""
    assert list(read(text.replace("\n", "\r\n").splitlines(keepends=True))) == chunks


@pytest.mark.parametrize(
    ("gap", "kept"),
    [
        (-1.0, 0.0),
        (float("nan"), 0.0),
        (float("inf"), MAX_GAP),
        (1e300, MAX_GAP),
        (0.0000004, 0.0),
        (1.0000006, 1.000001),
    ],
)
def test_a_gap_is_never_negative_and_has_microseconds(gap: float, kept: float) -> None:
    assert read_line(write_chunk(Chunk(AT, b"", gap)), 1).gap == kept


def test_a_time_of_another_zone_is_written_as_utc() -> None:
    here = timezone(timedelta(hours=-5))
    assert read_line(write_chunk(Chunk(AT.astimezone(here), b"")), 1).at == AT


def test_a_chunk_that_is_too_long_becomes_several_without_a_gap() -> None:
    data = b"\x00" * MAX_CHUNK + b"end"
    text = lines_of(write_chunk(Chunk(AT, data, 1.5)))
    assert [read_line(line, 1) for line in text] == [Chunk(AT, data[:MAX_CHUNK], 1.5), Chunk(AT, b"end", 0.0)]
    assert all(len(line) <= MAX_LINE_LENGTH for line in text)


def test_a_recording_is_known_by_its_first_bytes() -> None:
    assert is_recording(write_header("x", AT).encode())
    assert is_recording(b"answerpoint recording 999\n")
    assert not is_recording(b"326-1224 (905) RES OSH")
    assert not is_recording(b"")


@pytest.mark.parametrize(
    "first", [[], [""], ["answerpoint recording"], ["answerpoint recording 1.5\n"], ["x" * 99, LINE]]
)
def test_what_does_not_begin_as_a_recording_is_refused(first: list[str]) -> None:
    with pytest.raises(FeedError, match=r"^line 1: expected 'answerpoint recording 1', got '"):
        RecordingReader(first)


def test_a_newer_version_is_refused_in_words() -> None:
    with pytest.raises(
        FeedError, match=r"^line 1: expected a recording of version 1, got version 2, .* newer answerpoint"
    ):
        next(read(["answerpoint recording 2\n", "whatever it says\n"]))
    with pytest.raises(FeedError, match=r"got 'answerpoint recording 0', a version that never was$"):
        RecordingReader(["answerpoint recording 0\n"])


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "# a note",
        "2026-03-01T14:05:09Z 0.0",
        '2026-03-01T14:05:09Z -1.0 "x"',
        '2026-03-01T14:05:09Z nan "x"',
        '2026-03-01T14:05:09Z 0.0 "x',
        '2026-03-01T14:05:09Z 0.0 "x" ',
        '2026-03-01T14:05:09Z 0.0 "\\q"',
        '2026-03-01T14:05:09Z 0.0 "\\xZZ"',
        '2026-03-01T14:05:09Z 0.0 "\xe9"',
        '2026-03-01T14:05:09Z 0.0 "\t"',
    ],
)
def test_a_fault_names_its_line_and_what_was_expected(bad: str) -> None:
    reader = RecordingReader([HEADER + "\n", "feed: x\n", LINE, bad + "\n", LINE])
    assert next(reader).data == b"APT 6\r\n"
    with pytest.raises(FeedError, match=r"^line 4: expected a time, a gap and bytes in quotes"):
        next(reader)


@pytest.mark.parametrize(
    "time",
    [
        "2026-13-01T14:05:09Z",
        "2026-03-01T14:05:09",
        "0001-01-01T00:00:00+23:59",
        "0001-01-01T00:00:00.000000Z",
        "9999-12-31T23:59:59.999999Z",
    ],
)
def test_a_time_that_is_none_is_a_fault(time: str) -> None:
    with pytest.raises(FeedError, match=r"^line 7: expected a time such as .*, got '"):
        read_line(f'{time} 0.0 "x"', 7)


@given(st.integers(0, len(LINE) - 2))
def test_a_last_line_cut_anywhere_is_unfinished_and_no_fault(size: int) -> None:
    reader = RecordingReader([HEADER + "\n", LINE, LINE[:size]])
    assert [chunk.data for chunk in reader] == [b"APT 6\r\n"]
    assert reader.unfinished == LINE[:size]


def test_a_last_line_is_whole_when_its_closing_quote_is_there() -> None:
    reader = RecordingReader([HEADER + "\n", LINE.rstrip("\n")])
    assert [chunk.data for chunk in reader] == [b"APT 6\r\n"]
    assert reader.unfinished == ""


def test_a_line_cut_in_the_middle_is_a_fault() -> None:
    reader = RecordingReader([HEADER + "\n", LINE[:30], LINE])
    with pytest.raises(FeedError, match=r"^line 2: "):
        next(reader)


def test_a_line_that_is_too_long_is_refused() -> None:
    with pytest.raises(FeedError, match=f"^line 2: expected at most {MAX_LINE_LENGTH} characters, got more$"):
        RecordingReader([HEADER + "\n", "x" * (MAX_LINE_LENGTH + 1)])


def test_a_header_without_end_is_a_fault() -> None:
    reader = RecordingReader([HEADER + "\n", *["key: value\n"] * (MAX_HEADER_LINES + 1)])
    assert len(reader.header) == 1
    with pytest.raises(FeedError, match=f"^line {MAX_HEADER_LINES + 2}: "):
        next(reader)


def test_a_feed_name_cannot_break_the_header() -> None:
    header = write_header('a\nb"\xe9\udcff' + "x" * 9999, AT)
    reader = RecordingReader(lines_of(header))
    assert reader.header["feed"].startswith('a\\nb\\"\\xc3\\xa9?xxx')
    assert list(reader) == []


def test_lines_are_read_only_as_they_are_asked_for() -> None:
    def endless() -> Iterator[str]:
        yield HEADER + "\n"
        while True:
            yield LINE

    chunks = read(endless())
    assert [next(chunks).gap for _ in range(3)] == [2.25] * 3


TOKENS = st.sampled_from(
    [
        HEADER,
        "feed: x",
        LINE,
        "\n",
        "\r\n",
        '"',
        "\\",
        "2026-03-01T14:05:09Z",
        " 0.5 ",
        "9" * 40,
        "\x00",
        "\u0661",
        "\ud800",
    ]
)


@given(st.lists(st.one_of(st.text(max_size=30), st.lists(TOKENS, max_size=6).map("".join)), max_size=6), st.booleans())
def test_any_text_gives_chunks_or_a_feed_error(lines: list[str], headed: bool) -> None:
    taken = 0
    try:
        for chunk in read([HEADER + "\n", *lines] if headed else lines):
            assert chunk.at.tzinfo is UTC
            assert chunk.gap >= 0
            taken += 1
    except FeedError as error:
        assert str(error).startswith("line ")
    assert taken <= len(lines)

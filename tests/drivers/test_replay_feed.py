"""The feed from a recording: its bytes and gaps, at the pace asked for."""

import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import FeedError
from app.ports import Chunk, FeedState, FeedStateChanged
from drivers.recording_file import RecordingFile, open_recording
from drivers.replay_feed import ReplayFeed
from drivers.system_clock import SystemClock

if TYPE_CHECKING:
    from tests.drivers.conftest import Ear, Feeds

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LONG_AGO = datetime(1999, 6, 21, 5, 17, 39, tzinfo=UTC)
UP, CLOSED = FeedState.UP, FeedState.CLOSED


class StillClock:
    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        return 0.0


def recorded(path: Path, pieces: Sequence[tuple[float, bytes]], feed: str = "serial:/dev/ttyS0") -> str:
    recording = RecordingFile(path, SystemClock(), feed)
    for gap, data in pieces:
        recording.record(Chunk(LONG_AGO, data, gap))
    recording.close()
    return str(path)


def test_the_bytes_come_with_their_recorded_gaps_and_the_time_of_now(
    ear: "Ear", feeds: "Feeds", tmp_path: Path
) -> None:
    path = recorded(tmp_path / "monday.rec", [(0.0, b"326-1224\r"), (3600.0, b"PALMER\r\n\xff")])
    feeds.open(ReplayFeed(path, None, StillClock()), ear)
    ear.until(CLOSED)

    assert ear.events == [
        FeedStateChanged(NOON, UP, f"playing {path}, as fast as it is taken"),
        Chunk(NOON, b"326-1224\r", 0.0),
        Chunk(NOON, b"PALMER\r\n\xff", 3600.0),
        FeedStateChanged(NOON, CLOSED, "recording ended"),
    ]


@pytest.mark.parametrize(("speed", "seconds"), [(1.0, 0.2), (0.5, 0.4), (40.0, 0.005)])
def test_the_pace_is_that_of_the_line_times_the_speed(
    speed: float, seconds: float, ear: "Ear", feeds: "Feeds", tmp_path: Path
) -> None:
    path = recorded(tmp_path / "monday.rec", [(0.05, b"A"), (0.1, b"B"), (0.05, b"C")])
    began = time.monotonic()
    feeds.open(ReplayFeed(path, speed, SystemClock()), ear)
    ear.until(CLOSED)

    assert time.monotonic() - began >= seconds
    assert [event.gap for event in ear.events if isinstance(event, Chunk)] == [0.05, 0.1, 0.05]


def test_a_long_quiet_is_kept_at_its_own_pace_and_ends_when_the_feed_is_closed(
    ear: "Ear", feeds: "Feeds", tmp_path: Path
) -> None:
    path = recorded(tmp_path / "monday.rec", [(0.0, b"A"), (7200.0, b"B")])
    feed = ReplayFeed(path, 1.0, SystemClock())
    feeds.open(feed, ear)
    ear.hear(1)
    feed.close()

    assert [event for event in ear.rest() if isinstance(event, Chunk)] == []
    assert ear.states == [UP, CLOSED]


def test_a_fault_in_the_file_is_told_after_all_that_stood_before_it(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    path = recorded(tmp_path / "monday.rec", [(0.0, b"A"), (0.0, b"B")])
    with open(path, "a") as file:
        file.write("tea\nmore tea\n")
    feeds.open(ReplayFeed(path, None, SystemClock()), ear)
    ended = ear.until(CLOSED)

    assert ear.data == b"AB"
    assert "recording ended by a fault" in ended.detail
    assert "line 6: expected a time, a gap and bytes in quotes" in ended.detail


def test_a_last_line_that_was_cut_off_is_told(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    path = recorded(tmp_path / "monday.rec", [(0.0, b"A"), (0.0, b"B")])
    os.truncate(path, os.path.getsize(path) - 2)
    feeds.open(ReplayFeed(path, None, SystemClock()), ear)

    assert ear.until(CLOSED).detail == "recording ended; its last line was cut off"
    assert ear.data == b"A"


def test_a_file_that_is_gone_when_it_is_played_is_told(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    path = recorded(tmp_path / "monday.rec", [(0.0, b"A")])
    feed = ReplayFeed(path, 1.0, SystemClock())
    os.remove(path)
    feeds.open(feed, ear)

    assert "no such file" in ear.until(CLOSED).detail


def test_a_file_that_cannot_be_played_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "raw").write_bytes(b"326-1224 (905) RES OSH\r\n")

    with pytest.raises(FeedError, match=r"recording .*none: expected a file that can be read"):
        ReplayFeed(str(tmp_path / "none"), 1.0, SystemClock())
    with pytest.raises(FeedError, match=r"recording .*raw: line 1: expected 'answerpoint recording 1'"):
        ReplayFeed(str(tmp_path / "raw"), 1.0, SystemClock())


def test_a_recording_of_years_that_no_clock_shows_is_told_and_not_a_fault_of_ours(
    ear: "Ear", feeds: "Feeds", tmp_path: Path
) -> None:
    """The quiet before its first byte began before there was any time."""
    path = a_recording(tmp_path / "old.rec", "0001-01-01T00:00:00.000000Z", ['0001-01-01T00:00:00.000000Z 5.0 "A"'])
    feeds.open(ReplayFeed(path, None, SystemClock()), ear)

    assert "line 4: expected a time such as 2026-" in ear.until(CLOSED).detail


def test_a_recording_of_invented_callers_stays_one_also_when_it_is_recorded_again(tmp_path: Path) -> None:
    real = ReplayFeed(recorded(tmp_path / "real.rec", []), 1.0, SystemClock())
    first = ReplayFeed(recorded(tmp_path / "first.rec", [], "emulated:default"), 1.0, SystemClock())
    second = ReplayFeed(recorded(tmp_path / "second.rec", [], first.name), 1.0, SystemClock())

    assert not real.emulated
    assert first.emulated
    assert second.emulated


def test_a_recording_of_a_replay_holds_the_same_bytes_and_gaps(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    pieces = [(0.0, b"\x02A"), (0.75, b"B\x03"), (12.5, bytes(range(256)))]
    first = recorded(tmp_path / "first.rec", pieces)
    feeds.open(ReplayFeed(first, None, SystemClock()), ear)
    ear.until(CLOSED)
    again = [(event.gap, event.data) for event in ear.events if isinstance(event, Chunk)]
    second = recorded(tmp_path / "second.rec", again)

    with open_recording(second) as chunks:
        assert [(chunk.gap, chunk.data) for chunk in chunks] == pieces


def test_a_long_recording_is_read_as_it_is_played(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    path = recorded(tmp_path / "long.rec", [(0.5, b"%05d" % number) for number in range(2000)])
    feeds.open(ReplayFeed(path, None, SystemClock()), ear)
    ear.until(CLOSED)

    assert ear.data == b"".join(b"%05d" % number for number in range(2000))


def a_recording(path: Path, started: str, lines: Sequence[str]) -> str:
    header = ["answerpoint recording 1", "feed: serial:/dev/ttyS0", *([f"started: {started}"] if started else [])]
    path.write_text("\n".join([*header, *lines]) + "\n")
    return str(path)


MORNING = "2026-03-01T08:00:00.000000Z"


@pytest.mark.parametrize(
    ("second_started", "second_first", "apart"),
    [
        (MORNING, "2026-03-01T08:00:12.500000Z 0.000000", 2.5),
        (MORNING, "2026-03-01T08:00:12.500000Z 2.500000", 0.0),  # the second's own gap is waited for anyway
        ("2026-03-02T08:00:00.000000Z", "2026-03-02T08:00:12.500000Z 0.000000", 0.0),  # of another day: at once
        ("", "2026-03-01T08:00:12.500000Z 0.000000", 0.0),
    ],
)
def test_two_recordings_of_one_run_keep_the_time_between_them(
    second_started: str, second_first: str, apart: float, tmp_path: Path
) -> None:
    """What came on two links is played as it came, whichever began first."""
    main = a_recording(tmp_path / "rec", MORNING, ['2026-03-01T08:00:10.000000Z 0.000000 "main"'])
    second = a_recording(tmp_path / "rec.second", second_started, [f'{second_first} "second"'])
    feeds = ReplayFeed(main, 1.0, StillClock()), ReplayFeed(second, 1.0, StillClock())
    ReplayFeed.together(*feeds)
    assert [feed._after for feed in feeds] == [0.0, apart]
    turned = ReplayFeed(second, 1.0, StillClock()), ReplayFeed(main, 1.0, StillClock())
    ReplayFeed.together(*turned)
    assert [feed._after for feed in turned] == [apart, 0.0]


def test_the_time_before_the_first_byte_goes_with_the_speed(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    path = a_recording(tmp_path / "rec", MORNING, ['2026-03-01T08:00:10.000000Z 0.000000 "x"'])
    feed = ReplayFeed(path, 20.0, SystemClock())
    feed._after = 4.0
    began = time.monotonic()
    feeds.open(feed, ear)
    ear.until(CLOSED)
    assert time.monotonic() - began >= 0.2


def test_a_recording_without_a_chunk_is_played_with_another_all_the_same(tmp_path: Path) -> None:
    """The second link brought nothing, or its first line has a fault that is told when it is played."""
    main = a_recording(tmp_path / "rec", MORNING, ['2026-03-01T08:00:10.000000Z 0.000000 "main"'])
    for lines in ([], ["nonsense", "nonsense"]):
        second = a_recording(tmp_path / "rec.second", MORNING, lines)
        feeds = ReplayFeed(main, 1.0, StillClock()), ReplayFeed(second, 1.0, StillClock())
        ReplayFeed.together(*feeds)
        assert [feed._after for feed in feeds] == [0.0, 0.0]


MARKED = (
    'mark-1: 2026-03-01T08:00:20.000000Z "fire"',
    'mark-2: 2026-03-01T08:00:31.000000Z "in the quiet"',
    'mark-3: 2026-03-01T09:00:00.000000Z "too late"',
    '2026-03-01T08:00:10.000000Z 10.000000 "first"',
    '2026-03-01T08:00:20.000000Z 10.000000 "second"',
    '2026-03-01T08:00:32.000000Z 12.000000 "third"',
)


@pytest.mark.parametrize(
    ("mark", "played"),
    [("fire", [(0.0, b"second"), (12.0, b"third")]), ("in the quiet", [(1.0, b"third")])],
)
def test_it_begins_at_a_mark_and_what_is_quiet_before_the_mark_is_not_waited_for(
    mark: str, played: list[tuple[float, bytes]], ear: "Ear", feeds: "Feeds", tmp_path: Path
) -> None:
    path = a_recording(tmp_path / "rec", MORNING, MARKED)
    feeds.open(ReplayFeed(path, None, StillClock(), mark), ear)
    assert ear.until(CLOSED).detail == "recording ended"
    assert ear.events[0] == FeedStateChanged(NOON, UP, f"playing {path}, from {mark!r}, as fast as it is taken")
    assert [(event.gap, event.data) for event in ear.events if isinstance(event, Chunk)] == played


def test_what_is_quiet_after_the_mark_goes_with_the_speed(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    path = a_recording(tmp_path / "rec", MORNING, MARKED)
    began = time.monotonic()
    feeds.open(ReplayFeed(path, 10.0, SystemClock(), "in the quiet"), ear)
    ear.until(CLOSED)
    assert time.monotonic() - began >= 0.1
    assert ear.data == b"third"


def test_a_mark_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    marked = a_recording(tmp_path / "marked", MORNING, MARKED)
    with pytest.raises(FeedError) as refused:
        ReplayFeed(marked, 1.0, StillClock(), "smoke")
    there = "'fire', 'in the quiet', 'too late'"
    assert str(refused.value) == f"recording {marked}: expected a mark of the recording ({there}), got 'smoke'"
    bare = a_recording(tmp_path / "bare", MORNING, MARKED[3:])
    with pytest.raises(FeedError, match=r"expected a mark of the recording \(none\), got 'fire'"):
        ReplayFeed(bare, 1.0, StillClock(), "fire")


def test_a_mark_after_which_nothing_comes_is_told(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    path = a_recording(tmp_path / "rec", MORNING, MARKED)
    feeds.open(ReplayFeed(path, None, StillClock(), "too late"), ear)
    assert ear.until(CLOSED).detail == "recording ended before the moment from which it was to be played"
    assert ear.data == b""


def test_two_recordings_of_one_run_begin_at_one_moment(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    main = a_recording(tmp_path / "rec", MORNING, MARKED)
    second = a_recording(
        tmp_path / "rec.second",
        MORNING,
        [
            'mark-1: 2026-03-01T08:00:20.000000Z "fire, too"',
            'mark-2: 2026-03-01T08:00:32.000000Z "another"',
            '2026-03-01T08:00:11.000000Z 11.000000 "early"',
            '2026-03-01T08:00:21.000000Z 10.000000 "copy"',
        ],
    )
    one, two = ReplayFeed(main, None, StillClock(), "fire"), ReplayFeed(second, None, StillClock())
    ReplayFeed.together(one, two)
    feeds.open(two, ear)
    ear.until(CLOSED)
    assert [(event.gap, event.data) for event in ear.events if isinstance(event, Chunk)] == [(1.0, b"copy")]
    ReplayFeed.together(one, ReplayFeed(second, None, StillClock(), "fire, too"))  # the same moment by another name
    with pytest.raises(FeedError, match="expected the moment of the main one, for both are of one run"):
        ReplayFeed.together(one, ReplayFeed(second, None, StillClock(), "another"))

"""The feed of a lesson."""

from app.ports import Chunk, FeedEvent, FeedState, FeedStateChanged
from drivers.lesson_beats import LessonBeats
from drivers.lesson_feed import LessonFeed
from tests.lesson_time import HandTimers


def opened(timers: HandTimers) -> tuple[LessonFeed, list[FeedEvent]]:
    came: list[FeedEvent] = []
    feed = LessonFeed("fire", timers.clock, timers)
    feed.open(came.append)
    return feed, came


def chunks(came: list[FeedEvent]) -> list[tuple[bytes, float]]:
    return [(each.data, round(each.gap, 6)) for each in came if isinstance(each, Chunk)]


def states(came: list[FeedEvent]) -> list[FeedState]:
    return [each.state for each in came if isinstance(each, FeedStateChanged)]


def test_pieces_come_at_their_time_with_the_quiet_before_them() -> None:
    timers = HandTimers()
    feed, came = opened(timers)
    assert (feed.name, feed.emulated) == ("lesson:fire", True)
    sent: list[str] = []
    timers.go(3)
    feed.send([(0.5, b"a"), (0.02, b"b")], lambda: sent.append("sent"))
    timers.go(0.51)
    assert (chunks(came), sent) == ([(b"a", 3.5)], [])
    timers.go(1)
    assert (chunks(came), sent) == ([(b"a", 3.5), (b"b", 0.02)], ["sent"])


def test_what_is_sent_twice_at_once_comes_one_behind_the_other_and_never_mixed() -> None:
    timers = HandTimers()
    feed, came = opened(timers)
    feed.send([(0.1, b"1"), (0.1, b"2")])
    feed.send([(0.1, b"3")])
    timers.go(1)
    assert b"".join(data for data, _gap in chunks(came)) == b"123"


def test_a_pause_in_the_middle_of_a_record_only_delays_the_rest() -> None:
    timers = HandTimers()
    feed, came = opened(timers)
    feed.send([(0.1, b"a"), (0.1, b"b")])
    timers.go(0.15)
    timers.pause()
    timers.go(3600)
    assert chunks(came) == [(b"a", 0.1)]
    timers.resume()
    timers.go(0.06)
    assert chunks(came) == [(b"a", 0.1), (b"b", 0.1)]


def test_a_feed_that_is_taken_away_loses_what_is_sent_and_comes_back() -> None:
    timers = HandTimers()
    feed, came = opened(timers)
    feed.lose(20)
    feed.send([(1, b"lost")])
    timers.go(10)
    feed.lose(20)  # again, before it is back
    timers.go(15)
    assert states(came)[-1] is FeedState.LOST
    timers.go(5.01)
    feed.send([(1, b"there")])
    timers.go(2)
    assert states(came) == [FeedState.UP, FeedState.LOST, FeedState.LOST, FeedState.UP]
    assert [data for data, _gap in chunks(came)] == [b"there"]


def test_a_shorter_loss_within_a_longer_one_brings_nothing_back_and_a_link_that_died_never_returns() -> None:
    timers = HandTimers()
    feed, came = opened(timers)
    feed.lose(20)
    feed.lose(3)
    timers.go(10)
    assert states(came)[-1] is FeedState.LOST
    timers.go(11)
    assert states(came)[-1] is FeedState.UP
    feed.lose()
    feed.lose(3)
    feed.send([(1, b"a")])
    timers.go(100_000)
    assert (states(came)[-1], chunks(came)) == (FeedState.LOST, [])


def test_a_line_that_is_taken_away_in_the_middle_of_a_record_has_brought_what_had_come() -> None:
    timers = HandTimers()
    feed, came = opened(timers)
    feed.send([(1, b"half")], lambda: feed.lose(5))
    feed.send([(1, b"the rest")])
    timers.go(30)
    assert [data for data, _gap in chunks(came)] == [b"half"]
    assert states(came) == [FeedState.UP, FeedState.LOST, FeedState.UP]


def test_what_waits_for_a_free_line_waits_for_the_record_on_its_way() -> None:
    timers = HandTimers()
    feed, came = opened(timers)
    told: list[str] = []
    feed.when_free(lambda: told.append("free"))
    assert told == ["free"]
    feed.send([(1, b"a"), (1, b"b")])
    feed.when_free(lambda: told.append(f"free after {len(chunks(came))}"))
    timers.go(1.5)
    assert told == ["free"]
    timers.go(1)
    assert told == ["free", "free after 2"]


def beating(timers: HandTimers, silent_after: float) -> tuple[LessonFeed, list[FeedEvent]]:
    came: list[FeedEvent] = []
    beats = LessonBeats(b"HB", 30.0, (), "1")
    feed = LessonFeed("fire", timers.clock, timers, beats=beats, silent_after=silent_after)
    feed.open(came.append)
    return feed, came


def test_heartbeats_come_behind_a_record_that_is_on_its_way() -> None:
    timers = HandTimers()
    feed, came = beating(timers, 45.0)
    timers.go(29)
    feed.send([(2, b"a"), (2, b"b")])
    timers.go(32)
    assert [data for data, _gap in chunks(came)] == [b"a", b"b", b"HB", b"HB"]
    assert states(came) == [FeedState.UP]


def test_a_feed_whose_heartbeats_are_missing_is_silent_until_a_byte_comes() -> None:
    """U11, F11: a silent feed is told."""
    timers = HandTimers()
    feed, came = beating(timers, 45.0)
    timers.go(31)
    feed.strike_beats("heartbeat_missing", 2)
    timers.go(43)
    assert states(came) == [FeedState.UP]
    timers.go(2)
    assert states(came) == [FeedState.UP, FeedState.SILENT]
    timers.go(43)
    assert len(chunks(came)) == 1
    timers.go(2)
    assert (states(came), len(chunks(came))) == ([FeedState.UP, FeedState.SILENT, FeedState.UP], 2)


def test_a_feed_that_comes_back_is_not_silent_by_the_quiet_of_its_absence() -> None:
    timers = HandTimers()
    feed, came = beating(timers, 45.0)
    feed.strike_beats("heartbeat_missing", 9)
    timers.go(20)
    feed.lose(100)
    timers.go(144)
    assert states(came) == [FeedState.UP, FeedState.LOST, FeedState.UP]
    timers.go(2)
    assert states(came)[-1] is FeedState.SILENT
    feed.close()
    timers.go(500)
    assert (states(came)[-1], chunks(came)) == (FeedState.CLOSED, [])


def test_after_closing_nothing_comes() -> None:
    timers = HandTimers()
    feed, came = opened(timers)
    feed.send([(1, b"a")])
    feed.close()
    feed.close()
    feed.send([(1, b"b")])
    timers.go(5)
    assert (chunks(came), states(came)) == ([], [FeedState.UP, FeedState.CLOSED])

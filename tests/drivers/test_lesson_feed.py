"""The feed of a lesson."""

from app.ports import Chunk, FeedEvent, FeedState, FeedStateChanged
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


def test_after_closing_nothing_comes() -> None:
    timers = HandTimers()
    feed, came = opened(timers)
    feed.send([(1, b"a")])
    feed.close()
    feed.close()
    feed.send([(1, b"b")])
    timers.go(5)
    assert (chunks(came), states(came)) == ([], [FeedState.UP, FeedState.CLOSED])

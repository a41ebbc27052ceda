"""A key never waits behind a storm of spills; within their kind events keep the order in which they came."""

from datetime import UTC, datetime

from app.ports import FeedState, FeedStateChanged
from app.position.events import ConsoleStopped, KeyPressed, NoiseHeard, PositionEvent
from app.position.inbox import Inbox

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
NOISE = [NoiseHeard(AT, bytes([each]), "noise") for each in range(3)]
KEYS = [KeyPressed(AT, key) for key in ("F8", "F11")]


def taken(*events: PositionEvent | None, first: PositionEvent | None = None) -> list[PositionEvent | None]:
    inbox = Inbox()
    for each in events:
        inbox.put(each)
    if first is not None:
        inbox.put_next(first)
    return [inbox.take() for _ in range(len(inbox))]


def test_a_key_comes_before_what_a_feed_brought_earlier() -> None:
    assert taken(*NOISE, None, *KEYS) == [*KEYS, *NOISE, None]


def test_what_is_put_next_comes_before_all() -> None:
    assert taken(NOISE[0], KEYS[0], first=KEYS[1]) == [KEYS[1], KEYS[0], NOISE[0]]


def test_a_feed_s_state_keeps_its_place_among_its_spills_and_the_end_comes_last() -> None:
    lost = FeedStateChanged(AT, FeedState.LOST)
    stopped = ConsoleStopped(AT, "closed")
    assert taken(NOISE[0], lost, NOISE[1], stopped, KEYS[0]) == [KEYS[0], NOISE[0], lost, NOISE[1], stopped]

"""The events: past-tense facts with their time, all of one kind."""

import dataclasses
from typing import get_args

import pytest

from app.ports import Chunk, FeedEvent, PhoneEvent
from app.position.events import PositionEvent

EVENTS = get_args(PositionEvent)


@pytest.mark.parametrize("kind", EVENTS)
def test_every_event_is_a_frozen_value_that_says_when(kind: type) -> None:
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert dataclasses.fields(kind)[0].name == "at"


def test_everything_a_telephone_can_say_can_be_told_to_the_position() -> None:
    assert set(get_args(PhoneEvent)) <= set(EVENTS)


def test_everything_a_feed_can_say_but_its_bytes_can_be_told_to_the_position() -> None:
    """Bytes become spills and noise on the way."""
    assert set(get_args(FeedEvent)) - {Chunk} <= set(EVENTS)
    assert Chunk not in EVENTS

"""How an event is written down, and read again.

The body of a record is plain data (strings, numbers, true/false, lists, objects) from which the very event can be made,
so that the journal can be run again through a fresh position and the same screens be seen. Bytes of a spill, of noise
or of a trouble report are not in the body: they lie in `spills`, and are given back with it.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from app.ports import FeedStateChanged, Link, PhoneCaps
from app.position.events import ConsoleStarted, MatterOpened, NoiseHeard, PastCallFound, PositionEvent, SpillArrived
from app.position.task_events import MatterTaskDone
from app.spill.plain import from_plain, to_plain


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


KINDS: Mapping[str, type] = {_snake(each.__name__): each for each in get_args(PositionEvent)}
_NAMES = {each: name for name, each in KINDS.items()}


def kind_of(event: PositionEvent) -> str:
    """Return the event's name in the journal: `spill_arrived`, `key_pressed`."""
    return _NAMES[type(event)]


def _fields_of(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((each.name, hints[each.name]) for each in dataclasses.fields(kind) if each.name != "at")


# Fields that came later: an older journal does not have them, and its events are made again all the same.
_LATER: Mapping[type, frozenset[str]] = {
    ConsoleStarted: frozenset({"related_minutes", "second_feed", "training"}),
    FeedStateChanged: frozenset({"link"}),
    MatterTaskDone: frozenset({"who"}),
    PastCallFound: frozenset(
        {"linked_to", "away", "cut_off", "taken_up_from", "marks", "typed", "begun", "number", "legs", "told", "was"}
        | {"information_taken", "held"},
    ),
}
_NONE: frozenset[str] = frozenset()

_FIELDS: Mapping[type, tuple[tuple[str, Any], ...]] = {each: _fields_of(each) for each in KINDS.values()}
_WRITTEN = {each: tuple(name for name, hint in fields if hint is not bytes) for each, fields in _FIELDS.items()}


def _as_written(hint: Any) -> Callable[[Any], Any] | None:
    """Return how a value of this kind is written as plain data, None if it is plain."""
    if hint is PhoneCaps:
        return dataclasses.asdict
    return str if isinstance(hint, type) and issubclass(hint, StrEnum) else None


_NOT_PLAIN: Mapping[type, tuple[tuple[str, Callable[[Any], Any]], ...]] = {
    each: tuple((name, written) for name, hint in fields if (written := _as_written(hint)) is not None)
    for each, fields in _FIELDS.items()
}


def body_of(event: PositionEvent) -> dict[str, Any]:
    """Return the event as plain data, without its time and without its bytes."""
    if isinstance(event, SpillArrived):
        return {"spill": to_plain(event.spill), **_link_said(event.link)}
    if isinstance(event, NoiseHeard):
        return {"reason": event.reason, **_link_said(event.link)}
    body: dict[str, Any] = {name: getattr(event, name) for name in _WRITTEN[type(event)]}
    for name, written in _NOT_PLAIN[type(event)]:
        body[name] = written(body[name])
    if body.get("link") == Link.MAIN:
        del body["link"]
    return body


def _link_said(link: Link) -> dict[str, str]:
    """Return what a body says of the link: nothing of the main one, as in journals of before there were two."""
    return {} if link is Link.MAIN else {"link": str(link)}


def spill_bytes(event: PositionEvent) -> bytes | None:
    """Return the bytes that came with the event, if any did."""
    if isinstance(event, SpillArrived):
        return event.spill.raw
    if isinstance(event, MatterOpened):
        return event.data or None
    return event.data if isinstance(event, NoiseHeard) else None


def event_from(kind: str, at: datetime, body: Mapping[str, Any], raw: bytes | None) -> PositionEvent:
    """Make the event again. Raises ValueError, KeyError or TypeError for what this program never wrote."""
    made = KINDS[kind]
    if made is SpillArrived:
        return SpillArrived(at, from_plain(body["spill"], raw or b""), Link(body.get("link", Link.MAIN)))
    if made is NoiseHeard:
        return NoiseHeard(at, raw or b"", body["reason"], Link(body.get("link", Link.MAIN)))
    values: dict[str, Any] = {}
    later = _LATER.get(made, _NONE)
    for name, hint in _FIELDS[made]:
        if hint is bytes:
            values[name] = raw or b""
            continue
        if name in later and name not in body:
            continue
        value = body[name]
        if get_origin(hint) is tuple:
            value = tuple(value)
        elif isinstance(hint, type) and issubclass(hint, StrEnum):
            value = hint(value)
        elif hint is PhoneCaps:
            value = PhoneCaps(**{**value, "times": tuple(value.get("times", ()))})
        values[name] = value
    event: PositionEvent = made(at=at, **values)
    return event

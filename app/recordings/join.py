"""Joins recordings: in the order of their times, which are kept, or in the order given, one after another in time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.clock import as_text
from app.errors import FeedError
from app.ports import Chunk
from app.spill.mark import MOST_MARKS, Mark
from app.spill.recording import MAX_GAP

INVENTED = ("emulated", "replay of emulated")
"""How the name of a feed of invented callers begins."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A recording to be joined: `name` is its file, `feed` its feed's name, `first` and `last` its chunks' times."""

    name: str
    feed: str
    first: datetime
    last: datetime
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """Where a piece comes in: its times are moved by `shift`, `gap` is the quiet before its first chunk (seconds)."""

    piece: Piece
    shift: timedelta
    gap: float


def plan(pieces: Sequence[Piece], pause: float | None) -> list[Joint]:
    """Return the pieces in their order, with how each joins the one before.

    Without a `pause` (seconds) all times are kept and the order is theirs; with one, the order is as given, and each
    piece is moved so that it begins so long after the end of the one before. Raises FeedError where times that are to
    be kept run into one another, and for more marks than a recording has.
    """
    ordered = sorted(pieces, key=lambda each: each.first) if pause is None else list(pieces)
    joints: list[Joint] = []
    end: datetime | None = None
    for piece in ordered:
        shift, gap = timedelta(0), 0.0
        if end is not None and pause is not None:
            shift, gap = _later(end, timedelta(seconds=pause)) - piece.first, pause
        elif end is not None:
            if piece.first < end:
                raise FeedError(
                    f"expected recordings of which each begins after the one before has ended, got {piece.name}, which"
                    f" begins at {as_text(piece.first)}, before {as_text(end)}; --pause puts one after another"
                )
            gap = min((piece.first - end).total_seconds(), MAX_GAP)
        joints.append(Joint(piece, shift, gap))
        end = _later(max(piece.first, piece.last), shift)
    if sum(len(each.marks) for each in pieces) > MOST_MARKS:
        raise FeedError(f"expected at most {MOST_MARKS} marks in all, got {sum(len(each.marks) for each in pieces)}")
    return joints


def _later(instant: datetime, by: timedelta) -> datetime:
    try:
        return instant + by
    except OverflowError as error:
        raise FeedError(f"expected times before the year 10000, got one {by} after {as_text(instant)}") from error


def joined(joint: Joint, chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    """Yield the chunks of one piece as they stand in the whole."""
    for number, chunk in enumerate(chunks):
        yield replace(chunk, at=chunk.at + joint.shift, gap=chunk.gap if number else joint.gap)


def marks_of_all(joints: Sequence[Joint]) -> list[Mark]:
    """Return the marks of all pieces at their new times."""
    return [Mark(mark.at + joint.shift, mark.name) for joint in joints for mark in joint.piece.marks]


def feed_of_all(joints: Sequence[Joint]) -> str:
    """Return the name of the whole's feed; it is called emulated only where every caller in it is invented."""
    feeds = [joint.piece.feed for joint in joints]
    real = [feed for feed in feeds if not feed.startswith(INVENTED)]
    return (real or feeds)[0]

"""Which spills are copies of one another: the same record heard on the main and on the second link.

Two links bring the same records without a word to each other (spill-formats 2), some milliseconds or seconds apart,
each with damage of its own. Here is told what a spill is to those the other link brought; what follows from it is
decided elsewhere (`app.position.incoming`). Values are compared as decoded, so that line ends and noise between lines
make no difference; a spill is a copy of one other spill, so that two equal spills of one link stay two.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from app.ports import Link
from app.position.details import content_of, details_of, differences, same_call
from app.spill.model import Spill

# A slip of 300 characters takes 10 s at 300 baud, 0.3 s at 9600; and ALI is asked for anew after 10 s at the earliest.
SAME_WITHIN = timedelta(seconds=10)
# Nobody hangs up, dials again and is answered so quickly: what is nearly the same by then is the same call.
DIFFERING_WITHIN = timedelta(seconds=3)
# A spill with a call number that is the same in every value was only long on its way, in the buffer of a device server
# that came back. Call numbers come again after 99999 calls.
LATE_WITHIN = timedelta(hours=1)
# Spills that are remembered; all of LATE_WITHIN at a position that takes one every seven seconds.
KEPT = 500
# Words of a text that was damaged, which must stand in the other spill too: this share, and so many.
_SHARE, _FEWEST_WORDS = 0.7, 2
# Values that both have, of which one may differ although the call number, or the number, is not the same.
_FEWEST_VALUES = 4


class Likeness(StrEnum):
    """What a spill is to the one that the other link brought before."""

    SAME = "same"  # every value
    PART = "part"  # every value it has, and not all
    DIFFERS = "differs"  # the same call, another value
    TEXT = "text"  # one of them, or both, could not be decoded


@dataclass(slots=True, eq=False)
class Heard:
    """A spill as the first link brought it; `call` is the call it went to, None if to none of this position."""

    number: int
    at: datetime
    link: Link
    spill: Spill
    content: tuple[str, ...]
    call: int | None
    copied: bool = False  # the other link has brought it too
    variant: bool = False  # it was itself a copy, with another value


class Copy(NamedTuple):
    """What a spill is to `of`; `apart` is the seconds between them. `pieces` are more texts of a record that broke."""

    likeness: Likeness
    of: Heard
    apart: float
    pieces: tuple[Heard, ...] = ()


class Copies:
    """The last spills of both links, each with whether the other link has brought it."""

    def __init__(self) -> None:
        self._heard: dict[int, Heard] = {}  # by number, oldest first
        self._alone: dict[tuple[str, ...], list[Heard]] = {}  # those without a copy, by content, oldest first
        self._given = 0

    def look(self, at: datetime, link: Link, spill: Spill) -> Copy | None:
        """Tell of which spill of the other link this one is a copy, None if of none; it then counts as brought."""
        content = content_of(spill)
        for heard in self._alone.get(content, ()):
            within = LATE_WITHIN if spill.call_number else SAME_WITHIN
            if heard.link is not link and abs(at - heard.at) <= within:
                return self._found(Likeness.SAME, heard, at)
        pieces: list[Heard] = []
        differs: Heard | None = None
        for heard in reversed(self._heard.values()):
            if abs(at - heard.at) > DIFFERING_WITHIN:
                break
            if heard.link is link or heard.copied or heard.variant:
                continue
            likeness = _likeness(heard.spill, spill)
            if likeness is Likeness.TEXT and heard.spill.format is None:
                pieces.append(heard)
            elif likeness is Likeness.DIFFERS:
                differs = differs or heard
            elif likeness is not None:  # the whole may follow: it stays without its copy
                return Copy(likeness, heard, _seconds(heard.at, at))
        if differs is None and not pieces:
            return None
        likeness = Likeness.TEXT if differs is None else Likeness.DIFFERS
        first = differs or pieces.pop()
        for piece in pieces:
            self._found(Likeness.TEXT, piece, at)
        return self._found(likeness, first, at)._replace(pieces=tuple(pieces))

    def keep(self, at: datetime, link: Link, spill: Spill, call: int | None, *, variant: bool = False) -> Heard:
        """Remember a spill that is no copy; or, as `variant`, one of which the other link said something else.

        A variant is what the other link may yet bring in the same words, and is no measure for what differs.
        """
        self._given += 1
        heard = Heard(self._given, at, link, spill, content_of(spill), call, variant=variant)
        self._heard[heard.number] = heard
        self._alone.setdefault(heard.content, []).append(heard)
        while len(self._heard) > KEPT:
            oldest = self._heard.pop(next(iter(self._heard)))
            if not oldest.copied:
                self._not_alone(oldest)
        return heard

    def missed(self, number: int) -> Heard | None:
        """Return a spill of which no copy came, None if one did or it is long gone."""
        heard = self._heard.get(number)
        return heard if heard is not None and not heard.copied else None

    def _found(self, likeness: Likeness, heard: Heard, at: datetime) -> Copy:
        heard.copied = True
        self._not_alone(heard)
        return Copy(likeness, heard, _seconds(heard.at, at))

    def _not_alone(self, heard: Heard) -> None:
        alone = self._alone[heard.content]
        alone.remove(heard)
        if not alone:
            del self._alone[heard.content]


def _seconds(one: datetime, other: datetime) -> float:
    return abs((other - one).total_seconds())


def _likeness(first: Spill, spill: Spill) -> Likeness | None:
    """Tell what a spill is to one that is not the same in every value; None if they are two calls."""
    if first.format is None or spill.format is None:
        return Likeness.TEXT if _much_the_same(first, spill) else None
    details = details_of(first)
    theirs = details_of(spill).values
    differing = differences(details, spill)
    if not same_call(details, spill):
        # One damaged figure of the call number, or of the only number, makes no other call of the same second.
        both = details.values.keys() & theirs.keys()
        one_differs = len(differing) == 1 and len(both) >= _FEWEST_VALUES
        return Likeness.DIFFERS if one_differs and _same_time(first, spill) else None
    if differing:
        return Likeness.DIFFERS
    part = theirs.keys() <= details.values.keys() and spill.extra.keys() <= first.extra.keys()
    return Likeness.PART if part else None


def _same_time(one: Spill, other: Spill) -> bool:
    """Tell whether both say when they were sent, to the second, and it is the same."""
    return one.sent_at is not None and one.sent_at == other.sent_at


def _much_the_same(one: Spill, other: Spill) -> bool:
    """Tell whether the shorter text is a piece of the longer one, or most of its words stand there too."""
    texts = ("\n".join(each.lines).strip() for each in (one, other))
    shorter, longer = sorted(texts, key=len)
    if shorter in longer:
        return True
    ours, theirs = Counter(shorter.split()), Counter(longer.split())
    common = (ours & theirs).total()
    return common >= _FEWEST_WORDS and common >= _SHARE * min(ours.total(), theirs.total())

"""The faults of an emulated feed by name, and how they are written.

    NAME                        at the rate that is usual for it
    NAME=RATE                   0 to 1: of every byte, record or heartbeat, as the fault says
    NAME@MOMENT[,MOMENT...]     at a chosen moment: 5 is the fifth call, 30s is thirty seconds after the beginning
    ...xN                       how many or how long, where the fault has such a measure: storm@5x200

The same fault may be given more than once. What strikes is drawn from the scenario's seed, so that the same faults
strike the same bytes every time. The table is in the order in which faults strike: first what the controller says, then
what it sends when, then the line.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from app.words import say

LATEST_S = 86_400.0
"""A day, as long as a scenario may wait anywhere."""

MOST_MOMENTS = 100
"""Of one fault; whoever wants more gives a rate."""

_SHOWN = 60  # characters of what was got that a message repeats


class Unit(StrEnum):
    """What a fault's rate is of."""

    RECORD = "record"
    BYTE = "byte"
    HEARTBEAT = "heartbeat"
    LINK = "link"  # stands for the whole time: no rate, no moment


@dataclass(frozen=True, slots=True)
class FaultKind:
    """A fault that there is: what its rate is of, the usual rate, the measure after `x`, and what is sent, in words.

    `usual` 0 means that it strikes at moments only, unless a rate is given. `measure` is "" where there is none;
    `amount` is then 1.
    """

    name: str
    unit: Unit
    usual: float
    words: str
    amount: int = 1
    measure: str = ""
    most: int = 1


_RECORD, _BYTE, _HEARTBEAT, _LINK = Unit.RECORD, Unit.BYTE, Unit.HEARTBEAT, Unit.LINK

FAULTS: Mapping[str, FaultKind] = {
    each.name: each
    for each in (
        FaultKind("wrong_class", _RECORD, 0.1, say("a service class that no table knows")),
        FaultKind("unknown_position", _RECORD, 0.1, say("the record names an answering position that does not exist")),
        FaultKind("no_ali", _RECORD, 0.1, say("the number alone: no name, no address")),
        FaultKind("ani_failure", _RECORD, 0.1, say("911-0142 for a number and no data: the network did not know her")),
        FaultKind("not_dialable", _RECORD, 0.1, say("905-111-1111 for a number: a handset without service")),
        FaultKind("four_party", _RECORD, 0.1, say("class MUL, all zeros for a number and no data: a four-party line")),
        FaultKind("roll_over", _RECORD, 0.0, say("the call's number is 99999, and 00001 comes next")),
        FaultKind(
            "clock_jump", _RECORD, 0.05, say("the controller's clock is wrong by a minute to ten years, either way")
        ),
        FaultKind("leap_day", _RECORD, 0.05, say("the record is dated 29 February")),
        FaultKind(
            "no_spill", _RECORD, 0.1, say("a call on the seven-digit line: a telephone rings and nothing is sent")
        ),
        FaultKind("replaced", _RECORD, 0.1, say("after the record, that of the call before it is sent once more")),
        FaultKind(
            "storm", _RECORD, 0.0, say("records without a pause, as fast as they are taken"), 10_000, "records", 100_000
        ),
        FaultKind(
            "heartbeat_missing", _HEARTBEAT, 0.2, say("heartbeats that are due do not come"), 1, "heartbeats", 1_000
        ),
        FaultKind("heartbeat_repeated", _HEARTBEAT, 0.2, say("a heartbeat is sent again at once"), 3, "times", 1_000),
        FaultKind(
            "vanish",
            _RECORD,
            0.0,
            say("the far end goes away in the middle of a record and returns"),
            3,
            "seconds",
            3_600,
        ),
        FaultKind("link_dies", _RECORD, 0.0, say("the first link dies in the middle of a record and never returns")),
        FaultKind("half_record", _RECORD, 0.1, say("a record breaks off")),
        FaultKind("lost", _BYTE, 0.001, say("bytes are lost"), 1, "bytes", 1_000),
        FaultKind("doubled", _BYTE, 0.001, say("bytes come twice"), 1, "bytes", 1_000),
        FaultKind("flipped", _BYTE, 0.001, say("one bit of a byte is wrong"), 1, "bytes", 1_000),
        FaultKind("parity", _RECORD, 0.1, say("a record of a 7-E-1 line as it looks where it is read as 8-N-1")),
        FaultKind("bit7", _BYTE, 0.01, say("the highest bit of bytes is set"), 1, "bytes", 1_000),
        FaultKind(
            "noise", _RECORD, 0.1, say("bytes that nobody sent, in the quiet before a record"), 16, "bytes", 10_000
        ),
        FaultKind("split", _RECORD, 0.2, say("a record comes byte by byte, each on its own")),
        FaultKind("deaf", _LINK, 1.0, say("the far end never reads: whatever the console sends stays where it is")),
    )
}
"""Every fault by name, in the order in which they strike."""


class Moment(NamedTuple):
    """When a fault strikes: at the call of this number, or so many seconds after the beginning (then `call` is 0)."""

    call: int
    seconds: float

    @property
    def words(self) -> str:
        """Return it for people."""
        return f"at call {self.call}" if self.call else f"{self.seconds:g} s after the beginning"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault as it was asked for; `rate` None: at its moments, or at the usual rate where it has none of these."""

    name: str
    rate: float | None = None
    moments: tuple[Moment, ...] = ()
    amount: int | None = None

    @property
    def kind(self) -> FaultKind:
        """Return what is known of the fault."""
        return FAULTS[self.name]

    @property
    def words(self) -> str:
        """Return a sentence for people: what is sent, and when."""
        kind = self.kind
        often = ""
        if self.moments:
            often = ", ".join(one.words for one in self.moments)
        elif kind.unit is not Unit.LINK:
            often = f"{self.chance:g} of every {kind.unit}"
        amount = f"{self.amount or kind.amount} {kind.measure}" if kind.measure else ""
        return f"{self.name}: {kind.words} ({'; '.join(part for part in (often, amount) if part)})".removesuffix(" ()")

    @property
    def chance(self) -> float:
        """Return the rate in force, 0 where only moments are."""
        if self.rate is not None:
            return self.rate
        return 0.0 if self.moments else self.kind.usual


_WRITTEN = re.compile(
    r"(?P<name>[a-z0-9_]+?)(?:=(?P<rate>[0-9.]{1,12}))?(?:@(?P<moments>[0-9.s,]{1,600}))?(?:x(?P<amount>[0-9]{1,9}))?"
)
_MOMENT = re.compile(r"(?:(?P<call>[1-9][0-9]{0,8})|(?P<seconds>[0-9]{1,6}(?:\.[0-9]{1,6})?)s)")
_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,9})?")


def parse_fault(text: str) -> Fault:
    """Read a fault as it is written. Raises ValueError with a sentence: what was expected, what stands there."""
    written = _WRITTEN.fullmatch(text.strip())
    name = written["name"] if written else re.split("[=@]", text, maxsplit=1)[0].strip()
    if name not in FAULTS:
        raise ValueError(f"expected one of {', '.join(FAULTS)}, got {_short(name)}")
    kind = FAULTS[name]
    if written is None or (written["rate"] and written["moments"]):
        raise ValueError(
            f"expected {name}, {name}=RATE or {name}@MOMENT as in {name}@5 or {name}@30s, got {_short(text)}"
        )
    rate = _rate(kind, written["rate"]) if written["rate"] else None
    moments = _moments(kind, written["moments"]) if written["moments"] else ()
    amount = read_amount(kind, written["amount"]) if written["amount"] else None
    if not kind.usual and rate is None and not moments:
        raise ValueError(f"expected a moment or a rate as in {name}@5 or {name}=0.01, got {_short(text)}")
    return Fault(name, rate, moments, amount)


def parse_faults(texts: Iterable[str]) -> tuple[Fault, ...]:
    """Read several. Raises ValueError as `parse_fault`."""
    return tuple(parse_fault(text) for text in texts)


def _rate(kind: FaultKind, text: str) -> float:
    rate = float(text) if _NUMBER.fullmatch(text) else -1.0
    if kind.unit is Unit.LINK:
        raise ValueError(f"{kind.name}: expected no rate, as it stands for the whole time, got {text}")
    if not 0.0 <= rate <= 1.0:
        raise ValueError(f"{kind.name}: expected a rate from 0 to 1 of every {kind.unit}, got {text}")
    return rate


def _moments(kind: FaultKind, text: str) -> tuple[Moment, ...]:
    if kind.unit is Unit.LINK:
        raise ValueError(f"{kind.name}: expected no moment, as it stands for the whole time, got {_short(text)}")
    parts = text.split(",")
    if len(parts) > MOST_MOMENTS:
        raise ValueError(f"{kind.name}: expected at most {MOST_MOMENTS} moments, got {len(parts)}")
    moments = []
    for part in parts:
        found = _MOMENT.fullmatch(part)
        if found is None or float(found["seconds"] or 0) > LATEST_S:
            raise ValueError(
                f"{kind.name}: expected the number of a call or seconds up to {LATEST_S:g}, as in @5 or @30s,"
                f" got {_short(part)}"
            )
        moments.append(Moment(int(found["call"] or 0), float(found["seconds"] or 0)))
    return tuple(moments)


def read_amount(kind: FaultKind, text: str) -> int:
    """Read what stands after `x`. Raises ValueError as `parse_fault`."""
    amount = int(text)
    if not kind.measure:
        raise ValueError(f"{kind.name}: expected no x{text}, as there is nothing to count, got {kind.name} x{text}")
    if not 1 <= amount <= kind.most:
        raise ValueError(f"{kind.name}: expected 1 to {kind.most} {kind.measure} after x, got {text}")
    return amount


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")

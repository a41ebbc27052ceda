"""The line of a feed: does it open, are its parameters as in the settings, does something come, do tables fit?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.clock import as_text
from app.health.finding import Finding, amiss, cannot, ok

MOSTLY = 0.5
"""Share of noise in what was heard from which on the line itself is doubted; a bad cable loses a per cent."""


@dataclass(frozen=True, slots=True)
class PortSeen:
    """A port: `why` it did not open ("" if it did), `holder` who has it open already ("" if nobody).

    `console` tells that the holder is a console.
    """

    spec: str
    why: str = ""
    holder: str = ""
    console: bool = False
    wanted: str = ""  # parameters, as 9600,8,N,1
    found: str = ""  # the same as the device has them; "" if they cannot be read
    network: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What came: by listening for `seconds`, or (`journalled`) what a console that has the line wrote down of it.

    `fits_without_bit_7` tells that what fitted no table does fit with bit 7 off. `state` and `detail` are the last that
    the console told of the feed, `last_at` the time of the last spill, `ago` the seconds since the last byte or spill.
    """

    seconds: float = 0.0
    journalled: bool = False
    size: int = 0
    ago: float | None = None
    by_format: Mapping[str, int] = field(default_factory=dict)
    not_decoded: int = 0
    garbled: int = 0
    garbled_bytes: int = 0
    heartbeats: int = 0
    fits_without_bit_7: bool = False
    silent_after: float | None = None
    state: str = ""
    detail: str = ""
    last_at: datetime | None = None

    @property
    def spills(self) -> int:
        """Records that some table fits."""
        return sum(self.by_format.values())


def port(seen: PortSeen) -> Finding:
    """Say whether the port opens."""
    item = "port"
    if seen.holder and not seen.console:
        sentence = f"{seen.spec} is in use by {seen.holder}, so that no console can open it; it was left to it"
        return amiss(item, sentence, holder=seen.holder)
    if seen.holder:
        return ok(item, f"{seen.spec} is in use by {seen.holder}; it was left to it", holder=seen.holder)
    if seen.why:
        return amiss(item, f"{seen.spec}: {seen.why}", why=seen.why)
    return ok(item, f"{seen.spec} opens")


def parameters(seen: PortSeen) -> Finding:
    """Say whether the device has the parameters of the settings."""
    item = "line parameters"
    if seen.network:
        return cannot(item, f"a network has none; {seen.wanted} must be set at its far end", wanted=seen.wanted)
    if not seen.found:
        return cannot(item, f"expected {seen.wanted}; the device did not tell its own", wanted=seen.wanted)
    facts = {"wanted": seen.wanted, "found": seen.found}
    if seen.found != seen.wanted.rpartition(",")[0] and seen.found != seen.wanted:
        return amiss(item, f"expected {seen.wanted} as in the settings, got {seen.found}", **facts)
    return ok(item, f"{seen.found}, as in the settings", **facts)


def last_byte(heard: Heard) -> Finding:
    """Say how long ago the last byte came."""
    item = "last byte"
    facts: dict[str, object] = {"seconds_ago": heard.ago, "listened_seconds": heard.seconds, "bytes": heard.size}
    if heard.journalled:
        return _journalled(item, heard, facts)
    if heard.size and heard.ago is not None:
        return ok(item, f"{heard.size} bytes came in {heard.seconds:g} s, the last {heard.ago:.1f} s ago", **facts)
    if heard.silent_after is not None and heard.seconds >= heard.silent_after:
        sentence = f"no byte came in {heard.seconds:g} s; the settings call {heard.silent_after:g} s too long"
        return amiss(item, sentence, **facts)
    return cannot(
        item, f"no byte came in {heard.seconds:g} s; --seconds N listens longer, a test spill proves it", **facts
    )


def _journalled(item: str, heard: Heard, facts: dict[str, object]) -> Finding:
    if heard.state in ("lost", "silent"):
        return amiss(item, f"the console tells that the feed is {heard.state}: {heard.detail or 'no reason'}", **facts)
    if heard.ago is None or heard.last_at is None:
        return cannot(item, "the console that has the line has not journalled a spill; its status line counts", **facts)
    return ok(
        item, f"the console journalled the last spill {heard.ago:.0f} s ago, at {as_text(heard.last_at)}", **facts
    )


def tables(heard: Heard) -> Finding:
    """Say whether the format tables in force fit what was heard."""
    item = "format tables"
    facts = {
        "spills": dict(heard.by_format),
        "not_decoded": heard.not_decoded,
        "garbled": heard.garbled,
        "heartbeats": heard.heartbeats,
    }
    source = "of the journal's last spills" if heard.journalled else "heard"
    named = ", ".join(f"{count} {name}" for name, count in sorted(heard.by_format.items()))
    found = f"{heard.spills} {source} fit" + (f" ({named})" if named else "")
    if heard.heartbeats:
        found += f", {heard.heartbeats} heartbeats"
    if heard.fits_without_bit_7:
        return amiss(
            item, "what came fits only with bit 7 off: set mask_bit7 = true, or the parity of the line", **facts
        )
    if heard.size and heard.garbled_bytes > MOSTLY * heard.size:
        share = f"{heard.garbled_bytes} of {heard.size} bytes are noise"
        return amiss(item, f"{share}: baud, word length or parity may be wrong, or no table describes it", **facts)
    if heard.not_decoded:
        return amiss(item, f"{found}, {heard.not_decoded} fit no table in force; `check format` tells where", **facts)
    if not heard.spills and not heard.heartbeats:
        return cannot(item, f"no record was {source.replace('of ', 'among ')}", **facts)
    return ok(item, found + (f"; {heard.garbled} pieces of noise" if heard.garbled else ""), **facts)

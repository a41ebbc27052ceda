"""An emulation: a scenario as pieces of bytes, each with its moment, on one link or on several.

Same scenario, table, seed and clock: the same pieces. Links carry the same records, the second one `skew` seconds after
the first and so on; what the line does to them is each link's own.
"""

import heapq
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from importlib.resources import files
from itertools import tee
from operator import attrgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.errors import FeedError, TableError
from app.spill.formats import SHIPPED, FormatTable, load_table
from drivers.emulator.byte_faults import BYTE_FAULTS, sound_of
from drivers.emulator.calls import CALL_FAULTS, Calls, occurrences
from drivers.emulator.fault import FAULTS, Fault, Unit, parse_fault
from drivers.emulator.heartbeat import heartbeat_bytes, heartbeats, missing, repeated
from drivers.emulator.line import Burst, Stage, byte_seconds, on_the_line, pieces
from drivers.emulator.link_faults import LINK_FAULTS
from drivers.emulator.occurrence import Force, Occurrence
from drivers.scenario import Scenario

ZONE = "America/Toronto"
"""Records carry the wall clock of Durham Region."""

MOST_LINKS = 2
"""A controller has a main link and a second one (spill-formats 2.1)."""


class Piece(NamedTuple):
    """Bytes on their way: they have come `at` seconds after the beginning, on `link` (from 0), after `gap` seconds
    (without those for which the far end was away).

    `last` marks the last piece of its burst. A burst of no bytes is one piece of none.
    """

    at: float
    link: int
    burst: Burst
    data: bytes
    gap: float
    first: bool
    last: bool


class Emulation:
    """A scenario, to be played. `now` tells the time of each record, as an aware instant.

    With `goes_on`, heartbeats are sent after the last call for ever; else the emulation then ends. While `hurried`, no
    heartbeat comes before the next call. Raises TableError for a scenario that the table cannot write, or a fault that
    it cannot send.
    """

    def __init__(
        self,
        scenario: Scenario,
        table: FormatTable,
        now: Callable[[], datetime],
        links: int = 1,
        goes_on: bool = False,
        hurried: Callable[[], bool] = lambda: False,
    ) -> None:
        self.scenario = scenario
        self.table = table
        self.links = links
        zone, self.remark = _zone()
        self._goes_on = goes_on
        self._hurried = hurried
        self._controller = occurrences(scenario.faults, f"{scenario.seed}")
        self._lines = [occurrences(scenario.faults, f"{scenario.seed}/{link}") for link in range(links)]
        self._calls = Calls(scenario, table, lambda: now().astimezone(zone), self._controller)
        line = scenario.line
        self._byte_s = byte_seconds(line.baud, line.data_bits, line.parity, line.stop_bits)
        self._heartbeat = self._checked_heartbeat()
        for fault in scenario.faults:
            self._check(fault)

    @property
    def heartbeat(self) -> bytes:
        """The controller's sign of life as sent, none if it sends none."""
        return self._heartbeat

    @property
    def deaf(self) -> bool:
        """True if the far end never reads what a console sends."""
        return any(fault.name == "deaf" for fault in self.scenario.faults)

    @property
    def storm(self) -> int:
        """How many records of a storm are still to come; from any thread."""
        return self._calls.storm

    def inject(self, text: str) -> None:
        """Let a fault strike at its next chance, as in `half_record` or `noisex40`; from any thread.

        Raises FeedError for what is no fault or has a rate or a moment, TableError for what this emulation cannot send.
        """
        try:
            name, times, amount = text.strip().partition("x")
            fault = parse_fault(f"{name}@0s{times}{amount}")
        except ValueError as error:
            raise FeedError(f"fault now: {error}") from error
        self._check(fault)
        for each in self._struck(fault.name):
            each.now(fault.amount)

    def switch(self, text: str) -> None:
        """Let a fault strike at a rate from now on, as in `flipped=0.01`, or no more, as in `flipped=0`; any thread.

        Raises FeedError for what is no fault or has no rate, TableError for what this emulation cannot send.
        """
        try:
            fault = parse_fault(text)
        except ValueError as error:
            raise FeedError(f"fault at a rate: {error}") from error
        if fault.rate is None:
            raise FeedError(f"fault at a rate: expected {fault.name}=RATE as in {fault.name}=0.01, got {text[:60]!r}")
        self._check(fault)
        for each in self._struck(fault.name):
            each.at_rate(fault.rate, fault.amount)

    def calm(self) -> None:
        """Let no fault strike any more, and end a storm; from any thread."""
        for struck in (self._controller, *self._lines):
            for each in struck.values():
                each.calm()
        self._calls.calm()

    def force(self, name: str) -> Force:
        """Return what is in force of a fault on the first link; from any thread."""
        struck = self._struck(name)
        return struck[0].force if struck else Force()

    def cannot(self, name: str) -> str:
        """Return why this emulation cannot send a fault, in a sentence; "" if it can."""
        try:
            self._check(Fault(name))
        except TableError as error:
            return str(error)
        return ""

    def noise_now(self) -> bytes:
        """Return the noise that somebody asked for, b"" if nobody did: it need not wait for the next quiet."""
        noise = self._lines[0]["noise"]
        most = noise.taken()
        return sound_of(noise, most) if most else b""

    def _struck(self, name: str) -> list[Occurrence]:
        """Return where a fault strikes: at the controller, once for every link, or on each link."""
        if FAULTS[name].unit is Unit.LINK:
            return []
        if name in CALL_FAULTS or FAULTS[name].unit is Unit.HEARTBEAT:
            return [self._controller[name]]
        return [line[name] for line in self._lines]

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces of every link in the order of their moments; each is made when it is asked for."""
        sources = tee(self._sent(), self.links)
        return heapq.merge(*(self._link(link, source) for link, source in enumerate(sources)), key=attrgetter("at"))

    def _sent(self) -> Iterator[Burst]:
        stages: list[Stage] = []
        if self._heartbeat:
            beat = heartbeats(self._heartbeat, self.scenario.heartbeat_every, self._goes_on, self._hurried)
            struck = self._controller
            stages = [beat, missing(struck["heartbeat_missing"]), repeated(struck["heartbeat_repeated"])]
        return on_the_line(self._calls.bursts(), stages)

    def _link(self, link: int, source: Iterator[Burst]) -> Iterator[Piece]:
        struck = self._lines[link]
        dying = {name: stage for name, stage in LINK_FAULTS.items() if link == 0 or name != "link_dies"}
        stages = [stage(struck[name]) for name, stage in {**dying, **BYTE_FAULTS}.items()]
        at = last = self.scenario.skew * link
        for burst in on_the_line(source, stages):
            at += burst.pause
            if not burst.data:
                yield Piece(at, link, burst, b"", at - last, True, True)
                at += burst.away
                last = at
                continue
            seconds = 0.0 if burst.quick else self._byte_s
            sent = 0
            for duration, data in pieces(burst.data, seconds, burst.apart):
                at += duration
                sent += len(data)
                yield Piece(at, link, burst, data, at - last, sent == len(data), sent == len(burst.data))
                last = at

    def _check(self, fault: Fault) -> None:
        if fault.name.startswith("heartbeat") and not self._heartbeat:
            where = f"{self.scenario.source}: fault {fault.name}"
            raise TableError(f"{where}: expected a scenario with a heartbeat, got one without")
        self._calls.check_fault(fault)

    def _checked_heartbeat(self) -> bytes:
        text = self.scenario.heartbeat
        if not text:
            return b""
        if not any(beat.fullmatch(text.encode()) for beat in self.table.framing.heartbeats):
            where = f"{self.scenario.source}: heartbeat"
            raise TableError(
                f"{where}: expected what fits a heartbeat of the format {self.table.name}, got {text[:60]!r}"
            )
        return heartbeat_bytes(self.table.framing, text, self.scenario.line_end_bytes)


def table_of(scenario: Scenario, tables: Mapping[str, FormatTable] | None = None) -> FormatTable:
    """Return the scenario's format table: of `tables`, else a shipped one. Raises TableError if there is none."""
    tables = tables or {}
    if scenario.format in tables:
        return tables[scenario.format]
    if scenario.format not in SHIPPED:
        known = ", ".join(dict.fromkeys([*tables, *SHIPPED]))
        raise TableError(f"{scenario.source}: format: expected one of {known}, got {scenario.format[:40]!r}")
    file = files("resources") / "formats" / f"{scenario.format}.toml"
    return load_table(file.read_text("utf-8"), file.name)


def _zone() -> tuple[tzinfo, str]:
    """Return the sender's time zone, and what is to be said of it."""
    try:
        return ZoneInfo(ZONE), ""
    except (ZoneInfoNotFoundError, OSError, ValueError):  # Windows brings no zones of its own
        return UTC, f"this computer has no data for the time zone {ZONE}: times are sent in UTC"

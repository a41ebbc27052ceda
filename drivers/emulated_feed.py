"""The emulated feed: invented callers of Durham Region on a line as slow as a real one. The default of a new console.

It is the real path, not a test double: what it delivers are the bytes of a controller's records, in pieces, at the
line's speed, to be framed and decoded like any others. Scenarios (`drivers.scenario`) say who calls and when.

    scenario -> callers (invented_callers) -> records (emulated_record) -> the line and its faults (emulated_line)
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from importlib.resources import files
from itertools import cycle, repeat
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.clock import Clock
from app.errors import TableError
from app.ports import FeedEvent, FeedState
from app.spill.encode import encode
from app.spill.envelope import wrap
from app.spill.formats import SHIPPED, FormatTable, load_table
from app.spill.framing import FramingKind
from drivers.emulated_line import Burst, Stage, on_the_line, pieces
from drivers.emulated_record import fields_of, record_values
from drivers.feed_thread import FeedThread
from drivers.invented_callers import BELL_CLASSES, MUNICIPALITIES, SERVICE_CLASSES, CallerInvention
from drivers.scenario import DEFAULT, HIGHEST_CALL_NUMBER, CallScript, Scenario, load_scenario

ZONE = "America/Toronto"
"""Records carry the wall clock of Durham Region."""

LINE_END = b"\r\n"
"""What ends a line of the emulated controller."""

BREATH_S = 0.001
"""The least pause before a burst, also at pace 0: an emulator as fast as it is taken must not starve the console."""

FAULTS: tuple[Stage, ...] = ()
"""The faults of the line, in the order in which the bytes meet them. A scenario's `faults` will choose them."""


class EmulatedFeed:
    """A `Feed` of invented callers.

    `scenario` is a shipped scenario's name, a path ending in `.toml`, or "" for `default`. `pace` multiplies every
    time: 1 is real, 0 as fast as it is taken; the gaps told with the bytes are the scenario's own at any pace. Raises
    FeedError for a scenario that is not there, TableError for one with a fault.
    """

    def __init__(self, scenario: str, clock: Clock, pace: float = 1.0) -> None:
        self._name = f"emulated:{scenario or DEFAULT}"
        self._scenario = load_scenario(scenario)
        self._clock = clock
        self._pace = pace
        self._zone, self._zone_note = _zone()
        self._table = _format(self._scenario)
        self._thread = FeedThread(self._name, clock, self._work)
        self._check()

    @property
    def name(self) -> str:
        """`emulated:` and the scenario."""
        return self._name

    @property
    def emulated(self) -> bool:
        """True: nobody who calls here exists."""
        return True

    def open(self, deliver: Callable[[FeedEvent], None]) -> None:
        """Start; the first caller comes as the scenario says."""
        self._thread.open(deliver)

    def close(self) -> None:
        """Stop, in the middle of a record if need be."""
        self._thread.close()

    def _work(self) -> None:
        self._thread.tell(FeedState.OPENING, f"opening {self._name}")
        self._thread.tell(FeedState.UP, "; ".join(each for each in (self._scenario.about, self._zone_note) if each))
        quiet = 0.0
        for burst in on_the_line(self._bursts(), FAULTS):
            if self._thread.wait(max(BREATH_S, burst.pause * self._pace)):
                return
            quiet += burst.pause
            for seconds, piece in pieces(burst.data, self._scenario.baud):
                if self._thread.wait(seconds * self._pace):
                    return
                self._thread.give(piece, quiet + seconds)
                quiet = 0.0
        self._thread.wait(float("inf"))  # the last of the scenario has called; the line is there and quiet

    def _bursts(self) -> Iterator[Burst]:
        """Yield what the controller sends; each burst is made when it is asked for, with the time of its sending."""
        scenario = self._scenario
        invention = CallerInvention(scenario.seed, SERVICE_CLASSES.get(self._table.classes, BELL_CLASSES))
        call_number = scenario.call_number
        pause = scenario.first_after
        for script in self._scripts():
            if script.after is not None:
                pause = script.after
            if script.no_spill:
                yield Burst(pause, b"")
                pause = invention.pause(*scenario.every)
                continue
            at = self._clock.now() + timedelta(seconds=pause * self._pace)
            record = self._record(script, invention, call_number, at.astimezone(self._zone))
            ani_first = scenario.ani_first if script.ani_first is None else script.ani_first
            if ani_first > 0:
                yield Burst(pause, wrap(self._table.framing, record.partition(LINE_END)[0], LINE_END))
                pause = ani_first
            yield Burst(pause, record)
            pause = invention.pause(*scenario.every)
            if not script.lines:
                call_number = call_number % HIGHEST_CALL_NUMBER + 1

    def _scripts(self) -> Iterator[CallScript]:
        calls = self._scenario.calls
        if not calls:
            return repeat(CallScript())
        return cycle(calls) if self._scenario.repeat else iter(calls)

    def _record(self, script: CallScript, invention: CallerInvention, call_number: int, local: datetime) -> bytes:
        if script.lines:
            return wrap(self._table.framing, LINE_END.join(line.encode() for line in script.lines), LINE_END)
        caller = invention.caller(script.service_class, script.municipality)
        values = record_values(self._table, caller, call_number, self._scenario.position, local)
        sent = {field: value for field, value in {**values, **script.values}.items() if field not in script.omit}
        return encode(self._table, sent, LINE_END)

    def _check(self) -> None:
        """Make every record once, so that a fault is told now and not in the middle of a shift. Raises TableError."""
        scenario = self._scenario
        table = self._table
        known = fields_of(table)
        late_address = [scenario.ani_first, *(script.ani_first or 0.0 for script in scenario.calls)]
        if any(late_address) and table.framing.kind is not FramingKind.LINES:
            raise TableError(f"{scenario.source}: ani_first: expected a format of several lines, got {scenario.format}")
        invention = CallerInvention(scenario.seed)
        scripts = scenario.calls or [CallScript(code) for code in SERVICE_CLASSES.get(table.classes, BELL_CLASSES)]
        for number, script in enumerate(scripts, 1):
            place = f"{scenario.source}: calls {number}" if scenario.calls else scenario.source
            if script.municipality is not None and script.municipality not in MUNICIPALITIES:
                towns = ", ".join(MUNICIPALITIES)
                raise TableError(f"{place}, municipality: expected one of {towns}, got {script.municipality[:40]!r}")
            for field in (*script.values, *sorted(script.omit)):
                if field not in known:
                    raise TableError(
                        f"{place}: expected fields of {table.name} ({', '.join(known)}), got {field[:40]!r}"
                    )
            if script.no_spill:
                continue
            try:
                self._record(script, invention, scenario.call_number, self._clock.now())
            except ValueError as error:
                raise TableError(f"{place}: {error}") from error


def _zone() -> tuple[tzinfo, str]:
    """Return the sender's time zone, and what is to be said of it."""
    try:
        return ZoneInfo(ZONE), ""
    except (ZoneInfoNotFoundError, OSError, ValueError):  # Windows brings no zones of its own
        return UTC, f"this computer has no data for the time zone {ZONE}: times are sent in UTC"


def _format(scenario: Scenario) -> FormatTable:
    if scenario.format not in SHIPPED:
        raise TableError(
            f"{scenario.source}: format: expected one of {', '.join(SHIPPED)}, got {scenario.format[:40]!r}"
        )
    file = files("resources") / "formats" / f"{scenario.format}.toml"
    return load_table(file.read_text("utf-8"), file.name)

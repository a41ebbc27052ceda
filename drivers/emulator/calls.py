"""What the controller sends of a scenario's calls, before the line has its way with it.

Of each call: the quiet before it, then its record, made when that quiet is over, so that it carries the time of its
sending. Faults of what a record says, and of what is sent when, strike here.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import count, cycle, repeat

from app.errors import TableError
from app.spill.encode import encode
from app.spill.envelope import wrap
from app.spill.formats import FormatTable
from app.spill.framing import FramingKind
from drivers.emulator.callers import MUNICIPALITIES, CallerInvention
from drivers.emulator.fault import FAULTS, Fault
from drivers.emulator.line import Burst, What, byte_seconds
from drivers.emulator.occurrence import Occurrence
from drivers.emulator.values import RecordValues, classes_of
from drivers.emulator.wrong_values import WRONG_VALUES, jumped, leap_day
from drivers.scenario import HIGHEST_CALL_NUMBER, CallScript, Scenario

REPLACED_AFTER_S = 0.5
"""Seconds after a record at which the fault `replaced` sends that of the call before."""

CALL_FAULTS = (*WRONG_VALUES, "roll_over", "clock_jump", "leap_day", "no_spill", "replaced", "storm")
"""The faults that strike here."""

_NEEDED_FIELD = {"wrong_class": "class", "unknown_position": "position", "roll_over": "call_number"}


class Calls:
    """The calls of a scenario, written by `table`. `local` tells the sender's wall clock.

    `struck` is when each fault of CALL_FAULTS strikes. Raises TableError for a scenario that the table cannot write.
    """

    def __init__(
        self,
        scenario: Scenario,
        table: FormatTable,
        local: Callable[[], datetime],
        struck: Mapping[str, Occurrence],
    ) -> None:
        self._scenario = scenario
        self._table = table
        self._local = local
        self._struck = struck
        self._made = RecordValues(table)
        self._line_end = scenario.line_end_bytes
        line = scenario.line
        self._byte_s = byte_seconds(line.baud, line.data_bits, line.parity, line.stop_bits)
        self._calmed = False
        self._storm = 0
        self._check()

    @property
    def storm(self) -> int:
        """How many records of a storm are still to come; from any thread."""
        return self._storm

    def calm(self) -> None:
        """End a storm, from any thread."""
        self._calmed = True

    def check_fault(self, fault: Fault) -> None:
        """Raise TableError for a fault that cannot be sent in this table."""
        name, table = fault.name, self._table
        where = f"{self._scenario.source}: fault {name}"
        field = _NEEDED_FIELD.get(name)
        if field is not None and field not in self._made.kinds:
            raise TableError(f"{where}: expected a format with a field {field}, got {table.name}")
        if name in ("clock_jump", "leap_day") and not table.sent:
            raise TableError(f"{where}: expected a format that sends a time, got {table.name}")
        if name in WRONG_VALUES:
            caller = CallerInvention(self._scenario.seed, classes_of(table)).caller()
            values = self._made.of(caller, 1, self._scenario.position, self._local())
            try:
                encode(table, WRONG_VALUES[name](values, self._made, random.Random(0)), self._line_end)
            except ValueError as error:
                raise TableError(f"{where}: the format {table.name} cannot send it: {error}") from error

    def bursts(self) -> Iterator[Burst]:
        """Yield what the controller sends; each record is made when it is asked for."""
        scenario = self._scenario
        invention = CallerInvention(scenario.seed, classes_of(self._table))
        rate = scenario.rate
        intervals = None
        if rate is not None:
            local = self._local()
            intervals = rate.pauses(random.Random(f"{scenario.seed}/rate"), local.hour + local.minute / 60)
        pause = scenario.first_after if intervals is None else next(intervals)
        call_number, at = scenario.call_number, 0.0
        before: Burst | None = None
        for number, script in zip(self._numbers(), self._scripts(), strict=False):
            if script.after is not None:
                pause = script.after
            if self._calmed:
                self._calmed, self._storm = False, 0
            storm = max(self._storm, self._strikes("storm", number, at + pause))
            quick, self._storm = storm > 0, max(0, storm - 1)
            if quick:
                pause = 0.0
            at += pause
            yield Burst(pause, b"", What.QUIET, number, at)
            begun = at
            silent = self._strikes("no_spill", number, at) > 0
            if script.no_spill or silent:
                yield Burst(0.0, b"", What.NOTHING, number, at, faults=("no_spill",) if silent else ())
            else:
                rolled = self._strikes("roll_over", number, at) > 0
                if rolled:
                    call_number = HIGHEST_CALL_NUMBER
                data, faults = self._record(script, invention, call_number, number, at)
                faults = (*faults, *(["roll_over"] if rolled else []), *(["storm"] if quick else []))
                ani_first = scenario.ani_first if script.ani_first is None else script.ani_first
                if ani_first > 0 and not quick:
                    first = wrap(self._table.framing, data.partition(self._line_end)[0], self._line_end)
                    yield Burst(0.0, first, What.RECORD, number, at, first, faults)
                    at += len(first) * self._byte_s + ani_first
                    yield Burst(ani_first, b"", What.QUIET, number, at)
                record = Burst(0.0, data, What.RECORD, number, at, data, faults, quick)
                yield record
                at += 0.0 if quick else len(data) * self._byte_s
                if before is not None and self._strikes("replaced", number, at):
                    late = 0.0 if quick else REPLACED_AFTER_S
                    at += late
                    again = Burst(late, before.data, What.RECORD, before.number, at, before.data, ("replaced",), quick)
                    yield again
                    at += 0.0 if quick else len(before.data) * self._byte_s
                before = record
                if not script.lines:
                    call_number = call_number % HIGHEST_CALL_NUMBER + 1
            if intervals is None:
                pause = invention.pause(*scenario.every)
            else:
                pause = max(0.0, next(intervals) - (at - begun))

    def _numbers(self) -> Iterator[int]:
        return count(1) if self._scenario.count is None else iter(range(1, self._scenario.count + 1))

    def _scripts(self) -> Iterator[CallScript]:
        calls = self._scenario.calls
        if not calls:
            return repeat(CallScript())
        return cycle(calls) if self._scenario.repeat else iter(calls)

    def _strikes(self, fault: str, number: int, at: float) -> int:
        return self._struck[fault].strikes(number, at)

    def _record(
        self, script: CallScript, invention: CallerInvention, call_number: int, number: int, at: float
    ) -> tuple[bytes, tuple[str, ...]]:
        """Return a call's record, and the faults of what it says."""
        if script.lines:
            text = self._line_end.join(line.encode() for line in script.lines)
            return wrap(self._table.framing, text, self._line_end), ()
        caller = invention.caller(script.service_class, script.municipality)
        local = self._local()
        faults: list[str] = []
        for name, change in (("clock_jump", jumped), ("leap_day", leap_day)):
            if self._strikes(name, number, at):
                local = change(local, self._struck[name].random)
                faults.append(name)
        values = self._made.of(caller, call_number, self._scenario.position, local)
        values = {field: value for field, value in {**values, **script.values}.items() if field not in script.omit}
        for name, wrong in WRONG_VALUES.items():
            if self._strikes(name, number, at):
                changed = wrong(values, self._made, self._struck[name].random)
                try:
                    encode(self._table, changed, self._line_end)
                except ValueError:
                    continue  # this one record cannot say so: its layout has no room for it
                values = changed
                faults.append(name)
        return encode(self._table, values, self._line_end), tuple(faults)

    def _check(self) -> None:
        """Make every record once, so that a fault is told now and not in the middle of a shift. Raises TableError."""
        scenario = self._scenario
        table = self._table
        late_address = [scenario.ani_first, *(script.ani_first or 0.0 for script in scenario.calls)]
        if any(late_address) and table.framing.kind is not FramingKind.LINES:
            raise TableError(f"{scenario.source}: ani_first: expected a format of several lines, got {table.name}")
        invention = CallerInvention(scenario.seed)
        scripts = scenario.calls or [CallScript(code) for code in classes_of(table)]
        for number, script in enumerate(scripts, 1):
            place = f"{scenario.source}: calls {number}" if scenario.calls else scenario.source
            if script.municipality is not None and script.municipality not in MUNICIPALITIES:
                towns = ", ".join(MUNICIPALITIES)
                raise TableError(f"{place}, municipality: expected one of {towns}, got {script.municipality[:40]!r}")
            for field in (*script.values, *sorted(script.omit)):
                if field not in self._made.kinds:
                    raise TableError(
                        f"{place}: expected fields of {table.name} ({', '.join(self._made.kinds)}), got {field[:40]!r}"
                    )
            if script.no_spill:
                continue
            try:
                self._plain(script, invention)
            except ValueError as error:
                raise TableError(f"{place}: {error}") from error

    def _plain(self, script: CallScript, invention: CallerInvention) -> bytes:
        if script.lines:
            return b""
        caller = invention.caller(script.service_class, script.municipality)
        values = self._made.of(caller, self._scenario.call_number, self._scenario.position, self._local())
        sent = {field: value for field, value in {**values, **script.values}.items() if field not in script.omit}
        return encode(self._table, sent, self._line_end)


def occurrences(faults: tuple[Fault, ...], seed: str) -> dict[str, Occurrence]:
    """Return when each fault there is strikes on one link; those that nobody asked for never do, until they are."""
    return {
        name: Occurrence(kind, [each for each in faults if each.name == name], seed) for name, kind in FAULTS.items()
    }

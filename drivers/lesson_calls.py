"""What comes down the line at each call of a lesson: the records of a scenario.

What strikes a record is decided here; what strikes the line, or the order of the records, is the course's to do
(`app.training.faults`).
"""

import random
from collections.abc import Iterable, Mapping
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.clock import Clock
from app.errors import TableError
from app.spill.encode import encode
from app.spill.envelope import wrap
from app.spill.formats import FormatTable
from app.words import say
from drivers.emulator.callers import Caller, CallerInvention
from drivers.emulator.emulation import ZONE, Emulation, table_of
from drivers.emulator.fault import FAULTS, Unit
from drivers.emulator.line import byte_seconds
from drivers.emulator.one_call import damaged, wrong_clock, wrong_values
from drivers.emulator.values import RecordValues, classes_of
from drivers.lesson_beats import LessonBeats
from drivers.lesson_faults import NO_MEANING, SentBefore, Strike, offered, read_strike
from drivers.scenario import HIGHEST_CALL_NUMBER, CallScript, load_scenario

Piece = tuple[float, bytes]

OTHERS = 50_000
"""Call numbers of callers put in by the trainer, counted down from the highest: more than the longest storm that is put
in, and far from the lesson's own."""

OTHER_SEED = 2_000_003
"""Added to the scenario's seed for callers put in by the trainer, so that they are none of the lesson's."""


class ScenarioCalls:
    """The calls of a scenario, by its name or path; `tables` are formats besides the shipped ones.

    Raises FeedError and TableError as the emulated feed does, and TableError for a fault that a lesson has not.
    """

    def __init__(self, name: str, clock: Clock, tables: Mapping[str, FormatTable] | None = None) -> None:
        self._clock = clock
        self._scenario = load_scenario(name)
        self._table = table_of(self._scenario, tables)
        self._emulation = Emulation(self._scenario, self._table, clock.now)  # tells every fault of the scenario now
        self._made = RecordValues(self._table)
        self._line_end = self._scenario.line_end_bytes
        line = self._scenario.line
        self._byte_s = byte_seconds(line.baud, line.data_bits, line.parity, line.stop_bits)
        self._zone = _zone()
        classes = classes_of(self._table)
        self._others = CallerInvention(self._scenario.seed + OTHER_SEED, classes)
        self._others_sent = 0
        self._before = SentBefore()
        self._rolled: dict[int, int] = {1: self._scenario.call_number}  # call numbers: from which call on, from what on
        invention = CallerInvention(self._scenario.seed, classes)
        self._callers = []
        self._pauses = []
        pause = self._scenario.first_after
        for script in self._scenario.calls:
            self._pauses.append(pause if script.after is None else script.after)
            self._callers.append(
                None if script.no_spill or script.lines else invention.caller(script.service_class, script.municipality)
            )
            pause = invention.pause(*self._scenario.every)
        self._check_faults()

    @property
    def position(self) -> str:
        """The answering position that every record names."""
        return self._scenario.position

    @property
    def titles(self) -> tuple[str, ...]:
        """A title for each call, where the lesson has none."""
        return tuple(say("call {number}", number=number) for number in range(1, len(self._scenario.calls) + 1))

    @property
    def marks(self) -> Mapping[str, int]:
        """None: only a recording has marks."""
        return {}

    @property
    def beats(self) -> LessonBeats | None:
        """The scenario's heartbeats, None if it has none."""
        scenario = self._scenario
        if not self._emulation.heartbeat:
            return None
        return LessonBeats(self._emulation.heartbeat, scenario.heartbeat_every, scenario.faults, f"{scenario.seed}")

    # --- faults ---

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """The faults that can be put in: as they are asked for, and words."""
        return offered(lambda name: not self._refused(name))

    def strike(self, text: str) -> Strike:
        """Read a fault that is asked for now. Raises ValueError with a sentence."""
        strike = read_strike(text)
        if refused := self._refused(strike[0]):
            raise ValueError(refused)
        return strike

    def fault_wrong(self, text: str, number: int) -> str:
        """Return what is wrong with a fault at a moment of this call, in a sentence; "" if nothing."""
        try:
            return self._refused(self.strike(text)[0], number)
        except ValueError as error:
            return str(error)

    def struck(self, number: int) -> list[Strike]:
        """Return the faults of the scenario that strike this call: the same ones every time it comes."""
        return [
            (fault.name, fault.amount or fault.kind.amount)
            for fault in self._scenario.faults
            if any(each.call == number for each in fault.moments)
            or (fault.kind.unit is Unit.RECORD and self._draw(fault.name, number).random() < fault.chance)
        ]

    @property
    def timed(self) -> list[tuple[float, Strike]]:
        """The faults of the scenario that strike at a second of the lesson."""
        return [
            (moment.seconds, (fault.name, fault.amount or fault.kind.amount))
            for fault in self._scenario.faults
            for moment in fault.moments
            if not moment.call
        ]

    def _check_faults(self) -> None:
        """Raise TableError for a fault of the scenario that has no meaning here."""
        for fault in self._scenario.faults:
            if fault.name in NO_MEANING:
                raise TableError(
                    f"{self._scenario.source}: fault {fault.name} has no meaning in a lesson: {NO_MEANING[fault.name]}"
                )
            for moment in fault.moments:
                if refused := self._refused(fault.name, moment.call):
                    raise TableError(f"{self._scenario.source}: fault {refused}")

    def _refused(self, name: str, number: int = 0) -> str:
        """Return why a fault cannot strike at a call of this number, 0 for any; "" if it can."""
        if number > len(self._scenario.calls):
            return f"{name}: expected a call from 1 to {len(self._scenario.calls)}, got {number}"
        if name == "replaced" and number == 1:
            return "replaced: expected a call before, whose record comes once more, got the first call"
        return self._emulation.cannot(name).removeprefix(f"{self._scenario.source}: fault ") if name in FAULTS else ""

    def _draw(self, fault: str, number: int) -> random.Random:
        """Return the chance by which a fault strikes this call: the same whatever came before it."""
        return random.Random(f"{self._scenario.seed}/{fault}/{number}")

    # --- calls ---

    def pause(self, number: int) -> float:
        """Return the seconds between the call before and this one."""
        return self._pauses[number - 1]

    def pieces(self, number: int, strikes: Iterable[Strike]) -> list[Piece]:
        """Return the bytes of a call, none if it comes without data, damaged by those of `strikes` that damage it."""
        script = self._scenario.calls[number - 1]
        faults = dict(strikes)
        if script.no_spill or "no_spill" in faults:
            return []
        if "roll_over" in faults:
            self._rolled[number] = HIGHEST_CALL_NUMBER
        seed = self._seed(faults, f"{number}")
        if script.lines:
            text = self._line_end.join(line.encode() for line in script.lines)
            record = wrap(self._table.framing, text, self._line_end)
        else:
            caller = self._callers[number - 1]
            assert caller is not None
            record = self._record(caller, self._call_number(number), script, faults, seed)
        self._before.sent(number, self._on_the_line(record, {}, seed))
        return self._paced(record, script, {**self._by_chance(number, len(record)), **faults}, seed)

    def another(self, strikes: Iterable[Strike]) -> list[Piece]:
        """Return the bytes of a caller who is in no lesson."""
        faults = dict(strikes)
        if "no_spill" in faults:
            return []
        self._others_sent += 1
        seed = self._seed(faults, "another")
        call_number = HIGHEST_CALL_NUMBER - ("roll_over" not in faults) * (1 + self._others_sent % OTHERS)
        record = self._record(self._others.caller(), call_number, CallScript(), faults, seed)
        return self._paced(record, CallScript(), faults, seed)

    def again(self) -> list[Piece]:
        """Return the record of the call before the last one once more, none if there was none."""
        return self._before.again()

    def _call_number(self, number: int) -> int:
        since = max(each for each in self._rolled if each <= number)
        between = self._scenario.calls[since - 1 : number - 1]
        spilled = sum(1 for each in between if not each.no_spill and not each.lines)
        return (self._rolled[since] - 1 + spilled) % HIGHEST_CALL_NUMBER + 1

    def _record(
        self, caller: Caller, call_number: int, script: CallScript, faults: Mapping[str, int], seed: str
    ) -> bytes:
        local = wrong_clock(self._clock.now().astimezone(self._zone), faults, seed)
        values = {**self._made.of(caller, call_number, self._scenario.position, local), **script.values}
        kept = {field: value for field, value in values.items() if field not in script.omit}
        return encode(self._table, wrong_values(kept, self._made, faults, seed), self._line_end)

    def _paced(self, record: bytes, script: CallScript, faults: Mapping[str, int], seed: str) -> list[Piece]:
        ani_first = self._scenario.ani_first if script.ani_first is None else script.ani_first
        whole = self._on_the_line(record, faults, seed)
        if ani_first <= 0:
            return whole
        first = wrap(self._table.framing, record.partition(self._line_end)[0], self._line_end)
        later = [(ani_first + seconds, data) for seconds, data in whole[:1]]  # none where every byte is lost
        return [*self._on_the_line(first, {}, seed), *later, *whole[1:]]

    def _on_the_line(self, record: bytes, faults: Mapping[str, int], seed: str) -> list[Piece]:
        return list(damaged(record, faults, seed, self._byte_s))

    def _by_chance(self, number: int, size: int) -> dict[str, int]:
        """Return how many bytes of a record are struck by the scenario's faults of so many bytes in a thousand."""
        found = {}
        for fault in self._scenario.faults:
            if fault.kind.unit is Unit.BYTE and fault.chance:
                draw = self._draw(fault.name, number)
                found[fault.name] = sum(draw.random() < fault.chance for _ in range(size))
        return {name: amount for name, amount in found.items() if amount}

    def _seed(self, faults: Mapping[str, int], call: str) -> str:
        """A fault put in twice strikes the same bytes: a lesson is played again as it was."""
        return "/".join((f"{self._scenario.seed}", call, *faults))


def _zone() -> tzinfo:
    try:
        return ZoneInfo(ZONE)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return UTC

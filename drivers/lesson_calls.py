"""What comes down the line at each call of a lesson: the records of a scenario, or a recording cut into its calls."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.clock import Clock
from app.errors import FeedError
from app.spill.encode import encode
from app.spill.envelope import wrap
from app.spill.model import Spill
from app.spill.reader import SpillReader
from app.words import say
from drivers.emulated_feed import EmulatedFeed
from drivers.emulator.callers import CallerInvention
from drivers.emulator.emulation import ZONE, table_of
from drivers.emulator.line import byte_seconds
from drivers.emulator.one_call import LINE_FAULTS, RECORD_FAULTS, damaged, wrong_values
from drivers.emulator.values import RecordValues, classes_of
from drivers.recording_file import open_recording
from drivers.scenario import HIGHEST_CALL_NUMBER, USUAL_LINE, CallScript, load_scenario

Piece = tuple[float, bytes]

MOST_CALLS = 10_000
"""Calls of one recording: four busy days. What is longer is cut with `answerpoint decode` beside it, not taught."""

MOST_BYTES = 32_000_000
"""Bytes of one recording that are kept: some 3 kB a call."""

_SHOWN = 48  # characters of a record's first line that name it

OTHER_SEED = 2_000_003
"""Added to the scenario's seed for callers put in by the trainer, so that they are none of the lesson's."""


class ScenarioCalls:
    """The calls of a scenario, by its name or path. Raises FeedError and TableError as the emulated feed does."""

    def __init__(self, name: str, clock: Clock) -> None:
        EmulatedFeed(name, clock)  # tells every fault of the scenario now
        self._clock = clock
        self._scenario = load_scenario(name)
        self._table = table_of(self._scenario)
        self._made = RecordValues(self._table)
        self._line_end = self._scenario.line_end_bytes
        line = self._scenario.line
        self._byte_s = byte_seconds(line.baud, line.data_bits, line.parity, line.stop_bits)
        self._zone = _zone()
        classes = classes_of(self._table)
        self._others = CallerInvention(self._scenario.seed + OTHER_SEED, classes)
        self._others_sent = 0
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

    @property
    def position(self) -> str:
        """The answering position that every record names."""
        return self._scenario.position

    @property
    def titles(self) -> tuple[str, ...]:
        """A title for each call, where the lesson has none."""
        return tuple(say("call {number}", number=number) for number in range(1, len(self._scenario.calls) + 1))

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """The faults that can be put into a call: name and words."""
        return RECORD_FAULTS

    def pause(self, number: int) -> float:
        """Return the seconds between the call before and this one."""
        return self._pauses[number - 1]

    def pieces(self, number: int, faults: Sequence[str]) -> list[Piece]:
        """Return the bytes of a call, none if it comes without data."""
        script = self._scenario.calls[number - 1]
        if script.no_spill:
            return []
        if script.lines:
            text = self._line_end.join(line.encode() for line in script.lines)
            return self._on_the_line(wrap(self._table.framing, text, self._line_end), faults)
        caller = self._callers[number - 1]
        assert caller is not None
        spilled = sum(1 for each in self._scenario.calls[: number - 1] if not each.no_spill and not each.lines)
        call_number = (self._scenario.call_number - 1 + spilled) % HIGHEST_CALL_NUMBER + 1
        values = self._made.of(caller, call_number, self._scenario.position, self._local())
        return self._sent({**values, **script.values}, script, faults)

    def another(self, faults: Sequence[str]) -> list[Piece]:
        """Return the bytes of a caller who is in no lesson."""
        self._others_sent += 1
        call_number = HIGHEST_CALL_NUMBER - self._others_sent % 1_000
        caller = self._others.caller()
        values = self._made.of(caller, call_number, self._scenario.position, self._local())
        return self._sent(values, CallScript(), faults)

    def _sent(self, values: dict[str, str], script: CallScript, faults: Sequence[str]) -> list[Piece]:
        kept = {field: value for field, value in values.items() if field not in script.omit}
        kept = wrong_values(kept, self._made, faults, self._seed(faults))
        record = encode(self._table, kept, self._line_end)
        ani_first = self._scenario.ani_first if script.ani_first is None else script.ani_first
        if ani_first <= 0:
            return self._on_the_line(record, faults)
        first = wrap(self._table.framing, record.partition(self._line_end)[0], self._line_end)
        whole = self._on_the_line(record, faults)
        return [*self._on_the_line(first, ()), (ani_first + whole[0][0], whole[0][1]), *whole[1:]]

    def _on_the_line(self, record: bytes, faults: Sequence[str]) -> list[Piece]:
        return list(damaged(record, faults, self._seed(faults), self._byte_s))

    def _seed(self, faults: Sequence[str]) -> str:
        """A fault put in twice strikes the same bytes: a lesson is played again as it was."""
        return f"{self._scenario.seed}/{'/'.join(faults)}"

    def _local(self) -> datetime:
        return self._clock.now().astimezone(self._zone)


class RecordingCalls:
    """The calls of a recording, as `reader` finds them. Raises FeedError for a file that cannot be played."""

    def __init__(self, path: str, reader: SpillReader) -> None:
        self._calls: list[list[Piece]] = []
        self._titles: list[str] = []
        self.faults = LINE_FAULTS
        gathered: list[Piece] = []
        size = 0
        with open_recording(path) as chunks:
            self.emulated = chunks.header.get("feed", "").startswith(("emulated", "replay of emulated", "lesson:"))
            for chunk in chunks:
                quiet = reader.quiet_seconds
                if quiet is not None and chunk.gap >= quiet:
                    gathered = self._ended(reader.idle(chunk.at), gathered)
                gathered.append((chunk.gap, chunk.data))
                size += len(chunk.data)
                gathered = self._ended(reader.feed(chunk), gathered)
                if len(self._calls) > MOST_CALLS or size > MOST_BYTES:
                    raise FeedError(
                        f"recording {path}: expected at most {MOST_CALLS} calls and {MOST_BYTES} bytes for a lesson"
                    )
                last_at = chunk.at
            if gathered:
                gathered = self._ended(reader.end(last_at), gathered)
        if gathered and self._calls:
            self._calls[-1] += gathered
        if not self._calls:
            raise FeedError(f"recording {path}: expected at least one call, got none")

    @property
    def titles(self) -> tuple[str, ...]:
        """Number and name of each call, as the record says."""
        return tuple(self._titles)

    def pause(self, number: int) -> float:
        """Return the quiet before a call as it was."""
        return self._calls[number - 1][0][0]

    def pieces(self, number: int, faults: Sequence[str]) -> list[Piece]:
        """Return the bytes of a call at their own pace; those that are damaged come as a usual line carries them."""
        first, *others = self._calls[number - 1]
        if faults:
            data = b"".join(piece for _, piece in self._calls[number - 1])
            return list(damaged(data, faults, "/".join(faults), byte_seconds(USUAL_LINE.baud)))
        return [(0.0, first[1]), *others]

    def another(self, faults: Sequence[str]) -> list[Piece]:
        """Return the bytes of the last call: whoever is put in has called on that day."""
        return self.pieces(len(self._calls), faults)

    def _ended(self, found: Sequence[object], gathered: list[Piece]) -> list[Piece]:
        """Close the call that has come whole; return what belongs to the next."""
        spills = [each for each in found if isinstance(each, Spill)]
        if not spills or not gathered:
            return gathered
        self._calls.append(gathered)
        self._titles.append(_title(spills[-1]))
        return []


def _title(spill: Spill) -> str:
    if spill.format is None:
        return say("not decoded: {line}", line=spill.lines[0][:_SHOWN] if spill.lines else "")
    said = [spill.number, spill.service_class, spill.name]
    return " ".join(each for each in said if each)


def _zone() -> tzinfo:
    try:
        return ZoneInfo(ZONE)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return UTC

"""What comes down the line at each call of a lesson that is a recording: the recording, cut into its calls."""

from collections.abc import Iterable, Mapping, Sequence

from app.errors import FeedError
from app.spill.mark import unknown
from app.spill.model import Spill
from app.spill.reader import SpillReader
from app.words import say
from drivers.emulator.byte_faults import BYTE_FAULTS
from drivers.emulator.line import byte_seconds
from drivers.emulator.one_call import damaged
from drivers.lesson_faults import FOR_RECORDINGS, SentBefore, Strike, offered, read_strike
from drivers.recording_file import open_recording
from drivers.scenario import USUAL_LINE

Piece = tuple[float, bytes]

MOST_CALLS = 10_000
"""Calls of one recording: four busy days. What is longer is cut with `answerpoint decode` beside it, not taught."""

MOST_BYTES = 32_000_000
"""Bytes of one recording that are kept: some 3 kB a call."""

_SHOWN = 48  # characters of a record's first line that name it


class RecordingCalls:
    """The calls of a recording, as `reader` finds them. Raises FeedError for a file that cannot be played."""

    def __init__(self, path: str, reader: SpillReader) -> None:
        self._calls: list[list[Piece]] = []
        self._titles: list[str] = []
        self._path = path
        self._marked: dict[str, int] = {}
        self._before = SentBefore()
        self._others = 0
        gathered: list[Piece] = []
        size = 0
        with open_recording(path) as chunks:
            self.emulated = chunks.header.get("feed", "").startswith(("emulated", "replay of emulated", "lesson:"))
            waiting = list(chunks.marks)  # by their times
            for chunk in chunks:
                quiet = reader.quiet_seconds
                if quiet is not None and chunk.gap >= quiet:
                    gathered = self._ended(reader.idle(chunk.at), gathered)
                gathered.append((chunk.gap, chunk.data))
                while waiting and chunk.at >= waiting[0].at:
                    self._marked[waiting.pop(0).name] = len(self._calls) + 1
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
        self._marked = {name: min(number, len(self._calls)) for name, number in self._marked.items()}

    @property
    def titles(self) -> tuple[str, ...]:
        """Number and name of each call, as the record says."""
        return tuple(self._titles)

    @property
    def marks(self) -> Mapping[str, int]:
        """The marks of the recording, each with the number of the call that came then; by their times."""
        return self._marked

    def marked(self, name: str) -> int:
        """Return the number of the call at a mark. Raises FeedError, which names the marks there are."""
        if name not in self._marked:
            raise FeedError(f"recording {self._path}: {unknown(self._marked, name)}")
        return self._marked[name]

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """The faults that can be put in: as they are asked for, and words."""
        return offered(FOR_RECORDINGS.__contains__)

    @property
    def timed(self) -> list[tuple[float, Strike]]:
        """None: a recording has no faults but those that were."""
        return []

    def strike(self, text: str) -> Strike:
        """Read a fault that is asked for now. Raises ValueError with a sentence."""
        strike = read_strike(text)
        if strike[0] not in FOR_RECORDINGS:
            raise ValueError(f"{strike[0]}: expected what can be done to bytes, since a recording's were made before")
        return strike

    def struck(self, number: int) -> list[Strike]:
        """Return none, as `timed`."""
        del number
        return []

    def pause(self, number: int) -> float:
        """Return the quiet before a call as it was."""
        return self._calls[number - 1][0][0]

    def pieces(self, number: int, strikes: Iterable[Strike]) -> list[Piece]:
        """Return the bytes of a call at their own pace; those that are damaged come as a usual line carries them."""
        faults = dict(strikes)
        if "no_spill" in faults:
            return []
        first, *others = self._calls[number - 1]
        whole = [(0.0, first[1]), *others]
        self._before.sent(number, whole)
        if any(name in BYTE_FAULTS for name in faults):
            data = b"".join(piece for _, piece in whole)
            return list(damaged(data, faults, "/".join((f"{number}", *faults)), byte_seconds(USUAL_LINE.baud)))
        return whole

    def another(self, strikes: Iterable[Strike]) -> list[Piece]:
        """Return the bytes of its last call, then of its first and so on: whoever is put in has called on that day."""
        number = (self._others - 1) % len(self._calls) + 1
        self._others += 1
        return self.pieces(number, strikes)

    def again(self) -> list[Piece]:
        """Return the record of the call before the last one once more, none if there was none."""
        return self._before.again()

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

"""What a table that is being written makes of recorded bytes: records, or the faults of the table."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

from app.errors import TableError
from app.ports import Chunk
from app.spill.events import Garbled, Heartbeat
from app.spill.formats import FormatTable, load_table
from app.spill.locality import Localities
from app.spill.marks import marks_of
from app.spill.model import Spill, spill_json
from app.spill.reader import SpillEvent, SpillReader
from app.spill.service_class import ServiceClasses
from app.spill.symbols import visible
from app.words import joined, say, say_count

MOST_RECORDS = 200  # looked at while the table is written; a layout has shown all its lines by then

_LINE = re.compile(r"line (\d+): ")
_SHOWN = 48  # characters of a record's first line that name it


class Fault(NamedTuple):
    """A fault of the table: the line it stands on, 0 where that is not known, and the sentence."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """One thing the bytes hold: a record, decoded or not, noise, or a heartbeat.

    `kind` is that of `answerpoint decode` (spill, not_decoded, garbled, heartbeat), `json` all that it prints of it, on
    many lines. `title` names it in a list, `data` are its bytes; `problems` are sentences, none where all is in order.
    """

    kind: str
    title: str
    data: bytes
    problems: tuple[str, ...]
    json: str

    @property
    def decoded(self) -> bool:
        """True for a record that the table reads."""
        return self.kind == "spill"


@dataclass(frozen=True, slots=True)
class Look:
    """The table, None where it has faults; what it finds, at most MOST_RECORDS of `count`; and both in one sentence."""

    table: FormatTable | None
    faults: tuple[Fault, ...]
    found: tuple[Found, ...]
    count: int

    @property
    def words(self) -> str:
        """What came of it, in one sentence."""
        if self.table is None:
            return say_count(
                "the table has a fault: records are shown as the table before had them",
                "the table has {n} faults: records are shown as the table before had them",
                len(self.faults),
            )
        decoded = sum(each.decoded for each in self.found)
        flawed = sum(each.decoded and bool(each.problems) for each in self.found)
        all_of_it = str(self.count)
        looked = len(self.found)
        return say(
            "{looked}: {decoded} decoded, {flawed} of them with problems; {rest} not decoded, noise or heartbeats",
            looked=say("the first {n} of {count}", n=looked, count=self.count) if self.count > looked else all_of_it,
            decoded=decoded,
            flawed=flawed,
            rest=looked - decoded,
        )


def look(
    text: str,
    source: str,
    chunks: Sequence[Chunk],
    classes: Mapping[str, ServiceClasses],
    localities: Localities,
) -> Look:
    """Read the table's text, and the chunks with it alone in force; `source` names the table in its faults."""
    try:
        table = load_table(text, source)
    except TableError as error:
        return Look(None, tuple(_faults(str(error), source)), (), 0)
    reader = SpillReader([table], classes, localities)
    events: list[SpillEvent] = []
    last = datetime(1970, 1, 1, tzinfo=UTC)
    for chunk in chunks:
        events += reader.feed(chunk)
        last = chunk.at
    events += reader.end(last)
    found = [
        _found(number, event, partial(_unfit, table, localities))
        for number, event in enumerate(events[:MOST_RECORDS], start=1)
    ]
    return Look(table, (), tuple(found), len(events))


def _faults(message: str, source: str) -> list[Fault]:
    """Return the sentences of a message, each with its line, without the table's name."""
    found = []
    for sentence in message.splitlines():
        words = sentence.removeprefix(source).lstrip(": ")
        line = _LINE.match(words)
        found.append(Fault(int(line[1]) if line else 0, words))
    return found


def _unfit(table: FormatTable, localities: Localities, data: bytes) -> tuple[str, ...]:
    """Say where the first line of a record stops fitting, for each form of it that the table has."""
    _, (first, *_) = marks_of(table, data, localities)
    return tuple(f"line 1: {note}" for note in first.notes) or (first.says,)


def _found(number: int, event: SpillEvent, unfit: Callable[[bytes], tuple[str, ...]]) -> Found:
    match event:
        case Spill():
            first = event.lines[0][:_SHOWN] if event.lines else ""
            of_decoded = f"▲ {len(event.problems)}" if event.problems else "✓"
            state = say("NOT DECODED") if event.format is None else of_decoded
            problems = event.problems if event.format else (*event.problems, *unfit(event.raw))
            plain = spill_json(event)
            return Found(plain["kind"], joined(" ", (str(number), state, first)), event.raw, problems, _lines(plain))
        case Garbled():
            plain = {"kind": "garbled", "reason": event.reason, "text": visible(event.data.decode("latin-1"))}
            title = say("{number} NOISE {n} bytes", number=number, n=len(event.data))
            return Found("garbled", title, event.data, (event.reason,), _lines(plain))
        case Heartbeat():
            plain = {"kind": "heartbeat", "text": visible(event.data.decode("latin-1"))}
            return Found("heartbeat", say("{number} heartbeat", number=number), event.data, (), _lines(plain))


def _lines(plain: Mapping[str, object]) -> str:
    return json.dumps(plain, indent=1, ensure_ascii=False)

"""Decodes a record: chooses the table that fits best, reads its fields, and says what they mean.

Pure: bytes, candidates and an instant in, a `Spill` out, whatever the bytes are. What fits no table is kept as text.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.spill.damaged_line import Damaged
from app.spill.envelope import text_of, unwrap
from app.spill.formats import FormatTable
from app.spill.framing import FramingKind
from app.spill.locality import Localities
from app.spill.meaning import Meaning
from app.spill.model import NumberStatus, Spill
from app.spill.reading import Reading, read_record, record_lines, shown_lines
from app.spill.service_class import ServiceClasses
from app.spill.telephone_number import WORDS_ONE_MORE
from app.words import joined, say

# Bytes of a record that one expression reads. A longer one is read line by line, each line of bounded length.
RECORD_LENGTH = 1024

_AROUND = "\n\x04\x0c"  # ends of lines and records at the edges of a record


class Decoder:
    """Decodes by the tables in force, which come in the order in which they are preferred."""

    def __init__(
        self, tables: Sequence[FormatTable], classes: Mapping[str, ServiceClasses], localities: Localities
    ) -> None:
        self._formats = {
            table.name: _Format(table, Meaning(table, classes.get(table.classes), localities)) for table in tables
        }
        self._localities = localities

    def decode(self, data: bytes, candidates: Sequence[str], now: datetime) -> Spill:
        """Decode one framed record.

        `candidates` are names of tables in the order in force; the first that fits without a flaw is taken, else the
        one that fits best. If none fits, or none is named, the spill has format None. `now` is an aware instant.
        """
        if len(data) <= RECORD_LENGTH:
            for name in candidates:
                known = self._formats.get(name)
                spill = known.flawless(data, now) if known is not None else None
                if spill is not None:
                    return spill
        best: tuple[Reading, Meaning] | None = None
        for name in candidates:
            if name in self._formats:
                known = self._formats[name]
                reading = read_record(known.table, record_lines(known.table.framing, data), self._localities)
                if reading is not None and (best is None or reading.cost < best[0].cost):
                    best = reading, known.meaning
        if best is None:
            return not_decoded(data)
        reading, meaning = best
        spill = meaning.read(data, reading.lines, reading.values, reading.places, reading.extra, reading.problems, now)
        spill.unread = reading.unread
        if isinstance(reading.first, Damaged):
            return _without(reading.first, spill) or not_decoded(data)
        return spill


class _Format:
    """One table in force: what reads a flawless record of it, and what its fields mean."""

    __slots__ = ("_enveloped", "_records", "_several", "meaning", "table")

    def __init__(self, table: FormatTable, meaning: Meaning) -> None:
        self.table = table
        self.meaning = meaning
        self._enveloped = table.framing.kind is FramingKind.STX_ETX
        self._several = len(table.layouts) > 1
        self._records = tuple((record, layout) for layout in table.layouts for record in layout.flawless)

    def flawless(self, data: bytes, now: datetime) -> Spill | None:
        """Return the spill of a record that one of the table's expressions fits, else None."""
        body = unwrap(self.table.framing, data) if self._enveloped else data
        if body.isascii():
            text = body.decode("ascii").replace("\r\n", "\n").replace("\r", "\n").strip(_AROUND)
        else:
            text = text_of(body).replace("\r\n", "\n").replace("\r", "\n").strip(_AROUND)
            if not text.replace("\n", "").isprintable():
                return None
        for record, layout in self._records:
            fitting = record.pattern.fullmatch(text)
            if fitting is not None:
                groups = (*fitting.groups(), None)
                plan = record.plan(groups, self.meaning.wanted)
                if self._several and self.table.layout_of(plan.values(groups)) is not layout:
                    continue
                return self.meaning.matched(data, text, plan, fitting.regs, groups, now)
        return None


def _without(damaged: Damaged, spill: Spill) -> Spill | None:
    """Return the spill of a damaged first line, with what there is to say of its number.

    None if it names no caller, by number or call number: nobody could tell whose it is.
    """
    if spill.number is None:
        if spill.call_number is None:
            return None
        spill.number_words = say("the number was damaged on the line: {text}", text=damaged.text)
    elif spill.number_status is NumberStatus.NO_AREA_CODE:
        damage = say("damaged on the line: {text}", text=damaged.text)
        spill.number_words = joined("; ", (spill.number_words, damage))
    return spill


def cut_short(spill: Spill) -> Spill:
    """Return a spill before whose first figure noise ends in another one: which may be the first of its number."""
    spill.problems += ("line 1, column 1: a figure stands directly before it, which may belong to it",)
    if spill.number is not None and not spill.number_words:
        spill.number_words = WORDS_ONE_MORE
    return spill


def not_decoded(data: bytes, fault: str = "") -> Spill:
    """Return text that no table knows, or whose framing has this fault: shown as sent, marked NOT DECODED."""
    return Spill(
        raw=data,
        format=None,
        lines=shown_lines(data),
        problems=(f"{fault}: any character may be wrong",) if fault else (),
    )

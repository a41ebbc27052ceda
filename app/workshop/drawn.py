"""A record as text on which each field is marked: by a letter under its place, and by where it begins and ends.

    326-1224 (905) RES OSH 99/06/21 05:17:39 #00552 Pos:0218
    a─────── b───  c── ...
      a number · b area · c class ...

The letters are the sign; colour, where there is any, only repeats them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from app.spill.marks import LineMarks, Mark

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MORE = "*"  # the sign of a field for which there is no letter left
_RULE = "─"


class RowKind(StrEnum):
    """What a row of the text is."""

    LINE = "line"  # of the record, as sent
    RULER = "ruler"  # the letters under it
    WORDS = "words"  # what the letters are, or where a line stops fitting
    AMISS = "amiss"  # a line that is not there, or that fits nothing


class Span(NamedTuple):
    """Characters of a row that are one field: `number` counts the record's fields from 0."""

    start: int
    length: int
    number: int
    fits: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the text."""

    kind: RowKind
    text: str
    spans: tuple[Span, ...] = ()


def drawn(lines: Iterable[LineMarks]) -> tuple[Row, ...]:
    """Return the rows of a record, from top to bottom."""
    numbers: dict[str, int] = {}
    rows: list[Row] = []
    for line in lines:
        if line.number:
            spans = tuple(_span(mark, numbers) for mark in line.marks)
            rows.append(Row(RowKind.LINE, line.text, spans))
            if spans:
                rows.append(Row(RowKind.RULER, _ruler(spans), spans))
                rows += [Row(RowKind.WORDS, f"  {words}") for words in _named(line.marks, spans)]
        if line.says and not line.fits:
            rows.append(Row(RowKind.AMISS, f"▲ {line.says}"))
        rows += [Row(RowKind.WORDS, f"  {note}") for note in line.notes]
    return tuple(rows)


def letter_of(number: int) -> str:
    """Return the letter of the field with this number."""
    return LETTERS[number] if number < len(LETTERS) else _MORE


def _span(mark: Mark, numbers: dict[str, int]) -> Span:
    number = numbers.setdefault(mark.name, len(numbers))
    return Span(mark.column - 1, max(1, len(mark.text)), number, not mark.misfit)


def _ruler(spans: Sequence[Span]) -> str:
    ruler = [" "] * max(span.start + span.length for span in spans)
    for span in spans:
        ruler[span.start : span.start + span.length] = letter_of(span.number) + _RULE * (span.length - 1)
    return "".join(ruler)


def _named(marks: Sequence[Mark], spans: Sequence[Span]) -> list[str]:
    names = [f"{letter_of(span.number)} {mark.name}" for mark, span in zip(marks, spans, strict=True)]
    misfits = [
        f"▲ {letter_of(span.number)} {mark.name} is not {mark.misfit}"
        for mark, span in zip(marks, spans, strict=True)
        if mark.misfit
    ]
    return [" · ".join(names), *misfits]

"""A step that can be taken in a matter, and the fields that are typed for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

from app.matters.deadline import instant_of, local_day, read_moment
from app.words import joined, say

LONGEST = 200  # characters of one field


class Typed(StrEnum):
    """What a field takes."""

    WORDS = "words"
    CHOICE = "choice"
    PAST_DAY = "past day"  # 2026-11-22, today or before
    DAY = "day"
    MOMENT = "moment"  # 14:30 or 2026-11-22 14:30


@dataclass(frozen=True, slots=True)
class Field:
    """One field; `choices` where it takes no other words; `wide` where they are many."""

    name: str
    typed: Typed = Typed.WORDS
    choices: tuple[str, ...] = ()
    optional: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step: the key's label, what is typed, what it says while it is typed, the manual's page, the end it makes."""

    id: str
    label: str
    fields: tuple[Field, ...]
    says: str = ""
    page: int = 0
    closes: bool = False


def choice(name: str, *choices: str) -> Field:
    """Return a field that takes one of these."""
    return Field(name, Typed.CHOICE, choices)


def wide(name: str) -> Field:
    """Return a field for a sentence."""
    return Field(name, wide=True)


def optional(name: str, typed: Typed = Typed.WORDS) -> Field:
    """Return a field that may stay empty."""
    return Field(name, typed, optional=True)


def checked(step: Step, typed: Mapping[str, str], now: datetime, zone: tzinfo | None) -> tuple[dict[str, str], str]:
    """Return the values as they are written down, and why they are not taken, "" if they are."""
    values: dict[str, str] = {}
    for field in step.fields:
        words = " ".join(typed.get(field.name, "").split())[:LONGEST]
        if not words:
            if not field.optional:
                return {}, say("{field}: expected some words, got none", field=field.name)
        elif field.typed is Typed.CHOICE:
            if words not in field.choices:
                choices = joined(", ", field.choices)
                return {}, say("{field}: expected one of {choices}", field=field.name, choices=choices)
        elif field.typed in (Typed.DAY, Typed.PAST_DAY):
            day = read_day(words)
            if day is None:
                return {}, say("{field}: expected a day as in 2026-11-22, got {words}", field=field.name, words=words)
            if field.typed is Typed.PAST_DAY and day > local_day(now, zone):
                return {}, say("{field}: {day} is still to come", field=field.name, day=words)
            words = day.isoformat()
        elif field.typed is Typed.MOMENT:
            moment = read_moment(words, now, zone)
            if moment is None:
                why = say(
                    "{field}: expected a time as in 14:30 or 2026-11-22 14:30, got {words}",
                    field=field.name,
                    words=words,
                )
                return {}, why
            words = f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
        values[field.name] = words
    return values, ""


def read_day(text: str) -> date | None:
    """Read a day as in 2026-11-22; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date(2000, 1, 1) <= day <= date(2200, 1, 1) else None


def written_moment(text: str, zone: tzinfo | None) -> datetime | None:
    """Return the instant of what `checked` wrote down for a moment, None where nothing was."""
    try:
        return instant_of(datetime.strptime(text, "%Y-%m-%d %H:%M"), zone)  # noqa: DTZ007  a clock on the wall
    except ValueError:
        return None

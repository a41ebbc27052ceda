"""What is typed for a step is taken as it is meant, or refused in words."""

from datetime import UTC, datetime

import pytest

from app.matters.step import LONGEST, Field, Step, Typed, checked, choice, optional, read_day, wide, written_moment

NOW = datetime(2026, 3, 10, 16, tzinfo=UTC)
STEP = Step(
    "x",
    "X",
    (
        choice("kind", "trunk", "feed"),
        Field("on", Typed.PAST_DAY),
        Field("last day", Typed.DAY),
        optional("by", Typed.MOMENT),
        wide("nature"),
    ),
)
GOOD = {"kind": "trunk", "on": "2026-03-10", "last day": "2026-05-01", "by": "17:00", "nature": "  no   voice "}


def test_words_are_cleaned_and_times_are_written_whole() -> None:
    values, why = checked(STEP, GOOD, NOW, UTC)
    assert why == ""
    assert values == {**GOOD, "by": "2026-03-10 17:00", "nature": "no voice"}
    assert written_moment(values["by"], UTC) == datetime(2026, 3, 10, 17, tzinfo=UTC)


def test_a_field_that_may_stay_empty_may_and_no_other() -> None:
    assert checked(STEP, {**GOOD, "by": ""}, NOW, UTC)[0]["by"] == ""
    assert checked(STEP, {**GOOD, "nature": " "}, NOW, UTC) == ({}, "nature: expected some words, got none")


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("kind", "operator error", "expected one of trunk, feed"),
        ("on", "yesterday", "expected a day as in 2026-11-22, got yesterday"),
        ("on", "2026-03-11", "2026-03-11 is still to come"),
        ("last day", "1999-01-01", "expected a day"),
        ("by", "soon", "expected a time as in 14:30"),
    ],
)
def test_what_cannot_be_is_refused_in_words(name: str, typed: str, told: str) -> None:
    values, why = checked(STEP, {**GOOD, name: typed}, NOW, UTC)
    assert not values
    assert why.startswith(f"{name}: ")
    assert told in why or told in why.removeprefix(f"{name}: ")


def test_no_field_is_longer_than_may_be() -> None:
    assert len(checked(STEP, {**GOOD, "nature": "x" * 999}, NOW, UTC)[0]["nature"]) == LONGEST


def test_days_and_moments_that_are_none() -> None:
    assert read_day("") is read_day("2026-02-30") is written_moment("", UTC) is None

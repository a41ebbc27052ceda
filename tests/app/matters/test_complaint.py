"""A complaint's way and its clocks, rule by rule (003:370-384, 003:958-972)."""

from datetime import UTC, date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.matters import complaint as way
from app.matters.complaint import deadline, next_of, slots, why_not
from app.matters.deadline import Terms, until
from app.matters.matter import Matter, Register, Went
from app.matters.next import Urgency

TORONTO = ZoneInfo("America/Toronto")
MANUAL = Terms()


def steps(case: Any) -> list[str]:
    return [step.id for step in slots(case.matter) if step is not None]


def test_a_complaint_is_registered_with_from_whom_agency_day_and_what() -> None:
    """D190, D191: in writing."""
    assert [each.name for each in way.DETAILS.fields] == ["kind", "from", "agency", "in writing on", "what"]
    assert "in writing" in way.DETAILS.says


def test_the_agencys_investigation_and_report_to_the_board_are_logged(complaint: Any) -> None:
    """D190."""
    assert "investigated" in steps(complaint())
    assert [each.name for each in way.INVESTIGATED.fields] == ["by agency", "found", "reported to Board on"]


def test_the_written_answer_is_due_30_days_after_the_day_of_the_writing(complaint: Any) -> None:
    """D192: 2026-03-01, not the day on which it was entered."""
    due = deadline(complaint().matter, TORONTO, MANUAL)
    assert due is not None
    assert (due.what, due.day) == ("written answer", date(2026, 3, 31))


def test_it_is_calm_then_warned_then_overdue(complaint: Any) -> None:
    """D192: clock and warning."""
    case = complaint()
    assert next_of(case.matter, case.now, UTC, MANUAL).urgency is Urgency.WAITS
    case.wait(days=15)
    assert next_of(case.matter, case.now, UTC, MANUAL).urgency is Urgency.SOON
    case.wait(days=7)
    assert next_of(case.matter, case.now, UTC, MANUAL).urgency is Urgency.OVERDUE
    assert next_of(case.matter, case.now, UTC, MANUAL).words == "OVERDUE by 1 day: written answer was due 2026-03-31"


def test_an_answer_stops_the_clock(complaint: Any) -> None:
    """D192."""
    case = complaint().take("answered", answered_on="2026-03-12", answered_by="Roy", answer="x").wait(days=90)
    assert deadline(case.matter, UTC, MANUAL) is None
    assert (
        next_of(case.matter, case.now, UTC, MANUAL).words
        == "answered: is the agency satisfied, or does it go to the Board?"
    )


def test_an_agency_that_is_satisfied_closes_it(complaint: Any) -> None:
    assert "satisfied" not in steps(complaint())
    case = complaint().take("answered", answered_on="2026-03-12", answered_by="Roy", answer="x")
    assert "satisfied" in steps(case)
    assert not case.take("satisfied", told_by="Adams").matter.open


def test_not_satisfied_it_goes_to_the_board_which_has_30_days(complaint: Any) -> None:
    """D193, D194."""
    case = complaint().take("answered", answered_on="2026-03-12", answered_by="Roy", answer="x")
    case.take("board", referred_on="2026-03-20", referred_by="Adams")
    due = deadline(case.matter, TORONTO, MANUAL)
    assert due is not None
    assert (due.what, due.day) == ("Board's decision", date(2026, 4, 19))


def test_another_centre_gives_itself_other_days(complaint: Any) -> None:
    """D192, D194: by its table of limits."""
    theirs = Terms(answer=14, decision=60, warning=2)
    case = complaint()
    due = deadline(case.matter, TORONTO, theirs)
    assert due is not None
    assert due.day == date(2026, 3, 15)
    case.wait(days=2)
    assert next_of(case.matter, case.now, UTC, theirs).urgency is Urgency.WAITS
    case.wait(days=2)
    assert next_of(case.matter, case.now, UTC, theirs).urgency is Urgency.SOON
    case.take("board", referred_on="2026-03-20", referred_by="Adams")
    due = deadline(case.matter, TORONTO, theirs)
    assert due is not None
    assert due.day == date(2026, 5, 19)


def test_the_boards_decision_is_final(complaint: Any) -> None:
    """D194: it closes the complaint, and there is no step after it."""
    case = complaint().take("board", referred_on="2026-03-20", referred_by="Adams")
    assert "answered" not in steps(case)
    assert "decided" in steps(case)
    case.take("decided", decided_on="2026-04-01", decision="x")
    assert not case.matter.open
    assert deadline(case.matter, UTC, MANUAL) is None


def test_a_limit_is_extended_to_the_day_that_was_agreed(complaint: Any) -> None:
    """D195."""
    case = complaint().take("extended", new_last_day="2026-04-30", agency_agrees="Adams", Manager_agrees="Roy")
    due = deadline(case.matter, UTC, MANUAL)
    assert due is not None
    assert due.day == date(2026, 4, 30)


def test_it_is_extended_only_if_all_parties_agree(complaint: Any) -> None:
    """D195: each is typed, and before the Board the Board's too."""
    required = {each.name for each in way.EXTENDED.fields if not each.optional}
    assert required == {"new last day", "agency agrees", "Manager agrees"}
    values = {"new last day": "2027-01-01", "agency agrees": "A", "Manager agrees": "R", "Board agrees": ""}
    assert why_not(complaint().matter, way.EXTENDED, values, UTC, MANUAL) == ""
    before_board = complaint().take("board", referred_on="2026-03-20", referred_by="Adams").matter
    assert why_not(before_board, way.EXTENDED, values, UTC, MANUAL).startswith("Board agrees: ")
    assert why_not(before_board, way.EXTENDED, {**values, "Board agrees": "chair"}, UTC, MANUAL) == ""


def test_no_limit_is_made_shorter(complaint: Any) -> None:
    """D195."""
    values = {"new last day": "2026-03-31", "agency agrees": "A", "Manager agrees": "R"}
    assert (
        why_not(complaint().matter, way.EXTENDED, values, UTC, MANUAL)
        == "new last day: expected a day after 2026-03-31"
    )


def test_an_extension_of_the_answer_is_none_of_the_boards(complaint: Any) -> None:
    """D194, D195."""
    case = complaint().take("extended", new_last_day="2026-12-30", agency_agrees="A", Manager_agrees="R")
    case.take("board", referred_on="2026-03-20", referred_by="Adams")
    due = deadline(case.matter, UTC, MANUAL)
    assert due is not None
    assert due.day == date(2026, 4, 19)


@pytest.mark.parametrize(
    ("kind", "to"), [("compliment", "on-duty Supervisor"), ("suggestion", "Communications Manager")]
)
def test_compliments_and_suggestions_have_no_clock_and_are_forwarded(complaint: Any, kind: str, to: str) -> None:
    """D225, D015."""
    case = complaint(kind=kind).wait(days=99)
    assert deadline(case.matter, UTC, MANUAL) is None
    assert next_of(case.matter, case.now, UTC, MANUAL).words == f"forward it to the {to}"
    assert steps(case) == ["forwarded", "note", "details", "withdrawn"]
    assert not case.take("forwarded").matter.open


@given(
    begin=st.dates(date(2020, 1, 1), date(2060, 1, 1)),
    extensions=st.lists(st.integers(1, 400), max_size=4),
    board=st.none() | st.integers(0, 200),
    zone=st.sampled_from([UTC, TORONTO, ZoneInfo("America/St_Johns")]),
)
def test_whatever_was_agreed_one_clock_runs_and_only_agreement_makes_it_longer(
    begin: date, extensions: list[int], board: int | None, zone: Any
) -> None:
    """D192, D194, D195."""
    at = until(begin + timedelta(days=30), "x", zone, 7).end - timedelta(days=29)
    values = {"kind": "complaint", "in writing on": begin.isoformat()}
    matter = Matter(1, Register.COMPLAINT, at, "KM", 0, values)
    last = begin + timedelta(days=30)
    if board is not None:
        referred = begin + timedelta(days=board)
        matter.history.append(Went(at, "board", "KM", {"referred on": referred.isoformat()}))
        last = referred + timedelta(days=30)
    for more in extensions:
        agreed = last + timedelta(days=more)
        typed = {"new last day": agreed.isoformat(), "Board agrees": "chair"}
        assert why_not(matter, way.EXTENDED, typed, zone, MANUAL) == ""
        matter.history.append(Went(at, "extended", "KM", typed))
        last = agreed
    due = deadline(matter, zone, MANUAL)
    assert due is not None
    assert due.day == last
    assert due.what == ("written answer" if board is None else "Board's decision")


@pytest.mark.parametrize(
    ("before", "step", "day", "first"),
    [
        ((), "answered", "2026-02-27", "2026-03-01"),
        ((), "board", "2025-03-09", "2026-03-01"),
        ((("answered", "answered on", "2026-03-08"),), "board", "2026-03-07", "2026-03-08"),
        ((("board", "referred on", "2026-03-09"),), "decided", "2026-03-08", "2026-03-09"),
    ],
)
def test_d192_d194_nothing_is_answered_or_decided_before_it_was_asked(
    complaint: Any, before: tuple[tuple[str, str, str], ...], step: str, day: str, first: str
) -> None:
    """D191, D192, D193, D194: a year or a month that was typed wrongly stops a clock that runs."""
    case = complaint()
    for each, name, words in before:
        case.take(each, **{name.replace(" ", "_"): words})
    taken = next(each for each in slots(case.matter) if each is not None and each.id == step)
    name = taken.fields[0].name
    values = {each.name: "x" for each in taken.fields} | {name: day}
    assert why_not(case.matter, taken, values, UTC, Terms()) == f"{name}: expected {first} or later, got {day}"
    assert why_not(case.matter, taken, values | {name: first}, UTC, Terms()) == ""


def test_d190_d225_pages_are_those_on_which_the_manual_has_it() -> None:
    """003:370-372 stands on page 7, 003:527-528 on page 11, 003:227-229 on page 2."""
    assert (way.INVESTIGATED.page, way.TO_SUPERVISOR.page, way.TO_MANAGER.page) == (7, 11, 2)

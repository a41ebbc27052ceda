"""Today's calls: one row each, newest first, bounded."""

from datetime import UTC, datetime
from typing import Any

from app.call.attempt import Attempt, AttemptState, Purpose
from app.call.call import Call, HowEnded
from app.position.details import Details
from app.position.screen import CallRow
from app.position.today import ROWS, Today, row_of, row_of_journal

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def a_call(number: int) -> Call[Details]:
    return Call(number, START)


def test_a_call_stands_newest_first_with_what_was_done_on_it(desk: Any) -> None:
    desk.spill()
    desk.fail("F5")
    desk.wait(60)
    desk.bring_in("F8", ring=2)
    desk.press("F11")
    desk.spill(number="9055550142", service_class=None)
    newest, oldest = desk.screen.today
    assert (newest.number, newest.service_class, newest.state) == ("(905) 555-0142", "", "open")
    assert oldest == CallRow(
        call=1,
        time="08:00:00",
        number="(905) 326-1224",
        service_class="RES",
        place="324 FIRST ST N, OSHAWA",
        agencies="Ambulance BUSY; Oshawa Fire answered in 12 s",
        state="replaced",
    )


def test_no_agency_is_said_to_have_answered_before_its_key_was_pressed(desk: Any) -> None:
    """The clock was set back while it rang."""
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.wait(-60)
    desk.answers()
    assert desk.screen.today[0].agencies == "Oshawa Fire answered"


def test_the_time_from_key_to_answer_is_told_by_agency(desk: Any) -> None:
    """D224."""
    desk.spill()
    desk.bring_in("F5", ring=1)
    assert desk.screen.today[0].agencies == "Ambulance answered in 6 s"


def test_a_ring_back_is_no_agency() -> None:
    call = a_call(1)
    call.put(
        Attempt(1, 1, Purpose.RING_BACK, "", "RING BACK", "the caller", "*99", "F3", "", START, AttemptState.DIALLING)
    )
    assert row_of(call, "08:00:00").agencies == ""


def test_a_call_without_data_says_so() -> None:
    row = row_of(a_call(1), "08:00:00")
    assert (row.number, row.place) == ("no number", "no data sent")


def test_a_waiting_call_says_so_and_an_ended_one_how() -> None:
    call = a_call(1)
    assert row_of(call, "08:00:00", waiting=True).state == "WAITING"
    call.how_ended = HowEnded.CALLER_GONE
    assert row_of(call, "08:00:00").state == "caller gone"


def test_a_call_of_an_earlier_run_is_read_from_its_json() -> None:
    row = row_of_journal(
        {
            "id": 7,
            "number": "9053261224",
            "service_class": None,
            "arrived_at": "2026-03-01T05:17:39.000000Z",
            "how_ended": None,
            "address": "84 SMITH ST",
            "legs": [
                {"agency": "Ambulance", "outcome": "circuits_busy"},
                {"agency": "Ajax/Brock Fire", "outcome": "answered"},
            ],
        },
        UTC,
    )
    assert row == CallRow(
        7,
        "05:17:39",
        "(905) 326-1224",
        "",
        "84 SMITH ST",
        "Ambulance ALL CIRCUITS BUSY; Ajax/Brock Fire answered",
        "open when the console stopped",
    )


def test_calls_of_earlier_runs_stand_below_this_runs() -> None:
    earlier = (CallRow(2, "05:00:00", "no number", "", "", "", "released"),)
    today = Today(UTC, earlier)
    today.keep(a_call(3))
    today.put(3)
    assert [row.call for row in today.rows] == [3, 2]
    assert today.call(3) is not None
    assert today.call(2) is None


def test_a_call_put_again_changes_its_own_row_and_no_place() -> None:
    today = Today(UTC)
    first, second = a_call(1), a_call(2)
    for call in (first, second):
        today.keep(call)
        today.put(call.id)
    first.how_ended = HowEnded.RELEASED
    today.put(first.id)
    assert [(row.call, row.state) for row in today.rows] == [(2, "open"), (1, "released")]
    before = today.rows
    today.put(first.id)
    assert today.rows is before


def test_rows_and_calls_are_bounded_over_weeks_of_running() -> None:
    today = Today(UTC, tuple(CallRow(0, "", "", "", "", "", "") for _ in range(2 * ROWS)))
    assert len(today.rows) == ROWS
    for number in range(1, ROWS + 11):
        today.keep(a_call(number))
        today.put(number)
    assert len(today.rows) == ROWS
    assert today.rows[0].call == ROWS + 10
    assert today.call(10) is None
    assert today.call(11) is not None

"""What one event brought about, gathered in order."""

from datetime import UTC, datetime

from app.call.attempt import Attempt, AttemptState, Purpose
from app.journal.records import CallChange
from app.ports import Hold, Release, Resume
from app.position.turn import Turn

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def an_attempt(leg: int, state: AttemptState = AttemptState.RECALLING) -> Attempt:
    return Attempt(9, leg, Purpose.AGENCY, "oshawa-fire", "Oshawa Fire", "Oshawa Fire", "*23", "F8", "", START, state)


def test_orders_keep_the_order_in_which_they_were_given() -> None:
    turn = Turn(START)
    for order in (Hold(), Resume(), Release()):
        turn.do(order)
    assert turn.orders == [Hold(), Resume(), Release()]


def test_columns_set_twice_in_one_turn_are_one_change_with_the_last_value() -> None:
    turn = Turn(START)
    turn.row(3, number="1", address="84 SMITH ST")
    turn.row(3, number="2")
    assert turn.changes() == (CallChange(3, {"number": "2", "address": "84 SMITH ST"}),)


def test_changes_stand_by_call_and_name_every_call_that_was_touched() -> None:
    turn = Turn(START)
    turn.leg(5, an_attempt(1))
    turn.row(2, how_ended="replaced")
    assert [change.call for change in turn.changes()] == [2, 5]
    assert turn.touched == {2, 5}
    assert turn.call == 2


def test_a_leg_is_written_as_it_stands_with_the_digits_as_dialled() -> None:
    turn = Turn(START)
    turn.leg(1, an_attempt(2))
    assert turn.changes()[0].legs == {
        2: {
            "agency": "Oshawa Fire",
            "digits": "*23",
            "outcome": "dialling",
            "rings": 0,
            "dialled_at": "2026-03-01T08:00:00.000000Z",
            "answered_at": None,
            "contact_at": None,
        }
    }


def test_a_key_refused_says_why_once() -> None:
    turn = Turn(START)
    turn.refuse("F8", "no number set")
    assert turn.refused == {"F8": "no number set"}


def test_a_turn_that_touched_no_call_changes_none() -> None:
    turn = Turn(START)
    assert turn.changes() == ()
    assert turn.call is None

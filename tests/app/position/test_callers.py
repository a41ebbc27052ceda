"""Who has the screen, who waits beside it, and whose details stand on the card (D199-D202, D208)."""

from typing import Any

import pytest

from app.ports import CallerGone, CallerHere, Mute, Muted, Outcome, Release, Released, ReleaseRefused
from app.position.decision import FindPastCall
from app.position.events import CallLookedAt, PastCallFound
from app.position.screen import CardState, Health
from app.spill.plain import to_plain


def card(desk: Any) -> tuple[CardState, str, str, str]:
    shown = desk.screen.caller
    return shown.state, shown.heading, shown.name.text, shown.note


# --- whose details -------------------------------------------------------------------------------------------------


def test_before_any_call_the_card_says_so(desk: Any) -> None:
    assert card(desk)[:2] == (CardState.NONE, "NO CALL YET")


def test_the_first_caller_of_a_shift_without_data_is_a_caller_all_the_same(desk: Any) -> None:
    """D202."""
    desk.press("Ctrl+N")
    shown = desk.screen.caller
    assert (shown.state, shown.heading) == (CardState.LIVE, "CALLER WITHOUT DATA")
    assert shown.number.text == "no number sent"
    assert shown.arrived_at == desk.now
    desk.press("F12")
    desk.wait(2)
    desk.releases()
    assert card(desk)[:2] == (CardState.PREVIOUS, "LAST CALL'S DETAILS")


def test_the_details_beside_a_caller_without_data_are_marked_with_the_time_of_their_own_end(desk: Any) -> None:
    """D202, D208."""
    desk.spill(name="FIRST CALLER")
    desk.press("F12")
    desk.wait(2)
    desk.releases()
    desk.wait(60)
    desk.press("Ctrl+N")
    assert card(desk) == (
        CardState.PREVIOUS,
        "PREVIOUS CALL'S DETAILS",
        "FIRST CALLER",
        "ended 08:00:02, released; the caller on the line sent no data",
    )
    desk.wait(60)
    desk.press("F12")
    desk.releases()
    assert card(desk) == (
        CardState.PREVIOUS,
        "PREVIOUS CALL'S DETAILS",
        "FIRST CALLER",
        "ended 08:00:02, released; the last caller sent no data",
    )


def test_no_municipality_of_an_earlier_caller_marks_a_key_for_one_without_data(desk: Any) -> None:
    desk.spill(municipality="WHITBY")
    desk.press("Ctrl+N")
    assert desk.face("F8").state == ""


def test_a_call_without_data_that_is_looked_at_shows_empty_places(desk: Any) -> None:
    desk.press("Ctrl+N")
    desk.spill(name="SECOND CALLER")
    desk.tell(CallLookedAt(desk.now, 1))
    assert card(desk)[:3] == (CardState.PAST, "EARLIER CALL, looked at", "no name sent")


def test_looking_at_the_live_call_is_looking_at_no_earlier_one(desk: Any) -> None:
    desk.spill()
    desk.tell(CallLookedAt(desk.now, 1))
    assert desk.screen.caller.state is CardState.LIVE


def past(desk: Any, how_ended: str = "released", *, goes_on: bool = False) -> PastCallFound:
    """A call of an earlier run, as the journal gives it."""
    desk.spill(name="EARLIER CALLER")
    spill = to_plain(desk.events[-1].spill)
    arrived = "2026-03-01T07:50:00.000000Z"
    released = "" if goes_on else "2026-03-01T07:55:00.000000Z"
    return PastCallFound(desk.now, 77, arrived, released, "" if goes_on else how_ended, spill, goes_on)


def test_a_call_of_an_earlier_run_is_read_from_the_journal_and_looked_at(desk: Any) -> None:
    found = past(desk)
    desk.spill(name="LIVE CALLER")
    desk.tell(CallLookedAt(desk.now, 77))
    assert desk.decisions[-1].orders == (FindPastCall(77),)
    assert desk.screen.caller.name.text == "LIVE CALLER"
    before = desk.calls()
    desk.tell(found)
    assert desk.screen.caller.name.text == "EARLIER CALLER"
    assert desk.screen.caller.state is CardState.PAST
    assert "ended 07:55:00, released" in desk.screen.caller.note
    assert desk.calls() == before
    desk.press("Esc")
    assert desk.screen.caller.name.text == "LIVE CALLER"


def test_a_call_open_when_the_console_stopped_is_taken_up_again(desk: Any, make_desk: Any) -> None:
    """U5: restart without losing the call on screen."""
    found = past(desk, goes_on=True)
    again = make_desk()
    again.tell(found)
    card = again.screen.caller
    assert (card.state, card.name.text) == (CardState.LIVE, "EARLIER CALLER")
    assert "taken up again" in card.heading
    again.press("F8")
    again.dial_tone()
    assert again.calls()[77]["legs"][1]["digits"] == "*23"
    again.spill(name="NEXT CALLER", call_number="00900")
    assert again.screen.caller.name.text == "EARLIER CALLER"


def test_a_call_taken_up_again_gives_way_to_the_next_and_ends(desk: Any, make_desk: Any) -> None:
    found = past(desk, goes_on=True)
    again = make_desk()
    again.tell(found)
    again.spill(name="NEXT CALLER", call_number="00900")
    assert again.screen.caller.name.text == "NEXT CALLER"
    assert again.calls()[77]["how_ended"] == "replaced"


def test_the_card_of_a_call_that_is_looked_at_says_when_it_ends_waiting(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.spill(name="SECOND CALLER")
    desk.press("Ctrl+W")
    assert card(desk)[1] == "WAITING CALLER, looked at"
    desk.ends(Outcome.BUSY)
    desk.press("Ctrl+W")
    assert card(desk)[:3] == (CardState.LIVE, "CALLER", "SECOND CALLER")


# --- when a call begins --------------------------------------------------------------------------------------------


def test_the_same_telephone_again_after_release_is_a_new_caller(desk: Any) -> None:
    """Only an open call is updated by a later spill."""
    for _ in range(2):
        desk.spill(call_number=None)
        desk.press("F12")
        desk.releases()
    assert len(desk.calls()) == 2
    desk.spill(call_number="00700")
    desk.press("F12")
    desk.releases()
    desk.spill(call_number="00700")
    assert len(desk.calls()) == 4
    assert desk.screen.caller.state is CardState.LIVE


def test_text_that_no_table_knows_takes_the_screen_once_the_last_call_has_ended(desk: Any) -> None:
    desk.spill()
    desk.press("F12")
    desk.releases()
    desk.text("SOMETHING ELSE")
    assert desk.screen.caller.not_decoded
    assert desk.screen.waiting == ()


def test_text_that_waited_stays_beside_the_screen_after_release_and_is_one_key_away(desk: Any) -> None:
    """D200: the details of the ended call stay until somebody calls."""
    desk.spill(name="FIRST CALLER")
    desk.text("REST OF A RECORD")
    desk.press("F12")
    desk.releases()
    assert desk.screen.caller.name.text == "FIRST CALLER"
    desk.press("Ctrl+W")
    assert desk.screen.caller.not_decoded


def test_a_caller_the_telephone_tells_of_begins_a_call_without_data(desk: Any) -> None:
    desk.tell(CallerHere(desk.now, "9055550142"))
    assert len(desk.calls()) == 1
    assert desk.screen.caller.number.text == "(905) 555-0142"


@pytest.mark.parametrize("number", ["", "9053261224"])
def test_the_telephone_telling_of_the_caller_who_is_here_begins_no_second_call(desk: Any, number: str) -> None:
    desk.spill()
    desk.tell(CallerHere(desk.now, number))
    assert len(desk.calls()) == 1


def test_a_caller_who_comes_after_one_who_hung_up_is_another(desk: Any) -> None:
    desk.spill()
    desk.tell(CallerGone(desk.now))
    desk.tell(CallerHere(desk.now))
    assert desk.calls()[1]["how_ended"] == "caller_gone"
    assert desk.screen.caller.heading == "PREVIOUS CALL'S DETAILS"


# --- who waits -----------------------------------------------------------------------------------------------------


def test_a_caller_waits_while_dial_tone_stands_for_an_agency(desk: Any) -> None:
    """D081: between 9-1-1 FEATURE and the agency's key."""
    desk.spill(name="FIRST CALLER")
    desk.press("F2")
    desk.spill(name="SECOND CALLER")
    desk.dial_tone()
    desk.press("F8")
    assert desk.screen.caller.name.text == "FIRST CALLER"
    assert list(desk.calls()[1]["legs"]) == [1]
    assert desk.calls()[2]["legs"] == {}


def test_a_caller_of_whom_only_the_telephone_told_has_the_screen_after_release(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.tell(CallerHere(desk.now, "9055550142"))
    assert len(desk.screen.waiting) == 1
    desk.answers()
    desk.press("F11")
    desk.press("F12")
    desk.releases()
    assert (desk.screen.caller.heading, desk.screen.caller.number.text) == ("CALLER", "(905) 555-0142")
    assert desk.screen.caller.address.text == "address awaited"
    assert desk.screen.line == "one party on line: caller"
    assert desk.screen.waiting == ()


def test_ctrl_w_goes_round_those_who_wait_and_takes_the_one_looked_at(desk: Any) -> None:
    desk.spill(name="FIRST CALLER")
    desk.press("F8")
    for name in ("SECOND CALLER", "THIRD CALLER"):
        desk.spill(name=name, number=None)
    seen = []
    for _ in range(3):
        desk.press("Ctrl+W")
        seen.append(desk.screen.caller.name.text)
    assert seen == ["SECOND CALLER", "THIRD CALLER", "SECOND CALLER"]
    desk.press("Ctrl+W")
    desk.ends(Outcome.BUSY)
    desk.press("Ctrl+W")
    assert desk.screen.caller.name.text == "THIRD CALLER"
    assert [row.state for row in desk.screen.waiting] == ["WAITING"]


def test_ctrl_w_with_nobody_waiting_changes_nothing(desk: Any) -> None:
    desk.spill()
    desk.press("Ctrl+W")
    assert desk.screen.caller.state is CardState.LIVE
    assert desk.calls()[1].get("how_ended") is None


def test_esc_looks_away_before_it_gives_anything_up(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.spill()
    desk.press("Ctrl+W")
    desk.press("Esc")
    assert desk.orders == []
    desk.press("Esc")
    assert len(desk.orders) == 1


# --- release -------------------------------------------------------------------------------------------------------


def test_a_caller_who_comes_between_release_and_its_confirmation_is_not_released_with_it(desk: Any) -> None:
    desk.spill(name="FIRST CALLER")
    desk.press("F12")
    desk.spill(name="SECOND CALLER")
    desk.releases()
    assert [call.get("how_ended") for call in desk.calls().values()] == ["released", None]
    assert card(desk)[:3] == (CardState.LIVE, "CALLER", "SECOND CALLER")


def test_a_confirmation_that_comes_after_the_call_was_closed_by_hand_does_not_release_the_next(desk: Any) -> None:
    desk.spill(name="FIRST CALLER")
    desk.wake(desk.press("F12"))
    desk.press("F12")
    desk.spill(name="SECOND CALLER")
    desk.releases()
    assert desk.calls()[2].get("how_ended") is None
    desk.press("F12")
    desk.releases()
    assert desk.calls()[2]["how_ended"] == "released"


def test_a_release_on_the_set_itself_is_believed(desk: Any) -> None:
    desk.spill()
    desk.tell(Released(desk.now))
    assert desk.calls()[1]["how_ended"] == "released"
    desk.tell(Released(desk.now))
    assert len(desk.calls()) == 1


def test_a_release_that_was_refused_leaves_everything_as_it_was_and_says_so(desk: Any) -> None:
    desk.spill()
    desk.press("F12")
    desk.tell(ReleaseRefused(desk.now, "the far end cannot be transferred"))
    assert desk.calls()[1].get("how_ended") is None
    assert desk.screen.notices[0].health is Health.FAULT
    assert "you are still on the line" in desk.screen.notices[0].text
    desk.press("F12")
    assert desk.orders == [Release()]


def test_nothing_is_dialled_while_the_call_is_being_released(desk: Any) -> None:
    desk.spill()
    desk.press("F12")
    for key in ("F8", "F2", "F3", "F4", "Ctrl+N"):
        desk.press(key)
        assert desk.orders == []
        assert desk.face(key).state == "refused: the call is being released"


def test_the_next_caller_can_hear_her_after_she_only_listened(desk: Any) -> None:
    """D098."""
    desk.spill()
    desk.bring_in()
    desk.press("F11")
    desk.tell(Muted(desk.now, True))
    desk.spill(name="SECOND CALLER")
    assert Mute(False) in desk.orders
    assert desk.face("Ctrl+M").state == "listening only"  # until the telephone says otherwise
    desk.tell(Muted(desk.now, False))
    assert desk.face("Ctrl+M").state == ""


def test_a_caller_pushed_off_a_full_list_does_not_touch_the_release_under_way(desk: Any) -> None:
    desk.spill()
    released = desk.press("F12")
    for number in range(51):
        desk.spill(number=f"905555{number:04d}")
    assert not any(type(order).__name__ == "LetSleep" for order in desk.decisions[-1].orders)
    desk.wake(released)
    assert any("RELEASE NOT CONFIRMED" in edge.text for edge in desk.screen.notices)


@pytest.mark.parametrize("worked", [False, True])
def test_data_that_come_late_for_a_call_begun_by_hand_stand_apart_and_that_is_told(desk: Any, worked: bool) -> None:
    """Issue 2, section 3: a call begins with a spill. Nothing but the time says that it is the same caller."""
    desk.press("Ctrl+N")
    if worked:
        desk.press("F8")
    desk.wait(20)
    desk.spill()
    assert [notice.text for notice in desk.screen.notices] == [
        "08:00:20 call 2 has data, call 1 was begun without: the same caller? Ask; they stand apart"
    ]
    assert bool(desk.screen.waiting) is worked
    assert desk.calls()[1].get("number") is None


def test_data_of_another_caller_are_not_taken_for_those_of_a_call_long_begun(desk: Any) -> None:
    desk.press("Ctrl+N")
    desk.wait(61)
    desk.spill()
    assert desk.screen.notices == ()

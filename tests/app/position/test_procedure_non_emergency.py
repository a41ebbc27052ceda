"""Calls that are no emergency, and police calls parked under load (D032, D035, D036, D160-D163)."""

from typing import Any

import pytest

from app.ports import Outcome, PhoneCaps, Recall, Release
from app.position.events import PastCallFound, ProcedureFound
from app.spill.model import NumberStatus, Spill
from app.spill.plain import to_plain


def two_callers(desk: Any) -> None:
    """The first is on the line; another waits, because an agency was being brought in as she came."""
    desk.spill(name="FIRST CALLER")
    desk.press("F8")
    desk.spill(name="SECOND CALLER", number="9055550100")
    desk.press("Esc")
    desk.ends(Outcome.ABORTED)


def parked(desk: Any) -> None:
    """The first caller is moved to a secondary line, and the second has the screen."""
    two_callers(desk)
    desk.begin("E")
    desk.choose("Police: park it")
    desk.choose("Moved: leave")
    desk.releases()


def test_a_non_emergency_is_advised_and_disconnected(desk: Any) -> None:
    """D035, D162: one press, with its reason."""
    desk.spill()
    desk.begin("E")
    assert desk.step == "Traffic report, low-priority police request, information: advise, then disconnect."
    assert desk.screen.next_step.page == "manual p. 29"
    desk.choose("Disconnect")
    assert desk.phoned == [Release]
    desk.releases()
    assert desk.taken()[-1] == ("non-emergency", "end", "non-emergency: advised to call an administrative number")


def test_what_is_discontinued_and_who_need_not_give_numbers_is_said(desk: Any) -> None:
    """D161, D163, G9: she may give a number, and is not expected to."""
    desk.spill()
    desk.begin("E")
    assert desk.screen.next_step.why == (
        "Non-emergency: to call an administrative number; you may give it, but need not"
    )


def test_an_agency_ends_its_own_non_emergency_calls(desk: Any) -> None:
    """D027, D028, D029, D036: whatever is for an agency is conferenced."""
    desk.spill()
    desk.begin("E")
    desk.choose("For an agency")
    assert desk.step == "Conference it as any call: the agency ends its own non-emergency calls."
    assert "take no complaint for it" in desk.screen.next_step.why
    desk.bring_in("F8")
    desk.press("F11")
    assert desk.taken()[-1] == ("non-emergency", "end", "conferenced: for the agency to end")


def test_an_emergency_after_all_goes_on_as_one(desk: Any) -> None:
    """D054: emergencies until shown otherwise."""
    desk.spill()
    desk.begin("E")
    desk.choose("Emergency after all")
    assert desk.step == '"Do you require Police, Fire or Ambulance?"'


def test_parking_is_offered_while_others_wait_only(desk: Any) -> None:
    """D032: under load."""
    desk.spill()
    desk.begin("E")
    assert "Police: park it" not in desk.options
    two = desk.__class__()
    two_callers(two)
    two.begin("E")
    assert "Police: park it" in two.options


def test_a_supervisor_may_ask_for_it_before_anybody_waits_here(desk: Any) -> None:
    """D032: the load is the centre's, not this position's alone."""
    desk.spill()
    desk.begin("S")
    assert desk.step == "Move this caller to a secondary line, or say that we call back."


def test_a_parked_call_stays_in_the_tasks_while_the_next_caller_is_served(desk: Any) -> None:
    """D032: number, name, since when; it outlives its call."""
    parked(desk)
    assert desk.screen.caller.name.text == "SECOND CALLER"
    assert desk.screen.tasks[0] == (
        "Parked (call 1): Since 08:00: (905) 326-1224, FIRST CALLER. Return when the lines are clear. (Ctrl+J)"
    )
    assert desk.taken()[-1] == ("parked", "parked", "moved to a secondary line")


def test_when_the_lines_are_clear_the_parked_call_is_the_step(desk: Any) -> None:
    """D032: return when lines are clear."""
    parked(desk)
    desk.press("F12")
    desk.releases()
    assert desk.step == "Since 08:00: (905) 326-1224, FIRST CALLER. Return when the lines are clear."
    assert desk.screen.tasks == ()


def test_a_parked_caller_is_called_back_with_her_details_on_the_screen(desk: Any) -> None:
    """D032: called back, and then closed."""
    parked(desk)
    desk.press("F12")
    desk.releases()
    desk.choose("Call back")
    assert desk.phoned == [Recall]
    desk.dial_tone()
    assert desk.screen.caller.name.text == "FIRST CALLER"
    assert desk.step == "Listen: (905) 326-1224, FIRST CALLER is being called back."
    desk.answers()
    assert desk.step == "The caller is back: take all information, as on any police call."
    assert desk.screen.line == "one party on line: caller"
    desk.press("F12")
    desk.releases()
    assert desk.taken()[-1] == ("parked", "end", "called back and dealt with")
    assert desk.step == "Ready for the next call."


def test_a_parked_caller_who_does_not_answer_stays_parked(desk: Any) -> None:
    """D032."""
    parked(desk)
    desk.press("F12")
    desk.releases()
    desk.choose("Call back")
    desk.dial_tone()
    desk.ends(Outcome.BUSY)
    assert desk.taken()[-1] == ("parked", "parked", "busy")
    desk.press("F12")
    desk.releases()
    assert "Return when the lines are clear." in desk.step


def test_a_parked_call_is_not_called_back_over_a_caller(desk: Any) -> None:
    """D032: while another is on the line, its keys do nothing for the parked one."""
    parked(desk)
    assert desk.options == []
    desk.press("Alt+Z")
    assert desk.phoned == []


def test_a_parked_call_taken_up_on_its_line_is_closed(desk: Any) -> None:
    """D032."""
    parked(desk)
    desk.press("F12")
    desk.releases()
    desk.choose("Taken up again")
    assert desk.taken()[-1] == ("parked", "end", "taken up again")
    assert desk.screen.tasks == ()


def test_a_parked_call_that_needs_nothing_more_is_closed_with_its_reason(desk: Any) -> None:
    """D032."""
    parked(desk)
    desk.press("F12")
    desk.releases()
    desk.choose("Nothing more to do")
    desk.fill("hung up on the other line")
    assert desk.taken()[-1] == ("parked", "end", "closed: hung up on the other line")


def test_a_call_released_before_she_said_so_is_parked_all_the_same(desk: Any) -> None:
    """D032: nobody is forgotten."""
    desk.spill()
    desk.begin("S")
    desk.press("F12")
    desk.releases()
    assert "Return when the lines are clear." in desk.step


def test_coin_free_calls_from_pay_phones_are_told_as_such(desk: Any) -> None:
    """D160: the class stands on the card, whatever the caller paid."""
    from tests.app.position.conftest import PUB

    desk.spill(service_class="PUB", service=PUB)
    assert desk.screen.caller.service.text == "PUB  Public pay phone"


def test_a_parked_call_is_still_parked_after_the_console_had_stopped(desk: Any) -> None:
    """D032, U2: since the call was left, and not since the console was started again."""
    spill = to_plain(Spill(b"", "bell-printer", (), number="9053261224", number_status=NumberStatus.COMPLETE))
    times = ("2026-03-01T07:10:00.000Z", "2026-03-01T07:12:00.000Z")
    desk.tell(ProcedureFound(desk.now, "parked", "parked", (), {}, 7, *times, "released", spill))
    assert desk.step == "Since 07:12: (905) 326-1224. Return when the lines are clear."
    desk.choose("Taken up again")
    assert desk.step == "Ready for the next call."


def test_d032_a_parked_caller_who_was_called_back_in_vain_has_one_key_for_the_next_try(desk: Any) -> None:
    """D032: the call that was taken up again for it is over as well."""
    desk.spill()
    desk.begin("S")
    desk.choose("We call back: leave")
    desk.releases()
    desk.choose("Call back")
    desk.press("F12")
    desk.press("F12")
    desk.releases()
    assert desk.options == ["Call back", "Taken up again", "Nothing more to do ..."]


def test_d032_a_parked_caller_who_was_being_called_back_is_parked_when_the_console_starts_again(desk: Any) -> None:
    """D032: and is not to be moved to a secondary line once more."""
    at = "2026-03-01T07:10:00.000000Z"
    desk.tell(PastCallFound(desk.now, 8, at, "", "", None, True, away=at, taken_up_from=7))
    desk.tell(ProcedureFound(desk.now, "parked", "calling", (), {}, 8, at, "", "", None))
    assert desk.step.startswith("Since 08:00: ")
    assert "Call back" in desk.options


def test_d167_a_way_that_was_being_tried_when_the_console_stopped_is_not_forgotten(desk: Any) -> None:
    at = "2026-03-01T07:10:00.000000Z"
    marks = ("overlap fire", "overlap tried")
    desk.tell(PastCallFound(desk.now, 8, at, "", "", None, True))
    desk.tell(ProcedureFound(desk.now, "overlap", "bringing", marks, {}, 8, at, "", "", None))
    assert desk.step.startswith("Star code first; else their 10-digit line")
    desk.choose("Back")
    desk.press("F12")
    desk.releases()
    assert desk.taken()[-1] == ("overlap", "left", "the call ended before it was passed on")


def test_details_to_relay_are_still_there_after_the_console_had_stopped(desk: Any) -> None:
    """D165: with what was typed."""
    typed = {"who, number": "A. Smith", "place": "12 Lake Dr", "what is needed": "barn fire"}
    times = ("2026-03-01T07:10:00.000Z", "2026-03-01T07:12:00.000Z")
    desk.tell(ProcedureFound(desk.now, "overlap", "relay", ("overlap fire",), typed, 7, *times, "released", None))
    assert desk.step == "Relay it to their 10-digit line: barn fire."
    desk.choose("Relayed")
    desk.fill("Dispatcher 4")
    assert desk.taken()[-1] == ("overlap", "end", "relayed to Dispatcher 4")


def test_d027_an_agency_that_is_told_by_relay_has_its_non_emergency(desk: Any) -> None:
    desk.spill()
    desk.begin("E")
    desk.choose("For an agency")
    desk.fail("F8")
    desk.deliver()
    assert desk.taken()[-1] == ("non-emergency", "end", "told by relay: for the agency to end")


@pytest.fixture
def calling_back(make_desk: Any) -> Any:
    """A parked caller is called back on a telephone; its way of telling an answer is given."""

    def at(caps: PhoneCaps) -> Any:
        desk = make_desk(caps=caps)
        desk.spill()
        desk.begin("S")
        desk.choose("We call back: leave")
        desk.releases()
        desk.choose("Call back")
        desk.dial_tone()
        return desk

    return at


def test_d032_a_parked_caller_who_only_seemed_to_answer_stays_parked(calling_back: Any) -> None:
    """D032: the telephone takes silence after ringing for an answer."""
    desk = calling_back(PhoneCaps(answer_seen="deduced"))
    desk.rings(2)
    desk.answers()
    assert desk.step == "The caller is back: take all information, as on any police call."
    desk.choose("Nobody there")
    assert desk.taken()[-1] == ("parked", "parked", "no answer")


def test_d032_where_only_an_ear_can_tell_an_answer_the_step_has_its_key(calling_back: Any) -> None:
    desk = calling_back(PhoneCaps(ring_count="none", answer_seen="none"))
    desk.dialled("9053261224")
    desk.choose("Answered")
    assert desk.step == "The caller is back: take all information, as on any police call."

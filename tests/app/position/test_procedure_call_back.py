"""Call back, step by step (D105-D115, G14, G15): once, and no more unless there is evidence of an emergency."""

from collections.abc import Callable
from typing import Any

import pytest

from app.ports import (
    Abort,
    Answered,
    CallerGone,
    CallerHere,
    CallerRinging,
    Dial,
    LineLost,
    Outcome,
    PhoneCaps,
    Release,
    Ringing,
)
from app.position.attempt_words import CALL_BACK
from app.position.events import DigitsTyped, PastCallFound, ProcedureFound
from app.position.procedures import MOST_RUNNING
from app.spill.model import NumberStatus, Spill
from app.spill.plain import to_plain
from tests.app.position.conftest import CEL, VOI

DUE = "The caller is gone before the need was known: call back ONCE."
LOCKED = "Called back once without contact: no further attempts."
UNLOCKED = "Emergency indicated: reach the caller again and find the exact place."
CONTACT = "Contact made: go on as with any call. Ask which agency is needed."
NUMBER = "9053261224"
SIP = PhoneCaps(flash=False, can_answer=True, bridge_in_switch=False)


def dropped(desk: Any, **values: Any) -> Any:
    """A cellular call that dropped before the need was known."""
    desk.spill(**{"service_class": "CEL", "service": CEL, **values})
    desk.caller_hangs_up()
    return desk


def called(desk: Any) -> Any:
    """It is being called back."""
    dropped(desk)
    desk.choose("Call back")
    desk.dial_tone()
    desk.dialled(NUMBER)
    return desk


def locked(desk: Any) -> Any:
    called(desk)
    desk.ends(Outcome.BUSY)
    return desk


def dials(desk: Any) -> list[str]:
    """Everything dialled so far."""
    return [order.digits for each in desk.decisions for order in each.orders if isinstance(order, Dial)]


def results(desk: Any) -> list[str]:
    return [result for procedure, _step, result in desk.taken() if procedure == "call-back" and result]


# --- once ------------------------------------------------------------------------------------------------------------


def test_d106_a_cellular_call_that_drops_is_to_be_called_back_once(desk: Any) -> None:
    dropped(desk)
    assert desk.step == DUE
    assert desk.screen.next_step.urgent
    assert dials(desk) == []  # offered, never dialled by itself
    desk.choose("Call back")
    desk.dial_tone()
    assert dials(desk) == [NUMBER]
    assert desk.calls()[1]["legs"][1]["agency"] == "CALL BACK"


def test_d105_the_step_says_what_number_and_address_are(desk: Any) -> None:
    dropped(desk)
    words = "call-back number (905) 326-1224; the address may not be the caller's"
    assert words in desk.screen.next_step.why


def test_d106_on_the_call_takers_word_where_the_telephone_does_not_tell_of_the_drop(desk: Any) -> None:
    desk.spill(service_class="CEL", service=CEL)
    desk.begin("H")
    assert desk.step == DUE


def test_d106_a_caller_who_gave_up_before_it_was_answered_is_due_too(make_desk: Callable[..., Any]) -> None:
    """U9: abandoned while waiting beside the screen."""
    desk = make_desk(caps=SIP)
    desk.spill()
    desk.tell(CallerHere(desk.now, NUMBER, 1))
    desk.spill(number="9055550142", service_class="CEL", service=CEL)
    desk.tell(CallerRinging(desk.now, "9055550142", 2))
    desk.tell(CallerGone(desk.now, 2))
    desk.press("F12")
    desk.releases()
    assert desk.step == DUE


def test_d106_not_where_an_agency_was_brought_in(desk: Any) -> None:
    desk.spill(service_class="CEL", service=CEL)
    desk.bring_in()
    desk.press("F11")
    desk.caller_hangs_up()
    assert desk.step != DUE


def test_d106_not_where_the_need_is_known(desk: Any) -> None:
    dropped(desk)
    desk.choose("The need is known")
    assert results(desk) == ["the need was known"]


def test_d106_a_caller_who_calls_again_is_a_call_of_her_own_and_the_old_one_stays_due_until_closed(
    make_desk: Callable[..., Any],
) -> None:
    desk = make_desk(caps=SIP)
    dropped(desk)
    desk.tell(CallerRinging(desk.now, NUMBER, 2))
    desk.press("Alt+A")
    desk.tell(CallerHere(desk.now, NUMBER, 2))
    desk.press("F12")
    desk.releases()
    assert desk.step == DUE
    desk.choose("The need is known")
    assert desk.step == "Ready for the next call."


# --- the lock --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome.BUSY, "called back once: busy"),
        (Outcome.NO_ANSWER, "called back once: no answer"),
        (Outcome.NO_RESPONSE, "called back once: no answer"),
    ],
)
def test_d107_busy_or_no_answer_locks_it(desk: Any, outcome: Outcome, words: str) -> None:
    called(desk)
    desk.ends(outcome)
    assert desk.step == LOCKED
    assert desk.options == ["Evidence of emergency ...", "Close the call"]
    assert results(desk) == [words]


def test_d107_stopping_it_unanswered_locks_it_too(desk: Any) -> None:
    called(desk)
    desk.rings(4)
    desk.choose("No answer: stop")
    assert Abort(desk.attempt) in desk.orders
    desk.ends(Outcome.ABORTED)
    assert desk.step == LOCKED


def test_d107_esc_locks_it_too(desk: Any) -> None:
    called(desk)
    desk.rings(1)
    desk.press("Esc")
    desk.ends(Outcome.ABORTED)
    assert desk.step == LOCKED


def test_d107_the_letter_again_does_not_unlock_it(desk: Any) -> None:
    locked(desk)
    desk.begin("B")
    assert desk.step == LOCKED


def test_d107_nor_does_telling_again_that_the_caller_hung_up(desk: Any) -> None:
    locked(desk)
    desk.begin("H")
    assert desk.step == LOCKED
    assert dials(desk) == [NUMBER]


def test_d107_closing_the_locked_call_releases_it(desk: Any) -> None:
    locked(desk)
    desk.choose("Close the call")
    assert Release() in desk.orders
    desk.releases()
    assert desk.step == "Ready for the next call."


@pytest.mark.parametrize("typed", [NUMBER, "905-326-1224", "3261224", "19053261224"])
def test_d107_nor_typing_the_number_by_hand(desk: Any, typed: str) -> None:
    locked(desk)
    desk.press("F2")
    desk.dial_tone()
    desk.tell(DigitsTyped(desk.now, typed))
    assert dials(desk) == [NUMBER]
    assert "called back once without contact" in desk.face("F2").state


def test_d107_another_number_may_be_typed(desk: Any) -> None:
    locked(desk)
    desk.press("F2")
    desk.dial_tone()
    desk.tell(DigitsTyped(desk.now, "5791520"))
    assert dials(desk) == [NUMBER, "5791520"]


def test_d107_nor_ring_back(desk: Any) -> None:
    locked(desk)
    desk.press("F3")
    assert dials(desk) == [NUMBER]


def types(desk: Any, digits: str = NUMBER) -> Any:
    """The caller's own number, by hand."""
    desk.press("F2")
    desk.dial_tone()
    desk.tell(DigitsTyped(desk.now, digits))
    return desk


@pytest.mark.parametrize("typed", [NUMBER, "3261224", "19053261224"])
def test_d107_the_number_typed_by_hand_is_the_one_call_back_too(desk: Any, typed: str) -> None:
    types(dropped(desk), typed)
    assert dials(desk) == [typed]
    assert desk.step == "Listen: (905) 326-1224 is being called back."
    desk.dialled(typed)
    desk.ends(Outcome.BUSY)
    assert desk.step == LOCKED
    assert "Call back" not in desk.options
    types(desk)
    assert dials(desk) == [typed]


def test_d107_also_where_nothing_told_of_the_drop(desk: Any) -> None:
    desk.spill(service_class="CEL", service=CEL)
    types(desk).dialled(NUMBER)
    desk.ends(Outcome.NO_ANSWER)
    desk.begin("H")
    assert desk.step == LOCKED
    assert results(desk) == ["called back once: no answer"]


def test_d108_the_caller_who_answers_it_is_here_again(desk: Any) -> None:
    types(dropped(desk)).answers()
    assert desk.step == CONTACT
    assert "hung up" not in desk.screen.line


def test_d109_with_evidence_it_may_be_typed_again(desk: Any) -> None:
    locked(desk)
    desk.choose("Evidence of emergency")
    desk.fill("a child cries")
    types(desk).dialled(NUMBER)
    assert desk.step == "Listen: (905) 326-1224 is being called again."
    desk.ends(Outcome.BUSY)
    assert desk.step == UNLOCKED


def test_d114_voip_called_back_by_hand_before_it_is_said_which_is_called_back_once(desk: Any) -> None:
    dropped(desk, service_class="VOI", service=VOI)
    types(desk).dialled(NUMBER)
    desk.ends(Outcome.BUSY)
    assert desk.step == LOCKED


def test_the_number_of_a_caller_who_is_on_the_line_is_no_call_back(make_desk: Callable[..., Any]) -> None:
    desk = make_desk(caps=SIP)
    desk.tell(CallerHere(desk.now, NUMBER, 1))
    desk.spill(service_class="CEL", service=CEL)
    desk.press("F2")
    desk.tell(DigitsTyped(desk.now, NUMBER))
    assert results(desk) == []
    assert desk.calls()[1]["legs"][1]["agency"] == f"dialled {NUMBER}"


@pytest.mark.parametrize("outcome", [Outcome.CIRCUITS_BUSY, Outcome.NO_DIAL_TONE, Outcome.REFUSED, Outcome.BAD_CODE])
def test_d107_what_the_switch_refused_does_not_count(desk: Any, outcome: Outcome) -> None:
    called(desk)
    desk.ends(outcome)
    assert desk.step == "The call did not go out: it does not count as the one attempt."
    desk.choose("Call back")
    desk.dial_tone()
    assert dials(desk) == [NUMBER, NUMBER]


def test_d107_nor_does_a_line_that_was_lost(desk: Any) -> None:
    called(desk)
    desk.tell(LineLost(desk.now, "cable pulled"))
    assert desk.step == "The call did not go out: it does not count as the one attempt."


def test_d107_silence_taken_for_an_answer_is_asked_about(make_desk: Callable[..., Any]) -> None:
    desk = called(make_desk(caps=PhoneCaps(answer_seen="deduced", ring_count="clock")))
    desk.tell(Answered(desk.now, desk.attempt, "deduced"))
    desk.choose("Nobody")
    assert desk.step == LOCKED


def test_d107_on_a_set_worked_by_hand_she_tells_what_she_heard(make_desk: Callable[..., Any]) -> None:
    desk = make_desk(caps=PhoneCaps(by_hand=True, answer_seen="none", dial_tone_seen=False, ring_count="none"))
    dropped(desk)
    desk.choose("Call back")
    desk.tell(Ringing(desk.now, 1, 1, "call-taker"))
    desk.choose("Answered")
    assert desk.step == CONTACT


# --- contact ---------------------------------------------------------------------------------------------------------


def test_d108_contact_goes_on_as_any_call(desk: Any) -> None:
    called(desk)
    desk.answers()
    assert desk.step == CONTACT
    assert "hung up" not in desk.screen.line
    desk.bring_in()
    desk.press("F11")
    assert results(desk) == ["contact made", "contact made"]


def test_d108_contact_that_is_lost_again_before_the_need_is_known_is_due_again(desk: Any) -> None:
    called(desk)
    desk.answers()
    desk.caller_hangs_up()
    assert desk.step == DUE


# --- evidence of an emergency ----------------------------------------------------------------------------------------


def test_d109_typed_evidence_unlocks_it_and_stands_in_the_journal(desk: Any) -> None:
    locked(desk)
    desk.choose("Evidence of emergency")
    assert desk.screen.form.fields == ("evidence",)
    desk.fill("a scream before it dropped")
    assert desk.step == UNLOCKED
    assert "a scream before it dropped" in desk.screen.next_step.why
    assert results(desk)[-1] == "evidence of an emergency: a scream before it dropped"
    desk.choose("Call back")
    desk.dial_tone()
    assert dials(desk) == [NUMBER, NUMBER]


def test_d109_evidence_without_words_is_none(desk: Any) -> None:
    locked(desk)
    desk.choose("Evidence of emergency")
    desk.fill("  ")
    assert desk.screen.form.refused == "evidence: expected some words, got none"
    desk.press("Esc")
    assert desk.step == LOCKED


def test_d109_with_evidence_efforts_go_on_without_a_lock(desk: Any) -> None:
    locked(desk)
    desk.choose("Evidence of emergency")
    desk.fill("a scream")
    for _ in range(3):
        desk.choose("Call back")
        desk.dial_tone()
        desk.ends(Outcome.BUSY)
        assert desk.step == UNLOCKED
    desk.press("F2")
    desk.dial_tone()
    desk.tell(DigitsTyped(desk.now, NUMBER))
    assert len(dials(desk)) == 5


def test_d110_extraordinary_efforts_only_with_evidence(desk: Any) -> None:
    locked(desk)
    assert "Location efforts" not in desk.options
    desk.choose("Evidence of emergency")
    desk.fill("a scream")
    desk.choose("Location efforts")
    assert desk.step.startswith("Find the place:")
    desk.choose("Place found")
    desk.fill("King St at Simcoe")
    assert results(desk)[-1] == "place found: King St at Simcoe"


# --- numbers, classes ------------------------------------------------------------------------------------------------


def test_d111_a_number_that_cannot_be_dialled_says_so(desk: Any) -> None:
    dropped(desk, number="9051111111", number_status=NumberStatus.NOT_DIALABLE)
    assert desk.step == "This number cannot be called back: (905) 111-1111."
    assert "Call back" not in desk.options
    desk.choose("Evidence of emergency")
    desk.fill("shots heard")
    assert desk.step.startswith("Find the place:")
    assert dials(desk) == []


def test_d112_fixed_voip_is_a_landline_and_ring_back_may_not_work(desk: Any) -> None:
    """G14, G15: no class tells fixed from nomadic, so it is asked."""
    dropped(desk, service_class="VOI", service=VOI)
    assert desk.step == "VoIP: fixed (cannot be moved) or nomadic (can be anywhere)?"
    desk.choose("Fixed")
    assert desk.step == "A landline is rung back, not called back."
    assert "ring back and caller hold may not work" in desk.screen.next_step.why
    desk.choose("Ring back")
    assert desk.step == "VoIP: ring back is not fully tested and may not work."


@pytest.mark.parametrize("answer", ["Nomadic", "Not known"])
def test_d114_nomadic_voip_is_called_back_once_as_wireless(desk: Any, answer: str) -> None:
    dropped(desk, service_class="VOI", service=VOI)
    assert "number, address suspect" in desk.screen.next_step.why  # D113
    desk.choose(answer)
    assert desk.step == DUE
    desk.choose("Call back")
    desk.dial_tone()
    desk.ends(Outcome.NO_ANSWER)
    assert desk.step == LOCKED


def test_d115_contact_reminds_of_the_features_that_are_missing(desk: Any) -> None:
    called(desk)
    desk.answers()
    assert "cellular and VoIP have limited features" in desk.screen.next_step.why


def test_d106_a_landline_is_not_called_back(desk: Any) -> None:
    desk.spill()
    desk.begin("B")
    assert desk.step == "A landline is rung back, not called back."


# --- due until done --------------------------------------------------------------------------------------------------


def tasks(desk: Any) -> list[str]:
    return [each for each in desk.screen.tasks if each.startswith("Call back")]


@pytest.mark.parametrize("at", ["due", "locked"])
def test_d106_d129_a_caller_whose_class_comes_late_and_is_a_landlines_is_rung_back(desk: Any, at: str) -> None:
    """D129: the lock is cellular and VoIP callers', and a landline is rung back until somebody is there."""
    desk.spill(call_number="00552", service_class="CEL", service=CEL)
    desk.caller_hangs_up()
    if at == "locked":
        desk.choose("Call back")
        desk.dial_tone()
        desk.ends(Outcome.NO_ANSWER)
    desk.spill(call_number="00552")
    assert desk.step == "A landline is rung back, not called back."
    desk.choose("Ring back")
    desk.dial_tone()
    assert dials(desk)[-1] == "*99"


def test_u9_a_call_that_is_replaced_before_it_was_called_back_stays_due(desk: Any) -> None:
    dropped(desk)
    desk.spill(number="9055550142")
    assert tasks(desk) == [f"Call back (call 1): {DUE} (after this call)"]
    desk.press("F12")
    desk.releases()
    assert desk.step == DUE
    assert desk.screen.next_step.why.startswith("Call back (call 1):")


def test_u9_it_can_still_be_called_back_then_as_a_call_of_its_own(desk: Any) -> None:
    dropped(desk)
    desk.press("F12")
    desk.releases()
    desk.choose("Call back")
    desk.dial_tone()
    assert dials(desk) == [NUMBER]
    assert desk.screen.caller.number.text == "(905) 326-1224"
    assert desk.calls()[2]["legs"][1]["agency"] == "CALL BACK"
    desk.ends(Outcome.BUSY)
    assert desk.step == LOCKED
    desk.press("F2")
    desk.dial_tone()
    desk.tell(DigitsTyped(desk.now, NUMBER))
    assert dials(desk) == [NUMBER]


def test_u9_not_over_a_caller_who_is_on_the_line(desk: Any) -> None:
    dropped(desk)
    desk.spill(number="9055550142")
    desk.press("Ctrl+J")
    assert tasks(desk)  # it waits for its turn, and the live caller's step stands
    assert dials(desk) == []


def test_u12_the_same_number_gone_again_is_one_entry(desk: Any) -> None:
    dropped(desk)
    desk.spill(number="9055550142")
    dropped(desk)
    desk.spill(number="9055550143")
    assert tasks(desk) == [f"Call back (call 3): {DUE} (after this call)"]
    assert "goes on with call 3" in results(desk)


def test_u12_other_numbers_are_entries_of_their_own(desk: Any) -> None:
    dropped(desk)
    dropped(desk, number="9055550142")
    desk.spill(number="9055550143")
    assert len(tasks(desk)) == 2


def test_u12_a_busy_hour_of_them_never_drops_a_watch(desk: Any) -> None:
    """U13: of more than are kept, the oldest call back goes, not the no-voice call."""
    desk.spill()
    desk.begin("V")
    desk.releases()
    for caller in range(MOST_RUNNING + 5):
        dropped(desk, number=f"905555{caller:04d}")
    desk.spill(number="9055550142")
    assert len(desk.screen.tasks) == MOST_RUNNING
    assert "NOT ALL THREE ARE TOLD" in desk.screen.tasks[0]


def test_u12_what_is_locked_or_closed_is_not_due_any_more(desk: Any) -> None:
    locked(desk)
    desk.press("F12")
    desk.releases()
    assert desk.step == "Ready for the next call."
    assert results(desk)[-1] == "called back once, no contact"


def test_d107_released_while_it_rang_is_the_one_attempt(desk: Any) -> None:
    called(desk)
    desk.rings(2)
    desk.press("F12")
    desk.releases()
    assert results(desk)[-1] == "called back once: released before an answer"
    assert desk.step == "Ready for the next call."


# --- after the console had stopped -----------------------------------------------------------------------------------


NOT_HEARD = "The console stopped while it called back: did anybody answer?"


def found(
    desk: Any,
    step: str,
    *marks: str,
    how_ended: str = "",
    goes_on: bool = False,
    legs: list[dict[str, Any]] | None = None,
) -> None:
    """The journal says that this was not over when the console stopped."""
    at = "2026-03-01T07:58:00.000000Z"
    ended = "2026-03-01T07:59:00.000000Z" if how_ended else ""
    spill = to_plain(
        Spill(
            b"",
            "bell-printer",
            (),
            number=NUMBER,
            number_status=NumberStatus.COMPLETE,
            service_class="CEL",
            service=CEL,
        )
    )
    if goes_on:
        desk.tell(PastCallFound(desk.now, 7, at, ended, how_ended, spill, True, legs=legs or []))
    desk.tell(ProcedureFound(desk.now, "call-back", step, marks, {}, 7, at, ended, how_ended, spill))


def test_u9_a_call_back_that_was_due_is_due_still(desk: Any) -> None:
    found(desk, "due", how_ended="replaced")
    assert desk.step == DUE
    desk.choose("Call back")
    desk.dial_tone()
    assert dials(desk) == [NUMBER]


def test_d107_a_call_back_in_the_middle_of_which_the_console_stopped_was_the_one(desk: Any) -> None:
    """On an open call nobody hears its end any more, so that it begins anew and finds itself locked."""
    found(desk, "calling", "called back", goes_on=True)
    assert desk.step == LOCKED
    desk.press("F2")
    desk.dial_tone()
    desk.tell(DigitsTyped(desk.now, NUMBER))
    assert dials(desk) == []


@pytest.fixture
def unheard(desk: Any) -> Any:
    """The console was killed while the one call back rang."""
    leg = {
        "agency": CALL_BACK,
        "digits": NUMBER,
        "outcome": "ringing",
        "rings": 2,
        "dialled_at": "2026-03-01T07:58:30.000000Z",
        "answered_at": None,
        "contact_at": None,
    }
    found(desk, "calling", "called back", goes_on=True, legs=[leg])
    return desk


def test_d107_what_became_of_a_call_back_that_nobody_heard_is_asked_and_it_counts_until_then(unheard: Any) -> None:
    """It was said to have been without contact, though nobody knew."""
    assert unheard.step == NOT_HEARD
    unheard.press("F2")
    unheard.dial_tone()
    unheard.tell(DigitsTyped(unheard.now, NUMBER))
    assert dials(unheard) == []


@pytest.mark.parametrize(
    ("option", "step"),
    [("Caller is here", CONTACT), ("Busy or no answer", LOCKED), ("It did not ring", DUE), ("Not known", LOCKED)],
)
def test_d107_she_says_what_became_of_it(unheard: Any, option: str, step: str) -> None:
    unheard.choose(option)
    assert unheard.step == step


def test_d107_what_she_said_is_not_asked_again(unheard: Any) -> None:
    unheard.choose("Busy or no answer")
    unheard.spill(service_class="CEL", service=CEL)  # another caller
    unheard.begin("B")
    unheard.press("Esc")
    assert NOT_HEARD not in results(unheard)
    assert unheard.step != NOT_HEARD


def test_d107_one_that_did_not_ring_is_made_after_all(unheard: Any) -> None:
    unheard.choose("It did not ring")
    unheard.choose("Call back")
    unheard.dial_tone()
    assert dials(unheard) == [NUMBER]


def test_d107_on_a_call_that_is_over_it_ends_as_it_does_when_a_call_ends(desk: Any) -> None:
    found(desk, "calling", "called back", how_ended="caller_gone")
    assert results(desk) == ["called back once: released before an answer"]
    assert desk.step == "Ready for the next call."


def test_a_step_that_the_tables_no_longer_have_begins_anew(desk: Any) -> None:
    found(desk, "no-such-step", how_ended="replaced")
    assert desk.step == DUE


def test_a_procedure_that_ends_with_its_call_is_not_taken_up_again(desk: Any) -> None:
    desk.tell(ProcedureFound(desk.now, "ring-back", "howler", (), {}, 7, "2026-03-01T07:58:00Z", "", "released", None))
    assert desk.step == "Ready for the next call."
    assert desk.taken() == []


@pytest.mark.parametrize("first", [{}, {"service_class": "VOI", "service": VOI}])
def test_d106_a_class_that_comes_out_as_cellular_is_called_back_and_not_rung_back(desk: Any, first: Any) -> None:
    """D106, D130: the record was corrected while it was asked about a landline, or about VoIP."""
    desk.spill(call_number="00552", **first)
    desk.caller_hangs_up()
    if not first:
        desk.begin("B")
    assert "Call back" not in desk.options
    desk.spill(call_number="00552", service_class="CEL", service=CEL)
    assert desk.step == DUE

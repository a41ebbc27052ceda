"""Bringing an agency in: orders, time limits, tasks, and what a telephone that misbehaves can do (telephone.md 8.2)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app.ports import (
    Abort,
    Answered,
    AttemptEnded,
    CallerGone,
    CallerHere,
    CallerRinging,
    Dial,
    Dialled,
    DialTone,
    Heard,
    Instruction,
    LineLost,
    LineUp,
    Outcome,
    PhoneCaps,
    Progress,
    Recall,
    Ringing,
)
from app.position.conference import ABORT_LIMIT, RING_CYCLE, RING_GUARD
from app.position.decision import LetSleep, WakeAt
from app.position.events import Woke
from app.position.limits import Limits
from app.position.screen import Look
from app.position.step_words import BaseSteps

BY_HAND = PhoneCaps(by_hand=True, answer_seen="none", dial_tone_seen=False, ring_count="none")

DIAL_TONE_LIMIT, RESPONSE_LIMIT = timedelta(seconds=3), timedelta(seconds=5)  # telephone.md 8.2
RINGS_LIMIT = Limits().rings * RING_CYCLE + RING_GUARD


def leg(desk: Any, number: int = 1, call: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = desk.calls()[call]["legs"][number]
    return found


def wakes(decision: Any) -> dict[str, Any]:
    return {order.name: order.at for order in decision.orders if isinstance(order, WakeAt)}


# --- time limits ---------------------------------------------------------------------------------------------------


def test_each_step_has_its_own_limit_and_lets_the_one_before_sleep(desk: Any) -> None:
    desk.spill()
    assert wakes(desk.press("F8")) == {"dial tone 1": desk.now + DIAL_TONE_LIMIT}
    tone = desk.dial_tone()
    assert LetSleep("dial tone 1") in tone.orders
    assert wakes(tone) == {"response 1": desk.now + RESPONSE_LIMIT}
    assert wakes(desk.dialled()) == {"response 1": desk.now + RESPONSE_LIMIT}
    rang = desk.tell(Ringing(desk.now, 1, 1))
    assert LetSleep("response 1") in rang.orders
    assert wakes(rang) == {"rings 1": desk.now + RINGS_LIMIT}
    answered = desk.answers()
    assert LetSleep("rings 1") in answered.orders
    assert wakes(answered) == {}


def test_the_limits_are_the_designs() -> None:
    """telephone.md 8.2."""
    limits = [DIAL_TONE_LIMIT, RESPONSE_LIMIT, RINGS_LIMIT, ABORT_LIMIT]
    assert [limit.total_seconds() for limit in limits] == [3, 5, 38, 2]


def test_an_abort_that_is_not_confirmed_ends_all_the_same(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    given_up = desk.press("Esc")
    assert wakes(given_up) == {"abort 1": desk.now + ABORT_LIMIT}
    desk.wake(given_up)
    assert desk.orders == []
    assert leg(desk)["outcome"] == "aborted"
    desk.press("F5")
    assert desk.orders == [Recall(2, "*21")]


def test_ringing_the_caller_back_has_no_limit_of_six_rings(desk: Any) -> None:
    """D132: rings until answered or released."""
    desk.spill()
    desk.press("F3")
    desk.choose("Busy tone: hung up")
    desk.dial_tone()
    desk.dialled("*99")
    for ring in range(1, 10):
        assert wakes(desk.tell(Ringing(desk.now, 1, ring))) == {}
    assert desk.face("F3").state == "ring 9"


@pytest.mark.parametrize(
    "name", ["", "rings", "rings ", "rings x", "rings \u00b2", "nothing 1", "rings 1" + "0" * 5000]
)
def test_a_wake_of_any_name_is_harmless(desk: Any, name: str) -> None:
    desk.spill()
    desk.press("F8")
    before = desk.calls()
    desk.tell(Woke(desk.now, name))
    assert desk.calls() == before
    assert desk.orders == []


# --- dial tone -----------------------------------------------------------------------------------------------------


def test_a_telephone_that_needs_no_recall_dials_at_once(make_desk: Any) -> None:
    desk = make_desk(caps=PhoneCaps(flash=False))
    desk.spill()
    desk.press("F8")
    assert desk.orders == [Dial(1, "*23")]


def test_an_agency_key_pressed_before_the_dial_tone_waits_for_it(desk: Any) -> None:
    """D081."""
    desk.spill()
    desk.press("F2")
    assert desk.orders == [Recall(1)]
    desk.press("F5")
    assert desk.orders == []
    assert desk.dial_tone().orders[0] == LetSleep("dial tone 1")
    assert desk.orders == [Dial(1, "*21")]


def test_no_dial_tone_for_9_1_1_feature_names_itself_on_the_key(desk: Any) -> None:
    desk.spill()
    desk.wake(desk.press("F2"))
    assert desk.orders == [Abort(1)]
    assert desk.face("F2").state == "NO DIAL TONE"
    assert desk.face("F2").look is Look.FAILED
    assert desk.screen.tasks == ()
    desk.press("F8")
    assert desk.orders == [Recall(2, "*23")]
    assert desk.face("F2").state == ""


def test_an_agency_key_is_not_lost_on_a_dial_tone_that_is_being_given_up(desk: Any) -> None:
    desk.spill()
    desk.press("F2")
    desk.dial_tone()
    desk.press("Esc")
    desk.press("F8")
    assert desk.orders == []
    assert desk.face("F8").state == "refused: 9-1-1 FEATURE: giving up; wait a moment"
    assert desk.calls()[1]["legs"] == {}
    desk.tell(AttemptEnded(desk.now, 1, Outcome.ABORTED))
    desk.press("F8")
    assert desk.orders == [Recall(2, "*23")]


def test_what_she_dials_herself_on_a_dial_tone_is_no_leg_and_blocks_no_key_after_voice_contact(desk: Any) -> None:
    desk.spill()
    desk.press("F2")
    desk.dial_tone()
    desk.tell(Ringing(desk.now, 1, 1))
    desk.press("F8")
    assert "refused" in desk.face("F8").state
    desk.tell(Answered(desk.now, 1))
    desk.press("F11")
    assert desk.calls()[1]["legs"] == {}
    desk.press("F8")
    assert desk.orders == [Recall(2, "*23")]


# --- failures and tasks --------------------------------------------------------------------------------------------


def test_an_agency_that_went_before_voice_contact_leaves_a_task_and_the_next_rungs(desk: Any) -> None:
    """D042, D084."""
    desk.spill()
    desk.bring_in()
    desk.ends(Outcome.UNKNOWN)
    assert leg(desk)["outcome"] == "answered"
    assert desk.face("F8").state == "ANSWERED, then gone before voice contact"
    assert "Oshawa Fire (answered, then gone)" in desk.screen.tasks[0]
    assert desk.face("Alt+2").code == "713-8150"
    desk.press("F12")
    assert desk.orders == []
    assert "was not reached" in desk.face("F12").state


def test_an_agency_tried_again_is_one_task_with_the_last_reason(desk: Any) -> None:
    desk.spill()
    desk.fail("F8", Outcome.BUSY)
    desk.wait(60)
    desk.fail("F8", Outcome.CIRCUITS_BUSY)
    (task,) = desk.screen.tasks
    assert "(circuits busy)" in task
    assert task.startswith("08:01:00")


def test_a_task_says_which_caller_the_agency_still_needs(desk: Any) -> None:
    """D096."""
    desk.spill()
    desk.fail("F8")
    assert desk.screen.tasks == (
        "08:00:00 Oshawa Fire (busy) does not have call 1, (905) 326-1224, 324 FIRST ST N, OSHAWA yet",
    )


def test_the_supervisor_who_does_not_answer_takes_no_rung_away_and_leaves_no_task(desk: Any) -> None:
    desk.spill()
    desk.fail("F8")
    tasks = desk.screen.tasks
    desk.press("Alt+5")
    assert desk.orders == [Recall(2, "5791520")]
    desk.ends(Outcome.BUSY)
    assert desk.face("Alt+5").state == "BUSY"
    assert desk.screen.tasks == tasks
    assert desk.face("Alt+2").label == "Tandem number: Oshawa Fire"
    assert leg(desk, 2)["agency"] == "P.P.S.A.P. supervisor"


def test_speaking_to_the_supervisor_does_not_let_the_call_go_unwarned(desk: Any) -> None:
    desk.spill()
    desk.fail("F8")
    desk.press("Alt+5")
    desk.dial_tone()
    desk.answers()
    desk.press("F11")
    assert leg(desk, 2)["contact_at"]
    desk.press("F12")
    assert desk.orders == []


def test_the_back_up_in_voice_contact_has_reached_the_agency(make_desk: Any) -> None:
    """D116."""
    desk = make_desk()
    desk.spill()
    desk.fail("F8")
    desk.press("Alt+2")
    desk.dial_tone()
    desk.answers()
    desk.press("F11")
    assert desk.screen.tasks == ()
    assert not any(face.key == "Alt+2" for face in desk.screen.offers)


def test_a_lost_line_ends_every_attempt_and_names_itself(desk: Any) -> None:
    desk.spill()
    desk.bring_in("F5")
    desk.press("F11")
    desk.press("F8")
    desk.tell(LineLost(desk.now, "cable pulled"))
    assert leg(desk, 1)["outcome"] == "answered"
    assert leg(desk, 2)["outcome"] == "line_lost"
    assert desk.face("F8").state == "LINE LOST"
    assert "cable pulled" in desk.screen.phone.text


# --- a telephone that talks out of turn ----------------------------------------------------------------------------


def test_a_telephone_may_skip_steps(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.tell(Progress(desk.now, 1))
    assert desk.face("F8").state == "the switch is working on it"
    desk.answers()
    assert leg(desk)["outcome"] == "answered"
    assert leg(desk)["rings"] == 0


@pytest.mark.parametrize("attempt", [0, -1, 1, 2, 10**20])
def test_what_comes_late_or_of_no_attempt_changes_nothing(desk: Any, attempt: int) -> None:
    desk.spill()
    desk.bring_in()
    desk.press("F11")
    desk.press("F12")
    desk.releases()
    before = desk.calls()
    for event in (
        DialTone(desk.now, attempt),
        Dialled(desk.now, attempt, "*23"),
        Progress(desk.now, attempt),
        Ringing(desk.now, attempt, 3),
        Answered(desk.now, attempt),
        AttemptEnded(desk.now, attempt, Outcome.BUSY),
    ):
        desk.tell(event)
        assert desk.orders == []
    assert desk.calls() == before


def test_an_agency_that_leaves_after_the_call_was_replaced_touches_neither_call(desk: Any) -> None:
    """D201."""
    desk.spill()
    desk.bring_in()
    desk.press("F11")
    desk.spill(name="SECOND CALLER")
    before = desk.calls()
    desk.tell(AttemptEnded(desk.now, 1, Outcome.UNKNOWN))
    assert desk.calls() == before
    assert before[1]["how_ended"] == "replaced"
    assert before[1]["legs"][1]["outcome"] == "answered"


# --- ring back -----------------------------------------------------------------------------------------------------


def test_a_caller_who_is_rung_back_and_answers_is_here_again(desk: Any) -> None:
    """D131, D132."""
    desk.spill()
    desk.tell(CallerGone(desk.now))
    assert "hung up" in desk.screen.line
    desk.press("F3")
    desk.dial_tone()
    desk.answers()
    assert desk.face("F3").state == "ANSWERED: the caller is back"
    assert "hung up" not in desk.screen.line
    assert "which agency" in desk.screen.next_step.text
    desk.press("F8")
    assert desk.orders == [Recall(2, "*23")]
    desk.press("Esc")
    assert desk.orders == [Abort(2)]  # the agency is given up, never the caller
    desk.ends(Outcome.ABORTED)
    desk.press("F12")
    desk.releases()
    assert desk.calls()[1]["how_ended"] == "released"


def test_a_second_call_waits_while_a_rung_back_caller_is_spoken_to(desk: Any) -> None:
    desk.spill(name="FIRST CALLER")
    desk.press("F3")
    desk.choose("Busy tone: hung up")
    desk.dial_tone()
    desk.answers()
    desk.spill(name="SECOND CALLER")
    assert desk.screen.caller.name.text == "FIRST CALLER"
    desk.press("F12")
    desk.releases()
    assert desk.screen.caller.name.text == "SECOND CALLER"


# --- a set worked by hand ------------------------------------------------------------------------------------------


def by_hand(make_desk: Any) -> Any:
    desk = make_desk(caps=BY_HAND)
    desk.spill()
    return desk


def test_by_hand_the_instruction_stands_until_the_next_step_was_heard(make_desk: Any) -> None:
    """The events of drivers/manual_phone.py, in its order."""
    desk = by_hand(make_desk)
    desk.press("F8")
    desk.tell(Instruction(desk.now, "press 9-1-1 FEATURE on the set", 1))
    assert desk.screen.next_step.text == "press 9-1-1 FEATURE on the set"
    desk.press("Ctrl+1")
    assert desk.orders == [Heard("dial_tone")]
    desk.dial_tone()
    desk.tell(Instruction(desk.now, "dial *23 on the set, then say what you hear", 1))
    desk.dialled()
    assert desk.screen.next_step.text == "dial *23 on the set, then say what you hear"
    desk.press("F5")
    assert desk.screen.next_step.text == "dial *23 on the set, then say what you hear"
    desk.tell(Ringing(desk.now, 1, 1, source="call-taker"))
    assert desk.screen.next_step.text == 'Tell the caller: "Stay on the line for Oshawa Fire."'
    assert desk.face("F8").state == "ring 1 of 6 (by call-taker)"


def test_by_hand_the_instruction_to_give_up_or_to_release_outlives_its_own_event(make_desk: Any) -> None:
    desk = by_hand(make_desk)
    desk.press("F8")
    desk.press("Esc")
    desk.tell(Instruction(desk.now, "give up on the set what was dialled, and keep the caller", 1))
    desk.ends(Outcome.ABORTED)
    assert "give up" in desk.screen.next_step.text
    desk.press("F12")
    desk.tell(Instruction(desk.now, "press RELEASE on the set"))
    desk.releases()
    assert desk.screen.next_step.text == "press RELEASE on the set"
    desk.spill(name="SECOND CALLER")
    assert "RELEASE" not in desk.screen.next_step.text


def test_by_hand_a_waiting_caller_does_not_hide_that_release_must_still_be_pressed(make_desk: Any) -> None:
    desk = by_hand(make_desk)
    desk.press("F8")
    desk.spill(name="SECOND CALLER")
    desk.press("F11")
    desk.press("F12")
    desk.tell(Instruction(desk.now, "press RELEASE on the set"))
    desk.releases()
    assert desk.screen.caller.name.text == "SECOND CALLER"
    assert desk.screen.next_step.text == "press RELEASE on the set"


def test_by_hand_voice_contact_is_believed_at_once_and_told_to_the_sets_driver(make_desk: Any) -> None:
    """Else the driver would refuse the next agency: it would still wait for this one's answer."""
    desk = by_hand(make_desk)
    desk.press("F8")
    desk.press("F11")
    assert desk.orders == [Heard("answered")]
    assert leg(desk)["contact_at"]
    desk.answers()  # the driver's echo
    assert leg(desk)["contact_at"]
    assert desk.screen.line == "two parties on line: caller, Oshawa Fire"


def test_by_hand_an_agency_key_after_feature_tells_the_driver_the_digits_at_once(make_desk: Any) -> None:
    desk = by_hand(make_desk)
    desk.press("F2")
    desk.press("F8")
    assert desk.orders == [Dial(1, "*23")]
    desk.dialled()
    assert desk.face("F8").state == "dialling *23"


def test_by_hand_saying_what_was_heard_with_nothing_under_way_is_refused(make_desk: Any) -> None:
    desk = by_hand(make_desk)
    desk.press("Ctrl+3")
    assert desk.orders == []
    assert "refused" in desk.face("Ctrl+3").state
    desk.press("Ctrl+7")
    assert desk.orders == [Heard("caller_gone")]


def test_a_seventh_ring_does_not_put_the_end_of_six_off(desk: Any) -> None:
    """D096: a far end that rings on and on is given up all the same."""
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.dialled()
    desk.rings(6)
    decision = desk.tell(Ringing(desk.now, desk.attempt, 7))
    assert not any(isinstance(order, WakeAt) for order in decision.orders)


def test_what_the_clock_counts_beyond_the_limit_nobody_heard(desk: Any) -> None:
    """D096: the switch may have ended the ringing already. What was heard is another thing."""
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.dialled()
    for ring in range(1, 8):
        desk.tell(Ringing(desk.now, desk.attempt, ring, "clock"))
    assert (desk.face("F8").state, leg(desk)["rings"]) == ("ring 6 of 6 (by clock)", 6)
    desk.tell(Ringing(desk.now, desk.attempt, 7, "audio"))
    assert (desk.face("F8").state, leg(desk)["rings"]) == ("ring 7, more than 6", 7)


def test_the_caller_who_is_rung_back_is_counted_on_by_the_clock(desk: Any) -> None:
    """D132."""
    desk.spill()
    desk.press("F3")
    desk.choose("Busy tone: hung up")
    desk.dial_tone()
    desk.dialled("*99")
    for ring in range(1, 10):
        desk.tell(Ringing(desk.now, 1, ring, "clock"))
    assert desk.face("F3").state == "ring 9 (by clock)"


@pytest.mark.parametrize("rings", [1, 4, 20])
def test_another_centres_limit_of_rings_is_its_tables(make_desk: Callable[..., Any], rings: int) -> None:
    """D096: the key, the end of the attempt and its words all go by the one number of the table."""
    desk = make_desk(steps=BaseSteps({}, limits=Limits(rings=rings)))
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.dialled()
    rang = desk.tell(Ringing(desk.now, 1, 1))
    assert desk.face("F8").state == f"ring 1 of {rings}"
    assert wakes(rang) == {"rings 1": desk.now + rings * RING_CYCLE + RING_GUARD}
    for ring in range(2, rings + 1):
        desk.wait(6)
        rang = desk.tell(Ringing(desk.now, 1, ring))
    desk.wake(rang)
    assert Abort(1) in desk.orders
    assert leg(desk)["outcome"] == "no_answer"
    assert desk.face("F8").state == f"NO ANSWER after {rings} ring{'s' if rings > 1 else ''}"


def test_an_agency_that_stopped_ringing_before_the_limit_is_not_said_to_have_rung_so_often(desk: Any) -> None:
    """A switch that says "temporarily unavailable" after two rings is no answer, and no six rings."""
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.dialled()
    desk.rings(2)
    desk.ends(Outcome.NO_ANSWER)
    assert desk.face("F8").state == "NO ANSWER"


def test_a_slow_line_has_the_time_it_needs(make_desk: Callable[..., Any]) -> None:
    """What a line needs is measured on it (the commissioning list), and is no constant of ours."""
    desk = make_desk(caps=PhoneCaps(dial_tone_s=6.0, response_s=12.0))
    desk.spill()
    assert wakes(desk.press("F8")) == {"dial tone 1": desk.now + timedelta(seconds=6)}
    desk.dial_tone()
    assert wakes(desk.dialled()) == {"response 1": desk.now + timedelta(seconds=12)}


def test_an_agency_whose_dropping_nobody_confirmed_is_not_said_to_have_left(desk: Any) -> None:
    """D083, D097: it may hear every word the caller says."""
    desk.spill()
    desk.bring_in("F8")
    desk.wake(desk.press("Esc"))
    assert desk.face("F8").state == "given up, NOT CONFIRMED by the line"
    assert desk.face("F8").look is Look.ATTENTION
    assert desk.screen.line == "one party on line: caller; perhaps Oshawa Fire (giving up not confirmed)"
    desk.ends(Outcome.ABORTED)
    assert desk.screen.line == "one party on line: caller"
    assert desk.face("F8").state == "has left the line"
    assert desk.decisions[-1].record.call == 1


def test_an_agency_that_answers_when_its_attempt_is_over_is_said_to_be_perhaps_on_the_line(desk: Any) -> None:
    """D083, D096: it lifted the receiver in the instant in which the rings were over here."""
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.dialled()
    desk.wake(desk.rings(6))
    assert desk.face("F8").state == "NO ANSWER after 6 rings"
    desk.answers()
    assert desk.face("F8").state == "ANSWERED when it was over: is it on the line?"
    assert desk.screen.line == "one party on line: caller; perhaps Oshawa Fire (answered late)"
    assert desk.calls()[1]["legs"][1]["outcome"] == "no_answer"
    desk.ends(Outcome.ABORTED, "given up here")
    assert desk.face("F8").state == "NO ANSWER after 6 rings"
    assert desk.screen.line == "one party on line: caller"


def test_an_agency_in_voice_contact_when_the_line_is_lost_is_not_said_to_have_left(desk: Any) -> None:
    """D085, D098: the bridge is in the switch, and a cable that is out parts nobody."""
    desk.spill()
    desk.bring_in("F8")
    desk.press("F11")
    desk.tell(LineLost(desk.now, "the cable is out"))
    assert desk.face("F8").state == "LINE LOST in voice contact"
    assert desk.screen.line == "one party on line: caller; perhaps Oshawa Fire (line lost)"
    desk.tell(LineUp(desk.now))
    desk.bring_in("F8")
    assert desk.screen.line == "two parties on line: caller, Oshawa Fire answered"


def test_a_telephone_that_joins_its_parties_has_nobody_on_a_line_that_is_lost(make_desk: Callable[..., Any]) -> None:
    """D085. Its own word for each attempt comes before that of the line."""
    desk = make_desk(caps=PhoneCaps(flash=False, can_answer=True, bridge_in_switch=False))
    desk.tell(CallerRinging(desk.now, "9053261224", 1))
    desk.tell(CallerHere(desk.now, "9053261224", 1))
    desk.press("F8")
    desk.answers()
    desk.ends(Outcome.LINE_LOST, "the process ended")
    desk.tell(LineLost(desk.now, "the process ended"))
    assert desk.face("F8").state == "ANSWERED, then LINE LOST"
    assert desk.screen.line == "nobody on line; the caller was CUT OFF"


def test_of_a_call_that_is_over_no_attempt_is_told_of_late(desk: Any) -> None:
    """D085."""
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.wake(desk.dialled())
    desk.press("F12")
    desk.press("F12")
    desk.releases()
    desk.answers()
    assert desk.screen.line == "nobody on the line"

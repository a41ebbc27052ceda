"""What each key does, refuses and says (D081-D098)."""

from datetime import timedelta
from typing import Any

import pytest

from app.ports import (
    Abort,
    AttemptEnded,
    Dial,
    DropAgency,
    Heard,
    HeldOnLine,
    Hold,
    Mute,
    Muted,
    Outcome,
    PhoneCaps,
    Recall,
    Release,
    Resume,
)
from app.position.decision import WakeAt
from app.position.events import DigitsTyped
from app.position.limits import Limits
from app.position.screen import Look
from app.position.step_words import BaseSteps


def test_an_agency_key_alone_does_feature_and_dial(desk: Any) -> None:
    """D081, D082, D086, D090."""
    desk.spill()
    desk.press("F8")
    assert [type(order) for order in desk.orders] == [Recall]
    desk.dial_tone()
    assert [order.digits for order in desk.orders if isinstance(order, Dial)] == ["*23"]


@pytest.mark.parametrize(
    ("key", "code"),
    [("F5", "*21"), ("F6", "*25"), ("F7", "*22"), ("F8", "*23"), ("F9", "*26"), ("F10", "*36")],
)
def test_each_key_dials_the_manuals_code(desk: Any, key: Any, code: Any) -> None:
    """D087, D088, D089, D090, D091, D092."""
    desk.spill()
    desk.press(key)
    desk.dial_tone()
    assert desk.orders[0] == Dial(desk.attempt, code)
    assert desk.calls()[1]["legs"][1]["digits"] == code


def test_a_key_press_is_written_before_any_tone_leaves(desk: Any) -> None:
    """The leg is in the very record of the press, before the order is carried out."""
    desk.spill()
    decision = desk.press("F8")
    assert decision.record.changes[0].legs[1]["outcome"] == "dialling"
    assert decision.record.kind == "key_pressed"


def test_feature_then_agency_key_uses_the_dial_tone_that_stands(desk: Any) -> None:
    """D081."""
    desk.spill()
    desk.press("F2")
    desk.dial_tone()
    assert desk.face("F2").state == "dial tone"
    assert desk.calls()[1]["legs"] == {}
    desk.press("F5")
    assert desk.orders == [Dial(desk.attempt, "*21")]
    assert desk.calls()[1]["legs"][1]["digits"] == "*21"


def test_rings_are_counted_and_answer_is_not_yet_voice_contact(desk: Any) -> None:
    """D083, D096."""
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.dialled()
    desk.rings(3)
    assert desk.face("F8").state == "ring 3 of 6"
    assert desk.screen.line == "two parties on line: caller, Oshawa Fire ringing"
    desk.answers()
    assert desk.face("F8").look is Look.ATTENTION
    assert desk.calls()[1]["legs"][1]["rings"] == 3
    assert desk.calls()[1]["legs"][1]["contact_at"] is None


def test_voice_contact_is_the_call_takers_word(desk: Any) -> None:
    """D042."""
    desk.spill()
    desk.bring_in()
    desk.press("F11")
    leg = desk.calls()[1]["legs"][1]
    assert leg["outcome"] == "answered"
    assert leg["contact_at"] is not None
    assert desk.face("F8").look is Look.CONTACT


def test_voice_contact_before_an_answer_is_refused_where_the_line_signals_answers(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.press("F11")
    assert "has not answered yet" in desk.face("F11").state


def test_voice_contact_may_be_heard_where_the_line_does_not_signal_answers(make_desk: Any) -> None:
    desk = make_desk(caps=PhoneCaps(answer_seen="none"))
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.rings(1)
    desk.press("F11")
    leg = desk.calls()[1]["legs"][1]
    assert leg["outcome"] == "answered"
    assert leg["contact_at"] is not None


def test_release_before_voice_contact_warns_and_needs_a_second_press(desk: Any) -> None:
    """D042, D084; both presses are in the journal."""
    desk.spill()
    desk.press("F8")
    desk.press("F12")
    assert desk.orders == []
    assert "no voice contact with Oshawa Fire yet" in desk.face("F12").state
    assert desk.screen.next_step.urgent
    desk.press("F12")
    assert desk.orders == [Release()]
    assert [d.record.kind for d in desk.decisions[-2:]] == ["key_pressed", "key_pressed"]


@pytest.mark.parametrize(("after", "released"), [(9.9, True), (10.0, False)])
def test_another_centres_table_says_how_long_a_release_warning_stands(
    make_desk: Any, after: float, released: bool
) -> None:
    """D042, D084: ten seconds in place of thirty."""
    desk = make_desk(steps=BaseSteps({}, limits=Limits(release_warning=timedelta(seconds=10))))
    desk.spill()
    desk.bring_in()
    warned = desk.press("F12")
    assert [order.at - desk.now for order in warned.orders if isinstance(order, WakeAt)] == [timedelta(seconds=10)]
    desk.wait(after)
    desk.press("F12")
    assert (desk.phoned == [Release]) is released


def test_d084_a_number_typed_by_the_call_taker_is_waited_for_as_an_agency_is(desk: Any) -> None:
    """D084: the caller would be left with a telephone that rings."""
    desk.spill()
    desk.press("F2")
    desk.dial_tone()
    desk.tell(DigitsTyped(desk.now, "905-555-0100"))
    desk.dialled("9055550100")
    desk.rings(1)
    desk.press("F12")
    assert desk.orders == []
    desk.answers()
    desk.press("F11")
    desk.press("F12")
    assert desk.orders == [Release()]


def test_a_release_warning_does_not_stand_for_ever(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.press("F12")
    desk.wait(31)
    desk.press("F12")
    assert desk.orders == []


def test_after_voice_contact_with_any_agency_one_press_releases_and_tasks_stay(desk: Any) -> None:
    """D085."""
    desk.spill()
    desk.fail("F5")
    desk.bring_in("F8")
    desk.press("F11")
    desk.press("F7")
    desk.press("F12")
    assert desk.orders == [Release()]
    desk.releases()
    assert [task for task in desk.screen.tasks if "Ambulance" in task]


def test_a_call_with_no_agency_is_released_at_once(desk: Any) -> None:
    """D008, D035: police calls and non-emergencies have no conference."""
    desk.spill()
    desk.press("F12")
    assert desk.orders == [Release()]


def test_after_a_failure_release_warns_until_the_information_is_taken(desk: Any) -> None:
    """D094, D096."""
    desk.spill()
    desk.fail("F8")
    desk.press("F12")
    assert "was not reached" in desk.face("F12").state
    desk.press("Alt+I")
    desk.press("F12")
    assert desk.orders == [Release()]


@pytest.mark.parametrize("outcome", [Outcome.BUSY, Outcome.CIRCUITS_BUSY, Outcome.NO_ANSWER, Outcome.BAD_CODE])
def test_a_failure_names_itself_leaves_a_task_and_offers_the_next_rungs(desk: Any, outcome: Any) -> None:
    """D093, D094, D096, D116."""
    desk.spill()
    desk.fail("F8", outcome)
    assert desk.face("F8").look is Look.FAILED
    assert len(desk.screen.tasks) == 1
    assert [face.key for face in desk.screen.offers] == ["Alt+1", "Alt+2", "Alt+I", "Alt+3", "Alt+4", "Alt+5", "Alt+D"]
    assert desk.calls()[1]["legs"][1]["outcome"] == str(outcome)


def test_nothing_redials_by_itself(desk: Any) -> None:
    desk.spill()
    desk.fail("F8")
    desk.wait(3600)
    desk.spill(call_number="00552")
    assert desk.orders == []


def test_the_tandem_number_is_a_new_leg_of_its_own(desk: Any) -> None:
    """D093."""
    desk.spill()
    desk.fail("F8")
    desk.press("Alt+2")
    desk.dial_tone()
    assert desk.orders == [Dial(desk.attempt, "7138150")]
    assert [leg["digits"] for leg in desk.calls()[1]["legs"].values()] == ["*23", "7138150"]


def test_the_star_code_by_hand_is_offered_at_once(desk: Any) -> None:
    """D093."""
    desk.spill()
    desk.fail("F8")
    desk.press("Alt+1")
    desk.dial_tone()
    assert desk.orders == [Dial(desk.attempt, "*23")]


def test_speed_dial_waits_for_the_information_and_a_number(desk: Any) -> None:
    """D094."""
    desk.spill()
    desk.fail("F8")
    desk.press("Alt+3")
    assert "take the information first" in desk.face("Alt+3").state
    desk.press("Alt+I")
    desk.press("Alt+3")
    assert desk.face("Alt+3").state == "refused: no number set"
    assert desk.orders == []


def test_the_back_up_without_a_number_dials_nothing(desk: Any) -> None:
    """D116, D118."""
    desk.spill()
    desk.fail("F7")
    desk.press("Alt+4")
    desk.press("Alt+4")
    assert desk.face("Alt+4").state == "refused: Oshawa/Hampton Works Yard: no number set"
    assert desk.orders == []


@pytest.mark.parametrize(("key", "backup"), [("F6", "*26"), ("F8", "*22"), ("F9", "*25")], ids=["D117", "D119", "D121"])
def test_d117_d119_d121_the_back_up_that_is_an_agency_is_dialled_by_its_own_code(
    desk: Any, key: str, backup: str
) -> None:
    """D116: at the second press, for power or telephone failure only; as the key does once it is marked down."""
    desk.spill()
    desk.fail(key)
    desk.press("Alt+4")
    assert desk.phoned == []
    desk.press("Alt+4")
    desk.dial_tone()
    assert desk.orders == [Dial(desk.attempt, backup)]
    desk.answers()
    desk.press("F11")
    assert desk.screen.tasks == ()


def test_d116_an_agency_without_a_back_up_has_none_to_dial(desk: Any) -> None:
    desk.spill()
    desk.fail("F10")
    desk.press("Alt+4")
    assert desk.face("Alt+4").state == "refused: back-up site: no number set"


def test_a_failed_attempt_blocks_no_other_agency_key(desk: Any) -> None:
    desk.spill()
    desk.fail("F8")
    desk.press("F5")
    assert isinstance(desk.orders[0], Recall)


def test_a_second_attempt_while_one_rings_is_refused_in_words(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.dialled()
    desk.rings(1)
    desk.press("F5")
    assert desk.orders == []
    assert desk.face("F5").state == "refused: Oshawa Fire: ring 1 of 6; Esc gives it up"


def test_a_bounced_key_is_ignored_without_a_word(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.wait(0.2)
    desk.press("F8")
    assert desk.orders == []
    assert "refused" not in desk.face("F8").state


def test_a_key_without_a_caller_is_refused_in_words(desk: Any) -> None:
    desk.press("F8")
    assert "no caller on the line" in desk.face("F8").state
    assert desk.orders == []


def test_no_dial_tone_in_three_seconds_ends_the_attempt(desk: Any) -> None:
    desk.spill()
    asked = desk.press("F8")
    ended = desk.wake(asked)
    assert Abort(1) in ended.orders
    assert desk.calls()[1]["legs"][1]["outcome"] == "no_dial_tone"


def test_a_switch_that_says_nothing_in_five_seconds_is_no_response(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.wake(desk.dialled())
    assert desk.calls()[1]["legs"][1]["outcome"] == "no_response"


def test_six_rings_over_is_no_answer_even_if_the_switch_rings_on(desk: Any) -> None:
    """D096."""
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.dialled()
    begun = desk.now
    last = desk.rings(6)
    ended = desk.wake(last)
    assert desk.now - begun <= timedelta(seconds=38)
    assert Abort(1) in ended.orders
    leg = desk.calls()[1]["legs"][1]
    assert (leg["outcome"], leg["rings"]) == ("no_answer", 6)


def test_a_stale_time_limit_changes_nothing(desk: Any) -> None:
    desk.spill()
    asked = desk.press("F8")
    desk.dial_tone()
    desk.dialled()
    desk.rings(1)
    before = desk.calls()
    desk.wake(asked)
    assert desk.calls() == before


def test_esc_gives_up_a_ringing_agency_and_keeps_the_caller(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.rings(1)
    desk.press("Esc")
    assert desk.orders == [Abort(1)]
    desk.ends(Outcome.ABORTED)
    assert desk.calls()[1]["legs"][1]["outcome"] == "aborted"
    assert desk.calls()[1].get("how_ended") is None
    assert desk.screen.tasks == ()


def test_esc_drops_an_agency_that_answered_without_voice(desk: Any) -> None:
    desk.spill()
    desk.bring_in()
    desk.press("Esc")
    assert desk.orders == [DropAgency(1)]
    desk.ends(Outcome.ABORTED)
    assert desk.calls()[1]["legs"][1]["outcome"] == "answered"


GIVEN_UP = "F12 again releases; Oshawa Fire was given up, and no agency was reached"


@pytest.mark.parametrize("answered", [False, True])
def test_d084_d093_an_agency_given_up_after_it_rang_or_answered_keeps_its_rungs_and_the_release_warning(
    desk: Any, answered: bool
) -> None:
    """D084, D093: a recording that answered, or a line that rang and rang, is no reason to lose the caller."""
    desk.spill()
    if answered:
        desk.bring_in("F8")
    else:
        desk.press("F8")
        desk.dial_tone()
        desk.rings(5)
    desk.press("Esc")
    desk.ends(Outcome.ABORTED)
    assert [face.key for face in desk.screen.offers] == ["Alt+1", "Alt+2", "Alt+I", "Alt+3", "Alt+4", "Alt+5"]
    desk.press("F12")
    assert Release() not in desk.orders
    assert desk.face("F12").state == f"refused: {GIVEN_UP}"
    desk.press("F12")
    assert Release() in desk.orders


def test_d093_the_tandem_number_may_follow_on_a_ringing_that_was_given_up(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.rings(5)
    desk.press("Esc")
    desk.ends(Outcome.ABORTED)
    desk.press("Alt+2")
    desk.dial_tone()
    assert desk.orders == [Dial(desk.attempt, "7138150")]


def test_d096_the_information_taken_after_an_agency_was_given_up_lets_the_caller_go(desk: Any) -> None:
    desk.spill()
    desk.bring_in("F8")
    desk.press("Esc")
    desk.ends(Outcome.ABORTED)
    desk.press("Alt+I")
    desk.press("F12")
    assert Release() in desk.orders


def test_d084_a_wrong_key_given_up_before_it_rang_warns_of_nothing(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.press("Esc")
    desk.ends(Outcome.ABORTED)
    assert desk.screen.offers == ()
    desk.press("F12")
    assert Release() in desk.orders


def test_d084_a_wrong_key_is_forgotten_once_the_right_agency_is_in_voice_contact(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.rings(1)
    desk.press("Esc")
    desk.ends(Outcome.ABORTED)
    desk.bring_in("F5")
    desk.press("F11")
    assert desk.screen.offers == ()
    desk.press("F12")
    assert Release() in desk.orders


def give_up(desk: Any, key: str, rings: int) -> None:
    desk.press(key)
    desk.dial_tone()
    if rings:
        desk.rings(rings)
    desk.press("Esc")
    desk.ends(Outcome.ABORTED)


def test_d093_a_wrong_key_pressed_after_it_does_not_hide_the_agency_that_was_given_up(desk: Any) -> None:
    """D084, D093: she rang the ambulance five times, gave it up, and slipped on the next key."""
    desk.spill()
    give_up(desk, "F5", rings=5)
    give_up(desk, "F8", rings=0)
    assert desk.screen.offers[0].label == "Star code by hand: Ambulance"
    desk.press("F12")
    assert desk.face("F12").state == "refused: F12 again releases; Ambulance was given up, and no agency was reached"
    desk.press("Esc")


def test_d084_an_agency_given_up_is_not_forgotten_because_another_that_failed_has_the_information(desk: Any) -> None:
    """D084, D093, D094: the rungs of the one that failed come first, then those of the one that was given up."""
    desk.spill()
    give_up(desk, "F5", rings=5)
    desk.fail("F8")
    assert desk.screen.offers[0].label == "Star code by hand: Oshawa Fire"
    desk.deliver()
    assert desk.screen.offers[0].label == "Star code by hand: Ambulance"
    desk.press("F12")
    assert Release() not in desk.orders
    assert desk.face("F12").state == "refused: F12 again releases; Ambulance was given up, and no agency was reached"


def test_d093_the_rungs_are_those_of_the_agency_that_the_step_names(desk: Any) -> None:
    """D093, D094: two failed, and the last of them has the information."""
    desk.spill()
    desk.fail("F5")
    desk.fail("F8")
    desk.press("Alt+D")
    desk.deliver()
    assert desk.step.startswith("Ambulance was not reached")
    assert desk.screen.offers[0].label == "Star code by hand: Ambulance"


def test_d093_while_the_next_agency_rings_no_rungs_of_one_given_up_stand_there(desk: Any) -> None:
    """D084: she may have pressed a wrong key first."""
    desk.spill()
    give_up(desk, "F5", rings=1)
    desk.press("F8")
    assert desk.screen.offers == ()


def test_contact_with_the_agency_later_closes_its_task(desk: Any) -> None:
    desk.spill()
    desk.fail("F8")
    desk.bring_in("F8")
    desk.press("F11")
    assert desk.screen.tasks == ()


def test_delivered_closes_the_oldest_task_also_after_release(desk: Any) -> None:
    desk.spill()
    desk.fail("F8")
    desk.press("Alt+I")
    desk.press("F12")
    desk.releases()
    assert desk.screen.tasks
    desk.deliver()
    assert desk.screen.tasks == ()


def test_ring_back_dials_its_code_as_a_leg_of_its_own(desk: Any) -> None:
    """D131."""
    desk.spill()
    desk.press("F3")
    desk.choose("Busy tone: hung up")
    desk.dial_tone()
    assert desk.orders == [Dial(desk.attempt, "*99")]
    assert desk.calls()[1]["legs"][1]["agency"] == "RING BACK"


def test_hold_and_resume_believe_the_telephone(desk: Any) -> None:
    desk.spill()
    desk.press("F4")
    assert desk.orders == [Hold()]
    assert desk.face("F4").state == ""
    desk.tell(HeldOnLine(desk.now))
    assert desk.face("F4").state == "held"
    desk.press("F4")
    assert desk.orders == [Resume()]


def test_listening_only_is_for_a_call_in_voice_contact(desk: Any) -> None:
    """D098."""
    desk.spill()
    desk.press("Ctrl+M")
    assert "refused" in desk.face("Ctrl+M").state
    desk.bring_in()
    desk.press("F11")
    desk.press("Ctrl+M")
    assert desk.orders == [Mute(True)]
    desk.tell(Muted(desk.now, True))
    assert desk.face("F8").state == "voice contact, listening only"


def test_on_a_set_worked_by_hand_no_clock_runs_and_what_was_heard_is_a_key(make_desk: Any) -> None:
    desk = make_desk(caps=PhoneCaps(by_hand=True, answer_seen="none", dial_tone_seen=False))
    desk.spill()
    pressed = desk.press("F8")
    assert [type(order) for order in pressed.orders] == [Recall]
    desk.press("Ctrl+1")
    assert desk.orders == [Heard("dial_tone")]
    desk.dial_tone()
    assert desk.orders == [Dial(desk.attempt, "*23")]
    assert not any(isinstance(order, WakeAt) for decision in desk.decisions for order in decision.orders)


def test_on_a_set_worked_by_hand_a_key_that_tells_what_cannot_be_now_is_refused(make_desk: Any) -> None:
    desk = make_desk(caps=PhoneCaps(by_hand=True, answer_seen="none", dial_tone_seen=False, ring_count="none"))
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.press("Ctrl+1")
    assert desk.face("Ctrl+1").state == "refused: there was dial tone already"
    desk.answers()
    for key in ("Ctrl+1", "Ctrl+2", "Ctrl+3"):
        desk.press(key)
        assert desk.orders == []
        assert desk.face(key).state == "refused: Oshawa Fire has answered already"
    for key in ("Ctrl+4", "Ctrl+5", "Ctrl+6"):
        desk.press(key)
        assert [type(order) for order in desk.orders] == [Heard]
    desk.ends(Outcome.ANSWERED)
    assert desk.face("F8").state == "ANSWERED, then gone before voice contact"


def test_an_agency_that_comes_while_she_only_listens_is_not_said_to_hear_her_d098(desk: Any) -> None:
    desk.spill()
    desk.bring_in("F8")
    desk.press("F11")
    desk.press("Ctrl+M")
    desk.tell(Muted(desk.now, True))
    desk.bring_in("F5")
    desk.press("F11")
    assert desk.face("F5").state == desk.face("F8").state == "voice contact, listening only"
    desk.press("Ctrl+M")
    desk.tell(Muted(desk.now, False))
    assert desk.face("F5").state == desk.face("F8").state == "voice contact"


def test_d098_a_caller_whom_the_agency_has_left_hears_the_call_taker_again(desk: Any) -> None:
    """The agency hung up on a call she only listened to: the caller was alone with one who could not be heard."""
    desk.spill()
    for key in ("F8", "F5"):
        desk.bring_in(key)
        desk.press("F11")
    desk.press("Ctrl+M")
    desk.tell(Muted(desk.now, True))
    desk.ends(Outcome.ANSWERED)
    assert desk.orders == []  # the other is there still
    desk.tell(AttemptEnded(desk.now, 1, Outcome.ANSWERED))
    assert desk.orders == [Mute(False)]


def test_d084_voice_contact_takes_the_warning_of_the_release_back(desk: Any) -> None:
    """One press releases now, and nothing says that the first was in vain."""
    desk.spill()
    desk.bring_in("F8")
    desk.press("F12")
    desk.press("F11")
    assert desk.step.startswith("F12 leaves; caller and Oshawa Fire stay connected.")
    assert desk.face("F12").state == ""

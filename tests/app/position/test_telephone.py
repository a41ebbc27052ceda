"""What the position knows of its telephone, and the set worked by hand in its place."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from app.ports import (
    CallerRinging,
    Dial,
    Dialled,
    DialTone,
    Instruction,
    LineLost,
    LineTold,
    LineUp,
    Mute,
    Muted,
    NotDone,
    PhoneCaps,
    Recall,
    Ringing,
)
from app.position.decision import UsePhone
from app.position.events import PhoneChanged
from app.position.screen import Health, Look
from app.position.telephone import MOST_FACTS, Telephone, answer_limit, limits

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
BY_HAND = PhoneCaps(dial_tone_seen=False, ring_count="none", answer_seen="none", by_hand=True)


@pytest.mark.parametrize(
    ("caps", "words"),
    [
        (PhoneCaps(), ""),
        (PhoneCaps(answer_seen="deduced"), "answer only deduced from silence: confirm by ear"),
        (PhoneCaps(answer_seen="none"), "answer not signalled on this line: confirm by ear"),
        (BY_HAND, ""),
    ],
)
def test_a_line_says_what_it_cannot_know_of_an_answer(caps: PhoneCaps, words: str) -> None:
    """D083; issue 3 section 5."""
    assert answer_limit(caps) == words


def test_a_line_that_knows_everything_has_nothing_to_say() -> None:
    assert limits(PhoneCaps(can_mute=True)) == ()


def test_every_limit_of_a_line_is_a_sentence() -> None:
    poor = PhoneCaps(
        flash=True,
        dial_tone_seen=False,
        ring_count="none",
        answer_seen="none",
        busy_vs_reorder=False,
        bridge_in_switch=False,
        can_hold=False,
        abort=False,
    )
    assert len(limits(poor)) == 8


def test_a_telephone_is_opening_ready_or_lost_with_what_to_do(desk: Any) -> None:
    assert (desk.screen.phone.text, desk.screen.phone.health) == ("telephone virtual: opening", Health.NOTICE)
    desk.tell(LineUp(desk.now))
    assert (desk.screen.phone.text, desk.screen.phone.health) == ("telephone virtual: ready", Health.WELL)
    desk.tell(LineLost(desk.now, "cable pulled"))
    assert desk.screen.phone.text == "TELEPHONE LINE LOST, Alt+H works the set by hand: cable pulled"
    assert desk.screen.phone.health is Health.FAULT


def test_a_lost_line_offers_the_set_worked_by_hand_and_the_caller_stays(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.tell(LineLost(desk.now, "the modem is gone"))
    assert desk.face("Alt+H").look is Look.ATTENTION
    desk.press("Alt+H")
    assert desk.orders == [UsePhone(by_hand=True)]
    desk.tell(PhoneChanged(desk.now, "manual", BY_HAND, True))
    assert desk.screen.caller.number.text == "(905) 326-1224"
    assert "WORKED BY HAND" in desk.screen.phone.text
    assert desk.calls()[1].get("how_ended") is None


def test_after_it_took_over_the_same_key_dials_through_it_and_says_what_to_press(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.tell(LineLost(desk.now, "the modem is gone"))
    desk.press("Alt+H")
    desk.tell(PhoneChanged(desk.now, "manual", BY_HAND, True))
    desk.wait(2)
    desk.press("F8")
    assert desk.orders == [Recall(2, "*23")]
    desk.tell(Instruction(desk.now, "press 9-1-1 FEATURE on the set", 2))
    assert desk.screen.next_step.text == "press 9-1-1 FEATURE on the set"
    assert desk.face("Ctrl+3").label == "heard an answer"


def test_the_line_that_is_back_is_told_and_taken_only_on_a_press(desk: Any) -> None:
    desk.tell(LineLost(desk.now, "the modem is gone"))
    desk.press("Alt+H")
    desk.tell(PhoneChanged(desk.now, "manual", BY_HAND, True))
    desk.tell(LineUp(desk.now))
    assert desk.screen.phone.text == "telephone set WORKED BY HAND; virtual is ready again, Alt+H goes back to it"
    desk.press("Alt+H")
    assert desk.orders == [UsePhone(by_hand=False)]


def test_an_agency_being_brought_in_is_not_dropped_by_changing_telephones(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.press("Alt+H")
    assert desk.orders == []


def test_a_caller_who_was_rung_back_on_the_set_is_not_left_there_by_changing_telephones(desk: Any) -> None:
    """A later loss of the line ended her leg, which was on the set."""
    desk.spill()
    desk.tell(LineLost(desk.now, "the modem is gone"))
    desk.press("Alt+H")
    desk.tell(PhoneChanged(desk.now, "manual", BY_HAND, True))
    desk.begin("R")
    desk.choose("Busy tone: hung up")
    desk.dial_tone()
    desk.answers()
    desk.tell(LineUp(desk.now))
    desk.press("Alt+H")
    assert desk.orders == []
    assert desk.face("Alt+H").state == "refused: the caller is on the set: release there first"


def test_a_set_worked_by_hand_already_has_nothing_to_stand_in_for(make_desk: Callable[..., Any]) -> None:
    desk = make_desk(caps=BY_HAND)
    desk.press("Alt+H")
    assert desk.orders == []


def test_a_line_that_tells_nothing_waits_for_the_call_takers_ear(make_desk: Callable[..., Any]) -> None:
    """No limit may make a failure of its silence; what she hears is one key."""
    desk = make_desk(caps=PhoneCaps(flash=False, dial_tone_seen=False, ring_count="none", answer_seen="none"))
    desk.spill()
    desk.press("F8")
    assert desk.orders == [Dial(1, "*23")]
    decision = desk.tell(Dialled(desk.now, 1, "*23"))
    assert decision.orders == ()
    assert desk.face("F8").state == "dialled *23: listen, this line tells nothing"
    desk.press("Ctrl+2")
    assert desk.face("F8").state == "ring 1 of 6 (by call-taker)"
    desk.press("Ctrl+3")
    assert desk.face("F8").state == "ANSWERED (heard): voice contact?"
    assert desk.face("F11").state == "answered: confirm"


def test_what_she_heard_ends_an_attempt_where_the_line_tells_nothing(make_desk: Callable[..., Any]) -> None:
    """D093: the next rungs are then offered."""
    desk = make_desk(caps=PhoneCaps(flash=False, dial_tone_seen=False, ring_count="none", answer_seen="none"))
    desk.spill()
    desk.press("F8")
    desk.press("Ctrl+4")
    assert desk.calls()[1]["legs"][1]["outcome"] == "busy"
    assert desk.face("Alt+2").code == "713-8150"


def test_the_lines_page_holds_state_facts_and_the_last_words() -> None:
    telephone = Telephone(UTC)
    telephone.started("sip", PhoneCaps(bridge_in_switch=False, can_mute=True))

    telephone.told(LineTold(START, "registration", "refused"))
    telephone.told(LineTold(START, "registration", "registered as 9111"))
    telephone.said(START, "486 Busy Here")
    page = dict(telephone.page())
    assert page["registration"] == "registered as 9111  (08:00:00)"
    assert page["last words"] == "486 Busy Here  (08:00:00)"
    assert page["this line"] == "release hands caller and agency over to each other; the far end may refuse it"


def test_a_line_in_use_with_something_amiss_says_so_on_the_edge(desk: Any) -> None:
    """The caller is still heard, but the next key would fail."""
    desk.tell(LineUp(desk.now))
    desk.tell(LineTold(desk.now, "switch", "Connection refused", fault=True))
    assert desk.screen.phone.text == "telephone virtual: in use, but switch: Connection refused"
    assert desk.screen.phone.health is Health.NOTICE
    desk.tell(LineTold(desk.now, "switch", "it answers"))
    assert desk.screen.phone.text == "telephone virtual: ready"


def test_facts_without_end_do_not_fill_the_memory() -> None:
    telephone = Telephone(UTC)

    for number in range(3 * MOST_FACTS):
        telephone.told(LineTold(START, f"fact {number}", "x" * 10_000))
    assert len(telephone.page()) == 2 + MOST_FACTS + 1
    assert max(len(words) for _label, words in telephone.page()) < 400


def by_hand(desk: Any) -> None:
    desk.tell(LineLost(desk.now, "the modem is gone"))
    desk.press("Alt+H")
    desk.tell(PhoneChanged(desk.now, "manual", BY_HAND, True))


def test_an_attempt_by_hand_goes_on_though_the_lost_line_comes_and_goes(desk: Any) -> None:
    desk.spill()
    by_hand(desk)
    desk.press("F8")
    desk.tell(DialTone(desk.now, 1))
    desk.tell(Ringing(desk.now, 1, 1, "call-taker"))
    desk.tell(LineUp(desk.now))
    desk.tell(LineLost(desk.now, "again"))
    assert desk.face("F8").state == "ring 1 of 6 (by call-taker)"
    desk.press("F11")
    desk.tell(LineLost(desk.now, "again"))
    assert desk.face("F8").state == "voice contact"


def test_a_line_that_is_well_is_not_left_for_the_set(desk: Any) -> None:
    desk.tell(LineUp(desk.now))
    desk.spill()
    desk.press("Alt+H")
    assert desk.orders == []


def test_an_agency_reached_by_hand_is_released_by_hand(desk: Any) -> None:
    desk.spill()
    by_hand(desk)
    desk.press("F8")
    desk.press("F11")
    desk.tell(LineUp(desk.now))
    desk.press("Alt+H")
    assert not any(isinstance(order, UsePhone) for order in desk.orders)


def test_voice_contact_takes_the_instruction_to_press_feature_away(desk: Any) -> None:
    desk.spill()
    by_hand(desk)
    desk.press("F8")
    desk.tell(Instruction(desk.now, "press 9-1-1 FEATURE on the set", 1))
    desk.press("F11")
    assert desk.screen.next_step.text == "F12 leaves; caller and Oshawa Fire stay connected."


def test_one_who_rings_on_the_line_that_is_back_does_not_hide_the_caller_worked_by_hand(
    make_desk: Callable[..., Any],
) -> None:
    desk = make_desk(caps=PhoneCaps(flash=False, can_answer=True, bridge_in_switch=False))
    desk.spill()
    by_hand(desk)
    desk.tell(LineUp(desk.now))
    desk.tell(CallerRinging(desk.now, "9055550142", 1))
    assert desk.screen.caller.number.text == "(905) 326-1224"
    desk.press("Alt+A")
    assert desk.orders == []


def test_a_call_on_a_lost_line_is_closed_on_a_second_press(desk: Any) -> None:
    desk.spill()
    desk.tell(LineLost(desk.now, "the modem is gone"))
    desk.press("F12")
    assert "the line is lost: release on the set; press F12 again to close the call here" in desk.face("F12").state
    desk.press("F12")
    assert desk.orders == []
    assert desk.calls()[1]["how_ended"] == "released"


def test_she_is_heard_again_after_a_lost_line_and_on_another_telephone(desk: Any) -> None:
    desk.spill()
    desk.tell(Muted(desk.now, True))
    desk.tell(LineLost(desk.now, "the modem is gone"))
    assert Mute(False) in desk.orders
    desk.tell(Muted(desk.now, False))
    assert desk.face("Ctrl+M").state == ""


def test_a_device_that_stayed_muted_while_its_line_was_lost_is_unmuted_when_it_is_back(desk: Any) -> None:
    """D098. The key said that the caller hears her, and the device had never been told."""
    desk.spill()
    desk.tell(Muted(desk.now, True))
    desk.tell(LineLost(desk.now, "the hybrid is gone"))
    desk.tell(NotDone(desk.now, "unmute: the device cannot be reached"))
    assert desk.face("Ctrl+M").state == "listening only"
    desk.tell(LineUp(desk.now))
    assert Mute(False) in desk.orders
    desk.tell(Muted(desk.now, False))
    assert desk.face("Ctrl+M").state == ""


def test_an_order_that_came_to_nothing_is_said_where_she_looks(desk: Any) -> None:
    """D085, D098: a key that does nothing and says nothing is pressed again, or believed."""
    desk.spill()
    desk.press("F4")
    desk.tell(NotDone(desk.now, "hold: the device is dialling, and anything sent now would end that"))
    assert "NOT DONE: hold: the device is dialling" in desk.screen.notices[0].text
    assert desk.face("F4").state == ""
    assert desk.decisions[-1].record.call == 1


def test_that_the_caller_hung_up_can_be_said_and_taken_back_where_the_line_tells_nothing(
    make_desk: Callable[..., Any],
) -> None:
    desk = make_desk(caps=PhoneCaps(flash=False, dial_tone_seen=False, ring_count="none", answer_seen="none"))
    desk.spill()
    assert all(face.key != "Ctrl+1" for face in desk.screen.offers)
    desk.press("Ctrl+7")
    assert "hung up" in desk.screen.next_step.text
    desk.press("Ctrl+7")
    assert "hung up" not in desk.screen.next_step.text

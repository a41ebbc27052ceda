"""The commissioning checklist (issue 3 section 5; telephone.md, last paragraph)."""

from collections.abc import Callable
from typing import Any

import pytest

from app.ports import (
    Abort,
    Answered,
    AttemptEnded,
    Dial,
    Dialled,
    DialTone,
    DropAgency,
    KeepTimes,
    LineLost,
    Outcome,
    PhoneCaps,
    Recall,
    Ringing,
    TimesKept,
    TimeTried,
    TryTime,
)
from app.position.commissioning import BACK_TO_THE_PROFILE
from app.position.decision import Tell
from app.position.events import CheckDone, DigitsTyped, PhoneChanged
from app.position.screen import Pane

MODEM = PhoneCaps(answer_seen="deduced", busy_vs_reorder=False, times=("flash", "dial_tone", "ring_cycle"))


@pytest.fixture
def modem(make_desk: Callable[..., Any]) -> Any:
    made = make_desk(caps=MODEM)
    made.press("Ctrl+K")
    return made


def verdicts(desk: Any) -> list[CheckDone]:
    told = [order.event for each in desk.decisions for order in each.orders if isinstance(order, Tell)]
    return [event for event in told if isinstance(event, CheckDone)]


def flash(desk: Any, tone_after: float, key: str = "Alt+Y") -> None:
    decision = desk.press("Alt+Y")
    tried = next(order for order in decision.orders if isinstance(order, TryTime))
    decision = desk.tell(TimeTried(desk.now, tried.what, tried.seconds))
    attempt = next(order.attempt for order in decision.orders if isinstance(order, Recall))
    desk.wait(tried.seconds + tone_after)
    desk.tell(DialTone(desk.now, attempt))
    desk.press(key)


def test_the_page_stands_where_no_caller_is_and_never_over_one(modem: Any, desk: Any) -> None:
    assert modem.screen.pane is Pane.COMMISSIONING
    assert modem.screen.next_step.text == "Check 1 of 12, flash 300 ms: Alt+Y begins, Alt+S skips."
    desk.spill()
    desk.press("Ctrl+K")
    assert desk.screen.pane is Pane.TODAY


def test_a_caller_who_comes_ends_the_test_at_once_and_the_list_goes_on_later(modem: Any) -> None:
    modem.press("Alt+Y")
    decision = modem.tell(TimeTried(modem.now, "flash", 0.3))
    attempt = next(order.attempt for order in decision.orders if isinstance(order, Recall))
    decision = modem.spill()
    assert decision.orders[-2:] == (Abort(attempt), TryTime("flash", BACK_TO_THE_PROFILE))
    assert modem.screen.pane is Pane.TODAY
    assert modem.screen.caller.number.text == "(905) 326-1224"
    modem.press("F12")
    modem.releases()
    modem.press("Ctrl+K")
    assert modem.screen.next_step.text.startswith("Check 1 of 12")


def test_a_flash_is_tried_at_each_length_and_its_dial_tone_is_timed(modem: Any) -> None:
    assert modem.press("Alt+Y").orders == (TryTime("flash", 0.3),)
    (recall,) = modem.tell(TimeTried(modem.now, "flash", 0.3)).orders
    modem.wait(0.3 + 0.42)
    modem.tell(DialTone(modem.now, recall.attempt))
    assert modem.screen.checklist[0].endswith("dial tone after 0.42 s")
    decision = modem.press("Alt+Y")
    assert verdicts(modem) == [CheckDone(modem.now, "flash 300 ms", "yes", "dial tone after 0.42 s")]
    assert any(isinstance(order, Abort) for order in decision.orders)
    assert TryTime("flash", BACK_TO_THE_PROFILE) in decision.orders


def test_a_length_the_device_does_not_take_is_told(modem: Any) -> None:
    modem.press("Alt+Y")
    decision = modem.tell(TimeTried(modem.now, "flash", 0.3, "the modem keeps 070"))
    assert decision.orders == ()  # and is not flashed with
    assert "the modem keeps 070" in modem.screen.checklist[0]
    modem.press("Alt+Y")
    while not modem.screen.next_step.text.startswith("Check 12 of 12"):
        modem.press("Alt+S")
    modem.press("Alt+Y")
    assert modem.orders == []  # nor kept, whatever was pressed


def test_the_middle_of_the_lengths_that_work_is_kept_and_twice_the_slowest_dial_tone(modem: Any) -> None:
    flash(modem, 0.4, "Alt+N")
    for tone in (0.5, 0.8, 0.6):
        flash(modem, tone)
    flash(modem, 0.4, "Alt+N")
    while not modem.screen.next_step.text.startswith("Check 12 of 12"):
        modem.press("Alt+S")
    modem.press("Alt+Y")
    assert modem.orders == [KeepTimes((("flash", 0.5), ("dial_tone", 1.6)))]
    modem.tell(TimesKept(modem.now, "phones/site.toml"))
    assert verdicts(modem)[-1] == CheckDone(modem.now, "keep", "yes", "kept in phones/site.toml")
    assert modem.screen.next_step.why == "kept in phones/site.toml"


def test_nothing_measured_is_nothing_kept(modem: Any) -> None:
    while not modem.screen.next_step.text.startswith("Check 12 of 12"):
        modem.press("Alt+S")
    modem.press("Alt+Y")
    assert modem.orders == []


def test_a_check_under_way_is_over_with_the_line(modem: Any) -> None:
    """No driver answers for a line that is gone: it was said to be under way for ever."""
    modem.press("Alt+Y")
    modem.tell(LineLost(modem.now, "the port is gone"))
    assert modem.screen.checklist[0].endswith("ended line lost")
    decision = modem.tell(TimeTried(modem.now, "flash", 0.3))  # as it is set anew, with the line back
    assert decision.orders == ()
    modem.press("Alt+Y")
    to_check(modem, "keep")
    modem.press("Alt+Y")
    assert modem.orders == []  # nobody heard that flash


def test_a_refused_length_is_not_flashed_when_the_device_has_its_own_again(modem: Any) -> None:
    modem.press("Alt+Y")
    modem.tell(TimeTried(modem.now, "flash", 0.3, "the line is lost"))
    assert modem.tell(TimeTried(modem.now, "flash", 0.3)).orders == ()


def test_a_call_that_rang_when_the_line_was_lost_ended_with_it(modem: Any) -> None:
    to_check(modem, "answer")
    modem.tell(DigitsTyped(modem.now, "9055550142"))
    (recall,) = modem.orders[-1:]
    modem.tell(DialTone(modem.now, recall.attempt))
    modem.tell(Dialled(modem.now, recall.attempt, "9055550142"))
    modem.tell(Ringing(modem.now, recall.attempt, 1, "events"))
    modem.wait(3)
    modem.tell(LineLost(modem.now, "the port is gone"))
    at = next(line for line in modem.screen.checklist if line.startswith("▶"))
    assert at.endswith("1 ring, ended line lost after 3.0 s")
    modem.press("Alt+N")
    assert verdicts(modem)[-1].measured.endswith("ended line lost after 3.0 s")


def test_the_list_of_a_telephone_is_not_carried_out_on_the_set_in_its_place(modem: Any) -> None:
    modem.press("Alt+Y")
    modem.tell(LineLost(modem.now, "the port is gone"))
    modem.tell(PhoneChanged(modem.now, "manual", PhoneCaps(by_hand=True), True))
    assert modem.screen.pane is Pane.TODAY
    modem.press("Ctrl+K")
    assert not any("flash" in line for line in modem.screen.checklist)


def to_check(desk: Any, name: str) -> None:
    while f", {name}:" not in desk.screen.next_step.text:
        desk.press("Alt+S")


def test_six_rings_are_timed_from_the_last_digit(modem: Any) -> None:
    """D096."""
    to_check(modem, "6 rings")
    assert modem.screen.dial_asked
    modem.tell(DigitsTyped(modem.now, "713-8150"))
    attempt = modem.attempt
    assert modem.orders == [Recall(attempt, "7138150")]
    modem.tell(DialTone(modem.now, attempt))
    assert modem.orders == [Dial(attempt, "7138150")]
    modem.tell(Dialled(modem.now, attempt, "7138150"))
    modem.wait(3)
    for ring in range(1, 7):
        modem.tell(Ringing(modem.now, attempt, ring))
        modem.wait(6.02)
    modem.tell(AttemptEnded(modem.now, attempt, Outcome.NO_ANSWER))
    modem.press("Alt+Y")
    assert verdicts(modem)[-1].measured == (
        "dial tone after 0.00 s, first ring after 3.0 s, 6 rings, 6.02 s apart, ended no answer after 39.1 s"
    )


def test_how_late_an_answer_is_shown_is_measured_against_the_ear(modem: Any) -> None:
    to_check(modem, "answer")
    modem.tell(DigitsTyped(modem.now, "5551234"))
    attempt = modem.attempt
    modem.tell(Dialled(modem.now, attempt, "5551234"))
    modem.wait(10)
    modem.press("Ctrl+3")
    modem.wait(4.5)
    modem.tell(Answered(modem.now, attempt, "deduced"))
    decision = modem.press("Alt+Y")
    assert verdicts(modem)[-1].measured == "answered after 14.5 s, +4.5 s from what was heard"
    assert DropAgency(attempt) in decision.orders


def test_only_a_number_that_can_be_dialled_is_dialled(modem: Any) -> None:
    to_check(modem, "6 rings")
    modem.tell(DigitsTyped(modem.now, "ATH"))
    assert modem.orders == []
    modem.tell(DigitsTyped(modem.now, "1" * 40))
    assert modem.orders == []


def test_where_rings_are_not_told_they_are_counted_by_key(make_desk: Callable[..., Any]) -> None:
    desk = make_desk(caps=PhoneCaps(flash=False, ring_count="none", answer_seen="none", times=("ring_cycle",)))
    desk.press("Ctrl+K")
    to_check(desk, "6 rings")
    desk.tell(DigitsTyped(desk.now, "5551234"))
    desk.tell(Dialled(desk.now, desk.attempt, "5551234"))
    for _ring in range(4):
        desk.press("Ctrl+2")
        desk.wait(5.9)
    desk.press("Alt+Y")
    assert "4 rings, 5.90 s apart" in verdicts(desk)[-1].measured


def test_a_test_call_is_no_leg_of_any_call(modem: Any) -> None:
    flash(modem, 0.4)
    assert modem.calls() == {}


def test_a_list_that_is_done_can_be_carried_out_again(modem: Any) -> None:
    while "every check is done" not in modem.screen.next_step.text:
        modem.press("Alt+S")
    modem.press("Ctrl+K")
    modem.press("Ctrl+K")
    assert modem.screen.next_step.text.startswith("Check 1 of 12")

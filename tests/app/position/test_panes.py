"""What stands in the lowest place on the left."""

from collections.abc import Callable
from typing import Any

import pytest

from app.ports import Instruction, PhoneCaps, SendText, TtyHeard, TtyText
from app.position.events import TextTyped
from app.position.panes import MENU_KEY
from app.position.screen import Pane

SIP = PhoneCaps(flash=False, can_answer=True, can_mute=True, bridge_in_switch=False, tty="text")


@pytest.fixture
def sip(make_desk: Callable[..., Any]) -> Any:
    return make_desk(caps=SIP)


def test_one_key_shows_the_line_and_the_same_key_goes_back(desk: Any) -> None:
    desk.press("Ctrl+P")
    assert desk.screen.pane is Pane.LINE
    assert ("telephone", "virtual") in desk.screen.line_page
    desk.press("Ctrl+P")
    assert (desk.screen.pane, desk.screen.line_page) == (Pane.TODAY, ())


def test_a_tty_that_is_heard_opens_its_pane_and_hides_neither_caller_nor_keys(sip: Any) -> None:
    """D150."""
    sip.spill()
    before = sip.screen
    sip.tell(TtyHeard(sip.now))
    assert sip.screen.pane is Pane.TTY
    assert (sip.screen.caller, sip.screen.agency_keys) == (before.caller, before.agency_keys)


def test_a_pane_closed_by_her_is_not_opened_again_by_every_letter(sip: Any) -> None:
    sip.spill()
    sip.tell(TtyHeard(sip.now))
    sip.press("Alt+T")
    sip.tell(TtyText(sip.now, "HELLO", "E)))9"))
    assert sip.screen.pane is Pane.TODAY


def test_what_a_tty_writes_out_of_view_stands_in_the_line_of_the_next_step(sip: Any) -> None:
    """D150: nobody hears letters; where she looks, the last of them are told, until she shows them."""
    sip.spill()
    sip.tell(TtyText(sip.now, "HELP", "5345"))
    assert "TTY:" not in sip.screen.next_step.why
    sip.press("Ctrl+L")
    assert "TTY:" not in sip.screen.next_step.why
    sip.tell(TtyText(sip.now, " FIRE AT 32 FIRST STREET NORTH APT 6 GA", " FIRE AT 32 FIRST STREET NORTH APT 6 GA"))
    step = sip.screen.next_step
    assert step.why == "TTY: the caller types (Alt+T shows it): …E AT 32 FIRST STREET NORTH APT 6 GA"
    assert step.urgent
    sip.press("Ctrl+P")
    assert sip.screen.next_step.why.startswith("TTY: the caller types")
    sip.press("Alt+T")
    assert "TTY:" not in sip.screen.next_step.why


def test_what_we_wrote_is_nothing_that_is_unseen(sip: Any) -> None:
    sip.spill()
    sip.tell(TtyText(sip.now, "HELP GA", "5345 GA"))
    sip.press("Ctrl+L")
    sip.tell(TtyText(sip.now, "911 GA", "911 GA", True))
    assert "TTY:" not in sip.screen.next_step.why


@pytest.mark.parametrize("caps", [SIP, PhoneCaps(can_mute=True)])
def test_no_form_covers_that_a_tty_is_heard(make_desk: Callable[..., Any], caps: PhoneCaps) -> None:
    """D150: the form has the place of the step's own keys, and Esc gives it back."""
    desk = make_desk(caps=caps)
    desk.spill()
    desk.begin("N")
    desk.choose("Not ill")
    desk.choose("Disconnect")
    desk.tell(TtyHeard(desk.now))
    assert desk.screen.form is not None
    assert desk.screen.next_step.why == "TTY: a TTY is heard (Esc leaves the form)"
    assert desk.screen.next_step.urgent
    desk.press("Esc")
    assert desk.screen.form is None
    assert "TTY:" not in desk.screen.next_step.why
    assert desk.screen.pane is Pane.TTY


def test_nor_does_an_agency_that_is_being_marked_down(sip: Any) -> None:
    sip.spill()
    sip.begin("K")
    sip.tell(TtyHeard(sip.now))
    assert sip.screen.next_step.why == "TTY: a TTY is heard (Esc leaves the form)"


def test_a_report_that_is_being_typed_stays_under_the_hands_and_the_tty_is_told(sip: Any) -> None:
    """Half of it would go to the caller as text."""
    sip.spill()
    sip.press("Alt+U")
    sip.tell(TtyHeard(sip.now))
    sip.tell(TtyText(sip.now, "HELP", "5345"))
    assert sip.screen.pane is Pane.MATTERS
    assert sip.screen.next_step.why == "TTY: the caller types (Alt+T shows it): HELP"
    assert sip.press("Alt+T").screen.pane is Pane.TTY


def test_the_next_caller_is_told_of_no_tty_of_the_last(sip: Any) -> None:
    sip.spill()
    sip.tell(TtyText(sip.now, "HELP", "5345"))
    sip.press("Ctrl+L")
    sip.tell(TtyText(sip.now, " GA", " GA"))
    sip.press("F12")
    sip.releases()
    sip.spill(number="9055550142")
    assert "TTY:" not in sip.screen.next_step.why


def test_digits_read_in_the_wrong_shift_are_one_key_away(sip: Any) -> None:
    """D152: a shift lost on the line must not corrupt a callback number."""
    sip.spill()
    sip.tell(TtyText(sip.now, "TTY PQWE", "555 0123"))
    assert sip.screen.tty is not None
    assert sip.screen.tty.lines[0].text == "TTY PQWE"
    sip.press("Alt+O")
    assert (sip.screen.tty.lines[0].text, sip.screen.tty.lines[0].other) == ("TTY PQWE", "555 0123")
    assert sip.screen.tty.other_reading


def test_what_she_types_is_sent_to_the_caller(sip: Any) -> None:
    sip.spill()
    sip.tell(TextTyped(sip.now, " 911 what is the address Q GA ", 1))
    assert sip.orders == [SendText("911 what is the address Q GA")]


def test_nothing_is_sent_where_nobody_is_on_the_line_or_the_line_cannot(sip: Any, desk: Any) -> None:
    sip.tell(TextTyped(sip.now, "HELLO", 0))
    assert sip.orders == []
    desk.spill()
    desk.tell(TextTyped(desk.now, "HELLO", 1))
    assert desk.orders == []


def test_the_next_caller_does_not_read_the_last_ones_conversation(sip: Any) -> None:
    sip.spill()
    sip.tell(TtyText(sip.now, "HELP", "5)0"))
    sip.press("F12")
    sip.releases()
    sip.spill(number="9055550142")
    assert sip.screen.pane is Pane.TODAY
    sip.press("Alt+T")
    assert sip.screen.tty is not None
    assert sip.screen.tty.lines == ()


def test_d153_what_is_typed_for_a_call_on_the_deaf_line_takes_no_letter_of_the_next_callers_tty(sip: Any) -> None:
    """And comes back with what was typed before."""
    sip.spill()
    sip.begin("D")
    for label in ("To the DEAF line", "It is transferred", "Picked up", "On hold", "Started"):
        sip.choose(label)
    sip.choose("Caller typed")
    sip.fill("MY HOUSE BURNS")
    sip.press("F12")
    sip.releases()
    sip.spill(number="9055550142")
    sip.tell(TtyText(sip.now, "HELP", "5)0"))
    sip.press("Esc")
    sip.choose("Conversation over")
    sip.press("Ctrl+J")
    sip.choose("We typed")
    sip.fill("FIRE COMES")
    assert sip.screen.tty is not None
    assert [line.text for line in sip.screen.tty.lines] == ["HELP"]
    sip.press("F12")
    sip.releases()
    sip.choose("Caller typed")
    sip.fill("THANKS SK")
    assert [line.text for line in sip.screen.tty.lines] == ["MY HOUSE BURNS", "FIRE COMES", "THANKS SK"]


def test_text_typed_for_one_caller_is_not_sent_to_the_next(sip: Any) -> None:
    sip.spill()
    sip.press("F12")
    sip.spill(number="9055550142")
    sip.tell(TextTyped(sip.now, "ARE YOU SAFE Q GA", 1))
    assert sip.orders == []


def test_a_tty_heard_while_the_checks_are_open_ends_the_test_under_way(sip: Any) -> None:
    sip.press("Ctrl+K")
    sip.tell(TtyHeard(sip.now))
    sip.press("Alt+S")
    assert not any(type(order).__name__ == "Tell" for order in sip.decisions[-1].orders)


def panes_after(desk: Any, *keys: str) -> list[Pane]:
    """Press keys and return the pane that stands after each."""
    shown = []
    for key in keys:
        desk.press(key)
        shown.append(desk.screen.pane)
    return shown


def test_f1_opens_the_manual_and_f1_again_goes_back_to_what_stood_there(desk: Any) -> None:
    """D014."""
    assert panes_after(desk, "F1", "F1") == [Pane.HELP, Pane.TODAY]
    assert panes_after(desk, "Ctrl+P", "F1", "F1") == [Pane.LINE, Pane.HELP, Pane.LINE]
    assert panes_after(desk, "F1", "Ctrl+L") == [Pane.HELP, Pane.TODAY]


def test_the_manual_hides_neither_caller_nor_keys_nor_next_step_and_stays_for_the_next_caller(desk: Any) -> None:
    desk.spill()
    before = desk.screen
    desk.press("F1")
    after = desk.screen
    assert (after.caller, after.agency_keys, after.next_step) == (before.caller, before.agency_keys, before.next_step)
    desk.press("F12")
    desk.spill(number="9055550142")
    assert desk.screen.pane is Pane.HELP


def test_a_tty_that_is_heard_has_the_place_of_the_manual(sip: Any) -> None:
    sip.spill()
    sip.press("F1")
    sip.tell(TtyHeard(sip.now))
    assert sip.screen.pane is Pane.TTY


def test_a_check_goes_on_behind_the_manual(desk: Any) -> None:
    desk.press("Ctrl+K")
    step = desk.screen.next_step
    assert panes_after(desk, "F1") == [Pane.HELP]
    assert desk.screen.next_step == step
    assert panes_after(desk, "F1", "F1") == [Pane.COMMISSIONING, Pane.HELP]
    desk.spill()
    assert panes_after(desk, "F1") == [Pane.TODAY], "the checks ended with the caller"


def test_reading_takes_no_instruction_away(make_desk: Callable[..., Any]) -> None:
    by_hand = make_desk(caps=PhoneCaps(by_hand=True))
    by_hand.spill()
    by_hand.tell(Instruction(by_hand.now, "Press RELEASE on the set."))
    by_hand.press("F1")
    assert by_hand.screen.next_step.text == "Press RELEASE on the set."


def test_the_list_of_procedures_of_the_last_call_does_not_come_back_from_behind_the_manual(desk: Any) -> None:
    desk.spill()
    assert panes_after(desk, MENU_KEY, "F1") == [Pane.PROCEDURES, Pane.HELP]
    desk.press("F12")
    desk.releases()
    desk.spill(number="9055550142")
    assert panes_after(desk, "F1") == [Pane.TODAY]


def test_the_line_monitor_opens_beside_a_caller_and_esc_closes_it(desk: Any) -> None:
    desk.spill()
    before = desk.screen
    shown = []
    for key in ("Ctrl+Shift+M", "Esc", "Ctrl+Shift+M", "Ctrl+Shift+M"):
        desk.press(key)
        shown.append(desk.screen.pane)
        assert (desk.screen.caller, desk.screen.agency_keys) == (before.caller, before.agency_keys)
    assert shown == [Pane.MONITOR, Pane.TODAY, Pane.MONITOR, Pane.TODAY]


def test_the_line_monitor_stays_when_a_caller_comes(desk: Any) -> None:
    desk.press("Ctrl+Shift+M")
    desk.spill()
    assert desk.screen.pane is Pane.MONITOR


@pytest.mark.parametrize("key", ["F1", "Ctrl+P"])
def test_esc_goes_back_from_what_was_opened_before_it_gives_an_agency_up(desk: Any, key: str) -> None:
    """The manual was being read while the agency rang: Esc gave up the agency, and the manual stayed."""
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.press(key)
    desk.press("Esc")
    assert (desk.screen.pane, desk.orders) == (Pane.TODAY, [])
    desk.press("Esc")
    assert [type(order).__name__ for order in desk.orders] == ["Abort"]


def test_esc_in_the_manual_goes_back_to_what_stood_there(desk: Any) -> None:
    desk.spill()
    assert panes_after(desk, "Ctrl+D", "F1", "Esc", "Esc") == [Pane.DIRECTORY, Pane.HELP, Pane.DIRECTORY, Pane.TODAY]


def test_esc_goes_back_from_a_conversation_but_is_the_attempts_while_an_agency_is_brought_in(desk: Any) -> None:
    desk.spill()
    assert panes_after(desk, "Alt+T", "Esc") == [Pane.TTY, Pane.TODAY]
    desk.press("F8")
    desk.dial_tone()
    assert panes_after(desk, "Alt+T", "Esc") == [Pane.TTY, Pane.TTY]
    assert [type(order).__name__ for order in desk.orders] == ["Abort"]

"""What is taken from the directory: one press chooses, the next dials (D163, D169-D176)."""

import json
from collections.abc import Callable
from datetime import UTC, timedelta
from typing import Any

import pytest

from app.agencies import Directory, Entry, EntryKind, Kind
from app.agencies.directory import with_speed_dial
from app.ports import CallerRinging, Outcome, PhoneCaps, Recall, TtyHeard
from app.position.decision import WakeAt
from app.position.events import DigitsTyped, EntryChosen, Woke
from app.position.limits import Limits
from app.position.minutes import body_of, event_from, kind_of
from app.position.position import Position
from app.position.screen import Pane
from app.position.step_words import BaseSteps

UXBRIDGE = "administration: Uxbridge Fire"
AGAIN = "Enter again dials 905 852-3393: Uxbridge Fire administration"


def choose(desk: Any, entry: str = UXBRIDGE, after: float = 1.0) -> Any:
    """Press Enter on an entry, as the window tells it."""
    desk.wait(after)
    return desk.tell(EntryChosen(desk.now, entry))


def words(desk: Any) -> str:
    assert desk.screen.directory is not None
    said: str = desk.screen.directory.words
    return said


def opened(desk: Any) -> Any:
    desk.spill()
    desk.press("Ctrl+D")
    return desk


def recalled(desk: Any) -> list[str]:
    return [order.digits for each in desk.decisions for order in each.orders if isinstance(order, Recall)]


def test_one_key_opens_the_directory_and_the_same_key_or_esc_goes_back(desk: Any) -> None:
    desk.press("Ctrl+D")
    assert (desk.screen.pane, words(desk)) == (Pane.DIRECTORY, "")
    desk.press("Ctrl+D")
    assert (desk.screen.pane, desk.screen.directory) == (Pane.TODAY, None)
    desk.press("Ctrl+D")
    desk.press("Esc")
    assert desk.screen.pane is Pane.TODAY


def test_the_caller_the_keys_and_the_step_stay_while_it_is_open(desk: Any) -> None:
    desk.spill()
    before = desk.screen
    desk.press("Ctrl+D")
    after = desk.screen
    assert (after.caller, after.agency_keys, after.next_step) == (before.caller, before.agency_keys, before.next_step)


def test_one_press_chooses_and_says_what_the_next_does_but_dials_nothing(desk: Any) -> None:
    choose(opened(desk))
    assert words(desk) == AGAIN
    assert desk.screen.directory.chosen == UXBRIDGE
    assert (desk.orders, recalled(desk)) == ([], [])


def test_the_second_press_brings_it_in_by_its_name_d170(desk: Any) -> None:
    choose(opened(desk))
    choose(desk)
    assert recalled(desk) == ["9058523393"]
    assert desk.screen.pane is Pane.TODAY  # Esc means the attempt again
    desk.dial_tone()
    desk.dialled("9058523393")
    desk.rings(1)
    assert desk.screen.line == "two parties on line: caller, Uxbridge Fire administration ringing (ring 1 of 6)"
    (leg,) = desk.calls()[1]["legs"].values()
    assert (leg["agency"], leg["digits"]) == ("Uxbridge Fire administration", "9058523393")


def test_what_is_brought_in_so_leaves_no_task_when_it_fails(desk: Any) -> None:
    """As digits that are typed: it is no agency's emergency line."""
    choose(opened(desk))
    choose(desk)
    desk.dial_tone()
    desk.ends(Outcome.BUSY)
    assert (desk.screen.tasks, desk.screen.offers) == ((), ())


def test_an_agencys_own_number_brings_the_agency_in_d093(desk: Any) -> None:
    choose(opened(desk), "tandem: Oshawa Fire")
    choose(desk, "tandem: Oshawa Fire")
    desk.dial_tone()
    desk.ends(Outcome.BUSY)
    assert "Oshawa Fire" in desk.screen.tasks[0]
    assert desk.face("F8").state == "BUSY - directory 7138150"


def test_a_press_too_soon_is_a_bounce_or_a_key_held_down(desk: Any) -> None:
    choose(opened(desk))
    for _ in range(3):
        choose(desk, after=0.1)
    assert (recalled(desk), words(desk)) == ([], AGAIN)
    choose(desk, after=0.4)
    assert recalled(desk) == ["9058523393"]


def test_a_clock_set_back_makes_a_first_press_of_the_second(desk: Any) -> None:
    choose(opened(desk))
    choose(desk, after=-3600)
    assert (recalled(desk), words(desk)) == ([], AGAIN)


def test_a_choice_stands_half_a_minute(desk: Any) -> None:
    decision = choose(opened(desk))
    wake = next(order for order in decision.orders if isinstance(order, WakeAt))
    desk.wait(30)
    desk.tell(Woke(desk.now, wake.name))
    assert words(desk) == ""
    choose(desk)
    assert (recalled(desk), words(desk)) == ([], AGAIN)


@pytest.mark.parametrize(("after", "dialled"), [(11.9, ["9058523393"]), (12.0, [])])
def test_another_centres_table_says_how_long_a_choice_stands(
    make_desk: Callable[..., Any], after: float, dialled: list[str]
) -> None:
    desk = make_desk(steps=BaseSteps({}, limits=Limits(directory_choice=timedelta(seconds=12))))
    choose(opened(desk))
    choose(desk, after=after)
    assert recalled(desk) == dialled


def test_another_entry_is_chosen_anew(desk: Any) -> None:
    choose(opened(desk))
    choose(desk, "administration: Ajax Fire")
    assert recalled(desk) == []
    assert desk.screen.directory.chosen == "administration: Ajax Fire"


@pytest.mark.parametrize("taken_back", ["search", "key", "digits", "pane"])
def test_whatever_is_done_in_between_takes_the_choice_back(desk: Any, taken_back: str) -> None:
    choose(opened(desk))
    if taken_back == "search":
        desk.tell(EntryChosen(desk.now, ""))
    elif taken_back == "digits":
        desk.tell(DigitsTyped(desk.now, "5"))
    elif taken_back == "key":
        desk.press("Ctrl+M")
    else:
        desk.press("Ctrl+D")
        desk.press("Ctrl+D")
    assert desk.screen.directory.chosen == ""
    choose(desk)
    assert recalled(desk) == []


def test_a_new_caller_takes_the_choice_back_and_leaves_the_list_open(desk: Any) -> None:
    choose(opened(desk))
    desk.spill(number="9055550142")
    assert (desk.screen.pane, words(desk)) == (Pane.DIRECTORY, "")
    choose(desk)
    assert recalled(desk) == []


def test_without_a_caller_nothing_is_dialled(desk: Any) -> None:
    desk.press("Ctrl+D")
    choose(desk)
    assert words(desk).startswith("refused: no caller on the line")
    choose(desk)
    assert recalled(desk) == []


def test_a_number_that_is_not_set_says_so_and_dials_nothing_d174_d043(desk: Any) -> None:
    for entry in ("star-code: Neighbouring police", "board: Durham Fire Chiefs"):
        choose(opened(desk), entry)
        assert words(desk).endswith(": no number set")
        choose(desk, entry)
        desk.press("Ctrl+D")
    assert recalled(desk) == []


@pytest.mark.parametrize(
    "entry",
    [
        "bell: Bell SMC",
        "supervisor: P.P.S.A.P. supervisor, Pickering",
        "supervisor: P.P.S.A.P. supervisor",
    ],
)
def test_trouble_is_never_reported_on_the_callers_line_d172_d173_d176(desk: Any, entry: str) -> None:
    choose(opened(desk), entry)
    assert "not on a 9-1-1 line" in words(desk)
    choose(desk, entry)
    assert recalled(desk) == []


def test_the_supervisors_rung_is_what_it_was_d173(desk: Any) -> None:
    desk.spill()
    desk.fail("F8")
    desk.press("Alt+5")
    assert recalled(desk)[-1] == "5791520"


def test_an_attempt_in_hand_refuses_it_and_goes_on(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.press("Ctrl+D")
    choose(desk)
    assert words(desk) == "refused: Oshawa Fire: getting dial tone; Esc gives it up"
    assert recalled(desk) == ["*23"]


def test_an_agencys_key_in_between_is_not_dialled_over(desk: Any) -> None:
    choose(opened(desk))
    desk.press("F8")
    choose(desk)
    choose(desk)
    assert recalled(desk) == ["*23"]


def test_a_call_being_released_refuses_it(desk: Any) -> None:
    desk.spill()
    desk.press("F12")
    desk.press("Ctrl+D")
    choose(desk)
    assert words(desk).endswith("the call is being released")


def test_a_caller_who_rings_refuses_it(make_desk: Callable[..., Any]) -> None:
    desk = make_desk(caps=PhoneCaps(flash=False, can_answer=True))
    desk.tell(CallerRinging(desk.now, "9053261224", 0))
    desk.press("Ctrl+D")
    choose(desk)
    assert "the caller rings and is not answered yet" in words(desk)


def test_standing_dial_tone_is_used(desk: Any) -> None:
    """D081: 9-1-1 FEATURE first, then the directory."""
    desk.spill()
    desk.press("F2")
    desk.dial_tone()
    desk.press("Ctrl+D")
    choose(desk)
    choose(desk)
    assert [order.digits for each in desk.decisions for order in each.orders if type(order).__name__ == "Dial"] == [
        "9058523393"
    ]
    assert not desk.screen.dial_asked


def test_an_entry_that_is_not_in_the_directory_dials_nothing(desk: Any) -> None:
    choose(opened(desk), "administration: Nobody")
    assert words(desk) == "refused: not in the directory"


def test_a_number_is_dialled_without_its_extension_which_is_asked_for(desk: Any) -> None:
    entry = Entry("Hospital", EntryKind.ADMINISTRATION, number="905 555-0100", extension="12")
    desk.position = Position(desk.table, UTC, directory=Directory((entry,)))
    opened(desk)
    choose(desk, entry.key)
    assert words(desk) == "Enter again dials 905 555-0100, extension 12 by voice: Hospital administration"
    choose(desk, entry.key)
    assert recalled(desk) == ["9055550100"]


def test_a_tty_that_is_heard_takes_the_place_and_the_choice(make_desk: Callable[..., Any]) -> None:
    desk = make_desk(caps=PhoneCaps(tty="text"))
    choose(opened(desk))
    desk.tell(TtyHeard(desk.now))
    assert desk.screen.pane is Pane.TTY
    desk.press("Ctrl+D")
    assert words(desk) == ""


def test_the_speed_dial_rung_takes_the_directorys_number_where_the_table_has_none_d094(desk: Any) -> None:
    """D094, G19."""
    listed = Entry("Oshawa", EntryKind.SPEED_DIAL, Kind.FIRE, number="905 555-0100", agency="oshawa-fire")
    directory = Directory((listed,))
    desk.position = Position(with_speed_dial(desk.table, directory), UTC, directory=directory)
    desk.spill()
    desk.fail("F8")
    assert desk.face("Alt+3").code == "905 555-0100"
    desk.press("Alt+3")
    assert recalled(desk) == ["*23"]
    desk.press("Alt+I")
    desk.press("Alt+3")
    assert recalled(desk) == ["*23", "9055550100"]


def test_a_search_is_no_event_and_what_is_chosen_is_written_by_its_name(desk: Any) -> None:
    event = EntryChosen(desk.now, UXBRIDGE)
    assert (kind_of(event), body_of(event)) == ("entry_chosen", {"entry": UXBRIDGE})
    assert event_from("entry_chosen", desk.now, {"entry": UXBRIDGE}, None) == event


def test_the_journal_run_again_gives_the_same_screens(desk: Any) -> None:
    choose(opened(desk))
    choose(desk, after=0.1)
    choose(desk)
    desk.dial_tone()
    desk.rings(2)
    again = type(desk)()
    for event, decision in zip(desk.events, desk.decisions, strict=True):
        written = event_from(kind_of(event), event.at, json.loads(json.dumps(body_of(event))), decision.record.spill)
        assert again.position.handle(written).screen == decision.screen

"""The questions of marking an agency, one at a time (what comes of them: test_agencies_down)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.agencies import load_agencies
from app.call.procedure import Branch, Option
from app.position.decision import LetSleep, Tell, WakeAt
from app.position.events import MatterAgencyDown, MatterCallsDirected
from app.position.forms import Forms
from app.position.marking import LONGEST_NAME, LONGEST_REASON, MARKING_WAKE, Marking, menu_line
from app.position.standing import Standing
from app.position.turn import Turn
from tests.app.position.standing_desk import TABLE

AT = datetime(2026, 3, 1, 13, 2, tzinfo=UTC)
STANDS = timedelta(seconds=45)


class Asking:
    """A marking with its forms and what stands; each press is a turn of its own."""

    def __init__(self) -> None:
        table = load_agencies(TABLE, "durham.toml")
        self.standing = Standing(table, UTC)
        self.forms = Forms()
        self.marking = Marking(table, self.standing, self.forms, STANDS)
        self.turn = Turn(AT)

    def begin(self) -> None:
        self.turn = Turn(AT)
        self.marking.begin(self.turn)

    def press(self, *keys: str) -> list[bool]:
        taken = []
        for key in keys:
            self.turn = Turn(AT)
            taken.append(self.marking.press(key, self.turn))
        return taken

    def fill(self, form: str, **values: str) -> bool:
        self.turn = Turn(AT)
        return self.marking.filled(form, {name.replace("_", " "): words for name, words in values.items()}, self.turn)

    def told(self) -> list[Any]:
        events = [order.event for order in self.turn.orders if isinstance(order, Tell)]
        for event in events:
            if isinstance(event, MatterAgencyDown | MatterCallsDirected):
                self.standing.take(event, AT)
        return events


@pytest.fixture
def asking() -> Asking:
    return Asking()


def test_no_key_is_taken_while_nothing_is_asked(asking: Asking) -> None:
    assert asking.press("F9", "Alt+Z", "Esc") == [False, False, False]
    assert not asking.marking.open


def test_the_list_of_procedures_names_it_by_its_letter() -> None:
    assert menu_line().startswith("K  ")


def test_each_question_has_its_time_and_what_is_left_has_none(asking: Asking) -> None:
    asking.begin()
    assert asking.turn.orders == [WakeAt(MARKING_WAKE, AT + STANDS)]
    asking.press("F9")
    assert asking.turn.orders == [WakeAt(MARKING_WAKE, AT + STANDS)]
    asking.press("Alt+Z")
    assert asking.turn.orders == [LetSleep(MARKING_WAKE)]
    assert asking.marking.next_step({}).until is None
    asking.press("Esc")
    assert not asking.marking.open
    assert asking.forms.shown is None


def test_a_key_on_which_nothing_stands_is_taken_and_does_nothing(asking: Asking) -> None:
    asking.begin()
    assert asking.press("Alt+V") == [True]
    assert asking.marking.open


def test_an_agency_key_is_an_answer_only_while_an_agency_is_asked_for(asking: Asking) -> None:
    """While the reason is typed, or the cause is asked, it dials, and the question is dropped."""
    asking.begin()
    assert asking.press("F9", "F8") == [True, False]
    assert not asking.marking.open
    asking.begin()
    asking.press("F9", "Alt+Z")
    assert asking.press("F8") == [False]
    assert asking.forms.shown is None


def test_a_form_of_the_step_waits_until_the_question_is_over(asking: Asking) -> None:
    option = Option("Report", Branch("over"), ("words",))
    asking.forms.ask("option 1 wait", "Report", option, "1 Report")
    asking.begin()
    assert (asking.forms.shown, asking.forms.waits("1 Report")) == (None, False)
    assert asking.press("F9") == [True]  # an answer, and no key that dials
    asking.press("Esc")
    assert asking.forms.waits("1 Report")


def test_what_is_typed_is_kept_short_and_plain(asking: Asking) -> None:
    asking.begin()
    asking.press("F9", "Alt+X")
    assert asking.fill("marking down", reason=" a\tb\x1b " + "x" * 300)
    (event,) = asking.told()
    assert event.reason.startswith("a b x")
    assert len(event.reason) == LONGEST_REASON
    assert event.cause == "telephone"
    asking.begin()
    asking.press("F9", "Alt+X", "Alt+Z")
    assert asking.fill("marking decision", supervisor_s_name="x")  # not the field that was asked for
    assert asking.told() == []
    values = {"supervisor's name": "L" * 99, "number or place": " the  yard "}
    asking.turn = Turn(AT)
    assert asking.marking.filled("marking decision", values, asking.turn)
    (event,) = asking.told()
    assert (event.by, event.words) == ("L" * LONGEST_NAME, "the yard")


def test_a_form_that_is_not_ours_is_left_to_the_procedures(asking: Asking) -> None:
    assert not asking.fill("option 1 due", evidence="x")


def test_a_form_that_comes_too_late_changes_nothing(asking: Asking) -> None:
    asking.begin()
    asking.press("F9", "Alt+Z", "Esc")
    assert asking.fill("marking down", reason="x")
    assert asking.told() == []

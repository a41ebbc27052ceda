"""Trouble reports and complaints at the position: one key files, the pane carries on, nothing hides a caller."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.journal.entry import entries_of
from app.matters.deadline import Terms
from app.matters.register import Matters
from app.ports import FeedState, FeedStateChanged, LineLost
from app.position.decision import Decision, Tell, WakeAt
from app.position.events import (
    FormFilled,
    InitialsGiven,
    MatterDrafted,
    MatterOpened,
    MattersFound,
    MatterWent,
    NoiseHeard,
    Woke,
)
from app.position.limits import Limits
from app.position.minutes import event_from
from app.position.position import Position
from app.position.screen import Health, Pane
from app.position.step_words import BaseSteps

GARBLED = b"\x80\x81\x02326-12\xff\xfe"


class Post:
    """A desk at which what the position tells itself is handled next, as the runner does."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk

    def tell(self, event: Any) -> Decision:
        decision: Decision = self.desk.tell(event)
        for order in decision.orders:
            if isinstance(order, Tell):
                self.tell(order.event)
        return decision

    def press(self, *keys: str) -> None:
        for key in keys:
            decision = self.desk.press(key)
            for order in decision.orders:
                if isinstance(order, Tell):
                    self.tell(order.event)

    def fill(self, **values: str) -> None:
        """Type into the form; what is not named stays as it stands there."""
        form = self.screen.matters.form
        typed = {each.name: each.value for each in form.fields}
        typed.update({name.replace("_", " "): words for name, words in values.items()})
        self.tell(FormFilled(self.desk.now, form.id, typed))

    def noise(self) -> None:
        self.tell(NoiseHeard(self.desk.now, GARBLED, "4 control bytes"))

    @property
    def screen(self) -> Any:
        return self.desk.screen

    @property
    def pane(self) -> Pane:
        pane: Pane = self.desk.screen.pane
        return pane

    def shows(self, pane: Pane) -> bool:
        return self.pane is pane

    @property
    def rows(self) -> list[str]:
        return [row.text for row in self.screen.matters.rows]

    def opened(self) -> MatterOpened:
        return [each for each in self.desk.events if isinstance(each, MatterOpened)][-1]

    def went(self) -> MatterWent:
        return [each for each in self.desk.events if isinstance(each, MatterWent)][-1]


@pytest.fixture
def post(make_desk: Callable[..., Any]) -> Post:
    made = Post(make_desk("0218"))
    made.tell(InitialsGiven(made.desk.now, "KM"))
    return made


def test_one_key_files_a_report_with_the_last_bytes_and_the_state_then(post: Post) -> None:
    """U1, D180, F12: before anything is typed."""
    post.desk.spill()
    post.noise()
    post.press("Ctrl+B")
    opened = post.opened()
    assert opened.data.endswith(GARBLED)
    assert [each["size"] for each in opened.pieces][-1] == len(GARBLED)
    assert (opened.by, opened.call) == ("KM", 1)
    assert set(opened.state) == {"position", "feed", "telephone", "on line"}
    assert opened.values["kind"] == "feed"
    assert "GARBLED" in opened.values["nature"]
    assert opened.values["phone position"] == "0218"
    assert post.desk.decisions[-1].record.spill == opened.data
    assert post.desk.decisions[-1].record.call == 1


def test_the_trunk_access_code_is_filled_in_where_the_spill_sent_it(post: Post) -> None:
    """D180."""
    post.desk.spill(extra={"Trunk": "4417"})
    post.press("Ctrl+B")
    assert post.opened().values["trunk access code"] == "4417"
    assert post.opened().values["phone position"] == "0218"


def test_without_any_sign_of_trouble_the_report_says_nothing_by_itself(post: Post) -> None:
    """D180: the exception."""
    post.press("Ctrl+B")
    assert (post.opened().values["kind"], post.opened().values["nature"]) == ("other", "")
    assert post.rows[0].startswith("T1  NOW: say what is wrong")


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (lambda at: FeedStateChanged(at, FeedState.LOST, "x"), "feed"),
        (lambda at: LineLost(at, "no answer"), "telephone"),
    ],
)
def test_what_feed_and_telephone_tell_by_themselves_is_filled_in(post: Post, event: Any, kind: str) -> None:
    """U1."""
    post.tell(event(post.desk.now))
    post.press("Ctrl+B")
    assert post.opened().values["kind"] == kind
    assert "LOST" in post.opened().values["nature"].upper()


def test_bytes_of_long_ago_are_evidence_and_not_the_reason(post: Post) -> None:
    post.noise()
    post.desk.wait(3600)
    post.press("Ctrl+B")
    assert post.opened().data == GARBLED
    assert post.opened().values["kind"] == "other"


def test_the_list_of_procedures_has_it_under_its_letter(post: Post) -> None:
    post.press("Ctrl+G")
    assert any(line.startswith("U  Report trouble") for line in post.screen.procedures)
    post.press("U")
    assert post.opened().matter == 1


def test_a_key_that_bounces_files_one_report(post: Post) -> None:
    post.press("Ctrl+B", "Ctrl+B")
    assert sum(isinstance(each, MatterOpened) for each in post.desk.events) == 1
    post.desk.wait(3)
    post.press("Ctrl+B")
    assert post.opened().matter == 2


def test_a_changed_kind_is_an_event_of_its_own(post: Post) -> None:
    """U1: the report of "feed" is not made one of "other" without trace."""
    post.noise()
    post.press("Ctrl+B")
    post.fill(kind="other", nature="operator error")
    assert post.opened().values["kind"] == "feed"
    assert (post.went().step, post.went().by, post.went().values["kind"]) == ("details", "KM", "other")


def test_what_is_not_taken_says_why_and_the_form_stays(post: Post) -> None:
    post.press("Ctrl+B")
    post.fill(nature="")
    form = post.screen.matters.form
    assert form.refused == "nature: expected some words, got none"
    assert form.id == "matter 1 details"


def test_the_life_of_a_report_from_supervisor_to_the_forwarded_inquiry_report(post: Post) -> None:
    """D181, D182, D183, D184, D185."""
    post.press("Ctrl+B")
    post.fill(kind="trunk", nature="no voice")
    for key, values in (
        ("1", {"supervisor": "Lee"}),
        ("2", {"reported_by": "Lee"}),
        ("3", {"ticket_number": "A-77", "promised_by": ""}),
        ("5", {"what_was_said": "still open"}),
        ("7", {"what_was_done": "card changed"}),
    ):
        post.press(key)
        post.fill(**values)
    assert post.rows == ["T1  complete the Inquiry Report, forward it to the P.P.S.A.P. Manager · trunk: no voice"]
    assert [key.state for key in post.screen.matters.keys if key.key in "123"] == ["08:00"] * 3
    post.press("7")
    assert post.screen.matters.form.fields[0].value == "KM"
    post.fill()
    assert post.rows == []
    assert post.screen.matters.heading == "MATTERS"


@pytest.mark.parametrize(("keys", "page"), [(("Ctrl+B",), "27"), (("Alt+U", "A"), "26"), (("Alt+U", "C"), "30")])
def test_d014_a_form_names_the_manuals_page(post: Post, keys: tuple[str, ...], page: str) -> None:
    post.press(*keys)
    assert post.screen.matters.form.page == f"manual p. {page}"
    assert post.screen.matters.heading.endswith(f" · manual p. {page}")


def test_an_agencys_report_has_its_form_and_never_a_9_1_1_line(post: Post) -> None:
    """D175, D176, D177: nothing in the pane dials."""
    post.desk.spill()
    post.press("Alt+U", "A")
    form = post.screen.matters.form
    assert [each.name for each in form.fields] == ["agency", "kind", "contact name", "call-back number", "nature"]
    assert "never on a 9-1-1 line" in form.says
    post.tell(
        FormFilled(
            post.desk.now,
            form.id,
            {
                "agency": "Pickering Fire",
                "kind": "printer",
                "contact name": "J. Ross",
                "call-back number": "683-9100",
                "nature": "prints nothing",
            },
        )
    )
    assert post.rows == ["T1  NOW: tell the supervisor · printer, Pickering Fire: prints nothing"]
    orders = [type(order).__name__ for each in post.desk.decisions for order in each.orders]
    assert not {"Recall", "Dial"} & set(orders)


def test_a_caller_is_never_hidden_and_a_half_typed_report_stays(post: Post) -> None:
    """The card, the keys and the step are another caller's; the form stands where it stood."""
    post.press("Ctrl+B")
    form = post.screen.matters.form
    post.tell(MatterDrafted(post.desk.now, form.id, {"kind": "trunk", "nature": "no vo"}))
    post.desk.spill(number="9055550142")
    assert post.screen.caller.number.text == "(905) 555-0142"
    assert post.screen.matters.form.id == form.id
    post.press("Alt+U")
    assert post.shows(Pane.TODAY)
    assert any("half typed, and kept: T1 (Alt+U)" in line for line in post.screen.reminders)
    post.press("Alt+U")
    assert {each.name: each.value for each in post.screen.matters.form.fields}["nature"] == "no vo"


def test_esc_leaves_the_form_then_the_list_and_keeps_what_was_typed(post: Post) -> None:
    post.press("Ctrl+B")
    post.tell(MatterDrafted(post.desk.now, "matter 1 details", {"kind": "trunk", "nature": "no vo"}))
    post.press("Esc")
    assert post.screen.matters.form is None
    assert post.screen.matters.says.startswith("half typed: T1 · ")
    assert post.screen.matters.keys[7].state == "half typed"
    post.press("Esc")
    assert post.shows(Pane.TODAY)


def test_esc_is_the_attempts_while_an_agency_is_brought_in(post: Post) -> None:
    """A call is never delayed: the exception."""
    post.desk.spill()
    post.press("Ctrl+B", "F8")
    post.desk.dial_tone()
    post.press("Esc")
    assert post.screen.matters.form is not None
    assert any(type(order).__name__ == "Abort" for order in post.desk.decisions[-1].orders)


def test_keys_of_agencies_work_while_a_report_is_typed(post: Post) -> None:
    post.desk.spill()
    post.press("Ctrl+B", "F8")
    assert post.desk.face("F8").state


def test_open_items_are_shown_when_other_initials_are_given(post: Post) -> None:
    """D184: shift change."""
    post.press("Ctrl+B")
    post.fill(nature="x")
    post.press("Alt+U")
    post.tell(InitialsGiven(post.desk.now, "KM"))
    assert post.shows(Pane.TODAY)  # the same call-taker
    post.tell(InitialsGiven(post.desk.now, "LT"))
    assert post.shows(Pane.MATTERS)


def test_who_took_her_initials_back_and_gives_them_again_begins_another_shift(post: Post) -> None:
    """D184: she may be the next night's call-taker too."""
    post.press("Ctrl+B")
    post.fill(kind="trunk", nature="no voice")
    for key, values in (("1", {"supervisor": "L"}), ("2", {}), ("3", {"ticket_number": "A", "promised_by": ""})):
        post.press(key)
        post.fill(**values)
    assert "ticket A" in post.rows[0]
    post.tell(InitialsGiven(post.desk.now, ""))
    post.desk.wait(16 * 3600)
    post.tell(InitialsGiven(post.desk.now, "KM"))
    assert "not followed up in this shift" in post.rows[0]


def test_a_ticket_that_is_taken_again_has_what_was_typed_for_it_before(post: Post) -> None:
    """D183, D186: Bell's promise is not lost because its number was put right."""
    post.press("Ctrl+B")
    post.fill(kind="trunk", nature="no voice")
    for key, values in (("1", {"supervisor": "L"}), ("2", {}), ("3", {"ticket_number": "A7", "promised_by": "09:00"})):
        post.press(key)
        post.fill(**values)
    post.press("3")
    post.fill(ticket_number="A77")
    assert post.went().values == {"ticket number": "A77", "promised by": "2026-03-01 09:00"}


def test_trouble_that_is_open_again_is_not_marked_corrected(post: Post) -> None:
    """D185: the key stands there to be pressed."""
    post.press("Ctrl+B")
    post.fill(kind="trunk", nature="no voice")
    for key, values in (("1", {"supervisor": "L"}), ("2", {}), ("7", {"what_was_done": "card"}), ("2", {})):
        post.press(key)
        post.fill(**values)
    states = {key.label: key.state for key in post.screen.matters.keys}
    assert (states["Bell SMC"], states["Corrected"]) == ("08:00", "")


def test_nothing_is_shown_at_shift_change_where_nothing_is_open(post: Post) -> None:
    """D184: the exception."""
    post.tell(InitialsGiven(post.desk.now, "LT"))
    assert post.shows(Pane.TODAY)


def test_a_conversation_with_a_tty_stays_at_shift_change(post: Post) -> None:
    """D184: another pane is in use; the tasks remind."""
    post.press("Ctrl+B")
    post.press("Alt+T")
    post.tell(InitialsGiven(post.desk.now, "LT"))
    assert post.shows(Pane.TTY)
    assert post.screen.reminders[0].startswith("T1 NOW: ")


def test_overdue_ones_stand_first_then_the_newest_trouble_then_complaints(post: Post) -> None:
    """F12."""
    post.press("Ctrl+B")
    post.fill(kind="trunk", nature="one")
    for key, values in (("1", {"supervisor": "L"}), ("2", {}), ("3", {"ticket_number": "A", "promised_by": "09:00"})):
        post.press(key)
        post.fill(**values)
    for nature in ("two", "three"):
        post.desk.wait(5)
        post.press("Ctrl+B")
        post.fill(kind="trunk", nature=nature)
    post.press("C")
    post.fill(**{"from": "A", "agency": "Whitby Fire", "what": "late"})
    assert [row[:2] for row in post.rows] == ["T3", "T2", "T1", "C4"]
    woken = [order for each in post.desk.decisions for order in each.orders if isinstance(order, WakeAt)][-1]
    assert woken.at == datetime(2026, 3, 1, 9, tzinfo=UTC)
    post.desk.now = woken.at
    post.tell(Woke(post.desk.now, woken.name))
    assert [row[:2] for row in post.rows] == ["T1", "T3", "T2", "C4"]
    assert post.rows[0].startswith("T1  OVERDUE: Bell promised it for 09:00; ask for Bell SMC Manager")  # a Sunday
    assert post.screen.notices[0].health is Health.FAULT
    assert "T1 OVERDUE" in post.screen.notices[0].text
    assert [row.loud for row in post.screen.matters.rows] == [True, True, True, False]


def test_a_notice_goes_when_nothing_is_overdue_any_more(post: Post) -> None:
    post.press("Ctrl+B")
    post.fill(kind="trunk", nature="one")
    post.press("3")
    post.fill(ticket_number="A", promised_by="08:01")
    post.desk.wait(100)
    post.tell(Woke(post.desk.now, "matters"))
    assert any("OVERDUE" in each.text for each in post.screen.notices)
    post.press("3")
    post.fill(ticket_number="A", promised_by="20:00")
    assert not any("OVERDUE" in each.text for each in post.screen.notices)


def test_the_arrows_choose_whose_keys_these_are(post: Post) -> None:
    for nature in ("one", "two"):
        post.press("Ctrl+B")
        post.fill(nature=nature)
        post.desk.wait(5)
    assert post.screen.matters.chosen == 0
    post.press("Down", "Down")
    assert post.screen.matters.chosen == 1
    post.press("1")
    assert post.screen.matters.form.title == "T1 Supervisor"
    post.press("Esc", "Up")
    assert post.screen.matters.chosen == 0


def test_a_complaint_is_registered_and_its_clock_is_on_the_screen(post: Post) -> None:
    """D190, D191, D192."""
    post.press("Alt+U", "C")
    post.fill(**{"from": "Chief Adams", "agency": "Whitby Fire", "in_writing_on": "2026-02-05", "what": "late"})
    assert post.opened().data == b""
    assert post.rows == ["C1  SOON: written answer due 2026-03-07, 6 days left · complaint, Whitby Fire: late"]
    assert post.desk.decisions[-1].record.spill is None


def test_another_centres_days_run_on_the_screen(make_desk: Callable[..., Any]) -> None:
    """D192: 14 days, warned of one day before, by its table."""
    post = Post(make_desk(steps=BaseSteps({}, limits=Limits(terms=Terms(answer=14, warning=1)))))
    post.press("Alt+U", "C")
    post.fill(**{"from": "Chief Adams", "agency": "Whitby Fire", "in_writing_on": "2026-02-20", "what": "late"})
    assert post.rows == ["C1  written answer due 2026-03-06, 5 days left · complaint, Whitby Fire: late"]


def test_an_extension_wants_everybody_and_is_journalled(post: Post) -> None:
    """D195."""
    post.press("Alt+U", "C")
    post.fill(**{"from": "A", "agency": "Whitby Fire", "in_writing_on": "2026-02-05", "what": "late"})
    post.press("6")
    post.fill(new_last_day="2026-04-01", agency_agrees="Adams")
    assert post.screen.matters.form.refused == "Manager agrees: expected some words, got none"
    post.fill(new_last_day="2026-03-07", agency_agrees="Adams", Manager_agrees="Roy")
    assert post.screen.matters.form.refused == "new last day: expected a day after 2026-03-07"
    post.fill(new_last_day="2026-04-01", agency_agrees="Adams", Manager_agrees="Roy")
    assert post.went().values == {
        "new last day": "2026-04-01",
        "agency agrees": "Adams",
        "Manager agrees": "Roy",
        "Board agrees": "",
    }
    assert "due 2026-04-01" in post.rows[0]


def test_what_earlier_runs_left_open_is_there_again(post: Post, make_desk: Callable[..., Any]) -> None:
    """D184: and the next number is a new one."""
    post.press("Ctrl+B")
    post.fill(nature="x")
    register = Matters(keeps_closed=False)
    for decision in post.desk.decisions:
        register.take(decision.record.kind, decision.record.at, decision.record.body)
    later = Post(make_desk("0218"))
    later.desk.wait(10 * 3600)
    later.tell(MattersFound(later.desk.now, **register.found()))
    assert later.shows(Pane.TODAY)
    assert later.screen.reminders[0].startswith("T1 NOW: tell the supervisor")
    later.press("Alt+U", "1")
    later.fill(supervisor="Lee")
    later.press("Ctrl+B")
    assert later.opened().matter == 2


def test_the_journal_run_again_shows_the_same_screens(post: Post) -> None:
    """Write, show, do: bytes and all."""
    post.desk.spill()
    post.noise()
    post.press("Ctrl+B")
    post.fill(nature="x")
    post.press("Alt+U", "Alt+U", "C")
    post.tell(MatterDrafted(post.desk.now, "matter 0 complaint", {"from": "A"}))
    post.press("Esc", "Down", "Esc")
    again = Position(post.desk.table, UTC, procedures=[])
    for event, decision in zip(post.desk.events, post.desk.decisions, strict=True):
        (entry,) = entries_of([decision.record])
        written = event_from(entry.kind, event.at, json.loads(entry.body), entry.spill)
        assert written == event
        told = again.handle(written)
        assert told.screen.matters == decision.screen.matters
        assert told.screen.reminders == decision.screen.reminders
        assert told.record == decision.record


def test_digits_and_letters_mean_nothing_where_the_pane_is_not_shown(post: Post) -> None:
    post.press("1", "A", "C", "Up")
    assert post.screen.matters is None
    assert not any(isinstance(each, MatterOpened) for each in post.desk.events)


def test_a_key_whose_place_is_empty_does_nothing(post: Post) -> None:
    post.press("Alt+U", "1", "9")
    assert post.screen.matters.form is None
    post.press("Ctrl+B")
    post.fill(nature="x")
    post.press("4")
    assert post.screen.matters.form is None


def test_it_is_looked_at_again_within_the_hour_while_anything_is_open(post: Post) -> None:
    post.press("Ctrl+B")
    wakes = [order for each in post.desk.decisions for order in each.orders if isinstance(order, WakeAt)]
    assert [each.at - post.desk.now for each in wakes] == [timedelta(hours=1)]

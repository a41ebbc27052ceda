"""Agencies down (D116-D123, D128): marked by the call-taker, standing on every call until lifted."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from app.agencies.table import load_agencies
from app.ports import Outcome, Recall
from app.position.decision import Decision, Tell
from app.position.events import (
    MatterAgencyDown,
    MatterAgencyUp,
    MatterCallsDirected,
    MatterDirectionLifted,
    StandingFound,
)
from app.position.minutes import body_of, event_from, kind_of
from app.position.position import Position
from app.position.screen import Health, Look
from app.position.still_standing import KINDS, still_standing
from tests.app.position.standing_desk import StandingDesk

PICKERING = {"municipality": "PICKERING", "locality": "PICKERING", "address": "1867 VALLEY FARM RD"}


@pytest.fixture
def down(make_desk: Callable[..., Any]) -> StandingDesk:
    return StandingDesk(make_desk())


# --- marking -------------------------------------------------------------------------------------------------------


def test_an_agency_is_marked_down_by_its_own_key_with_cause_and_reason_d116(down: StandingDesk) -> None:
    desk = down.desk
    desk.press("Ctrl+G")
    assert any(line.startswith("K  Agency down") for line in desk.screen.procedures)
    desk.press("K")
    assert desk.step == "Which agency is down, or up again? Press its key (F5 to F10)."
    assert desk.screen.next_step.page == "manual p. 20"
    desk.press("F9")
    assert desk.phoned == []
    assert desk.step == "Pickering Fire: what has failed there?"
    assert desk.screen.next_step.why == ("its key will dial its back-up Ajax Fire (*25)")
    assert desk.options == ["Power failure ...", "Telephone failure ...", "Leave it"]
    desk.choose("Power failure")
    down.fill("hydro out on  Liverpool Rd\n")
    told = down.told(MatterAgencyDown)
    assert told == [MatterAgencyDown(desk.now, "pickering-fire", "power", "hydro out on Liverpool Rd")]
    face = desk.face("F9")
    assert (face.label, face.code, face.look) == ("Pickering Fire", "*25", Look.DOWN)
    assert face.state == "DOWN: dials Ajax Fire (power, since 08:00)"
    assert desk.screen.tasks == (
        "Pickering Fire DOWN since 08:00, power: hydro out on Liverpool Rd; calls go to Ajax Fire",
    )
    assert [(each.text, each.health) for each in desk.screen.notices] == [
        ("DOWN: Pickering Fire (to Ajax Fire)", Health.NOTICE)
    ]


def test_a_telephone_failure_is_the_other_cause_d116(down: StandingDesk) -> None:
    down.mark("F9", "Telephone failure", "no dial tone there")
    assert down.desk.face("F9").state == "DOWN: dials Ajax Fire (telephone, since 08:00)"


def test_a_reason_must_be_typed_d116(down: StandingDesk) -> None:
    desk = down.desk
    desk.begin("K")
    desk.press("F9")
    desk.choose("Power failure")
    down.fill("  ")
    assert desk.screen.form is not None
    assert desk.screen.form.refused == "reason: expected some words, got none"
    assert desk.screen.next_step.why == "refused: reason: expected some words, got none"
    assert down.told(MatterAgencyDown) == []
    down.fill("hydro")
    assert desk.screen.form is None
    assert desk.face("F9").look is Look.DOWN


def test_it_is_marked_without_a_call_and_in_the_middle_of_one_d116(down: StandingDesk) -> None:
    """She hears of it on a call: the mark is the position's, and the caller stays."""
    desk = down.desk
    desk.spill(**PICKERING)
    desk.fail("F9")
    down.mark("F9")
    assert desk.screen.caller.address.text == "1867 VALLEY FARM RD"
    assert desk.face("Alt+1").code == "*25"  # the rungs are the back-up's now
    assert desk.face("Alt+1").label == "Ajax Fire for Pickering Fire: star code by hand"


def test_nothing_is_asked_while_an_agency_is_brought_in(down: StandingDesk) -> None:
    """The caller comes first; and no agency's key may mean two things."""
    desk = down.desk
    desk.spill()
    desk.press("F8")
    desk.begin("K")
    assert "Which agency" not in desk.step
    assert "refused: agency down: Oshawa Fire: getting dial tone; Esc gives it up" in desk.screen.next_step.why


def test_an_agencys_key_answers_though_something_was_being_typed_before_d116(down: StandingDesk) -> None:
    """D116: it would dial the agency for a caller who needs another."""
    desk = down.desk
    desk.spill()
    desk.begin("P")
    desk.choose("Type it here")
    desk.begin("K")
    desk.press("F5")
    assert desk.phoned == []
    assert desk.step == "Ambulance: what has failed there?"
    assert desk.screen.form is None, "the form would stand in the place of the keys that answer"


def test_esc_leaves_the_question_and_nothing_else(down: StandingDesk) -> None:
    desk = down.desk
    desk.spill()
    desk.begin("K")
    desk.press("F9")
    desk.press("Esc")
    assert desk.step.startswith('"Do you require')
    assert not desk.screen.options
    desk.press("F9")
    assert desk.orders == [Recall(1, "*26")]


def test_leave_it_leaves_it(down: StandingDesk) -> None:
    desk = down.desk
    desk.begin("K")
    desk.choose("Leave it")
    assert desk.step == "Ready for the next call."


def test_a_caller_who_comes_ends_the_question_so_that_her_keys_dial(down: StandingDesk) -> None:
    """A caller being worked is never hidden, and a key meant for her is never an answer."""
    desk = down.desk
    desk.begin("K")
    desk.press("F9")
    desk.choose("Power failure")
    desk.spill()
    assert desk.screen.form is None
    assert desk.step.startswith('"Do you require')
    desk.press("F9")
    assert desk.orders == [Recall(1, "*26")]
    desk.press("Esc")
    down.desk.ends(Outcome.ABORTED)
    desk.begin("K")
    desk.press("Ctrl+N")
    assert "Which agency" not in desk.step


def test_any_other_key_ends_the_question_and_does_what_it_always_does(down: StandingDesk) -> None:
    desk = down.desk
    desk.spill()
    desk.begin("K")
    desk.press("F2")
    assert desk.orders == [Recall(1, "")]
    assert "Which agency" not in desk.step


def test_a_question_that_is_not_answered_lapses(down: StandingDesk) -> None:
    desk = down.desk
    desk.spill()
    asked = desk.begin("K")
    assert desk.screen.next_step.until is not None
    desk.wake(asked)
    assert desk.step.startswith('"Do you require')
    desk.press("F9")
    assert desk.orders == [Recall(1, "*26")]


def test_a_reason_being_typed_does_not_lapse(down: StandingDesk) -> None:
    desk = down.desk
    desk.begin("K")
    desk.press("F9")
    decision = desk.choose("Power failure")
    assert [type(order).__name__ for order in decision.orders] == ["LetSleep"]
    desk.wait(300)
    down.fill("hydro")
    assert down.desk.face("F9").look is Look.DOWN


def test_up_again_is_one_key_and_the_key_dials_its_own_agency_d116(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F9")
    desk.wait(600)
    desk.begin("K")
    desk.press("F9")
    assert desk.step == "Pickering Fire is DOWN: dials Ajax Fire."
    assert desk.screen.next_step.why == "power, since 08:00: hydro out"
    assert desk.options == ["Up again", "Supervisor decides ...", "Leave it"]
    down.choose("Up again")
    assert down.told(MatterAgencyUp) == [MatterAgencyUp(desk.now, "pickering-fire")]
    assert desk.screen.tasks == ()
    assert desk.screen.notices == ()
    desk.spill(**PICKERING)
    face = desk.face("F9")
    assert (face.code, face.look, face.state) == ("*26", Look.MARKED, "fire: PICKERING goes to Pickering Fire")
    desk.press("F9")
    assert desk.orders == [Recall(1, "*26")]


def test_the_mark_stands_on_every_call_until_it_is_lifted_d116(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F9")
    for number in (1, 2):
        desk.spill(**PICKERING)
        assert desk.face("F9").state == "fire: PICKERING; DOWN: dials Ajax Fire"
        desk.press("F9")
        assert desk.orders == [Recall(number, "*25")]
        desk.ends(Outcome.BUSY)
        desk.press("Alt+I")
        desk.press("F12")
        desk.releases()
    assert [leg["digits"] for call in desk.calls().values() for leg in call["legs"].values()] == ["*25", "*25"]


# --- where a key leads, row by row ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "digits", "leg", "short"),
    [
        pytest.param("F6", "*26", "Pickering Fire (back-up for Ajax Fire)", "Pickering Fire for Ajax Fire", id="D117"),
        pytest.param(
            "F8", "*22", "Clarington Fire (back-up for Oshawa Fire)", "Clarington Fire for Oshawa Fire", id="D119"
        ),
        pytest.param("F9", "*25", "Ajax Fire (back-up for Pickering Fire)", "Ajax Fire for Pickering Fire", id="D121"),
    ],
)
def test_the_key_of_an_agency_that_is_down_dials_its_back_up_with_both_names(
    down: StandingDesk, key: str, digits: str, leg: str, short: str
) -> None:
    """D117, D119, D121."""
    desk = down.desk
    down.mark(key)
    desk.spill()
    desk.press(key)
    assert desk.orders == [Recall(1, digits)]
    site = short.partition(" for ")[0]
    assert desk.step == f'Tell the caller: "Stay on the line for {site}."'
    assert desk.screen.next_step.why == f"{short}, which is down; stay on the line"
    desk.dial_tone()
    desk.dialled(digits)
    desk.rings(2)
    assert desk.face(key).state == f"ring 2 of 6 - back-up {site} {digits}"
    assert desk.screen.line == f"two parties on line: caller, {short} ringing"
    desk.answers()
    assert desk.step == f"Listen: are caller and {short} speaking? Then F11."
    desk.press("F11")
    desk.press("F12")
    desk.releases()
    assert desk.calls()[1]["legs"][1]["agency"] == leg
    assert desk.calls()[1]["legs"][1]["outcome"] == "answered"
    assert desk.screen.today[0].agencies == f"{short} answered in 12 s"


@pytest.mark.parametrize(
    ("key", "short", "site"),
    [
        pytest.param("F7", "Clarington Fire", "Oshawa/Hampton Works Yard", id="D118"),
        pytest.param("F5", "Ambulance", "Whitby Works Department", id="D122"),
    ],
)
def test_a_back_up_without_a_number_is_shown_by_name_and_nothing_is_dialled(
    down: StandingDesk, key: str, short: str, site: str
) -> None:
    """D118, D122; and what could not be told stays a task until it was."""
    desk = down.desk
    down.mark(key)
    assert desk.face(key).state == f"DOWN: {site}, no number set (power, since 08:00)"
    assert desk.face(key).code == ""
    assert f"DOWN: {short} (to {site}, no number set)" in desk.screen.notices[0].text
    desk.spill()
    desk.press(key)
    assert desk.phoned == []
    assert desk.face(key).state == f"refused: DOWN; back-up {site}, no number set"
    assert desk.calls()[1]["legs"] == {}
    task = f"08:00:00 {site} for {short} (nothing dialled) does not have call 1, (905) 326-1224"
    assert any(each.startswith(task) for each in desk.screen.tasks)
    desk.press(key)
    assert sum("nothing dialled" in each for each in desk.screen.tasks) == 1
    desk.deliver()
    assert not any("nothing dialled" in each for each in desk.screen.tasks)


def test_a_number_that_the_site_set_for_the_place_is_dialled_d118(down: StandingDesk) -> None:
    text = (
        down.table_text.replace('backup_number = ""', "")
        .replace('"Oshawa/Hampton Works Yard"', '"Oshawa/Hampton Works Yard"\nbackup_number = "579-1111"')
        .replace('"Ajax Fire"\n\nmunicipalities', '"Ajax Fire"\nbackup_number = "683-9100"\nmunicipalities')
    )
    table = load_agencies(text, "site.toml")
    desk = down.desk
    desk.position = Position(table, None)
    down.mark("F7")
    down.mark("F9")
    desk.spill()
    desk.press("F7")
    assert desk.orders == [Recall(1, "5791111")]
    desk.ends(Outcome.BUSY)
    desk.press("F9")
    assert desk.orders == [Recall(2, "6839100")]  # set for just this, it comes before Ajax Fire's star code
    assert desk.calls()[1]["legs"][2]["agency"] == "Ajax Fire (back-up for Pickering Fire)"


def test_an_agency_without_a_back_up_dials_nothing_and_the_supervisor_decides(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F10")
    assert desk.face("F10").state == "DOWN: no back-up named (power, since 08:00)"
    assert desk.screen.notices[0].health is Health.FAULT
    desk.spill()
    desk.press("F10")
    assert desk.phoned == []
    assert "the supervisor decides where calls go (Ctrl+G, K)" in desk.face("F10").state


def test_the_centres_own_back_up_is_no_agencys_key_d120(down: StandingDesk) -> None:
    """The centre's is Whitby Fire Station: the procedure of the evacuation leads there, no key does."""
    assert down.desk.table.centre.backup_site == "Whitby Fire Station"
    assert all(each.backup_site != "Whitby Fire Station" for each in down.desk.table.agencies)


def test_what_the_back_up_does_not_answer_is_still_owed_to_the_agency_that_is_down_d116(down: StandingDesk) -> None:
    """Nothing is lost: the task names both, and the agency itself closes it once it is up and has answered."""
    desk = down.desk
    down.mark("F9")
    desk.spill(**PICKERING)
    desk.fail("F9", Outcome.BUSY)
    assert desk.face("F9").look is Look.FAILED
    assert desk.face("F9").state == "BUSY - back-up Ajax Fire *25"
    owed = "Ajax Fire for Pickering Fire (busy) does not have call 1"
    assert any(owed in each for each in desk.screen.tasks)
    assert [desk.face(key).code for key in ("Alt+1", "Alt+2", "Alt+3")] == ["*25", "713-8141", "no number set"]
    desk.press("Alt+2")
    assert desk.orders == [Recall(2, "7138141")]
    assert desk.calls()[1]["legs"][2]["agency"] == "Ajax Fire (back-up for Pickering Fire)"
    desk.ends(Outcome.NO_ANSWER)
    desk.begin("K")
    desk.press("F9")
    down.choose("Up again")
    desk.press("F9")
    assert desk.orders == [Recall(3, "*26")]
    desk.dial_tone()
    desk.answers()
    desk.press("F11")
    assert desk.screen.tasks == ()


def test_the_ladders_rung_still_asks_twice_for_an_agency_that_is_not_marked_down_d116(down: StandingDesk) -> None:
    text = down.table_text.replace('backup_number = ""', 'backup_number = "683-2222"', 2)  # the centre's, and F5's
    desk = down.desk
    desk.position = Position(load_agencies(text, "site.toml"), None)
    down.mark("F9")
    desk.spill()
    desk.fail("F5")
    desk.press("Alt+4")
    assert desk.phoned == []
    desk.press("Alt+4")
    assert desk.orders == [Recall(2, "6832222")]


def test_the_ladders_rung_dials_no_back_up_that_is_marked_down_d128(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F9")
    desk.spill()
    desk.fail("F6")
    desk.press("Alt+4")
    desk.press("Alt+4")
    assert desk.phoned == []
    assert desk.face("Alt+4").state == "refused: Pickering Fire: DOWN as well"
    desk.wait(1)
    desk.press("Esc")
    assert desk.face("Alt+4").code == "DOWN as well"


# --- several down --------------------------------------------------------------------------------------------------


def test_two_that_back_each_other_up_are_told_loudly_and_dial_nothing_d128(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F6")
    desk.begin("K")
    desk.press("F9")
    assert desk.screen.next_step.why == "its back-up Ajax Fire is DOWN as well: the supervisor decides"
    desk.choose("Telephone failure")
    down.fill("cable cut")
    assert desk.screen.notices[0].health is Health.FAULT
    assert desk.screen.notices[0].text == (
        "DOWN: Ajax Fire and Pickering Fire, each the other's back-up: SUPERVISOR DECIDES"
    )
    desk.spill()
    for key, state in (("F6", "DOWN: Pickering Fire is DOWN too"), ("F9", "DOWN: Ajax Fire is DOWN too")):
        assert state in desk.face(key).state
        desk.press(key)
        assert desk.phoned == []
        assert "refused: DOWN; its back-up" in desk.face(key).state
        assert "the supervisor decides" in desk.face(key).state


def test_a_back_up_that_is_down_is_not_followed_to_its_own_d128(down: StandingDesk) -> None:
    """Oshawa's back-up is Clarington, whose back-up is a works yard: nobody said that Oshawa's calls go there."""
    desk = down.desk
    down.mark("F7")
    down.mark("F8")
    assert "Clarington Fire is DOWN too" in desk.face("F8").state
    assert desk.screen.notices[0].text == (
        "DOWN: Clarington Fire (to Oshawa/Hampton Works Yard, no number set); Oshawa Fire: SUPERVISOR DECIDES"
    )


def test_one_of_two_up_again_takes_the_others_calls_d128(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F6")
    down.mark("F9")
    desk.begin("K")
    desk.press("F6")
    down.choose("Up again")
    assert desk.face("F9").state == "DOWN: dials Ajax Fire (power, since 08:00)"
    assert desk.screen.notices[0].health is Health.NOTICE


def test_the_supervisor_decides_with_her_name_and_the_keys_follow_on_every_call_d123(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F6")
    down.mark("F9")
    down.decide("F9", "F8", "S. Lee")
    assert down.told(MatterCallsDirected) == [
        MatterCallsDirected(desk.now, "pickering-fire", "S. Lee", "oshawa-fire", "")
    ]
    down.decide("F6", "F7", "S. Lee")
    assert desk.screen.tasks[-2:] == (
        "08:00 S. Lee decided: Pickering Fire's calls go to Oshawa Fire, on every call until lifted",
        "08:00 S. Lee decided: Ajax Fire's calls go to Clarington Fire, on every call until lifted",
    )
    assert desk.screen.notices[0].text == "DOWN: Ajax Fire (to Clarington Fire); Pickering Fire (to Oshawa Fire)"
    assert desk.screen.notices[0].health is Health.NOTICE
    for number in (1, 2):
        desk.spill(**PICKERING)
        assert desk.face("F9").state == "fire: PICKERING; DOWN: decided Oshawa Fire"
        desk.press("F9")
        assert desk.orders == [Recall(number, "*23")]
        desk.ends(Outcome.BUSY)
        desk.press("Alt+I")
        desk.press("F12")
        desk.releases()
    assert desk.calls()[2]["legs"][1]["agency"] == "Oshawa Fire (for Pickering Fire)"


def test_the_decision_may_be_a_number_d123(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F10")
    down.decide("F10", "", "S. Lee", "705-555-0100")
    assert desk.face("F10").state == "DOWN: decided 705-555-0100 (power, since 08:00)"
    desk.spill()
    desk.press("F10")
    assert desk.orders == [Recall(1, "7055550100")]
    assert desk.calls()[1]["legs"][1]["agency"] == "705-555-0100 (for Orillia O.P.P.)"


def test_the_decision_may_be_words_and_then_nothing_is_dialled_d123(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F7")
    down.decide("F7", "", "S. Lee", "runner to Hampton Yard")
    desk.spill()
    desk.press("F7")
    assert desk.phoned == []
    assert desk.face("F7").state == "refused: DOWN; S. Lee decided runner to Hampton Yard, no number set"
    assert any("runner to Hampton Yard for Clarington Fire (nothing dialled)" in each for each in desk.screen.tasks)


def test_a_decision_may_not_lead_back_to_this_centre_d123(down: StandingDesk) -> None:
    down.mark("F10")
    down.decide("F10", "", "S. Lee", "9-1-1")
    form = down.desk.screen.form
    assert form is not None
    assert form.refused == "number or place: 911 would come back to this centre"
    assert down.told(MatterCallsDirected) == []


def test_a_decision_for_an_agency_that_is_down_itself_is_refused_d123(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F6")
    down.mark("F9")
    desk.begin("K")
    desk.press("F9")
    desk.choose("Supervisor decides")
    desk.press("F6")
    assert desk.screen.next_step.why == "refused: this one is DOWN itself"
    desk.press("F9")
    assert desk.screen.next_step.why == "refused: that is the agency whose calls are to go elsewhere"
    assert desk.screen.form is None


def test_a_destination_that_goes_down_later_needs_another_decision_d123(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F9")
    down.decide("F9", "F8", "S. Lee")
    down.mark("F8")
    assert desk.screen.notices[0].health is Health.FAULT
    desk.spill()
    desk.press("F9")
    assert desk.phoned == []
    assert "S. Lee decided Oshawa Fire, which is DOWN now: the supervisor decides" in desk.face("F9").state
    down.decide("F9", "F7", "S. Lee")
    desk.press("F9")
    assert desk.orders == [Recall(1, "*22")]


def test_a_decision_stands_until_it_is_lifted_d123(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F9")
    down.decide("F9", "F8", "S. Lee")
    desk.begin("K")
    desk.press("F9")
    assert desk.options == ["Up again", "Supervisor decides ...", "Lift the decision", "Leave it"]
    down.choose("Lift the decision")
    assert down.told(MatterDirectionLifted) == [MatterDirectionLifted(desk.now, "pickering-fire")]
    assert desk.face("F9").state == "DOWN: dials Ajax Fire (power, since 08:00)"


def test_an_agency_that_is_up_again_takes_its_decision_with_it_d123(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F9")
    down.decide("F9", "F8", "S. Lee")
    desk.begin("K")
    desk.press("F9")
    down.choose("Up again")
    assert [type(each) for each in down.told(MatterAgencyUp, MatterDirectionLifted)] == [
        MatterAgencyUp,
        MatterDirectionLifted,
    ]
    down.mark("F9")
    assert desk.face("F9").state == "DOWN: dials Ajax Fire (power, since 08:00)"


# --- over a restart, and run again ---------------------------------------------------------------------------------


def stood(desk: Any) -> list[dict[str, Any]]:
    """What the journal gives at the next start."""
    told = [each for each in desk.events if kind_of(each) in KINDS]
    plain: list[dict[str, Any]] = json.loads(
        json.dumps(still_standing((each.at, kind_of(each), body_of(each)) for each in told))
    )
    return plain


def test_what_stood_when_the_console_stopped_stands_when_it_starts_d116_d123(
    down: StandingDesk, make_desk: Callable[..., Any]
) -> None:
    down.mark("F9")
    down.mark("F6", "Telephone failure", "cable cut")
    down.decide("F9", "F8", "S. Lee")
    down.mark("F5")
    down.desk.begin("K")
    down.desk.press("F5")
    down.choose("Up again")
    found = stood(down.desk)
    again = make_desk()
    again.tell(StandingFound(again.now, found))
    assert again.screen.agency_keys == down.desk.screen.agency_keys
    assert again.screen.tasks == down.desk.screen.tasks
    assert again.screen.notices == down.desk.screen.notices


def test_an_agency_that_went_down_on_another_day_says_which(down: StandingDesk, make_desk: Callable[..., Any]) -> None:
    down.mark("F9")
    again = make_desk()
    again.wait(86400)
    again.tell(StandingFound(again.now, stood(down.desk)))
    assert again.face("F9").state == "DOWN: dials Ajax Fire (power, since Mar 1 08:00)"


def test_a_matter_that_cannot_be_read_is_told_and_the_others_stand(
    down: StandingDesk, make_desk: Callable[..., Any]
) -> None:
    down.mark("F9")
    found = stood(down.desk)
    again = make_desk()
    bad: list[dict[str, Any]] = [{"at": "x", "kind": "matter_agency_down", "body": {}}, {"kind": "unknown"}]
    again.tell(StandingFound(again.now, [*bad, *found]))
    assert again.face("F9").look is Look.DOWN
    assert again.screen.notices[1].health is Health.FAULT


def test_a_matter_of_an_agency_that_the_table_no_longer_has_changes_nothing(down: StandingDesk) -> None:
    gone = MatterAgencyDown(down.desk.now, "gone-fire", "power", "x")
    down.desk.tell(gone)
    assert down.desk.screen.tasks == ()


def test_a_journal_run_again_shows_the_same_screens(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F9")
    down.mark("F6")
    desk.spill(**PICKERING)
    desk.press("F9")
    down.decide("F9", "F8", "S. Lee")
    desk.press("F9")
    desk.ends(Outcome.BUSY)
    desk.begin("K")
    desk.press("F9")
    down.choose("Up again")
    desk.tell(StandingFound(desk.now, stood(desk)))
    again = type(desk)()
    for event, decision in zip(desk.events[1:], desk.decisions[1:], strict=True):
        body = json.loads(json.dumps(decision.record.body))
        assert (
            again.position.handle(event_from(decision.record.kind, event.at, body, decision.record.spill)) == decision
        )


def test_a_mark_is_no_calls_event(down: StandingDesk) -> None:
    """It stands on every call, and belongs to none."""
    down.desk.spill()
    down.mark("F9")
    decisions: list[Decision] = [each for each in down.desk.decisions if each.record.kind == "matter_agency_down"]
    assert [each.record.call for each in decisions] == [None]
    assert all(not isinstance(order, Tell) for each in decisions for order in each.orders)

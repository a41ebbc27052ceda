"""Repeat callers of one incident are found and shown, and never merged (D095, F14, U15, U32)."""

from datetime import UTC, timedelta
from typing import Any

import pytest

from app.ports import CallerRinging, Outcome, PhoneCaps
from app.position.at_hand import KEPT
from app.position.decision import FindPastCall, FindRelated
from app.position.events import CallLookedAt, ConsoleStarted, PastCallFound, RelatedFound
from app.position.position import Position
from app.position.related import SEARCHED
from app.position.screen import MOST_RELATED, CallRow, RelatedCall

ELSEWHERE = {"number": "9055550142", "address": "9 KING ST E", "municipality": "WHITBY", "community": "WHITBY"}
MINE = "same number, same address"


@pytest.fixture
def later(desk: Any) -> Any:
    """Return a desk whose console was started again: there were 39 calls before."""
    desk.position = Position(desk.table, UTC, 40)
    started = ConsoleStarted(desk.now, "0.1.0", "", "emulated:default", True, False, "virtual", PhoneCaps(), {})
    desk.tell(started)
    return desk


def past(call: int = 12, **values: Any) -> dict[str, Any]:
    """A call of an earlier run, as the journal's search gives it to the position."""
    return {
        "call": call,
        "same": ["same address"],
        "arrived_at": "2026-03-01T07:42:00.000000Z",
        "number": "9055550100",
        "place": "324 FIRST ST N, OSHAWA",
        "how_ended": "released",
        "linked_to": None,
        "legs": [["Ambulance", "answered"], ["Oshawa Fire", "busy"]],
        **values,
    }


def related(desk: Any) -> list[tuple[int, str]]:
    return [(each.call, each.same) for each in desk.screen.related]


def released(desk: Any) -> None:
    desk.press("F12")
    desk.press("F12")
    desk.releases()


def searches(desk: Any) -> list[FindRelated]:
    return [order for order in desk.decisions[-1].orders if isinstance(order, FindRelated)]


# --- found -----------------------------------------------------------------------------------------------------------


def test_the_calls_of_one_incident_are_found_and_each_stays_a_call_of_its_own(desk: Any) -> None:
    """D095: shown, never merged."""
    desk.spill()
    desk.bring_in("F8", ring=2)
    desk.press("F11")
    released(desk)
    desk.wait(60)
    desk.spill(number="9055550142", name="NEIGHBOUR, A")
    assert desk.screen.related == (
        RelatedCall(
            call=1,
            time="08:00",
            same="same address",
            number="(905) 326-1224",
            place="324 FIRST ST N, OSHAWA",
            agencies="Oshawa Fire answered in 12 s",
            state="released",
            likest="same address",
        ),
    )
    assert [row.call for row in desk.screen.today] == [2, 1]
    assert desk.screen.caller.name.text == "NEIGHBOUR, A"


def test_a_first_caller_has_no_related_call_and_a_call_is_not_its_own(desk: Any) -> None:
    desk.spill()
    assert desk.screen.related == ()
    desk.spill(call_number="00552")  # the same call again
    assert desk.screen.related == ()


def test_what_is_most_alike_stands_first_then_the_newest(desk: Any) -> None:
    """F14: number, address, tower, street."""
    for values in (
        {"number": "9055550101", "address": "330 FIRST ST N"},
        {"number": "9055550102"},
        {"address": "9 KING ST E"},
        {"number": "9055550103"},
        {"number": "9055550104", "address": "7 KING ST E"},
    ):
        desk.spill(**values)
        desk.wait(30)
    desk.spill()
    assert related(desk) == [(3, "same number"), (4, "same address"), (2, "same address"), (1, "same street")]


def test_calls_of_one_tower_are_related(desk: Any, cellular: Any) -> None:
    """F14, U15: the address of a wireless call is the cell site's."""
    desk.spill(service=cellular, service_class="CEL", number="9055550101")
    desk.spill(service=cellular, service_class="CEL", number="9055550102")
    assert related(desk) == [(1, "same tower")]
    desk.spill(number="9055550103")
    assert related(desk) == []


def test_only_the_last_minutes_count_but_for_the_number(make_desk: Any) -> None:
    """F14 "last N minutes", U32 "prior calls from the same number"; N is told when the console starts."""
    desk = make_desk()
    desk.tell(ConsoleStarted(desk.now, "0.1.0", "", "f", True, False, "virtual", PhoneCaps(), {}, related_minutes=10))
    desk.spill()
    desk.wait(11 * 60)
    desk.spill(number="9055550142")
    assert related(desk) == []
    desk.spill()
    assert related(desk) == [(2, "same address"), (1, MINE)]
    desk.wait(24 * 3600)
    desk.spill(address="5 OTHER RD")
    assert related(desk) == [(3, "same number"), (1, "same number")]
    assert desk.screen.related[0].time == "2026-03-01 08:11"


def test_details_that_change_find_other_calls(desk: Any) -> None:
    desk.spill(**ELSEWHERE)
    desk.spill(number="9055550199")
    assert related(desk) == []
    desk.spill(**{**ELSEWHERE, "number": "9055550199"}, call_number="00553")
    assert related(desk) == [(1, "same address")]
    desk.spill(number="9055550199", call_number="00553")
    assert related(desk) == []


def test_a_number_that_the_telephone_tells_finds_its_calls(make_desk: Any) -> None:
    """U15: the caller who was cut off rings again, and the telephone is first with the number."""
    desk = make_desk(caps=PhoneCaps(can_answer=True))
    desk.spill()
    desk.wait(60)
    desk.tell(CallerRinging(desk.now, "9053261224", 2))
    desk.press("Ctrl+W")
    assert related(desk) == [(1, "same number")]


def test_a_caller_who_waits_is_related_too(desk: Any) -> None:
    desk.spill()
    desk.bring_in("F8")
    desk.spill(number="9055550142")
    assert related(desk) == [(2, "same address")]
    assert desk.screen.related[0].state == "WAITING"


def test_what_is_done_on_a_related_call_is_seen(desk: Any) -> None:
    desk.spill()
    desk.fail("F5")
    desk.press("Alt+I")
    released(desk)
    desk.spill(number="9055550142")
    assert desk.screen.related[0].agencies == "Ambulance BUSY"


def test_they_stay_beside_the_last_caller_until_the_next_comes(desk: Any) -> None:
    desk.spill()
    desk.spill()
    released(desk)
    assert related(desk) == [(1, MINE)]
    desk.press("Ctrl+N")
    assert related(desk) == []


def test_of_very_many_only_so_many_are_shown_and_the_memory_is_bounded(desk: Any) -> None:
    for _ in range(KEPT + 50):
        desk.spill(call_number=None, number="9055550142")
        desk.wait(1)
        desk.spill(call_number=None)
    assert len(desk.screen.related) == MOST_RELATED
    assert len(desk.position.related._at_hand) == KEPT
    assert searches(desk)[0].wanted.below > 1  # the others are in the journal, and looked for there


# --- found in the journal --------------------------------------------------------------------------------------------


def test_a_console_that_has_no_earlier_calls_looks_for_none(desk: Any) -> None:
    desk.spill()
    assert searches(desk) == []


def test_earlier_calls_are_looked_for_once_and_again_when_more_is_known(later: Any) -> None:
    """F14: below this run's calls, so many minutes back, for all that the call tells."""
    later.spill(call_number="00700", address=None)
    (order,) = searches(later)
    assert (order.wanted.call, order.wanted.below, order.wanted.last) == (40, 40, 180)
    assert order.wanted.since == "2026-03-01T07:00:00.000000Z"
    assert (order.wanted.number, order.wanted.place, order.wanted.street) == ("9053261224", "", "")
    later.spill(call_number="00700", address=None)
    assert searches(later) == []
    later.spill(call_number="00700")
    (order,) = searches(later)
    assert order.wanted.place == "324 FIRST ST N, OSHAWA"
    assert order.wanted.street == "FIRST ST N, OSHAWA"
    later.press("F8")
    assert searches(later) == []


def test_a_call_that_tells_nothing_is_not_looked_for(later: Any) -> None:
    later.press("Ctrl+N")
    assert searches(later) == []
    later.text("WHO KNOWS")
    assert searches(later) == []


def test_one_who_waits_is_looked_for_when_she_has_the_screen(later: Any) -> None:
    later.spill()
    later.bring_in("F8")
    later.spill(number="9055550142")
    assert searches(later) == []
    later.press("F11")
    released(later)
    (order,) = searches(later)
    assert order.wanted.call == 41


def test_what_was_found_in_the_journal_is_shown_and_written_of_its_call(later: Any) -> None:
    later.spill()
    decision = later.tell(RelatedFound(later.now, 40, [past(12, same=["same number", "same address"]), past(9)]))
    assert decision.record.call == 40
    assert decision.record.changes == ()
    assert later.screen.related == (
        RelatedCall(
            call=12,
            time="07:42",
            same=MINE,
            number="(905) 555-0100",
            place="324 FIRST ST N, OSHAWA",
            agencies="Ambulance answered; Oshawa Fire BUSY",
            state="released",
            likest="same number",
        ),
        RelatedCall(
            9,
            "07:42",
            "same address",
            "(905) 555-0100",
            "324 FIRST ST N, OSHAWA",
            "Ambulance answered; Oshawa Fire BUSY",
            "released",
            likest="same address",
        ),
    )


def test_a_tower_and_gaps_in_the_journal_are_put_into_words(later: Any) -> None:
    later.spill()
    found = past(12, same=["same tower"], number="", place="@1615 DUNDAS ST E, WHITBY", how_ended="", legs=[])
    later.tell(RelatedFound(later.now, 40, [found, past(11, place="")]))
    tower, bare = sorted(later.screen.related, key=lambda each: -each.call)
    assert (tower.number, tower.place, tower.agencies) == ("no number", "1615 DUNDAS ST E, WHITBY", "")
    assert tower.state == "open when the console stopped"
    assert bare.place == "no address"


def test_an_outcome_that_this_program_does_not_know_is_shown_as_written(later: Any) -> None:
    later.spill()
    later.tell(RelatedFound(later.now, 40, [past(12, legs=[["Fire", "teleported"]])]))
    assert later.screen.related[0].agencies == "Fire teleported"


def test_what_is_found_too_late_belongs_to_its_own_call(later: Any) -> None:
    later.spill()
    later.spill(**ELSEWHERE)
    later.tell(RelatedFound(later.now, 40, [past(12)]))
    assert related(later) == []


def test_what_was_found_for_many_calls_does_not_fill_the_memory(later: Any) -> None:
    for number in range(SEARCHED + 20):
        later.spill(number=f"90555501{number:02d}")
        later.tell(RelatedFound(later.now, 40 + number, [past(12)]))
    assert len(later.position.related._found) == SEARCHED
    assert len(later.position.related._searched) == SEARCHED


# --- gone through ----------------------------------------------------------------------------------------------------


def test_ctrl_e_goes_through_them_and_esc_is_back(desk: Any) -> None:
    """F14: looked at like a call of today, the live one stays."""
    for _ in range(3):
        desk.spill()
        desk.wait(60)
    assert related(desk) == [(2, MINE), (1, MINE)]
    for note in ("call 2,", "call 1,", "call 2,"):
        desk.press("Ctrl+E")
        assert desk.screen.caller.state == "past"
        assert desk.screen.caller.note.startswith(note)
    desk.press("Esc")
    assert desk.screen.caller.state == "live"
    desk.press("Ctrl+E")
    assert desk.screen.caller.note.startswith("call 2,")
    assert [row.state for row in desk.screen.today] == ["open", "replaced", "replaced"]


def test_one_of_an_earlier_run_is_read_from_the_journal(later: Any) -> None:
    later.spill()
    later.tell(RelatedFound(later.now, 40, [past(12)]))
    assert later.press("Ctrl+E").orders == (FindPastCall(12),)
    later.tell(PastCallFound(later.now, 12, "2026-03-01T07:42:00.000000Z", "", "", None, False, 7))
    assert later.screen.caller.state == "past"
    assert later.screen.related[0].incident == "same incident as call 7"
    later.press("Alt+L")
    assert later.screen.linked == "same incident as call 7"


def test_where_none_is_related_ctrl_e_says_so(desk: Any) -> None:
    desk.spill()
    desk.press("Ctrl+E")
    assert desk.screen.notices[0].text == "08:00:00 Ctrl+E: no related call"
    assert desk.screen.caller.state == "live"


# --- linked ----------------------------------------------------------------------------------------------------------


def test_alt_l_links_to_the_first_related_call_and_is_written_and_said_on_both_rows(desk: Any) -> None:
    """D095: link to the first call."""
    desk.spill()
    desk.spill()
    decision = desk.press("Alt+L")
    (change,) = decision.record.changes
    assert (change.call, change.values, change.legs) == (2, {"linked_to": 1}, {})
    assert decision.record.kind == "key_pressed"
    assert [row.incident for row in desk.screen.today] == ["same incident as call 1", "same incident as call 2"]
    assert desk.screen.linked == "same incident as call 1"
    assert desk.screen.related[0].incident == "same incident as call 2"
    assert [row.state for row in desk.screen.today] == ["open", "replaced"]  # nothing is closed by it


def test_a_second_press_takes_it_back(desk: Any) -> None:
    desk.spill()
    desk.spill()
    desk.press("Alt+L")
    desk.press("Alt+L")
    assert desk.calls()[2]["linked_to"] is None
    assert desk.screen.linked == ""
    assert [row.incident for row in desk.screen.today] == ["", ""]
    assert "F12 releases" not in desk.screen.next_step.text


def test_the_call_that_is_looked_at_is_the_one_linked_to(desk: Any) -> None:
    """D095: any call of today, though nothing in it is the same."""
    desk.spill(**ELSEWHERE)
    desk.spill()
    desk.spill()
    desk.tell(CallLookedAt(desk.now, 1))
    desk.press("Alt+L")
    assert desk.calls()[3]["linked_to"] == 1
    desk.tell(CallLookedAt(desk.now, 2))
    desk.press("Alt+L")
    assert desk.calls()[3]["linked_to"] == 2
    assert [row.incident for row in desk.screen.today] == ["same incident as call 2", "same incident as call 3", ""]
    desk.press("Alt+L")
    assert desk.calls()[3]["linked_to"] is None


def test_a_call_is_linked_to_the_first_of_the_incident(desk: Any) -> None:
    for _ in range(3):
        desk.spill()
        desk.press("Alt+L")
    assert [desk.calls()[call].get("linked_to") for call in (1, 2, 3)] == [None, 1, 1]
    assert desk.screen.today[2].incident == "same incident as calls 2, 3"


def test_a_link_in_a_circle_is_refused(desk: Any) -> None:
    desk.spill()
    desk.bring_in("F8")
    desk.spill()
    desk.press("F11")
    released(desk)  # call 2 has the screen
    desk.press("Alt+L")
    desk.bring_in("F8")
    desk.press("Esc")
    desk.tell(CallLookedAt(desk.now, 1))
    desk.press("Alt+L")  # taken back
    assert desk.calls()[2]["linked_to"] is None
    desk.position._today.links.join(1, 2)
    desk.press("Alt+L")
    assert desk.screen.notices[0].text.endswith("Alt+L: call 1 is linked to this one already")
    assert desk.calls()[2]["linked_to"] is None


def test_alt_l_is_refused_in_words_where_there_is_nothing_to_link(desk: Any) -> None:
    desk.press("Alt+L")
    assert desk.screen.notices[0].text.endswith("Alt+L: no caller on the line")
    desk.spill()
    desk.press("Alt+L")
    assert desk.screen.notices[0].text.endswith("Alt+L: no related call: look at the other call first")


def test_with_nothing_new_the_caller_may_be_told_and_released_in_one_press(desk: Any) -> None:
    """D095, manual p. 18: no second press for an agency not reached; the task stays open, nothing is taken for done."""
    desk.spill()
    desk.spill()
    desk.fail("F8")
    assert "press F12 again" in desk.press("F12").screen.next_step.why or desk.face("F12").state.startswith("refused")
    desk.press("Alt+L")
    assert "You may tell the caller: we have the information" in desk.screen.next_step.text
    assert desk.screen.next_step.page == "manual p. 18"
    assert not desk.face("F12").state.startswith("refused")
    desk.press("F12")
    desk.releases()
    assert desk.calls()[2]["how_ended"] == "released"
    assert desk.calls()[2]["linked_to"] == 1
    assert len(desk.screen.tasks) == 1


def test_an_agency_that_is_being_brought_in_still_wants_the_second_press(desk: Any) -> None:
    """D042, D084: only for the reason of an agency not reached is the press saved."""
    desk.spill()
    desk.spill()
    desk.press("Alt+L")
    desk.bring_in("F8")
    desk.press("F12")
    assert desk.face("F12").state.endswith("no voice contact with Oshawa Fire yet")


def test_taking_the_link_back_brings_the_second_press_back(desk: Any) -> None:
    desk.spill()
    desk.spill()
    desk.fail("F8", Outcome.NO_ANSWER)
    desk.press("Alt+L")
    desk.press("Alt+L")
    desk.press("F12")
    assert desk.face("F12").state.startswith("refused: F12 again releases; Oshawa Fire was not reached")


def test_links_of_an_earlier_run_stand_on_its_rows_and_on_those_linked_now(desk: Any) -> None:
    """Derived from the journal, like the rest."""
    earlier = (
        CallRow(39, "07:50:00", "n", "", "p", "", "released", linked_to=38),
        CallRow(38, "07:49:00", "n", "", "p", "", "released"),
    )
    position = Position(desk.table, UTC, 40, earlier)
    desk.position = position
    desk.spill()
    assert [row.incident for row in desk.screen.today] == ["", "same incident as call 38", "same incident as call 39"]
    desk.tell(RelatedFound(desk.now, 40, [past(39, linked_to=38)]))
    desk.press("Alt+L")
    assert desk.calls()[40]["linked_to"] == 38
    assert desk.screen.today[2].incident == "same incident as calls 39, 40"


def test_a_linked_call_that_is_taken_up_again_is_linked_still(later: Any) -> None:
    """U5: the console was started again during the call."""
    at = (later.now - timedelta(minutes=3)).isoformat().replace("+00:00", ".000000Z")
    later.tell(PastCallFound(later.now, 39, at, "", "", None, True, 12))
    assert later.screen.linked == "same incident as call 12"
    assert "we have the information" in later.screen.next_step.text
    later.press("Alt+L")
    assert later.calls()[39]["linked_to"] is None

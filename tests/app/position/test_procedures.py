"""How procedures run at a position: begin, lead, wait, end. What the rules say is tested beside their tables."""

from typing import Any

import pytest

from app.call.procedure import Procedure
from app.call.procedure_table import Known, load_procedure
from app.ports import Outcome, PhoneCaps
from app.position.decision import LetSleep, WakeAt
from app.position.events import KeyPressed, Woke
from app.position.leading import LEAD_KEY
from app.position.marking import menu_line
from app.position.minutes import body_of, event_from, kind_of
from app.position.procedures import MOST_RUNNING
from app.position.screen import Pane

ASK = """\
id = "ask"
title = "Ask"
letter = "Q"
[[step]]
id = "first"
text = "Ask {number}."
limit = 30
keeps_screen = true
[[step.option]]
label = "Said yes"
sets = ["said"]
go = "second"
[[step.option]]
label = "Said no"
asks = ["why", "who"]
go = "end"
result = "said no"
[[step.on]]
sign = "time"
go = "second"
[[step]]
id = "second"
text = "Wait."
no_release = "nobody has answered"
[[step.option]]
label = "Done"
go = "end"
[[step.option]]
label = "Ring back"
does = ["ring back"]
go = "rings"
[[step]]
id = "rings"
text = "It rings."
[[step.on]]
sign = "answered"
go = "end"
result = "answered"
[[step.on]]
sign = "busy"
go = "second"
"""
WATCH = """\
id = "watch"
title = "Watch"
letter = "W"
outlives = true
[[begins]]
on = "caller gone"
if = ["landline"]
go = "stand"
[[step]]
id = "stand"
text = "Watch."
[[step.option]]
label = "Over"
go = "end"
"""
ALONE = """\
id = "alone"
title = "Alone"
letter = "L"
without_call = true
[[step]]
id = "tick"
text = "Tick."
[[step.option]]
label = "Ticked"
go = "end"
"""


def made(*texts: str) -> list[Procedure]:
    return [load_procedure(text, "test.toml", Known()) for text in texts]


@pytest.fixture
def bench(make_desk: Any) -> Any:
    desk = make_desk(procedures=made(ASK, WATCH, ALONE))
    desk.spill()
    return desk


def test_the_list_is_shown_and_a_letter_begins_a_procedure(bench: Any) -> None:
    bench.press("Ctrl+G")
    assert bench.screen.pane is Pane.PROCEDURES
    assert bench.screen.procedures[:4] == (menu_line(), "L  Alone", "Q  Ask", "W  Watch")
    bench.press("Q")
    assert str(bench.screen.pane) == "today"
    assert bench.step == "Ask (905) 326-1224."
    assert bench.options == ["Said yes", "Said no ..."]


def test_a_letter_means_nothing_while_no_list_is_shown(bench: Any) -> None:
    before = bench.step
    bench.press("Q")
    assert bench.step == before


def test_escape_leaves_the_list(bench: Any) -> None:
    bench.press("Ctrl+G")
    bench.press("Esc")
    assert str(bench.screen.pane) == "today"
    assert bench.taken() == []


def test_without_a_caller_only_what_needs_none_begins(make_desk: Any) -> None:
    desk = make_desk(procedures=made(ASK, ALONE))
    desk.begin("Q")
    assert desk.taken() == []
    desk.begin("L")
    assert desk.step == "Tick."


def test_every_step_is_journalled_with_what_it_went_on_and_what_came_of_it(bench: Any) -> None:
    bench.begin("Q")
    bench.choose("Said no")
    bench.fill("the caller laughed", "a child")
    assert bench.taken() == [("ask", "first", ""), ("ask", "end", "said no")]
    filled = bench.decisions[-1].record
    assert filled.body["values"] == {"why": "the caller laughed", "who": "a child"}
    assert filled.call == 1
    told = bench.decisions[-1].orders[-1].event
    assert event_from(kind_of(told), told.at, body_of(told), None) == told


def test_a_form_not_filled_says_why_and_stays(bench: Any) -> None:
    bench.begin("Q")
    bench.choose("Said no")
    bench.fill("", "a child")
    assert bench.screen.form.refused == "why: expected some words, got none"
    assert bench.step == "Ask (905) 326-1224."
    bench.press("Esc")
    assert bench.screen.form is None


def test_a_limit_goes_on_by_itself_and_a_stale_one_changes_nothing(bench: Any) -> None:
    decision = bench.begin("Q")
    wake = next(order for order in decision.orders if isinstance(order, WakeAt))
    assert (wake.at - bench.now).total_seconds() == 30
    assert bench.screen.next_step.until == wake.at
    bench.wait(30)
    bench.tell(Woke(bench.now, wake.name))
    assert bench.step == "Wait."
    bench.tell(Woke(bench.now, wake.name))
    assert bench.step == "Wait."


def test_a_step_that_is_left_lets_its_limit_sleep(bench: Any) -> None:
    wake = next(order for order in bench.begin("Q").orders if isinstance(order, WakeAt))
    assert LetSleep(wake.name) in bench.choose("Said yes").orders


def test_a_step_that_forbids_release_says_why_and_the_telephones_own_release_is_a_fact(bench: Any) -> None:
    """D146 asks for it; a release on the set has happened all the same."""
    bench.begin("Q")
    bench.choose("Said yes")
    bench.press("F12")
    assert bench.orders == []
    assert bench.face("F12").state == "refused: Ask: nobody has answered"
    bench.releases()
    assert bench.calls()[1]["how_ended"] == "released"
    assert bench.taken()[-1] == ("ask", "end", "")


def test_a_step_may_keep_the_next_caller_beside_the_screen(bench: Any) -> None:
    bench.begin("Q")
    bench.spill(name="NEXT, CALLER")
    assert bench.screen.caller.name.text == "PALMER, ROBERT"
    assert len(bench.screen.waiting) == 1
    bench.choose("Said yes")
    bench.spill(name="THIRD, CALLER")
    assert bench.screen.caller.name.text == "THIRD, CALLER"


def test_an_agency_being_brought_in_leads_and_the_procedure_waits_in_words(bench: Any) -> None:
    bench.begin("Q")
    bench.press("F8")
    assert "Stay on the line for Oshawa Fire" in bench.step
    assert bench.screen.options == ()
    bench.ends(Outcome.BUSY)
    assert bench.step == "Ask (905) 326-1224."  # it leads again; what failed stands on the key and in the tasks
    assert any("Oshawa Fire (busy)" in task for task in bench.screen.tasks)


def test_the_attempt_a_procedure_began_is_its_own_and_an_agencys_is_not(bench: Any) -> None:
    bench.begin("Q")
    bench.choose("Said yes")
    bench.choose("Ring back")
    assert bench.step == "It rings."
    bench.dial_tone()
    bench.dialled("*99")
    bench.rings(1)
    bench.answers()
    assert bench.taken()[-1] == ("ask", "end", "answered")


def test_a_key_of_a_step_that_does_not_stand_there_now_does_nothing(bench: Any) -> None:
    bench.begin("Q")
    bench.choose("Said yes")
    bench.press("F8")
    bench.dial_tone()
    bench.press("Alt+X")
    assert bench.orders == []
    assert [step for _, step, _ in bench.taken()] == ["first", "second"]


def test_a_deed_that_cannot_be_done_says_why_and_the_step_stays(make_desk: Any) -> None:
    hold = ASK.replace('does = ["ring back"]', 'does = ["hold"]')
    desk = make_desk(procedures=made(hold), caps=PhoneCaps(can_hold=False))
    desk.spill()
    desk.begin("Q")
    desk.choose("Said yes")
    desk.choose("Ring back")
    assert desk.step == "Wait."
    assert desk.screen.next_step.why == "refused: this telephone cannot hold: use the set"


def test_the_newest_leads_the_others_wait_and_one_key_changes_that(bench: Any) -> None:
    bench.begin("Q")
    bench.begin("W")
    assert bench.step == "Watch."
    assert bench.screen.tasks == (f"Ask (call 1): Ask (905) 326-1224. ({LEAD_KEY})",)
    bench.press(LEAD_KEY)
    assert bench.step == "Ask (905) 326-1224."
    bench.begin("W")
    assert bench.step == "Watch."  # the one that runs, not a second
    assert len(bench.screen.tasks) == 1


def test_with_nothing_else_open_the_key_to_the_next_is_refused(bench: Any) -> None:
    bench.begin("Q")
    bench.press(LEAD_KEY)
    assert bench.step == "Ask (905) 326-1224."


def test_a_procedure_ends_with_its_call_unless_it_outlives_it(bench: Any) -> None:
    bench.begin("Q")
    bench.choose("Said yes")
    bench.caller_hangs_up()
    assert bench.step == "Watch."  # began by itself on a landline
    bench.releases()
    assert ("ask", "end", "") in bench.taken()
    assert bench.step == "Watch."
    assert bench.screen.next_step.why == "Watch (call 1)"
    bench.spill()
    assert bench.step != "Watch."
    assert bench.screen.tasks == ("Watch (call 1): Watch. (Ctrl+J)",)
    bench.press("F12")
    bench.releases()
    bench.choose("Over")
    assert bench.screen.tasks == ()


def test_what_is_for_no_call_waits_while_a_caller_is_on_the_line(make_desk: Any) -> None:
    desk = make_desk(procedures=made(ALONE))
    desk.begin("L")
    desk.spill()
    assert desk.screen.caller.name.text == "PALMER, ROBERT"
    assert desk.calls()[1].get("how_ended") is None


def test_more_than_can_be_kept_end_the_oldest_and_the_journal_says_so(make_desk: Any) -> None:
    desk = make_desk(procedures=made(WATCH))
    for _ in range(MOST_RUNNING + 1):
        desk.spill()
        desk.begin("W")
    ended = [step for step in desk.taken() if step[1] == "end"]
    assert len(ended) == 1
    assert len(desk.screen.tasks) == MOST_RUNNING - 1


def test_keys_that_are_no_options_now_do_nothing(bench: Any) -> None:
    for key in ("Alt+Z", "Alt+V", "Alt+C"):
        bench.tell(KeyPressed(bench.now, key))
    assert bench.taken() == []

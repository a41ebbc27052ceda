"""What is for no call never stands before a caller by itself, and is one key away."""

from typing import Any

import pytest

from app.ports import Abort
from app.position.leading import goes_first, lead_next, may_stand


@pytest.fixture
def evacuating(make_desk: Any) -> Any:
    """A desk at which an evacuation has begun, nobody on the line."""
    desk = make_desk()
    desk.begin("X")
    return desk


def test_a_call_that_comes_puts_it_aside_into_the_tasks_d125(evacuating: Any) -> None:
    assert evacuating.step == "1 of 6: who decided that the building is left?"
    evacuating.spill()
    assert evacuating.step.startswith('"Do you require')
    assert evacuating.options == []
    assert evacuating.screen.tasks == ("Evacuation: 1 of 6: who decided that the building is left? (Ctrl+J)",)


def test_ctrl_j_asks_for_it_and_goes_back_to_the_calls_own_step_d125(evacuating: Any) -> None:
    evacuating.spill()
    evacuating.press("Ctrl+J")
    assert evacuating.step.startswith("1 of 6")
    assert evacuating.screen.caller.name.text == "PALMER, ROBERT"
    evacuating.press("Ctrl+J")
    assert evacuating.step.startswith('"Do you require')
    evacuating.press("Ctrl+J")
    evacuating.spill()  # the next caller
    assert evacuating.step.startswith('"Do you require')


def test_it_stands_again_once_the_caller_is_released_d125(evacuating: Any) -> None:
    evacuating.spill()
    evacuating.press("F12")
    evacuating.releases()
    assert evacuating.step.startswith("1 of 6")


def test_an_agency_being_brought_in_comes_before_it(evacuating: Any) -> None:
    evacuating.spill()
    evacuating.press("Ctrl+J")
    evacuating.press("F8")
    assert evacuating.step == 'Tell the caller: "Stay on the line for Oshawa Fire."'


def test_what_was_being_typed_for_it_makes_room_for_the_caller(evacuating: Any) -> None:
    evacuating.choose("Decided")
    assert evacuating.screen.form is not None
    evacuating.spill()
    assert evacuating.screen.form is None


def test_what_was_being_typed_stands_again_with_its_step(evacuating: Any) -> None:
    evacuating.choose("Decided")
    form = evacuating.screen.form
    evacuating.spill()
    evacuating.press("F12")
    evacuating.releases()
    assert evacuating.screen.form == form._replace(again=True)
    evacuating.spill()
    assert evacuating.screen.form is None
    evacuating.press("Ctrl+J")
    assert evacuating.screen.form == form._replace(again=True)
    evacuating.press("Ctrl+J")
    assert evacuating.screen.form is None
    evacuating.press("Ctrl+J")
    evacuating.fill("S. Lee")
    assert evacuating.step.startswith("2 of 6")


def test_every_open_one_has_its_turn(evacuating: Any) -> None:
    evacuating.begin("L")
    evacuating.spill()
    evacuating.begin("R")
    seen = []
    for _ in range(5):
        seen.append(evacuating.step.partition(":")[0])
        evacuating.press("Ctrl+J")
    assert {"What do you hear on the caller's line?", "1 of 6", "The 9-1-1 lines into this centre have failed"} <= set(
        seen
    )


def test_the_time_of_the_last_tick_is_shown(evacuating: Any) -> None:
    assert evacuating.screen.next_step.why == "begun 08:00:00; Evacuation: a name, for the journal"
    evacuating.wait(75)
    evacuating.choose("Decided")
    evacuating.fill("S. Lee")
    assert evacuating.screen.next_step.why.startswith("last tick 08:01:15; Evacuation: ")


def test_without_any_there_is_no_next_one() -> None:
    assert not lead_next([], None)
    assert may_stand([], None) == []


def test_the_only_one_is_no_next_one(evacuating: Any) -> None:
    evacuating.press("Ctrl+J")
    assert "refused: no other procedure is open" in evacuating.screen.next_step.why


def test_of_too_many_the_oldest_call_back_goes_then_the_oldest_that_is_no_watch(make_desk: Any) -> None:
    """D102: a watch goes only where all are watches; the one that has just begun never."""
    desk = make_desk()
    for letter in ("V", "S", "B", "N"):
        desk.spill(service_class="CEL" if letter == "B" else "RES")
        desk.begin(letter)
    running = desk.position._procedures._running
    kinds = {each.procedure.id: each for each in running}
    watch, call_back, parked = kinds["no-voice"], kinds["call-back"], kinds["parked"]
    assert goes_first([watch, parked, call_back, parked]) is call_back
    assert goes_first([watch, parked, call_back]) is parked
    assert goes_first([watch, call_back]) is watch


LISTED = "324 FIRST ST N, OSHAWA: has an agency reported from the door?"


@pytest.fixture
def watching(make_desk: Any) -> Any:
    """A watch in the list, and the next caller on the line (D102, G12)."""
    desk = make_desk()
    desk.spill()
    desk.begin("V")
    for label, words in (("No word: try TTY", ""), ("No: send all", ""), ("Told otherwise", "Kim by radio")):
        desk.choose(label)
        if words:
            desk.fill(words)
    desk.choose("Police told")
    desk.fill("Sgt Miller")
    desk.choose("Told otherwise")
    desk.fill("Ann by radio")
    desk.choose("More")
    desk.choose("Supervisor")
    desk.choose("Move to the list")
    desk.fill("Lee")
    desk.choose("Release")
    desk.releases()
    desk.spill(number="9055550101", name="NEXT, CALLER", address="1 KING ST")
    return desk


def test_d102_a_watch_in_the_list_is_closed_while_the_next_caller_is_on_the_line(watching: Any) -> None:
    assert watching.step.startswith('"Do you require')
    assert watching.screen.tasks == (f"No voice (call 1): {LISTED} (Ctrl+J)",)
    watching.press("Ctrl+J")
    assert watching.step == LISTED
    assert watching.screen.next_step.why.startswith("No voice (call 1): ")
    assert watching.screen.caller.name.text == "NEXT, CALLER"
    watching.choose("Report from door")
    watching.fill("Oshawa Fire", "child found, safe")
    assert watching.taken()[-1] == ("no-voice", "end", "Oshawa Fire reports from the door: child found, safe")
    assert watching.step.startswith('"Do you require')
    assert watching.screen.tasks == ()


def test_g12_a_watch_looked_at_goes_aside_again_for_the_caller_and_for_the_next_one(watching: Any) -> None:
    watching.press("Ctrl+J")
    watching.press("Ctrl+J")
    assert watching.step.startswith('"Do you require')
    watching.press("Ctrl+J")
    watching.spill()
    assert watching.step.startswith('"Do you require')


def test_a_watch_is_not_taken_up_in_place_of_the_caller_on_the_line(watching: Any) -> None:
    watching.press("Ctrl+J")
    watching.choose("Take up again")
    assert "release the caller on the line first" in watching.screen.next_step.why
    assert watching.step == LISTED
    assert watching.screen.caller.name.text == "NEXT, CALLER"


def test_the_callers_own_have_their_turn_before_those_of_other_calls(watching: Any) -> None:
    watching.begin("N")
    watching.begin("R")
    seen = []
    for _ in range(4):
        seen.append(watching.screen.next_step.why.partition(":")[0])
        watching.press("Ctrl+J")
    assert seen == ["Ring back", "Nuisance call", "No voice (call 1)", "Ring back"]


def test_d138_a_caller_who_hangs_up_comes_before_what_is_of_another_call(watching: Any) -> None:
    """D138, D129: she was looking at the watch of call 1, and ring back of the caller here is to be offered."""
    watching.press("Ctrl+J")
    watching.choose("Report from door")
    watching.caller_hangs_up()
    assert watching.step.startswith("The caller hung up.")
    assert watching.screen.form is None
    watching.press("Ctrl+J")
    assert watching.step == LISTED
    assert watching.screen.form is not None  # half typed, and kept


def test_esc_goes_back_from_another_calls_step_to_the_caller(watching: Any) -> None:
    watching.press("Ctrl+J")
    watching.choose("Report from door")
    watching.press("Esc")
    assert watching.step == LISTED  # the form first
    watching.press("Esc")
    assert watching.step.startswith('"Do you require')
    watching.press("Esc")
    assert watching.face("Esc").state.startswith("refused: ")


def test_esc_is_the_attempts_while_an_agency_is_brought_in(watching: Any) -> None:
    watching.press("Ctrl+J")
    watching.press("F8")
    watching.dial_tone()
    watching.press("Esc")
    assert watching.phoned == [Abort]

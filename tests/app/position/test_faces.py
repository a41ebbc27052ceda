"""How the keys look: the same places for ever, every state and every refusal in words (screen.md rule 5)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.call.attempt import Attempt, AttemptState, Purpose
from app.ports import Answered, HeldOnLine, LineLost, Outcome, PhoneCaps, Ringing
from app.position.faces import HEARD_KEYS, state_words
from app.position.screen import Look

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def an_attempt(state: AttemptState, outcome: Outcome = Outcome.DIALLING, **values: Any) -> Attempt:
    given = {"purpose": Purpose.AGENCY, "how": "", "ring_limit": 6, **values}
    return Attempt(
        1, 1, given.pop("purpose"), "a", "A", "A", "*21", "F5", given.pop("how"), START, state, outcome, **given
    )


def keys(desk: Any) -> list[str]:
    return [face.key for face in (*desk.screen.agency_keys, *desk.screen.feature_keys)]


def test_no_key_ever_moves(desk: Any) -> None:
    """Screen rules 2 and 5."""
    before = keys(desk)
    for step in (desk.spill, desk.bring_in, lambda: desk.press("F11"), lambda: desk.press("F12"), desk.releases):
        step()
        assert keys(desk) == before
    assert before[:6] == ["F5", "F6", "F7", "F8", "F9", "F10"]
    assert before[6:] == ["F2", "F3", "F4", "F11", "F12", "Esc", "Ctrl+M", "Ctrl+N"]


def test_the_keys_carry_the_agencies_names_and_codes(desk: Any) -> None:
    """D086 to D092."""
    face = desk.face("F8")
    assert (face.label, face.code) == ("Oshawa/Whitby/Scugog/Uxbridge Fire", "*23")


def test_codes_that_only_the_order_of_the_scan_tells_are_to_be_confirmed_on_site(desk: Any) -> None:
    """D091, D092, G1."""
    assert [face.key for face in desk.screen.agency_keys if face.note == "confirm on site"] == ["F9", "F10"]


@pytest.mark.parametrize("state", list(AttemptState))
@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_state_has_words(state: AttemptState, outcome: Outcome) -> None:
    """Colour is always doubled by words."""
    assert state_words(an_attempt(state, outcome), PhoneCaps())


def test_a_ring_is_shown_of_six_and_says_who_counted_it() -> None:
    """D096; nothing is claimed that was not measured."""
    caps = PhoneCaps()
    ringing = AttemptState.RINGING
    assert state_words(an_attempt(ringing, rings=3, ring_source="events"), caps) == "ring 3 of 6"
    assert state_words(an_attempt(ringing, rings=3, ring_source="clock"), caps) == "ring 3 of 6 (by clock)"
    assert (
        state_words(an_attempt(ringing, rings=7, ring_source="call-taker"), caps)
        == "ring 7, more than 6 (by call-taker)"
    )
    assert state_words(an_attempt(ringing), caps) == "the switch is working on it"


@pytest.mark.parametrize(
    ("certainty", "words"),
    [
        ("signalled", "ANSWERED: voice contact?"),
        ("deduced", "ANSWERED (deduced, confirm by ear): voice contact?"),
        ("heard", "ANSWERED (heard): voice contact?"),
    ],
)
def test_an_answer_says_how_sure_it_is(certainty: str, words: str) -> None:
    assert state_words(an_attempt(AttemptState.ANSWERED, Outcome.ANSWERED, certainty=certainty), PhoneCaps()) == words


def test_a_line_that_cannot_tell_busy_from_busy_circuits_does_not_pretend_to() -> None:
    attempt = an_attempt(AttemptState.ENDED, Outcome.BUSY)
    assert state_words(attempt, PhoneCaps()) == "BUSY"
    assert state_words(attempt, PhoneCaps(busy_vs_reorder=False)) == "BUSY (agency or circuits)"


def test_an_attempt_by_another_route_says_which(desk: Any) -> None:
    """D093."""
    desk.spill()
    desk.fail("F8")
    desk.press("Alt+2")
    assert desk.face("F8").state == "getting dial tone - tandem number 7138150"


def test_looks_follow_the_attempt(desk: Any) -> None:
    desk.spill()
    assert desk.face("F8").look is Look.MARKED
    desk.press("F8")
    assert desk.face("F8").look is Look.ACTIVE
    desk.dial_tone()
    desk.tell(Answered(desk.now, 1))
    assert (desk.face("F8").look, desk.face("F11").look) == (Look.ATTENTION, Look.ATTENTION)
    desk.press("F11")
    assert (desk.face("F8").look, desk.face("F11").look) == (Look.CONTACT, Look.IDLE)


def test_the_keys_are_clean_for_the_next_call(desk: Any) -> None:
    desk.spill()
    desk.fail("F5")
    desk.press("Alt+I")
    desk.press("F12")
    desk.releases()
    assert {face.look for face in (*desk.screen.agency_keys, *desk.screen.feature_keys)} == {Look.IDLE}
    assert {face.state for face in (*desk.screen.agency_keys, *desk.screen.feature_keys)} == {""}
    assert [face.key for face in desk.screen.offers] == ["Alt+D"]


def test_an_unknown_municipality_marks_no_key(desk: Any) -> None:
    """Never guessed at (D063, D064)."""
    for values in ({"municipality": "ATLANTIS"}, {"municipality": None}):
        desk.spill(**values)
        assert not [face for face in desk.screen.agency_keys if face.look is Look.MARKED]


def test_a_refusal_can_still_be_read_while_the_other_agency_rings(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.press("F5")
    refused = desk.face("F5").state
    assert refused.startswith("refused: Oshawa Fire")
    desk.dial_tone()
    desk.dialled()
    desk.tell(Ringing(desk.now, 1, 1))
    assert desk.face("F5").state == refused


@pytest.mark.parametrize("later", ["a key", "an answer", "a lost line", "nine seconds", "the next caller"])
def test_a_refusal_does_not_outlive_its_reason(desk: Any, later: str) -> None:
    desk.spill()
    if later == "the next caller":
        desk.press("Ctrl+M")
    else:
        desk.press("F8")
        desk.dial_tone()
        desk.press("F5")
    assert [face for face in (*desk.screen.agency_keys, *desk.screen.feature_keys) if "refused" in face.state]
    match later:
        case "a key":
            desk.press("F11")
            assert "refused" in desk.face("F11").state
        case "an answer":
            desk.answers()
        case "a lost line":
            desk.tell(LineLost(desk.now, "cut"))
        case "nine seconds":
            desk.wait(9)
            desk.tell(Ringing(desk.now, 1, 2))
        case _:
            desk.spill()
    others = [face for face in (*desk.screen.agency_keys, *desk.screen.feature_keys) if face.key != "F11"]
    assert not [face for face in others if "refused" in face.state]


def test_the_next_rungs_say_their_number_and_their_condition(desk: Any) -> None:
    """D093, D094, D116, D119; numbers the site has not set say so."""
    desk.spill()
    desk.fail("F8")
    assert desk.face("Alt+1").code == "*23"
    assert desk.face("Alt+2").code == "713-8150"
    assert (desk.face("Alt+3").code, desk.face("Alt+3").state) == ("no number set", "once the information is taken")
    assert desk.face("Alt+4").label == "Back-up: Clarington Fire"
    assert (desk.face("Alt+4").code, desk.face("Alt+4").state) == ("*22", "power or telephone failure only")
    assert (desk.face("Alt+5").code, desk.face("Alt+5").note) == ("579-1520", "extension 6600")


def test_d118_a_back_up_that_is_a_place_without_a_number_says_so(desk: Any) -> None:
    desk.spill()
    desk.fail("F7")
    assert desk.face("Alt+4").label == "Back-up: Oshawa/Hampton Works Yard"
    assert desk.face("Alt+4").code == "no number set"


def test_the_next_rungs_stay_while_one_of_them_rings(desk: Any) -> None:
    """Nothing jumps, and the information can be marked as taken meanwhile (D094)."""
    desk.spill()
    desk.fail("F8")
    offered = [face.key for face in desk.screen.offers]
    desk.press("Alt+2")
    desk.dial_tone()
    desk.tell(Ringing(desk.now, desk.attempt, 1))
    assert [face.key for face in desk.screen.offers] == offered
    desk.press("Alt+I")
    assert desk.face("Alt+I").state == "taken"


def test_no_rung_is_offered_while_nothing_has_failed(desk: Any) -> None:
    desk.spill()
    desk.bring_in()
    assert desk.screen.offers == ()


def test_what_can_be_heard_is_offered_only_on_a_set_worked_by_hand(make_desk: Any) -> None:
    desk = make_desk(caps=PhoneCaps(by_hand=True))
    assert desk.screen.offers == ()
    desk.spill()
    assert [face.key for face in desk.screen.offers] == list(HEARD_KEYS)


def test_hold_is_lit_while_the_telephone_says_so(desk: Any) -> None:
    desk.spill()
    desk.tell(HeldOnLine(desk.now))
    assert (desk.face("F4").state, desk.face("F4").look) == ("held", Look.ACTIVE)
    assert desk.screen.line.endswith("; ON HOLD")

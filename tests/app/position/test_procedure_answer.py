"""Answering and choosing the agency: words of every call, police kept here, which agency, an ended call again."""

from datetime import UTC
from typing import Any

import pytest

from app.ports import CallerGone, CallerRinging, Dial, Outcome, PhoneCaps, Recall, Release
from app.position.events import CallLookedAt
from app.position.position import Position
from app.position.screen import Look
from app.settings import Settings
from app.tables import load_base_steps

# --- the greeting ---


def test_a_ringing_caller_is_answered_promptly_as_an_emergency(make_desk: Any) -> None:
    """D054."""
    desk = make_desk(caps=PhoneCaps(can_answer=True))
    desk.tell(CallerRinging(desk.now, "9053261224", 1))
    assert desk.step == "A caller rings: Alt+A answers."
    assert desk.screen.next_step.why == "9-1-1 calls are answered promptly, and are emergencies until shown otherwise"


def test_a_call_without_data_may_be_on_no_9_1_1_line(desk: Any) -> None:
    """D100, D115, D208: seven-digit, police switchboard and four-party lines have no features."""
    desk.press("Ctrl+N")
    assert desk.step == '"Do you require Police, Fire or Ambulance?"'
    assert (
        desk.screen.next_step.why
        == "no data: a seven-digit, police switchboard or four-party line has no 9-1-1 features"
    )


def test_cellular_says_what_it_cannot_do(desk: Any, cellular: Any) -> None:
    """D115: what is limited on a cellular call stands on its card and on the key."""
    desk.spill(service_class="CEL", service=cellular)
    assert desk.screen.caller.service_tell
    desk.press("F3")
    assert "cellular" in desk.face("F3").state


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", '"Do you require Police, Fire or Ambulance?"'),
        ("fr", '"Avez-vous besoin de la police, des pompiers ou d\'une ambulance?"'),
        (
            "both",
            '"Do you require Police, Fire or Ambulance?" / '
            '"Avez-vous besoin de la police, des pompiers ou d\'une ambulance?"',
        ),
    ],
)
def test_a_centre_greets_in_english_in_french_or_in_both(desk: Any, language: str, words: str) -> None:
    """D050: the English word for word; F21."""
    steps, faults = load_base_steps(Settings(greeting_language=language))
    assert not faults
    desk.position = Position(desk.table, UTC, steps=steps)
    desk.spill()
    assert desk.step == words


# --- which agency ---


def test_a_marked_key_says_why_and_dials_nothing(desk: Any) -> None:
    """D063: fire for Brock goes to Ajax Fire; D011: the call-taker chooses."""
    desk.spill(municipality="BROCK", community="BEAVERTON", locality="BROCK BEAVERTON")
    assert (desk.face("F6").look, desk.face("F6").state) == (Look.MARKED, "fire: BROCK goes to Ajax Fire")
    assert desk.face("F5").state == "for BROCK"
    assert desk.phoned == []


@pytest.mark.parametrize("municipality", ["WHITBY", "SCUGOG", "UXBRIDGE"])
def test_fire_of_three_municipalities_goes_to_oshawa(desk: Any, municipality: str) -> None:
    """D064."""
    desk.spill(municipality=municipality)
    assert desk.face("F8").state == f"fire: {municipality} goes to Oshawa Fire"


def test_an_agencys_key_brings_it_in_at_once_emergency_or_not(desk: Any) -> None:
    """D027, D051, D055: nothing is asked before."""
    desk.spill()
    assert [type(order) for order in desk.press("F5").orders if isinstance(order, Recall)] == [Recall]


def test_the_caller_is_told_to_stay_on_the_line_for_the_agency_by_name(desk: Any) -> None:
    """D065."""
    desk.spill()
    desk.press("F6")
    assert desk.step == 'Tell the caller: "Stay on the line for Ajax Fire."'


def test_a_second_agency_is_alerted_on_a_serious_call(desk: Any) -> None:
    """D062: its key, once the first is in voice contact; D053: else the first calls it."""
    desk.spill()
    desk.bring_in("F8")
    desk.press("F11")
    assert desk.screen.next_step.why == "only the agency talks to the caller now, and calls any other agency itself"
    desk.bring_in("F5")
    assert desk.screen.line == "three parties on line: caller, Oshawa Fire, Ambulance answered"


def test_questions_about_the_incident_only_where_the_agency_is_unclear(desk: Any) -> None:
    """D066, D058: nothing asks by itself."""
    desk.spill()
    assert desk.options == []
    desk.begin("W")
    assert desk.step == "Ask what has happened, only to learn which one agency is needed most."
    assert desk.options == ["Fire, gas, chemicals", "Medical, poison", "Police", "No emergency"]


def test_fire_gas_and_chemicals_go_to_the_fire_department_of_the_place(desk: Any) -> None:
    """D059, D061."""
    desk.spill(municipality="BROCK")
    desk.begin("W")
    desk.choose("Fire, gas, chemicals")
    assert desk.step == "Fire: Ajax Fire for BROCK (F6), if the incident is there."
    assert desk.phoned == []
    desk.press("F6")
    assert desk.taken()[-1] == ("which-agency", "end", "fire")
    assert desk.step == 'Tell the caller: "Stay on the line for Ajax Fire."'


def test_without_a_municipality_no_fire_department_is_guessed(desk: Any) -> None:
    """D059, D063, D064."""
    desk.spill(municipality=None)
    desk.begin("W")
    desk.choose("Fire, gas, chemicals")
    assert desk.step == "Fire: ask in which municipality, and press that fire department's key."
    assert desk.screen.next_step.why.endswith("Brock goes to Ajax; Whitby, Scugog and Uxbridge go to Oshawa")


def test_any_medical_call_goes_to_the_ambulance_poison_control_included(desk: Any) -> None:
    """D060."""
    desk.spill()
    desk.begin("W")
    desk.choose("Medical, poison")
    assert desk.step == "Any medical call, Poison Control included: Ambulance (F5)."
    desk.press("F5")
    assert desk.taken()[-1] == ("which-agency", "end", "ambulance")


# --- police ---


def test_police_calls_are_kept_and_all_information_is_taken(desk: Any) -> None:
    """D008, D012: no conference, nothing is dialled."""
    desk.spill()
    desk.begin("P")
    assert desk.step == "Durham Regional Police: keep the caller and take all information."
    assert "verify number and address" in desk.screen.next_step.why
    desk.choose("Information taken")
    assert desk.screen.next_step.why.endswith("other agencies may be alerted on obviously serious calls")
    desk.press("F12")
    desk.releases()
    assert desk.taken()[-1] == ("police", "end", "information taken")
    assert not [order for each in desk.decisions for order in each.orders if isinstance(order, Recall | Dial)]


def test_what_is_taken_of_a_police_call_may_be_typed_and_is_journalled(desk: Any) -> None:
    """D008."""
    desk.spill()
    desk.begin("P")
    desk.choose("Type it here")
    record = desk.fill("break-in", "324 First St N", "R. Palmer").record
    assert (record.kind, record.call) == ("form_filled", 1)
    assert record.body["values"] == {"what": "break-in", "where": "324 First St N", "who": "R. Palmer"}


def test_a_call_of_the_provincial_police_is_conferenced(desk: Any) -> None:
    """D008, D061: only Durham's own police calls are kept."""
    desk.spill()
    desk.begin("P")
    desk.choose("It is the O.P.P.'s")
    assert desk.step == "Ontario Provincial Police: press their key, and stay until voice contact."
    desk.bring_in("F10")
    desk.press("F11")
    assert desk.taken()[-1] == ("police", "end", "conferenced with the O.P.P.")


GONE = "The caller hung up before all was told: ring back, or send to 324 FIRST ST N, OSHAWA."


def police_call_left(desk: Any, **values: Any) -> None:
    """A police caller hung up before all was told."""
    desk.spill(**values)
    desk.begin("P")
    desk.caller_hangs_up()


def test_d129_a_police_caller_who_hung_up_before_all_was_told_is_rung_back(desk: Any) -> None:
    """D129: no other agency is there to do it (D008)."""
    police_call_left(desk)
    assert desk.step == GONE
    assert desk.options == ["Ring back", "Police are sent ...", "All was told", "Leave it"]
    desk.choose("Ring back")
    desk.dial_tone()
    desk.answers()
    desk.choose("Go on with the call")
    assert desk.step == "Durham Regional Police: keep the caller and take all information."


def test_d129_with_no_answer_to_ring_back_police_are_sent_to_the_address(desk: Any) -> None:
    police_call_left(desk)
    desk.choose("Ring back")
    desk.dial_tone()
    desk.ends(Outcome.NO_ANSWER)
    desk.choose("Leave it")
    assert desk.step == GONE
    desk.choose("Police are sent")
    desk.fill("Sgt Miller")
    assert desk.taken()[-1] == ("police", "end", "police sent to the address shown: Sgt Miller")


def test_d106_a_cellular_police_caller_who_hung_up_is_called_back_once(desk: Any, cellular: Any) -> None:
    police_call_left(desk, service_class="CEL", service=cellular)
    assert desk.step == "The caller is gone before the need was known: call back ONCE."
    desk.choose("Call back")
    desk.dial_tone()
    desk.answers()
    desk.choose("Go on with the call")
    assert desk.step == "Durham Regional Police: keep the caller and take all information."


def test_d129_once_all_was_told_a_caller_may_hang_up(desk: Any) -> None:
    desk.spill()
    desk.begin("P")
    desk.choose("Information taken")
    desk.caller_hangs_up()
    assert desk.step.startswith("Information taken.")


@pytest.mark.parametrize(
    ("letter", "labels"),
    [
        ("W", ()),
        ("W", ("Fire, gas, chemicals",)),
        ("W", ("Medical, poison",)),
        ("E", ()),
        ("E", ("For an agency",)),
        ("O", ()),
    ],
)
def test_d129_a_caller_who_hangs_up_while_it_is_asked_what_is_needed_is_not_hidden_by_the_question(
    desk: Any, letter: str, labels: tuple[str, ...]
) -> None:
    """D129: ring back is for one who left before giving enough; no question of hers is left to be asked."""
    desk.spill()
    desk.begin(letter)
    for label in labels:
        desk.choose(label)
    desk.caller_hangs_up()
    assert desk.step == "The caller hung up. F3 rings back, F12 closes the call."


def test_a_second_agency_may_be_alerted_on_a_police_call(desk: Any) -> None:
    """D062: the police step does not stand in the way of it."""
    desk.spill()
    desk.begin("P")
    desk.choose("Information taken")
    desk.bring_in("F5")
    desk.press("F11")
    assert desk.face("F5").state == "voice contact"


def test_a_recorded_message_is_no_voice_contact(desk: Any) -> None:
    """D069."""
    desk.spill()
    desk.bring_in("F8")
    assert desk.screen.next_step.why.endswith("a recording is none, nor allowed on 9-1-1 lines")


# --- the conference ---


def test_number_and_address_stay_on_the_screen_through_a_conference(desk: Any) -> None:
    """D099: the data stays with the call; what each agency sees is the switch's to send."""
    desk.spill()
    before = desk.screen.caller
    for step in (lambda: desk.bring_in("F8"), lambda: desk.press("F11"), lambda: desk.press("F12"), desk.releases):
        step()
        card = desk.screen.caller
        assert (card.number, card.address, card.name) == (before.number, before.address, before.name)


def test_she_may_stay_on_where_several_agencies_look_likely(desk: Any) -> None:
    """D098: nothing releases by itself, and a second agency joins while she listens."""
    desk.spill()
    desk.bring_in("F8")
    desk.press("F11")
    desk.wait(3600)
    desk.bring_in("F5")
    desk.press("F11")
    assert desk.screen.line == "three parties on line: caller, Oshawa Fire, Ambulance"
    assert not [order for each in desk.decisions for order in each.orders if isinstance(order, Release)]


# --- an ended call again (D068) ---


def ended(desk: Any) -> None:
    desk.spill(name="FIRST CALLER", municipality="BROCK")
    desk.press("F12")
    desk.releases()


def test_no_agency_is_dialled_for_a_caller_who_is_not_the_one_shown(desk: Any) -> None:
    """D068: while an earlier call is looked at, a key that dials is refused for the live one."""
    ended(desk)
    desk.spill(name="SECOND CALLER")
    desk.tell(CallLookedAt(desk.now, 1))
    for key in ("F6", "F3"):
        desk.press(key)
        assert desk.phoned == []
        assert desk.face(key).state == "refused: call 1 is looked at: Esc goes back to the live call"
    desk.press("Esc")
    desk.press("F6")
    assert desk.phoned == [Recall]


def test_without_a_live_call_the_key_says_how_to_take_the_call_up(desk: Any) -> None:
    """D068."""
    ended(desk)
    desk.spill(name="SECOND CALLER")
    desk.press("F12")
    desk.releases()
    desk.tell(CallLookedAt(desk.now, 1))
    assert desk.screen.caller.note.endswith("Alt+R takes it up again")
    desk.press("F6")
    assert desk.phoned == []
    assert desk.face("F6").state == "refused: no caller on the line (Alt+R takes call 1 up again)"


def test_an_ended_calls_data_is_conferenced_again(desk: Any) -> None:
    """D068: a call of its own, with the details of the ended one; nobody is taken to be on the line."""
    ended(desk)
    desk.tell(CallLookedAt(desk.now, 1))
    desk.press("Alt+R")
    assert desk.step == "An earlier call, taken up again. An agency's key relays it; F12 closes it."
    assert (desk.screen.caller.heading, desk.screen.caller.name.text) == ("CALL 1, taken up again", "FIRST CALLER")
    assert desk.screen.line == "nobody on line; call 1 taken up again"
    desk.bring_in("F6")
    assert desk.step == "Tell Ajax Fire what is known: the caller is not on the line."
    desk.press("F11")
    desk.press("F12")
    assert desk.phoned == [Release]
    desk.releases()
    assert desk.calls()[2]["how_ended"] == "released"
    assert desk.calls()[2]["number"] == desk.calls()[1]["number"] == "9053261224"


def test_an_ended_call_is_not_taken_up_over_a_caller(desk: Any) -> None:
    """D068."""
    ended(desk)
    desk.spill(name="SECOND CALLER")
    desk.tell(CallLookedAt(desk.now, 1))
    desk.press("Alt+R")
    assert desk.screen.next_step.why == "refused: release the caller on the line first"
    assert len(desk.calls()) == 2


def test_only_a_call_that_is_looked_at_is_taken_up(desk: Any) -> None:
    """D068."""
    ended(desk)
    desk.press("Alt+R")
    assert desk.screen.next_step.why == "refused: look at an ended call of today first"


def test_a_caller_taken_up_again_is_on_no_9_1_1_line_to_be_rung_back(desk: Any) -> None:
    """D068, D139: the code would ring somebody else."""
    ended(desk)
    desk.tell(CallLookedAt(desk.now, 1))
    desk.press("Alt+R")
    desk.press("F3")
    assert desk.phoned == []
    assert desk.face("F3").state.startswith("refused: this call was taken up again")


def test_the_caller_herself_calling_again_is_a_call_of_its_own(desk: Any) -> None:
    """D068."""
    ended(desk)
    desk.tell(CallLookedAt(desk.now, 1))
    desk.press("Alt+R")
    desk.spill(name="FIRST CALLER", call_number=None)
    assert len(desk.calls()) == 3
    assert desk.screen.line == "one party on line: caller"


def test_a_call_of_which_nothing_is_known_is_not_taken_up(desk: Any) -> None:
    """D068."""
    desk.press("Ctrl+N")
    desk.tell(CallerGone(desk.now))
    desk.press("F12")
    desk.releases()
    desk.tell(CallLookedAt(desk.now, 1))
    desk.press("Alt+R")
    assert desk.screen.next_step.why == "refused: nothing is known of call 1"


def test_d008_an_opp_that_is_told_by_relay_has_the_call(desk: Any) -> None:
    """D008, D094."""
    desk.spill()
    desk.begin("P")
    desk.choose("It is the O.P.P.'s")
    desk.fail("F10")
    desk.deliver()
    assert desk.taken()[-1] == ("police", "end", "told by relay: the O.P.P.")

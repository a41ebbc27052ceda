"""No voice, step by step (D101-D104, Q17, U13, F2, G12): asked twice, all three told, watched until the door."""

from typing import Any

import pytest

from app.ports import CallerGone, CallerHere, CallerRinging, Outcome, PhoneCaps, Release, TtyHeard
from app.position.decision import WakeAt
from app.position.events import CallLookedAt, ProcedureFound, Woke
from app.position.procedures import MOST_RUNNING
from app.position.screen import Pane
from tests.app.position.conftest import CEL, VOI

VOICE = 'Ask: "Do you need police, fire or ambulance? If you cannot speak, press a key."'
TTY = "Ask by TTY: send the greeting (Alt+T, or the TTY set) and wait for letters."
AMBULANCE = "Press Ambulance; tell it the address, and no voice. Then VOICE CONTACT."
POLICE = "Send Durham police: you keep this call yourself. Then say who took it."
FIRE = "Press the Fire key; tell it the address, and no voice. Then VOICE CONTACT."
WATCH = "Stay on the line and ring back, until an agency is at the door and reports."
RING_AGAIN = "Ring back again: no agency has reported from the door yet."
LISTED = "324 FIRST ST N, OSHAWA: has an agency reported from the door?"
READY = "Ready for the next call."


def silent(desk: Any, **values: Any) -> Any:
    """A landline on which nobody speaks."""
    desk.spill(**values)
    desk.begin("V")
    return desk


def asked(desk: Any, **values: Any) -> Any:
    """It was asked by voice and TTY in vain."""
    silent(desk, **values)
    desk.choose("No word: try TTY")
    desk.choose("No: send all")
    return desk


def reached(desk: Any, key: str) -> None:
    desk.bring_in(key)
    desk.press("F11")


def watched(desk: Any, **values: Any) -> Any:
    """All three are told."""
    asked(desk, **values)
    reached(desk, "F5")
    desk.choose("Police told")
    desk.fill("Sgt Miller")
    reached(desk, "F8")
    return desk


def brock(desk: Any) -> Any:
    """A silent line in Brock Township; ambulance and police are told."""
    asked(desk, locality="CANNINGTON, BROCK", municipality="BROCK")
    reached(desk, "F5")
    desk.choose("Police told")
    desk.fill("Sgt Miller")
    return desk


def results(desk: Any) -> list[str]:
    return [result for procedure, _step, result in desk.taken() if procedure == "no-voice" and result]


def refused(desk: Any) -> str:
    """What F12 says."""
    desk.press("F12")
    assert Release() not in desk.orders
    return str(desk.face("F12").state)


# --- voice, then TTY -------------------------------------------------------------------------------------------------


def test_q17_a_silent_line_is_asked_by_voice_then_by_tty(desk: Any) -> None:
    silent(desk)
    assert desk.step == VOICE
    desk.choose("No word: try TTY")
    assert desk.step.startswith("Ask by TTY: send the greeting (Alt+T")
    desk.press("Alt+T")
    assert desk.screen.pane is Pane.TTY
    desk.choose("No: send all")
    assert desk.step == AMBULANCE


@pytest.mark.parametrize("after", ["voice", "tty"])
def test_q17_a_tty_that_is_heard_is_a_caller(desk: Any, after: str) -> None:
    silent(desk)
    if after == "tty":
        desk.choose("No word: try TTY")
    desk.tell(TtyHeard(desk.now))
    assert "TTY" in desk.step  # the procedure for a TTY leads
    desk.press("Ctrl+J")
    assert desk.step == "A TTY caller: go on in text, as with any call. Ask which agency is needed."
    desk.choose("Go on with the call")
    assert results(desk) == ["a TTY answered"]


def test_q17_a_tone_that_was_no_tty_goes_on_to_the_full_response(desk: Any) -> None:
    silent(desk)
    desk.tell(TtyHeard(desk.now))
    desk.press("Ctrl+J")
    desk.choose("No text after all")
    assert desk.step == AMBULANCE


def test_d101_a_voice_ends_it(desk: Any) -> None:
    silent(desk)
    desk.choose("Somebody speaks")
    assert results(desk) == ["somebody spoke"]
    desk.press("F12")
    assert Release() in desk.orders


@pytest.mark.parametrize(
    ("code", "service", "says"),
    [("CEL", CEL, []), ("VOI", VOI, ["Nomadic"]), ("VOI", VOI, ["Not known"])],
)
def test_d106_q17_a_silent_wireless_call_is_asked_too_but_not_sent_to_nor_kept(
    desk: Any, code: str, service: Any, says: list[str]
) -> None:
    silent(desk, service_class=code, service=service)
    for each in says:
        desk.choose(each)
    desk.choose("No word: try TTY")
    desk.choose("No answer")
    assert desk.step == "Full response is for landlines. If this call drops, call back once."
    desk.press("F12")
    assert Release() in desk.orders


def test_d109_evidence_on_a_silent_wireless_call_begins_the_efforts(desk: Any) -> None:
    silent(desk, service_class="CEL", service=CEL)
    desk.choose("No word: try TTY")
    desk.choose("No answer")
    desk.choose("Evidence of emergency")
    desk.fill("gasping")
    assert desk.step == "Emergency indicated: reach the caller again and find the exact place."
    assert "gasping" in desk.screen.next_step.why


def test_d106_a_silent_wireless_call_that_drops_is_called_back_once(desk: Any) -> None:
    silent(desk, service_class="CEL", service=CEL)
    desk.caller_hangs_up()
    assert desk.step.endswith("call back ONCE.")


@pytest.mark.parametrize("asked_so_far", [(), ("No word: try TTY",), ("No word: try TTY", "No answer")])
def test_d106_also_one_of_whom_only_the_telephone_and_the_call_taker_know_that_it_is_cellular(
    make_desk: Any, asked_so_far: tuple[str, ...]
) -> None:
    """D106: no record came, but the telephone gave the number."""
    desk = make_desk(caps=PhoneCaps(can_answer=True))
    desk.tell(CallerRinging(desk.now, "9053261224", 1))
    desk.tell(CallerHere(desk.now, "9053261224", 1))
    desk.begin("V")
    desk.choose("Cellular or VoIP")
    for label in asked_so_far:
        desk.choose(label)
    desk.tell(CallerGone(desk.now, 1))
    assert desk.step == "The caller is gone before the need was known: call back ONCE."


def test_d112_fixed_voip_is_a_landline(desk: Any) -> None:
    silent(desk, service_class="VOI", service=VOI)
    desk.choose("Fixed")
    assert desk.step == VOICE
    assert "not before" in refused(desk)


@pytest.mark.parametrize("line", ["Landline", "Not known"])
def test_d101_without_data_the_line_is_asked_and_taken_for_a_landline_in_doubt(desk: Any, line: str) -> None:
    desk.press("Ctrl+N")
    desk.begin("V")
    assert desk.step == "No data came: did this call come on a landline?"
    desk.choose(line)
    assert desk.step == VOICE


@pytest.mark.parametrize(
    ("asked_so_far", "step"),
    [((), VOICE), (("No word: try TTY",), TTY), (("No word: try TTY", "No answer"), AMBULANCE)],
)
def test_d101_a_class_that_comes_late_and_is_a_landlines_has_the_full_response(
    desk: Any, asked_so_far: tuple[str, ...], step: str
) -> None:
    """D101: it was taken for cellular, and what was asked so far is not asked again."""
    silent(desk, call_number="00552", service_class="CEL", service=CEL)
    for label in asked_so_far:
        desk.choose(label)
    desk.spill(call_number="00552")
    assert desk.step == step
    assert results(desk)[-1] == "the data say a landline"
    refused(desk)


def test_d101_a_line_that_was_taken_for_cellular_by_mistake_has_the_full_response(desk: Any) -> None:
    desk.press("Ctrl+N")
    desk.begin("V")
    desk.choose("Cellular or VoIP")
    desk.choose("No word: try TTY")
    desk.choose("No answer")
    desk.choose("Landline")
    assert desk.step == AMBULANCE


def test_d112_voip_that_was_taken_for_nomadic_by_mistake_has_the_full_response(desk: Any) -> None:
    silent(desk, service_class="VOI", service=VOI)
    desk.choose("Nomadic")
    desk.choose("No word: try TTY")
    desk.choose("No answer")
    desk.choose("Landline")
    assert desk.step == AMBULANCE
    desk.choose("Somebody speaks")
    desk.begin("V")
    assert desk.step == VOICE
    assert "Leave it" not in desk.options, "begun again it is a landline still"


@pytest.mark.parametrize(
    ("asked_so_far", "step"),
    [
        ((), VOICE),
        (("No word: try TTY",), TTY),
        (("No word: try TTY", "No: send all"), "Full response is for landlines. If this call drops, call back once."),
    ],
)
def test_d106_a_class_that_comes_late_and_is_cellular_is_not_sent_to_by_itself(
    desk: Any, asked_so_far: tuple[str, ...], step: str
) -> None:
    """D106: the number comes first, its class with the address."""
    silent(desk, call_number="00552", service_class=None, service=None, address=None)
    for label in asked_so_far:
        desk.choose(label)
    desk.spill(call_number="00552", service_class="CEL", service=CEL)
    assert desk.step == step
    assert results(desk)[-1] == "the data say cellular or VoIP"
    desk.press("F12")
    assert Release() in desk.orders


def test_d101_once_an_agency_was_told_a_cellular_class_does_not_stop_the_response(desk: Any) -> None:
    asked(desk, call_number="00552", service_class=None, service=None)
    reached(desk, "F5")
    desk.spill(call_number="00552", service_class="CEL", service=CEL)
    assert desk.step == POLICE


def test_d106_hung_up_and_cellular_as_the_data_say_later_is_called_back_once(desk: Any) -> None:
    silent(desk, call_number="00552", service_class=None, service=None)
    desk.caller_hangs_up()
    desk.spill(call_number="00552", service_class="CEL", service=CEL)
    assert desk.step == "The caller is gone before the need was known: call back ONCE."


def test_d101_a_tty_caller_who_hangs_up_is_rung_back_then_sent_to(desk: Any) -> None:
    """D101: tones alone have not said what is needed."""
    silent(desk)
    desk.choose("No word: try TTY")
    desk.choose("TTY answers")
    desk.caller_hangs_up()
    assert desk.step.startswith("Hung up without a word. Ring back now")


def test_d106_a_tty_caller_on_a_cellular_line_who_drops_is_called_back_once(desk: Any) -> None:
    silent(desk, service_class="CEL", service=CEL)
    desk.choose("No word: try TTY")
    desk.choose("TTY answers")
    desk.caller_hangs_up()
    assert desk.step == "The caller is gone before the need was known: call back ONCE."


def test_d101_a_call_taken_up_again_is_sent_to_and_not_rung_back(desk: Any) -> None:
    """D130: its caller is on no 9-1-1 line; that it was silent was seen too late."""
    desk.spill()
    desk.caller_hangs_up()
    desk.press("F12")
    desk.releases()
    desk.tell(CallLookedAt(desk.now, 1))
    desk.press("Alt+R")
    desk.begin("V")
    assert desk.options == ["No: send all", "Somebody speaks", "By mistake ..."]


def test_d101_hung_up_without_a_word_is_rung_back_then_sent_to(desk: Any) -> None:
    silent(desk)
    desk.caller_hangs_up()
    assert desk.step.startswith("Hung up without a word.")
    desk.choose("Ring back")
    desk.dial_tone()
    desk.ends(Outcome.NO_ANSWER)
    desk.choose("Leave it")
    assert desk.options == ["No: send all", "Somebody speaks", "By mistake ..."]
    desk.choose("No: send all")
    assert desk.step == AMBULANCE


# --- all three, each recorded ----------------------------------------------------------------------------------------


def test_d101_police_fire_and_ambulance_are_told_and_each_is_recorded(desk: Any) -> None:
    asked(desk)
    assert desk.step == AMBULANCE
    reached(desk, "F5")
    assert desk.step == POLICE
    desk.choose("Police told")
    desk.fill("Sgt Miller")
    assert results(desk)[-1] == "police told: Sgt Miller"
    assert desk.step == FIRE
    reached(desk, "F8")
    assert desk.step == WATCH
    legs = desk.calls()[1]["legs"]
    assert [leg["agency"] for leg in legs.values() if leg["contact_at"]] == [
        "Ambulance",
        "Oshawa/Whitby/Scugog/Uxbridge Fire",
    ]


def test_d008_durham_police_are_kept_by_the_call_taker_herself(desk: Any) -> None:
    asked(desk)
    reached(desk, "F5")
    assert "police calls are not conferenced" in desk.screen.next_step.why


def test_d101_in_any_order(desk: Any) -> None:
    asked(desk)
    reached(desk, "F8")
    assert desk.step == AMBULANCE
    reached(desk, "F5")
    desk.choose("Police told")
    desk.fill("Sgt Miller")
    assert desk.step == WATCH


def test_d101_information_that_is_relayed_counts(desk: Any) -> None:
    """D096: the agency's line was busy, and the information got there another way."""
    asked(desk)
    desk.fail("F5")
    assert desk.step == AMBULANCE
    desk.deliver()
    assert desk.step == POLICE


def test_d101_or_is_told_in_words(desk: Any) -> None:
    asked(desk)
    desk.choose("Told otherwise")
    desk.fill("CACC by mobile, Ann")
    assert results(desk)[-1] == "ambulance told: CACC by mobile, Ann"
    assert desk.step == POLICE


@pytest.mark.parametrize("municipality", ["BROCK", "SCUGOG", "UXBRIDGE"])
def test_d104_in_brock_scugog_and_uxbridge_fire_is_not_sent_at_first(desk: Any, municipality: str) -> None:
    asked(desk, municipality=municipality)
    reached(desk, "F5")
    desk.choose("Police told")
    desk.fill("Sgt Miller")
    assert desk.step == WATCH
    assert "Fire is asked for ..." in desk.options


def test_d104_unless_police_or_ambulance_ask_for_it(desk: Any) -> None:
    brock(desk)
    desk.choose("Fire is asked for")
    desk.fill("Ambulance")
    assert results(desk)[-1] == "Ambulance asks for fire"
    assert desk.step == FIRE
    reached(desk, "F6")
    assert desk.step == WATCH
    assert "Fire is asked for ..." not in desk.options


def test_d104_elsewhere_fire_is_sent_at_once(desk: Any) -> None:
    watched(desk)
    assert "Fire is asked for ..." not in desk.options


def test_d104_where_the_place_is_not_known_she_says_it_and_in_doubt_fire_is_sent(desk: Any) -> None:
    desk.press("Ctrl+N")
    desk.begin("V")
    desk.choose("Landline")
    desk.choose("No word: try TTY")
    desk.choose("No: send all")
    reached(desk, "F5")
    desk.choose("Police told")
    desk.fill("Sgt Miller")
    assert desk.step == FIRE
    desk.choose("Brock Scugog Uxbr.")
    assert desk.step == WATCH
    assert "Fire is asked for ..." in desk.options


def new_place_told(desk: Any, place: str) -> None:
    """Who was told already has the new place."""
    assert desk.step == f"The place is now {place}: tell it to all who were told already."
    desk.choose("All have it")
    desk.fill("Ann, by radio")


def test_d104_a_place_that_comes_late_is_gone_by_though_fire_was_about_to_be_told(desk: Any) -> None:
    """D104: the address may come after the full response has begun."""
    asked(desk, call_number="00552", locality="", municipality=None)
    reached(desk, "F5")
    desk.choose("Police told")
    desk.fill("Sgt Miller")
    assert desk.step == FIRE
    desk.spill(call_number="00552", locality="CANNINGTON, BROCK", municipality="BROCK")
    new_place_told(desk, "324 FIRST ST N, BROCK")
    assert desk.step == WATCH
    assert "Fire is asked for ..." in desk.options


@pytest.mark.parametrize("at", ["watch", "ring again", "more", "supervisor", "moved"])
def test_d101_d104_a_place_that_is_corrected_is_told_to_all_and_fire_is_told_after_all(desk: Any, at: str) -> None:
    """D101: fire was left out for Brock, and the line is in Oshawa; nobody else would tell it."""
    asked(desk, call_number="00552", locality="CANNINGTON, BROCK", municipality="BROCK")
    reached(desk, "F5")
    desk.choose("Police told")
    desk.fill("Sgt Miller")
    if at == "ring again":
        time_comes(desk)
    for label in {"more": ("More",), "supervisor": ("More", "Supervisor")}.get(at, ()):
        desk.choose(label)
    if at == "moved":
        for label in ("More", "Supervisor", "Move to the list"):
            desk.choose(label)
        desk.fill("Sgt Hall")
    desk.spill(call_number="00552")
    assert "do not have the new place yet" in refused(desk)
    new_place_told(desk, "324 FIRST ST N, OSHAWA")
    assert results(desk)[-1] == "new place told, 324 FIRST ST N: Ann, by radio"
    assert desk.step == FIRE
    assert "not all told" in refused(desk)
    reached(desk, "F8")
    assert desk.step == WATCH


def test_d104_data_of_another_place_come_before_what_she_said_of_it(desk: Any) -> None:
    """D104: she took it for one of the three townships; the record says Oshawa."""
    asked(desk, call_number="00552", locality="", municipality=None)
    reached(desk, "F5")
    desk.choose("Police told")
    desk.fill("Sgt Miller")
    desk.choose("Brock Scugog Uxbr.")
    assert desk.step == WATCH
    desk.spill(call_number="00552")
    new_place_told(desk, "324 FIRST ST N, OSHAWA")
    assert desk.step == FIRE


@pytest.mark.parametrize("otherwise", [False, True])
def test_d101_an_ambulance_that_was_told_the_old_place_is_told_the_new_one(desk: Any, otherwise: bool) -> None:
    asked(desk, call_number="00552")
    if otherwise:
        desk.choose("Told otherwise")
        desk.fill("by radio")
    else:
        reached(desk, "F5")
    desk.spill(call_number="00552", address="9 OTHER ST")
    new_place_told(desk, "9 OTHER ST, OSHAWA")
    assert desk.step == POLICE


def test_d101_before_anybody_was_told_a_new_place_asks_nothing(desk: Any) -> None:
    asked(desk, call_number="00552")
    desk.spill(call_number="00552", address="9 OTHER ST")
    assert desk.step == AMBULANCE


def test_d101_a_record_that_tells_the_same_place_asks_nothing(desk: Any) -> None:
    watched(desk, call_number="00552")
    desk.spill(call_number="00552", name="PALMER, R")
    assert desk.step == WATCH


def test_d101_the_same_place_in_other_words_is_said_with_one_key(desk: Any) -> None:
    watched(desk, call_number="00552")
    desk.spill(call_number="00552", address="324 FIRST STREET NORTH")
    desk.choose("Same place")
    assert results(desk)[-1] == "the same place in other words: 324 FIRST STREET NORTH"
    assert desk.step == WATCH


def test_d101_a_call_that_ends_before_the_new_place_is_told_says_so(desk: Any) -> None:
    watched(desk, call_number="00552")
    desk.spill(call_number="00552", address="9 OTHER ST")
    desk.releases()
    assert "NOT ALL THREE ARE TOLD" in desk.step


# --- the watch -------------------------------------------------------------------------------------------------------


def time_comes(desk: Any) -> None:
    """Let the time of the step that leads come."""
    orders = [order for each in desk.decisions for order in each.orders]
    wake = [each for each in orders if isinstance(each, WakeAt) and each.name.startswith("procedure")][-1]
    desk.now = wake.at
    desk.tell(Woke(wake.at, wake.name))


def test_d102_ring_back_is_asked_for_again_and_again(desk: Any) -> None:
    """D102: until an agency reports from the door."""
    watched(desk)
    for _ in range(3):
        time_comes(desk)
        assert desk.step == RING_AGAIN
        desk.choose("Ring back")
        desk.choose("No tone: off the hook")
        desk.dial_tone()
        desk.ends(Outcome.NO_ANSWER)
        desk.choose("Leave it")
        assert desk.step == WATCH


def test_d102_a_report_being_typed_is_not_lost_when_ring_back_is_due_meanwhile(desk: Any) -> None:
    """D102, F2: the time limit waits for what is being typed, and comes when it was left."""
    watched(desk)
    desk.choose("Report from door")
    time_comes(desk)
    assert desk.screen.form is not None, "the report was taken from under her hands"
    desk.press("Esc")
    time_comes(desk)
    assert desk.step == RING_AGAIN
    desk.choose("Ring back")
    desk.choose("A voice")
    assert desk.step == WATCH
    desk.choose("Report from door")
    time_comes(desk)
    desk.fill("Ambulance", "false alarm, all well")
    assert desk.taken()[-1] == ("no-voice", "end", "Ambulance reports from the door: false alarm, all well")


def test_d104_fire_can_be_asked_for_while_ring_back_is_due_by_the_key_it_has_in_the_watch(desk: Any) -> None:
    """Police or ambulance ask when they find it, and not when the step suits."""
    brock(desk)
    key = next(face.key for face in desk.screen.options if face.label == "Fire is asked for ...")
    time_comes(desk)
    assert desk.step == RING_AGAIN
    assert next(face.key for face in desk.screen.options if face.label == "Fire is asked for ...") == key
    assert desk.options == ["Report from door ...", "Ring back", "Fire is asked for ...", "More"]
    desk.choose("Fire is asked for")
    desk.fill("Sgt Miller")
    assert results(desk)[-1] == "Sgt Miller asks for fire"
    assert desk.step == FIRE
    reached(desk, "F6")
    assert desk.step == WATCH
    time_comes(desk)
    assert desk.options == ["Report from door ...", "Ring back", "Not now", "More"]


def test_d104_also_where_she_has_said_the_place_and_the_data_say_it_later(desk: Any) -> None:
    desk.press("Ctrl+N")
    desk.begin("V")
    desk.choose("Landline")
    desk.choose("No word: try TTY")
    desk.choose("No: send all")
    reached(desk, "F5")
    desk.choose("Police told")
    desk.fill("Sgt Miller")
    desk.choose("Brock Scugog Uxbr.")
    time_comes(desk)
    assert desk.options == ["Report from door ...", "Ring back", "Fire is asked for ...", "More"]


def test_a_report_half_typed_when_a_caller_comes_stands_again_when_she_is_gone(desk: Any) -> None:
    watched(desk)
    desk.caller_hangs_up()
    desk.press("F12")
    desk.releases()
    desk.choose("Report from door")
    form = desk.screen.form
    desk.spill(number="9055550188")
    assert desk.screen.form is None  # it would be taken for her own
    desk.press("F12")
    desk.releases()
    assert desk.screen.form == form._replace(again=True)
    desk.fill("Ambulance", "all well")
    assert results(desk)[-1] == "Ambulance reports from the door: all well"


def test_a_report_half_typed_goes_on_with_the_next_step_that_asks_for_the_same(desk: Any) -> None:
    """Its step's time comes while another caller is here, and the call ends."""
    watched(desk)
    desk.choose("Report from door")
    form = desk.screen.form
    desk.caller_hangs_up()
    assert (desk.step, desk.screen.form) == (WATCH, form)
    desk.press("F12")
    desk.releases()
    assert desk.step == LISTED
    assert (desk.screen.form.draft, desk.screen.form.id == form.id) == (form.draft, False)
    desk.fill("Ambulance", "all well")
    assert results(desk)[-1] == "Ambulance reports from the door: all well"


def test_a_form_that_she_left_for_another_choice_comes_back_with_its_key_alone(desk: Any) -> None:
    watched(desk)
    desk.choose("More")
    desk.choose("Line trouble")
    desk.choose("Supervisor")
    desk.choose("Back")
    desk.choose("More")
    assert desk.screen.form is None
    form = desk.choose("Line trouble").screen.form
    assert form is not None
    assert form.again


def test_what_was_given_is_asked_for_anew(desk: Any) -> None:
    watched(desk)
    for _ in range(2):
        desk.choose("More")
        desk.choose("Line trouble")
        assert not desk.screen.form.again
        desk.fill("R-4711")


def test_d102_a_report_from_the_door_ends_it(desk: Any) -> None:
    watched(desk)
    desk.choose("Report from door")
    desk.fill("Ambulance", "fallen, on the way to hospital")
    assert results(desk)[-1] == "Ambulance reports from the door: fallen, on the way to hospital"
    desk.press("F12")
    assert Release() in desk.orders


def test_d103_u13_trouble_on_the_line_is_noted_and_never_closes_it(desk: Any) -> None:
    watched(desk)
    desk.choose("More")
    desk.choose("Line trouble")
    desk.fill("R-4711")
    assert results(desk)[-1] == "trouble on the line, repair ticket R-4711: the watch goes on"
    assert desk.step == WATCH
    assert "report from the door" in refused(desk)


def test_u13_sounds_and_keys_heard_are_noted(desk: Any) -> None:
    silent(desk)
    desk.choose("Sounds heard")
    desk.fill("gasps, key 1 twice")
    assert results(desk) == ["heard: gasps, key 1 twice"]
    assert desk.step == VOICE


def test_f2_a_supervisor_closes_it_by_name_and_reason(desk: Any) -> None:
    watched(desk)
    desk.choose("More")
    desk.choose("Supervisor")
    desk.choose("Close the watch")
    desk.fill("Lee", "")
    assert desk.screen.form.refused
    desk.fill("Lee", "son at the house rang in")
    assert results(desk)[-1] == "closed by Lee: son at the house rang in"


def test_d102_release_is_refused_with_the_reason_and_the_way_out(desk: Any) -> None:
    watched(desk)
    words = refused(desk)
    assert words.startswith("refused: No voice: an agency must report from the door")
    assert "supervisor" in words
    assert refused(desk) == words  # a second press is no way out


@pytest.mark.parametrize("step", ["voice", "tty", "ambulance"])
def test_d101_release_is_refused_before_the_full_response(desk: Any, step: str) -> None:
    silent(desk)
    if step != "voice":
        desk.choose("No word: try TTY")
    if step == "ambulance":
        desk.choose("No: send all")
    assert "all told yet" in refused(desk) or "not before" in refused(desk)


@pytest.mark.parametrize("gone", [False, True])
def test_u13_begun_by_mistake_is_said_with_its_reason(desk: Any, gone: bool) -> None:
    """U13: one key alone does not end what a silent landline is owed."""
    silent(desk)
    if gone:
        desk.caller_hangs_up()
    desk.choose("By mistake")
    assert len(results(desk)) == gone
    desk.fill("my own test call")
    assert results(desk)[-1] == "begun by mistake: my own test call"


@pytest.mark.parametrize("voip", [False, True])
def test_q17_release_is_refused_while_it_is_not_said_what_line_is_silent(desk: Any, voip: bool) -> None:
    """Q17: asked by voice and TTY before release, whatever the line; one key says that it is not known."""
    if voip:
        silent(desk, service_class="VOI", service=VOI)
    else:
        desk.press("Ctrl+N")
        desk.begin("V")
    assert "not before it is said which" in refused(desk)
    desk.choose("Not known")
    assert desk.step == VOICE


@pytest.mark.parametrize("voip", [False, True])
@pytest.mark.parametrize("landline", [False, True])
def test_d101_a_silent_call_that_is_dropped_before_its_line_was_known_stays_to_be_dealt_with(
    desk: Any, voip: bool, landline: bool
) -> None:
    """D101, D106, D114. It was forgotten: the telephone dropped it while the question stood."""
    if voip:
        silent(desk, service_class="VOI", service=VOI)
    else:
        desk.press("Ctrl+N")
        desk.begin("V")
    desk.releases()
    assert desk.step.startswith("The call ended before it was said")
    if landline:
        desk.choose("Fixed" if voip else "Landline, not known")
        assert "NOT ALL THREE ARE TOLD" in desk.step
        return
    desk.choose("Nomadic, not known" if voip else "Cellular or VoIP")
    assert desk.step.startswith("The caller is gone" if voip else "This number cannot be called back")


def test_no_other_procedure_releases_a_watch(desk: Any) -> None:
    """The trace is done and would release; the watch on the same call still forbids it."""
    watched(desk)
    desk.begin("T")
    desk.choose("An agency asks")
    desk.fill("Ambulance", "serious")
    desk.choose("Supervisor wants it")
    desk.fill("Lee", "no word")
    desk.choose("Stay on the line")
    desk.choose("Not shown")
    desk.choose("Another call-taker")
    desk.fill("Position 3", "905-579-1520")
    desk.choose("Bell told")
    desk.fill("Ms Roy")
    desk.choose("Trace done")
    desk.fill("12 Lake Rd")
    desk.choose("Agency is there")
    desk.fill("Ambulance 5")
    desk.choose("Release")
    assert Release() not in desk.orders
    assert desk.screen.next_step.why.startswith("refused: No voice: an agency must report from the door")


def test_another_caller_waits_beside_the_watch(desk: Any) -> None:
    watched(desk)
    desk.spill(name="SECOND CALLER")
    assert desk.screen.caller.name.text == "PALMER, ROBERT"
    assert len(desk.screen.waiting) == 1


# --- the watch in the list (G12) -------------------------------------------------------------------------------------


def listed(desk: Any) -> Any:
    """A supervisor has moved the watch to the list, and the call is released."""
    watched(desk)
    desk.choose("More")
    desk.choose("Supervisor")
    desk.choose("Move to the list")
    desk.fill("Lee")
    desk.choose("Release")
    assert Release() in desk.orders
    desk.releases()
    return desk


def test_g12_a_supervisor_moves_the_watch_to_the_list(desk: Any) -> None:
    listed(desk)
    assert "Lee moved the watch to the list" in results(desk)
    assert desk.step == LISTED


def test_g12_once_moved_the_release_key_releases(desk: Any) -> None:
    watched(desk)
    desk.choose("More")
    desk.choose("Supervisor")
    desk.choose("Move to the list")
    desk.fill("Lee")
    desk.press("F12")
    assert Release() in desk.orders


def test_g12_the_next_call_has_the_screen_and_the_watch_stands_in_the_tasks(desk: Any) -> None:
    listed(desk)
    desk.spill(number="9055550142")
    assert "Police, Fire or Ambulance" in desk.step
    assert desk.screen.tasks == (f"No voice (call 1): {LISTED} (Ctrl+J)",)
    desk.press("F12")
    desk.releases()
    assert desk.step == LISTED


def test_g12_the_same_number_calling_again_is_a_call_of_its_own_and_the_watch_stays(desk: Any) -> None:
    """D102: nothing but a report or a supervisor closes it, whoever speaks on another call."""
    listed(desk)
    desk.spill()
    assert desk.calls()[2]["arrived_at"]
    assert desk.screen.tasks[0].startswith(f"No voice (call 1): {LISTED}")
    desk.begin("V")
    desk.choose("Somebody speaks")
    desk.press("F12")
    desk.releases()
    assert desk.step == LISTED


def test_d102_its_line_stands_before_all_others_in_the_tasks(desk: Any) -> None:
    """Two are seen at once: nothing that was there before it takes its place."""
    for number in ("9055550001", "9055550002"):
        desk.spill(number=number)
        desk.begin("S")
        desk.choose("We call back: leave")
        desk.releases()
    listed(desk)
    desk.spill(number="9055550003")
    assert [each.partition(" (")[0] for each in desk.screen.tasks] == ["No voice", "Parked", "Parked"]


def test_d102_too_many_that_are_open_never_end_a_watch(desk: Any) -> None:
    listed(desk)
    for caller in range(MOST_RUNNING + 1):
        desk.spill(number=f"905555{caller:04d}")
        desk.begin("S")
        desk.choose("We call back: leave")
        desk.releases()
    assert [step for procedure, step, _result in desk.taken() if procedure == "no-voice"][-1] == "listed"
    assert any(step == "end" for procedure, step, _result in desk.taken() if procedure == "parked")


@pytest.mark.parametrize("key", ["F8", "F2"])
def test_a_watch_is_not_hidden_by_an_agency_that_is_brought_in(desk: Any, key: str) -> None:
    """The telephone's own step has the place of the next step; the watch then has a line in the tasks."""
    watched(desk)
    assert desk.screen.tasks == ()
    desk.press(key)
    assert desk.step != WATCH
    assert desk.screen.tasks == (f"No voice (call 1): {WATCH} (after this step)",)


def test_a_listed_watch_is_not_hidden_by_what_is_done_between_calls(desk: Any) -> None:
    listed(desk)
    desk.begin("K")
    assert desk.screen.tasks == (f"No voice (call 1): {LISTED} (after this step)",)
    desk.press("Esc")
    assert desk.step == LISTED
    assert desk.screen.tasks == ()


def test_g12_it_keeps_asking(desk: Any) -> None:
    time_comes(listed(desk))
    assert desk.screen.next_step.urgent
    assert "ask the agencies now. No report yet." in desk.step
    desk.choose("No report yet")
    desk.fill("police desk")
    assert desk.step == LISTED


@pytest.mark.parametrize(
    ("key", "words", "result"),
    [
        ("Report from door", ("Police", "all well"), "Police reports from the door: all well"),
        ("Closed by", ("Lee", "visited"), "closed by Lee: visited"),
    ],
)
def test_g12_it_is_closed_the_same_way(desk: Any, key: str, words: tuple[str, ...], result: str) -> None:
    listed(desk)
    desk.choose(key)
    desk.fill(*words)
    assert results(desk)[-1] == result
    assert desk.step == READY


def test_d103_g12_a_repair_ticket_does_not_close_it_in_the_list_either(desk: Any) -> None:
    listed(desk)
    desk.choose("Line trouble")
    desk.fill("R-4711")
    assert desk.step == LISTED


def test_a_release_on_the_set_itself_is_a_fact_and_the_watch_goes_on(desk: Any) -> None:
    watched(desk)
    desk.releases()
    assert desk.step == LISTED


def test_a_call_that_ends_before_all_are_told_says_so_and_can_be_taken_up_again(desk: Any) -> None:
    asked(desk)
    reached(desk, "F5")
    desk.releases()
    assert "NOT ALL THREE ARE TOLD" in desk.step
    desk.choose("Take up again")
    assert desk.screen.caller.name.text == "PALMER, ROBERT"
    assert desk.step == POLICE  # ambulance was told on the call before
    desk.choose("Police told")
    desk.fill("Sgt Miller")
    reached(desk, "F8")
    assert desk.step == "All three are told. Release; the watch goes on in the list."


def test_a_watch_survives_the_end_of_the_console(make_desk: Any, desk: Any) -> None:
    listed(desk)
    told = [order.event for each in desk.decisions for order in each.orders if type(order).__name__ == "Tell"]
    last = [each for each in told if type(each).__name__ == "StepTaken"][-1]
    again = make_desk()
    again.tell(
        ProcedureFound(
            again.now,
            last.procedure,
            last.step,
            last.marks,
            last.typed,
            last.call,
            "2026-03-01T07:00:00.000Z",
            "2026-03-01T07:30:00.000Z",
            "released",
            None,
        )
    )
    assert again.step == "(address not known), (municipality not known): has an agency reported from the door?"
    assert again.taken() == [("no-voice", "listed", "")]
    assert "police told" in last.marks
    assert "reached ambulance" in last.marks

"""When a call begins, is updated, waits and ends; whose details stand on the screen."""

from typing import Any

from app.ports import CallerGone, FeedState, FeedStateChanged, Outcome, Recall, Release
from app.position.events import CallLookedAt, InitialsGiven, NoiseHeard
from app.position.screen import CardState, Health
from app.spill.model import NumberStatus


def test_a_spill_begins_a_call_and_stands_on_the_screen(desk: Any) -> None:
    """D199, D203."""
    desk.spill()
    card = desk.screen.caller
    assert card.state is CardState.LIVE
    assert (card.number.text, card.address.text, card.name.text) == (
        "(905) 326-1224",
        "324 FIRST ST N",
        "PALMER, ROBERT",
    )
    row = desk.calls()[1]
    assert row["number"] == "9053261224"
    assert row["arrived_at"] == "2026-03-01T08:00:00.000000Z"
    assert row.get("how_ended") is None


def test_a_spill_with_the_open_calls_number_updates_it_and_marks_what_changed(desk: Any) -> None:
    desk.spill(call_number="00552")
    desk.spill(call_number="00552", address="326 FIRST ST N")
    assert list(desk.calls()) == [1]
    card = desk.screen.caller
    assert card.address.text == "326 FIRST ST N"
    assert card.address.was == "324 FIRST ST N"
    assert card.name.was == ""


def test_what_a_later_spill_does_not_send_stays(desk: Any) -> None:
    desk.spill(call_number="00552")
    desk.spill(call_number="00552", name=None, address=None)
    assert desk.screen.caller.name.text == "PALMER, ROBERT"
    assert desk.screen.caller.address.text == "324 FIRST ST N"


def test_number_first_then_address_is_one_call_where_no_call_number_is_sent(desk: Any) -> None:
    desk.spill(call_number=None, name=None, address=None, locality=None, municipality=None, postal_code=None)
    assert desk.screen.caller.address.text == "address awaited"
    desk.spill(call_number=None)
    assert list(desk.calls()) == [1]
    assert desk.screen.caller.address.was == "not sent before"


def test_the_same_telephone_under_another_call_number_is_another_call(desk: Any) -> None:
    desk.spill(call_number="00552")
    desk.spill(call_number="00553")
    assert [row.get("how_ended") for row in desk.calls().values()] == ["replaced", None]


def test_two_spills_with_an_ani_failure_are_two_calls(desk: Any) -> None:
    """Many callers share 911-0123 and 905-111-1111 (D111)."""
    for _ in range(2):
        desk.spill(call_number=None, number="9110123", number_status=NumberStatus.ANI_FAILURE)
    assert len(desk.calls()) == 2


def test_call_numbers_roll_over(desk: Any) -> None:
    """D216."""
    desk.spill(call_number="99999")
    desk.spill(call_number="00000")
    assert [row["call_number"] for row in desk.calls().values()] == ["99999", "00000"]


def test_the_next_spill_takes_the_screen(desk: Any) -> None:
    """D201."""
    desk.spill(name="FIRST CALLER")
    desk.spill(name="SECOND CALLER")
    assert desk.screen.caller.name.text == "SECOND CALLER"
    assert desk.calls()[1]["how_ended"] == "replaced"


def test_while_an_agency_is_brought_in_the_next_caller_waits_beside_the_screen(desk: Any) -> None:
    desk.spill(name="FIRST CALLER")
    desk.press("F8")
    desk.spill(name="SECOND CALLER", number="9055550142")
    assert desk.screen.caller.name.text == "FIRST CALLER"
    assert [row.number for row in desk.screen.waiting] == ["(905) 555-0142"]
    assert desk.calls()[2]["arrived_at"]
    assert desk.calls()[1].get("how_ended") is None


def test_a_caller_in_voice_contact_does_not_hold_the_next_one_up(desk: Any) -> None:
    desk.spill(name="FIRST CALLER")
    desk.bring_in()
    desk.press("F11")
    desk.spill(name="SECOND CALLER")
    assert desk.screen.caller.name.text == "SECOND CALLER"


def test_a_waiting_caller_is_updated_by_a_spill_of_the_same_call(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.spill(call_number="00700", name=None)
    desk.spill(call_number="00700", name="LATE NAME")
    assert len(desk.calls()) == 2
    assert desk.calls()[2]["name"] == "LATE NAME"


def test_release_brings_the_waiting_caller_to_the_screen(desk: Any) -> None:
    desk.spill(name="FIRST CALLER")
    desk.bring_in()
    desk.spill(name="SECOND CALLER")
    desk.press("F11")
    desk.press("F12")
    desk.releases()
    assert desk.screen.caller.name.text == "SECOND CALLER"
    assert desk.screen.caller.state is CardState.LIVE
    assert desk.screen.waiting == ()
    assert desk.calls()[1]["how_ended"] == "released"


def test_ctrl_w_shows_a_waiting_caller_without_touching_the_one_being_worked(desk: Any) -> None:
    desk.spill(name="FIRST CALLER")
    desk.press("F8")
    desk.spill(name="SECOND CALLER")
    desk.press("Ctrl+W")
    assert desk.screen.caller.name.text == "SECOND CALLER"
    assert desk.screen.caller.state is CardState.PAST
    assert desk.calls()[1].get("how_ended") is None
    desk.press("Esc")
    assert desk.screen.caller.name.text == "FIRST CALLER"


def test_ctrl_w_takes_a_waiting_caller_once_nobody_is_being_brought_in(desk: Any) -> None:
    desk.spill(name="FIRST CALLER")
    desk.press("F8")
    desk.spill(name="SECOND CALLER")
    desk.ends(Outcome.BUSY)
    desk.press("Ctrl+W")
    assert desk.screen.caller.name.text == "SECOND CALLER"
    assert desk.calls()[1]["how_ended"] == "replaced"


def test_text_that_no_table_knows_takes_an_idle_screen_and_begins_a_call(desk: Any) -> None:
    desk.text("SOMETHING ELSE 12", "MAIN ST")
    assert desk.screen.caller.not_decoded
    assert desk.screen.caller.text_lines == ("SOMETHING ELSE 12", "MAIN ST")
    assert len(desk.calls()) == 1


def test_text_that_no_table_knows_never_hides_a_caller_nor_is_hidden(desk: Any) -> None:
    desk.spill(name="FIRST CALLER")
    desk.text("SOMETHING ELSE 12")
    assert desk.screen.caller.name.text == "FIRST CALLER"
    assert "SOMETHING ELSE 12" in desk.screen.waiting[0].place
    desk.spill(name="SECOND CALLER")
    assert desk.screen.caller.name.text == "SECOND CALLER"
    assert desk.screen.waiting


def test_details_stay_after_the_call_ends_and_say_whose_they_are(desk: Any) -> None:
    """D200."""
    desk.spill()
    desk.press("F12")
    desk.wait(1)
    desk.releases()
    card = desk.screen.caller
    assert card.state is CardState.PREVIOUS
    assert card.number.text == "(905) 326-1224"
    assert card.note == "ended 08:00:01, released"


def test_a_call_without_data_does_not_refresh_the_details_but_marks_them(desk: Any) -> None:
    """D100, D202, D208: nobody sends help to a dead address."""
    desk.spill()
    desk.press("Ctrl+N")
    card = desk.screen.caller
    assert card.state is CardState.PREVIOUS
    assert card.heading == "PREVIOUS CALL'S DETAILS"
    assert "ended 08:00:00, replaced" in card.note
    assert desk.calls()[2]["arrived_at"]
    assert desk.calls()[2].get("number") is None


def test_ctrl_n_is_refused_while_an_agency_is_brought_in(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.press("Ctrl+N")
    assert "refused" in desk.face("Ctrl+N").state
    assert len(desk.calls()) == 1


def test_a_caller_who_hung_up_stays_until_released_and_ends_as_caller_gone(desk: Any) -> None:
    desk.spill()
    desk.tell(CallerGone(desk.now))
    assert desk.screen.caller.state is CardState.LIVE
    assert "hung up" in desk.screen.line
    desk.press("F12")
    desk.releases()
    assert desk.calls()[1]["how_ended"] == "caller_gone"


def test_a_spill_of_another_position_is_told_and_not_shown(make_desk: Any) -> None:
    desk = make_desk(position="0218")
    desk.spill(position="0219")
    assert desk.screen.caller.state is CardState.NONE
    assert "0219" in desk.screen.notices[0].text
    assert desk.calls() == {}
    assert desk.decisions[-1].record.spill == b"326-1224 (905) RES OSH"


def test_position_ids_are_compared_as_numbers_where_they_are(make_desk: Any) -> None:
    desk = make_desk(position="218")
    desk.spill(position="0218")
    assert desk.screen.caller.state is CardState.LIVE


def test_a_past_call_is_looked_at_without_touching_the_live_one(desk: Any) -> None:
    desk.spill(name="FIRST CALLER")
    desk.spill(name="SECOND CALLER")
    before = desk.calls()
    desk.tell(CallLookedAt(desk.now, 1))
    assert desk.screen.caller.name.text == "FIRST CALLER"
    assert desk.screen.caller.state is CardState.PAST
    assert desk.calls() == before
    assert "caller" in desk.screen.line
    desk.tell(CallLookedAt(desk.now, 0))
    assert desk.screen.caller.name.text == "SECOND CALLER"


def test_a_call_that_is_looked_at_gives_way_to_the_next_caller(desk: Any) -> None:
    desk.spill(name="FIRST CALLER")
    desk.spill(name="SECOND CALLER")
    desk.tell(CallLookedAt(desk.now, 1))
    desk.spill(name="THIRD CALLER")
    assert desk.screen.caller.name.text == "THIRD CALLER"


def test_initials_and_position_stand_on_every_record(make_desk: Any) -> None:
    desk = make_desk(position="0218")
    desk.tell(InitialsGiven(desk.now, " ab "))
    desk.spill()
    record = desk.decisions[-1].record
    assert (record.call_taker, record.position) == ("ab", "0218")


def test_emulated_feed_and_virtual_telephone_are_marked(desk: Any) -> None:
    desk.spill()
    assert desk.screen.marks == ("EMULATED FEED", "VIRTUAL TELEPHONE")


def test_a_lost_or_silent_feed_is_a_fault_in_words(desk: Any) -> None:
    desk.tell(FeedStateChanged(desk.now, FeedState.LOST, "device gone"))
    assert desk.screen.feed.health is Health.FAULT
    assert "device gone" in desk.screen.feed.text
    desk.tell(FeedStateChanged(desk.now, FeedState.SILENT))
    assert desk.screen.feed.health is Health.FAULT


def test_noise_is_told_and_its_bytes_are_kept(desk: Any) -> None:
    desk.tell(NoiseHeard(desk.now, b"\x00\xff", "2 of 2 bytes are control bytes"))
    assert "GARBLED: 2 bytes" in desk.screen.notices[0].text
    assert desk.decisions[-1].record.spill == b"\x00\xff"


def test_a_municipality_marks_its_agencies_and_presses_nothing(desk: Any) -> None:
    """D063, D064: Whitby, Scugog and Uxbridge are Oshawa Fire's."""
    desk.spill(municipality="WHITBY", community="BROOKLIN", locality="WHITBY BROOKLIN")
    assert desk.face("F8").state == "fire: WHITBY goes to Oshawa Fire"
    assert desk.face("F7").state == ""
    assert desk.orders == []


def test_an_unconfirmed_release_is_told_and_a_second_press_closes_the_call(desk: Any) -> None:
    """U3: release always works."""
    desk.spill()
    released = desk.press("F12")
    assert any(isinstance(order, Release) for order in released.orders)
    desk.press("F12")
    assert desk.calls()[1].get("how_ended") is None
    desk.wake(released)
    assert "RELEASE NOT CONFIRMED" in desk.screen.notices[0].text
    desk.press("F12")
    assert desk.calls()[1]["how_ended"] == "released"


def test_the_waiting_list_has_a_bound_that_is_told(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    assert isinstance(desk.orders[0], Recall)
    for number in range(51):
        desk.spill(number=f"905555{number:04d}")
    assert len(desk.screen.waiting) == 50
    assert "more than 50 callers wait" in desk.screen.notices[0].text
    assert desk.calls()[2]["how_ended"] == "replaced"

"""A main and a second link: one spill is one call, and the loss of one link costs nothing but a word."""

from typing import Any

import pytest

from app.ports import FeedState, Link
from app.position.copies import SAME_WITHIN
from app.position.decision import Tell
from app.position.events import MatterOpened, SpillArrived
from app.position.screen import CardState, Health
from app.spill.model import Spill
from tests.app.position.two_linked import MAIN, SECOND, TwoLinked, slip

BOTH_ORDERS = pytest.mark.parametrize(("first", "then"), [(MAIN, SECOND), (SECOND, MAIN)])
LATE = SAME_WITHIN.total_seconds() + 1
OTHER_ADDRESS = slip(address="324 FIRST ST S")
CUT = slip()[: slip().index(b"FIRST") + 3]  # in the middle of the address's line
NO_FIRST_LINE = slip().replace(b"(905)", b"(9\x0005)").replace(b"#", b"\x00")


@BOTH_ORDERS
@pytest.mark.parametrize("apart", [0.003, 4.0])
def test_the_same_spill_on_both_links_is_one_call_and_no_change_is_marked(
    first: Link, then: Link, apart: float
) -> None:
    """spill-formats 2; D201: a copy neither begins a call nor replaces one nor marks anything as changed."""
    desk, alone = TwoLinked(), TwoLinked(second_feed="")
    desk.hear(first, slip())
    before = desk.screen
    desk.hear(then, slip().replace(b"\r\n", b"\r"), apart)
    alone.hear(MAIN, slip())
    assert desk.rows == alone.rows
    assert desk.screen.caller == before.caller
    assert not desk.screen.notices
    record = desk.desk.decisions[-1].record
    assert (record.kind, record.call, record.changes) == ("spill_arrived", 1, ())  # heard, and of that call
    assert record.spill == slip().replace(b"\r\n", b"\r")[:-1]
    assert record.body.get("link", "main") == then


@BOTH_ORDERS
def test_a_copy_of_a_call_that_is_over_begins_no_call(first: Link, then: Link) -> None:
    desk = TwoLinked()
    desk.hear(first, slip())
    desk.hear(first, slip(553, "555-0142"))  # has replaced it
    desk.hear(then, slip())
    desk.hear(then, slip(553, "555-0142"))
    assert [(row["call_number"], row.get("how_ended")) for row in desk.rows] == [
        ("00552", "replaced"),
        ("00553", None),
    ]


def test_a_link_that_gives_its_buffer_away_later_hides_no_caller() -> None:
    """A device server that was cut off brings the calls of minutes ago when it is back."""
    desk = TwoLinked()
    desk.goes(SECOND, FeedState.LOST, "no such device")
    for call in (552, 553, 554):
        desk.hear(MAIN, slip(call, f"555-0{call}"), 60)
    desk.goes(SECOND, FeedState.UP)
    for call in (552, 553, 554):
        desk.hear(SECOND, slip(call, f"555-0{call}"))
    assert [row["call_number"] for row in desk.rows] == ["00552", "00553", "00554"]
    assert desk.screen.caller.call_number.text == "00554"
    assert desk.notices[0] == "the second link brought call 2 60 s late"
    assert desk.notices[1] == "the second link brought call 1 120 s late"


def test_equal_spills_of_one_link_stay_what_they_are_today() -> None:
    desk, alone = TwoLinked(), TwoLinked(second_feed="")
    for each in (desk, alone):
        each.hear(MAIN, slip())
        each.hear(MAIN, slip(), 3)
        each.hear(MAIN, slip(553), 3)
    assert desk.rows == alone.rows
    assert desk.screen.today == alone.screen.today


@BOTH_ORDERS
def test_a_differing_value_stands_beside_the_first_and_is_told(first: Link, then: Link) -> None:
    """F9, U33: nothing is overwritten silently, and nobody can tell which link is right."""
    desk = TwoLinked()
    desk.hear(first, slip())
    desk.hear(then, OTHER_ADDRESS)
    (row,) = desk.rows
    assert row["address"] == "324 FIRST ST N"
    card = desk.screen.caller
    assert (card.address.text, card.address.was) == ("324 FIRST ST N", "")
    assert card.address.note == f"the {then} link says 324 FIRST ST S"
    assert card.note == f"THE LINKS DISAGREE: address: the {then} link says 324 FIRST ST S"
    assert desk.notices == ["THE LINKS DISAGREE, call 1: address"]


def test_a_number_that_differs_is_said_as_numbers_are() -> None:
    desk = TwoLinked()
    desk.hear(MAIN, slip())
    desk.hear(SECOND, slip(number="326-1234"))
    assert desk.screen.caller.number.note.startswith("the second link says (905) 326-1234")
    desk = TwoLinked()
    desk.hear(MAIN, slip())
    desk.hear(SECOND, slip().replace(b"#00552", b"#00562"))
    assert len(desk.rows) == 1
    assert desk.screen.caller.call_number.note == "the second link says 00562"


def test_the_doubt_goes_when_both_links_agree_again_or_a_later_spill_tells() -> None:
    desk = TwoLinked()
    desk.hear(MAIN, slip())
    desk.hear(SECOND, OTHER_ADDRESS)
    desk.hear(MAIN, OTHER_ADDRESS, 2)  # the main link says the same now
    assert (desk.screen.caller.address.note, desk.screen.caller.address.was) == ("", "324 FIRST ST N")
    desk = TwoLinked()
    desk.hear(MAIN, slip())
    desk.hear(SECOND, OTHER_ADDRESS)
    desk.hear(MAIN, slip(address="9 KING ST"), 2)
    assert desk.screen.caller.address.note == ""
    assert desk.screen.caller.address.was == "324 FIRST ST N"
    desk.hear(SECOND, slip(address="9 KING ST"))
    assert len(desk.rows) == 1


@BOTH_ORDERS
def test_a_line_that_one_link_lost_is_shown_and_the_other_is_in_doubt(first: Link, then: Link) -> None:
    desk = TwoLinked()
    desk.hear(first, slip().replace(b"324 FIRST ST N\r\n", b""))
    desk.hear(then, slip())
    card = desk.screen.caller
    assert (card.address.text, card.address.note) == ("324 FIRST ST N", f"the {first} link says APT 6")
    assert card.location.text == "APT 6"
    assert len(desk.rows) == 1


@BOTH_ORDERS
def test_of_a_record_that_was_cut_the_whole_one_is_shown_in_either_order(first: Link, then: Link) -> None:
    desk = TwoLinked()
    desk.hear(first, CUT)
    assert desk.screen.caller.state is CardState.LIVE  # at once: half a caller is better than none
    cut_address = desk.screen.caller.address.text
    desk.hear(then, slip())
    assert desk.screen.caller.address.text == "324 FIRST ST N"
    assert desk.screen.caller.address.was == cut_address
    assert desk.notices == [f"the {first} link brought call 1 damaged"]
    desk = TwoLinked()
    desk.hear(first, slip())
    before = desk.screen.caller
    desk.hear(then, CUT)
    assert desk.screen.caller == before
    assert desk.notices == [f"the {then} link brought call 1 damaged"]
    assert len(desk.rows) == 1


@BOTH_ORDERS
@pytest.mark.parametrize("busy", [False, True])
def test_text_that_no_table_knows_becomes_the_caller_when_the_whole_record_comes(
    first: Link, then: Link, busy: bool
) -> None:
    """Garbled on one link, whole on the other: the whole one is shown, as if it had come alone."""
    desk, alone = TwoLinked(), TwoLinked(second_feed="")
    for each in (desk, alone):
        if busy:
            for link in Link if each is desk else (MAIN,):
                each.hear(link, slip(551, "555-0100"))
    desk.hear(first, NO_FIRST_LINE)
    assert desk.screen.waiting if busy else desk.screen.caller.not_decoded
    desk.hear(then, slip())
    alone.hear(MAIN, slip())
    assert desk.rows == alone.rows
    assert desk.screen.caller == alone.screen.caller or desk.screen.caller.number == alone.screen.caller.number
    assert not desk.screen.caller.not_decoded
    assert desk.notices[0] == f"the {first} link brought call {2 if busy else 1} damaged"
    assert not desk.screen.waiting


def test_a_caller_being_worked_is_not_hidden_by_what_was_text() -> None:
    desk = TwoLinked()
    desk.hear(MAIN, slip(551, "555-0100"))
    desk.hear(SECOND, slip(551, "555-0100"))
    desk.desk.press("F8")
    desk.hear(MAIN, NO_FIRST_LINE)
    desk.hear(SECOND, slip())
    assert desk.screen.caller.call_number.text == "00551"
    assert [row.number for row in desk.screen.waiting] == ["(905) 326-1224"]


@BOTH_ORDERS
def test_a_byte_that_no_text_has_tells_which_link_is_wrong(first: Link, then: Link) -> None:
    """Bit 7 set on the way: the values are not in doubt, the link is."""
    desk = TwoLinked()
    odd = slip().replace(b"PALMER", b"P\xc1LMER")
    desk.hear(first, odd)
    desk.hear(then, slip())
    assert (desk.screen.caller.name.text, desk.screen.caller.name.note) == ("PALMER, ROBERT", "")
    assert desk.screen.caller.name.was
    assert desk.notices == [f"the {first} link brought call 1 damaged"]
    desk = TwoLinked()
    desk.hear(first, slip())
    before = desk.screen.caller
    desk.hear(then, odd)
    assert desk.screen.caller == before
    assert desk.notices == [f"the {then} link brought call 1 damaged"]


@BOTH_ORDERS
@pytest.mark.parametrize("piece", [b"326-1224 (9", b"05-579-1234\r\n\r\n", b"9\r\n\r\n"])
def test_the_smallest_piece_of_a_broken_record_is_no_caller(first: Link, then: Link, piece: bytes) -> None:
    for order in ((piece, slip()), (slip(), piece)):
        desk = TwoLinked()
        desk.hear(first, order[0])
        desk.hear(then, order[1])
        assert [row["number"] for row in desk.rows] == ["9053261224"]
        assert desk.screen.caller.address.text == "324 FIRST ST N"


@BOTH_ORDERS
def test_a_record_that_broke_in_two_is_one_call_when_the_whole_comes(first: Link, then: Link) -> None:
    """A form feed in the middle ends the record: what follows it is text, which waits beside the caller."""
    broken = slip().replace(b"APT 6\r\n", b"APT 6\x0c\n")
    for whole in (slip(), slip().replace(b"OSHAWA L1G-4B7", b"OSHAWA L1G-4B8")):
        desk = TwoLinked()
        desk.hear(first, broken)
        assert [row.state for row in desk.screen.waiting] == ["WAITING"]
        desk.hear(then, whole)
        assert [row.state for row in desk.screen.waiting] == []
        assert [row.get("number") for row in desk.rows] == ["9053261224", None]
        assert desk.screen.caller.locality.text.startswith("OSHAWA  L1G 4B")


@BOTH_ORDERS
def test_text_after_the_whole_record_begins_no_call(first: Link, then: Link) -> None:
    desk = TwoLinked()
    desk.hear(first, slip())
    desk.hear(then, NO_FIRST_LINE)
    assert len(desk.rows) == 1
    assert desk.notices == [f"the {then} link brought call 1 damaged"]


def test_a_piece_whose_whole_belongs_to_an_open_call_is_no_caller_of_its_own() -> None:
    """The address of an open call comes, damaged on the link that is first."""
    desk = TwoLinked()
    number = slip().split(b"\r\n", maxsplit=1)[0] + b"\r\n\r\n"
    for link in Link:
        desk.hear(link, number)
    desk.hear(MAIN, NO_FIRST_LINE)
    assert [row.state for row in desk.screen.waiting] == ["WAITING"]
    desk.hear(SECOND, slip())
    assert [row.state for row in desk.screen.waiting] == []
    assert desk.screen.caller.address.text == "324 FIRST ST N"
    assert [row.get("how_ended") for row in desk.rows] == [None, "replaced"]


def test_noise_says_on_which_link_and_the_whole_record_of_the_other_is_shown() -> None:
    desk = TwoLinked()
    desk.hear(SECOND, b"\x00\xff\x81\x07\x80\x00\x9f\r\n\r\n")
    desk.hear(MAIN, slip())
    assert "GARBLED: " in desk.notices[0]
    assert "on the second link" in desk.notices[0]
    assert desk.screen.caller.call_number.text == "00552"


def test_a_spill_of_another_position_is_told_once() -> None:
    desk = TwoLinked("0219")
    desk.hear(SECOND, slip())
    desk.hear(MAIN, slip())
    assert desk.notices == ["a spill for position 0218 came; not shown here"]
    assert not desk.rows
    desk.hear(MAIN, slip(553))
    desk.hear(SECOND, slip(553, position="0219"))  # damaged on one of them: it may be ours
    assert len(desk.rows) == 1


# --- a link that fails ---------------------------------------------------------------------------------------------


def test_a_lost_link_is_unmistakable_its_return_is_told_and_the_other_goes_on() -> None:
    """Issue: with one link dead the other goes on; the loss stands on the status line and in the journal."""
    desk = TwoLinked()
    assert (desk.screen.feed.text, desk.screen.feed.health) == ("MAIN /dev/ttyUSB0: up", Health.WELL)
    desk.goes(MAIN, FeedState.LOST, "/dev/ttyUSB0: the device is gone")
    edge = desk.screen.feed
    assert (edge.text, edge.health) == ("MAIN LOST /dev/ttyUSB0", Health.FAULT)
    assert desk.screen.second_feed is not None
    assert desk.screen.second_feed.health is Health.WELL
    assert desk.notices == ["MAIN LINK LOST: the device is gone"]
    desk.hear(SECOND, slip())
    desk.wait(LATE)
    assert desk.screen.caller.call_number.text == "00552"
    assert desk.screen.feed == edge  # that it brings nothing is known
    desk.goes(MAIN, FeedState.UP)
    assert (desk.screen.feed.text, desk.screen.feed.health) == ("MAIN /dev/ttyUSB0: up", Health.WELL)
    assert desk.notices == ["MAIN LINK is back"]
    kinds = [decision.record.kind for decision in desk.desk.decisions]
    assert kinds.count("feed_state_changed") == 4


@pytest.mark.parametrize(
    ("state", "words"),
    [(FeedState.LOST, "LOST, ask callers for number and place"), (FeedState.SILENT, "SILENT, data may not come")],
)
def test_both_links_gone_is_as_loud_as_the_only_one_and_says_what_to_do(state: FeedState, words: str) -> None:
    """Screen rule 6: a fault is a sentence with what to do."""
    desk = TwoLinked()
    for link in Link:
        desk.goes(link, state)
    assert desk.screen.second_feed is not None
    for edge in (desk.screen.feed, desk.screen.second_feed):
        assert edge.health is Health.FAULT
        assert edge.text.endswith(f" {words}")


def test_a_link_that_is_open_and_brings_nothing_is_told_from_the_second_spill_on() -> None:
    """A cable between controller and device server breaks no port: only the other link shows it."""
    desk = TwoLinked()
    desk.hear(MAIN, slip(552))
    desk.wait(LATE)
    assert desk.screen.second_feed is not None
    assert (desk.screen.second_feed.text, desk.screen.second_feed.health) == (
        "SECOND up, missed a spill",
        Health.NOTICE,
    )
    desk.hear(MAIN, slip(553))
    desk.wait(LATE)
    assert (desk.screen.second_feed.text, desk.screen.second_feed.health) == (
        "SECOND BRINGS NO SPILLS",
        Health.FAULT,
    )
    assert desk.notices[0] == "SECOND LINK FAILS: it is open, but did not bring the last 2 spills"
    desk.hear(MAIN, slip(554))
    desk.hear(SECOND, slip(554))
    assert desk.screen.second_feed.text == "SECOND /dev/ttyUSB1: up"
    assert desk.notices[0] == "SECOND LINK brings spills again"


def test_noise_taken_for_text_on_one_link_does_not_accuse_the_other() -> None:
    desk = TwoLinked()
    desk.hear(MAIN, b"LINE TEST 1 2 3\r\n\r\n")
    desk.wait(LATE)
    assert desk.screen.second_feed is not None
    assert desk.screen.second_feed.health is Health.WELL


def test_a_copy_in_time_lets_the_wake_sleep() -> None:
    """With both links well nothing more is written than the two spills."""
    desk = TwoLinked()
    desk.hear(MAIN, slip())
    desk.hear(SECOND, slip())
    desk.wait(LATE)
    kinds = [decision.record.kind for decision in desk.desk.decisions]
    assert kinds[-2:] == ["spill_arrived", "spill_arrived"]


def test_a_trouble_report_tells_of_both_links_and_of_one_copy_only() -> None:
    """U1: the last bytes of the feed; a copy that is the same is no more evidence."""
    desk = TwoLinked()
    desk.hear(MAIN, slip())
    desk.hear(SECOND, slip())
    desk.hear(SECOND, NO_FIRST_LINE.replace(b"552", b"553"))
    desk.goes(SECOND, FeedState.LOST, "no such device")
    desk.desk.press("Ctrl+B")
    told = [order.event for order in desk.desk.orders if isinstance(order, Tell)]
    (report,) = [event for event in told if isinstance(event, MatterOpened)]
    assert [piece["words"] for piece in report.pieces] == ["", "NOT DECODED: fits no table (second link)"]
    assert report.values["kind"] == "feed"
    assert "SECOND LOST /dev/ttyUSB1" in report.state["feed"]


def test_a_trouble_report_says_what_is_wrong_with_a_record_that_was_damaged(desk: Any) -> None:
    """U1."""
    wrong = "check byte: expected 0x51, got 0x50: any character may be wrong"
    desk.tell(SpillArrived(desk.now, Spill(b"436-0709 RES OSH", None, ("436-0709 RES OSH",), problems=(wrong,))))
    desk.press("Ctrl+B")
    told = [order.event for order in desk.orders if isinstance(order, Tell)]
    (report,) = [event for event in told if isinstance(event, MatterOpened)]
    assert report.pieces[-1]["words"] == f"NOT DECODED: {wrong}"


# --- the journal ---------------------------------------------------------------------------------------------------


def test_what_was_written_gives_the_same_screens_again() -> None:
    """Issue 2, 5: enough to run the position again, link and all."""
    desk = TwoLinked()
    desk.hear(MAIN, slip())
    desk.hear(SECOND, OTHER_ADDRESS)
    desk.hear(SECOND, NO_FIRST_LINE.replace(b"552", b"553"), 20)
    desk.hear(MAIN, slip(553))
    desk.goes(MAIN, FeedState.LOST, "no such device")
    desk.hear(SECOND, slip(554))
    desk.goes(MAIN, FeedState.UP)
    desk.hear(SECOND, slip(555))
    desk.wait(LATE)
    assert desk.again() == [decision.screen for decision in desk.desk.decisions]


def test_with_one_feed_nothing_is_held_against_anything() -> None:
    desk = TwoLinked(second_feed="")
    desk.hear(MAIN, slip())
    desk.hear(MAIN, OTHER_ADDRESS)
    assert desk.screen.second_feed is None
    assert desk.screen.caller.address.was == "324 FIRST ST N"
    assert not desk.screen.notices
    assert desk.screen.feed.text == "feed serial:/dev/ttyUSB0: up"


def test_a_record_that_was_damaged_on_the_line_says_so_on_the_card() -> None:
    """One damaged byte may have joined two lines: the next one stands in the wrong place, and looks whole."""
    desk = TwoLinked()
    desk.hear(MAIN, slip().replace(b"ROBERT", b"R\x01BERT"))
    assert desk.screen.caller.note == "DAMAGED ON THE LINE: verify all of it (Ctrl+R: as sent)"

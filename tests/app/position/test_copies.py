"""Which spills are copies of one another: by what they say, in either order, with any damage."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.ports import Link
from app.position.copies import DIFFERING_WITHIN, KEPT, LATE_WITHIN, SAME_WITHIN, Copies, Likeness
from app.spill.model import NumberStatus, Spill

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
MAIN, SECOND = Link.MAIN, Link.SECOND
SENT = datetime(2026, 3, 1, 3, 0, 7)  # noqa: DTZ001  as sent: no zone


def spill(**values: Any) -> Spill:
    given: dict[str, Any] = {
        "raw": b"326-1224 (905) RES OSH\r\nPALMER, ROBERT\r\n",
        "format": "bell-printer",
        "lines": ("326-1224 (905) RES OSH", "PALMER, ROBERT", "324 FIRST ST N"),
        "number": "9053261224",
        "number_status": NumberStatus.COMPLETE,
        "service_class": "RES",
        "name": "PALMER, ROBERT",
        "address": "324 FIRST ST N",
        "call_number": "00552",
        "sent_at": SENT,
        **values,
    }
    return Spill(**given)


def text(*lines: str) -> Spill:
    return Spill("\r\n".join(lines).encode(), None, lines)


class Ear:
    """Both links; time passes when told."""

    def __init__(self) -> None:
        self.copies = Copies()
        self.now = START
        self.calls = 0

    def hear(self, link: Link, spill: Spill, after: float = 0.005) -> Likeness | None:
        self.now += timedelta(seconds=after)
        copy = self.copies.look(self.now, link, spill)
        if copy is None:
            self.calls += 1
            self.copies.keep(self.now, link, spill, self.calls)
        return copy.likeness if copy is not None else None


@pytest.mark.parametrize("first", [MAIN, SECOND])
@pytest.mark.parametrize("apart", [0.0, 0.005, SAME_WITHIN.total_seconds()])
@pytest.mark.parametrize(
    "other",
    [
        spill(),
        spill(raw=b"\x80326-1224 (905) RES OSH\rPALMER, ROBERT\r"),  # another line end, and noise
        spill(lines=("326-1224 (905) RES OSH",), problems=("noise before line 1",)),
    ],
)
def test_the_same_values_are_the_same_spill_whichever_link_is_first(first: Link, apart: float, other: Spill) -> None:
    """spill-formats 2: a dual link without handshake; values count, not bytes."""
    ear = Ear()
    second = MAIN if first is SECOND else SECOND
    assert ear.hear(first, spill()) is None
    assert ear.hear(second, other, apart) is Likeness.SAME


def test_equal_spills_of_one_link_stay_two_and_each_has_its_copy() -> None:
    ear = Ear()
    told = [ear.hear(MAIN, spill(call_number=None)), ear.hear(MAIN, spill(call_number=None), 4)]
    copies = [ear.hear(SECOND, spill(call_number=None), 2), ear.hear(SECOND, spill(call_number=None), 2)]
    assert told == [None, None]
    assert copies == [Likeness.SAME, Likeness.SAME]
    assert ear.hear(SECOND, spill(call_number=None)) is None  # a third is one of its own


def test_a_copy_later_than_the_window_is_one_only_where_a_call_number_proves_it() -> None:
    ear = Ear()
    late = SAME_WITHIN.total_seconds() + 1
    ear.hear(MAIN, spill(call_number=None))
    assert ear.hear(SECOND, spill(call_number=None), late) is None
    ear.hear(MAIN, spill())
    assert ear.hear(SECOND, spill(), late) is Likeness.SAME
    ear.hear(MAIN, spill(call_number="00553"))
    assert ear.hear(SECOND, spill(call_number="00553"), LATE_WITHIN.total_seconds() + 1) is None  # rolled over


@pytest.mark.parametrize(
    "other",
    [
        spill(address="324 FIRST ST S"),
        spill(number="9053261234"),
        spill(call_number="00562"),
        spill(extra={"zone": "1"}, name="PALMER, ROBFRT"),
    ],
)
def test_one_damaged_value_makes_no_other_call(other: Spill) -> None:
    ear = Ear()
    ear.hear(SECOND, spill())
    assert ear.hear(MAIN, other) is Likeness.DIFFERS


def test_a_label_without_a_field_counts_as_a_value() -> None:
    ear = Ear()
    ear.hear(MAIN, spill(extra={"zone": "1"}))
    assert ear.hear(SECOND, spill(extra={"zone": "2"})) is Likeness.DIFFERS


@pytest.mark.parametrize(
    "other",
    [
        spill(call_number="00553", number="9053261299"),  # two callers of one house
        spill(call_number="00553", sent_at=datetime(2026, 3, 1, 3, 0, 9)),  # noqa: DTZ001  the same telephone again
        spill(call_number="00553", sent_at=None),
    ],
)
def test_two_calls_are_never_taken_for_one_though_each_link_lost_the_other(other: Spill) -> None:
    """A caller must not vanish in another's copy (the same telephone under another call number is another call)."""
    ear = Ear()
    ear.hear(MAIN, spill())
    assert ear.hear(SECOND, other) is None


def test_what_differs_after_a_while_is_news_and_no_copy() -> None:
    ear = Ear()
    ear.hear(MAIN, spill())
    assert ear.hear(SECOND, spill(address="9 KING ST"), DIFFERING_WITHIN.total_seconds() + 1) is None


def test_a_part_is_told_and_the_whole_may_still_follow() -> None:
    """The number comes before the address, or the link died in the middle of the record."""
    part = spill(name=None, address=None)
    ear = Ear()
    ear.hear(MAIN, spill())
    assert ear.hear(SECOND, part) is Likeness.PART
    assert ear.copies.missed(1) is not None
    assert ear.hear(SECOND, spill()) is Likeness.SAME
    assert ear.copies.missed(1) is None
    ear = Ear()
    ear.hear(MAIN, part)
    assert ear.hear(SECOND, spill()) is None  # the address comes: an update, as on one link


SLIP = ("326-1224 (905) RES OSH #00552", "PALMER, ROBERT", "324 FIRST ST N", "OSHAWA L1G-4B7")


@pytest.mark.parametrize("piece", [SLIP[1:], ("324 FIRST ST N",), ("326-12?4 (905) RES OSH #00552", *SLIP[1:3])])
def test_a_piece_of_a_broken_record_belongs_to_the_whole_one(piece: tuple[str, ...]) -> None:
    whole = spill(lines=SLIP)
    ear = Ear()
    ear.hear(MAIN, text(*piece))
    assert ear.hear(SECOND, whole) is Likeness.TEXT
    ear = Ear()
    ear.hear(MAIN, whole)
    assert ear.hear(SECOND, text(*piece)) is Likeness.TEXT
    assert ear.hear(SECOND, text(*piece)) is Likeness.TEXT  # as may others
    assert ear.copies.missed(1) is not None  # it was not brought whole


def test_all_pieces_of_one_broken_record_are_found_the_first_first() -> None:
    ear = Ear()
    ear.hear(MAIN, text(*SLIP[1:3]))
    ear.hear(MAIN, text(SLIP[3]))
    copy = ear.copies.look(ear.now, SECOND, spill(lines=SLIP))
    assert copy is not None
    assert (copy.of.call, [each.call for each in copy.pieces]) == (1, [2])


def test_other_text_is_no_piece() -> None:
    ear = Ear()
    ear.hear(MAIN, text("LINE TEST 1 2 3"))
    assert ear.hear(SECOND, spill(lines=SLIP)) is None
    assert ear.hear(SECOND, text("LINE TEST 1 2 3")) is Likeness.SAME


def test_a_variant_may_be_confirmed_and_is_no_measure() -> None:
    """What a link said otherwise is heard once more in the same words; but the next spill is not held against it."""
    ear = Ear()
    ear.hear(MAIN, spill())
    other = spill(address="9 KING ST")
    ear.hear(SECOND, other)
    ear.copies.keep(ear.now, SECOND, other, 1, variant=True)
    assert ear.hear(MAIN, spill(address="10 QUEEN ST")) is None  # the main link's own update
    assert ear.hear(MAIN, other) is Likeness.SAME


def test_memory_is_bounded() -> None:
    ear = Ear()
    for number in range(KEPT + 20):
        ear.hear(MAIN, spill(call_number=f"{number:05d}"), after=0)
    assert len(ear.copies._heard) == len(ear.copies._alone) == KEPT
    assert ear.copies.missed(1) is None
    assert ear.hear(SECOND, spill(call_number="00100"), after=1) is Likeness.SAME
    assert ear.hear(SECOND, replace(spill(call_number="00001"), sent_at=None), after=9) is None

"""Lines: line ends, blocks and bounds where the framer's own tests do not reach."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.spill.events import FrameEvent, Garbled, Heartbeat, RecordFramed, TextFramed
from app.spill.framing import Framing, FramingKind
from app.spill.lines import MAX_LINE, MAX_LINES, Lines

NUMBER = re.compile(rb"\d{7}")
FRAMINGS = (Framing("number", FramingKind.LINES, NUMBER, NUMBER),)
PATIENT = (Framing("patient", FramingKind.LINES, NUMBER, NUMBER, frozenset({"form-feed"})),)


def fed(*pieces: bytes, framings: tuple[Framing, ...] = FRAMINGS) -> list[FrameEvent]:
    lines, out = Lines(framings), list[FrameEvent]()
    for piece in pieces:
        lines.text(piece, out)
    lines.end(out)
    assert lines.held == 0
    return out


def test_an_lf_in_the_next_chunk_belongs_to_the_cr_before_it() -> None:
    assert fed(b"4360709\r", b"\nOSH\r", b"\n\r", b"\n") == [
        RecordFramed(b"4360709\r\nOSH\r\n", ("number",), "blank line")
    ]
    assert fed(b"NOTE\r", b"\n", b"MORE\r", b"\n") == [TextFramed(b"NOTE\r\nMORE\r\n", "end of data")]
    assert fed(b"\x80\r\r", b"\n\x81") == [Garbled(b"\x80\r\r\n\x81", "2 of 5 bytes are control bytes")]


def test_an_lf_whose_cr_was_told_is_left_out() -> None:
    lines, out = Lines(FRAMINGS), list[FrameEvent]()
    lines.text(b"4360709\r", out)
    lines.idle(out)
    lines.text(b"\n", out)
    assert lines.held == 0
    assert out == [RecordFramed(b"4360709\r", ("number",), "quiet time")]


def test_nothing_is_nothing() -> None:
    assert fed(b"", b"4360709\r", b"", b"\n") == [RecordFramed(b"4360709\r\n", ("number",), "end of data")]


def test_a_record_that_nothing_here_ends_stays_open_over_blank_lines_until_it_is_too_long() -> None:
    lines, out = Lines(PATIENT), list[FrameEvent]()
    lines.text(b"4360709\r\n\r\nOS", out)
    lines.idle(out)
    assert out == []
    assert lines.opening is not None
    assert lines.held == 13
    lines.text(b"H\r" + b"\r\n" * 100, out)
    assert out == [
        RecordFramed(b"4360709\r\n\r\nOSH\r" + b"\r\n" * 2 + b"\r\n" * (MAX_LINES - 5), ("patient",), "size")
    ]


def test_an_unfinished_first_line_waits_where_quiet_does_not_end_its_record() -> None:
    lines, out = Lines(PATIENT), list[FrameEvent]()
    lines.text(b"\x804360709", out)
    lines.idle(out)
    assert out == []
    lines.text(b"\x0c", out)
    assert out == [
        Garbled(b"\x80", "1 of 1 bytes are control bytes"),
        RecordFramed(b"4360709\x0c", ("patient",), "form feed", after_noise=True),
    ]


def test_a_line_whose_front_was_lost_may_hold_a_first_line() -> None:
    for pieces in ([b"x" * 3000 + b"4360709\r\n\r\n"], [b"x" * 3000, b"4360709\r", b"\n\r\n"]):
        garbled, record = fed(*pieces)
        assert garbled == Garbled(b"x" * 3000, "no line end within 1024 bytes")
        assert record == RecordFramed(b"4360709\r\n", ("number",), "blank line", after_noise=True)


def test_a_line_whose_front_was_lost_and_that_is_all_of_a_first_line_is_after_noise() -> None:
    long = re.compile(rb"A+")
    framings = (Framing("long", FramingKind.LINES, long, long),)
    assert fed(b"A" * (MAX_LINE + 1), framings=framings) == [
        Garbled(b"A", "no line end within 1024 bytes"),
        RecordFramed(b"A" * MAX_LINE, ("long",), "end of data", after_noise=True),
    ]


def test_an_interruption_ends_all_that_is_open() -> None:
    lines, out = Lines(FRAMINGS), list[FrameEvent]()
    lines.text(b"4360709\r\nOS", out)
    lines.interrupt(out)
    lines.text(b"\x80", out)
    lines.interrupt(out)
    assert out == [
        RecordFramed(b"4360709\r\nOS", ("number",), "next first line"),
        Garbled(b"\x80", "1 of 1 bytes are control bytes"),
    ]


def test_a_line_known_to_be_damaged_is_told_with_why_where_a_person_can_read_it() -> None:
    lines, out = Lines(FRAMINGS), list[FrameEvent]()
    lines.text(b"READABLE ", out)
    lines.fault("a reason")
    lines.fault("a later one")
    lines.text(b"TEXT\r\nAND MORE\r\n\r\nGOOD TEXT\r\n", out)
    lines.end(out)
    assert out == [
        TextFramed(b"READABLE TEXT\r\nAND MORE\r\n", "blank line", "a reason"),
        TextFramed(b"GOOD TEXT\r\n", "end of data"),
    ]
    lines.fault("a reason")
    lines.text(b"\x01\x05A\x02\r\n", out)
    lines.end(out)
    assert out[2:] == [Garbled(b"\x01\x05A\x02\r\n", "a reason")]


def test_each_kind_of_line_record_ends_as_its_kind_does() -> None:
    framings = (
        Framing("number", FramingKind.LINES, NUMBER, NUMBER, heartbeats=(re.compile(rb"H"),)),
        Framing("ani", FramingKind.EOT, re.compile(rb"ANI\d+")),
        Framing("one", FramingKind.LINE, re.compile(rb"[A-Z]+\|[A-Z]+")),
    )
    assert fed(b"H\r\n4360709\nANI1\x04A|B\r\n4360709\x0cANI2\n\x04\x04", framings=framings) == [
        Heartbeat(b"H\r", "number"),
        RecordFramed(b"4360709\n", ("number",), "next first line"),
        RecordFramed(b"ANI1\x04", ("ani",), "EOT"),
        RecordFramed(b"A|B\r", ("one",), "line end"),
        RecordFramed(b"4360709\x0c", ("number",), "form feed"),
        RecordFramed(b"ANI2\n\x04", ("ani",), "EOT"),
        Garbled(b"\x04", "1 of 1 bytes are control bytes"),
    ]
    assert fed(b"4360709\n\x0c") == [RecordFramed(b"4360709\n", ("number",), "form feed")]


def test_a_large_chunk_is_as_good_as_small_ones() -> None:
    data = b"4360709\r\nOSH\r\n\r\n" * 1000 + b"x" * 2000 + b"\r\n"
    events = fed(data)
    assert events == fed(*(data[at : at + 7] for at in range(0, len(data), 7)))
    assert events == [
        *[RecordFramed(b"4360709\r\nOSH\r\n", ("number",), "blank line")] * 1000,
        Garbled(b"x" * 2000 + b"\r\n", "no line end within 1024 bytes"),
    ]


ONE_LINE = Framing("one", FramingKind.LINE, re.compile(rb"A\|B"))
PIECES = st.sampled_from(
    [b"4360709", b"4360709", b"OSH", b"7 4360708", b"A|B", b"\x80\x81", b"X" * 300, b"", b"\r\n", b"\r\n", b"\r", b"\n"]
)


@pytest.mark.parametrize(
    "framings",
    [FRAMINGS, PATIENT, (*FRAMINGS, ONE_LINE), (Framing("no table for a blank line", FramingKind.EOT, NUMBER),)],
)
def test_a_record_that_comes_alone_and_whole_is_told_as_one_that_comes_byte_by_byte(
    framings: tuple[Framing, ...],
) -> None:
    @given(st.lists(st.lists(PIECES, max_size=10).map(b"".join), max_size=3))
    def holds(chunks: list[bytes]) -> None:
        single = [bytes([byte]) for chunk in chunks for byte in chunk]
        assert fed(*chunks, framings=framings) == fed(*single, framings=framings)

    holds()
    whole = b"4360709\r\nOSH\r\n\r\n"
    assert fed(whole, whole, framings=FRAMINGS) == [RecordFramed(whole[:-2], ("number",), "blank line")] * 2

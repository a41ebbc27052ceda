"""Bytes to framed records: samples whole, byte by byte, followed by more and after garbage, with every line end."""

import re
from functools import reduce
from operator import xor

import pytest

from app.spill.events import FrameEvent, Garbled, Heartbeat, RecordFramed, TextFramed
from app.spill.framer import (
    DEFAULT_QUIET,
    MAX_HELD,
    MAX_LINE,
    MAX_LINES,
    MAX_NOISE,
    MAX_RECORD,
    Framer,
)
from app.spill.framing import Check, Framing, FramingKind

PRINTER = re.compile(
    rb"\d{3}-\d{4} \(\d{3}\) [A-Z0-9]{3} [A-Z0-9]{3} \d\d/\d\d/\d\d \d\d:\d\d:\d\d #\d+ Pos:\S+",
)
DISPLAY = re.compile(rb"\d{3}-\d{4} [A-Z0-9]{3} [A-Z0-9]{3}")
DISPLAY_IN_NOISE = re.compile(rb"\d{3}-\d{4} (?:CEL|COM|CPB|CTX|FEX|LRR|MUL|PUB|PUC|RES|WL2) [A-Z0-9]{3}")
TELUS = re.compile(rb"(?:\d{7}|\d{10})?\|[A-Z0-9]{0,4}\|[^|]*\|(?:[^|]*\|){20,}[^|]*")
TELUS_IN_NOISE = re.compile(rb"\d{10}\|[A-Z0-9]{0,4}\|[^|]*\|(?:[^|]*\|){24}[^|]*")

BELL = ("bell-printer", "bell-printer-agency")
LINE_FRAMINGS = (
    Framing("bell-display", FramingKind.LINES, DISPLAY, DISPLAY_IN_NOISE),
    Framing("bell-printer", FramingKind.LINES, PRINTER, PRINTER),
    Framing("bell-printer-agency", FramingKind.LINES, PRINTER, PRINTER),
    Framing("telus-log-2", FramingKind.LINE, TELUS, TELUS_IN_NOISE),
)

ANI = re.compile(rb"ANI\d{12}")
EOT_FRAMINGS = (*LINE_FRAMINGS, Framing("ani", FramingKind.EOT, ANI, ANI))

# D204, D211, D213 and X1, scan errors corrected, one line end for all
D204 = b"436-0709 RES OSH|John Doe|84 Smith St.|13:30 #: 00271|Oshawa Oshawa L1J 6Y8|"
D211 = (
    b"326-1224 (905) RES OSH 99/06/21 05:17:39 #00552 Pos:0218|PALMER, ROBERT|324 FIRST ST N|APT 6|"
    b"OSHAWA, OSHAWA L1G-4B7|ESN#: 0047|DUR REG POLICE|905-579-1234|"
)
D213 = (
    b"326-1224 (905) RES OSH 99/06/21 05:17:39 #00552 Pos:0218|ST JOHN'S UKRAINIAN CHURCH|31 BLOOR ST E|"
    b"OSHAWA OSHAWA L1H 3L9|ESN#: 00110|DURHAM REG|POS Number: 003 DURHAMREGPOL|DMS line #: 05-124-00 OSHAWAFIR|"
    b"#: 0512 SPSAP answer: 10:40|#: 0522 Time to conf.: 00:16|"
)
X1 = (
    b"2505553105|RES||JANE DOE|270 1640 UFTON CRES|03001|KELOWNA|KELOWNA BC|V6H2G7|BELL WEST|8887842606|POLICE_PSAP|"
    b"00002|NO ID| 6-FEB-2001 10:09:32| 6-FEB-2001 10:09:34| 6-FEB-2001 10:09:50| 6-FEB-2001 10:09:55|1234|FIREPSAP|"
    b" 6-FEB-2001 10:09:52| ACCESS UFTON CRESCENT OPPOSITE LAKEVIEW COVE RD REAR LANE ACCESS RUNS NORTH||||||"
)

ENDS = (b"\r", b"\n", b"\r\n")


def slip(sample: bytes, end: bytes = b"\r\n") -> bytes:
    return sample.replace(b"|", end)


def mixed(sample: bytes) -> bytes:
    """The sample with CR, LF and CRLF in turn; never a CR before an LF of another line, which would be one line end."""
    lines = sample.removesuffix(b"|").split(b"|")
    return b"".join(line + ENDS[place % 3] for place, line in enumerate(lines))


def quiet(framer: Framer) -> float | None:
    return framer.quiet_seconds


def records(events: list[FrameEvent]) -> list[RecordFramed]:
    return [event for event in events if isinstance(event, RecordFramed)]


def run(*pieces: bytes, framings: tuple[Framing, ...] = LINE_FRAMINGS) -> list[FrameEvent]:
    """Feed the pieces whole, then byte by byte; the events must be the same."""
    whole, single = Framer(framings), Framer(framings)
    events = [event for piece in pieces for event in whole.feed(piece)] + whole.end()
    bytewise = [event for byte in b"".join(pieces) for event in single.feed(bytes((byte,)))] + single.end()
    assert events == bytewise
    return events


# --- the samples ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(("sample", "tables"), [(D204, ("bell-display",)), (D211, BELL), (D213, BELL)])
def test_a_bell_sample_is_one_record_ended_by_the_blank_line(
    sample: bytes, tables: tuple[str, ...], end: bytes
) -> None:
    data = slip(sample, end)
    assert run(data, end) == [RecordFramed(data, tables, "blank line")]


@pytest.mark.parametrize("end", ENDS)
def test_the_telus_sample_is_a_record_at_its_line_end(end: bytes) -> None:
    # an LF after the CR that ended it came too late to be its own
    assert run(X1 + end) == [RecordFramed(X1 + end[:1], ("telus-log-2",), "line end")]


def test_line_ends_may_change_within_a_record() -> None:
    data = mixed(D211)
    assert run(data + b"\n") == [RecordFramed(data, BELL, "blank line")]


def test_a_blank_cr_ends_the_record_at_once_and_its_lf_is_swallowed() -> None:
    framer = Framer(LINE_FRAMINGS)
    assert framer.feed(slip(D211)) == []
    assert framer.feed(b"\r") == [RecordFramed(slip(D211), BELL, "blank line")]
    assert framer.held == 0
    assert framer.feed(b"\n" + slip(D204)) == []
    assert framer.feed(b"\r") == [RecordFramed(slip(D204), ("bell-display",), "blank line")]


def test_a_line_of_spaces_is_a_line() -> None:
    data = slip(b"436-0709 RES OSH|   |John Doe|")
    assert run(data, b"\r\n") == [RecordFramed(data, ("bell-display",), "blank line")]


def test_slips_displays_and_telus_lines_in_one_stream_are_told_apart() -> None:
    stream = slip(D211, b"\r") + slip(D204, b"\n") + X1 + b"\r\n" + slip(D213) + slip(D211)
    assert run(stream) == [
        RecordFramed(slip(D211, b"\r"), BELL, "next first line"),
        RecordFramed(slip(D204, b"\n"), ("bell-display",), "next first line"),
        RecordFramed(X1 + b"\r", ("telus-log-2",), "line end"),
        RecordFramed(slip(D213), BELL, "next first line"),
        RecordFramed(slip(D211), BELL, "end of data"),
    ]


@pytest.mark.parametrize("sample", [D204, D211, D213])
@pytest.mark.parametrize(
    "garbage",
    [
        b"\x80\xfe\x00",
        b"\x80\xfe\x00\r\n",
        b"9",
        bytes(range(256)),
        b"A" * 5000,
        b"\x00" * 5000,
        b"|" * 40,
        b"PALMER, ROBERT",
        slip(D211)[:30],
        slip(D211)[:70],
        slip(D204)[:10],
        slip(D204)[:40],
        X1[:200],
        X1[:340],
        b"\x02" + X1[:100],
    ],
)
def test_a_whole_spill_after_any_garbage_is_found(sample: bytes, garbage: bytes) -> None:
    data = slip(sample)
    assert records(run(garbage + data + b"\r\n"))[-1].data == data


def test_a_telus_line_after_one_that_was_cut_is_found() -> None:
    first, last = run(X1[:200] + X1 + b"\r\n")
    assert first.data == X1[:200]
    assert last == RecordFramed(X1 + b"\r", ("telus-log-2",), "line end", after_noise=True)


def test_a_table_whose_strict_pattern_is_unknown_is_named_for_a_first_line_found_in_noise() -> None:
    framings = (
        Framing("one", FramingKind.LINES, PRINTER, PRINTER),
        Framing("other", FramingKind.LINES, PRINTER, None),
    )
    garbled, found = run(b"\x80\x81" + slip(D211), framings=framings)
    assert garbled.data == b"\x80\x81"
    assert found == RecordFramed(slip(D211), ("one", "other"), "end of data", after_noise=True)


def test_a_first_line_behind_a_record_that_was_cut_leaves_that_record_its_part_of_the_line() -> None:
    cut = slip(D211)[:70]
    assert run(cut + slip(D211)) == [
        RecordFramed(cut, BELL, "next first line"),
        RecordFramed(slip(D211), BELL, "end of data", after_noise=True),
    ]


def test_a_short_first_line_is_found_in_noise_only_by_its_strict_pattern() -> None:
    assert records(run(b"\x80" + b"436-0709 XYZ OSH\r\n\r\n")) == []
    assert records(run(b"\x80" + b"436-0709 RES OSH\r\n\r\n"))[0].after_noise
    assert records(run(b"436-0709 XYZ OSH\r\n\r\n"))


def test_a_form_feed_ends_the_line_and_the_record() -> None:
    page = slip(D211).removesuffix(b"\r\n") + b"\x0c"
    assert run(page + slip(D204) + b"\x0c\x0c") == [
        RecordFramed(page, BELL, "form feed"),
        RecordFramed(slip(D204), ("bell-display",), "form feed"),
    ]


def test_a_record_that_neither_blank_line_nor_form_feed_ends_keeps_them() -> None:
    framings = (Framing("quiet", FramingKind.LINES, DISPLAY, None, frozenset({"quiet"}), 1.5),)
    data = b"436-0709 RES OSH\r\n\r\nJohn Doe\x0c\x0c"
    framer = Framer(framings)
    assert framer.feed(data) == []
    assert quiet(framer) == 1.5
    assert framer.idle() == [RecordFramed(data, ("quiet",), "quiet time")]
    assert run(data, framings=framings) == [RecordFramed(data, ("quiet",), "end of data")]


# --- quiet time ----------------------------------------------------------------------------------------------------


def test_quiet_time_ends_a_record_with_its_unfinished_line() -> None:
    framer = Framer(LINE_FRAMINGS)
    framer.feed(slip(D211).removesuffix(b"\r\n"))
    assert quiet(framer) == DEFAULT_QUIET
    assert framer.idle() == [RecordFramed(slip(D211).removesuffix(b"\r\n"), BELL, "quiet time")]
    assert quiet(framer) is None
    assert framer.idle() == []


def test_quiet_time_ends_a_whole_line_that_has_no_line_end() -> None:
    framer = Framer(LINE_FRAMINGS)
    assert framer.feed(X1) == []
    assert framer.idle() == [RecordFramed(X1, ("telus-log-2",), "quiet time")]


def test_quiet_time_does_not_end_what_the_table_says_it_does_not() -> None:
    blank = frozenset({"blank"})
    framings = (
        Framing("display", FramingKind.LINES, DISPLAY, None, blank),
        Framing("telus", FramingKind.LINE, TELUS, None, blank),
    )
    framer = Framer(framings)
    framer.feed(slip(D204) + b"John")
    assert framer.idle() == []
    assert quiet(framer) is None
    assert framer.held == len(slip(D204)) + 4
    assert framer.feed(b" Doe\r\n\r\n") == [
        RecordFramed(slip(D204) + b"John Doe\r\n", ("display",), "blank line"),
    ]
    framer.feed(X1)
    assert framer.idle() == []
    assert framer.feed(b"\n") == [RecordFramed(X1 + b"\n", ("telus",), "line end")]


def test_the_quiet_time_of_an_open_record_is_its_own_tables() -> None:
    framings = (
        Framing("display", FramingKind.LINES, DISPLAY, None, quiet_seconds=2.0),
        Framing("printer", FramingKind.LINES, PRINTER, None, quiet_seconds=0.25),
    )
    framer = Framer(framings)
    assert quiet(framer) is None
    framer.feed(b"\x80")
    assert quiet(framer) == 0.25
    framer.feed(b"\r\n" + slip(D204))
    assert quiet(framer) == 2.0


def test_a_framer_with_no_table_tells_all_as_text_or_noise() -> None:
    framer = Framer(())
    framer.feed(slip(D211))
    assert quiet(framer) == DEFAULT_QUIET
    assert framer.idle() == [TextFramed(slip(D211), "quiet time")]


# --- text and noise ------------------------------------------------------------------------------------------------


def test_readable_text_that_no_table_knows_is_told_as_text() -> None:
    assert run(b"NO RECORD FOUND\r\nCALL TRACE\r\n\r\n" + slip(D211)) == [
        TextFramed(b"NO RECORD FOUND\r\nCALL TRACE\r\n", "blank line"),
        RecordFramed(slip(D211), BELL, "end of data"),
    ]
    assert run(b"NO RECORD FOUND\x0cIT IS\n" + slip(D211))[:2] == [
        TextFramed(b"NO RECORD FOUND\x0c", "form feed"),
        TextFramed(b"IT IS\n", "next first line"),
    ]


def test_neighbouring_noise_is_one_event_with_its_blank_lines() -> None:
    noise = b"\x80\x81\r\n\r\n\r\x82\n\x83"
    framer = Framer(LINE_FRAMINGS)
    assert framer.feed(noise) == []
    assert framer.held == len(noise)
    assert framer.idle() == [Garbled(noise, "4 of 10 bytes are control bytes")]


def test_noise_tells_why_it_is_noise() -> None:
    assert run(b"...") == [Garbled(b"...", "3 bytes without a line end")]
    assert run(b"...\n") == [Garbled(b"...\n", "0 letters or digits in 4 bytes")]
    assert run(b"A" * 2000) == [Garbled(b"A" * 2000, "no line end within 1024 bytes")]


def test_noise_is_told_in_pieces_of_a_named_size() -> None:
    assert [len(event.data) for event in run(b"\xff" * 10_000)] == [MAX_NOISE, MAX_NOISE, 10_000 - 2 * MAX_NOISE]


def test_text_after_noise_comes_after_it() -> None:
    garbled, text = run(b"\x80\x81\r\n\r\nNO RECORD FOUND\r\n")
    assert garbled == Garbled(b"\x80\x81\r\n\r\n", "2 of 6 bytes are control bytes")
    assert text == TextFramed(b"NO RECORD FOUND\r\n", "end of data")


# --- bounds --------------------------------------------------------------------------------------------------------


def test_a_record_of_too_many_lines_ends_and_the_rest_is_text() -> None:
    record, text = run(b"436-0709 RES OSH\r\n" + b"line of text\r\n" * MAX_LINES)
    assert record == RecordFramed(
        b"436-0709 RES OSH\r\n" + b"line of text\r\n" * (MAX_LINES - 1), ("bell-display",), "size"
    )
    assert text == TextFramed(b"line of text\r\n", "end of data")


def test_a_record_of_too_many_bytes_ends() -> None:
    record, *_ = run(b"436-0709 RES OSH\r\n" + (b"x" * 999 + b"\r\n") * 10)
    assert isinstance(record, RecordFramed)
    assert record.ended_by == "size"
    assert len(record.data) <= MAX_RECORD + 1


def test_a_line_that_is_too_long_ends_a_record_and_is_noise() -> None:
    record, noise = run(b"436-0709 RES OSH\r\n" + b"x" * (MAX_LINE + 1) + b"\r\n")
    assert record == RecordFramed(b"436-0709 RES OSH\r\n", ("bell-display",), "size")
    assert noise == Garbled(b"x" * (MAX_LINE + 1) + b"\r\n", "no line end within 1024 bytes")


def test_the_longest_line_of_a_record_is_kept() -> None:
    data = b"436-0709 RES OSH\r\n" + b"x" * MAX_LINE + b"\r\n"
    assert run(data) == [RecordFramed(data, ("bell-display",), "end of data")]


# --- heartbeats ----------------------------------------------------------------------------------------------------


def test_a_heartbeat_neither_ends_nor_enters_what_is_open() -> None:
    framings = (Framing("display", FramingKind.LINES, DISPLAY, None, heartbeats=(re.compile(rb"H|BEAT \d\d"),)),)
    head, tail = slip(D204)[:18], slip(D204)[18:]
    assert run(head + b"H\r\n" + tail + b"BEAT 07\n\r\n", framings=framings) == [
        Heartbeat(b"H\r", "display"),
        Heartbeat(b"BEAT 07\n", "display"),
        RecordFramed(slip(D204), ("display",), "blank line"),
    ]
    assert run(b"H", framings=framings) == [Heartbeat(b"H", "display")]
    assert run(b"Hello\n", framings=framings) == [TextFramed(b"Hello\n", "end of data")]


# --- STX..ETX ------------------------------------------------------------------------------------------------------

PLAIN = Framing("plain", FramingKind.STX_ETX)
CHECKED = Framing("checked", FramingKind.STX_ETX, check=Check.XOR)
BODY = slip(D204, b"\r")
ENVELOPE = b"\x02" + BODY + b"\x03"


def checked(body: bytes) -> bytes:
    return b"\x02" + body + b"\x03" + bytes((reduce(xor, body + b"\x03"),))


def test_an_envelope_is_a_record_and_ends_an_open_one() -> None:
    assert run(slip(D211) + ENVELOPE + b"\r\n", framings=(*LINE_FRAMINGS, PLAIN)) == [
        RecordFramed(slip(D211), BELL, "next first line"),
        RecordFramed(ENVELOPE, ("plain",), "ETX"),
    ]
    assert run(slip(D211)[:70] + ENVELOPE, framings=(*LINE_FRAMINGS, PLAIN))[0] == RecordFramed(
        slip(D211)[:70], BELL, "next first line"
    )


def test_an_envelope_without_check_is_told_at_its_etx() -> None:
    framer = Framer((PLAIN,))
    assert framer.feed(ENVELOPE[:-1]) == []
    assert framer.feed(b"\x03") == [RecordFramed(ENVELOPE, ("plain",), "ETX")]


@pytest.mark.parametrize("check", [0x00, 0x02, 0x03, 0x04, 0x0A, 0x0C, 0x0D, 0x7C, 0x53])
def test_a_check_byte_may_be_any_byte(check: int) -> None:
    sent = checked(b"@\x10" + bytes((0x40 ^ 0x10 ^ 0x03 ^ check,)))
    assert sent[-1] == check
    assert run(sent + sent + X1 + b"\n", framings=(CHECKED, *EOT_FRAMINGS)) == [
        RecordFramed(sent, ("checked",), "ETX"),
        RecordFramed(sent, ("checked",), "ETX"),
        RecordFramed(X1 + b"\n", ("telus-log-2",), "line end"),
    ]


def test_one_wrong_byte_of_a_checked_record_does_not_hide_the_caller() -> None:
    """The issue: what fits no table is shown as sent, and nothing is lost. Which byte is wrong nobody can tell."""
    sent = checked(BODY)
    bad = sent[:-1] + bytes((sent[-1] ^ 3,))
    wrong = f"check byte: expected 0x{sent[-1]:02x}, got "
    assert run(bad, framings=(CHECKED,)) == [
        TextFramed(sent[:-1], "ETX", f"{wrong}0x{sent[-1] ^ 3:02x}"),
        Garbled(bad[-1:], "1 bytes without a line end"),
    ]
    assert run(sent[:-1], framings=(CHECKED,)) == [TextFramed(sent[:-1], "ETX", f"{wrong}none")]
    assert run(bad + sent, framings=(CHECKED,))[2:] == [RecordFramed(sent, ("checked",), "ETX")]
    assert run(sent[:-1] + sent, framings=(CHECKED,)) == [
        TextFramed(sent[:-1], "ETX", f"{wrong}0x02"),
        RecordFramed(sent, ("checked",), "ETX"),
    ]


def test_a_damaged_envelope_that_nobody_could_read_is_noise_that_says_why() -> None:
    sent = checked(b"\x80\x81\x82\x83A")
    assert run(sent[:-1], framings=(CHECKED,)) == [
        Garbled(sent[:-1], f"check byte: expected 0x{sent[-1]:02x}, got none")
    ]


def test_a_damaged_envelope_does_not_end_the_lines_of_a_record_that_is_open() -> None:
    """A stray STX and ETX within a slip: its lines stay together."""
    data = slip(D211)
    for at in (60, 70, 90):
        torn = data[:at] + b"\x02" + data[at:]
        (record,) = run(torn + b"\r\n\x03", framings=(*LINE_FRAMINGS, CHECKED))[:1]
        assert record == RecordFramed(torn, BELL, "blank line")


def test_tables_with_and_without_check_share_a_stream() -> None:
    both = (PLAIN, CHECKED)
    assert run(checked(BODY), framings=both) == [RecordFramed(checked(BODY), ("plain", "checked"), "ETX")]
    assert run(ENVELOPE, framings=both) == [RecordFramed(ENVELOPE, ("plain",), "ETX")]
    assert run(ENVELOPE + checked(BODY), framings=both) == [
        RecordFramed(ENVELOPE, ("plain",), "ETX"),
        RecordFramed(checked(BODY), ("plain", "checked"), "ETX"),
    ]


def test_the_first_line_of_an_envelope_chooses_its_tables() -> None:
    framings = (Framing("display", FramingKind.STX_ETX, DISPLAY), Framing("printer", FramingKind.STX_ETX, PRINTER))
    assert run(b"\x02\r\n" + ENVELOPE[1:], framings=framings) == [
        RecordFramed(b"\x02\r\n" + ENVELOPE[1:], ("display",), "ETX")
    ]
    assert run(b"\x02NO RECORD FOUND\r\x03", framings=framings) == [TextFramed(b"\x02NO RECORD FOUND\r\x03", "ETX")]


def test_a_start_byte_inside_an_envelope_begins_again() -> None:
    assert run(b"\x02436-07" + ENVELOPE, framings=(PLAIN,)) == [
        TextFramed(b"\x02436-07", "next STX", "no ETX before the next STX"),
        RecordFramed(ENVELOPE, ("plain",), "ETX"),
    ]
    assert run(b"\x02\x02\x02" + ENVELOPE, framings=(PLAIN,)) == [
        Garbled(b"\x02\x02\x02", "no ETX before the next STX"),
        RecordFramed(ENVELOPE, ("plain",), "ETX"),
    ]


def test_an_empty_envelope_is_noise() -> None:
    assert run(b"\x02\x03", framings=(PLAIN,)) == [Garbled(b"\x02\x03", "nothing between STX and ETX")]


def test_a_slip_behind_a_stray_start_byte_is_found() -> None:
    framings = (*LINE_FRAMINGS, PLAIN, CHECKED)
    sent = b"\x02" + slip(D211) + b"\r\n"
    found = [
        Garbled(b"\x02", "no ETX before end of data"),
        RecordFramed(slip(D211), BELL, "blank line", after_noise=True),
    ]
    assert run(sent, framings=framings) == found
    assert [type(event) for event in run(sent + ENVELOPE, framings=framings)] == [Garbled, RecordFramed, RecordFramed]
    framer = Framer(framings)
    assert framer.feed(sent) == []
    assert quiet(framer) == DEFAULT_QUIET
    assert framer.idle() == [Garbled(b"\x02", "no ETX before quiet time"), found[1]]


def test_a_slip_with_a_stray_start_byte_and_a_wrong_check_is_found() -> None:
    sent = b"\x02x\x03" + slip(D211) + b"\r\n"
    garbled, record = run(sent, framings=(*LINE_FRAMINGS, CHECKED))
    assert garbled == Garbled(b"\x02x\x03", "check byte: expected 0x7b, got 0x33")
    assert record == RecordFramed(slip(D211), BELL, "blank line", after_noise=True)


def test_an_envelope_may_have_as_many_bytes_as_a_record() -> None:
    body = b"x" * (MAX_RECORD - 2)
    assert run(b"\x02" + body + b"\x03", framings=(PLAIN,)) == [
        RecordFramed(b"\x02" + body + b"\x03", ("plain",), "ETX")
    ]
    first, rest = run(b"\x02x" + body + b"\x03", framings=(PLAIN,))
    assert first == Garbled(b"\x02x" + body, "no ETX within 4096 bytes")
    assert rest.data == b"\x03"


def test_an_envelope_with_a_heartbeat_is_one_even_within_a_record() -> None:
    framings = (
        *LINE_FRAMINGS,
        Framing("checked", FramingKind.STX_ETX, DISPLAY, check=Check.XOR, heartbeats=(re.compile(rb"HB"),)),
    )
    data = slip(D211)
    assert run(data[:70] + checked(b"HB") + data[70:] + b"\r\n", framings=framings) == [
        Heartbeat(checked(b"HB"), "checked"),
        RecordFramed(data, BELL, "blank line"),
    ]
    assert run(b"\x02HB\x03x", framings=framings) == [Garbled(b"\x02HB\x03x", "check byte: expected 0x09, got 0x78")]


# --- EOT -----------------------------------------------------------------------------------------------------------

SENT_ANI = b"ANI019053261224\x04"


def test_text_ended_by_eot_is_a_record_also_behind_garbage() -> None:
    found = RecordFramed(SENT_ANI, ("ani",), "EOT")
    assert run(SENT_ANI + SENT_ANI, framings=EOT_FRAMINGS) == [found, found]
    for garbage in (b"\x80\x81", b"ANI01", SENT_ANI[:-1]):
        *_, last = run(garbage + SENT_ANI, framings=EOT_FRAMINGS)
        assert last == RecordFramed(SENT_ANI, ("ani",), "EOT", after_noise=True)


def test_eot_text_may_have_more_lines() -> None:
    data = b"ANI019053261224\r\nRES\r\n\r\nOSH\x04"
    assert run(data + slip(D211), framings=EOT_FRAMINGS) == [
        RecordFramed(data, ("ani",), "EOT"),
        RecordFramed(slip(D211), BELL, "end of data"),
    ]
    assert run(b"ANI019053261224\r\n\x04", framings=EOT_FRAMINGS)[0].data == b"ANI019053261224\r\n\x04"


def test_eot_text_whose_eot_never_comes_is_shown_as_text() -> None:
    assert run(SENT_ANI[:-1] + b"\r\n" + slip(D211), framings=EOT_FRAMINGS) == [
        TextFramed(SENT_ANI[:-1] + b"\r\n", "next first line"),
        RecordFramed(slip(D211), BELL, "end of data"),
    ]


def test_a_line_that_fits_tables_of_lines_and_of_eot_is_what_its_end_makes_it() -> None:
    framings = (Framing("lines", FramingKind.LINES, ANI), Framing("eot", FramingKind.EOT, ANI))
    assert run(SENT_ANI, framings=framings) == [RecordFramed(SENT_ANI, ("eot",), "EOT")]
    other = SENT_ANI[:-1] + b"\n"
    assert run(other + b"\n", framings=framings) == [RecordFramed(other, ("lines",), "blank line")]


def test_a_stray_eot_is_noise() -> None:
    assert run(b"\x04\x04", framings=EOT_FRAMINGS) == [Garbled(b"\x04\x04", "2 of 2 bytes are control bytes")]


# --- which table -----------------------------------------------------------------------------------------------------


def test_of_a_table_of_lines_and_one_of_single_lines_the_first_in_force_wins() -> None:
    one, many = Framing("one", FramingKind.LINE, DISPLAY), Framing("many", FramingKind.LINES, DISPLAY)
    assert run(b"436-0709 RES OSH\n", framings=(one, many)) == [
        RecordFramed(b"436-0709 RES OSH\n", ("one",), "line end")
    ]
    assert run(b"436-0709 RES OSH\n\n", framings=(many, one)) == [
        RecordFramed(b"436-0709 RES OSH\n", ("many",), "blank line")
    ]


def test_tables_are_named_in_the_order_in_force() -> None:
    framings = (Framing("b", FramingKind.LINES, PRINTER), Framing("a", FramingKind.LINES, PRINTER))
    assert records(run(slip(D211), framings=framings))[0].tables == ("b", "a")


def test_the_framer_can_be_fed_again_after_the_end_of_data() -> None:
    framer = Framer(LINE_FRAMINGS)
    for _ in range(2):
        framer.feed(slip(D211).removesuffix(b"\n"))
        assert framer.end() == [RecordFramed(slip(D211).removesuffix(b"\n"), BELL, "end of data")]
        assert framer.held == 0
    assert framer.held <= MAX_HELD

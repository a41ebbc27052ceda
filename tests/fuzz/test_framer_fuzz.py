"""Any bytes, split anywhere, give the same events: never an error, never more than MAX_HELD held, nothing lost."""

import re
from functools import reduce
from operator import xor
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.spill.events import FrameEvent, Garbled, Heartbeat, RecordFramed
from app.spill.framer import MAX_HELD, MAX_NOISE, Framer
from app.spill.framing import Check, Framing, FramingKind

PRINTER = re.compile(
    rb"\d{3}-\d{4} \(\d{3}\) [A-Z0-9]{3} [A-Z0-9]{3} \d\d/\d\d/\d\d \d\d:\d\d:\d\d #\d+ Pos:\S+",
)
DISPLAY = re.compile(rb"\d{3}-\d{4} [A-Z0-9]{3} [A-Z0-9]{3}")
DISPLAY_IN_NOISE = re.compile(rb"\d{3}-\d{4} (?:CEL|COM|CPB|CTX|FEX|LRR|MUL|PUB|PUC|RES|WL2) [A-Z0-9]{3}")
TELUS = re.compile(rb"(?:\d{7}|\d{10})?\|[A-Z0-9]{0,4}\|[^|]*\|(?:[^|]*\|){20,}[^|]*")
TELUS_IN_NOISE = re.compile(rb"(?:\d{7}|\d{10})?\|[A-Z0-9]{0,4}\|[^|]*\|(?:[^|]*\|){24}[^|]*")
ANI = re.compile(rb"ANI\d{12}")
HEARTBEAT = re.compile(rb"H|HEARTBEAT \d\d")

FRAMINGS = (
    Framing("printer", FramingKind.LINES, PRINTER, PRINTER, heartbeats=(HEARTBEAT,)),
    Framing("agency", FramingKind.LINES, PRINTER, PRINTER),
    Framing("display", FramingKind.LINES, DISPLAY, DISPLAY_IN_NOISE, quiet_seconds=0.3),
    Framing("telus", FramingKind.LINE, TELUS, TELUS_IN_NOISE),
    Framing("ani", FramingKind.EOT, ANI, ANI),
    Framing("envelope", FramingKind.STX_ETX, DISPLAY),
    Framing("checked", FramingKind.STX_ETX, DISPLAY, check=Check.XOR),
    # a layout that only a form feed ends, of which no quiet time is known
    Framing("paged", FramingKind.LINES, re.compile(rb"PAGE \d+"), re.compile(rb"PAGE \d+"), frozenset({"form-feed"})),
)
NO_HEARTBEATS = (Framing("printer", FramingKind.LINES, PRINTER, PRINTER), *FRAMINGS[1:])

PRINTER_SPILL = (
    b"326-1224 (905) RES OSH 99/06/21 05:17:39 #00552 Pos:0218\r\nPALMER, ROBERT\r\n324 FIRST ST N\r\nAPT 6\r\n"
    b"OSHAWA, OSHAWA L1G-4B7\r\nESN#: 0047\r\nDUR REG POLICE\r\n905-579-1234\r\n"
)
DISPLAY_SPILL = b"436-0709 RES OSH\nJohn Doe\n84 Smith St.\n13:30 #: 00271\nOshawa Oshawa L1J 6Y8\n"
TELUS_SPILL = (
    b"2505553105|RES||JANE DOE|270 1640 UFTON CRES|03001|KELOWNA|KELOWNA BC|V6H2G7|BELL WEST|8887842606|POLICE_PSAP|"
    b"00002|NO ID| 6-FEB-2001 10:09:32| 6-FEB-2001 10:09:34| 6-FEB-2001 10:09:50| 6-FEB-2001 10:09:55|1234|FIREPSAP|"
    b" 6-FEB-2001 10:09:52| ACCESS UFTON CRESCENT OPPOSITE LAKEVIEW COVE RD REAR LANE ACCESS RUNS NORTH||||||\r"
)
ANI_SPILL = b"ANI019053261224\x04"
ENVELOPE_SPILL = b"\x02436-0709 RES OSH\rJohn Doe\r\x03"
CHECKED_SPILL = ENVELOPE_SPILL + bytes((reduce(xor, ENVELOPE_SPILL[1:]),))

# what is sent, the bytes of the record, the tables
SPILLS = (
    (PRINTER_SPILL + b"\r", PRINTER_SPILL, ("printer", "agency")),
    (DISPLAY_SPILL + b"\n", DISPLAY_SPILL, ("display",)),
    (TELUS_SPILL, TELUS_SPILL, ("telus",)),
    (ANI_SPILL, ANI_SPILL, ("ani",)),
    (CHECKED_SPILL, CHECKED_SPILL, ("envelope", "checked")),
    (b"PAGE 1\n\n\nx\n\x0c", b"PAGE 1\n\n\nx\n", ("paged",)),
)

CUT = st.sampled_from([sent for sent, _, _ in SPILLS]).flatmap(
    lambda sent: st.integers(1, len(sent)).map(lambda size: sent[:size])
)
PIECES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from([sent for sent, _, _ in SPILLS]),
    CUT,
    st.sampled_from([b"\r", b"\n", b"\r\n", b"\x0c", b"\x02", b"\x03", b"\x04", b"|", b"H\r", b"HEARTBEAT 07\r\n"]),
    st.sampled_from([b"A" * 5000, b"\xff" * 1025, b"a\r" * 70, b"\r\n" * 70, b"x" * 1023 + b"\r\n", b"|" * 1500]),
    st.sampled_from([b"NO RECORD FOUND\r\n", b"\x02" * 9, b"\x02" + b"b" * 4200]),
)
STREAMS = st.lists(PIECES, max_size=8).map(b"".join)


def run(stream: bytes, cuts: list[int], pauses: set[int], framings: tuple[Framing, ...] = FRAMINGS) -> list[FrameEvent]:
    """Feed the stream cut at `cuts`, with quiet time at `pauses`, and check the bound on the way."""
    framer, events, at = Framer(framings), [], 0
    for cut in sorted({*cuts, *pauses, len(stream)}):
        events += framer.feed(stream[at:cut])
        if cut in pauses:
            events += framer.idle()
        assert framer.held <= MAX_HELD
        assert framer.held or framer.quiet_seconds is None
        at = cut
    events += framer.end()
    assert framer.held == 0
    return events


@given(stream=STREAMS, data=st.data())
@example(stream=b"\x80" * 4095 + b"\r\n\r\n" + b"\x80" * 5, data=None)
@example(stream=b"A" * 5119 + b"\r\n\n", data=None)
def test_any_bytes_split_anywhere_give_the_same_events(stream: bytes, data: st.DataObject | None) -> None:
    places = st.lists(st.integers(0, len(stream)), max_size=6)
    cuts = data.draw(places, "cuts") if data else []
    pauses = set(data.draw(st.lists(st.integers(0, len(stream)), max_size=2), "pauses")) if data else set()
    whole = run(stream, [], pauses)
    assert run(stream, cuts, pauses) == whole
    assert run(stream, list(range(len(stream))), pauses) == whole


@given(stream=STREAMS, pauses=st.sets(st.integers(0, 200), max_size=3))
def test_nothing_is_lost_but_line_ends_that_only_separate(stream: bytes, pauses: set[int]) -> None:
    at = 0
    events = run(stream, [], {min(each, len(stream)) for each in pauses}, NO_HEARTBEATS)
    for event in events:
        assert event.data
        place = stream.find(event.data, at)
        assert place >= 0, f"not in the stream after {at}, or out of order: {event!r}"
        assert not stream[at:place].strip(b"\r\n\x0c")
        at = place + len(event.data)
    assert not stream[at:].strip(b"\r\n\x0c")


@given(stream=STREAMS)
def test_a_heartbeat_takes_only_its_own_bytes_from_the_stream(stream: bytes) -> None:
    events = run(stream, [], set())
    told = b"".join(event.data for event in events)
    separators = dict.fromkeys(b"\r\n\x0c")
    sent, got = sorted(each for each in stream if each not in separators), sorted(told)
    assert sent == [each for each in got if each not in separators]
    for event in events:
        if isinstance(event, Heartbeat):
            assert HEARTBEAT.fullmatch(event.data.strip(b"\r\n\x0c\x04\x02\x03")) or event.data[0] == 2


@given(garbage=STREAMS, spill=st.sampled_from(SPILLS), pause=st.booleans())
@example(garbage=b"\x02", spill=SPILLS[0], pause=False)
@example(garbage=b"\x02A\x03", spill=SPILLS[0], pause=False)
@example(garbage=b"|" * 40, spill=SPILLS[0], pause=False)
@example(garbage=b"\x00" * 5000, spill=SPILLS[2], pause=False)
@example(garbage=TELUS_SPILL[:300], spill=SPILLS[0], pause=False)
@example(garbage=TELUS_SPILL[:300], spill=SPILLS[2], pause=False)
@example(garbage=PRINTER_SPILL[:70], spill=SPILLS[1], pause=False)
@example(garbage=PRINTER_SPILL[:50], spill=SPILLS[3], pause=False)
def test_every_whole_spill_after_any_garbage_is_found(
    garbage: bytes, spill: tuple[bytes, bytes, tuple[str, ...]], pause: bool
) -> None:
    sent, data, tables = spill
    events = run(garbage + sent, [], {len(garbage)} if pause else set())
    found = [event for event in events if isinstance(event, RecordFramed)]
    assert found
    assert (found[-1].data, found[-1].tables) == (data, tables)


@pytest.mark.parametrize("value", range(256))
def test_a_run_of_any_one_byte_is_bounded_and_not_lost(value: int) -> None:
    events = run(bytes((value,)) * 20_000, list(range(0, 20_000, 777)), set())
    assert all(len(event.data) <= MAX_NOISE for event in events)
    # 27 bars and no field are, to the pattern, a TELUS line
    assert all(isinstance(event, Garbled) for event in events) or value == ord("|")
    assert sum(len(event.data) for event in events) == (0 if value in b"\r\n\x0c" else 20_000)


def seconds_for(data: bytes, times: int) -> float:
    """Feed the data so many times over; the seconds that the processor worked."""
    framer = Framer(FRAMINGS)
    start = process_time()
    for _ in range(times):
        framer.feed(data)
        assert framer.held <= MAX_HELD
    framer.end()
    return process_time() - start


AWKWARD = [bytes((value,)) for value in b"\x00\x02\x03\x04\n\x0c\r A|\xff"]


@pytest.mark.parametrize("value", [*AWKWARD, b"\x02a", b"\x02\x03", b"\x02\x03\x03", b"1-1 ", b"a\r", b"\x80\n\n"])
@pytest.mark.parametrize("chunk", [4_000, 200_000])
def test_the_time_for_awkward_bytes_grows_with_their_number_only(value: bytes, chunk: int) -> None:
    assert seconds_for(value * (chunk // len(value)), 200_000 // chunk) < 4  # 0.9 at the most, on a desk PC


@pytest.mark.parametrize("value", [b"\x00", b"\x02", b"\n"])
def test_five_megabytes_of_one_byte_pass_within_ten_seconds(value: bytes) -> None:
    assert seconds_for(value * 5_000_000, 1) < 10


@pytest.mark.soak
@pytest.mark.parametrize("value", AWKWARD)
@pytest.mark.parametrize("chunk", [4096, 5_000_000])
def test_five_megabytes_of_any_awkward_byte_pass_within_ten_seconds(value: bytes, chunk: int) -> None:
    assert seconds_for(value * chunk, 5_000_000 // chunk) < 10

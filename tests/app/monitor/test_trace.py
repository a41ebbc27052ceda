"""Bytes to rows: every record outlined, every byte shown once, and the words of what ended it."""

from collections.abc import Callable
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.monitor import Form, Mark, Monitor
from app.monitor.trace import LINE_BYTES, ROW_BYTES
from tests.app.conftest import SLIP
from tests.app.monitor.conftest import BEATING, ENVELOPE, OPENED, Rig

DISPLAY = b"436-0709 RES OSH\r\nJohn Doe\r\n84 Smith St.\r\n13:30 #: 00271\r\nOshawa Oshawa L1J 6Y8\r\n\r\n"
SLIP_ROWS = [
    "┌ 326-1224 (905) RES OSH 99/06/21 05:17:39 #00552 Pos:0218<CR><LF>",
    "│ PALMER, ROBERT<CR><LF>",
    "│ 324 FIRST ST N<CR><LF>",
    "│ APT 6<CR><LF>",
    "│ OSHAWA, OSHAWA L1G-4B7<CR><LF>",
    "│ ESN#: 0047<CR><LF>",
    "│ DUR REG POLICE<CR><LF>",
    "│ 905-579-1234<CR><LF>",
    "│ <CR><LF>",
    "└ bell-printer: 9053261224 RES; 163 bytes, ended by blank line",
]


def one_by_one(data: bytes) -> list[bytes]:
    return [data[at : at + 1] for at in range(len(data))]


def test_a_record_is_outlined_with_its_table_and_what_ended_it(rig: Rig) -> None:
    assert rig.takes(SLIP).written() == SLIP_ROWS


def test_a_record_is_outlined_alike_however_it_is_split(rig: Rig) -> None:
    assert rig.takes(*one_by_one(SLIP)).goes_quiet().written() == SLIP_ROWS


def test_a_line_is_shown_when_it_ends_and_not_when_its_record_does(rig: Rig) -> None:
    assert rig.takes(SLIP[:90]).written() == SLIP_ROWS[:3]


def test_a_line_that_stops_is_shown_as_far_as_it_has_come(rig: Rig) -> None:
    rig.takes(SLIP[:20])
    assert rig.written() == []
    assert rig.goes_quiet(0.3).written() == ["╎ 326-1224 (905) RES O"]


def test_noise_is_told_with_its_reason(rig: Rig) -> None:
    rig.takes(b"\x80\xff\x81\x02\x03zz" + SLIP)
    assert rig.written()[:3] == [
        "╎ <80>ÿ<81><STX><ETX>zz",
        "✗ GARBLED: 4 of 7 bytes are control bytes; 7 bytes",
        SLIP_ROWS[0],
    ]
    assert rig.written()[-1].endswith("ended by blank line, begun behind noise")


def test_text_of_no_table_is_told_as_not_decoded(rig: Rig) -> None:
    rig.takes(b"hello world, text\r\n").goes_quiet()
    assert rig.written() == [
        "╎ hello world, text<CR><LF>",
        "└ NOT DECODED: text that begins no record of any table; 19 bytes, ended by quiet time",
    ]
    assert rig.monitor.counters.not_decoded == 1


def test_the_next_first_line_ends_a_record_before_it_is_shown(rig: Rig) -> None:
    rows = rig.takes(SLIP[:-2] + DISPLAY).written()
    assert rows[8:10] == [
        "└ bell-printer: 9053261224 RES; 163 bytes, ended by next first line",
        "┌ 436-0709 RES OSH<CR><LF>",
    ]
    times = [row.at for row in rig.monitor.rows]
    assert times == sorted(times)


def test_quiet_before_a_chunk_ends_a_record_as_it_does_for_the_console(rig: Rig) -> None:
    rig.takes(SLIP[:-2]).takes(b"more text\r\n", gap=2.0)
    assert rig.written()[8] == "└ bell-printer: 9053261224 RES; 163 bytes, ended by quiet time"


def test_a_carriage_return_waits_for_its_line_feed_only_while_bytes_come(rig: Rig) -> None:
    cr = SLIP.replace(b"\r\n", b"\r")
    assert rig.takes(*one_by_one(cr)).goes_quiet().written()[:2] == [
        SLIP_ROWS[0].removesuffix("<LF>"),
        SLIP_ROWS[1].removesuffix("<LF>"),
    ]
    assert rig.monitor.counters.spills == 1


def test_a_long_line_without_an_end_is_shown_in_pieces(rig: Rig) -> None:
    rig.takes(*one_by_one(b"x" * (LINE_BYTES + 1)))
    sizes = [len(row.data) for row in rig.monitor.rows]
    assert sum(sizes) == LINE_BYTES + 1
    assert max(sizes) == ROW_BYTES


@pytest.mark.parametrize("split", [True, False])
def test_a_heartbeat_within_a_record_is_told_and_parts_nothing(in_force: Callable[..., Monitor], split: bool) -> None:
    rig = Rig(in_force(BEATING), [OPENED])
    data = b"ALIVE\r\nHELLO 555-0100\r\nALIVE\r\nNAME\r\n\r\n"
    rig.takes(*(one_by_one(data) if split else [data]))
    rig.goes_quiet()
    assert rig.written() == [
        "♥ ALIVE<CR><LF>",
        "┌ HELLO 555-0100<CR><LF>",
        "♥ ALIVE<CR><LF>",
        "│ NAME<CR><LF>",
        "│ <CR><LF>",
        "└ beating: 5550100; 22 bytes, ended by blank line",
    ]
    assert rig.monitor.counters.heartbeats == 2


def test_an_envelope_is_outlined_and_a_wrong_check_byte_told(in_force: Callable[..., Monitor]) -> None:
    rig = Rig(in_force(ENVELOPE), [OPENED])
    rig.takes(b"\x02HELLO 555-0100\rNAME\r\x03\x00").goes_quiet()
    rows = rig.written()
    assert rows[0] == "┌ <STX>HELLO 555-0100<CR>"
    assert any(row.startswith("└ NOT DECODED: check byte: expected 0x") for row in rows)


def test_a_record_that_begins_like_a_table_and_does_not_fit_says_so(rig: Rig) -> None:
    rig.takes(b"326-1224 (905) RES OSH 99/06/21 05:17:39 #00552 Pos:0218\r\n\r\n")
    said = rig.written()[-1]
    assert said.startswith(("└ NOT DECODED: begins like bell-printer", "└ bell-printer: 9053261224 RES; "))


STREAMS = st.lists(
    st.one_of(
        st.sampled_from([SLIP, DISPLAY, SLIP[:-2], b"\r\n", b"\r", b"\n", b"\x0c", b"text of no table\r\n"]),
        st.binary(max_size=40),
    ),
    max_size=8,
)


@given(STREAMS, st.lists(st.integers(1, 60), max_size=30))
def test_every_byte_is_shown_once_in_order_whatever_comes(
    in_force: Callable[..., Monitor], parts: list[bytes], sizes: list[int]
) -> None:
    rig = Rig(in_force(), [OPENED])
    data, sent, at = b"".join(parts), [], 0
    for size in sizes:
        sent.append(data[at : at + size])
        at += size
    rig.takes(*filter(None, [*sent, data[at:]]))
    rig.monitor.end(rig.now[0])
    rows = [row for row in rig.monitor.rows if row.data]
    assert b"".join(row.data for row in rows) == data
    assert [row.offset for row in rows] == [sum(len(each.data) for each in rows[:n]) for n in range(len(rows))]


@given(STREAMS)
def test_what_is_counted_does_not_hang_on_the_splitting(in_force: Callable[..., Monitor], parts: list[bytes]) -> None:
    data = b"".join(parts)
    found = []
    for pieces in ([data], one_by_one(data)):
        rig = Rig(in_force(), [OPENED]).takes(*filter(None, pieces))
        rig.monitor.end(rig.now[0])
        counters = rig.monitor.counters
        found.append((counters.spills, counters.not_decoded, counters.garbled, counters.heartbeats, counters.bytes))
        marks = [row.mark for row in rig.monitor.rows]
        assert marks.count(Mark.GARBLED) == counters.garbled
        assert marks.count(Mark.ENDED) == counters.spills + counters.not_decoded
    assert found[0] == found[1]


def test_hex_shows_the_same_bytes(rig: Rig) -> None:
    rig.takes(SLIP[:74])
    assert rig.written(Form(hex=True, zone=UTC))[4] == (
        "│ 50 41 4c 4d 45 52 2c 20 52 4f 42 45 52 54 0d 0a  PALMER, ROBERT.."
    )

"""From chunks to spills, however they are split."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.ports import Chunk
from app.spill.events import Garbled, Heartbeat
from app.spill.formats import FormatTable, load_table
from app.spill.locality import Localities, localities
from app.spill.model import Spill
from app.spill.reader import SpillReader
from app.spill.service_class import ServiceClasses

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
LAKELAND = (Path(__file__).parents[2] / "data/tables/lakeland.toml").read_text("utf-8")


@pytest.fixture
def reader(shipped: dict[str, FormatTable], classes: dict[str, ServiceClasses], durham: Localities) -> SpillReader:
    return SpillReader(list(shipped.values()), classes, durham)


def chunk(data: bytes, gap: float = 0.0) -> Chunk:
    return Chunk(AT, data, gap)


def formats(events: Sequence[object]) -> list[str | None]:
    return [event.format for event in events if isinstance(event, Spill)]


def test_slips_displays_and_telus_lines_mixed_in_one_stream_are_told_apart(
    reader: SpillReader, shipped: dict[str, FormatTable]
) -> None:
    """D204, D211, D213, X1."""
    order = ["bell-printer", "telus-log-2", "bell-display", "bell-printer-agency", "telus-log-2", "bell-printer"]
    found: list[object] = []
    for name in order:
        found += reader.feed(chunk(shipped[name].samples[0]))
    assert formats(found) == order
    assert all(not event.problems for event in found if isinstance(event, Spill))


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_byte_by_byte_gives_the_same(reader: SpillReader, shipped: dict[str, FormatTable], end: bytes) -> None:
    stream = b"\xff\x00#" + b"".join(table.samples[0] for table in shipped.values()).replace(b"\r\n", end)
    whole = [*reader.feed(chunk(stream)), *reader.end(AT)]
    single: list[object] = []
    for octet in stream:
        single += reader.feed(chunk(bytes([octet])))
    single += reader.end(AT)
    assert formats(single) == list(shipped)
    assert single == whole


def test_a_spill_after_garbage_is_whole(reader: SpillReader, d211: bytes) -> None:
    found = reader.feed(chunk(b"\x80\x91\xfe\x07~~" + d211 + b"\r\n"))
    assert isinstance(found[0], Garbled)
    assert formats(found) == ["bell-printer"]


def test_quiet_before_a_chunk_ends_what_quiet_ends(reader: SpillReader, d211: bytes) -> None:
    assert reader.feed(chunk(d211)) == []
    quiet = reader.quiet_seconds
    assert quiet is not None
    assert reader.feed(chunk(b"", quiet / 2)) == []
    found = reader.feed(chunk(b"x", quiet))
    assert formats(found) == ["bell-printer"]


def test_quiet_with_nothing_held_ends_nothing(reader: SpillReader) -> None:
    assert reader.quiet_seconds is None
    assert reader.feed(chunk(b"", 60)) == []


def test_when_quiet_has_passed_what_is_held_is_told(reader: SpillReader, d211: bytes) -> None:
    reader.feed(chunk(d211))
    assert formats(reader.idle(AT)) == ["bell-printer"]
    assert reader.idle(AT) == []


def test_the_chunks_clock_resolves_the_year(reader: SpillReader, d211: bytes) -> None:
    """D214."""
    reader.feed(chunk(d211.replace(b"99/06/21", b"26/03/02")))
    (early,) = reader.end(AT - timedelta(days=1))
    reader.feed(chunk(d211.replace(b"99/06/21", b"26/03/02")))
    (late,) = reader.end(AT)
    assert isinstance(early, Spill)
    assert isinstance(late, Spill)
    assert early.sent_at == datetime.fromisoformat("1926-03-02T05:17:39")
    assert late.sent_at == datetime.fromisoformat("2026-03-02T05:17:39")


def test_text_that_no_table_knows_is_a_spill_not_decoded(reader: SpillReader) -> None:
    found = [*reader.feed(chunk(b"PRINTER OUT OF PAPER\r\n\r\n")), *reader.end(AT)]
    assert formats(found) == [None]


def test_no_wrong_byte_of_a_checked_record_hides_the_caller() -> None:
    """Any one byte changed on the way leaves the record to be read as sent, with what is wrong; the next is whole."""
    table = load_table(LAKELAND, "lakeland.toml")
    sent, following = table.samples
    for at in range(1, len(sent) - 2):
        reader = SpillReader([table], {}, localities([]))
        bad = sent[:at] + bytes((sent[at] ^ 0x20,)) + sent[at + 1 :]
        found = [event for event in reader.feed(chunk(bad + following)) if isinstance(event, Spill)]
        assert [event.format for event in found] == [None, "lakeland"], bad
        (problem,) = found[0].problems
        assert problem.startswith("check byte: expected 0x")
        assert problem.endswith("any character may be wrong")
        assert found[0].raw == bad[:-1]


def test_heartbeats_are_no_callers() -> None:
    reader = SpillReader([load_table(LAKELAND, "lakeland.toml")], {}, localities([]))
    assert reader.feed(chunk(b"HB 07\r\n")) == [Heartbeat(b"HB 07\r", "lakeland")]


def test_a_layout_nobody_here_has_seen_comes_through_the_same_way() -> None:
    table = load_table(LAKELAND, "lakeland.toml")
    reader = SpillReader([table], {}, localities([]))
    found = reader.feed(chunk(b"\xff\x80~" + table.samples[0] + b"\x02\xff" + table.samples[1]))
    assert formats(found) == ["lakeland", "lakeland"]


@pytest.mark.parametrize("octet", [b"\x00", b"\x02", b"\x03", b"\x7f", b"\xff", b"?"])
def test_one_damaged_byte_in_the_first_line_hides_no_caller(
    shipped: dict[str, FormatTable],
    classes: dict[str, ServiceClasses],
    durham: Localities,
    d211: bytes,
    octet: bytes,
) -> None:
    """What stands around it is shown; the number is told as damaged and never shown wrong. STX begins no envelope."""
    lakeland = load_table(LAKELAND, "lakeland.toml")
    reader = SpillReader([*shipped.values(), lakeland], classes, durham)
    slip = d211.replace(b"326-1", b"32" + octet + b"-1") + b"\r\n"
    (spill,) = [*reader.feed(chunk(slip)), *reader.end(AT)]
    assert isinstance(spill, Spill)
    assert (spill.format, spill.number, spill.number_status) == ("bell-printer", None, "absent")
    assert (spill.name, spill.call_number, spill.postal_code) == ("PALMER, ROBERT", "00552", "L1G 4B7")
    assert spill.number_words.startswith("the number was damaged on the line: 32")
    assert spill.unread
    assert spill.raw == slip.removesuffix(b"\r\n")
    (problem,) = spill.problems
    assert problem.startswith("line 1, column 1: expected {number:999-9999}, got '32")


def test_a_damaged_first_line_of_which_nobody_could_tell_the_caller_is_not_decoded(
    reader: SpillReader, shipped: dict[str, FormatTable]
) -> None:
    """A TELUS line has no call number."""
    line = shipped["telus-log-2"].samples[0]
    for damaged in (line.replace(b"2505553105|", b"25\x005553105|"), line.replace(b"|RES", b"?RES")):
        (spill,) = [*reader.feed(chunk(damaged)), *reader.end(AT)]
        assert isinstance(spill, Spill)
        assert (spill.format, spill.raw) == (None, damaged)


def test_a_damaged_area_code_is_not_added_and_said(reader: SpillReader, d211: bytes) -> None:
    (spill,) = reader.feed(chunk(d211.replace(b"(905)", b"(9\x005)") + b"\r\n"))
    assert isinstance(spill, Spill)
    assert (spill.number, spill.number_status) == ("3261224", "no_area_code")
    assert spill.number_words == "area code not sent; damaged on the line: (9␀5)"


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
@pytest.mark.parametrize("first", ["bell-printer", "bell-display", "bell-printer-agency"])
def test_a_slip_with_a_damaged_first_line_directly_behind_another_is_a_call_of_its_own(
    reader: SpillReader, shipped: dict[str, FormatTable], d211: bytes, first: str, end: bytes
) -> None:
    before = shipped[first].samples[0].removesuffix(b"\r\n")
    stream = (before + d211.replace(b"RES", b"R\x00S") + b"\r\n").replace(b"\r\n", end)
    found = [*reader.feed(chunk(stream)), *reader.end(AT)]
    single: list[object] = []
    for octet in stream:
        single += reader.feed(chunk(bytes([octet])))
    assert [*single, *reader.end(AT)] == found
    assert formats(found) == [first, "bell-printer"]
    one, other = found
    assert isinstance(one, Spill)
    assert isinstance(other, Spill)
    assert one.problems == ()
    assert (other.service_class, other.number, other.name) == (None, "9053261224", "PALMER, ROBERT")


def test_a_figure_directly_before_a_number_makes_it_doubtful(reader: SpillReader, d211: bytes) -> None:
    """`3276-1224` is one byte too many: 276-1224 need not be the caller's."""
    noise, spill = reader.feed(chunk(d211.replace(b"326-", b"3276-") + b"\r\n"))
    assert isinstance(noise, Garbled)
    assert isinstance(spill, Spill)
    assert spill.number_words == "one figure more stands before it: it may be wrong"
    assert spill.problems == ("line 1, column 1: a figure stands directly before it, which may belong to it",)
    _, spill = reader.feed(chunk(b"\xff\x00x" + d211 + b"\r\n"))
    assert isinstance(spill, Spill)
    assert spill.problems == ()


def test_the_end_of_a_damaged_telus_line_is_no_record_of_its_own(
    reader: SpillReader, shipped: dict[str, FormatTable]
) -> None:
    line = shipped["telus-log-2"].samples[0].replace(b"RES", b"\x00\x00\x00").replace(b"2505553105", b"x")
    assert formats([*reader.feed(chunk(line)), *reader.end(AT)]) == [None]


@pytest.mark.parametrize("check", ["xor", "none"])
def test_one_damaged_byte_of_a_record_between_stx_and_etx_hides_no_caller(
    classes: dict[str, ServiceClasses], durham: Localities, check: str
) -> None:
    """It is shown, if only as text that nobody decoded; and the record behind it is found whole."""
    table = load_table(LAKELAND.replace('check = "xor"', f'check = "{check}"'), "lakeland.toml")
    first, second = table.samples[:2]
    for at in range(len(first)):
        for came in (b"", b"\x02", b"\x03", b"\x04", b"\r", b"\x00", first[at : at + 1] * 2, bytes([first[at] ^ 1])):
            reader = SpillReader([table], classes, durham)
            data = first[:at] + came + first[at + 1 :] + second
            found = [each for each in [*reader.feed(chunk(data)), *reader.end(AT)] if isinstance(each, Spill)]
            assert len(found) >= 2, (at, came)
            assert found[-1].raw == second
            assert found[-1].format == "lakeland"

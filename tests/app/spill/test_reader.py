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

"""Every event is found again in the stream, whatever the chunks are."""

from collections.abc import Callable
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.ports import Chunk
from app.recordings.trace import LOOKED_BACK, Traced, Tracer
from app.settings import Settings
from app.spill.events import Heartbeat
from app.spill.formats import load_table
from app.spill.locality import localities
from app.spill.model import Spill
from app.spill.reader import SpillReader
from app.tables import TablesInForce, load_tables

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

Chunks = Callable[..., list[Chunk]]

BEATING = """
name = "beating"
title = "A controller that lives"
source = "a test"
[framing]
kind = "lines"
ends = ["blank"]
heartbeats = ["HB {beat:digits}"]
[first]
pattern = "CALL {number:999-9999}"
[[layout]]
lines = [{ field = "name" }, { field = "address" }]
"""


def traced(reader: SpillReader, chunks: list[Chunk]) -> list[Traced]:
    tracer = Tracer(reader)
    found = [each for chunk in chunks for each in tracer.feed(chunk)]
    return found + tracer.end(chunks[-1].at)


def bytes_at(data: bytes, each: Traced) -> bytes:
    return b"".join(data[start:end] for start, end in each.pieces)


def test_the_places_of_a_spill_are_those_of_its_bytes(
    reader: Callable[[], SpillReader], slips: dict[str, bytes], cut: Chunks
) -> None:
    data = b"\xff\xfe noise \x00\r\n" + b"".join(slips.values()) + b"WHAT NOBODY KNOWS 12\r\n\r\n"
    for size in (1, 3, 64, 4000):
        found = traced(reader(), cut(data, (size,)))
        assert len(found) == 6
        assert [bytes_at(data, each) for each in found] == [each.data for each in found]


def test_a_record_around_a_heartbeat_has_two_pieces_and_the_heartbeat_its_own(cut: Chunks) -> None:
    data = b"CALL 555-0142\r\nHARMON, ADA\r\nHB 17\r\nHILL RD 12\r\n\r\nHB 18\r\n"
    reader = SpillReader([load_table(BEATING, "beating.toml")], {}, localities([]))
    for size in (1, 7, 200):
        found = traced(reader, cut(data, (size,)))
        spill = next(each for each in found if isinstance(each.event, Spill))
        beats = [bytes_at(data, each) for each in found if isinstance(each.event, Heartbeat)]
        assert [data[start:end] for start, end in spill.pieces if end - start > 1] == [
            b"CALL 555-0142\r\nHARMON, ADA\r\n",
            b"HILL RD 12\r\n",
        ]
        assert [each.rstrip() for each in beats] == [b"HB 17", b"HB 18"]


def test_line_ends_without_number_are_not_kept(reader: Callable[[], SpillReader], cut: Chunks) -> None:
    tracer = Tracer(reader())
    for chunk in cut(b"\r\n" * 50_000, (4096,)):
        tracer.feed(chunk)
    assert len(tracer._held) <= 2 * LOOKED_BACK


TABLES: TablesInForce = load_tables(Settings())


@given(
    st.lists(
        st.one_of(st.binary(max_size=30), st.sampled_from([each.samples[0] for each in TABLES.formats])), max_size=6
    ),
    st.integers(1, 90),
)
def test_whatever_the_bytes_are_an_event_that_is_found_is_found_where_it_is(pieces: list[bytes], size: int) -> None:
    data = b"".join(pieces)
    reader = SpillReader(TABLES.formats, TABLES.classes, TABLES.localities)
    tracer = Tracer(reader)
    found = [
        each for at in range(0, len(data), size) for each in tracer.feed(Chunk(NOON, data[at : at + size], 0.01))
    ] + tracer.end(NOON)
    ends = 0
    for each in found:
        assert bytes_at(data, each) == each.data
        assert not each.pieces or each.start >= ends
        ends = each.end
    assert tracer.settled == len(data)

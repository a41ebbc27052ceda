"""What is kept for a recording: byte for byte with its gaps, bounded, without holes."""

from datetime import UTC, datetime

from app.monitor.kept import KEPT_BYTES, KEPT_CHUNKS, Kept
from app.ports import Chunk

AT = datetime(2026, 3, 1, tzinfo=UTC)


def test_chunks_are_kept_as_they_came() -> None:
    kept, chunks = Kept(), (Chunk(AT, b"ab", 1.5), Chunk(AT, b"c", 0.01))
    for chunk in chunks:
        kept.keep(chunk)
    assert kept.chunks() == chunks
    assert (kept.bytes, kept.gone) == (3, 0)


def test_the_oldest_go_where_there_are_too_many_and_it_is_told_how_many_bytes_went() -> None:
    kept = Kept()
    for _ in range(KEPT_CHUNKS + 10):
        kept.keep(Chunk(AT, b"x"))
    assert (len(kept.chunks()), kept.gone) == (KEPT_CHUNKS, 10)
    kept = Kept()
    for _ in range(3):
        kept.keep(Chunk(AT, bytes(KEPT_BYTES // 2)))
    assert (len(kept.chunks()), kept.gone) == (2, KEPT_BYTES // 2)


def test_behind_a_hole_it_begins_anew() -> None:
    kept = Kept()
    kept.keep(Chunk(AT, b"before"))
    kept.break_off(4)
    kept.keep(Chunk(AT, b"after"))
    assert [chunk.data for chunk in kept.chunks()] == [b"after"]
    assert (kept.bytes, kept.gone) == (5, 10)

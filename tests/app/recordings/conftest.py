"""Tables in force, and recordings of invented callers in whatever chunks a test wants."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from app.ports import Chunk
from app.settings import Settings
from app.spill.reader import SpillReader
from app.tables import TablesInForce, load_tables

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

Chunks = Callable[..., list[Chunk]]


@pytest.fixture(scope="session")
def tables() -> TablesInForce:
    return load_tables(Settings())


@pytest.fixture
def reader(tables: TablesInForce) -> Callable[[], SpillReader]:
    return lambda: SpillReader(tables.formats, tables.classes, tables.localities)


@pytest.fixture(scope="session")
def slips(tables: TablesInForce) -> dict[str, bytes]:
    """The first sample of each shipped format, as it comes on the wire."""
    return {table.name: table.samples[0] for table in tables.formats}


@pytest.fixture(scope="session")
def cut() -> Chunks:
    """Return a function that cuts bytes into chunks of these sizes, over and over, a second apart."""

    def chunks(data: bytes, sizes: Sequence[int] = (64,), gap: float = 0.01) -> list[Chunk]:
        made: list[Chunk] = []
        at = 0
        while at < len(data):
            size = sizes[len(made) % len(sizes)]
            made.append(Chunk(NOON + timedelta(seconds=len(made)), data[at : at + size], gap))
            at += size
        return made

    return chunks

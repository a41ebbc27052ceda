"""The calls related to one are searched in a journal of a million calls; one that has none, and one that has many.

The million rows are put into the real tables at once, and not through a million durable turns; the journal is then
opened and written to as ever, so that it has its -wal while it is searched, as at a desk.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

from app.clock import as_text
from app.journal.fold import columns_of
from app.journal.records import Wanted
from app.journal.related import related_calls
from app.journal.schema import CURRENT
from app.journal.store import Journal
from tests.bench.ratio import Row, percentile

CALLS = int(os.environ.get("BENCH_CALLS", "1000000"))
SEARCHES, LEFT_OUT = 2_000, 100
STREETS, TOWNS = 4_000, ("OSHAWA", "WHITBY", "AJAX", "PICKERING", "CLARINGTON BOWMANVILLE", "SCUGOG PORT PERRY")
MINUTES = 60  # as the setting `related_minutes` has it
APART = timedelta(seconds=20)  # three calls a minute, more than a position takes: as many as are ever looked at
BEGAN = datetime(2026, 3, 1, tzinfo=UTC)
OFTEN = "9055550199"  # a number that has called a hundred thousand times
GOAL_MS = 2.0
_LEGS = (
    '[{"agency":"Oshawa Fire","answered_at":null,"contact_at":null,"dialled_at":null,"digits":"*23","leg":1,'
    '"outcome":"answered","rings":2}]'
)


def _rows(chance: Random) -> Iterator[tuple[object, ...]]:
    for call in range(1, CALLS + 1):
        at = BEGAN + call * APART
        number, street, town = _caller(chance)
        address = f"{chance.randint(1, 2000)} {street}"
        yield (
            *(call, number, "RES", f"{call % 100_000:05d}", "0218", "BELLWOOD, ADA", address),
            *(as_text(at), as_text(at + timedelta(seconds=70)), "released"),
            *(f"{address}, {town}", f"{street}, {town}", None, _LEGS),
        )


def _caller(chance: Random) -> tuple[str, str, str]:
    number = OFTEN if chance.random() < 0.1 else f"905{chance.randint(2_000_000, 9_999_999)}"
    return number, f"STREET {chance.randrange(STREETS)} RD", chance.choice(TOWNS)


def measure() -> list[Row]:
    """Search for callers of every kind, in the folder BENCH_FOLDER (a disk), else the working folder."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER", ".")) as folder:
        path = Path(folder).resolve() / "journal.sqlite"
        Journal.open(path).close()
        chance = Random(911)
        columns = columns_of(CURRENT)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            marks = ", ".join("?" * len(columns))
            connection.executemany(f"INSERT INTO calls ({', '.join(columns)}) VALUES ({marks})", _rows(chance))
            connection.execute("COMMIT")
        journal = Journal.open(path)
        try:
            took, bare, found = _searched(path, chance)
        finally:
            journal.close()
    ours = percentile(took, 0.99)
    what = f"related calls searched on a journal of {CALLS} calls, p99"
    note = f"p50 {percentile(took, 0.5):.2g} ms; {found} calls found in {SEARCHES} searches"
    return [
        Row(
            what, ours, "one row by its id, file opened", percentile(bare, 0.99), "ms", "<= 2 ms", ours <= GOAL_MS, note
        )
    ]


def _one_row(path: Path, call: int) -> None:
    """What the search is held against: the file opened, one row read, closed."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)) as connection:
        assert connection.execute("SELECT * FROM calls WHERE id = ?", (call,)).fetchone() is not None


def _searched(path: Path, chance: Random) -> tuple[list[float], list[float], int]:
    since = as_text(BEGAN + CALLS * APART - timedelta(minutes=MINUTES))
    took, bare, found = [], [], 0
    for _ in range(LEFT_OUT + SEARCHES):
        number, street, town = _caller(chance)
        place = f"{chance.randint(1, 2000)} {street}, {town}"
        wanted = Wanted(CALLS + 1, CALLS + 1, 3 * MINUTES, since, number, place, f"{street}, {town}")
        begun = perf_counter()
        calls = related_calls(path, wanted)
        took.append((perf_counter() - begun) * 1e3)
        found += len(calls)
        begun = perf_counter()
        _one_row(path, chance.randint(1, CALLS))
        bare.append((perf_counter() - begun) * 1e3)
    return took[LEFT_OUT:], bare[LEFT_OUT:], found

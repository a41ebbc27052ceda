"""One durable journal turn (spill, call, event, chained) against an append of 4 KiB and fdatasync on the same disk."""

import os
import tempfile
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from app.journal.records import CallChange, Record
from app.journal.store import Journal
from app.journal.turns import Written
from tests.bench.ratio import Row, percentile

TURNS = 400
AT = datetime(2026, 3, 1, tzinfo=UTC)


def _records(number: int) -> tuple[Record, Record]:
    body = {f"field_{each}": f"value {each}" for each in range(24)}
    change = CallChange(number, {"number": "9053261224", "arrived_at": "2026-03-01T00:00:00.000000Z"})
    return (
        Record(AT, "spill_arrived", "0218", "AB", body, number, (change,), b"326-1224 (905) RES OSH " * 15),
        Record(AT, "key_pressed", "0218", "AB", {"key": "F8"}, number),
    )


def _setting(done: threading.Event) -> Callable[[Written], None]:
    return lambda _written: done.set()


def measure() -> list[Row]:
    """Alternate the two, turn by turn, in the folder BENCH_FOLDER (a disk), else the working folder."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER", ".")) as folder:
        journal = Journal.open(Path(folder) / "journal.sqlite")
        plain = os.open(Path(folder) / "plain", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        block = b"x" * 4096
        ours, theirs = [], []
        try:
            for number in range(1, TURNS + 1):
                done = threading.Event()
                records = _records(number)
                begun = perf_counter()
                journal.write(records, _setting(done))
                assert done.wait(10)
                ours.append((perf_counter() - begun) * 1e3)
                begun = perf_counter()
                os.write(plain, block)
                os.fdatasync(plain)
                theirs.append((perf_counter() - begun) * 1e3)
        finally:
            os.close(plain)
            journal.close()
    rows = []
    for name, part in (("p50", 0.5), ("p99", 0.99)):
        mine, other = percentile(ours[20:], part), percentile(theirs[20:], part)
        rows.append(
            Row(f"durable turn {name}", mine, "4 KiB append + fdatasync", other, "ms", "<= 2x", mine <= 2 * other)
        )
    return rows

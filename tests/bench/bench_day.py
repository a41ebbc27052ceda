"""A recorded day of 2,400 calls, replayed as fast as it is taken: decoded, decided on, and durable in the journal.

The whole way of the console but its window: the recording's feed, the runner, the position with every procedure in
force, the journal's own thread. Beside it, in turn on the same disk, one append of 4 KiB with fdatasync for each call.
"""

import asyncio
import os
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

from app.console_journal import ConsoleJournal
from app.journal.read import calls
from app.journal.store import Journal
from app.new_position import new_position
from app.ports import Chunk, FeedEvent, FeedState, FeedStateChanged, PhoneCaps
from app.position.events import ConsoleStarted
from app.position.runner import Runner
from app.settings import Settings
from app.spill.reader import SpillReader
from app.spill.recording import write_chunk, write_header
from app.tables import TablesInForce, load_tables
from drivers.replay_feed import ReplayFeed
from drivers.system_clock import SystemClock
from tests.bench.bench_decode import NAMES, SLIP, STREETS
from tests.bench.ratio import Row

CALLS = 2_400
GOAL = 300  # durable calls a second
NIGHT = datetime(2026, 3, 1, tzinfo=UTC)
BLOCK = b"x" * 4096


def _day(path: Path) -> None:
    """Write the recording: a call every 36 s, as slips of a serial line, no two alike."""
    text = [write_header("serial:/dev/ttyS0", NIGHT)]
    for each in range(CALLS):
        data = SLIP.format(
            number=f"{326 + each % 90}-{(1224 + 37 * each) % 10000:04}",
            minute=each // 60 % 60,
            second=each % 60,
            call=1 + each,
            name=NAMES[each % len(NAMES)],
            house=2 + 31 * each % 1977,
            street=STREETS[each % len(STREETS)],
            flat=1 + each % 120,
        )
        text.append(write_chunk(Chunk(NIGHT + timedelta(seconds=36 * each), data.encode(), 36.0)))
    path.write_text("".join(text))


async def _replayed(recording: Path, journal: Path, tables: TablesInForce) -> tuple[float, float]:
    """Return the seconds from the first byte until the last call is durable, and those of a processor in them."""
    clock = SystemClock()
    opened = await asyncio.to_thread(Journal.open, journal)
    writes = ConsoleJournal(opened)
    feed = ReplayFeed(str(recording), None, clock)
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    runner = Runner(
        new_position(tables, 1, ()),
        SpillReader(tables.formats, tables.classes, tables.localities),
        writes,
        clock,
        lambda _screen: None,
    )

    def deliver(event: FeedEvent) -> None:
        runner.feed_delivers(event)
        if isinstance(event, FeedStateChanged) and event.state is FeedState.CLOSED:
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(over.set)

    runner.put(ConsoleStarted(clock.now(), "0", "", feed.name, False, True, "virtual", PhoneCaps(), {}))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(runner.run())
        begun, worked = perf_counter(), process_time()
        feed.open(deliver)
        await over.wait()
        runner.stop("the day is over")
    assert await asyncio.to_thread(writes.close) == ""
    return perf_counter() - begun, process_time() - worked


def measure() -> list[Row]:
    """Replay the day, and append as often, in the folder BENCH_FOLDER (a disk), else the working folder."""
    tables = load_tables(Settings())
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER", ".")) as folder:
        recording, journal = Path(folder) / "day.rec", Path(folder) / "journal.sqlite"
        _day(recording)
        seconds, worked = asyncio.run(_replayed(recording, journal, tables))
        assert sum(1 for _ in calls(journal)) == CALLS
        plain = os.open(Path(folder) / "plain", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        try:
            begun = perf_counter()
            for _ in range(CALLS):
                os.write(plain, BLOCK)
                os.fdatasync(plain)
            appended = perf_counter() - begun
        finally:
            os.close(plain)
    rate = CALLS / seconds
    return [
        Row(
            f"a recorded day of {CALLS} calls replayed through decode, position and journal, each call",
            seconds / CALLS * 1e3,
            "4 KiB append + fdatasync",
            appended / CALLS * 1e3,
            "ms",
            f">= {GOAL} durable calls a second",
            rate >= GOAL,
            f"{rate:.0f} durable calls a second, {worked / CALLS * 1e3:.2f} ms of a processor each",
        )
    ]

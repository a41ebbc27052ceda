"""The line monitor of a running position: behind every caller, and saved away from the loop."""

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

import pytest

from app.errors import FeedError
from app.journal.records import FoundCall, PastCall, Record, Wanted
from app.line_watch import line_watch
from app.monitor.intake import BUSY_TURNS
from app.ports import Chunk, PhoneCaps
from app.position.events import ConsoleStarted
from app.position.position import Position
from app.position.runner import Runner
from app.position.screen import Screen
from app.settings import Settings
from app.spill.reader import SpillReader
from app.tables import TablesInForce, load_tables
from drivers.system_clock import SystemClock
from tests.app.conftest import SLIP

CLOCK = SystemClock()
AT = datetime(2026, 3, 1, 4, tzinfo=UTC)
STORM = 60


class Memory:
    """A journal that answers at once, from another thread, as the real one does."""

    def write(self, records: Sequence[Record], done: Callable[[str, str], None]) -> None:
        thread = threading.Thread(target=done, args=("written", ""))
        thread.start()
        thread.join()

    def past_call(self, call: int) -> PastCall | None:
        return None

    def search(self, wanted: Wanted, done: Callable[[Wanted, tuple[FoundCall, ...], str], None]) -> None:
        pass


@pytest.fixture(scope="module")
def tables() -> TablesInForce:
    return load_tables(Settings())


def slip(number: int) -> bytes:
    return SLIP.replace(b"#00552", b"#%05d" % number).replace(b"326-1224", b"326-%04d" % number)


def test_a_storm_is_handled_and_shown_before_the_monitor_reads_a_byte_of_it(tables: TablesInForce) -> None:
    """The order of work: with the monitor open, its turns come while a storm is handled, and take nothing of it."""
    order: list[str] = []

    async def scenario() -> None:
        def show(screen: Screen) -> None:
            if order[-1:] != [screen.caller.call_number.text]:
                order.append(screen.caller.call_number.text)
            if view is not None and len(order) % BUSY_TURNS == 0:  # turns come in the midst, as a timer's do
                watch.turn(CLOCK.now())
                order.extend(["read"] if view.monitor.counters.bytes else [])

        view = None
        reader = SpillReader(tables.formats, tables.classes, tables.localities)
        runner = Runner(Position(tables.agencies, UTC, steps=tables.steps), reader, Memory(), CLOCK, show)
        watch = line_watch(tables, runner.at_rest, None)
        deliver = watch.tap.behind(runner.feed_delivers)
        runner.put(ConsoleStarted(CLOCK.now(), "0.1.0", "", "test", True, False, "virtual", PhoneCaps(), {}))
        async with asyncio.timeout(60), asyncio.TaskGroup() as tasks:
            tasks.create_task(runner.run())
            view = watch.open(CLOCK.now())
            for number in range(1, STORM + 1):
                deliver(Chunk(CLOCK.now(), slip(number)))
            while f"{STORM:05d}" not in order or not runner.at_rest():
                await asyncio.sleep(0)
            assert "read" not in order
            for _ in range(20):
                watch.turn(CLOCK.now())
            assert view.monitor.counters.spills == STORM
            runner.let_drivers_go()
            runner.stop("the test is over")

    asyncio.run(scenario())
    assert [each for each in order if each.isdigit()] == [f"{number:05d}" for number in range(1, STORM + 1)]


def saved(tables: TablesInForce, save: Callable[[Mapping[str, tuple[Chunk, ...]]], str]) -> str:
    """Let the monitor be saved, and return what was said when it was."""

    async def scenario() -> str:
        watch = line_watch(tables, lambda: True, save)
        watch.open(AT)
        watch.tap.behind(lambda _event: None)(Chunk(AT, SLIP))
        watch.turn(AT)
        watch.turn(AT)
        watch.save()
        async with asyncio.timeout(20):
            while watch.said == "saving":
                await asyncio.sleep(0.01)
        return watch.said

    return asyncio.run(scenario())


def test_saving_is_done_in_a_thread_of_its_own(tables: TablesInForce) -> None:
    threads = []

    def save(kept: Mapping[str, tuple[Chunk, ...]]) -> str:
        threads.append(threading.current_thread())
        return f"{len(kept[''])} saved"

    assert saved(tables, save) == "1 saved"
    assert threads[0] is not threading.main_thread()


def test_what_cannot_be_saved_is_told_in_a_sentence(tables: TablesInForce) -> None:
    def save(kept: Mapping[str, tuple[Chunk, ...]]) -> str:
        raise FeedError("recording x.rec: expected a file that can be written, got: no space left on device")

    said = "NOT SAVED: recording x.rec: expected a file that can be written, got: no space left on device"
    assert saved(tables, save) == said

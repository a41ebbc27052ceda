"""asyncio on Qt's own loop."""

import asyncio
import threading
from typing import Any

import pytest
from PySide6.QtCore import QTimer

from app.event_loop import AT_ONCE, MOST_CANCELLED, event_loop


def test_what_is_due_at_once_runs_in_its_order_and_not_what_was_cancelled(qapp: Any) -> None:
    ran: list[int] = []

    async def main() -> None:
        loop = asyncio.get_running_loop()
        handles = [loop.call_soon(ran.append, number) for number in range(3 * AT_ONCE)]
        handles[1].cancel()
        await asyncio.to_thread(loop.call_soon_threadsafe, ran.append, 99)
        last = loop.create_future()
        loop.call_later(0.001, last.set_result, None)
        await last

    with event_loop(qapp) as loop:
        loop.run_until_complete(main())
    assert ran == [0, *range(2, 3 * AT_ONCE), 99]


def test_callbacks_that_never_end_leave_qt_its_turns(qapp: Any) -> None:
    """A feed that delivers without a pause must not keep a key or a paint waiting."""
    turns = 0

    async def main() -> None:
        loop = asyncio.get_running_loop()
        done = asyncio.Event()

        def again() -> None:
            if not done.is_set():
                loop.call_soon(again)

        def turned() -> None:
            nonlocal turns
            turns += 1
            if turns == 20:
                timer.stop()
                done.set()

        timer = QTimer(interval=0)
        timer.timeout.connect(turned)
        timer.start()
        again()
        await done.wait()

    with event_loop(qapp) as loop:
        loop.run_until_complete(asyncio.wait_for(main(), 20))
    assert turns == 20


def test_what_other_threads_ask_for_runs_on_the_loops_thread_each_once_in_their_order(qapp: Any) -> None:
    ran: list[tuple[int, int]] = []
    here = threading.get_ident()

    async def main() -> None:
        loop = asyncio.get_running_loop()
        done = asyncio.Event()
        left = 4

        def take(line: int, number: int) -> None:
            nonlocal left
            assert threading.get_ident() == here
            ran.append((line, number))
            left -= number == 199
            if not left:
                done.set()

        def deliver(line: int) -> None:
            for number in range(200):
                loop.call_soon_threadsafe(take, line, number)

        threads = [threading.Thread(target=deliver, args=(line,)) for line in range(4)]
        for thread in threads:
            thread.start()
        await done.wait()
        for thread in threads:
            thread.join()

    with event_loop(qapp) as loop:
        loop.run_until_complete(asyncio.wait_for(main(), 20))
    assert len(ran) == 800
    for line in range(4):
        assert [number for each, number in ran if each == line] == list(range(200))


def test_a_thread_that_never_stops_asking_leaves_qt_its_turns(qapp: Any) -> None:
    """A feed that delivers without a pause must not keep a key or a paint waiting."""
    turns = 0
    stop = threading.Event()

    async def main() -> None:
        loop = asyncio.get_running_loop()
        done = asyncio.Event()
        room = threading.Semaphore(50)

        def deliver() -> None:
            while not stop.is_set():
                if room.acquire(timeout=1):
                    loop.call_soon_threadsafe(room.release)

        def turned() -> None:
            nonlocal turns
            turns += 1
            if turns == 20:
                timer.stop()
                done.set()

        thread = threading.Thread(target=deliver)
        thread.start()
        timer = QTimer(interval=0)
        timer.timeout.connect(turned)
        timer.start()
        await done.wait()
        stop.set()
        thread.join()

    with event_loop(qapp) as loop:
        loop.run_until_complete(asyncio.wait_for(main(), 20))
    assert turns == 20


def test_a_loop_that_is_closed_says_so(qapp: Any) -> None:
    with event_loop(qapp) as loop:
        pass
    with pytest.raises(RuntimeError, match="closed"):
        loop.call_soon_threadsafe(print)


def test_what_is_due_later_runs_in_the_order_of_its_times_and_then_of_asking(qapp: Any) -> None:
    ran: list[str] = []

    async def main() -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        last = loop.create_future()
        loop.call_at(now + 0.004, ran.append, "third")
        loop.call_at(now + 0.001, ran.append, "first")
        loop.call_at(now + 0.002, ran.append, "cancelled").cancel()
        loop.call_at(now + 0.001, ran.append, "second")
        loop.call_at(now + 0.004, last.set_result, None)
        await last
        assert loop.time() >= now + 0.004

    with event_loop(qapp) as loop:
        loop.run_until_complete(asyncio.wait_for(main(), 20))
    assert ran == ["first", "second", "third"]


def test_what_was_cancelled_is_not_kept_until_its_time(qapp: Any) -> None:
    """Every caller sets a limit for the disk and takes it back: days of them must not fill the memory."""

    async def main() -> None:
        loop: Any = asyncio.get_running_loop()
        stays = loop.call_later(3600, print)
        for _ in range(20 * MOST_CANCELLED):
            loop.call_later(3600, print).cancel()
            assert len(loop._later) <= 2 * MOST_CANCELLED
        assert stays in [handle for _when, _number, handle in loop._later]
        stays.cancel()

    with event_loop(qapp) as loop:
        loop.run_until_complete(main())


def test_what_is_due_in_more_days_than_qt_can_count_does_not_hinder_what_is_due_now(qapp: Any) -> None:
    """D190: the clock of a complaint runs for 30 days."""

    async def main() -> None:
        loop = asyncio.get_running_loop()
        far = loop.call_later(40 * 86_400, print)
        await asyncio.sleep(0.001)
        far.cancel()

    with event_loop(qapp) as loop:
        loop.run_until_complete(asyncio.wait_for(main(), 20))

"""asyncio on Qt's own loop."""

import asyncio
from typing import Any

from PySide6.QtCore import QTimer

from app.event_loop import AT_ONCE, event_loop


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

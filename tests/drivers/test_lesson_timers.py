"""Timers on a lesson's clock, on a real event loop."""

import asyncio

from drivers.lesson_clock import LessonClock
from drivers.lesson_timers import LessonTimers
from drivers.system_clock import SystemClock

SOON = 10.0


def test_they_call_in_the_order_of_their_times_and_not_what_was_cancelled() -> None:
    called: list[str] = []

    async def main() -> None:
        timers = LessonTimers(LessonClock(SystemClock(), 20))
        last = asyncio.Event()
        timers.call_later(0.6, called.append, "c")
        timers.call_later(0.6, last.set)
        timers.call_later(0.4, called.append, "b")
        timers.call_later(0.2, called.append, "a")
        timers.call_later(0.3, called.append, "not this").cancel()
        await asyncio.wait_for(last.wait(), SOON)

    asyncio.run(main())
    assert called == ["a", "b", "c"]


def test_while_the_clock_stands_nothing_is_called_and_then_the_rest_of_the_time_is_waited_for() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        clock = LessonClock(SystemClock())
        timers = LessonTimers(clock)
        done = asyncio.Event()
        timers.call_later(0.01, done.set)
        timers.pause()
        stood = asyncio.Event()
        loop.call_later(0.1, stood.set)
        await asyncio.wait_for(stood.wait(), SOON)
        assert not done.is_set()
        timers.resume()
        await asyncio.wait_for(done.wait(), SOON)
        assert 0.0099 <= clock.monotonic() < 0.1 + SOON

    asyncio.run(main())


def test_a_higher_speed_brings_what_waits_nearer() -> None:
    async def main() -> None:
        timers = LessonTimers(LessonClock(SystemClock()))
        done = asyncio.Event()
        timers.call_later(2.0, done.set)
        timers.go_at(20)
        before = SystemClock().monotonic()
        await asyncio.wait_for(done.wait(), SOON)
        assert SystemClock().monotonic() - before < 1.5

    asyncio.run(main())


def test_a_callback_that_fails_does_not_hold_up_the_next() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        told: list[str] = []
        loop.set_exception_handler(lambda _loop, context: told.append(str(context["exception"])))
        timers = LessonTimers(LessonClock(SystemClock()))
        done = asyncio.Event()
        timers.call_later(0.001, lambda: [][0])
        timers.call_later(0.002, done.set)
        await asyncio.wait_for(done.wait(), SOON)
        assert told == ["list index out of range"]
        timers.call_later(0.001, told.append, "too late")
        timers.stop()
        stood = asyncio.Event()
        loop.call_later(0.02, stood.set)
        await stood.wait()
        assert told == ["list index out of range"]

    asyncio.run(main())

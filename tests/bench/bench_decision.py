"""One decision, from event to record, orders and screen: with procedures running, and a day's thousand calls behind it.

As the console does, the related calls of this run are looked for behind the screen; how long that takes is noted. The
events are those of a busy hour: spills, agency keys, rings, answers, contact, release, callers who hang up, ring
backs with their choices. No disk, no screen: what the mind of the position takes.
"""

import gc
from datetime import UTC, datetime, timedelta
from time import perf_counter

from app.console import COLLECTED_AFTER
from app.ports import Answered, CallerGone, Dialled, DialTone, PhoneCaps, Released, Ringing
from app.position.decision import Tell
from app.position.events import ConsoleStarted, KeyPressed, PositionEvent, SpillArrived
from app.position.position import Position
from app.settings import Settings
from app.spill.model import Spill
from app.spill.reader import SpillReader
from app.tables import TablesInForce, load_tables
from tests.bench.bench_decode import _slips
from tests.bench.ratio import Row, percentile

CALLS, TIMED = 1000, 400
RUNS = 20  # a machine that does other work takes a slice out of every hundredth decision: not of the same one each run
ALLOWED = 200.0  # us


def _taken(tables: TablesInForce, spills: list[Spill]) -> list[tuple[float, float]]:
    """Return how long each decision of the timed calls took, and the look for related calls behind it, in us."""
    position = Position(
        tables.agencies, UTC, procedures=tables.procedures, directory=tables.directory, steps=tables.steps
    )
    now = datetime(2026, 3, 1, 8, tzinfo=UTC)
    position.handle(ConsoleStarted(now, "0", "", "bench", True, False, "virtual", PhoneCaps(), {}))
    taken: list[tuple[float, float]] = []
    attempt = 0
    for number in range(CALLS + TIMED):
        timed = number >= CALLS

        def tell(event: PositionEvent, timed: bool = timed) -> None:
            begun = perf_counter()
            _record, orders = position.decide(event)
            position.screen()
            shown = perf_counter()
            position.related.look()
            if timed:
                taken.append(((shown - begun) * 1e6, (perf_counter() - shown) * 1e6))
            for order in orders:
                if isinstance(order, Tell):
                    tell(order.event, timed)

        now += timedelta(seconds=30)
        tell(SpillArrived(now, spills[number % len(spills)]))
        if number % 4 == 0:
            tell(CallerGone(now, 0))
            tell(KeyPressed(now, "F3"))
        else:
            tell(KeyPressed(now, "F3"))
            tell(KeyPressed(now, "Alt+Z"))
        attempt += 1
        tell(DialTone(now, attempt))
        tell(Dialled(now, attempt, "*99"))
        tell(Ringing(now, attempt, 1))
        tell(Answered(now, attempt))
        tell(KeyPressed(now, "F8"))
        attempt += 1
        tell(DialTone(now, attempt))
        tell(Dialled(now, attempt, "*23"))
        tell(Ringing(now, attempt, 1))
        tell(Answered(now, attempt))
        tell(KeyPressed(now, "F11"))
        tell(KeyPressed(now, "F12"))
        tell(Released(now))
    return taken


def measure() -> list[Row]:
    """Run the same thousand calls and four hundred timed ones several times; of each decision the best run counts."""
    tables = load_tables(Settings())
    reader = SpillReader(tables.formats, tables.classes, tables.localities)
    spills = [spill for chunk in _slips() for spill in reader.feed(chunk) if isinstance(spill, Spill)]
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)  # as the console does
    runs = list(zip(*(_taken(tables, spills) for _ in range(RUNS)), strict=True))
    taken = [min(decision for decision, _look in run) for run in runs]
    looks = [min(look for _decision, look in run) for run in runs]
    p99 = percentile(taken, 0.99)
    return [
        Row(
            "one decision, procedures running, 1,000 calls today, p99",
            p99,
            "allowed",
            ALLOWED,
            "us",
            "<= 200 us",
            p99 <= ALLOWED,
            f"p50 {percentile(taken, 0.5):.0f} us, {len(taken)} decisions; related calls behind the screen, p99 "
            f"{percentile(looks, 0.99):.0f} us",
        )
    ]

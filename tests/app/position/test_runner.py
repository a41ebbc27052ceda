"""Write, show, do: with the real position, reader, journal and telephone on a plain event loop.

Only the window is the test's own: a function that is given screens.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.clock import from_text
from app.journal.past import past_call
from app.journal.read import calls, events
from app.journal.records import FoundCall, PastCall, Record, Wanted
from app.journal.searcher import Searcher
from app.journal.store import Journal
from app.journal.verify import verify
from app.ports import (
    CallerRinging,
    Chunk,
    FeedState,
    FeedStateChanged,
    Hold,
    LineUp,
    Link,
    PhoneCaps,
    PhoneEvent,
    PhoneOrder,
)
from app.position.decision import Order, Tell
from app.position.events import CheckDone, ConsoleStarted, KeyPressed, PositionEvent, Woke
from app.position.minutes import event_from
from app.position.position import Position
from app.position.runner import WRITTEN, Runner
from app.position.screen import CardState, Health, Screen
from app.settings import Settings
from app.spill.reader import SpillReader
from app.tables import TablesInForce, load_tables
from drivers.phone_spec import make_phone
from drivers.system_clock import SystemClock

CLOCK = SystemClock()
SOON = 10.0  # seconds after which a test that waits has failed
SPILL = b"436-0709 RES OSH\r\nJohn Doe\r\n84 Smith St.\r\n13:30 #: %05d\r\nOshawa Oshawa L1J 6Y8\r\n\r\n"  # D204
Answer = Callable[[str, str], None]


class Writes:
    """The real journal, as the runner sees it; `told` is what happened in which order."""

    def __init__(self, journal: Journal, told: list[tuple[str, str]]) -> None:
        self.journal = journal
        self.searcher = Searcher(journal.path)
        self._told = told

    def write(self, records: Sequence[Record], done: Answer) -> None:
        kinds = [record.kind for record in records]

        def written(answer: Any) -> None:
            self._told.extend((str(answer.state), kind) for kind in kinds)
            done(answer.state, answer.detail)

        self.journal.write(records, written)

    def past_call(self, call: int) -> PastCall | None:
        return past_call(self.journal.path, call)

    def search(self, wanted: Wanted, done: Callable[[Wanted, tuple[FoundCall, ...], str], None]) -> None:
        def searched(asked: Wanted, found: tuple[FoundCall, ...], trouble: str) -> None:
            done(asked, found, trouble)
            self._told.append(("searched", str(asked.call)))

        self.searcher.search(wanted, searched)


class SlowDisk:
    """A journal that answers when it is told to, from a thread of its own, as the real one does."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.unanswered: list[Answer] = []
        self.slow = False

    def write(self, records: Sequence[Record], done: Answer) -> None:
        self.records += records
        self.unanswered.append(done)
        if not self.slow:
            self.answer()

    def answer(self, state: str = "written", detail: str = "") -> None:
        answers, self.unanswered = self.unanswered, []
        thread = threading.Thread(target=lambda: [done(state, detail) for done in answers])
        thread.start()
        thread.join()


class Console:
    """A runner with a window that only remembers, and patience."""

    def __init__(self, tables: TablesInForce, journal: Any, position: Position | None = None) -> None:
        self.told: list[tuple[str, str]] = []
        self.screens: list[Screen] = []
        self.on_show: Callable[[Screen], None] = lambda _screen: None
        self.happened = asyncio.Event()
        reader = SpillReader(tables.formats, tables.classes, tables.localities)
        self.runner = Runner(
            position or Position(tables.agencies, UTC, steps=tables.steps), reader, journal, CLOCK, self.show
        )
        self.reader = reader

    def show(self, screen: Screen) -> None:
        self.screens.append(screen)
        self.told.append(("shown", screen.caller.number.text))
        self.happened.set()
        self.on_show(screen)

    @property
    def screen(self) -> Screen:
        return self.screens[-1]

    async def until(self, true: Callable[[Screen], object]) -> Screen:
        async with asyncio.timeout(SOON):
            while not (self.screens and true(self.screen)):
                self.happened.clear()
                await self.happened.wait()
        return self.screen

    async def caller(self) -> Screen:
        """Let a caller come, and return the screen that first shows it."""
        self.chunk(SPILL % 1)
        return await self.until(lambda screen: screen.caller.state is CardState.LIVE)

    def press(self, key: str) -> None:
        self.runner.put(KeyPressed(CLOCK.now(), key))

    def chunk(self, data: bytes, gap: float = 0.0) -> None:
        self.runner.feed_delivers(Chunk(CLOCK.now(), data, gap))


@pytest.fixture(scope="module")
def tables() -> TablesInForce:
    return load_tables(Settings())


def started(caps: PhoneCaps | None = None) -> ConsoleStarted:
    return ConsoleStarted(
        CLOCK.now(), "0.1.0", "", "test", True, False, "virtual", caps or PhoneCaps(can_mute=True), {}
    )


@asynccontextmanager
async def running(console: Console, caps: PhoneCaps | None = None) -> AsyncGenerator[Console]:
    """Run the console until the block ends, then stop it as the composition root does."""
    console.runner.put(started(caps))
    async with asyncio.timeout(2 * SOON), asyncio.TaskGroup() as tasks:
        tasks.create_task(console.runner.run())
        try:
            yield console
        finally:
            console.runner.let_drivers_go()
            console.runner.stop("the test is over")


def run(scenario: Callable[[], Any]) -> None:
    asyncio.run(scenario())


# --- the whole way, everything real --------------------------------------------------------------------------------


def test_a_spill_a_key_and_a_release_go_the_whole_way_into_the_journal(tables: TablesInForce, tmp_path: Path) -> None:
    """D081 to D086, D199: bytes in, rings and answer out of a real switch, all of it on disk."""
    path = tmp_path / "journal.db"

    async def scenario() -> None:
        journal = await asyncio.to_thread(Journal.open, path)
        console = Console(tables, Writes(journal, []))
        phone = make_phone("virtual?*23=answer:2&cadence=0.05", CLOCK)
        async with running(console):
            phone.open(console.runner.phone_delivers)
            console.runner.use_phone(phone)
            await console.until(lambda screen: "ready" in screen.phone.text)
            threading.Thread(target=console.chunk, args=(SPILL % 271,)).start()
            await console.until(lambda screen: screen.caller.state is CardState.LIVE)
            console.press("F8")
            await console.until(lambda screen: "ANSWERED" in screen.agency_keys[3].state)
            console.press("F11")
            console.press("F12")
            await console.until(lambda screen: screen.line == "nobody on the line")
            await asyncio.to_thread(phone.close)
        await asyncio.to_thread(journal.close)
        seen = [screen.agency_keys[3].state for screen in console.screens]
        assert "ring 1 of 6" in seen
        assert "ring 2 of 6" in seen
        assert all(screen.journal.text == "written" for screen in console.screens)

    run(scenario)
    (call,) = calls(path)
    assert (call["number"], call["how_ended"]) == ("4360709", "released")
    (leg,) = call["legs"]
    assert (leg["digits"], leg["outcome"], leg["rings"]) == ("*23", "answered", 2)
    assert leg["contact_at"]
    assert verify(path).exit_code == 0
    kinds = [event["kind"] for event in events(path)]
    assert kinds[0] == "console_started"
    assert kinds[-1] == "console_stopped"
    assert kinds.index("key_pressed") < kinds.index("dial_tone") < kinds.index("ringing") < kinds.index("answered")


def test_callers_of_one_incident_are_found_in_the_journal_shown_and_linked(
    tables: TablesInForce, tmp_path: Path
) -> None:
    """D095, F14: over a restart of the console; run from what was written, the same screens are seen again."""
    path = tmp_path / "journal.db"
    told: list[tuple[str, str]] = []
    shown: list[list[Screen]] = []

    async def a_run(name: str, after: Callable[[Console], Any]) -> None:
        journal = await asyncio.to_thread(Journal.open, path)
        told.clear()
        writes = Writes(journal, told)
        console = Console(tables, writes, Position(tables.agencies, UTC, journal.next_call_id))
        console.told = told
        async with running(console):
            console.chunk((SPILL % journal.next_call_id).replace(b"John Doe", name.encode()))
            await console.until(lambda screen: screen.caller.name.text == name)
            await after(console)
        writes.searcher.close()
        await asyncio.to_thread(journal.close)
        shown.append(console.screens)

    async def nothing(console: Console) -> None:
        console.chunk((SPILL % 77).replace(b"84 Smith", b"9 Other").replace(b"436-0709", b"436-0101"))
        await console.until(lambda screen: "9 Other" in screen.caller.address.text)
        assert ("searched", "1") not in told  # a journal that has no earlier call is not searched

    async def linked(console: Console) -> None:
        assert not console.screen.related  # the caller is seen first
        screen = await console.until(lambda screen: screen.related)
        assert [(each.call, each.same, each.time[2:3]) for each in screen.related] == [
            (1, "same number, same address", ":")
        ]
        console.press("Ctrl+E")
        await console.until(lambda screen: screen.caller.state is CardState.PAST)
        console.press("Alt+L")
        await console.until(lambda screen: screen.linked == "same incident as call 1")
        console.press("Esc")
        await console.until(lambda screen: screen.caller.state is CardState.LIVE)

    async def another(console: Console) -> None:
        console.chunk((SPILL % 78).replace(b"84 Smith", b"7 Nowhere").replace(b"436-0709", b"436-0102"))
        await console.until(lambda screen: "7 Nowhere" in screen.caller.address.text)
        async with asyncio.timeout(SOON):
            while ("searched", "5") not in told:
                await asyncio.sleep(0.01)
        console.press("Ctrl+P")
        await console.until(lambda screen: screen.pane == "line")

    run(lambda: a_run("JANE ROE", nothing))
    run(lambda: a_run("JOHN ROE", linked))
    run(lambda: a_run("JIM ROE", another))
    assert [call["linked_to"] for call in calls(path)] == [None, None, 1, None, None]
    assert verify(path).exit_code == 0
    kinds = [event["kind"] for event in events(path)]
    assert kinds.count("related_found") == 2  # one a caller for whom something was found, none for the others

    position: Position | None = None
    again: list[Screen] = []
    first = 1
    for event in events(path):
        if event["kind"] == "console_started":
            position = Position(tables.agencies, UTC, first)
        assert position is not None
        made = event_from(event["kind"], from_text(event["at"]), event["body"], event["spill"])
        again.append(position.handle(made).screen)
        first = max([first, *(change["call"] + 1 for change in event["changes"])])
    seen = [bare(screen) for run_ in shown for screen in run_]
    assert all(bare(screen) in seen for screen in again if screen.caller.state is not CardState.NONE)
    assert any(screen.related for screen in again)
    assert any(screen.linked for screen in again)


def test_related_calls_of_this_run_come_behind_the_caller_and_never_before_the_disk(tables: TablesInForce) -> None:
    """F14: nobody waits for them, they are no event of their own, and what is shown has been written."""

    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        async with running(console):
            await console.caller()
            console.chunk(SPILL % 2)
            screen = await console.until(lambda screen: screen.caller.call_number.text == "00002")
            assert not screen.related
            screen = await console.until(lambda screen: screen.related)
            assert [each.call for each in screen.related] == [1]
            kinds = [record.kind for record in disk.records]
            assert kinds == ["console_started", "spill_arrived", "spill_arrived"]
            disk.slow = True
            console.chunk(SPILL % 3)
            while not disk.unanswered:
                await asyncio.sleep(0)
            console.runner._show_related()
            assert console.screen is screen
            disk.answer()
            screen = await console.until(lambda screen: len(screen.related) == 2)
            assert screen.caller.call_number.text == "00003"
            disk.slow = False

    run(scenario)


def test_why_related_calls_cannot_be_looked_for_is_told_once(tables: TablesInForce) -> None:
    """A journal that cannot be read must not fill the edge, nor the journal, with a word for every caller."""

    class NoReading(SlowDisk):
        trouble = "the disk reports an error"

        def search(self, wanted: Wanted, done: Callable[[Wanted, tuple[FoundCall, ...], str], None]) -> None:
            thread = threading.Thread(target=done, args=(wanted, (), self.trouble))
            thread.start()
            thread.join()

    async def scenario() -> None:
        disk = NoReading()
        console = Console(tables, disk, Position(tables.agencies, UTC, 40))
        async with running(console):
            for number in (1, 2, 3):
                disk.trouble = "" if number == 3 else NoReading.trouble
                console.chunk((SPILL % number).replace(b"84 Smith", b"%d Other" % number))
                await console.until(partial(_at, f"{number} Other"))
            await console.until(lambda screen: screen.notices)
        assert [notice.text[9:] for notice in console.screen.notices] == [
            "related calls cannot be looked for: the disk reports an error"
        ]
        assert [record.kind for record in disk.records].count("trouble_met") == 1

    run(scenario)


def test_what_is_told_is_journalled_in_its_order_and_before_all_that_waits(tables: TablesInForce) -> None:
    """The last step that a procedure took is the last in the journal: from there a restart goes on."""

    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        async with running(console):
            await console.until(lambda _screen: True)
            told = [CheckDone(CLOCK.now(), name, "in order", "") for name in ("first", "second")]
            console.press("F1")
            console.runner._do(CLOCK.now(), [Tell(each) for each in told])
            await console.until(lambda _screen: disk.records[-1].kind == "key_pressed")
        kinds = [(each.kind, each.body.get("check")) for each in disk.records]
        assert [each for each in kinds if each[0] in ("check_done", "key_pressed")] == [
            ("check_done", "first"),
            ("check_done", "second"),
            ("key_pressed", None),
        ]

    run(scenario)


def _at(address: str, screen: Screen) -> bool:
    return address in screen.caller.address.text


def bare(screen: Screen) -> Screen:
    """A screen without what the runner alone knows."""
    return screen._replace(journal=WRITTEN, last_byte_at=None)


def test_a_set_worked_by_hand_is_told_key_by_key_and_never_gets_stuck(tables: TablesInForce) -> None:
    """telephone.md 8.1: every site's degraded mode."""

    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        phone = make_phone("manual", CLOCK)
        async with running(console, phone.caps):
            phone.open(console.runner.phone_delivers)
            console.runner.use_phone(phone)
            await console.caller()
            for key, shown in (
                ("F8", "press 9-1-1 FEATURE on the set and wait for dial tone, then dial *23"),
                ("Ctrl+1", "dial *23 on the set, then say what you hear"),
                ("Ctrl+2", 'Tell the caller: "Stay on the line for Oshawa Fire."'),
                ("F11", "F12 leaves; caller and Oshawa Fire stay connected."),
                ("F5", "press 9-1-1 FEATURE on the set and wait for dial tone, then dial *21"),
                ("Ctrl+4", "Ambulance was not reached: take the information and see that it gets there."),
                ("F12", "press RELEASE on the set"),
            ):
                console.press(key)
                await console.until(partial(_next_step_is, shown))
            await console.until(lambda screen: screen.caller.state is CardState.PREVIOUS)
            assert console.screen.next_step.text == "press RELEASE on the set"
            await asyncio.to_thread(phone.close)
        legs = [leg for record in disk.records for change in record.changes for leg in change.legs.values()]
        assert {leg["outcome"] for leg in legs} == {"dialling", "ringing", "answered", "busy"}

    run(scenario)


def test_a_lost_line_is_worked_by_hand_and_taken_back_without_losing_the_call(tables: TablesInForce) -> None:
    """Issue 3 section 3: mid-call, with the real switch and the real set."""

    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        phone = make_phone("virtual?*23=line_lost&cadence=0.2", CLOCK)
        threads = threading.active_count()
        async with running(console, phone.caps):
            console.runner.use_phone(phone, lambda: make_phone("manual", CLOCK))
            phone.open(console.runner.phone_delivers)
            await console.caller()
            console.press("F8")
            await console.until(lambda screen: screen.phone.health is Health.FAULT)
            console.press("Alt+H")
            await console.until(lambda screen: "WORKED BY HAND" in screen.phone.text)
            console.press("F5")
            await console.until(lambda screen: screen.next_step.text.startswith("press 9-1-1 FEATURE on the set"))
            console.press("Ctrl+4")
            await console.until(lambda screen: screen.agency_keys[0].state.startswith("BUSY"))
            await console.until(lambda screen: "is ready again" in screen.phone.text)
            assert "WORKED BY HAND" in console.screen.phone.text  # not before she presses it
            console.press("Alt+H")
            await console.until(lambda screen: screen.phone.text == "telephone virtual: ready")
            assert console.screen.caller.state is CardState.LIVE
            await asyncio.to_thread(console.runner.close_phones)
        assert threading.active_count() <= threads + 1  # the default executor's own
        kinds = [record.kind for record in disk.records]
        assert kinds.count("phone_changed") == 2
        legs = [leg for record in disk.records for change in record.changes for leg in change.legs.values()]
        assert [leg["outcome"] for leg in legs if leg["agency"] == "Oshawa/Whitby/Scugog/Uxbridge Fire"][
            -1
        ] == "line_lost"

    run(scenario)


def test_what_the_position_found_out_itself_is_written_down_as_an_event(tables: TablesInForce) -> None:
    """A spill and a ring taken for one call: the journal says so, and on what it rests."""

    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        async with running(console, PhoneCaps(can_answer=True)):
            console.runner.phone_delivers(CallerRinging(CLOCK.now(), "9054360709", 1))
            await console.until(lambda screen: screen.caller.state is CardState.LIVE)
            console.chunk(SPILL % 1)
            await console.until(lambda screen: screen.caller.name.text == "John Doe")
            await console.until(lambda _screen: any(record.kind == "caller_joined" for record in disk.records))
        (record,) = [record for record in disk.records if record.kind == "caller_joined"]
        assert (record.call, record.body["by"], record.body["line"]) == (1, "number", 1)

    run(scenario)


def _next_step_is(text: str, screen: Screen) -> bool:
    return screen.next_step.text == text


def test_what_is_shown_is_on_the_disk_and_what_is_done_was_shown(tables: TablesInForce, tmp_path: Path) -> None:
    """Write, show, do: read back by another connection in the very moment of showing."""
    path = tmp_path / "journal.db"

    async def scenario() -> None:
        journal = await asyncio.to_thread(Journal.open, path)
        told: list[tuple[str, str]] = []
        console = Console(tables, Writes(journal, told))
        console.told = told
        on_disk: list[tuple[str, list[str]]] = []
        console.on_show = lambda screen: on_disk.append(
            (screen.caller.call_number.text, [row["call_number"] for row in calls(path)])
        )
        phone = _Spy(console)
        async with running(console):
            console.runner.use_phone(phone)
            for number in range(5):
                console.chunk(SPILL % number)
            await console.until(lambda screen: screen.caller.call_number.text == "00004")
            console.press("F4")
            await console.until(lambda _screen: phone.orders)
        await asyncio.to_thread(journal.close)
        shown = [(number, rows) for number, rows in on_disk if number.isdigit()]
        assert len(shown) >= 6
        assert [number for number, rows in shown if number not in rows] == []
        assert told[told.index(("written", "key_pressed")) :][:3] == [
            ("written", "key_pressed"),
            ("shown", "436-0709"),
            ("done", "Hold"),
        ]

    run(scenario)


class _Spy:
    """A telephone that takes orders and says nothing."""

    name = "spy"
    caps = PhoneCaps()

    def __init__(self, console: Console) -> None:
        self.orders: list[PhoneOrder] = []
        self._console = console

    def open(self, deliver: Callable[[PhoneEvent], None]) -> None:
        deliver(LineUp(CLOCK.now()))

    def do(self, order: PhoneOrder) -> None:
        self.orders.append(order)
        self._console.told.append(("done", type(order).__name__))
        self._console.happened.set()

    def close(self) -> None:
        pass


# --- a journal that is slow, or cannot -----------------------------------------------------------------------------


def test_a_slow_disk_marks_the_caller_and_the_mark_goes_when_it_is_written(tables: TablesInForce) -> None:
    """Section 5: after 50 ms NOT LOGGED YET, then "written"."""

    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        async with running(console):
            await console.until(lambda screen: screen.journal.text == "written")
            disk.slow = True
            shown = await console.caller()
            assert shown.journal.text.startswith("NOT LOGGED YET")
            disk.answer()
            shown = await console.until(lambda screen: screen.journal.text == "written")
            assert shown.caller.state is CardState.LIVE
            disk.slow = False

    run(scenario)


def test_a_caller_shown_while_the_disk_hangs_is_not_called_written_by_the_one_before(tables: TablesInForce) -> None:
    """Section 5: what was set aside is entered, and the mark of that goes; the caller shown since is on no disk yet."""

    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        async with running(console):
            await console.until(lambda screen: screen.journal.text == "written")
            disk.slow = True
            await console.caller()
            disk.answer("spooled", "the disk is full")
            await console.until(
                lambda screen: screen.journal.text == "NOT LOGGED, tell the supervisor: the disk is full"
            )
            console.chunk(SPILL % 2)
            await console.until(lambda screen: screen.caller.call_number.text == "00002")
            console.runner.journal_went("written", "")
            assert console.screen.journal.text.startswith("NOT LOGGED YET")
            disk.answer()
            shown = await console.until(lambda screen: screen.journal.text == "written")
            assert shown.caller.call_number.text == "00002"
            disk.slow = False

    run(scenario)


def test_a_slow_disk_holds_no_key_up_and_the_mark_waits_for_the_last_answer(tables: TablesInForce) -> None:
    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        phone = _Spy(console)
        async with running(console):
            console.runner.use_phone(phone)
            await console.caller()
            disk.slow = True
            console.press("F4")
            console.press("F8")
            await console.until(lambda _screen: len(phone.orders) == 2)
            first, second = disk.unanswered
            disk.unanswered = [first]
            disk.answer()
            shown = len(console.screens)
            console.press("Ctrl+W")
            await console.until(lambda _screen: len(console.screens) > shown)
            assert {screen.journal.text[:14] for screen in console.screens[shown:]} == {"NOT LOGGED YET"}
            disk.unanswered.insert(0, second)
            disk.answer()
            await console.until(lambda screen: screen.journal.text == "written")
            disk.slow = False

    run(scenario)


def test_what_went_to_the_spool_is_marked_not_logged_until_it_is_entered(tables: TablesInForce) -> None:
    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        async with running(console):
            await console.until(lambda screen: screen.journal.text == "written")
            disk.slow = True
            console.chunk(SPILL % 1)
            await console.until(lambda screen: screen.journal.text.startswith("NOT LOGGED YET"))
            disk.answer("spooled", "the disk is full")
            shown = await console.until(
                lambda screen: screen.journal.text == "NOT LOGGED, tell the supervisor: the disk is full"
            )
            assert shown.journal.health is Health.FAULT
            assert shown.caller.state is CardState.LIVE
            disk.slow = False
            console.runner.journal_went("written", "")
            await console.until(lambda screen: screen.journal.text == "written")

    run(scenario)


def test_a_fault_of_the_journal_stands_louder_than_that_it_is_slow(tables: TablesInForce) -> None:
    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        async with running(console):
            console.runner.journal_went("spooled", "the disk is full")
            disk.slow = True
            shown = await console.caller()
            assert shown.journal.text == "NOT LOGGED, tell the supervisor: the disk is full"
            disk.answer()
            await console.until(lambda screen: screen.journal.text == "written")
            disk.slow = False

    run(scenario)


class Refuses(SlowDisk):
    """A journal that cannot take a caller's arrival, by our own mistake: what it changes, or none of it."""

    def __init__(self, takes_rest: bool) -> None:
        super().__init__()
        self.takes_rest = takes_rest

    def write(self, records: Sequence[Record], done: Answer) -> None:
        if records[0].kind == "spill_arrived" and (records[0].changes or not self.takes_rest):
            raise ValueError("a record that is wrong by our own mistake")
        super().write(records, done)


@pytest.mark.expected_log("could not be given to the journal")
def test_a_journal_that_takes_nothing_hides_no_caller(tables: TablesInForce) -> None:
    async def scenario() -> None:
        console = Console(tables, Refuses(takes_rest=False))
        async with running(console):
            shown = await console.caller()
            assert shown.journal.text.startswith("NOT LOGGED")
            assert shown.journal.health is Health.FAULT

    run(scenario)


@pytest.mark.expected_log("could not be given to the journal")
@pytest.mark.parametrize(("takes_rest", "words"), [(False, "NOT LOGGED:"), (True, "NOT LOGGED WHOLE:")])
def test_a_record_that_is_lost_by_our_own_fault_is_still_told_when_the_next_is_written(
    tables: TablesInForce, takes_rest: bool, words: str
) -> None:
    """The journal itself says that something is missing in it; of what happened it has what it can take."""

    async def scenario() -> None:
        disk = Refuses(takes_rest)
        console = Console(tables, disk)
        async with running(console):
            await console.caller()
            shown = await console.until(lambda screen: screen.notices)
            console.press("Ctrl+W")
            shown = await console.until(lambda screen: screen.journal.text == "written")
            told = f"{words} spill arrived, a fault of this program, told in its log"
            assert told in shown.notices[0].text
            assert shown.notices[0].health is Health.FAULT
        troubles = [record.body["words"] for record in disk.records if record.kind == "trouble_met"]
        assert troubles == [told]
        spills = [record.spill for record in disk.records if record.kind == "spill_arrived"]
        assert len(spills) == takes_rest

    run(scenario)


@pytest.mark.expected_log("could not be given to the journal")
def test_a_journal_that_can_be_given_nothing_at_all_is_not_told_so_without_end(tables: TablesInForce) -> None:
    class Closed(SlowDisk):
        asked = 0

        def write(self, records: Sequence[Record], done: Answer) -> None:
            self.asked += 1
            raise RuntimeError("a record came for a journal that is closed")

    async def scenario() -> None:
        disk = Closed()
        console = Console(tables, disk)
        async with running(console):
            shown = await console.caller()
            assert shown.journal.text.startswith("NOT LOGGED")
            assert disk.asked < 100

    run(scenario)


# --- faults of our own ---------------------------------------------------------------------------------------------


class Faulty(Position):
    """A position with a bug: it cannot take the key F1."""

    def decide(self, event: PositionEvent) -> tuple[Record, tuple[Order, ...]]:
        if event == KeyPressed(event.at, "F1"):
            raise ZeroDivisionError("our own bug")
        return super().decide(event)


class Speechless(Position):
    """A position with a bug: it has no screen after the key F1."""

    pressed = False

    def decide(self, event: PositionEvent) -> tuple[Record, tuple[Order, ...]]:
        self.pressed = event == KeyPressed(event.at, "F1")
        return super().decide(event)

    def screen(self) -> Screen:
        if self.pressed:
            raise ZeroDivisionError("our own bug")
        return super().screen()


@pytest.mark.parametrize(
    "position",
    [
        pytest.param(Faulty, marks=pytest.mark.expected_log("the position failed on KeyPressed")),
        pytest.param(Speechless, marks=pytest.mark.expected_log("the position has no screen after KeyPressed")),
    ],
)
def test_a_bug_is_logged_and_told_its_event_is_written_once_and_the_console_goes_on(
    tables: TablesInForce, position: type[Position]
) -> None:
    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk, position(tables.agencies, UTC, steps=tables.steps))
        async with running(console):
            await console.caller()
            console.press("F1")
            shown = await console.until(lambda screen: any("NOT SHOWN" in edge.text for edge in screen.notices))
            assert shown.caller.number.text == "436-0709"
            console.chunk(SPILL % 2)
            await console.until(lambda screen: screen.caller.call_number.text == "00002")
        keys = [dict(record.body) for record in disk.records if record.kind == "key_pressed"]
        assert keys == [{"key": "F1"}]

    run(scenario)


@pytest.mark.expected_log("the position failed on KeyPressed")
def test_related_calls_that_come_behind_take_nothing_else_from_the_screen(tables: TablesInForce) -> None:
    """That something is NOT SHOWN stands on the runner's screen alone."""

    async def scenario() -> None:
        console = Console(tables, SlowDisk(), Faulty(tables.agencies, UTC, steps=tables.steps))
        async with running(console):
            await console.caller()
            console.chunk(SPILL % 2)
            await console.until(lambda screen: screen.caller.call_number.text == "00002")
            console.press("F1")
            screen = await console.until(lambda screen: screen.related)
            assert any("NOT SHOWN" in edge.text for edge in screen.notices)

    run(scenario)


@pytest.mark.expected_log("the screen could not be drawn")
def test_a_window_that_fails_does_not_keep_the_telephone_waiting(tables: TablesInForce) -> None:
    async def scenario() -> None:
        console = Console(tables, SlowDisk())
        phone = _Spy(console)
        async with running(console):
            console.runner.use_phone(phone)
            await console.caller()
            console.on_show = lambda _screen: 1 / 0  # type: ignore[assignment]
            console.press("F4")
            await console.until(lambda _screen: phone.orders)
            console.on_show = lambda _screen: None
        assert phone.orders[0] == Hold()

    run(scenario)


@pytest.mark.expected_log("the reader failed on a chunk")
def test_bytes_that_our_reader_fails_on_are_kept_and_told(tables: TablesInForce, monkeypatch: Any) -> None:
    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        whole = console.reader.feed
        monkeypatch.setattr(console.reader, "feed", lambda chunk: whole(chunk) if chunk.data != b"?" else 1 / 0)
        async with running(console):
            console.chunk(b"?")
            shown = await console.until(lambda screen: screen.notices)
            assert "a fault of this program" in shown.notices[0].text
            await console.caller()
        assert b"?" in [record.spill for record in disk.records]

    run(scenario)


@pytest.mark.expected_log("the reader failed")
def test_a_reader_that_fails_at_the_end_does_not_keep_the_console_from_stopping(
    tables: TablesInForce, monkeypatch: Any
) -> None:
    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        monkeypatch.setattr(console.reader, "end", lambda _at: 1 / 0)
        async with running(console):
            await console.until(lambda screen: screen.marks)
        assert disk.records[-1].kind == "console_stopped"

    run(scenario)


# --- time ----------------------------------------------------------------------------------------------------------


def test_a_wake_that_was_asked_for_comes(tables: TablesInForce, monkeypatch: Any) -> None:
    monkeypatch.setattr("app.position.keys.RELEASE_LIMIT", timedelta(seconds=0.03))

    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        async with running(console):
            await console.caller()
            console.press("F12")  # no telephone is there to confirm it
            shown = await console.until(lambda screen: screen.notices)
            assert "RELEASE NOT CONFIRMED" in shown.notices[0].text
        assert [record.body for record in disk.records if record.kind == "woke"] == [{"name": "release"}]

    run(scenario)


def test_a_wake_that_was_let_go_does_not_come_and_a_new_one_takes_the_place_of_the_old(
    tables: TablesInForce,
) -> None:
    """The limit of the dial tone is let go when it stands; that of the response begins anew with the last digit."""

    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        phone = make_phone("virtual?*23=no_response&cadence=0.05", CLOCK)
        async with running(console, PhoneCaps(dial_tone_s=0.2, response_s=0.3)):
            phone.open(console.runner.phone_delivers)
            console.runner.use_phone(phone)
            await console.caller()
            console.press("F8")
            await console.until(lambda screen: "NO RESPONSE" in screen.agency_keys[3].state)
            await asyncio.to_thread(phone.close)
        woke = [record.body["name"] for record in disk.records if record.kind == "woke"]
        assert woke == ["response 1"]

    run(scenario)


def test_a_record_that_only_quiet_ends_is_shown_after_the_quiet(tables: TablesInForce) -> None:
    async def scenario() -> None:
        console = Console(tables, SlowDisk())
        async with running(console):
            console.chunk((SPILL % 1)[:-2])
            await console.until(lambda screen: screen.caller.state is CardState.LIVE)

    run(scenario)


def test_a_byte_that_changes_nothing_else_moves_the_time_of_the_last_byte(tables: TablesInForce) -> None:
    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        async with running(console):
            await console.until(lambda screen: screen.marks)
            assert console.screen.last_byte_at is None
            console.chunk(b"4")
            came = (await console.until(lambda screen: screen.last_byte_at)).last_byte_at
            assert [record.kind for record in disk.records] == ["console_started"]
            console.press("F1")
            shown = len(console.screens)
            await console.until(lambda _screen: len(console.screens) > shown)
            assert console.screen.last_byte_at == came

    run(scenario)


# --- the end, and threads ------------------------------------------------------------------------------------------


def test_stopping_takes_what_the_framer_still_holds(tables: TablesInForce) -> None:
    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        async with running(console):
            console.chunk((SPILL % 1)[:-2])
            await console.until(lambda screen: screen.last_byte_at is not None)
        assert [record.kind for record in disk.records] == ["console_started", "spill_arrived", "console_stopped"]
        assert disk.records[1].spill is not None
        assert disk.records[1].spill.startswith(b"436-0709")

    run(scenario)


def test_a_key_pressed_after_the_last_event_does_not_keep_the_console_from_stopping(tables: TablesInForce) -> None:
    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        async with running(console):
            await console.until(lambda screen: screen.marks)
            console.runner.stop("closed by SIGTERM")
            console.press("F8")
            console.press("F12")
        assert disk.records[-1].kind == "console_stopped"
        assert disk.records[-1].body == {"why": "closed by SIGTERM"}

    run(scenario)


def test_no_wake_comes_after_the_console_has_stopped(tables: TablesInForce) -> None:
    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        async with running(console):
            await console.caller()
            console.press("F12")
            await console.until(lambda screen: "Releasing" in screen.next_step.text)
        loop: Any = asyncio.get_running_loop()
        assert [each for each in loop._scheduled if not each.cancelled() and "Runner" in repr(each)] == []
        assert disk.records[-1].kind == "console_stopped"

    run(scenario)


def test_a_driver_that_waits_for_room_is_let_go_when_the_console_closes(
    tables: TablesInForce, monkeypatch: Any
) -> None:
    """Else closing the feed would wait for a thread that waits for the console."""
    monkeypatch.setattr("app.position.runner._DRIVER_WAITS", 10 * SOON)
    monkeypatch.setattr("app.position.runner.CHUNKS_UNDER_WAY", 4)

    async def scenario() -> None:
        console = Console(tables, SlowDisk())
        delivered: list[int] = []
        four = threading.Event()

        def driver() -> None:
            for number in range(20):
                console.chunk(SPILL % number)
                delivered.append(number)
                if number == 3:
                    four.set()

        thread = threading.Thread(target=driver)
        thread.start()  # nobody takes anything: the runner does not run yet
        assert four.wait(SOON)
        assert delivered == [0, 1, 2, 3]
        console.runner.let_drivers_go()
        thread.join(SOON)
        assert not thread.is_alive()
        assert len(delivered) == 20

    run(scenario)


def test_a_storm_of_chunks_waits_for_the_screen_and_loses_nothing(tables: TablesInForce, monkeypatch: Any) -> None:
    """A recording played as fast as it is taken: memory stays bounded, every caller is written."""
    under_way, callers = 4, 60
    monkeypatch.setattr("app.position.runner.CHUNKS_UNDER_WAY", under_way)
    monkeypatch.setattr("app.position.runner._DRIVER_WAITS", SOON)

    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        waiting: list[int] = []
        console.on_show = lambda _screen: waiting.append(len(console.runner._inbox))

        def deliver() -> None:
            for number in range(callers):
                console.chunk(SPILL % number)

        async with running(console):
            thread = threading.Thread(target=deliver)
            thread.start()
            await console.until(lambda screen: screen.caller.call_number.text == f"{callers - 1:05d}")
            thread.join(SOON)
        assert max(waiting) <= 2 * under_way  # an event, and the end of its chunk, for each chunk under way
        assert sum(record.kind == "spill_arrived" for record in disk.records) == callers

    run(scenario)


@pytest.mark.expected_log("an event came after the console had stopped: LineUp")
def test_an_event_that_comes_when_the_loop_is_gone_is_told_and_hurts_nobody(tables: TablesInForce) -> None:
    runners: list[Runner] = []

    async def scenario() -> None:
        runners.append(Console(tables, SlowDisk()).runner)

    run(scenario)
    runners[0].phone_delivers(LineUp(CLOCK.now()))


def test_the_feeds_state_and_a_wake_go_through_the_same_inbox(tables: TablesInForce) -> None:
    async def scenario() -> None:
        disk = SlowDisk()
        console = Console(tables, disk)
        async with running(console):
            console.runner.feed_delivers(FeedStateChanged(CLOCK.now(), FeedState.LOST, "cable pulled"))
            console.runner.put(Woke(CLOCK.now(), "nothing"))
            shown = await console.until(lambda screen: screen.feed.health is Health.FAULT)
            assert "cable pulled" in shown.feed.text
        assert {record.kind for record in disk.records} >= {"feed_state_changed", "woke"}

    run(scenario)


# --- two links -----------------------------------------------------------------------------------------------------


def test_two_links_are_heard_each_by_itself_and_recorded_each_in_its_own(tables: TablesInForce) -> None:
    """Chunks of both in turn: one call, both spills written with their link, a last byte for each."""

    class Tape:
        def __init__(self) -> None:
            self.data = b""

        def record(self, chunk: Chunk) -> None:
            self.data += chunk.data

        def close(self) -> None:
            pass

    async def scenario() -> None:
        disk: Any = SlowDisk()
        console = Console(tables, disk)
        tapes = Tape(), Tape()
        reader = SpillReader(tables.formats, tables.classes, tables.localities)
        console.runner = Runner(
            Position(tables.agencies, UTC, steps=tables.steps),
            console.reader,
            disk,
            CLOCK,
            console.show,
            tapes[0],
            second_reader=reader,
            second_recording=tapes[1],
        )
        async with asyncio.timeout(2 * SOON), asyncio.TaskGroup() as tasks:
            console.runner.put(replace(started(), second_feed="other"))
            tasks.create_task(console.runner.run())
            second = partial(console.runner.feed_delivers, link=Link.SECOND)
            second(FeedStateChanged(CLOCK.now(), FeedState.UP))
            await console.until(lambda screen: screen.second_feed and screen.second_feed.health is Health.WELL)
            assert (console.screen.last_byte_at, console.screen.second_byte_at) == (None, None)
            data = SPILL % 1
            for byte in data[:-2]:
                console.chunk(bytes((byte,)))
                second(Chunk(CLOCK.now(), bytes((byte,))))
            second(Chunk(CLOCK.now(), data[-2:]))
            await console.until(lambda screen: screen.caller.state is CardState.LIVE)
            console.chunk(data[-2:])
            await console.until(lambda _screen: len(disk.records) == 4)
            console.runner.let_drivers_go()
            console.runner.stop("the test is over")
        assert console.screen.last_byte_at
        assert console.screen.second_byte_at
        assert [tape.data for tape in tapes] == [data, data]
        said = [(record.kind, record.body.get("link"), record.call) for record in disk.records]
        assert said[1:4] == [
            ("feed_state_changed", "second", None),
            ("spill_arrived", "second", 1),
            ("spill_arrived", None, 1),
        ]

    run(scenario)


def test_it_is_at_rest_only_when_nothing_is_handled_and_nothing_waits(tables: TablesInForce) -> None:
    disk = SlowDisk()
    disk.slow = True

    async def scenario() -> None:
        console = Console(tables, disk)
        async with running(console):
            assert not console.runner.at_rest()  # its first event waits
            while not disk.unanswered:
                await asyncio.sleep(0)
            assert not console.runner.at_rest()  # its record is being written
            disk.slow = False
            disk.answer()
            await console.until(lambda screen: screen.pane)
            assert console.runner.at_rest()
            console.press("Ctrl+P")
            assert not console.runner.at_rest()
            await console.until(lambda screen: screen.pane == "line")
            assert console.runner.at_rest()

    run(scenario)

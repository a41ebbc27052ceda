"""The composition root: makes the parts, joins them, starts them in order and stops them in order.

Start-up. The window comes first, empty, so that something stands on the screen at once; what its first paint does not
need is loaded after it. Then the words of the command line, the settings and the tables are read: a fault in any of
them is one sentence, and the window goes again. Then the event loop, the journal (whose lock turns a second console
away) and the drivers. The runner takes `ConsoleStarted`, the telephone is opened, and last the feed: from then on
callers come.

Shut-down (the window closed, SIGTERM, SIGINT), in the other order: the feed is closed and its thread ended, then the
telephone - a live caller is not dropped by that; what the framer still holds becomes events; `ConsoleStopped` is the
last event; when it is written the runner returns, the recording and the journal are closed, and the window goes.

This module alone imports qasync, and it alone decides what is emulated and which journal that belongs to.
"""

import argparse
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import __version__
from app.errors import AnswerpointError, JournalError
from app.first_look import FirstLook, first_look
from app.settings import Settings, default_journal_path, load_settings, serial_from_text
from drivers.system_clock import SystemClock

if TYPE_CHECKING:  # loaded after the first paint
    from types import TracebackType

    from PySide6.QtWidgets import QApplication

    from app.ports import Feed, PhoneLine
    from app.tables import TablesInForce
    from app.ui.window import Window

EARLIER_HOURS = 12  # calls of earlier runs shown in today's list: a shift's length back
COLLECTED_AFTER = (5_000, 20, 50)  # rarer than Python has it: what a caller makes is freed without the collector
AT_ONCE = 8  # callbacks of the event loop in one turn of Qt's: two callers' worth, then Qt paints and takes keys
FIRST_PAINT_LIMIT = 2000  # ms: a window that is never exposed (minimised at once) must not hold the console up


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a run needs, read and made, with nothing opened yet."""

    settings: Settings
    tables: "TablesInForce"
    feed: "Feed"
    feed_driver: str
    phone: "PhoneLine"
    journal: Path
    record: Path | None
    position: str
    print_words: tuple[str, ...]  # the command that prints the manual
    faults: tuple[str, ...]  # told on the status line

    @property
    def invented(self) -> bool:
        """True if its callers are no callers of now: emulated, or replayed."""
        return self.feed.emulated or self.feed_driver == "replay"


def run(arguments: argparse.Namespace) -> int:
    """Open the console and return its exit code when it is closed. Raises AnswerpointError where it cannot be."""
    from app.ui.display import missing_display
    from app.ui.system_libraries import missing_library_sentence

    for sentence in (missing_library_sentence(), missing_display()):
        if sentence:
            raise AnswerpointError(sentence)
    asked_early: list[str] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _frame: asked_early.append(signal.Signals(got).name))
    clock = SystemClock()
    application, window, fault = _shown(first_look(arguments.settings), clock)
    try:
        _keep(_plan(arguments, clock, fault), application, window, clock, asked_early)
    finally:
        window.close()
    return 0


def _shown(look: FirstLook, clock: SystemClock) -> "tuple[QApplication, Window, str]":
    """Return the application, its window, painted once, and why it is not in the language asked for, "" if it is."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.ui.window import Window

    application = QApplication.instance() or QApplication(["answerpoint"])
    assert isinstance(application, QApplication)
    application.setQuitOnLastWindowClosed(False)
    fault = ""
    if look.language != "en":
        from app.ui.language import use_language

        fault = use_language(application, look.language, look.translations_folder)
    window = Window(look.theme, look.scale, now=clock.now)
    window.first_painted.connect(application.exit)  # exit, not quit: quit would close the window
    patience = QTimer(singleShot=True, interval=FIRST_PAINT_LIMIT)
    patience.timeout.connect(application.exit)
    patience.start()
    window.show()
    application.exec()
    patience.stop()
    window.first_painted.disconnect(application.exit)
    return application, window, fault


def _keep(
    plan: "Plan", application: "QApplication", window: "Window", clock: SystemClock, asked_early: list[str]
) -> None:
    """Run the console until it is closed."""
    import gc
    import logging
    import threading

    from app.ui.reference_guard import guard

    logging.basicConfig(level=logging.WARNING, format="answerpoint: %(message)s")
    log = logging.getLogger("answerpoint")

    def fault(kind: type[BaseException], error: BaseException | None, trace: "TracebackType | None") -> None:
        log.error("a fault", exc_info=(kind, error or kind(), trace))

    def fault_in_loop(_loop: object, context: dict[str, Any]) -> None:
        log.error("%s", context.get("message", "a fault in the event loop"), exc_info=context.get("exception"))

    fell = guard()
    if fell:
        log.warning("%s", fell)
    gc.collect()
    gc.freeze()  # modules and tables live as long as the console: no collection need walk them over a caller
    gc.set_threshold(*COLLECTED_AFTER)
    loop = _event_loop(application)
    loop.set_exception_handler(fault_in_loop)
    sys.excepthook = fault
    threading.excepthook = lambda args: fault(args.exc_type, args.exc_value, args.exc_traceback)
    with loop:
        try:
            loop.run_until_complete(_console(plan, window, clock, asked_early))
        except* AnswerpointError as group:
            raise group.exceptions[0] from None


def _event_loop(application: "QApplication") -> Any:
    """Return the asyncio loop, on Qt's own.

    What is due at once runs here in one turn of Qt's loop. qasync would start a timer of Qt's for each callback and
    turn Qt's loop once for each: a caller, from byte to screen, takes four of them.
    """
    import asyncio
    from collections import deque

    from PySide6.QtCore import QTimer
    from qasync import QEventLoop

    class Loop(QEventLoop):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(application)
            self._due: deque[asyncio.Handle] = deque()
            self._turn_comes = False
            self._turn = QTimer(singleShot=True, interval=0)
            self._turn.timeout.connect(self._run_due)

        def call_soon(self, callback: Callable[..., object], *args: object, context: Any = None) -> asyncio.Handle:
            handle = asyncio.Handle(callback, args, self, context)
            self._due.append(handle)
            if not self._turn_comes:
                self._turn_comes = True
                self._turn.start()
            return handle

        def _run_due(self) -> None:
            try:
                for _ in range(AT_ONCE):
                    if not self._due:
                        break
                    handle = self._due.popleft()
                    if not handle.cancelled():
                        handle._run()
            finally:
                self._turn_comes = bool(self._due)
                if self._due:
                    self._turn.start()

        def close(self) -> None:
            self._turn.stop()
            super().close()

    return Loop()


def _plan(arguments: argparse.Namespace, clock: SystemClock, fault: str) -> Plan:
    from app.tables import load_tables
    from drivers.feed_spec import SerialLine, make_feed, parse_feed
    from drivers.phone_spec import make_phone

    settings = load_settings(arguments.settings)
    line = settings.serial
    if arguments.serial:
        line = serial_from_text(arguments.serial, "--serial", line)
    spec = arguments.feed or settings.feed
    driver = parse_feed(spec).driver
    serial_line = SerialLine(
        line.baud, line.data_bits, line.parity, line.stop_bits, line.flow, line.mask_bit7, line.silent_after
    )
    names = tuple(name.strip() for name in (arguments.format or "").split(",") if name.strip()) or settings.formats
    tables = load_tables(settings, names)
    feed = make_feed(spec, serial_line, clock)
    phone = make_phone(arguments.phone or settings.phone, clock, asdict(settings.sip), settings.phones_folder)
    given = ("--settings", str(settings.source)) if settings.source else ()
    return Plan(
        settings=settings,
        tables=tables,
        feed=feed,
        feed_driver=driver,
        phone=phone,
        journal=arguments.journal or settings.journal or default_journal_path(feed.emulated or driver == "replay"),
        record=arguments.record or settings.record,
        position=(arguments.position or settings.position).strip(),
        print_words=(sys.executable, "-m", "app", "manual", "--print", *given),
        faults=(*filter(None, (fault,)), *tables.faults),
    )


async def _console(plan: Plan, window: "Window", clock: SystemClock, asked_early: list[str]) -> None:
    import asyncio
    import contextlib
    import logging
    from datetime import timedelta
    from functools import partial

    from PySide6.QtWidgets import QApplication

    from app.console_journal import ConsoleJournal, earlier_calls, left_open, open_calls, standing_found
    from app.journal.store import Journal
    from app.left_unfinished import left_unfinished
    from app.position.events import (
        CallLookedAt,
        ConsoleStarted,
        DigitsTyped,
        EntryChosen,
        FormFilled,
        InitialsGiven,
        KeyPressed,
        MatterDrafted,
        MattersFound,
        TextTyped,
        TroubleMet,
    )
    from app.position.position import Position
    from app.position.runner import Runner, found_again
    from app.spill.reader import SpillReader
    from app.tables import load_manual
    from drivers.phone_spec import make_phone
    from drivers.recording_file import RecordingFile

    stopping = asyncio.Event()
    why = ["the window was closed"]

    def stop(reason: str) -> None:
        why[0] = reason
        stopping.set()

    _on_signals(stop)
    window.closing.connect(lambda: stop("the window was closed"))
    window.bell.connect(QApplication.beep)

    loop = asyncio.get_running_loop()
    runners: list[Runner] = []

    def journal_went(state: str, detail: str, _waiting: int) -> None:
        for each in runners:
            loop.call_soon_threadsafe(each.journal_went, state, detail)

    def trouble(words: str) -> None:
        for each in runners:
            loop.call_soon_threadsafe(each.put, TroubleMet(clock.now(), words))

    journal = await asyncio.to_thread(Journal.open, plan.journal, journal_went)
    writes = ConsoleJournal(journal)
    try:
        recording = RecordingFile(plan.record, clock, plan.feed.name, trouble) if plan.record else None
        with contextlib.closing(recording) if recording else contextlib.nullcontext():
            calls, rows, unread = earlier_calls(journal, clock.now() - timedelta(hours=EARLIER_HOURS))
            runner = Runner(
                Position(
                    plan.tables.agencies,
                    None,
                    journal.next_call_id,
                    rows,
                    plan.tables.canned,
                    plan.tables.procedures,
                    plan.tables.directory,
                    steps=plan.tables.steps,
                ),
                SpillReader(plan.tables.formats, plan.tables.classes, plan.tables.localities),
                writes,
                clock,
                window.show_screen,
                recording,
            )
            runners.append(runner)
            window.use_manual(partial(load_manual, plan.settings, trouble), plan.print_words)
            window.know_directory(plan.tables.directory)
            window.key_pressed.connect(lambda key: runner.put(KeyPressed(clock.now(), key)))
            window.initials_given.connect(lambda text: runner.put(InitialsGiven(clock.now(), text)))
            window.digits_typed.connect(lambda digits: runner.put(DigitsTyped(clock.now(), digits)))
            window.text_typed.connect(lambda text, call: runner.put(TextTyped(clock.now(), text, call)))
            window.form_filled.connect(lambda form, values: runner.put(FormFilled(clock.now(), form, values)))
            window.entry_chosen.connect(lambda key: runner.put(EntryChosen(clock.now(), key)))
            window.form_drafted.connect(lambda form, values: runner.put(MatterDrafted(clock.now(), form, values)))
            window.call_looked_at.connect(lambda call: runner.put(CallLookedAt(clock.now(), call)))
            runner.put(
                ConsoleStarted(
                    clock.now(),
                    __version__,
                    plan.position,
                    plan.feed.name,
                    plan.feed.emulated,
                    plan.feed_driver == "replay",
                    plan.phone.name,
                    plan.phone.caps,
                    dict(plan.tables.digests),
                    plan.settings.related_minutes,
                )
            )
            for note in (*journal.notes, *unread, *plan.faults):
                trouble(note)
            try:
                matters = await asyncio.to_thread(left_open, plan.journal)
            except (JournalError, KeyError, TypeError, ValueError) as error:
                trouble(f"open trouble reports and complaints could not be read: {error}")
            else:
                if matters is not None:
                    runner.put(MattersFound(clock.now(), **matters))
            stands = await asyncio.to_thread(standing_found, plan.journal, clock.now())
            if stands is not None:
                runner.put(stands)
            for number in () if plan.invented else open_calls(calls, clock.now()):
                try:
                    found = await asyncio.to_thread(writes.past_call, number)
                except JournalError as error:
                    trouble(f"a call that was open is not taken up again: {error}")
                    continue
                if found is not None:
                    runner.put(found_again(found, clock.now(), goes_on=True))
            try:
                rules = await asyncio.to_thread(left_unfinished, plan.journal, clock.now())
                for rule in () if plan.invented else rules:
                    runner.put(rule)
            except JournalError as error:
                trouble(f"procedures of before were not taken up again: {error}")
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(runner.run())
                try:
                    runner.use_phone(plan.phone, lambda: make_phone("manual", clock))
                    plan.phone.open(runner.phone_delivers)
                    plan.feed.open(runner.feed_delivers)
                    if asked_early:
                        stop(f"closed by {asked_early[0]}")
                    await stopping.wait()
                finally:
                    runner.let_drivers_go()
                    await asyncio.to_thread(plan.feed.close)
                    await asyncio.to_thread(runner.close_phones)
                    runner.stop(why[0])
    finally:
        last_words = await asyncio.to_thread(writes.close)
        if last_words:
            logging.getLogger("answerpoint").warning("%s", last_words)


def _on_signals(stop: Callable[[str], None]) -> None:
    import asyncio

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop, f"closed by {signal.Signals(number).name}")
        except NotImplementedError:  # Windows: the window's own timer lets Python see the signal within a second
            signal.signal(
                number, lambda got, _frame: loop.call_soon_threadsafe(stop, f"closed by {signal.Signals(got).name}")
            )

"""The console: a window, a position and its journal joined to the feed and the telephone that it is given.

It knows no driver and no place: which feed, which telephone, which journal is decided by who calls `open_console`
(`app.main` for a position).

Start-up. The window comes first, empty, so that something stands on the screen at once; what its first paint does not
need is loaded after it. Then the parts are made: a fault in any of them is one sentence, and the window goes again.
Then the event loop, the journal (whose lock turns a second console away). The runner takes `ConsoleStarted`, and only
now keys (of earlier ones: `app.early_keys`). The telephone is opened, and last the feed, or the main and the second:
from then on callers come.

Shut-down (the window closed, SIGTERM, SIGINT, SIGHUP), in the other order: the feed is closed and its thread ended,
then the telephone - a live caller is not dropped by that; what the framer still holds becomes events; `ConsoleStopped`
is the last event; when it is written the runner returns, the recording and the journal are closed, and the window goes.
"""

import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import __version__
from app.clock import Clock, Timers
from app.errors import AnswerpointError
from app.first_look import ENGLISH, FirstLook

if TYPE_CHECKING:  # loaded after the first paint
    from types import TracebackType

    from PySide6.QtWidgets import QApplication

    from app.early_keys import EarlyKeys
    from app.line_watch import SaveLine
    from app.manual import Manual
    from app.ports import Feed, Link, PhoneLine, RecordingSink
    from app.position.events import PositionEvent
    from app.position.runner import Runner
    from app.tables import TablesInForce
    from app.ui.window import Window

COLLECTED_AFTER = (5_000, 20, 50)  # rarer than Python has it: what a caller makes is freed without the collector
SWITCHED_AFTER = 0.0001  # s a thread waits for Python while another computes: the journal is not to wait longer
FIRST_PAINT_LIMIT = 2000  # ms: a window that is never exposed (minimised at once) must not hold the console up

Told = Callable[[str], None]
"""Takes what went wrong, in words."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A console that runs: its window, its inbox, and the way to close it (`stop` takes the reason in words)."""

    window: "Window"
    put: "Callable[[PositionEvent], None]"
    stop: Told


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything a console is made of, with nothing opened yet.

    `second_feed` is a second link that brings the same spills. `by_hand` makes the set that may stand in for a lost
    line, `record` the sink of every chunk of a feed, `manual` the centre's manual (each of the last two told what goes
    wrong later); `print_words` is the command that prints the manual, `save_line` saves what the line monitor kept.
    `default_folder` is where journals stand if nobody says; it alone is made where it is missing.
    """

    tables: "TablesInForce"
    feed: "Feed"
    replayed: bool  # a feed plays callers of another day
    phone: "PhoneLine"
    journal: Path
    default_folder: Path
    manual: "Callable[[Told], Manual]"
    print_words: Sequence[str] = ()
    by_hand: "Callable[[], PhoneLine] | None" = None
    record: "Callable[[Feed, Link, Told], RecordingSink] | None" = None
    save_line: "SaveLine | None" = None
    position: str = ""
    related_minutes: int = 60
    second_feed: "Feed | None" = None
    timers: Timers | None = None  # where the clock is not the computer's
    joined: "Callable[[Joined], None] | None" = None  # called once callers can come

    @property
    def feeds(self) -> "Mapping[Link, Feed]":
        """The feeds by their link, the main one first."""
        from app.ports import Link

        feeds = {Link.MAIN: self.feed}
        return feeds if self.second_feed is None else {**feeds, Link.SECOND: self.second_feed}

    @property
    def invented(self) -> bool:
        """True if its callers, or some of them, are no callers of now: emulated, or replayed."""
        return self.emulated or self.replayed

    @property
    def emulated(self) -> bool:
        """True if some of its callers are invented."""
        return any(feed.emulated for feed in self.feeds.values())


def open_console(look: FirstLook, clock: Clock, make_parts: Callable[[], Parts], *, training: bool = False) -> None:
    """Open the console; return when it is closed. Raises AnswerpointError where it cannot be opened.

    `make_parts` is called when the window stands, and what it raises is raised here. `training` makes a lesson of it:
    the word stands across its window, and its journal is a lesson's.
    """
    expect_display()
    asked_early: list[str] = []
    for number in _closing_signals():
        signal.signal(number, lambda got, _frame: asked_early.append(signal.Signals(got).name))
    application, window, early, untold = _shown(look, clock, training)
    try:
        parts = make_parts()
        if not asked_early:  # else nothing was opened, and there is nothing to close but the window
            _keep(parts, application, window, clock, asked_early, early, untold, training)
    finally:
        window.close()


def expect_display() -> None:
    """Raise AnswerpointError, in words, where no window can be shown."""
    from app.ui.display import missing_display
    from app.ui.system_libraries import missing_library_sentence

    for sentence in (missing_library_sentence(), missing_display()):
        if sentence:
            raise AnswerpointError(sentence)


def _shown(look: FirstLook, clock: Clock, training: bool) -> "tuple[QApplication, Window, EarlyKeys, tuple[str, ...]]":
    """Return the application, its window, painted once, who hears its keys, and what to tell when somebody can."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.early_keys import EarlyKeys
    from app.position.screen import TRAINING
    from app.ui.window import Window

    application = QApplication.instance() or QApplication(["answerpoint"])
    assert isinstance(application, QApplication)
    application.setQuitOnLastWindowClosed(False)
    untold: tuple[str, ...] = ()
    if look.language != ENGLISH:
        from app.ui.language import use_language

        untold = tuple(filter(None, (use_language(application, look.language, look.translations_folder),)))
    window = Window(look.theme, look.scale, now=clock.now, role=TRAINING if training else "")
    early = EarlyKeys(window)
    window.first_painted.connect(application.exit)  # exit, not quit: quit would close the window
    patience = QTimer(singleShot=True, interval=FIRST_PAINT_LIMIT)
    patience.timeout.connect(application.exit)
    patience.start()
    window.show()
    application.exec()
    patience.stop()
    window.first_painted.disconnect(application.exit)
    return application, window, early, untold


def _keep(
    parts: Parts,
    application: "QApplication",
    window: "Window",
    clock: Clock,
    asked_early: list[str],
    early: "EarlyKeys",
    untold: tuple[str, ...],
    training: bool,
) -> None:
    """Run the console until it is closed."""
    import gc
    import logging
    import threading

    from app.event_loop import event_loop
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
    sys.setswitchinterval(SWITCHED_AFTER)
    loop = event_loop(application)
    loop.set_exception_handler(fault_in_loop)
    sys.excepthook = fault
    threading.excepthook = lambda args: fault(args.exc_type, args.exc_value, args.exc_traceback)
    with loop:
        try:
            loop.run_until_complete(_run(parts, window, clock, asked_early, early, untold, training))
        except* AnswerpointError as group:
            raise group.exceptions[0] from None


async def _run(
    parts: Parts,
    window: "Window",
    clock: Clock,
    asked_early: list[str],
    early: "EarlyKeys",
    untold: tuple[str, ...],
    training: bool,
) -> None:
    """Join the parts, start them in order and stop them in order."""
    import asyncio
    import contextlib
    import logging
    from datetime import timedelta
    from functools import partial

    from PySide6.QtWidgets import QApplication

    from app.console_journal import ConsoleJournal, earlier_calls, expect_of_its_kind
    from app.journal.store import Journal
    from app.line_watch import line_watch
    from app.new_position import EARLIER_HOURS, new_position
    from app.ports import Link
    from app.position.events import ConsoleStarted, InitialsGiven, TroubleMet
    from app.position.runner import Runner
    from app.spill.reader import SpillReader
    from app.taken_up import take_up

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

    await asyncio.to_thread(expect_of_its_kind, parts.journal, training)
    own = parts.journal.parent == parts.default_folder
    journal = await asyncio.to_thread(Journal.open, parts.journal, journal_went, makes_folder=own)
    writes = ConsoleJournal(journal)
    tables, feeds, phone = parts.tables, parts.feeds, parts.phone
    second = parts.second_feed

    def reader() -> SpillReader:
        return SpillReader(tables.formats, tables.classes, tables.localities)

    try:
        with contextlib.ExitStack() as recordings:
            recording: dict[Link, RecordingSink | None] = dict.fromkeys(feeds)
            if parts.record is not None:
                for link, feed in feeds.items():
                    recording[link] = recordings.enter_context(contextlib.closing(parts.record(feed, link, trouble)))
            began = clock.now()  # one instant for both, so that a journal run again finds the same earlier calls
            calls, rows, unread = earlier_calls(journal, began - timedelta(hours=EARLIER_HOURS))
            runner = Runner(
                new_position(tables, journal.next_call_id, rows),
                reader(),
                writes,
                clock,
                window.show_screen,
                recording[Link.MAIN],
                second_reader=reader() if second is not None else None,
                second_recording=recording.get(Link.SECOND),
                timers=parts.timers,
            )
            runners.append(runner)
            window.use_manual(partial(parts.manual, trouble), parts.print_words)
            window.know_directory(tables.directory)
            watch = line_watch(tables, runner.at_rest, parts.save_line)
            window.use_monitor(watch)
            runner.put(
                ConsoleStarted(
                    began,
                    __version__,
                    parts.position,
                    parts.feed.name,
                    parts.emulated,
                    parts.replayed,
                    phone.name,
                    phone.caps,
                    dict(tables.digests),
                    parts.related_minutes,
                    training=training,
                    second_feed=second.name if second is not None else "",
                )
            )
            for note in (*untold, *journal.notes, *unread, *tables.faults):
                trouble(note)
            await take_up(parts.journal, writes, calls, clock, runner.put, trouble, of_now=not parts.invented)
            if pressed := early.end():
                trouble(pressed)
            _join_gestures(window, runner, clock)
            if early.initials:
                runner.put(InitialsGiven(clock.now(), early.initials))
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(runner.run())
                try:
                    runner.use_phone(phone, parts.by_hand)
                    phone.open(runner.phone_delivers)
                    for link, feed in feeds.items():
                        heard = partial(runner.feed_delivers, link=link)
                        feed.open(watch.tap.behind(heard, str(link) if second is not None else ""))
                    if parts.joined is not None:
                        parts.joined(Joined(window, runner.put, stop))
                    if asked_early:
                        stop(f"closed by {asked_early[0]}")
                    await stopping.wait()
                finally:
                    runner.let_drivers_go()
                    await asyncio.gather(*(asyncio.to_thread(feed.close) for feed in feeds.values()))
                    await asyncio.to_thread(runner.close_phones)
                    runner.stop(why[0])
    finally:
        last_words = await asyncio.to_thread(writes.close)
        _no_more_signals()
        if last_words:
            logging.getLogger("answerpoint").warning("%s", last_words)


def _join_gestures(window: "Window", runner: "Runner", clock: Clock) -> None:
    """Let every gesture at the window become an event."""
    from app.position.events import (
        CallLookedAt,
        DigitsTyped,
        EntryChosen,
        FormFilled,
        InitialsGiven,
        KeyPressed,
        MatterDrafted,
        TextTyped,
    )

    window.key_pressed.connect(lambda key: runner.put(KeyPressed(clock.now(), key)))
    window.initials_given.connect(lambda text: runner.put(InitialsGiven(clock.now(), text)))
    window.digits_typed.connect(lambda digits: runner.put(DigitsTyped(clock.now(), digits)))
    window.text_typed.connect(lambda text, call: runner.put(TextTyped(clock.now(), text, call)))
    window.form_filled.connect(lambda form, values: runner.put(FormFilled(clock.now(), form, values)))
    window.entry_chosen.connect(lambda key: runner.put(EntryChosen(clock.now(), key)))
    window.form_drafted.connect(lambda form, values: runner.put(MatterDrafted(clock.now(), form, values)))
    window.call_looked_at.connect(lambda call: runner.put(CallLookedAt(clock.now(), call)))


def _closing_signals() -> list[signal.Signals]:
    """Return the signals that close the console: of the terminal it was started in, too, unless nohup ignores that."""
    terminal_gone: signal.Signals | None = getattr(signal, "SIGHUP", None)  # Windows has none
    asked = [] if terminal_gone is None or signal.getsignal(terminal_gone) is signal.SIG_IGN else [terminal_gone]
    return [signal.SIGTERM, signal.SIGINT, *asked]


def _on_signals(stop: Callable[[str], None]) -> None:
    import asyncio

    loop = asyncio.get_running_loop()
    for number in _closing_signals():
        try:
            loop.add_signal_handler(number, stop, f"closed by {signal.Signals(number).name}")
        except NotImplementedError:  # Windows: the window's own timer lets Python see the signal within a second
            signal.signal(
                number, lambda got, _frame: loop.call_soon_threadsafe(stop, f"closed by {signal.Signals(got).name}")
            )


def _no_more_signals() -> None:
    """Ignore them from now on: all is written, and a second one must not make a failure of the end."""
    import asyncio
    import contextlib

    loop = asyncio.get_running_loop()
    for number in _closing_signals():
        with contextlib.suppress(NotImplementedError):  # Windows
            loop.remove_signal_handler(number)
        signal.signal(number, signal.SIG_IGN)

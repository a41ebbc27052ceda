"""The composition root of a replay: reads the journal, shows how far that is, opens the window as it was.

Two windows: the console's own, on which REPLAY stands and whose keys reach nobody, and the one that works the replay.
"""

import argparse
from collections.abc import Generator
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.console import expect_display
from app.errors import AnswerpointError, JournalError, TableError
from app.first_look import FirstLook, first_look
from app.live_places import journal_to_read
from app.settings import Settings, load_settings
from app.words import joined, say
from drivers.system_clock import SystemClock

if TYPE_CHECKING:
    from app.journal.runs import Span
    from app.review.film import Film
    from app.review.projector import Projector
    from app.tables import TablesInForce
    from app.ui.window import Window

SLICE = 0.02  # seconds of reading between two looks at the keyboard
PULSE = 50  # ms between two looks at the projector's clock


def show(arguments: argparse.Namespace) -> int:
    """Show a call again; return the exit code when it is left. Raises AnswerpointError where it cannot be shown."""
    from app.journal.runs import span_of
    from app.review.projector import SPEEDS
    from app.tables import load_tables

    if not SPEEDS[0] <= arguments.speed <= SPEEDS[-1]:
        raise TableError(f"--speed: expected a number from {SPEEDS[0]:g} to {SPEEDS[-1]:g}, got {arguments.speed:g}")
    settings = load_settings(arguments.settings)
    path = arguments.journal or journal_to_read(settings)
    span = span_of(path, arguments.call)
    tables = load_tables(settings, settings.formats)
    expect_display()
    _Replay(path, span, tables, settings, first_look(arguments.settings), arguments.speed).run()
    return 0


class _Replay:
    """One replay, from the first byte read to the last key."""

    def __init__(
        self, path: Path, span: "Span", tables: "TablesInForce", settings: Settings, look: FirstLook, speed: float
    ) -> None:
        from PySide6.QtWidgets import QApplication

        from app.review.film import develop
        from app.ui.language import use_language
        from app.ui.replay_window import ReplayWindow

        application = QApplication.instance() or QApplication(["answerpoint"])
        assert isinstance(application, QApplication)
        application.setQuitOnLastWindowClosed(False)
        self._untold = use_language(application, look.language, look.translations_folder)
        self._application: QApplication = application
        self._span = span
        self._tables = tables
        self._settings = settings
        self._look = look
        self._speed = speed
        self._clock = SystemClock()
        self._reading: Generator[int, None, Film] = develop(path, span, tables)
        title = say("call {call} of {journal}", call=span.call, journal=path)
        self._control: ReplayWindow = ReplayWindow(look.theme, look.scale, title)
        self._window: Window | None = None
        self._projector: Projector | None = None
        self._film: Film | None = None
        self._told = ""
        self._fault: AnswerpointError | None = None

    def run(self) -> None:
        """Show the windows until they are left. Raises AnswerpointError for a journal that cannot be read."""
        from PySide6.QtCore import QTimer

        from app.ui.closing import closed_by_signals

        self._control.left.connect(self._application.exit)
        self._control.show_progress(say("reading the journal; Esc stops"))
        self._control.show()
        reads = QTimer(interval=0)
        reads.timeout.connect(lambda: self._read(reads))
        reads.start()
        pulse = QTimer(interval=PULSE)
        pulse.timeout.connect(self._advance)
        pulse.start()
        with closed_by_signals(self._application.exit):
            self._application.exec()
        reads.stop()
        pulse.stop()
        self._reading.close()
        for window in (self._window, self._control):
            if window is not None:
                window.close()
        if self._fault is not None:
            raise self._fault

    # --- reading ---

    def _read(self, timer: object) -> None:
        """Read for a moment, then let the window have its turn."""
        until = self._clock.monotonic() + SLICE
        try:
            while self._clock.monotonic() < until:
                done = next(self._reading)
                share = 100 * done // max(1, self._span.events)
                self._control.show_progress(say("reading the journal: {share} %; Esc stops", share=share))
        except StopIteration as end:
            timer.stop()  # type: ignore[attr-defined]
            self._open(end.value)
        except JournalError as error:
            timer.stop()  # type: ignore[attr-defined]
            self._fault = error
            self._application.exit()

    def _open(self, film: "Film") -> None:
        """Open the console's window on the first frame, and join the keys."""
        from app.position.screen import REPLAY, TRAINING
        from app.review.film import OTHER_TABLES
        from app.review.projector import Projector
        from app.tables import load_manual
        from app.ui.window import Window

        self._film = film
        projector = self._projector = Projector(film.frames, self._clock, self._speed)
        role = joined(": ", (REPLAY, TRAINING)) if TRAINING in film.frames[-1].screen.marks else REPLAY
        if any(each.startswith(OTHER_TABLES) for each in film.notes):
            role = joined(": ", (REPLAY, OTHER_TABLES))
        window = self._window = Window(self._look.theme, self._look.scale, now=projector.now, role=role)
        window.use_manual(partial(load_manual, self._settings), ())
        window.know_directory(self._tables.directory)
        window.closing.connect(self._application.exit)
        control = self._control
        control.show_film(
            [
                joined("  ", (clock_of(each.at), each.words if each.ours else joined(" ", ("·", each.words))))
                for each in film.frames
            ],
            [*filter(None, (self._untold,)), *film.notes],
        )
        control.played.connect(lambda: self._do(projector.play_or_pause))
        control.speed_changed.connect(lambda steps: self._do(partial(projector.quicker, steps)))
        control.stepped.connect(lambda frames: self._do(partial(projector.go_to, projector.index + frames)))
        control.chosen.connect(lambda frame: self._do(partial(projector.go_to, frame)))
        control.time_typed.connect(self._jump)
        window.show()
        control.raise_()
        control.activateWindow()
        self._draw()

    # --- showing ---

    def _do(self, action: "partial[None] | object") -> None:
        self._told = ""
        action()  # type: ignore[operator]
        self._draw()

    def _advance(self) -> None:
        if self._projector is not None and self._projector.playing:
            self._projector.advance()
            self._draw()

    def _jump(self, words: str) -> None:
        assert self._projector is not None
        at = moment_of(words, self._projector.now())
        if at is None:
            self._told = say("expected a time of day as 13:31 or 13:31:07, got {typed}", typed=repr(words[:20]))
            self._draw()
        else:
            self._do(partial(self._projector.jump, at))

    def _draw(self) -> None:
        projector, window, film = self._projector, self._window, self._film
        if projector is None or window is None or film is None:
            return
        if window.screen_shown is not projector.frame.screen:
            window.show_screen(projector.frame.screen)
        window.tick()
        speed = f"{projector.speed:g}"
        how = say("PLAYING, {speed}x", speed=speed) if projector.playing else say("PAUSED, {speed}x", speed=speed)
        where = say("event {number} of {count}", number=projector.index + 1, count=len(film.frames))
        words = joined("   ", (how, clock_of(projector.now()), where))
        self._control.show_state(self._told or words, projector.playing, projector.index)


def clock_of(at: datetime) -> str:
    """Write the desk's time of day, to the tenth of a second."""
    return f"{at.astimezone():%H:%M:%S.%f}"[:10]


def moment_of(words: str, about: datetime) -> datetime | None:
    """Return the moment of that time of day, at the desk, on the day that is shown; None for what is no time.

    A time with seconds, as the screens write it, is the end of that second (or tenth): what came in it stood then.
    """
    try:
        typed = time.fromisoformat(words.strip())
    except ValueError:
        return None
    if typed.tzinfo is not None:
        return None
    local = about.astimezone()
    moment = local.replace(hour=typed.hour, minute=typed.minute, second=typed.second, microsecond=typed.microsecond)
    if words.count(":") < 2:
        return moment
    return moment + timedelta(microseconds=99_999 if "." in words else 999_999)

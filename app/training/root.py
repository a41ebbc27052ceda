"""The composition root of a lesson: the real console on the parts of a lesson, and the trainer's window beside it.

The same window, position, procedures and tables as at the position; its own journal, a telephone in memory and a feed
that the lesson sends. Of the settings it takes how the console looks and which tables are in force, and nothing else.
"""

import argparse
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.console import Joined, Parts, expect_display, open_console
from app.errors import TableError
from app.first_look import FirstLook, first_look
from app.settings import Settings, load_settings
from app.sip_settings import SipSettings
from app.training.places import lessons_folder, new_journal
from drivers.lesson_clock import FASTEST, SLOWEST, LessonClock
from drivers.lesson_timers import LessonTimers
from drivers.system_clock import SystemClock

if TYPE_CHECKING:  # loaded after the first paint
    from app.lessons import Lesson
    from app.tables import TablesInForce
    from app.training.judge import Judge
    from app.ui.trainer_window import TrainerWindow
    from drivers.lesson_beats import LessonBeats
    from drivers.lesson_calls import ScenarioCalls
    from drivers.lesson_feed import LessonFeed
    from drivers.lesson_phone import LessonPhone
    from drivers.lesson_recording import RecordingCalls


def give(arguments: argparse.Namespace) -> int:
    """Give a lesson and return the exit code when it is over. Raises AnswerpointError where it cannot be given."""
    if not SLOWEST <= arguments.speed <= FASTEST:
        raise TableError(f"--speed: expected a number from {SLOWEST:g} to {FASTEST:g}, got {arguments.speed:g}")
    look = first_look(arguments.settings)
    if arguments.begin and not arguments.lesson:
        raise TableError(f"--from: expected a recording that has the mark {arguments.begin[:60]!r}, got none")
    name = arguments.lesson or _chosen(look)
    if not name:
        return 0
    clock = LessonClock(SystemClock(), arguments.speed)
    given = _Given(name, arguments.begin, arguments.journal, arguments.settings, clock, look)
    try:
        open_console(look, clock, given.parts, training=True)
    finally:
        given.close()
    return 0


def lesson_settings(path: Path | None) -> Settings:
    """Return the settings without all that names the live feed, telephone, journal or recording. Raises TableError."""
    settings = load_settings(path)
    return replace(
        settings, feed="emulated", second_feed=None, phone="virtual", sip=SipSettings(), journal=None, record=None
    )


def _chosen(look: FirstLook) -> str:
    """Ask which lesson it is to be; "" if none."""
    from PySide6.QtWidgets import QApplication

    from app.training.shelf import shelf
    from app.ui.language import use_language
    from app.ui.lesson_choice import choose

    expect_display()
    application = QApplication.instance() or QApplication(["answerpoint"])
    assert isinstance(application, QApplication)
    use_language(application, look.language, look.translations_folder)  # the console tells if it cannot be
    return choose(application, look.theme, look.scale, shelf())


class _Given:
    """One lesson that is given: makes its parts, and its course once the console runs."""

    def __init__(
        self, name: str, begin: str, journal: Path | None, settings: Path | None, clock: LessonClock, look: FirstLook
    ) -> None:
        self._name = name
        self._begin_at = begin  # a mark
        self._first = 0
        self._journal = journal
        self._settings = settings
        self._clock = clock
        self._look = look
        self._timers = LessonTimers(clock)
        self._trainer: TrainerWindow | None = None
        self._judge: Judge | None = None

    def parts(self) -> Parts:
        """Make everything the lesson's console is made of. Raises AnswerpointError."""
        from app.lesson_files import is_lesson, lesson_names, load_lesson
        from app.spill.reader import SpillReader
        from app.tables import load_manual, load_tables
        from drivers.lesson_calls import ScenarioCalls
        from drivers.lesson_feed import LessonFeed
        from drivers.lesson_phone import LessonPhone
        from drivers.lesson_recording import RecordingCalls

        settings = lesson_settings(self._settings)
        tables = load_tables(settings, settings.formats)
        lesson: Lesson | None = None
        calls: ScenarioCalls | RecordingCalls
        position = ""
        beats: LessonBeats | None = None
        if is_lesson(self._name):
            if self._begin_at:
                raise TableError(f"--from: expected a recording, for only these have marks, got {self._name[:60]!r}")
            scenario = calls = ScenarioCalls(self._name, self._clock, {each.name: each for each in tables.formats})
            lesson = load_lesson(self._name, tables, scenario.fault_wrong)
            position, emulated, beats = scenario.position, True, scenario.beats
        elif Path(self._name).exists():
            reader = SpillReader(tables.formats, tables.classes, tables.localities)
            recording = calls = RecordingCalls(self._name, reader)
            emulated = recording.emulated
            if self._begin_at:
                self._first = recording.marked(self._begin_at)
        else:
            known = ", ".join(lesson_names())
            raise TableError(
                f"lesson: expected one of {known}, a path ending in .toml, or a recording, got {self._name[:60]!r}"
            )
        silent_after = lesson.silent_after if lesson is not None else None
        feed = LessonFeed(
            self._name, self._clock, self._timers, emulated=emulated, beats=beats, silent_after=silent_after
        )
        has_tty = lesson is not None and lesson.has_tty
        phone = LessonPhone("", self._clock, self._timers, tty=has_tty, rings=tables.steps.limits.rings)
        journal = self._journal or new_journal(lessons_folder(), self._name, self._clock.now().astimezone())
        given = ("--settings", str(settings.source)) if settings.source else ()
        return Parts(
            tables=_with_digest(tables, self._name),
            feed=feed,
            replayed=lesson is None,
            phone=phone,
            journal=journal,
            default_folder=lessons_folder(),
            manual=partial(load_manual, settings),
            print_words=(sys.executable, "-m", "app", "manual", "--print", *given),
            position=position,
            related_minutes=settings.related_minutes,
            timers=self._timers,
            joined=lambda joined: self._begin(joined, lesson, calls, feed, phone, journal),
        )

    def _begin(
        self,
        joined: Joined,
        lesson: "Lesson | None",
        calls: "ScenarioCalls | RecordingCalls",
        feed: "LessonFeed",
        phone: "LessonPhone",
        journal: Path,
    ) -> None:
        """Begin the lesson, and open the trainer's window."""
        from app.training.course import Course
        from app.training.judge import Judge
        from app.ui.trainer_window import TrainerWindow

        judge = self._judge = Judge(lesson, journal)
        course = Course(lesson, self._name, calls, feed, phone, self._timers, joined.put, judge.score)
        trainer = self._trainer = TrainerWindow(self._look.theme, self._look.scale, course.view, course.faults)
        trainer.paused.connect(course.pause_or_resume)
        trainer.speed_changed.connect(course.quicker)
        trainer.jumped.connect(course.jump)
        trainer.another_called.connect(course.another_call)
        trainer.fault_put_in.connect(course.put_in)
        trainer.ended.connect(lambda: joined.stop("the trainer ended the lesson"))
        course.begin(self._first)
        trainer.show()

    def close(self) -> None:
        """Take the trainer's window away."""
        if self._trainer is not None:
            self._trainer.close()
        if self._judge is not None:
            self._judge.close()


def _with_digest(tables: "TablesInForce", name: str) -> "TablesInForce":
    """Add the digest of the lesson's own file to those of the tables, so that the journal names what was given."""
    from app.training.shelf import digest_of

    return replace(tables, digests={**tables.digests, f"lesson/{name}": digest_of(name)})

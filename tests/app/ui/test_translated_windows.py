"""The windows beside the console's own, in the language of marks: trainer, list of lessons, replay, format workshop."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.first_look import FirstLook
from app.journal.read import events
from app.journal.runs import span_of
from app.lesson_files import lesson_names
from app.lessons.score import score
from app.ports import Chunk
from app.review.root import _Replay
from app.settings import Settings
from app.spill.marks import marks_of
from app.spill.reader import SpillReader
from app.training.course import Course
from app.training.shelf import shelf
from app.ui.lesson_choice import LessonChoice
from app.ui.theme import THEMES
from app.ui.trainer_window import TrainerWindow
from app.ui.workshop_window import WorkshopWindow
from app.words import say, spoken, tr
from app.workshop.drawn import Row, drawn
from app.workshop.look import Found, Look, look
from app.workshop.starter import STARTER
from drivers.lesson_faults import BY_HAND, KINDS
from drivers.lesson_feed import LessonFeed
from drivers.lesson_phone import LessonPhone
from drivers.lesson_recording import RecordingCalls
from tests.app.lessons.scripts import BADLY
from tests.app.lessons.trainee import Trainee
from tests.app.review.live import NOON, TABLES, Live
from tests.app.review.test_film import CALL, SLIP, replaced, spill
from tests.app.ui.plain_words import OUR_OWN, of_resources, of_tables, pieces, plain, shown_by
from tests.lesson_time import HandTimers

FAULTS = {name: f"{name}x{amount}" if (amount := BY_HAND.get(name)) else name for name in KINDS}
NAMES = ("Space", "Left", "Right", "answerpoint", *FAULTS, *FAULTS.values())  # of keys and of faults


class Watch:
    """Looks at windows, and keeps each thing they show; `given` is what may stand there in plain letters."""

    def __init__(self, *given: str) -> None:
        runs = {run.strip() for text in given for run in re.split(OUR_OWN, text) if len(run.strip()) > 1}
        self._allowed = sorted({*of_resources(), *NAMES, *runs}, key=len, reverse=True)
        self._seen: set[tuple[str, str]] = set()

    def look(self, window: QWidget) -> None:
        self._seen |= set(shown_by(window))

    def has(self, text: str) -> bool:
        return any(spoken(text) in seen for _where, seen in self._seen)

    @property
    def faults(self) -> str:
        found = {(where, word): seen for where, seen in self._seen if (word := plain(seen, self._allowed))}
        return "\n".join(sorted(f"{where}: {word!r} in {seen!r}" for (where, word), seen in found.items()))


class Watched(Trainee):
    """A trainee whose trainer looks on: at her window, each time that time has passed."""

    def __init__(self, name: str, qtbot: QtBot, watch: Watch) -> None:
        self._looked_at: TrainerWindow | None = None
        super().__init__(name, TABLES)
        self.course._judged = lambda: score(self.lesson, self.events)
        self._looked_at = TrainerWindow("dark", 1.0, self.course.view, self.course.faults)
        self._watch = watch
        qtbot.addWidget(self._looked_at)
        self._looked_at.show()

    def _run_to(self, end: float) -> None:
        super()._run_to(end)
        if self._looked_at is not None:
            self._looked_at.redraw()
            self._watch.look(self._looked_at)


@pytest.mark.parametrize("name", lesson_names())
def test_every_word_of_the_trainers_window_is_in_the_language_in_each_lesson(
    marked: None, qtbot: QtBot, name: str
) -> None:
    """Issue 4: the lesson is done badly, so that verdicts stand there with their reasons."""
    watch = Watch()
    desk = Watched(name, qtbot, watch)
    script, verdicts = BADLY[name]
    script(desk)
    desk.finish()
    assert watch.faults == ""
    assert watch.has(say("EXPECTED OF THE TRAINEE"))
    assert not verdicts.startswith("l") or watch.has(say("LATE"))


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "day.rec"
    records = "".join(
        f'{NOON:%Y-%m-%dT%H:%M:%S}Z 2.0 "{each}"\n'
        for each in ((SLIP % 1).decode().replace("\r\n", "\\r\\n"), "\\x02ABCD\\r\\n\\x03")
    )
    path.write_text(f'answerpoint recording 1\nmark-1: {NOON:%Y-%m-%dT%H:%M:%S}Z "ours"\n{records}')
    return path


def test_every_answer_to_the_trainers_keys_is_in_the_language(marked: None, qtbot: QtBot, recording: Path) -> None:
    watch = Watch("day.rec", "ours", "PALMER", "9053261224 RES PALMER, ROBERT")
    timers = HandTimers()
    calls = RecordingCalls(str(recording), SpillReader(TABLES.formats, TABLES.classes, TABLES.localities))
    feed, phone = LessonFeed("day.rec", timers.clock, timers), LessonPhone("", timers.clock, timers)
    feed.open(lambda event: None)
    phone.open(lambda event: None)
    course = Course(None, "day.rec", calls, feed, phone, timers, lambda event: None)
    window = TrainerWindow("dark", 1.0, course.view, course.faults)
    qtbot.addWidget(window)
    window.show()
    course.begin()

    def look() -> None:
        window.redraw()
        watch.look(window)

    look()
    for act in (course.pause_or_resume, course.pause_or_resume, course.another_call):
        act()
        look()
    for steps in (1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1, -1):
        course.quicker(steps)
        look()
    for number in (1, 2, 99):
        course.jump(number)
        look()
    for name, _words in course.faults:
        course.put_in(name)
        look()
    timers.go(9)
    window.buttons["F"].click()
    window.buttons["E"].click()
    look()
    assert watch.faults == ""
    assert watch.has(say("{speed}x is the highest speed", speed="20"))
    assert watch.has(say("again: end it"))
    assert watch.has(say("next marked call"))


def test_the_list_of_lessons_is_in_the_language_and_the_lessons_as_their_tables_have_them(
    marked: None, qtbot: QtBot
) -> None:
    window = LessonChoice("dark", 1.0, shelf())
    qtbot.addWidget(window)
    window.show()
    watch = Watch(*lesson_names())
    watch.look(window)
    assert watch.faults == ""
    assert window.lessons.item(0).text().startswith("▶ agency-down: ")


@pytest.fixture
def replay(english_again: None, marked_folder: Path, tmp_path: Path, qtbot: QtBot) -> _Replay:
    """A replay of a call of last week, by other tables than then, in the language that the settings name."""
    live = Live(tmp_path / "journal.sqlite")
    live.run(*CALL, 5, spill(553))
    look = FirstLook("dark", 1.0, "xx", marked_folder)
    tables = replaced({**TABLES.digests, "agencies/durham": "another"})
    return _Replay(live.path, span_of(live.path, 1), tables, Settings(), look, 1.0)


@pytest.mark.qt_log_ignore("does not support raise")  # offscreen
def test_every_word_of_a_replay_is_in_the_language(replay: _Replay, tmp_path: Path, qtbot: QtBot) -> None:
    journal = tmp_path / "journal.sqlite"
    bodies = [each["body"] for each in events(journal)]
    journalled = (piece for text in of_tables(bodies) for piece in pieces(text))
    watch = Watch(str(journal), *journalled, "9053261224", "RES", "noon", "agencies/durham")
    control = replay._control
    qtbot.addWidget(control)
    control.show()
    watch.look(control)

    class Reads:
        def stop(self) -> None:
            pass

    while replay._film is None:
        replay._read(Reads())
        watch.look(control)
    assert replay._window is not None
    qtbot.addWidget(replay._window)
    replay._window.closing.disconnect(replay._application.exit)  # it would stop the loops of other tests, too
    for signal, what in (
        *((control.time_typed, "noon"), (control.time_typed, "13:31"), (control.speed_changed, 1)),
        *((control.stepped, 1), (control.chosen, 4)),
    ):
        signal.emit(what)
        watch.look(control)
        watch.look(replay._window)
    assert watch.faults == ""
    assert watch.has(say("OTHER TABLES"))
    assert watch.has(say("event {number} of {count}", number=5, count=len(replay._film.frames)))


def test_every_word_of_the_workshop_is_in_the_language(marked: None, qtbot: QtBot) -> None:
    """But for what is wrong with a table or a record, which is told as on the command line."""
    chunks = [
        Chunk(NOON, SLIP % 1),
        Chunk(NOON, b"NO RECORD\r\nAT ALL\r\n\r\n\r\n"),
        Chunk(NOON, b"PING\r\n\x02ha\x02no\x03\x03"),
    ]
    seen: list[str] = []

    def look_at(text: str) -> Look:
        made = look(text, "table", chunks, TABLES.classes, TABLES.localities)
        seen.extend(each.words for each in made.faults)
        seen.extend(line for found in made.found for line in (*found.problems, found.json))
        return made

    def draw(made: Look, found: Found) -> Sequence[Row]:
        assert made.table is not None
        rows = drawn(marks_of(made.table, found.data, TABLES.localities)[1])
        seen.extend(row.text for row in rows)
        return rows

    framed = STARTER.replace('kind = "lines"', 'kind = "stx-etx"\nheartbeats = ["PING"]')
    tables = {
        tr("(new)"): STARTER,
        "framed": framed,
        "broken": 'name = "x"\nfault = 1\n',
        "worse": "fault = 1\nworse = 2\n",
    }
    window = WorkshopWindow(
        THEMES["dark"], 1.0, "sample.raw", tables, look_at, draw, lambda text, name, whole, over: ""
    )
    qtbot.addWidget(window)
    window.show()
    looked = []
    for name in tables:
        window.take_table(name)
        for row in range(window.records.count()):
            window.records.setCurrentRow(row)
            looked.append(tuple(shown_by(window)))
    slip = (SLIP % 1).decode()
    watch = Watch(
        *tables,
        "sample.raw",
        slip[:48],
        *seen,
        *tables.values(),
    )
    for each in looked:
        watch._seen |= set(each)
    assert watch.faults == ""
    for text in (
        say("NOT DECODED"),
        say("{number} heartbeat", number=3),
        say("{number} NOISE {n} bytes", number=4, n=8),
        say("(new)"),
    ):
        assert watch.has(text), text

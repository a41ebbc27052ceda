"""How the lesson is done so far, for the trainer's window: judged from its own journal, as `answerpoint score` does.

The journal is read in a thread of its own, only what was added to it, so that no caller waits for it.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from app.errors import JournalError
from app.journal.read import events
from app.lessons import Lesson
from app.lessons.done import Playing
from app.lessons.score import Score, score_of

_STARTED = "console_started"  # each run of a console in a journal begins with it


class Judge:
    """Judges a lesson while it is given; `lesson` None is a recording, which nobody judges."""

    def __init__(self, lesson: Lesson | None, journal: Path) -> None:
        self._lesson = lesson
        self._journal = journal
        self._thread = ThreadPoolExecutor(1, "judge")
        self._playing: Playing | None = None  # keeps what was done, and no events
        self._last = self._judged = 0
        self._reading: Future[Score | None] | None = None
        self._score: Score | None = None

    def score(self) -> Score | None:
        """Return the newest score there is, and have the next one made; None before the first."""
        if self._lesson is None:
            return None
        if self._reading is None or self._reading.done():
            if self._reading is not None:
                self._score = self._reading.result() or self._score
            self._reading = self._thread.submit(self._read, self._lesson)
        return self._score

    def close(self) -> None:
        """Wait for the reading in work; nothing is judged after it."""
        self._lesson = None
        self._thread.shutdown(cancel_futures=True)

    def _read(self, lesson: Lesson) -> Score | None:
        """Judge again if something was added to this run; None if not, or where it cannot be read just now."""
        try:
            for each in events(self._journal, self._last):
                if self._playing is None or each["kind"] == _STARTED:
                    self._playing = Playing(lesson)
                self._playing.take(each)
                self._last = each["id"]
        except JournalError:
            return None  # the console tells of its journal; the next look reads on
        if self._playing is None or self._judged == self._last:
            return None
        self._judged = self._last
        return score_of(lesson, self._playing.play)

"""Lessons: what a scenario teaches, and how well it was done. Pure: values, a reader of tables, a judge of events.

    lesson        a scenario of the emulated feed with a table `[lesson]`: what it is about and which rules it teaches
    card          what the trainer says as the caller of one call, and answers when asked
    moment        something the caller does, so many seconds after the call came: says, hangs up, sends TTY tones ...
    expectation   one rule for the trainee: a deed that must be done, by when, or that must never be done
    deed          something done that the journal tells: an agency dialled, voice contact, a step of a procedure ...
    verdict       what became of an expectation: met, late, missed, wrong, or not judged

`lesson_table` reads and explains a table; the format stands there. `done` takes deeds out of a journal's events, and
`score` judges them. `app.lesson_files` finds the files.

What the journal of a lesson must tell, so that it can be scored from the journal alone, today and years later:

* `ConsoleStarted.feed` is `lesson:NAME`, where NAME is what `app.lesson_files.load_lesson` takes.
* `LessonWent` (`app.position.lesson_events`) with the number of the call and no moment, just before the first byte of
  its spill, or instead of one where the call has none; again for each moment as it comes, whether or not anything else
  of it is journalled. The call's row in `calls` that comes next is this call's. A caller whom the trainer put in has
  none.
* `LessonStruck` with each fault that the trainer put in by hand, as it strikes.
* Times are the lesson's own: while it is paused, its clock stands.
"""

from app.lessons.lesson import ARRIVAL, Deed, Does, Expectation, Lesson, LessonCall, Moment
from app.lessons.lesson_table import Known, read_lesson

__all__ = [
    "ARRIVAL",
    "Deed",
    "Does",
    "Expectation",
    "Known",
    "Lesson",
    "LessonCall",
    "Moment",
    "read_lesson",
]

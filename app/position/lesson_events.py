"""What happens in a lesson, so that its journal tells all that it is scored by (`app.lessons`).

The position does nothing with either.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LessonWent:
    """A lesson went on: its call, by its number in the scenario, comes now (`moment` ""), or a moment of it came."""

    at: datetime
    call: int
    moment: str


@dataclass(frozen=True, slots=True)
class LessonStruck:
    """A fault that the trainer put in by hand struck: `fault` as it was asked for.

    `call` is that of the lesson by its number, 0 before the first and for a caller who is in no lesson.
    """

    at: datetime
    call: int
    fault: str

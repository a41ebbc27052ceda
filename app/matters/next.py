"""What comes next in a matter, in words, and how pressing it is."""

from dataclasses import dataclass
from enum import IntEnum


class Urgency(IntEnum):
    """How pressing a matter is; the more, the higher it stands."""

    WAITS = 0
    SOON = 1
    NOW = 2
    OVERDUE = 3


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done next."""

    words: str
    urgency: Urgency = Urgency.WAITS

"""What the trainer's window shows, as one frozen value: the card, what the caller does when, what is expected."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallLine:
    """One call of the lesson in the list: `state` in words ("now", "came", "comes in 0:40", ""); its marks' names."""

    number: int
    title: str
    state: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MomentLine:
    """One thing the caller does: when after the call came ("0:05"), what, and in words whether it has been."""

    at: str
    does: str
    state: str


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """One thing the trainee is to do, or never to do: the words, the rules, by when in words, and how it stands.

    `state` is a word for how it was done ("met", "LATE", "WRONG") or stands ("to do", "OVERDUE", "kept so far").
    """

    words: str
    rules: str
    by_when: str
    state: str = "to do"


@dataclass(frozen=True, slots=True)
class TrainerView:
    """Everything the trainer sees.

    `clock` is how the lesson's clock goes, in words ("RUNNING, 1x"). `current` is the number of the call whose card is
    shown, 0 before the first. `told` is what the trainer's last key did, or why it did nothing.
    """

    title: str
    about: str
    paused: bool
    clock: str
    time: str
    current: int
    calls: tuple[CallLine, ...]
    card: tuple[str, ...]
    moments: tuple[MomentLine, ...]
    expected: tuple[ExpectedLine, ...]
    told: str = ""


def minutes(seconds: float) -> str:
    """Write seconds as a trainer reads them: 0:05, 12:40."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"

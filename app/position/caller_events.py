"""What the position finds out about a call and journals itself, so that the next run of the console knows it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CallerJoined:
    """A spill and the telephone's caller on `line` were taken for one call.

    `by` is "number", or "time" where the telephone gave none. `apart` is the seconds between the two.
    """

    at: datetime
    call: int
    line: int
    by: str
    apart: float


@dataclass(frozen=True, slots=True)
class CallerAway:
    """An open call goes on without its caller, or with her again (both False), whoever it was that said so.

    `hung_up` is that she hung up, or was on no line of ours from the first; `cut_off` that the telephone lost its line
    with her on it. `taken_up_from` is the ended call that this one goes on with (D068), 0 if it is none. The last word
    on a call that is open when the console stops is how it is shown by the next run.
    """

    at: datetime
    call: int
    hung_up: bool
    cut_off: bool
    taken_up_from: int = 0


@dataclass(frozen=True, slots=True)
class ScreenTaken:
    """The screen went to this call while others waited: with more than one open, the last word tells whose it was."""

    at: datetime
    call: int


@dataclass(frozen=True, slots=True)
class InformationTaken:
    """The call-taker said that the caller's information is taken, or took that back (D094)."""

    at: datetime
    call: int
    taken: bool


CallerMatter = CallerJoined | CallerAway | ScreenTaken | InformationTaken

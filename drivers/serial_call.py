"""One conference attempt on a serial telephone device: its stages, and what each word of the device makes of it.

The tables are all there is: a pair of stage and meaning that is in neither changes nothing, for devices repeat
themselves and say things at the wrong time. Outcomes are those of the design (telephone.md 8.2).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from app.ports import Outcome
from drivers.phone_profile import Meaning

MOST_HEARD = 5
"""Words that nobody understood which are kept for the attempt's end: enough for a technician to know the device."""


class Stage(Enum):
    """Where an attempt stands."""

    RECALLING = auto()  # the flash leaves, dial tone is waited for
    TONE = auto()  # dial tone stands, nothing is dialled yet
    DIALLING = auto()  # digits leave, or have left and nothing is heard yet
    RINGING = auto()
    ANSWERED = auto()
    ABORTING = auto()  # given up; the device has not confirmed it


NEXT: Mapping[tuple[Stage, Meaning], Stage] = {
    (Stage.RECALLING, Meaning.DIAL_TONE): Stage.TONE,
    (Stage.DIALLING, Meaning.DIALLED): Stage.DIALLING,
    (Stage.DIALLING, Meaning.OK): Stage.DIALLING,  # the device has dialled and takes commands again
    (Stage.DIALLING, Meaning.PROGRESS): Stage.DIALLING,
    (Stage.DIALLING, Meaning.RINGING): Stage.RINGING,
    (Stage.DIALLING, Meaning.ANSWERED): Stage.ANSWERED,
    (Stage.RINGING, Meaning.RINGING): Stage.RINGING,
    (Stage.RINGING, Meaning.ANSWERED): Stage.ANSWERED,
}
"""Words that lead on."""

_FAILURES: Mapping[Meaning, tuple[Outcome, str]] = {
    Meaning.BUSY: (Outcome.BUSY, "busy tone"),
    Meaning.REORDER: (Outcome.CIRCUITS_BUSY, "fast busy tone: no circuit free"),
    Meaning.NO_ANSWER: (Outcome.NO_ANSWER, "no answer"),
    Meaning.NO_DIAL_TONE: (Outcome.NO_DIAL_TONE, "no dial tone"),
    Meaning.REFUSED: (Outcome.REFUSED, "the device refused to dial this number"),
    Meaning.BAD_CODE: (Outcome.BAD_CODE, "these digits are not known"),
    Meaning.ENDED: (Outcome.UNKNOWN, "the call ended, the device gave no reason"),
    Meaning.ERROR: (Outcome.UNKNOWN, "the device did not take the command"),
}

ENDS: Mapping[tuple[Stage, Meaning], tuple[Outcome, str]] = {
    **{(stage, meaning): end for stage in (Stage.DIALLING, Stage.RINGING) for meaning, end in _FAILURES.items()},
    (Stage.RECALLING, Meaning.NO_DIAL_TONE): _FAILURES[Meaning.NO_DIAL_TONE],
    (Stage.RECALLING, Meaning.BUSY): (Outcome.NO_DIAL_TONE, "busy tone instead of dial tone"),
    (Stage.RECALLING, Meaning.REORDER): (Outcome.NO_DIAL_TONE, "fast busy tone instead of dial tone"),
    (Stage.RECALLING, Meaning.NO_ANSWER): (Outcome.NO_DIAL_TONE, "no dial tone"),
    (Stage.RECALLING, Meaning.ENDED): (Outcome.NO_DIAL_TONE, "the device gave the flash up"),
    (Stage.RECALLING, Meaning.REFUSED): (Outcome.REFUSED, "the device refused the flash"),
    (Stage.RECALLING, Meaning.ERROR): (Outcome.UNKNOWN, "the device did not take the flash"),
}
"""Words that end an attempt, with the outcome and its cause in words."""

FAR_ENDS = frozenset({Meaning.BUSY, Meaning.REORDER, Meaning.NO_ANSWER})
"""Ends that only a number which has been dialled can have."""

SINCE_THE_ANSWER = FAR_ENDS | {Meaning.ENDED}
"""Words that may mean that an agency which answered is gone, or never did answer where that was deduced."""

FREES = FAR_ENDS | {
    Meaning.OK,
    Meaning.ERROR,
    Meaning.ANSWERED,
    Meaning.NO_DIAL_TONE,
    Meaning.REFUSED,
    Meaning.BAD_CODE,
    Meaning.ENDED,
}
"""Words after which a device that dialled takes commands again."""

NOT_TOLD_APART = "busy tone: the agency is busy or no circuit is free, which this device cannot tell apart"
"""Said of BUSY where the device reports no reorder (telephone.md 2.2: a 503 comes as BUSY)."""


@dataclass(slots=True)
class Call:
    """The attempt under way. Times are in seconds, as the dialogue is told them."""

    number: int
    stage: Stage
    digits: str = ""
    rings: int = 0
    dial_when_ready: bool = False
    flashed: bool = False  # the caller may be on hold since
    told_dialled: bool = False
    tone_heard: bool = False  # a word for dial tone came before the answer to the flash
    left_at: float = 0.0  # when the last digit has left, as far as can be told
    rang_at: float | None = None
    end: tuple[Outcome, str] = (Outcome.ABORTED, "given up here")  # how it will have ended, while ABORTING
    silent: bool = False  # nothing more is told of it: its end was told, or the position has left
    left: bool = False  # the position has left: caller and agency may stay together
    heard: list[str] = field(default_factory=list)

    def hear(self, word: str) -> None:
        """Keep a word that nobody understood."""
        if len(self.heard) < MOST_HEARD:
            self.heard.append(word)

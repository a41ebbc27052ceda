"""One call at this position, from arrival to release."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from app.call.attempt import Attempt, AttemptState, Cause, Purpose
from app.words import say

Details = TypeVar("Details")


class HowEnded(StrEnum):
    """How a call ended; an open call has none."""

    RELEASED = "released"  # the call-taker left it
    CALLER_GONE = "caller_gone"  # the caller had hung up
    REPLACED = "replaced"  # the next spill took the screen (D201)


@dataclass(slots=True)
class Call(Generic[Details]):
    """A call and what was done on it.

    `details` is what the caller's spills say (the position's own type: this package knows no spill), None for a call
    without data. `line` is the telephone's line the caller rings or is on (`app.ports.CallerRinging`), None where only
    a spill told of the caller; `line_number` the number that line gave. `release_warned_at` is when release was refused
    once. `dial_tone` is the 9-1-1 FEATURE key
    pressed alone: dial tone asked for or standing, no agency yet, and so no leg; `failed_tone` how it ended when none
    came.
    """

    id: int
    arrived_at: datetime
    details: Details | None = None
    line: int | None = None
    line_number: str = ""
    ringing: bool = False
    answer_asked_at: datetime | None = None  # when the telephone was told to answer this caller, who rings still
    on_line: bool = False
    joined_here: bool = False  # the telephone itself joins its parties: another caller would be joined with them
    cut_off_at: datetime | None = None  # when the telephone lost its line with this caller on it
    attempts: list[Attempt] = field(default_factory=list)
    information_taken: bool = False
    release_warned_at: datetime | None = None
    owed: dict[str, str] = field(default_factory=dict)  # by id, agencies that are down and for whom nothing is dialled
    dial_tone: Attempt | None = None
    failed_tone: Attempt | None = None
    backup_asked_at: datetime | None = None
    releasing: bool = False
    release_unconfirmed: bool = False
    caller_gone_at: datetime | None = None
    held: bool = False
    dial_asked: bool = False  # 9-1-1 FEATURE was pressed: digits may be typed now
    marks: set[str] = field(default_factory=set)  # what procedures keep of it (`app.call.procedure`)
    typed: dict[str, str] = field(default_factory=dict)  # what was typed for procedures, field -> words
    told: set[str] = field(default_factory=set)  # agencies, by id, that have its information without voice contact
    tty_heard: bool = False
    kept: bool = False  # a procedure keeps it on the screen
    no_release: str = ""  # why a procedure forbids releasing it
    taken_up_from: int = 0  # the ended call of today whose details these are (D068)
    times_told: int = 0  # how often a later spill told anew who the caller is
    times_moved: int = 0  # and how often where she is
    begun: bool = False  # procedures were told that it began
    goes_on: bool = False  # open when the console stopped, and taken up again
    ended_at: datetime | None = None
    how_ended: HowEnded | None = None
    linked_to: int | None = None  # the call that the call-taker said is the same incident (D095)

    @property
    def open(self) -> bool:
        """True until it ended."""
        return self.how_ended is None

    @property
    def untouched(self) -> bool:
        """True while nothing has been done on it that a key would show."""
        return not (
            self.attempts
            or self.owed
            or self.dial_tone
            or self.failed_tone
            or self.held
            or self.releasing
            or self.release_warned_at
            or self.backup_asked_at
        )

    @property
    def being_brought_in(self) -> Attempt | None:
        """The attempt that is dialling, ringing, or answered without voice contact; there is at most one."""
        for attempt in reversed(self.attempts):
            if attempt.being_brought_in:
                return attempt
        return None

    @property
    def worked(self) -> bool:
        """True while the next caller must wait beside the screen: this one is being worked and is never hidden.

        So it is while the telephone says that the caller is on the line or held, while an agency is being brought in,
        while dial tone stands for one, while a rung-back caller is on the line, and until a release that was asked for
        has been confirmed; while a procedure keeps it; and, where the telephone joins its parties, while an agency is
        on the line at all, or perhaps still.
        """
        tone_or_leg = (*self.attempts, *([self.dial_tone] if self.dial_tone else ()))
        busy = any(each.being_brought_in or each.caller_is_back for each in tone_or_leg)
        here = self.on_line or self.held or self.releasing or self.kept
        return here or busy or (self.joined_here and bool(self.in_contact or self.perhaps_on_line))

    @property
    def perhaps_on_line(self) -> tuple[Attempt, ...]:
        """Agencies that may be on the line though their attempts are over, until they are dialled again.

        A telephone that joins its parties itself has nobody on a line that is lost.
        """
        again: set[tuple[str, str]] = set()
        perhaps = []
        for attempt in reversed(self.attempts):
            who = (attempt.agency, attempt.label)  # a typed number is no agency's
            cut_off = self.joined_here and attempt.ended_by is Cause.LINE_LOST
            if attempt.perhaps_on_line and who not in again and not cut_off:
                perhaps.append(attempt)
            if not attempt.earlier:
                again.add(who)
        return tuple(reversed(perhaps))

    @property
    def dialled_by_hand(self) -> bool:
        """True while someone is brought in whom the call-taker dialled on the set herself, on the dial tone she had."""
        tone = self.dial_tone
        return tone is not None and tone.state in (AttemptState.RINGING, AttemptState.ANSWERED)

    @property
    def in_contact(self) -> tuple[Attempt, ...]:
        """The legs in voice contact with the caller."""
        return tuple(each for each in self.attempts if each.in_contact and each.purpose is not Purpose.RING_BACK)

    @property
    def rung_back(self) -> tuple[Attempt, ...]:
        """The legs on which the caller, rung back, is on the line again."""
        return tuple(each for each in self.attempts if each.caller_is_back)

    @property
    def ever_in_contact(self) -> bool:
        """True if any agency has been in voice contact on this call."""
        return any(each.contact_at for each in self.attempts if each.purpose is Purpose.AGENCY)

    @property
    def left_by(self) -> Attempt | None:
        """The last who was in voice contact with the caller here and is known to have left the line since."""
        for attempt in reversed(self.attempts):
            over = attempt.state is AttemptState.ENDED and attempt.contact_at is not None
            if over and attempt.purpose in (Purpose.AGENCY, Purpose.TYPED) and not attempt.perhaps_on_line:
                return attempt
        return None

    @property
    def unreached(self) -> tuple[Attempt, ...]:
        """The last failed attempt at each agency not reached on this call, oldest first; a new try does not hide it."""
        last: dict[str, Attempt] = {}
        for attempt in self.attempts:
            if attempt.purpose is Purpose.AGENCY and attempt.failed:
                last.pop(attempt.agency, None)
                last[attempt.agency] = attempt
        if not last:
            return ()
        reached = {each.agency for each in self.attempts if each.contact_at}
        return tuple(each for each in last.values() if each.agency not in reached)

    @property
    def given_up(self) -> Attempt | None:
        """The agency that was given up last, after it rang or answered, if none was ever reached (D084).

        Whoever is given up before it rang was a wrong key, and hides nothing. While another is brought in there is
        none: the one before may have been the wrong key.
        """
        tried = [each for each in self.attempts if each.purpose is Purpose.AGENCY]
        if not tried or tried[-1].state is not AttemptState.ENDED or self.ever_in_contact:
            return None
        given_up = (each for each in reversed(tried) if each.given_up and (each.rings or each.answered_at))
        return next((each for each in given_up if each.agency not in self.told), None)

    @property
    def on_a_rung(self) -> Attempt | None:
        """The attempt whose next rungs are offered (D093).

        The last that failed and does not have the information; else the one given up, else the last that failed.
        """
        unreached = self.unreached
        wanting = [each for each in unreached if each.agency not in self.told]
        if wanting:
            return wanting[-1]
        return self.given_up or (unreached[-1] if unreached else None)

    def reached(self, agency: str) -> bool:
        """Tell whether an agency, by id, has been in voice contact on this call."""
        return any(each.agency == agency and each.contact_at for each in self.attempts)

    @property
    def wanting(self) -> tuple[str, ...]:
        """The agencies, in words, that were not reached or not even dialled, and do not have the information (D094)."""
        names = {**self.owed, **{each.agency: each.short for each in self.unreached}}
        if not names:
            return ()
        return tuple(short for agency, short in names.items() if agency not in self.told and not self.reached(agency))

    def find(self, number: int) -> Attempt | None:
        """The attempt the telephone calls `number`, if it is this call's."""
        for attempt in reversed(self.attempts):
            if attempt.number == number:
                return attempt
        return self.dial_tone if self.dial_tone and self.dial_tone.number == number else None

    def put(self, attempt: Attempt) -> None:
        """Set the attempt in its leg, adding the leg if it is new."""
        if attempt.leg > len(self.attempts):
            self.attempts.append(attempt)
        else:
            self.attempts[attempt.leg - 1] = attempt

    def release_warning(self) -> str:
        """Why this call should not be released yet; "" if it may be (D042, D084, D094, D096).

        After voice contact with any agency, one press releases. Before it, an agency being brought in (or a number of
        no agency here, as another region's centre: D165, or whom she dialled on the set herself), or one that was tried
        in vain or given up while the information is not yet taken, wants a second press; the latter not where the call
        is linked to another of the same incident, whose information is there (D095).
        """
        if self.ever_in_contact:
            return ""
        attempt = self.being_brought_in
        if attempt is not None and attempt.purpose is Purpose.AGENCY:
            return say("no voice contact with {agency} yet", agency=attempt.short)
        if attempt is not None and attempt.purpose is Purpose.TYPED:
            return say("no voice contact with the number dialled yet")
        if self.dialled_by_hand:
            return say("no voice contact with the one you dialled yet")
        if self.information_taken or self.linked_to is not None:
            return ""
        if self.wanting:
            return say("{agency} was not reached and the information is not marked as taken", agency=self.wanting[-1])
        if self.given_up is not None:
            return say("{agency} was given up, and no agency was reached", agency=self.given_up.short)
        return ""


@dataclass(frozen=True, slots=True)
class Task:
    """Something left to do after a failed attempt: the caller's information must still reach the agency (D096)."""

    call: int
    agency: str
    short: str
    why: str
    opened_at: datetime

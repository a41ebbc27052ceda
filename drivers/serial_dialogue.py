"""The dialogue with a telephone device: orders, bytes and time in; bytes and events out. No port, clock or thread.

    out = dialogue.opened(now, at)          the port is open: the self-test begins
    out = dialogue.receive(data, now, at)   bytes came, split anywhere
    out = dialogue.take(order, now, at)     an order
    out = dialogue.tick(now, at)            what is due; `due()` says when
    out = dialogue.lost(now, at)            the port is gone
    bytes = dialogue.farewell()             what may be sent before the port is closed

`out` holds in order: `Send` (bytes for the device), `Reopen` (it cannot be worked with: close the port, open it again)
and the events of the telephone. How it stands with the device:

    down     -> testing            the port is open
    testing  -> ready              the self-test is passed: LineUp
    any      -> down               the port is lost, or Reopen

Whether a caller is on the line is not seen here; it is supposed from the first order that uses the line until we leave,
and from the start, for a console that starts again may do so in the middle of a call. As long as it is supposed,
nothing is sent of its own accord that could hang up; and when the port is back, nothing at all but to finish a RELEASE.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum, auto

from app.ports import (
    Abort,
    CallerGone,
    Conferenced,
    Dial,
    DropAgency,
    HangUp,
    Heard,
    HeldOnLine,
    Hold,
    Instruction,
    LineLost,
    LineUp,
    Mute,
    Muted,
    PhoneOrder,
    Recall,
    Release,
    Released,
    ReleaseRefused,
    Resume,
    Resumed,
    TryTime,
    TtyHeard,
)
from drivers.phone_profile import Meaning, Profile
from drivers.self_test import SelfTests
from drivers.serial_attempts import Attempts
from drivers.serial_commands import CALLS, LATE_S, Commands, Done, Purpose, Sent, Task
from drivers.serial_ends import MAY_BE_LATE, not_done
from drivers.serial_turn import Output, Reopen, Send, Turn
from drivers.serial_words import Words, short
from drivers.time_trial import Trials

UNFINISHED_S = 1.0
"""Seconds of quiet after which a line without an end is read, if it is a whole word: its end was lost on the way."""

BABBLE, BABBLE_S = 16_384, 60.0
"""Bytes without one known word within so many seconds, after which a device is given up: no modem says so much of its
own. A hybrid that tells its state now and then does, over a day."""

FINISH_S = 30.0
"""Seconds within which a RELEASE that was not answered when the port went is finished; later there may be a caller."""

LINE_IS_DEAD = "the device says that the line is dead"

MOST_TOLD = 50
"""Words not understood that are told from one LineUp to the next; more of them would only fill the journal."""


class _Device(Enum):
    DOWN = auto()
    TESTING = auto()
    READY = auto()


class SerialDialogue:
    """Speaks with the device that `profile` describes."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._words = Words(profile.shielded)
        self._commands = Commands(profile)
        self._attempts = Attempts(profile, self._commands)
        self._device = _Device.DOWN
        self._line_is_dead = False
        self._engaged = True  # a caller may be on the line
        self._unfinished_until: float | None = None
        self._unknown_bytes = 0
        self._unknown_since = 0.0
        self._leaves_since: float | None = None  # we hang up, and the device has not answered
        self._dead_word = ""  # said in the middle of the self-test
        self._told = 0
        self._tests = SelfTests(profile, self._commands)
        self._trials = Trials(profile, self._commands, self._use)

    @property
    def profile(self) -> Profile:
        """The profile, with the times in force."""
        return self._profile

    @property
    def is_up(self) -> bool:
        """True while the line can be used."""
        return self._device is _Device.READY and not self._line_is_dead

    def due(self) -> float | None:
        """Return when `tick` is to be called next, or None."""
        times = (self._attempts.due(), self._commands.due(), self._unfinished_until)
        return min((each for each in times if each is not None), default=None)

    def opened(self, now: float, at: datetime) -> list[Output]:
        """The port is open: end a call that was left half dialled, and test the device."""
        turn = Turn(now, at)
        self._forget(turn)
        self._device = _Device.TESTING
        self._dead_word = ""
        # one character ends a call that a modem is dialling (telephone.md 2.2), and flushes what noise has put before
        turn.put(Send(self._profile.end.encode("latin-1")))
        self._tested(self._tests.begin(turn), turn)
        self._run(turn)
        return turn.out

    def lost(self, now: float, at: datetime) -> list[Output]:
        """The port is gone; what was under way is over, told by the LineLost that comes before what is returned."""
        turn = Turn(now, at)
        self._forget(turn)
        return turn.out

    def receive(self, data: bytes, now: float, at: datetime) -> list[Output]:
        """Take bytes of the device."""
        turn = Turn(now, at)
        if self._device is _Device.DOWN:
            return turn.out
        if now - self._unknown_since > BABBLE_S:
            self._unknown_bytes, self._unknown_since = 0, now
        self._unknown_bytes += len(data)
        for word in self._words.feed(data):
            self._word(word, turn)
            self._run(turn)
            if self._is_down():
                return turn.out
        self._unfinished_until = now + UNFINISHED_S if self._words.unfinished else None
        if self._unknown_bytes > BABBLE:
            what = f"{self._unknown_bytes} bytes without one within {BABBLE_S:g} s"
            self._give_up(f"expected words of a telephone, got {what}", turn)
        return turn.out

    def tick(self, now: float, at: datetime) -> list[Output]:
        """Do what is due by `now`."""
        turn = Turn(now, at)
        self._run(turn)
        if self._unfinished_until is not None and self._unfinished_until <= now:
            self._unfinished_until = None
            if self._profile.meanings(self._words.unfinished):
                self._word(self._words.flush(), turn)
        while self._attempts.tick(turn):
            self._run(turn)
        self._run(turn)
        return turn.out

    def take(self, order: PhoneOrder, now: float, at: datetime) -> list[Output]:
        """Take an order; one that makes no sense now is ignored."""
        turn = Turn(now, at)
        match order:
            case Recall(attempt=attempt):
                self._attempts.recall(attempt, self.is_up, turn)
            case Dial(attempt=attempt, digits=digits):
                self._attempts.dial(attempt, digits, self.is_up, turn)
            case Abort(attempt=attempt) | DropAgency(attempt=attempt):
                self._attempts.abort(attempt, turn)
            case Release() | HangUp():
                self._leave(isinstance(order, HangUp), turn)
            case Hold():
                self._simple(Purpose.HOLD, "hold", turn)
            case Resume():
                self._simple(Purpose.RESUME, "resume", turn)
            case TryTime(what=what, seconds=seconds):
                self._try_time(what, seconds, turn)
            case Mute(on=on):
                self._simple(Purpose.MUTE if on else Purpose.UNMUTE, "mute" if on else "unmute", turn)
            case Heard(what="answered"):
                self._attempts.heard_answer(turn)
            case _:
                pass  # Answer, SendText and what else is heard are for other telephones
        if isinstance(order, Recall | Dial | Hold | Resume | Mute):
            self._engaged |= self.is_up
            self._leaves_since = None  # she is on the line, and no longer wants to leave it
        self._run(turn)
        return turn.out

    def farewell(self) -> bytes:
        """Return what may be sent before the port is closed: nothing while a caller may be on the line."""
        if self._engaged or self._device is not _Device.READY:
            return b""
        return b"".join(self._bytes(step.send.write()) for step in self._profile.commands.get("idle", ()))

    # --- orders about the line ---

    def _leave(self, for_everyone: bool, turn: Turn) -> None:
        if not self.is_up:
            turn.put(ReleaseRefused(turn.at, "the line is lost: the device cannot be told"))
            return
        if not for_everyone and not self._profile.caps.bridge_in_switch:
            turn.put(ReleaseRefused(turn.at, "caller and agency are joined in this device: hanging up cuts them off"))
            return
        purpose = Purpose.HANG_UP if for_everyone else Purpose.RELEASE
        if self._commands.has(purpose):
            return
        self._attempts.leave(for_everyone, turn)
        steps = self._profile.commands.get("hang_up", ())
        if steps:
            self._commands.put(Task(purpose, tuple((each, "") for each in steps)))
            self._leaves_since = turn.now
            return
        self._attempts.released()
        words = "hang up on the set: the call ends for everyone" if for_everyone else "hang up on the set"
        turn.put(Instruction(turn.at, words), Released(turn.at))
        self._engaged = False

    def _simple(self, purpose: Purpose, command: str, turn: Turn) -> None:
        steps = self._profile.commands.get(command)
        if steps is None:
            return
        # what waits behind the digits would be done as soon as somebody answers
        behind = self._commands.has(*CALLS) and not (self._profile.deaf and command in ("mute", "unmute"))
        if not self.is_up or self._commands.occupied or behind:
            why = "is dialling, and anything sent now would end that" if self.is_up else "cannot be reached"
            turn.not_done(command, f"the device {why}")
            return
        self._commands.put(Task(purpose, tuple((each, "") for each in steps)))

    # --- a time that is tried ---

    def _try_time(self, what: str, seconds: float, turn: Turn) -> None:
        if seconds == 0 and self._device is not _Device.READY:
            self._trials.answer(what, turn)
            return
        why = "" if self._attempts.idle and not self._commands.occupied else "the device is busy"
        self._trials.take(what, seconds, why if self.is_up else "the line is lost", turn)

    def _may_try(self) -> bool:
        return self._device is _Device.READY and self._attempts.untouched

    def _use(self, profile: Profile) -> None:
        self._profile = profile
        self._commands.use(profile)
        self._attempts.use(profile)

    # --- the device's words ---

    def _word(self, word: str, turn: Turn) -> None:
        answered = self._commands.word(word, turn.now)
        if answered is not None:
            if answered:
                self._unknown_bytes = 0
            self._consider(answered, turn)
        elif self._of_the_line(word, turn) or self._attempts.word(word, turn):
            self._unknown_bytes = 0
        else:
            self._attempts.misheard(word, turn)
            if self._told < MOST_TOLD:
                self._told += 1
                turn.tell("not understood", short(repr(word)), short(word))

    def _of_the_line(self, word: str, turn: Turn) -> bool:
        """Take a word that tells of the line itself, whatever is under way."""
        for result, _ in self._profile.meanings(word):
            match result.means:
                case Meaning.CALLER_GONE:
                    turn.put(CallerGone(turn.at, raw=short(word)))
                case Meaning.TTY:
                    turn.put(TtyHeard(turn.at, raw=short(word)))
                case Meaning.LINE_LOST if self._device is _Device.TESTING:
                    self._dead_word = word
                case Meaning.LINE_BACK if self._device is _Device.TESTING:
                    self._dead_word = ""
                case Meaning.LINE_LOST if self.is_up:
                    self._line_is_dead = True
                    self._attempts.forget()
                    self._commands.clear()
                    self._trials.interrupted(turn)
                    turn.put(LineLost(turn.at, LINE_IS_DEAD, short(word)))
                case Meaning.LINE_BACK if self._device is _Device.READY and self._line_is_dead:
                    self._line_is_dead = False
                    self._commands.put(self._attempts.sync())  # it may have been dialling when the line died
                    turn.put(LineUp(turn.at, short(word)))
                case _:
                    continue
            return True
        return False

    # --- what commands come to ---

    def _run(self, turn: Turn) -> None:
        """Let the commands go on until nothing more follows at once."""
        while not self._is_down():
            self._trials.go(self._may_try(), turn)
            steps = self._commands.tick(turn.now)
            if not steps:
                return
            self._consider(steps, turn)

    def _consider(self, steps: Sequence[Sent | Done], turn: Turn) -> None:
        for step in steps:
            if isinstance(step, Sent):
                turn.put(Send(self._bytes(step.text)))
            else:
                self._done(step, turn)

    def _done(self, done: Done, turn: Turn) -> None:
        raw, purpose = short(done.raw), done.task.purpose
        if purpose in MAY_BE_LATE and not done.ok and done.meaning is None:
            self._commands.put_first(self._attempts.sync(LATE_S))
        match purpose:
            case Purpose.TEST:
                self._tested(self._tests.done(done, turn), turn)
            case Purpose.TRY:
                if why := self._trials.done(done, turn):
                    self._give_up(why, turn)
                self._trials.go(self._may_try(), turn)  # before what waits is flashed
            case Purpose.SYNC if not done.ok:
                self._give_up("expected an answer after a call was given up, got none", turn)
            case Purpose.JOIN if done.ok:
                turn.put(Conferenced(turn.at, done.task.attempt, raw))
            case Purpose.RELEASE | Purpose.HANG_UP if done.ok:
                self._engaged, self._leaves_since = False, None
                self._attempts.released()
                turn.put(Released(turn.at, "hung up for everyone" if purpose is Purpose.HANG_UP else raw))
            case Purpose.RELEASE | Purpose.HANG_UP:
                self._leaves_since = None
                sure = done.meaning is not None
                why = f"the device did not hang up: {not_done(done)}" if sure else not_done(done)
                turn.put(ReleaseRefused(turn.at, why, raw, sure))
                self._attempts.not_released(turn)
            case Purpose.IDLE:
                told = "done, now that the port is back" if done.ok else f"not done: {not_done(done)}"
                turn.tell("release", told, raw)
                self._engaged &= not done.ok
            case Purpose.HOLD if done.ok:
                turn.put(HeldOnLine(turn.at, raw))
            case Purpose.RESUME if done.ok:
                turn.put(Resumed(turn.at, raw))
            case Purpose.MUTE | Purpose.UNMUTE if done.ok:
                turn.put(Muted(turn.at, purpose is Purpose.MUTE, raw))
            case Purpose.HOLD | Purpose.RESUME | Purpose.MUTE | Purpose.UNMUTE:
                turn.not_done(purpose.value, not_done(done), raw)
            case Purpose.JOIN | Purpose.BACK:
                if not done.ok:
                    turn.tell(purpose.value, f"not done: {not_done(done)}", raw)
            case _:
                self._attempts.done(done, turn)

    # --- the self-test ---

    def _tested(self, why: str | None, turn: Turn) -> None:
        """Go on from a step of the self-test: the device is refused, the line is up, or another step is under way."""
        if why is None:
            return
        if why:
            self._give_up(why, turn)
            return
        self._device, self._line_is_dead = _Device.READY, bool(self._dead_word)
        self._told = 0
        since, self._leaves_since = self._leaves_since, None
        if since is not None and turn.now - since <= FINISH_S:
            steps = self._profile.commands.get("hang_up", ())
            self._commands.put(Task(Purpose.IDLE, tuple((each, "") for each in steps)))
        if self._line_is_dead:
            turn.put(LineLost(turn.at, LINE_IS_DEAD, short(self._dead_word)))
        else:
            turn.put(LineUp(turn.at))

    # --- book-keeping ---

    def _bytes(self, text: str) -> bytes:
        return (text + self._profile.end).encode("latin-1")

    def _is_down(self) -> bool:
        return self._device is _Device.DOWN

    def _give_up(self, why: str, turn: Turn) -> None:
        turn.put(Reopen(why))
        self._forget(turn)

    def _forget(self, turn: Turn) -> None:
        self._attempts.lost(turn)
        self._commands.clear()
        self._words.clear()
        self._device, self._line_is_dead = _Device.DOWN, False
        self._unfinished_until = None
        self._unknown_bytes = 0
        self._trials.forget()

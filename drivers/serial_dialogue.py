"""The dialogue with a telephone device: orders, bytes and time in; bytes and events out. No port, clock or thread.

    out = dialogue.opened(now, at)          the port is open: the self-test begins
    out = dialogue.receive(data, now, at)   bytes came, split anywhere
    out = dialogue.take(order, now, at)     an order
    out = dialogue.tick(now, at)            what is due; `due()` says when
    dialogue.lost()                         the port is gone
    bytes = dialogue.farewell()             what may be sent before the port is closed

`out` holds in order: `Send` (bytes for the device), `Reopen` (it cannot be worked with: close the port, open it again)
and the events of the telephone. How it stands with the device:

    down     -> testing            the port is open
    testing  -> ready              the self-test is passed: LineUp
    any      -> down               the port is lost, or Reopen

Whether a caller is on the line is not seen here; it is supposed from the first order that uses the line until we leave,
and from the start, for a console that starts again may do so in the middle of a call. As long as it is supposed,
nothing is sent of its own accord that could hang up.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum, auto

from app.errors import TableError
from app.ports import (
    Abort,
    CallerGone,
    Conferenced,
    Dial,
    DropAgency,
    HangUp,
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
    TimeTried,
    TryTime,
    TtyHeard,
)
from drivers.phone_profile import Meaning, Profile, Rule
from drivers.self_test import answer, fault
from drivers.serial_attempts import Attempts
from drivers.serial_commands import Commands, Done, Purpose, Sent, Task
from drivers.serial_ends import LATE_S, MAY_BE_LATE, not_done
from drivers.serial_turn import Output, Reopen, Send, Turn
from drivers.serial_words import Words, short
from drivers.time_trial import Trial, try_time

UNFINISHED_S = 1.0
"""Seconds of quiet after which a line without an end is read, if it is a whole word: its end was lost on the way."""

BABBLE = 16_384
"""Bytes without one known word, after which a device is given up: no modem says so much of its own."""

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
        self._told = 0
        self._tries_left = 0
        self._failed_tests: list[str] = []
        self._trial: Trial | None = None

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
        self._forget()
        self._device = _Device.TESTING
        self._failed_tests = []
        # one character ends a call that a modem is dialling (telephone.md 2.2), and flushes what noise has put before
        turn.put(Send(self._profile.end.encode("latin-1")))
        self._test(0, turn)
        self._run(turn)
        return turn.out

    def lost(self) -> None:
        """The port is gone; what was under way is over, and told by the LineLost that stands for it."""
        self._forget()

    def receive(self, data: bytes, now: float, at: datetime) -> list[Output]:
        """Take bytes of the device."""
        turn = Turn(now, at)
        if self._device is _Device.DOWN:
            return turn.out
        self._unknown_bytes += len(data)
        for word in self._words.feed(data):
            self._word(word, turn)
            self._run(turn)
            if self._is_down():
                return turn.out
        self._unfinished_until = now + UNFINISHED_S if self._words.unfinished else None
        if self._unknown_bytes > BABBLE:
            self._give_up(f"expected words of a telephone, got {self._unknown_bytes} bytes without one", turn)
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
            case _:
                pass  # Answer, SendText and Heard are for other telephones
        if isinstance(order, Recall | Dial | Hold | Resume | Mute) and self.is_up:
            self._engaged = True
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
        self._attempts.leave(for_everyone, turn)
        steps = self._profile.commands.get("hang_up", ())
        if steps:
            purpose = Purpose.HANG_UP if for_everyone else Purpose.RELEASE
            self._commands.put(Task(purpose, tuple((each, "") for each in steps)))
            return
        words = "hang up on the set: the call ends for everyone" if for_everyone else "hang up on the set"
        turn.put(Instruction(turn.at, words), Released(turn.at))
        self._engaged = False

    def _simple(self, purpose: Purpose, command: str, turn: Turn) -> None:
        steps = self._profile.commands.get(command)
        if steps is None:
            return
        if not self.is_up or self._commands.occupied:
            why = "is dialling, and anything sent now would end that" if self.is_up else "cannot be reached"
            turn.tell(command, f"not done: the device {why}")
            return
        self._commands.put(Task(purpose, tuple((each, "") for each in steps)))

    # --- a time that is tried ---

    def _try_time(self, what: str, seconds: float, turn: Turn) -> None:
        if not self.is_up or not self._attempts.idle or self._trial is not None:
            why = "the device is busy" if self.is_up else "the line is lost"
            turn.put(TimeTried(turn.at, what, seconds, why))
            return
        try:
            trial = self._trial = try_time(self._profile, what, seconds)
        except TableError as error:
            turn.put(TimeTried(turn.at, what, seconds, str(error).splitlines()[0]))
            return
        self._use(trial.after)
        for task in trial.tasks:
            self._commands.put(task)
        if not trial.tasks:  # a time by which only the console waits
            self._end_trial(trial, "", turn)

    def _end_trial(self, trial: Trial, why: str, turn: Turn) -> None:
        self._trial = None
        if why:
            self._commands.drop_tries()
            self._use(trial.before)
        turn.put(TimeTried(turn.at, trial.what, trial.seconds, why))

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
                case Meaning.LINE_LOST if self.is_up:
                    self._line_is_dead = True
                    self._attempts.forget()
                    self._commands.clear()
                    turn.put(LineLost(turn.at, "the device says that the line is dead", short(word)))
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
        while not self._is_down() and (steps := self._commands.tick(turn.now)):
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
                self._tested(done, turn)
            case Purpose.TRY if self._trial is not None:
                if (why := self._trial.take(done)) is not None:
                    self._end_trial(self._trial, why, turn)
            case Purpose.SYNC if not done.ok:
                self._give_up("expected an answer after a call was given up, got none", turn)
            case Purpose.JOIN if done.ok:
                turn.put(Conferenced(turn.at, done.task.attempt, raw))
            case Purpose.RELEASE | Purpose.HANG_UP if done.ok:
                self._engaged = False
                turn.put(Released(turn.at, "hung up for everyone" if purpose is Purpose.HANG_UP else raw))
            case Purpose.RELEASE | Purpose.HANG_UP:
                turn.put(ReleaseRefused(turn.at, f"the device did not hang up: {not_done(done)}", raw))
            case Purpose.HOLD if done.ok:
                turn.put(HeldOnLine(turn.at, raw))
            case Purpose.RESUME if done.ok:
                turn.put(Resumed(turn.at, raw))
            case Purpose.MUTE | Purpose.UNMUTE if done.ok:
                turn.put(Muted(turn.at, purpose is Purpose.MUTE, raw))
            case Purpose.JOIN | Purpose.HOLD | Purpose.RESUME | Purpose.MUTE | Purpose.UNMUTE | Purpose.BACK:
                if not done.ok:
                    turn.tell(purpose.value, f"not done: {not_done(done)}", raw)
            case _:
                self._attempts.done(done, turn)

    # --- the self-test ---

    def _test(self, number: int, turn: Turn) -> None:
        """Begin a step of the self-test, or end it."""
        tests = self._profile.tests
        if number < len(tests):
            self._tries_left = tests[number].tries - 1
            self._commands.put(Task(Purpose.TEST, ((tests[number].step, ""),), number=number))
            return
        text = f"passed, {len(tests) - len(self._failed_tests)} of {len(tests)}"
        if self._failed_tests:
            text += f"; without: {', '.join(self._failed_tests)}"
        if not self._profile.answers:
            text = "none: this device answers nothing"
        self._device, self._line_is_dead = _Device.READY, False
        self._told = 0
        if not self._engaged:  # what was left off the hook when the port was lost
            steps = self._profile.commands.get("hang_up", ())
            self._commands.put(Task(Purpose.IDLE, tuple((each, "") for each in steps)))
        turn.tell("self-test", text)
        turn.put(LineUp(turn.at))

    def _tested(self, done: Done, turn: Turn) -> None:
        test = self._profile.tests[done.task.number]
        wrong = "" if test.step.silent else fault(test, done)
        if wrong and self._tries_left > 0:  # a byte may have been lost
            self._tries_left -= 1
            self._commands.put(done.task)
            return
        if wrong or test.rule is Rule.TELLS:
            told = wrong or answer(done)
        else:
            told = f"{answer(done)}: in order"
        turn.tell(test.what, told, short(done.raw))
        if wrong and test.needed:
            why = f"; {test.why}" if test.why else ""
            self._give_up(f"self-test, {test.what}: {wrong}{why}", turn)
            return
        if wrong:
            self._failed_tests.append(test.what)
        self._test(done.task.number + 1, turn)

    # --- book-keeping ---

    def _bytes(self, text: str) -> bytes:
        return (text + self._profile.end).encode("latin-1")

    def _is_down(self) -> bool:
        return self._device is _Device.DOWN

    def _give_up(self, why: str, turn: Turn) -> None:
        self._forget()
        turn.put(Reopen(why))

    def _forget(self) -> None:
        self._attempts.forget()
        self._commands.clear()
        self._words.clear()
        self._device, self._line_is_dead = _Device.DOWN, False
        self._unfinished_until = None
        self._unknown_bytes = 0
        if self._trial is not None:
            self._use(self._trial.before)
            self._trial = None

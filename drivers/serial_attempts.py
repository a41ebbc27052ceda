"""The conference attempts on a telephone device: flash, dial tone, digits, rings, answer; `serial_ends` ends them.

One attempt at a time is under way; agencies that answered stay until dropped. What a device's word makes of an
attempt stands in `drivers.serial_call`; here is what follows from it, and what follows from time. Every attempt has an
end or an answer, whatever the device says or does not say.
"""

from dataclasses import replace

from app.ports import (
    Answered,
    AttemptEnded,
    Dialled,
    DialTone,
    Instruction,
    Outcome,
    Progress,
    Ringing,
)
from app.words import say
from drivers.phone_command import MOST_DIGITS
from drivers.phone_profile import Meaning
from drivers.serial_call import ENDS, FAR_ENDS, FREES, NEXT, NOT_TOLD_APART, SINCE_THE_ANSWER, Call, Stage
from drivers.serial_commands import CALLS, Done, Purpose, Task
from drivers.serial_ends import AFTER_A_CALL, Ends, Timer, not_done
from drivers.serial_turn import Turn
from drivers.serial_words import short

DIALLABLE = frozenset("0123456789*#")
"""The keys of a telephone."""

LONGEST_DIALLING_S = 4.0
"""Seconds after which digits are told as dialled, however many: the position waits 5 s for the device's first word."""


class Attempts(Ends):
    """The attempts on the device of `profile`, which is told what to do through `commands`."""

    # --- orders ---

    def recall(self, attempt: int, line_is_up: bool, turn: Turn) -> None:
        """Get dial tone."""
        if self._is_known(attempt) or self._hindered(attempt, line_is_up, turn):
            return
        self._call = Call(attempt, Stage.RECALLING, flashed=True)
        steps = self._profile.commands.get("flash", ())
        if not steps:
            turn.put(Instruction(turn.at, say("press 9-1-1 FEATURE on the set and wait for dial tone"), attempt))
        elif self._profile.dial_tone == "reply":
            steps = (*steps[:-1], replace(steps[-1], limit=self._profile.times["dial_tone"]))
        self._commands.put(Task(Purpose.FLASH, tuple((each, "") for each in steps), attempt))

    def dial(self, attempt: int, digits: str, line_is_up: bool, turn: Turn) -> None:
        """Dial, once dial tone stands; without a recall at once."""
        call = self._call
        if call is None or call.number != attempt:
            if self._is_known(attempt) or self._hindered(attempt, line_is_up, turn):
                return
            call = self._call = Call(attempt, Stage.TONE)
        if call.stage not in (Stage.RECALLING, Stage.TONE) or call.digits:
            return
        if not digits or len(digits) > MOST_DIGITS or not set(digits) <= DIALLABLE:
            got = f"expected 1 to {MOST_DIGITS} of 0-9, * and #, got {short(digits)!r}"
            self.give_up(call, turn, Outcome.BAD_CODE, f"cannot be dialled: {got}")
            return
        call.digits = digits
        if call.stage is Stage.TONE:
            self._send_digits(call)  # else they wait: digits into a line without dial tone would be lost

    def abort(self, attempt: int, turn: Turn) -> None:
        """Give up the attempt under way, or take an agency that answered off the line."""
        call = self._call
        if call is not None and call.number == attempt:
            if call.stage is not Stage.ABORTING:
                self.give_up(call, turn, Outcome.ABORTED, "given up here")
        elif attempt in self._answered and not self._leaving:
            self._drop(attempt, "to be dropped on the set: the device cannot do it", turn)

    # --- the device's words ---

    def word(self, word: str, turn: Turn) -> bool:
        """Take a word that is no answer to a command; False if nobody knows it."""
        call, meanings = self._call, self._profile.meanings(word)
        if call is None and any(each.means in FREES for each, _ in meanings):
            self._commands.occupied = False  # what it dialled was answered, as the call-taker had heard, or is over
        # a word may mean that somebody answered, and else only that the device takes commands again
        meanings.sort(key=lambda each: each[0].means is Meaning.OK)
        for result, fields in meanings:
            if (
                call is None
                or self._is_of_another(call)
                or (call.stage is Stage.DIALLING and self._commands.lacks_echo)
                or (result.not_before and turn.now - call.left_at < result.not_before)
            ):
                continue
            if self._told(call, result.means, fields.get("cause", ""), short(word), turn):
                return True
        if call is None and self._answered and any(each.means in SINCE_THE_ANSWER for each, _ in meanings):
            words = f"attempt {self._answered[-1]}: {short(word)}; whether it is still there is for the ear"
            turn.tell("since the answer", words, short(word))
        return bool(meanings) or word == self._commands.last_sent.strip()

    def _is_of_another(self, call: Call) -> bool:
        """True while the device is still brought back from a call that is over: its words are not of this one."""
        task = self._commands.task
        if task is not None and task.attempt != call.number and task.purpose in AFTER_A_CALL:
            return True
        return any(each.attempt == call.number and each.purpose in CALLS for each in self._commands.waiting)

    def misheard(self, word: str, turn: Turn) -> None:
        """Take a word that nobody knows: kept for the attempt's end, or the number repeated wrongly."""
        call, sent = self._call, self._commands.last_sent
        if call is None:
            return
        call.hear(word)
        repeated = bool(call.digits) and word[:2].casefold() == sent[:2].casefold()
        # before the number's own echo, a word that nobody knows can only be that echo, broken
        repeated |= self._commands.lacks_echo and not word.startswith("<DLE>")
        if self._profile.checked and call.stage is Stage.DIALLING and repeated:
            self.give_up(call, turn, Outcome.UNKNOWN, f"the device understood {short(word)!r}, not {sent!r}: given up")

    def _told(self, call: Call, means: Meaning, cause: str, raw: str, turn: Turn) -> bool:
        """Take a meaning; False if it tells nothing at this stage."""
        if (end := ENDS.get((call.stage, means))) is not None:
            outcome, words = end
            if outcome is Outcome.BUSY and not self._profile.caps.busy_vs_reorder:
                words = NOT_TOLD_APART
            self._commands.occupied = False
            if means in FAR_ENDS and call.digits:
                self._dialled(call, turn, turn.now)
            # after a code the device says its result as well, and nothing must be sent into that
            coded = raw.startswith("<DLE>")
            self._end(call, turn, outcome, cause or words, raw=raw, code=raw, sync=coded, pause=coded)
            return True
        if call.stage is Stage.ABORTING and means is Meaning.ANSWERED:
            self._answered_too_late(call, turn)
            return True
        if (call.stage, means) not in NEXT:
            return False
        if means is Meaning.DIAL_TONE:
            task = self._commands.task
            if task is not None and task.purpose is Purpose.FLASH:
                call.tone_heard = True  # before the answer to the flash, which still comes
            else:
                self._tone(call, True, raw, turn)
            return True
        if means is Meaning.OK:
            self._commands.occupied = False
        if means in (Meaning.OK, Meaning.DIALLED):
            self._dialled(call, turn, turn.now, raw)
            return True
        call.stage = NEXT[call.stage, means]
        self._dialled(call, turn, turn.now)
        self._timers.pop(Timer.RESPONSE, None)
        self._timers[Timer.UNANSWERED] = turn.now + self._profile.times["unanswered"]
        if means is Meaning.PROGRESS:
            turn.put(Progress(turn.at, call.number, raw))
        elif means is Meaning.RINGING:
            self._rang(call, turn, raw)
        else:
            self._is_answered(call, turn, raw)
        return True

    def _rang(self, call: Call, turn: Turn, raw: str) -> None:
        times, by_clock = self._profile.times, self._profile.caps.ring_count == "clock"
        if self._profile.deduces:  # it rings on, whether or not the word counts as another ring
            self._timers[Timer.SILENCE] = turn.now + times["answer_silence"]
        if call.rang_at is not None and (by_clock or turn.now - call.rang_at < times["ring_gap"]):
            return  # the same ring, or the clock counts
        call.rings += 1
        call.rang_at = turn.now
        if by_clock:
            self._timers[Timer.RING] = turn.now + times["ring_cycle"]
        if self._profile.caps.ring_count != "none":
            turn.put(Ringing(turn.at, call.number, call.rings, self._profile.caps.ring_count, raw))

    def _is_answered(self, call: Call, turn: Turn, raw: str = "") -> None:
        self._commands.occupied = False
        self._call = None
        self._timers.clear()
        self._answered.append(call.number)
        turn.put(Answered(turn.at, call.number, self._certainty(), raw))
        self._put(Purpose.JOIN, "join", call.number)

    def _answered_too_late(self, call: Call, turn: Turn) -> None:
        """Somebody answered just as the call was given up: the agency is on the line, and is taken off."""
        self._commands.stop()
        self._commands.occupied = False
        self._call = None
        self._timers.clear()
        if call.silent:
            (self._answered if call is self._left else self._ended).append(call.number)
            if not call.left:
                turn.tell("late answer", f"attempt {call.number}: answered just as it was given up, and taken off")
                if "drop" in self._profile.commands:
                    self._put(Purpose.DROP, "drop", call.number)
                else:
                    turn.put(Instruction(turn.at, say("drop the agency on the set and keep the caller"), call.number))
            return
        self._answered.append(call.number)
        self._drop(call.number, "answered just as it was given up; to be dropped on the set", turn)

    def _tone(self, call: Call, seen: bool, raw: str, turn: Turn) -> None:
        call.stage = Stage.TONE
        self._timers.clear()
        turn.put(DialTone(turn.at, call.number, seen, raw))
        if call.digits:
            self._send_digits(call)

    def _dialled(self, call: Call, turn: Turn, since: float, raw: str = "") -> None:
        """Tell once that the digits have left."""
        if call.told_dialled:
            return
        call.told_dialled = True
        self._timers.pop(Timer.DIALLED, None)
        turn.put(Dialled(turn.at, call.number, call.digits, raw))
        if self._profile.deaf:
            # from here on only she hears what becomes of it, and the next attempt need not wait for it
            self._call = None
            self._answered.append(call.number)
            self._timers.clear()
        else:
            self._timers[Timer.RESPONSE] = since + self._profile.times["response"]

    # --- what commands come to ---

    def done(self, done: Done, turn: Turn) -> None:
        """Take the end of a command of an attempt."""
        call, attempt = self._call, done.task.attempt
        ours = call if call is not None and call.number == attempt else None
        match done.task.purpose:
            case Purpose.FLASH if ours is not None and ours.stage is Stage.RECALLING:
                self._flashed(ours, done, turn)
            case Purpose.DIAL if ours is not None and ours.stage is Stage.DIALLING:
                self._sent_digits(ours, done, turn)
            case Purpose.ABORT:
                self._commands.occupied = False
                if ours is not None and ours.stage is Stage.ABORTING:
                    outcome, cause = ours.end
                    if not done.ok:
                        outcome, cause = Outcome.UNKNOWN, f"{cause}; the device did not confirm it"
                    raw = short(done.raw)
                    self._end(ours, turn, outcome, cause, raw=raw, sync=True, pause=not done.ok, aborted=done.ok)
                else:
                    self._after_call(sync=True, pause=not done.ok)
            case Purpose.DROP if attempt in self._answered and done.ok:
                self._answered.remove(attempt)
                self._ended.append(attempt)
                turn.put(AttemptEnded(turn.at, attempt, Outcome.ABORTED, cause="dropped here", raw=short(done.raw)))
            case Purpose.DROP if not done.ok:
                turn.not_done("drop", not_done(done), short(done.raw))
            case _:
                pass  # of an attempt that is over

    def _flashed(self, call: Call, done: Done, turn: Turn) -> None:
        times = self._profile.times
        if done.ok and (self._profile.dial_tone == "reply" or call.tone_heard):
            self._tone(call, True, short(done.raw), turn)
        elif done.ok and self._profile.dial_tone == "event":
            self._timers[Timer.TONE] = turn.now + times["dial_tone"]
        elif done.ok:
            self._timers[Timer.PAUSE] = turn.now + times["pause"]
        elif done.meaning is not None:
            outcome, cause = ENDS.get((Stage.RECALLING, done.meaning), (Outcome.UNKNOWN, not_done(done)))
            self._end(call, turn, outcome, cause, raw=short(done.raw), code=short(done.raw))
        else:
            why = not_done(done)
            if self._profile.dial_tone == "reply":
                why = f"no dial tone within {times['dial_tone']:g} s"
            self.give_up(call, turn, Outcome.NO_DIAL_TONE, why, at_once=True, busy=True)

    def _sent_digits(self, call: Call, done: Done, turn: Turn) -> None:
        if not done.ok:
            dumb, why = done.meaning is None, not_done(done)
            if done.mistaken:
                why = f"the device understood {short(done.raw)!r}, not {self._commands.last_sent!r}: given up"
            elif dumb and self._profile.checked and not done.echoed:
                why = "the device did not repeat the number: given up"
            self.give_up(call, turn, Outcome.UNKNOWN, why, at_once=True, busy=dumb, raw=short(done.raw))
            return
        call.left_at = turn.now
        last, _ = done.task.steps[-1]
        if last.replies or (self._profile.deaf and not last.silent):
            self._dialled(call, turn, turn.now, short(done.raw))
            return
        self._commands.occupied = not self._profile.deaf and self._profile.answers
        dialling = self._profile.times["digit"] * len(call.digits)
        call.left_at += dialling
        self._timers[Timer.DIALLED] = turn.now + min(LONGEST_DIALLING_S, dialling)

    def _send_digits(self, call: Call) -> None:
        steps = []
        for step in self._profile.commands["dial"]:
            parts = call.digits if step.send.each_digit else [call.digits]
            steps += [(step, part) for part in parts]
        if not self._profile.deaf and not steps[-1][0].replies:
            # the next word is of the call, not the answer to a command
            steps[-1] = (replace(steps[-1][0], silent=True), steps[-1][1])
        call.stage = Stage.DIALLING
        self._commands.put(Task(Purpose.DIAL, tuple(steps), call.number))

    # --- time ---

    def tick(self, turn: Turn) -> bool:
        """Let the first thing happen that is due; False if nothing is."""
        timer = min(self._timers, key=lambda each: self._timers[each], default=None)
        if timer is None or self._timers[timer] > turn.now:
            return False
        when, call, times = self._timers.pop(timer), self._call, self._profile.times
        if call is None:
            return True
        match timer:
            case Timer.PAUSE:
                self._tone(call, False, "", turn)
            case Timer.TONE:
                self._end(call, turn, Outcome.NO_DIAL_TONE, f"no dial tone within {times['dial_tone']:g} s")
            case Timer.DIALLED:
                self._dialled(call, turn, when)
            case Timer.RESPONSE:
                # a word that nobody knows may have been the outcome: the technician is to see it
                outcome = Outcome.UNKNOWN if call.heard else Outcome.NO_RESPONSE
                why = "the device said nothing that is known" if call.heard else "the device said nothing"
                self.give_up(call, turn, outcome, f"{why} within {times['response']:g} s", at_once=True)
            case Timer.RING:
                call.rings += 1
                self._timers[Timer.RING] = when + times["ring_cycle"]  # from the due time: no ring is stretched
                turn.put(Ringing(turn.at, call.number, call.rings, "clock"))
            case Timer.SILENCE:
                self._is_answered(call, turn)
            case Timer.UNANSWERED:
                why = f"the device said no more for {times['unanswered']:g} s"
                self.give_up(call, turn, Outcome.NO_ANSWER, why, at_once=True)
        return True

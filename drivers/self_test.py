"""The self-test of a telephone device: what each step asks of the answer, and what is said of it.

A modem may answer OK to what it does not do (telephone.md 2.2: an AT interpreter took `AT+VTS=1`, `ATS29?` and `AT+XYZ`
alike). So what matters is read back, lists are looked through, and something that does not exist is asked for.
"""

import re
from dataclasses import replace

from drivers.phone_command import Expected, Wording
from drivers.phone_profile import Profile, Rule, SelfTest
from drivers.serial_commands import Commands, Done, Purpose, Task
from drivers.serial_turn import Turn
from drivers.serial_words import short

_LIST_SIGNS = re.compile(r"[(),;: \t\"]+")


class SelfTests:
    """The self-test under way on the device of `profile`: step after step, each tried again if a byte may be lost."""

    def __init__(self, profile: Profile, commands: Commands) -> None:
        self._profile = profile
        self._commands = commands
        self._tries_left = 0
        self._failed: list[str] = []
        self._echoes = False  # the device has repeated what it was sent

    def begin(self, turn: Turn) -> str | None:
        """Begin with the first step; what is returned is as in `done`."""
        self._failed, self._echoes = [], False
        return self._next(0, turn)

    def done(self, done: Done, turn: Turn) -> str | None:
        """Take the end of a step: return why the device is refused, "" if it has passed, None while steps are left."""
        test = self._profile.tests[done.task.number]
        wrong = "" if test.step.silent else fault(test, done)
        if not wrong and self._echoes and self._profile.checked and not test.step.silent and not done.echoed:
            wrong = f"{test.step.send.write()!r}: expected it to be repeated, got {answer(done)}"
        self._echoes |= done.echoed
        if wrong and self._tries_left > 0:
            self._tries_left -= 1
            self._commands.put(replace(done.task, again=done.meaning is None))
            return None
        if wrong or test.rule is Rule.TELLS:
            told = wrong or answer(done)
        else:
            told = f"{answer(done)}: in order"
        turn.tell(test.what, told, short(done.raw))
        if wrong and test.needed:
            why = f"; {test.why}" if test.why else ""
            return f"self-test, {test.what}: {wrong}{why}"
        if wrong:
            self._failed.append(test.what)
        return self._next(done.task.number + 1, turn)

    def _next(self, number: int, turn: Turn) -> str | None:
        tests = self._profile.tests
        if number < len(tests):
            self._tries_left = tests[number].tries - 1
            self._commands.put(Task(Purpose.TEST, ((tests[number].step, ""),), number=number))
            return None
        if self._profile.checked and not self._echoes:
            return 'self-test: expected the device to repeat what it is sent, as echo = "checked" says, got no echo'
        text = f"passed, {len(tests) - len(self._failed)} of {len(tests)}"
        if self._failed:
            text += f"; without: {', '.join(self._failed)}"
        turn.tell("self-test", text if self._profile.answers else "none: this device answers nothing")
        return ""


def fault(test: SelfTest, done: Done) -> str:
    """Return what is wrong with the answer, in words (expected, got), or "" if it is right."""
    got = answer(done)
    sent = repr(test.step.send.write())
    if done.meaning is None and not done.ok:
        return f"{sent}: expected an answer within {test.step.limit:g} s, got {got}"
    match test.rule:
        case Rule.REFUSES:
            told = f"{sent}: expected this to be refused, as no device has it, got {got}"
            return told if done.ok else ""
        case Rule.EQUALS if isinstance(test.value, Wording):
            wanted, good = f"{test.value.write()!r} read back", any(_equal(line, test.value) for line in done.lines)
        case Rule.LISTS if isinstance(test.value, Wording):
            wanted, good = f"a list with {test.value.write()!r} in it", any(_lists(x, test.value) for x in done.lines)
        case Rule.SAYS if isinstance(test.value, Expected):
            said = (*done.lines, done.raw)
            wanted, good = f"{test.value.text!r}", any(test.value.fit(each) is not None for each in said)
        case _:
            wanted, good = "it to be taken", True
    return "" if done.ok and good else f"{sent}: expected {wanted}, got {got}"


def answer(done: Done) -> str:
    """Return the device's own words, in one line."""
    words = [*done.lines, *([done.raw] if done.raw else [])]
    return short(repr(" / ".join(words))) if words else "nothing"


def _equal(line: str, value: Wording) -> bool:
    """True if a line is this value; numbers are compared as numbers, for S-registers come as `050`."""
    wanted = value.write()
    found = line.partition("=")[2] if "=" in line and "=" not in wanted else line
    found = found.partition(":")[2] if ":" in found and ":" not in wanted else found
    found = found.strip()
    if found.isdecimal() and wanted.isdecimal():
        return found.lstrip("0") == wanted.lstrip("0")
    return found.casefold() == wanted.casefold()


def _lists(line: str, value: Wording) -> bool:
    """True if the value stands in a list, also within a range (`0-8`)."""
    wanted = value.write()
    for item in _LIST_SIGNS.split(line):
        if item.casefold() == wanted.casefold():
            return True
        least, dash, most = item.partition("-")
        numbers = dash and all(each.isdecimal() and len(each) < 10 for each in (least, most, wanted))
        if numbers and int(least) <= int(wanted) <= int(most):
            return True
    return False

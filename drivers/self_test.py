"""The self-test of a telephone device: what each step asks of the answer, and what is said of it.

A modem may answer OK to what it does not do (telephone.md 2.2: an AT interpreter took `AT+VTS=1`, `ATS29?` and `AT+XYZ`
alike). So what matters is read back, lists are looked through, and something that does not exist is asked for.
"""

import re

from drivers.phone_command import Expected, Wording
from drivers.phone_profile import Rule, SelfTest
from drivers.serial_commands import Done
from drivers.serial_words import short

_LIST_SIGNS = re.compile(r"[(),;: \t\"]+")


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

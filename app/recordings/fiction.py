"""Telephone numbers kept for fiction (555-0100 to 555-0199 of any area code) in the place of real ones.

The area code stays: it is shared by a million people, and the trainee is to see the region's. An exchange that no
subscriber has stays too (a cell sector's 511, a handset without service), for it makes what can be said of the number;
so do numbers that the network sends in place of one (911-0TTT, zeros, 111-1111), which are nobody's.

There are ninety-nine such numbers (0100 is the agency's in the emulated region). A recording with more callers sees
them again, each time the one that was given longest ago.
"""

from collections.abc import Callable, Set

LOCAL, WHOLE = 7, 10
AREAS = ("905", "289", "365", "705", "249")
"""Area codes given to numbers found in text that nothing is known of."""

_ORDINARY = frozenset(f"{code}" for code in range(200, 1000) if code % 100 != 11)
_NOBODY = ("0000000", "1111111")
_ANI_FAILURE = "9110"
_FICTION = "555"


class FictionNumbers:
    """Gives numbers; `avoid` are tokens that must not stand in them, `order` shuffles a list under the key."""

    def __init__(self, avoid: Set[str], order: Callable[[str, list[str]], list[str]]) -> None:
        lines = [f"01{number:02}" for number in range(1, 100)]
        taken = {line for line in lines if any(each in avoid for each in _windows(f"{_FICTION}{line}"))}
        taken |= {each[-4:] for each in avoid if each.isdecimal() and each[:-4].endswith(_FICTION)}
        self._free = order("lines", [line for line in lines if line not in taken] or lines)
        self._areas = order("areas", list(AREAS))
        self._given: dict[str, str] = {}

    def number(self, value: str) -> str:
        """Return the number in the place of `value`, its signs and its area code kept; "" if it is no whole number."""
        digits = _digits(value)
        lead = len(digits) == WHOLE + 1 and digits[0] == "1"
        if lead:
            digits = digits[1:]
        if len(digits) not in (LOCAL, WHOLE):
            return ""
        new = digits[:-LOCAL] + self._local(digits[-LOCAL:])
        return _shaped(value, ("1" if lead else "") + new)

    def unknown(self, value: str) -> str:
        """Return the same for a number in text that nothing is known of: its area code is another one."""
        digits = _digits(value)
        if len(digits) not in (LOCAL, LOCAL + 1, WHOLE, WHOLE + 1):
            return ""
        before = digits[:-LOCAL]  # none, an area code, a 1, or both
        area = self._areas[int(before[-3:]) % len(self._areas)] if len(before) >= len(AREAS[0]) else ""
        lead = before[: len(before) - len(area)]
        return _shaped(value, lead + area + self._local(digits[-LOCAL:], known=False))

    def _local(self, local: str, *, known: bool = True) -> str:
        exchange = local[:3]
        if known and (local in _NOBODY or local.startswith(_ANI_FAILURE)):
            return local
        if local not in self._given:
            line = self._free[len(self._given) % len(self._free)]
            if line == local[3:] and len(self._free) > 1:
                line = self._free[(len(self._given) + 1) % len(self._free)]
            self._given[local] = line
        kept = known and exchange not in _ORDINARY
        return (exchange if kept else _FICTION) + self._given[local]


def _digits(value: str) -> str:
    return "".join(each for each in value if each in "0123456789")


def _windows(local: str) -> list[str]:
    """Return the runs of four digits and more of a local number that hang on its last two."""
    return [local[start:end] for end in (6, 7) for start in range(end - 3)]


def _shaped(value: str, digits: str) -> str:
    """Put digits where those of `value` stand."""
    each = iter(digits)
    return "".join(next(each) if sign in "0123456789" else sign for sign in value)

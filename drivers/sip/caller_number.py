"""The caller's number out of SIP addresses: `sip:+19055550123@switch` gives `9055550123`."""

import re

_USER = re.compile(r"(?:sips?|tel):([^@;>?]*)", re.IGNORECASE)
_FILLERS = str.maketrans("", "", "-.() ")
_LONGEST = 15
"""Digits of the longest number there is (E.164)."""


def caller_number(asserted: str, sent_from: str) -> str:
    """Return the digits of who calls, or "".

    `asserted` is P-Asserted-Identity, which the switch vouches for; `sent_from` is From, which it may not. The North
    American country code is left out, for no spill has it. Anything but digits ("anonymous", a name) gives "".
    """
    for address in (asserted, sent_from):
        found = _USER.search(address)
        if not found:
            continue
        user = found[1].translate(_FILLERS).removeprefix("+1").removeprefix("+")
        if user.isascii() and user.isdigit() and len(user) <= _LONGEST:
            return user[1:] if len(user) == 11 and user.startswith("1") else user
    return ""

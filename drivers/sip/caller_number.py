"""The caller's number out of SIP addresses: `sip:+19055550123@switch` gives `9055550123`."""

import re

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)
"""A display name in quotes; one that is not closed goes on to the end."""

_USER = re.compile(r"(?:sips?:([^@;:<>?\s]*)(?:;[^@<>\s]*|:[^@<>\s]*)?@|tel:([^@;<>?\s]*))", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[0-9.()-]*[0-9][0-9.()-]*")
_HOST = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){3}")
_FILLERS = str.maketrans("", "", "-.()+")
_LONGEST = 15
"""Digits of the longest number there is (E.164)."""

_LONGEST_ADDRESS = 1_000


def caller_number(asserted: str, sent_from: str) -> str:
    """Return the digits of who calls, or "".

    `asserted` is P-Asserted-Identity, which the switch vouches for; `sent_from` is From, which it may not. The North
    American country code is left out, for no spill has it. Anything but a number as the whole user part ("anonymous",
    a name, an address of a host alone) gives "": an invented number would be called back.
    """
    for address in (asserted, sent_from):
        found = _USER.search(_QUOTED.sub("", address[:_LONGEST_ADDRESS]))
        if not found:
            continue
        number = (found[1] or found[2] or "").replace("%2B", "+").replace("%2b", "+")
        if not _NUMBER.fullmatch(number) or _HOST.fullmatch(number):
            continue
        user = number.removeprefix("+1").translate(_FILLERS)
        if len(user) <= _LONGEST:
            return user[1:] if len(user) == 11 and user.startswith("1") else user
    return ""

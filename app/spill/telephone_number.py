"""Telephone numbers as a spill shows them: digits, and what can honestly be said of them (D111, spill-formats 3.13)."""

from app.spill.model import NumberStatus
from app.words import say

LOCAL_DIGITS = 7
WHOLE_DIGITS = 10

# Codes of three digits that a subscriber's area code or exchange may be: the first digit 2 to 9, and no N11.
_ORDINARY = frozenset(f"{code}" for code in range(200, 1000) if code % 100 != 11)
_CELL_SECTOR = frozenset({"211", "311", "511", "811"})  # ESRD codes in Canada (BIA-1n; CRTC 2016-54)

WORDS_ANI_FAILURE = say("ANI failure: the network did not know the number; the digits say nothing about the caller")
WORDS_SEVEN_ZEROS = say("ANI failure: all zeros, the network did not know the number")
WORDS_NOT_DIALABLE = say("not dialable: a handset without service sends such a number; nobody answers there")
WORDS_AREA_911 = say("not dialable: area code 911 stands for a handset without service; nobody answers there")
WORDS_CELL_SECTOR = say("not dialable: a routing number of a cell sector, not a telephone")
WORDS_NO_SUBSCRIBER = say("not dialable: no subscriber has such a number")
WORDS_NO_AREA_CODE = say("area code not sent")
WORDS_ABSENT = say("no number was sent")
WORDS_ONE_MORE = say("one figure more stands before it: it may be wrong")
# What can be said of a number, to be known again in what a journal holds.
NUMBER_WORDS = (
    *(WORDS_ANI_FAILURE, WORDS_SEVEN_ZEROS, WORDS_NOT_DIALABLE, WORDS_AREA_911, WORDS_CELL_SECTOR),
    *(WORDS_NO_SUBSCRIBER, WORDS_NO_AREA_CODE, WORDS_ABSENT, WORDS_ONE_MORE),
)


# Digits (None if there are none), what can be said of them, the same in words ("" if all is well), and a sentence if
# what was sent is no telephone number at all.
TelephoneNumber = tuple[str | None, NumberStatus, str, str]

_COMPLETE = NumberStatus.COMPLETE


def digits_of(sent: str) -> str:
    """Return the digits 0 to 9 of `sent`, without the signs and blanks between them."""
    digits = sent.replace("-", "")  # most numbers have no other sign
    if digits.isdigit() and digits.isascii():
        return digits
    return "".join(each for each in digits if each in "0123456789")


def read_number(sent: str, area: str = "") -> TelephoneNumber:
    """Return the number in `sent`, which may hold signs and blanks between the digits.

    `area` is its area code where that was printed apart; it is put before a number of seven digits. A leading 1 before
    ten digits is the long distance prefix and is left out. Any other length is no telephone number: its digits are
    kept, it is not dialable, and the last part says so.
    """
    digits = (area + sent).replace("-", "")
    if not (len(digits) == WHOLE_DIGITS and digits.isdigit() and digits.isascii()):
        digits = digits_of(sent)
        if area and len(digits) == LOCAL_DIGITS:
            digits = digits_of(area) + digits
    if len(digits) == WHOLE_DIGITS + 1 and digits[0] == "1":
        digits = digits[1:]
    if len(digits) == WHOLE_DIGITS:
        if digits[:3] in _ORDINARY and digits[3:6] in _ORDINARY:
            return digits, _COMPLETE, "", ""
        return digits, *_doubt(digits[:3], digits[3:]), ""
    if len(digits) == LOCAL_DIGITS:
        if digits[:3] in _ORDINARY:
            return digits, NumberStatus.NO_AREA_CODE, WORDS_NO_AREA_CODE, ""
        return digits, *_doubt("", digits), ""
    if not digits:
        problem = f"number: expected digits, got {sent!r}" if sent.strip() else ""
        return None, NumberStatus.ABSENT, WORDS_ABSENT, problem
    words = say("not dialable: {n} digits are no telephone number", n=len(digits))
    return digits, NumberStatus.NOT_DIALABLE, words, f"number: expected 7 or 10 digits, got {len(digits)} in {sent!r}"


def _doubt(area: str, local: str) -> tuple[NumberStatus, str]:
    """Say what is wrong with a number that is not ordinary; an area code that is not sent ("") is no fault."""
    exchange = local[:3]
    if local == "0000000":
        return NumberStatus.ANI_FAILURE, WORDS_SEVEN_ZEROS
    if exchange == "911":
        return NumberStatus.ANI_FAILURE, WORDS_ANI_FAILURE
    if area == "911":
        return NumberStatus.NOT_DIALABLE, WORDS_AREA_911
    if local == "1111111":
        return NumberStatus.NOT_DIALABLE, WORDS_NOT_DIALABLE
    if exchange in _CELL_SECTOR:
        return NumberStatus.NOT_DIALABLE, WORDS_CELL_SECTOR
    return NumberStatus.NOT_DIALABLE, WORDS_NO_SUBSCRIBER

"""How a conference attempt stands or ended, in one word."""

from enum import StrEnum


class Outcome(StrEnum):
    """How a conference attempt stands or ended. The last twelve words of `answerpoint calls --json`."""

    DIALLING = "dialling"
    RINGING = "ringing"
    ANSWERED = "answered"
    BUSY = "busy"
    CIRCUITS_BUSY = "circuits_busy"
    NO_ANSWER = "no_answer"
    NO_DIAL_TONE = "no_dial_tone"
    BAD_CODE = "bad_code"
    REFUSED = "refused"
    NO_RESPONSE = "no_response"
    ABORTED = "aborted"
    LINE_LOST = "line_lost"
    UNKNOWN = "unknown"

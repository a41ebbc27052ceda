"""What is said of an attempt wherever it is told: its names, how it ended, how sure an answer is."""

from collections.abc import Mapping

from app.ports import Outcome
from app.words import say

THEN_GONE, NOTHING_DIALLED = say("answered, then gone"), say("nothing dialled")

# The names of legs that are no agency's, as they are written down.
FEATURE_LABEL, RING_BACK_LABEL, CALL_BACK = say("9-1-1 FEATURE"), say("RING BACK"), say("CALL BACK")
THE_CALLER = say("the caller")

CONFIRMED, NOTHING_IN_HAND = say("voice contact is confirmed already"), say("nothing is being brought in")

OUTCOME_WORDS: Mapping[Outcome, str] = {
    Outcome.DIALLING: say("dialling"),
    Outcome.RINGING: say("ringing"),
    Outcome.ANSWERED: say("answered"),
    Outcome.BUSY: say("BUSY"),
    Outcome.CIRCUITS_BUSY: say("ALL CIRCUITS BUSY"),
    Outcome.NO_ANSWER: say("NO ANSWER"),
    Outcome.NO_DIAL_TONE: say("NO DIAL TONE"),
    Outcome.BAD_CODE: say("CODE NOT KNOWN to the switch"),
    Outcome.REFUSED: say("REFUSED by the switch"),
    Outcome.NO_RESPONSE: say("NO RESPONSE from the switch"),
    Outcome.ABORTED: say("given up"),
    Outcome.LINE_LOST: say("LINE LOST"),
    Outcome.UNKNOWN: say("ENDED, cause not known"),
}

# Why an agency's information is still owed, by how the attempt ended.
OWED_WORDS: Mapping[Outcome, str] = {
    Outcome.DIALLING: say("dialling"),
    Outcome.RINGING: say("ringing"),
    Outcome.ANSWERED: say("answered"),
    Outcome.BUSY: say("busy"),
    Outcome.CIRCUITS_BUSY: say("circuits busy"),
    Outcome.NO_ANSWER: say("no answer"),
    Outcome.NO_DIAL_TONE: say("no dial tone"),
    Outcome.BAD_CODE: say("bad code"),
    Outcome.REFUSED: say("refused"),
    Outcome.NO_RESPONSE: say("no response"),
    Outcome.ABORTED: say("aborted"),
    Outcome.LINE_LOST: say("line lost"),
    Outcome.UNKNOWN: say("unknown"),
}

CERTAINTY_WORDS: Mapping[str, str] = {
    "deduced": say("deduced, confirm by ear"),
    "heard": say("heard"),
    "typed": say("typed"),
}

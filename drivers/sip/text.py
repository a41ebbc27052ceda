"""The text telephone on the line: what is sent to the caller's, and what is heard of it."""

from datetime import datetime

from app.ports import LineTold, NotDone, TtyHeard, TtyText
from drivers.sip.conversation import Conversation, What
from drivers.sip.messages import Letters, LettersLeftOut, SendLetters, TtyTones

_LETTERS = 400  # characters in one message; more than ten minutes of typing


def send_text(on: Conversation, text: str, at: datetime) -> list[What]:
    """Send text to the caller who is on the line; who cannot read it is told of."""
    callers = on.legs.callers_up
    if not callers:
        return [NotDone(at, "text not sent: no caller is on the line")]
    caller = callers[0]
    if caller.held or caller.holding:
        return [NotDone(at, "text not sent: the caller is on hold")]
    return [SendLetters(caller.call, text[begin : begin + _LETTERS]) for begin in range(0, len(text), _LETTERS)]


def hear_text(fact: Letters | LettersLeftOut | TtyTones, at: datetime) -> list[What]:
    """Tell what is heard, what has left, and what cannot be sent."""
    match fact:
        case Letters():
            return [TtyText(at, fact.text, fact.alternate, fact.sent)]
        case LettersLeftOut(text=text):
            words = f"these letters cannot be sent by TTY: {text}"
            return [LineTold(at, "text", words), NotDone(at, words)]
        case TtyTones():
            return [TtyHeard(at)]

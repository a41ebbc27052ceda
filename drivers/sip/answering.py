"""Callers who ring here, and how one of them is answered; one caller is on the line at a time."""

from datetime import datetime

from app.ports import CallerHere, CallerRinging, LineTold, NotDone
from drivers.sip.conversation import Conversation, What
from drivers.sip.messages import AnswerCall, CallFound, Incoming


def ring(on: Conversation, fact: Incoming, now: float, at: datetime) -> list[What]:
    """A caller rings."""
    leg = on.legs.caller(fact.call, fact.number)
    return [CallerRinging(at, leg.number, leg.line, fact.raw), *answer_by_itself(on, now, at)]


def find(on: Conversation, fact: CallFound, now: float, at: datetime) -> list[What]:
    """A call of an earlier console is still on the line."""
    leg = on.legs.found(fact.call, fact.number, now)
    words = "still on the line since an earlier run of this console"
    if leg.is_caller:
        return [*on.mix(), CallerHere(at, leg.number, leg.line, raw=words)]
    return [*on.mix(), LineTold(at, "last result", f"{leg.who} is {words}")]


def answer(on: Conversation, line: int, now: float, at: datetime) -> list[What]:
    """Answer the caller on `line`, or who rings longest where it is 0; not while another caller is on."""
    ringing = [leg for leg in on.legs if leg.is_caller and not leg.up and not leg.answering]
    wanted = [leg for leg in ringing if line in (leg.line, 0)]
    if not wanted or not on.health.started:
        return []
    leg = wanted[0]
    for other in on.legs:
        if other.is_caller and (other.up or other.answering):
            words = f"line {leg.line} was not answered: {other.who} must be released first"
            return [LineTold(at, "last result", words), NotDone(at, words)]
    leg.answering = True

    def answered(error: str, now: float, at: datetime) -> list[What]:
        if not error:
            return []
        leg.answering = False
        words = f"line {leg.line} could not be answered: {error}"
        return [LineTold(at, "last result", words), NotDone(at, words)]

    return [on.ask(lambda ask: AnswerCall(ask, leg.call), f"answer line {leg.line}", now, answered)]


def answer_by_itself(on: Conversation, now: float, at: datetime) -> list[What]:
    """Answer who rings longest, where that is set and nobody is on the line."""
    busy = any(leg.up or leg.answering or leg.attempt for leg in on.legs)
    return [] if busy or on.account.answer != "auto" or on.closing else answer(on, 0, now, at)

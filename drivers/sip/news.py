"""What is told whenever the line has changed: found agencies, callers of a line that is back, a hold that is over."""

from collections.abc import Sequence
from datetime import datetime

from app.ports import CallerHere, CallerRinging, HeldOnLine, LineLost, LineTold, LineUp, PhoneEvent, Released, Resumed
from drivers.sip.legs import Leg, Legs

FOUND = "an agency is still on the line from before this console was started"
NONE_FOUND = "none is on the line from before this console was started"


class News:
    """Compares the calls of the line with what was told of them."""

    def __init__(self, legs: Legs) -> None:
        self._legs = legs
        self._found_told = False
        self._lost_told = False
        self._held_told = False

    def after(self, what: Sequence[object], at: datetime) -> list[PhoneEvent]:
        """Return what is to be told after `what`."""
        events: list[PhoneEvent] = []
        found = any(leg.found for leg in self._legs)
        if found != self._found_told:
            self._found_told = found
            events.append(LineTold(at, "agency", FOUND if found else NONE_FOUND, fault=found))
        self._lost_told = self._lost_told or any(isinstance(each, LineLost) for each in what)
        if self._lost_told and any(isinstance(each, LineUp) for each in what):
            self._lost_told = False  # a lost line took its callers off the screen
            events += [_again(leg, at) for leg in self._legs if leg.is_caller]
        for each in what:
            if isinstance(each, HeldOnLine | Resumed | Released):
                self._held_told = isinstance(each, HeldOnLine)
        if self._held_told and not any(leg.up for leg in self._legs):
            self._held_told = False
            events.append(Resumed(at, raw="whoever was held is gone"))
        return events


def _again(leg: Leg, at: datetime) -> CallerHere | CallerRinging:
    if leg.up:
        return CallerHere(at, leg.number, leg.line, raw="still on the line")
    return CallerRinging(at, leg.number, leg.line, raw="still rings")

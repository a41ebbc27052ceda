"""Marking an agency down, lifting the mark, and taking the supervisor's decision: what is asked, in which order.

Begun from the list of procedures (Ctrl+G, K). The agency is named by its own key, so that there is no list to be
learnt. What is not answered in time (`Limits.agency_down`), or is interrupted by another key or another caller, is
dropped: an agency's key must dial again, and one meant for a caller must not be taken for an answer. Only power or
telephone failure counts (D116).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum, auto

from app.agencies.agency import Agency, AgencyTable, dialled
from app.call.procedure import Branch, Option
from app.position.decision import LetSleep, Tell, WakeAt
from app.position.events import MatterAgencyDown, MatterAgencyUp, MatterCallsDirected, MatterDirectionLifted
from app.position.forms import Forms
from app.position.running import OPTION_KEYS
from app.position.screen import KeyFace, NextStep
from app.position.standing import Standing
from app.position.turn import Turn
from app.words import joined, say

MARK_LETTER = "K"
MARKING_WAKE = "marking"
LONGEST_REASON = 120
LONGEST_NAME = 40
POWER, TELEPHONE = "power", "telephone"

_PAGE = say("manual p. 20")
_FORM = "marking"
_LEAVE = say("Leave it")
_POWER, _TELEPHONE = say("Power failure"), say("Telephone failure")
_UP, _DECIDES, _LIFT = say("Up again"), say("Supervisor decides"), say("Lift the decision")
_ELSEWHERE = say("Number or place")
# The fields that are typed.
_REASON, _NAME, _PLACE = say("reason"), say("supervisor's name"), say("number or place")
_NONE = Branch("")


def menu_line() -> str:
    """Return its line in the list of procedures."""
    about = say("Agency down, or up again: power or telephone failure there; the supervisor's decision")
    return joined("  ", (MARK_LETTER, about))


class _Asked(Enum):
    NOTHING = auto()
    AGENCY = auto()  # which
    CAUSE = auto()  # of one that is up: what failed
    DOWN = auto()  # of one that is down: up again, or what was decided
    DESTINATION = auto()  # where its calls go


class Marking:
    """One question at a time, each for as long as it `stands`; `open` while one is asked."""

    def __init__(self, table: AgencyTable, standing: Standing, forms: Forms, stands: timedelta) -> None:
        self._stands = stands
        self._table = table
        self._standing = standing
        self._forms = forms
        self._asked = _Asked.NOTHING
        self._agency: Agency | None = None
        self._cause = ""
        self._to: Agency | None = None
        self._until: datetime | None = None

    @property
    def open(self) -> bool:
        """True while something is asked."""
        return self._asked is not _Asked.NOTHING

    def begin(self, turn: Turn) -> None:
        """Ask which agency. What was asked to be typed waits: an agency's key answers now, and must not dial."""
        self._forms.put_aside()
        self._forms.leave()
        self._forms.question = True
        self._ask(_Asked.AGENCY, turn)

    def leave(self, turn: Turn) -> None:
        """Ask no longer."""
        if self.open:
            self._asked = _Asked.NOTHING
            self._forms.question = False
            self._agency = self._to = self._until = None
            turn.do(LetSleep(MARKING_WAKE))
            shown = self._forms.shown
            if shown is not None and shown.id.startswith(_FORM):
                self._forms.leave()

    def woke(self, name: str, turn: Turn) -> bool:
        """Take the time limit of a question; False if it is another's."""
        if name == MARKING_WAKE:
            self.leave(turn)
        return name == MARKING_WAKE

    def _ask(self, what: _Asked, turn: Turn) -> None:
        self._asked = what
        self._until = turn.at + self._stands
        turn.do(WakeAt(MARKING_WAKE, self._until))

    # --- what the call-taker does ---

    def press(self, key: str, turn: Turn) -> bool:
        """Take a key that answers; False if it is for somebody else, and what was asked is then dropped."""
        if not self.open:
            return False
        agency = self._table.by_key.get(key)
        if agency is not None and self._asked in (_Asked.AGENCY, _Asked.DESTINATION) and self._forms.shown is None:
            if self._asked is _Asked.AGENCY:
                self._agency = agency
                self._ask(_Asked.CAUSE if self._standing.down(agency.id) is None else _Asked.DOWN, turn)
            else:
                self._destination(agency, key, turn)
            return True
        if key in OPTION_KEYS:
            labels = self._labels()
            index = OPTION_KEYS.index(key)
            if index < len(labels):
                self._choose(labels[index], turn)
            return True
        self.leave(turn)
        return key == "Esc"

    def _labels(self) -> tuple[str, ...]:
        match self._asked:
            case _Asked.CAUSE:
                return (_POWER, _TELEPHONE, _LEAVE)
            case _Asked.DOWN:
                decided = self._agency is not None and self._standing.directed(self._agency.id) is not None
                return (_UP, _DECIDES, *([_LIFT] if decided else []), _LEAVE)
            case _Asked.DESTINATION:
                return (_ELSEWHERE, _LEAVE)
            case _:
                return (_LEAVE,)

    def _choose(self, label: str, turn: Turn) -> None:
        agency = self._agency
        if agency is None or label == _LEAVE:
            self.leave(turn)
        elif label == _POWER:
            self._cause = POWER
            self._type("down", say("{agency}, power failure", agency=agency.short), (_REASON,), turn)
        elif label == _TELEPHONE:
            self._cause = TELEPHONE
            self._type("down", say("{agency}, telephone failure", agency=agency.short), (_REASON,), turn)
        elif label == _UP:
            turn.do(Tell(MatterAgencyUp(turn.at, agency.id)))
            self._lift(agency, turn)
            self.leave(turn)
        elif label == _LIFT:
            self._lift(agency, turn)
            self.leave(turn)
        elif label == _DECIDES:
            self._ask(_Asked.DESTINATION, turn)
        else:
            self._to = None
            self._type("decision", say("{agency}'s calls go to", agency=agency.short), (_NAME, _PLACE), turn)

    def _lift(self, agency: Agency, turn: Turn) -> None:
        if self._standing.directed(agency.id) is not None:
            turn.do(Tell(MatterDirectionLifted(turn.at, agency.id)))

    def _destination(self, to: Agency, key: str, turn: Turn) -> None:
        agency = self._agency
        if agency is None:
            return
        if to.id == agency.id:
            turn.refuse(key, say("that is the agency whose calls are to go elsewhere"))
        elif self._standing.down(to.id) is not None:
            turn.refuse(key, say("this one is DOWN itself"))
        else:
            self._to = to
            title = say("{agency}'s calls go to {site}", agency=agency.short, site=to.short)
            self._type("decision", title, (_NAME,), turn)

    def _type(self, what: str, title: str, fields: tuple[str, ...], turn: Turn) -> None:
        self._until = None
        turn.do(LetSleep(MARKING_WAKE))
        self._forms.ask(f"{_FORM} {what}", title, Option(title, _NONE, fields))

    def filled(self, form: str, values: Mapping[str, str], turn: Turn) -> bool:
        """Take what was typed; False if the form is none of ours. What cannot be taken is said on the form."""
        if not form.startswith(_FORM):
            return False
        shown = self._forms.shown
        if shown is None or shown.id != form or self._agency is None:
            return True
        if _PLACE in values and dialled(values[_PLACE]) == "911":
            self._forms.refuse(say("number or place: 911 would come back to this centre"))
            return True
        if self._forms.filled(form, values) is None:
            return True
        agency = self._agency
        if self._asked is _Asked.CAUSE:
            reason = _plain(values[_REASON], LONGEST_REASON)
            turn.do(Tell(MatterAgencyDown(turn.at, agency.id, self._cause, reason)))
        else:
            by = _plain(values[_NAME], LONGEST_NAME)
            to = self._to.id if self._to is not None else ""
            words = "" if to else _plain(values[_PLACE], LONGEST_NAME)
            turn.do(Tell(MatterCallsDirected(turn.at, agency.id, by, to, words)))
        self.leave(turn)
        return True

    # --- what is shown ---

    def next_step(self, refused: Mapping[str, str]) -> NextStep:
        """Return what is asked, in words."""
        agency = self._agency
        key = next((key for key in refused if key in self._table.by_key), "")
        why = say("refused: {why}", why=refused[key]) if key else ""
        if agency is None:
            keys = [each.key for each in self._table.agencies]
            span = say("{first} to {last}", first=keys[0], last=keys[-1]) if len(keys) > 1 else keys[0]
            return NextStep(
                say("Which agency is down, or up again? Press its key ({keys}).", keys=span),
                why or say("power or telephone failure there; busy or no answer is neither"),
                _PAGE,
                until=self._until,
            )
        if self._asked is _Asked.CAUSE:
            return NextStep(
                say("{agency}: what has failed there?", agency=agency.short),
                why or self._standing.ahead(agency),
                _PAGE,
                until=self._until,
            )
        if self._asked is _Asked.DESTINATION:
            return NextStep(
                say("Where do {agency}'s calls go? Press that agency's key, or type.", agency=agency.short),
                why or say("the supervisor decides; it stands on every call until lifted; tell the other positions"),
                _PAGE,
                until=self._until,
            )
        event, route = self._standing.down(agency.id), self._standing.routes.get(agency.id)
        reason = joined(": ", (route.since, event.reason)) if event is not None and route is not None else ""
        state = route.state if route is not None else ""
        return NextStep(
            say("{agency} is {state}.", agency=agency.short, state=state), why or reason, _PAGE, until=self._until
        )

    def option_faces(self) -> tuple[KeyFace, ...]:
        """Return the keys of what is asked; one that asks for words first ends in dots."""
        dots = (_POWER, _TELEPHONE, _ELSEWHERE, _DECIDES)
        return tuple(
            KeyFace(key, joined(" ", (label, "...")) if label in dots else label)
            for key, label in zip(OPTION_KEYS, self._labels(), strict=False)
        )


def _plain(words: str, longest: int) -> str:
    kept = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(kept.split())[:longest]

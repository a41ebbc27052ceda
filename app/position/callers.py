"""The callers of this position: the one on the line, those who wait beside the screen, and whose details stand on it.

The caller on the line stands on the card, whatever else happens, unless the call-taker looks at another call.
"""

from datetime import datetime, timedelta, tzinfo
from functools import partial

from app.position.card import NO_DATA, about_the_address, card_of, disagreement, ended_words, no_card, whose_card
from app.position.conference import PositionCall
from app.position.details import details_of_number, same_call
from app.position.faces import TAKE_UP
from app.position.kept import Kept
from app.position.screen import CallerCard, CallRow, CardState
from app.position.today import LEFT_OPEN, Today
from app.spill.model import Spill
from app.words import say

# More callers beside the screen than any position can take; the oldest beyond it is closed as replaced, in words.
WAITING = 50
ANSWER_LIMIT = timedelta(seconds=10)  # longer than any driver waits for its device; who then is not here will not be
LOOKED_AT_NONE = 0
_CALLER = say("CALLER")


def _known(call: PositionCall) -> bool:
    """Tell whether a call is a caller, and not text that no table could decode."""
    return call.details is None or call.details.spill.format is not None


class Callers:
    """`live` is the last call that had the screen, open or ended; `waiting` are open calls beside it, oldest first."""

    def __init__(self, zone: tzinfo | None, today: Today, by_hand: tuple[str, ...] = ()) -> None:
        self._zone = zone
        self._today = today
        self.live: PositionCall | None = None
        self.waiting: list[PositionCall] = []
        self._detailed: PositionCall | None = None  # the last call on the screen that had details
        self._looked_at = LOOKED_AT_NONE
        self._card: tuple[object, CallerCard] | None = None
        self._details = Kept(partial(card_of, by_hand=by_hand))  # area codes that are directed here by hand

    @property
    def open(self) -> PositionCall | None:
        """The live call while it is open."""
        return self.live if self.live is not None and self.live.open else None

    @property
    def looking(self) -> bool:
        """True while another call than the live one is looked at."""
        return self._looked_at != LOOKED_AT_NONE

    @property
    def looked_at(self) -> int:
        """The id of the call that is looked at, 0 if it is the live one."""
        return self._looked_at

    @property
    def of_look(self) -> PositionCall | None:
        """The call that is looked at, None if it is the live one."""
        return self._today.call(self._looked_at)

    @property
    def anyone_rings(self) -> bool:
        """True while a caller rings and is not answered."""
        return any(call.ringing for call in (self.open, *self.waiting) if call is not None)

    def being_answered(self, at: datetime) -> PositionCall | None:
        """Return the caller whom the telephone was told to answer, until it says what came of that."""
        for call in (self.open, *self.waiting):
            asked_at = call.answer_asked_at if call is not None and call.ringing else None
            if asked_at is not None and abs(at - asked_at) < ANSWER_LIMIT:
                return call
        return None

    def not_answered(self) -> None:
        """Note that the telephone has answered nobody."""
        for call in (self.open, *self.waiting):
            if call is not None:
                call.answer_asked_at = None

    def of_spill(self, spill: Spill) -> PositionCall | None:
        """Return the open call that a spill belongs to, if there is one; text that was not decoded belongs to none."""
        if spill.format is None:
            return None
        for call in (self.open, *self.waiting):
            if call is None or (call.taken_up_from and call.caller_gone_at is not None):
                continue  # its caller calling again is a call of its own
            if call.details is not None and same_call(call.details, spill):
                return call
        return None

    def take_screen(self, call: PositionCall) -> None:
        """Make a call the live one; the one before must have been ended."""
        self.live = call
        self._looked_at = LOOKED_AT_NONE
        if call.details is not None:
            self._detailed = call

    def details_came(self, call: PositionCall) -> None:
        """Note that a call which the telephone began now has details."""
        if call is self.live:
            self._detailed = call

    def on_line(self, line: int) -> PositionCall | None:
        """Return the open call whose caller rings or is on this line of the telephone; the latest, if several."""
        for call in (*reversed(self.waiting), self.open):
            if call is not None and call.line == line and call.caller_gone_at is None:
                return call
        return None

    def is_waiting(self, number: int) -> bool:
        """Tell whether the call with this id waits beside the screen."""
        return any(each.id == number for each in self.waiting)

    def pop_next(self) -> PositionCall | None:
        """Take the caller out of the list who has the screen when the live call is released.

        One who is still there comes before one who hung up. Text that no table knows stays in the list: it may be the
        rest of a broken record, and the details of the call that has just ended are to stay (D200).
        """
        known = [call for call in self.waiting if _known(call)]
        there = [call for call in known if call.caller_gone_at is None]
        call = next(iter((*there, *known)), None)
        if call is not None:
            self.waiting.remove(call)
        return call

    def look_at(self, number: int) -> bool:
        """Look at a call by its id, or back at the live one; False if its details are not at hand."""
        live = self.open
        if number == LOOKED_AT_NONE or (live is not None and number == live.id):
            self._looked_at = LOOKED_AT_NONE
            return True
        if self._today.call(number) is None:
            return False
        self._looked_at = number
        return True

    def look_at_next_waiting(self) -> None:
        """Look at the first who waits, or the next one if a waiting caller is looked at; the live call stays."""
        numbers = [each.id for each in self.waiting]
        index = numbers.index(self._looked_at) + 1 if self._looked_at in numbers else 0
        self._looked_at = numbers[index % len(numbers)]

    def pop_chosen(self) -> PositionCall:
        """Take the waiting caller who is looked at out of the list, else the first who waits."""
        oldest = next((each for each in self.waiting if _known(each)), self.waiting[0])
        chosen = next((each for each in self.waiting if each.id == self._looked_at), oldest)
        self.waiting.remove(chosen)
        return chosen

    def waiting_rows(self) -> tuple[CallRow, ...]:
        """Return the rows of those who wait, newest first; text that no table knows comes before every caller.

        The last one is who waits longest, and a caller must not stand behind text.
        """
        if not self.waiting:
            return ()
        known = {call.id for call in self.waiting if _known(call)}
        rows = [row for row in self._today.rows if self.is_waiting(row.call)]
        return (*(row for row in rows if row.call not in known), *(row for row in rows if row.call in known))

    # --- the card ---

    def card(self) -> CallerCard:
        """Return the card, made anew only when something on it changed."""
        looked_at = self.of_look
        call = looked_at or self._of_card()
        if call is None:
            return no_card()
        live = self.live
        waits = looked_at is not None and self.is_waiting(call.id)
        details = call.details or (details_of_number(call.line_number) if call.line_number else NO_DATA)
        gone = bool(call.taken_up_from) and call.caller_gone_at is not None
        key = (call.id, details, call.how_ended, looked_at is None, waits, live and live.id, live and live.open, gone)
        if self._card is None or self._card[0] != key:
            whose = self._looked_at_words(call, waits) if looked_at else self._whose(call)
            self._card = (key, whose_card(self._details(details), *whose, call.arrived_at, call.ended_at))
        return self._card[1]

    def _of_card(self) -> PositionCall | None:
        if self.live is None or self.live.details is not None or self.live.line_number:
            return self.live
        return self._detailed or self.live

    def _looked_at_words(self, call: PositionCall, waits: bool) -> tuple[CardState, str, str]:
        ended = LEFT_OPEN if call.open else ended_words(call.how_ended, call.ended_at, self._zone)
        heading = say("WAITING CALLER, looked at") if waits else say("EARLIER CALL, looked at")
        back = say("Esc is back to the live call")
        way = back if self.open or waits else say("{key} takes it up again", key=TAKE_UP)
        state = say("waits beside the screen") if waits else ended
        note = say("call {call}, {state}; {way}", call=call.id, state=state, way=way)
        return CardState.PAST, heading, note

    def _whose(self, call: PositionCall) -> tuple[CardState, str, str]:
        """Say whose details these are, so that nobody sends help to a dead address (D200, D202, D208)."""
        ended = ended_words(call.how_ended, call.ended_at, self._zone)
        if call is self.live:
            if not call.open:
                return CardState.PREVIOUS, say("LAST CALL'S DETAILS"), ended
            if call.details is None and call.line_number:
                return CardState.LIVE, _CALLER, say("the number is the telephone's word; ANI/ALI awaited")
            if call.details is None:
                asks = say("no data came: ask for the number and the address")
                return CardState.LIVE, say("CALLER WITHOUT DATA"), asks
            if call.taken_up_from and call.caller_gone_at is not None:
                heading = say("CALL {call}, taken up again", call=call.taken_up_from)
                return CardState.LIVE, heading, say("its caller is not on the line")
            details = call.details
            heading = say("CALLER, taken up again after a restart") if call.goes_on else _CALLER
            return CardState.LIVE, heading, disagreement(details) if details.said else about_the_address(details)
        if self.open:
            note = say("{ended}; the caller on the line sent no data", ended=ended)
        else:
            note = say("{ended}; the last caller sent no data", ended=ended)
        return CardState.PREVIOUS, say("PREVIOUS CALL'S DETAILS"), note

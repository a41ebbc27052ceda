"""How calls begin: a spill, the telephone, or a key; and which of these are one and the same call.

A spill and the telephone's caller come on two lines and in any order. They are one call where both give the same number
within JOINED_WITHIN of each other. Where the telephone gives no number, the one caller without the other half who came
within that time is taken for it, and the screen says that only the time speaks for it. Both are journalled
(`CallerJoined`).
"""

from collections.abc import Iterator
from datetime import timedelta

from app.call.call import Call, HowEnded
from app.clock import as_text
from app.ports import CallerGone, CallerHere, CallerRinging
from app.position.at_hand import AtHand
from app.position.caller_events import CallerJoined
from app.position.callers import WAITING, Callers
from app.position.conference import PositionCall
from app.position.decision import Tell
from app.position.details import Details, call_number, details_of, moved, same_number, same_position, updated
from app.position.edges import Edges
from app.position.endings import Endings
from app.position.presence import by_hand, cut_off, here, hung_up
from app.position.screen import Health
from app.position.telephone import Telephone
from app.position.today import Today
from app.position.turn import Turn
from app.spill.model import NumberStatus, Spill
from app.words import say

# A spill comes within a second or two of the ring; ALI may be asked for a second time at 10 s (spill-formats 1).
JOINED_WITHIN = timedelta(seconds=15)
DATA_LATE = timedelta(seconds=60)  # so long after a call begun by hand a record may still be its; it is only told
_NUMBER_SHOWN = 20  # characters of a number that the telephone itself gives


class Arrivals:
    """Begins the calls of one position; `first_call` is the id of the next one."""

    def __init__(
        self,
        callers: Callers,
        today: Today,
        endings: Endings,
        telephone: Telephone,
        edges: Edges,
        at_hand: AtHand,
        first_call: int,
    ) -> None:
        self._callers = callers
        self._today = today
        self._endings = endings
        self._telephone = telephone
        self._edges = edges
        self._at_hand = at_hand
        self._next_call = first_call
        self.position = ""

    # --- the feed ---

    def spill(self, spill: Spill, turn: Turn) -> None:
        """A spill came: it begins a call, or belongs to one."""
        if not self._taken(spill, turn):
            call = self.begin(turn, details_of(spill))
            if spill.format is not None:
                self._perhaps_of_one_without_data(call, turn)
            self._arrived(call, turn, waits=spill.format is None)

    def _perhaps_of_one_without_data(self, call: PositionCall, turn: Turn) -> None:
        """Say that the data of a call may be those of one begun by hand: nothing but the time speaks for it, and
        another's address would send help astray, so both stand apart.
        """
        for each in self._open_calls():
            if each.details is None and each.line is None and abs(turn.at - each.arrived_at) <= DATA_LATE:
                words = say(
                    "call {call} has data, call {bare} was begun without: the same caller? Ask; they stand apart",
                    call=call.id,
                    bare=each.id,
                )
                self._edges.notice(turn.at, words)
                return

    def read_after_all(self, call: PositionCall, spill: Spill, turn: Turn) -> None:
        """A spill came whole of which a damaged copy began `call`, as text that no table could decode."""
        if self._taken(spill, turn):
            self.withdraw(call.id, turn)
            return
        waited = self._callers.is_waiting(call.id)
        if waited:
            self._callers.waiting.remove(call)
        self.retold(call, details_of(spill), turn)
        if waited:
            self._arrived(call, turn)
        else:
            self._callers.details_came(call)

    def withdraw(self, call: int | None, turn: Turn) -> None:
        """End the call that a piece of a broken record began, if it waits: it is no caller of its own."""
        mine = turn.call
        for text in [each for each in self._callers.waiting if each.id == call]:
            self._callers.waiting.remove(text)
            self._endings.end(text, HowEnded.REPLACED, turn)
        turn.call = mine

    def retold(self, call: PositionCall, details: Details, turn: Turn) -> None:
        """Let an open call have other details of the same spill."""
        before, call.details = call.details, details
        turn.call = call.id
        if before is None or before.values != details.values:
            call.times_told += 1
            call.times_moved += before is not None and moved(before, details)
            self._write_details(call, turn)

    def _taken(self, spill: Spill, turn: Turn) -> bool:
        """Give a spill to the call that it belongs to; False if it begins one."""
        if self.position and spill.position and not same_position(self.position, spill.position):
            words = say("a spill for position {position} came; not shown here", position=spill.position)
            self._edges.notice(turn.at, words, Health.WELL)
            return True
        call = self._callers.of_spill(spill)
        if call is not None and call.details is not None:
            before, call.details = call.details, updated(call.details, spill)
            call.times_told += before.values != call.details.values
            call.times_moved += moved(before, call.details)
            self._write_details(call, turn)
            return True
        call = self._ringing_for(spill, turn)
        if call is None:
            return False
        call.details = details_of(spill)
        self._callers.details_came(call)
        self._write_details(call, turn)
        return True

    def _ringing_for(self, spill: Spill, turn: Turn) -> PositionCall | None:
        """Return the call that the telephone began and that this spill tells of."""
        if spill.format is None:
            return None
        own = spill.number_status in (NumberStatus.COMPLETE, NumberStatus.NO_AREA_CODE)
        number = (spill.number or "") if own else ""
        for call in self._open_calls():  # however late the data comes, and though the caller may have hung up
            if call.details is None and same_number(number, call.line_number):
                self._joined(call, "number", turn)
                return call
        bare = [call for call in self._recent(turn) if call.line is not None and call.details is None]
        nameless = [call for call in bare if not call.line_number]
        if len(nameless) == 1:
            self._joined(nameless[0], "time", turn)
            return nameless[0]
        return None

    # --- the telephone ---

    def ringing(self, event: CallerRinging, turn: Turn) -> None:
        """A caller rings: a call begins, or the spill has begun it already."""
        if any(call.line == event.line and call.caller_gone_at is None for call in self._open_calls()):
            return
        call = self._of_line(event.number, event.line, turn)
        call.ringing = True
        call.joined_here = self._telephone.caps.can_answer

    def here(self, event: CallerHere, turn: Turn) -> None:
        """A caller is on the line, answered."""
        call = self._callers.on_line(event.line)
        live = self._callers.open
        if call is None and live is not None and live.line is None and live.caller_gone_at is None:
            call = live if not event.number or same_number(event.number, call_number(live)) else None
        if call is None:
            call = self._of_line(event.number, event.line, turn)
        call.line = event.line
        here(call, turn)
        call.ringing = False
        call.on_line = call.joined_here = self._telephone.caps.can_answer
        turn.call = call.id
        if self._callers.is_waiting(call.id) and (live is None or not live.worked):
            self.take(call, turn)

    def gone(self, event: CallerGone, turn: Turn) -> None:
        """A caller hung up, or stopped ringing."""
        call = self._callers.on_line(event.line) or (self._callers.open if event.line == 0 else None)
        if call is None:
            return
        hung_up(call, turn)
        call.ringing = False
        call.on_line = False
        turn.call = call.id
        self._today.put(call.id, self._callers.is_waiting(call.id))

    def line_lost(self, turn: Turn) -> None:
        """The telephone's line is gone: who rang or was on it, is not on it any more."""
        for call in self._open_calls():
            if call.line is not None and call.joined_here and call.caller_gone_at is None:
                cut_off(call, turn)
                call.held = False
                turn.call = call.id
            call.line = None
            call.ringing = False
            call.on_line = False

    def phone_changed(self, set_taken: bool, turn: Turn) -> None:
        """The set worked by hand is taken: whom she speaks with there is for her to say."""
        live = self._callers.open
        if set_taken and live is not None:
            by_hand(live, turn)

    def _of_line(self, number: str, line: int, turn: Turn) -> PositionCall:
        """Return the call of the telephone's caller: one that a spill began, or a new one."""
        number = number[:_NUMBER_SHOWN]
        call = self._spilled_for(number, turn)
        if call is None:
            call = self.begin(turn, None)
            call.line, call.line_number = line, number
            if number:
                turn.row(call.id, number=number)
            self._arrived(call, turn)
        else:
            call.line, call.line_number = line, number
            self._joined(call, "number" if number else "time", turn)
        return call

    def _spilled_for(self, number: str, turn: Turn) -> PositionCall | None:
        if not number:
            bare = [call for call in self._recent(turn) if call.line is None and not call.releasing]
            return bare[0] if len(bare) == 1 else None
        recent = {call.id for call in self._recent(turn)}
        for call in self._open_calls():
            if call.line is not None or call.caller_gone_at is not None or call.releasing:
                continue  # who hung up, or is being left, and rings again is a call of its own
            # a caller whose line was lost is looked for however long ago it was
            if (call.id in recent or call.line_number) and same_number(call_number(call), number):
                return call
        return None

    def _joined(self, call: PositionCall, by: str, turn: Turn) -> None:
        apart = (turn.at - call.arrived_at).total_seconds()
        turn.do(Tell(CallerJoined(turn.at, call.id, call.line or 0, by, apart)))
        turn.call = call.id

    def joined(self, event: CallerJoined, turn: Turn) -> None:
        """Say what a join rests on, where it is only the time."""
        turn.call = event.call
        if event.by == "time":
            by_time = say(
                "call {call}: ring and spill taken for one by time alone, the telephone gave no number", call=event.call
            )
            self._edges.notice(turn.at, by_time)

    def _open_calls(self) -> Iterator[PositionCall]:
        live = self._callers.open
        if live is not None:
            yield live
        yield from self._callers.waiting

    def _recent(self, turn: Turn) -> Iterator[PositionCall]:
        for call in self._open_calls():
            if call.caller_gone_at is None and abs(turn.at - call.arrived_at) <= JOINED_WITHIN:
                yield call

    # --- beginning, waiting, taking ---

    def begin(self, turn: Turn, details: Details | None) -> PositionCall:
        """Begin a call, not yet on the screen nor beside it."""
        call: PositionCall = Call(self._next_call, turn.at, details)  # its alias takes four times as long
        self._next_call += 1
        turn.row(call.id, arrived_at=as_text(turn.at), position=self.position or None)
        if details is not None:
            self._write_details(call, turn)
        self._today.keep(call)
        return call

    def again(self, ended: PositionCall, turn: Turn) -> None:
        """Begin a call for a caller whose call was closed here, and whom the telephone could not leave.

        Who came meanwhile waits beside her: the line is hers still.
        """
        call = self.begin(turn, ended.details)
        call.line, call.line_number, call.joined_here = ended.line, ended.line_number, ended.joined_here
        call.on_line = ended.joined_here and ended.line is not None
        self._endings.not_left(ended, call, turn)
        live = self._callers.open
        if live is None or not live.worked:
            self.take(call, turn, instead=False)
        else:
            self._arrived(call, turn, waits=True)

    def take_up(self, ended: PositionCall, turn: Turn) -> str:
        """Begin a call to go on with one that is over, or that an earlier run left open too long ago to be taken up by
        itself: its details, and what was kept of it; return why not, or "".

        Its caller is on no line (D068).
        """
        if any(each is ended for each in self._open_calls()):
            return say("call {call} is open", call=ended.id)
        if self._callers.open is not None:
            return say("release the caller on the line first")
        if ended.details is None and not ended.line_number:
            return say("nothing is known of call {call}", call=ended.id)
        call = self.begin(turn, ended.details)
        call.line_number = ended.line_number
        call.taken_up_from = ended.id
        call.marks, call.typed = set(ended.marks), dict(ended.typed)
        call.told = ended.told | {each.agency for each in ended.attempts if each.contact_at is not None and each.agency}
        hung_up(call, turn)
        call.begun = True
        self._endings.goes_on(ended, call, turn)
        self.take(call, turn)
        return ""

    def without_data(self, turn: Turn) -> None:
        """Begin a call on the call-taker's word (Ctrl+N): this caller is on the line, whoever else may ring."""
        self.take(self.begin(turn, None), turn)

    def _write_details(self, call: PositionCall, turn: Turn) -> None:
        details = call.details
        if details is None:
            return
        position = details.get("position") or self.position or None
        names = ("number", "service_class", "call_number", "name", "address")
        values: dict[str, str | None] = {name: details.get(name) or None for name in names}
        traits = self._at_hand.note(call)
        turn.row(call.id, position=position, place=traits.place or None, street=traits.street or None, **values)

    def _arrived(self, call: PositionCall, turn: Turn, waits: bool = False) -> None:
        """Give a new call the screen, or its place beside it; `waits` if it may hide no caller at all."""
        live = self._callers.open
        if live is None or not (live.worked or waits or self._awaits_answer(live)):
            self._endings.to_screen(call, turn)
            return
        waiting = self._callers.waiting
        waiting.append(call)
        while len(waiting) > WAITING:
            oldest = waiting.pop(0)
            self._endings.end(oldest, HowEnded.REPLACED, turn)
            self._edges.notice(
                turn.at, say("more than {n} callers wait: call {call} left the list", n=WAITING, call=oldest.id)
            )

    def _awaits_answer(self, live: PositionCall) -> bool:
        """Tell whether one who comes may not replace the live call: where callers ring it may still be answered, and
        on a set that stands in for a lost line nobody can tell whom the call-taker speaks with.
        """
        waits = self._telephone.caps.can_answer or self._telephone.by_hand
        return waits and live.caller_gone_at is None

    def take(self, call: PositionCall, turn: Turn, instead: bool = True) -> None:
        """Let one who waits have the screen, `instead` of the live one or with that one waiting in turn.

        Where callers ring, a live one not yet answered always waits.
        """
        live = self._callers.open
        if call in self._callers.waiting:
            self._callers.waiting.remove(call)
        if live is not None and not live.worked and (not instead or self._awaits_answer(live)):
            self._callers.waiting.insert(0, live)
            self._callers.live = None
            self._today.put(live.id, waiting=True)
        self._endings.to_screen(call, turn)
        self._today.put(call.id)

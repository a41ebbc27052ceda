"""How calls end: released, caller gone, replaced; and who has the screen then."""

from datetime import datetime, timedelta

from app.agencies.agency import AgencyTable
from app.call.attempt import AttemptState, Cause
from app.call.call import HowEnded
from app.clock import as_text
from app.ports import Abort, Mute
from app.position.callers import Callers
from app.position.conference import Conference, PositionCall
from app.position.decision import LetSleep
from app.position.edges import Edges
from app.position.keys import RELEASE_WAKE
from app.position.screen import Health
from app.position.telephone import Telephone
from app.position.today import Today
from app.position.turn import Turn
from app.words import say

MOST_UNCONFIRMED = 20  # a telephone that never confirms is known by then
NOT_ANSWERED = (AttemptState.RECALLING, AttemptState.DIALLING, AttemptState.RINGING)
SAID_AGAIN = timedelta(seconds=2)  # a telephone that repeats itself does so at once; nobody is released unseen so soon


class Endings:
    """Ends the calls of one position. A release counts only when the telephone says so, or on the call-taker's word."""

    def __init__(
        self,
        table: AgencyTable,
        callers: Callers,
        conference: Conference,
        telephone: Telephone,
        edges: Edges,
        today: Today,
    ) -> None:
        self._callers = callers
        self._conference = conference
        self._telephone = telephone
        self._edges = edges
        self._today = today
        # Calls closed on the call-taker's word whose release may still be confirmed, or refused; the oldest first.
        self._unconfirmed: list[PositionCall] = []
        self._released_at: datetime | None = None  # when the telephone last said that we have left
        key = table.features.release
        self._late = say("RELEASE NOT CONFIRMED by the telephone: {key} again closes the call here", key=key)

    def end(self, call: PositionCall, how: HowEnded, turn: Turn) -> None:
        """End a call that is not the live one."""
        self._conference.leave(call, turn, Cause.RELEASED)
        call.releasing = False
        call.on_line = False
        call.ringing = False
        call.release_warned_at = None
        call.ended_at = turn.at
        gone = call.caller_gone_at is not None and not call.taken_up_from  # there, the caller was never on the line
        call.how_ended = HowEnded.CALLER_GONE if gone else how
        turn.row(call.id, released_at=as_text(turn.at), how_ended=str(call.how_ended))

    def to_screen(self, call: PositionCall, turn: Turn) -> None:
        """Let a call have the screen; one that is open on it is replaced (D201)."""
        live = self._callers.open
        if live is not None:
            self._end_live(live, HowEnded.REPLACED, turn)
        self._callers.take_screen(call)
        self._telephone.instruction = ""
        turn.call = call.id

    def goes_on(self, ended: PositionCall, call: PositionCall, turn: Turn) -> None:
        """Let what is still owed of a call that is over be owed of the one it was taken up again as (D068)."""
        self._conference.tasks.go_on(ended, call, turn)

    def not_left(self, ended: PositionCall, call: PositionCall, turn: Turn) -> None:
        """Let who was on a call that was closed here be on the one begun for it: the telephone never left it."""
        self._conference.not_left(ended, call, turn)

    def close(self, live: PositionCall, turn: Turn, unconfirmed: bool = False) -> None:
        """End the live call as released, and let the next who waits have the screen.

        `unconfirmed` is on her word alone: the telephone may still say later that it has released.
        """
        if unconfirmed:
            self._unconfirmed.append(live)
            del self._unconfirmed[:-MOST_UNCONFIRMED]
            self._edges.notice(turn.at, _closed_words(live), Health.FAULT)
        self._end_live(live, HowEnded.RELEASED, turn)
        waiting = self._callers.pop_next()
        if waiting is not None:
            instruction = self._telephone.instruction  # "press RELEASE on the set" is still to be done
            self.to_screen(waiting, turn)
            self._telephone.instruction = instruction
            turn.call = live.id
            self._today.put(waiting.id)

    def released(self, turn: Turn) -> None:
        """The telephone says that we have left; on its own word too, as when it was done on the set."""
        live = self._callers.open
        before, self._released_at = self._released_at, turn.at
        if self._unconfirmed:
            closed = self._unconfirmed.pop(0)  # without it; this caller has not been left
            self._edges.take_back(_closed_words(closed))
        elif live is not None:
            again = before is not None and abs(turn.at - before) < SAID_AGAIN
            if live.releasing or live.on_line or not (again and live.untouched):
                self.close(live, turn)

    def line_lost(self, turn: Turn) -> None:
        """The telephone's line is gone: attempts end with it, and what is being released will not be confirmed."""
        live = self._callers.open
        attempt = (live.being_brought_in or live.dial_tone) if live is not None else None
        if attempt is not None and attempt.state in NOT_ANSWERED:
            turn.do(Abort(attempt.number))  # the line may be back, and at it, before its loss is handled here
        self._conference.line_lost(turn)
        self._unconfirmed.clear()
        if live is not None and live.releasing:
            self._not_released(live, turn)
            words = say("RELEASE NOT CONFIRMED: the line was lost while the call was being released")
            self._edges.notice(turn.at, words, Health.FAULT)

    def release_refused(self, why: str, sure: bool, turn: Turn) -> PositionCall | None:
        """The telephone says that we could not leave. Return the call that was closed here and is on the line still.

        Where it is not `sure`, what was closed on her word stays closed.
        """
        live = self._callers.open
        still_on = None
        if self._unconfirmed:
            closed = self._unconfirmed.pop(0)
            self._edges.take_back(_closed_words(closed))
            still_on = closed if sure else None
        elif live is not None and live.releasing:
            self._not_released(live, turn)
        words = say("RELEASE NOT CONFIRMED: {why}", why=why)
        if sure:
            words = say("NOT RELEASED: {why}; you are still on the line", why=why)
        self._edges.notice(turn.at, words, Health.FAULT)
        return still_on

    def release_is_late(self, turn: Turn) -> None:
        """No word of the release has come in time."""
        live = self._callers.open
        if live is None or not live.releasing:
            return
        live.release_unconfirmed = True
        turn.call = live.id
        self._edges.notice(turn.at, self._late, Health.FAULT)

    def _not_released(self, live: PositionCall, turn: Turn) -> None:
        live.releasing = False
        live.release_unconfirmed = False
        turn.call = live.id
        self._edges.take_back(self._late)
        turn.do(LetSleep(RELEASE_WAKE))

    def _end_live(self, live: PositionCall, how: HowEnded, turn: Turn) -> None:
        self.end(live, how, turn)
        self._edges.take_back(self._late)  # the key would close another's call now
        turn.do(LetSleep(RELEASE_WAKE))
        if self._telephone.muted:
            turn.do(Mute(False))  # the next caller must be able to hear her


def _closed_words(call: PositionCall) -> str:
    return say("RELEASE NOT CONFIRMED by the telephone: call {call} is closed here all the same", call=call.id)

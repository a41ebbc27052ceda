"""What a procedure's step has done for the call-taker, each as if she had pressed the key for it."""

from app.call.attempt import AttemptState
from app.call.procedure import Deed, Number
from app.ports import Hold, Resume
from app.position.arrivals import Arrivals
from app.position.callers import Callers
from app.position.conference import Conference, PositionCall
from app.position.details import call_number
from app.position.endings import Endings
from app.position.faces import GIVE_UP
from app.position.forms import Forms
from app.position.keys import Close, Keys
from app.position.panes import Panes
from app.position.presence import here, hung_up
from app.position.turn import Turn
from app.words import say

# Nobody is to be left with an agency that has not answered: it is given up first, or waited for.
_NOBODY_THERE_YET = (AttemptState.RECALLING, AttemptState.DIALLING, AttemptState.RINGING)


class Deeds:
    """Does deeds on the live call; one that cannot be done is refused in words on the key it was pressed with."""

    def __init__(
        self,
        callers: Callers,
        keys: Keys,
        conference: Conference,
        endings: Endings,
        arrivals: Arrivals,
        panes: Panes,
        forms: Forms,
    ) -> None:
        self._callers = callers
        self._keys = keys
        self._conference = conference
        self._endings = endings
        self._arrivals = arrivals
        self._panes = panes
        self._forms = forms

    def do(self, deed: Deed, call: PositionCall | None, turn: Turn, key: str) -> bool:
        """Do it; return False if it could not be done."""
        if call is not None and deed in (Deed.TTY, Deed.CALLER_TYPED, Deed.WE_TYPED):
            typed = next(iter(self._forms.typed.values()), "") if deed is not Deed.TTY else ""
            self._panes.typed(call, turn.at, typed, sent=deed is Deed.WE_TYPED, pressed=bool(key))
            return True
        if call is not None and deed is Deed.TAKE_UP:
            return call is self._callers.open or self._said(turn, key, self._arrivals.take_up(call, turn))
        if call is None or call is not self._callers.open:
            turn.refuse(key, say("that call is over"))
            return False
        match deed:
            case Deed.RING_BACK:
                return self._keys.ring_back(call, turn, key)
            case Deed.CALL_BACK:
                return self._keys.call_back(call, turn, key, call_number(call))
            case Deed.GIVE_UP:
                return self._said(turn, key, self._conference.give_up(call, turn))
            case Deed.STOP:
                self._conference.give_up(call, turn)
                return True
            case Deed.CONTACT:
                return self._said(turn, key, self._keys.contact(call, turn))
            case Deed.HOLD | Deed.RESUME:
                return self._hold(deed, call, turn, key)
            case Deed.CALLER_GONE:
                hung_up(call, turn)
                self._conference.nobody_there(call, turn)
                return True
            case Deed.CALLER_HERE:
                here(call, turn)
                return True
            case Deed.LISTEN | Deed.TAKE_UP | Deed.TTY | Deed.CALLER_TYPED | Deed.WE_TYPED:
                return True  # done above, or by the procedure itself
            case Deed.RELEASE | Deed.CLOSE:
                attempt = call.being_brought_in or call.dial_tone
                if deed is Deed.CLOSE and attempt is not None and attempt.state in _NOBODY_THERE_YET:
                    return self._said(
                        turn,
                        key,
                        say("{agency} is being brought in: {key} gives it up first", agency=attempt.short, key=GIVE_UP),
                    )
                if deed is Deed.CLOSE:
                    call.release_warned_at = turn.at  # the step has said why; she need not press twice
                close = self._keys.release(call, turn, key)
                if close is not Close.NOT:
                    self._endings.close(call, turn, unconfirmed=close is Close.UNCONFIRMED)
                return not turn.refused.get(key)

    def dial(self, number: Number, call: PositionCall | None, turn: Turn, key: str) -> bool:
        """Dial a number of a procedure's table; return False if nothing was dialled."""
        if call is None or call is not self._callers.open:
            return self._said(turn, key, say("that call is over"))
        return self._keys.dial(call, turn, key, number.number, number.label)

    def _hold(self, deed: Deed, call: PositionCall, turn: Turn, key: str) -> bool:
        if not self._conference.caps.can_hold:
            return self._said(turn, key, say("this telephone cannot hold: use the set"))
        if call.held is not (deed is Deed.HOLD):
            turn.do(Hold() if deed is Deed.HOLD else Resume())
        return True

    def _said(self, turn: Turn, key: str, why: str) -> bool:
        if why:
            turn.refuse(key, why)
        return not why

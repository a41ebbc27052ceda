"""What a procedure's step has done for the call-taker, each as if she had pressed the key for it."""

from app.call.procedure import Deed
from app.ports import Hold, Resume
from app.position.callers import Callers
from app.position.conference import Conference, PositionCall
from app.position.endings import Endings
from app.position.facts import call_number
from app.position.keys import Close, Keys
from app.position.turn import Turn


class Deeds:
    """Does deeds on the live call; one that cannot be done is refused in words on the key it was pressed with."""

    def __init__(self, callers: Callers, keys: Keys, conference: Conference, endings: Endings) -> None:
        self._callers = callers
        self._keys = keys
        self._conference = conference
        self._endings = endings

    def do(self, deed: Deed, call: PositionCall | None, turn: Turn, key: str) -> bool:
        """Do it; return False if it could not be done."""
        if call is None or call is not self._callers.open:
            turn.refuse(key, "that call is over")
            return False
        match deed:
            case Deed.RING_BACK:
                return self._keys.ring_back(call, turn, key)
            case Deed.CALL_BACK:
                return self._keys.call_back(call, turn, key, call_number(call))
            case Deed.GIVE_UP:
                return self._said(turn, key, self._conference.give_up(call, turn))
            case Deed.HOLD | Deed.RESUME:
                return self._hold(deed, call, turn, key)
            case Deed.CALLER_GONE:
                call.caller_gone_at = call.caller_gone_at or turn.at
                return True
            case Deed.RELEASE | Deed.CLOSE:
                if deed is Deed.CLOSE:
                    call.release_warned_at = turn.at  # the step has said why; she need not press twice
                    call.no_release = ""
                close = self._keys.release(call, turn, key)
                if close is not Close.NOT:
                    self._endings.close(call, turn, unconfirmed=close is Close.UNCONFIRMED)
                return not turn.refused.get(key)

    def _hold(self, deed: Deed, call: PositionCall, turn: Turn, key: str) -> bool:
        if not self._conference.caps.can_hold:
            return self._said(turn, key, "this telephone cannot hold: use the set")
        if call.held is not (deed is Deed.HOLD):
            turn.do(Hold() if deed is Deed.HOLD else Resume())
        return True

    def _said(self, turn: Turn, key: str, why: str) -> bool:
        if why:
            turn.refuse(key, why)
        return not why

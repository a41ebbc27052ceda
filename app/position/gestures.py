"""What the call-taker does, sorted: which gesture is for callers, for the telephone, for a pane, for the live call."""

from app.agencies.agency import AgencyTable, dialled
from app.call.procedure import Sign
from app.ports import SendText
from app.position.arrivals import Arrivals
from app.position.caller_events import ScreenTaken
from app.position.callers import Callers
from app.position.commissioning import Commissioning
from app.position.conference import Conference, PositionCall
from app.position.decision import Tell
from app.position.endings import Endings
from app.position.faces import ANSWER, DELIVERED, GIVE_UP, NO_DATA, SWITCH_PHONE, TAKE_UP, TAKE_WAITING
from app.position.forms import Forms
from app.position.keys import Close, Keys
from app.position.marking import MARK_LETTER, Marking
from app.position.matters import PositionMatters
from app.position.panes import HELP_KEY, MENU_KEY, Panes
from app.position.procedures import Procedures
from app.position.related import LINK, RELATED, Related
from app.position.relay import Relay
from app.position.running import OPTION_KEYS
from app.position.screen import Pane
from app.position.telephone import Telephone
from app.position.tty import LONGEST_SENT
from app.position.turn import Turn
from app.words import say

_RELEASE_FIRST = say("release the caller on the line first")


class Gestures:
    """Takes keys and typed lines; a gesture that cannot be done now is refused in words."""

    def __init__(
        self,
        callers: Callers,
        arrivals: Arrivals,
        endings: Endings,
        telephone: Telephone,
        keys: Keys,
        panes: Panes,
        commissioning: Commissioning,
        procedures: Procedures,
        forms: Forms,
        matters: PositionMatters,
        agencies: AgencyTable,
        marking: Marking,
        related: Related,
        conference: Conference,
    ) -> None:
        self._callers = callers
        self._arrivals = arrivals
        self._endings = endings
        self._telephone = telephone
        self._keys = keys
        self._panes = panes
        self._commissioning = commissioning
        self._procedures = procedures
        self._forms = forms
        self._matters = matters
        self._features = agencies.features
        self._ring_back_code = dialled(agencies.ring_back_code)
        self._marking = marking
        self._related = related
        self._relay = Relay(conference.tasks, forms)

    def text(self, text: str, call: int, turn: Turn) -> None:
        """Send a typed line to the TTY of the call it was typed for, where the telephone can."""
        live = self._callers.open
        turn.call = live.id if live is not None else None
        if live is not None and live.id == call and self._telephone.caps.tty == "text" and text.strip():
            turn.do(SendText(text.strip()[:LONGEST_SENT]))

    def digits(self, digits: str, turn: Turn) -> None:
        """Dial typed digits: for the live call, or as a test number of the commissioning list."""
        if self._commissioning.wants_digits:
            self._keys.typed_for_test(digits, self._commissioning, turn)
        elif (why := self._procedures.locked(dialled(digits), self._callers.open)) != "":
            turn.refuse(self._features.feature, why)
        elif not self._typed_ring_back(digits, turn) and self._keys.typed(digits, self._callers.open, turn):
            self._procedures.sign(Sign.NUMBER_DIALLED, self._callers.open, turn)

    def key(self, key: str, turn: Turn) -> None:
        """Press a key: callers first, then the telephone, the panes, and the keys of the live call."""
        live = self._callers.open
        if key != HELP_KEY and (live is None or not (live.being_brought_in or live.dial_tone)):
            self._telephone.instruction = ""  # nothing waits to be heard: she has moved on
        if self._marking.press(key, turn):
            pass
        elif key == NO_DATA:
            if live is not None and live.worked:
                turn.refuse(key, self._not_yet(live, turn))
            else:
                self._arrivals.without_data(turn)
        elif key == ANSWER:
            self._answer(turn)
        elif key == TAKE_WAITING:
            self._take_waiting(turn)
        elif key == TAKE_UP:
            self._take_up(turn)
        elif key == SWITCH_PHONE:
            self._keys.switch_phone(live, turn)
        elif key == RELATED:
            self._related.look_next(turn)
        elif key == LINK:
            self._related.link(turn)
        elif key == DELIVERED:
            self._relay.press(live, turn)
        elif key in OPTION_KEYS and self._no_options(live):
            pass  # the step that has them does not stand there
        elif any(part.press(key, live, turn) for part in (self._panes, self._procedures, self._matters)):
            pass
        elif self._panes.shown is Pane.PROCEDURES and key == MARK_LETTER:
            self._panes.close()
            self._mark(live, turn)
        elif self._panes.shown is Pane.PROCEDURES and self._procedures.letter(key, live, turn):
            self._panes.close()
        elif len(key) == 1:
            pass  # a letter, and no list that has it is shown
        elif key == GIVE_UP and self._left(live):
            pass
        elif key == GIVE_UP and self._callers.looking:
            self._callers.look_at(0)
        elif key == self._features.ring_back and live is not None and self._rung_back(live, turn):
            turn.call = live.id
        else:
            close = self._keys.press(key, live, turn)
            if live is not None and close is not Close.NOT:
                self._endings.close(live, turn, unconfirmed=close is Close.UNCONFIRMED)

    def filled(self, form: str, values: dict[str, str], turn: Turn) -> None:
        """Take what was typed into the form beside the step, or into a matter's."""
        if self._matters.filled(form, values, self._callers.open, turn) or self._marking.filled(form, values, turn):
            return
        if self._relay.filled(form, values, turn):
            return
        option = self._forms.filled(form, values)
        if option is not None:
            self._procedures.filled(form, option, turn, values)

    def new_caller(self, turn: Turn) -> None:
        """Another call has the screen: what was shown and asked for the one before goes."""
        live = self._callers.open
        if live is not None and self._callers.waiting:
            turn.do(Tell(ScreenTaken(turn.at, live.id)))
        self._panes.new_call(turn)
        self._marking.leave(turn)
        self._relay.leave()

    def _left(self, live: PositionCall | None) -> bool:
        """Leave what stands over the call, one thing a press; False if nothing does."""
        panes = self._panes
        over_panes = panes.leave() or self._matters.leave(live) or self._forms.leave()
        return over_panes or self._procedures.shown.leave(live) or panes.leave_talk(live)

    def _no_options(self, live: PositionCall | None) -> bool:
        commissioning = self._commissioning.open and live is None
        return self._telephone.comes_first(live) or commissioning or self._relay.asked

    def _typed_ring_back(self, digits: str, turn: Turn) -> bool:
        """Let the procedure take the code of ring back as it takes its key; False if it is not that, or is its own."""
        live = self._callers.open
        if live is None or not live.dial_asked or dialled(digits) != self._ring_back_code:
            return False
        turn.call = live.id
        return self._rung_back(live, turn)

    def _mark(self, live: PositionCall | None, turn: Turn) -> None:
        """Ask which agency is down; not while one is being brought in, for the caller comes first."""
        why = self._keys.busy(live, turn.at) if live is not None else ""
        if why:
            turn.refuse(MENU_KEY, say("agency down: {why}", why=why))
        else:
            self._marking.begin(turn)

    def _rung_back(self, live: PositionCall, turn: Turn) -> bool:
        """Let the procedure take the key; False if there is none, and the key only dials."""
        again = bool(live.taken_up_from) and live.caller_gone_at is not None
        if self._keys.busy(live, turn.at, with_tone=True) or self._callers.looking or again:
            return False  # refused in words, as any key that dials
        return self._procedures.sign(Sign.RING_BACK_KEY, live, turn)

    def _answer(self, turn: Turn) -> None:
        """Answer the caller on the screen who rings, else the one who has rung longest."""
        live = self._callers.open
        ringing = [call for call in (live, *self._callers.waiting) if call is not None and call.ringing]
        if self._telephone.by_hand:
            turn.refuse(ANSWER, say("the set is worked by hand: {key} goes back to the line first", key=SWITCH_PHONE))
        elif not self._telephone.caps.can_answer:
            turn.refuse(ANSWER, say("this telephone is answered on the set"))
        elif live is not None and live.ringing:
            self._keys.answer(live, turn)  # whatever procedure keeps her call
        elif not ringing:
            turn.refuse(ANSWER, say("nobody rings"))
        elif live is not None and live.worked:
            turn.refuse(ANSWER, self._not_yet(live, turn))
        else:
            self._keys.answer(ringing[0], turn)

    def _not_yet(self, live: PositionCall, turn: Turn) -> str:
        """Say why another caller cannot have the line while this call is worked."""
        first = _RELEASE_FIRST
        if live.caller_gone_at is not None and not live.in_contact:
            first = say("call {call} is still open: {key} closes it first", call=live.id, key=self._features.release)
        return self._keys.busy(live, turn.at) or live.no_release or first

    def _take_up(self, turn: Turn) -> None:
        """Take the ended call that is looked at up again, to bring in the agency it should have gone to (D068)."""
        ended = self._callers.of_look
        if ended is None:
            turn.refuse(TAKE_UP, say("look at an ended call of today first"))
        elif why := self._arrivals.take_up(ended, turn):
            turn.refuse(TAKE_UP, why)
        else:
            self._procedures.go_on(ended, self._callers.open, turn, None)

    def _take_waiting(self, turn: Turn) -> None:
        live = self._callers.open
        if not self._callers.waiting:
            turn.refuse(TAKE_WAITING, say("nobody waits"))
        elif live is not None and live.worked:
            self._callers.look_at_next_waiting()  # looked at; the live call stays as it is
        else:
            self._arrivals.take(self._callers.pop_chosen(), turn)

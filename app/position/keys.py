"""What each key does. A key that cannot do it now is refused in words; nothing is dialled but by a press."""

from datetime import datetime, timedelta
from enum import Enum, auto

from app.agencies.agency import DIALABLE, Agency, AgencyTable, dialled
from app.call.attempt import Attempt, AttemptState
from app.ports import Abort, Answer, Heard, Hold, Mute, Release, Resume
from app.position.attempt_words import NOTHING_DIALLED, NOTHING_IN_HAND
from app.position.callers import Callers
from app.position.commissioning import Commissioning
from app.position.conference import Conference, PositionCall, tells_nothing
from app.position.decision import UsePhone, WakeAt
from app.position.details import call_number, same_number
from app.position.faces import (
    ANSWER,
    GIVE_UP,
    HEARD_KEYS,
    INFORMATION_TAKEN,
    MONITOR,
    SWITCH_PHONE,
    TAKE_UP,
    state_words,
)
from app.position.presence import here, hung_up
from app.position.rungs import Rungs
from app.position.standing import Standing
from app.position.telephone import Telephone
from app.position.turn import Turn
from app.words import say

RELEASE_WAKE = "release"
WARNING_WAKE = "release warning"
RELEASE_LIMIT = timedelta(seconds=3)  # a telephone that has not confirmed by then is told of
HANDING_OVER_LIMIT = timedelta(seconds=15)  # where release is a transfer: 10 s for it (telephone.md 8.2), 3 s to resume
BOUNCE = timedelta(seconds=1)  # the same agency key again within it is a bounce, not a wish: no attempt of its own
LONGEST_DIGITS = 32  # the longest number that can be dialled anywhere is 15 digits (E.164), with codes before it
_AT_ONCE = timedelta(0)  # a clock that was set back must not make a bounce of every press

NO_CALLER = say("no caller on the line (Ctrl+N begins a call without data)")
_NO_NUMBER = say("no number set")


class Close(Enum):
    """Whether a press closes the live call here and now."""

    NOT = auto()
    NOW = auto()  # the telephone was told nothing
    UNCONFIRMED = auto()  # the telephone was told to release, and may still say that it has


class Keys:
    """The keys of one position: agencies and features as the table puts them, the small keys as `faces` names them."""

    def __init__(
        self,
        agencies: AgencyTable,
        callers: Callers,
        conference: Conference,
        telephone: Telephone,
        standing: Standing,
    ) -> None:
        self._callers = callers
        self._telephone = telephone
        self._standing = standing
        self._table = agencies
        self._by_key = agencies.by_key
        self._conference = conference
        self._rungs = Rungs(conference, standing, self._can_dial)

    def press(self, key: str, call: PositionCall | None, turn: Turn) -> Close:
        """Press a key on the live call, and return whether it is to be closed here and now, on her word."""
        live = call if call is not None and call.open else None
        if live is not None:
            turn.call = live.id
        if live is None:
            if key in self._known():
                looked_at = self._callers.looked_at
                up = say("no caller on the line ({key} takes call {call} up again)", key=TAKE_UP, call=looked_at)
                turn.refuse(key, up if looked_at else NO_CALLER)
            return Close.NOT
        features = self._table.features
        agency = self._by_key.get(key)
        if agency is not None:
            self._agency_key(live, turn, agency, key)
        elif key == features.release:
            return self.release(live, turn, key)
        elif key == features.voice_contact:
            self._say(turn, key, self.contact(live, turn))
        elif key == features.feature:
            self._feature(live, turn, key)
        elif key == features.ring_back:
            self.ring_back(live, turn, key)
        elif key == features.hold:
            self._hold(live, turn, key)
        elif key == GIVE_UP:
            self._give_up(live, turn)
        elif key == MONITOR:
            self._monitor(live, turn, self._telephone.muted)
        elif key == INFORMATION_TAKEN:
            self._rungs.information(live, turn)
        elif key in HEARD_KEYS and (self._conference.caps.by_hand or tells_nothing(self._conference.caps)):
            self._heard(live, turn, key)
        else:
            self._rungs.press(key, live, turn)
        return Close.NOT

    def _known(self) -> frozenset[str]:
        return frozenset({*self._by_key, *self._table.features.by_name().values(), GIVE_UP, MONITOR})

    def _say(self, turn: Turn, key: str, why: str) -> None:
        if why:
            turn.refuse(key, why)

    def busy(self, live: PositionCall, at: datetime, with_tone: bool = False) -> str:
        """Say why nothing can be dialled at `at`, "" if it can be; `with_tone` where standing dial tone would be used.

        While a caller is being answered nothing is: the telephone would join the agency with that caller.
        """
        if live.releasing:
            return say("the call is being released")
        answered = self._callers.being_answered(at)
        if answered is not None:
            return say("call {call} is being answered: wait a moment", call=answered.id)
        if live.ringing:
            return say("the caller rings and is not answered yet: {key} answers", key=ANSWER)
        attempt = live.being_brought_in or live.dial_tone
        if attempt is None or (with_tone and attempt is live.dial_tone and attempt.for_a_key):
            return ""
        words = state_words(attempt, self._conference.caps)
        wait = say("Esc gives it up") if self._conference.caps.abort else say("the set gives it up")
        if attempt.state is AttemptState.ABORTING:
            wait = say("wait a moment")
        return say("{agency}: {state}; {wait}", agency=attempt.short, state=words, wait=wait)

    def _can_dial(self, live: PositionCall, turn: Turn, key: str, agency: str, number: str) -> str:
        """Return the digits to dial for this press; "" if nothing is to be dialled, the key then says why."""
        attempt = live.being_brought_in
        if attempt is not None and attempt.agency == agency and attempt.key == key and _bounced(attempt, turn):
            return ""
        digits = dialled(number)
        why = self.busy(live, turn.at, with_tone=True)
        if self._callers.looking:
            looked_at = self._callers.looked_at
            why = why or say("call {call} is looked at: {key} goes back to the live call", call=looked_at, key=GIVE_UP)
        if not why and not digits:
            why = _NO_NUMBER
        elif not why and any(letter not in DIALABLE for letter in digits):
            why = say("{number!r} cannot be dialled", number=number)
        if why:
            turn.refuse(key, why)
            return ""
        live.release_warned_at = None
        live.backup_asked_at = None
        live.dial_asked = False
        return digits

    def _agency_key(self, live: PositionCall, turn: Turn, agency: Agency, key: str) -> None:
        """Dial the agency, or what stands in for it while it is down; where nothing does, keep it as a task."""
        route = self._standing.routes.get(agency.id)
        if route is None:
            self._agency(live, turn, agency, key, agency.star_code, "")
        elif not route.why:
            self._agency(live, turn, route.agency, key, route.agency.star_code, route.how)
        elif why := self.busy(live, turn.at):
            turn.refuse(key, why)
        else:
            turn.refuse(key, route.why)
            self._conference.tasks.owe(live, turn, route.agency, NOTHING_DIALLED)

    def _agency(self, live: PositionCall, turn: Turn, agency: Agency, key: str, number: str, how: str) -> None:
        digits = self._can_dial(live, turn, key, agency.id, number)
        if digits:
            self._conference.begin(live, turn, agency, digits, key, how)

    def _feature(self, live: PositionCall, turn: Turn, key: str) -> None:
        """Get dial tone where there is such a thing, and ask for digits where the console dials them (D081, D093)."""
        caps = self._conference.caps
        why = self.busy(live, turn.at)
        if why:
            turn.refuse(key, why)
            return
        if caps.flash or caps.by_hand:
            self._conference.feature(live, turn, key)
        live.dial_asked = not caps.by_hand

    def typed(self, digits: str, live: PositionCall | None, turn: Turn) -> bool:
        """Dial what the call-taker typed: an agency by any of its numbers, the caller's own, or anything else.

        Return True if the caller, who is not on the line, is being called back with it.
        """
        key = self._table.features.feature
        if live is None:
            turn.refuse(key, NO_CALLER)
            return False
        turn.call = live.id
        if not live.dial_asked:
            turn.refuse(key, say("not asked for on this call: press it, then type"))
            return False
        if len(digits) > LONGEST_DIGITS:
            turn.refuse(key, say("expected at most {most} digits, got {n}", most=LONGEST_DIGITS, n=len(digits)))
            return False
        if dialled(digits) == dialled(self._table.ring_back_code):
            self.ring_back(live, turn, key)
            return False
        wanted = self._can_dial(live, turn, key, "", digits)
        if wanted and not live.on_line and same_number(wanted, call_number(live)):
            self._conference.call_back(live, turn, wanted, key)
            return True
        if wanted:
            self._bring_in(live, turn, wanted, key, say("typed"))
        return False

    def listed(self, live: PositionCall, turn: Turn, key: str, label: str, number: str) -> bool:
        """Dial a number of the directory; False if nothing was dialled, the key then says why."""
        wanted = self._can_dial(live, turn, key, "", number)
        if wanted:
            self._bring_in(live, turn, wanted, key, say("directory"), label)
        return bool(wanted)

    def _bring_in(self, live: PositionCall, turn: Turn, digits: str, key: str, how: str, label: str = "") -> None:
        for agency in self._table.agencies:
            numbers = (agency.star_code, agency.tandem_number, agency.speed_dial_number)
            if digits in {dialled(number) for number in numbers if number}:
                self._conference.begin(live, turn, agency, digits, key, how)
                return
        self._conference.typed(live, turn, digits, key, label)

    def typed_for_test(self, digits: str, commissioning: Commissioning, turn: Turn) -> None:
        """Dial a test number of the commissioning list."""
        key = self._table.features.feature
        wanted = dialled(digits)
        if not wanted or len(wanted) > LONGEST_DIGITS or any(letter not in DIALABLE for letter in wanted):
            got = digits[:LONGEST_DIGITS]
            turn.refuse(key, say("expected at most {most} of 0-9, * and #, got {got!r}", most=LONGEST_DIGITS, got=got))
        else:
            commissioning.dial(wanted, turn)

    def contact(self, live: PositionCall, turn: Turn) -> str:
        """Take her word that caller and agency are in voice contact; return why not, or ""."""
        why = self._conference.contact(live, turn)
        if not why:
            live.release_warned_at = None
            self._telephone.instruction = ""  # what was to be pressed for it has been
            if self._telephone.muted:
                self._conference.listening(live, turn, only=True)
        return why

    def _give_up(self, live: PositionCall, turn: Turn) -> None:
        asked, live.dial_asked = live.dial_asked, False
        if not (asked and live.being_brought_in is None and live.dial_tone is None):
            self._say(turn, GIVE_UP, self._conference.give_up(live, turn))

    def answer(self, call: PositionCall, turn: Turn) -> None:
        """Answer the caller who rings on this call's line."""
        turn.call = call.id
        call.answer_asked_at = turn.at
        turn.do(Answer(call.line or 0))

    def switch_phone(self, live: PositionCall | None, turn: Turn) -> None:
        """Work the set by hand in place of a line that is lost, or go back to the line."""
        telephone = self._telephone
        why = self.busy(live, turn.at) if live is not None else ""
        if telephone.caps.by_hand and not telephone.by_hand:
            turn.refuse(SWITCH_PHONE, say("the set is worked by hand already"))
        elif not (telephone.by_hand or telephone.lost or (live is not None and live.cut_off_at)):
            turn.refuse(SWITCH_PHONE, say("the line is not lost"))
        elif why:
            turn.refuse(SWITCH_PHONE, why)
        elif telephone.by_hand and live is not None and (on_the_set := [*live.rung_back, *live.in_contact]):
            there = on_the_set[-1].short
            turn.refuse(SWITCH_PHONE, say("{agency} is on the set: release there first", agency=there))
        else:
            turn.do(UsePhone(by_hand=not telephone.by_hand))

    def release(self, live: PositionCall, turn: Turn, pressed: str) -> Close:
        """Release the live call, warnings and all; return whether it is to be closed here and now."""
        key = self._table.features.release
        telephone = self._telephone
        why = self.busy(live, turn.at) if live.ringing else live.no_release
        if why:
            turn.refuse(pressed, why)
            return Close.NOT
        warned = live.release_warned_at
        stands = self._conference.limits.release_warning  # a second press later than this is a first one
        confirmed = warned is not None and turn.at - warned < stands
        if live.releasing:
            # asked for already; once the telephone stays silent, her word closes it
            return Close.UNCONFIRMED if live.release_unconfirmed else Close.NOT
        there = live.on_line or (live.joined_here and live.in_contact)  # which the telephone told since it was lost
        lost = bool(telephone.lost) and not (telephone.by_hand or telephone.caps.by_hand or there)
        warning = live.release_warning() or (say("the line is lost: release on the set") if lost else "")
        if not confirmed and warning:
            live.release_warned_at = turn.at
            turn.do(WakeAt(WARNING_WAKE, turn.at + stands))
            if lost:
                why = say("{key} again closes the call here; {warning}", warning=warning, key=key)
            else:
                why = say("{key} again releases; {warning}", warning=warning, key=key)
            turn.refuse(pressed, why)
            return Close.NOT
        if lost or (telephone.caps.can_answer and not live.worked):
            attempt = live.being_brought_in or live.dial_tone
            if attempt is not None:
                turn.do(Abort(attempt.number))  # the line may be back, and at it, before that is told here
            return Close.NOW  # the telephone has nothing of this call to release, and must not release another's
        live.releasing = True
        live.release_warned_at = None
        turn.do(Release())
        limit = RELEASE_LIMIT if self._conference.caps.bridge_in_switch else HANDING_OVER_LIMIT
        turn.do(WakeAt(RELEASE_WAKE, turn.at + limit))
        return Close.NOT

    def ring_back(self, live: PositionCall, turn: Turn, key: str) -> bool:
        """Dial the ring-back code (D131); False if nothing was dialled, the key then says why."""
        if live.taken_up_from and live.caller_gone_at is not None:
            turn.refuse(key, say("this call was taken up again: its caller is on no 9-1-1 line"))
            return False
        digits = self._can_dial(live, turn, key, "", self._table.ring_back_code)
        if digits:
            self._conference.ring_back(live, turn, digits, key)
        return bool(digits)

    def dial(self, live: PositionCall, turn: Turn, key: str, number: str, label: str) -> bool:
        """Dial a number of the site's that is no agency's; False if nothing was dialled, the key then says why."""
        if not dialled(number):
            feature = self._table.features.feature
            turn.refuse(key, say("{label}: no number set; {key}, then type it", label=label, key=feature))
            return False
        digits = self._can_dial(live, turn, key, "", number)
        if digits:
            self._conference.typed(live, turn, digits, key, label)
        return bool(digits)

    def call_back(self, live: PositionCall, turn: Turn, key: str, number: str) -> bool:
        """Dial the caller's own number (D106); False if nothing was dialled, the key then says why."""
        if not number:
            turn.refuse(key, say("the number cannot be dialled"))
            return False
        digits = self._can_dial(live, turn, key, "", number)
        if digits:
            self._conference.call_back(live, turn, digits, key)
        return bool(digits)

    def _hold(self, live: PositionCall, turn: Turn, key: str) -> None:
        if live.releasing or live.ringing or self._callers.being_answered(turn.at) is not None:
            turn.refuse(key, self.busy(live, turn.at))
        elif not self._conference.caps.can_hold:
            turn.refuse(key, say("this telephone cannot hold: use the set"))
        else:
            turn.do(Resume() if live.held else Hold())

    def _monitor(self, live: PositionCall, turn: Turn, muted: bool) -> None:
        if not self._conference.caps.can_mute:
            turn.refuse(MONITOR, say("this telephone cannot mute: use the set"))
        elif not live.in_contact and not muted:
            turn.refuse(MONITOR, say("no agency is in voice contact"))
        else:
            turn.do(Mute(not muted))

    def _heard(self, live: PositionCall, turn: Turn, key: str) -> None:
        what, _words = HEARD_KEYS[key]
        if what == "caller_gone" and (live.caller_gone_at is not None or tells_nothing(self._conference.caps)):
            (hung_up if live.caller_gone_at is None else here)(live, turn)  # a second press takes it back
        elif tells_nothing(self._conference.caps):
            self._say(turn, key, self._conference.heard_by_ear(live, turn, what))
        elif what == "caller_gone":
            turn.do(Heard(what))
        elif (attempt := live.being_brought_in or live.dial_tone) is not None:
            answered = attempt.state is AttemptState.ANSWERED
            if answered and what in ("dial_tone", "ringing", "answered"):
                turn.refuse(key, say("{agency} has answered already", agency=attempt.short))
            elif what == "dial_tone" and attempt.state is not AttemptState.RECALLING:
                turn.refuse(key, say("there was dial tone already"))
            else:
                turn.do(Heard(what))
        else:
            turn.refuse(key, NOTHING_IN_HAND)


def _bounced(attempt: Attempt, turn: Turn) -> bool:
    return _AT_ONCE <= turn.at - attempt.dialled_at < BOUNCE

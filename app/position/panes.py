"""The lowest place on the left: today's calls, the line, a TTY's text, checks, directory, manual, line monitor."""

from collections.abc import Sequence
from datetime import datetime

from app.ports import TtyHeard, TtyText
from app.position.canned import CannedLine
from app.position.commissioning import Commissioning
from app.position.conference import PositionCall
from app.position.faces import HEARD_KEYS
from app.position.screen import Pane, TtyPane
from app.position.telephone import Telephone
from app.position.tty import TtyConversation
from app.position.turn import Turn
from app.words import say

TODAY_KEY, LINE_KEY, TTY_KEY, READING_KEY, COMMISSIONING_KEY = "Ctrl+L", "Ctrl+P", "Alt+T", "Alt+O", "Ctrl+K"
MENU_KEY = "Ctrl+G"
HELP_KEY = "F1"
DIRECTORY_KEY = "Ctrl+D"
MATTERS_KEY = "Alt+U"
LINE_MONITOR_KEY = "Ctrl+Shift+M"
_MOST_CONVERSATIONS = 20  # kept to be shown; every letter stands in the journal


class Panes:
    """Which pane is shown, and what the line's page and the conversation hold.

    A TTY that is heard opens its pane by itself, since nobody hears letters; it covers neither caller nor keys. What it
    writes while the pane is not shown, or a form covers the step, is said in the line of the next step.
    """

    def __init__(
        self, telephone: Telephone, canned: Sequence[CannedLine], commissioning: Commissioning, ring_back_code: str
    ) -> None:
        self._telephone = telephone
        self._commissioning = commissioning
        self._ring_back_code = ring_back_code
        self._canned = tuple(canned)
        self._conversations: dict[int, TtyConversation] = {}  # by call; also of one that is over and typed elsewhere
        self._last = 0  # whose letters came last, 0 if there was no call
        self._other_reading = False
        self._before_help = Pane.TODAY
        self._unseen = False  # a TTY was heard, or has written, and nothing shows it
        self.shown = Pane.TODAY

    def press(self, key: str, live: PositionCall | None, turn: Turn) -> bool:
        """Press a key of the panes; False if it is none. The same key again goes back to today's calls."""
        if self._commissioning.open and self._check(key, live, turn):
            return True
        if key == COMMISSIONING_KEY:
            self._commission(live, turn)
        elif key == HELP_KEY:
            self._help()
        elif key == TODAY_KEY:
            self._show(Pane.TODAY, turn)
        elif key == LINE_KEY:
            self._show(Pane.LINE, turn)
        elif key == TTY_KEY:
            self._show(Pane.TTY, turn)
        elif key == MENU_KEY:
            self._show(Pane.PROCEDURES, turn)
        elif key == DIRECTORY_KEY:
            self._show(Pane.DIRECTORY, turn)
        elif key == MATTERS_KEY:
            self._show(Pane.MATTERS, turn)
        elif key == LINE_MONITOR_KEY:
            self._show(Pane.MONITOR, turn)
        elif key == READING_KEY:
            self._other_reading = not self._other_reading
            if self.shown is not Pane.TTY:
                self._show(Pane.TTY, turn)
        else:
            return False
        return True

    def _show(self, pane: Pane, turn: Turn) -> None:
        self._leave_checks(turn)
        self.shown = Pane.TODAY if self.shown is pane else pane

    def close(self) -> None:
        """Go back to today's calls."""
        self.shown = Pane.TODAY

    def leave(self) -> bool:
        """Go back from what was opened over the call, as its own key would; False if no such pane is shown."""
        if self.shown is Pane.HELP:
            self._help()
            return True
        shown = self.shown in (Pane.PROCEDURES, Pane.DIRECTORY, Pane.MONITOR, Pane.LINE)
        if shown:
            self.close()
        return shown

    def leave_talk(self, live: PositionCall | None) -> bool:
        """Go back from a conversation; False if none is shown, or an attempt wants the key: it comes up by itself."""
        shown = self.shown is Pane.TTY and not (live is not None and (live.being_brought_in or live.dial_tone))
        if shown:
            self.close()
        return shown

    def _help(self) -> None:
        """Open the manual (D014), or go back to what stood here; a check or a conversation goes on behind it."""
        if self.shown is not Pane.HELP:
            self._before_help, self.shown = self.shown, Pane.HELP
        else:
            over = self._before_help is Pane.COMMISSIONING and not self._commissioning.open
            self.shown = Pane.TODAY if over else self._before_help

    def _commission(self, live: PositionCall | None, turn: Turn) -> None:
        """Open the commissioning list, or close it; never over a call."""
        if self._commissioning.open:
            self._show(Pane.TODAY, turn)
        elif live is not None:
            turn.refuse(COMMISSIONING_KEY, say("a call is open: release it first"))
        else:
            self._commissioning.begin(self._telephone.caps, self._ring_back_code)
            self.shown = Pane.COMMISSIONING

    def _check(self, key: str, live: PositionCall | None, turn: Turn) -> bool:
        if key in HEARD_KEYS and live is None:
            self._commissioning.heard_by_ear(HEARD_KEYS[key][0], turn.at)
            return True
        return self._commissioning.press(key, turn)

    def _leave_checks(self, turn: Turn) -> None:
        if self._commissioning.open:
            self._commissioning.leave(turn)

    def new_call(self, turn: Turn) -> None:
        """Another call has the screen: the conversation was another caller's, and no check may be in its way."""
        self._leave_checks(turn)
        self._unseen = False
        if self.shown in (Pane.TTY, Pane.COMMISSIONING, Pane.PROCEDURES):
            self.shown = Pane.TODAY
        if self._before_help in (Pane.TTY, Pane.PROCEDURES):
            self._before_help = Pane.TODAY

    def phone_changed(self, turn: Turn) -> None:
        """Another telephone is in force: its list is another one."""
        self._leave_checks(turn)
        if self.shown is Pane.COMMISSIONING:
            self.shown = Pane.TODAY

    def tty_heard(self, event: TtyHeard | TtyText, live: PositionCall | None, turn: Turn) -> None:
        """Take what is heard from a TTY, or what has left to it."""
        number = live.id if live is not None else 0
        turn.call = number or None
        conversation = self._conversation(number)
        first = conversation.heard_at is None
        if isinstance(event, TtyText):
            conversation.take(event)
        else:
            conversation.heard(event.at)
        if live is not None and conversation.heard_at is not None:
            live.tty_heard = True
        if first and conversation.heard_at is not None:
            self._leave_checks(turn)
            self._show_talk()
        self._unseen |= (isinstance(event, TtyText) and not event.sent) or (first and conversation.heard_at is not None)

    def _conversation(self, number: int) -> TtyConversation:
        """Return the conversation of a call, with all that was written before another one's came in between."""
        if number != self._last:
            self._last, self._other_reading = number, False
            if not number:
                self._conversations.pop(0, None)  # on no call: another's
        conversation = self._conversations.setdefault(number, TtyConversation())
        if len(self._conversations) > _MOST_CONVERSATIONS:
            del self._conversations[next(iter(self._conversations))]
        return conversation

    def _show_talk(self) -> None:
        """Show the conversation by itself; not under hands that type a report, half of which would go to the caller."""
        if self.shown is not Pane.MATTERS:
            self.shown = Pane.TTY

    def looked(self, *, covered: bool) -> None:
        """Note that the conversation is seen, while its pane is shown and no form covers the keys of its step."""
        self._unseen = self._unseen and (covered or self.shown is not Pane.TTY)

    def unseen_words(self, live: PositionCall | None) -> str:
        """Say that the live caller's TTY is heard, and what it wrote last, while that is not in view."""
        conversation = self._conversations.get(live.id) if live is not None else None
        if not self._unseen or conversation is None:
            return ""
        way = say("Esc leaves the form") if self.shown is Pane.TTY else say("{key} shows it", key=TTY_KEY)
        last = conversation.last_written
        if last:
            return say("TTY: the caller types ({way}): {words}", way=way, words=last)
        return say("TTY: a TTY is heard ({way})", way=way)

    def typed(self, call: PositionCall, at: datetime, text: str, *, sent: bool, pressed: bool) -> None:
        """Show the conversation of a call, with what was said on another machine and typed here for the record.

        `pressed` is False where no key asked for it.
        """
        conversation = self._conversation(call.id)
        conversation.heard(at)
        conversation.line(at, text, sent=sent)
        call.tty_heard = True
        if pressed:
            self.shown = Pane.TTY
        else:
            self._show_talk()

    def checklist(self) -> tuple[str, ...]:
        """Return the commissioning checklist while it is shown."""
        return self._commissioning.lines() if self.shown is Pane.COMMISSIONING else ()

    def line_page(self) -> tuple[tuple[str, str], ...]:
        """Return the line's page while it is shown."""
        return self._telephone.page() if self.shown is Pane.LINE else ()

    def tty(self, live: PositionCall | None) -> TtyPane | None:
        """Return the conversation of the live call while it is shown."""
        if self.shown is not Pane.TTY:
            return None
        number = live.id if live is not None else self._last
        conversation = self._conversations.get(number) or TtyConversation()
        return conversation.pane(number, self._other_reading, self._canned, self._telephone.caps.tty == "text")

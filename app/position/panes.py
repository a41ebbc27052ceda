"""The lowest place on the left: today's calls, the telephone's line, or the text conversation with a TTY."""

from collections.abc import Sequence

from app.ports import TtyHeard, TtyText
from app.position.canned import CannedLine
from app.position.conference import PositionCall
from app.position.screen import Pane, TtyPane
from app.position.telephone import Telephone
from app.position.tty import TtyConversation
from app.position.turn import Turn

TODAY_KEY, LINE_KEY, TTY_KEY, READING_KEY = "Ctrl+L", "Ctrl+P", "Alt+T", "Alt+O"


class Panes:
    """Which pane is shown, and what the line's page and the conversation hold.

    A TTY that is heard opens its pane by itself, since nobody hears letters; it covers neither caller nor keys.
    """

    def __init__(self, telephone: Telephone, canned: Sequence[CannedLine]) -> None:
        self._telephone = telephone
        self._canned = tuple(canned)
        self._conversation: tuple[int, TtyConversation] = (0, TtyConversation())  # of the call with this id
        self._other_reading = False
        self.shown = Pane.TODAY

    def press(self, key: str, live: PositionCall | None) -> bool:
        """Press a key of the panes; False if it is none. The same key again goes back to today's calls."""
        if key == TODAY_KEY:
            self.shown = Pane.TODAY
        elif key == LINE_KEY:
            self.shown = Pane.TODAY if self.shown is Pane.LINE else Pane.LINE
        elif key == TTY_KEY:
            self.shown = Pane.TODAY if self.shown is Pane.TTY else Pane.TTY
        elif key == READING_KEY:
            self._other_reading = not self._other_reading
            self.shown = Pane.TTY
        else:
            return False
        return True

    def new_call(self) -> None:
        """Another call has the screen: the conversation was another caller's."""
        if self.shown is Pane.TTY:
            self.shown = Pane.TODAY

    def tty_heard(self, event: TtyHeard | TtyText, live: PositionCall | None, turn: Turn) -> None:
        """Take what is heard from a TTY, or what has left to it."""
        number = live.id if live is not None else 0
        turn.call = number or None
        if self._conversation[0] != number:
            self._conversation = (number, TtyConversation())
            self._other_reading = False
        conversation = self._conversation[1]
        first = conversation.heard_at is None
        if isinstance(event, TtyText):
            conversation.take(event)
        else:
            conversation.heard(event.at)
        if first and conversation.heard_at is not None:
            self.shown = Pane.TTY

    def line_page(self) -> tuple[tuple[str, str], ...]:
        """Return the line's page while it is shown."""
        return self._telephone.page() if self.shown is Pane.LINE else ()

    def tty(self, live: PositionCall | None) -> TtyPane | None:
        """Return the conversation of the live call while it is shown."""
        if self.shown is not Pane.TTY:
            return None
        number, conversation = self._conversation
        if live is None or live.id != number:
            conversation = TtyConversation()
        return conversation.pane(self._other_reading, self._canned, self._telephone.caps.tty == "text")

    def heard_on(self, live: PositionCall | None) -> bool:
        """Tell whether a TTY has been heard on the live call."""
        number, conversation = self._conversation
        return live is not None and live.id == number and conversation.heard_at is not None

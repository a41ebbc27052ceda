"""The parts of the line monitor: the rows with their state and the search, and what is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.ui.grounds import Ground
from app.ui.theme import PLAIN, Letterings, Theme, palette
from app.ui.values import Passage, Value, only_read
from app.words import joined, say, spoken, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent, QWheelEvent

ASKS = say("words or 0x1B")
GOES_ON = say("Space goes on")
_HEAD = 26  # px
_SEARCH = 150  # px
_PAD = 6  # px
_LONGEST = 80  # letters
_WIDE = 4  # times as wide as it is high: what is counted then stands in columns
_COLUMNS = 3
_PAGE = 1_000_000  # rows: to either end
_KEYS = Qt.Key
_MOVES = {
    _KEYS.Key_Up: (0, -1),
    _KEYS.Key_Down: (0, 1),
    _KEYS.Key_PageUp: (-1, 0),
    _KEYS.Key_PageDown: (1, 0),
}
_ENDS = {_KEYS.Key_Home: (0, -_PAGE), _KEYS.Key_End: (0, _PAGE)}
_RETURNS = (_KEYS.Key_Return, _KEYS.Key_Enter)
_COMMANDS = {_KEYS.Key_H: "hex", _KEYS.Key_S: "save"}
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def _command(event: QKeyEvent) -> str:
    """Return what Enter or a letter with Ctrl asks for, "" if nothing."""
    key = Qt.Key(event.key())
    if key in _RETURNS:
        return "later" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else "earlier"
    if event.modifiers() & _HELD == Qt.KeyboardModifier.ControlModifier:
        return _COMMANDS.get(key, "")
    return ""


def _letter(event: QKeyEvent) -> bool:
    return bool(event.text().strip()) and event.text().isprintable() and not event.modifiers() & _HELD


class Rows(QPlainTextEdit):
    """The rows that stand in the place: no more than fit it, so that nothing is scrolled here.

    Signals: `typed(letters)`, `moved(pages, rows)`, `pressed(what)` with "pause", "hex", "save", "earlier", "later".
    """

    typed = Signal(str)
    moved = Signal(int, int)
    pressed = Signal(str)

    def __init__(self, parent: QWidget, letters: Letterings) -> None:
        super().__init__(parent)
        only_read(self, say("Line monitor"))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lettering = letters.data(PLAIN)
        self.setFont(self._lettering.font)
        self.document().setDocumentMargin(0)
        self._text = ""

    def room(self) -> tuple[int, int]:
        """Return how many lines, and letters in each, there is room for."""
        letter = self._lettering.advance or self._lettering.width("0")
        return self.height() // self._lettering.line, int(self.viewport().width() / letter)

    def show_text(self, text: str) -> None:
        """Show `text`; nothing is done if it stands there already, so that a choice of it stays while it is paused."""
        if text != self._text:
            self._text = text
            self.document().setPlainText(text)

    def event(self, event: QEvent) -> bool:
        """Keep letters from the keys that the list of procedures has made of them."""
        if event.type() is QEvent.Type.ShortcutOverride and _letter(event):  # type: ignore[arg-type]  # a QKeyEvent
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space pauses, arrows and pages move, letters search; a key that is held pauses once."""
        key = Qt.Key(event.key())
        command = _command(event)
        if command:
            self.pressed.emit(command)
        elif event.modifiers() & _HELD:
            super().keyPressEvent(event)
        elif key is _KEYS.Key_Space:
            if not event.isAutoRepeat():
                self.pressed.emit("pause")
        elif key in _MOVES or key in _ENDS:
            self.moved.emit(*(_MOVES | _ENDS)[key])
        elif _letter(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Move by three rows."""
        turned = event.angleDelta().y()
        if turned:
            self.moved.emit(0, -3 if turned > 0 else 3)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Open no menu over a call."""
        event.accept()


class Search(QLineEdit):
    """Where is typed what is looked for; arrows and pages go back to the rows.

    Signals: `pressed(what)`, `moved(pages, rows)`, as those of the rows.
    """

    pressed = Signal(str)
    moved = Signal(int, int)

    def __init__(self, parent: QWidget, letters: Letterings) -> None:
        super().__init__(parent)
        self.setObjectName("Search the line monitor")
        self.setAccessibleName(tr("Search the line monitor"))
        self.setFont(letters.words(PLAIN, condensed=True).font)
        self.setPlaceholderText(spoken(ASKS))
        self.setMaxLength(_LONGEST)
        self.setAcceptDrops(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter finds the next; what does not belong to typing goes to the rows."""
        command = _command(event)
        if command:
            self.pressed.emit(command)
        elif Qt.Key(event.key()) in _MOVES and not event.modifiers() & _HELD:
            self.moved.emit(*_MOVES[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Open no menu over a call."""
        event.accept()


class Flow(Ground):
    """State and search above, the rows below."""

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        lettering = [letters.words(PLAIN, bold=True), letters.words(PLAIN, condensed=True)]
        self.state = Value(self, say("State of the line monitor"), lettering)
        self.search = Search(self, letters)
        self.rows = Rows(self, letters)
        self._paused: bool | None = None
        for part in (self.search, self.rows):
            part.installEventFilter(self)

    def show_rows(self, text: str) -> None:
        """Show the rows."""
        self.rows.show_text(text)

    def show_state(self, heading: str, says: str, paused: bool) -> None:
        """Say whether it follows or is paused, loudly, and what else there is to say."""
        self.state.show_text(joined(" · ", filter(None, (heading, says))))
        if paused is not self._paused:
            self._paused = paused
            theme = self.theme
            loud = palette(theme, theme.act, theme.on_act) if paused else palette(theme, theme.panel, theme.text)
            self.state.setPalette(loud)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Draw the ring again where the keyboard comes or goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """State left, search right, rows below."""
        px = self.letters.px
        pad, head, search = px(_PAD), px(_HEAD), px(_SEARCH)
        self.state.setGeometry(pad, 2, max(0, self.width() - search - 3 * pad), head - 4)
        self.search.setGeometry(self.width() - search - pad, 2, search, head - 4)
        self.rows.setGeometry(pad, head, max(0, self.width() - 2 * pad), max(0, self.height() - head - 2))


class Counted(Ground):
    """What is counted, in columns where it is wide, in one line where there is room for no more; and what was said."""

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        self._lettering = letters.words(PLAIN, condensed=True)
        self.facts = Passage(self, say("Counted on the line"), [self._lettering])
        self.facts.finish()
        self._given: tuple[tuple[tuple[str, str], ...], str] = ((), "")

    def show_facts(self, facts: tuple[tuple[str, str], ...], said: str) -> None:
        """Show what is counted, and below it what was said of saving."""
        if (facts, said) != self._given:
            self._given = (facts, said)
            self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Take all the room."""
        pad = self.letters.px(_PAD)
        self.facts.setGeometry(pad, 1, max(0, self.width() - 2 * pad), max(0, self.height() - 2))
        self._lay()

    def _lay(self) -> None:
        facts, said = self._given
        parts = [joined(" ", filter(None, fact)) for fact in facts]
        if self.height() < 2 * self._lettering.line:
            self.facts.show_text(said or self._on_one_line(parts))
            return
        columns = _COLUMNS if self.width() > _WIDE * self.height() else 1
        self.facts.setTabStopDistance(max(1, self.facts.width() // columns))
        lines = [joined("\t", parts[at : at + columns]) for at in range(0, len(parts), columns)]
        self.facts.show_text(joined("\n", [*([said] if said else []), *lines]))

    def _on_one_line(self, parts: list[str]) -> str:
        """Return as many of the first as fit."""
        line = joined(" · ", parts)
        while len(parts) > 1 and not self.facts.could_hold(line):
            parts = parts[:-1]
            line = joined(" · ", parts)
        return line

"""The status edges: is the feed alive, is the telephone alive, is it written down, who sits here, what time is it.

All well is one quiet line with a dot; a fault is a sentence on a plate of the strong colour with an exclamation mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.position.screen import Edge, Health, Screen
from app.ui.grounds import Ground, Plate
from app.ui.keyboard import INITIALS_KEY
from app.ui.running_times import clock_text, last_byte_text
from app.ui.theme import PLAIN, STRONG, Letterings, Theme, palette
from app.ui.values import Passage, Value, Words
from app.words import joined, say, spoken, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QPalette, QResizeEvent

EDGE_HEIGHT = 41  # px: two lines of the smallest lettering within a border
_SHAPE = 24  # px: the place of a statement's shape
_SHAPES = {Health.WELL: "●", Health.NOTICE: "▲", Health.FAULT: "!"}
REFUSED = "refused"  # how the position begins the words of a key that was pressed in vain
_LOUDNESS = (Health.WELL, Health.NOTICE, Health.FAULT)
_INITIALS_LENGTH = 8
_ROLE_SIZE = 26  # px: read from a metre
INITIALS, INITIALS_ASKED, ANY_POSITION = say("INITIALS"), say("INITIALS?"), say("any")
_MARKS = 372  # px: EMULATED FEED · VIRTUAL TELEPHONE
# What stands between the feed and the marks, from the right, and its width in px.
_CLOCK, _INITIALS, _INITIALS_CAPTION, _POSITION, _POSITION_CAPTION = 112, 92, 94, 76, 92


class _Stated(Ground):
    """A shape for the health of something, and words."""

    _inset = 1  # px above and below the words, for the outline

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        self._letterings = [letters.words(PLAIN), letters.words(PLAIN, condensed=True)]
        self.shape = Words(self, letters.words(STRONG, bold=True), _SHAPES[Health.WELL])
        self._health = Health.WELL
        self.setPalette(self._ink(Health.WELL))

    @property
    def _place_of_words(self) -> Passage | Value:
        raise NotImplementedError

    def show_edge(self, edge: Edge, more: str = "") -> None:
        """Show a statement; `more` is a running time behind it."""
        self._place_of_words.show_text(joined(", ", (edge.text, more)) if more else edge.text)
        if edge.health is not self._health:
            self._health = edge.health
            self.shape.setText(_SHAPES[edge.health])
            self.setPalette(self._ink(edge.health))

    def _ink(self, health: Health) -> QPalette:
        theme = self.theme
        if health is Health.FAULT:
            return palette(theme, theme.act, theme.on_act)
        return palette(theme, ink=theme.quiet if health is Health.WELL else theme.text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the words beside the shape."""
        px = self.letters.px
        self.shape.setGeometry(px(7), 0, px(_SHAPE) - px(7), self.height())
        width, height = max(0, self.width() - px(_SHAPE) - 2), self.height() - 2 * self._inset
        self._place_of_words.setGeometry(px(_SHAPE), self._inset, width, height)


class Statement(_Stated):
    """One statement of the edge, on two lines if need be."""

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings, name: str) -> None:
        super().__init__(parent, theme, letters)
        self.words = Passage(self, name, self._letterings, centred=True)

    @property
    def _place_of_words(self) -> Passage:
        return self.words


class LinkStatement(_Stated):
    """The statement of one of two links: half as high, on one line, which takes its whole height."""

    outlined = False
    _inset = 0  # else an underscore, of which a device's name has many, is cut off

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings, name: str) -> None:
        super().__init__(parent, theme, letters)
        self.words = Value(self, name, self._letterings)

    @property
    def _place_of_words(self) -> Value:
        return self.words


class InitialsField(QLineEdit):
    """Where the call-taker gives initials: Enter or leaving the field gives them, Esc elsewhere keeps its meaning.

    Signals: `given(initials)`.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget, letters: Letterings) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Your initials"))
        self.setObjectName("Your initials")
        self.setMaxLength(_INITIALS_LENGTH)
        self.setFont(letters.data(STRONG, bold=True).font)
        self.setPlaceholderText(INITIALS_KEY)
        self.setFrame(False)
        self.setAcceptDrops(False)
        self._shown = ""
        self.returnPressed.connect(self._give)

    def show_initials(self, initials: str) -> None:
        """Show who sits here, unless that is being typed over right now."""
        if initials != self._shown:
            self._shown = initials
            if not self.hasFocus():
                self.setText(initials)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Take what was typed, or go back to what stood there."""
        super().focusOutEvent(event)
        if self.window().isActiveWindow():  # else another window came in front; the typing goes on afterwards
            self._give()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Open no menu over a call."""
        event.accept()

    def _give(self) -> None:
        typed = self.text().strip().upper()
        if typed and typed != self._shown:
            self._shown = typed
            self.given.emit(typed)
        self.setText(self._shown)
        if self.hasFocus():
            self.clearFocus()


class TopEdge(Ground):
    """Feed, position, initials, clock, and the marks that cannot be switched off; `role` is the window's own mark."""

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings, role: str = "") -> None:
        super().__init__(parent, theme, letters)
        quiet = palette(theme, ink=theme.quiet)
        plain = letters.words(PLAIN)
        self.feed = Statement(self, theme, letters, say("Feed"))
        self.links: tuple[LinkStatement, LinkStatement] | None = None  # in its place where there are two
        self.position_caption = Words(self, plain, say("POSITION"), quiet)
        self.position = Value(self, say("Position"), [letters.data(STRONG, bold=True), letters.data(PLAIN)])
        self.initials_caption = Words(self, plain, INITIALS, quiet)
        self._around_initials = Plate(self, theme, theme.line)
        self.initials = InitialsField(self, letters)
        self.clock = Value(self, say("Clock"), [letters.data(20, bold=True)])
        bold = letters.words(PLAIN, bold=True)
        self._marks_narrow = letters.words(PLAIN, condensed=True)
        self.marks = Value(self, say("Marks"), [bold, self._marks_narrow])
        self.marks.setPalette(palette(theme, theme.text, theme.field))
        self._marks_lettering = bold
        self._marks: tuple[str, ...] = ()
        self._asks = False
        self._role = role
        self.role: Value | None = None
        if role:
            self.role = Value(self, say("Role"), [letters.words(_ROLE_SIZE, bold=True)])
            self.role.setPalette(palette(theme, theme.text, theme.field))
            self.role.show_text(role)
            self._role_width = letters.words(_ROLE_SIZE, bold=True).width(spoken(role)) + letters.px(14)

    def show_edge(self, screen: Screen, now: datetime) -> None:
        """Show the upper edge of a screen."""
        self.show_running_times(screen, now)
        self.position.show_text(screen.position or ANY_POSITION, not screen.position)
        self.initials.show_initials(screen.call_taker)
        if screen.marks != self._marks:
            self._marks = screen.marks
            self.marks.show_text(joined(" · ", [each for each in screen.marks if each not in self._role]))
            self._place()
        if (not screen.call_taker) != self._asks:
            self._asks = not screen.call_taker
            self.initials_caption.setText(spoken(INITIALS_ASKED if self._asks else INITIALS))
            self._around_initials.setPalette(palette(self.theme, self.theme.act if self._asks else self.theme.line))

    def show_running_times(self, screen: Screen, now: datetime) -> None:
        """Draw the clock and the seconds since the feed's last byte again."""
        last_byte = last_byte_text(screen.last_byte_at, now)
        if screen.second_feed is None:
            self.feed.show_edge(screen.feed, last_byte)
        else:
            main, second = self.links or self._make_links()
            main.show_edge(screen.feed, last_byte)
            second.show_edge(screen.second_feed, last_byte_text(screen.second_byte_at, now))
        self.clock.show_text(clock_text(now))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put everything in its place, from the right."""
        self._place()

    def _place(self) -> None:
        px, height = self.letters.px, self.height()
        # The plate is as long as its words, at the right end of its place; without a mark there is none.
        text = self.marks.text()
        narrow = self._marks_narrow.width(text) + px(14)  # no mark is cut
        plate = max(narrow, min(px(_MARKS) - px(8), self._marks_lettering.width(text) + px(14))) if text else 0
        self.marks.setGeometry(self.width() - px(4) - plate, px(4), plate, height - px(8))
        # Two links need what room there is: where real lines are, no mark takes any.
        right = self.width() - max(px(_MARKS) if self.links is None else 0, plate + px(8))
        for widget, width in (
            (self.clock, _CLOCK),
            (self.initials, _INITIALS),
            (self.initials_caption, _INITIALS_CAPTION),
            (self.position, _POSITION),
            (self.position_caption, _POSITION_CAPTION),
        ):
            right -= px(width)
            widget.setGeometry(right, px(6), px(width) - px(8), height - px(12))
        self._around_initials.setGeometry(self.initials.geometry().adjusted(-2, -2, 2, 2))
        left = 0
        if self.role is not None:
            self.role.setGeometry(px(4), px(3), self._role_width, height - px(6))
            left = self._role_width + px(8)
        self.feed.setGeometry(left, 0, right - px(8) - left, height)
        for number, link in enumerate(self.links or ()):
            link.setGeometry(left, number * (height // 2), right - px(8) - left, height // 2)

    def _make_links(self) -> tuple[LinkStatement, LinkStatement]:
        """Return the places of two links, one above the other, made with the first screen that has them."""
        names = (say("Main feed"), say("Second feed"))
        main, second = (LinkStatement(self, self.theme, self.letters, name) for name in names)
        QWidget.setTabOrder(self.feed.words, main.words)
        QWidget.setTabOrder(main.words, second.words)
        self.feed.hide()
        self.links = main, second
        self._place()
        main.show()
        second.show()
        return self.links


class BottomEdge(Ground):
    """Is it being written down, is the telephone alive, and what else must be known."""

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        self.journal = Statement(self, theme, letters, say("Journal"))
        self.phone = Statement(self, theme, letters, say("Telephone"))
        self.notices = Statement(self, theme, letters, say("Notices"))

    def show_edge(self, screen: Screen, *own: Edge) -> None:
        """Show the lower edge of a screen; `own` are notices of the window itself."""
        self.journal.show_edge(screen.journal)
        self.phone.show_edge(screen.phone)
        self.notices.show_edge(together((*own, *refusals(screen), *screen.notices)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Journal a good quarter, telephone not quite a third, notices the rest."""
        height, width, gap = self.height(), self.width(), self.letters.px(4)
        journal, phone = width * 27 // 100, width * 31 // 100
        self.journal.setGeometry(0, 0, journal - gap, height)
        self.phone.setGeometry(journal, 0, phone - gap, height)
        self.notices.setGeometry(journal + phone, 0, width - journal - phone, height)


def refusals(screen: Screen) -> list[Edge]:
    """Return why keys were refused: a narrow key has no room for the whole reason that stands on it."""
    faces = (*screen.agency_keys, *screen.feature_keys, *screen.offers)
    return [
        Edge(joined(" ", (face.key, face.state)), Health.NOTICE) for face in faces if face.state.startswith(REFUSED)
    ]


def together(notices: Sequence[Edge]) -> Edge:
    """Put the notices, newest first, into one statement as loud as the loudest."""
    if not notices:
        return Edge(say("nothing to report"))
    loudest = max((notice.health for notice in notices), key=_LOUDNESS.index)
    return Edge(joined(" · ", [notice.text for notice in notices]), loudest)

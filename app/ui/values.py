"""Values: read-only text widgets, so that a screen reader can read, follow and copy each one.

A QLabel with an accessible name hides its value from a screen reader; these do not. They take plain text only, what a
spill says is never interpreted, and they never cut it: the lettering steps down to the smallest allowed, the passage
wraps, and whatever still does not fit is scrolled to. Here the console's own sentences are put into its language.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.ui.theme import Lettering
from app.words import spoken

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QPalette, QResizeEvent

_INNER = 4  # px that QLineEdit keeps free beside its text, both sides together

_LAST_LINE = 1  # px that QPlainTextEdit wants below its last line, or it lets itself be scrolled


class Value(QLineEdit):
    """A short value on one line, in the largest of its letterings that fits.

    `name` is what a screen reader calls it; `absent` is the lettering for words that stand in an empty place.
    """

    def __init__(
        self, parent: QWidget, name: str, letterings: Sequence[Lettering], absent: Lettering | None = None
    ) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrame(False)
        self.setAccessibleName(spoken(name))
        self.setObjectName(name)
        self.setAcceptDrops(False)
        self._letterings = tuple(letterings)
        self._absent = absent
        self._lettering = absent or self._letterings[0]
        self.setFont(self._lettering.font)
        self._text = ""
        self._is_absent = False

    def show_text(self, text: str, absent: bool = False) -> None:
        """Show `text`; nothing is done if it stands there already."""
        text = spoken(text)
        if text == self._text and absent == self._is_absent:
            return
        self._text = text
        self._is_absent = absent
        self.fit()
        self.setText(text)
        if self.cursorPosition() and self.overflows:
            self.setCursorPosition(0)

    def could_hold(self, text: str) -> bool:
        """Tell whether the text would fit in the smallest lettering."""
        return self._letterings[-1].width(spoken(text)) <= self.width() - _INNER

    @property
    def overflows(self) -> bool:
        """Tell whether part of the text must be scrolled to."""
        return self._lettering.width(self._text) > self.width() - _INNER

    def fit(self) -> None:
        """Take the largest lettering that fits."""
        lettering = _fitting(
            self._text, self.width() - _INNER, self.height(), _choice(self._is_absent, self._absent, self._letterings)
        )
        if lettering is not self._lettering:
            self._lettering = lettering
            self.setFont(lettering.font)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit anew."""
        super().resizeEvent(event)
        self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Let the ground draw its ring."""
        super().focusInEvent(event)
        _update_ground(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Let the ground take its ring away."""
        super().focusOutEvent(event)
        _update_ground(self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Open no menu over a call."""
        event.accept()


def only_read(text: QPlainTextEdit | QTextEdit, name: str) -> None:
    """Make several lines a text that is only read, without a frame, and left with Tab; `name` names it."""
    text.setReadOnly(True)
    text.setUndoRedoEnabled(False)
    text.setFrameStyle(0)  # none
    text.setAccessibleName(spoken(name))
    text.setObjectName(name)
    text.setTabChangesFocus(True)
    text.setAcceptDrops(False)


class Passage(QPlainTextEdit):
    """A value that may need several lines: wraps, then steps down in size, then scrolls."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        letterings: Sequence[Lettering],
        absent: Lettering | None = None,
        centred: bool = False,
    ) -> None:
        super().__init__(parent)
        only_read(self, name)
        self._document = self.document()
        self._document.setDocumentMargin(0)
        self.setViewportMargins(_INNER // 2, 0, _INNER // 2, 0)
        self._letterings = tuple(letterings)
        self._absent = absent
        self._lettering = absent or self._letterings[0]
        self.setFont(self._lettering.font)
        self._text = ""
        self._is_absent = False
        self._scrolls: bool | None = None
        self._centred = centred
        self._above = 0

    def show_text(self, text: str, absent: bool = False) -> None:
        """Show `text`; nothing is done if it stands there already."""
        text = spoken(text)
        if text == self._text and absent == self._is_absent:
            return
        self._text = text
        self._is_absent = absent
        self.fit()
        # Through the document: the editor's own setter does half as much again for typing that never happens here.
        self._document.setPlainText(text)

    def could_hold(self, text: str) -> bool:
        """Tell whether the text would fit in the smallest lettering."""
        return self._letterings[-1].holds(spoken(text), self.width() - _INNER, self.height() - _LAST_LINE)

    @property
    def overflows(self) -> bool:
        """Tell whether part of the text must be scrolled to."""
        return self.verticalScrollBar().maximum() > 0

    def finish(self) -> None:
        """Take the scroll bars away until they are needed; after the first paint, since it takes Qt's own names."""
        from PySide6.QtCore import Qt

        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._let_scroll(False)
        self.fit()

    def _let_scroll(self, scrolls: bool) -> None:
        if scrolls is not self._scrolls:
            from PySide6.QtCore import Qt

            self._scrolls = scrolls
            policy = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff)

    @property
    def lettering(self) -> Lettering:
        """Return the lettering taken."""
        return self._lettering

    def fit(self) -> None:
        """Take the largest lettering that fits, and a scroll bar where even the smallest does not."""
        width, height = self.width() - _INNER, self.height() - _LAST_LINE
        lettering = _fitting(self._text, width, height, _choice(self._is_absent, self._absent, self._letterings))
        if lettering is not self._lettering:
            self._lettering = lettering
            self.setFont(lettering.font)
        if self._scrolls is not None:
            self._let_scroll(lettering is self._letterings[-1] and not lettering.holds(self._text, width, height))
        if self._centred:
            one_line = "\n" not in self._text and lettering.width(self._text) <= width
            above = max(0, (height - lettering.line) // 2) if one_line else 0
            if above != self._above:
                self._above = above
                self.setViewportMargins(_INNER // 2, above, _INNER // 2, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit anew: first the scroll bar, since Qt lays the lines out in the width that the bar leaves now."""
        self.fit()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Let the ground draw its ring."""
        super().focusInEvent(event)
        _update_ground(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Let the ground take its ring away."""
        super().focusOutEvent(event)
        _update_ground(self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Open no menu over a call."""
        event.accept()


class Words(QLabel):
    """The console's own fixed words, a caption or a shape: never a value, nothing that was sent.

    Its text is its name for a screen reader.
    """

    def __init__(
        self, parent: QWidget, lettering: Lettering, text: str, ink: QPalette | None = None, wraps: bool = False
    ) -> None:
        super().__init__(spoken(text), parent)
        self.setFont(lettering.font)
        self.setWordWrap(wraps)
        if ink is not None:
            self.setPalette(ink)


def _update_ground(value: QWidget) -> None:
    ground = value.parentWidget()
    if ground is not None:
        ground.update()


def _choice(is_absent: bool, absent: Lettering | None, letterings: tuple[Lettering, ...]) -> tuple[Lettering, ...]:
    return (absent, letterings[-1]) if is_absent and absent is not None else letterings


def _fitting(text: str, width: int, height: int, letterings: tuple[Lettering, ...]) -> Lettering:
    for lettering in letterings[:-1]:
        if lettering.holds(text, width, height):
            return lettering
    return letterings[-1]

"""The line of related calls, under the tasks: how many there are, the one most alike in words, and the keys for them.

Its place is kept whether there are any or not, so that nothing moves when they are found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.position.screen import MOST_RELATED, RelatedCall, Screen
from app.ui.grounds import Ground
from app.ui.theme import PLAIN, Letterings, Theme, palette
from app.ui.values import Value, Words
from app.words import joined, say, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent

RELATED_HEIGHT = 20  # px of the drawing
NONE_FOUND = say("no related call")

_CAPTION = 72  # px, as the captions above it
_KEYS = say("Ctrl+E looks · Alt+L links")
_LINKED_KEYS = say("Ctrl+E looks · Alt+L unlinks")


def related_forms(related: tuple[RelatedCall, ...], linked: str) -> Iterator[str]:
    """Say what the call-taker linked, how many calls are related, and of the one most alike what is alike; () if none.

    As in "same incident as call 12 · 3: 13:02 same address, Oshawa Fire answered in 11 s"; then the same in fewer and
    fewer words, each made when it is asked for: a line that can hold the first wants no other. Ctrl+E shows each call
    whole.
    """
    for form in _of_calls(related, bool(linked)):
        yield joined(" · ", (linked, form)) if linked else form
    if linked and not related:
        yield linked


def _of_calls(related: tuple[RelatedCall, ...], linked: bool) -> Iterator[str]:
    if not related:
        return
    first, reached = related[0], related[0].agencies or related[0].state
    count = str(len(related)) if len(related) < MOST_RELATED else say("{n} or more", n=len(related))
    incident = (first.incident,) if first.incident and not linked else ()
    alike = say("{count}: {time} {same}", count=count, time=first.time, same=first.same)
    yield joined(", ", (alike, reached, *incident))
    if first.likest and first.likest != first.same:
        alike = say("{count}: {time} {same}", count=count, time=first.time, same=first.likest)
        yield joined(", ", (alike, reached, *incident))
    if incident:
        yield joined(", ", (alike, reached))
    if first.agencies:
        yield joined(", ", (alike, first.state))
    yield alike
    yield say("{count} related", count=count)


class RelatedLine(Ground):
    """The line; a value that a screen reader finds as "Related calls"."""

    outlined = False  # its words take its whole height; the panel above it and the heading below it have lines

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        self._quiet = palette(theme, ink=theme.quiet)
        self._loud = palette(theme)
        self.caption = Words(self, letters.words(PLAIN), say("RELATED"), self._quiet)
        loud = [letters.words(PLAIN, bold=True), letters.words(PLAIN, condensed=True)]
        self.calls = Value(self, say("Related calls"), loud, letters.words(PLAIN))
        self._lettering = letters.words(PLAIN, condensed=True)
        self.keys = Words(self, self._lettering, _KEYS, self._quiet)
        self.keys.hide()
        self._shown: tuple[tuple[RelatedCall, ...], str] = ((), "")
        self.calls.setPalette(self._quiet)
        self.calls.show_text(NONE_FOUND, absent=True)

    def show_related(self, screen: Screen) -> None:
        """Show the related calls of a screen; nothing is done if they are shown already."""
        related, linked = self._shown
        if screen.related is related and screen.linked == linked:
            return
        self._shown = (screen.related, screen.linked)
        any_ = any(self._shown)
        if any_ is any((related, linked)) and screen.linked == linked:
            self._say()
            return
        self.caption.setPalette(self._loud if any_ else self._quiet)
        self.calls.setPalette(self._loud if any_ else self._quiet)
        self.keys.setVisible(any_)
        self.keys.setText(spoken(_LINKED_KEYS if screen.linked else _KEYS))
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Caption left, keys right, what is related between them."""
        self._lay()

    def _lay(self) -> None:
        px, width, height = self.letters.px, self.width(), self.height()
        left = px(_CAPTION + 10)
        self.caption.setGeometry(px(8), 0, left - px(8), height)
        right = width - px(6)
        if any(self._shown):
            keys = self._lettering.width(self.keys.text()) + px(4)
            right -= keys
            self.keys.setGeometry(right, 0, keys, height)
            right -= px(10)
        self.calls.setGeometry(left, 0, right - left, height)
        self._say()

    def _say(self) -> None:
        words = ""
        for words in related_forms(*self._shown):
            if self.calls.could_hold(words):
                break
        self.calls.show_text(words or NONE_FOUND, absent=not words)

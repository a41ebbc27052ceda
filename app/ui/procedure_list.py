"""The list of procedures: each with its letter, side by side, so that all of them are seen at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.theme import PLAIN, Lettering, Letterings
from app.ui.values import Passage
from app.words import say, spoken

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_BETWEEN = 14  # px between two columns
_BAR = 20  # px that the scroll bar may take


def in_columns(lines: tuple[str, ...], lettering: Lettering, width: int, height: int, between: int) -> tuple[str, int]:
    """Return the text of the list for a place of this size, and the width of a column.

    A line begins with its letter and title; what follows a colon explains it, and is left out where not all lines have
    room below one another. The columns are read downwards.
    """
    rows = max(1, height // lettering.line)
    if len(lines) <= rows and all(lettering.width(line) <= width for line in lines):
        return "\n".join(lines), 0
    names = [line.partition(":")[0] for line in lines]
    column = max((lettering.width(name) for name in names), default=0) + between
    deep = max(rows, -(-len(names) // max(1, (width + between) // column)))
    return "\n".join("\t".join(names[row::deep]) for row in range(min(deep, len(names)))), column


class ProcedureList(Passage):
    """The list."""

    def __init__(self, parent: QWidget, letters: Letterings) -> None:
        self._words = letters.words(PLAIN, condensed=True)
        super().__init__(parent, say("Procedures"), [self._words])
        self._px = letters.px
        self._lines: tuple[str, ...] = ()
        self.finish()

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show the list, a line each as the position has it."""
        self._lines = tuple(map(spoken, lines))
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay the columns anew."""
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        px = self._px
        text, column = in_columns(self._lines, self._words, self.width() - px(_BAR), self.height(), px(_BETWEEN))
        if column:
            self.setTabStopDistance(column)
        self.show_text(text)

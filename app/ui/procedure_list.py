"""The list of procedures: each with its letter, side by side, so that all of them are seen at once."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QWidget

from app.ui.theme import PLAIN, Lettering, Letterings
from app.ui.values import Passage
from app.words import say, spoken

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_BETWEEN = 14  # px between two columns
_BAR = 20  # px that the scroll bar may take


def in_columns(
    lines: tuple[str, ...], lettering: Lettering, width: int, height: int, between: int
) -> tuple[str, tuple[int, ...]]:
    """Return the text of the list for a place of this size, and where its columns begin, from the second on.

    A line begins with its letter and title; what follows a colon explains it, and is left out where not all lines have
    room below one another. The columns are read downwards, and each is as wide as its own titles want.
    """
    rows = max(1, height // lettering.line)
    if len(lines) <= rows and all(lettering.width(line) <= width for line in lines):
        return "\n".join(lines), ()
    names = [line.partition(":")[0] for line in lines]
    for deep in range(min(rows, len(names)), len(names) + 1):
        columns = [names[first : first + deep] for first in range(0, len(names), deep)]
        ends = list(accumulate(max(map(lettering.width, column)) + between for column in columns))
        if ends[-1] - between <= width:
            break
    return "\n".join("\t".join(names[row::deep]) for row in range(deep)), tuple(ends[:-1])


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
        text, starts = in_columns(self._lines, self._words, self.width() - px(_BAR), self.height(), px(_BETWEEN))
        option = QTextOption(self.document().defaultTextOption())
        option.setTabs([QTextOption.Tab(start, QTextOption.TabType.LeftTab) for start in starts])
        self.document().setDefaultTextOption(option)
        self.show_text(text)

"""The telephone's line as a technician asks for it: state, registration, last words, what it cannot know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.grounds import Ground
from app.ui.theme import PLAIN, Letterings, Theme
from app.ui.values import Passage
from app.words import joined, say, spoken

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_LABEL_COLUMNS = 14


def page_text(page: tuple[tuple[str, str], ...]) -> str:
    """Write the facts one under another, their words in a column."""
    return "\n".join(f"{spoken(label).upper():<{_LABEL_COLUMNS}} {spoken(words)}" for label, words in page)


class LinePane(Ground):
    """The facts, a line each; what does not fit is scrolled to with the arrow keys."""

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        self.facts = Passage(self, say("The telephone's line"), [letters.data(PLAIN)])
        self.facts.finish()

    def show_page(self, page: tuple[tuple[str, str], ...]) -> None:
        """Show the facts."""
        self.facts.show_text(page_text(page))

    def show_checks(self, checks: tuple[str, ...]) -> None:
        """Show the commissioning checklist, the check in hand in sight."""
        self.facts.show_text(joined("\n", checks))
        line = next((index for index, check in enumerate(checks) if check.startswith("▶")), len(checks) - 1)
        self.facts.verticalScrollBar().setValue(max(0, line - 2))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Take all the room."""
        pad = self.letters.px(8)
        self.facts.setGeometry(pad, 0, max(0, self.width() - 2 * pad), self.height())

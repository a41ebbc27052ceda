"""The list of lessons, for a trainer who named none: Up, Down, Enter; Esc leaves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QLayout, QListWidget, QVBoxLayout

from app.ui.closing import closed_by_signals
from app.ui.desk_window import DeskWindow
from app.ui.theme import STRONG, THEMES, Letterings, palette
from app.words import tr

_SIZE = (900, 560)


class LessonChoice(DeskWindow):
    """The list, each lesson its name, title and what it is about. Signals: `chosen(name)`, "" for none."""

    chosen = Signal(str)

    def __init__(self, theme: str, scale: float, lessons: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(THEMES[theme])
        self._names = [name for name, _title, _about in lessons]
        self._titles = [f"{name}: {title}\n{about}" for name, title, about in lessons]
        self._told = False
        self.setWindowTitle(f"{tr('TRAINING')} - Answerpoint - {tr('choose a lesson: Enter begins it')}")
        self.setObjectName("Lessons")
        self.setPalette(palette(THEMES[theme]))
        self.setFont(Letterings(scale).words(STRONG).font)
        self.resize(round(_SIZE[0] * scale), round(_SIZE[1] * scale))
        self.lessons = QListWidget(self)
        self.lessons.setAccessibleName(tr("Lessons"))
        self.lessons.setWordWrap(True)
        self.lessons.setSpacing(3)
        self.lessons.addItems(self._titles)
        self.lessons.currentRowChanged.connect(self._mark)
        self.lessons.setCurrentRow(0)
        self.lessons.itemActivated.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.heading = QLabel(tr("TRAINING: choose a lesson with Up and Down. Enter begins it, Esc leaves."), self)
        self.heading.setWordWrap(True)
        layout.addWidget(self.heading)
        layout.addWidget(self.lessons)
        QShortcut(QKeySequence("Esc"), self).activated.connect(lambda: self._tell(""))

    def _mark(self, row: int) -> None:
        """Mark the chosen one with a sign, for a colour alone would be no sign."""
        for number, title in enumerate(self._titles):
            self.lessons.item(number).setText(f"▶ {title}" if number == row else title)

    def _take(self) -> None:
        self._tell(self._names[self.lessons.currentRow()])

    def _tell(self, name: str) -> None:
        if not self._told:
            self._told = True
            self.chosen.emit(name)

    def closeEvent(self, event: object) -> None:  # noqa: N802
        """Closed without a choice: none."""
        self._tell("")


def choose(application: QApplication, theme: str, scale: float, lessons: Sequence[tuple[str, str, str]]) -> str:
    """Show the list and return the name of the lesson that was chosen, "" if none was."""
    application.setQuitOnLastWindowClosed(False)
    found = [""]

    def take(name: str) -> None:
        found[0] = name
        application.exit()

    window = LessonChoice(theme, scale, lessons)
    window.chosen.connect(take)
    with closed_by_signals(application.exit):
        window.show()
        window.lessons.setFocus()
        application.exec()
    window.close()
    window.deleteLater()
    return found[0]

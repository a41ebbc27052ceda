"""The format workshop: the records of a sample, one of them marked, its JSON, and the table as it is being written.

A window of its own, for the technician's desk and never over a call. Everything by keyboard: F6 and Shift+F6 go from
part to part, Ctrl+Up and Ctrl+Down from record to record, Ctrl+S saves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QFont, QKeySequence, QShortcut, QTextCursor, QTextFormat
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import AnswerpointError
from app.ui.desk_window import DeskWindow
from app.ui.record_view import RecordView
from app.ui.theme import PLAIN, Letterings, Theme, palette
from app.words import spoken, tr
from app.workshop.drawn import Row
from app.workshop.look import Found, Look

_REST_MS = 350  # after the last key, before the table is read again
_SIZE = (1280, 780)

Save = Callable[[str, str, bool, bool], str]
"""Saves a table's text under its name, as a draft or whole, over what is there or not; returns what was done.

Raises AnswerpointError.
"""


class WorkshopWindow(DeskWindow):
    """Shows what `look_at` makes of the table's text; `draw` marks a record by the last table that was whole."""

    closing = Signal()

    def __init__(
        self,
        theme: Theme,
        scale: float,
        sample: str,
        tables: Mapping[str, str],
        look_at: Callable[[str], Look],
        draw: Callable[[Look, Found], Sequence[Row]],
        save: Save,
    ) -> None:
        super().__init__(theme)
        self._look_at, self._draw, self._save = look_at, draw, save
        self._tables = dict(tables)
        self._whole: Look | None = None  # the last look at a table without faults
        self._faulty = False
        self._asked_over = ""
        self._names: dict[QWidget, QLabel] = {}
        letters = Letterings(scale)
        data, words = letters.data(PLAIN).font, letters.words(PLAIN).font
        self.setWindowTitle(tr("answerpoint: format workshop"))
        self.setPalette(palette(theme))
        self.setFont(words)
        self.resize(letters.px(_SIZE[0]), letters.px(_SIZE[1]))

        self.choice = QComboBox(self)
        self.choice.setAccessibleName(tr("Table"))
        self.choice.addItems(list(self._tables))
        self.state = QLabel(self)
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.records = QListWidget(self)
        self.records.setAccessibleName(tr("Records"))
        self.record = RecordView(self, theme, letters, data)
        self.json = self._passage(tr("The record as JSON"), data, read_only=True)
        self.editor = self._passage(tr("The table"), data, read_only=False)
        self.faults = self._passage(tr("What is to be put right"), words, read_only=True)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out(sample)

        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.read_table)
        self.editor.textChanged.connect(self._typed)
        self.records.currentRowChanged.connect(lambda _row: self._show_record())
        self.choice.textActivated.connect(self.take_table)
        self.editor.cursorPositionChanged.connect(self._name_parts)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._name_parts)
        for keys, act in (
            ("Ctrl+S", self.save),
            ("F6", lambda: self._go(1)),
            ("Shift+F6", lambda: self._go(-1)),
            ("Ctrl+Down", lambda: self._step(1)),
            ("Ctrl+Up", lambda: self._step(-1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _passage(self, name: str, font: QFont, *, read_only: bool) -> QPlainTextEdit:
        passage = QPlainTextEdit(self)
        passage.setReadOnly(read_only)
        passage.setFont(font)
        passage.setAccessibleName(name)
        passage.setTabChangesFocus(read_only)
        if not read_only:
            passage.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        return passage

    def _lay_out(self, sample: str) -> None:
        top = QHBoxLayout()
        for each in (QLabel(sample, self), QLabel(tr("table"), self), self.choice, self.state):
            top.addWidget(each)
        top.addStretch(1)
        above = QSplitter(Qt.Orientation.Horizontal, self)
        below = QSplitter(Qt.Orientation.Horizontal, self)
        for splitter, parts, sizes in (
            (above, (self.records, self.record, self.json), (270, 640, 370)),
            (below, (self.editor, self.faults), (800, 480)),
        ):
            for part in parts:
                splitter.addWidget(self._under_its_name(part))
            splitter.setSizes(list(sizes))
            splitter.setChildrenCollapsible(False)
        whole = QSplitter(Qt.Orientation.Vertical, self)
        whole.addWidget(above)
        whole.addWidget(below)
        whole.setSizes([430, 300])
        keys = QLabel(tr("F6 next part · Ctrl+Up, Ctrl+Down record · Ctrl+S save"), self)
        grid = QGridLayout(self)
        grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        grid.addLayout(top, 0, 0, 1, 2)
        grid.addWidget(whole, 1, 0, 1, 2)
        grid.addWidget(self.said, 2, 0)
        grid.addWidget(keys, 2, 1, Qt.AlignmentFlag.AlignRight)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(0, 1)

    def _under_its_name(self, part: QWidget) -> QWidget:
        place = QWidget(self)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        name = self._names[part] = QLabel(part.accessibleName(), place)
        column.addWidget(name)
        column.addWidget(part, 1)
        return place

    # --- the table ---

    def take_table(self, name: str) -> None:
        """Begin with the text of a table that is there."""
        self.choice.setCurrentText(name)
        self.editor.setPlainText(self._tables[name])
        self.editor.setFocus()
        self.read_table()

    def _typed(self) -> None:
        self._asked_over = ""
        self._rest.start()

    def read_table(self) -> None:
        """Read the table as it stands, and the sample by it; with faults in it, the records stay as they were."""
        self._rest.stop()
        look = self._look_at(self.editor.toPlainText())
        self._faulty = look.table is None
        self.state.setText(spoken(look.words))
        if look.table is None:
            self.faults.setPlainText("\n".join(fault.words for fault in look.faults))
            self._mark_lines([fault.line for fault in look.faults if fault.line])
            return
        self._mark_lines([])
        self._whole = look
        row = max(0, self.records.currentRow())
        self.records.blockSignals(True)
        self.records.clear()
        for found in look.found:
            self.records.addItem(QListWidgetItem(spoken(found.title)))
        self.records.setCurrentRow(min(row, len(look.found) - 1))
        self.records.blockSignals(False)
        self._show_record()

    def _show_record(self) -> None:
        row = self.records.currentRow()
        if self._whole is None or not 0 <= row < len(self._whole.found):
            self.record.show_rows(())
            self.json.setPlainText("")
            return
        found = self._whole.found[row]
        self.record.show_rows(self._draw(self._whole, found))
        self.json.setPlainText(found.json)
        if not self._faulty:
            none = tr("nothing: the table has no fault, and this record none either")
            self.faults.setPlainText("\n".join(found.problems) or none)

    def _mark_lines(self, lines: Sequence[int]) -> None:
        """Shade the lines of the table that have a fault."""
        selections = []
        for line in lines:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self.editor.document().findBlockByNumber(line - 1))
            selection.format.setBackground(QColor(self._theme.act))
            selection.format.setForeground(QColor(self._theme.on_act))
            selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            selections.append(selection)
        self.editor.setExtraSelections(selections)

    def _name_parts(self) -> None:
        """Say over each part what it is, which of them has the keys, and on which line of the table she writes."""
        for part, label in self._names.items():
            name = part.accessibleName()
            if part is self.editor:
                line = self.editor.textCursor().blockNumber() + 1
                name = tr("{name}, line {line}", name=name, line=line)
            label.setText(f"▶ {name}" if part.hasFocus() else name)

    # --- keys ---

    def save(self) -> None:
        """Save the table into the site's folder; over one that is there only when asked for twice."""
        self.read_table()
        text = self.editor.toPlainText()
        try:
            words = self._save(text, self._name(text), not self._faulty, bool(self._asked_over))
            self._asked_over = ""
        except FileExistsError as there:
            self._asked_over = str(there)
            words = tr("{file} is there already: Ctrl+S once more writes over it", file=there)
        except AnswerpointError as error:
            words = str(error)
        self.said.setText(words)

    def _name(self, text: str) -> str:
        """Return the name that the table gives itself; while it has faults, what looks like it."""
        if self._whole is not None and self._whole.table is not None and not self._faulty:
            return self._whole.table.name
        for line in text.splitlines():
            key, _, value = line.partition("=")
            if key.strip() == "name":
                return value.strip().strip("\"'")
        return ""

    def _go(self, by: int) -> None:
        parts = (self.records, self.record, self.json, self.editor, self.faults, self.choice)
        here = next((number for number, part in enumerate(parts) if part.hasFocus()), -1)
        parts[(here + by) % len(parts)].setFocus()

    def _step(self, by: int) -> None:
        row = self.records.currentRow() + by
        if 0 <= row < self.records.count():
            self.records.setCurrentRow(row)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Tell that it closes."""
        self.closing.emit()
        super().closeEvent(event)

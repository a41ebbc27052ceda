"""A form in the lowest place on the left: fields in two columns, as many as the manual's reports want.

Enter goes to the next field that must be filled, and gives the form when there is none. What is typed and not given
is told after a moment, and whenever the form goes, so that it is never lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from app.position.matter_screen import PaneField, PaneForm
from app.ui.theme import PLAIN, Letterings, Theme, colour, palette
from app.ui.values import Value, Words
from app.words import joined, recognised, say, spoken, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHideEvent, QKeyEvent, QPaintEvent, QResizeEvent

LONGEST_TYPED = 200  # letters of one field
DRAFTED_AFTER = 2000  # ms without a letter, after which what was typed so far is told
_COLUMNS = 2
_ROW = 23  # px
_SAYS = 19  # px
_LABEL = 150  # px: "trunk access code"
_GAP = 8  # px


class FormField(QLineEdit):
    """One field; where it takes only certain words, Up, Down, Space or a first letter choose them.

    Signals: `entered()` on Enter, `came()` when it gets the keyboard, `changed()` when a person changes it.
    """

    entered = Signal()
    came = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent)
        self._borders = colour(theme.line), colour(theme.accent)
        self.setFont(letters.words(PLAIN).font)
        self.setMaxLength(LONGEST_TYPED)
        self.setAcceptDrops(False)
        self.choices: tuple[str, ...] = ()
        self.returnPressed.connect(self.entered)
        self.textEdited.connect(lambda _text: self.changed.emit())

    def event(self, event: QEvent) -> bool:
        """Keep letters that choose from the keyboard's own keys."""
        if event.type() is QEvent.Type.ShortcutOverride and self.choices and _letter(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Choose, or type."""
        key = event.key()
        if not self.choices or key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Space):
            self._choose(1)
        elif key == Qt.Key.Key_Up:
            self._choose(-1)
        elif letter := _letter(event):
            here = self.choices.index(self.text()) if self.text() in self.choices else -1
            order = (*self.choices[here + 1 :], *self.choices[: here + 1])
            found = next((each for each in order if each.lower().startswith(letter.lower())), None)
            if found is not None:
                self._set(found)
        else:
            event.ignore()

    def _choose(self, step: int) -> None:
        here = self.choices.index(self.text()) if self.text() in self.choices else -step
        self._set(self.choices[(here + step) % len(self.choices)])

    def _set(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw a border that is seen in every theme."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(self._borders[self.hasFocus()], 2 if self.hasFocus() else 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Go on at the end, and let the form bring it in sight."""
        super().focusInEvent(event)
        if not self.hasSelectedText():
            self.end(False)
        self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show the beginning again."""
        super().focusOutEvent(event)
        self.setCursorPosition(0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Open no menu over a call."""
        event.accept()


def _letter(event: QKeyEvent) -> str:
    """Return the letter a key types, "" if it types none or belongs to a key of the console."""
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    return event.text() if plain and event.text().isprintable() else ""


class PaneFormView(QWidget):
    """The form.

    Signals: `filled(form, values)`; `drafted(form, values)` for what was typed and not given.
    """

    filled = Signal(str, dict)
    drafted = Signal(str, dict)

    def __init__(self, parent: QWidget, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent)
        self._theme = theme
        self._letters = letters
        self._form: PaneForm | None = None
        self._edited = False  # since the form came up, or was refused
        self._told: dict[str, str] = {}
        self._loud, self._calm = palette(theme, theme.act, theme.on_act), palette(theme)
        words = letters.words
        self.says = Value(self, say("What to fill in"), [words(PLAIN), words(PLAIN, condensed=True)])
        self.labels: list[Words] = []
        self.fields: list[FormField] = []
        self._pause = QTimer(self, singleShot=True, interval=DRAFTED_AFTER)
        self._pause.timeout.connect(self.keep_typed)
        self.hide()

    def show_form(self, form: PaneForm | None) -> None:
        """Come up with a form and the keyboard in it, or go away."""
        before, self._form = self._form, form
        if form is None:
            if before is not None:
                self._form = before
                self.keep_typed()
                self._form = None
                self.hide()
            return
        if before is not None and before.id == form.id:
            if form.refused != before.refused:
                self._say()
            if not self._edited:
                self._put_values(form)
            return
        if before is not None:
            self._form = before
            self.keep_typed()
            self._form = form
        self._come(form)

    def _come(self, form: PaneForm) -> None:
        while len(self.fields) < len(form.fields):
            self._add()
        for index, field in enumerate(self.fields):
            used = index < len(form.fields)
            field.setVisible(used)
            self.labels[index].setVisible(used)
            if used:
                each = form.fields[index]
                self.labels[index].setText(spoken(each.name))
                field.choices = tuple(map(spoken, each.choices))
                field.setPlaceholderText(tr("may be empty") if each.optional else "")
                field.setAccessibleName(tr("{form}: {field}", form=form.title, field=each.name))
                field.setObjectName(each.name)
        self._put_values(form)
        self._edited = False
        self._say()
        self._lay()
        self.show()
        self._first(form).setFocus()

    def _first(self, form: PaneForm) -> FormField:
        """Return the field to begin with: the first that must be filled and is empty, else the first to be typed."""
        pairs = list(zip(form.fields, self.fields, strict=False))
        empty = (field for each, field in pairs if not each.optional and not field.text())
        typed = (field for each, field in pairs if not each.choices)
        return next(empty, None) or next(typed, None) or self.fields[0]

    def _put_values(self, form: PaneForm) -> None:
        for each, field in zip(form.fields, self.fields, strict=False):
            value = _as_shown(each)
            if field.text() != value:
                field.setText(value)
                if not field.hasFocus():
                    field.setCursorPosition(0)
        self._told = self.values()

    def _add(self) -> None:
        self.labels.append(Words(self, self._letters.words(PLAIN, condensed=True), ""))
        field = FormField(self, self._theme, self._letters)
        field.entered.connect(self._entered)
        field.came.connect(self._came)
        field.changed.connect(self._changed)
        self.fields.append(field)

    def values(self) -> dict[str, str]:
        """Return what stands in the fields."""
        form = self._form
        pairs = zip(form.fields, self.fields, strict=False) if form is not None else ()
        return {each.name: _as_meant(each, field.text().strip()) for each, field in pairs}

    def keep_typed(self) -> None:
        """Tell what was typed and not given, if it was not told yet."""
        self._pause.stop()
        if self._form is not None and self._edited and self.values() != self._told:
            self._told = self.values()
            self.drafted.emit(self._form.id, self._told)

    def _changed(self) -> None:
        self._edited = True
        self._pause.start()

    def _entered(self) -> None:
        form = self._form
        if form is None:
            return
        pairs = list(zip(form.fields, self.fields, strict=False))
        here = next((index for index, field in enumerate(self.fields) if field.hasFocus()), 0)
        empty = [index for index, (each, field) in enumerate(pairs) if not each.optional and not field.text().strip()]
        onward = next(
            (index for index in empty if index > here), next((index for index in empty if index != here), None)
        )
        if onward is not None:
            self.fields[onward].setFocus()
            return
        self._pause.stop()
        values = self.values()
        self._told = values  # given: not half typed any more
        self.filled.emit(form.id, values)

    def _came(self) -> None:
        self._say()
        self._lay()

    def _say(self) -> None:
        """Say why it is refused, what the field takes, or what the form is for."""
        form = self._form
        if form is None:
            return
        here = next((each for each, field in zip(form.fields, self.fields, strict=False) if field.hasFocus()), None)
        words = say("NOT TAKEN: {why}", why=form.refused) if form.refused else _choices(here) or form.says
        self.says.show_text(words)
        self.says.setPalette(self._loud if form.refused else self._calm)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Tell what was typed: another pane may have come."""
        self.keep_typed()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Share the room."""
        self._lay()

    def _lay(self) -> None:
        """Put as many rows as fit in their places, that of the field with the keyboard among them."""
        form = self._form
        if form is None:
            return
        px = self._letters.px
        places = places_of(form.fields)
        count = places[-1][0] + 1
        row, says = px(_ROW), px(_SAYS)
        if self.height() < says + row:
            says = 0
        self.says.setGeometry(0, 0, self.width(), says)
        fit = max(1, (self.height() - says) // row)
        here = next((place[0] for place, field in zip(places, self.fields, strict=False) if field.hasFocus()), 0)
        first = max(0, min(here, count - fit))
        width = (self.width() - px(_GAP)) // _COLUMNS
        for index, (line, column) in enumerate(places):
            wide = form.fields[index].wide
            top = says + (line - first) * row if line >= first else -2 * row
            left = column * (width + px(_GAP))
            self.labels[index].setGeometry(left, top, px(_LABEL), row - px(1))
            right = self.width() if wide else left + width
            self.fields[index].setGeometry(left + px(_LABEL), top, right - left - px(_LABEL), row - px(1))


def places_of(fields: tuple[PaneField, ...]) -> list[tuple[int, int]]:
    """Return row and column of each field; a wide one has a row of its own."""
    places: list[tuple[int, int]] = []
    row = column = 0
    for field in fields:
        if column and field.wide:
            row, column = row + 1, 0
        places.append((row, column))
        row, column = (row, 1) if not column and not field.wide else (row + 1, 0)
    return places


def _choices(field: PaneField | None) -> str:
    if field is None or not field.choices:
        return ""
    return say("Up, Down or first letter: {choices}", choices=joined(", ", field.choices))


def _as_shown(field: PaneField) -> str:
    """Return what stands in a field, in the language of the console where it takes only certain words."""
    return spoken(recognised(field.value, field.choices))


def _as_meant(field: PaneField, text: str) -> str:
    """Return what was typed; of certain words the one that is journalled, whatever the language of the console."""
    return next((each for each in field.choices if spoken(each) == text), text)

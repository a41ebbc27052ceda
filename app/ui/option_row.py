"""The row below the step: its keys, or the fields of what is to be typed before one of them counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from app.position.screen import Form, KeyFace
from app.ui.key_panel import GAP, KeyGroup
from app.ui.theme import PLAIN, Letterings
from app.ui.values import Words
from app.words import spoken, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QPaintEvent, QResizeEvent

LONGEST_TYPED = 200  # letters of one field
MOST_KEPT = 60  # forms whose fields are kept, as many as procedures may be open
_AROUND = 26  # px of a key that are not its words


class OptionKeys(KeyGroup):
    """The keys of the step, side by side, each as wide as its words need of the row."""

    @property
    def in_use(self) -> bool:
        """True while the step has keys."""
        return bool(self._faces)

    def show_faces(self, faces: tuple[KeyFace, ...]) -> None:
        """Show the faces, and share the row anew."""
        if faces != self._faces:
            super().show_faces(faces)
            self._lay()

    def place_of(self, index: int) -> QRect:
        """Return the place in the row; the keys there are share it by the length of their words."""
        if index >= len(self._faces):
            return QRect(self.width(), 0, 0, self.height())
        px, bold = self.letters.px, self.letters.words(PLAIN, bold=True)
        condensed = self.letters.words(PLAIN, condensed=True)
        caps = [bold.width(face.key) + px(_AROUND) for face in self._faces]
        words = [condensed.width(spoken(face.label)) for face in self._faces]
        left_over = max(0, self.width() - sum(caps))
        left, right = (
            sum(caps[:each]) + sum(words[:each]) * left_over // max(1, sum(words)) for each in (index, index + 1)
        )
        gap = 0 if index == len(caps) - 1 else px(GAP)
        return QRect(left, 0, right - left - gap, self.height())


class _Field(QLineEdit):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw a border in the ink of the plate it stands on: the style's own is hardly seen on a loud one."""
        super().paintEvent(event)
        painter = QPainter(self)
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(self.palette().text(), 2 * width))  # half of it falls outside
        painter.drawRect(self.rect())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Open no menu over a call."""
        event.accept()


class FormRow(QWidget):
    """The fields, each behind its label; Enter goes to the next empty one, and from the last gives them.

    What was typed and not given is kept as the form's draft.

    Signals: `filled(form, values)` with field -> words.
    """

    filled = Signal(str, dict)

    def __init__(self, parent: QWidget, letters: Letterings) -> None:
        super().__init__(parent)
        self._letters = letters
        self._form: Form | None = None
        self._labels: list[Words] = []
        self._fields: list[_Field] = []
        self._kept: dict[str, tuple[str, ...]] = {}

    @property
    def in_use(self) -> bool:
        """True while something is to be typed."""
        return self._form is not None

    def show_form(self, form: Form | None) -> None:
        """Come up with the keyboard in the first field that is empty, or go away."""
        before, self._form = self._form, form
        if before is not None and not _same(before, form):
            self._kept[before.draft] = tuple(field.text() for field in self._fields[: len(before.fields)])
            if len(self._kept) > MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
        if form is None:
            if not self.isHidden():
                had_keyboard = any(field.hasFocus() for field in self._fields)
                self.hide()
                if had_keyboard:
                    self.window().setFocus()
            return
        if before is not None and _same(before, form):
            return  # refused, or of the next step: what was typed stays
        kept = self._kept.pop(form.draft, ())
        while len(self._fields) < len(form.fields):
            self._add()
        for index, (label, field) in enumerate(zip(self._labels, self._fields, strict=True)):
            used = index < len(form.fields)
            label.setVisible(used)
            field.setVisible(used)
            field.setText(kept[index] if form.again and index < len(kept) else "")
            if used:
                label.setText(spoken(form.fields[index]))
                field.setAccessibleName(tr("{form}: {field}", form=form.title, field=form.fields[index]))
                field.setObjectName(form.fields[index])
        self._lay()
        self.show()
        if not (form.again and self._typing_elsewhere()):
            self.take_keyboard()

    def _typing_elsewhere(self) -> bool:
        """Tell whether a person is typing into another field: a form that stands again by itself takes no letters."""
        field = self.window().focusWidget()
        return isinstance(field, QLineEdit) and not field.isReadOnly() and field not in self._fields

    def take_keyboard(self) -> None:
        """Let the first field that is empty have the keyboard, else the last."""
        fields = self._fields[: len(self._form.fields)] if self._form is not None else []
        if fields:
            next((field for field in fields if not field.text().strip()), fields[-1]).setFocus()

    def _add(self) -> None:
        lettering = self._letters.words(PLAIN, condensed=True)
        self._labels.append(Words(self, lettering, ""))
        field = _Field(self)
        field.setFont(self._letters.words(PLAIN).font)
        field.setMaxLength(LONGEST_TYPED)
        field.setAcceptDrops(False)
        field.returnPressed.connect(self._entered)
        self._fields.append(field)

    def _entered(self) -> None:
        form = self._form
        if form is None:
            return
        fields = self._fields[: len(form.fields)]
        empty = next((field for field in fields if not field.text().strip()), None)
        if empty is not None and not empty.hasFocus():
            empty.setFocus()
            return
        self.filled.emit(form.id, {name: field.text().strip() for name, field in zip(form.fields, fields, strict=True)})

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Share the row."""
        self._lay()

    def _lay(self) -> None:
        if self._form is None:
            return
        count, gap = len(self._form.fields), self._letters.px(6)
        lettering = self._letters.words(PLAIN, condensed=True)
        for index, name in enumerate(self._form.fields):
            left, right = (each * self.width() // count for each in (index, index + 1))
            label = min(lettering.width(spoken(name)) + gap, (right - left) // 2)
            self._labels[index].setGeometry(left, 0, label, self.height())
            self._fields[index].setGeometry(left + label, 0, right - left - label - gap, self.height())


def _same(before: Form, form: Form | None) -> bool:
    """Tell whether the same is asked for; a step may have two options under its name, and two steps one option."""
    return form is not None and (form.draft, form.draft or form.id) == (before.draft, before.draft or before.id)

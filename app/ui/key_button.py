"""One key of the screen: its keyboard key, label, code and state, always in the same place."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.position.screen import KeyFace, Look
from app.ui.theme import PLAIN, Lettering, Letterings, Theme, colour
from app.words import spoken

# The shape that says what the colour says.
SHAPES = {
    Look.IDLE: "",
    Look.MARKED: "▶",
    Look.ACTIVE: "●",
    Look.ATTENTION: "!",
    Look.CONTACT: "✓",
    Look.FAILED: "✕",
    Look.DOWN: "▼",
}
_PAD = 5  # px between a key's edge and what is printed on it
_CAP = 2  # px between the cap's frame and a letter in it
_GAP = 6  # px between two things printed beside one another
_BORDERS = {Look.MARKED: 3, Look.ACTIVE: 3, Look.CONTACT: 3, Look.ATTENTION: 3, Look.FAILED: 3, Look.DOWN: 3}
_THICKEST = max(_BORDERS.values())
_RING, _RING_AT = 2, 5  # px: width of the ring in a key that has the focus, and how far inside: a border stays seen
_DASHES = [4.0, 3.0]  # of a failed key's border, in border widths; a key whose agency is down has it as well
_DASHED = (Look.FAILED, Look.DOWN)


class _Print(NamedTuple):
    """Words at a place: left, baseline, and whether in the quiet ink."""

    font: QFont
    left: int
    baseline: int
    text: str
    quiet: bool


class KeyButton(QPushButton):
    """A key. It knows only its face; pressing it, by mouse or with Space, says which key it is.

    `stacked` puts the label under the cap, for narrow keys; one of three lines has its mark at the right.
    Signals: `key_pressed(key)`.
    """

    key_pressed = Signal(str)

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings, stacked: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._letters = letters
        self._stacked = stacked
        self._face = KeyFace("", "")
        self._lit = self._fresh = True
        self._prints: list[_Print] | None = None
        self._cap = QRect()
        self.blinks = True
        self.bold = True
        self.narrow = False  # the cap is as wide as one letter wants, not as F10 does
        self.keeps_mark = False  # the shape's place is kept while there is none, so that the label never moves
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.clicked.connect(self._press)

    @property
    def face(self) -> KeyFace:
        """Return the face shown."""
        return self._face

    def show_face(self, face: KeyFace) -> None:
        """Show a face; nothing is done if it is shown already."""
        before = self._face
        if face is before or face == before:
            return
        self._face = face
        self._prints = None
        if face.look is not before.look:
            self._lit = self._fresh = True
        if (face.key, face.label) != (before.key, before.label):
            self.setAccessibleName(f"{face.key} {spoken(face.label)}")
            self.setObjectName(face.key)
        self.setAccessibleDescription(", ".join(spoken(word) for word in (face.state, face.code, face.note) if word))
        self.update()

    def blink(self) -> None:
        """Called once a second: show only the border of the attention plate, or all of it again.

        Every other look stays as it is, and a plate that has only just come stays lit for a whole second.
        """
        if self._face.look is not Look.ATTENTION or not self.blinks:
            return
        if self._fresh:
            self._fresh = False
        else:
            self._lit = not self._lit
            self.update()

    def printed(self) -> tuple[str, ...]:
        """Return the words as they stand on the key, cut where they had to be."""
        return tuple(each.text for each in self._laid_out())

    def place_of_label(self) -> tuple[int, int]:
        """Return where the label stands on the key: its left and its baseline, in px."""
        index = self.printed().index(spoken(self._face.label))
        return self._laid_out()[index].left, self._laid_out()[index].baseline

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for no room: a key is given its place."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay the words out anew."""
        super().resizeEvent(event)
        self._prints = None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw border, ground, cap and words."""
        theme, look = self._theme, self._face.look
        prints = self._laid_out()
        loud = look is Look.ATTENTION and self._lit
        ground, ink, quiet = theme.panel, theme.text, theme.quiet
        if loud:
            ground, ink, quiet = theme.act, theme.on_act, theme.on_act
        elif self.isDown():
            ground, ink, quiet = theme.accent, theme.on_accent, theme.on_accent
        strong = look is Look.ATTENTION or look in _DASHED
        edge = theme.act if strong else theme.accent if look in _BORDERS else theme.line
        painter = QPainter(self)
        width = min(_BORDERS.get(look, 1), self._letters.px(_THICKEST))
        rect = self.rect()
        painter.fillRect(rect, colour(ground if look in _DASHED else edge))
        painter.fillRect(rect.adjusted(width, width, -width, -width), colour(ground))
        if look in _DASHED:
            pen = QPen(colour(edge), width)
            pen.setDashPattern(_DASHES)
            painter.setPen(pen)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        inks = (colour(ink), colour(quiet))
        cap_ground, cap_ink = colour(ground), inks[0]
        painter.fillRect(self._cap, cap_ink)
        if look in (Look.ACTIVE, Look.CONTACT):
            cap_ink = cap_ground  # the cap of a key at work is inverted
        else:
            painter.fillRect(self._cap.adjusted(1, 1, -1, -1), cap_ground)
        for index, each in enumerate(prints):
            painter.setFont(each.font)
            painter.setPen(cap_ink if index == 0 else inks[each.quiet])
            painter.drawText(each.left, each.baseline, each.text)
        if self.hasFocus():
            painter.setPen(QPen(inks[0], _RING))
            painter.drawRect(rect.adjusted(_RING_AT, _RING_AT, -_RING_AT, -_RING_AT))

    def _press(self) -> None:
        self.key_pressed.emit(self._face.key)

    # --- layout, once for every face and size ---

    def _laid_out(self) -> list[_Print]:
        if self._prints is None:
            self._prints = self._lay_out()
        return self._prints

    def _lay_out(self) -> list[_Print]:
        """Return the words in their places; the cap's come first."""
        face, letters = self._face, self._letters
        label, state, note, what = (spoken(each) for each in (face.label, face.state, face.note, face.code))
        px, plain, bold = letters.px, letters.words(PLAIN), letters.words(PLAIN, bold=True)
        pad, gap, line = px(_PAD), px(_GAP), plain.line
        rows = max(1, self.height() // line)
        shown = min(rows, 3 if rows >= 3 and (self._stacked or state) else 2)
        # From the top of a capital to the foot of a "g": closer than the lettering asks, within the thickest border.
        capital = bold.measure.capHeight()
        letter = capital + bold.measure.descent()
        inside = self.height() - 2 * min(_THICKEST, px(_THICKEST)) - letter
        cap = _CAP if inside >= (shown - 1) * letter + _CAP else 1  # else its frame is drawn over the border's inside
        pitch = max(letter, min(line, (inside - cap) // (shown - 1))) if shown > 1 else line
        baseline = (self.height() - letter - cap - (shown - 1) * pitch + 1) // 2 + cap + capital
        right = self.width() - pad
        cap_width = max(bold.width("0" if self.narrow else "F10"), bold.width(face.key)) + px(6)
        self._cap = QRect(pad, baseline - capital - _CAP, cap_width, capital + 2 * _CAP)
        prints = [_Print(bold.font, pad + (cap_width - bold.width(face.key)) // 2, baseline, face.key, False)]
        left = pad + cap_width + gap
        shape = SHAPES[face.look]
        tall = self._stacked and rows >= 3
        label_right, mark = right, bold.width(shape)
        if tall:
            label_right -= max(map(bold.width, SHAPES.values())) + px(2)
        if shape:
            prints.append(_Print(bold.font, right - mark if tall else left, baseline, shape, False))
        if not tall and (shape or self.keeps_mark):
            left += (max(map(bold.width, SHAPES.values())) if self.keeps_mark else mark) + gap
        stacked = self._stacked and not (tall and plain.width(label) <= label_right - left)
        if stacked:
            below = baseline + pitch
            self._put(prints, pad, right, below, label, strong=True)
            if rows >= 3:
                self._put(prints, pad, right, below + pitch, state or note, quiet=not state)
            else:
                self._put(prints, left, right, baseline, state or what, quiet=not state)
            return prints
        if what:
            code = letters.data(PLAIN)
            prints.append(_Print(code.font, label_right - code.width(what), baseline, what, True))
            label_right -= code.width(what) + gap
        self._put(prints, left, label_right, baseline, label, strong=self.bold)
        words, quiet = (state, False) if state else (note, True)
        for row, part in enumerate(_parted(words, plain, right - pad, shown - 1)):
            self._put(prints, pad, right, baseline + (row + 1) * pitch, part, strong=bool(shape), quiet=quiet)
        return prints

    def _put(
        self,
        prints: list[_Print],
        left: int,
        right: int,
        baseline: int,
        text: str,
        strong: bool = False,
        quiet: bool = False,
    ) -> None:
        """Put words on one line in the first lettering that holds them; else cut them, ending in an ellipsis."""
        if not text or right <= left:
            return
        letters, width = self._letters, right - left
        choice: list[Lettering] = [letters.words(PLAIN), letters.words(PLAIN, condensed=True)]
        if strong:
            choice.insert(0, letters.words(PLAIN, bold=True))
        lettering = next((each for each in choice if each.width(text) <= width), choice[-1])
        if lettering.width(text) > width:
            text = lettering.measure.elidedText(text, Qt.TextElideMode.ElideRight, width)
        prints.append(_Print(lettering.font, left, baseline, text, quiet))


def _parted(text: str, lettering: Lettering, width: int, rows: int) -> list[str]:
    """Part words into at most `rows` lines; the last takes all that is left."""
    parts: list[str] = []
    rest = text.split(" ")
    while rest and len(parts) < rows - 1 and lettering.width(" ".join(rest)) > width:
        count = len(rest)
        while count > 1 and lettering.width(" ".join(rest[:count])) > width:
            count -= 1
        parts.append(" ".join(rest[:count]))
        rest = rest[count:]
    if rest and rows > 0:
        parts.append(" ".join(rest))
    return [part for part in parts if part]

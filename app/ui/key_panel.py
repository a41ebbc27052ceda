"""The keys: agencies, features, the next rungs after a failure, and what was heard; each key has its place for ever."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from app.position.screen import KeyFace
from app.ui.grounds import Ground
from app.ui.theme import PLAIN, Letterings, Theme, palette
from app.ui.values import Words
from app.words import say

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.ui.key_button import KeyButton

GAP = 3  # px between keys
AGENCY_ROW = 40  # px: two lines
AGENCY_ROWS = 6  # at full height; a site with more agencies gets lower keys in the same room
RUNG_ROW = 38  # px: two lines
# Where each rung stands, whichever others are offered; one that is not named here takes the first free place after.
RUNG_PLACES = ("Alt+1", "Alt+2", "Alt+I", "Alt+3", "Alt+4", "Alt+5", "Alt+D")
# Rows of feature keys: height in px, and shares of the width in hundredths.
FEATURE_ROWS: tuple[tuple[int, tuple[int, ...]], ...] = ((39, (38, 37, 25)), (58, (48, 34, 18)), (39, (36, 27, 37)))
ANSWER_KEY = "Alt+A"
LINE_KEYS, LINE_PLACE = (ANSWER_KEY, "Alt+H"), 5  # the last of the second row is the line's own key, or empty
HEARD_ROW = 24  # px: one line
HEARD_SHARES = (26, 23, 28, 23)  # of the width, in hundredths
HEARD_ROWS = 2
HEARD = "Ctrl+"  # the keys that say what was heard on a set worked by hand


class KeyGroup(Ground):
    """A group of keys, each in its own place.

    Signals: `key_pressed(key)`.
    """

    key_pressed = Signal(str)
    height_needed = 0  # px of the drawing
    outlined = False  # each key has a border of its own
    stacked = False  # the label stands under the cap
    bold = True
    narrow = False  # keys of one letter
    keeps_mark = False  # a label stands where it will stand beside a mark

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        self._buttons: list[KeyButton] = []
        self._faces: tuple[KeyFace, ...] = ()

    @property
    def buttons(self) -> list[KeyButton]:
        """Return the buttons of the faces shown, in the order of their places."""
        return [button for button in self._buttons if not button.isHidden()]

    @property
    def every_button(self) -> list[KeyButton]:
        """Return every button made, shown or not."""
        return self._buttons

    def show_faces(self, faces: tuple[KeyFace, ...]) -> None:
        """Show the faces; only a key that differs is drawn again."""
        if faces is self._faces or faces == self._faces:
            return
        count_before = len(self._faces)
        self._faces = faces
        placed = self.arrange(faces)
        while len(self._buttons) < len(placed):
            button = make_key(self, self.theme, self.letters, self.stacked)
            button.key_pressed.connect(self.key_pressed)
            button.bold = self.bold
            button.narrow = self.narrow
            button.keeps_mark = self.keeps_mark
            button.hide()
            self._buttons.append(button)
        if len(faces) != count_before:
            self._lay()
        for index, button in enumerate(self._buttons):
            face = placed[index] if index < len(placed) else None
            if face is not None:
                button.show_face(face)
            if button.isHidden() is (face is not None):
                button.setVisible(face is not None)

    def blink(self) -> None:
        """Let the keys that want attention blink."""
        for button in self._buttons:
            button.blink()

    def arrange(self, faces: tuple[KeyFace, ...]) -> Sequence[KeyFace | None]:
        """Return the face of each place."""
        return faces

    def place_of(self, index: int) -> QRect:
        """Return where place `index` is."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the keys in their places."""
        self._lay()

    def _lay(self) -> None:
        for index, button in enumerate(self._buttons):
            button.setGeometry(self.place_of(index))

    def _row(self, index: int, row: int, rows: int) -> QRect:
        """Return row `index` of at least `rows`; where there are more, all are lower so that they fit."""
        px = self.letters.px
        pitch = min(px(row + GAP), self.height() // max(rows, len(self._faces), 1))
        return QRect(0, index * pitch, self.width(), pitch - px(GAP))


class AgencyKeys(KeyGroup):
    """One key an agency, under one another."""

    height_needed = AGENCY_ROWS * (AGENCY_ROW + GAP)
    keeps_mark = True

    def place_of(self, index: int) -> QRect:
        """Return the row."""
        return self._row(index, AGENCY_ROW, AGENCY_ROWS)


class FeatureKeys(KeyGroup):
    """The keys that belong to no agency: three rows of fixed shares."""

    height_needed = sum(height + GAP for height, _shares in FEATURE_ROWS)
    stacked = True
    keeps_mark = True

    def arrange(self, faces: tuple[KeyFace, ...]) -> Sequence[KeyFace | None]:
        """Keep the place of the line's own key, whether there is one or not."""
        line = next((face for face in faces if face.key in LINE_KEYS), None)
        others = [face for face in faces if face is not line]
        return [*others[:LINE_PLACE], line, *others[LINE_PLACE:]]

    def place_of(self, index: int) -> QRect:
        """Return the place within its row; there is none after the last."""
        px = self.letters.px
        top = first = 0
        for height, shares in FEATURE_ROWS:
            if index < first + len(shares):
                left = sum(shares[: index - first]) * self.width() // 100
                right = sum(shares[: index - first + 1]) * self.width() // 100
                last = index == first + len(shares) - 1
                return QRect(left, px(top), right - left - (0 if last else px(GAP)), px(height))
            top += height + GAP
            first += len(shares)
        return QRect(0, px(top), 0, 0)


class RungKeys(KeyGroup):
    """What may be tried next after a failure, each at its own height."""

    height_needed = len(RUNG_PLACES) * (RUNG_ROW + GAP)
    EMPTY = say("When a key fails, the next ways to reach that agency stand here.")

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        words = letters.words(PLAIN, condensed=True)
        self.empty = Words(self, words, self.EMPTY, palette(theme, ink=theme.quiet), wraps=True)

    def show_faces(self, faces: tuple[KeyFace, ...]) -> None:
        """Show the rungs, or what their place is for."""
        super().show_faces(faces)
        if self.empty.isHidden() is not bool(faces):
            self.empty.setVisible(not faces)

    def _lay(self) -> None:
        pad = self.letters.px(8)
        self.empty.setGeometry(pad, pad, max(0, self.width() - 2 * pad), 3 * self.letters.words(PLAIN).line)
        super()._lay()

    def arrange(self, faces: tuple[KeyFace, ...]) -> Sequence[KeyFace | None]:
        """Give each rung its place."""
        placed: list[KeyFace | None] = [None] * len(RUNG_PLACES)
        for face in faces:
            if face.key in RUNG_PLACES:
                placed[RUNG_PLACES.index(face.key)] = face
            else:
                placed.append(face)
        return placed

    def place_of(self, index: int) -> QRect:
        """Return the row."""
        return self._row(index, RUNG_ROW, max(len(RUNG_PLACES), len(self._buttons)))

    def free_strip(self) -> QRect:
        """Return the highest strip of this place that no rung needs, where the page has it."""
        taken = [button.geometry() for button in self.buttons]
        edges = [(-1, -1), *sorted((each.top(), each.bottom()) for each in taken), (self.height(), self.height())]
        gaps = [(then[0] - before[1] - 1, before[1] + 1) for before, then in pairwise(edges)]
        height, top = max(gaps, key=lambda gap: gap[0])
        gap, place = self.letters.px(GAP), self.geometry()
        above, below = gap * (top > 0), gap * (top + height < self.height())
        return QRect(place.left(), place.top() + top + above, place.width(), max(0, height - above - below))


class HeardKeys(KeyGroup):
    """What the call-taker may have heard on a set worked by hand, in two rows."""

    height_needed = HEARD_ROWS * (HEARD_ROW + GAP)
    bold = False

    def place_of(self, index: int) -> QRect:
        """Return the place in the grid."""
        px = self.letters.px
        row, column = divmod(index, len(HEARD_SHARES))
        left = sum(HEARD_SHARES[:column]) * self.width() // 100
        right = sum(HEARD_SHARES[: column + 1]) * self.width() // 100
        gap = 0 if column == len(HEARD_SHARES) - 1 else px(GAP)
        return QRect(left, row * px(HEARD_ROW + GAP), right - left - gap, px(HEARD_ROW))


def make_key(parent: QWidget, theme: Theme, letters: Letterings, stacked: bool = False) -> KeyButton:
    """Return a new key. What a key needs is loaded with the first one: the first paint, before any call, has none."""
    from app.ui.key_button import KeyButton

    return KeyButton(parent, theme, letters, stacked)


def split_offers(offers: tuple[KeyFace, ...]) -> tuple[tuple[KeyFace, ...], tuple[KeyFace, ...]]:
    """Part the offers into rungs and what was heard."""
    return (
        tuple(face for face in offers if not face.key.startswith(HEARD)),
        tuple(face for face in offers if face.key.startswith(HEARD)),
    )

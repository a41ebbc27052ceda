"""The manual on the page: what is read, and where it is looked for; it covers neither caller, keys nor next step."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from app.ui.help_finder import HelpFinder
from app.ui.help_text import HelpText
from app.ui.theme import PLAIN

if TYPE_CHECKING:
    from app.position.screen import NextStep
    from app.ui.reading import Reading
    from app.ui.theme import Letterings, Theme

_FINDER = 250  # px: the list beside the text, where both must share one place
_GAP = 4  # px
_FEW = 5  # lines: below this the two do not share one place
_FEWEST = 3  # lines


class HelpPane(QObject):
    """Two parts of the page: `finder` and `text`. What is read is kept in `reading`.

    Signals: `turned(title)` when another section is opened, for those who hear the screen.
    """

    turned = Signal(str)

    def __init__(self, page: QWidget, theme: Theme, letters: Letterings, reading: Reading) -> None:
        super().__init__(page)
        self.reading = reading
        self.finder = HelpFinder(page, theme, letters)
        self.text = HelpText(page, theme, letters)
        self._letters = letters
        self._shown: tuple[int, str] | None = None
        self._places: tuple[QRect, QRect | None, int] = (QRect(), None, 0)
        self._asking = False  # a word is being typed
        for part in (self.finder, self.text):
            part.hide()
        self.finder.looked_for.connect(self._look_for)
        self.finder.opened.connect(self.open)
        self.finder.scrolled.connect(self.text.text.scroll)
        self.text.text.typed.connect(self._type)

    def follow(self, before: QWidget) -> None:
        """Come after a widget in the order of the focus: text, field, list."""
        for first, then in pairwise((before, self.text.text, self.finder.search, self.finder.contents)):
            QWidget.setTabOrder(first, then)

    def show_step(self, step: NextStep) -> None:
        """Come up: at the step's page, or where it was read before the page was made anew."""
        if not self.reading.is_open:
            self.reading.open_at(step)
        self._asking = False
        self._show()
        for part in (self.finder, self.text):
            part.raise_()
            part.show()

    def hide(self) -> None:
        """Go away."""
        self.reading.is_open = False
        for part in (self.finder, self.text):
            part.hide()

    def open(self, section: int) -> None:
        """Open a section by its index, and read it."""
        self.reading.at = section
        self._show()
        self.turned.emit(self.reading.section.title)
        self.take_focus()

    def turn(self, sections: int) -> None:
        """Go so many sections on or back; what was looked for is let go."""
        self.reading.query = ""
        self.reading.turn(sections)
        self._show()
        self.turned.emit(self.reading.section.title)

    def take_focus(self) -> None:
        """Take the keyboard, where the text is read."""
        self.text.text.setFocus()
        self._ask(False)

    def ask_words(self) -> None:
        """Take the keyboard, where words are typed."""
        self._ask(True)
        self.finder.search.setFocus()
        self.finder.search.selectAll()

    def has(self, widget: QWidget | None) -> bool:
        """Tell whether a widget is a part of it."""
        return widget is not None and (self.finder.isAncestorOf(widget) or self.text.isAncestorOf(widget))

    def say(self, words: str) -> None:
        """Say how printing went."""
        self.reading.said = words
        self.finder.say(words)

    def lay(self, place: QRect, free: QRect | None, heading: int = 0) -> None:
        """Take the lowest place on the left and, while no key needs it, the `free` place for the text.

        Where all there is are a few lines, they are the text's, and the finder's only while a word is typed; of fewest
        lines the `heading` above the place, so many pixels high, is covered too.
        """
        self._places = (place, free, heading)
        if self.reading.is_open:
            line = self._letters.words(PLAIN).line
            few = free is None and place.height() < _FEW * line
            self.finder.setVisible(self._asking or not few)
            self.text.setVisible(not (self._asking and few))
            if few:
                covered = heading if place.height() < _FEWEST * line else 0
                for part in (self.finder, self.text):
                    part.setGeometry(place.adjusted(0, -covered, 0, 0))
                return
        if free is not None:
            self.finder.setGeometry(place)
            self.text.setGeometry(free)
            return
        finder, gap = self._letters.px(_FINDER), self._letters.px(_GAP)
        text = max(0, place.width() - finder - gap)
        self.text.setGeometry(place.left(), place.top(), text, place.height())
        self.finder.setGeometry(place.left() + text + gap, place.top(), finder, place.height())

    def _show(self) -> None:
        reading = self.reading
        manual = reading.manual
        self.finder.show_found(manual, reading.look_for(reading.query), reading.at, reading.query)
        self.finder.contents.choose(reading.at)
        self.finder.say(reading.said)
        if self._shown != (reading.at, reading.query):
            self._shown = (reading.at, reading.query)
            self.text.text.show_section(reading.section, manual.edition, reading.query)

    def _look_for(self, words: str) -> None:
        reading = self.reading
        reading.said = ""
        self.finder.say("")
        self.finder.show_found(reading.manual, reading.look_for(words), reading.at, words)

    def _ask(self, asking: bool) -> None:
        if asking is not self._asking:
            self._asking = asking
            self.lay(*self._places)

    def _type(self, letters: str) -> None:
        self._ask(True)
        self.finder.search.setFocus()
        self.finder.search.setText(letters)
        self._look_for(letters)

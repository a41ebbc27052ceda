"""The caller card: whose details these are, and every field in its own place, with its doubt beside it.

Places never move. A field that is absent says so in smaller words; a field that a later spill changed carries a mark
and its old value. Details that are not the live caller's stand in a striped frame under an inverted heading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from app.position.screen import CallerCard, CardState, Datum
from app.ui.grounds import Ground, frame_sides, stripes
from app.ui.raw_view import RawView
from app.ui.theme import FIGURE, MAIN, PLAIN, STRONG, Lettering, Letterings, Theme, colour, palette
from app.ui.values import Passage, Value, Words
from app.words import joined, say, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QPixmap, QResizeEvent

CARD_HEIGHT = 439  # px of the drawing
_BAND = 7  # px: the frame, where the stripes go
_LIVE_FRAME = 4  # px: the frame of the live caller
_LEFT = 12  # px
_ASIDE = 258  # px: the column of doubts and changes, and of times in the heading

# Where each row of the card stands: top and height in px. Two lines of the smallest lettering are 39 at most.
_HEADING = (9, 40)
_NUMBER = (50, 54)
_ADDRESS = (105, 56)
_LOCATION = (162, 39)
_NAME = (202, 39)
_LOCALITY = (242, 39)
_SERVICE = (284, 84)
_FOOT = (370, 22)
_AGENCIES = (393, 39)

_NUMBER_WIDTH = 352  # px: fourteen figures
_SERVICE_SHARE = 62  # hundredths of the service box that the class takes; ring back has the rest
# Captions and values of the foot: name, field, caption, px for caption and value.
_FOOT_FIELDS = (
    (say("ESN"), "esn", say("ESN"), 38, 154),
    (say("Borough"), "borough", say("BOROUGH"), 92, 160),
    (say("Position sent"), "position", say("POSITION"), 92, 230),
)
# Fields that the record as sent takes the place of.
_COVERED = ("address", "location", "name", "locality", "service", "ring_back", "esn", "borough", "position", "agencies")

MARK = "◆"
DOUBT = "▲ "


class Field:
    """One value of the caller and, made when first needed, the doubt or change beside it.

    `mark` stands before what is said beside the value; a reason is no doubt and has none.
    """

    def __init__(self, card: CallerCardView, name: str, value: Value | Passage, mark: str) -> None:
        self.name = name
        self._mark = mark
        self.value = value
        self.note: Passage | None = None
        self._card = card
        self._datum: Datum | None = None
        self._aside = QRect()

    def place(self, where: QRect, aside: QRect) -> None:
        """Put the value and what stands beside it."""
        self.value.setGeometry(where)
        self._aside = aside
        if self.note is not None:
            self.note.setGeometry(aside)

    def show_datum(self, datum: Datum) -> None:
        """Show a datum; nothing is done if it is shown already."""
        before = self._datum
        if datum is before or datum == before:
            return
        self._datum = datum
        beside = not self._aside.isEmpty()
        self.value.show_text(datum.text if beside else self._with_change(datum), datum.absent)
        if before is None or (datum.note, datum.was) != (before.note, before.was):
            note = note_text(datum, self._mark)
            self.value.setAccessibleDescription(spoken(note))
            if beside:
                self._show_note(note)

    def set_visible(self, visible: bool) -> None:
        """Show or hide the field, where the record as sent takes its place."""
        self.value.setVisible(visible)
        if self.note is not None:
            self.note.setVisible(visible and bool(self.note.toPlainText()))

    def _with_change(self, datum: Datum) -> str:
        """Return the text of a field that has no room beside it, with as much of its change as it holds."""
        if not datum.was:
            return datum.text
        forms = (joined("  ", (datum.text, changed(datum))), say("{text} ◆ was {was}", text=datum.text, was=datum.was))
        return next((form for form in forms if self.value.could_hold(form)), joined(" ", (MARK, datum.text)))

    def _show_note(self, text: str) -> None:
        if self.note is None:
            if not text:
                return
            self.note = self._card.make_note(say("{field}, doubt or change", field=self.name))
            QWidget.setTabOrder(self.value, self.note)
            self.note.setGeometry(self._aside)
        self.note.show_text(text)
        self.note.setVisible(bool(text) and not self.value.isHidden())


def changed(datum: Datum) -> str:
    """Return what says that a datum was another before."""
    return say("◆ changed, was {was}", was=datum.was)


def note_text(datum: Datum, mark: str = DOUBT) -> str:
    """Return what stands beside a datum: what changed first, then the doubt under its mark; "" if neither."""
    parts = []
    if datum.was:
        parts.append(changed(datum))
    if datum.note:
        parts.append(joined("", (mark, datum.note)))
    return joined("\n", parts) if parts else ""


class CallerCardView(Ground):
    """The card. `raw_shown` puts the record as sent in the fields' place, as does a record that was not decoded."""

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        self._card: CallerCard | None = None
        self._state = CardState.NONE
        self._stripes: QPixmap | None = None
        self._plain = palette(theme)
        self._faded = palette(theme, ink=theme.quiet)
        self.setPalette(self._faded)
        self._plate = palette(theme, theme.text, theme.field)
        self._raw_wanted = False
        absent = letters.words(STRONG)
        small = [letters.data(PLAIN)]
        small_words = [letters.words(PLAIN), letters.words(PLAIN, condensed=True)]
        bold = letters.words(STRONG, bold=True)

        self.heading = Value(self, say("Whose details"), [bold])
        self.note = Value(self, say("Whose details, more"), small_words)
        self.running = Value(self, say("Time on line"), [letters.words(STRONG, bold=True), *small_words])
        self.fields: dict[str, Field] = {}

        def short(name: str, attribute: str, sizes: Sequence[Lettering], absent: Lettering, mark: str = DOUBT) -> None:
            self.fields[attribute] = Field(self, name, Value(self, name, sizes, absent), mark)

        def long(name: str, attribute: str, sizes: Sequence[Lettering], absent: Lettering) -> None:
            self.fields[attribute] = Field(self, name, Passage(self, name, sizes, absent), DOUBT)

        short(say("Number"), "number", letters.data_down_from(FIGURE), letters.words(MAIN))
        long(say("Address"), "address", letters.data_down_from(FIGURE), letters.words(MAIN))
        long(say("Location"), "location", letters.data_down_from(MAIN), absent)
        long(say("Name"), "name", letters.data_down_from(MAIN), absent)
        long(say("Locality"), "locality", letters.data_down_from(MAIN), absent)
        long(say("Service class"), "service", letters.data_down_from(MAIN), absent)
        self.tell = Passage(self, say("What the class means"), small_words)
        ring_back = [bold, letters.words(PLAIN), letters.words(PLAIN, condensed=True)]
        short(say("Ring back"), "ring_back", ring_back, letters.words(PLAIN), mark="")
        captions = palette(theme, ink=theme.quiet)
        self._captions = []
        for name, attribute, caption, _caption_width, _width in _FOOT_FIELDS:
            self._captions.append(Words(self, letters.words(PLAIN), caption, captions))
            short(name, attribute, small, letters.words(PLAIN))
        long(say("Agencies"), "agencies", small, letters.words(PLAIN))
        self._call_caption = Words(self, letters.words(PLAIN), say("CALL #"), captions)
        call_number = [letters.data(STRONG, bold=True), letters.data(PLAIN)]
        short(say("Call number"), "call_number", call_number, letters.words(PLAIN))
        short(say("Sent"), "sent", small, letters.words(PLAIN))
        self.raw: RawView | None = None

    @property
    def last_value(self) -> QWidget:
        """Return the value that is last in the order of the focus."""
        return self.fields["sent"].value

    def make_note(self, name: str) -> Passage:
        """Return a new place for a doubt or a change."""
        words = [self.letters.words(PLAIN), self.letters.words(PLAIN, condensed=True)]
        note = Passage(self, name, words)
        note.finish()
        return note

    def show_card(self, card: CallerCard, running: str) -> None:
        """Show a card; only what differs is drawn again."""
        self.running.show_text(running)
        before = self._card
        if card is before or card == before:
            return
        self._card = card
        if before is None or not _same_caller(card, before):
            self._raw_wanted = False  # a new caller's fields are never hidden by what was looked at before
        if card.state is not self._state:
            self._state = card.state
            past = _is_past(card.state)
            self.setPalette(self._plain if card.state is CardState.LIVE else self._faded)  # for every value on it
            self.heading.setPalette(self._plate if past else self._plain)
            self.note.setPalette(self._plate if past else self._plain)
            self.update()
        self.heading.show_text(card.heading)
        self.note.show_text(card.note)
        for attribute, field in self.fields.items():
            field.show_datum(getattr(card, attribute))
        self.tell.show_text(card.service_tell)
        self._show_raw()

    @property
    def raw_over_fields(self) -> bool:
        """Tell whether the record as sent was asked for and covers fields that there are."""
        return self._raw_wanted and self._card is not None and not self._card.not_decoded

    def toggle_raw(self) -> None:
        """Put the record as sent in the fields' place, or the fields back."""
        self._raw_wanted = not self._raw_wanted
        self._show_raw()

    def _show_raw(self) -> None:
        card = self._card
        shown = card is not None and (card.not_decoded or self._raw_wanted)
        if self.raw is None:
            if not shown:
                return
            self.raw = RawView(self, self.theme, self.letters)
            QWidget.setTabOrder(self.fields["number"].value, self.raw.record)
            self.raw.hide()
            self._place_raw(self.raw)
        if shown and card is not None:
            self.raw.show_record(card)
        if self.raw.isHidden() is shown:
            self.raw.setVisible(shown)
            for attribute in _COVERED:
                self.fields[attribute].set_visible(not shown)
            for widget in (self.tell, *self._captions):
                widget.setVisible(not shown)
            self.update()

    def _place_raw(self, raw: RawView) -> None:
        px = self.letters.px
        top, bottom = px(_ADDRESS[0]), px(_AGENCIES[0] + _AGENCIES[1])
        raw.setGeometry(px(_LEFT), top, self.width() - 2 * px(_LEFT), bottom - top)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put everything in its place."""
        px = self.letters.px
        left, right = px(_LEFT), self.width() - px(_LEFT)
        aside = right - px(_ASIDE)
        gap = px(6)

        def row(place: tuple[int, int], start: int, end: int) -> QRect:
            return QRect(start, px(place[0]), end - start, px(place[0] + place[1]) - px(place[0]))

        heading, half = row(_HEADING, left, aside - gap), px(_HEADING[1]) // 2
        self.heading.setGeometry(heading.left(), heading.top(), heading.width(), half)
        self.note.setGeometry(heading.left(), heading.top() + half, heading.width(), half)
        times = row(_HEADING, aside, right)
        caption, middle = px(64), px(136)
        self._call_caption.setGeometry(times.left() + 2, times.top(), caption, half)
        nowhere = QRect()
        self.fields["call_number"].place(QRect(times.left() + caption, times.top(), middle - caption, half), nowhere)
        self.running.setGeometry(times.left() + middle, times.top(), times.width() - middle, half)
        self.fields["sent"].place(QRect(times.left(), times.top() + half, times.width(), half), nowhere)

        number = left + px(_NUMBER_WIDTH)
        self.fields["number"].place(row(_NUMBER, left, number), row(_NUMBER, number + gap, right))
        for attribute, place in (
            ("address", _ADDRESS),
            ("location", _LOCATION),
            ("name", _NAME),
            ("locality", _LOCALITY),
        ):
            self.fields[attribute].place(row(place, left, aside - gap), row(place, aside, right))

        box = row(_SERVICE, left, right).adjusted(px(5), px(2), -px(5), -px(2))
        split = box.left() + box.width() * _SERVICE_SHARE // 100
        first = px(39)
        self.fields["service"].place(QRect(box.left(), box.top(), split - box.left() - gap, first), nowhere)
        self.tell.setGeometry(box.left(), box.top() + first, split - box.left() - gap, box.height() - first)
        ring = px(22)
        self.fields["ring_back"].place(
            QRect(split, box.top(), box.right() - split, ring),
            QRect(split, box.top() + ring, box.right() - split, box.height() - ring),
        )
        foot = row(_FOOT, left, right)
        at = left
        for caption_words, (_name, attribute, _caption, caption_width, width) in zip(
            self._captions, _FOOT_FIELDS, strict=True
        ):
            caption_words.setGeometry(at + 2, foot.top(), px(caption_width), foot.height())
            at += px(caption_width)
            self.fields[attribute].place(QRect(at, foot.top(), px(width), foot.height()), nowhere)
            at += px(width)
        self.fields["agencies"].place(row(_AGENCIES, left, right), nowhere)
        if self.raw is not None:
            self._place_raw(self.raw)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the frame that says whose details these are, the heading's plate and the class's box."""
        painter = QPainter(self)
        px, theme, band = self.letters.px, self.theme, self.letters.px(_BAND)
        if _is_past(self._state):
            if self._stripes is None:
                self._stripes = stripes(theme)
            for side in frame_sides(self.rect(), band):
                painter.drawTiledPixmap(side, self._stripes)
            plate = QRect(band, band, self.width() - band - px(_LEFT + _ASIDE + 10), px(_HEADING[1] + 2))
            painter.fillRect(plate, colour(theme.text))
        if self._state is CardState.LIVE:
            for side in frame_sides(self.rect(), px(_LIVE_FRAME)):
                painter.fillRect(side, colour(theme.accent))
        else:
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self.raw is None or self.raw.isHidden():
            if self._state is not CardState.NONE:  # where no call was yet, Qt's own pen of the quiet ink does
                painter.setPen(colour(theme.line))
            painter.drawRect(px(_LEFT), px(_SERVICE[0]), self.width() - 2 * px(_LEFT) - 1, px(_SERVICE[1]) - 1)
        focused = self.focused_value()
        if focused is not None:
            on_plate = _is_past(self._state) and focused in (self.heading, self.note)
            self.draw_ring(painter, focused, self._plate if on_plate else None)


def _is_past(state: CardState) -> bool:
    return state in (CardState.PREVIOUS, CardState.PAST)


def _same_caller(card: CallerCard, before: CallerCard) -> bool:
    return (card.state, card.arrived_at) == (before.state, before.arrived_at)

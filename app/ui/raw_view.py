"""The record as sent, in the place of the fields: asked for with a key, or because no format table fitted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.position.screen import CallerCard
from app.ui.grounds import Ground
from app.ui.theme import MAIN, STEP, Letterings, Theme, palette
from app.ui.values import Passage, Value

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

NOT_DECODED = "NOT DECODED: shown as sent"
AS_SENT = "RECORD AS SENT; Ctrl+R: back to the fields"
_HEADING = 32  # px

_MAY_CHANGE = {
    "number": "number",
    "address": "address",
    "location": "location",
    "name": "name",
    "locality": "locality",
    "service": "service class",
    "borough": "borough",
    "esn": "ESN",
    "call_number": "call number",
    "position": "position",
    "agencies": "agencies",
    "sent": "time sent",
    "routing_number": "routing number",
}


class RawView(Ground):
    """Under a heading on a plate: the lines as sent, then what was found wrong and what has no field of its own."""

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        self.heading = Value(self, "How the record is shown", [letters.words(STEP, bold=True)])
        self.heading.setPalette(palette(theme, theme.text, theme.field))
        self.record = Passage(self, "Record as sent", letters.data_down_from(MAIN))
        self.record.finish()

    def show_record(self, card: CallerCard) -> None:
        """Show the record of a card."""
        self.heading.show_text(NOT_DECODED if card.not_decoded else AS_SENT)
        self.record.show_text(record_text(card))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Heading above, record below."""
        heading = self.letters.px(_HEADING)
        self.heading.setGeometry(0, 0, self.width(), heading)
        self.record.setGeometry(0, heading + 2, self.width(), max(0, self.height() - heading - 2))


def record_text(card: CallerCard) -> str:
    """Return the record of a card as plain text: first the lines as sent, nothing before them."""
    parts = list(card.text_lines) or ["no record was sent"]
    notes = [f"▲ {problem}" for problem in card.problems]
    if not card.not_decoded:
        notes += [f"routing number: {card.routing_number.text}"]
        notes += [f"{label}: {value}" for label, value in card.extra]
        notes += _changes(card)
    return "\n".join([*parts, *([""] if notes else []), *notes])


def _changes(card: CallerCard) -> list[str]:
    """Say what a later spill of the call changed, with every old value whole."""
    changed = ((label, getattr(card, field).was) for field, label in _MAY_CHANGE.items())
    return [f"◆ {label} changed, was {was}" for label, was in changed if was]

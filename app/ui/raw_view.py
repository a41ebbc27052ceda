"""The record as sent, in the place of the fields: asked for with a key, or because no format table fitted it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import name

from PySide6.QtWidgets import QWidget

from app.position.screen import CallerCard
from app.ui.grounds import Ground
from app.ui.theme import MAIN, STEP, Letterings, Theme, palette
from app.ui.values import Passage, Value
from app.words import joined, say

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

NOT_DECODED = say("NOT DECODED: shown as sent")
AS_SENT = say("RECORD AS SENT; Esc: back to the fields")
_HEADING = 32  # px

# What stands for a control character is an empty box where no font of the system has a sign for it: it is named too.
_PICTURES = range(0x2400, 0x2422)
_MOST_NAMED = 20  # of a noisy record more are no help

NAMES = {
    "number": say("number"),
    "address": say("address"),
    "location": say("location"),
    "name": say("name"),
    "locality": say("locality"),
    "service": say("service class"),
    "borough": say("borough"),
    "esn": say("ESN"),
    "call_number": say("call number"),
    "position": say("position"),
    "agencies": say("agencies"),
    "sent": say("time sent"),
    "routing_number": say("routing number"),
}


class RawView(Ground):
    """Under a heading on a plate: the lines as sent, then what was found wrong and what has no field of its own."""

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        self.heading = Value(self, say("How the record is shown"), [letters.words(STEP, bold=True)])
        self.heading.setPalette(palette(theme, theme.text, theme.field))
        self.record = Passage(self, say("Record as sent"), letters.data_down_from(MAIN))
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
    parts = list(card.text_lines) or [say("no record was sent")]
    notes = [joined(" ", ("▲", problem)) for problem in card.problems]
    notes += _controls(card.text_lines)
    if not card.not_decoded:
        notes += [say("routing number: {number}", number=card.routing_number.text)]
        notes += [joined(": ", (label, value)) for label, value in card.extra]
        notes += _changes(card)
    return joined("\n", [*parts, *([""] if notes else []), *notes])


def _controls(lines: tuple[str, ...]) -> list[str]:
    """Name the control characters of the lines in the order in which they stand there."""
    signs = [sign for line in lines for sign in line if ord(sign) in _PICTURES]
    if not signs:
        return []
    names = [name(sign).removeprefix("SYMBOL FOR ").lower() for sign in signs[:_MOST_NAMED]]
    names += ["…"] if len(signs) > _MOST_NAMED else []
    return [say("control characters, in their order: {names}", names=", ".join(names))]


def _changes(card: CallerCard) -> list[str]:
    """Say what a later spill of the call changed, with every old value whole."""
    changed = ((label, getattr(card, field).was) for field, label in NAMES.items())
    return [say("◆ {field} changed, was {was}", field=label, was=was) for label, was in changed if was]

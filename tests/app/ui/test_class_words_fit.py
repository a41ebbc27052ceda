"""What every shipped service class tells the call-taker is read whole at 1280x800: nothing of it is scrolled to."""

from collections.abc import Mapping

import pytest
from pytestqt.qtbot import QtBot

from app.position.screen import Datum, Screen
from app.settings import Settings
from app.spill.model import ServiceClass
from app.spill.service_class import unknown_class
from app.tables import load_tables
from app.ui.caller_card import CARD_HEIGHT, CallerCardView
from app.ui.page import CARD_WIDTH
from app.ui.theme import Letterings, Theme

CLASSES = [
    *(each for table in load_tables(Settings()).classes.values() for each in table.rows.values()),
    unknown_class("QQQ"),
]


@pytest.mark.parametrize("service", CLASSES, ids=lambda service: f"{service.code} {service.meaning}")
def test_a_class_is_read_whole(
    service: ServiceClass, gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    """D070-D080: a call-taker who must scroll for it asks a cellular caller nothing."""
    view = CallerCardView(None, theme, letters)
    qtbot.addWidget(view)
    view.resize(CARD_WIDTH, CARD_HEIGHT)
    view.show()
    view.tell.finish()
    ring_back = Datum("Ring back: not sure", note=service.ring_back_reason)
    view.show_card(gallery["caller"].caller._replace(service_tell=service.tell, ring_back=ring_back), "")
    assert not view.tell.overflows, f"cut: {service.tell}"
    note = view.fields["ring_back"].note
    assert note is not None
    note.finish()
    assert not note.overflows, f"cut: {service.ring_back_reason}"

"""The rows stand as text, and every field is shaded where it stands: in no other place, and never as the only sign."""

import pytest
from pytestqt.qtbot import QtBot

from app.ui.record_view import RecordView
from app.ui.theme import THEMES, Letterings
from app.workshop.drawn import Row, RowKind, Span

ROWS = (
    Row(RowKind.LINE, "17 RESD", (Span(0, 2, 0, True), Span(3, 4, 1, False))),
    Row(RowKind.RULER, "a─ b───", (Span(0, 2, 0, True), Span(3, 4, 1, False))),
    Row(RowKind.WORDS, "  a position · b class"),
    Row(RowKind.AMISS, "▲ line 2: fits nothing here"),
)


def view(qtbot: QtBot, letters: Letterings, theme: str) -> RecordView:
    made = RecordView(None, THEMES[theme], letters, letters.data(16).font)
    qtbot.addWidget(made)
    made.show_rows(ROWS)
    return made


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_text_of_the_rows_can_be_read_by_a_screen_reader(qtbot: QtBot, letters: Letterings) -> None:
    made = view(qtbot, letters, "dark")
    assert made.toPlainText() == "\n".join(row.text for row in ROWS)
    assert made.isReadOnly()
    assert made.accessibleName() == "Record, with its fields marked"


def test_every_field_is_shaded_where_it_stands(qtbot: QtBot, letters: Letterings) -> None:
    made = view(qtbot, letters, "dark")
    shaded = [each.cursor.selectedText() for each in made.extraSelections()]
    assert shaded == ["17", "RESD", "a─", "b───", "▲ line 2: fits nothing here"]


@pytest.mark.parametrize("theme", list(THEMES))
def test_what_stands_on_a_shade_has_a_contrast_of_7_to_1(qtbot: QtBot, letters: Letterings, theme: str) -> None:
    made = view(qtbot, letters, theme)
    for each in made.extraSelections():
        ground, ink = each.format.background().color().name(), each.format.foreground().color().name()
        darker, lighter = sorted((luminance(ground), luminance(ink)))
        assert (lighter + 0.05) / (darker + 0.05) >= 7, (ground, ink)

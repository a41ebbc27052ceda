from collections.abc import Mapping

from pytestqt.qtbot import QtBot

from app.position.screen import Screen
from app.ui.raw_view import AS_SENT, NOT_DECODED, RawView, record_text
from app.ui.theme import Letterings, Theme


def test_the_lines_stand_as_sent_before_anything_said_of_them(gallery: Mapping[str, Screen]) -> None:
    card = gallery["changed"].caller
    lines = record_text(card).splitlines()
    assert tuple(lines[: len(card.text_lines)]) == card.text_lines
    assert "routing number: no routing number sent" in lines
    assert "exchange: OSHAWA" in lines
    assert "◆ address changed, was 324 FIRST ST N" in lines


def test_problems_are_told(gallery: Mapping[str, Screen]) -> None:
    assert "▲ no format table fits line 1" in record_text(gallery["not-decoded"].caller)


def test_a_control_character_is_named_since_its_sign_is_an_empty_box_in_most_fonts(
    gallery: Mapping[str, Screen],
) -> None:
    card = gallery["caller"].caller
    assert "control characters" not in record_text(card)
    named = record_text(card._replace(text_lines=("PALM␛[2JER, ␇ROB␀ERT", "APT ␡6␉REAR␠"))).splitlines()
    assert named[:2] == ["PALM␛[2JER, ␇ROB␀ERT", "APT ␡6␉REAR␠"]
    assert "control characters, in their order: escape, bell, null, delete, horizontal tabulation, space" in named
    noisy = record_text(card._replace(text_lines=("␀" * 500,)))
    assert f"in their order: {'null, ' * 20}…" in noisy
    assert noisy.count("null") == 20


def test_a_call_without_a_record_says_so(gallery: Mapping[str, Screen]) -> None:
    assert record_text(gallery["caller"].caller._replace(text_lines=())).startswith("no record was sent")


def test_the_heading_says_why_the_record_stands_there(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    view = RawView(None, theme, letters)
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show_record(gallery["caller"].caller)
    assert view.heading.text() == AS_SENT
    view.show_record(gallery["not-decoded"].caller)
    assert view.heading.text() == NOT_DECODED
    assert view.record.toPlainText() == record_text(gallery["not-decoded"].caller)


def test_a_long_record_is_scrolled_not_cut(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    view = RawView(None, theme, letters)
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show()
    lines = tuple(f"LINE {number}" for number in range(200))
    view.show_record(gallery["not-decoded"].caller._replace(text_lines=lines))
    assert view.record.overflows
    assert "LINE 199" in view.record.toPlainText()

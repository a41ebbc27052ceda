from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, get_type_hints

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.position.card import NO_DATA, card_of
from app.position.details import Details, details_of
from app.position.screen import CallerCard, CardState, Datum, Screen
from app.spill.model import Spill
from app.ui.caller_card import CARD_HEIGHT, DOUBT, CallerCardView, note_text
from app.ui.raw_view import NOT_DECODED
from app.ui.running_times import on_line_text
from app.ui.theme import FIGURE, MAIN, PLAIN, THEMES, Letterings, Theme

NOW = datetime(2026, 11, 22, 18, 31, 7, tzinfo=UTC)
_DATA = [name for name, kind in get_type_hints(CallerCard).items() if kind is Datum]
# The routing number stands in the record as sent, not among the fields.
_SHOWN = [name for name in _DATA if name != "routing_number"]


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, letters: Letterings) -> CallerCardView:
    view = CallerCardView(None, theme, letters)
    qtbot.addWidget(view)
    view.resize(796, CARD_HEIGHT)
    view.show()
    return view


def texts(view: CallerCardView) -> dict[str, str]:
    return {
        name: field.value.text() if hasattr(field.value, "text") else field.value.toPlainText()
        for name, field in view.fields.items()
    }


def test_every_datum_of_the_card_has_its_field(view: CallerCardView, gallery: Mapping[str, Screen]) -> None:
    """D203, D211: what the slip prints stands on the screen."""
    card = gallery["caller"].caller
    view.show_card(card, "on line 00:41")
    assert sorted(texts(view)) == sorted(_SHOWN)
    assert texts(view) == {name: getattr(card, name).text for name in _SHOWN}
    assert view.running.text() == "on line 00:41"
    assert view.tell.toPlainText() == card.service_tell


@pytest.mark.parametrize("seconds", [11, 3599])
def test_how_long_a_caller_waits_is_read_whole(
    view: CallerCardView, gallery: Mapping[str, Screen], seconds: int
) -> None:
    card = gallery["caller"].caller._replace(state=CardState.PAST, arrived_at=NOW)
    view.show_card(card, on_line_text(card, NOW + timedelta(seconds=seconds)))
    assert not view.running.overflows, view.running.text()


def test_order_of_size_is_order_of_need(view: CallerCardView, gallery: Mapping[str, Screen]) -> None:
    view.show_card(gallery["caller"].caller, "")
    size = {name: field.value.font().pixelSize() for name, field in view.fields.items()}
    assert size["number"] == size["address"] == FIGURE
    assert size["name"] == size["locality"] == size["service"] == size["location"] == MAIN
    assert min(size.values()) >= PLAIN


def test_places_never_move(view: CallerCardView, gallery: Mapping[str, Screen]) -> None:
    view.show_card(gallery["no-call"].caller, "")
    places = {name: field.value.geometry() for name, field in view.fields.items()}
    for name in ("caller", "changed", "long", "previous", "past", "not-decoded", "caller"):
        view.show_card(gallery[name].caller, "")
        assert {name: field.value.geometry() for name, field in view.fields.items()} == places


def test_no_two_fields_or_notes_overlap(view: CallerCardView, gallery: Mapping[str, Screen]) -> None:
    every: dict[str, Any] = {name: Datum("TEXT", note="a doubt", was="WAS") for name in _DATA}
    view.show_card(gallery["caller"].caller._replace(**every), "on line 00:41")
    widgets = [view.heading, view.note, view.running, view.tell]
    for field in view.fields.values():
        widgets.append(field.value)
        if field.note is not None:
            widgets.append(field.note)
    assert len(widgets) > len(_SHOWN) + 4
    for i, one in enumerate(widgets):
        assert view.rect().contains(one.geometry()), one.objectName()
        for other in widgets[i + 1 :]:
            assert not one.geometry().intersects(other.geometry()), (one.objectName(), other.objectName())


def test_a_doubt_stands_beside_the_thing_doubted(view: CallerCardView, gallery: Mapping[str, Screen]) -> None:
    view.show_card(gallery["changed"].caller, "")
    number, address = view.fields["number"], view.fields["address"]
    assert number.note is not None
    assert number.note.toPlainText() == f"{DOUBT}no area code was sent; may not be the caller's own number"
    assert address.note is not None
    assert address.note.toPlainText() == f"◆ changed, was 324 FIRST ST N\n{DOUBT}may not be where the caller is"
    for field in (number, address):
        assert field.note is not None
        assert field.note.isVisible()
        assert abs(field.note.geometry().center().y() - field.value.geometry().center().y()) <= 2
        assert field.note.toPlainText() == field.value.accessibleDescription()


def test_a_note_goes_when_its_reason_goes(view: CallerCardView, gallery: Mapping[str, Screen]) -> None:
    view.show_card(gallery["changed"].caller, "")
    view.show_card(gallery["caller"].caller, "")
    for name in ("number", "address", "location", "name"):
        note = view.fields[name].note
        assert note is not None
        assert not note.isVisible()
        assert view.fields[name].value.accessibleDescription() == ""


def test_a_changed_small_field_keeps_its_mark_and_its_old_value_in_reach(
    view: CallerCardView, gallery: Mapping[str, Screen]
) -> None:
    view.show_card(gallery["changed"].caller, "")
    shown = texts(view)
    assert shown["service"].startswith("CPB  Commercial push button, PBX")
    assert "RES" in shown["service"]
    assert shown["esn"] == "0048 ◆ was 0047"
    assert shown["call_number"] == "◆ 00552"
    assert view.fields["call_number"].value.accessibleDescription() == "◆ changed, was not sent before"
    view.toggle_raw()
    assert view.raw is not None
    assert "◆ call number changed, was not sent before" in view.raw.record.toPlainText()


def test_a_reason_is_no_doubt(view: CallerCardView, gallery: Mapping[str, Screen]) -> None:
    view.show_card(gallery["caller"].caller, "")
    note = view.fields["ring_back"].note
    assert note is not None
    assert note.toPlainText() == "an ordinary line"


def test_notes_say_what_changed_first() -> None:
    assert note_text(Datum("A", note="doubt", was="B")) == f"◆ changed, was B\n{DOUBT}doubt"
    assert note_text(Datum("A")) == ""


def test_details_that_are_not_the_live_callers_are_striped_and_headed(
    view: CallerCardView, gallery: Mapping[str, Screen], theme: Theme
) -> None:
    """D200, D202: the previous call's details stay, and nobody takes them for the caller on the line."""
    edges = {}
    for name in ("caller", "previous", "past"):
        view.show_card(gallery[name].caller, "")
        picture = view.grab().toImage()
        edges[name] = {picture.pixelColor(x, 4).name() for x in range(100, 160)}
    assert edges["caller"] == {theme.panel} or theme.accent not in edges["previous"]
    for name in ("previous", "past"):
        assert {theme.field, theme.stripe} <= edges[name]
    assert theme.stripe not in edges["caller"]
    assert view.heading.text() == "EARLIER CALL, looked at"
    assert view.note.text() == "call 12, ended 17:06:19, released; Esc is back to the live call"
    assert view.grab().toImage().pixelColor(300, 20) == QColor(theme.text), "the heading stands inverted"


def test_a_past_callers_values_are_in_the_quiet_ink(
    view: CallerCardView, gallery: Mapping[str, Screen], theme: Theme
) -> None:
    for name, ink in (("caller", theme.text), ("previous", theme.quiet), ("caller", theme.text)):
        view.show_card(gallery[name].caller, "")
        number = view.fields["number"].value
        assert number.palette().color(number.foregroundRole()).name() in (ink, theme.text)
        assert number.palette().text().color().name() == ink


def test_a_record_that_was_not_decoded_stands_as_sent_in_the_fields_place(
    view: CallerCardView, gallery: Mapping[str, Screen]
) -> None:
    card = gallery["not-decoded"].caller
    view.show_card(card, "")
    assert view.raw is not None
    assert view.raw.isVisible()
    assert view.raw.heading.text() == NOT_DECODED
    assert view.raw.record.toPlainText().splitlines()[: len(card.text_lines)] == list(card.text_lines)
    assert view.fields["number"].value.isVisible(), "the number keeps its place"
    assert not view.fields["address"].value.isVisible(), "nothing focusable lies under the record"
    view.show_card(gallery["caller"].caller, "")
    assert not view.raw.isVisible()
    assert view.fields["address"].value.isVisible()


def test_a_new_caller_is_never_hidden_by_the_record_looked_at_before(
    view: CallerCardView, gallery: Mapping[str, Screen]
) -> None:
    card = gallery["caller"].caller
    view.show_card(card, "")
    view.toggle_raw()
    view.show_card(card._replace(name=Datum("PALMER, R", was="PALMER, ROBERT")), "")
    assert view.raw is not None
    assert view.raw.isVisible(), "an update of the same call leaves it"
    assert card.arrived_at is not None
    view.show_card(card._replace(arrived_at=card.arrived_at.replace(minute=2)), "")
    assert not view.raw.isVisible()


def test_the_record_as_sent_comes_and_goes_with_one_key(view: CallerCardView, gallery: Mapping[str, Screen]) -> None:
    view.show_card(gallery["caller"].caller, "")
    view.toggle_raw()
    assert view.raw is not None
    assert view.raw.isVisible()
    view.toggle_raw()
    assert not view.raw.isVisible()


def test_an_absent_field_says_so_in_smaller_words(view: CallerCardView, gallery: Mapping[str, Screen]) -> None:
    absent = Datum("no apartment or location given", absent=True)
    view.show_card(gallery["caller"].caller._replace(location=absent), "")
    field = view.fields["location"].value
    assert texts(view)["location"] == absent.text
    assert field.font().pixelSize() < MAIN


def test_the_states_of_the_card_are_all_drawn(view: CallerCardView, gallery: Mapping[str, Screen]) -> None:
    pictures = set()
    for state in CardState:
        view.show_card(gallery["caller"].caller._replace(state=state), "")
        pictures.add(bytes(view.grab().toImage().constBits()))
    assert len(pictures) == len(CardState) - 1, "previous and past differ by their heading's words alone"


@pytest.mark.parametrize("missing", [NO_DATA, details_of(Spill(raw=b"x", format=None, lines=("x",)))])
def test_what_stands_in_an_empty_place_is_read_whole(
    missing: Details, view: CallerCardView, gallery: Mapping[str, Screen]
) -> None:
    shown = card_of(missing)
    view.show_card(gallery["caller"].caller._replace(**{name: getattr(shown, name) for name in _SHOWN}), "")
    for name, field in view.fields.items():
        assert not field.value.overflows, f"{name}: {getattr(shown, name).text}"


@pytest.mark.parametrize("name", sorted(THEMES))
def test_the_ring_is_seen_on_the_plate_of_a_past_calls_heading(
    name: str, gallery: Mapping[str, Screen], qtbot: QtBot, letters: Letterings
) -> None:
    """In the light theme the accent is dark blue, and the plate black."""
    view = CallerCardView(None, THEMES[name], letters)
    qtbot.addWidget(view)
    view.resize(796, CARD_HEIGHT)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.show_card(gallery["previous"].caller, "")
    for value in (view.heading, view.note):
        value.setFocus()
        beside = value.geometry()
        assert view.grab().toImage().pixelColor(beside.left() - 2, beside.center().y()) == QColor(THEMES[name].field)
    view.fields["number"].value.setFocus()
    beside = view.fields["number"].value.geometry()
    assert view.grab().toImage().pixelColor(beside.left() - 2, beside.center().y()) == QColor(THEMES[name].accent)

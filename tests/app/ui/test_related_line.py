"""The line of related calls: seen at a glance, read by a screen reader, never cut, never in another's way."""

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.position.screen import MOST_RELATED, RelatedCall, Screen
from app.ui.related_line import NONE_FOUND, RELATED_HEIGHT, RelatedLine, related_forms
from app.ui.theme import THEMES, Letterings, Theme
from app.ui.window import Window

A_CALL = RelatedCall(
    12, "13:02", "same address", "(905) 326-1224", "324 FIRST ST N", "Oshawa Fire answered in 11 s", "s"
)


@pytest.fixture
def line(qtbot: QtBot, theme: Theme, letters: Letterings) -> RelatedLine:
    made = RelatedLine(None, theme, letters)
    qtbot.addWidget(made)
    made.resize(796, RELATED_HEIGHT)
    made.show()
    return made


def forms_of(related: tuple[RelatedCall, ...], linked: str) -> tuple[str, ...]:
    return tuple(related_forms(related, linked))


def test_how_many_and_the_first_in_words() -> None:
    """F14."""
    assert forms_of((), "") == ()
    assert forms_of((A_CALL,) * 3, "")[0] == "3: 13:02 same address, Oshawa Fire answered in 11 s"
    assert forms_of((A_CALL,) * MOST_RELATED, "")[0].startswith(f"{MOST_RELATED} or more: 13:02")
    unreached = A_CALL._replace(agencies="", state="caller gone")
    assert forms_of((unreached,), "")[0] == "1: 13:02 same address, caller gone"


def test_what_is_linked_stands_first_in_however_few_words() -> None:
    """D095; the first related call's own link is said where the live call has none."""
    linked = A_CALL._replace(incident="same incident as call 9")
    assert forms_of((linked,), "")[0].endswith("answered in 11 s, same incident as call 9")
    forms = forms_of((linked,), "same incident as call 9")
    assert forms[0] == "same incident as call 9 · 1: 13:02 same address, Oshawa Fire answered in 11 s"
    assert forms[-1] == "same incident as call 9 · 1 related"
    assert all(form.startswith("same incident as call 9 · 1") for form in forms)
    assert list(forms) == sorted(forms, key=len, reverse=True)
    assert forms_of((), "same incident as call 9") == ("same incident as call 9",)


def test_which_agency_was_reached_is_said_before_all_that_is_alike() -> None:
    """F14: what was done for the first caller is what the call-taker needs."""
    both = A_CALL._replace(same="same number, same address", likest="same number")
    assert forms_of((both,), "")[1] == "1: 13:02 same number, Oshawa Fire answered in 11 s"


def test_a_line_that_cannot_hold_every_word_says_fewer(
    line: RelatedLine, gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    screen = gallery["related"]._replace(related=(A_CALL._replace(agencies="Fire " * 40),))
    line.show_related(screen)
    said = {}  # in the order of coming; the widths at which it changes are the letters' own, which differ a little
    for width in (*range(796, 300, -4), 796):
        line.resize(width, RELATED_HEIGHT)
        said[line.calls.text()] = width
    assert list(said) == ["1: 13:02 same address, s", "1: 13:02 same address", "1 related"]
    assert said["1: 13:02 same address, s"] == 796


def test_nothing_found_is_said_in_its_place(line: RelatedLine, gallery: Mapping[str, Screen]) -> None:
    assert line.calls.text() == NONE_FOUND
    line.show_related(gallery["related"])
    assert line.calls.text() == "3: 18:26 same number, same address, caller gone"
    assert line.keys.isVisible()
    line.show_related(gallery["caller"])
    assert line.calls.text() == NONE_FOUND
    assert not line.keys.isVisible()


def test_the_keys_stand_beside_it(line: RelatedLine, gallery: Mapping[str, Screen]) -> None:
    line.show_related(gallery["related"])
    assert line.keys.text() == "Ctrl+E looks · Alt+L links"
    line.show_related(gallery["linked"])
    assert line.keys.text() == "Ctrl+E looks · Alt+L unlinks"
    assert line.keys.sizeHint().width() <= line.keys.width() + 1


def test_a_screen_reader_finds_it(line: RelatedLine, gallery: Mapping[str, Screen]) -> None:
    line.show_related(gallery["related"])
    assert line.calls.accessibleName() == "Related calls"
    assert line.calls.isReadOnly()


@pytest.mark.parametrize("theme_name", THEMES)
def test_neither_words_nor_keys_are_cut_at_the_least_size(
    make_window: Callable[..., Window], gallery: Mapping[str, Screen], theme_name: str
) -> None:
    window = make_window(theme_name)
    for name in ("related", "linked"):
        window.show_screen(gallery[name])
        line = window.page.related
        assert not line.calls.overflows, name
        assert line.caption.sizeHint().width() <= line.caption.width() + 1
        assert not line.calls.geometry().intersects(line.keys.geometry())
        assert not window.page.next.step.overflows
        assert not window.page.next.why.overflows


@pytest.mark.parametrize("key", ["Ctrl+E", "Alt+L"])
@pytest.mark.parametrize("typing", [False, True])
def test_its_keys_work_anywhere_even_while_initials_are_typed(
    make_window: Callable[..., Window], gallery: Mapping[str, Screen], qtbot: QtBot, key: str, typing: bool
) -> None:
    """D095; Ctrl+E is "end of line" in a field elsewhere."""
    window = make_window()
    window.show_screen(gallery["related"])
    if typing:
        window.top.initials.setFocus()
        QTest.keyClicks(window.top.initials, "j")
    pressed: list[str] = []
    window.key_pressed.connect(pressed.append)
    combination = QKeySequence(key)[0]  # type: ignore[index]  # the stubs lack it
    QTest.keyClick(window.focusWidget() or window, combination.key(), combination.keyboardModifiers())
    assert pressed == [key]

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.position.screen import KeyFace, Look
from app.ui.fitting import SCALES
from app.ui.key_button import SHAPES, KeyButton
from app.ui.key_panel import AGENCY_ROW
from app.ui.theme import THEMES, Letterings, Theme

F8 = KeyFace("F8", "Oshawa/Whitby/Scugog/Uxbridge Fire", "*23")


@pytest.fixture
def key(qtbot: QtBot, theme: Theme, letters: Letterings) -> KeyButton:
    key = KeyButton(None, theme, letters)
    qtbot.addWidget(key)
    key.resize(460, 40)
    return key


def face(look: Look, state: str = "") -> KeyFace:
    return KeyFace(F8.key, F8.label, F8.code, state, look)


def test_a_key_prints_its_f_key_label_code_and_state(key: KeyButton) -> None:
    key.show_face(face(Look.ACTIVE, "ring 3 of 6"))
    assert set(key.printed()) == {"F8", "●", F8.label, "*23", "ring 3 of 6"}


def test_every_look_but_idle_has_a_shape_of_its_own(key: KeyButton) -> None:
    shapes = [SHAPES[look] for look in Look if look is not Look.IDLE]
    assert all(shapes)
    assert len(set(shapes)) == len(shapes)
    for look in Look:
        key.show_face(face(look, "some state"))
        assert (SHAPES[look] in key.printed()) is bool(SHAPES[look])


def test_a_standing_remark_gives_way_to_a_state(key: KeyButton) -> None:
    key.show_face(KeyFace("F9", "Pickering Fire", "*26", note="confirm on site"))
    assert "confirm on site" in key.printed()
    key.show_face(KeyFace("F9", "Pickering Fire", "*26", "ring 1 of 6", Look.ACTIVE, "confirm on site"))
    assert "confirm on site" not in key.printed()
    assert "ring 1 of 6" in key.printed()


def test_a_refusal_stands_on_the_key_itself(key: KeyButton) -> None:
    key.show_face(face(Look.IDLE, "refused: Ambulance: ring 3 of 6; Esc gives it up"))
    assert "refused: Ambulance: ring 3 of 6; Esc gives it up" in key.printed()


def test_a_tall_key_breaks_a_long_state_into_lines(qtbot: QtBot, theme: Theme, letters: Letterings) -> None:
    key = KeyButton(None, theme, letters, stacked=True)
    qtbot.addWidget(key)
    key.resize(270, 58)
    state = "refused: no voice contact with Oshawa Fire yet; F12 again releases"
    key.show_face(KeyFace("F12", "RELEASE", "", state, Look.ATTENTION))
    lines = [line for line in key.printed() if line not in ("F12", "!", "RELEASE")]
    assert len(lines) == 2
    assert " ".join(lines) == state


def test_a_narrow_key_has_its_label_under_its_cap(qtbot: QtBot, theme: Theme, letters: Letterings) -> None:
    key = KeyButton(None, theme, letters, stacked=True)
    qtbot.addWidget(key)
    key.resize(150, 39)
    key.show_face(KeyFace("F3", "RING BACK", "*99"))
    assert key.printed() == ("F3", "RING BACK", "*99")


def test_words_that_no_lettering_holds_end_in_an_ellipsis_and_are_read_whole(key: KeyButton) -> None:
    words = "for a municipality with a name far longer than any in the whole of the province of Ontario"
    key.show_face(face(Look.MARKED, words))
    assert any(printed.endswith("…") for printed in key.printed())
    assert words in key.accessibleDescription()


def test_a_screen_reader_hears_key_label_and_state(key: KeyButton) -> None:
    key.show_face(face(Look.ATTENTION, "ANSWERED: voice contact?"))
    interface = QAccessible.queryAccessibleInterface(key)
    assert interface.text(QAccessible.Text.Name) == f"F8 {F8.label}"
    assert interface.text(QAccessible.Text.Description) == "ANSWERED: voice contact?, *23"
    assert interface.role() == QAccessible.Role.Button


def test_a_click_and_space_press_the_key(key: KeyButton, qtbot: QtBot) -> None:
    key.show_face(F8)
    key.show()
    with qtbot.waitSignal(key.key_pressed) as pressed:
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    assert pressed.args == ["F8"]
    with qtbot.waitSignal(key.key_pressed):
        QTest.keyClick(key, Qt.Key.Key_Space)


def test_a_click_does_not_take_the_keyboard(key: KeyButton, qtbot: QtBot) -> None:
    key.show()
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    assert not key.hasFocus()


def test_an_ampersand_in_a_label_makes_no_shortcut(key: KeyButton) -> None:
    key.show_face(KeyFace("F8", "Ajax &Brock Fire"))
    assert key.shortcut().isEmpty()


def ground(key: KeyButton) -> QColor:
    return key.grab().toImage().pixelColor(key.width() - 8, key.height() - 8)


def test_only_attention_blinks(key: KeyButton, theme: Theme) -> None:
    for look in Look:
        key.show_face(face(look))
        lit = ground(key)
        key.blink()
        assert ground(key) == lit, "a plate that has only just come stays lit for a whole second"
        key.blink()
        assert (ground(key) != lit) is (look is Look.ATTENTION)
        key.blink()
        assert ground(key) == lit


def test_a_plate_is_lit_at_once_whatever_blinked_before(key: KeyButton, theme: Theme) -> None:
    key.show_face(face(Look.ATTENTION))
    key.blink()
    key.blink()
    key.show_face(face(Look.IDLE))
    key.show_face(face(Look.ATTENTION))
    assert ground(key) == QColor(theme.act)


def test_a_key_that_may_not_blink_keeps_its_plate(key: KeyButton, theme: Theme) -> None:
    key.blinks = False
    key.show_face(face(Look.ATTENTION))
    key.blink()
    key.blink()
    assert ground(key) == QColor(theme.act)


@pytest.mark.parametrize("name", sorted(THEMES))
@pytest.mark.parametrize("look", list(Look))
def test_the_key_that_has_the_focus_is_seen_from_a_metre(
    qtbot: QtBot, letters: Letterings, name: str, look: Look
) -> None:
    """U19: a line of dots, a pixel wide, was all there was."""
    key = KeyButton(None, THEMES[name], letters)
    qtbot.addWidget(key)
    key.resize(460, 40)
    key.show_face(KeyFace("F8", "Oshawa Fire", "*23", look=look))
    key.show()
    before = key.grab().toImage()
    key.activateWindow()
    key.setFocus()
    qtbot.waitUntil(key.hasFocus)
    after = key.grab().toImage()
    column = key.width() // 2
    changed = [row for row in range(key.height()) if before.pixel(column, row) != after.pixel(column, row)]
    assert len(changed) >= 4, "two lines of two pixels"


@pytest.mark.parametrize("scale", [0.8, 0.9, 0.95, *SCALES])
@pytest.mark.parametrize("look", [Look.MARKED, Look.ACTIVE, Look.CONTACT, Look.FAILED, Look.DOWN])
def test_no_letter_touches_the_border_at_any_size_of_the_text(
    qtbot: QtBot, theme: Theme, scale: float, look: Look
) -> None:
    letters = Letterings(scale)
    key = KeyButton(None, theme, letters)
    qtbot.addWidget(key)
    key.resize(letters.px(460), letters.px(AGENCY_ROW))
    key.show_face(KeyFace("F10", "(Ajax/Brock) jgpq", "*23", "ring 3 of 6 (by call-taker) jgpq", look))
    picture = key.grab().toImage()
    wide, high = picture.width(), picture.height()
    thick = min(3, letters.px(3))
    beside_cap = range(letters.px(60), wide)  # the cap has a frame of its own
    sides = [(beside_cap, range(thick)), (range(wide), range(high - thick, high))]
    border = {picture.pixelColor(x, y).name() for columns, rows in sides for x in columns for y in rows}
    assert border <= {theme.accent, theme.act, theme.panel}

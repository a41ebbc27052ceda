"""The keys of the step, and what is typed in their place."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.call.procedure import Facts, Procedure, Step
from app.call.procedure_table import Known
from app.position.running import OPTION_KEYS, Running
from app.position.screen import Form, KeyFace, NextStep
from app.settings import Settings
from app.tables import load_procedures
from app.ui.option_row import MOST_KEPT
from app.ui.steps import NEXT_HEIGHT, NextPanel
from app.ui.theme import THEMES, Letterings, Theme, palette
from tests.app.position.conftest import START

FORM = Form("option 1 locked", "Evidence of emergency", ("evidence", "who said so"), draft="1 Evidence")
PLACE = Form("option 2 find", "Place", ("place",), draft="2 Place")
KEYS = (KeyFace(OPTION_KEYS[0], "Busy tone: hung up"), KeyFace(OPTION_KEYS[1], "No tone: off the hook"))
WORDS = Facts(
    values={
        "number": "(905) 326-1224",
        "class": "PUB",
        "meaning": "Public pay phone (Bell)",
        "municipality": "SCUGOG",
        "address": "1615 DUNDAS ST E",
    }
)
STEPS = [(rule, step) for rule in load_procedures(Settings(), Known())[0] for step in rule.steps.values() if step.text]


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, letters: Letterings) -> Iterator[NextPanel]:
    panel = NextPanel(None, theme, letters)
    qtbot.addWidget(panel)
    panel.resize(796, NEXT_HEIGHT)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    yield panel
    panel.close()


def fields(panel: NextPanel) -> list[QLineEdit]:
    assert panel.form is not None
    return [each for each in panel.form.findChildren(QLineEdit) if each.isVisible()]


def test_the_keys_of_the_step_stand_below_it_and_can_be_pressed(panel: NextPanel) -> None:
    panel.show_next(NextStep("What do you hear?", "Ring back: ..."))
    panel.show_options(KEYS, None)
    assert panel.options is not None
    pressed: list[str] = []
    panel.key_pressed.connect(pressed.append)
    for button in panel.options.buttons:
        assert panel.rect().contains(button.geometry().translated(panel.options.pos()))
        button.click()
    assert pressed == list(OPTION_KEYS[:2])
    assert panel.options.buttons[0].accessibleName() == "Alt+Z Busy tone: hung up"
    panel.show_options((), None)
    assert panel.options.buttons == []


@pytest.mark.parametrize(("rule", "step"), STEPS, ids=[f"{rule.id}-{step.id}" for rule, step in STEPS])
def test_every_step_of_the_shipped_rules_can_be_read_whole(panel: NextPanel, rule: Procedure, step: Step) -> None:
    """Read at a glance: no word of it is cut, nor has to be scrolled to, at 1280 px."""
    running = Running(1, rule, step, None, START)
    words = running.next_step(WORDS, None)
    panel.show_next(words)
    panel.show_options(running.faces(Facts(true=_all_conditions(step), values=WORDS.values)), None)
    assert not panel.step.overflows, words.text
    assert not panel.why.overflows, words.why
    for button in panel.options.buttons if panel.options is not None else ():
        assert button.face.label in button.printed(), f"cut: {button.printed()}"


def _all_conditions(step: Step) -> frozenset[str]:
    """Return facts under which as many options stand there as can."""
    said = {each for option in step.options for each in option.branch.conditions}
    return frozenset(each for each in said if not each.startswith("not "))


def test_what_is_to_be_typed_takes_the_place_of_the_keys_with_the_keyboard_in_it(panel: NextPanel) -> None:
    panel.show_options(KEYS, FORM)
    assert panel.options is not None
    assert panel.options.isHidden()
    first, second = fields(panel)
    assert first.hasFocus()
    assert (first.accessibleName(), second.objectName()) == ("Evidence of emergency: evidence", "who said so")


def test_enter_goes_to_the_next_empty_field_and_from_the_last_gives_them(panel: NextPanel) -> None:
    given: list[tuple[str, dict[str, str]]] = []
    panel.form_filled.connect(lambda form, values: given.append((form, values)))
    panel.show_options(KEYS, FORM)
    first, second = fields(panel)
    QTest.keyClicks(first, " shots heard ")
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus()
    assert given == []
    QTest.keyClicks(second, "caller")
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert given == [("option 1 locked", {"evidence": "shots heard", "who said so": "caller"})]


def test_a_form_that_is_refused_keeps_what_was_typed(panel: NextPanel) -> None:
    panel.show_options(KEYS, FORM)
    QTest.keyClicks(fields(panel)[0], "shots")
    panel.show_options(KEYS, FORM._replace(refused="who said so: expected some words, got none"))
    assert fields(panel)[0].text() == "shots"


def test_what_was_half_typed_stands_again_with_its_form(panel: NextPanel) -> None:
    panel.show_options(KEYS, FORM)
    QTest.keyClicks(fields(panel)[0], "shots")
    panel.show_options(KEYS, None)
    panel.show_options(KEYS, PLACE)
    QTest.keyClicks(fields(panel)[0], "a barn")
    panel.show_options(KEYS, FORM._replace(again=True))
    assert [each.text() for each in fields(panel)] == ["shots", ""]
    assert fields(panel)[1].hasFocus()
    panel.show_options(KEYS, None)
    panel.show_options(KEYS, PLACE._replace(again=True))
    assert [each.text() for each in fields(panel)] == ["a barn"]


def test_what_is_being_typed_goes_on_when_the_next_step_asks_for_the_same(panel: NextPanel) -> None:
    panel.show_options(KEYS, FORM)
    first, second = fields(panel)
    QTest.keyClicks(first, "shots")
    second.setFocus()
    panel.show_options(KEYS, FORM._replace(id="option 1 later", again=True))
    assert (first.text(), second.hasFocus()) == ("shots", True)
    given: list[str] = []
    panel.form_filled.connect(lambda form, _values: given.append(form))
    QTest.keyClicks(second, "her")
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert given == ["option 1 later"]


def test_another_option_of_the_same_step_has_its_own_fields(panel: NextPanel) -> None:
    panel.show_options(KEYS, FORM)
    QTest.keyClicks(fields(panel)[0], "shots")
    panel.show_options(KEYS, PLACE._replace(id=FORM.id))
    assert [(each.objectName(), each.text()) for each in fields(panel)] == [("place", "")]
    panel.show_options(KEYS, FORM._replace(again=True))
    assert [(each.objectName(), each.text()) for each in fields(panel)] == [("evidence", "shots"), ("who said so", "")]


def test_a_form_that_is_asked_for_anew_is_empty(panel: NextPanel) -> None:
    panel.show_options(KEYS, FORM)
    QTest.keyClicks(fields(panel)[0], "shots")
    panel.show_options(KEYS, None)
    panel.show_options(KEYS, FORM)
    assert [each.text() for each in fields(panel)] == ["", ""]
    panel.show_options(KEYS, None)
    panel.show_options(KEYS, FORM._replace(again=True))
    assert [each.text() for each in fields(panel)] == ["", ""]


def test_a_form_that_stands_again_takes_no_letters_from_another_field(panel: NextPanel) -> None:
    panel.show_options(KEYS, FORM)
    panel.show_options(KEYS, None)
    initials = QLineEdit(panel)
    initials.show()
    initials.setFocus()
    panel.show_options(KEYS, FORM._replace(again=True))
    assert initials.hasFocus()
    panel.show_options(KEYS, None)
    panel.show_options(KEYS, FORM)  # by her own key
    assert fields(panel)[0].hasFocus()


def test_no_more_forms_are_kept_than_procedures_are_open(panel: NextPanel) -> None:
    for number in range(MOST_KEPT + 2):
        panel.show_options(KEYS, Form(f"option {number} x", "Place", ("place",), draft=f"{number} Place"))
        QTest.keyClicks(fields(panel)[0], "a barn")
    for number, words in ((0, ""), (MOST_KEPT, "a barn")):
        panel.show_options(KEYS, PLACE._replace(draft=f"{number} Place", again=True))
        assert fields(panel)[0].text() == words


def test_another_form_begins_empty_and_none_brings_the_keys_back(panel: NextPanel) -> None:
    panel.show_options(KEYS, FORM)
    QTest.keyClicks(fields(panel)[0], "shots")
    panel.show_options(KEYS, Form("option 2 find", "Place", ("place",)))
    assert [each.text() for each in fields(panel)] == [""]
    panel.show_options(KEYS, None)
    assert panel.options is not None
    assert not panel.options.isHidden()
    assert fields(panel) == []


def test_the_time_left_stands_beside_the_page(panel: NextPanel) -> None:
    from datetime import timedelta

    panel.show_next(NextStep("Listen.", "Ring back", "manual p. 21", until=START + timedelta(seconds=6)))
    panel.show_left(START + timedelta(seconds=0.4))
    assert panel.page.text() == "6 s left · manual p. 21"
    panel.show_left(START + timedelta(seconds=9))
    assert panel.page.text() == "0 s left · manual p. 21"


@pytest.mark.parametrize("urgent", [False, True])
@pytest.mark.parametrize("name", sorted(THEMES))
def test_the_field_that_is_typed_in_is_seen_on_every_plate(
    qtbot: QtBot, letters: Letterings, name: str, urgent: bool
) -> None:
    """U19: in high contrast it had a line of pale blue on yellow, and the other field one of black."""
    panel = NextPanel(None, THEMES[name], letters)
    panel.setPalette(palette(THEMES[name]))
    qtbot.addWidget(panel)
    panel.resize(796, NEXT_HEIGHT)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.show_next(NextStep("Locked", "busy", urgent=urgent))
    panel.show_options((), FORM)
    ink = QColor(THEMES[name].on_act if urgent else THEMES[name].text)
    thick = []
    for field in fields(panel):
        picture = field.grab().toImage()
        column = [picture.pixelColor(picture.width() * 3 // 4, row) for row in range(picture.height())]
        thick.append(sum(each == ink for each in column))
    assert thick == [4, 2], "above and below"

from collections.abc import Mapping

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.position.screen import CallRow, Look, Pane, Screen
from app.ui.steps import (
    NEXT_HEIGHT,
    STRIP_HEIGHT,
    TASKS_HEIGHT,
    NextPanel,
    PaneCaption,
    Strip,
    TaskPanel,
    waiting_face,
)
from app.ui.theme import Letterings, Theme


def test_the_next_step_stands_with_its_reason_and_page(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    panel = NextPanel(None, theme, letters)
    qtbot.addWidget(panel)
    panel.resize(796, NEXT_HEIGHT)
    for name in ("caller", "ringing", "answered", "release-warned", "failed"):
        step = gallery[name].next_step
        panel.show_next(step)
        assert panel.step.toPlainText() == step.text
        assert not panel.step.overflows
        assert panel.why.text() == step.why
        assert panel.page.text() == step.page
        assert panel.caption.text() == ("! NOW" if step.urgent else "NEXT")
        assert (panel.grab().toImage().pixelColor(790, 5) == QColor(theme.act)) is step.urgent


def strip(qtbot: QtBot, theme: Theme, letters: Letterings) -> Strip:
    made = Strip(None, theme, letters)
    qtbot.addWidget(made)
    made.resize(796, STRIP_HEIGHT)
    made.show()
    return made


def test_the_live_call_stays_in_sight_while_another_is_looked_at(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    made = strip(qtbot, theme, letters)
    made.show_strip(gallery["ringing"])
    assert made.line.toPlainText() == "two parties on line: caller, Oshawa Fire ringing"
    made.show_strip(gallery["past"])
    back = made.back
    assert back is not None
    assert back.isVisible()
    assert not made.line.isVisible()
    assert "two parties on line: caller, Oshawa Fire ringing" in back.printed()
    with qtbot.waitSignal(made.key_pressed) as pressed:
        back.click()
    assert pressed.args == ["Ctrl+T"]
    made.show_strip(gallery["ringing"])
    assert not back.isVisible()
    assert made.line.isVisible()


THREE = "three parties on line: caller, Oshawa Fire, Ambulance ringing"


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.2, 1.5, 2.0])
def test_two_lines_of_parties_and_two_tasks_stand_there_without_a_scroll_bar(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, scale: float
) -> None:
    """Beside a caller who waits, in a window of 1280 px at that size of text."""
    letters = Letterings(scale)
    made, tasks = Strip(None, theme, letters), TaskPanel(None, theme, letters)
    for part, height in ((made, STRIP_HEIGHT), (tasks, TASKS_HEIGHT)):
        qtbot.addWidget(part)
        part.resize(letters.px(804), letters.px(height))
        part.show()
    for passage in (made.line, tasks.tasks):
        passage.finish()
    made.show_strip(gallery["waiting"]._replace(line=THREE))
    tasks.show_tasks(("17:49:47 Ambulance does not have call 1 yet", "17:50:10 Ajax Fire does not have call 2 yet"))
    assert made.line.document().lineCount() == 2
    for part, passage in ((made, made.line), (tasks, tasks.tasks)):
        assert not passage.verticalScrollBar().isVisible()
        assert passage.geometry().top() > 0, "the edge that high contrast draws"
        assert passage.geometry().bottom() < part.height() - 1


def test_while_nobody_waits_who_is_on_the_line_has_the_room(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    made = strip(qtbot, theme, letters)
    made.line.finish()
    made.show_strip(gallery["ringing"]._replace(line=THREE))
    assert made.line.document().lineCount() == 1
    assert not made.line.geometry().intersects(made.waiting_caption.geometry())
    assert made.nobody.sizeHint().width() <= made.nobody.width()
    made.show_strip(gallery["waiting"]._replace(line=THREE))
    assert made.waiting is not None
    assert not made.line.geometry().intersects(made.waiting.geometry())
    made.show_strip(gallery["ringing"]._replace(line=THREE))
    assert made.line.document().lineCount() == 1


def test_a_waiting_caller_is_one_key_away(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    made = strip(qtbot, theme, letters)
    made.show_strip(gallery["ringing"])
    assert made.nobody.isVisible()
    made.show_strip(gallery["waiting"])
    assert made.waiting is not None
    assert not made.nobody.isVisible()
    printed = " ".join(made.waiting.printed())
    assert "(905) 555-0188" in printed
    assert "TOWER 1171 HWY 12, SCUGOG" in printed
    with qtbot.waitSignal(made.key_pressed) as pressed:
        made.waiting.click()
    assert pressed.args == ["Ctrl+W"]
    made.show_strip(gallery["ringing"])
    assert made.nobody.isVisible()
    assert not made.waiting.isVisible()


def test_of_several_the_one_who_waited_longest_is_named() -> None:
    newest = CallRow(3, "13:02:00", "(905) 555-0003", "RES", "THERE", "", "WAITING")
    oldest = CallRow(2, "13:01:00", "(905) 555-0002", "CEL", "HERE", "", "WAITING")
    face = waiting_face((newest, oldest))
    assert face.label == "WAITS: (905) 555-0002 CEL"
    assert face.code == "+1 more"
    assert face.state == "since 13:01:00, HERE"
    assert face.look is Look.ATTENTION


def test_tasks_stay_listed_and_none_is_cut_through(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    panel = TaskPanel(None, theme, letters)
    qtbot.addWidget(panel)
    panel.resize(796, TASKS_HEIGHT)
    panel.show()
    panel.show_tasks(())
    assert panel.tasks.toPlainText() == "no open tasks"
    tasks = gallery["by-hand"].tasks
    panel.show_tasks(tasks)
    assert panel.tasks.toPlainText().splitlines() == [f"☐ {task}" for task in tasks]
    assert panel.tasks.height() // panel.letters.words(16).line == 2
    assert panel.tasks.height() % panel.letters.words(16).line <= 1


def test_of_more_tasks_than_are_seen_at_once_it_is_said_how_many_there_are(
    qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    panel = TaskPanel(None, theme, letters)
    qtbot.addWidget(panel)
    panel.resize(796, TASKS_HEIGHT)
    panel.show_tasks(("one", "two"))
    assert panel.count.text() == ""
    panel.show_tasks(("one", "two", "three"))
    assert panel.count.text() == "3 in all"
    panel.ensurePolished()
    assert panel.count.sizeHint().width() <= panel.count.width()
    panel.show_tasks(("one", "two", "and 22 more, after these"), 24)
    assert panel.count.text() == "24 in all"
    panel.show_tasks(())
    assert panel.count.text() == ""


def test_the_keys_of_the_window_itself_are_printed(qtbot: QtBot, theme: Theme, letters: Letterings) -> None:
    caption = PaneCaption(None, theme, letters)
    qtbot.addWidget(caption)
    caption.resize(796, 22)
    caption.show()
    for key in ("F1", "Ctrl+L", "Ctrl+D", "Ctrl+G", "Ctrl+R", "Ctrl+I", "Ctrl +/−"):
        assert key in caption.keys.text()
    assert caption.keys.sizeHint().width() <= caption.keys.width() + 1, "cut at 1280 px"


def test_the_caption_of_the_manual_names_its_keys_and_the_tasks_it_covers(
    qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    caption = PaneCaption(None, theme, letters)
    qtbot.addWidget(caption)
    caption.resize(796, 22)
    caption.show()
    caption.show_pane(Pane.HELP, 2)
    assert caption.caption.text() == "HELP · 2 TASKS"
    assert caption.caption.sizeHint().width() <= caption.caption.width()
    assert caption.keys.sizeHint().width() <= caption.keys.width() + 1, "cut at 1280 px"
    assert not caption.caption.geometry().intersects(caption.keys.geometry())
    caption.show_pane(Pane.HELP, 1)
    assert caption.caption.text() == "HELP · 1 TASK"
    caption.show_pane(Pane.TODAY)
    assert caption.caption.text() == "TODAY"


@pytest.mark.parametrize("pane", Pane)
def test_the_heading_of_each_pane_and_its_keys_are_whole(
    qtbot: QtBot, theme: Theme, letters: Letterings, pane: Pane
) -> None:
    caption = PaneCaption(None, theme, letters)
    qtbot.addWidget(caption)
    caption.resize(796, 22)
    caption.show()
    caption.show_pane(pane)
    for words in (caption.caption, caption.keys):
        assert words.sizeHint().width() <= words.width() + 1, f"cut at 1280 px: {words.text()}"


def test_who_is_on_the_line_is_read_whole_on_two_lines(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    strip = Strip(None, theme, letters)
    qtbot.addWidget(strip)
    strip.resize(807, STRIP_HEIGHT)
    strip.show()
    strip.line.finish()
    strip.show_strip(gallery["caller"]._replace(line="two parties on line: caller, Clarington Fire answered"))
    assert not strip.line.overflows


def test_two_lines_of_tasks_are_read_whole_and_need_no_scroll_bar(
    qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    panel = TaskPanel(None, theme, letters)
    qtbot.addWidget(panel)
    panel.resize(807, TASKS_HEIGHT)
    panel.show()
    panel.tasks.finish()
    panel.show_tasks(("13:28:12 Ambulance (busy) does not have call 3, (905) 555-0142, 1615 DUNDAS ST E, WHITBY yet",))
    assert not panel.tasks.overflows
    panel.show_tasks(("one", "two"))
    assert not panel.tasks.overflows
    panel.show_tasks(("one", "two", "three"))
    assert panel.tasks.overflows

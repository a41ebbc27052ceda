from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.journal.file import SQLITE_WORDS
from app.position.listener import OUR_FAULT
from app.position.screen import Edge, Health, Screen
from app.ui.edges import EDGE_HEIGHT, BottomEdge, LinkStatement, Statement, TopEdge, refusals, together
from app.ui.running_times import clock_text
from app.ui.theme import Letterings, Theme


@pytest.fixture
def top(qtbot: QtBot, theme: Theme, letters: Letterings) -> TopEdge:
    top = TopEdge(None, theme, letters)
    qtbot.addWidget(top)
    top.resize(1268, EDGE_HEIGHT)
    top.show()
    top.feed.words.finish()
    top.activateWindow()
    qtbot.waitUntil(top.isActiveWindow)
    return top


def test_every_health_has_its_shape_and_a_fault_its_plate(qtbot: QtBot, theme: Theme, letters: Letterings) -> None:
    statement = Statement(None, theme, letters, "Feed")
    qtbot.addWidget(statement)
    statement.resize(420, EDGE_HEIGHT)
    shapes = set()
    for health in Health:
        statement.show_edge(Edge("the words", health))
        shapes.add(statement.shape.text())
        assert statement.words.toPlainText() == "the words"
        loud = statement.grab().toImage().pixelColor(410, 5) == QColor(theme.act)
        assert loud is (health is Health.FAULT)
    assert len(shapes) == len(Health)


def test_a_fault_of_the_feed_stands_whole_with_the_time_of_its_last_byte(
    top: TopEdge, gallery: Mapping[str, Screen], now: list[datetime]
) -> None:
    screen = gallery["lost"]
    top.show_edge(screen, now[0])
    assert top.feed.words.toPlainText() == f"{screen.feed.text}, last byte 12:34 ago"
    assert not top.feed.words.overflows
    silent = "FEED SILENT, data may not come: no byte came from /dev/ttyUSB0 for 90 s"
    top.show_edge(screen._replace(feed=Edge(silent, Health.FAULT)), now[0])
    assert not top.feed.words.overflows


def test_running_times_run_without_a_new_screen(
    top: TopEdge, gallery: Mapping[str, Screen], now: list[datetime]
) -> None:
    screen = gallery["caller"]
    top.show_edge(screen, now[0])
    later = now[0] + timedelta(seconds=5)
    top.show_running_times(screen, later)
    assert top.feed.words.toPlainText().endswith("last byte 6 s ago")
    assert top.clock.text() == clock_text(later)


def test_marks_stand_in_words_on_a_plate(
    top: TopEdge, gallery: Mapping[str, Screen], theme: Theme, now: list[datetime]
) -> None:
    top.show_edge(gallery["caller"], now[0])
    assert top.marks.width() == 0
    top.show_edge(gallery["emulated"], now[0])
    assert top.marks.text() == "EMULATED FEED · VIRTUAL TELEPHONE"
    assert not top.marks.overflows
    for replayed in ("REPLAYED EMULATED FEED", "REPLAYED RECORDING"):  # from a recording made with --record
        top.show_edge(gallery["emulated"]._replace(marks=(replayed, "VIRTUAL TELEPHONE")), now[0])
        assert not top.marks.overflows
    top.show_edge(gallery["emulated"], now[0])
    place = top.marks.geometry()
    assert top.grab().toImage().pixelColor(place.left() + 1, place.top() + 1) == QColor(theme.text)
    assert not place.intersects(top.clock.geometry())


def test_initials_are_asked_for_until_they_are_given(
    top: TopEdge, gallery: Mapping[str, Screen], theme: Theme, now: list[datetime]
) -> None:
    top.show_edge(gallery["no-call"], now[0])
    beside = top.initials.geometry().topLeft()
    assert top.initials_caption.text() == "INITIALS?"
    assert top.grab().toImage().pixelColor(beside.x() - 1, beside.y() + 5) == QColor(theme.act)
    top.show_edge(gallery["caller"], now[0])
    assert top.initials_caption.text() == "INITIALS"
    assert top.initials.text() == "KM"
    assert top.grab().toImage().pixelColor(beside.x() - 1, beside.y() + 5) == QColor(theme.line)


def test_enter_gives_initials_once_in_capitals(top: TopEdge, qtbot: QtBot) -> None:
    given: list[str] = []
    top.initials.given.connect(given.append)
    top.initials.setFocus()
    QTest.keyClicks(top.initials, " jd ")
    QTest.keyClick(top.initials, Qt.Key.Key_Return)
    assert given == ["JD"]
    assert not top.initials.hasFocus()
    assert top.initials.text() == "JD"


def test_leaving_the_field_gives_initials_too(top: TopEdge, qtbot: QtBot) -> None:
    given: list[str] = []
    top.initials.given.connect(given.append)
    top.initials.setFocus()
    QTest.keyClicks(top.initials, "mo")
    top.clock.setFocus()
    assert given == ["MO"]


def test_initials_left_empty_go_back_to_who_sat_here(
    top: TopEdge, gallery: Mapping[str, Screen], qtbot: QtBot, now: list[datetime]
) -> None:
    top.show_edge(gallery["caller"], now[0])
    with qtbot.assertNotEmitted(top.initials.given):
        top.initials.setFocus()
        top.initials.clear()
        QTest.keyClick(top.initials, Qt.Key.Key_Return)
    assert top.initials.text() == "KM"


def test_a_screen_does_not_overwrite_initials_being_typed(
    top: TopEdge, gallery: Mapping[str, Screen], qtbot: QtBot, now: list[datetime]
) -> None:
    top.initials.setFocus()
    QTest.keyClicks(top.initials, "J")
    top.show_edge(gallery["caller"], now[0])
    assert top.initials.text() == "J"


def test_without_a_position_every_spill_is_this_ones(
    top: TopEdge, gallery: Mapping[str, Screen], now: list[datetime]
) -> None:
    top.show_edge(gallery["caller"]._replace(position=""), now[0])
    assert top.position.text() == "any"


def test_the_lower_edge_says_journal_telephone_and_notices(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    bottom = BottomEdge(None, theme, letters)
    qtbot.addWidget(bottom)
    bottom.resize(1268, EDGE_HEIGHT)
    bottom.show()
    for statement in (bottom.journal, bottom.phone, bottom.notices):
        statement.words.finish()
    screen = gallery["lost"]
    bottom.show_edge(screen)
    for statement, edge in ((bottom.journal, screen.journal), (bottom.phone, screen.phone)):
        assert statement.words.toPlainText() == edge.text
        assert not statement.words.overflows
    assert "GARBLED" in bottom.notices.words.toPlainText()


def test_a_refusal_too_long_for_its_key_stands_whole_on_the_edge(gallery: Mapping[str, Screen]) -> None:
    words = [edge.text for edge in refusals(gallery["release-warned"])]
    assert words == ["F12 refused: F12 again releases; no voice contact with Oshawa Fire yet"]
    assert refusals(gallery["ringing"]) == []


@pytest.mark.parametrize("why", sorted({*SQLITE_WORDS.values(), OUR_FAULT}))
def test_why_the_journal_cannot_be_written_is_in_sight(
    qtbot: QtBot, theme: Theme, letters: Letterings, gallery: Mapping[str, Screen], why: str
) -> None:
    """Screen rule 6: the whole sentence, without a scroll bar."""
    bottom = BottomEdge(None, theme, letters)
    qtbot.addWidget(bottom)
    bottom.resize(1268, EDGE_HEIGHT)
    bottom.show()
    bottom.journal.words.finish()
    bottom.show_edge(gallery["lost"]._replace(journal=Edge(f"NOT LOGGED, tell the supervisor: {why}", Health.FAULT)))
    assert not bottom.journal.words.overflows


def test_an_underscore_in_the_name_of_a_link_is_seen(qtbot: QtBot, theme: Theme, letters: Letterings) -> None:
    link = LinkStatement(None, theme, letters, "Main feed")
    qtbot.addWidget(link)
    link.resize(500, EDGE_HEIGHT // 2)
    link.show()
    pictures = []
    for name in ("A____B", "A    B"):
        link.show_edge(Edge(f"MAIN {name}: up"))
        pictures.append(link.grab().toImage())
    below = [picture.copy(80, 17, 40, 3) for picture in pictures]
    assert below[0] != below[1]


def test_notices_are_one_statement_as_loud_as_the_loudest() -> None:
    assert together(()).health is Health.WELL
    both = together((Edge("newest", Health.NOTICE), Edge("older", Health.FAULT)))
    assert both == Edge("newest · older", Health.FAULT)


@pytest.mark.parametrize(
    ("main", "second"),
    [
        (Edge("MAIN /dev/ttyUSB0: up"), Edge("SECOND socket://10.1.2.3:10001: up")),
        (Edge("MAIN /dev/ttyUSB0: up"), Edge("SECOND LOST socket://10.1.2.3:10001", Health.FAULT)),
        (
            Edge("MAIN SILENT, data may not come", Health.FAULT),
            Edge("SECOND LOST, ask callers for number and place", Health.FAULT),
        ),
        (
            Edge("MAIN serial:…T_A50285BI-if00-port0: opening", Health.NOTICE),
            Edge("SECOND LOST serial:…T_A50285BJ-if00-port1", Health.FAULT),
        ),
        (Edge("MAIN BRINGS NO SPILLS", Health.FAULT), Edge("SECOND up, missed a spill", Health.NOTICE)),
    ],
)
def test_two_links_stand_one_above_the_other_each_whole_with_its_last_byte(
    top: TopEdge, gallery: Mapping[str, Screen], theme: Theme, now: list[datetime], main: Edge, second: Edge
) -> None:
    """The loss of one is unmistakable, in words and on a plate, and takes nothing from the other's line."""
    before = top.feed.geometry()
    screen = gallery["caller"]._replace(feed=main, second_feed=second, second_byte_at=now[0] - timedelta(seconds=754))
    top.show_edge(screen, now[0])
    assert top.links is not None
    assert top.feed.isHidden()
    for link, edge, ago in zip(top.links, (main, second), ("1 s", "12:34"), strict=True):
        assert link.words.text() == f"{edge.text}, last byte {ago} ago"
        assert not link.words.overflows
        assert link.shape.text() in "●▲!"
        assert before.united(link.geometry()).height() == before.height()
        assert link.geometry().right() < top.position_caption.geometry().left()
        loud = link.grab().toImage().pixelColor(link.width() - 2, 2) == QColor(theme.act)
        assert loud is (edge.health is Health.FAULT)
    assert not top.links[0].geometry().intersects(top.links[1].geometry())
    assert [link.words.accessibleName() for link in top.links] == ["Main feed", "Second feed"]


def test_two_emulated_links_have_room_beside_the_marks(
    top: TopEdge, gallery: Mapping[str, Screen], now: list[datetime]
) -> None:
    main, second = Edge("MAIN emulated:default: up"), Edge("SECOND emulated:default: up")
    top.show_edge(gallery["emulated"]._replace(feed=main, second_feed=second, second_byte_at=now[0]), now[0])
    assert top.links is not None
    for link in top.links:
        assert not link.words.overflows
        assert not link.geometry().intersects(top.position_caption.geometry())
    assert not top.marks.geometry().intersects(top.clock.geometry())


def test_with_one_feed_there_is_one_statement(top: TopEdge, gallery: Mapping[str, Screen], now: list[datetime]) -> None:
    top.show_edge(gallery["caller"], now[0])
    assert top.links is None

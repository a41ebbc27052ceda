"""Which text scale a window has, and how large its page is."""

import pytest
from PySide6.QtCore import QSize

from app.ui.edges import EDGE_HEIGHT
from app.ui.fitting import EDGE_GAP, LEAST_SCALE, SCALES, page_size, room_between_edges, text_scale
from app.ui.page import LEAST_HEIGHT, LEAST_WIDTH
from app.ui.theme import PLAIN, Letterings

LEAST = QSize(LEAST_WIDTH, LEAST_HEIGHT + 2 * (EDGE_HEIGHT + EDGE_GAP))


def test_where_there_is_room_the_text_is_as_asked() -> None:
    assert text_scale(1.0, LEAST) == 1.0
    assert text_scale(0.9, LEAST) == 0.9
    assert [text_scale(scale, LEAST * 2.1) for scale in SCALES] == list(SCALES)


@pytest.mark.parametrize("short", [QSize(0, 1), QSize(1, 0)])
def test_a_page_that_does_not_fit_has_smaller_letters_before_it_scrolls(short: QSize) -> None:
    assert text_scale(1.0, LEAST - short) == 0.95
    assert text_scale(1.0, LEAST * 0.81) == 0.8
    assert text_scale(0.9, LEAST * 0.81) == 0.8, "what was asked for is never exceeded"


def test_letters_are_never_so_large_that_a_key_or_the_caller_is_out_of_sight() -> None:
    """U19: at 2.0 in 1920x1080 the agency keys were scrolled away, and at 1.5 the list of today."""
    for window in (QSize(1268, 788), QSize(1354, 756), QSize(1908, 1068), QSize(2548, 1428), QSize(3828, 2148)):
        for asked in SCALES:
            scale = text_scale(asked, window)
            room = room_between_edges(scale, window)
            assert (LEAST_WIDTH * scale <= room.width(), LEAST_HEIGHT * scale <= room.height()) == (True, True)
    assert text_scale(2.0, QSize(1908, 1068)) == 1.35
    assert text_scale(2.0, QSize(3828, 2148)) == 2.0


def test_two_lines_of_the_smallest_letters_fit_their_place_at_every_scale_there_is(qtbot: object) -> None:
    """At 0.83 and 0.87 the second line of tasks and of who is on the line was scrolled to."""
    for asked in range(80, 201):
        letters = Letterings(text_scale(asked / 100, LEAST * 2.1))
        for lettering in (letters.words(PLAIN), letters.words(PLAIN, condensed=True), letters.data(PLAIN)):
            assert 2 * lettering.line + 1 <= letters.px(EDGE_HEIGHT) - 2, asked


def test_in_a_window_too_small_for_any_the_letters_are_the_least_and_the_page_scrolls() -> None:
    assert text_scale(1.0, LEAST * 0.7) == LEAST_SCALE


def test_one_scroll_bar_does_not_call_for_the_other() -> None:
    room = QSize(1300, 700)
    assert page_size(QSize(1200, 690), room, 14) == room
    assert page_size(QSize(1200, 800), room, 14) == QSize(1286, 800)
    assert page_size(QSize(1400, 600), room, 14) == QSize(1400, 686)
    assert page_size(QSize(1290, 800), room, 14) == QSize(1290, 800), "both are needed"
    assert page_size(QSize(1400, 690), room, 14) == QSize(1400, 690)

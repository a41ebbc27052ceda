"""Which text scale a window has, and how large its page is."""

import pytest
from PySide6.QtCore import QSize

from app.ui.fitting import SCALES, edge_scale, page_scale, page_size
from app.ui.page import LEAST_HEIGHT, LEAST_WIDTH

LEAST = QSize(LEAST_WIDTH, LEAST_HEIGHT)


def test_where_there_is_room_the_text_is_as_asked() -> None:
    assert page_scale(1.0, LEAST) == 1.0
    assert page_scale(0.87, LEAST) == 0.87
    assert edge_scale(1.0, LEAST_WIDTH) == 1.0


@pytest.mark.parametrize("short", [QSize(0, 1), QSize(1, 0)])
def test_a_page_that_does_not_fit_has_smaller_letters_before_it_scrolls(short: QSize) -> None:
    assert page_scale(1.0, LEAST - short) == 0.95
    assert page_scale(1.0, LEAST * 0.81) == 0.8
    assert page_scale(0.9, LEAST * 0.81) == 0.8, "what was asked for is never exceeded"


def test_in_a_window_too_small_for_any_the_page_is_as_asked_and_scrolls() -> None:
    assert page_scale(1.0, LEAST * 0.7) == 1.0


def test_larger_text_is_given_as_asked_whether_it_fits_or_not() -> None:
    """U19: somebody who reads with difficulty scrolls."""
    assert [page_scale(scale, LEAST) for scale in SCALES] == list(SCALES)


def test_the_edges_never_scroll() -> None:
    for width in range(1000, 2600, 100):
        for asked in SCALES:
            assert edge_scale(asked, width) * LEAST_WIDTH <= width or edge_scale(asked, width) == 0.8


def test_one_scroll_bar_does_not_call_for_the_other() -> None:
    room = QSize(1300, 700)
    assert page_size(QSize(1200, 690), room, 14) == room
    assert page_size(QSize(1200, 800), room, 14) == QSize(1286, 800)
    assert page_size(QSize(1400, 600), room, 14) == QSize(1400, 686)
    assert page_size(QSize(1290, 800), room, 14) == QSize(1290, 800), "both are needed"
    assert page_size(QSize(1400, 690), room, 14) == QSize(1400, 690)

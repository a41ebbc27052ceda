import pytest
from PySide6.QtGui import QFontMetricsF, QPalette

from app.ui.theme import FIGURE, PLAIN, THEMES, Letterings, Theme, palette

AAA = 7.0  # WCAG 2.2, 1.4.6
NOT_TEXT = 3.0  # WCAG 2.2, 1.4.11: borders and shapes


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_every_text_stands_out_by_seven_to_one(theme: Theme) -> None:
    for ink, ground in (
        (theme.text, theme.panel),
        (theme.quiet, theme.panel),
        (theme.on_accent, theme.accent),
        (theme.on_act, theme.act),
        (theme.text, theme.button),
        (theme.field, theme.text),  # the inverted plates: heading of a past call, NOT DECODED, marks
    ):
        assert contrast(ink, ground) >= AAA, (theme.name, ink, ground)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_borders_and_stripes_can_be_told_from_their_ground(theme: Theme) -> None:
    for mark in (theme.accent, theme.act):
        assert contrast(mark, theme.panel) >= NOT_TEXT
    assert contrast(theme.stripe, theme.field) >= NOT_TEXT


def test_a_plate_has_its_own_ground_and_ink(qapp: object) -> None:
    theme = THEMES["dark"]
    plate = palette(theme, theme.act, theme.on_act)
    assert plate.color(QPalette.ColorRole.Base).name() == theme.act
    assert plate.color(QPalette.ColorRole.Text).name() == theme.on_act


def test_letterings_grow_with_the_text_scale_and_are_never_below_the_smallest(qapp: object) -> None:
    for scale in (1.0, 1.5):
        sizes = [each.pixels for each in Letterings(scale).data_down_from(FIGURE)]
        assert sizes[0] == round(FIGURE * scale)
        assert sizes == sorted(sizes, reverse=True)
        assert sizes[-1] == round(PLAIN * scale)


def test_the_width_of_a_fixed_width_text_is_what_qt_measures(letters: Letterings) -> None:
    for size in (FIGURE, PLAIN):
        lettering = letters.data(size)
        for text in ("(905) 326-1224", "iiiiWWWW", "MÉTRO ◆", ""):
            assert 0 <= lettering.width(text) - lettering.measure.horizontalAdvance(text) <= 1


def test_a_text_too_wide_by_a_fraction_of_a_pixel_is_not_held_on_one_line(letters: Letterings) -> None:
    """It would wrap, and its second line be out of sight."""
    lettering = letters.words(PLAIN)
    text = "two parties on line: caller, Oshawa Fire"
    exact = QFontMetricsF(lettering.font).horizontalAdvance(text)
    assert int(exact) == lettering.width(text) < exact, "the measure in whole pixels is too small"
    assert not lettering.holds(text, lettering.width(text), lettering.line)
    assert lettering.holds(text, lettering.width(text) + 1, lettering.line)


def test_a_lettering_holds_what_wraps_into_the_place_and_nothing_more(letters: Letterings) -> None:
    lettering = letters.data(PLAIN)
    width, text = lettering.width("0" * 20), "TWELVE LETTERS AND SO ON TO THE END"
    assert not lettering.holds(text, width, lettering.line)
    assert lettering.holds(text, width, 2 * lettering.line)
    assert not lettering.holds("0" * 25, width, 2 * lettering.line), "a word longer than a line"
    assert not lettering.holds("ONE\nTWO", width, lettering.line)
    assert lettering.holds("ONE\nTWO", width, 2 * lettering.line)


def test_measured_widths_are_kept_in_bounds(letters: Letterings) -> None:
    lettering = letters.words(PLAIN)
    for number in range(2_000):
        lettering.width(f"words {number}")
    assert len(lettering._widths) <= 256

"""Colours and lettering: a calm grey field, one accent for "where you are", one strong colour for "act now".

Colour never speaks alone: every place that uses `accent` or `act` also has a word or a shape. Text on its ground has a
contrast of 7:1 or more (WCAG 2.2 AAA); a test computes it for every theme.

No font file is bundled. The lettering is the system's DejaVu family (Debian's fonts-dejavu-core, there with every
desktop): Sans Mono for what a spill said, since its 0/O, 1/l/I and 5/S are apart and its digits stand in columns, and
Sans for the console's own words. It stands first, so that every site sees what was looked at here; the families after
it are for systems that lack it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPalette

DATA_FAMILIES = ["DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono", "Consolas", "Menlo"]
WORDS_FAMILIES = ["DejaVu Sans", "Noto Sans", "Liberation Sans", "Verdana"]

# Pixels at 96 dpi and text scale 1. Order of size is order of need (screen.md rule 1).
FIGURE = 40  # number and address
MAIN = 26  # name, locality, class
STEP = 22  # what to do next
STRONG = 18  # headings and keys
PLAIN = 16  # nothing is smaller than this

_WIDTHS_KEPT = 256  # widths of words measured before; the console's own words are far fewer
# Qt.TextFlag.TextWordWrap as a number: whoever names `Qt` has Python build every enumeration of Qt's, which takes as
# long as making this whole window. Nothing on the way to the first paint does, nor sets a pen or fills with a colour.
_WORD_WRAP = 0x1000
_SEMI_CONDENSED = 87  # QFont.Stretch.SemiCondensed
_EVERY_LETTER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 ()-#◆▲▶●✓✕"
_ENOUGH = 100_000  # px; taller than any text that is measured


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours. `quiet` is for captions and places that are empty; `line` for borders, never for text."""

    name: str
    field: str
    panel: str
    text: str
    quiet: str
    line: str
    button: str  # what Qt draws by itself: buttons, the handle of a scroll bar
    accent: str
    on_accent: str
    act: str
    on_act: str
    stripe: str  # the second colour of the pattern at the edge; the first is `field`


THEMES = {
    each.name: each
    for each in (
        Theme(
            name="dark",
            field="#17191c",
            panel="#22262a",
            text="#f3f3f0",
            quiet="#b9bfc5",
            line="#596068",
            button="#3a4148",
            accent="#8cc8ff",
            on_accent="#06121d",
            act="#ffb224",
            on_act="#1c1200",
            stripe="#9aa0a6",
        ),
        Theme(
            name="light",
            field="#d3d6d9",
            panel="#f0f1f2",
            text="#101214",
            quiet="#41474d",
            line="#858c93",
            button="#f0f1f2",
            accent="#00437f",
            on_accent="#ffffff",
            act="#8f2600",
            on_act="#ffffff",
            stripe="#5d646b",
        ),
        Theme(
            name="high-contrast",
            field="#000000",
            panel="#000000",
            text="#ffffff",
            quiet="#e6e6e6",
            line="#ffffff",
            button="#484848",
            accent="#4de1ff",
            on_accent="#000000",
            act="#ffe000",
            on_act="#000000",
            stripe="#ffffff",
        ),
    )
}


@lru_cache(maxsize=32)
def palette(theme: Theme, ground: str = "", ink: str = "") -> QPalette:
    """Return the palette of the whole window, or of a plate with its own `ground` and `ink`; not to be changed."""
    button = ground or theme.button
    ground = ground or theme.panel
    ink = ink or theme.text
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, theme.field),
        (role.WindowText, ink),
        (role.Base, ground),
        (role.AlternateBase, ground),
        (role.Text, ink),
        (role.Button, button),
        (role.ButtonText, ink),
        (role.PlaceholderText, theme.quiet),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Accent, theme.accent),
        (role.Mid, theme.line),
        (role.Dark, theme.line),
        (role.Light, theme.line),
    ):
        made.setColor(which, QColor(colour))
    return made


@lru_cache(maxsize=64)
def colour(name: str) -> QColor:
    """Return a colour of a theme, made once."""
    return QColor(name)


class Lettering:
    """A font in one size with its measure. Qt opens a font when it is first measured, so that is put off until then."""

    def __init__(self, families: Sequence[str], pixels: int, bold: bool = False, condensed: bool = False) -> None:
        self.pixels = pixels
        self.font = QFont()
        self.font.setFamilies(list(families))
        self.font.setPixelSize(pixels)
        if bold:
            self.font.setBold(True)
        if condensed:
            self.font.setStretch(_SEMI_CONDENSED)
        self._widths: dict[str, int] = {}

    @cached_property
    def measure(self) -> QFontMetrics:
        """The font's measure."""
        return QFontMetrics(self.font)

    @cached_property
    def _exact(self) -> QFontMetricsF:
        return QFontMetricsF(self.font)

    @cached_property
    def line(self) -> int:
        """The height of a line, in pixels."""
        return self.measure.lineSpacing()

    @cached_property
    def advance(self) -> float:
        """The width of every letter of a fixed-width face, in pixels; 0 if the letters differ."""
        measure = self._exact
        advance = measure.horizontalAdvance("0")
        return advance if measure.horizontalAdvance("iW.") == advance * len("iW.") else 0.0

    def width(self, text: str) -> int:
        """Return how wide the text is on one line, in whole pixels."""
        if text.isascii() and self.advance:
            return ceil(len(text) * self.advance)  # measuring costs as much as drawing
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) >= _WIDTHS_KEPT:
                self._widths.clear()
            width = self._widths[text] = self.measure.horizontalAdvance(text)
        return width

    def _on_one_line(self, text: str, width: int) -> bool:
        """Tell whether the text would not wrap: by a fraction of a pixel it does, and its second line is not seen."""
        whole = self.width(text)
        return whole < width or (whole == width and self._exact.horizontalAdvance(text) <= width)

    def holds(self, text: str, width: int, height: int) -> bool:
        """Tell whether the text fits the place, on as many lines as the place holds."""
        if "\n" not in text and self.line <= height and self._on_one_line(text, width):
            return True
        if 2 * self.line > height:
            return False
        needed = self.measure.boundingRect(QRect(0, 0, width, _ENOUGH), _WORD_WRAP, text)
        return needed.height() <= height and needed.width() <= width


class Letterings:
    """Every lettering of one text scale, each made when first asked for."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self._made: dict[tuple[str, int, bool, bool], Lettering] = {}

    def open_all(self) -> None:
        """Open every font made so far, so that the first caller need not wait for it."""
        for lettering in self._made.values():
            lettering.width(_EVERY_LETTER)
            _ = lettering.line

    def px(self, pixels: float) -> int:
        """Return a length of the drawing in pixels of this scale."""
        return round(pixels * self.scale)

    def _make(self, kind: str, pixels: int, bold: bool, condensed: bool) -> Lettering:
        key = (kind, pixels, bold, condensed)
        lettering = self._made.get(key)
        if lettering is None:
            families = DATA_FAMILIES if kind == "data" else WORDS_FAMILIES
            lettering = self._made[key] = Lettering(families, self.px(pixels), bold, condensed)
        return lettering

    def data(self, pixels: int, bold: bool = False) -> Lettering:
        """Return the lettering for what was sent."""
        return self._make("data", pixels, bold, False)

    def words(self, pixels: int, bold: bool = False, condensed: bool = False) -> Lettering:
        """Return the lettering for the console's own words."""
        return self._make("words", pixels, bold, condensed)

    def data_down_from(self, pixels: int) -> tuple[Lettering, ...]:
        """Return data letterings from `pixels` down to the smallest allowed, for a place that must hold long values."""
        sizes = [size for size in (FIGURE, 34, 30, MAIN, 23, 20, STRONG, PLAIN) if size <= pixels]
        return tuple(self.data(size) for size in sizes)

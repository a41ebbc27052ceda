"""The one window. It draws a Screen and tells what was pressed; it knows no spill, call or journal.

`show_screen` is the only way anything gets on the window: each part is handed its piece of the Screen and draws what
differs. A timer redraws running times only. Nothing opens over a call: there is no menu, no box, no tool tip.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.position.screen import Edge, Health, Look, Pane, Screen
from app.ui import keyboard
from app.ui.edges import EDGE_HEIGHT, BottomEdge, TopEdge
from app.ui.fitting import EDGE_GAP, SCALES, page_size, room_between_edges, scroll_to_what_came, text_scale
from app.ui.grounds import frame_sides, stripes
from app.ui.key_panel import ANSWER_KEY
from app.ui.page import NO_ROOM_FOR_TODAY, Page
from app.ui.starting import STARTING
from app.ui.theme import THEMES, Letterings, palette
from app.ui.values import Passage, Value
from app.words import say, spoken

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QPixmap, QResizeEvent

    from app.agencies.directory import Directory
    from app.manual import Manual
    from app.monitor import Watch
    from app.ui.announce import Announcer
    from app.ui.finding import Finding
    from app.ui.help_pane import HelpPane
    from app.ui.printing import Printing
    from app.ui.reading import Reading

FRAME = 6  # px: the edge of the window, striped while a mark stands
_TICK = 1000  # ms between two redraws of running times
_LIVE_CALL = 0  # what `call_looked_at` carries for "back to the live call"
_SIZE = (1280, 800)
CALL_OPEN = say("a call is open: printing waits until nobody is on the line")
AS_LARGE_AS_FITS = say("the letters are as large as this window holds with every key in sight")


class Window(QWidget):
    """The console's window. `role` is the word of one that is no live console (TRAINING, REPLAY), "" for one that is.

    `theme` is "dark", "light" or "high-contrast"; `scale` the text scale, 1.0 being made for 1280x800; `now` returns
    this instant as an aware datetime.

    Signals: `key_pressed(key)` with the key as printed; `initials_given(initials)`; `call_looked_at(call)`, 0 for the
    live call again; `digits_typed(digits)` to be dialled; `text_typed(text, call)` for that caller's TTY;
    `entry_chosen(key)` of the directory; `form_filled(form, values)` for what was typed beside the step or for a
    matter, `form_drafted(form, values)` for what was typed for a matter and not given;
    `first_painted()` once, after the first paint; `closing()` when the window is being closed; `bell()` once a second
    while a caller rings (Q11: seen and heard).
    """

    key_pressed = Signal(str)
    initials_given = Signal(str)
    call_looked_at = Signal(int)
    digits_typed = Signal(str)
    text_typed = Signal(str, int)
    form_filled = Signal(str, dict)
    entry_chosen = Signal(str)
    form_drafted = Signal(str, dict)
    first_painted = Signal()
    closing = Signal()
    bell = Signal()

    def __init__(self, theme: str = "dark", scale: float = 1.0, *, now: Callable[[], datetime], role: str = "") -> None:
        super().__init__()
        self._theme = THEMES[theme]
        self._now = now
        self._role = role
        self._normal_scale = self._scale = scale
        self._screen = STARTING
        self._painted = False
        self._settled = False
        if sys.platform != "linux":
            QApplication.setStyle("Fusion")  # on Linux it is; asking which it is costs as much as all the fonts
        self.setWindowTitle(" - ".join(filter(None, (spoken(role), "Answerpoint"))))
        self.setObjectName("Answerpoint")
        self.setPalette(palette(self._theme))
        self.setAutoFillBackground(True)
        self._announcer: Announcer | None = None
        self._reading: Reading | None = None
        self._printing: Printing | None = None
        self._finding: Finding | None = None
        self._watch: Watch | None = None
        self._stripes: QPixmap | None = None
        self._scroll = QScrollArea(self)
        self._scroll.setFrameStyle(0)  # none
        self.resize(*_SIZE)
        self._build_page()  # before the edges, in the order of the focus
        self._build_edges()
        self._lay()
        self._show(STARTING)
        if role:
            from app.ui.watermark import Watermark

            Watermark(self, self._theme, role)
        self._keyboard = keyboard.Keyboard(self)
        self._keyboard.pressed.connect(self._press)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    @property
    def screen_shown(self) -> Screen:
        """Return the Screen that stands on the window."""
        return self._screen

    @property
    def text_scale(self) -> float:
        """Return the text scale that was asked for; a window that cannot hold it has smaller letters."""
        return self._scale

    def use_manual(self, load: Callable[[], Manual], print_words: Sequence[str]) -> None:
        """Let the manual be opened; `load` reads it when first asked for, `print_words` is the command that prints."""
        from app.ui.printing import Printing
        from app.ui.reading import Reading

        self._reading = Reading(load)
        self._printing = Printing(self, print_words)
        self._printing.told.connect(self._say_of_printing)
        self.page.use_manual(self._reading)

    def know_directory(self, directory: Directory) -> None:
        """Take the entries that can be searched; told once, so that no screen has to carry them."""
        from app.ui.finding import Finding

        self._finding = self.page.finding = Finding(directory)

    def use_monitor(self, watch: Watch) -> None:
        """Let the line monitor be opened."""
        self._watch = watch
        self.page.use_monitor(watch, self._now)

    def show_screen(self, screen: Screen) -> None:
        """Show a screen; only what differs from the one before is drawn again."""
        if not self._settled:
            self._settle()
        before, self._screen = self._screen, screen
        self._show(screen)
        scroll_to_what_came(self._scroll, self.page, before, screen)
        if screen.marks != before.marks:
            self.update()
        for new, old in (
            (screen.agency_keys, before.agency_keys),
            (screen.feature_keys, before.feature_keys),
            (screen.offers, before.offers),
            (screen.options, before.options),
        ):
            if new is not old:
                self._keyboard.listen_for(face.key for face in new)
        if screen.matters is not None and screen.matters is not before.matters:
            self._keyboard.listen_for(each.key for each in (*screen.matters.keys, *screen.matters.openers))
        if screen.procedures is not before.procedures:
            self._keyboard.listen_for(line[0] for line in screen.procedures)
        if self._announcer is not None:
            self._announcer.tell_change(before, screen)

    def _show(self, screen: Screen) -> None:
        now = self._now()
        self.page.show_screen(screen, now)
        self.top.show_edge(screen, now)
        self.bottom.show_edge(screen)

    def _build_page(self) -> None:
        """Make the page at the text scale that fits; the one before goes."""
        self._shown_scale = text_scale(self._scale, self._inside)
        self.page = Page(None, self._theme, Letterings(self._shown_scale), self._reading)
        self._scroll.setWidget(self.page)  # deletes the page before
        self.page.key_pressed.connect(self._press)
        self.page.call_looked_at.connect(self.call_looked_at)
        self.page.digits_typed.connect(self.digits_typed)
        self.page.text_typed.connect(self.text_typed)
        self.page.form_filled.connect(self.form_filled)
        self.page.section_turned.connect(self._tell)
        self.page.entry_chosen.connect(self.entry_chosen)
        self.page.finding = self._finding
        self.page.use_monitor(self._watch, self._now)
        self.page.form_drafted.connect(self.form_drafted)

    def _build_edges(self) -> None:
        """Make the edges with the page's letters."""
        self.top = TopEdge(self, self._theme, self.page.letters, self._role)
        self.bottom = BottomEdge(self, self._theme, self.page.letters)
        self.top.initials.given.connect(self.initials_given)

    def _rebuild(self) -> None:
        """Make the page and the edges anew, at another text scale."""
        for edge in (self.top, self.bottom):
            edge.hide()
            edge.deleteLater()
        self.page.keep_typed()
        self._build_page()
        self._build_edges()
        self._lay()
        self._show(self._screen)
        if self._settled:
            self._finish_parts()
        self.top.show()
        self.bottom.show()

    @property
    def _inside(self) -> QSize:
        return QSize(self.width() - 2 * FRAME, self.height() - 2 * FRAME)

    def _lay(self) -> None:
        px, width = self.page.letters.px, self._inside.width()
        edge = px(EDGE_HEIGHT)
        self.top.setGeometry(FRAME, FRAME, width, edge)
        self.bottom.setGeometry(FRAME, self.height() - FRAME - edge, width, edge)
        room = room_between_edges(self._shown_scale, self._inside)
        self._scroll.setGeometry(QRect(QPoint(FRAME, FRAME + edge + px(EDGE_GAP)), room))
        self.page.resize(page_size(self.page.least_size(), room, self._scroll.verticalScrollBar().sizeHint().width()))

    # --- gestures ---

    def _press(self, key: str) -> None:
        screen = self._screen
        over_a_call = screen.pane is not Pane.TODAY or screen.form is not None or screen.dial_asked
        if key == keyboard.BACK_KEY and not over_a_call and self.page.card.raw_over_fields:
            self._toggle_raw()
        elif key == keyboard.LIVE_KEY:
            self.call_looked_at.emit(_LIVE_CALL)
        else:
            self.key_pressed.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Tell a key that comes before the keys are listened for."""
        key = QKeySequence(event.keyCombination()).toString()
        if not self._settled and key in keyboard.FIXED_KEYS:
            self._press(key)

    def _ask_initials(self) -> None:
        self.top.initials.setFocus()
        self.top.initials.selectAll()

    def _to_today(self) -> None:
        if self._screen.pane is not Pane.TODAY:
            self._press(keyboard.TODAY_KEY)
        self.page.show_rows()
        if self._screen.pane is Pane.TODAY and self.page.today.isHidden():
            self._say_here(NO_ROOM_FOR_TODAY)
        else:
            self._scroll.ensureWidgetVisible(self.page.today)
            self.page.today.take_focus()

    def _toggle_raw(self) -> None:
        self.page.card.toggle_raw()

    # --- the manual, while it is open ---

    @property
    def _help(self) -> HelpPane | None:
        return self.page.help if self._screen.pane is Pane.HELP else None

    def _search(self) -> None:
        if self._help is not None:
            self._help.ask_words()

    def _section(self, sections: int) -> None:
        if self._help is not None:
            self._help.turn(sections)

    def _tell(self, words: str) -> None:
        if self._announcer is not None:
            self._announcer.tell((words,))

    def _print(self, whole: bool) -> None:
        """Print what is open, or everything; never while there is a caller."""
        if self._help is None or self._printing is None:
            return
        from app.position.next_step import line_words

        if self._screen.line != line_words(None) or self._screen.waiting:
            self._help.say(CALL_OPEN)
        else:
            self._printing.start("" if whole else self._help.reading.section.title)

    def _say_of_printing(self, words: str) -> None:
        if self.page.help is not None:
            self.page.help.say(words)

    # --- the size of the text ---

    def _larger(self) -> None:
        scale = next((scale for scale in SCALES if scale > self._shown_scale), SCALES[-1])
        if text_scale(scale, self._inside) > self._shown_scale:
            self._take_scale(scale)
        elif self._shown_scale < SCALES[-1]:
            self._say_here(AS_LARGE_AS_FITS)

    def _say_here(self, words: str) -> None:
        """Say something of the window itself, until the next screen."""
        self.bottom.show_edge(self._screen, Edge(words, Health.NOTICE))
        self._tell(words)

    def _smaller(self) -> None:
        self._take_scale(next((scale for scale in reversed(SCALES) if scale < self._shown_scale), SCALES[0]))

    def _normal(self) -> None:
        self._take_scale(self._normal_scale)

    def _take_scale(self, scale: float) -> None:
        self._scale = scale
        if text_scale(scale, self._inside) != self._shown_scale:
            self._rebuild()

    # --- time and Qt ---

    def tick(self) -> None:
        """Redraw running times and let what wants attention blink; the timer calls it once a second."""
        now = self._now()
        self.page.show_running_times(self._screen, now)
        self.top.show_running_times(self._screen, now)
        self.page.blink()
        if any(face.key == ANSWER_KEY and face.look is Look.ATTENTION for face in self._screen.feature_keys):
            self.bell.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give every part its room, at the text scale that fits now."""
        if text_scale(self._scale, self._inside) != self._shown_scale:
            self._rebuild()
        else:
            self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Stripe the window's edge while a mark stands."""
        if self._screen.marks or self._role:
            if self._stripes is None:
                self._stripes = stripes(self._theme)
            painter = QPainter(self)
            for side in frame_sides(self.rect(), FRAME):
                painter.drawTiledPixmap(side, self._stripes)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.first_painted.emit()
        self._keyboard.watch()
        if self.focusWidget() in (None, self.page.card.heading):
            self.page.setFocus()  # Qt puts it on the first value; calm is a screen without a ring
        if not self._settled:
            self._settle()

    def _settle(self) -> None:
        """Load and set, once, what the first paint does not need, so that the first caller need not wait for it."""
        from app.ui.announce import Announcer

        self._settled = True
        self._announcer = Announcer(self)
        self._keyboard.listen_for(keyboard.FIXED_KEYS)
        actions: tuple[tuple[str, Callable[[], object]], ...] = (
            (keyboard.INITIALS_KEY, self._ask_initials),
            (keyboard.TODAY_KEY, self._to_today),
            (keyboard.RAW_KEY, self._toggle_raw),
            *((key, self._larger) for key in keyboard.LARGER_KEYS),
            (keyboard.SMALLER_KEY, self._smaller),
            (keyboard.NORMAL_KEY, self._normal),
            (keyboard.SEARCH_KEY, self._search),
            (keyboard.SECTION_BACK_KEY, partial(self._section, -1)),
            (keyboard.SECTION_ON_KEY, partial(self._section, 1)),
            (keyboard.PRINT_SECTION_KEY, partial(self._print, False)),
            (keyboard.PRINT_MANUAL_KEY, partial(self._print, True)),
        )
        for key, action in actions:
            self._keyboard.use(key, action)
        self._finish_parts()
        _ = self.page.today
        self.page.letters.open_all()

    def _finish_parts(self) -> None:
        """Set on the parts what takes Qt's own names to set."""
        from PySide6.QtCore import Qt  # late: it makes Python build every enumeration of Qt's

        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for value in self.findChildren(Value):
            # A value without a frame fills itself, so that the ground below need not be drawn first.
            value.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        for passage in self.findChildren(Passage):
            passage.finish()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Tell that the window is being closed; what must be brought to an end is the composition root's."""
        self.closing.emit()
        if self._printing is not None:
            self._printing.stop()
        event.accept()

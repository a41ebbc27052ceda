"""Below the card: the step that applies now, who is on the line and who waits, and what is still to be done."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.position.screen import CallRow, CardState, Form, KeyFace, Look, NextStep, Pane, Screen
from app.ui.grounds import Ground, Plate
from app.ui.key_panel import make_key
from app.ui.keyboard import LIVE_KEY
from app.ui.theme import PLAIN, STEP, STRONG, Letterings, Theme, palette
from app.ui.values import Passage, Value, Words
from app.words import joined, say, say_count, spoken

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QResizeEvent

    from app.ui.dial_field import DialField
    from app.ui.key_button import KeyButton
    from app.ui.option_row import FormRow, OptionKeys

NEXT_HEIGHT = 82  # px of the drawing: step, reason, keys
STRIP_HEIGHT = 41  # px: two lines of the smallest lettering within a border
TASKS_SEEN = 2  # at once, the others are scrolled to
TASKS_HEIGHT = 41  # px, for as many within a border
WAITING_KEY = "Ctrl+W"
NEXT, NOW, TODAY, NO_TASKS = say("NEXT"), say("! NOW"), say("TODAY"), say("no open tasks")
BACK = say("BACK TO THE LIVE CALL:")

_CAPTION = 72  # px
_PAGE, _PAGE_AND_TIME = 118, 248  # px: the page; with minutes and seconds left before it
_STEP_LINE = 32  # px
_WHY_LINE = 22  # px
OPTION_ROW = 26  # px: one line
_DIAL = 260  # px: a number with its area code, in the size of the step


class NextPanel(Ground):
    """The step that applies now and its keys; one that must be done at once stands on a plate of the strong colour.

    Signals: `digits_typed(digits)`, `key_pressed(key)`, `form_filled(form, values)`.
    """

    digits_typed = Signal(str)
    key_pressed = Signal(str)
    form_filled = Signal(str, dict)

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        words = letters.words
        self._calm_caption = palette(theme, ink=theme.quiet)
        self.caption = Words(self, words(STRONG, bold=True), NEXT, self._calm_caption)
        sizes = [words(STEP), words(20), words(STRONG), words(PLAIN), words(PLAIN, condensed=True)]
        self.step = Passage(self, say("Next step"), sizes)
        self.why = Value(self, say("Why"), [words(PLAIN), words(PLAIN, condensed=True)])
        self.page = Value(self, say("Page of the manual"), [words(PLAIN), words(PLAIN, condensed=True)])
        self._urgent = False
        self._next = NextStep("")
        self._tall = False  # the step takes two lines, in the room of keys that it has not
        self.dial: DialField | None = None
        self.options: OptionKeys | None = None
        self.form: FormRow | None = None

    def show_options(self, faces: tuple[KeyFace, ...], form: Form | None) -> None:
        """Show the step's keys, or the fields of what is to be typed; both are made when first needed."""
        if self.options is None:
            if not faces and form is None:
                return
            from app.ui.option_row import FormRow, OptionKeys

            self.options = OptionKeys(self, self.theme, self.letters)
            self.options.key_pressed.connect(self.key_pressed)
            self.form = FormRow(self, self.letters)
            self.form.hide()
            self.form.filled.connect(self.form_filled)
            self._lay()
            self.options.show()
        self.options.show_faces(faces)
        if self.form is not None:
            self.form.show_form(form)
            self.options.setVisible(form is None)
        if self._takes_two_lines() is not self._tall:
            self._lay()

    def show_left(self, now: datetime) -> None:
        """Show how much time the step has left beside its page."""
        step = self._next
        words = left_text(max(0, ceil((step.until - now).total_seconds()))) if step.until is not None else ""
        self.page.show_text(joined(" · ", [part for part in (words, step.page) if part]))

    def ask_digits(self, asked: bool) -> None:
        """Let digits be typed, beside the step; made when first asked for."""
        if self.dial is None:
            if not asked:
                return
            from app.ui.dial_field import DialField

            self.dial = DialField(self, self.letters)
            self.dial.hide()
            self.dial.typed.connect(self.digits_typed)
            QWidget.setTabOrder(self.page, self.dial)
        if asked is self.dial.isHidden():
            self.dial.ask(asked)
            self._lay()

    def show_next(self, step: NextStep) -> None:
        """Show the step."""
        if step is self._next or step == self._next:
            return
        timed = (self._next.until is None) is not (step.until is None)
        self._next = step
        if timed or self._takes_two_lines() is not self._tall:
            self._lay()
        self.step.show_text(step.text)
        self.why.show_text(step.why)
        if step.until is None:
            self.page.show_text(step.page)
        if step.urgent is not self._urgent:
            self._urgent = step.urgent
            theme = self.theme
            loud = palette(theme, theme.act, theme.on_act)
            self.setPalette(loud if step.urgent else palette(theme))
            self.caption.setPalette(loud if step.urgent else self._calm_caption)
            self.caption.setText(spoken(NOW if step.urgent else NEXT))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Caption left, page right, the step between them and its reason below."""
        self._lay()

    def _lay(self) -> None:
        px = self.letters.px
        timed = self._next.until is not None
        page = px(_PAGE_AND_TIME if timed else _PAGE)
        left, right, middle = px(_CAPTION + 10), self.width() - page - px(6), px(_STEP_LINE)
        line = px(_WHY_LINE)
        for part in (self.options, self.form):
            if part is not None:
                part.setGeometry(px(6), middle + line, self.width() - px(12), px(OPTION_ROW))
        self.caption.setGeometry(px(8), px(2), px(_CAPTION), middle - px(2))
        step_right = self.width() - px(6)
        if self.dial is not None and not self.dial.isHidden():
            step_right -= px(_DIAL)
            self.dial.setGeometry(step_right, px(2), px(_DIAL), middle - px(2))
        self._tall = self._takes_two_lines()
        if self._tall:
            middle = px(2) + 2 * self.letters.words(PLAIN).line + px(2)
        self.step.setGeometry(left, px(2), step_right - left, middle - px(2))
        self.why.setGeometry(left, middle, right - left, line)
        self.page.setGeometry(right, middle, page, line)

    def _takes_two_lines(self) -> bool:
        """Tell whether the step is longer than a line, and has no keys that need the room."""
        if any(part is not None and part.in_use for part in (self.options, self.form)):
            return False
        width = self.width() - self.letters.px(_CAPTION + 10 + 6 + 8)
        return self.letters.words(PLAIN, condensed=True).width(spoken(self._next.text)) > width


def left_text(seconds: int) -> str:
    """Say how much time a step has left."""
    minutes, rest = divmod(seconds, 60)
    if minutes:
        return say("{minutes} min {seconds} s left", minutes=minutes, seconds=rest)
    return say("{seconds} s left", seconds=rest)


class Strip(Ground):
    """Who is on the line (and the way back to the live call while another is looked at), and who waits.

    Signals: `key_pressed(key)`.
    """

    key_pressed = Signal(str)
    NOBODY = say("nobody waits")

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        quiet = palette(theme, ink=theme.quiet)
        self.caption = Words(self, letters.words(PLAIN), say("ON LINE"), quiet)
        sizes = [letters.words(STRONG), letters.words(PLAIN), letters.words(PLAIN, condensed=True)]
        self.line = Passage(self, say("Who is on the line"), sizes, centred=True)
        self.waiting_caption = Words(self, letters.words(PLAIN), say("WAITING"), quiet)
        self.nobody = Words(self, letters.words(PLAIN), self.NOBODY, quiet)
        self.back: KeyButton | None = None
        self.waiting: KeyButton | None = None

    def show_strip(self, screen: Screen) -> None:
        """Show who is on the line and who waits."""
        self.line.show_text(screen.line)
        away = screen.caller.state is CardState.PAST
        if away and self.back is None:
            self.back = self._make_key()
            self._lay()
        if self.back is not None:
            if away:
                self.back.show_face(KeyFace(LIVE_KEY, BACK, "", screen.line, Look.ACTIVE))
            if self.back.isHidden() is away:
                self.back.setVisible(away)
                self.line.setVisible(not away)
                self.caption.setVisible(not away)
        waits = bool(screen.waiting)
        if waits and self.waiting is None:
            self.waiting = self._make_key()
            self._lay()
        if self.waiting is not None:
            if waits:
                self.waiting.show_face(waiting_face(screen.waiting))
            if self.waiting.isHidden() is waits:
                self.waiting.setVisible(waits)
                self.nobody.setVisible(not waits)
                self.waiting_caption.setVisible(not waits)
                self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Half for the line, half for who waits; while nobody does, the line has all but what that takes to say."""
        self._lay()

    def _lay(self) -> None:
        px = self.letters.px
        half, height, caption = self.width() // 2, self.height(), px(_CAPTION + 2)
        waits = self.waiting is not None and not self.waiting.isHidden()
        nobody = self.letters.words(PLAIN).width(self.nobody.text()) + px(8)
        end = half if waits else max(half, self.width() - px(92) - nobody)
        self.caption.setGeometry(px(8), 0, caption, height)
        self.line.setGeometry(px(8) + caption, 1, end - caption - px(12), height - 2)
        self.waiting_caption.setGeometry(end + px(8), 0, px(84), height)
        self.nobody.setGeometry(end + px(92), 0, nobody, height)
        if self.back is not None:
            self.back.setGeometry(0, 0, half - px(2), height)
        if self.waiting is not None:
            self.waiting.setGeometry(half + px(2), 0, self.width() - half - px(2), height)

    def _make_key(self) -> KeyButton:
        key = make_key(self, self.theme, self.letters)
        key.blinks = False
        key.hide()
        key.key_pressed.connect(self.key_pressed)
        QWidget.setTabOrder(self.line, key)
        return key


def waiting_face(waiting: tuple[CallRow, ...]) -> KeyFace:
    """Return the face of the key that takes the caller who has waited longest; `waiting` is newest first."""
    oldest = waiting[-1]
    who = say("WAITS: {caller}", caller=joined(" ", [part for part in (oldest.number, oldest.service_class) if part]))
    others = say("+{n} more", n=len(waiting) - 1) if len(waiting) > 1 else ""
    since = say("since {time}, {place}", time=oldest.time, place=oldest.place)
    return KeyFace(WAITING_KEY, who, others, since, Look.ATTENTION)


class TaskPanel(Ground):
    """What is still to be done, open until it is done."""

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        self.caption = Words(self, letters.words(PLAIN), say("TASKS"), palette(theme, ink=theme.quiet))
        self.count = Words(self, letters.words(PLAIN, condensed=True), "")
        self.tasks = Passage(self, say("Open tasks"), [letters.words(PLAIN), letters.words(PLAIN, condensed=True)])

    def show_tasks(self, tasks: tuple[str, ...], count: int = 0) -> None:
        """Show the tasks, each with a box to be ticked; of more than are seen at once, how many there are.

        `count` is that number where not all of them are listed.
        """
        count = count or len(tasks)
        ticked = joined("\n", [joined(" ", ("☐", task)) for task in tasks])
        self.tasks.show_text(ticked if tasks else NO_TASKS)
        self.count.setText(spoken(say("{n} in all", n=count)) if count > TASKS_SEEN else "")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Caption left; whole lines, so that none is cut through."""
        px, line = self.letters.px, self.letters.words(PLAIN).line
        left = px(_CAPTION + 10)
        self.caption.setGeometry(px(8), 1, left - px(8), line)
        self.count.setGeometry(px(8), 1 + line, left - px(8), line)
        self.tasks.setGeometry(left, 1, self.width() - left - px(4), min(TASKS_SEEN * line + 1, self.height() - 2))


class PaneCaption(Ground):
    """The heading of the lowest place on the left, with the keys that are of use there."""

    KEYS = say("F1 help · Ctrl+G rules · Ctrl+D directory · Ctrl+L list · Ctrl+R as sent · Ctrl+I initials · Ctrl +/−")
    HEADINGS: ClassVar[dict[Pane, tuple[str, str]]] = {
        Pane.TODAY: (TODAY, KEYS),
        Pane.LINE: (say("LINE"), say("Esc back to today's calls")),
        Pane.COMMISSIONING: (
            say("CHECKS"),
            say("Alt+Y yes, begin · Alt+N no · Alt+S skip · Ctrl+K back to today's calls"),
        ),
        Pane.PROCEDURES: (say("RULES"), say("its letter begins it · Ctrl+G back to today's calls")),
        Pane.HELP: (
            say("HELP"),
            say("type to search, Enter opens · Ctrl+PgUp/PgDn section · Ctrl+Shift+P print · Esc back"),
        ),
        Pane.DIRECTORY: (
            say("DIRECTORY"),
            say("type to search · ↑ ↓ choose · Enter takes it up, again brings it in · Ctrl+D back"),
        ),
        Pane.MONITOR: (
            say("LINE MONITOR"),
            say("Space pauses · type to search, Enter again · Ctrl+H hex · Ctrl+S save · Esc"),
        ),
        Pane.MATTERS: (say("OPEN MATTERS"), say("Alt+U back to today's calls")),
        Pane.TTY: (
            say("TTY"),
            say("Tab: text, lines that are ready · Alt+O other reading · Alt+T or Esc back"),
        ),
    }

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        quiet = palette(theme, ink=theme.quiet)
        self._heading = letters.words(PLAIN, bold=True)
        self.caption = Words(self, self._heading, TODAY, quiet)
        self._lettering = letters.words(PLAIN, condensed=True)
        self.keys = Words(self, self._lettering, self.KEYS, quiet)
        self._line = Plate(self, theme, theme.line)
        self._shown: tuple[Pane, int, tuple[str, str] | None] = (Pane.TODAY, 0, None)

    def show_pane(self, pane: Pane, hidden_tasks: int = 0, own: tuple[str, str] | None = None) -> None:
        """Head the pane that is shown; of the tasks it covers it says how many there are.

        `own` are heading and keys where the pane says them itself.
        """
        shown = (pane, hidden_tasks, own)
        if shown != self._shown:
            self._shown = shown
            heading, keys = own or self.HEADINGS[pane]
            if hidden_tasks:
                heading = joined(" · ", (heading, say_count("{n} TASK", "{n} TASKS", hidden_tasks)))
            self.caption.setText(spoken(heading))
            self.keys.setText(spoken(keys))
            self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Heading left, keys right, a line below."""
        self._lay()

    def _lay(self) -> None:
        px = self.letters.px
        width = min(self._lettering.width(self.keys.text()) + 2, self.width() - px(92))
        self.caption.setGeometry(px(8), 0, max(px(80), self.width() - width - px(24)), self.height() - 1)
        self.keys.setGeometry(self.width() - width - px(8), 0, width, self.height() - 1)
        self._line.setGeometry(0, self.height() - 1, self.width(), 1)

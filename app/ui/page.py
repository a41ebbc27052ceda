"""The page between the edges: who and what on the left, what can be pressed on the right. One table of places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.position.screen import CallRow, DirectoryPane, KeyFace, NextStep, Pane, Screen
from app.ui.caller_card import CARD_HEIGHT, CallerCardView
from app.ui.grounds import Plate
from app.ui.key_panel import AgencyKeys, FeatureKeys, HeardKeys, KeyGroup, RungKeys, split_offers
from app.ui.related_line import RELATED_HEIGHT, RelatedLine
from app.ui.running_times import on_line_text
from app.ui.steps import NEXT_HEIGHT, STRIP_HEIGHT, TASKS_HEIGHT, NextPanel, PaneCaption, Strip, TaskPanel
from app.ui.theme import Letterings, Theme
from app.words import say

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.monitor import Watch
    from app.position.matter_screen import PaneForm
    from app.ui.directory_pane import DirectoryView
    from app.ui.finding import Finding
    from app.ui.help_pane import HelpPane
    from app.ui.line_pane import LinePane
    from app.ui.matters_pane import MattersView
    from app.ui.monitor_pane import MonitorPane
    from app.ui.procedure_list import ProcedureList
    from app.ui.reading import Reading
    from app.ui.today_list import TodayList
    from app.ui.tty_pane import TtyView

NO_ROOM_FOR_TODAY = say("this window has no room for today's calls beside the keys for what is heard")
GAP = 3  # px of the drawing
KEYS_WIDTH = 460  # px: forty letters of a label beside its key
CARD_WIDTH = 796  # px, at least
TODAY_CAPTION = 22  # px
TODAY_LEAST = 22  # px: one call
LEAST_WIDTH = CARD_WIDTH + GAP + KEYS_WIDTH
_ABOVE_TODAY = CARD_HEIGHT + NEXT_HEIGHT + STRIP_HEIGHT + TASKS_HEIGHT + RELATED_HEIGHT
_LEFT_LEAST = _ABOVE_TODAY + TODAY_CAPTION + TODAY_LEAST + 5 * GAP
_RIGHT_LEAST = AgencyKeys.height_needed + FeatureKeys.height_needed + RungKeys.height_needed + 2 * GAP
LEAST_HEIGHT = max(_LEFT_LEAST, _RIGHT_LEAST)

_OF_LINES = (Pane.LINE, Pane.COMMISSIONING)
_ALONE = (Pane.HELP, Pane.MATTERS, Pane.PROCEDURES, Pane.MONITOR)  # they have the room of tasks and related calls
_ALONE_WHERE_TIGHT = (Pane.DIRECTORY, Pane.TTY)  # with the tasks above it, no line of a conversation would be seen
_COUNTS_TASKS = (Pane.HELP, Pane.MATTERS, Pane.MONITOR)  # say how many they cover
_WITH_FREE_PLACE = (Pane.HELP, Pane.MONITOR)  # they have the place of the rungs too, while there are none
_STRIP_LEAST = 160  # px: lower, what no rung needs is no place for the monitor
_SEARCHED = (Pane.DIRECTORY, Pane.HELP, Pane.MONITOR)  # words are typed in them
_OVER_A_FORM = (Pane.PROCEDURES, Pane.DIRECTORY, Pane.MATTERS)  # these take the keyboard from one, and give it back

# ms, at most, that the list of today's calls stands behind the caller, for whom nothing is to wait: calls that come
# thick and fast are listed together.
_ROWS_AFTER = 100


class Page(QWidget):
    """Everything between the edges.

    Signals: `key_pressed(key)`, `call_looked_at(call)`, `digits_typed(digits)`, `text_typed(text, call)`,
    `form_filled(form, values)`, `section_turned(title)`, `entry_chosen(key)`,
    `form_drafted(form, values)`. `finding` is the search of the directory, once there is one.
    """

    key_pressed = Signal(str)
    call_looked_at = Signal(int)
    digits_typed = Signal(str)
    text_typed = Signal(str, int)
    form_filled = Signal(str, dict)
    section_turned = Signal(str)
    entry_chosen = Signal(str)
    form_drafted = Signal(str, dict)

    def __init__(
        self, parent: QWidget | None, theme: Theme, letters: Letterings, reading: Reading | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reading = reading  # None while there is no manual
        self.letters = letters
        # Made in the order of the focus: caller, keys, next, today.
        self.card = CallerCardView(self, theme, letters)
        self.agencies = AgencyKeys(self, theme, letters)
        self.features = FeatureKeys(self, theme, letters)
        self.rungs = RungKeys(self, theme, letters)
        self.heard = HeardKeys(self, theme, letters)
        self.heard.hide()
        self.next = NextPanel(self, theme, letters)
        self.strip = Strip(self, theme, letters)
        self.tasks = TaskPanel(self, theme, letters)
        self.related = RelatedLine(self, theme, letters)
        self.caption = PaneCaption(self, theme, letters)
        self._today_ground = Plate(self, theme, theme.panel)
        self._today: TodayList | None = None
        self._pane = Pane.TODAY
        self.line_pane: LinePane | None = None
        self.tty: TtyView | None = None
        self.procedures: ProcedureList | None = None
        self.help: HelpPane | None = None
        self.finding: Finding | None = None
        self.directory: DirectoryView | None = None
        self.matters: MattersView | None = None
        self._form: PaneForm | None = None  # the one that stood in its pane last
        self._watch: tuple[Watch, Callable[[], datetime]] | None = None
        self.monitor: MonitorPane | None = None
        self.next.digits_typed.connect(self.digits_typed)
        self.next.key_pressed.connect(self.key_pressed)
        self.next.form_filled.connect(self.form_filled)
        self._groups: tuple[KeyGroup, ...] = (self.agencies, self.features, self.rungs, self.heard)
        for part in (*self._groups, self.strip):
            part.key_pressed.connect(self.key_pressed)
        self._offers: tuple[KeyFace, ...] = ()
        self._keys_ordered = 0
        self._rows: tuple[CallRow, ...] = ()
        self._rows_due = QTimer(self, singleShot=True, interval=_ROWS_AFTER)
        self._rows_due.timeout.connect(self.show_rows)

    def least_size(self) -> QSize:
        """Return the size below which something would not fit."""
        px = self.letters.px
        return QSize(px(LEAST_WIDTH), px(LEAST_HEIGHT))

    @property
    def today(self) -> TodayList:
        """The list of today's calls, made when first needed: before any call its place is empty."""
        if self._today is None:
            from app.ui.today_list import TodayList

            self._today = TodayList(self, self._theme, self.letters)
            self._today.call_looked_at.connect(self.call_looked_at)
            QWidget.setTabOrder(self.related.calls, self._today)
            self._lay()
        return self._today

    def show_screen(self, screen: Screen, now: datetime) -> None:
        """Show a screen: the caller first."""
        self.card.show_card(screen.caller, on_line_text(screen.caller, now))
        self.agencies.show_faces(screen.agency_keys)
        self.features.show_faces(screen.feature_keys)
        if screen.offers is not self._offers:
            self._offers = screen.offers
            rungs, heard = split_offers(screen.offers)
            self.rungs.show_faces(rungs)
            self.heard.show_faces(heard)
            if self.heard.isHidden() is bool(heard):
                self.heard.setVisible(bool(heard))
                self._lay()
            elif self._pane in _WITH_FREE_PLACE:
                self._lay()  # the text has the place of the rungs only while there are none
        self._order_focus()
        self.next.show_next(screen.next_step)
        if screen.next_step.until is not None:
            self.next.show_left(now)
        self.next.show_options(screen.options, screen.form)
        self.next.ask_digits(screen.dial_asked)
        self.strip.show_strip(screen)
        self.tasks.show_tasks((*screen.tasks, *screen.reminders), screen.tasks_open + len(screen.reminders))
        self.related.show_related(screen)
        self._show_pane(screen)
        if screen.today is not self._rows:
            self._rows = screen.today
            if not self._rows_due.isActive():
                self._rows_due.start()

    def show_rows(self) -> None:
        """Show today's calls without waiting: somebody turns to the list."""
        self._rows_due.stop()
        self.today.show_rows(self._rows)

    def _show_pane(self, screen: Screen) -> None:
        """Show today's calls, the line, the text conversation or the manual; each is made when first asked for."""
        pane = screen.pane
        if pane in _OF_LINES:
            if self.line_pane is None:
                from app.ui.line_pane import LinePane

                self.line_pane = LinePane(self, self._theme, self.letters)
                QWidget.setTabOrder(self.related.calls, self.line_pane.facts)
            if pane is Pane.LINE:
                self.line_pane.show_page(screen.line_page)
            else:
                self.line_pane.show_checks(screen.checklist)
        elif screen.matters is not None:
            self._matters().show_pane(screen.matters)
            self._form = screen.matters.form
        elif pane is Pane.PROCEDURES:
            if self.procedures is None:
                from app.ui.procedure_list import ProcedureList

                self.procedures = ProcedureList(self, self.letters)
                QWidget.setTabOrder(self.related.calls, self.procedures)
            self.procedures.show_lines(screen.procedures)
        elif screen.tty is not None:
            if self.tty is None:
                from app.ui.tty_pane import TtyView

                self.tty = TtyView(self, self._theme, self.letters)
                self.tty.text_typed.connect(self.text_typed)
                QWidget.setTabOrder(self.related.calls, self.tty.talk)
            self.tty.show_pane(screen.tty)
        elif pane is Pane.HELP:
            self._show_help(screen)
        elif pane is Pane.MONITOR:
            self._show_monitor()
        elif screen.directory is not None:
            self._show_directory(screen.directory)
        tight = self.height() < self.letters.px(LEAST_HEIGHT + TASKS_HEIGHT + HeardKeys.height_needed)
        alone = pane in _ALONE or (tight and pane in _ALONE_WHERE_TIGHT)
        roomy = pane is not Pane.TODAY and (alone or not screen.tasks)
        counts = (*_COUNTS_TASKS, *_ALONE_WHERE_TIGHT) if tight else _COUNTS_TASKS
        own = (screen.matters.heading, screen.matters.says) if screen.matters is not None else None
        self.caption.show_pane(pane, screen.tasks_open if pane in counts else 0, own)
        if pane is self._pane and roomy is self.tasks.isHidden():
            return
        changed, before, self._pane = pane is not self._pane, self._pane, pane
        left = self.window().focusWidget() if before in _SEARCHED else None
        self.tasks.setVisible(not roomy)
        self.related.setVisible(not alone)
        for part, panes in (
            (self._today, (Pane.TODAY,)),
            (self.line_pane, _OF_LINES),
            (self.tty, (Pane.TTY,)),
            (self.directory, (Pane.DIRECTORY,)),
            (self.matters, (Pane.MATTERS,)),
            (self.procedures, (Pane.PROCEDURES,)),
        ):
            if part is not None:
                part.setVisible(pane in panes)
        field = self.window().focusWidget()
        in_help = self.help is not None and self.help.has(field)
        searched = self.directory is not None and field is not None and self.directory.isAncestorOf(field)
        in_help = in_help or (self.monitor is not None and self.monitor.has(field))
        if self.help is not None and pane is not Pane.HELP:
            self.help.hide()
        if self.monitor is not None and pane is not Pane.MONITOR:
            self.monitor.hide()
        self._lay()
        typing = isinstance(field, QLineEdit) and not field.isReadOnly() and not (in_help or searched)
        if not changed:
            return
        if pane is Pane.DIRECTORY and self.directory is not None:
            self.directory.take_keyboard()
        elif pane is Pane.MATTERS and self.matters is not None:
            self.matters.take_focus()
        elif pane is Pane.PROCEDURES:
            self.setFocus()  # its letters are keys, and no field may take them
        elif pane is Pane.TTY and isinstance(left, QLineEdit) and left.text() and not left.isReadOnly():
            self.setFocus()  # the rest of a search is not for the caller
        elif typing:
            pass  # digits or initials that are being typed keep the keyboard
        elif pane is Pane.HELP and self.help is not None:
            self.help.take_focus()
        elif pane is Pane.MONITOR and self.monitor is not None:
            self.monitor.take_focus()
        elif before in _OVER_A_FORM and self.next.form is not None and self.next.form.in_use:
            self.next.form.take_keyboard()  # what was being typed goes on
        else:
            (self.tty.entry if pane is Pane.TTY and self.tty is not None else self).setFocus()

    def _show_help(self, screen: Screen) -> None:
        """Show the manual, where there is one; it comes up at the page of the form it covers, or of the step."""
        if self.help is None and self._reading is not None:
            from app.ui.help_pane import HelpPane

            self.help = HelpPane(self, self._theme, self.letters, self._reading)
            self.help.follow(self.tasks.tasks)
            self.help.turned.connect(self.section_turned)
        if self.help is not None and self._pane is not Pane.HELP:
            form = self._form if self._pane is Pane.MATTERS else None
            self.help.show_step(NextStep(form.title, form.says, form.page) if form is not None else screen.next_step)

    def _show_monitor(self) -> None:
        """Show the line monitor, where there is one."""
        if self._watch is None:
            return
        if self.monitor is None:
            from app.ui.monitor_pane import MonitorPane

            self.monitor = MonitorPane(self, self._theme, self.letters, *self._watch)
            self.monitor.follow(self.tasks.tasks)
            self.monitor.told.connect(self.section_turned)
        if not self.monitor.is_open:
            self.monitor.show()

    def _show_directory(self, shown: DirectoryPane) -> None:
        """Show the directory, once its entries are known."""
        if self.finding is None:
            return
        if self.directory is None:
            from app.ui.directory_pane import DirectoryView

            self.directory = DirectoryView(self, self._theme, self.letters, self.finding)
            self.directory.entry_chosen.connect(self.entry_chosen)
            QWidget.setTabOrder(self.related.calls, self.directory.field)
        self.directory.show_pane(shown)

    def _matters(self) -> MattersView:
        if self.matters is None:
            from app.ui.matters_pane import MattersView

            self.matters = MattersView(self, self._theme, self.letters)
            self.matters.key_pressed.connect(self.key_pressed)
            self.matters.form_filled.connect(self.form_filled)
            self.matters.form_drafted.connect(self.form_drafted)
            QWidget.setTabOrder(self.related.calls, self.matters.list)
        return self.matters

    def keep_typed(self) -> None:
        """Tell what was typed for a matter and not given: the page goes."""
        if self.matters is not None:
            self.matters.form.keep_typed()

    def use_manual(self, reading: Reading) -> None:
        """Let the manual be opened."""
        self._reading = reading

    def use_monitor(self, watch: Watch | None, now: Callable[[], datetime]) -> None:
        """Let the line monitor be opened, where there is one; `now` returns this instant."""
        self._watch = (watch, now) if watch is not None else None

    def _order_focus(self) -> None:
        """Keep the order of the focus caller, keys, next, today: a key made late would otherwise come last."""
        if sum(len(group.every_button) for group in self._groups) != self._keys_ordered:
            keys = [button for group in self._groups for button in group.every_button]
            self._keys_ordered = len(keys)
            for before, after in pairwise((self.card.last_value, *keys)):
                QWidget.setTabOrder(before, after)

    def show_running_times(self, screen: Screen, now: datetime) -> None:
        """Draw the running times again."""
        self.card.running.show_text(on_line_text(screen.caller, now))
        if screen.next_step.until is not None:
            self.next.show_left(now)

    def blink(self) -> None:
        """Let what wants attention blink."""
        for group in self._groups:
            group.blink()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put every part in its place."""
        self._lay()

    def _lay(self) -> None:
        px = self.letters.px
        gap = px(GAP)
        left = self.width() - px(KEYS_WIDTH) - gap
        top = 0
        for part, height in (
            (self.card, px(CARD_HEIGHT)),
            (self.next, px(NEXT_HEIGHT)),
            (self.strip, px(STRIP_HEIGHT)),
            (self.tasks, px(TASKS_HEIGHT)),
            (self.related, px(RELATED_HEIGHT)),
        ):
            if part in (self.tasks, self.related) and part.isHidden():
                continue  # a pane with no task open has its room, the manual that of the related calls too
            part.setGeometry(0, top, left, height)
            top += height + gap
        # What was heard stands at the foot, so that nothing above moves: the list of today is only shorter, or gone.
        heard = 0 if self.heard.isHidden() else px(HeardKeys.height_needed)
        bottom = self.height() - heard - (gap if heard else 0)
        caption = px(TODAY_CAPTION) if bottom - top >= px(TODAY_CAPTION) else 0
        self.caption.setVisible(bool(caption))
        self.caption.setGeometry(0, top, left, caption)
        top += caption
        room = max(0, bottom - top)
        self._today_ground.setGeometry(0, top, left, room)
        if self._today is not None:
            rows = self._today.whole_rows(room)
            self._today.setGeometry(0, top, left, rows)
            self._today.setVisible(rows > 0 and self._pane is Pane.TODAY)  # else Tab would go where nothing is seen
        for pane in (self.line_pane, self.tty, self.directory, self.matters):
            if pane is not None:
                pane.setGeometry(0, top, left, room)
        if self.procedures is not None:
            pad = px(8)
            self.procedures.setGeometry(pad, top, max(0, left - 2 * pad), room)
        self.heard.setGeometry(0, self.height() - heard, left, heard)

        right = QRect(left + gap, 0, self.width() - left - gap, 0)
        for group in self._groups[:3]:
            last = group is self.rungs
            height = self.height() - right.top() if last else px(group.height_needed)
            group.setGeometry(right.left(), right.top(), right.width(), height)
            right.moveTop(right.top() + height + gap)
        if self._pane in _WITH_FREE_PLACE:
            place, strip = QRect(0, top, left, room), self.rungs.free_strip()
            if self.help is not None and self._pane is Pane.HELP:
                self.help.lay(place, None if self.rungs.buttons else strip, caption)
            elif self.monitor is not None and self._pane is Pane.MONITOR:
                self.monitor.lay(place, strip if strip.height() >= px(_STRIP_LEAST) else None)

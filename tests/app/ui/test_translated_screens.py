"""The whole window in the language of marks, through a shift: no word of the console stays as it is in the code.

Every text of that language stands in brackets, with marks on its letters; so a plain letter on the screen is what a
feed sent, what was typed, or what a table of the site holds. Whatever is none of these fails the test.
"""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.agencies.directory import Directory
from app.ports import (
    AudioLost,
    FeedState,
    FeedStateChanged,
    HeldOnLine,
    LineLost,
    LineUp,
    Outcome,
    PhoneCaps,
    ReleaseRefused,
    TtyText,
)
from app.position.decision import Decision, Tell
from app.position.events import CallLookedAt, DigitsTyped, EntryChosen, InitialsGiven, NoiseHeard, TroubleMet
from app.position.minutes import body_of
from app.position.screen import Screen
from app.ui.window import Window
from app.words import speak
from tests.app.position.conftest import CEL, PUB, Desk
from tests.app.ui.plain_words import of_resources, of_tables, pieces, plain, shown_by


class Shift:
    """A shift at a desk whose every screen is shown, and looked at."""

    def __init__(self, window: Window, desk: Desk) -> None:
        self.window = window
        self.desk = desk
        self.faults: set[tuple[str, str]] = set()
        self.seen = 0
        self._told = 0
        self._allowed = set(of_resources())
        self._longest_first: list[str] = []
        self._events = 0
        self._clean: set[str] = set()

    def look(self) -> Screen:
        """Let what the position told itself come back to it, show the screen, and look at all of it."""
        self._come_back()
        screen = self.desk.screen
        self.window.show_screen(screen)
        self.window.page.show_rows()
        self._allow()
        for where, text in shown_by(self.window):
            self.seen += 1
            if text not in self._clean:
                if word := plain(text, self._longest_first):
                    self.faults.add((where, f"{word!r} in {text!r}"))
                else:
                    self._clean.add(text)
        return screen

    def _allow(self) -> None:
        """Allow what came with the events, in plain letters."""
        for event in self.desk.events[self._events :]:
            self._allowed |= {
                piece for text in of_tables(json.loads(json.dumps(body_of(event)))) for piece in pieces(text)
            }
        if self._events != len(self.desk.events):
            self._events = len(self.desk.events)
            self._longest_first = sorted(self._allowed, key=len, reverse=True)

    def _come_back(self) -> None:
        while self._told < len(self.desk.decisions):
            decision: Decision = self.desk.decisions[self._told]
            self._told += 1
            for order in decision.orders:
                if isinstance(order, Tell):
                    self.desk.tell(order.event)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.desk.press(key)
            self.look()


def work(shift: Shift) -> None:
    """Callers, conferences, procedures, panes, trouble."""
    desk, press, look = shift.desk, shift.press, shift.look
    look()
    desk.tell(InitialsGiven(desk.now, "KM"))
    press("F8", "F12", "Alt+D", "Ctrl+E", "Alt+R", "Ctrl+W", "Alt+A", "Ctrl+J", "Alt+H")
    for pane in ("Ctrl+P", "Ctrl+K", "Ctrl+G", "Ctrl+D", "Alt+U", "Alt+T", "F1"):
        press(pane)
        press(pane)
    # a caller, rung through, answered, in contact, released
    desk.spill()
    look()
    press("F11", "F8")
    desk.dial_tone()
    look()
    desk.dialled()
    look()
    desk.rings(2)
    look()
    press("F12", "F8", "F9")
    desk.answers()
    look()
    press("F11", "Ctrl+M", "Ctrl+T", "F4")
    desk.tell(HeldOnLine(desk.now))
    look()
    press("F12")
    desk.tell(ReleaseRefused(desk.now, "far end refused"))
    look()
    press("F12")
    desk.releases()
    look()
    # another at the same address, busy, every rung
    desk.wait(60)
    desk.spill(call_number="00900", name="SMITH, ANNE")
    look()
    press("Ctrl+E", "Esc", "Alt+L")
    desk.fail("F8", Outcome.BUSY)
    look()
    press("Alt+2", "Esc", "Alt+3", "Alt+I", "Alt+3", "Esc", "Alt+4", "Alt+4", "Alt+5", "Alt+1", "Esc", "F2")
    desk.tell(DigitsTyped(desk.now, "12345"))
    look()
    press("Esc", "Esc", "F12", "Alt+D")
    for outcome in (Outcome.NO_ANSWER, Outcome.CIRCUITS_BUSY, Outcome.UNKNOWN):
        desk.fail("F9", outcome)
        look()
    desk.spill(call_number="00901", number="9055550142", address="12 LAKE DR")  # one who waits
    look()
    press("Ctrl+W", "Esc", "F12", "F12")
    desk.releases()
    look()
    press("F12", "F12")
    desk.releases()
    look()
    # a text conversation
    desk.spill(call_number="00902", number="9055550143")
    desk.tell(TtyText(desk.now, "HELLO GA", "HELLO GA", sent=False))
    look()
    press("Alt+O", "Alt+T", "F12", "F12")
    desk.releases()
    # wireless, gone; a pay phone; a record nobody can read; noise
    desk.spill(call_number="00903", service_class="CEL", service=CEL, number="9055550144", borough="")
    desk.caller_hangs_up()
    look()
    press("Alt+Z", "Alt+X", "F3", "Esc", "Ctrl+J", "F12", "F12")
    desk.releases()
    desk.spill(call_number="00904", service_class="PUB", service=PUB, number="9055550145")
    look()
    press("F3")
    desk.dial_tone()
    look()
    press("Ctrl+R", "Esc", "Ctrl+N", "F12", "F12")
    desk.releases()
    desk.text("ABCD")
    desk.tell(NoiseHeard(desk.now, b"\x00\x01", "no sound"))
    look()
    # each procedure of the list
    desk.spill(call_number="00905", number="9055550146")
    for letter in sorted({each.letter for each in desk.position._procedures._book.by_id.values() if each.letter}):
        desk.begin(letter)
        look()
        for key in ("Alt+Z", "Alt+X"):
            press(key)
            if desk.screen.form is not None:
                desk.fill(*("shots heard" for _ in desk.screen.form.fields))
                look()
    # agencies down, both of two that back each other up; the supervisor decides
    for key in ("F9", "F10"):
        desk.begin("K")
        look()
        press(key, "Alt+Z")
        if desk.screen.form is not None:
            desk.fill("hydro out")
            look()
    desk.begin("K")
    press("F9", "Alt+X", "F8")
    if desk.screen.form is not None:
        desk.fill("S. Lee")
    look()
    press("F9", "F10", "Esc")
    # matters
    press("Ctrl+B", "Esc", "1")
    if desk.screen.matters is not None and desk.screen.matters.form is not None:
        press("Esc")
    desk.wait(3600)
    press("Up", "A", "Esc", "C", "Esc", "Esc", "F12", "F12")
    desk.releases()
    # the directory
    press("Ctrl+D")
    entry = next(each for each in desk.directory.entries if each.number and not each.off_line)
    desk.tell(EntryChosen(desk.now, entry.key))
    look()
    desk.spill(call_number="00906", number="9055550147")
    press("Ctrl+D")
    desk.tell(EntryChosen(desk.now, entry.key))
    look()
    press("Ctrl+L")
    # an earlier call is looked at
    desk.tell(CallLookedAt(desk.now, 1))
    look()
    press("Alt+R", "Esc")
    # the lines
    desk.tell(LineUp(desk.now))
    look()
    desk.tell(LineLost(desk.now, "cable pulled"))
    look()
    press("Alt+H")
    for state in FeedState:
        desk.tell(FeedStateChanged(desk.now, state, "cable pulled"))
        look()
    desk.tell(AudioLost(desk.now, "no sound"))
    desk.tell(TroubleMet(desk.now, "a table is faulty"))
    look()
    # the commissioning list
    press("F12", "F12")
    desk.releases()
    press("Ctrl+K", "Alt+Y", "Alt+N", "Alt+S", "Alt+Y", "Ctrl+K")
    desk.now += timedelta(days=1)
    look()


def test_every_word_of_a_shift_is_in_the_language_of_the_console(
    marked: None, make_window: Callable[..., Window]
) -> None:
    """Issue 4: every string of the interface goes through Qt's translation, so that French can follow."""
    desk = Desk("0218", PhoneCaps(can_mute=True, tty="text"))
    window = make_window()
    window.know_directory(desk.directory)
    shift = Shift(window, desk)
    work(shift)
    assert shift.seen > 10_000
    assert not shift.faults, "\n".join(f"{where}: {words}" for where, words in sorted(shift.faults))


def test_a_plain_word_is_found(marked: None, make_window: Callable[..., Window]) -> None:
    """The test above finds what it is there to find."""
    allowed = ["Oshawa Fire", "PALMER, ROBERT"]
    assert plain("⟦ŕéƒúšéđ: Oshawa Fire íš ŕíñǵíñǵ⟧", allowed) == ""
    assert plain("⟦ŕéƒúšéđ: no call is open⟧", allowed) == ": no call is open"
    assert plain("PALMER, ROBERT · ⟦öƥéñ⟧", allowed) == ""


def test_the_journal_is_the_same_in_every_language(
    marked: None, make_window: Callable[..., Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every record of the shift, byte for byte, and the English screens behind the translated ones."""

    def records() -> tuple[list[str], list[Screen]]:
        desk = Desk("0218", PhoneCaps(can_mute=True, tty="text"))
        window = make_window()
        window.know_directory(Directory())
        work(Shift(window, desk))
        return [json.dumps(each.record.body) + repr(each.record) for each in desk.decisions], [
            each.screen for each in desk.decisions
        ]

    translated, of_marks = records()
    speak(None)
    english, of_english = records()
    assert translated == english
    assert of_marks == of_english

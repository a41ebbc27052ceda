"""The keyboard: every key printed on the screen works anywhere in the window, once a press.

Keys are Qt shortcuts, not an event filter on the program: such a filter in Python would be asked about every event of
every widget. A key that is held repeats nothing (one press, one thing); NumLock and CapsLock change nothing.

Qt alone does not keep that promise under X: it knows a repeat by finding the press queued behind the release, and
sometimes it is not there yet. Both then bear the same time, which no finger achieves; the window's own key events,
which are few, are watched for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

# Keys that work although no button with a face of their own may stand on the screen at the moment. What they do is
# the position's to say, but for "Ctrl+T", the window's own way back to the live call.
FIXED_KEYS = (
    *(f"F{number}" for number in range(1, 13)),
    "Esc",
    "Ctrl+N",
    "Ctrl+W",
    "Ctrl+M",
    "Ctrl+T",
    "Ctrl+P",
    "Ctrl+Shift+M",
    "Ctrl+E",
    "Alt+L",
    "Alt+T",
    "Alt+O",
    "Alt+A",
    "Alt+H",
    "Ctrl+K",
    "Ctrl+G",
    "Ctrl+D",
    "Ctrl+J",
    "Ctrl+B",
    "Alt+R",
    *("Alt+Z", "Alt+X", "Alt+C", "Alt+V"),
    "Alt+Y",
    "Alt+N",
    "Alt+S",
    *(f"Alt+{number}" for number in range(1, 6)),
    "Alt+I",
    "Alt+D",
    "Alt+U",
    *(f"Ctrl+{number}" for number in range(1, 8)),
)

# Keys of the window itself; they ask nothing of the position.
INITIALS_KEY = "Ctrl+I"
TODAY_KEY = "Ctrl+L"
RAW_KEY = "Ctrl+R"
LIVE_KEY = "Ctrl+T"
LARGER_KEYS = ("Ctrl++", "Ctrl+=")  # the plus sign stands above the equals sign on many keyboards
SMALLER_KEY = "Ctrl+-"
NORMAL_KEY = "Ctrl+0"

# Keys of the window while the manual is open.
SEARCH_KEY = "Ctrl+F"
SECTION_BACK_KEY, SECTION_ON_KEY = "Ctrl+PgUp", "Ctrl+PgDown"
PRINT_SECTION_KEY, PRINT_MANUAL_KEY = "Ctrl+Shift+P", "Ctrl+Shift+A"


def ways_to_press(key: str) -> tuple[str, ...]:
    """Return the ways to press a key as a button prints it: a letter as a capital, so that it may be typed as one.

    For windows whose keys have no Ctrl or Alt: the trainer's, the emulator's, the replay's.
    """
    if len(key) == 1 and key.isalpha():
        return key, f"Shift+{key}"
    return {"+": ("+", "="), "Return": ("Return", "Enter")}.get(key, (key,))


class Keyboard(QObject):
    """The keys of one window.

    Signals: `pressed(key)` with the key as printed, "F8".
    """

    pressed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._heard: set[str] = set()
        self._combinations: set[int] = set()
        self._released: dict[int, int] = {}  # by key code, the time of its last release, as the event says
        self._repeats = False

    def listen_for(self, keys: Iterable[str]) -> None:
        """Let each key be heard; one that is heard already, or that no keyboard has, is left alone."""
        for key in keys:
            if key not in self._heard:
                self._hear(key, partial(self.pressed.emit, key))

    def use(self, key: str, action: Callable[[], object]) -> None:
        """Let a key of the window itself do `action`."""
        self._hear(key, action)

    def watch(self) -> None:
        """Watch the keys as the shown window gets them."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note releases, tell a press from a repeat, and take away a repeat that Qt took for a press."""
        kind = event.type()
        if kind is QEvent.Type.KeyRelease:
            self._released[event.key()] = event.timestamp()  # type: ignore[attr-defined]  # a QKeyEvent, so below
            self._repeats = False
        elif kind is QEvent.Type.ShortcutOverride:  # comes before any press, a shortcut's or another
            at_once = self._released.get(event.key()) == event.timestamp() != 0  # type: ignore[attr-defined]
            self._repeats = at_once or event.isAutoRepeat()  # type: ignore[attr-defined]
            return self._is_ours(event)  # a field must not take it for its own: under X11, Ctrl+E is "end of line"
        elif kind is QEvent.Type.KeyPress:
            return self._repeats and not event.isAutoRepeat()  # type: ignore[attr-defined]
        return False

    def _is_ours(self, event: QEvent) -> bool:
        """Tell whether this is a key of the window with Ctrl or Alt; letters and digits alone are a field's first."""
        from PySide6.QtCore import Qt

        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        combination = event.keyCombination()  # type: ignore[attr-defined]
        return bool(combination.keyboardModifiers() & held) and combination.toCombined() in self._combinations

    def _hear(self, key: str, action: Callable[[], object]) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut  # late: there is no keyboard before the first paint

        self._heard.add(key)
        sequence = QKeySequence(key)
        if sequence.isEmpty():
            return
        self._combinations.add(sequence[0].toCombined())  # type: ignore[index]  # the stubs lack it

        def press() -> None:
            if not self._repeats:
                action()

        shortcut = QShortcut(sequence, self._window)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(press)

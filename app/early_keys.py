"""What is pressed and typed while the console still starts, and nobody is there yet to take it.

Initials are taken as soon as somebody is. A key is not: it was pressed for a screen that did not stand there yet, and
what is on it when it does may be a caller of before. That it did nothing is told.
"""

from typing import TYPE_CHECKING

from app.words import say

if TYPE_CHECKING:
    from app.ui.window import Window


_KEYS_TOLD = 6  # one line of the status edge


class EarlyKeys:
    """Listens to a window until `end`. `initials` are the last that were given, "" if none were."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._keys: dict[str, None] = {}  # each once: a window has not many
        self.initials = ""
        window.key_pressed.connect(self._pressed)
        window.initials_given.connect(self._given)

    def end(self) -> str:
        """Listen no longer; return what is to be told of the keys, "" where there were none."""
        self._window.key_pressed.disconnect(self._pressed)
        self._window.initials_given.disconnect(self._given)
        if not self._keys:
            return ""
        keys = ", ".join(list(self._keys)[-_KEYS_TOLD:])
        return say("{keys}: pressed before the console had started, and did nothing; press again", keys=keys)

    def _pressed(self, key: str) -> None:
        self._keys[key] = None

    def _given(self, initials: str) -> None:
        self.initials = initials

"""The text telephone of a caller: what is heard of it, and what is sent to it, on the sound of one call."""

import threading
from collections.abc import Callable

from drivers.sip.messages import Fact, Letters, LettersLeftOut, TtyTones
from drivers.sound.tty_line import Detected, Received, Sent, TtyLine


class CallerText:
    """Listens to a call in the sound thread (`hear`), and takes text from any other (`send`)."""

    def __init__(self, call: str, tell: Callable[[Fact], None]) -> None:
        self._call = call
        self._tell = tell
        self._tty = TtyLine()
        self._lock = threading.Lock()

    def hear(self, frame: bytes) -> bytes | None:
        """Take 20 ms of the caller, and return what the caller is given instead of voices, None for voices."""
        with self._lock:
            out, happenings = self._tty.tick(frame)
        for happened in happenings:
            match happened:
                case Detected():
                    self._tell(TtyTones(self._call))
                case Received(text=text, alternate=alternate):
                    self._tell(Letters(self._call, text, alternate, sent=False))
                case Sent(letter=letter):
                    self._tell(Letters(self._call, letter, letter, sent=True))
        return out

    def send(self, text: str) -> None:
        """Queue text; what has no code or no place any more is told."""
        with self._lock:
            queued = self._tty.send(text)
        left_out = queued.left_out + queued.turned_away
        if left_out:
            self._tell(LettersLeftOut(self._call, left_out))

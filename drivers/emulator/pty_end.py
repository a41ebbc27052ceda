"""A pseudo-terminal as far end: a serial device of this computer that exists as long as the emulator runs.

The near side is closed again as soon as it is made, so that the system tells whether somebody has it open. It is raw
before anybody opens it, and stays so. A far end that leaves closes it; the one that comes back is another device, to
which the LINK leads again.
"""

import fcntl
import os
import select
import struct
import termios
import tty
from pathlib import Path

from app.errors import FeedError

LOOK_S = 0.01
"""Between two looks at whether all was read."""

SETTLED_S = 0.3
"""How long the device must have been empty: the system hands over a moment later what was written to it."""


class PtyEnd:
    """A pseudo-terminal; `link` is the name of a symbolic link to it, "" for none. Raises FeedError."""

    words = ("somebody listens", "nobody listens")

    def __init__(self, link: str = "", deaf: bool = False) -> None:
        self._link = Path(link) if link else None
        self._deaf = deaf
        self._master = -1
        self._device = ""
        self.back()

    @property
    def name(self) -> str:
        """The link, or the device."""
        return str(self._link) if self._link else self._device

    def there(self) -> bool:
        """True if somebody has the device open."""
        if self._master < 0:
            return False
        events = self._poll(select.POLLIN)
        if events & select.POLLIN and not self._deaf:
            self._throw_away()
        return not events & select.POLLHUP

    def take(self, data: bytes) -> int:
        """Hand bytes over."""
        if self._master < 0:
            return 0
        try:
            return os.write(self._master, data)
        except OSError:  # no room (EAGAIN), or gone
            return 0

    def leave(self, forever: bool = False) -> None:
        """Close the pseudo-terminal."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def back(self) -> None:
        """Make one, and let the link lead to it."""
        try:
            self._master, near = os.openpty()
            tty.setraw(near)
            self._device = os.ttyname(near)
            os.close(near)
            os.set_blocking(self._master, False)
            if self._link is not None:
                if self._link.is_symlink():  # of an emulator that was killed, or ours before the far end left
                    self._link.unlink()
                self._link.symlink_to(self._device)
        except (OSError, ValueError) as error:
            self.leave()
            words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            what = f"pty:{self._link}" if self._link else "pty"
            raise FeedError(
                f"to {what}: expected a pseudo-terminal and a new name for it, got: {words.lower()}"
            ) from error

    def drain(self, seconds: float) -> None:
        """Wait until the device holds nothing that was not read: what it holds when it is closed is lost."""
        left, empty = seconds, 0.0
        while left > 0 and empty < SETTLED_S and self.there():
            select.select([], [], [], LOOK_S)
            left -= LOOK_S
            empty = 0.0 if self._unread() else empty + LOOK_S

    def close(self) -> None:
        """Close it, and take the link away."""
        self.leave()
        if self._link is not None and self._link.is_symlink() and os.readlink(self._link) == self._device:
            self._link.unlink()

    def _poll(self, wanted: int) -> int:
        poll = select.poll()
        poll.register(self._master, wanted)
        return sum(event for _, event in poll.poll(0))

    def _throw_away(self) -> None:
        try:
            os.read(self._master, 4096)
        except OSError:  # nobody has it open any more
            pass

    def _unread(self) -> int:
        try:
            near = os.open(self._device, os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
        except OSError:
            return 0
        try:
            return int(struct.unpack("i", fcntl.ioctl(near, termios.FIONREAD, b"\0" * 4))[0])
        finally:
            os.close(near)

"""A TCP port as far end: it listens, and serves one listener at a time, as a device server does."""

import select
import socket

from app.errors import FeedError

MOST_AT_ONCE = 4096
"""Bytes handed over, or thrown away, in one go."""


class TcpEnd:
    """A port of this computer that listens; port 0 takes a free one. Raises FeedError where it cannot."""

    words = ("somebody listens", "nobody listens")

    def __init__(self, host: str, port: int, deaf: bool = False) -> None:
        self._host = host
        self._port = port
        self._deaf = deaf
        self._server: socket.socket | None = None
        self._peer: socket.socket | None = None
        self._went = False  # a listener went since it was last asked
        self.back()

    @property
    def name(self) -> str:
        """`tcp:HOST:PORT`, with the port that was taken."""
        return f"tcp:{self._host}:{self._port}"

    def there(self) -> bool:
        """True if a listener is connected. When one has gone it is told once, before the next one is served."""
        if self._peer is not None and not self._deaf:
            self._throw_away()
        elif self._peer is not None and self._hung_up():
            self._hang_up()
        if self._went:
            self._went = False
            return False
        if self._peer is None:
            self._accept()
        return self._peer is not None

    def take(self, data: bytes) -> int:
        """Hand bytes over."""
        if self._peer is None:
            return 0
        try:
            return self._peer.send(data[:MOST_AT_ONCE])
        except (BlockingIOError, InterruptedError):
            return 0
        except OSError:
            self._hang_up()
            return 0

    def leave(self, forever: bool = False) -> None:
        """Close the connection and the port."""
        self._hang_up()
        if self._server is not None:
            self._server.close()
            self._server = None

    def back(self) -> None:
        """Listen."""
        try:
            family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
            self._server = socket.create_server((self._host, self._port), family=family, backlog=1)
        except (OSError, OverflowError) as error:
            words = (error.strerror if isinstance(error, OSError) and error.strerror else str(error)).lower()
            raise FeedError(
                f"to tcp:{self._host}:{self._port}: expected a port that can listen, got: {words}"
            ) from error
        self._port = self._server.getsockname()[1]
        self._server.setblocking(False)

    def drain(self, seconds: float) -> None:
        """Say that nothing more comes, and wait until the listener has hung up: then it has read all."""
        if self._peer is None:
            return
        try:
            self._peer.shutdown(socket.SHUT_WR)
            self._peer.settimeout(seconds)
            while self._peer.recv(MOST_AT_ONCE):
                pass
        except OSError:
            pass  # gone, or too slow

    def close(self) -> None:
        """Close everything."""
        self.leave()

    def _accept(self) -> None:
        if self._server is None:
            return
        try:
            self._peer, _ = self._server.accept()
        except OSError:  # nobody has come, or is gone already
            return
        self._peer.setblocking(False)
        self._peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _throw_away(self) -> None:
        try:
            if self._peer is not None and not self._peer.recv(MOST_AT_ONCE):
                self._hang_up()
        except (BlockingIOError, InterruptedError):
            pass  # nothing was sent to us, as it should be
        except OSError:
            self._hang_up()

    def _hung_up(self) -> bool:
        """Tell without reading whether the listener is gone, where the system can tell it."""
        if self._peer is None or not hasattr(select, "POLLRDHUP"):
            return False
        poll = select.poll()
        poll.register(self._peer, select.POLLRDHUP)
        return bool(poll.poll(0))

    def _hang_up(self) -> None:
        if self._peer is not None:
            self._peer.close()
            self._peer = None
            self._went = True

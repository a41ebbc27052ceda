"""A switch that notes when each INVITE came and answers it 486: what the key is timed against."""

import re
import socket
import threading
from time import monotonic_ns

_ECHOED = ("via", "from", "to", "call-id", "cseq")
_NUMBER = re.compile(rb"INVITE sip:([^@;>]+)@")


class BusySwitch:
    """Listens on TCP; `arrivals` are the dialled number and the monotonic time in ns of each INVITE."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.arrivals: list[tuple[str, int]] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Listen no longer."""
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _address = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        waiting = b""
        with connection:
            while data := _received(connection):
                now = monotonic_ns()
                waiting += data
                while b"\r\n\r\n" in waiting:
                    head, _, waiting = waiting.partition(b"\r\n\r\n")
                    length = re.search(rb"content-length:\s*(\d+)", head, re.IGNORECASE)
                    waiting = waiting[int(length[1]) if length else 0 :]
                    number = _NUMBER.match(head.lstrip(b"\r\n"))
                    if number:
                        self.arrivals.append((number[1].decode(), now))
                        connection.sendall(_busy(head))


def _received(connection: socket.socket) -> bytes:
    try:
        return connection.recv(65536)
    except OSError:
        return b""


def _busy(head: bytes) -> bytes:
    lines = [line for line in head.decode().split("\r\n") if line.partition(":")[0].strip().lower() in _ECHOED]
    lines = [f"{line};tag=busy" if line.lower().startswith("to:") and "tag=" not in line else line for line in lines]
    return "\r\n".join(["SIP/2.0 486 Busy Here", *lines, "Content-Length: 0", "", ""]).encode()

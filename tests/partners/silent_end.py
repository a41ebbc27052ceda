"""A switch that is there and says nothing: a socket that takes what comes and never answers."""

import select
import socket
import threading
from pathlib import Path

from tests.partners.program import LIMIT_S, LOCALHOST, Partner, until
from tests.partners.sipp import Transport, method_of


class SilentEnd(Partner):
    """A dead switch. Over UDP a caller repeats its INVITE to it; over TCP the connection stands and nothing comes."""

    kind = "silent-end"

    def __init__(self, folder: Path, transport: Transport = "udp") -> None:
        super().__init__(folder)
        self.transport: Transport = transport
        self._came: list[bytes] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="silent-end", daemon=True)

    def start(self) -> None:
        """Start to listen."""
        udp = self.transport == "udp"
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM if udp else socket.SOCK_STREAM)
        self._socket.bind((LOCALHOST, 0))
        if not udp:
            self._socket.listen()
        self.port = int(self._socket.getsockname()[1])
        self._thread.start()

    def close(self) -> None:
        """Be gone."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(LIMIT_S)
            self._socket.close()
        super().close()

    def uri(self, number: str) -> str:
        """Return the URI that dials `number` here."""
        return f"sip:{number}@{LOCALHOST}:{self.port};transport={self.transport}"

    def received(self, method: str) -> list[str]:
        """Return each message that came with this method, whole, repeats included."""
        return [text for text in (data.decode(errors="replace") for data in self._came) if method_of(text) == method]

    def until_received(self, method: str, count: int = 1) -> list[str]:
        """Wait until `count` of them have come, and return them."""
        until(lambda: len(self.received(method)) >= count, f"{count} {method}")
        return self.received(method)

    def _listen(self) -> None:
        held: list[socket.socket] = []
        while not self._stop.is_set():
            ready, _, _ = select.select([self._socket, *held], [], [], 0.02)
            for one in ready:
                if one is self._socket and self.transport == "tcp":
                    held.append(self._socket.accept()[0])
                    continue
                data = one.recv(65536)
                if data:
                    self._came.append(data)
                else:
                    one.close()
                    held.remove(one)
        for one in held:
            one.close()

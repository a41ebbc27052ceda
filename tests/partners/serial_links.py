"""What lies between a serial port and its device: a cable of socat, ser2net, and a server of RFC 2217 that shows all.

A pseudo-terminal has no modem lines, and ser2net in front of one cannot answer for them; a client must ask ser2net with
`ign_set_control`. pyserial's own `PortManager`, in front of a port that makes lines up, answers for all of RFC 2217
(telephone.md 2.3).
"""

import select
import socket
import threading
from pathlib import Path
from typing import Any

import serial
import serial.rfc2217

from tests.partners.program import LIMIT_S, LOCALHOST, Partner, free_ports, until
from tests.partners.switch import is_bound

SER2NET = """\
connection: &line
  accepter: {accepter},{host},{port}
  connector: serialdev,{device},{baud}n81,local
  options:
    chardelay: false
"""


class SerialCable(Partner):
    """Two pseudo-terminals joined by socat: `near` for the driver, `far` for the test."""

    kind = "cable"

    def start(self) -> None:
        """Lay it, and return once both ends are there."""
        self.near, self.far = self.folder / "near", self.folder / "far"
        self.run("socat", *(f"pty,raw,echo=0,link={end}" for end in (self.near, self.far)))
        until(self._is_laid, "socat's pseudo-terminals")

    def _is_laid(self) -> bool:
        self.alive("before its pseudo-terminals were there")
        return self.near.exists() and self.far.exists()

    def cut(self) -> None:
        """Pull the cable: both devices are gone."""
        for program in list(self._running):
            self.end(program)


class Ser2net(Partner):
    """A serial device on the network by ser2net: raw TCP, or Telnet with RFC 2217. It takes one client at a time."""

    kind = "ser2net"

    def __init__(self, folder: Path, device: str | Path, *, rfc2217: bool = False, baud: int = 9600) -> None:
        super().__init__(folder)
        self.port = free_ports(2)
        self._rfc2217 = rfc2217
        self._config = self.folder / "ser2net.yaml"
        accepter = "telnet(rfc2217),tcp" if rfc2217 else "tcp"
        text = SER2NET.format(accepter=accepter, host=LOCALHOST, port=self.port, device=device, baud=baud)
        self._config.write_text(text)

    @property
    def url(self) -> str:
        """How pyserial opens it."""
        where = f"{LOCALHOST}:{self.port}"
        return f"rfc2217://{where}?ign_set_control" if self._rfc2217 else f"socket://{where}"

    def start(self) -> None:
        """Start it, or start it again after `stop`, and return once it listens."""
        self.run("ser2net", "-n", "-u", "-d", "-c", str(self._config), "-P", str(self.folder / "ser2net.pid"))
        until(self._listens, "ser2net to listen")

    def _listens(self) -> bool:
        self.alive("before it listened")
        return is_bound(self.port, "tcp")

    def stop(self) -> None:
        """End it in the midst of all, as an access server that is switched off."""
        for program in list(self._running):
            self.end(program)


class _MadeUpLines(serial.Serial):
    """A pseudo-terminal whose modem lines read True, and which notes what it is set to.

    The ignores are for what pyserial's types leave out.
    """

    def __init__(self, device: str) -> None:
        self.seen: list[str] = []
        super().__init__(device, timeout=0.1)

    @property
    def cts(self) -> bool:
        return True

    @property
    def dsr(self) -> bool:
        return True

    @property
    def ri(self) -> bool:
        return False

    @property
    def cd(self) -> bool:
        return True

    def _update_dtr_state(self) -> None:
        self.seen.append(f"dtr {vars(self)['_dtr_state']}")

    def _update_rts_state(self) -> None:
        self.seen.append(f"rts {vars(self)['_rts_state']}")

    def _update_break_state(self) -> None:
        self.seen.append(f"break {vars(self)['_break_state']}")

    def _reconfigure_port(self, force_update: bool = False) -> None:
        super()._reconfigure_port(force_update)  # type: ignore[misc]
        self.seen.append(f"baud {self.baudrate}")


class Rfc2217Server(Partner):
    """pyserial's server of RFC 2217 in front of a device; one client after the other.

    `seen` is what clients set: "baud 2400", "dtr True", "rts False", "break True".
    """

    kind = "rfc2217"

    def __init__(self, folder: Path, device: str | Path) -> None:
        super().__init__(folder)
        self._device = str(device)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="rfc2217-server", daemon=True)

    @property
    def url(self) -> str:
        """How pyserial opens it."""
        return f"rfc2217://{LOCALHOST}:{self.port}"

    @property
    def seen(self) -> list[str]:
        """What clients have set so far, in order."""
        return list(self._serial.seen)

    def start(self) -> None:
        """Start serving."""
        self._serial = _MadeUpLines(self._device)
        self._listener = socket.create_server((LOCALHOST, 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread.start()

    def close(self) -> None:
        """Stop serving: the client is cut off."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(LIMIT_S)
            self._listener.close()
            self._serial.close()
        super().close()

    def _serve(self) -> None:
        while not self._stop.is_set():
            if _readable(self._listener):
                client, _ = self._listener.accept()
                with client:
                    self._talk(client)

    def _talk(self, client: socket.socket) -> None:
        manager = serial.rfc2217.PortManager(self._serial, _Connection(client))  # type: ignore[arg-type]
        while not self._stop.is_set():
            try:
                if _readable(client):
                    data = client.recv(4096)
                    if not data:
                        return
                    self._serial.write(b"".join(manager.filter(data)))
                if waiting := self._serial.in_waiting:
                    client.sendall(b"".join(manager.escape(self._serial.read(waiting))))
                manager.check_modem_lines()
            except OSError:
                return  # the client, or the device, is gone


class _Connection:
    """What PortManager writes its answers to."""

    def __init__(self, client: socket.socket) -> None:
        self._client = client

    def write(self, data: bytes) -> Any:
        self._client.sendall(data)


def _readable(what: socket.socket) -> bool:
    ready, _, _ = select.select([what], [], [], 0.01)
    return bool(ready)

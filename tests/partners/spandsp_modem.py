"""The AT interpreter of spandsp behind a pseudo-terminal: a modem that is not ours, and that lies.

It says OK to nearly all, known to it or not, with effect or not, and once it was told to dial it says nothing more
until somebody tells it what came of the call: nobody does, unless a test calls `respond` (telephone.md 2.2).
"""

import ctypes
import os
import select
import threading
import tty
from pathlib import Path

from tests.partners.program import Partner, until

_Tx = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_ubyte), ctypes.c_size_t)
_Control = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p)

# at_modem_control_operation of spandsp/at_interpreter.h; the others set lines and buffers that are not there
OPERATIONS = {0: "call", 1: "answer", 2: "hang up"}

RESULTS = ("OK", "CONNECT", "RING", "NO CARRIER", "ERROR", "", "NO DIALTONE", "BUSY", "NO ANSWER")


class SpandspModem(Partner):
    """A modem at `device`; `asked` is what it asked of its line: "call *25", "answer", "hang up"."""

    kind = "spandsp-modem"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.asked: list[str] = []
        self._master = self._slave = -1
        self._state = 0
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="spandsp-modem", daemon=True)
        self._tx, self._control = _Tx(self._send), _Control(self._ask)

    def start(self) -> None:
        """Make the interpreter and the pseudo-terminal."""
        self._library = ctypes.CDLL("libspandsp.so.2")
        self._library.at_init.restype = ctypes.c_void_p
        self._library.at_init.argtypes = [ctypes.c_void_p, _Tx, ctypes.c_void_p, _Control, ctypes.c_void_p]
        self._library.at_interpreter.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
        self._library.at_put_response_code.argtypes = [ctypes.c_void_p, ctypes.c_int]
        self._library.at_free.argtypes = [ctypes.c_void_p]
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        self.device = os.ttyname(self._slave)
        self._state = self._library.at_init(None, self._tx, None, self._control, None)
        assert self._state, "spandsp made no interpreter"
        self._thread.start()

    def close(self) -> None:
        """Switch it off."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        if self._state:
            self._library.at_free(self._state)
            self._state = 0
        for end in (self._master, self._slave):
            if end >= 0:
                os.close(end)
        self._master = self._slave = -1
        super().close()

    def respond(self, result: str) -> None:
        """Tell it what came of the call: "BUSY", "NO CARRIER" ... (RESULTS)."""
        with self._lock:
            self._library.at_put_response_code(self._state, RESULTS.index(result))

    def until_asked(self, what: str) -> None:
        """Wait until it asked this of its line."""
        until(lambda: what in self.asked, f"{what!r}, but only {self.asked}")

    def _work(self) -> None:
        ready = select.poll()
        ready.register(self._master, select.POLLIN)
        while not self._stop.is_set():
            if ready.poll(10):
                data = os.read(self._master, 4096)
                with self._lock:
                    self._library.at_interpreter(self._state, data, len(data))

    def _send(self, _state: int, _mine: int, text: "ctypes._Pointer[ctypes.c_ubyte]", length: int) -> int:
        try:
            os.write(self._master, bytes(text[:length]))
        except BlockingIOError:
            pass  # nobody reads
        return 0

    def _ask(self, _state: int, _mine: int, operation: int, number: bytes | None) -> int:
        if operation in OPERATIONS:
            self.asked.append(f"{OPERATIONS[operation]} {(number or b'').decode(errors='replace')}".strip())
        return 0

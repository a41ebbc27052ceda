"""Debian's baresip as a caller or an agency: a telephone with a tone for a voice, that records what it hears."""

import json
import re
import socket
import threading
from pathlib import Path
from typing import Any

from tests.partners.program import LIFETIME_S, LIMIT_S, LOCALHOST, until
from tests.partners.sipp import Transport
from tests.partners.telephone import Telephone, Told

MODULES = Path("/usr/lib/baresip/modules")

# The sine of 1.0.0 takes two channels at 48000 Hz and nothing else; ctrl_tcp listens to all the world unless told.
CONFIG = """\
poll_method epoll
sip_listen {host}:{port}
net_interface {host}
call_local_timeout 3600
call_max_calls 8
audio_path /usr/share/baresip
audio_source ausine,{tone}
audio_player aubridge,ear
audio_alert aubridge,bell
ausrc_srate 48000
ausrc_channels 2
audio_buffer 20-160
rtp_ports {rtp}-{rtp_last}
rtp_stats no
module_path {modules}
module g711.so
module ausine.so
module aubridge.so
module aufile.so
module sndfile.so
module_tmp uuid.so
module_tmp account.so
module_app menu.so
module_app debug_cmd.so
module_app ctrl_tcp.so
ctrl_tcp_listen {host}:{control}
snd_path {folder}
ring_aufile none
ringback_aufile none
busy_aufile none
notfound_aufile none
error_aufile none
callwaiting_aufile none
"""

ACCOUNT = "<sip:{user}@{domain};transport={transport}>;regint={register_s};answermode=manual;audio_codecs=pcmu{more}\n"


_REGISTERED = re.compile(r"\x1b\[\d+m(OK|ERR)")


class Netstrings:
    """`<length>:<text>,` out of a stream of bytes cut anywhere."""

    def __init__(self) -> None:
        self._held = b""

    def feed(self, data: bytes) -> list[bytes]:
        """Return the texts that are whole by now."""
        self._held += data
        texts = []
        while b":" in self._held:
            length, _, rest = self._held.partition(b":")
            size = int(length)
            if len(rest) <= size:
                break
            texts.append(rest[:size])
            self._held = rest[size + 1 :]
        return texts


class Baresip(Telephone):
    """One baresip, commanded over its control port.

    user          its number, in its URI
    tone_hz       its voice, a whole number
    answer_after  seconds after which it answers a call by itself; None: only `accept` does
    proxy         host and port that all its calls go through; None: straight to the URI dialled
    registrar     host and port where it registers; None: nowhere
    password      its answer when asked who it is
    """

    kind = "baresip"

    def __init__(
        self,
        folder: Path,
        user: str = "agency",
        *,
        tone_hz: int = 440,
        answer_after: float | None = None,
        transport: Transport = "udp",
        proxy: str | None = None,
        registrar: str | None = None,
        password: str = "",
    ) -> None:
        super().__init__(folder, user, tone_hz, transport)
        self._answer_after = answer_after
        self._proxy = proxy
        self._registrar = registrar
        self._password = password
        self._answers: dict[str, dict[str, Any]] = {}
        self._timers: list[threading.Timer] = []
        self._control: socket.socket | None = None
        self._reader: threading.Thread | None = None
        self._commands = 0

    def start(self) -> None:
        """Start it, and return once it takes commands and calls."""
        more = f';outbound="sip:{self._proxy};transport={self.transport}"' if self._proxy else ""
        more += f";auth_pass={self._password}" if self._password else ""
        account = ACCOUNT.format(
            user=self.user,
            domain=self._registrar or LOCALHOST,
            register_s=300 if self._registrar else 0,
            transport=self.transport,
            more=more,
        )
        config = CONFIG.format(
            host=LOCALHOST,
            port=self.port,
            control=self.port + 2,
            rtp=self.port + 4,
            rtp_last=self.port + self.PORTS - 1,
            tone=self.tone_hz,
            modules=MODULES,
            folder=self.folder,
        )
        (self.folder / "config").write_text(config)
        (self.folder / "accounts").write_text(account)
        (self.folder / "contacts").write_text("")
        self.run("baresip", "-4", "-s", "-f", str(self.folder), "-t", str(LIFETIME_S))
        self._control = until(self._connect, "baresip's control port")
        self._reader = threading.Thread(target=self._read, args=(self._control,), name="baresip-control", daemon=True)
        self._reader.start()
        self.command("listcalls")

    def _connect(self) -> socket.socket | None:
        self.alive("before its control port listened")
        try:
            return socket.create_connection((LOCALHOST, self.port + 2), timeout=1)
        except OSError:
            return None

    def close(self) -> None:
        """End it. A call it is on is cut off without a word, as by a power failure; `hang_up` first for a BYE."""
        for timer in self._timers:
            timer.cancel()
        if self._control is not None:
            try:
                self._control.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # it has ended by itself
        for timer in self._timers:
            timer.join()
        if self._reader is not None:
            self._reader.join()
        if self._control is not None:
            self._control.close()
        super().close()

    # --- commands ---

    def command(self, command: str, params: str = "") -> str:
        """Send a command and return its answer; AssertionError when it is not ok, or does not come."""
        assert self._control is not None, "baresip is not started"
        with self._news:
            self._commands += 1
            token = f"t{self._commands}"
        order = json.dumps({"command": command, "params": params, "token": token}).encode()
        self._control.sendall(b"%d:%s," % (len(order), order))
        with self._news:
            came = self._news.wait_for(lambda: token in self._answers, LIMIT_S)
            assert came, f"baresip did not answer {command} {params}\n{self.logs()}"
            answer = self._answers.pop(token)
        assert answer["ok"], f"baresip refused {command} {params}: {answer['data']}"
        return str(answer["data"])

    def dial(self, uri: str) -> None:
        """Call; what becomes of it is an event (`CALL_RINGING`, `CALL_ESTABLISHED`, `CALL_CLOSED`)."""
        self.command("dial", uri.removesuffix(f";transport={self.transport}"))  # it adds its account's own

    def accept(self) -> None:
        """Answer the call that rings."""
        self.command("accept")

    def hang_up(self) -> None:
        """End the current call: CANCEL, a refusal or BYE, as it stands. With no call it does nothing, and says ok."""
        self.command("hangup")

    def hold(self) -> None:
        """Put the current call on hold (re-INVITE, a=sendonly)."""
        self.command("hold")

    def resume(self) -> None:
        """Take the current call off hold."""
        self.command("resume")

    def transfer(self, uri: str) -> None:
        """Send the far end elsewhere, unseen (REFER without Replaces)."""
        self.command("transfer", uri)

    def digits(self, digits: str) -> None:
        """Send digits as telephone events of RFC 4733."""
        for digit in digits:
            self.command("sndcode", digit)

    def pick(self, call: str) -> None:
        """Make `call` (`Told.call`) the current one, which commands act on."""
        self.command("callfind", call)

    def until_registered(self) -> bool:
        """Wait for the registrar's word, and return whether it took us.

        It registers before its control port can be reached, so that the event of it may never be seen.
        """
        return "OK" in until(lambda: _REGISTERED.search(self.command("reginfo")), "the registrar's word")[1]

    def calls(self) -> str:
        """Return its own list of calls, in its words: OUTGOING, RINGING, ESTABLISHED ..."""
        return self.command("listcalls")

    def recordings(self) -> list[Path]:
        """Return what it heard, a WAV a call, the oldest first; the last grows while the call lasts."""
        return sorted(self.folder.glob("dump-*-dec.wav"), key=lambda path: path.stat().st_mtime_ns)

    # --- the reader's thread ---

    def _read(self, control: socket.socket) -> None:
        netstrings = Netstrings()
        control.settimeout(None)
        while True:
            try:
                data = control.recv(65536)
            except OSError:
                return
            if not data:
                return
            for text in netstrings.feed(data):
                self._hear(json.loads(text))

    def _hear(self, told: dict[str, Any]) -> None:
        if "response" in told:
            with self._news:
                self._answers[told["token"]] = told
                self._news.notify_all()
            return
        event = Told(*(str(told.get(key, "")) for key in ("type", "direction", "peeruri", "param", "id")))
        if event.type == "CALL_INCOMING" and self._answer_after is not None:
            self._timers.append(threading.Timer(self._answer_after, self._answer, (event.call,)))
            self._timers[-1].start()
        self.tell(event)

    def _answer(self, call: str) -> None:
        try:
            self.pick(call)
            self.accept()
        except (AssertionError, OSError):
            pass  # the caller was quicker, or baresip is gone: its log tells

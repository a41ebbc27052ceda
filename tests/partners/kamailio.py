"""Kamailio as a tandem: the switch of the network, which knows the agencies and ends a ringing that lasts too long."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from tests.partners.program import LOCALHOST, Partner, free_ports, until
from tests.partners.sipp import fill_blanks
from tests.partners.switch import is_bound

CONFIG = Path(__file__).with_name("kamailio.cfg")

REALM = "tandem"

SIX_RINGS_S = 36.0

_AUTH = """if (!pv_auth_check("{realm}", "{password}", "0", "0") || $au != "{user}") {{
        xlog("L_NOTICE", "not authenticated: $rm from $fu\\n");
        auth_challenge("{realm}", "0");
        exit;
    }}
    consume_credentials();"""

_REGISTER = """append_to_reply("Contact: $ct;expires=300\\r\\n");
        sl_send_reply("200", "OK");"""


class Kamailio(Partner):
    """A tandem on UDP and TCP.

    agencies     dialled number -> SIP URI of the agency's telephone (`Baresip.uri`)
    ring_s       seconds of ringing after which it gives the attempt up (CANCEL there, 480 here)
    silence_s    seconds without any word from the agency's telephone after which it is 503
    credentials  user and password that INVITE and REGISTER must prove (digest); None: it asks for none
    registers    whether REGISTER is taken; refused it is 403
    """

    kind = "kamailio"

    def __init__(
        self,
        folder: Path,
        agencies: Mapping[str, str],
        *,
        ring_s: float = SIX_RINGS_S,
        silence_s: float = 3.0,
        credentials: tuple[str, str] | None = None,
        registers: bool = True,
    ) -> None:
        super().__init__(folder)
        self.port = free_ports(2)
        cases = (f'if ($rU == "{number}") {{ $ru = "{uri}"; $var(agency) = 1; }}' for number, uri in agencies.items())
        user, password = credentials or ("", "")
        blanks = {
            "address": self.address,
            "ring_ms": f"{ring_s * 1000:.0f}",
            "silence_ms": f"{silence_s * 1000:.0f}",
            "auth": _AUTH.format(realm=REALM, user=user, password=password) if credentials else "",
            "register": _REGISTER if registers else 'sl_send_reply("403", "Forbidden");',
            "routes": "\n    ".join(cases),
        }
        self._config = self.folder / "kamailio.cfg"
        self._config.write_text(fill_blanks(CONFIG.read_text(encoding="utf-8"), blanks), encoding="utf-8")

    @property
    def address(self) -> str:
        """Host and port, as a URI has them."""
        return f"{LOCALHOST}:{self.port}"

    def uri(self, number: str, transport: Literal["udp", "tcp"] = "udp") -> str:
        """Return the URI that dials `number` here."""
        return f"sip:{number}@{self.address};transport={transport}"

    def start(self) -> None:
        """Start, and return once it takes calls."""
        pid = self.folder / "kamailio.pid"
        small = ("-m", "16", "-M", "4")  # MB
        self.run("kamailio", "-f", str(self._config), "-DD", "-E", *small, "-P", str(pid), "-Y", str(self.folder))
        until(self._listens, "kamailio to listen")

    def _listens(self) -> bool:
        self.alive("before it listened")
        return is_bound(self.port, "udp") and is_bound(self.port, "tcp")

    def log(self) -> str:
        """Return what it logged: each request with its method, and who was not authenticated."""
        return "".join(path.read_text(errors="replace") for path in self.folder.glob("*.out"))

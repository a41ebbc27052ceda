"""How the SIP line of a position is set."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any

TRANSPORTS = ("tcp", "udp")
BRIDGES = ("console", "switch")
ANSWERS = ("key", "auto")
CODECS = ("pcmu", "pcma")
"""8,000 samples a second, 8 bits: what a TTY passes through and what is mixed here without conversion."""


@dataclass(frozen=True, slots=True)
class SipAccount:
    """The line: where we listen, whom we call, who we are.

    `switch` is host:port. `microphone` is `alsa:NAME`, `tone:HZ`, `file:PATH` or `none`; `earpiece` the same but for
    the tone. `bridge` tells who joins caller and agency; `answer` "auto" answers a caller when nobody is on the line.
    `hold_limit` and `transfer_limit` are seconds until the far end must have answered that.
    """

    address: str = "127.0.0.1"
    port: int = 5060
    switch: str = "127.0.0.1:5080"
    user: str = "answerpoint"
    auth_user: str = ""
    password: str = field(default="", repr=False)
    transport: str = "tcp"
    register: bool = False
    codecs: tuple[str, ...] = CODECS
    microphone: str = "none"
    earpiece: str = "none"
    bridge: str = "console"
    answer: str = "key"
    hold_limit: float = 3.0
    transfer_limit: float = 10.0

    @property
    def words(self) -> str:
        """The account as a technician reads it; of the password only whether there is one."""
        secret = "a password" if self.password else "no password"
        return f"{self.user} at {self.switch} over {self.transport}, {secret}"

    def as_table(self) -> dict[str, Any]:
        """Return it for the pipe; the password is in it."""
        return asdict(self) | {"codecs": list(self.codecs)}

    @classmethod
    def from_table(cls, table: dict[str, Any]) -> "SipAccount":
        """Read what `as_table` wrote. Raises ValueError for anything else."""
        if set(table) != {each.name for each in fields(cls)}:
            raise ValueError("expected the fields of an account")
        return cls(**(table | {"codecs": tuple(table["codecs"])}))

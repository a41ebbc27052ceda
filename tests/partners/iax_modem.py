"""iaxmodem: a modem program on a tty of its own, whose line nobody answers.

It speaks IAX to a switch on 127.0.0.1 that is not there, so that a dialling is followed by silence, which only the
driver's own limit ends (telephone.md 2.2).
"""

import grp
import os
import pwd
from pathlib import Path

from tests.partners.program import LOCALHOST, Partner, free_ports, until

CONFIG = """\
device tty
owner {user}:{group}
mode 600
port {port}
refresh 0
server {host}
peername answerpoint
secret none
cidname Nobody
cidnumber 0000000
codec slinear
"""

# It reads its settings from there and nowhere else, by name.
SETTINGS = Path("/etc/iaxmodem")


class IaxModem(Partner):
    """A modem at `device`, with the AT interpreter of spandsp."""

    kind = "iax-modem"

    def start(self) -> None:
        """Start it, and return once its device is there."""
        self.device = self.folder / "tty"
        # in its settings the name is short: it cuts a longer one off after 63 characters, and says nothing
        config = self.folder / "iaxmodem"
        text = CONFIG.format(
            user=pwd.getpwuid(os.getuid()).pw_name,
            group=grp.getgrgid(os.getgid()).gr_name,
            port=free_ports(2),
            host=LOCALHOST,
        )
        config.write_text(text)
        self.run("iaxmodem", os.path.relpath(config, SETTINGS))
        until(self._is_there, "iaxmodem's device")

    def _is_there(self) -> bool:
        self.alive("before its device was there")
        return self.device.exists()

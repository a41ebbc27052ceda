"""The fixture of the real partners; a conftest that wants it says `from tests.partners.fixtures import partner`.

    def test_busy(partner: Partners, tmp_path: Path) -> None:
        switch = partner(SippSwitch(tmp_path, "tcp"))

    switch.SippSwitch          a switch: each number does something else; what came on the wire is told
    caller.SippCaller          a caller who rings the console, with a number or none, a voice, a codec
    baresip.Baresip            Debian's baresip, a caller or an agency: a tone for a voice, and what it hears
    replaces_end.ReplacesEnd   a caller or an agency that takes an attended transfer
    kamailio.Kamailio          a tandem: star codes, a limit to the ringing, credentials
    silent_end.SilentEnd       a switch that is there and says nothing
    voice_modem.VoiceModem     a voice modem whose line is a real call
    spandsp_modem.SpandspModem, iax_modem.IaxModem    modems that are not ours, and lie
    serial_links.SerialCable, Ser2net, Rfc2217Server  what lies between a serial port and its device
    bad_line.BadLine           bytes lost and made up
    cups.Cups                  the system's printing: what was printed is kept

Each is a context manager of its own too: `with SippSwitch(folder) as switch`.
"""

from collections.abc import Callable, Generator
from contextlib import ExitStack
from typing import TypeVar

import pytest

from tests.partners.program import Partner

P = TypeVar("P", bound=Partner)

StartPartner = Callable[[P], P]


class Partners:
    """Starts partners: `switch = partner(SippSwitch(tmp_path))`."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self.started: list[Partner] = []

    def __call__(self, some: P) -> P:
        self.started.append(some)
        self._stack.enter_context(some)
        return some


@pytest.fixture
def partner(request: pytest.FixtureRequest) -> Generator[Partners]:
    """Start partners that end with the test, the last first; what they said is shown when the test fails."""
    with ExitStack() as stack:
        partners = Partners(stack)
        yield partners
    if not getattr(request.node, "_passed_call", False):
        for each in partners.started:
            print(each.logs())

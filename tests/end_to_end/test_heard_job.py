"""What a call-taker who does not see the screen is told: another program hears it through AT-SPI."""

import json
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.end_to_end.conftest import HERE, PATIENCE, end

pytestmark = [pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "pyatspi", "at-spi2-core")]

TOWER = (
    "555-0142 (905) CEL WHT 99/06/21 05:17:39 #00552 Pos:0218\r\nTELCO WIRELESS\r\n1615 DUNDAS ST E SECTOR 2\r\n"
    "WHITBY BROOKLIN L1M 1B5\r\nESN#: 0112\r\nDUR REG POLICE\r\n905-579-1234\r\n\r\n"
)


class Ears:
    """Another program that hears the console's announcements, in their order."""

    def __init__(self, environ: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            ["/usr/bin/python3", str(HERE / "screen_witness.py"), "hear"],
            env=environ,
            stdout=subprocess.PIPE,
            text=True,
        )

    def next(self) -> str:
        """Return the next announcement."""
        assert self.process.stdout is not None
        return str(json.loads(self.process.stdout.readline() or '"nothing more was said"'))

    def until(self, words: str) -> str:
        """Return the next announcement that has these words."""
        return next(each for each in iter(self.next, "nothing more was said") if words in each)


@pytest.fixture
def listen(open_console: Callable[..., Any]) -> Iterator[Callable[..., tuple[Any, Ears]]]:
    heard: list[Ears] = []

    def listening(*arguments: str) -> tuple[Any, Ears]:
        console = open_console(*arguments)
        console.window()
        console.waits_for_field("Next step", "Ready for the next call")
        heard.append(Ears(console.environ))
        assert heard[0].next() == "listening"
        return console, heard[0]

    yield listening
    for ears in heard:
        end(ears.process)


@pytest.mark.timeout(3 * PATIENCE)
def test_a_caller_every_doubt_an_agency_that_fails_and_the_step_of_a_rule_are_heard(
    listen: Callable[..., tuple[Any, Ears]], line: Any
) -> None:
    """U19, D070, D101."""
    console, ears = listen("--feed", f"serial:{line.device}", "--phone", "virtual?*21=busy&cadence=0.3")
    line.send(TOWER.encode())
    assert ears.until("new caller") == (
        "new caller: (905) 555-0142, may not be the caller's own number, CEL  Cellular, "
        "1615 DUNDAS ST E SECTOR 2, may not be where the caller is, BROOKLIN (WHITBY)  L1M 1B5"
    )
    console.press("F5")
    said = ears.until("Ambulance: BUSY")
    assert said.endswith("now: Ambulance was not reached: take the information and see that it gets there.")
    console.press("ctrl+g", "v")
    assert "Alt+Z No word: try TTY, Alt+X Somebody speaks" in ears.until("now: Ask:")
    assert console.close()[0] == 0

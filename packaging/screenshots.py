"""`make screenshots`: the real program under Xvfb, real keys, a picture of every state that matters.

Each theme at 1280x800 and at 1920x1080. Callers are the manual's own samples or invented. Give names of states to take
only those. The pictures are there to be looked at: would you read it at a glance, from a metre, tired?
"""

import json
import os
import select
import subprocess
import sys
import tempfile
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screenshots"
THEMES = ("dark", "light", "high-contrast")
SIZES = ("1280x800", "1920x1080")
PATIENCE = 20.0  # seconds for anything to happen

SLIP = (
    "326-1224 (905) RES OSH {date} #{call:05d} Pos:0218\r\nPALMER, ROBERT\r\n{street}\r\nAPT 6\r\n"
    "OSHAWA, OSHAWA L1G-4B7\r\nESN#: 0047\r\nDUR REG POLICE\r\n905-579-1234\r\n\r\n"
)
CELL = (
    "555-0142 (905) CEL WHT {date} #{call:05d} Pos:0218\r\nTELCO WIRELESS\r\n1615 DUNDAS ST E SECTOR 2\r\n"
    "WHITBY BROOKLIN L1M 1B5\r\nESN#: 0112\r\nDUR REG POLICE\r\n905-579-1234\r\n\r\n"
)
UNKNOWN = "ALI REPORT  9055550142\r\n  84 SMITH ST  UNIT 3\r\n  OSHAWA ON\r\n\r\n"


def pause(seconds: float) -> None:
    """Let the other processes work."""
    select.poll().poll(seconds * 1000)


class Desk:
    """The console on a line of its own, with the keys of a keyboard."""

    def __init__(self, display: str, folder: Path, theme: str, size: str) -> None:
        self.size = size
        self.far, near = os.openpty()
        tty.setraw(near)
        self._near = near
        self.journal = folder / "journal.sqlite"
        settings = folder / "settings.toml"
        settings.write_text(f'theme = "{theme}"\nposition = "0218"\n')
        self.environ = {**os.environ, "DISPLAY": display, "XDG_DATA_HOME": str(folder), "TZ": "America/Toronto"}
        self.environ.pop("QT_QPA_PLATFORM", None)
        words = ["run", "--settings", str(settings), "--journal", str(self.journal), "--feed"]
        phone = ["--phone", "virtual?*23=answer:3&*21=busy&*25=answer:6&*36=line_lost&cadence=1.2"]
        self.program = subprocess.Popen(
            [sys.executable, "-m", "app", *words, f"serial:{os.ttyname(near)}", *phone], cwd=ROOT, env=self.environ
        )
        self.call = 551
        self.window = self.until(self._find, "the window")
        wide, high = size.split("x")
        self.tool("xdotool", "windowmove", self.window, "0", "0", "windowsize", self.window, wide, high)
        self.until(lambda: "yes" if self.journal.exists() else "", "the journal")

    def _find(self) -> str:
        words = ["xdotool", "search", "--onlyvisible", "--name", "answerpoint"]
        return subprocess.run(words, env=self.environ, capture_output=True, text=True).stdout.split("\n")[0]

    def tool(self, *words: str) -> None:
        """Run a program on this display."""
        subprocess.run(words, env=self.environ, check=True, timeout=PATIENCE)

    def until(self, what: Callable[[], str], why: str) -> str:
        """Wait for an answer."""
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit:
            if answer := what():
                return answer
            pause(0.05)
        raise SystemExit(f"screenshots: waited in vain for {why}")

    def calls(self) -> list[dict[str, object]]:
        """What the journal says."""
        words = [sys.executable, "-m", "app", "calls", "--json", "--journal", str(self.journal)]
        told = subprocess.run(words, cwd=ROOT, env=self.environ, capture_output=True, text=True).stdout
        return [json.loads(line) for line in told.splitlines()]

    def send(self, text: str, street: str = "324 FIRST ST N", again: bool = False) -> None:
        """Send a record down the line, under the next call number."""
        self.call += not again
        date = time.strftime("%y/%m/%d %H:%M:%S")
        os.write(self.far, text.format(call=self.call, date=date, street=street).encode())
        pause(0.4)

    def press(self, *keys: str, then: float = 0.3) -> None:
        """Press real keys."""
        self.tool("xdotool", "windowfocus", "--sync", self.window)
        for key in keys:
            self.tool("xdotool", "key", key)
        pause(then)

    def picture(self, name: str) -> None:
        """Take a picture of the whole screen."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        self.tool("import", "-window", "root", "-depth", "8", "+dither", "-colors", "48", str(FOLDER / f"{name}.png"))

    def cut(self) -> None:
        """Pull the cable."""
        os.close(self._near)
        os.close(self.far)
        pause(1.0)


def states(desk: Desk) -> Iterator[str]:
    """Bring the console from state to state; each name yielded is a picture to be taken now."""
    pause(2.0)  # past "the console is starting"
    yield "no-call"
    desk.press("ctrl+i", "A", "B", "Return")
    desk.send(SLIP)
    yield "caller"
    desk.press("F1", "h", "o", "w", "l", "e", "r", "Return")
    yield "manual"
    desk.press("F1")
    desk.press("ctrl+b", then=0.6)
    yield "trouble"
    desk.press("Escape", then=0.4)
    yield "matters"
    desk.press("alt+u")
    desk.press("F8", then=2.2)
    yield "ringing"
    desk.send(CELL)
    yield "waiting"
    pause(1.5)
    yield "answered"
    desk.press("F12")
    yield "release-warned"
    desk.press("F11", then=0.3)
    yield "contact"
    desk.press("F12", then=1.0)
    yield "cellular"
    desk.press("F5", then=1.2)
    yield "failed"
    desk.press("F1")
    yield "manual-failed"
    desk.press("F1")
    desk.press("alt+i", "F12", then=1.0)
    yield "released"
    desk.press("ctrl+g")
    desk.press("k")
    desk.press("F8")
    yield "which-down"
    desk.press("alt+z")
    desk.press("h", "y", "d", "r", "o", "Return")
    desk.send(SLIP)
    yield "agency-down"
    desk.press("ctrl+g")
    desk.press("k")
    desk.press("F8")
    desk.press("alt+z", "F12", then=1.0)
    desk.press("ctrl+g")
    desk.press("x")
    desk.press("alt+z")
    desk.press("S", "L", "Return")
    yield "evacuation"
    desk.press("alt+x")
    desk.send(SLIP)
    yield "related"
    desk.press("F5", then=1.2)
    desk.press("alt+l")
    yield "linked"
    desk.press("F12", then=1.0)
    desk.press("ctrl+n")
    yield "previous"
    desk.send(SLIP)
    desk.send(SLIP, street="326 FIRST ST N", again=True)
    yield "changed"
    desk.press("ctrl+d", "u", "x", "space", "f", "i", "r", "e", "Return")
    yield "directory"
    desk.press("Escape")
    desk.press("ctrl+r")
    yield "as-sent"
    desk.press("ctrl+r", "F12", then=1.0)
    desk.send(UNKNOWN)
    yield "not-decoded"
    desk.press("ctrl+p")
    yield "line"
    desk.press("ctrl+shift+m")
    os.write(desk.far, b"\x80\xff\x81\x02\x03zz\x00\x01")
    pause(1.0)
    desk.send(SLIP)
    yield "line-monitor"
    desk.press("Escape", "F12", then=1.0)
    desk.press("ctrl+k")
    yield "checks"
    desk.send(SLIP)
    desk.press("F2", then=0.6)
    desk.press("7", "1", "3", "8")
    yield "dial"
    desk.press("Escape", then=0.6)
    desk.press("F10", then=1.6)
    yield "line-lost"
    desk.press("alt+h", "F8")
    yield "by-hand"
    desk.cut()
    yield "feed-lost"


@contextmanager
def x_server(size: str) -> Iterator[str]:
    """Start Xvfb on a free display, yield its name, end it."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


def main(wanted: list[str]) -> None:
    """Take the pictures."""
    for size in SIZES:
        for theme in THEMES:
            with x_server(size) as display, tempfile.TemporaryDirectory() as name:
                desk = Desk(display, Path(name), theme, size)
                try:
                    left = set(wanted)
                    for state in states(desk):
                        if not wanted or state in wanted:
                            desk.picture(f"{state}-{theme}-{size}")
                        left.discard(state)
                        if wanted and not left:
                            break
                finally:
                    desk.program.terminate()
                    desk.program.wait(20)
            print(f"{theme} {size}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

"""The emulator on one side, a console on the other, under every fault: nobody is lost, nothing hangs.

Each fault is met on one way between the two: a pair of serial lines, a pseudo-terminal that comes and goes, TCP and
RFC 2217 through ser2net, TCP straight. A console stays on its way from fault to fault, as it does through a bad night.
"""

import base64
import contextlib
import json
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from drivers.emulator.fault import FAULTS, Unit
from tests.end_to_end.conftest import ROOT, Console, Line, end, wait_for
from tests.end_to_end.test_same_content import free_port, up

pytestmark = [pytest.mark.needs("Xvfb", "socat", "ser2net", "dbus-daemon"), pytest.mark.timeout(240)]

WAYS = ("pair", "pty", "ser2net", "rfc2217", "tcp")
CALLS = 8
GONE = {"nobody listened", "vanish", "link_dies"}  # with the far end goes what the system still held of the bytes
LAKELAND = (ROOT / "tests" / "data" / "tables" / "lakeland.toml").read_text("utf-8")
BEATING = 'format = "lakeland"\nposition = "17"\nheartbeat = "HB 01"\nheartbeat_every = 1.0\n'
STRIKES = {
    "roll_over": "roll_over@6",
    "storm": "storm@6x300",
    "vanish": "vanish@6x10",
    "link_dies": "link_dies@6",
    "deaf": "deaf",
    Unit.BYTE: "=0.004",
    Unit.RECORD: "=0.3",
    Unit.HEARTBEAT: "=0.4",
}


class Way:
    """A console that stays on one way, and where the emulator is to send so that it hears."""

    def __init__(self, name: str, folder: Path, environ: dict[str, str]) -> None:
        self.folder = folder
        self._parts: list[subprocess.Popen[Any]] = []
        self._line: Line | None = None
        (folder / "formats").mkdir()
        (folder / "formats" / "lakeland.toml").write_text(LAKELAND)
        settings = folder / "settings.toml"
        settings.write_text('formats_folder = "formats"\n')
        feed, self.to = self._lay(name)
        arguments = ("--feed", feed, "--settings", str(settings))
        self.console = Console(arguments, folder / "journal.sqlite", environ)
        self.console.window()
        self.settings = settings
        wait_for(self._has_begun, "the console's first event")
        if name not in ("pty", "tcp"):  # there nobody is yet at the far end
            wait_for(lambda: up(self.console.journal), "the feed to be up")

    def _lay(self, name: str) -> tuple[str, str]:
        if name == "pty":
            return f"serial:{self.folder / 'pty'}", f"pty:{self.folder / 'pty'}"
        port = free_port()
        if name == "tcp":
            return f"serial:socket://127.0.0.1:{port}", f"tcp:{port}"
        self._line = Line(self.folder)
        to = f"serial:{self.folder / 'far'}"
        if name == "pair":
            return f"serial:{self._line.device}", to
        accepter = "telnet(rfc2217),tcp" if name == "rfc2217" else "tcp"
        (self.folder / "ser2net.yaml").write_text(
            f"connection: &line\n  accepter: {accepter},127.0.0.1,{port}\n"
            f"  connector: serialdev,{self._line.device},9600n81,local\n"
        )
        words = ["ser2net", "-n", "-c", str(self.folder / "ser2net.yaml")]
        self._parts.append(subprocess.Popen(words, stderr=subprocess.DEVNULL))
        if name == "rfc2217":
            return f"serial:rfc2217://127.0.0.1:{port}?ign_set_control", to
        return f"serial:socket://127.0.0.1:{port}", to

    def _has_begun(self) -> bool:
        try:
            return self.last_event() > 0
        except sqlite3.OperationalError:  # the journal is being made
            return False

    def heard(self, since: int = 0) -> list[tuple[str, bytes]]:
        """What the journal holds of the feed after an event: kind and bytes, oldest first."""
        journal = self.console.journal
        with contextlib.closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as database:
            rows = database.execute(
                "SELECT kind, raw FROM events JOIN spills ON spills.id = events.spill "
                "WHERE kind IN ('spill_arrived', 'noise_heard') AND events.id > ? ORDER BY events.id",
                (since,),
            ).fetchall()
        return [(kind, bytes(raw)) for kind, raw in rows]

    def last_event(self) -> int:
        """The number of the journal's last event."""
        with contextlib.closing(sqlite3.connect(f"file:{self.console.journal}?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT coalesce(max(id), 0) FROM events").fetchone()[0])

    def close(self) -> None:
        """End the console and all that lay between."""
        end(self.console.process)
        if self._line is not None:
            self._line.cut()
        for part in self._parts:
            end(part)


@pytest.fixture(scope="module")
def way(display: str, session_bus: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Way]]:
    """Return a function that gives the console of a way, made when it is first asked for."""
    import os

    made: dict[str, Way] = {}

    def of(name: str) -> Way:
        if name not in made:
            folder = tmp_path_factory.mktemp(name)
            environ = {
                **{name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"},
                "DISPLAY": display,
                "DBUS_SESSION_BUS_ADDRESS": session_bus,
                "XDG_CONFIG_HOME": str(folder / "config"),
                "XDG_DATA_HOME": str(folder / "data"),
            }
            made[name] = Way(name, folder, environ)
        return made[name]

    yield of
    for each in made.values():
        each.close()


def emulated(way: Way, *words: str) -> list[dict[str, Any]]:
    """Let the emulator play to its end, and return what it says it sent."""
    log = way.folder / f"sent{way.last_event()}.jsonl"
    arguments = ["--to", way.to, "--count", str(CALLS), "--pace", "20", "--log", str(log), *words]
    program = subprocess.run(
        [sys.executable, "-m", "app", "emulate", *arguments, "--settings", str(way.settings)],
        cwd=ROOT,
        env=way.console.environ,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert program.returncode == 0, program.stderr
    return [json.loads(each) for each in log.read_text().splitlines()]


def taken(way: Way, since: int, sent: list[dict[str, Any]]) -> None:
    """Wait for every whole record; then see that each came once, none was made up, and no damaged byte was lost."""
    records = [each for each in sent if each["what"] == "record"]
    whole = Counter(base64.b64decode(each["bytes"]).strip() for each in records if each["whole"])
    meant = Counter(base64.b64decode(each.get("meant") or each["bytes"]).strip() for each in records)

    def spills() -> Counter[bytes]:
        return Counter(raw.strip() for kind, raw in way.heard(since) if kind == "spill_arrived")

    wait_for(lambda: not whole - spills(), "every whole record")
    found = spills()
    for data, count in whole.items():
        assert found[data] <= meant[data], f"{data!r} came {found[data]} times, sent whole {count} times"
    # What was damaged lies in the journal too, as a spill or as noise: nothing of it is thrown away.
    damaged = [
        base64.b64decode(each["bytes"]) for each in records if not each["whole"] and not GONE & set(each["faults"])
    ]
    lines = [b"".join(line.split()) for each in damaged for line in each.splitlines()]

    def thrown_away() -> list[bytes]:
        kept = b"".join(b"".join(raw.split()) for _kind, raw in way.heard(since))
        return [line for line in lines if line not in kept]

    wait_for(lambda: not thrown_away(), "every damaged byte")
    assert way.console.process.poll() is None


def faulty(name: str) -> str:
    kind = FAULTS[name]
    strike = STRIKES.get(name) or STRIKES[kind.unit]
    return strike if strike.startswith(name) else f"{name}{strike}"


@pytest.mark.parametrize("name", FAULTS)
def test_every_whole_spill_is_journalled_once_and_every_damaged_one_kept(name: str, way: Callable[[str], Way]) -> None:
    """The console goes on under this fault, and its journal is what the emulator says it sent."""
    on = way(WAYS[list(FAULTS).index(name) % len(WAYS)])
    if name == "deaf":
        on = way("pty")  # a far end that never reads is one that we make
    since = on.last_event()
    scenario = on.folder / "scenario.toml"
    scenario.write_text("rate = 'every:4'\n" + (BEATING if FAULTS[name].unit is Unit.HEARTBEAT else ""))
    sent = emulated(on, str(scenario), "--seed", "7", "--fault", faulty(name))
    assert name in {fault for each in sent for fault in each["faults"]} or name in ("deaf", "heartbeat_missing")
    taken(on, since, sent)


@pytest.mark.parametrize("name", WAYS)
def test_all_faults_together_on_every_way_leave_a_whole_journal(name: str, way: Callable[[str], Way]) -> None:
    """Then the console closes cleanly, and its chain of events is whole."""
    on = way(name)
    since = on.last_event()
    mixed = [faulty(each) for each, kind in FAULTS.items() if kind.unit in (Unit.RECORD, Unit.BYTE) and kind.usual]
    sent = emulated(on, "--rate", "every:4", "--seed", "11", *[word for each in mixed for word in ("--fault", each)])
    taken(on, since, sent)
    assert on.console.close(signal.SIGTERM) == (0, "")
    told = on.console.command("verify", "--journal", str(on.console.journal))
    assert told.returncode == 0, told.stdout

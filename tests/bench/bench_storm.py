"""A storm of 10,000 spills as fast as a pseudo-terminal takes them, while a leg rings: nobody lost, nobody hidden.

The whole console, its journal on a disk. A key is pressed all the while; how soon it is answered in quiet is the
baseline.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import tty
from contextlib import closing
from pathlib import Path
from select import poll
from time import monotonic

from tests.bench.bench_painted import SLIP
from tests.bench.ratio import Row, percentile

HERE = Path(__file__).parent
SPILLS = int(os.environ.get("BENCH_STORM", "10000"))
LIMIT_S = 180.0
QUIET_S = 4.0  # of presses before the storm
ALLOWED_MS = 100.0
ALLOWED_MIB = 64.0


def _wait(until: float, what: str, program: "subprocess.Popen[str]") -> None:
    assert program.poll() is None, f"the console ended: {program.communicate()[1]}"
    assert monotonic() < until, f"waited in vain: {what}"
    poll().poll(50)


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _journalled(journal: Path) -> int:
    with closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as database:
        return int(database.execute("SELECT count(*) FROM events WHERE kind = 'spill_arrived'").fetchone()[0])


def measure() -> list[Row]:
    """Let the storm come; count the journal, who stood on the screen, and how soon keys were answered."""
    disk = os.environ.get("BENCH_FOLDER", ".")
    with tempfile.TemporaryDirectory(dir=disk) as name:
        folder = Path(name)
        # offscreen: a window gets its keys there without a window manager; it is drawn all the same
        environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": name, "XDG_DATA_HOME": name}
        master, slave = os.openpty()
        tty.setraw(slave)
        log, journal = folder / "log", folder / "journal.sqlite"
        words = [sys.executable, str(HERE / "storm_console.py"), str(log), "--journal", str(journal)]
        words += [
            "--feed",
            f"serial:{os.ttyname(slave)}",
            "--phone",
            "virtual?*23=answer:6",
        ]  # and then waits for voice contact
        program = subprocess.Popen(words, env=environ, cwd=HERE.parents[1], stderr=subprocess.PIPE, text=True)
        try:
            until = monotonic() + LIMIT_S
            while not journal.exists():
                _wait(until, "the journal", program)
            quiet = monotonic() + QUIET_S / 2
            while monotonic() < quiet:
                _wait(until, "", program)
            os.write(master, SLIP.format(call=1).encode())
            while "ringing" not in log.read_text():
                _wait(until, "the leg to ring", program)
            quiet = monotonic() + QUIET_S
            while monotonic() < quiet:
                _wait(until, "", program)
            before = _resident(program.pid)
            Path(f"{log}.storm").touch()
            begun = monotonic()
            for call in range(2, SPILLS + 2):
                data = SLIP.format(call=call).encode()
                while data:
                    data = data[os.write(master, data) :]  # waits while the terminal is full
            while _journalled(journal) < SPILLS + 1 and monotonic() < until:
                _wait(until + 1, "every spill in the journal", program)
            took = monotonic() - begun
            kept, after = _journalled(journal), _resident(program.pid)
            said = [line.split() for line in log.read_text().splitlines()]
        finally:
            program.terminate()
            program.communicate(timeout=30)
            os.close(master)
            os.close(slave)
    callers = {line[1] for line in said if line[0] == "caller"} - {"-", ""}
    answers = {
        phase: [float(line[1]) for line in said if line[0] == "answer" and line[2] == phase]
        for phase in ("quiet", "storm")
    }
    rate = f"{SPILLS / took:.0f} spills a second"
    slowest, usual = percentile(answers["storm"], 0.99), percentile(answers["quiet"], 0.99)
    hidden = len(callers) - 1
    return [
        Row("storm: spills in the journal", kept - 1, "sent", SPILLS, "", "none lost", kept == SPILLS + 1, rate),
        Row("storm: callers that took the screen from her", hidden, "allowed", 0, "", "none", hidden == 0),
        Row("storm: key answered, p99", slowest, "in quiet", usual, "ms", "<= 100 ms", slowest <= ALLOWED_MS),
        Row("storm: memory", after, "before it", before, "MiB", "bounded", after - before <= ALLOWED_MIB),
    ]

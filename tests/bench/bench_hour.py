"""An hour of the emulator at 115200 baud with all faults on, sixty times as fast: is the console right at the end?

The emulator is a program of its own on a pseudo-terminal, the console is whole under Xvfb. What the emulator says that
it sent whole is the baseline: as much must be in the journal, each once, and no byte of what was damaged may be lost.
"""

import base64
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from select import poll
from time import monotonic

from drivers.emulator.fault import FAULTS, Unit
from tests.bench.ratio import Row
from tests.bench.xserver import x_server

HERE = Path(__file__).parent
CALLS, PACE = 2_400, 60
LIMIT_S = 240.0
GONE = {"nobody listened", "vanish"}  # with the far end goes what the system still held of the bytes


def _faults() -> list[str]:
    rates = {Unit.RECORD: "=0.03", Unit.BYTE: "=0.0003"}
    named = [f"{each.name}{rates[each.unit]}" for each in FAULTS.values() if each.unit in rates and each.usual]
    return [*named, "storm@600x300", "vanish@1200x30", "roll_over@1800"]


def _heard(journal: Path) -> list[tuple[str, bytes]]:
    with closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as database:
        rows = database.execute(
            "SELECT kind, raw FROM events JOIN spills ON spills.id = events.spill "
            "WHERE kind IN ('spill_arrived', 'noise_heard') ORDER BY events.id"
        ).fetchall()
    return [(kind, bytes(raw)) for kind, raw in rows]


def measure() -> list[Row]:
    """Play the hour, and hold the journal to what the emulator says."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER", ".")) as name, x_server() as display:
        folder = Path(name)
        environ = {**os.environ, "DISPLAY": display, "XDG_CONFIG_HOME": name, "XDG_DATA_HOME": name}
        environ.pop("QT_QPA_PLATFORM", None)
        answerpoint = [sys.executable, "-m", "app"]
        journal, log = folder / "journal.sqlite", folder / "sent.jsonl"
        emulate = [*answerpoint, "emulate", "--to", f"pty:{folder / 'line'}", "--serial", "115200,8,N,1"]
        emulate += ["--rate", f"hour:{CALLS}", "--count", str(CALLS), "--pace", str(PACE), "--log", str(log)]
        emulate += [word for each in _faults() for word in ("--fault", each)]
        run = [*answerpoint, "run", "--feed", f"serial:{folder / 'line'}", "--journal", str(journal)]
        console = subprocess.Popen(run, env=environ, cwd=HERE.parents[1], stderr=subprocess.PIPE, text=True)
        try:
            told = subprocess.run(
                emulate, env=environ, cwd=HERE.parents[1], capture_output=True, text=True, timeout=600
            )
            assert told.returncode == 0, told.stderr
            sent = [json.loads(line) for line in log.read_text().splitlines()]
            records = [each for each in sent if each["what"] == "record"]
            whole = Counter(base64.b64decode(each["bytes"]).strip() for each in records if each["whole"])
            until = monotonic() + LIMIT_S
            found: Counter[bytes] = Counter()
            while whole - found and monotonic() < until:
                assert console.poll() is None, console.communicate()[1]
                poll().poll(500)
                found = Counter(raw.strip() for kind, raw in _heard(journal) if kind == "spill_arrived")
            console.terminate()
            errors = console.communicate(timeout=60)[1]
            assert console.returncode == 0, errors
            verified = subprocess.run(
                [*answerpoint, "verify", "--journal", str(journal)], cwd=HERE.parents[1], env=environ
            )
            kept = b"".join(b"".join(raw.split()) for _kind, raw in _heard(journal))
        finally:
            if console.poll() is None:
                console.kill()
                console.communicate()
    missing = sum((whole - found).values())
    damaged = [
        base64.b64decode(each["bytes"]) for each in records if not each["whole"] and not GONE & set(each["faults"])
    ]
    lost = sum(b"".join(line.split()) not in kept for each in damaged for line in each.splitlines())
    right = not missing and not lost and verified.returncode == 0
    chain = "BROKEN" if verified.returncode else "whole"
    words = f"{len(damaged)} damaged records, {lost} lines of them lost; the chain is {chain}"
    total = sum(whole.values())
    return [
        Row(
            "hour of all faults: whole spills journalled", total - missing, "sent whole", total, "", "all", right, words
        )
    ]

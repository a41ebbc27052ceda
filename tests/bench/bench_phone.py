"""Key press to INVITE on the wire, the intended record on the disk first; and what mixing a conference costs.

The console is whole: window, position, journal on a disk, the SIP library in its own process, a switch on TCP.
"""

import math
import os
import random
import socket
import subprocess
import sys
import tempfile
from array import array
from pathlib import Path
from select import poll
from time import monotonic, process_time

from drivers.sound.mixer import mix
from tests.bench.busy_switch import BusySwitch
from tests.bench.ratio import Row, percentile

HERE = Path(__file__).parent
PRESSES, LEFT_OUT = 110, 10
LIMIT_S = 120.0
FRAME_S, SAMPLES, MIXED = 0.02, 160, 3000


def _log(program: "subprocess.Popen[str]", log: Path, switch: BusySwitch, wanted: int, ready: str) -> list[list[str]]:
    until = monotonic() + LIMIT_S
    try:
        while len(switch.arrivals) < wanted:
            if program.poll() is not None:
                break
            assert monotonic() < until, f"{ready}: {len(switch.arrivals)} of {wanted} INVITEs came"
            poll().poll(50)
    finally:
        program.terminate()
        _said, errors = program.communicate(timeout=20)
    assert len(switch.arrivals) >= wanted, f"{ready} ended: {errors}"
    return [line.split() for line in log.read_text().splitlines()]


def _from_press(lines: list[list[str]], switch: BusySwitch) -> list[float]:
    """Return the milliseconds from each press to the INVITE that it made."""
    pressed = [int(line[1]) for line in lines if line[0] == "press"]
    found = [(arrived - begun) / 1e6 for begun, (_number, arrived) in zip(pressed, switch.arrivals, strict=False)]
    return found[LEFT_OUT:]


def _keys() -> list[Row]:
    disk = os.environ.get("BENCH_FOLDER", ".")
    with tempfile.TemporaryDirectory(dir=disk) as name:
        folder = Path(name)
        # offscreen: a window gets its keys there without a window manager; it is drawn all the same
        environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": name, "XDG_DATA_HOME": name}

        def run(*words: str) -> "subprocess.Popen[str]":
            return subprocess.Popen(
                [sys.executable, *words], env=environ, cwd=HERE.parents[1], stderr=subprocess.PIPE, text=True
            )

        bare_switch = BusySwitch()
        program = run(str(HERE / "bare_key.py"), str(folder / "bare"), str(PRESSES), str(bare_switch.port))
        bare = _from_press(_log(program, folder / "bare", bare_switch, PRESSES, "the bare window"), bare_switch)
        bare_switch.close()

        switch = BusySwitch()
        settings = folder / "settings.toml"
        settings.write_text(
            f'phone = "sip"\n[sip]\nport = {_free_port()}\nswitch = "127.0.0.1:{switch.port}"\n'
            'user = "9111"\nmicrophone = "none"\nearpiece = "none"\n'
        )
        words = (str(folder / "console"), str(PRESSES), "--settings", str(settings))
        program = run(
            str(HERE / "key_console.py"), *words, "--journal", str(folder / "journal.sqlite"), "--feed", "emulated"
        )
        lines = _log(program, folder / "console", switch, PRESSES, "the console")
        ours = _from_press(lines, switch)
        switch.close()
    gap = max(float(line[1]) for line in lines[2:] if line[0] == "gap")
    return [
        Row(
            f"key press to INVITE {part}",
            percentile(ours, share),
            "bare window and socket",
            percentile(bare, share),
            "ms",
            "p99 <= 50 ms",
            percentile(ours, 0.99) <= 50,
        )
        for part, share in (("p50", 0.5), ("p99", 0.99))
    ] + [Row("longest gap of the window's loop over them", gap, "allowed", 50.0, "ms", "<= 50 ms", gap <= 50)]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _mixing() -> list[Row]:
    chance = random.Random(911)
    parties = {
        party: [
            array(
                "h", [int(9000 * math.sin(hz * n / 1273) + chance.uniform(-500, 500)) for n in range(SAMPLES)]
            ).tobytes()
            for _frame in range(50)
        ]
        for party, hz in (("caller", 70), ("agency", 160), ("call-taker", 260))
    }
    worked = process_time()
    for frame in range(MIXED):
        mix({party: frames[frame % 50] for party, frames in parties.items()}, SAMPLES)
    worked = process_time() - worked
    share = 100 * worked / (MIXED * FRAME_S)
    return [Row("mixing three parties, share of a core", share, "allowed", 5.0, "%", "<= 5 %", share <= 5)]


def measure() -> list[Row]:
    """Measure the key against a bare window's, then the mixer."""
    return [*_keys(), *_mixing()]

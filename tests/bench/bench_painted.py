"""Last byte on a pseudo-terminal to painted: the whole console, journal on a disk, against a bare form, in one run."""

import os
import random
import subprocess
import sys
import tempfile
import tty
from pathlib import Path
from select import poll
from time import monotonic, monotonic_ns

from tests.bench.ratio import Row, percentile
from tests.bench.xserver import x_server

HERE = Path(__file__).parent
SPILLS, LEFT_OUT = 2000, 50
QUIET_P99 = 2.5  # ms: where even the bare form's one paint in a hundred takes longer, others use the machine
SLIP = (
    "326-1224 (905) RES OSH 99/06/21 05:17:39 #{call:05d} Pos:0218\r\nPALMER, ROBERT {call}\r\n{call} FIRST ST N\r\n"
    "APT {call}\r\nOSHAWA, OSHAWA L1G-4B7\r\nESN#: 0047\r\nDUR REG POLICE\r\n905-579-1234\r\n\r\n"
)


def _wait(milliseconds: float) -> None:
    poll().poll(milliseconds)


def _run(words: list[str], log: Path, master: int, environ: dict[str, str], ready: str) -> list[float]:
    """Return the milliseconds from the last byte of each spill to its paint."""
    program = subprocess.Popen(words, env=environ, cwd=HERE.parents[1], stderr=subprocess.PIPE, text=True)
    try:
        until = monotonic() + 30
        while not log.exists() or not log.read_text():
            assert program.poll() is None, program.communicate()[1]
            assert monotonic() < until, f"{ready} has not painted"
            _wait(50)
        _wait(1500)  # what is loaded after the first paint
        chance = random.Random(7)
        sent: dict[int, int] = {}
        for call in range(1, SPILLS + 1):
            data = SLIP.format(call=call).encode()
            sent[call] = monotonic_ns()
            os.write(master, data)
            _wait(chance.uniform(5, 15))
        _wait(1000)
    finally:
        program.terminate()
        program.wait(20)
        if program.stderr is not None:
            program.stderr.close()
    painted = [line.split() for line in log.read_text().splitlines()]
    found, index = [], 0
    for call in range(1, SPILLS + 1):
        while index < len(painted) and not (painted[index][1].isdigit() and int(painted[index][1]) >= call):
            index += 1
        assert index < len(painted), f"spill {call} was never painted"
        found.append((int(painted[index][0]) - sent[call]) / 1e6)
    return found[LEFT_OUT:]


def measure() -> list[Row]:
    """Measure the form, the console, and the form again; the better form is the baseline."""
    folder_of_disk = os.environ.get("BENCH_FOLDER", ".")
    with tempfile.TemporaryDirectory(dir=folder_of_disk) as name, x_server() as display:
        folder = Path(name)
        environ = {**os.environ, "DISPLAY": display, "XDG_CONFIG_HOME": name, "XDG_DATA_HOME": name}
        environ.pop("QT_QPA_PLATFORM", None)
        master, slave = os.openpty()
        tty.setraw(slave)
        device = os.ttyname(slave)
        form = [sys.executable, str(HERE / "bare_form.py")]
        first = _run([*form, str(folder / "form1"), device], folder / "form1", master, environ, "the bare form")
        console = _run(
            [
                sys.executable,
                str(HERE / "painted_console.py"),
                str(folder / "console"),
                *("--feed", f"serial:{device}", "--journal", str(folder / "journal.sqlite")),
            ],
            folder / "console",
            master,
            environ,
            "the console",
        )
        again = _run([*form, str(folder / "form2"), device], folder / "form2", master, environ, "the bare form")
        os.close(master)
        os.close(slave)
    form_p50 = min(percentile(first, 0.5), percentile(again, 0.5))
    form_p99 = min(percentile(first, 0.99), percentile(again, 0.99))
    p50, p99 = percentile(console, 0.5), percentile(console, 0.99)
    noisy = f"the bare form's own p99 is above {QUIET_P99} ms: a noisy machine" if form_p99 > QUIET_P99 else ""
    return [
        Row("last byte to painted p50", p50, "bare 22-field form", form_p50, "ms", "<= 2x", p50 <= 2 * form_p50),
        Row("last byte to painted p99", p99, "bare 22-field form", form_p99, "ms", "<= 5 ms", p99 <= 5.0, noisy),
    ]

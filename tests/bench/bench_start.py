"""Process start to first paint of the caller screen against a bare QLabel window, on one X server, in turn."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import monotonic

from tests.bench.ratio import Row
from tests.bench.xserver import x_server

HERE = Path(__file__).parent
RUNS = 11


def measure() -> list[Row]:
    """Run both in turn; the medians are compared."""
    with tempfile.TemporaryDirectory() as folder, x_server() as display:
        environ = {
            **os.environ,
            "DISPLAY": display,
            "XDG_DATA_HOME": folder,
            "XDG_CONFIG_HOME": folder,
            "PYTHONDONTWRITEBYTECODE": "",
        }
        environ.pop("QT_QPA_PLATFORM", None)
        times: dict[str, list[float]] = {"first_paint.py": [], "bare_label.py": []}
        for turn in range(RUNS + 1):
            for script, found in times.items():
                begun = monotonic()
                done = subprocess.run(
                    [sys.executable, str(HERE / script)],
                    env=environ,
                    cwd=HERE.parents[1],
                    capture_output=True,
                    text=True,
                    timeout=60,
                )
                assert done.returncode == 0, done.stderr
                if turn:  # the first of each fills the caches
                    found.append((float(done.stdout) - begun) * 1e3)
    ours, bare = median(times["first_paint.py"]), median(times["bare_label.py"])
    return [Row("start to first paint", ours, "bare QLabel window", bare, "ms", "<= 1.5x", ours <= 1.5 * bare)]

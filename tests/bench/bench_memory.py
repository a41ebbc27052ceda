"""Memory over 100,000 spills through the whole console, and the reference counts of None and True."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.ratio import Row

HERE = Path(__file__).parent
SPILLS = int(os.environ.get("BENCH_SPILLS", "100000"))


def measure() -> list[Row]:
    """Compare the resident memory after a fifth of the spills with that at the end."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER", ".")) as folder:
        environ = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_DATA_HOME": folder,
            "XDG_CONFIG_HOME": folder,
        }
        told = subprocess.run(
            [sys.executable, str(HERE / "many_spills.py"), str(SPILLS), folder],
            env=environ,
            cwd=HERE.parents[1],
            capture_output=True,
            text=True,
            timeout=3000,
        )
        assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout.splitlines()[-1])
    grown = found["end_mib"] / found["early_mib"]
    fell = max(found["none_fell"], found["true_fell"])
    return [
        Row(
            f"memory after {SPILLS} spills",
            found["end_mib"],
            f"after {SPILLS // 5}",
            found["early_mib"],
            "MiB",
            "flat (<= 1.05)",
            grown <= 1.05,
        ),
        Row("references of None and True lost", fell, "allowed", 1000, "", "< 1,000", fell < 1000),
    ]

"""`make bench`: every figure of the README's table, as ratios of baselines measured in the same run.

Nothing here gates a test. Give names to run only those: `run.py decode turn`. Machines are noisy: quote the ratios.
"""

import importlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.bench.ratio import HEAD, Row  # noqa: E402  the folder is put on the path above

PARTS = ("painted", "decode", "turn", "related", "day", "storm", "hour", "start", "memory", "phone", "decision")


def main(names: Iterable[str]) -> int:
    """Run the parts named, or all; print the table."""
    wanted = tuple(names) or PARTS
    for name in wanted:
        if name not in PARTS:
            print(f"bench: expected one of {', '.join(PARTS)}, got {name!r}", file=sys.stderr)
            return 2
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}\n{HEAD}", flush=True)
    for name in wanted:
        rows: list[Row] = importlib.import_module(f"tests.bench.bench_{name}").measure()
        for row in rows:
            print(row.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

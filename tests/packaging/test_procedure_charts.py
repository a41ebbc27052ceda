"""The charts on the help page are those of the tables."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_of_charts_is_what_the_tables_draw_today() -> None:
    script = ROOT / "packaging" / "procedure_charts.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

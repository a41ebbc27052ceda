"""CUPS takes a job and keeps its paper."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.partners.cups import QUEUE, Cups
from tests.partners.program import until

pytestmark = pytest.mark.needs("cupsd", "lpadmin", "lp", "pdftotext")


def test_what_is_printed_elsewhere_is_kept(partner: Any, tmp_path: Path) -> None:
    cups = partner(Cups(tmp_path))
    (tmp_path / "words.txt").write_text("two words\n")
    words = ["lp", "-d", QUEUE, str(tmp_path / "words.txt")]
    subprocess.run(words, env=os.environ | cups.environ, check=True, capture_output=True, timeout=30)
    (paper,) = until(cups.papers, "the job")
    assert paper.read_text() == "two words\n"

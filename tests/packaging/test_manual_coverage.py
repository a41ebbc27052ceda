"""The page of what the manual asks for is made from the tests and the help, and never stale."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "packaging" / "manual_coverage.py"


@pytest.fixture(scope="module")
def coverage() -> Any:
    spec = importlib.util.spec_from_file_location("manual_coverage", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_tests_and_the_help_say_today() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_ids_are_found_alone_and_as_a_range(coverage: Any) -> None:
    assert coverage.ids_in("D" + "007, D" + "010-D" + "012; AD" + "100 D" + "1000") == {
        "D" + number for number in ("007", "010", "011", "012")
    }


def test_a_row_is_proved_by_the_test_that_names_it_and_told_by_the_page_that_names_it(
    coverage: Any, tmp_path: Path
) -> None:
    row, other = "D" + "131", "D" + "132"
    (tmp_path / "test_a.py").write_text(
        f'def test_one() -> None:\n    """{row}."""\n\n\ndef helper() -> None:\n    """{other}."""\n'
    )
    assert coverage.proofs(tmp_path) == {row: ["test_a.py: test_one"]}
    (tmp_path / "page.md").write_text(f"Words. <!-- {other} -->")
    assert coverage.shown(tmp_path) == {other: "page.md"}

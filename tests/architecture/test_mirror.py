"""Each source file has a test file of its name: app/spill/framer.py is tested by tests/app/spill/test_framer.py."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Files that have nothing of their own to test, each with the reason. The list may only shrink.
EXCUSED = {
    "app/__main__.py": "one call of app.cli",
    "app/errors.py": "classes without a body",
    "app/ports/feed.py": "a protocol and its values; the contract suites of the drivers test them",
    "app/ports/outcome.py": "words without behaviour",
    "app/ports/phone.py": "a protocol and its values; the contract suites of the drivers test them",
    "app/ports/phone_events.py": "values without behaviour",
    "app/ports/phone_orders.py": "values without behaviour",
    "app/journal/records.py": "values without behaviour",
    "app/spill/events.py": "values without behaviour",
}


def sources() -> list[str]:
    """Name every source file; what an `__init__` re-exports is tested where it is made."""
    found = [path for package in ("app", "drivers") for path in (ROOT / package).rglob("*.py")]
    return sorted(path.relative_to(ROOT).as_posix() for path in found if path.name != "__init__.py")


def mirror_of(source: str) -> Path:
    path = Path(source)
    return ROOT / "tests" / path.parent / f"test_{path.name}"


def test_each_source_file_has_a_test_file_of_its_name() -> None:
    missing = [each for each in sources() if each not in EXCUSED and not mirror_of(each).exists()]
    assert not missing, "\n".join(f"{each} has no {mirror_of(each).relative_to(ROOT)}" for each in missing)


@pytest.mark.parametrize("source", sorted(EXCUSED))
def test_an_excuse_is_still_needed(source: str) -> None:
    assert (ROOT / source).exists(), f"{source} is gone; take its excuse away"
    assert not mirror_of(source).exists(), f"{source} has a test now; take its excuse away"

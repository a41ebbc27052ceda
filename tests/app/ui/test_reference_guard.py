import subprocess
import sys

import pytest

from app.ui import reference_guard
from app.ui.reference_guard import guard, references_lost


def test_a_sound_wheel_needs_no_guard(qapp: object) -> None:
    assert guard() is None


def test_what_is_lost_is_counted(qapp: object) -> None:
    assert max(references_lost().values()) < 10


def test_a_faulty_wheel_is_told_in_a_sentence_and_the_values_are_pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    pinned: list[object] = []
    monkeypatch.setattr(reference_guard, "references_lost", lambda: {"None": 50, "True": 0})
    monkeypatch.setattr(reference_guard, "pin", pinned.append)
    assert guard() == ("this PySide6 loses references (50 of None in 50 signals); None, True and False were pinned")
    assert pinned == [None, True, False]


def test_a_pinned_value_outlives_any_loss() -> None:
    program = """
import ctypes, sys
from app.ui.reference_guard import pin
pin(None)
pin(None)
if sys.version_info < (3, 12):
    count = ctypes.c_ssize_t.from_address(id(None))
    assert 1 << 29 <= count.value < 1 << 61
    count.value -= 1_000_000
    [None] * 10
print("alive")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "alive"

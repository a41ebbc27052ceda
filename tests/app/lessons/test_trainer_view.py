"""What the trainer's window shows."""

import pytest

from app.lessons.trainer_view import minutes


@pytest.mark.parametrize(
    ("seconds", "written"), [(0, "0:00"), (5.4, "0:05"), (65, "1:05"), (-3, "0:00"), (6000, "100:00")]
)
def test_seconds_are_written_as_a_trainer_reads_them(seconds: float, written: str) -> None:
    assert minutes(seconds) == written

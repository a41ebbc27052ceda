"""Hearing a frequency in a recording: made by sox, and so not by what reads it."""

import subprocess
from pathlib import Path

import pytest

from tests.partners.tone import FULL_SCALE, length_of, tone_in

pytestmark = pytest.mark.needs("sox")


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """One second of 440 Hz at half of full scale, then one of 1000 Hz."""
    file = tmp_path / "tones.wav"
    parts = [tmp_path / f"{hz}.wav" for hz in (440, 1000)]
    for part in parts:
        words = ("sox", "-n", "-r", "8000", "-b", "16", "-c", "1", str(part), "synth", "1", "sine", part.stem)
        subprocess.run([*words, "vol", "0.5"], check=True, timeout=20)
    subprocess.run(["sox", *map(str, parts), str(file)], check=True, timeout=20)
    return file


def test_the_tone_that_sounds_is_heard_and_no_other(recording: Path) -> None:
    assert tone_in(recording, 440, 0, 1) == pytest.approx(FULL_SCALE / 2, rel=0.01)
    assert tone_in(recording, 1000, 0, 1) < 20
    assert tone_in(recording, 440, 1, 2) < 20
    assert tone_in(recording, 1000, 1, 2) == pytest.approx(FULL_SCALE / 2, rel=0.01)


def test_a_recording_that_is_still_written_is_read_as_far_as_it_is(recording: Path) -> None:
    recording.write_bytes(recording.read_bytes()[: 44 + 8001])
    assert length_of(recording) == 0.5
    assert tone_in(recording, 440, 0, 5) == pytest.approx(FULL_SCALE / 2, rel=0.01)


def test_nothing_recorded_is_silence(tmp_path: Path) -> None:
    empty = tmp_path / "empty.wav"
    empty.write_bytes(b"")
    assert length_of(empty) == 0
    assert tone_in(empty, 440, 0, 1) == 0

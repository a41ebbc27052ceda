"""The two tones of a TTY, measured."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.sound.tty_tones import LEAST_PURITY, STEPS_PER_SECOND, TtyTones

if TYPE_CHECKING:
    from tests.drivers.sound.conftest import Sounds

needs_sox = pytest.mark.needs("sox")
WHOLE = 4  # steps until a measure is of one sound alone


@needs_sox
@pytest.mark.parametrize(("frequency", "lean"), [(1400.0, 1.0), (1800.0, -1.0)])
@pytest.mark.parametrize("rate", [8000, 11025, 48000])
def test_each_tone_leans_its_way(sounds: "Sounds", frequency: float, lean: float, rate: int) -> None:
    steps = TtyTones(rate).hear(type(sounds)(rate).tones((frequency,), 0.5))[WHOLE:]

    assert len(steps) >= 0.4 * STEPS_PER_SECOND
    for step in steps:
        assert step.lean == pytest.approx(lean, abs=0.06)
        assert step.purity > 0.98


@needs_sox
def test_an_offset_however_great_hides_nothing(sounds: "Sounds") -> None:
    tone = sounds.bent(sounds.tones((1400.0,), 0.5, each_dbm0=-30), "dcshift", "0.5")

    assert all(step.lean > 0.9 and step.purity > 0.9 for step in TtyTones().hear(tone)[WHOLE:])


@needs_sox
def test_tones_out_of_tune_lean_a_little_less(sounds: "Sounds") -> None:
    for frequency, sign in ((1428.0, 1), (1372.0, 1), (1836.0, -1), (1764.0, -1)):
        steps = TtyTones().hear(sounds.tones((frequency,), 0.5))[WHOLE:]
        assert all(0.75 < sign * step.lean < 0.95 and step.purity > 0.55 for step in steps)


@needs_sox
def test_noise_leans_nowhere(sounds: "Sounds") -> None:
    steps = TtyTones().hear(sounds.noise(5.0))

    assert sum(step.lean != 0.0 for step in steps) < 0.05 * len(steps)
    assert sum(step.purity for step in steps) < LEAST_PURITY / 2 * len(steps)


@needs_sox
def test_a_tone_too_weak_to_be_heard_is_silence(sounds: "Sounds") -> None:
    steps = TtyTones().hear(sounds.tones((1400.0,), 0.5, each_dbm0=-55) + sounds.silence(0.5))

    assert {step.lean for step in steps} == {0.0}
    assert {step.purity for step in steps} == {0.0}


@given(st.lists(st.binary(max_size=300), max_size=10))
def test_any_bytes_are_measured_the_same_however_they_are_cut(chunks: list[bytes]) -> None:
    whole, cut = TtyTones(), TtyTones()

    assert [step for chunk in chunks for step in cut.hear(chunk)] == whole.hear(b"".join(chunks))
    assert cut.held < 42
    for step in whole.hear(bytes(99)):
        assert -1.0 <= step.lean <= 1.0
        assert 0.0 <= step.purity <= 1.0

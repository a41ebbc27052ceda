"""The ear, on tones that sox made and speech that espeak-ng spoke."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.sound.call_progress import (
    WINDOW_S,
    BusyHeard,
    CallProgressEar,
    DialToneHeard,
    ProgressHeard,
    ReorderHeard,
    RingHeard,
    SilenceHeard,
)

if TYPE_CHECKING:
    from tests.drivers.sound.conftest import Sounds

DIAL, RING, BUSY = (350.0, 440.0), (440.0, 480.0), (480.0, 620.0)

needs_sox = pytest.mark.needs("sox")
needs_speech = pytest.mark.needs("sox", "espeak-ng")


def hear(sounds: "Sounds", pcm: bytes, ear: CallProgressEar | None = None, most: int = 900) -> list[ProgressHeard]:
    ear = ear or CallProgressEar()
    return [each for chunk in sounds.in_chunks(pcm, most) for each in ear.hear(chunk)]


def assert_near(heard: list[ProgressHeard], expected: list[ProgressHeard]) -> None:
    """Compare what was heard; when it began may be off by a window."""
    assert [(type(each), getattr(each, "n", 0)) for each in heard] == [
        (type(each), getattr(each, "n", 0)) for each in expected
    ], heard
    assert [each.second for each in heard] == pytest.approx([each.second for each in expected], abs=WINDOW_S)


@needs_sox
@pytest.mark.parametrize("off_tune", [-0.015, 0.0, 0.015])
@pytest.mark.parametrize("each_dbm0", [-10.0, -25.0, -40.0])
def test_each_tone_is_heard_at_its_second_whatever_level_and_tuning(
    sounds: "Sounds", each_dbm0: float, off_tune: float
) -> None:
    def tones(pair: tuple[float, ...], on: float, off: float, times: int) -> bytes:
        return sounds.tones(tuple(f * (1 + off_tune) for f in pair), on, off, times, each_dbm0=each_dbm0)

    line = sounds.silence(1.013) + tones(DIAL, 1.5, 3, 1) + tones(RING, 2, 4, 2) + sounds.silence(2)
    line += tones(BUSY, 0.5, 0.5, 4) + sounds.silence(3) + tones(BUSY, 0.25, 0.25, 6)

    assert_near(
        hear(sounds, sounds.over_mulaw(line)),
        [
            DialToneHeard(1.013),
            RingHeard(1, 5.513),
            RingHeard(2, 11.513),
            SilenceHeard(13.513),
            BusyHeard(19.513),
            ReorderHeard(26.513),
        ],
    )


@needs_sox
def test_six_rings_are_counted_and_then_silence(sounds: "Sounds") -> None:
    line = sounds.silence(0.21) + sounds.over_mulaw(sounds.tones(RING, 2, 4, 6)) + sounds.silence(2)

    assert_near(
        hear(sounds, line),
        [*(RingHeard(n, 0.21 + 6 * (n - 1)) for n in range(1, 7)), SilenceHeard(32.21)],
    )


@needs_sox
def test_a_ring_is_told_while_it_still_sounds(sounds: "Sounds") -> None:
    assert_near(hear(sounds, sounds.tones(RING, 0.5)), [RingHeard(1, 0.0)])


@needs_sox
@pytest.mark.parametrize("most", [1, 3, 320, 100_000])
def test_what_is_heard_does_not_depend_on_the_chunks(sounds: "Sounds", most: int) -> None:
    line = sounds.tones(RING, 2, 4, 1) + sounds.tones(BUSY, 0.5, 0.5, 3)

    assert hear(sounds, line, most=most) == hear(sounds, line)


@needs_sox
def test_silence_that_comes_and_goes_within_a_ring_is_the_same_ring(sounds: "Sounds") -> None:
    ring = bytearray(sounds.tones(RING, 2, 4, 2))
    for lost in (0.4, 0.9, 1.3):  # packets of 20 ms, and one hole of 0.2 s
        ring[int(lost * 16000) : int(lost * 16000) + 320] = bytes(320)
    ring[16000 : 16000 + 3200] = bytes(3200)

    assert_near(hear(sounds, bytes(ring)), [RingHeard(1, 0.0), RingHeard(2, 6.0)])


@needs_sox
@pytest.mark.parametrize("packets", [1, 3])
def test_a_lost_packet_in_a_tone_changes_nothing(sounds: "Sounds", packets: int) -> None:
    line = bytearray(sounds.tones(DIAL, 1.0, 1.0) + sounds.tones(BUSY, 0.5, 0.5, 3) + sounds.tones(RING, 2, 4))
    for lost in (0.3, 2.2, 3.3, 4.2, 5.15):
        begin = 2 * int(lost * 8000)
        line[begin : begin + 320 * packets] = bytes(320 * packets)

    assert_near(hear(sounds, bytes(line)), [DialToneHeard(0.0), BusyHeard(2.0), RingHeard(1, 5.0)])


@needs_sox
def test_a_ring_that_the_line_lost_does_not_begin_the_count_anew(sounds: "Sounds") -> None:
    line = sounds.tones(RING, 2, 4, 2) + sounds.silence(6) + sounds.tones(RING, 2, 4)

    assert_near(
        hear(sounds, line),
        [RingHeard(1, 0.0), RingHeard(2, 6.0), SilenceHeard(8.0), RingHeard(3, 18.0)],
    )


@needs_sox
def test_the_pause_between_rings_is_no_silence_after_them(sounds: "Sounds") -> None:
    assert_near(hear(sounds, sounds.tones(RING, 2, 4, 1) + sounds.silence(0.4)), [RingHeard(1, 0.0)])


@needs_speech
def test_a_voice_after_the_rings_is_no_silence(sounds: "Sounds") -> None:
    line = sounds.tones(RING, 1.2, 0.5) + sounds.speech("en-us")

    assert_near(hear(sounds, line), [RingHeard(1, 0.0)])


@needs_sox
def test_a_noisy_line_is_silent_after_the_rings_where_only_its_own_noise_is_left(sounds: "Sounds") -> None:
    line = sounds.in_noise(sounds.tones(RING, 2, 4, 2, each_dbm0=-13) + sounds.silence(3), 25)

    assert_near(hear(sounds, line), [RingHeard(1, 0.0), RingHeard(2, 6.0), SilenceHeard(8.0)])


@needs_sox
def test_the_next_attempt_counts_from_one(sounds: "Sounds") -> None:
    ear = CallProgressEar()
    ring = sounds.tones(RING, 2, 4)
    hear(sounds, ring + ring, ear)
    ear.reset()

    assert_near(hear(sounds, ring, ear), [RingHeard(1, 12.0)])


@needs_sox
def test_dial_tone_begins_a_new_count(sounds: "Sounds") -> None:
    line = sounds.tones(RING, 2, 4) + sounds.tones(DIAL, 1) + sounds.tones(RING, 2, 4)

    assert_near(hear(sounds, line), [RingHeard(1, 0.0), DialToneHeard(6.0), RingHeard(1, 7.0)])


@needs_sox
def test_a_stuttered_dial_tone_stands_once_it_is_steady(sounds: "Sounds") -> None:
    line = sounds.tones(DIAL, 0.1, 0.1, 3) + sounds.tones(DIAL, 1.5)

    assert_near(hear(sounds, line), [DialToneHeard(0.6)])


@needs_sox
@pytest.mark.parametrize("snr_db", [20, 10])
def test_tones_are_heard_in_noise(sounds: "Sounds", snr_db: float) -> None:
    line = sounds.tones(DIAL, 1.5, 1) + sounds.tones(RING, 2, 4, 2) + sounds.tones(BUSY, 0.5, 0.5, 3)
    line += sounds.silence(2) + sounds.tones(BUSY, 0.25, 0.25, 5)

    assert_near(
        hear(sounds, sounds.over_mulaw(sounds.in_noise(line, snr_db))),
        [DialToneHeard(0.0), RingHeard(1, 2.5), RingHeard(2, 8.5), BusyHeard(14.5), ReorderHeard(19.5)],
    )


@needs_sox
@pytest.mark.parametrize("rate", [8000, 11025, 16000, 48000])
def test_the_ear_works_at_the_rate_of_the_sound(sounds: "Sounds", rate: int) -> None:
    at_rate = type(sounds)(rate)
    line = at_rate.tones(RING, 2, 4) + at_rate.tones(BUSY, 0.25, 0.25, 3)

    assert_near(hear(at_rate, line, CallProgressEar(rate)), [RingHeard(1, 0.0), ReorderHeard(6.0)])


@needs_speech
@pytest.mark.parametrize("voice", ["en-us", "en-us+f3", "en-us+m7", "en-gb+f5", "fr-ca", "fr+f2"])
def test_speech_is_no_tone(sounds: "Sounds", voice: str) -> None:
    spoken = sounds.speech(voice)

    assert sounds.seconds(spoken) > 8
    assert hear(sounds, spoken) == []


CHORDS = [
    (440.0, 494.0),
    (466.0, 494.0),
    (415.0, 466.0),
    (440.0, 466.0),
    (440.0, 480.0, 620.0),
    (349.2, 440.0, 523.3),
    (440.0, 554.4, 659.3),
    (466.2, 587.3, 698.5),
    (480.0,),
    (440.0,),
]


@needs_sox
@pytest.mark.parametrize("wave", ["sine", "sawtooth", "pluck"])
@pytest.mark.parametrize("chord", CHORDS)
def test_music_is_no_tone(sounds: "Sounds", chord: tuple[float, ...], wave: str) -> None:
    assert hear(sounds, sounds.tones(chord, 2, 0.5, each_dbm0=-18, wave=wave)) == []


@needs_sox
def test_the_notes_of_ringback_with_overtones_are_no_ring(sounds: "Sounds") -> None:
    assert hear(sounds, sounds.tones(RING, 2, 4, 2, each_dbm0=-18, wave="sawtooth")) == []


@needs_sox
def test_two_notes_that_swell_are_no_dial_tone(sounds: "Sounds") -> None:
    assert hear(sounds, sounds.bent(sounds.tones(DIAL, 4), "tremolo", "2", "60")) == []


@needs_sox
@pytest.mark.parametrize("tty", [(1400.0,), (1800.0,), (1400.0, 1800.0), (697.0, 1209.0), (941.0, 1477.0), (2100.0,)])
def test_tones_of_a_tty_of_keys_and_of_a_modem_are_no_progress(sounds: "Sounds", tty: tuple[float, ...]) -> None:
    assert hear(sounds, sounds.tones(tty, 2, 4, 2)) == []


@needs_sox
def test_one_frequency_far_stronger_than_the_other_is_no_tone(sounds: "Sounds") -> None:
    loud, soft = sounds.tones((440.0,), 2, each_dbm0=-10), sounds.tones((480.0,), 2, each_dbm0=-22)

    assert hear(sounds, sounds.added(loud, soft)) == []


@needs_sox
@pytest.mark.parametrize(("on", "off"), [(0.1, 0.1), (1.0, 1.0), (0.5, 1.5), (3.0, 0.0)])
def test_another_cadence_is_neither_busy_nor_reorder(sounds: "Sounds", on: float, off: float) -> None:
    assert hear(sounds, sounds.tones(BUSY, on, off, 4)) == []


@needs_sox
def test_busy_joined_in_its_middle_is_busy(sounds: "Sounds") -> None:
    line = sounds.tones(BUSY, 0.25, 0.5) + sounds.tones(BUSY, 0.5, 0.5, 3)

    assert_near(hear(sounds, line), [BusyHeard(0.75)])


@needs_sox
def test_a_tone_that_goes_on_is_told_once(sounds: "Sounds") -> None:
    assert_near(hear(sounds, sounds.tones(BUSY, 0.5, 0.5, 12)), [BusyHeard(0.0)])
    assert_near(hear(sounds, sounds.tones(DIAL, 8)), [DialToneHeard(0.0)])


@given(st.lists(st.binary(max_size=5000), max_size=8))
def test_any_bytes_are_taken_and_little_is_kept(chunks: list[bytes]) -> None:
    ear = CallProgressEar()
    for chunk in chunks * 3:
        ear.hear(chunk)

    assert ear.held < 2 * 8000 * WINDOW_S + 2

"""Letters as sound, read by two foreign text telephones of the two conventions."""

import math
from array import array
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.sound.baudot import SentLetter, encode
from drivers.sound.pcm import level_dbfs
from drivers.sound.tty_sender import HANG_S, LEAD_S, MOST_QUEUED, TtySender

if TYPE_CHECKING:
    from tests.drivers.sound.conftest import Minimodem, Sounds, Spandsp

NUMBERS = "CALL 905 555 0123 OR 416 967 1111 AT 65 KING ST"
PROMPT = '911 DO YOU NEED POLICE, FIRE OR AMBULANCE? (DON\'T HANG UP) APT 4-B: $5.00 / "Q"; GA!'
CODE_S = 8 * 0.022
HALF = bytes(8000)

needs_minimodem = pytest.mark.needs("minimodem", "sox")
needs_spandsp = pytest.mark.needs("libspandsp2")


def sound_of(text: str, sender: TtySender | None = None, tick: int = 160) -> tuple[bytes, list[tuple[int, str]]]:
    """Send text to its end; return the sound, and which letter left in which tick."""
    sender = sender or TtySender()
    sender.queue(encode(text).letters)
    pcm, letters, n = b"", [], 0
    while sender.busy:
        made, left = sender.take(tick)
        pcm += made
        letters += [(n, letter) for letter in left]
        n += 1
    return pcm, letters


def sounding(pcm: bytes) -> int:
    """Return the samples from the first that is not 0 to the last."""
    return len(array("h", pcm).tobytes().strip(b"\0")) // 2


@needs_minimodem
@pytest.mark.parametrize("text", [NUMBERS, PROMPT])
def test_a_far_end_that_unshifts_on_space_reads_every_letter(minimodem: "Minimodem", text: str) -> None:
    assert minimodem.read(HALF + sound_of(text)[0] + HALF) == text


@needs_spandsp
@pytest.mark.parametrize("text", [NUMBERS, PROMPT])
def test_a_far_end_that_stays_in_its_shift_reads_every_letter(spandsp: "Spandsp", text: str) -> None:
    assert spandsp.read(HALF + sound_of(text)[0]) == text


@pytest.mark.needs("sox", "libspandsp2")
def test_it_is_read_over_mulaw(sounds: "Sounds", spandsp: "Spandsp") -> None:
    assert spandsp.read(sounds.over_mulaw(HALF + sound_of(NUMBERS)[0])) == NUMBERS


@needs_minimodem
def test_it_is_read_over_mulaw_in_noise(sounds: "Sounds", minimodem: "Minimodem") -> None:
    pcm = sounds.over_mulaw(sounds.in_noise(HALF + sound_of(NUMBERS)[0] + HALF, 20))

    assert minimodem.read(pcm) == NUMBERS


@needs_minimodem
@pytest.mark.parametrize("rate", [11025, 16000, 48000])
def test_the_sound_is_right_at_any_rate(minimodem: "Minimodem", rate: int) -> None:
    pcm, _ = sound_of(NUMBERS, TtySender(rate), tick=rate // 50)

    assert minimodem.read(bytes(rate & ~1) + pcm + bytes(rate & ~1), rate=rate) == NUMBERS


@needs_minimodem
@pytest.mark.parametrize(("baud", "stop_bits"), [(50.0, 2.0), (50.0, 1.5), (1000 / 22, 1.5)])
def test_speed_and_stop_bits_can_be_those_of_another_machine(
    minimodem: "Minimodem", baud: float, stop_bits: float
) -> None:
    pcm, _ = sound_of(NUMBERS, TtySender(baud=baud, stop_bits=stop_bits))

    assert minimodem.read(HALF + pcm + HALF, baud=round(baud, 2)) == NUMBERS


@needs_spandsp
@pytest.mark.parametrize("spandsp", [50.0], indirect=True)
def test_a_far_end_of_50_baud_that_stays_in_its_shift_reads_us_at_50(spandsp: "Spandsp") -> None:
    assert spandsp.read(HALF + sound_of(NUMBERS, TtySender(baud=50))[0]) == NUMBERS


def test_each_letter_is_told_in_the_tick_in_which_its_last_stop_bit_ends() -> None:
    encoded = encode("CALL 905")
    _, letters = sound_of("CALL 905")

    ends, at = [], LEAD_S
    for each in encoded.letters:
        at += CODE_S * len(each.codes)
        ends.append((math.ceil(round(at / 0.02, 6)) - 1, each.letter))
    assert letters == ends


def test_mark_comes_before_the_first_letter_and_hangs_on_after_the_last() -> None:
    pcm, _ = sound_of("E")  # a shift and a letter

    assert sounding(pcm) / 8000 == pytest.approx(LEAD_S + 2 * CODE_S + HANG_S, abs=0.001)
    lead, hang = pcm[: int(LEAD_S * 16000)], pcm[-int(HANG_S * 16000) + 640 : -640]
    for carrier in (lead, hang):  # 1400 Hz: as many waves as it has
        samples = array("h", carrier)
        risen = sum(low < 0 <= high for low, high in pairwise(samples))
        assert risen / (len(samples) / 8000) == pytest.approx(1400, rel=0.02)


def test_the_tone_never_jumps() -> None:
    samples = array("h", sound_of("THE QUICK 911")[0].strip(b"\0"))
    peak = max(samples)
    steepest = 2 * peak * math.sin(math.pi * 1800 / 8000) + 4

    assert max(abs(low - high) for low, high in pairwise(samples)) <= steepest


@pytest.mark.parametrize("level_dbm0", [-10.0, -20.0])
def test_the_level_is_what_was_asked_for(level_dbm0: float) -> None:
    sender = TtySender(level_dbm0=level_dbm0)
    sender.queue(encode("RYRYRY").letters)
    pcm, _ = sender.take(8000)

    assert level_dbfs(pcm) == pytest.approx(level_dbm0 - 6.18, abs=0.05)


@given(st.lists(st.integers(1, 700), min_size=1, max_size=40))
def test_the_sound_is_the_same_whatever_the_ticks(ticks: list[int]) -> None:
    whole, whole_left = TtySender(), TtySender()
    for sender in (whole, whole_left):
        sender.queue(encode("A1 B").letters)
    expected, letters = whole.take(sum(ticks))
    pieces = [whole_left.take(each) for each in ticks]

    assert b"".join(pcm for pcm, _ in pieces) == expected
    assert [letter for _, left in pieces for letter in left] == letters


def test_nothing_to_send_is_silence() -> None:
    sender = TtySender()

    assert not sender.busy
    assert sender.take(160) == (bytes(320), [])


@needs_minimodem
def test_stopping_ends_with_the_code_that_is_leaving(minimodem: "Minimodem") -> None:
    sender = TtySender()
    sender.queue(encode("CALL 905").letters)
    begun = [sender.take(160) for _ in range(45)]  # 0.9 s: within the second L
    unsent = sender.stop()
    rest = []
    while sender.busy:
        rest.append(sender.take(160))

    told = [letter for _, left in begun + rest for letter in left]
    assert "".join(told) == "CALL"
    assert "".join(each.letter for each in unsent) == " 905"
    assert len(rest) * 0.02 <= CODE_S + 0.02
    assert minimodem.read(HALF + b"".join(pcm for pcm, _ in begun + rest) + HALF) == "CALL"


@needs_minimodem
def test_a_letter_of_which_only_the_shift_has_left_is_not_told_as_sent(minimodem: "Minimodem") -> None:
    sender = TtySender()
    sender.queue(encode("A9").letters)
    begun = [sender.take(160) for _ in range(30)]  # 0.6 s: within the shift before the 9
    unsent = sender.stop()
    rest = [sender.take(160) for _ in range(30)]

    assert [each.letter for each in unsent] == ["9"]
    assert [letter for _, left in begun + rest for letter in left] == ["A"]
    assert minimodem.read(HALF + b"".join(pcm for pcm, _ in begun + rest) + HALF) == "A"


@pytest.mark.parametrize("ticks", [3, 28])
def test_stopping_before_the_first_letter_or_after_the_last_is_silence_at_once(ticks: int) -> None:
    sender = TtySender()
    sender.queue(encode("E").letters)  # lead until 0.15 s, letters until 0.502 s, then the hanging carrier
    for _ in range(ticks):
        sender.take(160)
    unsent = sender.stop()

    assert [each.letter for each in unsent] == (["E"] if ticks == 3 else [])
    assert not sender.busy
    assert sender.take(160) == (bytes(320), [])


@needs_minimodem
def test_sending_may_begin_again_after_stopping(minimodem: "Minimodem") -> None:
    sender = TtySender()
    sender.queue(encode("POLICE").letters)
    pcm = b"".join(sender.take(160)[0] for _ in range(20))
    sender.stop()
    pcm += sound_of("FIRE", sender)[0]

    assert minimodem.read(HALF + pcm + HALF) == "PFIRE"


@needs_minimodem
def test_letters_that_come_while_the_carrier_hangs_on_follow_at_once(minimodem: "Minimodem") -> None:
    sender = TtySender()
    sender.queue(encode("E").letters)
    pcm = b"".join(sender.take(160)[0] for _ in range(28))  # 0.56 s: the carrier hangs on
    pcm += sound_of("T", sender)[0]

    assert sounding(pcm) / 8000 == pytest.approx(0.56 + 2 * CODE_S + HANG_S, abs=0.01)
    assert minimodem.read(HALF + pcm + HALF) == "ET"


def test_no_more_letters_wait_than_five_minutes_take() -> None:
    sender = TtySender()
    letters = [SentLetter("E", (1,))] * (MOST_QUEUED + 3)

    assert len(sender.queue(letters)) == 3
    assert sender.waiting == MOST_QUEUED
    assert len(sender.queue(letters)) == len(letters)

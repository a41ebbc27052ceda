"""N-1 mixing, tick by tick."""

from array import array
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.sound.mixer import mix

if TYPE_CHECKING:
    from tests.drivers.sound.conftest import Sounds

SAMPLES = 160
SILENCE = bytes(2 * SAMPLES)
FRAME = st.lists(st.integers(-32768, 32767), min_size=4, max_size=4)


def frame(*values: int) -> bytes:
    return array("h", values).tobytes()


def values(pcm: bytes) -> list[int]:
    return array("h", pcm).tolist()


def steady(value: int) -> bytes:
    return frame(*[value] * SAMPLES)


@given(st.dictionaries(st.sampled_from(["caller", "police", "fire", "ambulance", "call-taker"]), FRAME))
def test_each_party_hears_the_sum_of_the_others_and_never_itself(said: dict[str, list[int]]) -> None:
    heard = mix({party: frame(*said[party]) for party in said}, samples=4)

    assert heard.keys() == said.keys()
    for party in said:
        others = [said[other] for other in said if other != party]
        expected = [max(-32768, min(32767, sum(each))) for each in zip(*others, strict=True)] or [0] * 4
        assert values(heard[party]) == expected


def test_two_who_shout_are_clipped_and_do_not_turn_over() -> None:
    heard = mix({"caller": frame(32000, -32000), "agency": frame(32000, -32000), "call-taker": b""}, samples=2)

    assert values(heard["call-taker"]) == [32767, -32768]


def test_one_who_is_muted_is_heard_by_none_and_hears_the_rest() -> None:
    said = {"caller": steady(100), "agency": steady(20), "call-taker": steady(3)}

    heard = mix(said, SAMPLES, muted={"call-taker"})

    assert heard == {"caller": steady(20), "agency": steady(100), "call-taker": steady(120)}


def test_one_on_hold_hears_nothing_and_is_not_heard() -> None:
    said = {"caller": steady(100), "agency": steady(20), "call-taker": steady(3)}

    heard = mix(said, SAMPLES, held={"caller"})

    assert heard == {"caller": SILENCE, "agency": steady(3), "call-taker": steady(20)}


def test_two_on_hold_do_not_hear_each_other() -> None:
    heard = mix({"caller": steady(100), "agency": steady(20)}, SAMPLES, held={"caller", "agency"})

    assert heard == {"caller": SILENCE, "agency": SILENCE}


def test_a_name_that_is_no_party_is_neither_muted_nor_held() -> None:
    heard = mix({"caller": steady(100), "agency": steady(20)}, SAMPLES, muted={"fire"}, held={"police"})

    assert heard == {"caller": steady(20), "agency": steady(100)}


@pytest.mark.parametrize("missing", [None, b""])
def test_a_frame_that_is_missing_is_silence(missing: bytes | None) -> None:
    heard = mix({"caller": missing, "agency": steady(20)}, SAMPLES)

    assert heard == {"caller": steady(20), "agency": SILENCE}


@pytest.mark.parametrize("odd", [b"", b"\x7f"])
def test_what_a_short_frame_lacks_is_silence(odd: bytes) -> None:
    heard = mix({"caller": frame(7, 7) + odd, "agency": None}, samples=4)

    assert values(heard["agency"]) == [7, 7, 0, 0]


def test_what_is_too_long_is_cut() -> None:
    heard = mix({"caller": steady(7) * 9, "agency": steady(5)}, SAMPLES)

    assert heard == {"caller": steady(5), "agency": steady(7)}


def test_one_alone_and_nobody_hear_nothing() -> None:
    assert mix({"caller": steady(9)}, SAMPLES) == {"caller": SILENCE}
    assert mix({}, SAMPLES) == {}


@given(st.dictionaries(st.integers(0, 5), st.none() | st.binary(max_size=30)), st.sets(st.integers(0, 5)))
def test_any_bytes_make_frames_of_the_asked_length(said: dict[int, bytes | None], some: set[int]) -> None:
    for heard in (mix(said, 10, muted=some), mix(said, 10, held=some)):
        assert [len(pcm) for pcm in heard.values()] == [20] * len(said)


@pytest.mark.needs("sox")
def test_each_party_hears_the_tones_of_the_others_alone(sounds: "Sounds") -> None:
    """The evidence of telephone.md 3.2, made again: caller 440 Hz, agency 1000 Hz, call-taker 1633 Hz."""
    tones = {"caller": 440.0, "agency": 1000.0, "call-taker": 1633.0}
    said = {party: sounds.tones((tone,), 1.0) for party, tone in tones.items()}
    heard = dict.fromkeys(tones, b"")
    for begin in range(0, len(said["caller"]), 2 * SAMPLES):
        ticked = mix({party: pcm[begin : begin + 2 * SAMPLES] for party, pcm in said.items()}, SAMPLES)
        heard = {party: heard[party] + ticked[party] for party in tones}

    for party, own in tones.items():
        without_own = sounds.bent(heard[party], "bandreject", str(own), "100h")
        only_own = sounds.bent(heard[party], "bandpass", str(own), "20h")[4000:]
        assert max(values(without_own)) > 3000
        assert max(values(only_own)) < 200

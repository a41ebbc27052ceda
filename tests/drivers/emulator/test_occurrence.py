"""When faults strike: drawn from the seed, at chosen moments, or now."""

import pytest

from drivers.emulator.fault import FAULTS, parse_fault
from drivers.emulator.line import Burst
from drivers.emulator.occurrence import Occurrence


def occurrence(*texts: str, seed: str = "7") -> Occurrence:
    faults = [parse_fault(text) for text in texts]
    return Occurrence(FAULTS[faults[0].name], faults, seed)


def struck(one: Occurrence, calls: int) -> list[int]:
    return [number for number in range(1, calls + 1) if one.strikes(number, number * 10.0)]


def test_the_same_seed_strikes_the_same_calls_and_another_seed_others() -> None:
    assert struck(occurrence("noise=0.3"), 200) == struck(occurrence("noise=0.3"), 200)
    assert struck(occurrence("noise=0.3"), 200) != struck(occurrence("noise=0.3", seed="8"), 200)


@pytest.mark.parametrize(("rate", "least", "most"), [("0", 0, 0), ("1", 1000, 1000), ("0.3", 250, 350)])
def test_a_rate_is_of_every_call(rate: str, least: int, most: int) -> None:
    assert least <= len(struck(occurrence(f"noise={rate}"), 1000)) <= most


def test_a_moment_strikes_once_at_its_call_or_the_next_there_is() -> None:
    assert struck(occurrence("noise@3,5"), 9) == [3, 5]
    one = occurrence("noise@3")
    assert [bool(one.strikes(number, 0.0)) for number in (1, 2, 4, 5)] == [False, False, True, False]


def test_a_moment_in_seconds_strikes_at_the_first_call_then() -> None:
    assert struck(occurrence("noise@25s"), 9) == [3]


def test_it_strikes_with_its_amount_or_the_usual_one() -> None:
    assert occurrence("storm@1").strikes(1, 0.0) == 10_000
    assert occurrence("storm@1x5").strikes(1, 0.0) == 5
    assert occurrence("storm@1x5", "storm@1x7").strikes(1, 0.0) == 7


def test_what_is_asked_for_strikes_at_the_next_chance_once() -> None:
    one = Occurrence(FAULTS["noise"], [], "7")
    assert one.strikes(1, 0.0) == 0
    one.now()
    one.now(40)
    assert [one.strikes(2, 0.0), one.strikes(3, 0.0)] == [40, 0]


def test_bytes_are_struck_at_the_rate_in_order_and_each_once() -> None:
    burst = Burst(0.0, bytes(20_000))
    places = occurrence("lost=0.01").struck_bytes(burst)
    assert places == sorted(set(places))
    assert 120 <= len(places) <= 280
    assert places == occurrence("lost=0.01").struck_bytes(burst)


def test_at_a_moment_so_many_bytes_of_the_burst_are_struck() -> None:
    one = occurrence("lost@2x3")
    assert one.struck_bytes(Burst(0.0, b"CALL", number=1)) == []
    assert len(one.struck_bytes(Burst(0.0, b"CALL", number=2))) == 3
    assert occurrence("lost@1x9").struck_bytes(Burst(0.0, b"CALL", number=1)) == [0, 1, 2, 3]
    assert occurrence("lost@1").struck_bytes(Burst(0.0, b"", number=1)) == []


def test_it_may_be_put_at_a_rate_in_place_of_what_was_in_force_and_off_again() -> None:
    one = occurrence("noise@3", "noise=0.5")
    one.at_rate(1.0, 5)
    assert [one.strikes(number, 0.0) for number in (1, 2, 3)] == [5, 5, 5]
    assert one.force.written(one.kind) == ("noise=1x5",)
    one.at_rate(0.0)
    assert struck(one, 9) == []


def test_calm_strikes_off_rates_moments_and_what_was_asked_for() -> None:
    one = occurrence("noise@3", "noise=1")
    one.now()
    one.calm()
    assert struck(one, 9) == []
    one.now()
    assert struck(one, 9) == [1]


def test_what_was_asked_for_may_be_taken_out_of_turn() -> None:
    one = occurrence("noise=0")
    one.now(7)
    one.now(3)
    assert (one.taken(), one.taken()) == (7, 0)


@pytest.mark.parametrize(
    "texts",
    [("flipped=0.000001",), ("storm=0.01x200",), ("vanish@30s", "vanish@4x60"), ("half_record=0.25", "half_record@9")],
)
def test_what_is_in_force_is_written_as_it_is_asked_for(texts: tuple[str, ...]) -> None:
    one = occurrence(*texts)
    written = one.force.written(one.kind)
    assert sorted(written) == sorted(texts)
    assert occurrence(*written).force == one.force


def test_what_was_asked_for_just_now_is_told_apart() -> None:
    one = occurrence("storm@1")
    one.now(3)
    assert one.force.asked == (3,)
    one.strikes(1, 0.0)
    assert one.force == ((), (), ())

"""Faults of the line, each on its own: what it does to bytes, and to nothing else."""

import pytest

from drivers.emulator.byte_faults import BYTE_FAULTS
from drivers.emulator.fault import FAULTS, parse_fault
from drivers.emulator.line import Burst, What
from drivers.emulator.occurrence import Occurrence

SLIP = b"555-0142 (905) RES OSH 26/07/01 12:00:00 #00001 Pos:0218\r\nDUNMERE, ADA\r\n\r\n"
RECORD = Burst(0.0, SLIP, What.RECORD, 1, 4.0, SLIP)
QUIET = Burst(4.0, b"", What.QUIET, 1, 4.0)
HEARTBEAT = Burst(1.0, b"HB 01\r\n", What.HEARTBEAT, 1, 1.0, b"HB 01\r\n")


def through(fault: str, *bursts: Burst, seed: str = "1") -> list[Burst]:
    """Return the bursts as this fault leaves them."""
    asked = parse_fault(fault)
    return list(BYTE_FAULTS[asked.name](Occurrence(FAULTS[asked.name], [asked], seed))(iter(bursts)))


def test_half_a_record_is_its_beginning() -> None:
    for seed in "123456789":
        (half,) = through("half_record=1", RECORD, seed=seed)
        assert 0 < len(half.data) < len(SLIP)
        assert SLIP.startswith(half.data)
        assert (half.meant, half.faults) == (SLIP, ("half_record",))


def test_lost_bytes_are_gone_and_the_others_stand_in_order() -> None:
    (less,) = through("lost@1x5", RECORD)
    assert len(less.data) == len(SLIP) - 5
    rest = iter(SLIP)
    assert all(byte in rest for byte in less.data)


def test_doubled_bytes_stand_beside_themselves() -> None:
    (more,) = through("doubled@1", RECORD)
    (place,) = [at for at in range(len(SLIP)) if SLIP[: at + 1] + SLIP[at:] == more.data][:1]
    assert more.data[place] == more.data[place + 1]


def test_a_flipped_byte_differs_by_one_bit() -> None:
    (changed,) = through("flipped@1x3", RECORD)
    differ = [one ^ other for one, other in zip(SLIP, changed.data, strict=True) if one != other]
    assert [each.bit_count() for each in differ] == [1, 1, 1]


def test_bit_7_is_set_and_no_other() -> None:
    (changed,) = through("bit7@1x4", RECORD)
    differ = [(one, other) for one, other in zip(SLIP, changed.data, strict=True) if one != other]
    assert len(differ) == 4
    assert all(other == one | 0x80 for one, other in differ)


def test_parity_makes_every_byte_even() -> None:
    (changed,) = through("parity=1", RECORD)
    assert all(byte.bit_count() % 2 == 0 for byte in changed.data)
    assert bytes(byte & 0x7F for byte in changed.data) == SLIP


def test_noise_comes_in_the_middle_of_the_quiet_before_a_record() -> None:
    noise, quiet, record = through("noise=1", QUIET, RECORD)
    assert (noise.what, noise.pause, quiet.pause) == (What.NOISE, 2.0, 2.0)
    assert 1 <= len(noise.data) <= 16
    assert record == RECORD
    assert all(len(through("noise=1x2", QUIET, seed=seed)[0].data) <= 2 for seed in "12345")


def test_split_changes_no_byte() -> None:
    (apart,) = through("split=1", RECORD)
    assert (apart.data, apart.apart, apart.faults) == (SLIP, True, ("split",))


@pytest.mark.parametrize("fault", ["lost", "doubled", "flipped", "bit7"])
def test_heartbeats_suffer_too(fault: str) -> None:
    (beat,) = through(f"{fault}=1", HEARTBEAT)
    assert beat.data != HEARTBEAT.data
    assert beat.meant == HEARTBEAT.data


@pytest.mark.parametrize("fault", BYTE_FAULTS)
def test_what_is_not_struck_passes_as_it_is(fault: str) -> None:
    asked = [QUIET, HEARTBEAT, RECORD, Burst(0.0, b"", What.GONE, away=3.0)]
    assert through(f"{fault}=0", *asked) == asked


@pytest.mark.parametrize("fault", BYTE_FAULTS)
def test_the_same_seed_does_the_same(fault: str) -> None:
    asked = f"{fault}=0.5"
    assert through(asked, QUIET, RECORD, RECORD) == through(asked, QUIET, RECORD, RECORD)

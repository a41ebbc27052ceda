"""Faults as they are written, and the sentence for what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.emulator.fault import FAULTS, Fault, Moment, Unit, parse_fault, parse_faults


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("half_record", Fault("half_record")),
        ("flipped=0.001", Fault("flipped", 0.001)),
        ("lost=0", Fault("lost", 0.0)),
        ("half_record@5", Fault("half_record", moments=(Moment(5, 0.0),))),
        ("vanish@30s", Fault("vanish", moments=(Moment(0, 30.0),))),
        ("noise@2,7,1.5sx40", Fault("noise", moments=(Moment(2, 0), Moment(7, 0), Moment(0, 1.5)), amount=40)),
        ("storm@5x200", Fault("storm", moments=(Moment(5, 0),), amount=200)),
        ("storm=0.01x9", Fault("storm", 0.01, amount=9)),
        ("heartbeat_repeatedx2", Fault("heartbeat_repeated", amount=2)),
        (" deaf ", Fault("deaf")),
    ],
)
def test_a_fault_is_read(text: str, fault: Fault) -> None:
    assert parse_fault(text) == fault


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("nois", "expected one of wrong_class, .*, deaf, got 'nois'"),
        ("", "expected one of .*, got ''"),
        ("nois=0.1", "expected one of .*, got 'nois'"),
        ("lost=2", "lost: expected a rate from 0 to 1 of every byte, got 2"),
        ("lost=.5.", r"lost: expected a rate from 0 to 1 of every byte, got .5."),
        ("lost=0.1@5", "expected lost, lost=RATE"),
        ("lost @5", "expected one of .*, got 'lost '|expected lost, lost=RATE"),
        ("lost@0", "lost: expected the number of a call or seconds up to 86400, as in @5 or @30s, got '0'"),
        ("lost@5,", "lost: expected the number of a call .*, got ''"),
        ("lost@99999s", "lost: expected the number of a call .*, got '99999s'"),
        ("lost@" + ",".join("1" * 101), "lost: expected at most 100 moments, got 101"),
        ("split@5x2", "split: expected no x2, as there is nothing to count"),
        ("stormx0", "storm: expected 1 to 100000 records after x, got 0"),
        ("vanish@1x3601", "vanish: expected 1 to 3600 seconds after x, got 3601"),
        ("storm", "expected a moment or a rate as in storm@5 or storm=0.01, got 'storm'"),
        ("deaf=1", "deaf: expected no rate, as it stands for the whole time"),
        ("deaf@5", "deaf: expected no moment, as it stands for the whole time"),
    ],
)
def test_what_is_no_fault_is_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as raised:
        parse_fault(text)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 500


@given(st.text(max_size=40))
def test_any_text_is_a_fault_or_a_value_error(text: str) -> None:
    try:
        fault = parse_fault(text)
    except ValueError:
        return
    assert fault.name in FAULTS


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_says_in_words_what_is_sent_and_when(name: str) -> None:
    kind = FAULTS[name]
    usual = parse_fault(name if kind.usual else f"{name}@5,30s")
    assert usual.words.startswith(f"{name}: {kind.words}")
    if not kind.usual:
        assert "(at call 5, 30 s after the beginning" in usual.words
    elif kind.unit is not Unit.LINK:
        assert f"({kind.usual:g} of every {kind.unit}" in usual.words
    assert "()" not in usual.words


def test_what_is_counted_is_said() -> None:
    assert parse_fault("storm@5x200").words.endswith("(at call 5; 200 records)")
    assert parse_fault("storm@5").words.endswith("(at call 5; 10000 records)")


def test_a_moment_alone_leaves_no_rate_in_force() -> None:
    assert parse_fault("noise@5").chance == 0.0
    assert parse_fault("noise").chance == FAULTS["noise"].usual
    assert parse_fault("noise=0.5").chance == 0.5


def test_several_are_read_in_their_order() -> None:
    assert [fault.name for fault in parse_faults(["noise", "lost=1", "noise@2"])] == ["noise", "lost", "noise"]

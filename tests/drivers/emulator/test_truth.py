"""The truth of the emulator against the console's own reader, under every fault and any mixture of them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.emulator.fault import FAULTS, Unit
from drivers.emulator.line import Burst, What
from drivers.emulator.truth import NOT_DELIMITED, Truth
from tests.drivers.emulator.listener import check_truth, hear, tables

HEARTBEATS = {"lakeland": "HB 01", "bayview": "ALIVE 07"}


def text_of(name: str, faults: list[str], seed: int = 1, rest: str = "") -> str:
    """A scenario of this format with faults; short pauses, so that the line is not always quiet before a record."""
    position = {"lakeland": "17", "bayview": "7"}.get(name, "0218")
    beat = f'heartbeat = "{HEARTBEATS[name]}"\nheartbeat_every = 3\n' if name in HEARTBEATS else ""
    return (
        f'format = "{name}"\nposition = "{position}"\nseed = {seed}\nevery = [0.0, 2.0]\nfirst_after = 0.1\n'
        f"count = 30\nfaults = {faults}\n{beat}{rest}"
    )


def possible(name: str) -> list[str]:
    """The faults that this format can send, each so often that it strikes."""
    table = tables()[name]
    found = []
    for fault in FAULTS.values():
        if fault.unit is Unit.HEARTBEAT and name not in HEARTBEATS:
            continue
        if fault.name == "unknown_position" and name in ("bell-display", "telus-log-2"):
            continue
        if fault.name == "roll_over" and name in ("telus-log-2", "lakeland"):
            continue
        if fault.name in ("ani_failure", "four_party", "not_dialable") and "number" not in table.first.fields:
            continue
        match fault.unit:
            case Unit.BYTE:
                found.append(f"{fault.name}=0.004")
            case Unit.LINK:
                found.append(fault.name)
            case _:
                found.append(f"{fault.name}@20" if not fault.usual else f"{fault.name}=0.3")
    return ["storm@12x6" if each == "storm@20" else each for each in found]


@pytest.mark.parametrize("name", tables())
@pytest.mark.parametrize("fault", FAULTS)
def test_every_whole_record_is_decoded_once_under_each_fault(name: str, fault: str) -> None:
    faults = [each for each in possible(name) if each.partition("=")[0].partition("@")[0] == fault]
    (heard,) = hear(text_of(name, faults))
    check_truth(heard)
    assert any(sent.whole for sent in heard.records)
    struck = {each for sent in heard.sent for each in sent.faults}
    assert fault in struck or not faults or fault in ("deaf", "heartbeat_missing")


@given(data=st.data())
def test_every_whole_record_is_decoded_once_under_any_mixture(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(tables())))
    faults = data.draw(st.lists(st.sampled_from(possible(name)), unique=True, max_size=8))
    line_end = data.draw(st.sampled_from(["crlf", "cr", "lf"]))
    text = text_of(name, faults, data.draw(st.integers(0, 2**32)), f'line_end = "{line_end}"\n')
    for heard in hear(text, links=data.draw(st.integers(1, 2)), pace=data.draw(st.sampled_from([1.0, 0.1, 0.0]))):
        check_truth(heard)


@pytest.mark.parametrize("name", tables())
def test_without_faults_every_record_is_whole(name: str) -> None:
    (heard,) = hear(text_of(name, []))
    assert len(heard.records) == 30
    assert all(sent.whole and not sent.faults for sent in heard.records)
    check_truth(heard)


def burst(data: bytes, meant: bytes = b"", pause: float = 0.0, what: What = What.RECORD) -> Burst:
    return Burst(pause, data, what, 1, meant=meant or data)


SLIP = b"555-0142 (905) RES OSH 26/07/01 12:00:00 #00001 Pos:0218\r\nDUNMERE, ADA\r\n12 LANTERN ST\r\n\r\n"


@pytest.fixture
def truth() -> Truth:
    return Truth(tables()["bell-printer"].framing)


def test_a_changed_byte_makes_a_record_damaged(truth: Truth) -> None:
    data = SLIP.replace(b"ADA", b"ADB")
    (sent,) = truth.sent(burst(data, SLIP).struck("flipped"), data)
    assert (sent.whole, sent.faults, sent.data, sent.meant) == (False, ("flipped",), data, SLIP)


def test_a_record_that_begins_in_the_middle_of_a_line_is_not_delimited(truth: Truth) -> None:
    truth.sent(burst(SLIP[:30], SLIP), SLIP[:30])
    (sent,) = truth.sent(burst(SLIP), SLIP)
    assert (sent.whole, sent.faults) == (False, (NOT_DELIMITED,))
    (after,) = truth.sent(burst(SLIP), SLIP)
    assert after.whole


@pytest.mark.parametrize(("pause", "whole"), [(0.9, False), (1.0, True)])
def test_quiet_before_a_record_ends_what_was_broken_off(truth: Truth, pause: float, whole: bool) -> None:
    truth.sent(burst(SLIP[:30], SLIP), SLIP[:30])
    (sent,) = truth.sent(burst(SLIP, pause=pause), SLIP)
    assert sent.whole is whole


def test_quiet_is_as_long_as_it_is_for_the_listener() -> None:
    truth = Truth(tables()["bell-printer"].framing, pace=0.1)
    truth.sent(burst(SLIP[:30], SLIP), SLIP[:30])
    (sent,) = truth.sent(burst(SLIP, pause=9.0), SLIP)
    assert not sent.whole


def test_noise_before_a_record_without_quiet_damages_it(truth: Truth) -> None:
    (noise,) = truth.sent(burst(b"\x07zz", what=What.NOISE), b"\x07zz")
    (sent,) = truth.sent(burst(SLIP), SLIP)
    assert (noise.whole, sent.whole) == (False, False)


def test_what_nobody_took_is_damaged_and_why_is_told(truth: Truth) -> None:
    (sent,) = truth.sent(burst(SLIP), SLIP[:9], ("reader gone",))
    assert (sent.whole, sent.data, sent.faults) == (False, SLIP[:9], ("reader gone",))
    (none,) = truth.sent(burst(SLIP), b"", ("reader gone",))
    assert (none.whole, none.data) == (False, b"")


def test_a_call_of_which_nothing_is_sent_is_told_and_is_no_record(truth: Truth) -> None:
    (sent,) = truth.sent(Burst(0.0, b"", What.NOTHING, 4, faults=("no_spill",)), b"")
    assert (sent.what, sent.number, sent.whole) == (What.NOTHING, 4, False)


def test_a_text_that_no_table_knows_is_whole_only_where_nothing_is_open(truth: Truth) -> None:
    text = b"ALI CONTROLLER RESTARTED\r\n\r\n"
    (sent,) = truth.sent(burst(text), text)
    assert sent.whole
    cut = SLIP.removesuffix(b"\r\n")
    truth.sent(burst(cut, SLIP), cut)
    (inside,) = truth.sent(burst(text), text)
    assert (inside.whole, inside.faults) == (False, (NOT_DELIMITED,))


def test_the_check_byte_that_is_lost_spoils_the_record_behind_it() -> None:
    truth = Truth(tables()["lakeland"].framing)
    cut = b"\x02H 17\x03"
    truth.sent(burst(cut, cut + b"x"), cut)
    (sent,) = truth.sent(burst(b"\x02H 17\x03x"), b"\x02H 17\x03x")
    assert (sent.whole, sent.faults) == (False, (NOT_DELIMITED,))


def test_where_only_quiet_ends_a_record_it_is_whole_when_quiet_has_come_or_the_next_begins() -> None:
    framing = tables()["bell-printer"].framing
    truth = Truth(type(framing)(framing.table, framing.kind, framing.first, ends=frozenset({"quiet"})))
    slip = SLIP.removesuffix(b"\r\n")
    assert truth.sent(burst(slip), slip) == []
    (first,) = truth.sent(burst(slip), slip)
    (second, _) = truth.sent(burst(b"?\r\n", what=What.NOISE), b"?\r\n")
    assert (first.whole, second.whole, second.faults) == (True, False, (NOT_DELIMITED,))
    truth.sent(burst(slip, pause=2.0), slip)
    (last,) = truth.end()
    assert last.whole


def test_quiet_alone_makes_a_record_certain_where_it_ends_one() -> None:
    data = b"CALL 00001\r\nsomething"
    by_quiet = tables()["bayview"].framing
    for framing, told in ((by_quiet, [True]), (replace(by_quiet, ends=frozenset({"blank"})), [])):
        truth = Truth(framing)
        assert truth.sent(Burst(5.0, data, meant=data), data) == []
        assert truth.quiet_for(0.1) == []
        assert [each.whole for each in truth.quiet_for(60.0)] == told
        assert truth.quiet_for(60.0) == []

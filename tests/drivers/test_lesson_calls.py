"""What comes down the line at each call of a lesson."""

from pathlib import Path

import pytest

from app.errors import TableError
from app.ports import Chunk
from app.settings import Settings
from app.spill.model import NumberStatus, Spill
from app.spill.reader import SpillReader
from app.tables import load_tables
from drivers.lesson_calls import ScenarioCalls
from tests.drivers.emulator.listener import tables
from tests.lesson_time import NOON, HandClock

TABLES = load_tables(Settings())


def reader() -> SpillReader:
    return SpillReader(TABLES.formats, TABLES.classes, TABLES.localities)


def spills(pieces: list[tuple[float, bytes]]) -> list[Spill]:
    read = reader()
    found = [each for gap, data in pieces for each in read.feed(Chunk(NOON, data, gap))]
    return [each for each in (*found, *read.end(NOON)) if isinstance(each, Spill)]


def site(tmp_path: Path, text: str) -> str:
    path = tmp_path / "site.toml"
    path.write_text(text)
    return str(path)


CALLS = """
position = "0301"
first_after = 4
every = [7, 7]
call_number = 99999
[[calls]]
class = "RES"
set = { name = "QUILLER, IRIS" }
[[calls]]
no_spill = true
after = 9
[[calls]]
class = "CEL"
ani_first = 3
"""


def test_of_a_record_whose_every_byte_is_lost_the_number_that_comes_first_comes_all_the_same(tmp_path: Path) -> None:
    calls = ScenarioCalls(site(tmp_path, CALLS), HandClock())
    alone = calls.pieces(3, [("lost", 1_000)])
    whole = calls.pieces(3, ())
    assert alone == whole[: len(alone)]
    assert 0 < len(alone) < len(whole)


def test_each_call_is_a_record_of_the_scenario_and_may_be_asked_for_in_any_order(tmp_path: Path) -> None:
    calls = ScenarioCalls(site(tmp_path, CALLS), HandClock())
    assert (calls.position, len(calls.titles)) == ("0301", 3)
    assert [calls.pause(number) for number in (1, 2, 3)] == [4, 9, 7]
    (cell,) = spills(calls.pieces(3, ()))[-1:]
    (home,) = spills(calls.pieces(1, ()))
    assert (home.name, home.position, home.call_number, home.service_class) == ("QUILLER, IRIS", "0301", "99999", "RES")
    assert (cell.service_class, cell.call_number) == ("CEL", "00001")
    assert calls.pieces(2, ()) == []
    assert spills(calls.pieces(1, ()))[0].number == home.number


def test_a_number_that_comes_before_the_address_is_followed_by_the_whole_record(tmp_path: Path) -> None:
    pieces = ScenarioCalls(site(tmp_path, CALLS), HandClock()).pieces(3, ())
    assert max(wait for wait, _data in pieces) >= 3


def test_another_caller_is_none_of_the_lessons(tmp_path: Path) -> None:
    calls = ScenarioCalls(site(tmp_path, CALLS), HandClock())
    (one,), (other,) = spills(calls.another(())), spills(calls.another(()))
    assert one.call_number != other.call_number
    assert {one.number, other.number}.isdisjoint({each.number for each in spills(calls.pieces(1, ()))})


def test_a_fault_of_the_scenario_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="municipality"):
        ScenarioCalls(site(tmp_path, '[[calls]]\nmunicipality = "NOWHERE"\n'), HandClock())


def test_a_fault_can_be_put_into_a_call_of_a_scenario(tmp_path: Path) -> None:
    calls = ScenarioCalls(site(tmp_path, CALLS), HandClock())
    names = [name for name, _words in calls.faults]
    assert {"ani_failure", "half_record", "noise", "split"} <= set(names)
    (whole,) = spills(calls.pieces(1, ()))
    (unknown,) = spills(calls.pieces(1, [("ani_failure", 1)]))
    assert (unknown.number_status, unknown.address) == (NumberStatus.ANI_FAILURE, None)
    broken = b"".join(data for _, data in calls.pieces(1, [("half_record", 1)]))
    assert whole.raw.startswith(broken)
    assert spills(calls.another([("no_ali", 1)]))[0].address is None


def raw(pieces: list[tuple[float, bytes]]) -> bytes:
    return b"".join(data for _wait, data in pieces)


def scenario(tmp_path: Path, *faults: str) -> ScenarioCalls:
    return ScenarioCalls(site(tmp_path, f"faults = {list(faults)!r}\n{CALLS}"), HandClock())


def test_a_fault_of_the_scenario_strikes_the_call_that_it_names(tmp_path: Path) -> None:
    calls = scenario(tmp_path, "half_record@1", "vanish@3x20", "storm@3x5", "no_ali@30s")
    assert calls.struck(1) == [("half_record", 1)]
    assert (calls.struck(2), calls.struck(3)) == ([], [("vanish", 20), ("storm", 5)])
    assert calls.timed == [(30.0, ("no_ali", 1))]


def test_a_fault_at_a_rate_strikes_the_same_calls_in_whatever_order_they_come(tmp_path: Path) -> None:
    text = f'faults = ["no_ali=0.5", "flipped=0.02"]\n{CALLS}' + '[[calls]]\nclass = "RES"\n' * 20
    first, second = (ScenarioCalls(site(tmp_path, text), HandClock()) for _ in range(2))
    numbers = range(1, 24)
    struck = {number: first.struck(number) for number in numbers}
    assert 3 < sum(map(len, struck.values())) < 20
    assert {number: second.struck(number) for number in reversed(numbers)} == struck
    bytes_of = {number: raw(first.pieces(number, struck[number])) for number in numbers}
    assert {number: raw(second.pieces(number, struck[number])) for number in reversed(numbers)} == bytes_of
    clean = ScenarioCalls(site(tmp_path, text.replace(', "flipped=0.02"', "")), HandClock())
    assert sum(raw(clean.pieces(number, struck[number])) != bytes_of[number] for number in numbers) > 15


def test_after_a_roll_over_the_calls_count_on_from_one_and_the_calls_before_keep_their_numbers(tmp_path: Path) -> None:
    """D216: 00001 follows 99999."""
    calls = ScenarioCalls(site(tmp_path, CALLS.replace("99999", "271")), HandClock())
    assert spills(calls.pieces(1, [("roll_over", 1)]))[0].call_number == "99999"
    assert spills(calls.pieces(3, ()))[-1].call_number == "00001"
    assert spills(calls.pieces(1, ()))[0].call_number == "99999"  # it comes again as it was
    other = ScenarioCalls(site(tmp_path, CALLS.replace("99999", "271")), HandClock())
    assert spills(other.pieces(3, [("roll_over", 1)]))[-1].call_number == "99999"
    assert spills(other.pieces(1, ()))[0].call_number == "00271"


def test_the_controllers_clock_can_jump_and_a_call_can_come_without_its_data(tmp_path: Path) -> None:
    calls = ScenarioCalls(site(tmp_path, CALLS), HandClock())
    right, wrong = (spills(calls.pieces(1, strikes))[0].sent_at for strikes in ((), [("clock_jump", 1)]))
    leap = spills(calls.pieces(1, [("leap_day", 1)]))[0].sent_at
    assert None not in (right, wrong, leap)
    assert right != wrong
    assert leap is not None
    assert (leap.month, leap.day) == (2, 29)
    assert calls.pieces(1, [("no_spill", 1)]) == []


def test_a_fault_that_waits_for_the_next_call_strikes_another_caller_too(tmp_path: Path) -> None:
    calls = ScenarioCalls(site(tmp_path, CALLS), HandClock())
    assert calls.another([("no_spill", 1)]) == []
    assert spills(calls.another([("roll_over", 1)]))[0].call_number == "99999"


def test_the_record_of_the_call_before_comes_once_more_as_it_was_sent(tmp_path: Path) -> None:
    clock = HandClock()
    calls = ScenarioCalls(site(tmp_path, CALLS), clock)
    first = raw(calls.pieces(1, ()))
    assert calls.again() == []
    clock.seconds = 100
    calls.pieces(3, [("half_record", 1)])
    assert raw(calls.again()) == first
    calls.pieces(3, ())  # the same call again is no other call
    assert raw(calls.again()) == first


def test_what_can_be_put_in_is_what_the_format_can_send(tmp_path: Path) -> None:
    calls = ScenarioCalls(site(tmp_path, CALLS), HandClock())
    offered = [asked for asked, _words in calls.faults]
    assert {"vanishx20", "stormx200", "replaced", "link_dies", "roll_over", "clock_jump", "telephone_lost"} <= {
        *offered
    }
    assert not {"deaf", "heartbeat_missingx3"} & {*offered}
    with pytest.raises(ValueError, match="heartbeat_missing: expected a scenario with a heartbeat, got one without"):
        calls.strike("heartbeat_missing")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("deaf", "fault deaf has no meaning in a lesson: the console sends nothing"),
        ("vanish@9", "fault vanish: expected a call from 1 to 3, got 9"),
        ("replaced@1", "fault replaced: expected a call before"),
        ("heartbeat_missing@1", "fault heartbeat_missing: expected a scenario with a heartbeat"),
    ],
)
def test_a_fault_without_a_meaning_in_the_lesson_is_refused_and_why(tmp_path: Path, fault: str, words: str) -> None:
    with pytest.raises(TableError, match=words):
        scenario(tmp_path, fault)


def test_a_fault_at_a_moment_is_looked_at_with_its_call(tmp_path: Path) -> None:
    calls = ScenarioCalls(site(tmp_path, CALLS), HandClock())
    assert calls.fault_wrong("replaced", 2) == ""
    assert calls.fault_wrong("replaced", 1).startswith("replaced: expected a call before")
    assert calls.fault_wrong("vanish@2", 2).startswith("expected one of telephone_lost")


def test_a_lesson_may_be_written_by_a_sites_own_format_and_have_its_heartbeat(tmp_path: Path) -> None:
    beating = tables()["bayview"]
    text = 'format = "bayview"\nposition = "7"\nheartbeat = "ALIVE 07"\nfaults = ["heartbeat_missing@1x2"]\n[[calls]]\n'
    calls = ScenarioCalls(site(tmp_path, text), HandClock(), {beating.name: beating})
    beats = calls.beats
    assert beats is not None
    assert (beats.every, beats.due()) == (30.0, b"ALIVE 07\r\n")
    assert calls.struck(1) == [("heartbeat_missing", 2)]
    with pytest.raises(TableError, match="format: expected one of"):
        ScenarioCalls(site(tmp_path, text), HandClock())

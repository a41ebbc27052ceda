"""What comes down the line at each call of a lesson."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import FeedError, TableError
from app.ports import Chunk
from app.settings import Settings
from app.spill.model import NumberStatus, Spill
from app.spill.reader import SpillReader
from app.spill.recording import write_chunk, write_header
from app.tables import load_tables
from drivers.lesson_calls import RecordingCalls, ScenarioCalls
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


def recorded(tmp_path: Path, *chunks: tuple[float, bytes], feed: str = "serial:/dev/ttyUSB0") -> str:
    path = tmp_path / "day.rec"
    at, text = NOON, write_header(feed, NOON)
    for gap, data in chunks:
        at += timedelta(seconds=gap)
        text += write_chunk(Chunk(at, data, gap))
    path.write_text(text)
    return str(path)


SLIP = (
    b"326-1224 (905) RES OSH 99/06/21 05:17:39 #%05d Pos:0218\r\nPALMER, ROBERT\r\n324 FIRST ST N\r\nAPT 6\r\n"
    b"OSHAWA, OSHAWA L1G-4B7\r\nESN#: 0047\r\nDUR REG POLICE\r\n905-579-1234\r\n\r\n"
)


def test_a_recording_is_cut_where_its_records_end(tmp_path: Path) -> None:
    first, second = SLIP % 552, SLIP % 553
    path = recorded(tmp_path, (2, first[:100]), (0.1, first[100:]), (30, second[:10]), (0.1, second[10:]), (3, b"\r\n"))
    calls = RecordingCalls(path, reader())
    assert calls.titles == ("9053261224 RES PALMER, ROBERT",) * 2
    assert (calls.pause(1), calls.pause(2)) == (2, 30)
    assert b"".join(data for _wait, data in calls.pieces(1, ())) == first
    assert b"".join(data for _wait, data in calls.pieces(2, ())) == second + b"\r\n"
    assert calls.pieces(2, ())[0][0] == 0
    assert (calls.emulated, calls.another(())) == (False, calls.pieces(2, ()))


def test_a_recording_of_invented_callers_is_known_for_one(tmp_path: Path) -> None:
    assert RecordingCalls(recorded(tmp_path, (2, SLIP % 1), feed="emulated:default"), reader()).emulated


def test_a_recording_without_a_call_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="expected at least one call, got none"):
        RecordingCalls(recorded(tmp_path), reader())


def test_a_fault_can_be_put_into_a_call_of_a_scenario(tmp_path: Path) -> None:
    calls = ScenarioCalls(site(tmp_path, CALLS), HandClock())
    names = [name for name, _words in calls.faults]
    assert {"ani_failure", "half_record", "noise", "split"} <= set(names)
    (whole,) = spills(calls.pieces(1, ()))
    (unknown,) = spills(calls.pieces(1, ("ani_failure",)))
    assert (unknown.number_status, unknown.address) == (NumberStatus.ANI_FAILURE, None)
    broken = b"".join(data for _, data in calls.pieces(1, ("half_record",)))
    assert whole.raw.startswith(broken)
    assert spills(calls.another(("no_ali",)))[0].address is None


def test_a_fault_can_be_put_into_a_call_of_a_recording(tmp_path: Path) -> None:
    slip = TABLES.formats[1].samples[0]
    path = recorded(tmp_path, (1.0, slip), (20.0, slip))
    calls = RecordingCalls(path, reader())
    assert "half_record" in dict(calls.faults)
    assert "ani_failure" not in dict(calls.faults)
    broken = b"".join(data for _, data in calls.pieces(1, ("half_record",)))
    assert slip.startswith(broken)
    assert len(broken) < len(slip)

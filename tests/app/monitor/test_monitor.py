"""The monitor of a feed: rows and chunks are kept within bounds, and what is not there is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.monitor import Monitor
from app.monitor.monitor import KEPT_ROWS
from app.ports import Chunk, FeedState, FeedStateChanged
from app.settings import Settings
from app.spill.model import Spill
from app.spill.reader import SpillReader
from app.spill.recording import read, write_chunk, write_header
from app.tables import load_tables
from tests.app.conftest import SLIP
from tests.app.monitor.conftest import OPENED, Rig


def test_a_change_of_the_feed_is_told_in_words(rig: Rig) -> None:
    rig.monitor.take(FeedStateChanged(OPENED, FeedState.LOST, "/dev/ttyUSB0: the device is gone"))
    assert rig.written() == ["◆ feed lost: /dev/ttyUSB0: the device is gone"]
    assert rig.monitor.states == {"": "feed lost"}


def test_what_was_counted_only_is_told_by_its_number_of_lines(rig: Rig) -> None:
    rig.monitor.take(Chunk(OPENED, SLIP), show=False)
    rig.takes(SLIP)
    assert rig.written()[0] == "◆ 10 lines not shown, counted only: the line is too fast to be drawn"
    assert len(rig.written()) == 11
    assert (rig.monitor.counters.spills, rig.monitor.counters.hidden) == (2, 10)


def test_lost_bytes_are_told_and_nothing_is_joined_across_them(rig: Rig) -> None:
    rig.takes(SLIP[:100])
    rig.monitor.lose(rig.now[0], 17)
    rig.takes(SLIP)
    assert "◆ 17 bytes not read: the line is faster than the monitor" in rig.written()
    assert rig.monitor.counters.spills == 2
    assert [chunk.data for chunk in rig.monitor.kept()[""]] == [SLIP]


def test_rows_are_bounded_and_numbered_from_the_first(rig: Rig) -> None:
    rig.takes(b"x\r\n" * (KEPT_ROWS + 500))
    monitor = rig.monitor
    assert len(monitor.rows) == KEPT_ROWS
    assert monitor.first == monitor.count - KEPT_ROWS > 0


def test_two_links_are_read_each_by_itself(rig: Rig) -> None:
    rig.takes(SLIP[:80], link="main").takes(SLIP[:90], link="second")
    rig.takes(SLIP[80:], link="main").takes(SLIP[90:], link="second")
    assert rig.monitor.counters.spills == 2
    assert set(rig.monitor.kept()) == {"main", "second"}
    assert rig.written()[0].startswith("main ┌ 326-1224")


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_what_is_saved_gives_the_same_records_when_it_is_read_again(
    in_force: Callable[..., Monitor], size: int
) -> None:
    data = b"\x00\xff~" + SLIP + SLIP[:-2] + b"some text\r\n\r\n" + SLIP
    rig = Rig(in_force(), [OPENED])
    for at in range(0, len(data), size):
        rig.takes(data[at : at + size], gap=2.0 if at % 5 == 0 else 0.01)
    rig.monitor.end(rig.now[0])
    saved = write_header("serial:x", OPENED) + "".join(map(write_chunk, rig.monitor.kept()[""]))
    tables = load_tables(Settings())
    reader = SpillReader(tables.formats, tables.classes, tables.localities)
    found = [each for chunk in read(saved.splitlines(True)) for each in reader.feed(chunk)]
    found += reader.end(rig.now[0])
    spills = [each for each in found if isinstance(each, Spill)]
    counters = rig.monitor.counters
    assert len([each for each in spills if each.format]) == counters.spills
    assert len(spills) - counters.spills == counters.not_decoded
    assert len(found) - len(spills) == counters.garbled
    assert b"".join(chunk.data for chunk in read(saved.splitlines(True))) == data


def test_looking_ends_what_quiet_ends(rig: Rig) -> None:
    rig.takes(SLIP[:-2])
    assert rig.monitor.counters.spills == 0
    rig.monitor.look(rig.now[0] + timedelta(seconds=5))
    assert rig.monitor.counters.spills == 1

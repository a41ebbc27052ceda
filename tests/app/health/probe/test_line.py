"""A real line: a cable of socat, ser2net, a line that another program has."""

import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.health.finding import Verdict
from app.health.judge.line import last_byte, parameters, port, tables
from app.health.probe import line as probe
from app.health.probe.line import journalled, listen, locked_by_file, parameters_of, who_has
from app.health.probe.processes import Process
from app.journal.records import Record
from app.journal.store import Journal
from app.journal.turns import Written
from app.ports import Chunk
from app.settings import Settings
from app.spill.encode import encode
from app.tables import load_tables
from drivers.serial_line import SerialLine
from tests.partners.fixtures import Partners
from tests.partners.serial_links import Ser2net, SerialCable

TABLES = load_tables(Settings())
DISPLAY = TABLES.formats[0].samples[0]
BEGAN = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECONDS = 1.5

pytestmark = pytest.mark.needs("socat")


@contextmanager
def sending(far: Path, data: bytes) -> Iterator[None]:
    """Send bytes down the line a little after it is listened to."""
    descriptor = os.open(far, os.O_RDWR | os.O_NOCTTY)
    later = threading.Timer(0.5, os.write, (descriptor, data))
    later.start()
    try:
        yield
    finally:
        later.join()
        os.close(descriptor)


def test_what_comes_down_a_line_is_heard_and_fits(partner: Partners, tmp_path: Path) -> None:
    cable = partner(SerialCable(tmp_path))
    with sending(cable.far, DISPLAY):
        seen, heard = listen(str(cable.near), SerialLine(), TABLES, SECONDS)
    assert heard is not None
    assert port(seen).verdict is Verdict.OK
    assert parameters(seen).sentence == "9600,8,N,1, as in the settings"
    assert f"{len(DISPLAY)} bytes came" in last_byte(heard).sentence
    assert "1 heard fit (1 bell-display)" in tables(heard).sentence


def test_a_line_with_a_wrong_parity_is_named(partner: Partners, tmp_path: Path) -> None:
    cable = partner(SerialCable(tmp_path))
    with sending(cable.far, bytes(each | 0x80 if each % 2 else each for each in DISPLAY)):
        _, heard = listen(str(cable.near), SerialLine(), TABLES, SECONDS)
    assert heard is not None
    assert "mask_bit7 = true" in tables(heard).sentence


def test_a_quiet_line_opens_and_nothing_else_is_told(partner: Partners, tmp_path: Path) -> None:
    cable = partner(SerialCable(tmp_path))
    seen, heard = listen(str(cable.near), SerialLine(silent_after=0.2), TABLES, 0.3)
    assert heard is not None
    assert (port(seen).verdict, last_byte(heard).verdict) == (Verdict.OK, Verdict.AMISS)
    assert tables(heard).verdict is Verdict.CANNOT


def test_a_port_that_does_not_open_says_why(tmp_path: Path) -> None:
    seen, heard = listen(str(tmp_path / "none"), SerialLine(), TABLES, SECONDS)
    assert heard is None
    assert port(seen).sentence == f"serial:{tmp_path / 'none'}: there is no such device"


@pytest.mark.needs("ser2net")
def test_a_line_over_the_network_is_heard_and_its_one_connection_is_not_taken_from_another(
    partner: Partners, tmp_path: Path
) -> None:
    (tmp_path / "cable").mkdir()
    cable = partner(SerialCable(tmp_path / "cable"))
    server = partner(Ser2net(tmp_path, cable.near))
    with sending(cable.far, DISPLAY):
        seen, heard = listen(server.url, SerialLine(), TABLES, SECONDS)
    assert heard is not None
    assert "1 heard fit" in tables(heard).sentence
    assert "far end" in parameters(seen).sentence
    assert who_has(server.url) == []
    other = subprocess.Popen(["socat", "-u", f"tcp:127.0.0.1:{server.port}", "-"], stdout=subprocess.DEVNULL)
    try:
        assert [each.pid for each in waited(lambda: who_has(server.url))] == [other.pid]
    finally:
        other.terminate()
        other.wait(20)


def waited(what: Callable[[], list[Process]]) -> list[Process]:
    pause = threading.Event()
    for _ in range(200):
        if found := what():
            return found
        pause.wait(0.05)
    return []


def test_a_device_that_a_program_has_is_told_and_not_opened(partner: Partners, tmp_path: Path) -> None:
    cable = partner(SerialCable(tmp_path))
    other = subprocess.Popen(["socat", "-u", f"{cable.near},b1200,cs7,parenb=1,raw", "-"], stdout=subprocess.DEVNULL)
    try:
        assert [str(each) for each in waited(lambda: who_has(str(cable.near)))] == [f"socat (process {other.pid})"]
        waited(lambda: [] if parameters_of(str(cable.near)).startswith("9600") else who_has(str(cable.near)))
        assert parameters_of(str(cable.near)) == "1200,8,N,1" or parameters_of(str(cable.near)) == "1200,7,E,1"
    finally:
        other.terminate()
        other.wait(20)


def test_a_lock_file_of_the_old_manner_counts_while_its_program_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(probe, "_LOCKS", (tmp_path,))
    assert locked_by_file("/dev/ttyUSB7") == ""
    (tmp_path / "LCK..ttyUSB7").write_text(f"      {os.getpid()} minicom root\n")
    assert locked_by_file("/dev/ttyUSB7") == f"process {os.getpid()}"
    (tmp_path / "LCK..ttyUSB7").write_text("4000000\n")
    assert locked_by_file("/dev/ttyUSB7") == ""
    (tmp_path / "LCK..ttyUSB7").write_text("")
    assert locked_by_file("/dev/ttyUSB7") == ""


def test_of_a_console_s_line_its_journal_tells(
    open_journal: Callable[[], Journal], write: Callable[[Journal, list[Record]], Written], path: Path
) -> None:
    console = open_journal()
    for number, data in enumerate((DISPLAY, encode(TABLES.formats[0], {**VALUES}), b"WHAT NOBODY KNOWS\r\n")):
        write(console, [Record(BEGAN, "spill_arrived", "02", "AB", {"format": None}, number + 1, (), data)])
    write(console, [Record(BEGAN, "feed_state_changed", "02", "AB", {"state": "lost", "detail": "the device is gone"})])
    heard = journalled(path, TABLES, BEGAN)
    assert (heard.by_format, heard.not_decoded, heard.ago) == ({"bell-display": 2}, 1, 0.0)
    assert "the feed is lost: the device is gone" in last_byte(heard).sentence
    assert last_byte(journalled(path.with_name("none"), TABLES, BEGAN)).verdict is Verdict.CANNOT


VALUES = {"number": "555-0142", "class": "RES", "borough": "OSH", "name": "DUNMERE, ADA"}


def test_what_is_no_device_has_no_parameters(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert parameters_of(str(tmp_path / "file")) == ""
    assert parameters_of(str(tmp_path / "none")) == ""


def test_only_so_much_is_kept_to_be_read_once_more() -> None:
    counted = probe.Counted(TABLES)
    for _ in range(40):
        counted.take(Chunk(BEGAN, b"\xd0" * 4096))
    assert len(counted._kept) == probe.MOST_KEPT
    assert counted.garbled_bytes > 0

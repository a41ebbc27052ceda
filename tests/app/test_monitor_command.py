"""`answerpoint monitor`: what comes over a feed, written as it comes, until it is stopped."""

import os
import signal
import subprocess
import sys
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.cli import main
from app.monitor import Monitor
from app.monitor_command import UNDER_WAY, Arriving
from app.ports import Chunk, FeedState, FeedStateChanged
from app.settings import Settings
from app.spill.recording import read, write_chunk, write_header
from app.tables import load_tables
from drivers.system_clock import SystemClock
from tests.app.conftest import SLIP
from tests.partners.fixtures import Partners
from tests.partners.fixtures import partner as partner
from tests.partners.serial_links import SerialCable

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 3, 1, 4, tzinfo=UTC)


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    file = tmp_path / "line.rec"
    file.write_text(write_header("serial:x", AT) + write_chunk(Chunk(AT, b"\x00\xff\x01" + SLIP)) * 2)
    return file


class Program:
    """The command as a process of its own, its output read line by line."""

    def __init__(self, *words: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "app", "monitor", *words],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        )
        self.lines: list[str] = []

    def reads(self, wanted: str) -> str:
        """Read until a line has these words."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.lines.append(line)
            if wanted in line:
                return line
        raise AssertionError(f"{wanted!r} never came:\n{''.join(self.lines)}")

    def ends(self, number: signal.Signals | None) -> tuple[int, str]:
        """Send a signal, if any, and return the exit code and the rest."""
        if number is not None:
            self._process.send_signal(number)
        rest = self._process.communicate(timeout=30)[0]
        return self._process.returncode, rest

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()
        assert self._process.stdout is not None
        self._process.stdout.close()


@pytest.fixture
def started() -> Generator[list[Program]]:
    programs: list[Program] = []
    yield programs
    for each in programs:
        each.stop()


@pytest.mark.needs("socat")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_serial_line_is_written_as_it_comes_and_a_signal_ends_it_with_the_counters(
    tmp_path: Path, partner: Partners, started: list[Program], number: signal.Signals
) -> None:
    cable = partner(SerialCable(tmp_path))
    program = Program(f"serial:{cable.near}", "--serial", "9600,8,N,1")
    started.append(program)
    program.reads("feed up")
    with open(cable.far, "wb", buffering=0) as far:
        far.write(SLIP[:74])
        assert (
            program.reads("PALMER").split(maxsplit=1)[1] == "│ PALMER, ROBERT<CR><LF>\n"
        )  # before its record has ended
        far.write(SLIP[74:] + b"\x00\x01\x05")
        program.reads("└ bell-printer: 9053261224 RES; 163 bytes, ended by blank line")
        program.reads("✗ GARBLED: 3 of 3 bytes are control bytes; 3 bytes")
    code, rest = program.ends(number)
    assert code == 0
    assert "spills 1, 1 in the last minute; not decoded 0; garbled 1; heartbeats 0; bytes 168" in rest
    assert "Traceback" not in rest


def test_a_recording_is_written_to_its_end(recording: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["monitor", f"replay:{recording}?speed=max"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"replay:{recording}, tables bell-display, bell-printer, ")
    assert "feed closed: recording ended" in told
    assert "spills 2" in told.splitlines()[-1]


def test_hex_stands_beside_the_text_where_it_is_asked_for(recording: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["monitor", f"replay:{recording}?speed=max", "--hex"]) == 0
    assert "0000003d │ 50 41 4c 4d 45 52 2c 20 52 4f 42 45 52 54 0d 0a  PALMER, ROBERT.." in capsys.readouterr().out


def test_a_script_counts_records_and_learns_when_they_did_not_come(recording: Path) -> None:
    assert main(["monitor", f"replay:{recording}?speed=max", "--count", "1"]) == 0
    assert main(["monitor", f"replay:{recording}?speed=max", "--count", "3"]) == 1
    assert main(["monitor", "emulated", "--seconds", "0.1", "--count", "99"]) == 1
    assert main(["monitor", "emulated", "--seconds", "0.1"]) == 0


def test_what_is_saved_replays_byte_for_byte(recording: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.rec"
    assert main(["monitor", f"replay:{recording}?speed=max", "--save", str(saved)]) == 0
    with saved.open() as lines:
        assert b"".join(chunk.data for chunk in read(lines)) == (b"\x00\xff\x01" + SLIP) * 2
    assert saved.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["seriel:/dev/ttyS0"], "feed: expected one of emulated, serial, replay"),
        (["replay:/no/such/file"], "recording /no/such/file: expected"),
        (["emulated", "--serial", "9600,9,N,1"], "--serial: expected"),
        (["emulated", "--format", "none-such"], "format: expected one of"),
        (["emulated", "--save", "/no/such/folder/x.rec"], "recording /no/such/folder/x.rec: expected"),
    ],
)
def test_what_cannot_be_is_one_sentence(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["monitor", *words]) == 2
    told = capsys.readouterr()
    assert told.err.startswith(f"answerpoint: {said}")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("words", [["--seconds", "0"], ["--seconds", "x"], ["--count", "0"], ["--count", "-1"]])
def test_a_faulty_number_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["monitor", "emulated", *words])
    assert ended.value.code == 2
    assert "expected" in capsys.readouterr().err


def test_the_reader_of_the_output_may_go(recording: Path) -> None:
    words = f"{sys.executable} -m app monitor 'replay:{recording}?speed=max' --hex | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", words], cwd=ROOT, capture_output=True, timeout=60)
    assert done.returncode == 0
    assert done.stderr == b""


def test_a_terminal_slower_than_the_line_loses_bytes_and_says_so() -> None:
    tables = load_tables(Settings())
    clock = SystemClock()
    watched = Monitor(tables.formats, tables.classes, tables.localities, clock.now())
    arriving = Arriving()
    for _ in range(UNDER_WAY):
        arriving.put(Chunk(AT, b"x"))
    arriving.waits = 0.0  # a driver that may not wait: as when its second is over
    arriving.put(Chunk(AT, b"lost"))
    for _ in range(UNDER_WAY):
        assert arriving.give(watched, clock, 0)
    arriving.put(Chunk(AT, SLIP))
    assert arriving.give(watched, clock, 0)
    assert arriving.give(watched, clock, 0)
    assert (watched.counters.lost, watched.counters.spills) == (4, 1)
    arriving.put(FeedStateChanged(AT, FeedState.CLOSED))
    assert not arriving.give(watched, clock, 0)

"""The command `emulate` as it is run, with real readers; and what `check scenario` tells."""

import base64
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from app.cli import main
from app.ports import Chunk
from drivers.emulator.line import What
from drivers.emulator.sent_log import read_log
from tests.drivers.emulator.listener import NOON as AT
from tests.drivers.emulator.listener import Heard, check_truth, reader, take

ROOT = Path(__file__).parents[2]
BAYVIEW = ROOT / "tests" / "data" / "tables" / "bayview.toml"
LIMIT_S = 60.0
SHIPPED = sorted(path.stem for path in (ROOT / "resources" / "scenarios").glob("*.toml"))

Started = subprocess.Popen[str]
Start = Callable[..., Started]


@pytest.fixture
def start() -> Generator[Start]:
    """A function that starts `answerpoint emulate` with these words."""
    running: list[Started] = []

    def started(*words: str) -> Started:
        command = [sys.executable, "-m", "app", "emulate", *words]
        running.append(
            subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1)
        )
        return running[-1]

    yield started
    for one in running:
        one.kill()
        one.communicate()


def line_of(one: Started) -> str:
    assert one.stdout is not None
    return one.stdout.readline().strip()


def emulated(*words: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "app", "emulate", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=LIMIT_S, check=False)


def read_all(device: int) -> bytes:
    """Read a pseudo-terminal until its far end is gone."""
    data = b""
    while True:
        try:
            piece = os.read(device, 65_536)
        except OSError:
            return data
        if not piece:
            return data
        data += piece


def heard(log: Path, data: bytes) -> Heard:
    """What a console makes of the bytes, beside the log."""
    one = Heard(list(read_log(log)), data)
    console = reader()
    take(one, console.feed(Chunk(AT, data)) + console.end(AT))
    return one


def test_the_output_is_the_bytes_alone_and_the_log_is_their_truth(tmp_path: Path) -> None:
    log = tmp_path / "sent.jsonl"
    done = emulated("--to", "-", "--pace", "max", "--count", "40", "--fault", "half_record", "--log", str(log))
    assert done.returncode == 0
    one = heard(log, done.stdout)
    check_truth(one)
    assert {sent.what for sent in one.sent} == {What.RECORD}
    assert 0 < sum(not sent.whole for sent in one.sent) < 40


def test_the_same_seed_sends_the_same_bytes_but_for_the_time(tmp_path: Path) -> None:
    words = ("--to", "-", "--pace", "max", "--count", "20", "--format", "bell-display", "--fault", "flipped=0.01")
    first, second, other = (emulated(*words, "--seed", seed).stdout for seed in ("5", "5", "6"))
    if first != second:  # the minute that stands in each record has changed between the two
        second = emulated(*words, "--seed", "5").stdout
        first = emulated(*words, "--seed", "5").stdout
    assert first == second != other


def test_a_pseudo_terminal_is_made_and_its_name_printed(start: Start, tmp_path: Path) -> None:
    log = tmp_path / "sent.jsonl"
    one = start("--to", "pty", "--count", "30", "--pace", "max", "--fault", "split", "--log", str(log))
    device = os.open(line_of(one), os.O_RDWR | os.O_NOCTTY)
    data = read_all(device)
    os.close(device)
    assert one.wait(LIMIT_S) == 0
    check_truth(heard(log, data))
    assert len(heard(log, data).spills) == 30


def test_a_link_leads_to_the_pseudo_terminal(start: Start, tmp_path: Path) -> None:
    one = start("--to", f"pty:{tmp_path / 'line'}", "--count", "1", "--pace", "max")
    assert line_of(one) == str(tmp_path / "line")
    device = os.open(tmp_path / "line", os.O_RDWR | os.O_NOCTTY)
    assert read_all(device).endswith(b"\r\n\r\n")
    os.close(device)
    assert one.wait(LIMIT_S) == 0
    assert not (tmp_path / "line").is_symlink()


def connected(name: str) -> socket.socket:
    host, port = name.removeprefix("tcp:").split(":")
    return socket.create_connection((host, int(port)), LIMIT_S)


def test_a_tcp_listener_is_waited_for_and_told_of_when_he_goes_and_returns(start: Start, tmp_path: Path) -> None:
    log = tmp_path / "sent.jsonl"
    one = start("--to", "tcp:0", "--rate", "every:0.3", "--count", "8", "--log", str(log))
    name = line_of(one)
    assert name.startswith("tcp:127.0.0.1:")
    with connected(name) as listener:
        first = listener.recv(1)
        while not first.endswith(b"\r\n\r\n"):
            first += listener.recv(1)
    second = b""
    with connected(name) as listener:
        while piece := listener.recv(4096):
            second += piece
    assert one.wait(LIMIT_S) == 0
    assert one.stderr is not None
    told = one.stderr.read()
    assert told.count(f"{name}: somebody listens") == 2
    assert f"{name}: nobody listens any more" in told
    assert sum(sent.whole for sent in read_log(log)) >= 6
    assert second.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(start: Start, tmp_path: Path, number: signal.Signals) -> None:
    log = tmp_path / "sent.jsonl"
    one = start("--to", "tcp:0", "--rate", "every:3600", "--log", str(log))
    with connected(line_of(one)):
        assert one.stderr is not None
        while "somebody listens" not in one.stderr.readline():
            pass
        began = time.monotonic()
        one.send_signal(number)
        assert one.wait(LIMIT_S) == 0
        assert time.monotonic() - began < LIMIT_S / 2
    assert "Traceback" not in one.stderr.read()


def test_a_signal_ends_the_wait_for_somebody_too(start: Start) -> None:
    one = start("--to", "pty")
    assert one.stderr is not None
    while "nobody listens yet" not in one.stderr.readline():
        pass
    one.send_signal(signal.SIGTERM)
    assert one.wait(LIMIT_S) == 0


def test_a_reader_of_the_output_who_goes_ends_it(start: Start) -> None:
    command = f"{sys.executable} -m app emulate --to - --pace max --count 100000 | head -c 500"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, timeout=LIMIT_S, check=False)
    assert len(done.stdout) == 500
    assert b"Traceback" not in done.stderr


def test_two_links_carry_the_same_and_one_dies(start: Start, tmp_path: Path) -> None:
    log = tmp_path / "sent.jsonl"
    words = ("--to", "tcp:0", "--to", "tcp:0", "--count", "6", "--rate", "every:0.2", "--fault", "link_dies@3")
    one = start(*words, "--log", str(log))
    names = line_of(one), line_of(one)
    with connected(names[0]) as main_link, connected(names[1]) as second:
        dead = b""
        while piece := main_link.recv(4096):
            dead += piece
        alive = b""
        while piece := second.recv(4096):
            alive += piece
    assert one.wait(LIMIT_S) == 0
    told = {link: [sent.whole for sent in read_log(log) if sent.link == link] for link in (1, 2)}
    assert told == {1: [True, True, False], 2: [True] * 6}
    assert not dead.endswith(b"\r\n\r\n")
    assert alive.startswith(dead)


def test_the_output_carries_nothing_else_where_it_is_one_of_two_links(start: Start) -> None:
    one = start("--to", "-", "--to", "tcp:0", "--count", "2", "--pace", "max")
    out, told = one.communicate(timeout=LIMIT_S)
    assert one.returncode == 0
    assert "tcp:" not in out
    assert "\ntcp:127.0.0.1:" in f"\n{told}"


def test_it_speaks_a_site_s_own_format_by_folder_and_by_file(tmp_path: Path) -> None:
    folder = tmp_path / "formats"
    folder.mkdir()
    (folder / "bayview.toml").write_bytes(BAYVIEW.read_bytes())
    settings = tmp_path / "settings.toml"
    settings.write_text(f'formats_folder = "{folder}"\n', "utf-8")
    words = ("--to", "-", "--pace", "max", "--count", "9", "--position", "7")
    by_name = emulated(*words, "--format", "bayview", "--settings", str(settings))
    by_file = emulated(*words, "--format", str(BAYVIEW))
    for done in (by_name, by_file):
        assert done.returncode == 0, done.stderr
        console = reader()
        spills = console.feed(Chunk(AT, done.stdout)) + console.end(AT)
        assert [getattr(spill, "format", None) for spill in spills] == ["bayview"] * 9


def test_a_day_is_replayed_from_a_file_of_24_numbers(tmp_path: Path) -> None:
    counts = tmp_path / "day.txt"
    counts.write_text("# a quiet day\n" + "1 " * 24, "utf-8")
    log = tmp_path / "sent.jsonl"
    done = emulated("--to", "-", "--pace", "max", "--rate", f"day:{counts}", "--count", "24", "--log", str(log))
    assert done.returncode == 0
    assert len(list(read_log(log))) == 24


def test_pace_is_how_many_times_as_fast(tmp_path: Path) -> None:
    began = time.monotonic()
    assert emulated("--to", "-", "--rate", "every:10", "--count", "3", "--pace", "30").returncode == 0
    assert time.monotonic() - began >= 1.0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--to", "usb"), "to: expected pty[:LINK], tcp:[HOST:]PORT, serial:DEVICE-OR-URL or -, got 'usb'"),
        (("--to", "-", "--fault", "nois"), "fault: expected one of wrong_class, "),
        (("--to", "-", "--rate", "often"), "rate: expected a rate as in every:20-90"),
        (("--to", "-", "--rate", "day:/nowhere"), "/nowhere: expected "),
        (("--to", "-", "--pace", "0"), "pace: expected a number from 0.01 to 1000, or max, got '0'"),
        (("--to", "-", "--pace", "nan"), "pace: expected a number"),
        (("--to", "-", "--seed", "-1"), "seed: expected a whole number from 0"),
        (("--to", "-", "--count", "0"), "count: expected a whole number from 1"),
        (("--to", "-", "--format", "nena"), "format: expected one of bell-display, "),
        (("--to", "-", "--serial", "fast"), "serial line: expected BAUD"),
        (("--to", "-", "--position", "21 8"), "expected values that "),
        (("--to", "-", "--to", "-", "--to", "-"), "to: expected one far end, or 2 for two links, got 3"),
        (
            ("--to", "-", "--to", "-"),
            "to: expected two different links, got '-' twice, where their bytes would be mixed",
        ),
        (("--to", "pty", "--log", "/dev"), "log /dev: expected a new file, got one that exists"),
        (("--to", "pty", "--log", "/nowhere/at/all"), "log /nowhere/at/all: expected a file that can be written"),
        (("nightmare", "--to", "-"), "feed emulated: expected one of "),
    ],
)
def test_what_it_cannot_do_is_one_sentence(
    words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["emulate", *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert sentence in told.err
    assert told.err.count("\n") == 1


def test_a_far_end_that_cannot_be_leaves_no_empty_log(tmp_path: Path) -> None:
    log = tmp_path / "sent.jsonl"
    assert main(["emulate", "--to", "usb", "--log", str(log)]) == 2
    assert not log.exists()


def test_a_log_line_is_json_with_base64(tmp_path: Path) -> None:
    log = tmp_path / "sent.jsonl"
    done = emulated("--to", "-", "--pace", "max", "--count", "1", "--log", str(log))
    assert base64.b64decode(json.loads(log.read_text("utf-8"))["bytes"]) == done.stdout


def test_a_scenario_is_explained_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "storm.toml"
    path.write_text(
        'about = "a bad night"\nrate = "hour:100"\ncount = 50\nserial = "1200,7,E,1"\n'
        'faults = ["flipped=0.001", "half_record@5,30s", "deaf"]\n',
        "utf-8",
    )
    assert main(["check", "scenario", str(path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{path}: in order",
        "  a bad night",
        "  bell-printer: Bell Canada service printer, P.P.S.A.P.; 1200,7,E,1; seed 911",
        "  callers are invented, 50 calls at most; about 100 callers an hour, as chance has it",
        "  flipped: one bit of a byte is wrong (0.001 of every byte; 1 bytes)",
        "  half_record: a record breaks off (at call 5, 30 s after the beginning)",
        "  deaf: the far end never reads: whatever the console sends stays where it is",
    ]


def test_a_fault_in_a_scenario_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('faults = ["nois"]\n', "utf-8")
    assert main(["check", "scenario", str(path)]) == 1
    assert f"{path} line 1: faults: expected one of wrong_class, " in capsys.readouterr().err


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_scenario_is_in_order(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "scenario", name]) == 0
    assert capsys.readouterr().out.startswith(f"scenario {name}: in order\n")

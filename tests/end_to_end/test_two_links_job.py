"""A controller's two lines: real pseudo-terminals, one of which dies in the middle of a record and comes back."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.health.probe.line import parameters_of
from tests.end_to_end.conftest import Line, end, slip, wait_for

if TYPE_CHECKING:
    from tests.end_to_end.conftest import Console

    Open = Callable[..., Console]

pytestmark = [pytest.mark.needs("Xvfb", "socat", "dbus-daemon"), pytest.mark.timeout(240)]

CALLS = [slip(552 + number, f"555-01{number:02d}", name=f"DOE, {letter}") for number, letter in enumerate("ABCDEF")]


class Pair:
    """The two lines; either can be cut and put back at the same place."""

    def __init__(self, folder: Path) -> None:
        self.folders = {name: folder / name for name in ("main", "second")}
        for each in self.folders.values():
            each.mkdir()
        self.lines = {name: Line(each) for name, each in self.folders.items()}

    @property
    def feeds(self) -> list[str]:
        return [word for each in self.folders.values() for word in ("--feed", f"serial:{each / 'line'}")]

    def send(self, data: bytes, *names: str) -> None:
        for name in names or ("main", "second"):
            self.lines[name].send(data)

    def cut(self, name: str) -> None:
        self.lines[name].cut()

    def put_back(self, name: str) -> None:
        self.lines[name] = Line(self.folders[name])


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    both = Pair(tmp_path)
    yield both
    for name in both.lines:
        both.cut(name)


def content(journal: Path) -> list[dict[str, Any]]:
    """The calls of a journal without their times."""
    with closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        rows = database.execute("SELECT * FROM calls ORDER BY id").fetchall()
    return [{name: value for name, value in dict(row).items() if not name.endswith("ed_at")} for row in rows]


def states(console: "Console") -> list[tuple[str, str]]:
    """Every state of a feed so far: its link and the state."""
    events = [each["body"] for each in console.events() if each["kind"] == "feed_state_changed"]
    return [(body.get("link", "main"), body["state"]) for body in events]


def heard(console: "Console") -> list[tuple[str, int]]:
    """Every spill so far: its link and the bytes of it."""
    with closing(sqlite3.connect(f"file:{console.journal}?mode=ro", uri=True)) as database:
        rows = database.execute(
            "SELECT body, length(raw) FROM events JOIN spills ON spills.id = events.spill WHERE kind = 'spill_arrived'"
        ).fetchall()
    return [(json.loads(body).get("link", "main"), length) for body, length in rows]


def until_up(console: "Console", *links: str) -> None:
    def up() -> bool:
        assert console.process.poll() is None, console.process.communicate()[1]
        if not console.journal.exists():
            return False
        try:
            last = dict(states(console))
        except sqlite3.OperationalError:
            return False
        return all(last.get(link) == "up" for link in links)

    wait_for(up, f"{', '.join(links)} to be up")


def test_a_link_that_dies_in_a_record_and_comes_back_costs_nothing(
    open_console: "Open", pair: Pair, tmp_path: Path
) -> None:
    """Issue 5, 3: the journal's calls are those of one link that never failed, and every byte of both is kept."""
    recording = tmp_path / "feed.rec"
    console = open_console(*pair.feeds, "--record", str(recording))
    console.window()
    until_up(console, "main", "second")
    pair.send(CALLS[0])
    pair.send(CALLS[1][:90], "main")
    pair.send(CALLS[1], "second")
    console.until(lambda calls: len(calls) == 2 and calls[1]["number"] == "9055550101", "the call of the cut record")
    wait_for(lambda: ("main", 90) in heard(console), "the half record")
    pair.cut("main")
    console.waits_for_field("Main feed", "MAIN LOST")
    assert "SECOND" in console.fields()["Second feed"]
    pair.send(CALLS[2], "second")
    console.until(lambda calls: len(calls) == 3, "a call by the second link alone")
    assert console.fields()["Number"] == "(905) 555-0102"
    pair.put_back("main")
    until_up(console, "main")
    console.waits_for_field("Notices", "MAIN LINK is back")
    pair.send(CALLS[3], "main")
    pair.send(CALLS[3].replace(b"\r\n", b"\r"), "second")
    wait_for(lambda: len(heard(console)) == 7, "the copy with other line ends")
    pair.cut("second")
    console.waits_for_field("Second feed", "SECOND LOST")
    pair.send(CALLS[4], "main")
    pair.send(CALLS[5], "main")
    console.until(lambda calls: len(calls) == 6, "all calls")
    assert console.close() == (0, "")
    assert console.command("verify", "--journal", str(console.journal)).returncode == 0
    assert len(heard(console)) == 9

    alone = open_console("--feed", f"serial:{pair.folders['main'] / 'line'}", journal=tmp_path / "alone.sqlite")
    alone.window()
    until_up(alone, "main")
    for each in CALLS:
        pair.send(each, "main")
    alone.until(lambda calls: len(calls) == 6, "the calls of one link")
    assert alone.close() == (0, "")
    assert content(console.journal) == content(alone.journal)


def test_what_both_links_brought_is_played_again_as_two_links(open_console: "Open", pair: Pair, tmp_path: Path) -> None:
    """Two recordings, each whole by itself: played together they give the same calls, and each alone can be decoded."""
    recording = tmp_path / "feed.rec"
    first = open_console(*pair.feeds, "--record", str(recording))
    first.window()
    until_up(first, "main", "second")
    pair.send(CALLS[0])
    pair.send(CALLS[1], "second")
    first.until(lambda calls: len(calls) == 2, "two calls")
    pair.send(CALLS[2], "main")
    first.until(lambda calls: len(calls) == 3, "three calls")
    wait_for(lambda: len(heard(first)) == 4, "the copy")
    assert first.close() == (0, "")
    second = recording.with_name("feed.rec.second")
    told = first.command("decode", str(second))
    assert [json.loads(line)["call_number"] for line in told.stdout.splitlines()] == ["00552", "00553"]

    feeds = [word for each in (recording, second) for word in ("--feed", f"replay:{each}?speed=4")]
    again = open_console(*feeds, journal=tmp_path / "again.sqlite")
    again.window()
    again.until(lambda calls: len(calls) == 3, "the calls of the recordings")
    wait_for(lambda: len(heard(again)) == 4, "the copy of the recordings")
    assert again.close() == (0, "")
    assert content(again.journal) == content(first.journal)
    assert sorted(heard(again)) == sorted(heard(first))


def test_an_emulated_controller_with_two_links_one_dying_and_both_bad_loses_no_caller(
    open_console: "Open", tmp_path: Path
) -> None:
    """Issue 5, 2 and 3: what went whole over either link is one call each, whatever the other link made of it."""
    links, log, count = [tmp_path / "a", tmp_path / "b"], tmp_path / "sent.log", 10
    feeds = [word for link in links for word in ("--feed", f"serial:{link}")]
    console = open_console(*feeds)
    console.window()
    to = [word for link in links for word in ("--to", f"pty:{link}")]
    faults = [word for fault in ("link_dies@6", "flipped=0.001", "noise=0.3") for word in ("--fault", fault)]
    rate = ("--rate", "every:1.5", "--count", str(count), "--serial", "38400,8,N,1")
    emulator = subprocess.Popen(
        [sys.executable, "-m", "app", "emulate", *to, *rate, *faults, "--seed", "5", "--log", str(log)],
        cwd=console.root,
        env=console.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert emulator.wait(90) == 0
    finally:
        end(emulator)
    sent = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    whole = {each["call"] for each in sent if each["what"] == "record" and each["whole"]}
    assert 6 in whole  # of which the first link brought half
    numbers = {f"{call:05d}" for call in whole}
    console.until(lambda calls: numbers <= {call["call_number"] for call in calls}, "every call that was sent whole")
    found = [call["call_number"] for call in console.calls() if call["call_number"]]
    assert sorted(number for number in found if number in numbers) == sorted(numbers)  # each once
    assert ("main", "lost") in states(console) or ("second", "lost") in states(console)
    assert console.close() == (0, "")
    assert console.command("verify", "--journal", str(console.journal)).returncode == 0


def test_one_line_named_twice_is_refused_in_a_sentence(open_console: "Open", tmp_path: Path) -> None:
    device = f"serial:{tmp_path / 'line'}"
    console = open_console("--feed", device, "--feed", device)
    errors = console.process.communicate(timeout=60)[1]
    assert console.process.returncode == 2
    assert "second feed: expected another line than the main one" in errors
    assert errors.count("\n") == 1


def test_each_link_is_opened_with_its_own_parameters_and_the_health_page_knows_both(
    open_console: "Open", pair: Pair
) -> None:
    """A pseudo-terminal keeps speed and stop bits; its word is of eight bits for ever."""
    lines = ("--serial", "9600,8,N,1", "--serial", "1200,8,N,2")
    console = open_console(*pair.feeds, *lines)
    console.window()
    until_up(console, "main", "second")
    assert [parameters_of(str(each / "line")) for each in pair.folders.values()] == ["9600,8,N,1", "1200,8,N,2"]
    told = console.command("check", *pair.feeds, *lines, "--journal", str(console.journal), "--json")
    found = [each for each in json.loads(told.stdout)["items"] if each["item"] == "line parameters"]
    assert [(each["verdict"], each["wanted"]) for each in found] == [("ok", lines[1]), ("ok", lines[3])]
    told = console.command("check", *pair.feeds, *lines[:2], "--journal", str(console.journal), "--json")
    found = [each for each in json.loads(told.stdout)["items"] if each["item"] == "line parameters"]
    assert [each["verdict"] for each in found] == ["ok", "amiss"]  # the second as the main: another than the console's
    pair.send(CALLS[0])
    console.until(len, "the call")
    assert console.close() == (0, "")

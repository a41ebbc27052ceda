"""The emulator's window beside the console, under Xvfb with real keys: callers, faults, the line cut, both closed."""

import contextlib
import ctypes
import re
import sqlite3
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.emulator_root import OFFERED
from drivers.emulator.fault import FAULTS, Unit
from tests.end_to_end.conftest import wait_for

pytestmark = [
    pytest.mark.needs("Xvfb", "xdotool", "dbus-daemon", "pyatspi", "at-spi2-core"),
    pytest.mark.timeout(240),
]

CONSOLE, EMULATOR = "^Answerpoint", "^Emulator"

SCENARIO = """
about = "a caller when we say so"
first_after = 3000
every = [3000, 3000]
baud = 115200
"""


class _ClientMessage(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("room", ctypes.c_long * 24),  # of the largest event there is
    )


def ask_to_close(display: str, window: str) -> None:
    """Ask a window to close, as the frame that a window manager puts round it does."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    server = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    names = [x11.XInternAtom(server, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")]
    event = _ClientMessage(type=33, window=int(window), message_type=names[0], format=32)
    event.data[0] = names[1]
    x11.XSendEvent(server, ctypes.c_ulong(int(window)), 0, ctypes.c_long(0), ctypes.byref(event))
    x11.XCloseDisplay(server)


def choose(fault: str, *keys: str) -> tuple[str, ...]:
    """The keys that choose a fault in the list, and then these."""
    return ("Home", *["Down"] * OFFERED.index(fault), *keys)


@pytest.fixture
def desk(open_console: Callable[..., Any], tmp_path: Path) -> Any:
    (tmp_path / "ours.toml").write_text(SCENARIO)
    return open_console("--emulator", str(tmp_path / "ours.toml"))


def raw(console: Any) -> list[tuple[str, bytes]]:
    """What the journal holds of the feed, oldest first: kind and bytes."""
    with contextlib.closing(sqlite3.connect(f"file:{console.journal}?mode=ro", uri=True)) as journal:
        rows = journal.execute(
            "SELECT kind, raw FROM events JOIN spills ON spills.id = events.spill ORDER BY events.id"
        ).fetchall()
    return [(kind, bytes(data)) for kind, data in rows]


def shown(console: Any, named: str) -> str:
    """The ids of its windows with such a title, "" if none is shown."""
    words = ["xdotool", "search", "--all", "--onlyvisible", "--pid", str(console.process.pid), "--name", named]
    return subprocess.run(words, env=console.environ, capture_output=True, text=True, timeout=20).stdout


def test_a_technician_makes_callers_and_faults_by_key_and_the_console_holds(desk: Any, display: str) -> None:
    desk.waits_for_field("State of the emulation", "RUNNING: next caller in")
    desk.waits_for_field("Marks", "EMULATED FEED")
    desk.press("n", named=EMULATOR)
    (first,) = desk.until(len, "a caller in the journal")
    desk.waits_for_field("Number", f"({first['number'][:3]})")
    desk.waits_for_field("Counted", "records whole 1")

    desk.press(*choose("half_record", "Return"), named=EMULATOR)
    desk.waits_for_field("Last damaged", "call 2: DAMAGED  half_record")
    wait_for(lambda: len(raw(desk)) > 1, "the half record in the journal")

    desk.press(*choose("vanish", "Return"), named=EMULATOR)
    desk.waits_for_field("State of the emulation", "LINE GONE")
    desk.waits_for_field("Feed", "FEED LOST")
    desk.waits_for_field("State of the emulation", "RUNNING")
    desk.waits_for_field("Feed", "up")

    desk.press("l", named=EMULATOR)
    desk.waits_for_field("State of the emulation", "LINE CUT")
    desk.waits_for_field("Feed", "FEED LOST")
    desk.press("l", "space", "n", named=EMULATOR)  # there again; callers are held, and one is let through
    desk.waits_for_field("State of the emulation", "CALLERS HELD")
    desk.waits_for_field("Counted", "records whole 2 · damaged 2")
    desk.press("t", *"noise", "x", "9", "Return", named=EMULATOR)
    desk.waits_for_field("Counted", "noise 1")

    before = len(desk.calls())
    desk.press("n", "space", named=CONSOLE)  # its keys are its own, and those of the emulator no key of it
    desk.waits_for_field("State of the emulation", "CALLERS HELD")
    desk.press("F8", named=CONSOLE)
    desk.until(lambda calls: any(call["legs"] for call in calls), "an agency brought in")
    assert len(desk.calls()) == before

    ask_to_close(display, desk.window(EMULATOR))
    desk.waits_for_field("Feed", "up")
    wait_for(lambda: not shown(desk, EMULATOR), "the emulator's window to be gone")
    assert shown(desk, CONSOLE)
    desk.press("ctrl+shift+e", named=CONSOLE)
    wait_for(lambda: shown(desk, EMULATOR), "the emulator's window opened again")
    desk.press("space", named=EMULATOR)
    desk.waits_for_field("State of the emulation", "CALLERS HELD")
    assert desk.close() == (0, "")
    assert desk.command("verify", "--journal", str(desk.journal)).returncode == 0
    kinds = [each["body"].get("state") for each in desk.events() if each["kind"] == "feed_state_changed"]
    assert kinds.count("lost") == 2
    kept = raw(desk)
    assert [kind for kind, _ in kept] == [*["spill_arrived"] * 4, "noise_heard"]
    assert [data.endswith(b"905-555-0100\r\n") for _, data in kept] == [True, False, False, True, False]


def counted(console: Any) -> dict[str, int]:
    """What the window has counted, by label."""
    told = console.fields().get("Counted", "").replace(",", "")
    return {label: int(number) for label, number in re.findall(r"([a-z][a-z ]*) ([0-9]+)", told)}


def differs(console: Any, before: dict[str, int]) -> bool:
    return counted(console) != before


def test_every_fault_of_the_list_strikes_by_key_and_the_journal_holds_what_was_sent_whole(desk: Any) -> None:
    desk.waits_for_field("State of the emulation", "RUNNING")
    desk.press("n", named=EMULATOR)  # so that there is one before, for `replaced`
    desk.waits_for_field("Counted", "records whole 1")
    for number, fault in enumerate(OFFERED):
        before = counted(desk)
        keys = ("t", "x", "2", "0", "Return") if fault == "storm" else ("Return",)
        desk.press(*["Down"] * (number > 0), *keys, named=EMULATOR)
        if FAULTS[fault].unit is Unit.HEARTBEAT:
            desk.waits_for_field("What the last key did", "expected a scenario with a heartbeat")
        else:
            wait_for(partial(differs, desk, before), fault)
    desk.waits_for_field("State of the emulation", "RUNNING")
    sent = counted(desk)
    assert (sent["calls without data"], sent["noise"]) == (1, 1)
    assert sent["damaged"] == len(("vanish", "half_record", "lost", "doubled", "flipped", "parity", "bit7"))
    wait_for(lambda: len(raw(desk)) >= sent["records whole"], "the last of them in the journal")
    assert desk.close() == (0, "")
    arrived = [kind for kind, _ in raw(desk)].count("spill_arrived")
    assert sent["records whole"] <= arrived <= sent["records whole"] + sent["damaged"]
    assert desk.command("verify", "--journal", str(desk.journal)).returncode == 0


def test_when_the_console_is_closed_both_windows_go(desk: Any, display: str) -> None:
    desk.waits_for_field("State of the emulation", "RUNNING")
    ask_to_close(display, desk.window(CONSOLE))
    assert desk.process.wait(30) == 0
    assert desk.close() == (0, "")
    assert desk.events()[-1] == {"kind": "console_stopped", "body": {"why": "the window was closed"}}


def test_another_feed_beside_it_is_refused_in_a_sentence(open_console: Callable[..., Any]) -> None:
    console = open_console("--emulator", "rare", "--feed", "serial:/dev/ttyUSB0")
    assert console.process.wait(30) == 2
    assert console.close()[1] == (
        "answerpoint: --emulator: expected no --feed, or emulated[:SCENARIO] once, got 'serial:/dev/ttyUSB0'"
    )
    assert not console.journal.exists()

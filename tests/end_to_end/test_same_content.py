"""However the bytes come - pseudo-terminal, TCP, RFC 2217, a recording - the journal holds the same."""

import json
import socket
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.needs("Xvfb", "socat", "ser2net", "dbus-daemon"), pytest.mark.timeout(180)]

DISPLAY_SLIP = b"436-0709 RES OSH\rJohn Doe\r84 Smith St.\r13:30 #: 00271\rOshawa Oshawa L1J 6Y8\r\r"
NOISE = b"\x00\xff\x81\x07\x80\x00\x9f\r\n\r\n"
UNKNOWN = b"SOMETHING NOBODY KNOWS\r\nMAIN STREET 12\r\n\r\n"


def content(journal: Any) -> Any:
    """What a journal says of the feed, without its times: kind, what was decoded, the bytes."""
    with sqlite3.connect(f"file:{journal}?mode=ro", uri=True) as database:
        rows = database.execute(
            "SELECT kind, body, raw FROM events LEFT JOIN spills ON spills.id = events.spill "
            "WHERE kind IN ('spill_arrived', 'noise_heard') ORDER BY events.id"
        ).fetchall()
    database.close()
    return [(kind, json.loads(body), raw) for kind, body, raw in rows]


def free_port() -> Any:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def stream(a_slip: Any) -> Any:
    return [a_slip(), DISPLAY_SLIP, NOISE, a_slip(553, "555-0142", name="O'NEIL, ANN"), UNKNOWN, a_slip(554)]


@pytest.fixture
def through(open_console: Any, line: Any, stream: Any, tmp_path: Any) -> Any:
    """Send the stream down the line to a console on `feed`, and return its journal's content."""

    def run(feed: Any, name: Any, *more: Any) -> Any:
        journal = tmp_path / f"{name}.sqlite"
        console = open_console("--feed", feed, *more, journal=journal)
        console.window()
        console.until(lambda calls: up(journal), "the feed to be up")
        for data in stream:
            line.send(data)
        console.until(lambda calls: len(calls) == 5 and len(content(journal)) == 6, "every record")
        assert console.close() == (0, "")
        return content(journal)

    return run


def up(journal: Any) -> Any:
    """True once the feed was up."""
    if not journal.exists():
        return False
    with sqlite3.connect(f"file:{journal}?mode=ro", uri=True) as database:
        try:
            rows = database.execute("SELECT body FROM events WHERE kind = 'feed_state_changed'").fetchall()
        except sqlite3.OperationalError:
            rows = []
    database.close()
    return any(json.loads(body)["state"] == "up" for (body,) in rows)


@pytest.fixture
def server(line: Any, tmp_path: Any) -> Any:
    """ser2net on the line, raw and RFC 2217."""
    ports = free_port(), free_port()
    file = tmp_path / "ser2net.yaml"
    file.write_text(
        f"connection: &raw\n  accepter: tcp,127.0.0.1,{ports[0]}\n  connector: serialdev,{line.device},9600n81,local\n"
        f"  options:\n    kickolduser: true\n"
        f"connection: &telnet\n  accepter: telnet(rfc2217),tcp,127.0.0.1,{ports[1]}\n"
        f"  connector: serialdev,{line.device},9600n81,local\n  options:\n    kickolduser: true\n"
    )
    program = subprocess.Popen(["ser2net", "-n", "-c", str(file)], stderr=subprocess.DEVNULL)
    yield ports
    program.terminate()
    program.wait(10)


def test_a_pseudo_terminal_and_a_replay_of_its_recording_give_the_same(
    through: Any, open_console: Any, line: Any, tmp_path: Any
) -> None:
    recording = tmp_path / "feed.rec"
    first = through(f"serial:{line.device}", "pty", "--record", str(recording))
    assert [kind for kind, _body, _raw in first].count("spill_arrived") == 5
    for name, speed in (("replay", "max"), ("slow", "20")):
        journal = tmp_path / f"{name}.sqlite"
        console = open_console("--feed", f"replay:{recording}?speed={speed}", journal=journal)
        console.until(lambda calls, journal=journal: len(calls) == 5 and len(content(journal)) == 6, "the replay")
        assert console.close() == (0, "")
        assert content(journal) == first


def test_tcp_and_rfc_2217_give_what_the_pseudo_terminal_gives(
    through: Any, line: Any, server: Any, open_console: Any, stream: Any, tmp_path: Any
) -> None:
    raw, telnet = server
    by_tcp = through(f"serial:socket://127.0.0.1:{raw}", "tcp")
    by_telnet = through(f"serial:rfc2217://127.0.0.1:{telnet}?ign_set_control", "rfc2217")
    file = tmp_path / "bytes"
    Path(file).write_bytes(b"".join(stream))
    console = open_console("--feed", f"serial:{line.device}", journal=tmp_path / "unused.sqlite")
    told = console.command("decode", str(file))
    console.close()
    decoded = [json.loads(each) for each in told.stdout.splitlines()]
    assert by_tcp == by_telnet
    assert [body["spill"].get("call_number") for kind, body, _ in by_tcp if kind == "spill_arrived"] == [
        each["call_number"] for each in decoded if each["kind"] != "garbled"
    ]

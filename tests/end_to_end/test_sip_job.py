"""The star code leaves the program: a SIP caller with a spill, a real agency, real keys (issue 3, done-when)."""

import os
import signal
import socket
from pathlib import Path
from typing import Any

import pytest

from tests.partners.kamailio import Kamailio
from tests.partners.replaces_end import ReplacesEnd

pytestmark = [
    pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "import", "kamailio"),
    pytest.mark.timeout(180),
]

CALLER_HZ, AGENCY_HZ, OPERATOR_HZ = 440, 1000, 1633
LOUD = 500  # of 32768: a tone that is there; one that is not stands below 100


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def settings(folder: Path, switch: Kamailio, port: int, **more: str) -> Path:
    lines = {
        "address": '"127.0.0.1"',
        "port": str(port),
        "switch": f'"{switch.address}"',
        "user": '"9111"',
        "transport": '"tcp"',
        "microphone": f'"tone:{OPERATOR_HZ}"',
        "earpiece": '"none"',
        **more,
    }
    file = folder / "settings.toml"
    section = "\n".join(f"{name} = {value}" for name, value in lines.items())
    file.write_text(f'phone = "sip"\nposition = "0218"\n\n[sip]\n{section}\n', encoding="utf-8")
    file.chmod(0o600)
    return file


def worker_of(console: Any) -> int:
    """The process of the SIP library: the console's child that runs it."""
    tasks = Path(f"/proc/{console.process.pid}/task").iterdir()
    children = [pid for task in tasks for pid in (task / "children").read_text().split()]
    found = [pid for pid in children if b"drivers.sip.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    assert len(found) == 1, children
    return int(found[0])


def ready(console: Any) -> None:
    console.window()
    console.waits_for_field("Telephone", "telephone sip: ready")


@pytest.fixture
def agency(partner: Any, tmp_path: Path) -> Any:
    return partner(ReplacesEnd(tmp_path / "agency", "oshawa", tone_hz=AGENCY_HZ, answer_after=1.0, transport="tcp"))


@pytest.fixture
def caller(partner: Any, tmp_path: Path) -> Any:
    return partner(ReplacesEnd(tmp_path / "caller", "9053261224", tone_hz=CALLER_HZ, transport="tcp"))


@pytest.fixture
def switch(partner: Any, tmp_path: Path, agency: Any) -> Any:
    return partner(Kamailio(tmp_path / "switch", {"*23": agency.uri}))


def test_a_sip_caller_is_left_talking_with_oshawa_fire_and_the_console_is_free(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Path, switch: Any, caller: Any, agency: Any
) -> None:
    """D081-D086, D090, D098, D199; release by attended transfer."""
    port = free_port()
    console = open_console("--feed", f"serial:{line.device}", "--settings", str(settings(tmp_path, switch, port)))
    ready(console)
    caller.dial(f"sip:9111@127.0.0.1:{port};transport=tcp")
    console.until(lambda calls: calls and calls[0]["number"] == "9053261224", "the ringing caller")
    line.send(a_slip())
    call = console.until(lambda calls: calls[0]["name"], "the spill in the same call")
    assert len(call) == 1
    console.answer()
    caller.until_established()
    console.press("F8")
    console.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "answered", "the answer")
    console.press("F11")
    console.until(lambda calls: calls[0]["legs"][0]["contact_at"], "voice contact")
    caller.until_heard(4)
    agency.until_heard(2)
    console.picture(tmp_path / "contact.png")
    console.press("F12")
    released = console.until(lambda calls: calls[0]["how_ended"], "the release")[0]
    assert (released["how_ended"], released["legs"][0]["digits"]) == ("released", "*23")
    before = caller.heard_s()
    worker = worker_of(console)
    assert console.close()[0] == 0
    assert not Path(f"/proc/{worker}").exists()  # nobody was left on its line
    caller.until_heard(before + 4)
    heard = caller.heard_s()
    assert caller.tone_heard(AGENCY_HZ, heard - 2, heard - 0.5) > LOUD
    assert caller.tone_heard(OPERATOR_HZ, heard - 2, heard - 0.5) < LOUD
    heard = agency.heard_s()
    assert agency.tone_heard(CALLER_HZ, heard - 2, heard - 0.5) > LOUD
    joined = [event for event in console.events() if event["kind"] == "caller_joined"]
    assert [event["body"]["by"] for event in joined] == ["number"]


def bring_to(moment: str, console: Any, caller: Any, port: int) -> None:
    """The caller rings and the call goes as far as `moment`: ringing in, on the line, dialling, contact."""
    caller.dial(f"sip:9111@127.0.0.1:{port};transport=tcp")
    caller.until_event("CALL_RINGING")
    if moment == "ringing in":
        return
    console.answer()
    caller.until_established()
    if moment == "on the line":
        return
    console.press("F8")
    console.until(lambda calls: calls[0]["legs"], "the attempt")
    if moment == "contact":
        console.until(lambda calls: calls[0]["legs"][0]["outcome"] == "answered", "the answer")
        console.press("F11")
        console.until(lambda calls: calls[0]["legs"][0]["contact_at"], "voice contact")


@pytest.mark.parametrize("moment", ["ringing in", "on the line", "dialling", "contact"])
def test_a_sip_program_that_dies_at_any_step_is_told_and_the_set_takes_over(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Path, switch: Any, caller: Any, moment: str
) -> None:
    """LINE LOST with the set worked by hand one key away; the caller stays on the screen."""
    port = free_port()
    console = open_console("--feed", f"serial:{line.device}", "--settings", str(settings(tmp_path, switch, port)))
    ready(console)
    line.send(a_slip())
    bring_to(moment, console, caller, port)
    os.kill(worker_of(console), signal.SIGKILL)
    console.waits_for_field("Telephone", "TELEPHONE LINE LOST")
    fields = console.fields()
    assert fields["Number"] == "(905) 326-1224"
    console.press("alt+h")
    console.waits_for_field("Telephone", "WORKED BY HAND")
    console.press("F8")
    console.waits_for_field("Next step", "press 9-1-1 FEATURE on the set")
    console.press("ctrl+1", "ctrl+3", "F11")
    console.until(lambda calls: calls[0]["legs"][-1]["contact_at"], "voice contact by hand")
    calls = console.calls()
    assert len(calls) == 1
    assert calls[0]["how_ended"] is None
    console.press("F12")
    console.until(lambda calls: calls[0]["how_ended"] == "released", "the release by hand")


@pytest.mark.parametrize("moment", ["on the line", "dialling", "contact"])
def test_a_switch_that_dies_at_any_step_is_told_and_the_caller_who_is_heard_stays(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Path, switch: Any, caller: Any, moment: str
) -> None:
    """Whoever is heard is not called lost; what the next key does is told by its outcome."""
    port = free_port()
    console = open_console("--feed", f"serial:{line.device}", "--settings", str(settings(tmp_path, switch, port)))
    ready(console)
    line.send(a_slip())
    bring_to(moment, console, caller, port)
    switch.close()
    console.waits_for_field("Telephone", "in use, but switch:")
    if moment == "on the line":
        console.press("F8")
    if moment != "contact":
        # one that was dialled before may be answered all the same: its telephone is asked no more by way of the switch
        ends = ("no_response", "line_lost", "unknown", "answered")
        console.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] in ends, "the attempt's end")
    assert console.fields()["Number"] == "(905) 326-1224"
    assert console.calls()[0]["how_ended"] is None
    if moment == "contact":
        console.press("F12")  # the far ends would come together by way of the switch: they cannot, and she is told
        console.waits_for_field("Notices", "NOT RELEASED")
        assert console.calls()[0]["how_ended"] is None
        before = caller.heard_s()
        caller.until_heard(before + 2)
        assert caller.tone_heard(OPERATOR_HZ, before + 0.5, before + 1.5) > LOUD  # and is heard again
    elif moment == "on the line":
        caller.hang_up()
        console.waits_for_field("Telephone", "TELEPHONE LINE LOST")


def test_a_console_that_is_killed_and_started_again_takes_the_caller_over(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Path, switch: Any, caller: Any, agency: Any
) -> None:
    """A crash at 3 a.m. must not cost the caller: sound goes on, and the next console has the same call."""
    port = free_port()
    words = ("--feed", f"serial:{line.device}", "--settings", str(settings(tmp_path, switch, port)))
    console = open_console(*words)
    ready(console)
    line.send(a_slip())
    caller.dial(f"sip:9111@127.0.0.1:{port};transport=tcp")
    caller.until_event("CALL_RINGING")
    console.answer()
    caller.until_established()
    console.until(lambda calls: len(calls) == 1 and calls[0]["name"], "the call")
    console.process.kill()
    console.process.wait(10)
    before = caller.heard_s()
    again = open_console(*words, journal=console.journal)
    ready(again)
    assert again.fields()["Number"] == "(905) 326-1224"
    again.press("F8")
    again.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "answered", "the answer")
    again.press("F11")
    again.until(lambda calls: calls[0]["legs"][0]["contact_at"], "voice contact")
    assert len(again.calls()) == 1
    caller.until_heard(before + 1)
    assert caller.events("CALL_CLOSED") == []  # nobody hung up on her meanwhile
    again.press("F12")
    again.until(lambda calls: calls[0]["how_ended"] == "released", "the release")

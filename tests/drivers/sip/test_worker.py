"""The process with the SIP library, against real switches and telephones."""

import asyncio
import os
import queue
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from app.ports import (
    Answer,
    AudioBack,
    AudioLost,
    CallerHere,
    CallerRinging,
    HangUp,
    LineLost,
    LineTold,
    LineUp,
    PhoneEvent,
    Release,
    Released,
)
from drivers.sip.account import SipAccount
from drivers.sip.console_pipe import ConsolePipe, Messages
from drivers.sip.messages import CallFound, DialCall, Done, Established, Fact, Finish, HoldCall, Linger, Start
from drivers.sip.process import lingering
from drivers.sip.worker import Worker
from drivers.sip_phone import SipPhone
from drivers.system_clock import SystemClock
from tests.drivers.sip.conftest import OpenDesk
from tests.drivers.sip.desk import Desk
from tests.partners.baresip import Baresip
from tests.partners.caller import SippCaller
from tests.partners.fixtures import Partners
from tests.partners.program import LIMIT_S, LOCALHOST, free_ports, until
from tests.partners.replaces_end import ReplacesEnd
from tests.partners.switch import SippSwitch

ROOT = Path(__file__).parents[3]

needs_sipp = pytest.mark.needs("sipp", "sox")

Switch = Callable[..., SippSwitch]


@pytest.fixture
def switch(partner: Partners, tmp_path: Path) -> Switch:
    return lambda *words, **more: partner(SippSwitch(tmp_path, *words, **more))


# --- what it opens to the world ---------------------------------------------------------------------------------------


@needs_sipp
def test_nothing_is_taken_beyond_the_address_that_was_set(
    open_desk: OpenDesk, partner: Partners, switch: Switch, tmp_path: Path
) -> None:
    desk = open_desk(switch().address).up()
    partner(SippCaller(tmp_path, desk.uri))
    desk.take_call()
    mine = sockets_of(desk.phone.worker)
    assert {each.address for each in mine if each.kind == "tcp" and each.listens} == {f"{LOCALHOST}:{desk.port}"}
    wide = [each for each in mine if each.kind == "udp" and each.address.startswith("0.0.0.0:")]
    assert len(wide) >= 2, "the sound of the call"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        for each in wide:
            port = int(each.address.rpartition(":")[2])
            stranger.sendto(b"\x80\x00" + bytes(170), ("127.0.0.2", port))
            until(lambda port=port: _dropped(port) > 0, "the datagram to be dropped")  # type: ignore[misc]


class OpenSocket(NamedTuple):
    kind: str
    address: str
    listens: bool
    dropped: int


def sockets_of(process: int) -> list[OpenSocket]:
    """Return the IPv4 sockets of a process, from the kernel's own tables."""
    inodes = {os.readlink(each) for each in Path(f"/proc/{process}/fd").iterdir()}
    found = []
    for kind in ("tcp", "udp"):
        for line in Path(f"/proc/{process}/net/{kind}").read_text().splitlines()[1:]:
            words = line.split()
            if f"socket:[{words[9]}]" in inodes:
                host, port = words[1].split(":")
                address = socket.inet_ntoa(bytes.fromhex(host)[::-1])
                dropped = int(words[12]) if kind == "udp" else 0
                found.append(OpenSocket(kind, f"{address}:{int(port, 16)}", words[3] == "0A", dropped))
    return found


def _dropped(port: int) -> int:
    for line in Path("/proc/net/udp").read_text().splitlines()[1:]:
        words = line.split()
        if int(words[1].rpartition(":")[2], 16) == port:
            return int(words[12])
    return 0


# --- alone ------------------------------------------------------------------------------------------------------------


@pytest.mark.needs("baresip")
def test_a_caller_stays_on_the_line_when_the_console_closes_and_the_process_ends_with_the_call(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    agency = partner(Baresip(tmp_path, "7138016", transport="tcp"))
    caller = partner(Baresip(tmp_path, "9055550123", tone_hz=440))
    desk = open_desk(f"{LOCALHOST}:{agency.port}").up()
    caller.dial(f"{desk.uri};transport=udp")
    desk.take_call()
    worker = desk.phone.worker
    desk.phone.close()
    heard = caller.heard_s()
    caller.until_heard(heard + 1.5)
    assert caller.tone_heard(1600, heard + 0.5, heard + 1.5) > 4000, "the handset still speaks with the caller"
    again = open_desk(f"{LOCALHOST}:{agency.port}", port=desk.port, answer="auto")
    assert "a caller of an earlier run is on the line, which was set otherwise" in again.until(LineLost).why
    heard = caller.heard_s()
    caller.until_heard(heard + 1.5)
    assert caller.tone_heard(1600, heard + 0.5, heard + 1.5) > 4000, "a console that is turned away cuts nobody off"
    assert not caller.events("CALL_CLOSED")
    caller.hang_up()
    until(lambda: not Path(f"/proc/{worker}").exists() or _is_zombie(worker), "the process to end with the call")
    again.until(LineUp)


def _is_zombie(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.mark.needs("baresip-python")
def test_a_console_that_is_started_again_goes_on_with_the_call(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    agency = partner(ReplacesEnd(tmp_path, "7138016", tone_hz=1000, answer_after=0.1, transport="tcp"))
    caller = partner(ReplacesEnd(tmp_path, "9055550123", tone_hz=440, transport="tcp"))
    desk = open_desk(f"{LOCALHOST}:{agency.port}").up()
    caller.dial(f"{desk.uri};transport=tcp")
    desk.take_call()
    worker = desk.phone.worker
    desk.phone.close()
    again = Desk(tmp_path, desk.account.switch, account=desk.account)
    with again:
        again.up()
        here = again.until(CallerHere)
        assert (here.number, here.raw) == ("9055550123", "still on the line since an earlier run of this console")
        assert again.phone.worker == worker
        again.bring_in("7138016")
        begin = caller.heard_s() + 0.3
        caller.until_heard(begin + 1.0)
        assert caller.tone_heard(1000, begin, begin + 1.0) > 2000
        again.do(Release())
        assert again.until(Released).raw == "transferred"
    assert not Path(f"/proc/{worker}").exists() or _is_zombie(worker)
    assert not caller.events("FAILED")


@pytest.mark.needs("baresip")
def test_a_second_console_and_one_that_is_closed_at_once_cut_nobody_off(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    agency = partner(Baresip(tmp_path, "7138016", transport="tcp"))
    caller = partner(Baresip(tmp_path, "9055550123"))
    desk = open_desk(f"{LOCALHOST}:{agency.port}").up()
    caller.dial(f"{desk.uri};transport=udp")
    desk.take_call()
    worker = desk.phone.worker
    desk.phone.close()
    for _ in range(3):
        hasty = SipPhone(desk.account, SystemClock())
        hasty.open(lambda event: None)
        hasty.close()
    again = Desk(tmp_path, desk.account.switch, account=desk.account)
    with again:
        again.up()
        again.until(CallerHere)
        assert again.phone.worker == worker
        lost: queue.Queue[PhoneEvent] = queue.Queue()
        second = SipPhone(desk.account, SystemClock())
        second.open(lost.put)
        try:
            told = [lost.get(timeout=LIMIT_S) for _ in range(2)]
        finally:
            second.close()
        assert [event.why for event in told if isinstance(event, LineLost)] == ["another console is on this line"]
        heard = caller.heard_s()
        caller.until_heard(heard + 1.0)
        again.rest()
        assert not again.told(LineLost)
        again.do(HangUp())
        again.until(Released)
    caller.until_closed()


@pytest.mark.needs("baresip", "sipp", "sox")
def test_a_conference_that_was_left_is_found_whole_and_left_again(
    open_desk: OpenDesk, partner: Partners, switch: Switch, tmp_path: Path
) -> None:
    far = switch()
    caller = partner(Baresip(tmp_path, "9055550123"))
    desk = open_desk(far.address).up()
    caller.dial(f"{desk.uri};transport=udp")
    desk.take_call()
    desk.bring_in("*21")
    desk.phone.close()
    again = Desk(tmp_path, far.address, account=desk.account)
    with again:
        here = again.until(CallerHere)
        told = again.until(LineTold, lambda event: event.what == "last result")
        assert told.text == "the agency at *21 is still on the line since an earlier run of this console"
        again.do(HangUp())
        again.until(Released)
        assert here.line == 1
    far.until_received("BYE")
    caller.until_closed()


@pytest.mark.needs("baresip", "sipp", "sox")
def test_new_callers_are_turned_away_while_nobody_is_at_the_desk(
    open_desk: OpenDesk, partner: Partners, switch: Switch, tmp_path: Path
) -> None:
    caller = partner(Baresip(tmp_path, "9055550123"))
    desk = open_desk(switch().address).up()
    caller.dial(f"{desk.uri};transport=udp")
    desk.take_call()
    desk.phone.close()
    turned_away = partner(SippCaller(tmp_path, desk.uri))
    assert turned_away.until_outcome() == "486"
    assert not caller.events("CALL_CLOSED")


@pytest.mark.needs("baresip")
def test_a_caller_who_is_just_being_answered_stays_when_the_console_closes(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    caller = partner(Baresip(tmp_path, "9055550123"))
    desk = open_desk(f"{LOCALHOST}:{free_ports()}", transport="udp").up()
    caller.dial(f"{desk.uri};transport=udp")
    ringing = desk.until(CallerRinging)
    desk.do(Answer(ringing.line))
    until(lambda: not desk.phone._orders, "the order to be taken")
    desk.phone.close()
    assert lingering()
    caller.until_heard(caller.heard_s() + 1.0)
    assert not caller.events("CALL_CLOSED")
    caller.hang_up()
    until(lambda: not lingering(), "the process to end with the call")


class _Told(ConsolePipe):
    """Keeps what a console is told."""

    def __init__(self) -> None:
        super().__init__(asyncio.Queue())
        self.facts: list[Fact] = []

    def tell(self, fact: Fact) -> None:
        self.facts.append(fact)


@pytest.mark.expected_log("a command failed through a fault of this program")
def test_a_fault_of_this_program_in_one_command_is_its_answer_and_ends_no_other() -> None:
    """A library that was not started can dial nothing; no far end is needed for that fault."""
    console = _Told()
    messages: Messages = asyncio.Queue()

    async def obey() -> None:
        async with asyncio.timeout(LIMIT_S), asyncio.TaskGroup() as tasks:
            worker = Worker(SipAccount(port=free_ports()), console, messages, tasks)
            messages.put_nowait((console, DialCall(1, "out:1", "*21")))
            messages.put_nowait((console, HoldCall(2, "in:1", True)))
            task = tasks.create_task(worker.obey())
            while len(console.facts) < 2:
                await asyncio.sleep(0)
            messages.put_nowait((console, Finish()))
            await task

    asyncio.run(obey())
    assert Done(2, "the call is over") in console.facts
    assert Done(1, "a fault of this program: AssertionError: ") in console.facts


def test_a_console_that_takes_over_is_told_of_a_caller_whom_another_was_answering() -> None:
    first, second = _Told(), _Told()
    messages: Messages = asyncio.Queue()
    account = SipAccount(port=free_ports())

    async def obey() -> None:
        async with asyncio.timeout(LIMIT_S), asyncio.TaskGroup() as tasks:
            worker = Worker(account, first, messages, tasks)
            worker._answering.add("in:1")
            task = tasks.create_task(worker.obey())
            for each in ((first, Linger()), (second, Start(account.as_table()))):
                messages.put_nowait(each)
            while worker.console is not second:
                await asyncio.sleep(0)
            worker._hear(Established("in:1"))
            messages.put_nowait((second, Finish()))
            await task
            assert worker._meeting is not None
            worker._meeting.close()

    asyncio.run(obey())
    assert CallFound("in:1", "") in second.facts


def test_the_memory_of_a_process_with_a_password_is_never_written_to_disk(open_desk: OpenDesk) -> None:
    desk = open_desk(f"{LOCALHOST}:{free_ports()}", transport="udp").up()
    limits = Path(f"/proc/{desk.phone.worker}/limits").read_text()
    assert re.search(r"Max core file size +0 +0 ", limits)


CONSOLE = """
import sys
from app.ports import CallerRinging, CallerHere, Answer
from drivers.sip.account import SipAccount
from drivers.sip_phone import SipPhone
from drivers.system_clock import SystemClock

def deliver(event):
    if isinstance(event, CallerRinging):
        phone.do(Answer(event.line))
    print(type(event).__name__, phone.worker, flush=True)

account = SipAccount(port=int(sys.argv[1]), switch=sys.argv[2], microphone="tone:1600")
phone = SipPhone(account, SystemClock())
phone.open(deliver)
sys.stdin.read()
"""


@pytest.mark.needs("baresip", "sipp", "sox")
def test_a_console_that_is_killed_leaves_the_caller_on_the_line(
    partner: Partners, switch: Switch, tmp_path: Path
) -> None:
    caller = partner(Baresip(tmp_path, "9055550123"))
    port = free_ports()
    words = (sys.executable, "-c", CONSOLE, str(port), switch().address)
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as console:
        assert console.stdout is not None
        told = iter(console.stdout)
        try:
            assert any(line.startswith("LineUp") for line in told)
            caller.dial(f"sip:911@{LOCALHOST}:{port};transport=udp")
            worker = int(next(line for line in told if line.startswith("CallerHere")).split()[1])
        finally:
            console.kill()
    try:
        begin = caller.heard_s() + 0.3
        caller.until_heard(begin + 1.0)
        assert caller.tone_heard(1600, begin, begin + 1.0) > 4000
        caller.hang_up()
        until(lambda: _is_zombie(worker), "the process to end with the call")
    finally:
        if not _is_zombie(worker):
            os.kill(worker, signal.SIGKILL)


@pytest.mark.needs("baresip-python", "sipp", "sox")
def test_an_agency_whose_voice_stops_is_told_and_that_it_is_back(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    agency = partner(ReplacesEnd(tmp_path, "7138016", answer_after=0.1, transport="tcp"))
    desk = open_desk(f"{LOCALHOST}:{agency.port}").up()
    desk.bring_in(agency.user)
    process = process_of(agency.port)
    os.kill(process, signal.SIGSTOP)
    try:
        assert desk.until(AudioLost).why == "no sound from the agency at 7138016 for 3 s"
    finally:
        os.kill(process, signal.SIGCONT)
    desk.until(AudioBack)


def process_of(port: int) -> int:
    """Return the process that takes datagrams on a port of this computer, one of ours."""
    inodes = {
        f"socket:[{words[9]}]"
        for words in (line.split() for line in Path("/proc/net/udp").read_text().splitlines()[1:])
        if words[1] == f"0100007F:{port:04X}"
    }
    for each in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if os.readlink(each) in inodes:
                return int(each.parts[2])
        except OSError:
            continue  # it ended meanwhile, or is not ours
    raise AssertionError(f"nobody has port {port}")

"""The process as the console sees it: with the real worker, and with small programs that misbehave."""

import queue
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from drivers.sip.account import SipAccount
from drivers.sip.messages import AccountTold, Alive, DialCall, Done, Fact, Fault, Finish, Mix, Started
from drivers.sip.process import WAITING_MESSAGES, SipProcess, find_process, lingering
from tests.partners.program import LIMIT_S, LOCALHOST, free_ports

SECRET = "geheim-4711"


class Heard:
    def __init__(self) -> None:
        self._facts: queue.Queue[Fact | None] = queue.Queue()

    def __call__(self, fact: Fact | None) -> None:
        self._facts.put(fact)

    def next(self) -> Fact | None:
        return self._facts.get(timeout=LIMIT_S)

    def until(self, kind: type | None) -> Fact | None:
        while True:
            fact = self._facts.get(timeout=LIMIT_S)
            if kind is None and fact is None:
                return None
            if kind is not None and isinstance(fact, kind):
                return fact


def python(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


def test_the_worker_starts_answers_and_finishes() -> None:
    heard = Heard()
    process = SipProcess(SipAccount(port=free_ports(), switch=f"{LOCALHOST}:{free_ports()}"), heard)
    try:
        assert isinstance(heard.until(Started), Started)
        assert heard.until(AccountTold) == AccountTold("off", "the telephone does not register")
        process.tell(DialCall(1, "out:1", "*21"))
        assert heard.until(Done) == Done(1)
        process.tell(Finish())
        heard.until(None)
        assert process.wait(LIMIT_S)
        assert process.how_it_ended() == "ended with code 0"
    finally:
        process.kill()


def test_a_process_that_is_killed_leaves_nothing_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A console that runs for months ends it so each time the library stalls."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    heard = Heard()
    process = SipProcess(SipAccount(port=free_ports(), switch=f"{LOCALHOST}:{free_ports()}"), heard)
    try:
        heard.until(Started)
        assert list(tmp_path.iterdir()) == []
    finally:
        process.kill()


def test_the_password_goes_over_standard_input_alone() -> None:
    heard = Heard()
    account = SipAccount(port=free_ports(), switch=f"{LOCALHOST}:{free_ports()}", password=SECRET)
    process = SipProcess(account, heard)
    try:
        heard.until(Started)
        for name in ("cmdline", "environ"):
            with open(f"/proc/{process.pid}/{name}", "rb") as file:
                assert SECRET.encode() not in file.read()
    finally:
        process.kill()


def test_a_switch_that_no_name_server_knows_is_a_fault_in_words() -> None:
    heard = Heard()
    process = SipProcess(SipAccount(port=free_ports(), switch="no-such-host.invalid:5060"), heard)
    try:
        fault = heard.until(Fault)
        assert isinstance(fault, Fault)
        assert fault.text.startswith("the switch no-such-host.invalid was not found: ")
    finally:
        process.kill()


def test_a_library_that_crashes_is_told_by_its_signal() -> None:
    heard = Heard()
    process = SipProcess(SipAccount(), heard, python("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"))
    heard.until(None)
    assert process.wait(LIMIT_S)
    assert process.how_it_ended() == "ended by signal 11"
    process.kill()


def test_a_process_that_reads_nothing_never_blocks_who_tells_it() -> None:
    process = SipProcess(SipAccount(), lambda fact: None, python("import time; time.sleep(60)"))
    began = time.monotonic()
    for _ in range(WAITING_MESSAGES + 500):
        process.tell(Mix(tuple(f"out:{n}" for n in range(100))))
    assert time.monotonic() - began < 5
    process.kill()


def test_a_process_that_talks_nonsense_is_not_listened_to() -> None:
    heard = Heard()
    words = r"""print('no json\n{}\n{"kind":"Finish"}\n' + 'x' * 100000 + '\n{"kind":"Done","ask":1,"error":""}')"""
    process = SipProcess(SipAccount(), heard, python(words))
    assert heard.next() == Done(1), "a command is no fact, and what is no message is nothing"
    heard.until(None)
    process.wait(LIMIT_S)
    process.kill()


def test_a_process_that_does_not_die_is_not_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    process = SipProcess(SipAccount(), lambda fact: None, python("import time; time.sleep(60)"))
    with monkeypatch.context() as patched:
        patched.setattr("subprocess.Popen.kill", lambda program: None)
        began = time.monotonic()
        process.kill()
        assert time.monotonic() - began < 3.0
    assert process.how_it_ended() == ""
    process.kill()
    assert process.how_it_ended() == "ended by signal 9"


def test_a_program_that_is_not_there_is_an_oserror() -> None:
    with pytest.raises(OSError, match="no-such-program"):
        SipProcess(SipAccount(), lambda fact: None, ("/no-such-program",))


def test_a_process_that_is_left_goes_on_and_is_remembered_until_it_ends() -> None:
    process = SipProcess(SipAccount(), lambda fact: None, python("import sys; sys.stdin.read()"))
    process.leave()
    until_gone = time.monotonic() + LIMIT_S
    while process.pid in lingering():
        assert time.monotonic() < until_gone
    assert process.how_it_ended() == "ended with code 0"


def test_a_process_is_found_only_where_one_waits() -> None:
    assert find_process(SipAccount(port=free_ports()), lambda fact: None) is None


def test_a_found_process_is_told_watched_and_ended() -> None:
    account = SipAccount(port=free_ports())
    program = (
        "import socket, sys; from drivers.sip.account import SipAccount; from drivers.sip.meeting import meeting_place;"
        "place = socket.socket(socket.AF_UNIX); place.bind(meeting_place(SipAccount(port=int(sys.argv[1]))));"
        "place.listen(); print(flush=True); m = place.accept()[0].makefile('rwb');"
        'm.readline(); m.write(b\'{"kind":"Alive","quiet":{}}\\n\'); m.flush(); m.readline(); m.readline()'
    )
    words = (sys.executable, "-c", program, str(account.port))
    with subprocess.Popen(words, stdout=subprocess.PIPE) as waiting:
        assert waiting.stdout is not None
        waiting.stdout.readline()
        heard = Heard()
        found = find_process(account, heard)
        assert found is not None
        assert found.pid == waiting.pid
        assert heard.until(Alive) == Alive({})
        assert found.how_it_ended() == ""
        assert not found.wait(0.1)
        found.kill()
        heard.until(None)
        assert waiting.wait(LIMIT_S) == -signal.SIGKILL
        found.kill()

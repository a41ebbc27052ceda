"""A partner ends: with its context, and, were it forgotten, by itself."""

import os
import socket
from pathlib import Path

import pytest

from tests.partners.program import LOCALHOST, Partner, free_ports, until


class Sleeper(Partner):
    """A shell with a child, both deaf to SIGTERM."""

    kind = "sleeper"

    def start(self) -> None:
        self.run("sh", "-c", "trap '' TERM; echo ready; sleep 300 & echo $! >child; wait")
        until((self.folder / "child").exists, "the child")


def test_what_a_partner_started_is_gone_with_it(tmp_path: Path) -> None:
    with Sleeper(tmp_path) as sleeper:
        child = int(until((sleeper.folder / "child").read_text, "the child's id"))
        assert Path(f"/proc/{child}").exists()
        assert "ready" in sleeper.logs()
    until(lambda: not Path(f"/proc/{child}").exists(), "the child to be gone")


def test_a_partner_that_ended_by_itself_is_told_with_its_log(tmp_path: Path) -> None:
    with Sleeper(tmp_path) as sleeper:
        program = sleeper.run("sh", "-c", "echo no such modem; exit 3")
        program.wait(10)
        with pytest.raises(AssertionError, match=r"code 3: on the way\n(.*\n)*no such modem"):
            sleeper.alive("on the way")


def test_two_of_a_kind_have_folders_of_their_own(tmp_path: Path) -> None:
    assert Sleeper(tmp_path).folder != Sleeper(tmp_path).folder


def test_free_ports_are_free_and_even(tmp_path: Path) -> None:
    first = free_ports(4)
    assert first % 2 == 0
    for port in range(first, first + 4):
        with socket.create_server((LOCALHOST, port)):
            pass


def test_waiting_in_vain_says_what_for() -> None:
    with pytest.raises(AssertionError, match="in vain: the moon"):
        until(lambda: os.environ.get("NO_SUCH_THING"), "the moon", limit=0.1)

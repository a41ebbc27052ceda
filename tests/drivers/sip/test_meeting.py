"""Where a new console meets the process that an earlier one left."""

import os
import socket

import pytest

from drivers.sip.account import SipAccount
from drivers.sip.meeting import meet, meeting_place, peer_of
from tests.partners.program import free_ports


@pytest.fixture
def account() -> SipAccount:
    return SipAccount(port=free_ports())


def test_each_line_has_a_place_of_its_own_that_leaves_no_file(account: SipAccount) -> None:
    assert meeting_place(account).startswith("\0answerpoint-sip-")
    assert meeting_place(account) != meeting_place(SipAccount(port=account.port + 1))


def test_where_nobody_waits_nobody_is_met(account: SipAccount) -> None:
    assert meet(account) is None


def test_who_waits_is_met_and_known(account: SipAccount) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as waiting:
        waiting.bind(meeting_place(account))
        waiting.listen()
        met = meet(account)
        assert met is not None
        connection, process = met
        with connection:
            assert process == os.getpid()
            other, _ = waiting.accept()
            with other:
                assert peer_of(other) == (os.getpid(), os.getuid())


def test_nobody_speaks_with_another_user(account: SipAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as waiting:
        waiting.bind(meeting_place(account))
        waiting.listen()
        monkeypatch.setattr("drivers.sip.meeting.peer_of", lambda met: (1, os.getuid() + 1))
        assert meet(account) is None

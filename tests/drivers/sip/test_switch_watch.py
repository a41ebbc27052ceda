"""Our port, and whether the switch can be reached."""

import asyncio
import contextlib
import socket

import pytest

from drivers.sip.messages import SwitchTold
from drivers.sip.switch_watch import check_free, look_up, watch_switch
from tests.partners.program import LOCALHOST, free_ports


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_a_port_that_is_taken_is_told_with_what_may_stand_behind_it(kind: socket.SocketKind) -> None:
    with socket.socket(socket.AF_INET, kind) as taken:
        taken.bind((LOCALHOST, 0))
        if kind == socket.SOCK_STREAM:
            taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=f"{LOCALHOST}:{port} cannot be used for SIP: Address already in use; if"):
            check_free(LOCALHOST, port)
    check_free(LOCALHOST, port)


def test_an_address_of_another_computer_cannot_be_used() -> None:
    with pytest.raises(OSError, match="Cannot assign requested address"):
        check_free("192.0.2.1", free_ports())


def test_a_switch_is_found_by_name_and_by_address() -> None:
    assert asyncio.run(look_up("127.0.0.1:5060")) == ("127.0.0.1", 5060)
    assert asyncio.run(look_up("localhost:5061")) == ("127.0.0.1", 5061)
    with pytest.raises(OSError, match=r"the switch no-such-host\.invalid was not found: "):
        asyncio.run(look_up("no-such-host.invalid:5060"))


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drivers.sip.switch_watch.PROBE_S", 0.02)


@pytest.mark.usefixtures("often")
def test_a_change_is_told_and_only_a_change() -> None:
    port = free_ports()

    async def watch() -> list[SwitchTold]:
        told = []
        async with contextlib.aclosing(watch_switch(LOCALHOST, port, LOCALHOST)) as watched:  # type: ignore[type-var]
            told.append(await anext(watched))
            server = socket.create_server((LOCALHOST, port))  # the kernel answers; nobody need take the connections up
            told.append(await anext(watched))
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(asyncio.shield(nothing := asyncio.ensure_future(anext(watched))), 0.3)
            server.close()
            told.append(await nothing)
        return told

    refused, answers, gone = asyncio.run(watch())
    assert (refused, answers) == (SwitchTold(False, "Connection refused"), SwitchTold(True, "it answers"))
    assert not gone.reachable  # refused, or reset where the end came while it was being tried

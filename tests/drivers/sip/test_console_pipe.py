"""The pipes of the SIP process to its console."""

import asyncio
import os
import socket
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from drivers.sip.console_pipe import PIPE_LIMIT, ConsolePipe, Messages
from drivers.sip.messages import LONGEST_WORDS, Alive, Closed, Finish, Linger, write_message

Play = Callable[[ConsolePipe, int, int], Coroutine[Any, Any, None]]


def run(play: Play) -> None:
    """Open a pipe and play the console: `into` is written to by it, `out` is read by it."""

    async def opened() -> None:
        (process_in, into), (out, process_out) = os.pipe(), os.pipe()
        pipe = ConsolePipe(asyncio.Queue())
        await pipe.open(process_in, process_out)
        try:
            await play(pipe, into, out)
        finally:
            pipe.close()
            for end in (into, out):
                try:
                    os.close(end)
                except OSError:
                    pass
            await asyncio.sleep(0)

    asyncio.run(opened())


def test_commands_come_and_what_is_none_does_not() -> None:
    async def play(pipe: ConsolePipe, into: int, out: int) -> None:
        os.write(into, b"nonsense\n" + write_message(Linger()) + write_message(Finish()))
        assert await pipe._messages.get() == (pipe, Linger())
        assert await pipe._messages.get() == (pipe, Finish())

    run(play)


def test_the_end_of_the_console_is_a_message_of_its_own() -> None:
    async def play(pipe: ConsolePipe, into: int, out: int) -> None:
        os.close(into)
        assert await pipe._messages.get() == (pipe, None)

    run(play)


def test_facts_go_out_as_lines() -> None:
    async def play(pipe: ConsolePipe, into: int, out: int) -> None:
        pipe.tell(Alive({"in:1": 20}))
        pipe.close()
        assert await asyncio.to_thread(os.read, out, 1000) == write_message(Alive({"in:1": 20}))
        pipe.tell(Alive({}))
        pipe.close()

    run(play)


def test_a_console_that_reads_nothing_does_not_fill_the_memory() -> None:
    async def play(pipe: ConsolePipe, into: int, out: int) -> None:
        assert pipe._out is not None
        for _ in range(3 * PIPE_LIMIT // LONGEST_WORDS):
            pipe.tell(Closed("in:1", "x" * LONGEST_WORDS))
        assert pipe._out.get_write_buffer_size() < PIPE_LIMIT + 1000
        pipe._out.abort()

    run(play)


@pytest.mark.filterwarnings("error")
def test_telling_before_it_is_open_is_telling_nobody() -> None:
    pipe = ConsolePipe(asyncio.Queue())
    pipe.tell(Alive({}))
    pipe.close()


@pytest.mark.parametrize("user", ["ours", "another"])
def test_a_connection_is_heard_only_from_our_own_user(user: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if user == "another":
        monkeypatch.setattr("drivers.sip.console_pipe.peer_of", lambda met: (1, os.getuid() + 1))

    async def play() -> None:
        messages: Messages = asyncio.Queue()
        ours, theirs = socket.socketpair(socket.AF_UNIX)
        with theirs:
            theirs.sendall(write_message(Finish()))
            transport, pipe = await asyncio.get_running_loop().connect_accepted_socket(
                lambda: ConsolePipe(messages), ours
            )
            if user == "ours":
                assert await messages.get() == (pipe, Finish())
                pipe.tell(Alive({}))
                assert await asyncio.to_thread(theirs.recv, 1000) == write_message(Alive({}))
            else:
                assert await messages.get() == (pipe, None)
            transport.abort()
            await asyncio.sleep(0)

    asyncio.run(play())

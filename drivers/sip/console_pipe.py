"""The pipes of the SIP process to its console: lines in, lines out, and the moment the console is gone."""

import asyncio
import os

from drivers.sip.meeting import peer_of
from drivers.sip.messages import Fact, LineBuffer, Message, read_message, write_message

PIPE_LIMIT = 1_000_000
"""Bytes waiting for the console; one that reads nothing for an hour is gone."""

Messages = asyncio.Queue[tuple["ConsolePipe", Message | None]]


class ConsolePipe(asyncio.Protocol):
    """Puts each command into `messages` with itself; None in its place is the end of the console.

    A call-taker's keys are never many, so the queue has no limit. It is opened on two pipes, or is the protocol of a
    connection, which is both.
    """

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._lines = LineBuffer()
        self._out: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Answer where the words come from, if it is a connection, and of our own user; another is not listened to."""
        if not isinstance(transport, asyncio.Transport):
            return
        if peer_of(transport.get_extra_info("socket"))[1] != os.getuid():
            transport.abort()
            return
        self._out = transport

    async def open(self, into: int, out: int) -> None:
        """Take the pipes with these numbers."""
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: self, os.fdopen(into, "rb", buffering=0))
        self._out, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, os.fdopen(out, "wb", buffering=0))

    def data_received(self, data: bytes) -> None:
        """Read commands; a line that is none is left out."""
        for line in self._lines.feed(data):
            message = read_message(line)
            if message is not None:
                self._messages.put_nowait((self, message))

    def connection_lost(self, error: Exception | None) -> None:
        """The console is gone."""
        self._messages.put_nowait((self, None))

    def tell(self, fact: Fact) -> None:
        """Tell the console; one that is gone or reads nothing is told nothing."""
        if self._out is None or self._out.is_closing() or self._out.get_write_buffer_size() > PIPE_LIMIT:
            return
        self._out.write(write_message(fact))

    def close(self) -> None:
        """Let what was told go out, and close; may be called twice."""
        if self._out is not None and not self._out.is_closing():
            self._out.close()

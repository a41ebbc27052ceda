"""Whether our port is free and the switch can be reached: what the SIP process asks the network itself."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import suppress

from drivers.sip.messages import SwitchTold

PROBE_S = 3.0
"""Between two looks whether the switch can be reached."""

PROBE_LIMIT_S = 2.0
"""A switch on the same network answers in milliseconds."""


LOOK_UP_S = 5.0
"""A name server answers in milliseconds; a site without one names its switch by its address."""


def check_free(address: str, port: int) -> None:
    """Raise OSError where somebody listens already: the library would share the port without a word."""
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        with socket.socket(socket.AF_INET, kind) as tried:
            if kind == socket.SOCK_STREAM:
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a call that just ended does not count
            try:
                tried.bind((address, port))
            except OSError as error:
                words = (
                    f"{address}:{port} cannot be used for SIP: {os.strerror(error.errno or 0)}; if this console was "
                    "closed with a caller on the line, that call is still kept up and the port is free when it ends"
                )
                raise OSError(words) from error


async def look_up(switch: str) -> tuple[str, int]:
    """Return the address and port of `host:port`. Raises OSError in words."""
    host, _, port = switch.rpartition(":")
    try:
        async with asyncio.timeout(LOOK_UP_S):
            found = await asyncio.get_running_loop().getaddrinfo(host, int(port), family=socket.AF_INET)
    except TimeoutError as error:
        raise OSError(f"the switch {host} was not found: no name server answered in {LOOK_UP_S:.0f} s") from error
    except socket.gaierror as error:
        raise OSError(f"the switch {host} was not found: {error.strerror}") from error
    return str(found[0][4][0]), int(port)


async def watch_switch(host: str, port: int, from_address: str) -> AsyncIterator[SwitchTold]:
    """Connect over TCP every few seconds, without a word, and tell whether that went well whenever it changes."""
    told: str | None = None
    while True:
        fault = ""
        try:
            async with asyncio.timeout(PROBE_LIMIT_S):
                _, writer = await asyncio.open_connection(host, port, local_addr=(from_address, 0))
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
        except TimeoutError:
            fault = f"no answer in {PROBE_LIMIT_S:.0f} s"
        except OSError as error:
            fault = os.strerror(error.errno) if error.errno else str(error)
        if fault != told:
            told = fault
            yield SwitchTold(not fault, fault or "it answers")
        await asyncio.sleep(PROBE_S)

"""The process of a `ReplacesEnd` (tests/partners/replaces_end.py): baresip-python, commanded by JSON lines.

In: {"do": "dial", "uri": ...}, {"do": "accept" | "hang_up" | "hold" | "resume" | "join" | "quit"}.
Out: {"event": ...} for what the stack tells of a call, {"failed": ...} for a command that could not be done.
"""

import array
import asyncio
import json
import logging
import math
import struct
import sys
from typing import Any

from baresip import (
    Account,
    AudioNotActive,
    AudioRestarted,
    BaresipError,
    Call,
    CallState,
    Config,
    Event,
    Runtime,
    StackEvent,
    UserAgent,
)

FRAME_S = 0.02
QUIET = {Event.CALL_RTCP, Event.VU_TX, Event.VU_RX, Event.MODULE}
LOUDNESS = 8000


class End:
    """One telephone. The newest call is the one commands act on, that is spoken to, and that is recorded."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        self._calls: list[Call] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._record = open("heard.wav", "wb")  # noqa: SIM115 - it is written to as long as the process lives
        self._record.write(header(8000))
        self._phase = 0

    async def run(self) -> None:
        """Run until told to quit, or until nobody is left to command it and the last call has ended."""
        settings = self._settings
        runtime = Runtime()
        await runtime.start(
            Config(
                net_interface="127.0.0.1",
                max_concurrent_calls=8,
                sip_trace=True,
                extra_config_text=f"sip_listen 127.0.0.1:{settings['port']}\nrtp_ports {settings['rtp']}\n",
            )
        )
        runtime.subscribe(self._tell)
        account = Account(
            settings["user"], "127.0.0.1", "", reg_interval=0, transport=settings["transport"], audio_codecs=("pcmu",)
        )
        agent = await UserAgent.create(runtime, account, transfer_policy="auto")
        agent.on_incoming(self._ring)
        agent.on_transfer_call(self._calls.append)
        say(event="READY")
        reader = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        audio = self._start(self._speak_and_hear())
        while (line := await reader.readline()) and (order := json.loads(line))["do"] != "quit":
            try:
                await self._do(agent, order)
            except (BaresipError, IndexError, ValueError) as error:
                say(failed=f"{order['do']}: {error or type(error).__name__}")
        audio.cancel()
        await runtime.close()
        self._record.close()

    def _start(self, work: Any) -> "asyncio.Task[None]":
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _do(self, agent: UserAgent, order: dict[str, Any]) -> None:
        match order["do"]:
            case "dial":
                self._calls.append(await agent.dial(order["uri"]))
            case "accept":
                await self._newest().answer()
            case "hang_up":
                await self._newest().hangup()
            case "hold":
                await self._newest().hold()
            case "resume":
                await self._newest().resume()
            case "join":
                first, second = [call for call in self._calls if call.state is CallState.ESTABLISHED][-2:]
                await first.attended_transfer(second)

    def _newest(self) -> Call:
        return [call for call in self._calls if call.state is not CallState.CLOSED][-1]

    def _ring(self, call: Call) -> None:
        self._calls.append(call)
        if self._settings["answer_after"] is not None:
            self._start(self._answer(call, self._settings["answer_after"]))

    async def _answer(self, call: Call, after: float) -> None:
        await asyncio.sleep(after)
        try:
            await call.answer()
        except BaresipError as error:
            say(failed=f"answer: {error}")

    def _tell(self, event: StackEvent) -> None:
        if event.event not in QUIET:
            say(event=event.event.name, peer=event.peer or "", text=event.text or "", call=str(event.call or ""))

    async def _speak_and_hear(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            talking = [call for call in self._calls if call.state is CallState.ESTABLISHED]
            for call in talking[-1:]:
                try:
                    call.audio.write(self._tone())
                    self._record.write(call.audio.read(65536))
                    self._record.flush()
                except (AudioNotActive, AudioRestarted):
                    pass  # before the first packet, and while it is put on hold: there is nothing to hear
            due += FRAME_S
            await asyncio.sleep(max(0.0, due - loop.time()))

    def _tone(self) -> bytes:
        count = int(8000 * FRAME_S)
        turn = 2 * math.pi * self._settings["tone_hz"] / 8000
        samples = (int(LOUDNESS * math.sin(turn * (self._phase + n))) for n in range(count))
        self._phase += count
        return array.array("h", samples).tobytes()


def header(rate: int) -> bytes:
    """Return the header of a WAV that is still being written: 16 bits, one channel, as long as can be."""
    layout = struct.pack("<HHIIHH", 1, 1, rate, 2 * rate, 2, 16)
    return b"RIFF\xff\xff\xff\xffWAVEfmt " + struct.pack("<I", len(layout)) + layout + b"data\xff\xff\xff\xff"


def say(**words: str) -> None:
    """Tell our parent, if it is still there."""
    try:
        print(json.dumps(words), flush=True)
    except BrokenPipeError:
        pass


if __name__ == "__main__":
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    asyncio.run(End(json.loads(sys.argv[1])).run())

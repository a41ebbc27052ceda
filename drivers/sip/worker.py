"""The process that holds the SIP library: `python -m drivers.sip.worker`, started by `drivers.sip.process`.

It decides nothing: it carries out commands that come as lines on its standard input and tells facts on its standard
output (`drivers.sip.messages`). Its first line, `Start`, sets the line; the password comes that way alone.

When the console is gone (its end of the pipe closed, or `Linger`) callers who are on the line stay on it, with the
call-taker's handset and every agency that answered, until they hang up; then the process ends. New callers are turned
away meanwhile, so that the switch rings another position. A new console of the same user and the same settings may
take the line over (`drivers.sip.meeting`): it is told which calls are up, and all goes on.
"""

import asyncio
import logging
import os
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

from drivers.sip.account import SipAccount
from drivers.sip.caller_text import CallerText
from drivers.sip.console_pipe import ConsolePipe, Messages
from drivers.sip.library import CallStream, Library, LibraryError
from drivers.sip.meeting import meeting_place
from drivers.sip.messages import (
    AccountTold,
    Alive,
    AnswerCall,
    BusyTone,
    CallFound,
    Closed,
    DialCall,
    Done,
    EndCall,
    Established,
    Fact,
    Fault,
    Finish,
    HoldCall,
    Incoming,
    Linger,
    Message,
    Mix,
    RingTone,
    SendLetters,
    SoundTold,
    Start,
    Started,
    SwitchTold,
    Transfer,
    TransferEnded,
)
from drivers.sip.sound import Sound
from drivers.sip.sound_device import make_earpiece, make_microphone
from drivers.sip.switch_watch import check_free, look_up, watch_switch
from drivers.sound.call_progress import BusyHeard, CallProgressEar, ReorderHeard, RingHeard

BEAT_S = 0.5
"""The heartbeat."""

SOUND_AGE_S = 1.5
"""A sound thread that has not ticked for so long hangs, and the heartbeat stops."""

GONE_S = 600.0
"""Alone with a caller of whom nothing was heard for so long, we end: who vanished says no BYE, and an open line that is
silent sends nothing where the far end leaves silence out. A call that the library says is over ends us at once."""


_log = logging.getLogger(__name__)


class Worker:
    """Commands to the library and the sound, facts from them."""

    def __init__(self, account: SipAccount, console: ConsolePipe, messages: Messages, tasks: asyncio.TaskGroup) -> None:
        self._account = account
        self.console = console
        self._messages = messages
        self._tasks = tasks
        self._loop = asyncio.get_running_loop()
        self._library = Library(account, self._hear, self._began, self._died)
        self._sound = Sound(make_microphone(account.microphone), make_earpiece(account.earpiece), self._hear_from_sound)
        self._up: set[str] = set()
        self._answering: set[str] = set()  # callers who were answered, and of whom no more was heard yet
        self._strange: set[str] = set()  # those of them that the console knows nothing of: another one answered
        self._texts: dict[str, CallerText] = {}
        self._standing: dict[type, Fact] = {}  # the latest word of each kind on the line itself
        self._alone_since: float | None = None
        self._meeting: asyncio.AbstractServer | None = None
        self.over = asyncio.Event()

    # --- start and end ------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Start library and sound. Raises LibraryError or OSError, each saying why not."""
        account = self._account
        check_free(account.address, account.port)
        host, port = await look_up(account.switch)
        await self._library.start(host, port)
        self._sound.start()
        self._tell(SoundTold(True, f"microphone {account.microphone}, earpiece {account.earpiece}"))
        self._tasks.create_task(self._beat())
        self._tasks.create_task(self._watch(host, port))
        if account.register:
            self._tasks.create_task(self._library.register())
        else:
            self._tell(AccountTold("off", "the telephone does not register"))

    async def close(self) -> None:
        """End every call, sound and library."""
        if self._meeting is not None:
            self._meeting.close()
        await asyncio.to_thread(self._sound.stop)
        await self._library.close()

    def _died(self) -> None:
        self.console.tell(Fault("the SIP library's own thread ended"))
        self.over.set()

    # --- commands -----------------------------------------------------------------------------------------------------

    async def obey(self) -> None:
        """Carry out commands until `Finish`; each in a task of its own, for a transfer takes seconds."""
        while not self.over.is_set():
            console, message = await self._messages.get()
            if console is not self.console:
                self._meet(console, message)
                continue
            match message:
                case None | Linger():
                    if self._alone_since is None:
                        await self._linger()
                case Finish():
                    self.over.set()
                case Mix():
                    self._sound.join(message)
                case AnswerCall(ask=ask, call=name):
                    self._answering.add(name)
                    self._carry_out(ask, self._library.answer(name), partial(self._not_answered, name))
                case DialCall(ask=ask, call=name, digits=digits):
                    self._carry_out(ask, self._library.dial(name, digits))
                case EndCall(ask=ask, call=name):
                    self._carry_out(ask, self._library.end(name))
                case HoldCall(ask=ask, call=name, on=on):
                    self._carry_out(ask, self._library.hold(name, on))
                case Transfer():
                    self._tasks.create_task(self._transfer(message))
                case SendLetters(call=name, text=text):
                    if name in self._texts:
                        self._texts[name].send(text)

    def _carry_out(self, ask: int, doing: Awaitable[None], failed: Callable[[], None] = lambda: None) -> None:
        console = self.console  # another one that has come meanwhile numbers its commands anew

        async def carried() -> None:
            fault = await _carried(doing)
            if fault:
                failed()
            console.tell(Done(ask, fault))

        self._tasks.create_task(carried())

    async def _transfer(self, order: Transfer) -> None:
        console = self.console

        async def transferred() -> None:
            console.tell(await self._library.transfer(order.ask, order.call, order.to, order.limit))

        if fault := await _carried(transferred()):
            console.tell(TransferEnded(order.ask, False, False, fault))  # whether it has happened is not known

    def _not_answered(self, name: str) -> None:
        self._answering.discard(name)
        self._keep_together()

    # --- facts --------------------------------------------------------------------------------------------------------

    def _hear(self, fact: Fact) -> None:
        """Take a fact of the library, in the event loop."""
        match fact:
            case Incoming(call=name) if self._alone_since is not None:
                self._tasks.create_task(_carried(self._library.end(name)))
            case Established(call=name):
                self._up.add(name)
                self._answering.discard(name)
                self._listen_to_speech(name)
            case Closed(call=name):
                self._up.discard(name)
                self._answering.discard(name)
                self._texts.pop(name, None)
                self._sound.remove(name)
        if isinstance(fact, Established) and fact.call in self._strange:
            fact = CallFound(fact.call, self._library.number_of(fact.call))
        self._tell(fact)
        if isinstance(fact, Established | CallFound | Closed):
            self._keep_together()

    def _tell(self, fact: Fact) -> None:
        if isinstance(fact, Started | AccountTold | SwitchTold | SoundTold):
            self._standing[type(fact)] = fact
        self.console.tell(fact)

    def _hear_from_sound(self, fact: Fact) -> None:
        """Take a fact of the sound thread, in that thread."""
        with suppress(RuntimeError):  # the loop has ended, and with it whoever would be told
            self._loop.call_soon_threadsafe(self._tell, fact)

    def _began(self, name: str, stream: CallStream) -> None:
        self._sound.add(name, stream)
        if not name.startswith("in:"):
            self._sound.listen(name, self._ear(name))

    def _ear(self, name: str) -> Callable[[bytes], bytes | None]:
        """Return what listens to a call that rings: the far end's tones may say more than its signals."""
        ear = CallProgressEar()

        def hear(frame: bytes) -> None:
            for heard in ear.hear(frame):
                match heard:
                    case RingHeard(n=n):
                        self._hear_from_sound(RingTone(name, n))
                    case BusyHeard():
                        self._hear_from_sound(BusyTone(name, fast=False))
                    case ReorderHeard():
                        self._hear_from_sound(BusyTone(name, fast=True))

        return hear

    def _listen_to_speech(self, name: str) -> None:
        """Once it is answered no more rings are counted; a caller may have a text telephone."""
        if name.startswith("in:"):
            text = self._texts[name] = CallerText(name, self._hear_from_sound)
            self._sound.listen(name, text.hear)
        else:
            self._sound.listen(name, None)

    # --- what goes on by itself ---------------------------------------------------------------------------------------

    async def _beat(self) -> None:
        """Tell that library, sound and loop answer, for as long as they do."""
        while not self.over.is_set():  # a cancellation may be lost in the library's own waiting (before Python 3.12)
            if await self._library.ask() and self._sound.age() < SOUND_AGE_S:
                self.console.tell(Alive(self._sound.quiet()))
            alone_for = 0.0 if self._alone_since is None else self._loop.time() - self._alone_since
            if alone_for > GONE_S and all(not 0 <= ms < 1000 * GONE_S for ms in self._sound.quiet().values()):
                self.over.set()
            await asyncio.sleep(BEAT_S)

    async def _watch(self, host: str, port: int) -> None:
        """Watch the switch. A datagram has no answer to wait for, so over UDP it is not known."""
        if self._account.transport == "udp":
            words = "over UDP it is not known whether the switch listens until it is called"
            self._tell(SwitchTold(True, words))
            return
        async for told in watch_switch(host, port, self._account.address):
            self._tell(told)

    # --- alone --------------------------------------------------------------------------------------------------------

    async def _linger(self) -> None:
        """The console is gone: keep callers who are on the line until they hang up."""
        self._alone_since = self._loop.time()
        self.console.close()
        for name in self._library.calls:
            if name in self._up:
                await _carried(self._library.hold(name, False))
            elif name not in self._answering:
                await _carried(self._library.end(name))
        self._keep_together()
        if self._meeting is None and not self.over.is_set():
            with suppress(OSError):  # then no console finds us, and we stay with the caller all the same
                self._meeting = await self._loop.create_unix_server(
                    lambda: ConsolePipe(self._messages), meeting_place(self._account)
                )

    def _meet(self, console: ConsolePipe, message: Message | None) -> None:
        """Another console speaks: its first word must be how our line is set, and nobody else may be at the desk."""
        if not isinstance(message, Start):
            console.close()
        elif self._alone_since is None:
            console.tell(Fault("another console is on this line"))
            console.close()
        elif message.account != self._account.as_table():
            words = (
                "a caller of an earlier run is on the line, which was set otherwise then; it is free after that call"
            )
            console.tell(Fault(words))
            console.close()
        else:
            self.console, self._alone_since = console, None
            self._strange = set(self._answering)
            for fact in self._standing.values():
                console.tell(fact)
            for name in sorted(self._up):
                console.tell(CallFound(name, self._library.number_of(name)))

    def _keep_together(self) -> None:
        """Alone, who is on the line decides who hears whom, and when it is over."""
        if self._alone_since is None:
            return
        if not self._answering and not any(name.startswith("in:") for name in self._up):
            self.over.set()
        self._sound.join(Mix(tuple(sorted(self._up)), apart=self._account.bridge == "switch"))


async def _carried(doing: Awaitable[None]) -> str:
    """Return "" once it is done, or why not; a fault of ours in one call ends no other."""
    try:
        await doing
    except LibraryError as error:
        return str(error) or "no reason given"
    except Exception as error:  # noqa: BLE001 (it would end the task group, and every call with it)
        _log.exception("a command failed through a fault of this program")
        return f"a fault of this program: {type(error).__name__}: {error}"
    return ""


async def serve(into: int, out: int) -> None:
    """Run until told to finish, or until the last caller of a console that is gone hangs up."""
    messages: Messages = asyncio.Queue()
    console = ConsolePipe(messages)
    await console.open(into, out)
    _, first = await messages.get()
    if not isinstance(first, Start):
        return
    try:
        account = SipAccount.from_table(first.account)
    except (ValueError, TypeError, KeyError):
        console.tell(Fault("the console and its SIP process are of two versions"))
        console.close()
        return
    worker: Worker | None = None
    try:
        async with asyncio.TaskGroup() as tasks:
            worker = Worker(account, console, messages, tasks)
            try:
                await worker.start()
            except (LibraryError, OSError):
                await worker.close()
                raise
            tasks.create_task(worker.obey())
            await worker.over.wait()
            await worker.close()
            raise _OverError
    except* _OverError:
        pass
    except* (LibraryError, OSError) as group:
        console.tell(Fault("; ".join(str(error) for error in group.exceptions)))
    (worker.console if worker else console).close()


class _OverError(Exception):
    """Ends the task group: whatever still waits is no longer wanted."""


def main() -> None:
    """Keep standard output for the console alone: what the library prints goes nowhere."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # the password stands in our memory
    logging.disable(logging.CRITICAL)  # a far end's words and addresses are told as facts, and nothing else is
    out = os.dup(1)
    os.dup2(2, 1)
    asyncio.run(serve(os.dup(0), out))


if __name__ == "__main__":
    main()

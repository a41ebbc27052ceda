"""The process that holds the SIP library: `python -m drivers.sip.worker`, started by `drivers.sip.process`.

It decides nothing: it carries out commands that come as lines on its standard input and tells facts on its standard
output (`drivers.sip.messages`). Its first line, `Start`, sets the line; the password comes that way alone.

When the console is gone (its end of the pipe closed, or `Linger`) callers who are on the line stay on it, with the
call-taker's handset and every agency that answered, until they hang up; then the process ends. New callers are turned
away meanwhile, so that the switch rings another position.

What the library needs to be told, learned by trying it (telephone.md 3.4):

* Events may come before `dial` returns the call they are about (a refused connection does): they are kept by handle.
* A caller is answered "with video". Answered without, the library changes the call again 100 ms later for the sake of
  a video that nobody offered, and a far end that is slow about it blocks every hold and transfer meanwhile.
* `hold` returns when it was sent; the far end's answer is the next remote description of that call.
* TLS is off: the library brings a TLS that is no longer kept up. An agent for each of TCP and UDP takes callers.
* Its resolver listens on every address. The switch is looked up here, and those sockets are tied to this computer.
"""

import asyncio
import logging
import os
import socket
import stat
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress

from baresip import Account, BaresipError, Call, Config, Runtime, StackEvent, UserAgent
from baresip.errors import AudioNotActive, AudioRestarted, RegistrationError, StaleHandleError, TransferFailed
from baresip.events import Event

from drivers.sip.account import SipAccount
from drivers.sip.caller_number import caller_number
from drivers.sip.messages import (
    AccountTold,
    Alive,
    AnswerCall,
    BusyTone,
    Closed,
    DialCall,
    Done,
    EndCall,
    Established,
    Fact,
    FarEndRings,
    FarEndWorks,
    Fault,
    Finish,
    HoldCall,
    Incoming,
    LineBuffer,
    Linger,
    Message,
    Mix,
    RingTone,
    SendLetters,
    Start,
    Started,
    SwitchTold,
    Transfer,
    TransferEnded,
    read_message,
    write_message,
)
from drivers.sip.sound import NoSoundError, Sound
from drivers.sip.sound_device import make_earpiece, make_microphone
from drivers.sound.call_progress import BusyHeard, CallProgressEar, ReorderHeard, RingHeard

BEAT_S = 0.5
"""The heartbeat."""

SOUND_AGE_S = 1.5
"""A sound thread that has not ticked for so long hangs, and the heartbeat stops."""

PROBE_S = 3.0
"""Between two looks whether the switch can be reached."""

PROBE_LIMIT_S = 2.0
"""A switch on the same network answers in milliseconds."""

MOST_CALLS = 8
"""The library's own limit is 2: a second 9-1-1 call would be told that we are busy."""

MOST_STRAYS = 50
"""So many events of calls not known yet are kept."""

AGAIN_S = 0.1
"""Between two attempts at a hold while the far end has not answered the last change."""

REGISTER_AGAIN_S = 30.0
"""A registration that was refused is tried again slowly: what is wrong with it is for a person to put right."""

REGISTER_EVERY_S = 300
"""The switch may forget us after so long; then it is told again."""

GONE_S = 60.0
"""Alone with a caller of whom nothing was heard for so long, we end: who vanished says no BYE."""

PIPE_LIMIT = 1_000_000
"""Bytes waiting for the console; one that reads nothing for an hour is gone."""

_SETTINGS = """\
sip_listen {address}:{port}
sip_transports udp,tcp
call_hold_other_calls no
dns_getaddrinfo yes
"""


class CallStream:
    """The library's sound of a call as `drivers.sip.sound` wants it."""

    def __init__(self, call: Call) -> None:
        self._audio = call.audio

    def read(self, max_bytes: int) -> bytes:
        """Return what came. Raises NoSoundError."""
        try:
            heard: bytes = self._audio.read(max_bytes)
        except (AudioNotActive, AudioRestarted) as error:
            raise NoSoundError from error
        return heard

    def write(self, pcm: bytes) -> int:
        """Take what is to be sent. Raises NoSoundError."""
        try:
            return int(self._audio.write(pcm))
        except (AudioNotActive, AudioRestarted) as error:
            raise NoSoundError from error

    def waiting(self) -> int:
        """Return the bytes not sent yet. Raises NoSoundError."""
        try:
            return int(self._audio.info().tx_buffered)
        except (AudioNotActive, AudioRestarted) as error:
            raise NoSoundError from error


class Console(asyncio.Protocol):
    """The pipes to the console: lines in, lines out, and the moment it is gone."""

    def __init__(self) -> None:
        self.messages: asyncio.Queue[Message | None] = asyncio.Queue()  # a call-taker's keys: never many
        self._lines = LineBuffer()
        self._out: asyncio.WriteTransport | None = None

    async def open(self, out: int) -> None:
        """Take standard input and the pipe `out`."""
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: self, os.fdopen(os.dup(0), "rb", buffering=0))
        self._out, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, os.fdopen(out, "wb", buffering=0))

    def data_received(self, data: bytes) -> None:
        """Read commands; a line that is none is left out."""
        for line in self._lines.feed(data):
            message = read_message(line)
            if message is not None:
                self.messages.put_nowait(message)

    def connection_lost(self, error: Exception | None) -> None:
        """The console is gone."""
        self.messages.put_nowait(None)

    def tell(self, fact: Fact) -> None:
        """Tell the console; one that is gone or reads nothing is told nothing."""
        if self._out is None or self._out.is_closing() or self._out.get_write_buffer_size() > PIPE_LIMIT:
            return
        self._out.write(write_message(fact))

    def close(self) -> None:
        """Let what was told go out, and close."""
        if self._out is not None and not self._out.is_closing():
            self._out.close()


class Worker:
    """Commands to the library, facts from it."""

    def __init__(self, account: SipAccount, console: Console, tasks: asyncio.TaskGroup) -> None:
        self._account = account
        self._console = console
        self._tasks = tasks
        self._runtime = Runtime(watchdog_interval=30.0)
        self._agent: UserAgent | None = None
        self._peer = account.switch
        self._calls: dict[str, Call] = {}
        self._names: dict[int, str] = {}
        self._up: set[str] = set()
        self._strays: deque[StackEvent] = deque(maxlen=MOST_STRAYS)
        self._answers: dict[int, asyncio.Future[None]] = {}
        self._callers = 0
        self._lingers = False
        self.over = asyncio.Event()
        loop = asyncio.get_running_loop()
        self._sound = Sound(
            make_microphone(account.microphone),
            make_earpiece(account.earpiece),
            lambda fact: _to_loop(loop, console.tell, fact),
        )

    # --- start and end ------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Start library, agents and sound. Raises BaresipError, OSError or ValueError, each saying why not."""
        account = self._account
        _check_free(account.address, account.port)
        host, _, port = account.switch.rpartition(":")
        found = await asyncio.get_running_loop().getaddrinfo(host, int(port), family=socket.AF_INET)
        self._peer = f"{found[0][4][0]}:{port}"
        config = Config(
            net_interface=account.address,
            max_concurrent_calls=MOST_CALLS,
            expose_headers=("P-Asserted-Identity",),
            native_log_level="error",
            extra_config_text=_SETTINGS.format(address=account.address, port=account.port),
        )
        await self._runtime.start(config)
        _tie_resolver_down()
        self._runtime.subscribe(self._hear)
        self._runtime.on_dead = self._died
        for transport in (account.transport, "udp" if account.transport == "tcp" else "tcp"):
            agent = await UserAgent.create(self._runtime, self._identity(transport), transfer_policy="reject")
            agent.on_incoming(self._incoming)
            self._agent = self._agent or agent
        self._sound.start()
        self._tell(Started(_version(), f"{account.address}:{account.port}, udp and tcp, no TLS"))
        self._tasks.create_task(self._beat())
        self._tasks.create_task(self._probe(*found[0][4][:2]))
        if account.register:
            self._tasks.create_task(self._register())
        else:
            self._tell(AccountTold("off", "the telephone does not register"))

    def _identity(self, transport: str) -> Account:
        account = self._account
        main = transport == account.transport
        return Account(
            user=account.user,
            domain=account.switch,
            password=account.password,
            auth_user=account.auth_user or None,
            registrar=f"{self._peer};transport={transport}",
            reg_interval=REGISTER_EVERY_S if main and account.register else 0,
            transport="tcp" if transport == "tcp" else "udp",
            audio_codecs=account.codecs,
            extra_params=("catchall=yes",),  # callers of 9-1-1 did not dial our name
        )

    async def close(self) -> None:
        """End every call, sound and library."""
        for name in list(self._calls):
            with suppress(BaresipError):
                await self._calls[name].hangup()
        await asyncio.to_thread(self._sound.stop)
        with suppress(BaresipError):
            await self._runtime.close()

    def _died(self) -> None:
        self._tell(Fault("the SIP library's own thread ended"))
        self.over.set()

    # --- commands -----------------------------------------------------------------------------------------------------

    async def obey(self) -> None:
        """Carry out commands until `Finish`; each in a task of its own, for a transfer takes seconds."""
        while not self.over.is_set():
            message = await self._console.messages.get()
            match message:
                case None | Linger():
                    await self._linger()
                    return
                case Finish():
                    self.over.set()
                case Mix():
                    self._sound.join(message)
                case AnswerCall(ask=ask, call=name):
                    self._carry_out(ask, self._answer(name))
                case DialCall(ask=ask, call=name, digits=digits):
                    self._carry_out(ask, self._dial(name, digits))
                case EndCall(ask=ask, call=name):
                    self._carry_out(ask, self._end(name))
                case HoldCall(ask=ask, call=name, on=on):
                    self._carry_out(ask, self._hold(name, on))
                case Transfer():
                    self._tasks.create_task(self._transfer(message))
                case SendLetters():
                    pass

    def _carry_out(self, ask: int, doing: Awaitable[None]) -> None:
        async def carried() -> None:
            try:
                await doing
            except StaleHandleError:
                self._tell(Done(ask, "the call is over"))
            except (BaresipError, ValueError, TimeoutError) as error:
                self._tell(Done(ask, str(error) or "no answer in time"))
            else:
                self._tell(Done(ask))

        self._tasks.create_task(carried())

    def _call(self, name: str) -> Call:
        call = self._calls.get(name)
        if call is None:
            raise StaleHandleError("call no longer exists")
        return call

    async def _answer(self, name: str) -> None:
        await self._call(name).answer(video=True)  # see the module's text

    async def _dial(self, name: str, digits: str) -> None:
        assert self._agent is not None
        # # and * are kept apart from a URI's own signs (RFC 3966 and 3261: # must be escaped, * need not)
        user = digits.replace("#", "%23")
        call = await self._agent.dial(f"sip:{user}@{self._peer};transport={self._account.transport}")
        self._known(name, call)
        self._sound.listen(name, self._ear(name))

    def _ear(self, name: str) -> Callable[[bytes], None]:
        """Return what listens to a call that rings: the far end's tones may say more than its signals."""
        ear = CallProgressEar()
        loop = asyncio.get_running_loop()

        def hear(frame: bytes) -> None:
            for heard in ear.hear(frame):
                match heard:
                    case RingHeard(n=n):
                        _to_loop(loop, self._tell, RingTone(name, n))
                    case BusyHeard():
                        _to_loop(loop, self._tell, BusyTone(name, fast=False))
                    case ReorderHeard():
                        _to_loop(loop, self._tell, BusyTone(name, fast=True))

        return hear

    async def _end(self, name: str) -> None:
        with suppress(StaleHandleError):  # it is over: that was asked for
            await self._call(name).hangup()

    async def _hold(self, name: str, on: bool) -> None:
        """Hold or take back, and wait for the far end's word, `hold_limit` in all."""
        call = self._call(name)
        if call.is_on_hold == on:
            return
        async with asyncio.timeout(self._account.hold_limit):
            answered = self._answers[call.handle] = asyncio.get_running_loop().create_future()
            try:
                while True:
                    try:
                        await (call.hold() if on else call.resume())
                        break
                    except StaleHandleError:
                        raise
                    except BaresipError as error:
                        if "in flight" not in str(error):
                            raise
                        await asyncio.sleep(AGAIN_S)
                await answered
            finally:
                self._answers.pop(call.handle, None)

    async def _transfer(self, order: Transfer) -> None:
        sure = True
        try:
            call, to = self._call(order.call), self._call(order.to)
            await self._hold(order.call, True)
            await self._hold(order.to, True)
            sure = False  # from here on the far end may have done it, whatever we hear
            await call.attended_transfer(to, timeout=order.limit)
        except TransferFailed as error:
            sure = error.status is not None or "does not support" in str(error)
            self._tell(TransferEnded(order.ask, False, sure, str(error)))
        except StaleHandleError:
            self._tell(TransferEnded(order.ask, False, False, "one of them is gone"))
        except (BaresipError, ValueError, TimeoutError) as error:
            why = str(error) or "the far end did not answer the hold"
            self._tell(TransferEnded(order.ask, False, sure, why))
        else:
            self._tell(TransferEnded(order.ask, True, True, "transferred"))

    # --- facts --------------------------------------------------------------------------------------------------------

    def _tell(self, fact: Fact) -> None:
        self._console.tell(fact)

    def _incoming(self, call: Call) -> None:
        if self._lingers:
            self._tasks.create_task(_quietly(call.reject()))
            return
        self._callers += 1
        asserted = next((value for name, value in call.headers.items() if name.lower() == "p-asserted-identity"), "")
        name = f"in:{self._callers}"
        sent_from = call.peer or ""
        self._tell(Incoming(name, caller_number(asserted, sent_from), asserted or sent_from))
        self._known(name, call)

    def _known(self, name: str, call: Call) -> None:
        """From now on `call` has a name; what it told before is told now."""
        self._calls[name] = call
        self._names[call.handle] = name
        self._sound.add(name, CallStream(call))
        strays = [event for event in self._strays if event.call == call.handle]
        self._strays = deque((event for event in self._strays if event.call != call.handle), MOST_STRAYS)
        for event in strays:
            self._hear(event)

    def _hear(self, event: StackEvent) -> None:
        name = self._names.get(event.call)
        if event.event in (Event.REGISTER_OK, Event.REGISTER_FAIL):
            self._registration(event)
        if not event.call:
            return
        if name is None:
            self._strays.append(event)
            return
        text = event.text or ""
        match event.event:
            case Event.CALL_RINGING:
                self._tell(FarEndRings(name, text))
            case Event.CALL_PROGRESS:
                self._tell(FarEndWorks(name, text))
            case Event.CALL_ESTABLISHED:
                self._up.add(name)
                self._sound.listen(name, None)
                self._tell(Established(name, text))
                self._changed()
            case Event.CALL_REMOTE_SDP:
                answered = self._answers.get(event.call)
                if text == "answer" and answered is not None and not answered.done():
                    answered.set_result(None)
            case Event.CALL_CLOSED:
                self._names.pop(event.call, None)
                self._calls.pop(name, None)
                self._up.discard(name)
                self._sound.remove(name)
                self._tell(Closed(name, text))
                self._changed()

    # --- what goes on by itself ---------------------------------------------------------------------------------------

    async def _beat(self) -> None:
        """Tell that library, sound and loop answer, for as long as they do."""
        while True:
            try:
                await self._runtime.set_native_log_level("error")  # a round trip through the library's own thread
                if self._sound.age() < SOUND_AGE_S:
                    self._tell(Alive(self._sound.quiet()))
            except BaresipError:
                pass  # no heartbeat is told, which is all that needs to be said
            if self._lingers and all(quiet > 1000 * GONE_S for quiet in self._sound.quiet().values()):
                self.over.set()
            await asyncio.sleep(BEAT_S)

    async def _probe(self, host: str, port: int) -> None:
        """Look whether the switch can be reached. A datagram has no answer to wait for, so over UDP it is not known."""
        if self._account.transport == "udp":
            self._tell(SwitchTold(True, "over UDP it is not known whether the switch listens until it is called"))
            return
        told: str | None = None
        while True:
            fault = ""
            try:
                async with asyncio.timeout(PROBE_LIMIT_S):
                    _, writer = await asyncio.open_connection(host, port, local_addr=(self._account.address, 0))
                writer.close()
                with suppress(OSError):
                    await writer.wait_closed()
            except TimeoutError:
                fault = f"no answer in {PROBE_LIMIT_S:.0f} s"
            except OSError as error:
                fault = os.strerror(error.errno) if error.errno else str(error)
            if fault != told:
                told = fault
                self._tell(SwitchTold(not fault, fault or "it answers"))
            await asyncio.sleep(PROBE_S)

    async def _register(self) -> None:
        """Register, and again slowly as long as that fails; the library keeps up one that holds."""
        assert self._agent is not None
        while True:
            try:
                await self._agent.register()
                return
            except RegistrationError as error:
                if error.status is None:
                    self._tell(AccountTold("failed", error.reason or str(error)))
            await asyncio.sleep(REGISTER_AGAIN_S)

    def _registration(self, event: StackEvent) -> None:
        text = event.text or "no reason given"
        if event.event is Event.REGISTER_OK:
            self._tell(AccountTold("ok", f"{self._account.user} is registered"))
        elif text[:3] in ("401", "403", "407"):
            self._tell(AccountTold("refused", f"{text}: user or password is wrong"))
        else:
            self._tell(AccountTold("failed", text))

    # --- alone --------------------------------------------------------------------------------------------------------

    async def _linger(self) -> None:
        """The console is gone: keep callers who are on the line until they hang up."""
        self._lingers = True
        self._console.close()
        for name in [name for name in self._calls if name not in self._up]:
            await _quietly(self._calls[name].hangup())
        for name in sorted(self._up):
            await _quietly(self._hold(name, False))
        self._changed()

    def _changed(self) -> None:
        """A call came up or went; alone, that decides who hears whom, and when it is over."""
        if not self._lingers:
            return
        if not any(name.startswith("in:") for name in self._up):
            self.over.set()
        self._sound.join(Mix(tuple(sorted(self._up)), apart=self._account.bridge == "switch"))


async def _quietly(doing: Awaitable[None]) -> None:
    with suppress(BaresipError, TimeoutError):
        await doing


def _to_loop(loop: asyncio.AbstractEventLoop, call: Callable[[Fact], None], fact: Fact) -> None:
    with suppress(RuntimeError):  # the loop has ended, and with it whoever would be told
        loop.call_soon_threadsafe(call, fact)


def _check_free(address: str, port: int) -> None:
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


def _tie_resolver_down() -> None:
    """Connect the library's sockets that listen on every address to this computer's own discard port."""
    for name in os.listdir("/proc/self/fd"):
        number = int(name)
        try:
            if not stat.S_ISSOCK(os.fstat(number).st_mode):
                continue
            with socket.socket(fileno=os.dup(number)) as each:
                if each.type != socket.SOCK_DGRAM or each.family not in (socket.AF_INET, socket.AF_INET6):
                    continue
                if each.getsockname()[0] in ("0.0.0.0", "::"):
                    each.connect(("127.0.0.1" if each.family == socket.AF_INET else "::1", 9))
        except OSError:
            continue  # closed meanwhile, or no address of that family here


def _version() -> str:
    from importlib.metadata import version

    return f"baresip-python {version('baresip-python')}"


async def serve(out: int) -> None:
    """Run until told to finish, or until the last caller of a console that is gone hangs up."""
    console = Console()
    await console.open(out)
    first = await console.messages.get()
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
            worker = Worker(account, console, tasks)
            await worker.start()
            tasks.create_task(worker.obey())
            await worker.over.wait()
            raise _OverError
    except* _OverError:
        pass
    except* (BaresipError, OSError, ValueError) as group:
        console.tell(Fault("; ".join(str(error) for error in group.exceptions)))
    if worker is not None:
        await worker.close()
    console.close()


class _OverError(Exception):
    """Ends the task group: whatever still waits is no longer wanted."""


def main() -> None:
    """Keep standard output for the console alone: what the library prints goes nowhere."""
    logging.disable(logging.CRITICAL)  # a far end's words and addresses are told as facts, and nothing else is
    out = os.dup(1)
    os.dup2(2, 1)
    asyncio.run(serve(out))


if __name__ == "__main__":
    main()

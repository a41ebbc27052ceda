"""The SIP library: the one module that imports it. Calls by name, commands that can be awaited, facts told.

What it needs to be told, learned by trying it (telephone.md 3.4):

* Events may come before `dial` returns the call they are about (a refused connection does): they are kept by handle.
* A caller is answered "with video". Answered without, the library changes the call again 100 ms later for the sake of
  a video that nobody offered, and a far end that is slow about it blocks every hold and transfer meanwhile.
* `hold` returns when it was sent; the far end's answer is the next remote description of that call.
* TLS is off: the library brings a TLS that is no longer kept up. An agent for each of TCP and UDP takes callers.
* Its resolver and the sound of every call listen on all addresses: they are confined to ours (`drivers.sip.confine`).
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version

from baresip import Account, BaresipError, Call, Config, Runtime, StackEvent, UserAgent
from baresip.errors import AudioNotActive, AudioRestarted, RegistrationError, StaleHandleError, TransferFailed
from baresip.events import Event

from drivers.sip.account import SipAccount
from drivers.sip.caller_number import caller_number
from drivers.sip.confine import confine_sockets
from drivers.sip.messages import (
    AccountTold,
    Closed,
    Established,
    Fact,
    FarEndRings,
    FarEndWorks,
    Incoming,
    Started,
    TransferEnded,
)
from drivers.sip.scratch import scratch
from drivers.sip.sound import NoSoundError

MOST_CALLS = 8
"""The library's own limit is 2: a second 9-1-1 call would be told that we are busy."""

MOST_STRAYS = 50
"""So many events of calls not known yet are kept."""

AGAIN_S = 0.1
"""Between two attempts at a hold while the far end has not answered the last change."""

LEAST_S = 0.2
"""A transfer that is asked for at all is given so long."""

REGISTER_AGAIN_S = 30.0
"""A registration that was refused is tried again slowly: what is wrong with it is for a person to put right."""

REGISTER_EVERY_S = 300
"""The switch may forget us after so long; then it is told again."""

_SETTINGS = """\
sip_listen {address}:{port}
sip_transports udp,tcp
audio_jitter_buffer_type adaptive
audio_jitter_buffer_ms 100-400
call_hold_other_calls no
dns_getaddrinfo yes
"""


class LibraryError(Exception):
    """The library could not do it; the text says why."""


class CallStream:
    """The sound of a call, as `drivers.sip.sound` wants it."""

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


class Library:
    """The library at work. `tell` is given every fact, `began` each new call with its sound; both in the event loop.

    Commands raise LibraryError, its text in words. `died` is called once if the library's own thread ends.
    """

    def __init__(
        self,
        account: SipAccount,
        tell: Callable[[Fact], None],
        began: Callable[[str, CallStream], None],
        died: Callable[[], None],
    ) -> None:
        self._account = account
        self._tell = tell
        self._began = began
        self._runtime = Runtime(watchdog_interval=30.0)
        self._runtime.on_dead = died
        self._agent: UserAgent | None = None
        self._peer = account.switch
        self._calls: dict[str, Call] = {}
        self._numbers: dict[str, str] = {}
        self._names: dict[int, str] = {}
        self._strays: deque[StackEvent] = deque(maxlen=MOST_STRAYS)
        self._answers: dict[int, asyncio.Future[None]] = {}
        self._held: set[str] = set()  # calls whose far end has agreed to be held
        self._holding: dict[str, asyncio.Lock] = {}
        self._callers = 0
        self._unregistered = asyncio.Event()  # a registration failed since it was asked for
        self._closed = False

    @property
    def calls(self) -> list[str]:
        """The names of the calls that are not over."""
        return list(self._calls)

    def number_of(self, name: str) -> str:
        """Return the number of the far end of a call that is not over: digits or ""."""
        return self._numbers.get(name, "")

    async def start(self, host: str, port: int) -> None:
        """Start it, with the switch at this address. Raises LibraryError."""
        account = self._account
        self._peer = f"{host}:{port}"
        try:
            config = Config(
                net_interface=account.address,
                max_concurrent_calls=MOST_CALLS,
                expose_headers=("P-Asserted-Identity",),
                native_log_level="error",
                extra_config_text=_SETTINGS.format(address=account.address, port=account.port),
            )
            with scratch():
                await self._runtime.start(config)
            confine_sockets(account.address)
            self._runtime.subscribe(self._hear)
            for transport in (account.transport, "udp" if account.transport == "tcp" else "tcp"):
                agent = await UserAgent.create(self._runtime, self._identity(transport), transfer_policy="reject")
                agent.on_incoming(self._incoming)
                self._agent = self._agent or agent
        except (BaresipError, ValueError) as error:
            raise LibraryError(f"the SIP library did not start: {error}") from error
        listens = f"{account.address}:{account.port}, udp and tcp, no TLS"
        self._tell(Started(f"baresip-python {version('baresip-python')}", listens))

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
        """End every call, and the library."""
        self._closed = True
        for name in self.calls:
            with suppress(LibraryError):
                await self.end(name)
        with suppress(BaresipError):
            await self._runtime.close()

    async def ask(self) -> bool:
        """Go through the library's own thread and back; tell whether that went."""
        try:
            await self._runtime.set_native_log_level("error")
        except BaresipError:
            return False
        return True

    # --- commands -----------------------------------------------------------------------------------------------------

    async def answer(self, name: str) -> None:
        """Answer a caller."""
        try:
            await self._call(name).answer(video=True)  # see the module's text
        except BaresipError as error:
            raise _in_words(error) from error

    async def dial(self, name: str, digits: str) -> None:
        """Call digits at the switch."""
        assert self._agent is not None
        user = digits.replace("#", "%23")  # * may stand in a URI as it is, # may not (RFC 3261)
        try:
            call = await self._agent.dial(f"sip:{user}@{self._peer};transport={self._account.transport}")
        except (BaresipError, ValueError) as error:
            raise _in_words(error) from error
        self._numbers[name] = digits
        self._known(name, call)

    async def end(self, name: str) -> None:
        """End a call; one that is over is as it was asked for."""
        call = self._calls.get(name)
        try:
            if call is not None:
                await call.hangup()
        except StaleHandleError:
            pass
        except BaresipError as error:
            raise _in_words(error) from error

    async def hold(self, name: str, on: bool) -> None:
        """Hold or take back, and wait for the far end's word, `hold_limit` in all; one change of a call at a time.

        The library calls a call held once that was sent. Where the far end did not agree, the library is brought back
        to what was agreed before it is asked again: it sends nothing but changes.
        """
        async with self._holding.setdefault(name, asyncio.Lock()):
            call = self._call(name)
            try:
                async with asyncio.timeout(self._account.hold_limit):
                    if call.is_on_hold == on and (name in self._held) != on:
                        await self._change(name, call, not on)
                    if call.is_on_hold != on:
                        await self._change(name, call, on)
            except TimeoutError as error:
                raise LibraryError("the far end did not answer in time") from error
            except BaresipError as error:
                raise _in_words(error) from error

    async def _change(self, name: str, call: Call, on: bool) -> None:
        while True:
            answered = self._answers[call.handle] = asyncio.get_running_loop().create_future()
            try:
                if await self._was_sent(call, on):
                    await answered
                    self._note(name, on)
                    return
            finally:
                self._answers.pop(call.handle, None)
            await asyncio.sleep(AGAIN_S)

    def _agreed(self, name: str) -> None:
        """The far end answered a change, in time or late."""
        call = self._calls[name]
        answered = self._answers.get(call.handle)
        if answered is None:
            self._note(name, call.is_on_hold)
        elif not answered.done():
            answered.set_result(None)

    def _note(self, name: str, on: bool) -> None:
        if on:
            self._held.add(name)
        else:
            self._held.discard(name)

    async def _was_sent(self, call: Call, on: bool) -> bool:
        """Send the change; False where the far end has not answered the last one yet."""
        try:
            await (call.hold() if on else call.resume())
        except StaleHandleError:
            raise
        except BaresipError as error:
            if "in flight" not in str(error):
                raise
            return False
        return True

    async def transfer(self, ask: int, name: str, to: str, limit: float) -> TransferEnded:
        """Hold both, ask the far end of `name` to take our place with that of `to`, and return how that ended.

        All of it within `limit` seconds.
        """
        sure = True
        loop = asyncio.get_running_loop()
        end = loop.time() + limit
        try:
            first, second = self._call(name), self._call(to)
            async with asyncio.timeout_at(end):
                await self.hold(name, True)
                await self.hold(to, True)
            left = max(LEAST_S, end - loop.time())
            sure = False  # from here on the far end may have done it, whatever we hear
            await first.attended_transfer(second, timeout=left)
        except TransferFailed as error:
            refused = error.status is not None or "does not support" in str(error)
            return TransferEnded(ask, False, refused, str(error))
        except TimeoutError:
            return TransferEnded(ask, False, sure, f"no outcome within {limit:.0f} s")
        except (LibraryError, BaresipError, ValueError) as error:
            return TransferEnded(ask, False, sure, str(error))
        return TransferEnded(ask, True, True, "transferred")

    async def register(self) -> None:
        """Register, and again slowly as long as that fails; the library keeps up one that holds.

        Of one that held and failed later the library takes longer for each new try, half an hour at last.
        """
        assert self._agent is not None
        while not self._closed:
            self._unregistered.clear()
            try:
                await self._agent.register()
                await self._unregistered.wait()
            except RegistrationError as error:
                if error.status is None:
                    self._tell(AccountTold("failed", error.reason or str(error)))
            except BaresipError as error:
                self._tell(AccountTold("failed", str(error)))
            await asyncio.sleep(REGISTER_AGAIN_S)

    def _call(self, name: str) -> Call:
        call = self._calls.get(name)
        if call is None:
            raise LibraryError("the call is over")
        return call

    # --- facts --------------------------------------------------------------------------------------------------------

    def _incoming(self, call: Call) -> None:
        self._callers += 1
        asserted = next((value for name, value in call.headers.items() if name.lower() == "p-asserted-identity"), "")
        name = f"in:{self._callers}"
        sent_from = call.peer or ""
        self._numbers[name] = caller_number(asserted, sent_from)
        self._tell(Incoming(name, self._numbers[name], asserted or sent_from))
        self._known(name, call)

    def _known(self, name: str, call: Call) -> None:
        """From now on `call` has a name; what it told before is told now."""
        confine_sockets(self._account.address)
        self._calls[name] = call
        self._names[call.handle] = name
        self._began(name, CallStream(call))
        strays = [event for event in self._strays if event.call == call.handle]
        self._strays = deque((event for event in self._strays if event.call != call.handle), MOST_STRAYS)
        for event in strays:
            self._hear(event)

    def _hear(self, event: StackEvent) -> None:
        if event.event in (Event.REGISTER_OK, Event.REGISTER_FAIL):
            self._registration(event)
        if not event.call:
            return
        name = self._names.get(event.call)
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
                self._tell(Established(name, text))
            case Event.CALL_REMOTE_SDP:
                if text == "answer":
                    self._agreed(name)
            case Event.CALL_CLOSED:
                del self._names[event.call]
                self._calls.pop(name, None)
                self._numbers.pop(name, None)
                self._held.discard(name)
                self._holding.pop(name, None)
                self._tell(Closed(name, text))

    def _registration(self, event: StackEvent) -> None:
        text = event.text or "no reason given"
        if event.event is Event.REGISTER_OK:
            self._tell(AccountTold("ok", f"{self._account.user} is registered"))
            return
        self._unregistered.set()
        if text[:3] in ("401", "403", "407"):
            self._tell(AccountTold("refused", f"{text}: user or password is wrong"))
        else:
            self._tell(AccountTold("failed", text))


def _in_words(error: Exception) -> LibraryError:
    return LibraryError("the call is over" if isinstance(error, StaleHandleError) else str(error))

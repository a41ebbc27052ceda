"""Write, show, do: the one place where events become deeds. Runs on the console's event loop.

Events come into one inbox and are handled one at a time:

    1 WRITE  the decision's record, durably; waited for at most WRITE_LIMIT, then the mark says NOT LOGGED YET
    2 SHOW   the screen, with that mark
    3 DO     the orders, each in its device's own queue

so that no caller is shown whose arrival is not on disk, except so marked, and a stalled or full disk never hides one.
Drivers deliver from threads of their own (`feed_delivers`, `phone_delivers`); everything else here runs on the loop.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from app.clock import Clock, Timer, Timers
from app.errors import JournalError
from app.journal.records import FoundCall, JournalPort, Record, Wanted
from app.ports import Chunk, FeedEvent, LineUp, Link, PhoneEvent, PhoneLine, RecordingSink
from app.position.decision import FindPastCall, FindRelated, LetSleep, Order, Tell, UsePhone, WakeAt
from app.position.events import ConsoleStopped, PhoneChanged, PositionEvent, TroubleMet, Woke
from app.position.found import found_again, related_found
from app.position.inbox import Inbox
from app.position.listener import OUR_FAULT, Desk, Listener
from app.position.minutes import body_of, kind_of, spill_bytes
from app.position.position import Position
from app.position.screen import Edge, Health, Screen
from app.spill.reader import SpillReader
from app.words import say

log = logging.getLogger("answerpoint.runner")

WRITE_LIMIT = 0.050  # seconds a caller may wait for the disk before being shown as NOT LOGGED YET
RELATED_AFTER = 0.1  # seconds that related calls stand behind the caller, for whom nothing is to wait
PULSE = 0.25  # seconds between redraws that only say "a byte came"
# Chunks on their way from a driver's thread: past this a recording played as fast as it is taken waits for the screen.
CHUNKS_UNDER_WAY = 16
_DRIVER_WAITS = 1.0  # seconds a driver's thread waits for its turn before it delivers all the same: a line cannot wait

WRITTEN = Edge(say("written"))
NOT_LOGGED_YET = Edge(say("NOT LOGGED YET: the disk is slow"), Health.NOTICE)
TROUBLE = "trouble_met"
NO_SET = say("no set is worked by hand here; the telephone's own line is waited for")


class Runner:
    """Runs one position on the loop it is made on; `show` draws a screen, `recording` takes every chunk of the feed.

    `second_reader` is given where the console hears a second feed beside the main one, with a recording of its own;
    `timers` where the clock is not the computer's and can be stopped.
    """

    def __init__(
        self,
        position: Position,
        reader: SpillReader,
        journal: JournalPort,
        clock: Clock,
        show: Callable[[Screen], None],
        recording: RecordingSink | None = None,
        *,
        second_reader: SpillReader | None = None,
        second_recording: RecordingSink | None = None,
        timers: Timers | None = None,
    ) -> None:
        self._position = position
        self._journal = journal
        self._clock = clock
        self._show = show
        self._phone: PhoneLine | None = None  # where orders go: the position's own, or the set worked by hand
        self._own_phone: PhoneLine | None = None
        self._set_by_hand: Callable[[], PhoneLine] | None = None
        self._hand: PhoneLine | None = None
        self._loop = asyncio.get_running_loop()
        self._thread = threading.get_ident()
        self._timers: Timers = timers or self._loop
        self._inbox = Inbox()
        self._arrived = asyncio.Event()
        desk = Desk(clock, self.put, self._timers.call_later, log.exception)
        self._listeners = {Link.MAIN: Listener(Link.MAIN, reader, recording, desk)}
        if second_reader is not None:
            self._listeners[Link.SECOND] = Listener(Link.SECOND, second_reader, second_recording, desk)
        self._wakes: dict[str, Timer] = {}
        self._pulse: asyncio.TimerHandle | None = None
        self._relate: asyncio.TimerHandle | None = None
        self._screen: Screen | None = None
        self._mark = WRITTEN
        self._unwritten = 0  # records whose write has not been answered
        self._no_search = ""  # why related calls cannot be looked for: told once, and not for every caller
        self._awaited: asyncio.Future[None] | None = None  # the write that its screen waits for
        self._room = threading.Semaphore(CHUNKS_UNDER_WAY)
        self._closing = False  # drivers are being closed: none of their threads waits here any longer
        self._ended = False  # the last event is being handled, or was

    # --- what comes in ---

    def feed_delivers(self, event: FeedEvent, link: Link = Link.MAIN) -> None:
        """Take an event of the feed on `link`, from any thread."""
        listener = self._listeners[link]
        if isinstance(event, Chunk):
            if listener.recording is not None:
                listener.recording.record(event)
            self._from_thread(self._chunk, event, listener, self._take_room(listener))
        else:
            self._from_thread(listener.went, event)

    def _take_room(self, listener: Listener) -> bool:
        if self._closing or threading.get_ident() == self._thread:  # the loop itself must not wait for itself
            return False
        listener.held_up = not self._room.acquire(blocking=False)
        took = not listener.held_up or self._room.acquire(timeout=_DRIVER_WAITS)
        listener.held_up = False
        return took

    def phone_delivers(self, event: PhoneEvent) -> None:
        """Take a telephone's event, from any thread."""
        self._from_thread(self.put, event)

    def _from_thread(self, take: Callable[..., None], *what: object) -> None:
        # On the loop's own thread at once, so that its order with the loop's timers is kept.
        if threading.get_ident() == self._thread and not self._loop.is_closed():
            take(*what)
            return
        try:
            self._loop.call_soon_threadsafe(take, *what)
        except RuntimeError:  # the loop is closed: the console is gone
            log.warning("an event came after the console had stopped: %s", type(what[0]).__name__)

    def at_rest(self) -> bool:
        """Tell whether nothing is being handled or waits to be; on the loop's thread."""
        return not self._inbox and self._awaited is None

    def put(self, event: PositionEvent) -> None:
        """Put an event into the inbox, on the loop's thread."""
        self._inbox.put(event)
        self._arrived.set()

    def use_phone(self, phone: PhoneLine, by_hand: Callable[[], PhoneLine] | None = None) -> None:
        """Send telephone orders to this phone from now on; `by_hand` makes the set that stands in for it when asked."""
        self._phone = self._own_phone = phone
        self._set_by_hand = by_hand

    def _change_phone(self, by_hand: bool) -> None:
        """Let the set worked by hand stand in for the telephone, or the telephone take its place again.

        The telephone stays open behind the set, so that its line can come back and its callers are still told of.
        """
        if self._own_phone is None or self._set_by_hand is None:
            self.put(TroubleMet(self._clock.now(), NO_SET))
            return
        if by_hand and self._hand is None:
            self._hand = self._set_by_hand()
            self._hand.open(self._set_delivers)
        phone = self._hand if by_hand and self._hand is not None else self._own_phone
        self._phone = phone
        # before the next key: it is judged by what the telephone it goes to can do
        self._inbox.put_next(PhoneChanged(self._clock.now(), phone.name, phone.caps, by_hand))
        self._arrived.set()

    def _set_delivers(self, event: PhoneEvent) -> None:
        """Take an event of the set worked by hand. That it is there says nothing of the telephone's own line."""
        if not isinstance(event, LineUp):
            self.phone_delivers(event)

    def close_phones(self) -> None:
        """Close the telephone, and the set that stood in for it; may take a while, so not on the loop."""
        for phone in (self._hand, self._own_phone):
            if phone is not None:
                phone.close()

    def _chunk(self, chunk: Chunk, listener: Listener, took_room: bool) -> None:
        listener.chunk(chunk)
        if took_room:
            self._inbox.put(None)
            self._arrived.set()
        if self._pulse is None and not self._ended:
            self._pulse = self._loop.call_later(PULSE, self._show_pulse)

    def _show_pulse(self) -> None:
        self._pulse = None
        self._draw()

    # --- write, show, do ---

    async def run(self) -> None:
        """Handle events until the one that `stop` puts last; what comes after it is no longer handled."""
        while not self._ended:
            if not self._inbox:
                self._arrived.clear()
                await self._arrived.wait()
            event = self._inbox.take()
            if event is None:
                self._room.release()
                continue
            self._ended = isinstance(event, ConsoleStopped)
            try:
                await self._handle(event)
            except Exception:  # our own fault: logged whole, the caller stays on the screen
                log.exception("a fault while handling %s", type(event).__name__)
        for listener in self._listeners.values():
            listener.stop()
        for handle in (*self._wakes.values(), self._pulse, self._relate):
            if handle is not None:
                handle.cancel()

    async def _handle(self, event: PositionEvent) -> None:
        try:
            record, orders = self._position.decide(event)
        except Exception:
            log.exception("the position failed on %s", type(event).__name__)
            await self._until_written(self._write(self._undecided(event)))
            self._tell_fault(event)
            return
        written = self._write(record)
        try:
            screen = self._position.screen()  # while the disk is written; shown only afterwards
        except Exception:
            log.exception("the position has no screen after %s", type(event).__name__)
            await self._until_written(written)
            self._tell_fault(event)
        else:
            await self._until_written(written)
            self._screen = screen
            self._draw()
            if self._relate is None:
                self._relate = self._loop.call_later(RELATED_AFTER, self._show_related)
        self._do(record.at, orders)

    def _show_related(self) -> None:
        """Show the calls related to the one on the screen; while a record is awaited nothing is, and then they come."""
        self._relate = None
        try:
            if self._screen is not None and self._awaited is None and self._position.related.look():
                self._screen = self._screen._replace(related=self._position.related.shown())
                self._draw()
        except Exception:
            log.exception("the related calls could not be looked for")

    def _undecided(self, event: PositionEvent) -> Record:
        """Return the record of an event that the position could not take: it is kept, with its bytes."""
        here = self._screen
        return Record(
            at=event.at,
            kind=kind_of(event),
            position=here.position if here else "",
            call_taker=here.call_taker if here else "",
            body=body_of(event),
            spill=spill_bytes(event),
        )

    def _tell_fault(self, event: PositionEvent) -> None:
        if self._screen is None:
            return
        words = say("NOT SHOWN: {event}, {why}", event=kind_of(event).replace("_", " "), why=OUR_FAULT)
        self._screen = self._screen._replace(notices=(Edge(words, Health.FAULT), *self._screen.notices))
        self._draw()

    def _draw(self) -> None:
        """Show the screen with what the runner alone knows; a window that fails must not keep the telephone waiting."""
        if self._screen is None:
            return
        last_bytes = [listener.last_byte_at for listener in self._listeners.values()]
        self._screen = self._screen._replace(
            journal=self._mark, last_byte_at=last_bytes[0], second_byte_at=(*last_bytes, None)[1]
        )
        try:
            self._show(self._screen)
        except Exception:
            log.exception("the screen could not be drawn")

    def _write(self, record: Record) -> "asyncio.Future[None]":
        """Give a record to the journal; what is returned is done once it is known where the record is."""
        written: asyncio.Future[None] = self._loop.create_future()

        def done(state: str, detail: str) -> None:
            self._from_thread(self._written, written, state, detail)

        if not self._given(record, done):
            kept = self._given(record._replace(call=None, changes=()), done)  # what happened, if not what it changed
            if record.kind != TROUBLE:  # or it would be told without end
                told = {"event": record.kind.replace("_", " "), "why": OUR_FAULT}
                words = say("NOT LOGGED WHOLE: {event}, {why}", **told)
                self.put(TroubleMet(record.at, words if kept else say("NOT LOGGED: {event}, {why}", **told)))
            if not kept:
                self._mark = Edge(say("NOT LOGGED, tell the supervisor: {why}", why=OUR_FAULT), Health.FAULT)
                written.set_result(None)
                return written
        self._awaited = written
        return written

    def _given(self, record: Record, done: Callable[[str, str], None]) -> bool:
        """Give a record to the journal; False if that cannot be, through a fault of ours."""
        self._unwritten += 1
        try:
            self._journal.write((record,), done)
        except Exception:
            self._unwritten -= 1
            log.exception("a %s record could not be given to the journal", record.kind)
            return False
        return True

    async def _until_written(self, written: "asyncio.Future[None]") -> None:
        """Wait until a record is written, WRITE_LIMIT at most."""
        if written.done():
            return
        limit = self._loop.call_later(WRITE_LIMIT, self._waited_enough, written)
        await written  # and not asyncio.wait, which makes three more objects and turns for every caller
        limit.cancel()
        self._awaited = None

    def _waited_enough(self, written: "asyncio.Future[None]") -> None:
        if not written.done():
            if self._mark.health is not Health.FAULT:
                self._mark = NOT_LOGGED_YET
            written.set_result(None)

    def _written(self, answer: "asyncio.Future[None]", state: str, detail: str) -> None:
        self._unwritten -= 1
        if not answer.done():
            answer.set_result(None)
        self.journal_went(state, detail, redraw=answer is not self._awaited)

    def journal_went(self, state: str, detail: str, *, redraw: bool = True) -> None:
        """Set the journal's mark: "written", or what could not be written and where it is kept."""
        before = self._mark
        if state != "written":
            self._mark = Edge(say("NOT LOGGED, tell the supervisor: {why}", why=detail), Health.FAULT)
        else:  # of what is not written yet, one record may still be waited for; the others stand on the screen
            waited_for = self._awaited is not None and not self._awaited.done()
            self._mark = WRITTEN if self._unwritten <= waited_for else NOT_LOGGED_YET
        if redraw and self._mark != before:
            self._draw()

    def _do(self, at: datetime, orders: Sequence[Order]) -> None:
        """Do the orders of what was decided at an instant; what is told is handled next, in its order."""
        for order in reversed(orders):
            if isinstance(order, Tell):
                self._inbox.put_next(order.event)
                self._arrived.set()
        for order in orders:
            if isinstance(order, WakeAt):
                self._sleep(order.name)
                delay = (order.at - at).total_seconds()
                self._wakes[order.name] = self._timers.call_later(max(0.0, delay), self._wake, order.name)
            elif isinstance(order, LetSleep):
                self._sleep(order.name)
            elif isinstance(order, FindPastCall):
                self._loop.run_in_executor(None, self._find_past_call, order.call)
            elif isinstance(order, FindRelated):
                self._journal.search(order.wanted, self._searched)
            elif isinstance(order, UsePhone):
                self._change_phone(order.by_hand)
            elif self._phone is not None and not isinstance(order, Tell):
                self._phone.do(order)

    def _find_past_call(self, number: int) -> None:
        """Read a call from the journal, in a thread: the disk may be slow."""
        now = self._clock.now()
        try:
            past = self._journal.past_call(number)
            found: PositionEvent | None = found_again(past, now) if past is not None else None
        except JournalError as error:
            found = TroubleMet(now, str(error))
        if found is not None:
            self._from_thread(self.put, found)

    def _searched(self, wanted: Wanted, found: tuple[FoundCall, ...], trouble: str) -> None:
        """Take what a search found, from its thread; nothing in common is no event, and so no record."""
        event: PositionEvent | None = related_found(wanted, found, self._clock.now())
        if trouble and trouble != self._no_search:
            event = TroubleMet(self._clock.now(), say("related calls cannot be looked for: {why}", why=trouble))
        self._no_search = trouble
        if event is not None and not self._ended:
            self._from_thread(self.put, event)

    def _wake(self, name: str) -> None:
        self._wakes.pop(name, None)
        self.put(Woke(self._clock.now(), name))

    def _sleep(self, name: str) -> None:
        if (handle := self._wakes.pop(name, None)) is not None:
            handle.cancel()

    # --- the end ---

    def let_drivers_go(self) -> None:
        """From now on no driver's thread waits here; call before closing them."""
        self._closing = True
        self._room.release(CHUNKS_UNDER_WAY)

    def stop(self, why: str) -> None:
        """Take what the readers still hold, then the last event; `run` returns when it is written."""
        now = self._clock.now()
        for listener in self._listeners.values():
            listener.end(now)
        self.put(ConsoleStopped(now, why))

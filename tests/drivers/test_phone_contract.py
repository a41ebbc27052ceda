"""What every telephone driver owes the port (`app.ports`, "Rules for every driver"); later drivers join `SPECS`."""

import queue
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.ports import (
    Abort,
    Answered,
    AttemptEnded,
    Conferenced,
    Dial,
    Dialled,
    DialTone,
    DropAgency,
    HangUp,
    Heard,
    HeldOnLine,
    Hold,
    Instruction,
    LineTold,
    LineUp,
    Mute,
    Muted,
    NotDone,
    Outcome,
    PhoneEvent,
    PhoneLine,
    PhoneOrder,
    Recall,
    Release,
    Released,
    Resume,
    Resumed,
    Ringing,
    SendText,
)
from drivers import TABLE
from drivers.phone_spec import make_phone
from tests.drivers.serial_desk import holding, write_profile
from tests.partners.fixtures import Partners
from tests.partners.fixtures import partner as partner
from tests.partners.program import free_ports
from tests.partners.switch import SippSwitch
from tests.partners.voice_modem import VoiceModem

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOLD_TOLD = (HeldOnLine, NotDone)  # the second where the telephone knows that nobody is on the line
LIMIT_S = 10.0

SPECS = {
    "virtual": "virtual?*22=busy&*27=no_response&cadence=0.02",
    "manual": "manual",
    "serial": "serial:desk:{device}",  # a voice modem whose line is a real call
    "sip": "sip",
}
"""*22 is busy, *23 rings and answers, *27 is silent: as in tests/partners/switch.xml."""


class StillClock:
    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        return 0.0


class Bench:
    """A telephone with its events in a queue. `hear` is what a call-taker would say, where the telephone needs her."""

    def __init__(self, spec: str, profiles_folder: Path, sip: dict[str, object] | None = None) -> None:
        self.phone: PhoneLine = make_phone(spec, StillClock(), sip, profiles_folder=profiles_folder)
        self.events: queue.Queue[PhoneEvent] = queue.Queue()

    def open(self) -> None:
        self.phone.open(self.events.put)
        assert isinstance(self.next(LineUp), LineUp)

    def next(self, *kinds: type[PhoneEvent]) -> PhoneEvent:
        """Return the next event of these kinds; instructions, and what a technician is told, are read past."""
        while True:
            event = self.events.get(timeout=LIMIT_S)
            if isinstance(event, kinds):
                return event
            assert isinstance(event, Instruction | LineTold | Conferenced), f"{event} came where {kinds} was expected"

    def hear(self, what: str) -> None:
        if self.phone.caps.by_hand:
            self.phone.do(Heard(what))

    def give(self, orders: list[PhoneOrder]) -> None:
        for order in orders:
            self.phone.do(order)

    def answer(self, attempt: int, digits: str) -> None:
        """Bring in an agency up to its answer."""
        self.phone.do(Recall(attempt, digits))
        self.hear("dial_tone")
        assert isinstance(self.next(DialTone), DialTone)
        self.phone.do(Dial(attempt, digits))
        dialled = self.next(Dialled)
        assert isinstance(dialled, Dialled)
        assert (dialled.attempt, dialled.digits) == (attempt, digits)
        self.hear("ringing")
        ringing = self.next(Ringing)
        assert isinstance(ringing, Ringing)
        assert ringing.n == 1
        self.hear("answered")
        assert isinstance(self.next(Ringing, Answered), Ringing | Answered)


@pytest.fixture
def switch(partner: Partners, tmp_path: Path) -> SippSwitch:
    return partner(SippSwitch(tmp_path, ring_s=0.2))


@pytest.fixture
def device(partner: Partners, tmp_path: Path, switch: SippSwitch) -> str:
    return partner(holding(VoiceModem(tmp_path, switch.uri, ring_s=0.5))).device


NEEDS = {
    "serial": [pytest.mark.needs("baresip", "sipp", "sox")],
    "sip": [pytest.mark.needs("baresip-python", "sipp", "sox")],
}


@pytest.fixture(params=[pytest.param(name, marks=NEEDS.get(name, [])) for name in SPECS])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    spec = SPECS[request.param]
    sip: dict[str, object] | None = None
    if "{device}" in spec:
        spec = spec.format(device=request.getfixturevalue("device"))
    elif spec == "sip":
        sip = {"switch": request.getfixturevalue("switch").address, "port": free_ports()}
    threads = threading.enumerate()
    made = Bench(spec, write_profile(tmp_path / "phones", "voice-modem-zyxel"), sip)
    yield made
    made.phone.close()
    assert [thread for thread in threading.enumerate() if thread not in threads] == [], "a thread was left"


def test_every_telephone_of_the_table_stands_in_this_suite() -> None:
    assert set(SPECS) == set(TABLE["phone"])


def test_open_brings_the_line_up_dated_by_the_clock(bench: Bench) -> None:
    bench.phone.open(bench.events.put)
    assert bench.next(LineUp) == LineUp(NOON, raw="")


def test_an_agency_is_brought_in_and_the_position_leaves(bench: Bench) -> None:
    bench.open()
    bench.answer(1, "*23")
    bench.phone.do(Release())
    while not isinstance(event := bench.next(Ringing, Answered, Released), Released):
        assert not isinstance(event, AttemptEnded)


def test_a_busy_agency_ends_the_attempt_and_the_next_attempt_is_free(bench: Bench) -> None:
    bench.open()
    bench.phone.do(Dial(1, "*22"))
    bench.next(Dialled)
    bench.hear("busy")
    ended = bench.next(AttemptEnded)
    assert isinstance(ended, AttemptEnded)
    assert (ended.attempt, ended.outcome) == (1, Outcome.BUSY)
    bench.answer(2, "*23")


@pytest.mark.parametrize("begun", [Recall(1, "*27"), Dial(1, "*27")], ids=["recall", "dial"])
def test_an_attempt_that_is_given_up_ends_aborted_and_says_nothing_more(bench: Bench, begun: PhoneOrder) -> None:
    bench.open()
    bench.phone.do(begun)
    bench.phone.do(Abort(1))
    while not isinstance(event := bench.next(DialTone, Dialled, AttemptEnded), AttemptEnded):
        pass
    assert (event.attempt, event.outcome) == (1, Outcome.ABORTED)
    bench.hear("ringing")
    bench.phone.do(Dial(1, "*27"))
    bench.phone.do(Abort(1))
    bench.phone.do(Hold())
    assert isinstance(bench.next(*HOLD_TOLD, Ringing, Dialled, AttemptEnded), HOLD_TOLD)


def test_an_agency_that_answered_is_dropped(bench: Bench) -> None:
    bench.open()
    bench.answer(1, "*23")
    bench.phone.do(DropAgency(1))
    while not isinstance(event := bench.next(Ringing, Answered, AttemptEnded), AttemptEnded):
        pass
    assert (event.attempt, event.outcome) == (1, Outcome.ABORTED)


@pytest.mark.parametrize("second", [Recall(2, "*23"), Dial(2, "*23")], ids=["recall", "dial"])
def test_a_second_attempt_while_one_is_under_way_is_refused_in_words(bench: Bench, second: PhoneOrder) -> None:
    bench.open()
    bench.phone.do(Dial(1, "*27"))
    bench.next(Dialled)
    bench.phone.do(second)
    refused = bench.next(AttemptEnded)
    assert isinstance(refused, AttemptEnded)
    assert (refused.attempt, refused.outcome) == (2, Outcome.REFUSED)
    assert refused.cause


OUTCOMES: list[tuple[PhoneOrder, tuple[type[PhoneEvent], ...], Callable[[PhoneLine], bool]]] = [
    (Release(), (Released,), lambda phone: True),
    (HangUp(), (Released,), lambda phone: True),
    (Hold(), HOLD_TOLD, lambda phone: phone.caps.can_hold),
    (Resume(), (Resumed,), lambda phone: phone.caps.can_hold),
    (Mute(on=True), (Muted,), lambda phone: phone.caps.can_mute),
]


@pytest.mark.parametrize(("order", "outcome", "is_able"), OUTCOMES, ids=lambda value: type(value).__name__)
def test_every_order_that_the_telephone_says_it_can_do_has_an_outcome(
    bench: Bench, order: PhoneOrder, outcome: tuple[type[PhoneEvent], ...], is_able: Callable[[PhoneLine], bool]
) -> None:
    bench.open()
    if not is_able(bench.phone):
        bench.phone.do(order)
        order, outcome = Hold(), HOLD_TOLD
    bench.phone.do(order)
    assert isinstance(bench.next(*outcome), outcome)


def test_orders_that_make_no_sense_now_are_ignored(bench: Bench) -> None:
    bench.open()
    for order in (Abort(9), DropAgency(9), SendText("GA"), Heard("ringing"), Heard("no such word"), Heard("")):
        bench.phone.do(order)
    bench.phone.do(Hold())
    assert isinstance(bench.next(*HOLD_TOLD), HOLD_TOLD)


def test_orders_return_at_once_even_while_the_receiver_is_busy(bench: Bench) -> None:
    busy, go_on = threading.Event(), threading.Event()

    def deliver(event: PhoneEvent) -> None:
        busy.set()
        go_on.wait(LIMIT_S)

    bench.phone.open(deliver)
    assert busy.wait(LIMIT_S)
    ordered = threading.Thread(target=bench.give, args=([Dial(n, "*23") for n in range(100)],), daemon=True)
    ordered.start()
    ordered.join(LIMIT_S / 2)
    assert not ordered.is_alive()
    go_on.set()


def test_events_come_one_at_a_time(bench: Bench) -> None:
    within = threading.Lock()
    overlapped: list[PhoneEvent] = []
    up, done = threading.Event(), threading.Event()

    def deliver(event: PhoneEvent) -> None:
        if not within.acquire(blocking=False):
            overlapped.append(event)
            return
        if isinstance(event, LineUp):
            up.set()
        if isinstance(event, Released):
            done.set()
        within.release()

    bench.phone.open(deliver)
    assert up.wait(LIMIT_S)
    orders: list[PhoneOrder] = [Dial(1, "*23"), Hold(), Resume()]
    givers = [threading.Thread(target=bench.give, args=(orders,)) for _ in range(4)]
    for giver in givers:
        giver.start()
    for giver in givers:
        giver.join(LIMIT_S)
    bench.phone.do(Release())
    assert done.wait(LIMIT_S)
    assert overlapped == []


def test_after_close_nothing_is_delivered_and_no_order_is_taken(bench: Bench) -> None:
    bench.open()
    bench.phone.do(Dial(1, "*23"))
    bench.next(Dialled)
    bench.phone.close()
    until_here = bench.events.qsize()
    bench.phone.do(Hold())
    bench.phone.do(Abort(1))
    bench.phone.close()
    for _ in range(until_here):
        bench.events.get_nowait()
    with pytest.raises(queue.Empty):
        bench.events.get(timeout=0.1)


def test_close_may_come_from_any_thread_and_from_several_at_once(bench: Bench) -> None:
    bench.open()
    closers = [threading.Thread(target=bench.phone.close) for _ in range(4)]
    for closer in closers:
        closer.start()
    for closer in closers:
        closer.join(LIMIT_S)
    assert not any(closer.is_alive() for closer in closers)


def test_close_may_come_from_within_deliver(bench: Bench) -> None:
    closed = threading.Event()

    def deliver(event: PhoneEvent) -> None:
        bench.phone.close()
        closed.set()

    bench.phone.open(deliver)
    assert closed.wait(LIMIT_S)


def test_a_telephone_that_was_never_opened_closes(bench: Bench) -> None:
    bench.phone.do(Hold())
    bench.phone.close()
    bench.phone.close()
    assert bench.events.empty()


def test_the_name_is_short_and_the_capabilities_use_the_words_of_the_port(bench: Bench) -> None:
    caps = bench.phone.caps
    assert bench.phone.name.partition(":")[0] in TABLE["phone"]
    assert caps.ring_count in ("events", "audio", "clock", "none")
    assert caps.answer_seen in ("signalled", "deduced", "none")
    assert caps.tty in ("none", "detect", "text")

"""What every feed owes the port (`app.ports`, "Rules for every driver"), kept by each of them on its real device."""

import io
import itertools
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.ports import Chunk, Feed, FeedEvent, FeedState, FeedStateChanged
from drivers import TABLE, load
from drivers.feed_spec import make_feed
from drivers.recording_file import RecordingFile
from drivers.serial_line import SerialLine
from drivers.system_clock import SystemClock

if TYPE_CHECKING:
    from tests.drivers.conftest import Ear, Feeds, Programs

# every byte there is, an IAC of telnet and the control characters of a terminal among them; what a terminal holds
EVERY_BYTE = bytes(range(256)) * 12
AT_ONCE_S = 0.5  # "open returns at once", on a busy machine
LIMIT_S = 20.0

CLOSED, OPENING, UP, SILENT, LOST = FeedState
NEXT_STATES = {
    CLOSED: {OPENING, UP},
    OPENING: {UP, LOST, CLOSED},
    UP: {SILENT, LOST, CLOSED},
    SILENT: {UP, LOST, CLOSED},
    LOST: {OPENING, UP, LOST, CLOSED},
}

# pyserial's rfc2217 uses methods of threads that Python deprecates; nothing of ours
pytestmark = pytest.mark.filterwarnings("ignore:set(Daemon|Name):DeprecationWarning")


@dataclass
class Rig:
    """A feed on its real device, and `send`, which puts EVERY_BYTE on it (None: it comes by itself, and what it is the
    feed knows).
    """

    spec: str
    send: Callable[[], None] | None
    data: bytes | None = EVERY_BYTE

    def feed(self) -> Feed:
        if self.spec == "emulated":  # at the pace of a test: nobody waits for the first caller
            emulated: Feed = load("feed", "emulated")("", SystemClock(), 0.0)
            return emulated
        return make_feed(self.spec, SerialLine(), SystemClock())


@pytest.fixture(
    params=[
        "pty",
        pytest.param("socat", marks=pytest.mark.needs("socat")),
        pytest.param("ser2net tcp", marks=pytest.mark.needs("socat", "ser2net")),
        pytest.param("ser2net rfc2217", marks=pytest.mark.needs("socat", "ser2net")),
        "replay",
        "emulated",
    ]
)
def rig(
    request: pytest.FixtureRequest, feeds: "Feeds", programs: "Programs", free_port: int, tmp_path: Path
) -> Generator[Rig]:
    match request.param:
        case "pty":
            pty = feeds.pty()
            yield Rig(f"serial:{pty.device}", lambda: pty.write(EVERY_BYTE))
        case "replay":
            yield Rig(f"replay:{recorded(tmp_path / 'every byte.rec')}?speed=max", None)
        case "emulated":
            yield Rig("emulated", None, data=None)
        case _:
            near, far = programs.socat_pair()
            cable = near.open("wb", buffering=0)
            spec = f"serial:{far}"
            if "ser2net" in request.param:
                rfc2217 = "rfc2217" in request.param
                programs.ser2net(far, free_port, rfc2217=rfc2217)
                host = f"127.0.0.1:{free_port}"
                spec = f"serial:rfc2217://{host}?ign_set_control" if rfc2217 else f"serial:socket://{host}"
            yield Rig(spec, lambda: write_all(cable, EVERY_BYTE))
            cable.close()


def write_all(cable: io.FileIO, data: bytes) -> None:
    while data:
        data = data[cable.write(data) :]


def recorded(path: Path) -> Path:
    clock = SystemClock()
    recording = RecordingFile(path, clock, "serial:/dev/ttyS0")
    for at in range(0, len(EVERY_BYTE), 100):
        recording.record(Chunk(clock.now(), EVERY_BYTE[at : at + 100], gap=0.001))
    recording.close()
    return path


def test_bytes_arrive_exactly_and_in_order(rig: Rig, ear: "Ear", feeds: "Feeds") -> None:
    feeds.open(rig.feed(), ear)
    ear.until(UP)
    if rig.send is not None:
        rig.send()

    if rig.data is None:
        assert ear.hear(1)
    else:
        assert ear.hear(len(rig.data)) == rig.data
        assert ear.rest() == [] or ear.states[-1] is CLOSED


def test_every_event_is_dated_in_aware_utc_and_no_gap_is_negative(rig: Rig, ear: "Ear", feeds: "Feeds") -> None:
    before = SystemClock().now()
    feeds.open(rig.feed(), ear)
    ear.until(UP)
    if rig.send is not None:
        rig.send()
    ear.hear(1)
    after = SystemClock().now()

    for event in ear.events:
        assert event.at.utcoffset() == timedelta(0)
        assert before <= event.at <= after
    chunks = [event for event in ear.events if isinstance(event, Chunk)]
    assert all(chunk.gap >= 0 and chunk.data for chunk in chunks)


def test_the_states_are_told_in_an_order_that_can_be(rig: Rig, ear: "Ear", feeds: "Feeds") -> None:
    feed = rig.feed()
    feeds.open(feed, ear)
    ear.until(UP)
    feed.close()
    ear.rest()

    assert ear.states[-1] is CLOSED
    for state, following in itertools.pairwise([CLOSED, *ear.states]):
        assert following in NEXT_STATES[state]


def test_opening_returns_at_once_and_a_missing_device_is_no_error(ear: "Ear", feeds: "Feeds", free_port: int) -> None:
    for spec in (
        "serial:/dev/none",
        f"serial:socket://127.0.0.1:{free_port}",
        f"serial:rfc2217://127.0.0.1:{free_port}",
    ):
        feed = make_feed(spec, SerialLine(), SystemClock())
        began = time.monotonic()
        feeds.open(feed, ear)
        assert time.monotonic() - began < AT_ONCE_S
        ear.until(LOST)


def test_after_closing_nothing_is_delivered_and_no_thread_is_left(rig: Rig, ear: "Ear") -> None:
    threads = set(threading.enumerate())
    feed = rig.feed()
    feed.open(ear.deliver)
    ear.until(UP)
    feed.close()
    left = set(threading.enumerate()) - threads
    ear.rest()
    if rig.send is not None:
        rig.send()

    assert left == set()
    assert ear.rest() == []


def test_closing_again_and_from_several_threads_does_nothing_more(rig: Rig, ear: "Ear") -> None:
    feed = rig.feed()
    feed.open(ear.deliver)
    ear.until(UP)
    closers = [threading.Thread(target=feed.close) for _ in range(4)]
    for closer in closers:
        closer.start()
    for closer in closers:
        closer.join(LIMIT_S)
    assert not any(closer.is_alive() for closer in closers)
    feed.close()
    ear.rest()

    assert ear.states.count(CLOSED) == 1


def test_closing_from_within_a_delivery_ends_the_feed(rig: Rig) -> None:
    feed = rig.feed()
    told: list[FeedEvent] = []
    closed = threading.Event()

    def deliver(event: FeedEvent) -> None:
        told.append(event)
        if isinstance(event, FeedStateChanged) and event.state is UP:
            feed.close()
            closed.set()

    feed.open(deliver)
    assert closed.wait(LIMIT_S)
    feed.close()  # from here the thread is waited for

    assert isinstance(told[-1], FeedStateChanged)
    assert told[-1].state is UP


def test_a_feed_that_was_never_opened_can_be_closed(rig: Rig) -> None:
    rig.feed().close()


def test_the_name_says_which_feed_it_is_and_invented_callers_are_said_to_be(rig: Rig) -> None:
    feed = rig.feed()

    assert feed.name.startswith(rig.spec.partition(":")[0])
    assert feed.emulated == (rig.spec == "emulated")


def test_every_feed_of_the_table_is_held_to_this_contract() -> None:
    assert set(TABLE["feed"]) == {"serial", "replay", "emulated"}

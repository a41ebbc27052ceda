"""One link of the feed on a plain event loop: what two links bring never mixes."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from app.clock import Clock
from app.ports import Chunk, FeedState, FeedStateChanged, Link
from app.position.events import NoiseHeard, PositionEvent, SpillArrived
from app.position.listener import Desk, Listener
from app.settings import Settings
from app.spill.reader import SpillReader
from app.tables import load_tables

LOG = logging.getLogger("answerpoint.tests")
START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
SLIP = b"436-0709 RES OSH\r\nJohn Doe\r\n84 Smith St.\r\n13:30 #: %05d\r\nOshawa Oshawa L1J 6Y8\r\n\r\n"  # D204
TABLES = load_tables(Settings())


class Still:
    """A clock that stands."""

    def now(self) -> datetime:
        return START

    def monotonic(self) -> float:
        return 0.0


class Ear:
    """Two listeners, and what they gave."""

    def __init__(self) -> None:
        self.events: list[PositionEvent] = []
        self.happened = asyncio.Event()
        self.readers = {link: SpillReader(TABLES.formats, TABLES.classes, TABLES.localities) for link in Link}
        clock: Clock = Still()
        desk = Desk(clock, self.put, asyncio.get_running_loop().call_later, LOG.exception)
        self.links = {link: Listener(link, self.readers[link], None, desk) for link in Link}

    def put(self, event: PositionEvent) -> None:
        self.events.append(event)
        self.happened.set()

    def hear(self, link: Link, data: bytes) -> None:
        self.links[link].chunk(Chunk(START, data))

    @property
    def spills(self) -> list[tuple[Link, str | None]]:
        return [(each.link, each.spill.call_number) for each in self.events if isinstance(each, SpillArrived)]


def on_a_loop(scenario: Callable[[Ear], Any]) -> None:
    async def run() -> None:
        ear = Ear()
        try:
            await scenario(ear)
        finally:
            for each in ear.links.values():
                each.stop()

    asyncio.run(run())


def test_two_links_that_bring_their_bytes_in_turn_do_not_mix() -> None:
    """spill-formats 2: the dual link has no handshake; each link is read by itself, byte by byte if need be."""

    async def scenario(ear: Ear) -> None:
        one, other = SLIP % 271, SLIP % 272
        for mine, theirs in zip(one, other, strict=True):
            ear.hear(Link.MAIN, bytes((mine,)))
            ear.hear(Link.SECOND, bytes((theirs,)))
        assert ear.spills == [(Link.MAIN, "00271"), (Link.SECOND, "00272")]

    on_a_loop(scenario)


def test_the_quiet_of_one_link_ends_nothing_on_the_other() -> None:
    async def scenario(ear: Ear) -> None:
        ear.hear(Link.SECOND, (SLIP % 272)[:-2])
        ear.hear(Link.MAIN, b"436-07")
        ear.links[Link.SECOND]._went_quiet()
        assert ear.spills == [(Link.SECOND, "00272")]
        ear.hear(Link.MAIN, (SLIP % 271)[6:])
        assert ear.spills[1:] == [(Link.MAIN, "00271")]

    on_a_loop(scenario)


def test_noise_says_on_which_link_it_was_and_each_link_has_its_last_byte() -> None:
    async def scenario(ear: Ear) -> None:
        ear.hear(Link.SECOND, b"\x00\xff\x80\x81\r\n\r\n")
        ear.links[Link.SECOND].end(START)
        assert [(type(each), getattr(each, "link", None)) for each in ear.events] == [(NoiseHeard, Link.SECOND)]
        assert [each.last_byte_at for each in ear.links.values()] == [None, START]

    on_a_loop(scenario)


def test_a_record_that_only_quiet_ends_is_given_after_the_quiet() -> None:
    async def scenario(ear: Ear) -> None:
        ear.hear(Link.SECOND, (SLIP % 272)[:-2])
        await asyncio.wait_for(ear.happened.wait(), 10)
        assert ear.spills == [(Link.SECOND, "00272")]

    on_a_loop(scenario)


def test_what_a_link_still_holds_at_the_end_is_taken() -> None:
    async def scenario(ear: Ear) -> None:
        ear.hear(Link.SECOND, (SLIP % 272)[:-2])
        ear.links[Link.SECOND].end(START)
        assert ear.spills == [(Link.SECOND, "00272")]

    on_a_loop(scenario)


@pytest.mark.parametrize("link", Link)
@pytest.mark.parametrize("state", [FeedState.LOST, FeedState.CLOSED])
def test_half_a_record_at_the_loss_of_the_line_is_not_joined_to_what_comes_when_it_is_back(
    link: Link, state: FeedState
) -> None:
    """F8: cut off behind her name, and back before any quiet has passed, in the middle of the next caller's record."""

    async def scenario(ear: Ear) -> None:
        one, other = SLIP % 271, SLIP % 272
        cut = one.index(b"84 Smith")
        ear.hear(link, one[:cut])
        lost = FeedStateChanged(START, state, "the device is gone")
        ear.links[link].went(lost)
        assert [type(each) for each in ear.events] == [SpillArrived, FeedStateChanged]
        assert ear.events[1] == replace(lost, link=link)
        ear.hear(link, other[cut:] + other)
        spills = [each.spill for each in ear.events if isinstance(each, SpillArrived)]
        assert [each.raw for each in spills] == [one[:cut], other[cut:-2], other[:-2]]
        assert [each.call_number for each in spills] == [None, None, "00272"]
        assert (spills[0].number, spills[0].address, spills[1].format) == ("4360709", None, None)

    on_a_loop(scenario)


@pytest.mark.parametrize("state", [FeedState.OPENING, FeedState.UP, FeedState.SILENT])
def test_a_state_in_which_no_byte_is_missing_ends_nothing(state: FeedState) -> None:
    async def scenario(ear: Ear) -> None:
        ear.hear(Link.MAIN, (SLIP % 271)[:20])
        ear.links[Link.MAIN].went(FeedStateChanged(START, state))
        ear.hear(Link.MAIN, (SLIP % 271)[20:])
        assert ear.spills == [(Link.MAIN, "00271")]

    on_a_loop(scenario)


def test_a_driver_held_up_by_us_is_not_called_quiet() -> None:
    async def scenario(ear: Ear) -> None:
        link = ear.links[Link.MAIN]
        link.held_up = True
        ear.hear(Link.MAIN, (SLIP % 271)[:-2])
        link._went_quiet()
        assert not ear.events
        link.held_up = False
        link._went_quiet()
        assert ear.spills == [(Link.MAIN, "00271")]

    on_a_loop(scenario)


@pytest.mark.expected_log("the reader failed on a chunk")
def test_bytes_that_our_reader_fails_on_are_kept_with_their_link(monkeypatch: Any) -> None:
    async def scenario(ear: Ear) -> None:
        monkeypatch.setattr(ear.readers[Link.SECOND], "feed", lambda _chunk: 1 / 0)
        ear.hear(Link.SECOND, b"?")
        (kept,) = ear.events
        assert isinstance(kept, NoiseHeard)
        assert (kept.data, kept.link) == (b"?", Link.SECOND)

    on_a_loop(scenario)

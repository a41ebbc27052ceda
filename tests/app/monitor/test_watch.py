"""The monitor of a console: closed until asked for, kept over a closing, saved on request."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import pytest

from app.monitor import Monitor, Watch
from app.ports import Chunk
from tests.app.conftest import SLIP
from tests.app.monitor.conftest import OPENED


class Desk:
    """A watch with what it asks of the console."""

    def __init__(self, in_force: Callable[..., Monitor]) -> None:
        self.made: list[datetime] = []
        self.at_rest = True
        self.saved: list[Mapping[str, tuple[Chunk, ...]]] = []

        def make(since: datetime) -> Monitor:
            self.made.append(since)
            return in_force()

        def save(kept: Mapping[str, tuple[Chunk, ...]], told: Callable[[str], None]) -> None:
            self.saved.append(kept)
            told("saved into x.rec")

        self.watch = Watch(make, lambda: self.at_rest, save)
        self.deliver = self.watch.tap.behind(lambda _event: None)

    def comes(self, data: bytes, turns: int = 2) -> None:
        self.deliver(Chunk(OPENED, data))
        for _ in range(turns):
            self.watch.turn(OPENED)


@pytest.fixture
def desk(in_force: Callable[..., Monitor]) -> Desk:
    return Desk(in_force)


def test_until_it_is_asked_for_nothing_is_made_and_nobody_listens(desk: Desk) -> None:
    desk.comes(SLIP)
    assert not desk.made
    assert not desk.watch.is_open
    assert not desk.watch.turn(OPENED)


def test_an_open_one_takes_what_comes_and_opening_it_again_begins_nothing_anew(desk: Desk) -> None:
    view = desk.watch.open(OPENED)
    desk.comes(SLIP)
    assert desk.watch.open(OPENED) is view
    assert view.monitor.counters.spills == 1
    assert desk.made == [OPENED]


def test_closed_again_it_listens_no_longer_and_tells_the_hole_when_it_is_opened(desk: Desk) -> None:
    view = desk.watch.open(OPENED)
    desk.comes(SLIP)
    desk.watch.close(OPENED)
    desk.watch.close(OPENED)
    desk.comes(SLIP)
    assert desk.watch.open(OPENED + timedelta(seconds=131)) is view
    assert view.monitor.counters.spills == 1
    assert view.monitor.rows[-1].words == "the monitor was closed for 131 s; what came then is not here"
    desk.comes(b"after")
    assert [chunk.data for chunk in view.monitor.kept()[""]] == [b"after"]


def test_what_is_kept_is_given_to_be_saved_and_it_is_told_how_that_went(desk: Desk) -> None:
    desk.watch.open(OPENED)
    desk.watch.save()
    assert (desk.watch.said, desk.saved) == ("nothing to save: no byte has come", [])
    desk.comes(SLIP)
    desk.watch.save()
    assert desk.watch.said == "saved into x.rec"
    assert desk.saved == [{"": (Chunk(OPENED, SLIP),)}]


def test_where_nothing_can_be_saved_it_says_so(in_force: Callable[..., Monitor]) -> None:
    watch = Watch(lambda _since: in_force(), lambda: True, None)
    watch.open(OPENED)
    watch.save()
    assert watch.said == "not saved: this console has no place for recordings"


def test_while_the_position_is_at_work_the_monitor_waits(desk: Desk) -> None:
    view = desk.watch.open(OPENED)
    desk.at_rest = False
    desk.comes(SLIP, turns=5)
    assert view.monitor.counters.bytes == 0
    desk.at_rest = True
    desk.watch.turn(OPENED)
    assert view.monitor.counters.spills == 1

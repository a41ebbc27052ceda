"""Playing an emulation to far ends: who listens, who goes, who comes back, and what is then true."""

import threading
import time
from collections.abc import Callable

import pytest

from drivers.emulator.player import LOOK_S, NOT_TAKEN, STALLED_S, Player
from drivers.emulator.truth import Sent
from drivers.system_clock import SystemClock
from tests.drivers.emulator.listener import emulation

LIMIT_S = 20.0


class Listener:
    """A far end in memory: `plan` says, byte by byte taken, what happens to it."""

    words = ("somebody listens", "nobody listens")

    def __init__(self, name: str = "line", here: bool = True) -> None:
        self.name = name
        self.data = b""
        self.here = here
        self.room = 1_000_000_000
        self.looks = 0
        self.told: list[str] = []
        self.on_look: Callable[[Listener], None] = lambda _: None
        self.on_take: Callable[[Listener], None] = lambda _: None

    def there(self) -> bool:
        self.looks += 1
        self.on_look(self)
        return self.here

    def take(self, data: bytes) -> int:
        if not self.here:
            return 0
        taken = data[: max(0, self.room - len(self.data))]
        self.data += taken
        self.on_take(self)
        return len(taken)

    def leave(self, forever: bool = False) -> None:
        self.told.append("leave for ever" if forever else "leave")
        self.here = False

    def back(self) -> None:
        self.told.append("back")
        self.here = True

    def drain(self, seconds: float) -> None:
        self.told.append("drain")

    def close(self) -> None:
        self.told.append("close")


class Desk:
    """A player with what it tells."""

    def __init__(self, text: str, *ends: Listener, pace: float = 0.0) -> None:
        self.sent: list[Sent] = []
        self.words: list[str] = []
        self.player = Player(emulation(text, len(ends)), ends, SystemClock(), pace, self.sent.append, self.words.append)

    def play(self) -> None:
        """Play in a thread of its own, as long as it may take."""
        thread = threading.Thread(target=self.player.play)
        thread.start()
        thread.join(LIMIT_S)
        assert not thread.is_alive()


def whole(desk: Desk, link: int = 1) -> list[bool]:
    return [sent.whole for sent in desk.sent if sent.link == link]


def test_it_plays_to_the_end_and_drains_and_closes() -> None:
    line = Listener()
    desk = Desk("count = 5", line)
    desk.play()
    assert b"".join(sent.data for sent in desk.sent) == line.data
    assert whole(desk) == [True] * 5
    assert line.told == ["drain", "close"]
    assert desk.words == ["line: somebody listens"]


def test_nothing_is_sent_before_somebody_listens() -> None:
    line = Listener(here=False)

    def come(one: Listener) -> None:
        assert one.data == b"" or one.here
        one.here = one.looks > 10

    line.on_look = come
    desk = Desk("count = 3", line)
    desk.play()
    assert whole(desk) == [True] * 3
    assert desk.words == ["line: nobody listens yet", "line: somebody listens"]


def test_a_record_in_whose_middle_the_listener_goes_is_damaged_and_the_others_wait_for_his_return() -> None:
    line = Listener()

    def go(one: Listener) -> None:
        if len(one.data) > 300 and one.looks < 50:
            one.here = False

    def come(one: Listener) -> None:
        one.here = one.here or one.looks >= 50

    line.on_take, line.on_look = go, come
    line.room = 310  # the rest of the second record finds no room, and then nobody

    def more(one: Listener) -> None:
        come(one)
        if one.looks >= 50:
            one.room = 1_000_000

    line.on_look = more
    desk = Desk("count = 4", line)
    desk.play()
    broken = [sent for sent in desk.sent if not sent.whole]
    assert [sent.number for sent in broken][:1] == [2]
    assert NOT_TAKEN in broken[0].faults
    assert len(desk.sent) == 4
    assert "line: nobody listens any more" in desk.words
    assert b"".join(sent.data for sent in desk.sent) == line.data


def test_a_listener_who_takes_nothing_is_waited_for_and_told_of() -> None:
    line = Listener()
    line.room = 100
    stopped_at = STALLED_S / LOOK_S

    def more(one: Listener) -> None:
        if one.looks > stopped_at + 20:
            one.room = 1_000_000

    line.on_look = more
    desk = Desk("count = 2", line)
    desk.play()
    assert whole(desk) == [True, True]
    assert desk.words[1:] == ["line: takes no bytes since 2 s; waiting", "line: bytes are taken again"]


def test_of_two_links_one_without_listener_does_not_hold_up_the_other() -> None:
    main, second = Listener("main"), Listener("second", here=False)
    desk = Desk("count = 3", main, second)
    desk.play()
    assert whole(desk, 1) == [True] * 3
    assert whole(desk, 2) == [False] * 3
    assert {sent.faults for sent in desk.sent if sent.link == 2} == {(NOT_TAKEN,)}
    assert "second: nobody listens yet" in desk.words


def test_a_link_that_dies_is_left_for_ever_and_the_other_goes_on() -> None:
    main, second = Listener("main"), Listener("second")
    desk = Desk('count = 4\nfaults = ["link_dies@2"]', main, second)
    desk.play()
    assert main.told[0] == "leave for ever"
    assert whole(desk, 1) == [True, False]
    assert whole(desk, 2) == [True] * 4
    assert "main: the link is dead" in desk.words


def test_where_the_only_link_dies_it_is_over() -> None:
    line = Listener()
    desk = Desk('count = 9\nfaults = ["link_dies@2"]', line)
    desk.play()
    assert whole(desk) == [True, False]


def test_a_far_end_that_vanishes_leaves_for_a_second_at_least_and_comes_back() -> None:
    line = Listener()
    desk = Desk('count = 3\nfaults = ["vanish@2x1"]', line)
    began = time.monotonic()
    desk.play()
    assert time.monotonic() - began >= 1.0
    assert line.told[:2] == ["leave", "back"]
    assert whole(desk) == [True, False, True]
    assert [words for words in desk.words if "away" in words or "back" in words] == [
        "line: goes away for 1 s",
        "line: is back",
    ]


def test_it_keeps_to_the_times_of_the_scenario() -> None:
    line = Listener()
    desk = Desk('rate = "every:0.2"\ncount = 6', line, pace=1.0)
    began = time.monotonic()
    desk.play()
    assert time.monotonic() - began >= 1.2
    assert whole(desk) == [True] * 6


def test_stop_ends_a_long_wait_and_a_wait_for_somebody_at_once() -> None:
    for here in (True, False):
        line = Listener(here=here)
        desk = Desk("first_after = 3600", line, pace=1.0)
        line.on_look = lambda _, desk=desk: desk.player.stop()  # type: ignore[misc]
        began = time.monotonic()
        desk.play()
        assert time.monotonic() - began < LIMIT_S / 2
        assert (line.data, line.told[-1]) == (b"", "close")


def test_everything_is_closed_when_the_reader_of_the_output_is_gone() -> None:
    line = Listener()

    def gone(_: Listener) -> None:
        raise BrokenPipeError

    line.on_take = gone
    with pytest.raises(BrokenPipeError):
        Desk("count = 3", line).player.play()
    assert line.told == ["close"]

"""What goes wrong in a lesson, on a line and with calls that only tell what was asked of them."""

from collections.abc import Callable, Iterable, Mapping

import pytest

from app.training.faults import LessonFaults, Piece, Strike, first_half
from drivers.lesson_faults import AT_ONCE, NO_MEANING, offered, read_strike


class Calls:
    titles = ()
    marks: Mapping[str, int] = {}
    timed: tuple[tuple[float, Strike], ...] = ()

    def __init__(self) -> None:
        self.others = 0
        self.before: list[Piece] = [(0.5, b"before")]
        self.faults = offered(lambda name: True)

    def strike(self, text: str) -> Strike:
        return read_strike(text)

    def struck(self, number: int) -> Iterable[Strike]:
        return ()

    def pause(self, number: int) -> float:
        return 0.0

    def pieces(self, number: int, strikes: Iterable[Strike]) -> Iterable[Piece]:
        return ()

    def another(self, strikes: Iterable[Strike]) -> Iterable[Piece]:
        self.others += 1
        return [(1.0, f"other {self.others}".encode())]

    def again(self) -> Iterable[Piece]:
        return self.before


class Wires:
    """Line and telephone; what is sent has come when `comes` is called."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self._then: list[Callable[[], object]] = []

    def send(self, pieces: Iterable[Piece], then: Callable[[], object] | None = None) -> None:
        self.told += [data.decode() for _seconds, data in pieces]
        if then is not None:
            self._then.append(then)

    def comes(self) -> None:
        self._then.pop(0)()

    def when_free(self, then: Callable[[], object]) -> None:
        then()

    def lose(self, seconds: float) -> None:
        self.told.append(f"gone for {seconds:g}")

    def strike_beats(self, name: str, amount: int) -> None:
        self.told.append(f"{name} {amount}")

    def lose_line(self, seconds: float) -> None:
        self.told.append(f"line gone for {seconds:g}")

    def use_lines(self, options: str) -> None: ...

    def caller_here(self, number: str = "") -> None: ...

    def caller_gone(self) -> None: ...

    def tty_heard(self) -> None: ...

    def tty_types(self, text: str) -> None: ...


@pytest.fixture
def wires() -> Wires:
    return Wires()


@pytest.fixture
def calls() -> Calls:
    return Calls()


@pytest.fixture
def faults(calls: Calls, wires: Wires) -> LessonFaults:
    return LessonFaults(calls, wires, wires)


@pytest.mark.parametrize(
    ("asked", "done"),
    [
        ("vanishx30", "gone for 30"),
        ("link_dies", "gone for inf"),
        ("telephone_lost", "line gone for 20"),
        ("replaced", "before"),
        ("heartbeat_missingx3", "heartbeat_missing 3"),
        ("heartbeat_repeated", "heartbeat_repeated 3"),
        ("stormx2", "other 1"),
    ],
)
def test_a_fault_of_the_line_or_of_the_order_strikes_at_once(
    faults: LessonFaults, wires: Wires, asked: str, done: str
) -> None:
    assert faults.put_in(asked) == f"{asked} strikes now"
    assert (wires.told, faults.taken(1)) == ([done], [])


def test_a_fault_of_a_record_waits_for_the_next_call_and_strikes_it_once(faults: LessonFaults, wires: Wires) -> None:
    assert faults.put_in("half_record") == "half_record strikes the next call that comes"
    assert faults.put_in("noisex40") == "noisex40 strikes the next call that comes"
    assert (wires.told, faults.taken(1), faults.taken(1)) == ([], [("half_record", 1), ("noise", 40)], [])


def test_what_there_is_not_is_told_in_a_sentence_and_does_nothing(
    faults: LessonFaults, wires: Wires, calls: Calls
) -> None:
    assert faults.put_in("rain").startswith("expected one of telephone_lost, wrong_class")
    assert faults.put_in("deaf") == f"deaf has no meaning in a lesson: {NO_MEANING['deaf']}"
    calls.before = []
    assert faults.put_in("replaced") == "no call came before this one: nothing comes once more"
    assert (wires.told, faults.taken(1)) == ([], [])


def test_a_storm_comes_record_by_record_so_that_a_call_of_the_lesson_finds_room_in_it(
    faults: LessonFaults, wires: Wires
) -> None:
    faults.put_in("stormx3")
    wires.send([(1.0, b"a call")])
    wires.comes()
    wires.comes()
    wires.comes()
    assert wires.told == ["other 1", "a call", "other 2", "other 3"]
    faults.put_in("stormx1")
    assert wires.told[4:] == ["other 4"]


def test_two_storms_at_once_are_one_storm_and_a_jump_ends_it(faults: LessonFaults, wires: Wires) -> None:
    faults.put_in("stormx10")
    faults.put_in("stormx10")
    wires.comes()
    faults.calm()
    wires.comes()
    assert wires.told == ["other 1", "other 2"]


def test_what_is_put_in_by_hand_is_told_as_it_strikes_and_what_the_lesson_does_is_not(
    calls: Calls, wires: Wires
) -> None:
    struck: list[tuple[str, int]] = []
    faults = LessonFaults(calls, wires, wires, lambda fault, call: struck.append((fault, call)))
    faults.put_in("vanishx20", by_hand_on=2)
    assert struck == [("vanishx20", 2)]
    faults.put_in("half_record", by_hand_on=2)
    assert len(struck) == 1  # it may be taken by nobody
    faults.put_in("noisex40")
    faults.take(("no_ali", 1))
    faults.put_in("vanish")
    assert len(faults.taken(3)) == 3
    assert struck[1:] == [("half_record", 3)]
    assert faults.taken(4) == []
    calls.before = []
    faults.put_in("replaced", by_hand_on=2)
    faults.put_in("rain", by_hand_on=2)
    assert len(struck) == 2


def test_whatever_is_offered_can_be_put_in(faults: LessonFaults, calls: Calls) -> None:
    for asked, words in calls.faults:
        told = faults.put_in(asked)
        assert told.endswith("now" if asked.partition("x")[0] in AT_ONCE else "next call that comes"), told
        assert words.startswith("at once: ") is told.endswith("now")


def test_of_a_record_half_the_bytes_come_in_half_the_time() -> None:
    assert first_half([(2.0, b"abcd"), (1.0, b"ef"), (1.0, b"gh")]) == [(2.0, b"abcd")]
    assert first_half([(1.0, b"abcdef")]) == [(0.5, b"abc")]
    assert first_half([]) == []

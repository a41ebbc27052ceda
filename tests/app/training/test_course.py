"""The course of a lesson, on a clock that the test moves."""

from collections.abc import Callable, Iterable
from datetime import timedelta

import pytest

from app.lessons import Known, Lesson, read_lesson
from app.lessons.score import score
from app.ports import Chunk, FeedEvent, FeedState
from app.position.events import PositionEvent
from app.position.lesson_events import LessonStruck, LessonWent
from app.tables import shipped
from app.training.course import Course
from app.training.faults import Piece, Strike
from drivers.lesson_calls import ScenarioCalls
from drivers.lesson_feed import LessonFeed
from drivers.lesson_phone import LessonPhone
from tests.app.lessons.test_done import Event, arrives, event, leg, row, went
from tests.lesson_time import NOON, HandTimers

LESSON = """
[lesson]
title = "Two callers"
about = "one after the other"
[[calls]]
[calls.lesson]
title = "First"
phone = "*23=busy"
card = "Say nothing."
[[calls.lesson.moment]]
id = "fire"
at = 5
says = "Fire!"
[[calls.lesson.moment]]
id = "gone"
at = 30
does = "hangs up"
[[calls.lesson.expect]]
rule = "D055"
words = "Fire is brought in"
deed = "dial"
within = 10
after = "fire"
[[calls.lesson.expect]]
words = "No release"
deed = "release"
never = true
[[calls]]
[calls.lesson]
title = "Second"
[[calls.lesson.moment]]
id = "here"
at = 1
does = "is here"
[[calls.lesson.moment]]
id = "tones"
at = 2
does = "tones"
[[calls.lesson.moment]]
id = "types"
at = 3
does = "types"
says = "HELP GA"
"""

THIRD = """
[[calls.lesson.expect]]
words = "They are heard"
deed = "voice contact"
within = 2
after = "it"
"""


class Calls:
    """Two calls, ten seconds before each; a byte that names the call, and a second on the line."""

    titles = ("call 1", "call 2")
    faults = (("noise", "bytes that nobody sent"), ("vanishx20", "the far end is gone"))

    def __init__(self) -> None:
        self.own: dict[int, list[Strike]] = {}
        self.marks: dict[str, int] = {}
        self.timed: list[tuple[float, Strike]] = []

    def strike(self, text: str) -> Strike:
        name, _, amount = text.partition("x")
        if name not in ("noise", "vanish", "telephone_lost"):
            raise ValueError(f"expected another, got {text!r}")
        return name, int(amount or 20)

    def struck(self, number: int) -> list[Strike]:
        return self.own.get(number, [])

    def pause(self, number: int) -> float:
        return 10.0

    def pieces(self, number: int, strikes: Iterable[Strike]) -> Iterable[Piece]:
        return [(1.0, f"{number}{''.join(name for name, _amount in strikes)}".encode())]

    def another(self, strikes: Iterable[Strike]) -> Iterable[Piece]:
        return [(1.0, f"other{''.join(name for name, _amount in strikes)}".encode())]

    def again(self) -> Iterable[Piece]:
        return [(1.0, b"again")]


class Wires:
    """Feed and telephone: what they were asked for."""

    def __init__(self, timers: HandTimers) -> None:
        self.timers = timers
        self.told: list[str] = []

    def send(self, pieces: Iterable[Piece], then: Callable[[], object] | None = None) -> None:
        seconds, data = next(iter(pieces), (0.0, b""))
        if data:
            self.told.append(f"sends {data.decode()}")
        if then is not None:
            self.timers.call_later(seconds, then)

    def when_free(self, then: Callable[[], object]) -> None:
        then()

    def lose(self, seconds: float) -> None:
        self.told.append(f"feed lost for {seconds:g}")

    def strike_beats(self, name: str, amount: int) -> None:
        self.told.append(f"{name} {amount}")

    def lose_line(self, seconds: float) -> None:
        self.told.append(f"line lost for {seconds:g}")

    def use_lines(self, options: str) -> None:
        self.told.append(f"lines {options}")

    def caller_here(self, number: str = "") -> None:
        self.told.append("here")

    def caller_gone(self) -> None:
        self.told.append("gone")

    def tty_heard(self) -> None:
        self.told.append("tones")

    def tty_types(self, text: str) -> None:
        self.told.append(f"types {text!r}")


class Desk:
    """A course with everything it works."""

    def __init__(self, lesson: Lesson | None) -> None:
        self.timers = HandTimers()
        self.wires = Wires(self.timers)
        self.calls = Calls()
        self.events: list[PositionEvent] = []
        self.journal: list[Event] = []
        self.course = Course(
            lesson,
            "two",
            self.calls,
            self.wires,
            self.wires,
            self.timers,
            self.events.append,
            lambda: score(lesson, self.journal) if lesson is not None and self.journal else None,
        )

    @property
    def went(self) -> list[tuple[int, str, float]]:
        """What the journal would be told: call, moment, seconds of the lesson."""
        began = self.timers.clock.now().timestamp() - self.timers.clock.monotonic()
        return [
            (each.call, each.moment, round(each.at.timestamp() - began, 3))
            for each in self.events
            if isinstance(each, LessonWent)
        ]


@pytest.fixture
def desk() -> Desk:
    made = Desk(read_lesson(LESSON, "two", "two.toml", Known()))
    made.course.begin()
    return made


def test_calls_and_moments_come_at_their_times_and_each_is_written_down_before_its_first_byte(desk: Desk) -> None:
    desk.timers.go(9.9)
    assert (desk.went, desk.wires.told) == ([], [])
    desk.timers.go(60)
    assert desk.went == [
        (1, "", 10),
        (1, "fire", 15),
        (2, "", 21),
        (2, "here", 22),
        (2, "tones", 23),
        (2, "types", 24),
        (1, "gone", 40),
    ]
    assert desk.wires.told == [
        *("lines *23=busy", "sends 1", "sends 2", "here", "tones", "types 'HELP GA\\n'", "gone"),
    ]


def test_while_the_lesson_stands_no_call_and_no_moment_comes(desk: Desk) -> None:
    desk.timers.go(12)
    desk.course.pause_or_resume()
    assert desk.course.view().clock == "PAUSED, 1x"
    desk.timers.go(3600)
    assert desk.went == [(1, "", 10)]
    desk.course.pause_or_resume()
    desk.timers.go(3)
    assert desk.went == [(1, "", 10), (1, "fire", 15)]


def test_at_twice_the_speed_everything_comes_in_half_the_time(desk: Desk) -> None:
    desk.course.quicker(1)
    desk.timers.go(7.6)
    assert desk.went == [(1, "", 10), (1, "fire", 15)]
    desk.course.quicker(-1)
    desk.course.quicker(-1)
    assert desk.course.view().clock == "RUNNING, 0.5x"
    for _ in range(9):
        desk.course.quicker(-1)
    assert desk.course.told == "0.25x is the lowest speed"


def test_a_call_that_is_jumped_to_comes_now_and_earlier_callers_do_no_more(desk: Desk) -> None:
    desk.timers.go(12)
    desk.course.jump(2)
    desk.timers.go(60)
    assert desk.went == [(1, "", 10), (2, "", 12), (2, "here", 13), (2, "tones", 14), (2, "types", 15)]
    desk.course.jump(9)
    assert desk.course.told == "expected a call from 1 to 2, got 9"


def test_after_a_jump_back_the_lesson_goes_on_from_there(desk: Desk) -> None:
    desk.course.jump(2)
    desk.course.jump(1)
    desk.timers.go(12)
    assert [call for call, moment, _at in desk.went if not moment] == [2, 1, 2]


def test_another_caller_and_faults_are_put_in(desk: Desk) -> None:
    desk.course.put_in("noise")
    desk.course.another_call()
    desk.course.another_call()
    assert desk.course.faults == Calls.faults
    desk.course.put_in("vanishx30")
    desk.course.put_in("telephone_lost")
    assert desk.wires.told == ["sends othernoise", "sends other", "feed lost for 30", "line lost for 20"]
    assert desk.went == []
    desk.course.put_in("no such")
    assert desk.course.told == "expected another, got 'no such'"


def test_a_fault_put_in_by_hand_stands_in_the_journal_with_the_call_that_it_struck(desk: Desk) -> None:
    desk.course.put_in("vanishx30")
    desk.course.put_in("noise")
    desk.timers.go(10)
    desk.course.put_in("telephone_lost")
    desk.course.put_in("noisex9")
    desk.course.another_call()
    struck = [(each.fault, each.call) for each in desk.events if isinstance(each, LessonStruck)]
    assert struck == [("vanishx30", 0), ("noise", 1), ("telephone_lost", 1), ("noisex9", 0)]
    kinds = [type(each) for each in desk.events]
    assert kinds[:3] == [LessonStruck, LessonWent, LessonStruck]  # its call has begun


def test_a_fault_of_the_lesson_itself_is_nothing_that_was_put_in() -> None:
    text = LESSON.replace('at = 1\ndoes = "is here"', 'at = 1\ndoes = "fault"\nfault = "vanishx5"')
    desk = Desk(read_lesson(text, "two", "two.toml", Known()))
    desk.calls.own[2] = [("noise", 16)]
    desk.calls.timed = [(18.0, ("heartbeat_missing", 3))]
    desk.course.begin()
    desk.timers.go(60)
    assert not [each for each in desk.events if isinstance(each, LessonStruck)]


def test_a_fault_strikes_at_its_moment_of_a_call_at_its_call_or_at_its_second_of_the_lesson() -> None:
    text = LESSON.replace('at = 1\ndoes = "is here"', 'at = 1\ndoes = "fault"\nfault = "vanishx5"')
    desk = Desk(read_lesson(text, "two", "two.toml", Known()))
    desk.calls.own[2] = [("noise", 16)]
    desk.calls.timed = [(18.0, ("heartbeat_missing", 3))]
    desk.course.begin()
    desk.timers.go(30)
    assert desk.wires.told == [
        *("lines *23=busy", "sends 1", "heartbeat_missing 3", "sends 2noise", "feed lost for 5"),
        *("tones", "types 'HELP GA\\n'"),
    ]
    assert [(each.does, each.at) for each in desk.course.view().moments][:1] == [("fault vanishx5", "0:01")]


def test_of_a_call_in_which_the_far_end_vanishes_half_a_record_comes_and_the_next_call_is_not_held_up() -> None:
    desk = Desk(read_lesson(LESSON, "two", "two.toml", Known()))
    desk.calls.own[1] = [("vanish", 60), ("noise", 16)]
    desk.course.begin()
    desk.timers.go(10.4)
    assert desk.wires.told == ["lines *23=busy", "sends 1vanis"]
    desk.timers.go(10.2)
    assert desk.wires.told[2:] == ["feed lost for 60", "sends 2"]
    assert desk.went[-1] == (2, "", 20.5)  # 10 s after the record broke off


def test_the_trainer_sees_the_card_what_comes_and_what_is_expected_by_when(desk: Desk) -> None:
    before = desk.course.view()
    assert (before.title, before.current, before.card) == ("Two callers", 0, ())
    assert [each.state for each in before.calls] == ["comes in 0:10", ""]
    desk.timers.go(17)
    view = desk.course.view()
    assert (view.current, view.card, view.time) == (1, ("Say nothing.",), "0:17")
    assert [(each.title, each.state) for each in view.calls] == [
        ("First", "now, since 0:07"),
        ("Second", "comes in 0:04"),
    ]
    assert [(each.at, each.state) for each in view.moments] == [("0:05", "now or before"), ("0:30", "in 0:23")]
    first, never = view.expected
    assert (first.by_when, first.rules) == ('within 10 s after the caller says "Fire!": 0:08 left', "D055")
    assert never.words == "Never: No release"
    desk.course.pause_or_resume()
    desk.timers.go(99)
    assert desk.course.view().expected[0].by_when == 'within 10 s after the caller says "Fire!": 0:08 left'


@pytest.fixture
def judged() -> Desk:
    text = LESSON.replace('words = "Fire is', 'id = "it"\nwords = "Fire is').replace(
        "never = true\n", f"never = true\n{THIRD}"
    )
    made = Desk(read_lesson(text, "two", "two.toml", Known()))
    made.course.begin()
    return made


def written(seconds: float, what: Event) -> Event:
    """Write it down at this second of the lesson."""
    return {**what, "at": f"{NOON + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%S.%fZ}"}


def test_the_trainer_sees_what_was_done_and_no_time_runs_over_a_rule_that_is_kept(judged: Desk) -> None:
    desk = judged
    desk.timers.go(11)
    assert [each.state for each in desk.course.view().expected] == ["to do", "kept so far", "to do"]
    desk.journal += [written(10, went(0, 1)), written(10.5, arrives(0, 7)), written(15, went(0, 1, "fire"))]
    desk.journal.append(written(17, leg(0, 7, agency="Fire", digits="*23", outcome="dialling")))
    desk.timers.go(6)
    fire, never, contact = desk.course.view().expected
    assert (fire.state, fire.by_when) == ("met", 'within 10 s after the caller says "Fire!"')
    assert (contact.state, contact.by_when) == (
        "to do",
        'within 2 s after "Fire is brought in": 0:02 left',
    )  # counted from a deed
    desk.timers.go(3)
    assert [each.state for each in desk.course.view().expected] == ["met", "kept so far", "OVERDUE"]
    desk.journal.append(written(18, event(0, "key_pressed", 7, [row(7, how_ended="released")], key="F12")))
    never = desk.course.view().expected[1]
    assert (never.state, never.by_when) == ("WRONG", "done 7.5 s after the call comes")


def test_a_call_that_comes_again_is_not_judged_by_what_was_done_before(judged: Desk) -> None:
    desk = judged
    desk.timers.go(11)
    desk.journal += [written(10, went(0, 1)), written(10.5, arrives(0, 7))]
    desk.journal.append(written(10.8, event(0, "key_pressed", 7, [row(7, how_ended="released")], key="F12")))
    assert desk.course.view().expected[1].state == "WRONG"
    desk.timers.go(5)
    desk.course.jump(1)
    assert desk.course.view().expected[1].state == "kept so far"


def test_a_recording_has_calls_without_cards() -> None:
    desk = Desk(None)
    desk.course.begin()
    desk.timers.go(40)
    view = desk.course.view()
    assert (view.title, [each.state for each in view.calls]) == ("two", ["came", "now, since 0:19"])
    assert (view.card, view.expected) == ((), ())
    assert [call for call, _moment, _at in desk.went] == [1, 2]


def heard(name: str, *steps: tuple[float, Callable[[Course], None]]) -> list[tuple[float, object]]:
    """What a lesson's feed delivers, by the lesson's seconds, while the trainer does these things at these times."""
    timers = HandTimers()
    calls = ScenarioCalls(name, timers.clock)
    lesson = read_lesson(shipped("scenarios")[name], name, name, Known(fault_wrong=calls.fault_wrong))
    feed = LessonFeed(name, timers.clock, timers, beats=calls.beats)
    came: list[tuple[float, object]] = []

    def deliver(event: FeedEvent) -> None:
        what = event.data if isinstance(event, Chunk) else event.state
        came.append((round(timers.clock.monotonic(), 3), what))

    feed.open(deliver)
    phone = LessonPhone("", timers.clock, timers)
    course = Course(lesson, name, calls, feed, phone, timers, lambda event: None)
    course.begin()
    for seconds, does in steps:
        timers.go(seconds)
        does(course)
    timers.go(400)
    return came


@pytest.mark.parametrize("name", ["lost-link", "storm"])
def test_a_lesson_with_faults_brings_the_same_bytes_every_time_however_it_is_paused_and_hurried(name: str) -> None:
    plain = heard(name)
    assert plain == heard(name)
    stop_and_go = [(0.07, lambda course: course.pause_or_resume()), (60, lambda course: course.pause_or_resume())] * 40
    assert heard(name, (3.1, lambda course: None), *stop_and_go) == plain
    assert heard(name, (10, lambda course: course.quicker(1)), (7, lambda course: course.quicker(1))) == plain


def test_what_the_trainer_puts_in_and_jumps_to_brings_the_same_bytes_every_time() -> None:
    steps: list[tuple[float, Callable[[Course], None]]] = [
        (5, lambda course: course.put_in("stormx30")),
        (1, lambda course: course.put_in("flippedx9")),
        (1, lambda course: course.jump(2)),
        (2, lambda course: course.put_in("replaced")),
        (3, lambda course: course.put_in("vanishx2")),
        (4, lambda course: course.jump(4)),
        (9, lambda course: course.put_in("link_dies")),
        (9, lambda course: course.another_call()),
    ]
    first = heard("lost-link", *steps)
    assert first == heard("lost-link", *steps)
    assert [what for _at, what in first if isinstance(what, FeedState)] == [
        *(FeedState.UP, FeedState.LOST, FeedState.LOST, FeedState.LOST),
    ]  # the 115 s of call 2 are not over when the link dies
    assert not any(isinstance(what, bytes) for at, what in first if at > 25)


def test_a_call_that_is_jumped_to_in_a_storm_comes_behind_the_record_on_its_way_and_ends_the_storm() -> None:
    came = heard("storm", (20, lambda course: course.jump(2)))
    after = b"".join(what for at, what in came if isinstance(what, bytes) and at > 20)
    assert after.count(b"\r\n\r\n") == 2  # the end of the record on its way, and the call's
    assert b"INGLENOOK, PETRA" in after


@pytest.mark.parametrize("later", [0.0, 0.7])  # the call that is due comes to wait after the jump, or waits already
def test_a_call_that_is_jumped_to_behind_a_record_comes_alone(later: float) -> None:
    timers = HandTimers()
    feed = LessonFeed("two", timers.clock, timers)
    feed.open(lambda event: None)
    went: list[PositionEvent] = []
    lesson = read_lesson(LESSON, "two", "two.toml", Known())
    course = Course(lesson, "two", Calls(), feed, Wires(timers), timers, went.append)
    course.begin()
    timers.go(9.5)
    course.another_call()  # a second on the line, in which call 1 is due
    timers.go(later)
    course.jump(2)
    timers.go(60)
    assert [each.call for each in went if isinstance(each, LessonWent) and not each.moment] == [2]


def test_a_lesson_may_begin_at_a_later_call_which_comes_at_once() -> None:
    desk = Desk(None)
    desk.course.begin(2)
    desk.timers.go(60)
    assert desk.went == [(2, "", 0)]


def test_the_marks_of_a_recording_stand_with_their_calls() -> None:
    desk = Desk(None)
    desk.calls.marks = {"fire": 1, "barn": 2, "ladder": 2}
    assert [each.marks for each in desk.course.view().calls] == [("fire",), ("barn", "ladder")]

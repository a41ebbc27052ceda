"""What was done in a lesson is read from the events of its journal, and nothing that is no event of ours upsets it."""

import pickle
from typing import Any

import pytest

from app.clock import from_text
from app.lessons import Deed, Known, Lesson, read_lesson
from app.lessons.done import Done, PlayedCall, Playing, lesson_of, play_of

Event = dict[str, Any]


@pytest.fixture
def lesson(lesson_text: str) -> Lesson:
    return read_lesson(lesson_text, "fire", "fire.toml", Known())


def at(seconds: float) -> str:
    return f"2026-03-02T14:{int(seconds) // 60:02d}:{seconds % 60:09.6f}Z"


def event(seconds: float, kind: str, on: int | None = None, changes: Any = (), /, **body: Any) -> Event:
    return {
        "at": at(seconds),
        "kind": kind,
        "position": "0218",
        "call_taker": "TR",
        "call": on,
        "body": body,
        "changes": list(changes),
    }


def went(seconds: float, call: int, moment: str = "") -> Event:
    return event(seconds, "lesson_went", None, call=call, moment=moment)


def struck(seconds: float, call: Any, fault: Any) -> Event:
    return event(seconds, "lesson_struck", None, call=call, fault=fault)


def row(call: int, **values: Any) -> Event:
    return {"call": call, "legs": {}, "values": values}


def arrives(seconds: float, call: int, kind: str = "spill_arrived", number: str | None = "9055550101") -> Event:
    return event(seconds, kind, call, [row(call, arrived_at=at(seconds), number=number)])


def leg(seconds: float, call: int, kind: str = "key_pressed", **columns: Any) -> Event:
    return event(seconds, kind, call, [{"call": call, "legs": {"1": columns}, "values": {}}])


def first(lesson: Lesson, *events: Event) -> PlayedCall:
    return play_of(lesson, [went(0, 1), arrives(1, 7), *events]).calls[1]


def deeds(played: PlayedCall) -> list[Deed]:
    return [each.deed for each in played.done]


def test_callers_of_no_lesson_leave_nothing_behind_however_many_come(lesson: Lesson) -> None:
    """A storm of ten thousand must not fill the memory of who judges the lesson while it is given."""
    playing = Playing(lesson)
    for each in (went(0, 1), arrives(1, 7), leg(2, 7, agency="Fire", digits="*23", outcome="dialling")):
        playing.take(each)
    sizes = []
    for call in range(100, 1100):
        playing.take(arrives(3, call, number=f"905555{call:04}"))
        playing.take(leg(4, call, agency="Fire", digits="*23", outcome="dialling"))
        playing.take(event(5, "key_pressed", call, [row(call, how_ended="replaced")], key="F8"))
        sizes.append(len(pickle.dumps(vars(playing))))
    assert len(set(sizes)) == 1
    assert set(deeds(playing.play.calls[1])) == {Deed.KEY, Deed.DIAL}


def test_what_the_trainer_put_in_is_the_calls_that_it_struck(lesson: Lesson) -> None:
    events = [struck(0, 0, "vanishx20"), went(1, 1), struck(1, 1, "half_record"), arrives(2, 7)]
    play = play_of(lesson, [*events, struck(9, 99, "noise"), struck(9, [], 5)])
    assert [each.fault for each in play.calls[1].put_in] == ["half_record"]
    assert [each.fault for each in play.put_in] == ["vanishx20", "noise", ""]
    assert len(play.all_put_in) == 4
    again = play_of(lesson, [*events, went(20, 1)])
    assert again.calls[1].put_in == []  # the second time counts


def test_the_lesson_trainee_place_and_time_are_told_by_the_journal(lesson: Lesson) -> None:
    started = event(0, "console_started", feed="lesson:fire")
    play = play_of(lesson, [started, went(1, 1)])
    assert (play.lesson, play.trainee, play.position) == ("fire", "TR", "0218")
    assert play.began_at is not None
    assert play.began_at.minute == 0
    assert lesson_of([started]) == "fire"
    assert lesson_of([event(0, "console_started", feed="emulated:default")]) == ""
    assert lesson_of([]) == ""


def test_the_row_that_comes_next_is_the_calls_and_times_count_from_it(lesson: Lesson) -> None:
    played = first(lesson, went(5, 1, "fire"))
    assert (played.call, at(1)) == (7, at(played.arrival.second))
    assert list(played.moments) == ["fire"]


def test_a_call_put_in_by_the_trainer_is_nobodys(lesson: Lesson) -> None:
    played = first(lesson, arrives(5, 8), event(6, "held_on_line", 8))
    assert played.done == []


def test_a_call_without_data_counts_from_its_ringing_and_takes_no_spill(lesson: Lesson) -> None:
    play = play_of(lesson, [went(0, 2), went(1, 1), arrives(2, 7), arrives(4, 8, "key_pressed", None)])
    assert (play.calls[1].call, play.calls[2].call) == (7, 8)
    assert play.calls[2].arrival.second == 0


def test_a_call_whose_record_was_lost_on_the_line_counts_from_when_it_was_sent(lesson: Lesson) -> None:
    """D202: it is begun by hand, as one without data."""
    played = play_of(lesson, [went(0, 1), arrives(9, 7, "key_pressed", None)]).calls[1]
    assert (played.call, (played.arrival - from_text(at(0))).total_seconds()) == (7, 0)


def test_legs_tell_who_was_dialled_answered_and_was_heard(lesson: Lesson) -> None:
    played = first(
        lesson,
        leg(3, 7, agency="Ambulance", digits="*21", outcome="dialling"),
        leg(5, 7, "ringing", outcome="ringing"),
        leg(9, 7, "answered", outcome="answered", answered_at=at(9)),
        leg(12, 7, contact_at=at(12)),
        leg(15, 7, "released", outcome="answered"),
    )
    assert [each for each in deeds(played) if each is not Deed.KEY] == [Deed.DIAL, Deed.ANSWERED, Deed.CONTACT]
    assert played.done[0].of == {"to": ("Ambulance", "*21")}


def test_a_leg_that_fails_tells_how(lesson: Lesson) -> None:
    played = first(lesson, leg(3, 7, "x", outcome="dialling"), leg(4, 7, "attempt_ended", outcome="busy"))
    assert [each.of.get("outcome") for each in played.done if each.deed is Deed.FAILED] == [("busy",)]


@pytest.mark.parametrize(
    ("kind", "body", "counts"),
    [
        ("released", {}, True),
        ("key_pressed", {"key": "F12"}, True),
        ("woke", {}, True),
        ("key_pressed", {"key": "Ctrl+N"}, False),
        ("spill_arrived", {}, False),
    ],
)
def test_a_call_is_released_by_the_trainee_and_not_by_the_next_caller(
    lesson: Lesson, kind: str, body: dict[str, Any], counts: bool
) -> None:
    played = first(lesson, event(9, kind, 7, [row(7, how_ended="caller_gone")], **body))
    assert (Deed.RELEASE in deeds(played)) is counts
    assert not played.open


@pytest.mark.parametrize(
    ("kind", "body", "done"),
    [
        ("held_on_line", {}, (Deed.HOLD, {})),
        ("resumed", {}, (Deed.RESUME, {})),
        ("muted", {"on": True}, (Deed.LISTEN, {})),
        ("key_pressed", {"key": "F1"}, (Deed.KEY, {"key": ("F1",)})),
        ("text_typed", {"text": "GA"}, (Deed.TYPE, {"has": ("GA",)})),
        ("form_filled", {"values": {"line": "7", "no": " "}}, (Deed.FORM, {"field": ("line",), "has": ("7",)})),
        ("matter_opened", {"register": "trouble"}, (Deed.REPORT, {"register": ("trouble",)})),
        ("matter_agency_down", {"agency": "ajax-fire"}, (Deed.MARK, {"agency": ("ajax-fire",)})),
        ("initials_given", {"initials": "TR"}, (Deed.INITIALS, {})),
        ("call_looked_at", {"call": 3}, (Deed.LOOK, {})),
        (
            "step_taken",
            {"procedure": "trace", "step": "hold", "by": "Hold", "result": ""},
            (Deed.PROCEDURE, {"procedure": ("trace",), "step": ("hold",), "option": ("Hold",), "result": ("",)}),
        ),
    ],
)
def test_each_deed_is_known_by_its_event(
    lesson: Lesson, kind: str, body: dict[str, Any], done: tuple[Deed, dict[str, tuple[str, ...]]]
) -> None:
    played = first(lesson, event(9, kind, 7, **body))
    assert [(each.deed, each.of) for each in played.done] == [done]


def test_a_link_is_a_deed_and_taking_it_back_is_none(lesson: Lesson) -> None:
    played = first(lesson, event(9, "x", 7, [row(7, linked_to=3)]), event(9, "x", 7, [row(7, linked_to=None)]))
    assert deeds(played) == [Deed.LINK]


def test_what_is_on_no_call_counts_for_the_open_ones_or_the_last(lesson: Lesson) -> None:
    mark = event(20, "matter_agency_down", None, agency="ajax-fire")
    ended = event(10, "released", 7, [row(7, how_ended="released")])
    play = play_of(lesson, [went(0, 1), arrives(1, 7), ended, went(15, 2), mark])
    assert Deed.MARK in deeds(play.calls[2])
    assert Deed.MARK not in deeds(play.calls[1])
    assert Deed.MARK in deeds(first(lesson, ended, mark))


def test_trouble_reported_while_a_caller_of_no_lesson_stands_there_counts_for_the_lessons_call(lesson: Lesson) -> None:
    """D178: after a storm of records it is one of these that stands there."""
    played = first(
        lesson,
        arrives(3, 8, number="9055550199"),
        event(4, "matter_opened", 8, register="trouble"),
        event(5, "key_pressed", 8, key="F5"),
    )
    assert deeds(played) == [Deed.REPORT]


def test_a_call_taken_up_again_is_the_call_it_was(lesson: Lesson) -> None:
    played = first(
        lesson,
        event(10, "released", 7, [row(7, how_ended="released")]),
        arrives(20, 9, "key_pressed"),
        leg(21, 9, "x", agency="CALL BACK", digits="9055550101", outcome="dialling"),
    )
    assert played.open
    assert played.done[-1] == Done(played.done[-1].at, Deed.DIAL, {"to": ("CALL BACK", "9055550101")})


def test_a_call_that_comes_twice_is_the_one_that_came_last(lesson: Lesson) -> None:
    played = first(lesson, event(3, "held_on_line", 7), went(60, 1), arrives(61, 8))
    assert (played.call, played.done) == (8, [])


def test_how_long_a_caller_rang_is_kept(lesson: Lesson) -> None:
    played = first(lesson, event(2, "caller_ringing", 7, number=""), event(15, "caller_here", 7, number=""))
    assert played.rung_for is not None
    assert played.rung_for.total_seconds() == 13


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"at": "yesterday", "kind": "key_pressed"},
        {"at": at(3), "kind": None, "body": None, "changes": None},
        {"at": at(3), "kind": "lesson_went", "body": {"call": "1", "moment": 2}},
        {"at": at(3), "kind": "lesson_went", "body": {"call": 99, "moment": ""}},
        {"at": at(3), "kind": "x", "call": "7", "changes": [1, {"call": "x"}, {"call": 7, "values": 1, "legs": 2}]},
        {"at": at(3), "kind": "x", "call": 7, "changes": [{"call": 7, "legs": {"1": None}, "values": {}}]},
        {"at": at(3), "kind": "form_filled", "call": 7, "body": {"values": ["a"]}},
    ],
)
def test_what_is_no_event_of_ours_is_passed_over(lesson: Lesson, odd: Event) -> None:
    assert first(lesson, odd).done == []

"""The telephone worked by hand: what it tells her to press, and what it makes of what she heard."""

import queue
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ports import (
    Abort,
    Answered,
    AttemptEnded,
    CallerGone,
    Dial,
    Dialled,
    DialTone,
    DropAgency,
    HangUp,
    Heard,
    HeldOnLine,
    Hold,
    Instruction,
    LineUp,
    Mute,
    Outcome,
    PhoneEvent,
    PhoneOrder,
    Recall,
    Release,
    Released,
    Resume,
    Resumed,
    Ringing,
    SendText,
)
from drivers.manual_phone import HandWorkedSet, ManualPhone

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LIMIT_S = 10.0


class StillClock:
    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        return 0.0


def told(worked: HandWorkedSet, *orders: PhoneOrder) -> list[PhoneEvent]:
    return [event for order in orders for event in worked.take(order, 0.0, NOON)]


def outcomes(events: list[PhoneEvent]) -> list[Outcome]:
    return [event.outcome for event in events if isinstance(event, AttemptEnded)]


def test_the_way_of_an_attempt_by_hand() -> None:
    worked = HandWorkedSet()
    assert told(worked, Recall(1, "*23")) == [
        Instruction(NOON, "press 9-1-1 FEATURE on the set and wait for dial tone, then dial *23", 1)
    ]
    assert told(worked, Heard("dial_tone")) == [DialTone(NOON, 1)]
    assert told(worked, Dial(1, "*23")) == [
        Instruction(NOON, "dial *23 on the set, then say what you hear", 1),
        Dialled(NOON, 1, "*23"),
    ]
    assert told(worked, Heard("ringing"), Heard("ringing")) == [
        Ringing(NOON, 1, 1, source="call-taker"),
        Ringing(NOON, 1, 2, source="call-taker"),
    ]
    assert told(worked, Heard("answered")) == [Answered(NOON, 1, certainty="heard")]


def test_the_feature_key_alone_names_no_digits() -> None:
    (instruction,) = told(HandWorkedSet(), Recall(1))
    assert instruction == Instruction(NOON, "press 9-1-1 FEATURE on the set and wait for dial tone", 1)


@pytest.mark.parametrize(("what", "outcome"), [("busy", Outcome.BUSY), ("circuits_busy", Outcome.CIRCUITS_BUSY)])
def test_busy_tones_end_the_attempt_as_she_named_them(what: str, outcome: Outcome) -> None:
    assert outcomes(told(HandWorkedSet(), Dial(1, "*23"), Heard(what))) == [outcome]


@pytest.mark.parametrize(
    ("before", "outcome"),
    [
        ([Recall(1, "*23")], Outcome.NO_DIAL_TONE),
        ([Recall(1, "*23"), Heard("dial_tone")], Outcome.NO_RESPONSE),
        ([Dial(1, "*23")], Outcome.NO_RESPONSE),
        ([Dial(1, "*23"), *[Heard("ringing")] * 6], Outcome.NO_ANSWER),
    ],
)
def test_nothing_heard_means_what_it_means_where_the_attempt_stands(before: list[PhoneOrder], outcome: Outcome) -> None:
    assert outcomes(told(HandWorkedSet(), *before, Heard("nothing"))) == [outcome]


def test_steps_she_took_without_telling_are_reported_as_not_seen() -> None:
    worked = HandWorkedSet()
    told(worked, Recall(1, "*23"))
    assert told(worked, Heard("ringing")) == [
        DialTone(NOON, 1, seen=False),
        Dialled(NOON, 1, "*23"),
        Ringing(NOON, 1, 1, source="call-taker"),
    ]
    assert told(worked, Dial(1, "*23")) == []


def test_what_she_dialled_herself_is_not_guessed_and_its_end_frees_the_line() -> None:
    worked = HandWorkedSet()
    assert told(worked, Recall(1), Heard("ringing"), Heard("answered"))[1:] == [
        DialTone(NOON, 1, seen=False),
        Ringing(NOON, 1, 1, source="call-taker"),
        Answered(NOON, 1, certainty="heard"),
    ]
    assert isinstance(told(worked, Recall(2, "*23"))[0], Instruction)


def test_a_second_attempt_is_refused_until_the_first_is_over() -> None:
    worked = HandWorkedSet()
    told(worked, Recall(1, "*23"))
    assert outcomes(told(worked, Recall(2, "*21"))) == [Outcome.REFUSED]
    assert outcomes(told(worked, Dial(3, "*21"))) == [Outcome.REFUSED]
    told(worked, Heard("dial_tone"), Dial(1, "*23"), Heard("answered"))
    assert isinstance(told(worked, Recall(4, "*21"))[0], Instruction)


def test_giving_up_and_dropping_say_what_to_press_and_end_the_attempt() -> None:
    worked = HandWorkedSet()
    instruction, ended = told(worked, Dial(1, "*23"), Abort(1))[2:]
    assert isinstance(instruction, Instruction)
    assert outcomes([ended]) == [Outcome.ABORTED]
    instruction, ended = told(worked, Dial(2, "*23"), Heard("answered"), DropAgency(2))[3:]
    assert isinstance(instruction, Instruction)
    assert outcomes([ended]) == [Outcome.ABORTED]
    assert told(worked, DropAgency(2), Abort(1), Dial(1, "*23"), Recall(2)) == []


def test_release_and_hold_are_pressed_on_the_set_and_taken_as_done() -> None:
    worked = HandWorkedSet()
    told(worked, Dial(1, "*23"), Heard("answered"))
    assert told(worked, Hold()) == [Instruction(NOON, "press HOLD on the set"), HeldOnLine(NOON)]
    assert isinstance(told(worked, Resume())[-1], Resumed)
    assert told(worked, Release()) == [Instruction(NOON, "press RELEASE on the set"), Released(NOON)]
    assert told(worked, DropAgency(1)) == []


def test_release_while_it_rings_leaves_the_last_known_state() -> None:
    worked = HandWorkedSet()
    told(worked, Dial(1, "*23"), Heard("ringing"))
    assert outcomes(told(worked, Release())) == []
    assert told(worked, Heard("answered")) == []


def test_hanging_up_ends_what_rings() -> None:
    events = told(HandWorkedSet(), Dial(1, "*23"), HangUp())
    assert outcomes(events) == [Outcome.ABORTED]
    assert isinstance(events[-1], Released)


def test_the_caller_gone_is_told_at_any_time() -> None:
    assert told(HandWorkedSet(), Heard("caller_gone")) == [CallerGone(NOON)]


@pytest.mark.parametrize(
    "order", [Heard("dial_tone"), Heard("ringing"), Heard("nothing"), Heard("?"), Mute(on=True), SendText("GA")]
)
def test_what_makes_no_sense_now_is_ignored(order: PhoneOrder) -> None:
    assert told(HandWorkedSet(), order) == []


def test_a_word_it_does_not_know_is_ignored_during_an_attempt_too() -> None:
    assert told(HandWorkedSet(), Dial(1, "*23"), Heard("violins"), Heard("dial_tone"))[2:] == []


def test_it_says_that_it_sees_nothing() -> None:
    caps = ManualPhone(StillClock()).caps
    assert caps.by_hand
    assert (caps.dial_tone_seen, caps.ring_count, caps.answer_seen) == (False, "none", "none")
    assert not caps.can_mute


def test_the_driver_delivers_from_its_own_thread() -> None:
    events: queue.Queue[PhoneEvent] = queue.Queue()
    phone = ManualPhone(StillClock())
    assert phone.name == "manual"
    phone.open(events.put)
    phone.do(Recall(1, "*23"))
    assert events.get(timeout=LIMIT_S) == LineUp(NOON)
    assert isinstance(events.get(timeout=LIMIT_S), Instruction)
    phone.close()


ATTEMPTS = st.integers(1, 4)
ORDERS: st.SearchStrategy[PhoneOrder] = st.one_of(
    st.builds(Recall, ATTEMPTS, st.sampled_from(["", "*23"])),
    st.builds(Dial, ATTEMPTS, st.just("*23")),
    st.builds(Abort, ATTEMPTS),
    st.builds(DropAgency, ATTEMPTS),
    st.builds(
        Heard, st.sampled_from(["dial_tone", "ringing", "answered", "busy", "circuits_busy", "nothing", "caller_gone"])
    ),
    st.sampled_from([Release(), HangUp(), Hold(), Resume(), Mute(on=True), SendText("")]),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(ORDERS, max_size=40))
def test_whatever_is_ordered_and_heard_no_attempt_has_two_ends_nor_anything_after_its_end(
    orders: list[PhoneOrder],
) -> None:
    over: set[int] = set()
    for event in told(HandWorkedSet(), *orders):
        if isinstance(event, DialTone | Dialled | Ringing | Answered | AttemptEnded):
            assert event.attempt not in over
        if isinstance(event, AttemptEnded):
            over.add(event.attempt)


@pytest.mark.parametrize("what", ["busy", "circuits_busy", "nothing"])
def test_who_answered_and_is_gone_again_before_they_spoke_is_told_so(what: str) -> None:
    """The key did nothing: only giving up ended it, as if she had not wanted it."""
    worked = HandWorkedSet()
    told(worked, Recall(1, "*22"), Heard("answered"), Recall(2, "*23"), Heard("answered"))
    assert told(worked, Heard(what)) == [AttemptEnded(NOON, 2, Outcome.ANSWERED, cause="gone again")]
    assert told(worked, Heard("ringing"), DropAgency(2)) == []
    assert outcomes(told(worked, DropAgency(1))) == [Outcome.ABORTED]

"""The virtual switch told orders and times: the cadence stands here in figures, and nothing waits."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ports import (
    Abort,
    Answered,
    AttemptEnded,
    Dial,
    Dialled,
    DialTone,
    DropAgency,
    HangUp,
    Heard,
    HeldOnLine,
    Hold,
    LineLost,
    LineUp,
    Mute,
    Muted,
    NotDone,
    Outcome,
    PhoneEvent,
    PhoneOrder,
    Recall,
    Release,
    Released,
    ReleaseRefused,
    Resume,
    Resumed,
    Ringing,
    SendText,
)
from drivers.virtual_switch import FATES, Fate, Lot, SwitchPlan, VirtualSwitch

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def run(switch: VirtualSwitch, until: float, seconds: float = 0.0) -> list[tuple[float, PhoneEvent]]:
    """Let time pass to `until`, always waking exactly when the switch asks; return (second, event)."""
    happened: list[tuple[float, PhoneEvent]] = []
    while (due := switch.due()) is not None and due <= until:
        happened += [(round(due, 6), event) for event in switch.tick(due, at(due))]
    return happened


def words(happened: list[tuple[float, PhoneEvent]]) -> list[str]:
    said = []
    for _, event in happened:
        match event:
            case Ringing(n=n):
                said.append(f"ring {n}")
            case AttemptEnded(outcome=outcome):
                said.append(str(outcome))
            case _:
                said.append(type(event).__name__)
    return said


def switch_where(digits: str, fate: Fate, ring: int = 2, cadence: float = 6.0) -> VirtualSwitch:
    return VirtualSwitch(SwitchPlan({digits: Lot(fate, ring)}, cadence))


def test_a_recall_brings_dial_tone_after_half_a_second() -> None:
    switch = VirtualSwitch(SwitchPlan())
    assert switch.take(Recall(1, "*23"), 0.0, START) == []
    assert run(switch, 10) == [(0.5, DialTone(at(0.5), 1))]


def test_rings_come_one_cadence_apart_and_the_answer_falls_into_the_tone_of_ring_n() -> None:
    switch = switch_where("*21", Fate.ANSWER, ring=3)
    switch.take(Dial(7, "*21"), 0.0, START)
    happened = run(switch, 100)
    assert words(happened) == ["Dialled", "ring 1", "ring 2", "ring 3", "Answered"]
    times = [second for second, _ in happened]
    assert times == pytest.approx([0.3, 0.6, 6.6, 12.6, 14.1])


def test_digits_that_are_not_named_answer_on_the_second_ring() -> None:
    switch = VirtualSwitch(SwitchPlan())
    switch.take(Dial(1, "7138150"), 0.0, START)
    assert words(run(switch, 100)) == ["Dialled", "ring 1", "ring 2", "Answered"]


def test_d096_the_switch_ends_the_attempt_one_cadence_after_the_sixth_ring() -> None:
    switch = switch_where("*23", Fate.NO_ANSWER)
    switch.take(Dial(1, "*23"), 0.0, START)
    happened = run(switch, 100)
    assert words(happened) == ["Dialled", *(f"ring {n}" for n in range(1, 7)), "no_answer"]
    assert happened[-1][0] - happened[-2][0] == pytest.approx(6.0)


@pytest.mark.parametrize("fate", [Fate.NO_ANSWER, Fate.ANSWER])
def test_d096_another_switch_ends_it_after_its_own_number_of_rings(fate: Fate) -> None:
    """Nobody answers on a ring that never comes."""
    switch = VirtualSwitch(SwitchPlan({"*23": Lot(fate, 5)}), rings=4)
    switch.take(Dial(1, "*23"), 0.0, START)
    happened = run(switch, 100)
    assert words(happened) == ["Dialled", *(f"ring {n}" for n in range(1, 5)), "no_answer"]
    ended = happened[-1][1]
    assert isinstance(ended, AttemptEnded)
    assert ended.cause == "no answer after 4 rings"


@pytest.mark.parametrize("fate", [Fate.BUSY, Fate.CIRCUITS_BUSY, Fate.BAD_CODE, Fate.REFUSED, Fate.UNKNOWN])
def test_a_failure_is_named_a_second_after_the_last_digit(fate: Fate) -> None:
    switch = switch_where("*22", fate)
    switch.take(Dial(1, "*22"), 0.0, START)
    (_, dialled), (second, ended) = run(switch, 100)
    assert dialled == Dialled(at(0.3), 1, "*22")
    assert isinstance(ended, AttemptEnded)
    assert ended.outcome is Outcome(fate.name.lower())
    assert second == pytest.approx(1.3)
    assert ended.cause


def test_no_response_is_silence_for_ever_after_dialling() -> None:
    switch = switch_where("*22", Fate.NO_RESPONSE)
    switch.take(Dial(1, "*22"), 0.0, START)
    assert words(run(switch, 1e9)) == ["Dialled"]
    assert words([(0, event) for event in switch.take(Abort(1), 1e9, START)]) == ["aborted"]


@pytest.mark.parametrize("order", [Recall(1, "*22"), Dial(1, "*22")])
def test_no_dial_tone_is_told_before_the_position_s_three_seconds_are_over(order: PhoneOrder) -> None:
    switch = switch_where("*22", Fate.NO_DIAL_TONE)
    switch.take(order, 0.0, START)
    ((second, ended),) = run(switch, 100)
    assert isinstance(ended, AttemptEnded)
    assert ended.outcome is Outcome.NO_DIAL_TONE
    assert second == pytest.approx(2.4)


def test_a_lost_line_is_told_refuses_attempts_and_comes_back() -> None:
    switch = switch_where("*22", Fate.LINE_LOST)
    switch.take(Dial(1, "*22"), 0.0, START)
    assert words(run(switch, 2.0)) == ["Dialled", "LineLost"]
    (refused,) = switch.take(Dial(2, "*23"), 2.0, at(2))
    assert isinstance(refused, AttemptEnded)
    assert refused.outcome is Outcome.LINE_LOST
    assert isinstance(switch.take(Release(), 2.0, at(2))[0], ReleaseRefused)
    lost = NotDone(at(2), "the line is lost: the switch cannot be told")
    assert switch.take(Hold(), 2.0, at(2)) == switch.take(Resume(), 2.0, at(2)) == [lost]
    assert words(run(switch, 100)) == ["LineUp"]
    switch.take(Dial(3, "*23"), 50.0, at(50))
    assert words(run(switch, 100)) == ["Dialled", "ring 1", "ring 2", "Answered"]


def test_a_line_taken_away_twice_is_away_as_long_as_was_said_last() -> None:
    """A trainer's second loss ended with the first one's."""
    switch = VirtualSwitch(SwitchPlan())
    switch.lose_line(30.0, 0.0, START)
    switch.lose_line(30.0, 20.0, at(20))
    assert run(switch, 49.0) == []
    assert words(run(switch, 51.0)) == ["LineUp"]
    assert switch.due() is None


def test_every_time_scales_with_the_cadence() -> None:
    for fate in Fate:
        slow, quick = switch_where("*22", fate), switch_where("*22", fate, cadence=0.2)
        for switch in (slow, quick):
            switch.take(Recall(1, "*22"), 0.0, START)
        at_first = run(slow, 3.0), run(quick, 0.1)
        for switch, now in ((slow, 3.0), (quick, 0.1)):
            switch.take(Dial(1, "*22"), now, START)
        then = run(slow, 300.0), run(quick, 10.0)
        for slow_events, quick_events in (at_first, then):
            assert words(slow_events) == words(quick_events)
            assert [second * 0.2 / 6 for second, _ in slow_events] == pytest.approx(
                [second for second, _ in quick_events], abs=1e-6
            )


def test_a_late_wake_up_does_not_stretch_the_cadence() -> None:
    switch = switch_where("*23", Fate.NO_ANSWER)
    switch.take(Dial(1, "*23"), 0.0, START)
    switch.tick(10.0, at(10))  # dialled, ring 1 and ring 2 were due long ago
    assert switch.due() == pytest.approx(12.6)


@pytest.mark.parametrize("order", [Recall(2, "*21"), Dial(2, "*21")])
@pytest.mark.parametrize("first", [Recall(1, "*23"), Dial(1, "*23")])
def test_a_second_attempt_while_one_is_under_way_is_refused_in_words(first: PhoneOrder, order: PhoneOrder) -> None:
    switch = VirtualSwitch(SwitchPlan())
    switch.take(first, 0.0, START)
    (refused,) = switch.take(order, 0.1, START)
    assert isinstance(refused, AttemptEnded)
    assert (refused.attempt, refused.outcome) == (2, Outcome.REFUSED)
    assert "another agency" in refused.cause
    assert all(event.attempt == 1 for _, event in run(switch, 100) if isinstance(event, Ringing | Answered))


def test_an_answered_agency_does_not_hinder_the_next_attempt() -> None:
    switch = VirtualSwitch(SwitchPlan())
    switch.take(Dial(1, "*23"), 0.0, START)
    run(switch, 20)
    switch.take(Recall(2, "*21"), 20.0, START)
    switch_events = run(switch, 21)
    assert words(switch_events) == ["DialTone"]


def test_dialling_before_the_tone_came_is_dialling() -> None:
    switch = VirtualSwitch(SwitchPlan())
    switch.take(Recall(1), 0.0, START)
    switch.take(Dial(1, "*23"), 0.1, START)
    assert words(run(switch, 100)) == ["Dialled", "ring 1", "ring 2", "Answered"]


def test_nothing_is_dialled_twice_for_one_attempt() -> None:
    switch = VirtualSwitch(SwitchPlan())
    switch.take(Dial(1, "*23"), 0.0, START)
    assert switch.take(Dial(1, "*23"), 0.1, START) == []
    assert switch.take(Recall(1, "*23"), 0.1, START) == []
    assert words(run(switch, 100)) == ["Dialled", "ring 1", "ring 2", "Answered"]


@pytest.mark.parametrize("digits", ["", "12a", "*23 ", "١"])
def test_what_is_on_no_telephone_key_is_a_bad_code(digits: str) -> None:
    (ended,) = VirtualSwitch(SwitchPlan()).take(Dial(1, digits), 0.0, START)
    assert isinstance(ended, AttemptEnded)
    assert ended.outcome is Outcome.BAD_CODE
    assert repr(digits) in ended.cause


@pytest.mark.parametrize("moment", [0.0, 0.4, 0.7, 7.0])
def test_an_aborted_attempt_ends_at_once_and_nothing_comes_after_its_end(moment: float) -> None:
    switch = VirtualSwitch(SwitchPlan())
    switch.take(Dial(1, "*23"), 0.0, START)
    run(switch, moment)
    (ended,) = switch.take(Abort(1), moment, at(moment))
    assert isinstance(ended, AttemptEnded)
    assert ended.outcome is Outcome.ABORTED
    assert run(switch, 100) == []
    assert switch.take(Dial(1, "*23"), moment, START) == []
    assert switch.take(Recall(1, "*23"), moment, START) == []
    assert switch.take(Abort(1), moment, START) == []
    assert run(switch, 100) == []


def test_an_agency_that_answered_is_dropped_and_the_next_can_be_called() -> None:
    switch = VirtualSwitch(SwitchPlan())
    switch.take(Dial(1, "*23"), 0.0, START)
    run(switch, 20)
    (ended,) = switch.take(DropAgency(1), 20.0, START)
    assert isinstance(ended, AttemptEnded)
    assert (ended.attempt, ended.outcome) == (1, Outcome.ABORTED)
    assert switch.take(DropAgency(1), 20.0, START) == []


def test_release_leaves_the_others_together_so_what_rings_is_no_longer_heard_of() -> None:
    switch = VirtualSwitch(SwitchPlan())
    switch.take(Dial(1, "*23"), 0.0, START)
    run(switch, 1)
    assert switch.take(Release(), 1.0, at(1)) == [Released(at(1))]
    assert run(switch, 100) == []
    assert switch.take(Recall(2), 1.0, at(1)) == []
    assert words(run(switch, 100)) == ["DialTone"]


def test_hanging_up_ends_what_rings_for_everyone() -> None:
    switch = VirtualSwitch(SwitchPlan())
    switch.take(Dial(1, "*23"), 0.0, START)
    assert words([(0, event) for event in switch.take(HangUp(), 1.0, START)]) == ["aborted", "Released"]
    assert run(switch, 100) == []


def test_hold_resume_and_mute_are_answered_and_orders_for_other_telephones_are_ignored() -> None:
    switch = VirtualSwitch(SwitchPlan())
    assert switch.take(Hold(), 0.0, START) == [HeldOnLine(START)]
    assert switch.take(Resume(), 0.0, START) == [Resumed(START)]
    assert switch.take(Mute(on=True), 0.0, START) == [Muted(START, on=True)]
    assert switch.take(Heard("ringing"), 0.0, START) == []
    assert switch.take(SendText("GA"), 0.0, START) == []


ATTEMPTS = st.integers(1, 4)
DIGITS = st.sampled_from(["", "x", "*1", *(f"*{n}" for n in range(20, 30))])
ORDERS: st.SearchStrategy[PhoneOrder] = st.one_of(
    st.builds(Recall, ATTEMPTS, DIGITS),
    st.builds(Dial, ATTEMPTS, DIGITS),
    st.builds(Abort, ATTEMPTS),
    st.builds(DropAgency, ATTEMPTS),
    st.sampled_from([Release(), HangUp(), Hold(), Resume(), Mute(on=False), Heard("busy"), SendText("")]),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(ORDERS, st.floats(0, 20)), max_size=30))
def test_whatever_is_ordered_no_attempt_has_two_ends_nor_anything_after_its_end(
    script: list[tuple[PhoneOrder, float]],
) -> None:
    lots = {f"*{20 + number}": Lot(fate) for number, fate in enumerate(FATES.values())}
    switch = VirtualSwitch(SwitchPlan(lots))
    now, events = 0.0, []
    for order, passed in script:
        events += switch.take(order, now, at(now))
        now += passed
        events += [event for _, event in run(switch, now)]
    events += [event for _, event in run(switch, now + 1000)]
    over: set[int] = set()
    for event in events:
        if isinstance(event, DialTone | Dialled | Ringing | Answered | AttemptEnded):
            assert event.attempt not in over
        if isinstance(event, AttemptEnded):
            over.add(event.attempt)
    assert sum(isinstance(event, LineUp) for event in events) == sum(isinstance(event, LineLost) for event in events)

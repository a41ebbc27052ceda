"""Every event is written down so that it can be made again, byte for byte where it had bytes."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.journal.entry import entries_of
from app.ports import AttemptEnded, FeedState, FeedStateChanged, Link, Outcome, PhoneCaps
from app.position.events import ConsoleStarted, KeyPressed, NoiseHeard, PastCallFound, PositionEvent, SpillArrived
from app.position.minutes import KINDS, body_of, event_from, kind_of, spill_bytes
from app.spill.model import AgencyNamed, NumberStatus, ServiceClass, ServiceKind, Spill, Trust
from app.spill.plain import to_plain

START = datetime(2026, 3, 1, 8, 0, 0, 123456, tzinfo=UTC)
EVENTS: tuple[Any, ...] = get_args(PositionEvent)

A_SPILL = Spill(
    raw=b"\x02326-1224 (905) RES OSH\x03\xff",
    format="bell-printer",
    lines=("326-1224 (905) RES OSH", "\u2402"),
    number="9053261224",
    number_status=NumberStatus.COMPLETE,
    service_class="RES",
    service=ServiceClass(
        "RES", "Residential", ServiceKind.WIRELINE, Trust.YES, Trust.NO, Trust.NOT_SURE, "a", "b", "c"
    ),
    name="PALMER, ROBERT",
    sent_at=datetime(2026, 3, 1, 5, 17, 39),  # noqa: DTZ001  as sent: no zone
    agencies=(AgencyNamed("DUR REG POLICE", "9055791234"), AgencyNamed("OPP", None)),
    extra={"ZONE": "1", "APT": "2"},
    problems=("line 3: expected a postal code, got 'L1G'",),
)


def again(event: PositionEvent) -> PositionEvent:
    """Write the event down as text, and read it."""
    body = json.loads(json.dumps(body_of(event)))
    return event_from(kind_of(event), event.at, body, spill_bytes(event))


_values: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=20),
    int: st.integers(),
    bool: st.booleans(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bytes: st.binary(max_size=20),
    Spill: st.just(A_SPILL),
    PhoneCaps: st.builds(
        PhoneCaps, flash=st.booleans(), tty=st.text(max_size=5), by_hand=st.booleans(), times=st.just(("flash",))
    ),
    int | None: st.none() | st.integers(),
    list[dict[str, Any]]: st.lists(st.fixed_dictionaries({"call": st.integers(), "same": st.just(["same number"])})),
    dict[str, Any] | None: st.none() | st.just(to_plain(A_SPILL)),
    list[dict[str, Any]]: st.just([{"at": "", "kind": "matter_agency_down", "body": {"agency": "ajax-fire"}}]),
    tuple[tuple[str, float], ...]: st.just((("flash", 0.5),)),
    list[dict[str, Any]]: st.just([{"at": "x", "size": 1}]),
    dict[str, dict[str, str]]: st.just({"matter 0 complaint": {"from": "x"}}),
    tuple[str, ...]: st.lists(st.text(max_size=5), max_size=3).map(tuple),
    dict[str, str]: st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3),
}


def _any_value(hint: Any) -> st.SearchStrategy[Any]:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    return _values[hint]


def _any_event(kind: Any) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    values = {each.name: _any_value(hints[each.name]) for each in fields(kind) if each.name != "at"}
    ats = st.integers(0, 10**12).map(lambda number: START + timedelta(microseconds=number))
    return st.builds(kind, at=ats, **values)


@given(st.one_of([_any_event(kind) for kind in EVENTS]))
def test_any_event_is_the_same_again_after_it_was_written_down(event: PositionEvent) -> None:
    assert again(event) == event
    assert "at" not in body_of(event)  # it has a column of its own


@pytest.mark.parametrize("kind", EVENTS)
def test_every_event_has_a_name_of_its_own(kind: type) -> None:
    names = [name for name, each in KINDS.items() if each is kind]
    assert len(names) == 1


def test_names_are_words_of_the_journal() -> None:
    assert kind_of(KeyPressed(START, "F8")) == "key_pressed"
    assert kind_of(SpillArrived(START, A_SPILL)) == "spill_arrived"
    assert kind_of(FeedStateChanged(START, FeedState.UP)) == "feed_state_changed"
    assert kind_of(AttemptEnded(START, 1, Outcome.BUSY)) == "attempt_ended"


def test_a_spill_is_whole_again_with_the_order_of_its_labels() -> None:
    spill = again(SpillArrived(START, A_SPILL))
    assert isinstance(spill, SpillArrived)
    assert spill.spill == A_SPILL
    assert list(spill.spill.extra) == ["ZONE", "APT"]


def test_the_journal_itself_keeps_the_order_of_a_spills_labels(desk: Any) -> None:
    """The screen shows them in that order; what is run again must show them so too."""
    desk.spill(extra={"ZONE": "1", "APT": "2"})
    (entry,) = entries_of([desk.decisions[-1].record])
    assert list(json.loads(entry.body)["spill"]["extra"]) == ["ZONE", "APT"]


def test_an_event_of_a_journal_from_before_a_field_came_is_made_again() -> None:
    """The journal of an older program can be run again: what it did not say is what was so at its time."""
    started = ConsoleStarted(START, "0.1.0", "02", "f", True, False, "virtual", PhoneCaps(), {}, related_minutes=5)
    body = {name: value for name, value in body_of(started).items() if name != "related_minutes"}
    made = event_from("console_started", START, body, None)
    assert isinstance(made, ConsoleStarted)
    assert made.related_minutes == 60
    past = PastCallFound(START, 7, "", "", "", None, False, linked_to=3)
    body = {name: value for name, value in body_of(past).items() if name != "linked_to"}
    assert event_from("past_call_found", START, body, None) == PastCallFound(START, 7, "", "", "", None, False)


def test_bytes_lie_beside_the_body_and_not_in_it() -> None:
    noise = NoiseHeard(START, b"\x00\xff", "two control bytes")
    assert spill_bytes(noise) == b"\x00\xff"
    assert body_of(noise) == {"reason": "two control bytes"}
    assert "raw" not in body_of(SpillArrived(START, A_SPILL))["spill"]
    assert spill_bytes(KeyPressed(START, "F8")) is None


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("no_such_event", {}),
        ("key_pressed", {}),
        ("attempt_ended", {"attempt": 1, "outcome": "exploded", "code": "", "cause": "", "raw": ""}),
        (
            "console_started",
            {**body_of(ConsoleStarted(START, "", "", "", True, False, "", PhoneCaps(), {})), "caps": {"x": 1}},
        ),
        ("spill_arrived", {"spill": {}}),
        ("noise_heard", {}),
    ],
)
def test_what_this_program_never_wrote_is_refused(kind: str, body: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        event_from(kind, START, body, None)


@pytest.mark.parametrize(
    "event",
    [
        SpillArrived(START, A_SPILL, Link.SECOND),
        NoiseHeard(START, b"\x00", "a control byte", Link.SECOND),
        FeedStateChanged(START, FeedState.LOST, "cable pulled", Link.SECOND),
    ],
)
def test_the_second_link_is_said_and_a_body_that_says_none_is_of_the_main_one(event: Any) -> None:
    """A journal of one feed, and every one of before there were two, is run again as it was."""
    assert body_of(event)["link"] == "second"
    assert again(event) == event
    of_main = replace(event, link=Link.MAIN)
    assert "link" not in body_of(of_main)
    assert again(of_main) == of_main

"""The film of a call shows the very Screens that the call-taker saw."""

import dataclasses
import sqlite3
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.errors import JournalError
from app.journal.past import past_call
from app.journal.read import calls
from app.journal.records import Stood
from app.journal.runs import span_of
from app.ports import (
    Answered,
    AttemptEnded,
    CallerRinging,
    Chunk,
    Dialled,
    DialTone,
    LineUp,
    Outcome,
    PhoneCaps,
    Released,
    Ringing,
)
from app.position.events import InitialsGiven, KeyPressed, NoiseHeard, PositionEvent, SpillArrived, Woke
from app.position.found import found_again
from app.position.limits import Limits
from app.position.step_words import BaseSteps
from app.review.film import READ, Film, develop
from app.spill.model import Spill
from app.spill.reader import SpillReader
from tests.app.review.live import NOON, TABLES, Live

SLIP = (
    b"326-1224 (905) RES OSH 26/03/01 05:17:39 #%05d Pos:0218\r\nPALMER, ROBERT\r\n324 FIRST ST N\r\nAPT 6\r\n"
    b"OSHAWA, OSHAWA L1G-4B7\r\nESN#: 0047\r\nDUR REG POLICE\r\n905-579-1234\r\n\r\n"
)


def spill(number: int) -> SpillArrived:
    reader = SpillReader(TABLES.formats, TABLES.classes, TABLES.localities)
    found = [each for each in reader.feed(Chunk(NOON, SLIP % number)) if isinstance(each, Spill)]
    return SpillArrived(NOON, found[0])


def film_of(path: Path, call: int, tables: Any = TABLES) -> Film:
    reading: Generator[int, None, Film] = develop(path, span_of(path, call), tables)
    while True:
        try:
            next(reading)
        except StopIteration as end:
            film: Film = end.value
            return film


def same(film: Film, live: Live) -> None:
    """The film's screens are the live ones, but for what only the runner knew."""
    for frame in film.frames:
        shown = frame.screen._replace(journal=READ, last_byte_at=None, second_byte_at=None)
        assert shown == live.screens[frame.event]._replace(journal=READ, last_byte_at=None, second_byte_at=None)
        assert repr(shown) == repr(live.screens[frame.event]._replace(journal=READ))


CALL: tuple[PositionEvent | float, ...] = (
    LineUp(NOON),
    InitialsGiven(NOON, "KM"),
    *(2, spill(552), 1, KeyPressed(NOON, "F8"), DialTone(NOON, 1), Dialled(NOON, 1, "*23"), 1, Ringing(NOON, 1, 1)),
    *(6, Ringing(NOON, 1, 2), NoiseHeard(NOON, b"\xff\xfe", "no text"), 2, Answered(NOON, 1)),
    *(
        3,
        KeyPressed(NOON, "F11"),
        1,
        KeyPressed(NOON, "F12"),
        Released(NOON),
        KeyPressed(NOON, "Ctrl+G"),
        KeyPressed(NOON, "F1"),
    ),
)


@pytest.fixture
def live(tmp_path: Path) -> Live:
    return Live(tmp_path / "journal.sqlite")


def test_every_screen_of_a_call_is_the_one_that_stood_then(live: Live) -> None:
    live.run(*CALL, 5, spill(553), 9, KeyPressed(NOON, "Ctrl+N"))
    for call in calls(live.path):
        film = film_of(live.path, call["id"])
        assert film.notes == ()
        assert any(frame.ours for frame in film.frames)
        same(film, live)
    first = film_of(live.path, 1).frames
    assert first[0].words.startswith("initials given KM")  # what stood just before
    assert any(frame.words == "spill arrived 9053261224 RES" for frame in first)
    assert len({repr(frame.screen) for frame in first}) > 8


def test_a_call_over_a_restart_is_shown_whole_with_the_calls_of_before_in_the_list(live: Live) -> None:
    live.run(*CALL)
    live.now += timedelta(minutes=1)
    live.run(LineUp(NOON), 1, spill(553))
    past = past_call(live.path, 2)
    assert past is not None
    live.now += timedelta(seconds=30)
    live.run(found_again(past, NOON, Stood()), 1, KeyPressed(NOON, "F8"), 2, KeyPressed(NOON, "Esc"))
    film = film_of(live.path, 2)
    same(film, live)
    assert len(film.frames[-1].screen.today) == 2  # call 1 is of an earlier run
    kinds = [frame.words.partition(" ")[0] for frame in film.frames]
    assert kinds.count("console") >= 2  # stopped, and started


def test_earlier_calls_are_those_of_the_hours_before_and_as_they_stood_then(live: Live) -> None:
    live.run(*CALL)  # older than the list
    live.now += timedelta(hours=13)
    live.run(*CALL)
    live.now += timedelta(minutes=1)
    live.run(LineUp(NOON), 1, spill(600), 1, KeyPressed(NOON, "F12"))
    same(film_of(live.path, 3), live)
    assert [row.call for row in film_of(live.path, 3).frames[-1].screen.today] == [3, 2]


def test_callers_who_ring_at_a_sip_telephone_are_shown_too(live: Live) -> None:
    caps = PhoneCaps(can_answer=True, bridge_in_switch=False)
    live.run(
        *(LineUp(NOON), 1, CallerRinging(NOON, "9053261224", 1), 1, spill(552), KeyPressed(NOON, "Alt+A")),
        *(1, CallerRinging(NOON, "9055550142", 2), 2, Woke(NOON, "whatever")),
        caps=caps,
    )
    for call in calls(live.path):
        same(film_of(live.path, call["id"]), live)


def test_other_tables_than_then_are_told_in_words(live: Live) -> None:
    live.run(*CALL)
    others = {**TABLES.digests, "agencies/durham": "another", "procedures/new": "1"}
    (note,) = film_of(live.path, 1, replaced(others)).notes
    assert note == "OTHER TABLES than then, so the screens may differ: agencies/durham, procedures/new"


def replaced(digests: dict[str, str]) -> Any:
    from dataclasses import replace

    return replace(TABLES, digests=digests)


def test_an_event_of_another_version_is_left_out_and_told(live: Live) -> None:
    live.run(*CALL)
    connection = sqlite3.connect(live.path)
    connection.execute("DROP TRIGGER events_no_update")
    connection.execute("UPDATE events SET kind = 'sun_rose' WHERE kind = 'answered'")
    connection.commit()
    connection.close()
    film = film_of(live.path, 1)
    assert any("(sun_rose) is of another version" in note for note in film.notes)
    assert all("answered" not in frame.words for frame in film.frames)


def test_how_far_it_has_come_is_told_and_it_can_be_stopped(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.review.film.TOLD_AT", 5)
    live.run(*CALL)
    span = span_of(live.path, 1)
    reading = develop(live.path, span, TABLES)
    assert (next(reading), next(reading)) == (5, 10)
    assert span.events >= 10
    reading.close()
    assert [each.name for each in live.path.parent.iterdir()] == ["journal.sqlite"]


def test_a_call_that_is_not_there_is_a_sentence(live: Live) -> None:
    live.run(*CALL)
    with pytest.raises(JournalError, match="expected a call's id, as `answerpoint calls` lists them, got 99"):
        span_of(live.path, 99)


def test_showing_it_writes_nothing(live: Live) -> None:
    live.run(*CALL)
    before = live.path.read_bytes()
    film_of(live.path, 1)
    assert live.path.read_bytes() == before


def test_a_call_under_another_centres_limits_is_shown_as_it_was_and_under_others_that_is_said(live: Live) -> None:
    """D096: the limits stand in a table of the steps, whose digest the journal holds."""
    digests = {**TABLES.digests, "steps/own": "1"}
    theirs = dataclasses.replace(TABLES, steps=BaseSteps({}, limits=Limits(rings=2)), digests=digests)
    no_answer = AttemptEnded(NOON, 1, Outcome.NO_ANSWER)
    until_answered = CALL[: next(at for at, each in enumerate(CALL) if isinstance(each, Answered))]
    live.run(*until_answered, 6, no_answer, 1, KeyPressed(NOON, "F12"), tables=theirs)
    film = film_of(live.path, 1, theirs)
    same(film, live)
    assert film.notes == ()
    (face,) = [each for each in film.frames[-1].screen.agency_keys if each.key == "F8"]
    assert face.state == "NO ANSWER after 2 rings"
    (note,) = film_of(live.path, 1).notes
    assert note == "OTHER TABLES than then, so the screens may differ: steps/own"

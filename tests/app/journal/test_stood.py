"""A call that was open when the console stopped is found as it stood."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.clock import as_text
from app.errors import JournalError
from app.journal.records import CallChange, Record, Stood
from app.journal.stood import had_the_screen, how_it_stood
from app.journal.store import Journal

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
THEN = "2026-03-01T08:00:00.000000Z"


def away(hung_up: bool, cut_off: bool = False, call: int = 1, **body: Any) -> Record:
    told = {"call": call, "hung_up": hung_up, "cut_off": cut_off, "taken_up_from": 0, **body}
    return Record(AT, "caller_away", "", "", told, call)


def step(*marks: str, **typed: str) -> Record:
    return Record(AT, "step_taken", "", "", {"step": "due", "marks": list(marks), "typed": typed}, 1)


def stood(folder: Path, *records: Record) -> Stood:
    path = folder / "journal.sqlite"
    journal = Journal.open(path)
    arrived = [CallChange(call, {"arrived_at": THEN, "number": "9053261224"}) for call in (1, 2)]
    journal.write([Record(AT, "spill", "", "", {}, 1, tuple(arrived)), *records], lambda _written: None)
    journal.close()
    return how_it_stood(path, 1, THEN)


def test_the_last_word_on_the_caller_counts(tmp_path: Path) -> None:
    found = stood(tmp_path, away(False, True), away(True, taken_up_from=7), away(False, call=2))
    assert found == Stood(THEN, "", 7, number="9053261224")


def test_a_caller_who_came_back_is_there(tmp_path: Path) -> None:
    found = stood(tmp_path, away(True, True), away(False))
    assert (found.away, found.cut_off) == ("", "")


def test_what_procedures_kept_at_their_last_step_is_kept(tmp_path: Path) -> None:
    found = stood(tmp_path, step(), step("called back", evidence="shouting"))
    assert (found.marks, found.typed, found.begun) == (("called back",), {"evidence": "shouting"}, True)


def task(kind: str, agency: str, **body: str) -> Record:
    return Record(AT, f"matter_task_{kind}", "", "", {"call": 1, "agency": agency, **body}, 1)


def test_d094_who_was_told_by_relay_is_known_and_who_is_to_be_told_anew_is_not(tmp_path: Path) -> None:
    """D094, D096: voice contact closes a task too, and is told by its leg."""
    found = stood(
        tmp_path,
        *(task("left", "oshawa-fire"), task("done", "oshawa-fire", who="Ann")),
        *(task("left", "ajax-fire"), task("done", "ajax-fire", who="")),
        *(task("left", "cacc"), task("done", "cacc", who="Kim"), task("left", "cacc")),
    )
    assert found.told == ("oshawa-fire",)


def test_of_a_call_on_which_nothing_was_told_nothing_is_known(tmp_path: Path) -> None:
    assert stood(tmp_path) == Stood(number="9053261224")


def test_who_was_brought_in_is_known_and_that_the_call_had_the_screen(tmp_path: Path) -> None:
    leg: dict[str, str | int | None] = {"digits": "*23", "rings": 2, "dialled_at": THEN, "answered_at": None}
    legs = {
        1: {"agency": "Oshawa Fire", "outcome": "busy", "contact_at": None, **leg},
        2: {"agency": "Ajax Fire", "outcome": "answered", "contact_at": THEN, **leg},
    }
    found = stood(tmp_path, Record(AT, "dialled", "", "", {}, 1, (CallChange(1, {}, legs),)))
    assert [(leg["agency"], leg["contact_at"]) for leg in found.legs] == [("Oshawa Fire", None), ("Ajax Fire", THEN)]
    assert found.begun


def test_a_clock_that_was_set_back_during_the_call_hides_nothing(tmp_path: Path) -> None:
    back = AT - timedelta(hours=2)
    assert stood(tmp_path, away(True)._replace(at=back), step()._replace(at=back)).away


def test_what_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="how call 1 stood cannot be read"):
        stood(tmp_path, Record(AT, "caller_away", "", "", {"hung": True}, 1))


@pytest.mark.parametrize("odd", [{"outcome": "teleported"}, {"dialled_at": None}, {"contact_at": "noon"}])
def test_a_leg_of_another_version_is_a_sentence_and_hides_no_call(tmp_path: Path, odd: dict[str, str | None]) -> None:
    times = {"dialled_at": THEN, "answered_at": None, "contact_at": None}
    leg = {"agency": "Oshawa Fire", "digits": "*23", "outcome": "busy", "rings": 2, **times, **odd}
    with pytest.raises(JournalError, match="how call 1 stood cannot be read"):
        stood(tmp_path, Record(AT, "dialled", "", "", {}, 1, (CallChange(1, {}, {1: leg}),)))


def test_the_call_that_took_the_screen_last_while_others_waited_is_known(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal = Journal.open(path)
    journal.write([Record(AT, "screen_taken", "", "", {"call": call}, call) for call in (7, 9, 8)], lambda _: None)
    assert journal.close() == ""
    assert had_the_screen(path, as_text(AT)) == 8
    assert had_the_screen(path, as_text(AT + timedelta(days=2))) == 0

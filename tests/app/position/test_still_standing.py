"""The last word on each agency is what stands, after a restart and after kill -9."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.journal.open_matters import events_of
from app.journal.records import Record
from app.journal.store import Journal
from app.position.still_standing import KINDS, still_standing

AT = datetime(2026, 3, 1, 13, 2, tzinfo=UTC)
DOWN, UP, DIRECTED, LIFTED = KINDS


def told(minute: int, kind: str, agency: str, **more: Any) -> tuple[datetime, str, dict[str, Any]]:
    return AT + timedelta(minutes=minute), kind, {"agency": agency, **more}


def test_the_kinds_are_those_that_the_journals_index_holds() -> None:
    assert KINDS == (
        "matter_agency_down",
        "matter_agency_up",
        "matter_calls_directed",
        "matter_direction_lifted",
    )


def test_what_was_lifted_stands_no_longer_and_the_rest_keeps_its_time_d116_d123() -> None:
    events = [
        told(0, DOWN, "ajax-fire", reason="a"),
        told(1, DOWN, "pickering-fire", reason="b"),
        told(2, DIRECTED, "pickering-fire", by="S. Lee"),
        told(3, UP, "ajax-fire"),
        told(4, DOWN, "ambulance", reason="c"),
        told(5, DIRECTED, "ambulance", by="S. Lee"),
        told(6, LIFTED, "ambulance"),
    ]
    assert [(each["at"], each["kind"], each["body"]["agency"]) for each in still_standing(events)] == [
        ("2026-03-01T13:03:00.000000Z", DOWN, "pickering-fire"),
        ("2026-03-01T13:04:00.000000Z", DIRECTED, "pickering-fire"),
        ("2026-03-01T13:06:00.000000Z", DOWN, "ambulance"),
    ]


def test_the_last_word_on_an_agency_is_what_stands() -> None:
    events = [told(0, DOWN, "ajax-fire", reason="a"), told(9, DOWN, "ajax-fire", reason="b")]
    assert [each["body"]["reason"] for each in still_standing(events)] == ["b"]


def test_what_is_lifted_without_having_stood_changes_nothing() -> None:
    assert still_standing([told(0, UP, "ajax-fire"), told(1, LIFTED, "ajax-fire")]) == []


def test_a_body_without_an_agency_is_an_error() -> None:
    with pytest.raises(KeyError):
        still_standing([(AT, DOWN, {})])


def test_it_is_read_from_a_journal_that_holds_anything_else_as_well(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal = Journal.open(path)
    written: list[tuple[str, dict[str, Any]]] = [
        ("key_pressed", {"key": "F9"}),
        (DOWN, {"agency": "ajax-fire"}),
        ("matter_opened", {"matter": 1}),
    ]
    for minute, (kind, body) in enumerate(written):
        journal.write([Record(AT + timedelta(minutes=minute), kind, "", "", body)], lambda _written: None)
    assert journal.close() == ""
    found = still_standing((each.at, each.kind, each.body) for each in events_of(path, KINDS))
    assert found == [{"at": "2026-03-01T13:03:00.000000Z", "kind": DOWN, "body": {"agency": "ajax-fire"}}]

import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.journal.entry import entries_of, entry_from_plain
from app.journal.records import CallChange, Record

AT = datetime(2026, 11, 22, 7, 0, tzinfo=timezone(timedelta(hours=-5)))


class Kind(StrEnum):
    SPILL_ARRIVED = "spill_arrived"


def record(**others: Any) -> Record:
    usual: dict[str, Any] = {"at": AT, "kind": "key_pressed", "position": "02", "call_taker": "AB", "body": {}}
    return Record(**usual | others)


def test_an_entry_is_text_in_utc_and_plain_json() -> None:
    entry = entries_of(
        [record(kind=Kind.SPILL_ARRIVED, body={"b": [1, None, "é"], "a": 0.5}, call=3, spill=b"\0\xff")]
    )[0]
    assert entry.at == "2026-11-22T12:00:00.000000Z"
    assert entry.kind == "spill_arrived"
    assert entry.call == 3
    assert entry.body == '{"b":[1,null,"\\u00e9"],"a":0.5}'
    assert entry.changes_text == "[]"
    assert entry.spill == b"\0\xff"


def test_each_record_of_a_turn_keeps_its_own_instant() -> None:
    entries = entries_of([record(), record(at=AT + timedelta(microseconds=1)), record()])
    assert [entry.at[-8:] for entry in entries] == [".000000Z", ".000001Z", ".000000Z"]


@given(
    st.builds(
        Record,
        st.just(AT),
        st.text(st.characters(exclude_categories=())),
        st.text(st.characters(exclude_categories=())),
        st.text(st.characters(exclude_categories=())),
        st.dictionaries(
            st.text(st.characters(exclude_categories=())),
            st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        ),
        st.none() | st.integers(1, 2**63 - 1),
        st.lists(st.builds(CallChange, st.integers(1, 9), st.fixed_dictionaries({"name": st.text()}))).map(tuple),
        st.none() | st.binary(),
    )
)
def test_any_record_can_be_stored_and_comes_back_from_the_spool_the_same(one: Record) -> None:
    entry = entries_of([one])[0]
    for text in (entry.kind, entry.position, entry.call_taker, entry.body, entry.changes_text):
        text.encode()
    json.loads(entry.body, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
    assert entry_from_plain(json.loads(json.dumps(entry.as_plain()))) == entry


@pytest.mark.parametrize("body", [{"at": AT}, {"raw": b"\0"}, {"x": float("inf")}, {(1, 2): 3}])
def test_a_body_that_is_not_plain_data_is_kept_as_python_writes_it_and_told(
    body: dict[Any, Any], expected_log: Callable[[str], None]
) -> None:
    expected_log("the body of a key_pressed record is not plain data")
    assert json.loads(entries_of([record(body=body)])[0].body) == {"not_plain": repr(body)}


def test_a_body_that_holds_itself_is_told_too(expected_log: Callable[[str], None]) -> None:
    expected_log("not plain data")
    body: dict[str, object] = {}
    body["body"] = body
    assert "not_plain" in entries_of([record(body=body)])[0].body


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({"at": datetime(2026, 1, 1)}, "has a zone"),  # noqa: DTZ001  that is what is wrong with it
        ({"call": 0}, "numbered from 1, got 0"),
        ({"call": 2**63}, "numbered from 1"),
        ({"call": True}, "numbered from 1, got True"),
        ({"changes": (CallChange(1, {"colour": "red"}),)}, "no column 'colour'"),
    ],
)
def test_our_own_mistakes_are_refused(others: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        entries_of([record(**others)])


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        ["", "", "", "", None, "", "[]"],
        ["", "", "", "", None, 5, "[]", None],
        ["", "", "", "", "1", "", "[]", None],
        ["", "", "", "", 0, "", "[]", None],
        ["", "", "", "", None, "", "[]", "*"],
        ["", "", "", "", None, "", "[]", 5],
        ["", "", "", "", None, "", "[5]", None],
    ],
)
def test_what_is_no_entry_is_refused(plain: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        entry_from_plain(plain)

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.journal.fold import (
    CALL_COLUMNS,
    LAST_CALL,
    LEG_COLUMNS,
    LINKED_TO,
    CallRow,
    apply,
    changes_from_text,
    fold,
    legs_from_text,
    ready,
    row_from_columns,
)
from app.journal.records import CallChange

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # half surrogate pairs too
TEXTS = tuple(column for column in CALL_COLUMNS if column != LINKED_TO)
LINKED = st.fixed_dictionaries({}, optional={LINKED_TO: st.none() | st.integers(1, LAST_CALL)})
VALUES = st.builds(
    lambda one, more: {**one, **more}, st.dictionaries(st.sampled_from(TEXTS), st.none() | ANY_TEXT), LINKED
)
LEGS = st.dictionaries(
    st.integers(1, 9999),
    st.fixed_dictionaries(
        {},
        optional={column: st.integers(0, 99) if column == "rings" else st.none() | ANY_TEXT for column in LEG_COLUMNS},
    ),
    max_size=3,
)
CHANGES = st.lists(st.builds(CallChange, st.integers(1, 2**63 - 1), VALUES, LEGS), max_size=4)


def test_the_first_change_of_an_id_makes_the_row_and_later_ones_set_only_what_they_name() -> None:
    rows = fold(
        [
            CallChange(7, {"number": "9053261224", "position": "02"}),
            CallChange(8, {"number": None}),
            CallChange(7, {"position": None, "how_ended": "released"}),
        ]
    )
    assert list(rows) == [7, 8]
    assert rows[7].values["number"] == "9053261224"
    assert rows[7].values["position"] is None
    assert rows[7].values["how_ended"] == "released"
    assert rows[8].columns() == (8, *[None] * len(CALL_COLUMNS), "[]")


def test_a_leg_has_every_column_from_its_first_change_and_no_rings() -> None:
    row = fold([CallChange(1, legs={2: {"digits": "*23"}}), CallChange(1, legs={2: {"rings": 3}, 1: {}})])[1]
    empty = dict.fromkeys(LEG_COLUMNS) | {"rings": 0}
    assert row.legs == {1: empty, 2: empty | {"digits": "*23", "rings": 3}}


def test_legs_stand_in_the_row_as_a_list_by_number() -> None:
    legs = json.loads(str(fold([CallChange(1, legs={10: {}, 2: {"agency": "a"}})])[1].columns()[-1]))
    assert [leg["leg"] for leg in legs] == [2, 10]
    assert legs[0]["agency"] == "a"


def test_applying_leaves_the_row_as_it_was() -> None:
    before = apply(None, CallChange(1, {"number": "1"}, {1: {"rings": 1}}))
    kept = before.columns()
    apply(before, CallChange(1, {"number": "2"}, {1: {"rings": 2}}))
    assert before.columns() == kept


@given(CHANGES)
def test_changes_are_written_as_any_json_writer_would_and_read_back_the_same(changes: list[CallChange]) -> None:
    copies, text = ready(changes)
    listed = [
        {"call": one.call, "legs": {str(number): leg for number, leg in sorted(one.legs.items())}, "values": one.values}
        for one in copies
    ]
    assert json.loads(text) == listed
    assert text.isascii()
    for one, given_one in zip(copies, changes, strict=True):
        assert list(one.values) == sorted(given_one.values)
    assert changes_from_text(text) == copies
    assert fold(changes_from_text(text)) == fold(copies)


@given(CHANGES)
def test_a_row_is_read_back_from_its_columns(changes: list[CallChange]) -> None:
    for row in fold(ready(changes)[0]).values():
        again = row_from_columns(row.columns())
        assert again == row
        assert again.columns() == row.columns()


def test_what_is_kept_can_no_longer_be_changed_from_outside() -> None:
    values, leg = {"number": "1"}, {"rings": 1}
    copies, _text = ready([CallChange(1, values, {1: leg})])
    values["number"], leg["rings"] = "2", 2
    assert copies == (CallChange(1, {"number": "1"}, {1: {"rings": 1}}),)


def test_half_a_surrogate_pair_is_kept_as_its_escape() -> None:
    copies, text = ready([CallChange(1, {"name": "A\udc80", "address": "\U0001f692"})])
    assert copies[0].values == {"name": "A\\udc80", "address": "\U0001f692"}
    assert changes_from_text(text) == copies


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (CallChange(0), "a call is numbered from 1"),
        (CallChange(True), "a call is numbered from 1"),
        (CallChange(2**63), "a call is numbered from 1"),
        (CallChange(1, {"town": "X"}), "a call has no column 'town'"),
        (CallChange(1, {"number": 5}), "number of a call is text or null, got 5"),
        (CallChange(1, {"linked_to": "12"}), "linked_to of a call is a number or null, got '12'"),
        (CallChange(1, {"linked_to": 0}), "a call is numbered from 1"),
        (CallChange(1, {"linked_to": True}), "a call is numbered from 1"),
        (CallChange(1, {}, {0: {}}), "a leg is numbered from 1 to 9999, got 0"),
        (CallChange(1, {}, {1: {"ring": 1}}), "a leg has no column 'ring'"),
        (CallChange(1, {}, {1: {"rings": "1"}}), "rings of a leg are a number from 0, got '1'"),
        (CallChange(1, {}, {1: {"digits": 22}}), "digits of a leg is text or null, got 22"),
    ],
)
def test_a_change_that_calls_cannot_hold_is_refused(change: CallChange, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        ready([change])


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x)).map(json.dumps))
def test_any_text_gives_changes_or_a_value_error(text: Any) -> None:
    for read in (changes_from_text, legs_from_text):
        try:
            read(text)
        except ValueError:
            pass


@pytest.mark.parametrize(
    "text",
    [
        None,
        5,
        "[" * 100_000,
        '[{"call":1,"legs":{},"values":{"number":"\\udc80"}}]',
        '[{"call":1,"legs":{"01":{}},"values":{}}]',
        '[{"call":1,"legs":{"99999999999":{}},"values":{}}]',
        '[{"call":1,"legs":{"1":5},"values":{}}]',
        '[{"call":1,"legs":[],"values":{}}]',
        '[{"call":1,"values":{}}]',
        '[{"call":1e400,"legs":{},"values":{}}]',
        "{}",
        "[5]",
    ],
)
def test_changes_that_are_none_of_ours_are_refused(text: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        changes_from_text(text)


@pytest.mark.parametrize("columns", [(1, 5, *[None] * 8, "[]"), (1, None, "[]"), (1, *[None] * 9, None)])
def test_a_row_that_somebody_changed_is_refused(columns: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match=r"."):
        row_from_columns(columns)


def test_a_new_row_is_empty() -> None:
    assert CallRow(3).columns() == (3, *[None] * len(CALL_COLUMNS), "[]")

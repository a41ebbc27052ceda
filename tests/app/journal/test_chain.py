import hashlib
import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.journal.chain import EVENT_COLUMNS, FIRST_PREV, HASHED_COLUMNS, canonical, event_hash, spill_hash

TEXT = st.text(st.characters(exclude_categories=()))
NUMBER = st.integers(1, 2**63 - 1)
ROWS = st.tuples(
    NUMBER, TEXT, TEXT, TEXT, TEXT, st.none() | NUMBER, TEXT, TEXT, st.none() | NUMBER, st.none() | TEXT, TEXT
)
ONE = (1, "2026-11-22T12:00:00.000125Z", "spill_arrived", "02", "AB", 1, '{"é":1}', "[]", 1, "ab", FIRST_PREV)


@given(ROWS)
def test_an_event_is_hashed_as_any_json_writer_gives_it(row: tuple[Any, ...]) -> None:
    named = dict(zip(HASHED_COLUMNS, row, strict=True))
    text = json.dumps(named, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    assert canonical(row) == text.encode("ascii")
    assert event_hash(row) == hashlib.sha256(text.encode()).hexdigest()


def test_the_canonical_form_is_the_documented_one_for_ever() -> None:
    """docs/journal-format.md gives this example byte for byte; older journals depend on it."""
    assert canonical(ONE) == (
        b'{"at":"2026-11-22T12:00:00.000125Z","body":"{\\"\\u00e9\\":1}","call":1,"call_taker":"AB","changes":"[]",'
        b'"id":1,"kind":"spill_arrived","position":"02",'
        b'"prev":"0000000000000000000000000000000000000000000000000000000000000000","spill":1,"spill_sha256":"ab"}'
    )


def test_the_documented_example_is_right() -> None:
    text = (Path(__file__).parents[3] / "docs" / "journal-format.md").read_text()
    assert canonical(ONE).decode() in text
    assert f"Its hash is `{event_hash(ONE)}`" in text


def test_every_column_of_an_event_but_its_hash_is_hashed() -> None:
    assert (*HASHED_COLUMNS, "hash") == EVENT_COLUMNS
    for place, value in enumerate(ONE):
        other = 2 if isinstance(value, int) else f"{value} "
        assert event_hash((*ONE[:place], other, *ONE[place + 1 :])) != event_hash(ONE)


def test_null_and_the_empty_text_differ() -> None:
    assert event_hash((*ONE[:9], "", FIRST_PREV)) != event_hash((*ONE[:9], None, FIRST_PREV))


def test_a_spill_is_vouched_for_by_its_sha_256() -> None:
    assert spill_hash(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

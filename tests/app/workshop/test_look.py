"""The table's text and the recorded bytes give records, or the faults of the table with their lines."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.ports import Chunk
from app.spill.formats import load_table
from app.spill.locality import localities
from app.workshop.look import MOST_RECORDS, Fault, Look, look
from app.workshop.starter import STARTER

TEXT = (Path(__file__).parents[2] / "data" / "tables" / "lakeland.toml").read_text("utf-8")
SAMPLES = load_table(TEXT, "lakeland.toml").samples
AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


def seen(text: str, *data: bytes) -> Look:
    return look(text, "table", [Chunk(AT, each) for each in data], {}, localities([]))


def test_every_record_is_listed_with_what_came_of_it() -> None:
    """Whole records, noise between them and a heartbeat, in the order in which they came."""
    view = seen(TEXT, b"HB 01\r\n", SAMPLES[0], b"\xff\xfe")
    assert [each.title.split()[1] for each in view.found] == ["heartbeat", "✓", "NOISE"]
    assert view.words == "3: 1 decoded, 0 of them with problems; 2 not decoded, noise or heartbeats"


def test_a_record_with_a_problem_says_how_many_and_one_that_does_not_fit_says_so() -> None:
    view = seen(STARTER, b"555-0142 (905) RES\r\nREID, MARGARET\r\n\r\n", b"HELLO THERE\r\n\r\n")
    assert [each.title.split(" ", 1)[1] for each in view.found] == ["▲ 1 555-0142 (905) RES", "NOT DECODED HELLO THERE"]
    assert [bool(each.problems) for each in view.found] == [True, True]


def test_of_a_record_that_does_not_fit_it_is_said_where_its_first_line_stops() -> None:
    (found,) = seen(STARTER, b"555-0142 (905) RES 26/11/27\r\nREID, MARGARET\r\n\r\n").found
    assert found.problems == (
        "line 1: {number:999-9999} ({area:999}) {class:class}: stops at column 19, expected the end of the line,"
        " got ' 26/11/27'",
    )


def test_of_a_damaged_record_it_is_said_first_what_is_wrong_with_it() -> None:
    found = seen(TEXT, SAMPLES[0].replace(b"REID", b"REIL")).found[0]
    assert "NOT DECODED" in found.title
    assert found.problems[0].startswith("check byte: expected 0x")


def test_the_json_is_what_decode_prints() -> None:
    (found,) = seen(TEXT, SAMPLES[0]).found
    told = json.loads(found.json)
    assert (told["kind"], told["format"], told["number"], told["name"]) == (
        "spill",
        "lakeland",
        "9055550142",
        "REID, MARGARET",
    )


def test_a_record_split_over_chunks_is_one() -> None:
    whole = SAMPLES[0]
    assert [each.data for each in seen(TEXT, *(bytes([byte]) for byte in whole)).found] == [whole]


def test_a_fault_tells_its_line() -> None:
    view = seen(TEXT.replace("\ntitle = ", "\ntitel = "), SAMPLES[0])
    assert view.table is None
    assert view.found == ()
    assert [fault.line for fault in view.faults] == [0, 2]
    assert view.faults[1].words == "line 2: titel: unknown key; did you mean title?"
    assert view.words.startswith("the table has 2 faults")


def test_what_is_no_toml_tells_its_line_too() -> None:
    (fault,) = seen(STARTER.replace('"lines"', "lines")).faults
    assert fault == Fault(7, fault.words)
    assert "expected TOML" in fault.words


def test_a_long_sample_is_looked_at_from_its_beginning() -> None:
    view = seen(TEXT, *([SAMPLES[0]] * (MOST_RECORDS + 5)))
    assert len(view.found) == MOST_RECORDS
    assert view.words.startswith(f"the first {MOST_RECORDS} of {MOST_RECORDS + 5}: ")


def test_the_table_a_new_one_begins_with_is_whole() -> None:
    view = seen(STARTER, b"555-0142 (905) RES\r\nREID, MARGARET\r\n12 LAKESHORE RD\r\n\r\n")
    assert view.table is not None
    assert [each.decoded for each in view.found] == [True]


@given(st.text(max_size=60) | st.sampled_from([TEXT[:n] for n in range(0, len(TEXT), 97)]), st.binary(max_size=80))
@example("name = 1", b"")
def test_any_text_and_any_bytes_give_a_look(text: str, data: bytes) -> None:
    view = seen(text, data)
    assert (view.table is None) == bool(view.faults)


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n"])
def test_nothing_holds_no_record(data: bytes) -> None:
    assert [each for each in seen(TEXT, data).found if each.decoded] == []

"""Numbers that a procedure's table dials, and words that were typed, in its table."""

import pytest

from app.call.procedure import Number
from app.call.procedure_table import Known, load_procedure
from app.errors import TableError

TABLE = """
id = "deaf"
title = "Deaf"
[[number]]
id = "line"
label = "DEAF line"
number = "{number}"
[[step]]
id = "dial"
text = "{text}"
[[step.option]]
label = "Dial"
asks = ["place"]
dials = "{dials}"
go = "end"
"""


def table(number: str = "579-1520", text: str = "Dial it.", dials: str = "line") -> str:
    return TABLE.replace("{number}", number).replace("{text}", text).replace("{dials}", dials)


def test_a_number_is_named_where_it_is_dialled() -> None:
    procedure = load_procedure(table(), "deaf.toml", Known())
    assert procedure.numbers == {"line": Number("DEAF line", "579-1520")}
    assert procedure.steps["dial"].options[0].branch.dials == "line"


def test_a_blank_number_is_the_sites_to_set() -> None:
    assert load_procedure(table(number=""), "deaf.toml", Known()).numbers["line"].number == ""


def test_words_may_hold_what_was_typed() -> None:
    assert load_procedure(table(text="Relay {place}."), "deaf.toml", Known()).steps["dial"].text == "Relay {place}."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (table(number="ring me"), "number: expected a number of digits, * and #"),
        (table(number="1" * 33), "number: expected words of at most 32 characters"),
        (table(dials="other"), "dials: expected the id of a section [[number]], got 'other'"),
        (table(text="Relay {whom}."), "text: expected in braces one of"),
        (table() + '[[number]]\nid = "line"\nlabel = "a"\nnumber = ""\n', "id: expected an id of its own"),
        (table() + '[[number]]\nid = "b"\nlabel = "a"\ncolour = "red"\n', "colour: unknown"),
    ],
)
def test_each_fault_is_a_sentence(text: str, said: str) -> None:
    with pytest.raises(TableError) as told:
        load_procedure(text, "deaf.toml", Known())
    assert said in str(told.value)

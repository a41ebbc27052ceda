"""Tables that are written are read back as they were."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.phone_profile import shipped
from drivers.table_writer import table_of

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
PLAIN = st.one_of(st.booleans(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False), TEXTS)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=10,
)


@given(st.dictionaries(TEXTS, VALUES, max_size=5))
def test_any_table_of_plain_values_comes_back(values: dict[str, object]) -> None:
    assert tomllib.loads(table_of(values)) == values


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_shipped_profile_comes_back(name: str) -> None:
    values = tomllib.loads(shipped()[name])
    assert tomllib.loads(table_of(values)) == values


def test_plain_keys_come_before_sections() -> None:
    table = {"times": {"flash": 0.45}, "based_on": "gentner", "result": [{"text": ["A", "B"], "means": "busy"}]}
    assert table_of(table) == (
        'based_on = "gentner"\n\n[times]\nflash = 0.45\n\n[[result]]\ntext = ["A", "B"]\nmeans = "busy"\n'
    )


def test_what_is_no_plain_value_is_our_fault() -> None:
    with pytest.raises(TypeError, match="expected a plain value, got object"):
        table_of({"a": object()})

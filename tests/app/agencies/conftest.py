from collections.abc import Callable

import pytest

from app.agencies import load_agencies
from app.errors import TableError

TWO = """
[[agency]]
id = "east-fire"
label = "East Fire"
kind = "fire"
key = "F5"
star_code = "*21"
tandem_number = "713-8016"
municipalities = ["EAST"]

[[agency]]
id = "west-fire"
label = "West Fire"
kind = "fire"
key = "F6"
star_code = "*22"
tandem_number = "713-8017"
municipalities = ["WEST"]
"""


@pytest.fixture
def two() -> str:
    """Return a table of two agencies, without a fault."""
    return TWO


@pytest.fixture
def refusal() -> Callable[[str], str]:
    """Return a function that reads a faulty table and gives the sentences."""

    def refuse(text: str) -> str:
        with pytest.raises(TableError) as caught:
            load_agencies(text, "site.toml")
        return str(caught.value)

    return refuse

"""What a new table begins with can be read."""

from app.spill.formats import load_table
from app.workshop.starter import STARTER


def test_it_is_a_whole_table() -> None:
    assert load_table(STARTER, "new").name == "new-format"

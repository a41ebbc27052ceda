"""The limits of a centre: what the table may say, and what is no limit."""

from datetime import timedelta

import pytest

from app.position.limits import NAMES, Limits, limits_of, read_limits
from app.table_text import Faults, read_table
from app.tables import shipped


def read(text: str) -> tuple[dict[str, float], Faults]:
    table = read_table(text, "own.toml")
    faults = Faults(table)
    return read_limits(table.values.get("limits", {}), faults), faults


def test_the_shipped_limits_are_those_of_the_manual_and_every_one_is_named() -> None:
    """D096, 003:734: six rings."""
    limits, faults = read(shipped("steps")["answer"])
    assert set(limits) == set(NAMES)
    assert limits_of(limits) == Limits()
    assert limits["rings"] == 6
    assert not faults


def test_what_a_table_does_not_say_is_as_usual() -> None:
    limits, _faults = read("[limits]\nrings = 4\nagency_down = 7.5\n")
    assert limits_of(limits) == Limits(rings=4, agency_down=timedelta(seconds=7.5))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("rings = 0", "limits.rings: expected a whole number from 1 to 20, got 0"),
        ("rings = -6", "limits.rings: expected a whole number from 1 to 20, got -6"),
        ("rings = 21", "limits.rings: expected a whole number from 1 to 20, got 21"),
        ("rings = 6.0", "limits.rings: expected a whole number from 1 to 20, got 6.0"),
        ("rings = true", "limits.rings: expected a whole number from 1 to 20, got True"),
        ('rings = "six"', "limits.rings: expected a whole number from 1 to 20, got 'six'"),
        ("rings = [6]", "limits.rings: expected a whole number from 1 to 20, got [6]"),
        ("release_warning = 1.9", "limits.release_warning: expected seconds from 2 to 600, got 1.9"),
        ("release_warning = 601", "limits.release_warning: expected seconds from 2 to 600, got 601"),
        ("release_warning = nan", "limits.release_warning: expected seconds from 2 to 600, got nan"),
        ("release_warning = inf", "limits.release_warning: expected seconds from 2 to 600, got inf"),
        ("release_warning = 1979-05-27", "limits.release_warning: expected seconds from 2 to 600, got "),
        ("directory_choice = false", "limits.directory_choice: expected seconds from 2 to 600, got False"),
        ('agency_down = "30 s"', "limits.agency_down: expected seconds from 2 to 600, got '30 s'"),
        ("release_warnings = 30", "limits.release_warnings: unknown key; did you mean release_warning?"),
        (f"rings = {'9' * 1000}", "limits.rings: expected a whole number from 1 to 20, got 9999"),
    ],
)
def test_a_limit_that_makes_no_sense_is_a_sentence_with_its_line(line: str, said: str) -> None:
    """D096."""
    limits, faults = read(f"[limits]\n{line}\n")
    assert limits == {}
    with pytest.raises(Exception, match=r"own\.toml line 2: ") as told:
        faults.raise_if_any()
    assert said in str(told.value)
    assert len(str(told.value)) < 200


def test_limits_that_are_no_section_are_a_sentence() -> None:
    limits, faults = read("limits = 6\n")
    assert limits == {}
    with pytest.raises(Exception, match=r"own\.toml line 1: limits: expected a section \[limits\], got 6"):
        faults.raise_if_any()

"""The limits of a centre: what the table may say, and what is no limit."""

from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.matters.deadline import Terms
from app.position.limits import KINDS, Limits, limit_words, limits_of, read_limits
from app.table_text import Faults, read_table
from app.tables import shipped

LIKE = 'as ["08:00", "17:00"]'


def read(text: str) -> tuple[dict[str, Any], Faults]:
    table = read_table(text, "own.toml")
    faults = Faults(table)
    return read_limits(table.values.get("limits", {}), faults), faults


def test_the_shipped_limits_are_those_of_the_manual_and_every_one_is_named() -> None:
    """D096, 003:734: six rings."""
    limits, faults = read(shipped("steps")["answer"])
    assert set(limits) == set(KINDS)
    assert limits_of(limits) == Limits()
    assert limits["rings"] == 6
    assert not faults


@pytest.mark.parametrize("name", KINDS)
def test_each_limit_is_told_on_the_help_page(name: str) -> None:
    page = (Path(__file__).parents[3] / "resources" / "help" / "procedures.md").read_text("utf-8")
    assert f"| `{name}` |" in page


def test_what_a_table_does_not_say_is_as_usual() -> None:
    limits, _faults = read("[limits]\nrings = 4\nagency_down = 7.5\ncomplaint_decision = 60\n")
    assert limits_of(limits) == Limits(rings=4, agency_down=timedelta(seconds=7.5), terms=Terms(decision=60))


def test_a_limit_is_said_in_its_own_words() -> None:
    limits, _faults = read('[limits]\nrings = 4\nagency_down = 7.5\noffice_hours = ["06:30", "22:00"]\n')
    assert [limit_words(each) for each in limits.values()] == ["4", "7.5 s", "06:30 to 22:00"]
    assert limits_of(limits).terms.office == (time(6, 30), time(22))


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
        ("complaint_answer = 0", "limits.complaint_answer: expected whole days from 1 to 366, got 0"),
        ("complaint_decision = 30.5", "limits.complaint_decision: expected whole days from 1 to 366, got 30.5"),
        ("complaint_warning = -1", "limits.complaint_warning: expected whole days from 0 to 366, got -1"),
        *(
            (
                f"office_hours = {hours}",
                f"limits.office_hours: expected two times of a day, the earlier first, {LIKE}, got",
            )
            for hours in (
                *('"08:00"', "[]", '["08:00"]', '["08:00", "17:00", "18:00"]', '["17:00", "08:00"]', "[8, 17]"),
                *('["08:00", "08:00"]', '["08:00", "24:00"]', '["8:00", "17:00"]', '["08:00Z", "17:00"]', "08:00:00"),
            )
        ),
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

"""Where an agency's calls go when it is down, as its table says."""

import pytest

from app.agencies import Backup, backup_of, load_agencies
from app.agencies.backup import backup_words


def test_a_site_that_is_another_agency_is_dialled_at_its_star_code_d117(two: str) -> None:
    table = load_agencies(two.replace('star_code = "*21"', 'star_code = "*21"\nbackup_site = "WEST fire"'), "t")
    east, west = table.agencies
    assert table.backups == {"east-fire": "west-fire"}
    assert backup_of(east, table) == Backup("West Fire", west, "*22")
    assert backup_words(east, table) == "if it is down: West Fire (F6): dials *22"
    assert backup_of(west, table) is None
    assert backup_words(west, table) == "if it is down: no back-up named, the supervisor decides"


def test_a_number_that_the_site_set_for_the_back_up_comes_before_its_star_code_d116(two: str) -> None:
    text = two.replace('"*21"', '"*21"\nbackup_site = "west-fire"\nbackup_number = "683-2222"')
    table = load_agencies(text, "t")
    assert backup_of(table.agencies[0], table) == Backup("West Fire", table.agencies[1], "683-2222")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("", "if it is down: Works Yard, a place: no number set, shown by name and nothing is dialled"),
        ("579-1111", "if it is down: Works Yard, a place: dials 579-1111"),
    ],
)
def test_a_site_that_is_no_agency_is_a_place_d118_d122(two: str, number: str, said: str) -> None:
    text = two.replace('"*21"', f'"*21"\nbackup_site = "Works Yard"\nbackup_number = "{number}"')
    table = load_agencies(text, "t")
    assert table.backups == {}
    assert backup_of(table.agencies[0], table) == Backup("Works Yard", None, number)
    assert backup_words(table.agencies[0], table) == said


def test_a_back_up_without_any_code_has_no_number(two: str) -> None:
    text = two.replace('"*21"', '"*21"\nbackup_site = "West Fire"').replace('star_code = "*22"\n', "")
    table = load_agencies(text, "t")
    assert backup_of(table.agencies[0], table) == Backup("West Fire", table.agencies[1], "")

"""What is typed finds what is meant, while it is being typed."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.agencies import Directory, DirectorySearch, Entry, EntryKind, Kind, load_agencies, load_directory
from app.agencies.directory_search import LONGEST_TYPED, folded

RESOURCES = Path(__file__).parents[3] / "resources"
DURHAM = load_agencies((RESOURCES / "agencies/durham.toml").read_text("utf-8"), "durham.toml")
SHIPPED = load_directory((RESOURCES / "directory/durham.toml").read_text("utf-8"), "durham.toml", DURHAM)
SEARCH = DirectorySearch(SHIPPED)


def best(typed: str) -> str:
    found = SEARCH.find(typed)
    return f"{found[0].words}, {found[0].number}" if found else ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ux fire", "Uxbridge Fire administration, 905 852-3393"),
        ("FIRE ux", "Uxbridge Fire administration, 905 852-3393"),
        ("rcmp", "R.C.M.P. administration, 905 697-6000"),
        ("bell", "Bell SMC, 1-800-263-7585"),
        ("brock police", "Durham Regional Police, Brock administration, 1-888-579-1520"),
        ("bowmanville", "Uxbridge/Brock/Bowmanville Ambulance administration, 1-800-263-7721"),
        ("claremont", "Durham Regional Police, Pickering administration, 905 683-9100"),
        ("8523393", "Uxbridge Fire administration, 905 852-3393"),
        ("852-33", "Uxbridge Fire administration, 905 852-3393"),
        ("905 852", "Uxbridge Fire administration, 905 852-3393"),
        ("*23", "Oshawa Fire star code, *23"),
    ],
)
def test_words_of_a_name_place_or_service_and_digits_find_the_number(typed: str, said: str) -> None:
    """D169-D173, N014."""
    assert best(typed) == said


def test_an_agencys_own_ways_come_before_its_administration() -> None:
    """Who types an agency's name over a call wants its dispatchers first."""
    kinds = [each.kind for each in SEARCH.find("oshawa fire")][:3]
    assert kinds == [EntryKind.STAR_CODE, EntryKind.TANDEM, EntryKind.ADMINISTRATION]


def test_every_word_must_fit() -> None:
    assert SEARCH.find("ux fire zz") == ()


def test_the_name_comes_before_the_place() -> None:
    ajax = Entry("Works", EntryKind.ADMINISTRATION, Kind.OTHER, ("AJAX",), "905 555-0100")
    named = Entry("Ajax Hydro", EntryKind.ADMINISTRATION, Kind.OTHER, (), "905 555-0101")
    assert DirectorySearch(Directory((ajax, named))).find("ajax") == (named, ajax)


def test_a_whole_word_comes_before_the_beginning_of_one() -> None:
    long = Entry("Firefly", EntryKind.ADMINISTRATION, number="905 555-0100")
    whole = Entry("Fire", EntryKind.ADMINISTRATION, number="905 555-0101")
    assert DirectorySearch(Directory((long, whole))).find("fire") == (whole, long)


def test_a_number_in_a_name_is_looked_for_as_a_word_first() -> None:
    other = Entry("Station 51", EntryKind.ADMINISTRATION, number="905 555-0105")
    five = Entry("Station 5", EntryKind.ADMINISTRATION, number="905 555-0100")
    assert DirectorySearch(Directory((other, five))).find("station 5") == (five, other)


def test_a_number_that_is_not_set_comes_last() -> None:
    blank = Entry("Fire A", EntryKind.STAR_CODE)
    given = Entry("Fire B", EntryKind.BOARD, number="905 555-0100")
    assert DirectorySearch(Directory((blank, given))).find("fire") == (given, blank)


def test_nothing_typed_is_everything_in_the_order_of_the_table() -> None:
    assert SEARCH.find("  ") == SHIPPED.entries


def test_letters_are_folded_as_they_are_typed() -> None:
    assert folded("Orléans O.P.P./Sûreté") == " orleans opp surete"


def test_a_thousand_entries_take_a_millisecond() -> None:
    rng = random.Random(1)
    towns = ("AJAX", "BROCK", "CLARINGTON", "OSHAWA", "PICKERING", "SCUGOG", "UXBRIDGE", "WHITBY")
    many = Directory(
        tuple(
            Entry(
                f"{rng.choice(towns).title()} {rng.choice(('Fire', 'Police', 'Works', 'Hospital'))} {number}",
                rng.choice(list(EntryKind)),
                rng.choice(list(Kind)),
                (rng.choice(towns),),
                f"905 {rng.randrange(200, 999)}-{rng.randrange(10_000):04d}",
                note="ask for the officer on duty",
            )
            for number in range(1000)
        )
    )
    search = DirectorySearch(many)

    def took(typed: str) -> float:
        begun = time.thread_time()  # our own work alone: other programs run here too
        search.find(typed)
        return time.thread_time() - begun

    for typed in ("u", "ux", "ux fire", "905", "852-33", "ask for the"):
        assert min(took(typed) for _ in range(60)) < 0.001, typed


@given(st.text(max_size=2 * LONGEST_TYPED))
def test_anything_may_be_typed_and_what_is_found_is_in_the_directory(typed: str) -> None:
    found = SEARCH.find(typed)
    assert len(set(found)) == len(found)
    assert set(found) <= set(SHIPPED.entries)


@given(st.sampled_from(SHIPPED.entries))
def test_an_entry_is_found_by_its_whole_name(entry: Entry) -> None:
    assert entry in SEARCH.find(entry.name)

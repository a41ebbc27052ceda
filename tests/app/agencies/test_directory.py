"""What the directory holds, and what it takes from the table of agencies."""

from dataclasses import replace

from app.agencies import AgencyTable, Directory, Entry, EntryKind, Kind, Supervisor, load_agencies
from app.agencies.directory import OFF_LINE_MARK, entries_of, entry_line, with_speed_dial


def agencies(text: str) -> AgencyTable:
    return load_agencies(text, "site.toml")


def speed_dial(number: str, agency: str = "east-fire", name: str = "East") -> Entry:
    return Entry(name, EntryKind.SPEED_DIAL, Kind.FIRE, number=number, agency=agency)


def test_the_agencies_numbers_come_from_their_own_table(two: str) -> None:
    """D174: no number stands in two tables."""
    listed = [(each.words, each.number, each.agency) for each in entries_of(agencies(two))]
    assert listed == [
        ("East Fire star code", "*21", "east-fire"),
        ("West Fire star code", "*22", "west-fire"),
        ("East Fire tandem number", "713-8016", "east-fire"),
        ("West Fire tandem number", "713-8017", "west-fire"),
    ]


def test_a_number_that_an_agency_has_not_is_left_out(two: str) -> None:
    assert "*21" not in {each.number for each in entries_of(agencies(two.replace('"*21"', '""')))}


def test_the_supervisor_of_the_agencies_table_is_listed_and_marked() -> None:
    """D173, D176."""
    table = AgencyTable("site.toml", (), supervisor=Supervisor("Supervisor", "579-1520", "6600"))
    (entry,) = entries_of(table)
    assert (entry.words, entry.number, entry.extension, entry.off_line) == ("Supervisor", "579-1520", "6600", True)
    assert OFF_LINE_MARK in entry_line(entry)


def test_only_numbers_for_reports_of_trouble_are_kept_off_the_line() -> None:
    """D172, D173, D176."""
    off = {kind for kind in EntryKind if Entry("x", kind).off_line}
    assert off == {EntryKind.BELL, EntryKind.SUPERVISOR}


def test_a_blank_speed_dial_is_filled_from_the_directory(two: str) -> None:
    """D094, G19: the table of agencies first, then the directory; a tandem number never stands in for it."""
    table = with_speed_dial(agencies(two), Directory((speed_dial("905 555-0100"),)))
    assert [each.speed_dial_number for each in table.agencies] == ["905 555-0100", ""]
    assert [each.tandem_number for each in table.agencies] == ["713-8016", "713-8017"]


def test_a_speed_dial_number_of_the_agencies_table_stands(two: str) -> None:
    """D094, G19."""
    text = two.replace('tandem_number = "713-8016"', 'tandem_number = "713-8016"\nspeed_dial_number = "555-0199"')
    table = agencies(text)
    assert with_speed_dial(table, Directory((speed_dial("905 555-0100"),))) is table


def test_a_neighbours_or_a_blank_speed_dial_fills_nothing(two: str) -> None:
    table = agencies(two)
    others = (speed_dial("", name="A"), speed_dial("905 555-0100", agency="", name="B"))
    assert with_speed_dial(table, Directory(others)) is table


def test_what_is_said_to_be_not_set_is_said_of_the_filled_table(two: str) -> None:
    table = with_speed_dial(agencies(two), Directory((speed_dial("905 555-0100"),)))
    east = next(each for each in table.remarks if each.startswith("East Fire: not set"))
    assert "speed_dial_number" not in east


def test_an_entry_is_found_by_its_name_and_kind() -> None:
    ajax = Entry("Ajax Fire", EntryKind.ADMINISTRATION, Kind.FIRE, number="905 683-3050")
    directory = Directory((ajax, replace(ajax, kind=EntryKind.SPEED_DIAL, number="")))
    assert directory.find("administration: Ajax Fire") is ajax
    assert directory.find("board: Ajax Fire") is None


def test_a_line_says_number_or_that_none_is_set_then_what_must_be_known() -> None:
    ajax = Entry("Ajax Fire", EntryKind.ADMINISTRATION, Kind.FIRE, ("AJAX",), "905 683-3050", "12", "ask for the desk")
    assert entry_line(ajax).split(maxsplit=2)[2] == (
        "905 683-3050   administration · ext. 12 · AJAX · ask for the desk"
    )
    assert "no number set" in entry_line(replace(ajax, number=""))

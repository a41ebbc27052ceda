"""The reader of the directory, and the shipped one: what the manual lists (003:385-496, 003:724-728, 003:880-913)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.agencies import AgencyTable, Directory, EntryKind, dialled, load_agencies, load_directory
from app.errors import TableError

RESOURCES = Path(__file__).parents[3] / "resources"
DURHAM = load_agencies((RESOURCES / "agencies/durham.toml").read_text("utf-8"), "durham.toml")
TEXT = (RESOURCES / "directory/durham.toml").read_text("utf-8")
ONE = '[[entry]]\nname = "Desk"\nkind = "administration"\nnumber = "905 555-0100"\n'


@pytest.fixture(scope="module")
def shipped() -> Directory:
    return load_directory(TEXT, "durham.toml", DURHAM)


@pytest.fixture
def refused() -> Callable[[str], str]:
    def refuse(text: str) -> str:
        with pytest.raises(TableError) as caught:
            load_directory(text, "site.toml", DURHAM)
        return str(caught.value)

    return refuse


def numbers(directory: Directory, kind: str, service: str) -> list[tuple[str, str]]:
    return [(each.name, each.number) for each in directory.entries if each.kind == kind and each.service == service]


# --- what the manual lists ---


def test_ambulance_administration_is_the_manuals_d169(shipped: Directory) -> None:
    assert numbers(shipped, "administration", "ambulance") == [
        ("Oshawa Ambulance", "905 430-5530"),
        ("Uxbridge/Brock/Bowmanville Ambulance", "1-800-263-7721"),
    ]


def test_fire_administration_is_the_manuals_d170(shipped: Directory) -> None:
    assert numbers(shipped, "administration", "fire") == [
        ("Ajax Fire", "905 683-3050"),
        ("Brock Fire", "905 432-2355"),
        ("Clarington Fire", "905 623-5126"),
        ("Oshawa Fire", "905 433-1238"),
        ("Pickering Fire", "905 839-9968"),
        ("Scugog Fire", "905 985-2384"),
        ("Uxbridge Fire", "905 852-3393"),
        ("Whitby Fire", "905 668-3312"),
    ]


def test_police_administration_is_the_manuals_d171(shipped: Directory) -> None:
    assert numbers(shipped, "administration", "police") == [
        ("Durham Regional Police", "905 579-1520"),
        ("Durham Regional Police, Brock", "1-888-579-1520"),
        ("Durham Regional Police, Pickering", "905 683-9100"),
        ("Durham Regional Police, Uxbridge", "1-888-579-1520"),
        ("R.C.M.P.", "905 697-6000"),
        ("O.P.P.", "1-705-329-1835"),
    ]


def test_bells_repair_centre_is_the_manuals_and_off_the_line_d172_d176(shipped: Directory) -> None:
    (bell,) = (each for each in shipped.entries if each.kind is EntryKind.BELL)
    assert (bell.number, bell.off_line) == ("1-800-263-7585", True)


def test_the_supervisors_two_numbers_are_there_one_from_the_agencies_d173(shipped: Directory) -> None:
    found = [each for each in shipped.entries if each.kind is EntryKind.SUPERVISOR]
    assert {(each.number, each.extension) for each in found} == {("683-9100", "6600"), ("579-1520", "6600")}
    assert "579-1520" not in TEXT.replace("905 579-1520", "").replace("1-888-579-1520", "")
    assert any("ring-down" in each.note for each in found)
    assert all(each.off_line for each in found)


@pytest.mark.parametrize("kind", ["star-code", "speed-dial"])
@pytest.mark.parametrize("service", ["police", "ambulance", "fire"])
def test_neighbouring_services_are_for_the_site_to_fill_in_d174(shipped: Directory, kind: str, service: str) -> None:
    assert (f"Neighbouring {service}", "") in numbers(shipped, kind, service)


def test_of_the_board_no_person_and_no_number_is_shipped_d043_g10(shipped: Directory) -> None:
    board = [each for each in shipped.entries if each.kind is EntryKind.BOARD]
    assert len(board) == 7
    assert {(each.number, each.extension) for each in board} == {("", "")}
    assert "@" not in TEXT


def test_the_number_printed_twice_stands_once_g16(shipped: Directory) -> None:
    assert [each.name for each in shipped.entries if dialled(each.number) == "9056833050"] == ["Ajax Fire"]


def test_every_entry_says_where_it_is_from(shipped: Directory) -> None:
    assert all(
        each.source.startswith("manual p. ")
        for each in shipped.entries
        if not each.agency and each.source != "durham.toml"
    )


# --- reading ---


def test_all_faults_are_told_at_once_with_file_line_expected_and_got(refused: Callable[[str], str]) -> None:
    text = '[[entry]]\nname = ""\nkind = "fax"\nnumber = "x"\n[[entry]]\nkind = "board"\nservise = "fire"\n'
    said = refused(text).splitlines()
    assert [line.split(": ")[0] for line in said] == [f"site.toml line {number}" for number in (2, 3, 4, 5, 7)]
    assert "expected one of star-code, speed-dial, administration, bell, supervisor, board, got 'fax'" in said[1]
    assert "did you mean service?" in said[4]


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('"905 555-0100"', '"911"', "911 would come back to this centre"),
        ('"905 555-0100"', '"*99"', "expected another number than the ring-back code, got '*99'"),
        ('"905 555-0100"', '""\nextension = "5"', "expected the number it belongs to, got '5' alone"),
        ('"Desk"', '"Desk"\nagency = "east-fire"', "expected one of ambulance, ajax-fire"),
        ('"Desk"', '"Desk"\nagency = "ajax-fire"', "expected an agency for a speed-dial number alone"),
        ('"administration"', '"tandem"', "got 'tandem'"),
        ("[[entry]]", "[entry]", "expected sections [[entry]]"),
    ],
)
def test_what_cannot_be_is_a_sentence(refused: Callable[[str], str], was: str, becomes: str, said: str) -> None:
    assert said in refused(ONE.replace(was, becomes))


def test_a_name_stands_once_for_a_kind(refused: Callable[[str], str]) -> None:
    assert "got 'DESK'" in refused(ONE + ONE.replace("Desk", "DESK"))
    assert load_directory(ONE + ONE.replace("administration", "board"), "site.toml", DURHAM)


def test_a_thousand_entries_are_read_and_no_more(refused: Callable[[str], str]) -> None:
    many = "".join(ONE.replace("Desk", f"Desk {number}") for number in range(1001))
    assert "expected at most 1000 entries, got 1001" in refused(many)


def test_a_number_that_the_agencies_table_has_is_told_and_not_listed_twice(two: str) -> None:
    """D174, G19."""
    table: AgencyTable = load_agencies(two.replace('"*22"', '"*22"\nspeed_dial_number = "555-0199"'), "site.toml")
    entry = ONE.replace("administration", "speed-dial").replace('"Desk"', '"West"\nagency = "west-fire"')
    directory = load_directory(entry, "site.toml", table)
    assert [each.number for each in directory.entries if each.kind is EntryKind.SPEED_DIAL] == ["555-0199"]
    assert directory.remarks == ("West speed dial: stands in the table of agencies, whose number is used",)


def test_what_has_no_number_is_told_to_whoever_installs(shipped: Directory) -> None:
    (star,) = (each for each in shipped.remarks if each.startswith("star code"))
    assert star == "star code: no number set: Neighbouring police, Neighbouring ambulance, Neighbouring fire"


@given(st.text(alphabet='[]entry="\n .kind{}#*0', max_size=200) | st.text(max_size=200))
def test_any_text_is_read_or_refused_in_sentences(text: str) -> None:
    try:
        load_directory(text, "site.toml", DURHAM)
    except TableError as error:
        assert all(line.startswith("site.toml") for line in str(error).splitlines())

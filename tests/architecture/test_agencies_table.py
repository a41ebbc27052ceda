"""The shipped table of agencies is what the manual says (003:430-453, 003:695-770) and the issue prints on the keys."""

from pathlib import Path

import pytest

from app.agencies import AgencyTable, FeatureKeys, backup_of, dialled, load_agencies


@pytest.fixture(scope="module")
def durham(root: Path) -> AgencyTable:
    path = root / "resources" / "agencies" / "durham.toml"
    return load_agencies(path.read_text(encoding="utf-8"), path.name)


@pytest.mark.parametrize(
    ("key", "label", "short", "star_code", "tandem"),
    [
        ("F5", "Ambulance", "Ambulance", "*21", "713-8016"),
        ("F6", "Ajax/Brock Fire", "Ajax Fire", "*25", "713-8141"),
        ("F7", "Clarington Fire", "Clarington Fire", "*22", "713-8147"),
        ("F8", "Oshawa/Whitby/Scugog/Uxbridge Fire", "Oshawa Fire", "*23", "713-8150"),
        ("F9", "Pickering Fire", "Pickering Fire", "*26", "713-8144"),
        ("F10", "Orillia O.P.P.", "Orillia O.P.P.", "*36", "713-8114"),
    ],
)
def test_each_key_dials_its_agency_d086_d087_d088_d089_d090_d091_d092(
    durham: AgencyTable, key: str, label: str, short: str, star_code: str, tandem: str
) -> None:
    agency = durham.by_key[key]
    assert (agency.label, agency.short, agency.star_code, agency.tandem_number) == (label, short, star_code, tandem)
    assert dialled(agency.tandem_number) == tandem.replace("-", "")


def test_the_keys_of_the_telephone_are_those_of_the_issue_d081_d085(durham: AgencyTable) -> None:
    assert durham.features == FeatureKeys("F2", "F3", "F4", "F11", "F12")
    assert durham.ring_back_code == "*99"


@pytest.mark.parametrize(
    ("municipality", "agency"),
    [
        ("BROCK", "ajax-fire"),
        ("AJAX", "ajax-fire"),
        ("CLARINGTON", "clarington-fire"),
        ("OSHAWA", "oshawa-fire"),
        ("WHITBY", "oshawa-fire"),
        ("SCUGOG", "oshawa-fire"),
        ("UXBRIDGE", "oshawa-fire"),
        ("PICKERING", "pickering-fire"),
    ],
)
def test_fire_of_each_municipality_goes_where_the_manual_says_d063_d064(
    durham: AgencyTable, municipality: str, agency: str
) -> None:
    fire = durham.for_municipality(municipality, "fire")
    assert fire is not None
    assert fire.id == agency


def test_any_medical_call_of_the_region_goes_to_the_one_ambulance_centre_d060(durham: AgencyTable) -> None:
    of_fire = {name for each in durham.agencies if each.kind == "fire" for name in each.municipalities}
    assert set(durham.by_key["F5"].municipalities) == of_fire


@pytest.mark.parametrize(
    ("key", "site"),
    [
        ("F5", "Whitby Works Department"),
        ("F6", "Pickering Fire"),
        ("F7", "Oshawa/Hampton Works Yard"),
        ("F8", "Clarington Fire"),
        ("F9", "Ajax Fire"),
        ("F10", ""),
    ],
)
def test_each_back_up_is_the_manuals_d116_d117_d118_d119_d121_d122(durham: AgencyTable, key: str, site: str) -> None:
    assert durham.by_key[key].backup_site == site


@pytest.mark.parametrize(
    ("key", "site", "number"),
    [
        ("F6", "Pickering Fire", "*26"),  # D117
        ("F7", "Oshawa/Hampton Works Yard", ""),  # D118
        ("F8", "Clarington Fire", "*22"),  # D119
        ("F9", "Ajax Fire", "*25"),  # D121
        ("F5", "Whitby Works Department", ""),  # D122
    ],
)
def test_a_back_up_that_is_an_agency_is_dialled_at_its_star_code_and_a_place_has_no_number_set(
    durham: AgencyTable, key: str, site: str, number: str
) -> None:
    backup = backup_of(durham.by_key[key], durham)
    assert backup is not None
    assert (backup.site, backup.number) == (site, number)
    assert (backup.agency is not None) is bool(number)


def test_the_centres_own_back_up_is_the_manuals_d120(durham: AgencyTable) -> None:
    assert durham.centre.backup_site == "Whitby Fire Station"


def test_the_supervisor_is_at_her_desk_d173(durham: AgencyTable) -> None:
    assert (dialled(durham.supervisor.number), durham.supervisor.extension) == ("5791520", "6600")


def test_numbers_that_the_manual_does_not_give_are_blank_d094_d116(durham: AgencyTable) -> None:
    assert {each.speed_dial_number for each in durham.agencies} == {""}
    assert {each.backup_number for each in durham.agencies} == {""}


def test_the_two_codes_the_scan_leaves_in_doubt_say_so_g1(durham: AgencyTable) -> None:
    assert [each.star_code for each in durham.agencies if each.note == "confirm on site"] == ["*26", "*36"]
    assert "Pickering Fire (*26): confirm on site" in durham.remarks

import pytest

from app.agencies import Agency, AgencyTable, FeatureKeys, Kind, dialled

FIRE = Agency("oshawa-fire", "Oshawa/Whitby Fire", "Oshawa Fire", Kind.FIRE, "F8", municipalities=("OSHAWA", "WHITBY"))
BLANK = AgencyTable("site.toml", (FIRE,))


@pytest.mark.parametrize(
    ("printed", "digits"),
    [("713-8016", "7138016"), ("*21", "*21"), ("(905) 579.1520", "9055791520"), ("#31#", "#31#"), ("", "")],
)
def test_what_is_only_printed_is_not_dialled_d087(printed: str, digits: str) -> None:
    assert dialled(printed) == digits


def test_an_agency_is_found_by_its_key_and_by_its_id() -> None:
    assert BLANK.by_key["F8"] is FIRE
    assert BLANK.by_id["oshawa-fire"] is FIRE


@pytest.mark.parametrize("name", ["WHITBY", "whitby", " Whitby "])
def test_a_municipality_is_found_whatever_its_case_d064(name: str) -> None:
    assert BLANK.for_municipality(name, "fire") is FIRE


@pytest.mark.parametrize("name", ["TORONTO", "", None, "WHIT"])
def test_a_municipality_that_no_table_names_has_no_agency(name: str | None) -> None:
    assert BLANK.for_municipality(name, "fire") is None


def test_a_municipality_has_an_agency_only_of_the_kind_asked_for() -> None:
    assert BLANK.for_municipality("WHITBY", "ambulance") is None


def test_an_agency_without_any_number_says_so() -> None:
    assert not FIRE.number_set
    assert Agency("a", "A", "A", Kind.FIRE, "F8", tandem_number="713-8150").number_set


def test_the_feature_keys_are_those_of_the_issue_unless_moved() -> None:
    assert FeatureKeys().by_name() == {
        "feature": "F2",
        "ring_back": "F3",
        "hold": "F4",
        "voice_contact": "F11",
        "release": "F12",
    }

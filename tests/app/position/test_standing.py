"""Where the keys of agencies that are down lead, and what is said of it (the rules row by row: test_agencies_down)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.agencies import AgencyTable, load_agencies
from app.position.events import MatterAgencyDown, MatterAgencyUp, MatterCallsDirected, MatterDirectionLifted
from app.position.screen import Health
from app.position.standing import Standing, in_place_of, is_number
from tests.app.position.standing_desk import TABLE

AT = datetime(2026, 3, 1, 13, 2, tzinfo=UTC)


@pytest.fixture
def table() -> AgencyTable:
    return load_agencies(TABLE, "durham.toml")


@pytest.fixture
def standing(table: AgencyTable) -> Standing:
    return Standing(table, UTC)


def went_down(standing: Standing, *agencies: str, at: datetime = AT) -> None:
    for agency in agencies:
        standing.take(MatterAgencyDown(at, agency, "power", "hydro out"), at)


def test_nothing_stands_at_first(standing: Standing, table: AgencyTable) -> None:
    assert standing.routes == {}
    assert standing.table is table
    assert (standing.edges(), standing.tasks()) == ((), ())
    assert standing.down("ajax-fire") is None


def test_what_is_dialled_keeps_the_id_of_the_agency_that_is_down_d117(standing: Standing, table: AgencyTable) -> None:
    went_down(standing, "ajax-fire")
    route = standing.routes["ajax-fire"]
    assert (route.agency.id, route.agency.key, route.agency.star_code) == ("ajax-fire", "F6", "*26")
    assert (route.agency.tandem_number, route.agency.backup_site) == ("713-8144", "")
    assert standing.table.by_id["ajax-fire"] is route.agency
    assert table.by_id["ajax-fire"].star_code == "*25"
    standing.take(MatterAgencyUp(AT, "ajax-fire"), AT)
    assert standing.routes == {}
    assert standing.table.by_id["ajax-fire"].star_code == "*25"


def test_marks_and_decisions_are_told_in_the_order_in_which_they_were_made_d123(standing: Standing) -> None:
    went_down(standing, "pickering-fire")
    went_down(standing, "ajax-fire", at=AT + timedelta(minutes=9))
    directed = MatterCallsDirected(AT + timedelta(minutes=5), "pickering-fire", "S. Lee", "", "the yard")
    standing.take(directed, AT)
    assert [each[:26] for each in standing.tasks()] == [
        "Pickering Fire DOWN since ",
        "13:07 S. Lee decided: Pick",
        "Ajax Fire DOWN since 13:11",
        "2 agencies are down: the s",
    ]
    assert standing.directed("pickering-fire") == directed
    assert standing.directed("ajax-fire") is None


def test_where_several_are_down_the_supervisor_is_asked_until_all_is_decided_d123(standing: Standing) -> None:
    """D123: also where the back-ups of both can take the calls."""
    went_down(standing, "ajax-fire")
    assert len(standing.tasks()) == 1
    went_down(standing, "oshawa-fire")
    asked = "2 agencies are down: the supervisor decides where calls go (Ctrl+G, K)"
    assert standing.tasks()[-1] == asked
    assert standing.routes["ajax-fire"].agency.star_code == "*26"  # until she has decided, the back-ups
    standing.take(MatterCallsDirected(AT, "ajax-fire", "S. Lee", "pickering-fire", ""), AT)
    assert standing.tasks()[-1] == asked
    standing.take(MatterCallsDirected(AT, "oshawa-fire", "S. Lee", "clarington-fire", ""), AT)
    assert asked not in standing.tasks()
    standing.take(MatterDirectionLifted(AT, "oshawa-fire"), AT)
    assert asked in standing.tasks()
    standing.take(MatterAgencyUp(AT, "ajax-fire"), AT)
    assert asked not in standing.tasks()


def test_a_decision_for_an_agency_that_is_up_waits_unseen(standing: Standing) -> None:
    standing.take(MatterCallsDirected(AT, "ajax-fire", "S. Lee", "", "the yard"), AT)
    assert standing.directed("ajax-fire") is None
    assert (standing.edges(), standing.tasks()) == ((), ())
    standing.take(MatterDirectionLifted(AT, "ajax-fire"), AT)
    went_down(standing, "ajax-fire")
    assert standing.routes["ajax-fire"].to == "Pickering Fire"


@pytest.mark.parametrize("to", ["gone-fire", "pickering-fire"])
def test_a_destination_that_cannot_take_calls_is_not_dialled_d123(standing: Standing, to: str) -> None:
    """Another table is in force, or it went down itself."""
    went_down(standing, "ajax-fire", "pickering-fire")
    standing.take(MatterCallsDirected(AT, "ajax-fire", "S. Lee", to, ""), AT)
    route = standing.routes["ajax-fire"]
    assert route.undecided
    assert "which is DOWN now" in route.why
    assert route.agency.star_code == ""
    assert any("S. Lee decided: Ajax Fire's calls go to" in each for each in standing.tasks())


def test_a_destination_without_a_star_code_is_shown_by_name(table: AgencyTable) -> None:
    standing = Standing(load_agencies(TABLE.replace('star_code = "*36"\n', ""), "t"), UTC)
    went_down(standing, "ajax-fire")
    standing.take(MatterCallsDirected(AT, "ajax-fire", "S. Lee", "orillia-opp", ""), AT)
    assert standing.routes["ajax-fire"].why == "DOWN; S. Lee decided Orillia O.P.P., no number set"


@pytest.mark.parametrize(
    ("agency", "down", "said"),
    [
        ("ajax-fire", (), "its key will dial its back-up Pickering Fire (*26)"),
        ("ajax-fire", ("pickering-fire",), "its back-up Pickering Fire is DOWN as well: the supervisor decides"),
        ("ambulance", (), "its back-up Whitby Works Department has no number set: nothing is dialled"),
        ("orillia-opp", (), "no back-up is named: the supervisor decides"),
    ],
)
def test_what_a_mark_would_do_is_said_beforehand(
    standing: Standing, table: AgencyTable, agency: str, down: tuple[str, ...], said: str
) -> None:
    went_down(standing, *down)
    assert standing.ahead(table.by_id[agency]).startswith(said)


def test_the_edge_is_loud_while_nobody_has_said_where_calls_go_d128(standing: Standing) -> None:
    went_down(standing, "ajax-fire")
    assert [each.health for each in standing.edges()] == [Health.NOTICE]
    went_down(standing, "pickering-fire")
    assert [each.health for each in standing.edges()] == [Health.FAULT]
    assert standing.edges()[0].text.count("SUPERVISOR DECIDES") == 1
    standing.take(MatterCallsDirected(AT, "ajax-fire", "S. Lee", "clarington-fire", ""), AT)
    assert standing.edges()[0].text == "DOWN: Ajax Fire (to Clarington Fire); Pickering Fire: SUPERVISOR DECIDES"


@pytest.mark.parametrize(
    ("words", "number"),
    [("705-555-0100", True), ("*22", True), ("the yard", False), ("", False), ("-", False), ("yard 5", False)],
)
def test_a_number_is_what_can_be_dialled(words: str, number: bool) -> None:
    assert is_number(words) is number


def test_both_names_stand_in_a_sentence(table: Any) -> None:
    assert in_place_of("Ajax Fire", table.by_id["pickering-fire"]) == "Ajax Fire for Pickering Fire"

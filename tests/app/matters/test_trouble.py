"""A trouble report's way, rule by rule (003:876-937)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.matters import trouble as way
from app.matters.deadline import Terms
from app.matters.next import Urgency
from app.matters.trouble import next_of, slots
from app.settings import Settings
from app.tables import load_tables

SHIPPED = load_tables(Settings()).steps.limits.terms


def words(case: Any, shift: datetime | None = None) -> str:
    return next_of(case.matter, case.now, UTC, shift, SHIPPED).words


def urgency(case: Any) -> Urgency:
    return next_of(case.matter, case.now, UTC, None, Terms()).urgency


def told(case: Any) -> Any:
    return case.take("supervisor", supervisor="Lee").take("bell", reported_by="Lee")


def test_numbers_offered_for_reporting_are_no_9_1_1_lines() -> None:
    """D176: regular police number, ring-down; and no step dials anything. The numbers are the site's."""
    said = way.with_numbers(way.AGENCY_DETAILS, SHIPPED).says
    assert said == "By 579-1520 ext 6600, PICKERING 683-9100 ext 6600, or ring-down line; never on a 9-1-1 line."
    elsewhere = way.with_numbers(way.AGENCY_DETAILS, Terms(supervisors="819 555-0101")).says
    assert elsewhere == "By 819 555-0101, or ring-down line; never on a 9-1-1 line."
    assert (
        way.with_numbers(way.AGENCY_DETAILS, Terms()).says
        == "By the supervisor's number or ring-down line; never on a 9-1-1 line."
    )
    assert all(not field.name.startswith("*") for step in way.STEPS for field in step.fields)


def test_an_agency_reports_line_screen_or_printer_with_contact_and_call_back() -> None:
    """D175, D177."""
    fields = {field.name: field for field in way.AGENCY_DETAILS.fields}
    assert set(fields) == {"agency", "kind", "contact name", "call-back number", "nature"}
    assert fields["kind"].choices == ("telephone line", "screen", "printer")
    assert not any(field.optional for field in fields.values())


def test_a_trunk_trouble_has_trunk_access_code_and_phone_position() -> None:
    """D180."""
    assert [field.name for field in way.DETAILS.fields] == ["kind", "trunk access code", "phone position", "nature"]


def test_the_supervisor_is_told_first_and_at_once(trouble: Any) -> None:
    """D181, D021."""
    assert words(trouble()) == "tell the supervisor"
    assert urgency(trouble()) is Urgency.NOW


def test_what_is_wrong_is_to_be_said_where_nothing_is(trouble: Any) -> None:
    """D180: the exception; a report that was filed with one key still wants its nature."""
    assert words(trouble(nature="")) == "say what is wrong (key 8)"


def test_the_supervisor_reports_to_bell_smc_by_its_number(trouble: Any) -> None:
    """D182, D178, D034."""
    case = trouble().take("supervisor", supervisor="Lee")
    assert words(case) == "supervisor reports it to Bell SMC 1-800-263-7585"
    unset = next_of(case.matter, case.now, UTC, None, Terms()).words
    assert unset == "supervisor reports it to Bell SMC (no number set)"
    assert urgency(case) is Urgency.NOW
    assert way.with_numbers(way.BELL, SHIPPED).says == "Bell SMC is called on 1-800-263-7585."
    assert way.with_numbers(way.BELL, Terms()).says == "Bell SMC is called: no number set."


def test_the_action_ticket_is_awaited_until_its_number_is_there(trouble: Any) -> None:
    """D183, D103."""
    case = told(trouble())
    assert words(case) == "ACTION ticket number is awaited"
    assert words(case.take("ticket", ticket_number="A-77", promised_by="2026-03-10 14:30")) == (
        "ticket A-77, Bell promised it for 14:30"
    )


def test_it_is_followed_up_once_a_shift(trouble: Any) -> None:
    """D184."""
    case = told(trouble()).take("ticket", ticket_number="A-77", promised_by="")
    shift = (case.now + timedelta(hours=1)).astimezone(UTC)
    case.wait(hours=2)
    assert words(case, shift) == "not followed up in this shift"
    case.take("followed up", what_was_said="tomorrow")
    assert words(case, shift) == "ticket A-77"


def test_a_promise_that_is_over_asks_for_bells_on_duty_supervisor(trouble: Any) -> None:
    """D179."""
    case = told(trouble()).take("ticket", ticket_number="A-77", promised_by="2026-03-10 14:30")
    case.wait(minutes=89)
    assert urgency(case) is Urgency.WAITS
    case.wait(minutes=1)
    assert words(case) == "OVERDUE: Bell promised it for 14:30; ask for Bell's on-duty supervisor"
    assert urgency(case) is Urgency.OVERDUE


def test_after_hours_an_overdue_repair_asks_for_the_smc_manager(trouble: Any) -> None:
    """D186."""
    case = told(trouble()).take("ticket", ticket_number="A-77", promised_by="2026-03-10 14:30").wait(hours=5)
    assert words(case).endswith("; ask for Bell SMC Manager")


def test_a_new_promise_ends_the_old_one(trouble: Any) -> None:
    """D186: the exception."""
    case = told(trouble()).take("ticket", ticket_number="A-77", promised_by="2026-03-10 14:30").wait(hours=5)
    case.take("ticket", ticket_number="A-77", promised_by="2026-03-10 20:00")
    assert urgency(case) is Urgency.WAITS


def test_on_a_major_failure_the_board_is_informed_by_the_9_1_1_manager(trouble: Any) -> None:
    """D187."""
    case = told(trouble()).take("escalated", to="9-1-1 Manager", who="Roy", what_was_said="all trunks down")
    assert words(case) == "major failure: the 9-1-1 Manager informs the Board"
    case.take("escalated", to="9-1-1 Management Board", who="chair", what_was_said="told")
    assert "Board" not in words(case)


@pytest.mark.parametrize("kind", ["screen", "printer"])
def test_it_is_found_out_whether_screen_or_printer_is_at_fault(trouble: Any, kind: str) -> None:
    """D188."""
    case = told(trouble(agency="Pickering Fire", kind=kind))
    assert words(case) == "find out: screen or printer, or the trunk route?"
    assert slots(case.matter)[3] is way.FAULT


def test_a_trunk_of_our_own_is_not_asked_for_screen_or_printer(trouble: Any) -> None:
    """D188: the exception."""
    assert slots(trouble().matter)[3] is None


def test_a_screen_or_printer_at_fault_has_a_replacement_taken_to_the_agency(trouble: Any) -> None:
    """D189."""
    case = told(trouble(agency="Pickering Fire", kind="printer")).take("fault", at_fault="screen or printer")
    assert words(case) == "have a replacement taken to Pickering Fire"
    case.take("replacement", what="printer 2", taken_to="Pickering Fire")
    assert words(case) == "ACTION ticket number is awaited"


def test_a_trunk_route_at_fault_wants_no_replacement(trouble: Any) -> None:
    """D189: the exception."""
    case = told(trouble(agency="Pickering Fire", kind="printer")).take("fault", at_fault="trunk route")
    assert words(case) == "ACTION ticket number is awaited"


def test_what_is_corrected_wants_its_inquiry_report_forwarded_which_closes_it(trouble: Any) -> None:
    """D185."""
    case = told(trouble()).take("ticket", ticket_number="A-77", promised_by="2026-03-10 14:30").wait(hours=9)
    case.take("corrected", what_was_done="card changed")
    assert words(case) == "complete the Inquiry Report, forward it to the P.P.S.A.P. Manager"
    assert slots(case.matter)[6] is way.FORWARDED
    assert case.matter.open
    case.take("forwarded", forwarded_by="Lee")
    assert not case.matter.open


def test_trouble_that_bell_called_corrected_and_is_not_goes_on_with_bell_and_a_new_ticket(trouble: Any) -> None:
    """D184, D185: it is followed up until it is corrected."""
    case = told(trouble()).take("ticket", ticket_number="A-77", promised_by="2026-03-10 14:30").wait(hours=9)
    case.take("corrected", what_was_done="card changed").wait(hours=1)
    case.take("bell", reported_by="Lee", spoke_to="Jo")
    assert words(case) == "ACTION ticket number is awaited"  # the promise of the first repair is over with it
    assert slots(case.matter)[6] is way.CORRECTED
    case.take("ticket", ticket_number="A-90", promised_by="2026-03-11 12:00")
    assert words(case) == "ticket A-90, Bell promised it for 2026-03-11 12:00"
    case.take("corrected", what_was_done="cable changed")
    assert words(case) == "complete the Inquiry Report, forward it to the P.P.S.A.P. Manager"


def test_a_ticket_number_that_is_put_right_opens_no_repair_again(trouble: Any) -> None:
    """D183, D185: it is looked through once more when the report is completed."""
    case = told(trouble()).take("ticket", ticket_number="A-77", promised_by="2026-03-10 14:30").wait(hours=9)
    case.take("corrected", what_was_done="card changed")
    case.take("ticket", ticket_number="A-78", promised_by="2026-03-10 14:30")
    assert words(case) == "complete the Inquiry Report, forward it to the P.P.S.A.P. Manager"
    case.take("bell", reported_by="Lee", spoke_to="Jo")
    assert words(case) == "ACTION ticket number is awaited"


def asks_for_fault(case: Any) -> bool:
    details = slots(case.matter)[7]
    return details is not None and "at fault" in [each.name for each in details.fields]


def test_a_fault_that_was_said_wrongly_is_put_right_in_the_details(trouble: Any) -> None:
    """D188: so that no replacement is asked for where it is the trunk route."""
    case = told(trouble(agency="Pickering Fire", kind="printer"))
    assert not asks_for_fault(case)
    case.take("fault", at_fault="screen or printer")
    assert asks_for_fault(case)
    case.take("details", kind="printer", nature="no voice", at_fault="trunk route")
    assert case.matter.history[-1].was == {"at fault": "screen or printer"}
    assert words(case) == "ACTION ticket number is awaited"
    assert slots(case.matter)[3] is way.FAULT
    case.take("fault", at_fault="screen or printer")
    assert words(case) == "have a replacement taken to Pickering Fire"


def test_details_put_right_are_no_follow_up(trouble: Any) -> None:
    """D184."""
    case = told(trouble()).take("ticket", ticket_number="A-77", promised_by="")
    shift = (case.now + timedelta(hours=1)).astimezone(UTC)
    case.wait(hours=2).take("details", kind="trunk", nature="no voice on trunk 4")
    assert words(case, shift) == "not followed up in this shift"


def test_a_report_of_no_trouble_is_closed_with_its_reason_and_stays(trouble: Any) -> None:
    """U1: nothing is taken away."""
    case = trouble().take("no trouble", why="pressed by mistake")
    assert not case.matter.open
    assert case.matter.value("no trouble", "why") == "pressed by mistake"


def test_each_key_has_its_place_for_ever(trouble: Any) -> None:
    case = told(trouble(agency="Ajax Fire", kind="screen"))
    before = [step.id if step else "" for step in slots(case.matter)]
    case.take("fault", at_fault="screen or printer").take("corrected", what_was_done="x")
    after = [step.id if step else "" for step in slots(case.matter)]
    assert len(before) == len(after) == 9
    assert [index for index in range(9) if before[index] != after[index]] == [3, 6]

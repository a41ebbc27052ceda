"""A trouble report on paper and in lists."""

from datetime import UTC
from typing import Any

from app.matters.deadline import Terms
from app.matters.matter import Went
from app.matters.report import as_json, inquiry_report, list_lines, repair_report
from app.settings import Settings
from app.tables import load_tables

SHIPPED = load_tables(Settings()).steps.limits.terms


def whole(case: Any) -> Any:
    case.matter.pieces = [{"at": "2026-03-10T13:00:00.000000Z", "words": "GARBLED", "size": 2}]
    case.matter.state = {"position": "0218", "feed": "feed main: up"}
    return (
        case.take("details", by="LT", kind="telephone", nature="no voice")
        .take("supervisor", supervisor="Lee")
        .take("bell", reported_by="Lee", spoke_to="Kim")
        .take("ticket", ticket_number="A-77", promised_by="2026-03-10 14:30")
        .take("escalated", to="Bell's on-duty supervisor", who="Pat", what_was_said="too late")
        .take("corrected", what_was_done="card changed")
        .take("forwarded", forwarded_by="KM")
    )


def test_the_inquiry_report_has_the_manuals_fields_and_every_step(trouble: Any) -> None:
    """D181, D180, D185, D189."""
    text = "\n".join(
        inquiry_report(whole(trouble(**{"trunk access code": "4417", "phone position": "12"})).matter, UTC, SHIPPED)
    )
    for words in (
        "9-1-1 INQUIRY REPORT",
        "Item                       telephone",
        "Trunk access code          4417",
        "Phone position             12",
        "Nature                     no voice",
        "Supervisor told            2026-03-10 13:00 Lee",
        "ACTION ticket number       A-77",
        "Forwarded to Manager       2026-03-10 13:00 KM",
        "details: kind: trunk -> telephone",
        "The last bytes of the feed: 2",
        "0000  ff 00",
    ):
        assert words in text, words


def test_a_report_is_headed_by_the_centres_own_name_and_has_its_own_number_of_bell(trouble: Any) -> None:
    theirs = Terms(centre="Centre 9-1-1 de Bellerive", smc="819 555-0177")
    for report in (inquiry_report, repair_report):
        head = next(iter(report(trouble().matter, UTC, theirs)))
        assert head.split("  ")[0] == "Centre 9-1-1 de Bellerive"
        assert "DURHAM" not in head.upper()
    assert "Bell SMC                   819 555-0177" in list(repair_report(trouble().matter, UTC, theirs))


def test_the_repair_report_has_bells_part(trouble: Any) -> None:
    """D182, D183, D179."""
    text = "\n".join(repair_report(whole(trouble()).matter, UTC, SHIPPED))
    for words in (
        "9-1-1 REPAIR REPORT",
        "Bell SMC                   1-800-263-7585",
        "ACTION ticket number       A-77",
        "Reported to Bell           2026-03-10 13:00 Lee",
        "Promised by                2026-03-10 14:30",
        "Escalated                  2026-03-10 13:00 Bell's on-duty supervisor, Pat: too late",
        "Corrected                  2026-03-10 13:00 card changed",
    ):
        assert words in text, words


def test_an_agencys_report_has_contact_and_call_back_number(trouble: Any) -> None:
    """D177."""
    case = trouble(agency="Ajax Fire", kind="printer", **{"contact name": "J. Ross", "call-back number": "683-9100"})
    text = "\n".join(inquiry_report(case.matter, UTC, SHIPPED))
    assert "Contact name               J. Ross" in text
    assert "Call-back number           683-9100" in text


def test_a_field_with_nothing_in_it_is_left_open_for_the_pen(trouble: Any) -> None:
    assert "Trunk access code          ......" in "\n".join(inquiry_report(trouble().matter, UTC, SHIPPED))


def test_a_list_tells_what_comes_next_and_what_came_before(trouble: Any, complaint: Any) -> None:
    lines = list(list_lines(trouble().matter, trouble().now, UTC, Terms()))
    assert lines[0].startswith("T1    2026-03-10 13:00  KM   kind trunk")
    assert lines[1] == "      next: tell the supervisor"
    closed = list(list_lines(whole(trouble()).matter, trouble().now, UTC, Terms()))
    assert closed[1] == "      closed 2026-03-10 13:00: forwarded"
    assert "written answer due 2026-03-31" in list(list_lines(complaint().matter, complaint().now, UTC, Terms()))[1]


def test_nothing_changed_is_told_so(trouble: Any) -> None:
    case = trouble()
    case.matter.history.append(Went(case.now, "details", "KM", {"kind": "trunk"}))
    assert list(list_lines(case.matter, case.now, UTC, Terms()))[-1].endswith("details: nothing changed")


def test_json_has_all_of_it_and_the_bytes(trouble: Any) -> None:
    told = as_json(whole(trouble()).matter, trouble().now, UTC, Terms())
    assert told["raw"] == "/wA="
    assert told["name"] == "T1"
    assert [each["step"] for each in told["history"]][-1] == "forwarded"
    assert as_json(trouble().matter, trouble().now, UTC, Terms())["urgency"] == "now"

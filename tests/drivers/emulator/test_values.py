"""An invented caller as a record of each shipped format table."""

from datetime import datetime
from importlib.resources import files

import pytest

from app.spill.date_form import parse_date_form
from app.spill.encode import encode
from app.spill.formats import SHIPPED, FormatTable, load_table
from drivers.emulator.callers import Caller, CallerInvention
from drivers.emulator.values import RecordValues, classes_of, written

LOCAL = datetime(2026, 3, 1, 0, 5, 9)  # noqa: DTZ001 (the sender's wall clock has no zone)
CALLER = Caller(
    number="9055550142",
    routing_number="",
    service_class="RES",
    municipality="WHITBY",
    borough="WHI",
    community="BROOKLIN",
    name="DUNMERE, ADA",
    address="12 LANTERN ST",
    location="APT 6",
    postal_code="L1M 4B7",
    esn="0048",
)


def table(name: str) -> FormatTable:
    return load_table((files("resources") / "formats" / f"{name}.toml").read_text("utf-8"), name)


def test_the_printer_s_slip_has_the_number_with_a_hyphen_and_the_area_code_apart() -> None:
    assert RecordValues(table("bell-printer")).of(CALLER, 7, "0218", LOCAL) == {
        "number": "555-0142",
        "area": "905",
        "class": "RES",
        "borough": "WHI",
        "date": "26/03/01",
        "time": "00:05:09",
        "call_number": "00007",
        "position": "0218",
        "name": "DUNMERE, ADA",
        "address": "12 LANTERN ST",
        "location": "APT 6",
        "locality": "WHITBY, BROOKLIN",
        "postal_code": "L1M 4B7",
        "esn": "0048",
        "agency": "DUR REG POLICE",
        "agency_number": "905-555-0100",
    }


def test_the_display_has_seven_digits_and_no_date() -> None:
    values = RecordValues(table("bell-display")).of(CALLER, 99_999, "0218", LOCAL)
    assert (values["number"], values["time"], values["call_number"]) == ("555-0142", "00:05", "99999")
    assert not {"area", "date", "esn", "position"} & values.keys()


def test_a_line_of_telus_has_ten_digits_and_the_cell_sector_s_routing_number() -> None:
    wireless = Caller(**{**{name: getattr(CALLER, name) for name in Caller.__slots__}, "routing_number": "9055110142"})
    values = RecordValues(table("telus-log-2")).of(wireless, 7, "0218", LOCAL)
    assert (values["number"], values["routing_number"]) == ("9055550142", "9055110142")
    assert (values["municipality"], values["locality"]) == ("WHITBY", "BROOKLIN ON")
    assert values["stamp_1"] == "1-MAR-2026 00:05:09"
    assert "stamp_2" not in values


@pytest.mark.parametrize("name", SHIPPED)
def test_every_invented_caller_is_a_record_that_the_table_reads_back(name: str) -> None:
    spoken = table(name)
    invention = CallerInvention(12, classes_of(spoken))
    made = RecordValues(spoken)
    for number in range(1, 300):
        caller = invention.caller()
        record = encode(spoken, made.of(caller, number, "0218", LOCAL))
        assert caller.address.encode() in record
        assert caller.name.encode() in record


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_is_named_that_the_table_does_not_know_and_nothing_is_empty(name: str) -> None:
    bare = Caller(**{**{each: getattr(CALLER, each) for each in Caller.__slots__}, "location": ""})
    made = RecordValues(table(name))
    values = made.of(bare, 7, "0218", LOCAL)
    assert values.keys() <= made.kinds.keys()
    assert all(values.values())
    assert "location" not in values


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("YY/MM/DD", "26/03/01"),
        ("YYYY-M-D", "2026-3-1"),
        ("D-MMM-YYYY HH:MM:SS", "1-MAR-2026 00:05:09"),
        ("MM/DD HH:MM", "03/01 00:05"),
        ("H:MM AM", "12:05 AM"),
        ("HH:MM:SSAM", "12:05:09AM"),
    ],
)
def test_a_time_is_written_in_the_form_of_the_table_and_read_back_by_it(form: str, text: str) -> None:
    compiled = parse_date_form(form)
    assert written(compiled, LOCAL) == text
    read = compiled.read(text)
    assert read is not None
    assert read.get("minute", 5) == 5
    assert read.get("month", 3) == 3
    assert read.get("hour", 0) == (12 if "half" in read else 0)
    assert read.get("half", 0) == 0


def test_the_afternoon_is_written_in_twelve_hours() -> None:
    assert written(parse_date_form("H:MM AM"), LOCAL.replace(hour=13)) == "1:05 PM"
    assert written(parse_date_form("H:MM AM"), LOCAL.replace(hour=12)) == "12:05 PM"

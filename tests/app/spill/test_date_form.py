"""D214: date and time forms, and the two-digit year that must be resolved safely."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.spill.date_form import DAYS_KEPT, FORM_LENGTH, SentReader, parse_date_form

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def sent(forms: dict[str, str], values: dict[str, str], now: datetime = NOW) -> tuple[datetime | None, str]:
    reader = SentReader({field: [parse_date_form(form)] for field, form in forms.items()})
    return reader.read([values.get(field) for field in reader.fields], now)


@pytest.mark.parametrize(
    ("form", "value", "expected"),
    [
        ("YY/MM/DD HH:MM:SS", "99/06/21 05:17:39", datetime.fromisoformat("1999-06-21T05:17:39")),
        ("D-MMM-YYYY HH:MM:SS", "6-FEB-2001 10:09:32", datetime.fromisoformat("2001-02-06T10:09:32")),
        ("D-MMM-YYYY HH:MM:SS", "16-feb-2001 10:09:32", datetime.fromisoformat("2001-02-16T10:09:32")),
        ("YYYYMMDDHHMM", "200102061009", datetime.fromisoformat("2001-02-06T10:09:00")),
        ("M/D/YYYY H:MM AM", "2/6/2001 1:09 pm", datetime.fromisoformat("2001-02-06T13:09:00")),
        ("M/D/YYYY H:MM AM", "2/6/2001 12:09 AM", datetime.fromisoformat("2001-02-06T00:09:00")),
        ("DD.MM.YYYY HHhMM", "06.02.2001 10h09", datetime.fromisoformat("2001-02-06T10:09:00")),
    ],
)
def test_a_form_reads_what_it_describes(form: str, value: str, expected: datetime) -> None:
    assert sent({"stamp": form}, {"stamp": value}) == (expected, "")


def test_date_and_time_may_stand_in_two_fields() -> None:
    forms = {"date": "YY/MM/DD", "time": "HH:MM:SS"}
    assert sent(forms, {"date": "99/06/21", "time": "05:17:39"}) == (datetime.fromisoformat("1999-06-21T05:17:39"), "")


@pytest.mark.parametrize(
    ("now", "date", "year"),
    [
        (datetime(2026, 3, 1, 12, tzinfo=UTC), "26/03/01", 2026),
        (datetime(2026, 3, 1, 12, tzinfo=UTC), "26/03/02", 2026),  # within a day: the sender's clock is local
        (datetime(2026, 3, 1, 12, tzinfo=UTC), "26/03/03", 1926),
        (datetime(2026, 3, 1, 12, tzinfo=UTC), "27/01/01", 1927),
        (datetime(1999, 12, 31, 20, tzinfo=UTC), "00/01/01", 2000),  # the century turns within the day
        (datetime(1999, 12, 30, 20, tzinfo=UTC), "00/01/01", 1900),
        (datetime(2026, 3, 1, 12, tzinfo=UTC), "00/02/29", 2000),
        (datetime(2026, 3, 1, 12, tzinfo=UTC), "28/02/29", 1928),
        (datetime(2100, 6, 1, 12, tzinfo=UTC), "00/02/29", 2000),  # 2100 has no 29 February
    ],
)
def test_a_two_digit_year_is_the_latest_not_more_than_a_day_ahead(now: datetime, date: str, year: int) -> None:
    """D214."""
    forms = {"date": "YY/MM/DD", "time": "HH:MM:SS"}
    at, problem = sent(forms, {"date": date, "time": "08:00:00"}, now)
    assert problem == ""
    assert at is not None
    assert at.year == year


def test_a_date_remembered_is_read_anew_when_the_clock_has_moved_on() -> None:
    reader = SentReader({"date": [parse_date_form("YY/MM/DD")], "time": [parse_date_form("HH:MM:SS")]})
    clocks = [
        (datetime(2026, 3, 1, tzinfo=UTC), 1926),
        (datetime(2026, 3, 2, 12, tzinfo=UTC), 2026),
        (datetime(2026, 3, 9, tzinfo=UTC), 2026),
        (datetime(2026, 3, 1, tzinfo=UTC), 1926),
        (datetime(2126, 3, 9, tzinfo=UTC), 2126),
        (datetime(2026, 3, 9, tzinfo=UTC), 2026),
    ]
    for now, year in clocks:
        at, _ = reader.read(["26/03/03", "08:00:00"], now)
        assert at is not None
        assert (at.year, at.hour) == (year, 8)


def test_the_time_may_stand_before_the_date() -> None:
    reader = SentReader({"time": [parse_date_form("HH:MM")], "date": [parse_date_form("YY/MM/DD")]})
    for _ in range(2):
        assert reader.read(["05:17", "99/06/21"], NOW) == (datetime.fromisoformat("1999-06-21T05:17:00"), "")


def test_no_more_dates_are_remembered_than_there_is_room_for() -> None:
    reader = SentReader({"date": [parse_date_form("YYYYMMDD")], "time": [parse_date_form("HH:MM")]})
    for number in range(3 * DAYS_KEPT):
        at, _ = reader.read([f"{1800 + number}0101", "08:00"], NOW)
        assert at is not None
        assert (at.year, at.hour) == (1800 + number, 8)


@pytest.mark.parametrize("time", ["05:17+02", "0517:39.", "05:1739", "25:00:00", "05:60:00", "٠٥:١٧:٣٩"])
def test_a_time_that_is_none_is_refused_also_on_a_day_that_is_remembered(time: str) -> None:
    reader = SentReader({"date": [parse_date_form("YY/MM/DD")], "time": [parse_date_form("HH:MM:SS")]})
    assert reader.read(["99/06/21", "05:17:39"], NOW)[0] is not None
    at, problem = reader.read(["99/06/21", time], NOW)
    assert at is None
    assert "expected a" in problem


@pytest.mark.parametrize("values", [{"time": "13:30"}, {"date": "06/21"}, {"date": "06/21", "time": "13:30"}, {}])
def test_without_a_year_or_a_date_no_instant_is_made_up(values: dict[str, str]) -> None:
    assert sent({"date": "MM/DD", "time": "HH:MM"}, values) == (None, "")


def test_a_date_without_a_time_gives_no_instant() -> None:
    assert sent({"date": "YYYY-MM-DD"}, {"date": "2001-02-06"}) == (None, "")


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("YY/MM/DD HH:MM", "99/13/21 05:17"),
        ("YY/MM/DD HH:MM", "99/02/29 05:17"),
        ("YY/MM/DD HH:MM", "99/02/28 24:00"),
        ("YYYY-MM-DD HH:MM", "1999-02-29 05:17"),
        ("YYYY-MM-DD", "1999-02-29"),
        ("MM/DD", "02/30"),
    ],
)
def test_a_date_that_does_not_exist_is_told(form: str, value: str) -> None:
    assert sent({"date": form}, {"date": value}) == (
        None,
        f"date: expected a date and time that exist, got {value!r}",
    )


@pytest.mark.parametrize(
    ("form", "value"), [("HH:MM", "soon"), ("D-MMM-YYYY", "6-FOO-2001"), ("H:MM AM", "13:00 PM"), ("HH:MM", "1:30")]
)
def test_a_value_of_another_form_is_told(form: str, value: str) -> None:
    assert sent({"time": form}, {"time": value}) == (None, f"time: expected a time as {form}, got {value!r}")


def test_of_several_forms_the_first_that_fits_is_taken() -> None:
    forms = [parse_date_form("YYYY-MM-DD HH:MM"), parse_date_form("MM/DD/YYYY HH:MM")]
    assert SentReader({"at": forms}).read(["02/06/2001 10:09"], NOW) == (
        datetime.fromisoformat("2001-02-06T10:09:00"),
        "",
    )


@pytest.mark.parametrize("form", ["", "  ", "--", "YYYY YY", "MM MMM", "MM/MM", "QQ", "Y" * (FORM_LENGTH + 1), "HH HH"])
def test_a_form_that_says_nothing_or_the_same_twice_is_refused(form: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        parse_date_form(form)


@given(form=st.text(alphabet="YMDHSA :/-.", min_size=1, max_size=20), value=st.text(max_size=20))
def test_any_form_and_any_value_give_an_instant_or_words(form: str, value: str) -> None:
    try:
        parsed = parse_date_form(form)
    except ValueError:
        return
    at, problem = SentReader({"at": [parsed]}).read([value], NOW)
    assert at is None or not problem


@pytest.mark.parametrize(
    ("time", "half", "hour"), [("01:05", "PM", 13), ("12:05", "am", 0), ("12:05", "PM", 12), ("11:59", "AM", 11)]
)
def test_am_or_pm_may_stand_in_a_field_of_its_own(time: str, half: str, hour: int) -> None:
    forms = {"half": "AM", "date": "YYYY-MM-DD", "time": "HH:MM"}
    at, problem = sent(forms, {"date": "2001-02-06", "time": time, "half": half})
    assert problem == ""
    assert at is not None
    assert at.hour == hour


def test_an_hour_that_is_of_no_half_day_is_told_also_where_am_stands_apart() -> None:
    forms = {"date": "YYYY-MM-DD AM", "time": "HH:MM"}
    for time in ("13:05", "00:05"):
        assert sent(forms, {"date": "2001-02-06 AM", "time": time}) == (
            None,
            f"date, time: expected a date and time that exist, got '2001-02-06 AM {time}'",
        )

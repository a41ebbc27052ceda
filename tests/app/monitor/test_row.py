"""How a row is written: nothing is obeyed, everything fits its place, every line says what it belongs to."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.monitor.row import Form, Mark, Row, lines_of

AT = datetime(2026, 3, 1, 4, 0, 1, 250_000, tzinfo=UTC)
LINE = Row(AT, Mark.BEGINS, 26, b"PALMER, ROBERT\r\n")


def test_a_row_has_its_time_its_mark_and_its_text_with_names() -> None:
    assert lines_of(LINE, Form(zone=UTC)) == ["04:00:01 ┌ PALMER, ROBERT<CR><LF>"]


def test_a_row_written_exactly_has_milliseconds_and_in_hex_its_offset() -> None:
    assert lines_of(LINE, Form(exact=True, zone=UTC)) == ["04:00:01.250 ┌ PALMER, ROBERT<CR><LF>"]
    assert lines_of(LINE, Form(exact=True, hex=True, zone=UTC)) == [
        "04:00:01.250 0000001a ┌ 50 41 4c 4d 45 52 2c 20 52 4f 42 45 52 54 0d 0a  PALMER, ROBERT.."
    ]


def test_what_does_not_fit_goes_on_below_and_still_belongs_to_its_record() -> None:
    assert lines_of(LINE, Form(columns=19, zone=UTC)) == [
        "04:00:01 ┌ PALMER, ",
        "         │ ROBERT<C",
        "         │ R><LF>",
    ]


def test_words_are_wrapped_at_blanks_and_bear_their_mark_once() -> None:
    row = Row(AT, Mark.ENDED, 0, words="bell-printer: 9053261224 RES")
    assert lines_of(row, Form(columns=30, zone=UTC)) == [
        "04:00:01 └ bell-printer:",
        "           9053261224 RES",
    ]


def test_a_row_that_was_found_bears_a_sign_and_a_link_its_name() -> None:
    row = Row(AT, Mark.LOOSE, 0, b"x", link="second")
    assert lines_of(row, Form(zone=UTC), found=True) == ["04:00:01▶second ╎ x"]


@given(st.binary(max_size=200), st.integers(1, 120), st.booleans(), st.booleans())
def test_no_line_is_wider_than_its_place_and_none_obeys_what_was_sent(
    data: bytes, columns: int, in_hex: bool, exact: bool
) -> None:
    form = Form(columns, in_hex, exact, UTC)
    for line in lines_of(Row(AT, Mark.LOOSE, 0, data), form):
        assert line.isprintable()
        assert len(line) <= max(columns, 50)  # a place narrower than four bytes in hex is none

from app.spill.formats import FormatTable, load_table
from app.spill.framing import Framing, FramingKind
from app.spill.locality import Localities
from app.spill.model import Place
from app.spill.reading import LINE_LENGTH, Reading, read_record, record_lines, shown_lines

LINES = Framing("t", FramingKind.LINES)


def read(table: FormatTable, data: bytes, durham: Localities) -> Reading:
    found = read_record(table, record_lines(table.framing, data), durham)
    assert found is not None
    return found


def test_lines_are_shown_with_symbols_and_read_with_their_tabs() -> None:
    lines = record_lines(LINES, b"A\tB\x1b\r\n\x00 C \x7f\r\n")
    assert lines.shown == ("A␉B␛", "␀ C ␡")
    assert lines.read == ("A\tB␛", "  C")


def test_a_line_too_long_is_shown_whole_and_read_so_far() -> None:
    lines = record_lines(LINES, b"A" * (LINE_LENGTH + 1))
    assert len(lines.shown[0]) == LINE_LENGTH + 1
    assert lines.read == ("A" * LINE_LENGTH,)


def test_lines_of_any_bytes_are_shown_without_the_empty_ones_at_the_end() -> None:
    assert shown_lines(b"\xff\r\n\r\nb\n\n") == ("ÿ", "", "b")
    assert shown_lines(b"") == ()


def test_a_record_whose_first_line_does_not_fit_is_not_the_tables(
    shipped: dict[str, FormatTable], durham: Localities
) -> None:
    table = shipped["bell-printer"]
    assert read_record(table, record_lines(table.framing, b"436-0709 RES OSH"), durham) is None
    assert read_record(table, record_lines(table.framing, b""), durham) is None


def test_columns_are_counted_with_tabs_and_fill(shipped: dict[str, FormatTable], durham: Localities) -> None:
    reading = read(shipped["bell-display"], b"\x00436-0709\tRES\tOSH\r\n\tJohn\tDoe", durham)
    assert reading.values["name"] == "John␉Doe"
    assert reading.places["number"] == Place(1, 2, 8)
    assert reading.places["name"] == Place(2, 2, 8)


def test_what_is_missing_at_the_end_is_one_sentence(shipped: dict[str, FormatTable], durham: Localities) -> None:
    first = b"326-1224 (905) RES OSH 99/06/21 05:17:39 #00552 Pos:0218"
    assert read(shipped["bell-printer"], first, durham).problems == [
        "address awaited: expected name, address, locality, postal_code, esn, agency after line 1, "
        "got the end of the record"
    ]


def test_a_record_of_which_only_a_part_was_read_is_known(
    shipped: dict[str, FormatTable], durham: Localities, d211: bytes
) -> None:
    lines = d211.rstrip().split(b"\r\n")

    def unread(*parts: bytes) -> bool:
        return read(shipped["bell-printer"], b"\r\n".join(parts), durham).unread

    assert not unread(*lines)
    assert [unread(*lines[:end]) for end in range(2, 7)] == [True] * 5
    assert unread(*lines[:5], b"ESN#: 0O47", *lines[6:])  # what it says may be anything
    assert unread(*lines[:2], b"324 FIRST ST N" * 100, *lines[3:])
    assert read(shipped["telus-log-2"], b"2505553105|RES||JANE DOE|270 1640 UF", durham).unread


def test_a_number_sent_before_its_address_and_lines_left_out_in_the_midst_are_no_half_record(
    shipped: dict[str, FormatTable], durham: Localities, d211: bytes
) -> None:
    """D056; and a caller of whom no address is known has a record all the same."""
    lines = d211.rstrip().split(b"\r\n")
    assert not read(shipped["bell-printer"], lines[0], durham).unread
    assert not read(shipped["bell-printer"], b"\r\n".join((lines[0], *lines[5:])), durham).unread


def test_an_unknown_line_in_the_place_of_a_missing_one_is_one_sentence(
    shipped: dict[str, FormatTable], durham: Localities, d211: bytes
) -> None:
    reading = read(shipped["bell-printer"], d211.replace(b"ESN#: 0047", b"ESN#: 0O47"), durham)
    assert reading.problems == ["line 6: expected ESN#: {esn}, got 'ESN#: 0O47'; kept as sent"]
    assert reading.extra == {"line 6": "ESN#: 0O47"}
    assert reading.values["agency"] == "DUR REG POLICE"


def test_a_missing_line_is_told_with_what_stands_in_its_place(
    shipped: dict[str, FormatTable], durham: Localities, d211: bytes
) -> None:
    reading = read(shipped["bell-printer"], d211.replace(b"ESN#: 0047\r\n", b""), durham)
    assert reading.problems == ["expected ESN#: {esn} before line 6, got 'DUR REG POLICE'"]
    assert reading.cost > read(shipped["bell-printer"], d211, durham).cost


def test_a_line_more_than_the_layout_has_is_kept(
    shipped: dict[str, FormatTable], durham: Localities, d211: bytes
) -> None:
    reading = read(shipped["bell-printer"], d211 + b"TRUNK 0117\r\n", durham)
    assert reading.extra == {"line 9": "TRUNK 0117"}
    assert reading.problems == ["line 9: expected a line that bell-printer has here, got 'TRUNK 0117'; kept as sent"]


def test_a_field_without_a_name_and_what_comes_after_the_last_are_kept(
    shipped: dict[str, FormatTable], durham: Localities
) -> None:
    table = shipped["telus-log-2"]
    reading = read(table, table.samples[0].replace(b"||||||", b"|||||x|y|z"), durham)
    assert reading.extra == {"line 1, field 27": "x", "line 1, field 28": "y", "line 1, after field 28": "|z"}
    assert reading.problems == []


def test_a_line_cut_between_separators_is_told(shipped: dict[str, FormatTable], durham: Localities) -> None:
    reading = read(shipped["telus-log-2"], b"2505553105|RES||JANE DOE|270 1640 UF", durham)
    assert reading.problems == ["line 1: expected 27 fields, got 5: cut, or '|' was lost"]
    assert reading.values["address"] == "270 1640 UF"


def test_a_form_feed_that_ended_no_record_ends_a_line() -> None:
    for end in (b"\r", b"\n", b"\r\n", b""):
        lines = record_lines(LINES, b"A" + end + b"\x0cB" + end)
        assert lines.shown == lines.read == ("A", "B")


def test_what_the_first_line_says_chooses_the_layout_however_that_reads_the_line_again(durham: Localities) -> None:
    text = """
name = "t"
title = "T"
[framing]
kind = "lines"
[first]
pattern = "#{class:XXX}{rest:99}"
[[layout]]
when = { class = ["CEL"] }
first = { pattern = "#{class:XXX99}" }
lines = [{ field = "sector" }]
[[layout]]
lines = [{ field = "name" }]
"""
    reading = read(load_table(text, "t.toml"), b"#CEL01\r\nB\r\nMORE\r\n", durham)
    assert reading.values == {"class": "CEL01", "sector": "B"}


def test_what_cannot_be_printed_in_a_line_is_told_with_its_place(
    shipped: dict[str, FormatTable], durham: Localities, d211: bytes
) -> None:
    """One damaged byte joins two lines, or hides a postal code: nothing of it is shown as if it were whole."""
    table = shipped["bell-printer"]
    joined_lines = read(table, d211.replace(b"\r\n", b"\r").replace(b"ROBERT\r", b"ROBERT\x01"), durham)
    assert joined_lines.problems == ["line 2, column 15: expected text, got ␁: damaged on the line"]
    no_postal_code = read(table, d211.replace(b"OSHAWA L1G", b"OSHAWA\x00L1G"), durham)
    assert no_postal_code.problems == ["line 5, column 15: expected text, got ␀: damaged on the line"]
    assert read(table, d211.replace(b"RT\r", b"R\xd4\r"), durham).problems == []  # a letter
    assert read(table, d211.replace(b"RT\r", b"RT\x85\r"), durham).problems == [
        "line 2, column 15: expected text, got \\x85: damaged on the line"
    ]
    assert read(table, d211.replace(b"ROBERT\r", b"\x00ROB\tERT\x7f\r"), durham).problems == [
        "line 2, column 9: expected text, got ␀: damaged on the line"
    ]
    assert read(table, d211.replace(b"PALMER", b"\x00\x00PALMER"), durham).problems == []  # fill


def test_a_line_of_damage_alone_takes_no_fields_place(
    shipped: dict[str, FormatTable], durham: Localities, d211: bytes
) -> None:
    reading = read(shipped["bell-printer"], d211.replace(b"Pos:0218\r\n", b"Pos:0218\r\x01\n"), durham)
    assert reading.values["name"] == "PALMER, ROBERT"
    assert reading.problems == ["line 2, column 1: expected text, got ␁: damaged on the line"]

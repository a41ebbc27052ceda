import pytest

from app.spill.damaged_line import Damaged, DamagedLines, told
from app.spill.formats import FormatTable, load_table

FIRST = "326-1224 (905) RES OSH 99/06/21 05:17:39 #00552 Pos:0218"
WHOLE = {
    "number": "326-1224",
    "area": "905",
    "class": "RES",
    "borough": "OSH",
    "date": "99/06/21",
    "time": "05:17:39",
    "call_number": "00552",
    "position": "0218",
}


def lines_of(table: FormatTable) -> DamagedLines:
    assert table.framing.damaged is not None
    return table.framing.damaged


def values(found: Damaged | None) -> dict[str, str]:
    assert found is not None
    return {each.group.field: each.text for each in found.taken}


@pytest.fixture
def printer(shipped: dict[str, FormatTable]) -> DamagedLines:
    return lines_of(shipped["bell-printer"])


@pytest.mark.parametrize(
    ("was", "came", "hidden"),
    [
        ("326-1224", "326-1␀24", {"number"}),
        ("326-1224", "3261224", {"number"}),
        ("326-1224", "32-1224", {"number"}),
        ("326-1224", "326 1224", {"number"}),
        ("(905)", "(9O5)", {"area"}),
        ("RES", "R\\x85S", {"class"}),
        ("RES OSH", "RES␁OSH", {"class", "borough"}),
        ("OSH 99", "OSH99", {"borough", "date"}),
        ("99/06", "99?06", {"date"}),
        ("05:17", "05;17", {"time"}),
        ("#00552", "*00552", {"call_number"}),  # a figure of the number may have become the sign
        ("#00552 Pos", "#00552XPos", {"call_number", "position"}),
        ("Pos:0218", "Pos:021", {"position"}),
        ("RES", "RE S", {"class"}),
        ("24 (905)", "24(905)", {"number", "area"}),
    ],
)
def test_all_that_stands_around_the_damaged_place_is_read_and_nothing_of_it(
    printer: DamagedLines, was: str, came: str, hidden: set[str]
) -> None:
    found = printer.read(FIRST.replace(was, came))
    assert values(found) == {field: value for field, value in WHOLE.items() if field not in hidden}
    assert found is not None
    assert found.fields == hidden


def test_the_place_is_told_with_what_was_expected(printer: DamagedLines) -> None:
    found = printer.read(FIRST.replace("#00552", "#0␀552"))
    assert found is not None
    assert told(found) == (
        "line 1, column 42: expected #{call_number:digits}, got '#0␀552': damaged or of another form, and not read"
    )


@pytest.mark.parametrize(
    "line",
    [
        "",
        "PALMER, ROBERT",
        FIRST.replace("RES", "R␀S").replace("#", "␀"),  # two places
        FIRST.replace("326-1224 (905) RES ", ""),
        FIRST.replace("0218", "02"),  # two bytes lost
        f"{FIRST} {FIRST}",
        "324 FIRST ST N",
    ],
)
def test_a_line_damaged_in_more_places_or_of_another_kind_is_none(printer: DamagedLines, line: str) -> None:
    assert printer.read(line) is None


def test_what_makes_a_short_first_line_certain_must_stand_in_it(shipped: dict[str, FormatTable]) -> None:
    """Of three words two fit many a line; so the class must be one that Bell sends."""
    display = lines_of(shipped["bell-display"])
    assert values(display.read("43␀-0709 RES OSH")) == {"class": "RES", "borough": "OSH"}
    assert values(display.read("436-0709 RES O␀H")) == {"number": "436-0709", "class": "RES"}
    assert display.read("436-0709 R␀S OSH") is None
    assert display.read("326-1224 (905) RES") is None
    assert display.read("436-0␀09 MAY OSH") is None


def test_what_chooses_the_layout_or_the_numbers_must_fit() -> None:
    """Else a routing number could be taken for the caller's."""
    text = """
name = "t"
title = "t"
[framing]
kind = "lines"
[first]
pattern = "H {position:99} ({area:999}) {number:999-9999} {class:AAA}"
[[layout]]
when = { class = ["CEL"] }
lines = [{ field = "tower" }]
[[layout]]
lines = [{ field = "name" }]
"""
    lines = lines_of(load_table(text, "t.toml"))
    assert lines.read("H 01 (905) 326-1224 C␀L") is None
    assert values(lines.read("H 01 (905) 326-12␀4 CEL")) == {"position": "01", "area": "905", "class": "CEL"}


def test_a_table_with_a_check_byte_needs_no_guess(shipped: dict[str, FormatTable]) -> None:
    text = """
name = "t"
title = "t"
[framing]
kind = "stx-etx"
check = "xor"
[first]
pattern = "H {position:99} ({area:999}) {number:999-9999} {class:AAA}"
"""
    assert load_table(text, "t.toml").framing.damaged is None


def test_of_separated_fields_one_may_be_damaged_where_none_is_lost(shipped: dict[str, FormatTable]) -> None:
    telus = lines_of(shipped["telus-log-2"])
    line = shipped["telus-log-2"].samples[0].decode().rstrip()
    found = telus.read(line.replace("|RES|", "|R␀S|"))
    assert found is not None
    assert (found.fields, found.column, found.text) == (frozenset({"class"}), 12, "R␀S")
    assert "class" not in values(found)
    assert values(found)["name"] == "JANE DOE"
    assert telus.read(line.replace("|RES||", "|RES␀|")) is None  # a bar was lost: what follows would be shifted
    assert telus.read(line.replace("|RES||", "|R␀S|X|")) is None
    assert telus.read(line.replace("2505553105|", "25055531␀5|")) is None
    assert telus.read(line) is None


def test_no_shorter_line_than_it_says_is_read(shipped: dict[str, FormatTable]) -> None:
    """Bars alone make no TELUS line: its number must stand in it too."""
    telus = lines_of(shipped["telus-log-2"])
    bars = "2505553105|R*S||" + "|" * 24
    assert telus.read(bars) is not None
    assert telus.read(bars.replace("R*S", "*")) is not None
    assert telus.shortest <= len(bars.replace("R*S", "*"))
    assert telus.shortest == len("2505553105" + "|" * 27)

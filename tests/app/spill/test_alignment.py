from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.spill.alignment import LINES_ALIGNED, Aligned, Alignment, Missing, Unknown, align
from app.spill.line_form import Fit, LineForm, PatternLine, line_form
from app.spill.picture import parse_pattern


def form(*texts: str, optional: bool = False, any_order: bool = False) -> LineForm:
    lines = [PatternLine(parse_pattern(text), text) for text in texts]
    return line_form(lines, optional=optional, any_order=any_order)


NAME = form("{name}")
ADDRESS = form("{address}")
LOCATION = form("{location}", optional=True)
LOCALITY = form("{locality} {postal:postal}", "{locality}")
ESN = form("ESN#: {esn:digits}")
AGENCY = form("{agency}")
NUMBER = form("{agency_number:phone}", optional=True)
SLIP = [(each,) for each in (NAME, ADDRESS, LOCATION, LOCALITY, ESN, AGENCY, NUMBER)]
FORMS = {"name": NAME, "address": ADDRESS, "location": LOCATION, "locality": LOCALITY, "esn": ESN, "agency": AGENCY}


def known(fit: Fit) -> bool:
    return "OSHAWA" in fit.fitting[0]


def told(*lines: str) -> list[str]:
    """Return the findings on a slip without its first line, in short words."""
    found = align(["first", *lines], 1, SLIP, known)
    words = []
    for each in found.findings:
        match each:
            case Aligned(line, what, _):
                words.append(f"{line} {sorted(what.fields)[0]}")
            case Missing(before, what):
                words.append(f"no {sorted(what.fields)[0]} before {before}")
            case Unknown(line):
                words.append(f"{line}?")
    return words


def test_a_whole_record_is_aligned_at_no_cost_but_that_of_free_text() -> None:
    assert told("N", "A", "APT 6", "OSHAWA L1G 4B7", "ESN#: 0047", "POLICE", "905-579-1234") == [
        "1 name",
        "2 address",
        "3 location",
        "4 locality",
        "5 esn",
        "6 agency",
        "7 agency_number",
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [],
            [
                "no name before 1",
                "no address before 1",
                "no locality before 1",
                "no esn before 1",
                "no agency before 1",
            ],
        ),
        (["N"], ["1 name", "no address before 2", "no locality before 2", "no esn before 2", "no agency before 2"]),
        (
            ["N", "A", "APT 6"],
            ["1 name", "2 address", "3 location", "no locality before 4", "no esn before 4", "no agency before 4"],
        ),
        (["N", "A", "OSHAWA"], ["1 name", "2 address", "3 locality", "no esn before 4", "no agency before 4"]),
        (["N", "A", "X L1G 4B7"], ["1 name", "2 address", "3 locality", "no esn before 4", "no agency before 4"]),
    ],
)
def test_a_record_that_ends_early_is_read_so_far_as_it_goes(lines: list[str], expected: list[str]) -> None:
    assert told(*lines) == expected


def test_a_line_missing_in_the_middle_is_found() -> None:
    assert told("N", "A", "OSHAWA L1G 4B7", "POLICE") == [
        "1 name",
        "2 address",
        "3 locality",
        "no esn before 4",
        "4 agency",
    ]


def test_a_line_that_fits_nothing_is_left_unknown() -> None:
    assert told("N", "A", "X L1G 4B7", "ESN#: 1", "ESN#: 2", "POLICE") == [
        "1 name",
        "2 address",
        "3 locality",
        "4 esn",
        "5?",
        "6 agency",
    ]


def test_the_special_form_of_one_line_is_never_the_free_text_of_another() -> None:
    assert told("ESN#: 0047", "905-579-1234") == [
        "no name before 1",
        "no address before 1",
        "no locality before 1",
        "1 esn",
        "no agency before 2",
        "2 agency_number",
    ]


def test_an_empty_line_stands_for_an_absent_field_or_for_nothing() -> None:
    assert told("N", "", "OSHAWA L1G 4B7", "ESN#: 1", "", "P") == ["1 name", "3 locality", "4 esn", "6 agency"]


def test_lines_in_any_order_are_told_apart_by_what_fits_best() -> None:
    step = (form("T {time:99}", any_order=True), form("{locality}", any_order=True), form("E {esn:9}", any_order=True))
    found = align(["f", "E 1", "CITY", "", "T 12"], 1, [step], known).findings
    assert [(each.line, each.form) for each in found if isinstance(each, Aligned)] == [
        (1, step[2]),
        (2, step[1]),
        (4, step[0]),
    ]


def test_in_any_order_what_is_missing_and_what_is_unknown_is_found() -> None:
    step = (form("T {time:99}", any_order=True), form("E {esn:9}", any_order=True))
    found = align(["f", "??", "E 1"], 1, [step], known).findings
    assert [type(each) for each in found] == [Unknown, Aligned, Missing]


def test_the_layout_that_fits_better_costs_less() -> None:
    lines = ["f", "N", "A", "X L1G 4B7", "ESN#: 1", "P", "905-579-1234"]
    whole = align(lines, 1, SLIP, known)
    assert whole.cost < align(lines, 1, [*SLIP, (form("POS {x:9}"),)], known).cost
    assert whole.cost < align(lines, 1, SLIP[:-1], known).cost


def test_a_record_of_any_length_is_aligned_in_time() -> None:
    lines = ["f", *["ESN#: 1, a 905-579-1234"] * (3 * LINES_ALIGNED)]
    steps = [(form(f"{{f{n}}}, {{g{n}}}", optional=bool(n % 2)),) for n in range(60)]
    begun = perf_counter()
    found = align(lines, 1, steps, known)
    assert perf_counter() - begun < 5
    assert isinstance(found, Alignment)
    assert sum(isinstance(each, Unknown) for each in found.findings) >= 2 * LINES_ALIGNED - 1


@given(st.lists(st.sampled_from(["N", "", "X L1G 4B7", "ESN#: 1", "905-579-1234", "OSHAWA"]), max_size=12))
def test_every_line_is_found_once_and_in_order(lines: list[str]) -> None:
    found = align(["f", *lines], 1, SLIP, known).findings
    seen = [each.line for each in found if not isinstance(each, Missing)]
    assert seen == sorted(set(seen))
    assert {line for line, text in enumerate(["f", *lines]) if line and text} <= set(seen)
    forms = [id(each.form) for each in found if not isinstance(each, Unknown)]
    assert len(forms) == len(set(forms))

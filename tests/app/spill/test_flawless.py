from collections.abc import Sequence
from time import perf_counter

import pytest

from app.spill.flawless import (
    _PLACES,
    EXCLUSIONS,
    FIRST_LINES_KEPT,
    LINES_IN_ANY_ORDER,
    OPTIONAL_LINES,
    PLACES_KEPT,
    PLANS_KEPT,
    FlawlessRecord,
    flawless_records,
)
from app.spill.line_form import Cell, ColumnLine, LineForm, PatternLine, line_form
from app.spill.model import Place
from app.spill.picture import parse_field, parse_pattern

FIRST = "{number:999-9999}[ ({area:999})] {class:class}"


def form(*texts: str, optional: bool = False, any_order: bool = False) -> LineForm:
    lines = [PatternLine(parse_pattern(text), text) for text in texts]
    return line_form(lines, optional=optional, any_order=any_order)


SLIP = [
    form("{name}"),
    form("{address}"),
    form("{location}", optional=True),
    form("{locality} {postal:postal}", "{locality}"),
    form("ESN#: {esn:digits}"),
    form("{agency}"),
    form("{agency_number:phone}", optional=True),
]


def read(forms: Sequence[LineForm], *lines: str) -> tuple[dict[str, str], dict[str, Place]] | None:
    """Return values and places of a record, None if it has a flaw."""
    for record in flawless_records(form(FIRST), [(each,) for each in forms]):
        fitting = record.pattern.fullmatch("\n".join(lines))
        if fitting is not None:
            groups = (*fitting.groups(), None)
            plan = record.plan(groups, ())
            return plan.values(groups), plan.places(fitting.regs, fitting.string.split("\n"))
    return None


def test_a_whole_record_is_read_at_once_with_its_places() -> None:
    """D211."""
    found = read(
        SLIP,
        "326-1224 (905) RES",
        "PALMER, ROBERT",
        "324 FIRST ST N",
        "APT 6",
        "OSHAWA, OSHAWA L1G-4B7",
        "ESN#: 0047",
        "DUR REG POLICE",
        "905-579-1234",
    )
    assert found is not None
    values, places = found
    assert values == {
        "number": "326-1224",
        "area": "905",
        "class": "RES",
        "name": "PALMER, ROBERT",
        "address": "324 FIRST ST N",
        "location": "APT 6",
        "locality": "OSHAWA, OSHAWA",
        "postal": "L1G-4B7",
        "esn": "0047",
        "agency": "DUR REG POLICE",
        "agency_number": "905-579-1234",
    }
    assert list(places) == list(values)
    assert places["area"] == Place(1, 11, 3)
    assert places["postal"] == Place(5, 16, 7)
    assert places["agency_number"] == Place(8, 1, 12)


@pytest.mark.parametrize(
    ("lines", "there"),
    [
        (["N", "A", "L", "CITY L1G 4B7", "ESN#: 1", "P", "555-0100"], {"location", "postal", "agency_number"}),
        (["N", "A", "CITY L1G 4B7", "ESN#: 1", "P", "555-0100"], {"postal", "agency_number"}),
        (["N", "A", "CITY", "ESN#: 1", "P", "555-0100"], {"agency_number"}),
        (["N", "A", "L", "CITY", "ESN#: 1", "P"], {"location"}),
        (["N", "A", "CITY", "ESN#: 1", "P"], set()),
    ],
)
def test_what_is_optional_may_be_missing_in_any_choice(lines: list[str], there: set[str]) -> None:
    found = read(SLIP, "326-1224 RES", *lines)
    assert found is not None
    values, places = found
    assert values.keys() & {"location", "postal", "agency_number"} == there
    assert values["locality"] == "CITY"
    assert places["esn"].line == 1 + lines.index("ESN#: 1") + 1


@pytest.mark.parametrize(
    "lines",
    [
        ["N", "A", "CITY L1G 4B7", "P", "555-0100"],  # no ESN
        ["N", "ESN#: 1", "CITY L1G 4B7", "ESN#: 2", "P"],  # a label is no address
        ["N", "A", "CITY L1G 4B7", "OTHER L1G 4B8", "ESN#: 2", "P"],  # a postal code is in no apartment
        ["N", "A", "CITY L1G 4B7", "ESN#: 1", "555-0100"],  # a number is no agency
        ["N", "A", "CITY L1G 4B7", "ESN#:  1", "P", "555-0100", "more"],
        ["N", "A", "", "CITY", "ESN#: 1", "P"],
        ["N\x1b", "A", "CITY", "ESN#: 1", "P"],
        ["N ", "A", "CITY", "ESN#: 1", "P"],
    ],
)
def test_a_record_with_a_flaw_is_left_to_be_read_line_by_line(lines: list[str]) -> None:
    assert read(SLIP, "326-1224 RES", *lines) is None


def test_blanks_may_be_many_and_lines_may_be_indented() -> None:
    found = read(SLIP, " 326-1224   RES", "  N", "A  B", "CITY   L1G 4B7", "ESN#:    12", "P")
    assert found is not None
    values, places = found
    assert (values["address"], values["locality"]) == ("A  B", "CITY")
    assert places["class"] == Place(1, 13, 3)
    assert places["name"] == Place(2, 3, 1)
    assert places["postal"] == Place(4, 8, 7)


def test_lines_in_any_order_make_an_expression_for_each_order() -> None:
    forms = [form("T {time:99}", any_order=True), form("{locality}", any_order=True)]
    records = flawless_records(form(FIRST), [tuple(forms)])
    assert len(records) == 2
    for text, lines in (("T 12\nCITY", (2, 3)), ("CITY\nT 12", (3, 2))):
        fits = [each for each in records if each.pattern.fullmatch(f"326-1224 RES\n{text}")]
        assert len(fits) == 1
        fitting = fits[0].pattern.fullmatch(f"326-1224 RES\n{text}")
        assert fitting is not None
        plan = fits[0].plan(fitting.groups(), ())
        places = plan.places(fitting.regs, fitting.string.split("\n"))
        assert (places["time"].line, places["locality"].line) == lines


def test_a_single_line_is_a_record_too() -> None:
    found = read([], "326-1224 RES")
    assert found is not None
    assert list(found[0]) == ["number", "class"]


def test_a_record_of_one_field_is_read() -> None:
    record = FlawlessRecord([form("#{a:9}")])
    fitting = record.pattern.fullmatch("#1")
    assert fitting is not None
    groups = (*fitting.groups(), None)
    assert record.plan(groups, ("a",)).pick(groups) == ("1",)


def test_a_first_line_without_a_field_has_no_place() -> None:
    record = FlawlessRecord([form("CALL"), form("{a:9} {b:9}")])
    fitting = record.pattern.fullmatch("CALL\n1 2")
    assert fitting is not None
    plan = record.plan(fitting.groups(), ())
    assert plan.places(fitting.regs, ["CALL", "1 2"]) == {"a": Place(2, 1, 1), "b": Place(2, 3, 1)}


def test_places_are_right_however_many_there_were_before_and_what_is_kept_of_them_is_bounded() -> None:
    (record,) = flawless_records(form("{a:999}[ {b:9}] {c}"), [(form("{d}"),)])
    for number in range(PLACES_KEPT + 3 * FIRST_LINES_KEPT):
        gap, width = " " * (1 + number % (FIRST_LINES_KEPT + 1)), 1 + number
        if number > 2 * FIRST_LINES_KEPT:
            gap = " "
        lines = [f"123 4{gap}X", "Y" * width]
        fitting = record.pattern.fullmatch("\n".join(lines))
        assert fitting is not None
        plan = record.plan((*fitting.groups(), None), ())
        assert list(plan.places(fitting.regs, lines).items()) == [
            ("a", Place(1, 1, 3)),
            ("b", Place(1, 5, 1)),
            ("c", Place(1, 6 + len(gap), 1)),
            ("d", Place(2, 1, width)),
        ]
        assert len(plan.first_places) <= FIRST_LINES_KEPT
        assert len(_PLACES) <= PLACES_KEPT


@pytest.mark.parametrize(
    "forms",
    [
        [line_form([ColumnLine((Cell(parse_field("a"), 1, 3),), "a")])],
        [form("{a:9}[ x]")],  # whether the part is there, no group tells
        [form("x", "y")],  # nor which alternative
        [form("x", optional=True)],
        [form(f"{{f{number}}}", optional=True) for number in range(OPTIONAL_LINES + 1)],
        [form(f"{{f{n}}}") for n in range(EXCLUSIONS // 10)] + [form(f"{{g{n}:9}}") for n in range(EXCLUSIONS // 10)],
    ],
)
def test_a_layout_that_is_too_open_has_none(forms: list[LineForm]) -> None:
    assert flawless_records(form(FIRST), [(each,) for each in forms]) == ()


def test_many_lines_in_any_order_have_none() -> None:
    step = tuple(form(f"L{n} {{f{n}}}", any_order=True) for n in range(LINES_IN_ANY_ORDER + 1))
    assert flawless_records(form(FIRST), [step]) == ()
    assert flawless_records(form(FIRST), [step[:3], (form("{x}"),), step[:2]]) == ()


def test_a_plan_is_made_once_for_a_choice_and_the_plans_are_bounded() -> None:
    record = flawless_records(form(FIRST), [(each,) for each in SLIP])[0]
    lines = "326-1224 RES\nN\nA\nCITY\nESN#: 1\nP"
    fitting = record.pattern.fullmatch(lines)
    assert fitting is not None
    groups = (*fitting.groups(), None)
    plan = record.plan(groups, ("esn", "postal", "name", "nobody"))
    assert plan is record.plan(groups, ("esn", "postal", "name", "nobody"))
    assert plan.pick(groups) == ("1", None, "N", None)
    forms = [form(*(f"{{a{n}:9}} {{b{n}:9}}[ {{c{n}:9}}][ {{d{n}:9}}]" for n in range(8)))]
    many = FlawlessRecord([form(FIRST), *forms, *(form(f"{{x{n}:9}}[ {{y{n}:9}}]") for n in range(8))])
    for choice in range(3 * PLANS_KEPT):
        tail = "\n".join("1 2" if choice >> n & 1 else "1" for n in range(8))
        first = "326-1224 (905) RES" if choice >> 8 & 1 else "326-1224 RES"
        fitting = many.pattern.fullmatch(f"{first}\n1 2\n{tail}")
        assert fitting is not None
        plan = many.plan(fitting.groups(), ())
        assert ("y0" in plan.fields) == bool(choice & 1)


def test_a_field_that_is_not_there_has_no_place() -> None:
    found = read([form("{a:9}[ {b:9}]")], "326-1224 RES", "1")
    assert found is not None
    values, places = found
    assert values == {"number": "326-1224", "class": "RES", "a": "1"}
    assert places == {"number": Place(1, 1, 8), "class": Place(1, 10, 3), "a": Place(2, 1, 1)}
    assert all(type(each) is Place for each in places.values())
    assert list(places.items()) == [(field, places[field]) for field in places]
    assert len(places) == 3
    assert repr(places) == repr(dict(places))
    assert places.get("b") is None
    with pytest.raises(KeyError):
        places["b"]


def test_no_record_takes_long() -> None:
    """Six optional free lines, and a last one that never comes."""
    forms = [form(f"{{f{n}}}, {{g{n}}}", optional=True) for n in range(OPTIONAL_LINES)] + [form("END {x:9}")]
    (record,) = flawless_records(form(FIRST), [(each,) for each in forms])
    text = "326-1224 RES\n" + "\n".join([", a" * 40] * 8)
    begun = perf_counter()
    assert record.pattern.fullmatch(text) is None
    assert perf_counter() - begun < 2

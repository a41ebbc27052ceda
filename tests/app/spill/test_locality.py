import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import TableError
from app.spill.locality import MUNICIPALITIES, Localities, load_localities, localities


@pytest.mark.parametrize(
    ("line", "municipality", "community"),
    [
        ("OSHAWA, OSHAWA", "OSHAWA", "OSHAWA"),  # D211
        ("Oshawa Oshawa", "Oshawa", "Oshawa"),  # D204
        ("OSHAWA OSHAWA", "OSHAWA", "OSHAWA"),  # D213
        ("WHITBY BROOKLIN", "WHITBY", "BROOKLIN"),
        ("SCUGOG PORT PERRY", "SCUGOG", "PORT PERRY"),
        ("scugog port perry", "scugog", "port perry"),
        ("SCUGOG TWP PORT PERRY", "SCUGOG TWP", "PORT PERRY"),
        ("UXBRIDGE   TOWNSHIP  GOODWOOD", "UXBRIDGE   TOWNSHIP", "GOODWOOD"),
        ("WHITBY␉BROOKLIN", "WHITBY", "BROOKLIN"),
        ("OSHAWA", "OSHAWA", None),
        ("OSHAWA,", "OSHAWA", None),
        (",BROOKLIN", None, "BROOKLIN"),
        ("SOMEWHERE, ELSE", "SOMEWHERE", "ELSE"),
    ],
)
def test_a_comma_splits_else_the_sites_list_does(
    durham: Localities, line: str, municipality: str | None, community: str | None
) -> None:
    assert durham.split(line) == (municipality, community, None)


@pytest.mark.parametrize("line", ["KINGSTON RD", "OSHAWAVILLE NORTH", "NORTH OSHAWA", "", "OSHA,A, OSHAWA"])
def test_what_neither_splits_is_left_whole(durham: Localities, line: str) -> None:
    assert durham.split(line) == (None, None, None)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("OSHAWA ON", ("OSHAWA", None, "ON")),
        ("OSHAWA, ON", ("OSHAWA", None, "ON")),
        ("WHITBY BROOKLIN ON", ("WHITBY", "BROOKLIN", "ON")),
        ("WHITBY, BROOKLIN, ON", ("WHITBY", "BROOKLIN", "ON")),
        ("KAWARTHA LAKES ON", (None, None, "ON")),
        ("ON", (None, None, None)),
        ("OSHAWA On", ("OSHAWA", "On", None)),
    ],
)
def test_a_province_at_the_end_is_no_community(
    durham: Localities, line: str, told: tuple[str | None, str | None, str | None]
) -> None:
    assert durham.split(line) == told


def test_without_a_list_only_a_comma_splits() -> None:
    assert localities([]).split("WHITBY BROOKLIN") == (None, None, None)
    assert localities([]).split("WHITBY, BROOKLIN") == ("WHITBY", "BROOKLIN", None)


def test_the_longest_municipality_is_tried_first() -> None:
    site = localities(["Port", "Port Hope"])
    assert site.split("PORT HOPE WELCOME") == ("PORT HOPE", "WELCOME", None)
    assert site.split("PORT WELCOME") == ("PORT", "WELCOME", None)


def test_a_name_is_no_pattern() -> None:
    assert localities(["St. (North)"]).split("ST. (NORTH) X") == ("ST. (NORTH)", "X", None)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('title = "x"', "municipality: expected at least one [[municipality]], got none"),
        ('title = "x"\n[[municipality]]\nname = "A,B"', "no comma, got 'A,B'"),
        ('title = "x"\n[[municipality]]\nnam = "A"', "municipality 1, name: is missing; expected a text"),
        ('title = "x"\nfoo = 1\n[[municipality]]\nname = "A"', "foo: unknown key"),
        ('[[municipality]]\nname = "A"', "title: is missing; expected words of at most 200 characters"),
        ("title", "expected TOML"),
        (
            'title = "x"\n' + '[[municipality]]\nname = "A"\n' * (MUNICIPALITIES + 1),
            f"expected at most {MUNICIPALITIES} names",
        ),
    ],
)
def test_a_fault_in_a_list_is_told_with_its_place(text: str, says: str) -> None:
    with pytest.raises(TableError, match=r"site\.toml") as raised:
        load_localities(text, "site.toml")
    assert says in str(raised.value)


@given(st.text())
def test_any_line_is_split_or_left_whole(line: str) -> None:
    site = localities(["Oshawa", "Port Hope"])
    municipality, community, _ = site.split(line)
    assert all(part is None or part in line for part in (municipality, community))


def test_no_two_municipalities_have_a_name_in_common() -> None:
    """A caller from there would be of either."""
    port = '[[municipality]]\nname = "Port"\nalso = ["PORT", "Old  Port"]\n'
    text = f'title = "T"\n{port}[[municipality]]\nname = "Old Port"\n'
    with pytest.raises(TableError) as told:
        load_localities(text, "towns.toml")
    assert str(told.value) == (
        "towns.toml line 6: municipality 2, name: expected names of its own, got 'Old Port', which is 'Port' as well"
    )

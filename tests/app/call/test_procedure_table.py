"""A procedure's table is read whole or refused with every fault in words."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.call.procedure import Deed, Sign
from app.call.procedure_table import Known, load_procedure
from app.errors import TableError

Refused = Callable[[str], str]


def test_a_table_is_read_as_it_says(table: str, known: Known) -> None:
    procedure = load_procedure(table, "site.toml", known)
    assert (procedure.id, procedure.first, procedure.letter) == ("ask", "first", "Q")
    assert procedure.places == {"north": frozenset({"BROCK"})}
    first = procedure.steps["first"]
    assert (first.text, first.page, first.limit) == ("Ask {number}.", "15", timedelta(seconds=30))
    assert [option.asks for option in first.options] == [(), ("why",)]
    assert first.options[0].branch.sets == ("said",)
    assert first.on[Sign.TIME][0].go == "second"
    assert procedure.begins[Sign.CALLER_GONE][0].conditions == ("kind:wireless", "not place:north")
    assert procedure.steps["second"].on[Sign.CONTACT][0].result == "reached"


def test_a_limit_that_is_wrong_is_not_said_to_be_missing(table: str, refused: Refused) -> None:
    assert "is missing" not in refused(table.replace("limit = 30", "limit = -30"))


def test_a_deed_is_one_of_those_there_are(table: str, known: Known, refused: Refused) -> None:
    good = table.replace('sets = ["said"]', 'does = ["ring back"]').replace('if = ["said"]\n', "")
    assert load_procedure(good, "site.toml", known).steps["first"].options[0].branch.does == (Deed.RING_BACK,)
    assert "does: expected deeds of ring back, " in refused(table.replace('sets = ["said"]', 'does = ["dial 911"]'))


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('go = "second"', 'go = "third"', "go: expected a step that is there, or 'end', got 'third'"),
        ("limit = 30", "limit = -30", "limit: expected seconds above 0, at most 86400, got -30"),
        ("limit = 30", "limit = 0", "limit: expected seconds above 0"),
        ("limit = 30", "limit = nan", "limit: expected seconds above 0, at most 86400, got nan"),
        ("limit = 30", "", "step 1, limit: is missing; expected seconds"),
        ('"kind:wireless"', '"kind:satellite"', "if: expected a kind of wireless, wireline, got 'kind:satellite'"),
        ('"kind:wireless"', '"class:XYZ"', "if: expected a class code of the service class tables, got 'class:XYZ'"),
        ('"not place:north"', '"place:south"', "if: expected a place that [places] names, got 'place:south'"),
        ('"not place:north"', '"town:x"', "expected a fact, a mark, class:CODE, kind:KIND or place:NAME"),
        ('["BROCK"]', '["BROKC"]', "places.north: expected municipalities that the tables in force name, got 'BROKC'"),
        ('on = "caller gone"', 'on = "caller went"', "on: expected one of at once, time, call began, "),
        ('sign = "voice contact"', 'sign = "contact"', "sign: expected one of at once, "),
        ('letter = "Q"', 'letter = "q"', "letter: expected one capital letter A to Z, got 'q'"),
        ('id = "ask"', 'id = "Ask it"', "id: expected small letters, digits and hyphens"),
        ('id = "second"', 'id = "first"', "id: expected an id of its own"),
        ('id = "second"', 'id = "end"', "id: expected an id of its own, and not 'end'"),
        ("{number}", "{numbre}", "text: expected in braces one of number, "),
        ("{number}", "{number", "text: expected braces in pairs"),
        (
            'label = "Said yes"',
            'label = "Said yes, and has been saying so for a while"',
            "label: expected words of at ",
        ),
        ('page = "15"', 'pages = "15"', "pages: unknown key; did you mean page?"),
        ('title = "Ask"', 'title = ""', "title: expected words of at most 40 characters, not blank"),
        ('text = "Wait."', "", "text: is missing"),
        ('asks = ["why"]', 'asks = ["a", "b", "c", "d", "e"]', "asks: expected at most 4 fields"),
        ('asks = ["why"]', "asks = 5", "asks: expected words, or a list of words, got 5"),
    ],
)
def test_a_fault_is_told_with_its_line(table: str, refused: Refused, was: str, becomes: str, said: str) -> None:
    text = table.replace(was, becomes)
    assert text != table
    told = refused(text)
    assert said in told
    assert told.startswith("site.toml line ")


def test_a_sentence_holds_nothing_that_moves_a_terminals_letters(table: str, refused: Refused) -> None:
    """A field's name that cannot be printed is told, and never listed among those that braces may hold."""
    told = refused(table.replace('["why"]', '["\\u001b[31m"]').replace("{number}", "{numbre}"))
    assert "in braces one of number" in told
    assert all(line.isprintable() for line in told.splitlines())


def test_a_loop_that_turns_by_itself_is_refused(table: str, refused: Refused) -> None:
    turning = table + '[[step.on]]\nsign = "at once"\ngo = "second"\n'
    assert "step 2: expected a key, a sign or some time on every way round, got a loop by itself" in refused(turning)


def test_a_loop_on_a_limit_that_gives_time_to_read_is_a_reminder(table: str, known: Known) -> None:
    """The centre may want a step to ask again every half minute."""
    again = table.replace('sign = "time"\ngo = "second"', 'sign = "time"\ngo = "first"')
    load_procedure(again, "site.toml", known)
    with pytest.raises(TableError, match="loop by itself"):
        load_procedure(again.replace("limit = 30", "limit = 3"), "site.toml", known)


def test_a_step_that_nothing_goes_to_or_that_never_ends_is_refused(table: str, refused: Refused) -> None:
    lonely = table + '\n[[step]]\nid = "third"\ntext = "Alone."\n[[step.option]]\nlabel = "Go"\ngo = "end"\n'
    assert "step 3: expected a step that something goes to" in refused(lonely)
    endless = table.replace('go = "end"\nresult = "reached"', 'go = "second"').replace(
        'asks = ["why"]\ngo = "end"', 'asks = ["why"]\ngo = "second"'
    )
    assert "expected a way to 'end' from every step, got none from here" in refused(endless)


def test_more_options_than_keys_are_refused_but_not_if_conditions_part_them(
    table: str, known: Known, refused: Refused
) -> None:
    option = '[[step.option]]\nlabel = "More {}"\ngo = "end"\n'
    many = "".join(option.format(number) for number in range(4))
    assert "option: expected at most 4 options at a time, got 5" in refused(table + many)
    load_procedure(table + many.replace('go = "end"', 'if = ["said"]\ngo = "end"'), "site.toml", known)


def test_a_table_without_other_tables_holds_nothing_against_them(table: str) -> None:
    load_procedure(table.replace("BROCK", "ELSEWHERE"), "site.toml", Known())


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        load_procedure(text, "any.toml", Known())
    except TableError as told:
        assert str(told).startswith("any.toml")


values = st.recursive(
    st.one_of(
        st.integers(-3, 99999), st.booleans(), st.sampled_from(["end", "first", "time", "at once", "not x", "{a}"])
    ),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


def toml_of(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(toml_of(each) for each in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "[[step]]", "[[step.option]]", "[[step.on]]", "[[begins]]", "[places]"]),
            st.dictionaries(
                st.sampled_from(["id", "go", "if", "sign", "limit", "label", "asks", "text", "on", "does", "page"]),
                values,
                max_size=5,
            ),
        ),
        max_size=8,
    )
)
def test_any_toml_of_its_words_is_read_or_refused_in_words(parts: list[tuple[str, dict[str, object]]]) -> None:
    text = "\n".join(
        "\n".join([head, *(f"{key} = {toml_of(value)}" for key, value in keys.items())]) for head, keys in parts
    )
    try:
        load_procedure(text, "any.toml", Known({"RES"}, {"wireline"}, {"BROCK"}))
    except TableError as told:
        assert str(told).startswith("any.toml")

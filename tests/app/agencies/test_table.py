from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.agencies import AgencyTable, FeatureKeys, Supervisor, load_agencies
from app.errors import TableError

Refusal = Callable[[str], str]


def test_a_table_is_given_in_the_order_of_its_keys(two: str) -> None:
    table = load_agencies(two.replace('"F5"', '"F9"'), "site.toml")
    assert [each.id for each in table.agencies] == ["west-fire", "east-fire"]


def test_what_a_table_leaves_out_is_blank_or_usual(two: str) -> None:
    table = load_agencies(two, "site.toml")
    east = table.by_key["F5"]
    assert (east.short, east.speed_dial_number, east.backup_site, east.note) == ("East Fire", "", "", "")
    assert table.features == FeatureKeys()
    assert table.ring_back_code == "*99"
    assert table.supervisor == Supervisor()


def test_a_table_may_move_the_keys_of_the_telephone(two: str) -> None:
    table = load_agencies(two + '\n[features]\nhold = "F7"\nrelease = "F4"', "site.toml")
    assert (table.features.hold, table.features.release, table.features.feature) == ("F7", "F4", "F2")


def test_a_fault_names_file_line_place_expected_and_got(two: str, refusal: Refusal) -> None:
    assert refusal(two.replace('"*22"', '"*2x"')) == (
        'site.toml line 16: agency 2, star_code: expected a number of digits, * and #, as in "713-8016" or "*21", '
        "got '*2x'"
    )


def test_all_faults_are_told_at_once_in_the_order_of_the_table(two: str, refusal: Refusal) -> None:
    said = refusal(two.replace('"*21"', "21").replace('"F6"', '"F1"').replace('id = "west-fire"', ""))
    assert [line.split(":")[0] for line in said.splitlines()] == [
        "site.toml line 7",
        "site.toml line 11",
        "site.toml line 15",
    ]


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('"F6"', '"F5"', "agency 2, key: expected a key of its own, got F5, which is East Fire"),
        ('"F6"', '"F12"', "agency 2, key: expected a key of its own, got F12, which is the key release"),
        ('"F6"', '"F13"', "agency 2, key: expected a key from F2 to F12, got 'F13'"),
        ('"F6"', "6", "agency 2, key: expected a key from F2 to F12, got 6"),
        ('"*22"', '"*21"', "star_code: expected a number of its own, got '*21', which is star_code of East Fire"),
        ('"*22"', '"*99"', "star_code: expected a number of its own, got '*99', which is the ring-back code"),
        ('"713-8017"', '"7138016"', "got '7138016', which is tandem_number of East Fire"),
        ('"713-8017"', '"713-8017 ext 4"', "tandem_number: expected a number of digits, * and #"),
        ('"713-8017"', '"9-1-1"', "expected a number of the agency's own, for 911 would come back to this centre"),
        ('"713-8017"', '"-"', "tandem_number: expected a number of digits, * and #"),
        ('"713-8017"', '"' + "7" * 33 + '"', "tandem_number: expected a number of at most 32 digits"),
        ('["WEST"]', '["west", "East"]', "got 'EAST', which is under East Fire"),
        ('["WEST"]', '["WEST", "west"]', "municipalities: expected each municipality once, got 'west'"),
        ('["WEST"]', '["WEST", 7]', "municipalities: expected names of municipalities, got 7"),
        ('["WEST"]', '"WEST"', "municipalities: expected a list of at most 500 municipalities, got 'WEST'"),
        ('id = "west-fire"', 'id = "East-Fire"', "id: expected small letters, digits and hyphens"),
        ('id = "west-fire"', 'id = "east-fire"', "id: expected a name of its own, got 'east-fire'"),
        ('id = "west-fire"', 'id = ""', "id: expected words of at most 40 characters, not blank, got ''"),
        ('id = "west-fire"', "", "agency 2, id: is missing"),
        ('label = "West Fire"', 'label = "west\\u001b fire"', "label: expected words of at most 40 characters, got"),
        ('label = "West Fire"', 'label = "EAST FIRE"', "label: expected a name of its own, got 'EAST FIRE'"),
        ('kind = "fire"', 'kind = "fyre"', "kind: expected one of ambulance, fire, police, other, got 'fyre'"),
        ('kind = "fire"', "", "kind: is missing; expected one of ambulance"),
        ('kind = "fire"', 'kind = "fire"\nstar_cod = "*2"', "star_cod: unknown key; did you mean star_code?"),
        ('kind = "fire"', 'kind = "fire"\nbackup_number = "1"', "expected the site it reaches as backup_site"),
        (
            'kind = "fire"',
            'kind = "fire"\nbackup_site = "x"\nbackup_number = "7138016"\nspeed_dial_number = "713-8016"',
            "backup_number: expected a number of another place than the agency",
        ),
        ('label = "West Fire"', 'label = "West Fire"\nbackup_site = "west fire"', "expected another place than"),
    ],
)
def test_each_fault_is_a_sentence_d086(two: str, refusal: Refusal, was: str, becomes: str, said: str) -> None:
    assert said in refusal(two.replace(was, becomes))


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ('ring_back_code = "x"', "ring_back_code: expected a number"),
        ('[features]\nhold = "F2"', "features.hold: expected a key of its own, got F2, which is the key feature"),
        ('[features]\nhald = "F2"', "features.hald: unknown key; did you mean hold?"),
        ("[supervisor]\nnumber = 5791520", "supervisor.number: expected a number"),
        ('[centre]\nname = "' + "x" * 41 + '"', "centre.name: expected words of at most 40 characters"),
        ("centre = 3", "centre: expected a section [centre], got 3"),
        ('[centre]\nby_hand = ["7O5"]', "centre.by_hand: expected area codes of three digits in quotes"),
        ("[centre]\nby_hand = [705]", "centre.by_hand: expected a text or a list of texts, got [705]"),
        ("agencies = 3", "agencies: unknown key; did you mean agency?"),
    ],
)
def test_each_fault_outside_the_agencies_is_a_sentence(two: str, refusal: Refusal, added: str, said: str) -> None:
    text = two + "\n" + added if added.startswith("[") else added + "\n" + two
    assert said in refusal(text)


@pytest.mark.parametrize("text", ["", "[features]", "agency = []", "agency = 3", 'agency = ["x"]'])
def test_a_table_without_agencies_is_refused(refusal: Refusal, text: str) -> None:
    assert "[[agency]]" in refusal(text)


def test_more_agencies_than_keys_are_refused(refusal: Refusal) -> None:
    text = "".join(f'[[agency]]\nid = "a{n}"\nlabel = "A{n}"\nkind = "fire"\nkey = "F{n % 12 + 1}"\n' for n in range(7))
    assert "expected at most 6 agencies, as many as keys are left, got 7" in refusal(text)


def test_what_is_no_toml_is_refused_with_its_line(refusal: Refusal) -> None:
    assert refusal("[[agency]]\nid =\n") == "site.toml line 2: expected TOML, got a fault: invalid value at column 5"


def test_agencies_that_back_each_other_up_are_remarked_on_not_refused_d117_d121(two: str) -> None:
    text = two.replace('label = "East Fire"', 'label = "East Fire"\nbackup_site = "West Fire"')
    text = text.replace('label = "West Fire"', 'label = "West Fire"\nbackup_site = "East Fire"')
    remarks = load_agencies(text, "site.toml").remarks
    assert "East Fire and West Fire back each other up; if both fail, the supervisor decides" in remarks


def test_what_is_not_set_and_what_is_to_be_confirmed_is_remarked_on_g1(two: str) -> None:
    text = two.replace('kind = "fire"', 'kind = "fire"\nnote = "confirm on site"\nspeed_dial_number = "555-0100"')
    remarks = load_agencies(text, "site.toml").remarks
    assert "East Fire (*21): confirm on site" in remarks
    assert 'East Fire: not set: backup_site; until then its rung says "no number set"' in remarks
    assert "East Fire and West Fire have the same speed-dial number" in remarks
    assert "Supervisor: not set: number" in remarks


_words = st.sampled_from(
    [
        *[
            "[[agency]]",
            "[agency]",
            "[features]",
            "[supervisor]",
            "[centre]",
            "id",
            "label",
            "key",
            "kind",
            "star_code",
            "municipalities",
        ],
        *[
            "=",
            "[",
            "]",
            "{",
            "}",
            ",",
            "#",
            "\\",
            '"',
            "'''",
            '"F5"',
            '"fire"',
            '"*21"',
            "-1",
            "true",
            "1e999",
            "nan",
            "1979-05-27",
            "ring_back_code",
            "é",
        ],
        *("\n", "\r\n", "\x00", "\ufeff", "9" * 5000, "[" * 500),
    ]
)


@given(st.one_of(st.text(), st.lists(_words).map(" ".join), st.lists(_words).map("\n".join)))
def test_any_text_gives_a_table_or_sentences_and_nothing_else(text: str) -> None:
    try:
        table = load_agencies(text, "site.toml")
    except TableError as error:
        assert str(error).startswith("site.toml")
    else:
        assert isinstance(table, AgencyTable)


_values = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=50), st.lists(st.integers(), max_size=3)
)


@given(st.lists(st.dictionaries(st.sampled_from(["id", "label", "short", "kind", "key", "star_code"]), _values)))
def test_any_value_of_any_key_gives_a_table_or_sentences(agencies: list[dict[str, object]]) -> None:
    lines = []
    for agency in agencies:
        lines.append("[[agency]]")
        lines += [f"{key} = {_toml(value)}" for key, value in agency.items() if value is not None]
    try:
        load_agencies("\n".join(lines), "site.toml")
    except TableError as error:
        assert all(line.startswith("site.toml") for line in str(error).splitlines())


def _toml(value: object) -> str:
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(letter):08x}" for letter in value) + '"'
    return str(value).lower()


def test_a_back_up_that_is_another_agency_needs_no_number_of_its_own() -> None:
    """D116: its star code is dialled then, so nothing is said to be missing."""
    whole = 'tandem_number = "555-0101"\nspeed_dial_number = "555-0201"\nkind = "fire"\n'
    text = f"""
[supervisor]
number = "555-0001"
[[agency]]
id = "a"
label = "A"
key = "F5"
star_code = "*71"
backup_site = "B"
{whole}
[[agency]]
id = "b"
label = "B"
key = "F6"
star_code = "*72"
backup_site = "The yard"
{whole.replace("0101", "0102").replace("0201", "0202")}
"""
    assert load_agencies(text, "site.toml").remarks == (
        'B: not set: backup_number; until then its rung says "no number set"',
    )

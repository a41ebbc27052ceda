"""Scenario files: what they may say, and the sentence for each fault."""

import os
import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import FeedError, TableError
from drivers.emulator.fault import Fault, Moment
from drivers.emulator.rate import parse_rate
from drivers.scenario import CallScript, Scenario, load_scenario, parse_scenario
from drivers.serial_line import SerialLine

FOLDER = files("resources") / "scenarios"
SHIPPED = sorted(each.name.removesuffix(".toml") for each in FOLDER.iterdir() if each.name.endswith(".toml"))


def test_a_scenario_may_leave_everything_out() -> None:
    assert parse_scenario(b"", "empty.toml") == Scenario("empty.toml")


def test_every_key_is_read() -> None:
    text = """
        about = "a test"
        seed = 7
        format = "bell-display"
        baud = 1200
        position = "0001"
        first_after = 0
        every = [1, 2.5]
        call_number = 99999
        ani_first = 1.5
        repeat = true
        count = 9
        heartbeat = "HB 01"
        heartbeat_every = 12
        skew = 0.01
        line_end = "lf"
        faults = ["noise", "half_record@5"]
        [[calls]]
        class = "RES"
        municipality = "WHITBY"
        after = 3
        ani_first = 2
        omit = ["postal_code", "esn"]
        set = { name = "DOE, JANE" }
        [[calls]]
        lines = ["TEST", "LINE 2"]
        [[calls]]
        no_spill = true
    """
    first = CallScript("RES", "WHITBY", 3.0, 2.0, frozenset({"postal_code", "esn"}), {"name": "DOE, JANE"})
    assert parse_scenario(text.encode(), "x.toml") == Scenario(
        source="x.toml",
        about="a test",
        seed=7,
        format="bell-display",
        line=SerialLine(1200),
        position="0001",
        first_after=0.0,
        every=(1.0, 2.5),
        call_number=99999,
        ani_first=1.5,
        repeat=True,
        count=9,
        heartbeat="HB 01",
        heartbeat_every=12.0,
        skew=0.01,
        line_end="lf",
        faults=(Fault("noise"), Fault("half_record", moments=(Moment(5, 0.0),))),
        calls=(first, CallScript(lines=("TEST", "LINE 2")), CallScript(no_spill=True)),
    )


def test_the_line_and_the_rate_may_be_said_whole() -> None:
    scenario = parse_scenario(b"serial = '1200,7,E,2'\nrate = 'hour:100'", "x.toml")
    assert scenario.line == SerialLine(1200, 7, "E", 2)
    assert scenario.rate == parse_rate("hour:100")


def test_what_is_for_the_lesson_is_left_unread() -> None:
    text = """
        [lesson]
        title = "a caller who cannot speak"
        minutes = { least = 3 }
        [[calls]]
        class = "RES"
        [calls.lesson]
        caller = "breathes, says nothing"
        [[calls.lesson.steps]]
        within = 10
    """
    assert parse_scenario(text.encode(), "x.toml") == Scenario("x.toml", calls=(CallScript("RES"),), lesson=True)


@pytest.mark.parametrize(
    ("text", "place", "got"),
    [
        ("sped = 1", "line 1: sped: unknown key", "did you mean seed?"),
        ("[[calls]]\nclas = 'RES'", "line 2: calls 1, clas: unknown key", "did you mean class?"),
        ("[[calls]]\n[[calls]]\nafter = 'soon'", "calls 2, after: expected a number", "got 'soon'"),
        ("calls = [1]", "calls: expected sections [[calls]]", "got [1]"),
        ("seed = -1", "seed: expected a whole number from 0", "got -1"),
        ("seed = 1.5", "seed: expected a whole number", "got 1.5"),
        ("baud = true", "baud: expected a whole number", "got True"),
        ("baud = 49", "baud: expected a whole number from 50 to 115200", "got 49"),
        ("baud = 0x" + "f" * 900, "baud: expected a whole number", "got"),
        ("position = 218", "position: expected a text", "got 218"),
        ("position = '" + "1" * 201 + "'", "position: expected at most 200 printable", "…"),
        ('about = "a\\u0007b"', "about: expected at most 200 printable", r"'a\x07b'"),
        ("first_after = nan", "first_after: expected a number", "got nan"),
        ("first_after = -1", "first_after: expected a number", "got -1"),
        ("first_after = 86401", "first_after: expected a number from 0 to 86400", "got 86401"),
        ("every = 3", "every: expected two numbers of seconds", "got 3"),
        ("every = [1]", "every: expected two numbers of seconds", "got [1]"),
        ("every = [2, 1]", "every: expected two numbers of seconds", "got [2, 1]"),
        ("every = [1, inf]", "every: expected two numbers of seconds", "got [1, inf]"),
        ("every = ['1', 2]", "every: expected two numbers of seconds", "got ['1', 2]"),
        ("repeat = 1", "repeat: expected true or false", "got 1"),
        ("repeat = true", "repeat: expected [[calls]]", "got none"),
        ("repeat = true\n[[calls]]\nno_spill = true", "repeat: expected [[calls]]", "with data, got none"),
        ("[[calls]]\nno_spill = 1", "calls 1, no_spill: expected true or false", "got 1"),
        ("call_number = 0", "call_number: expected a whole number from 1 to 99999", "got 0"),
        ("call_number = 100000", "call_number: expected a whole number from 1 to 99999", "got 100000"),
        ("faults = ['nois']", "faults: expected one of wrong_class, unknown_position, ", "got 'nois'"),
        ("faults = ['noise', 'lost=2']", "faults: lost: expected a rate from 0 to 1 of every byte", "got 2"),
        ("serial = '9600'", "serial: serial line: expected BAUD,DATA BITS", "got '9600'"),
        ("serial = '9600,8,N,1'\nbaud = 300", "baud: expected baud or serial", "got both"),
        ("line_end = 'crcr'", "line_end: expected one of crlf, cr, lf", "got 'crcr'"),
        ("rate = 'often'", "rate: expected a rate as in every:20-90", "got 'often'"),
        ("rate = 'hour:100'\nevery = [1, 2]", "rate: expected it alone", "got every too"),
        ("count = 0", "count: expected a whole number from 1", "got 0"),
        ("heartbeat_every = 0", "heartbeat_every: expected a number from 1", "got 0"),
        ("skew = 6", "skew: expected a number from 0 to 5", "got 6"),
        ("faults = 1", "faults: expected a text or a list", "got 1"),
        ("[[calls]]\nset = 1", "calls 1, set: expected a section", "got 1"),
        ("[[calls]]\nset = {name = 1}", "calls 1, set.name: expected a text", "got 1"),
        ("[[calls]]\nomit = 1", "calls 1, omit: expected a text or a list", "got 1"),
        ("[[calls]]\nlines = [1]", "calls 1, lines: expected a text or a list", "got [1]"),
        ('[[calls]]\nlines = ["""a\nb"""]', "calls 1, lines: expected at most 200 printable", r"'a\nb'"),
        ("a b", "x.toml line 1: expected TOML", "column 3"),
        ("seed = 1\n" + "x = [" * 100, "x.toml line 2: expected TOML", ""),
        ("seed = " + "[" * 900, "expected TOML", ""),
        ("about = '" + "a" * 1000 + "'", "line 1: expected at most 1000 characters", "got 1010"),
    ],
)
def test_a_fault_is_one_sentence_with_file_place_expected_and_got(text: str, place: str, got: str) -> None:
    with pytest.raises(TableError) as raised:
        parse_scenario(text.encode(), "x.toml")
    sentence = str(raised.value)
    assert re.match(r"x\.toml( line \d+)?: ", sentence)
    assert place in sentence
    assert got in sentence
    assert "\n" not in sentence
    assert len(sentence) < 500


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(
        TableError, match=r"^x\.toml line 1: baud: .*\nx\.toml line 2: sped: .*\nx\.toml line 3: repeat: .*$"
    ):
        parse_scenario(b"baud = 1\nsped = 1\nrepeat = true", "x.toml")


def test_a_key_of_very_many_parts_is_refused_before_it_takes_long() -> None:
    with pytest.raises(TableError, match="line 1: expected at most 1000 characters"):
        parse_scenario(b"a." * 90_000 + b"b = 1", "x.toml")


def test_what_is_not_utf_8_is_refused() -> None:
    with pytest.raises(TableError, match=r"x\.toml: expected a text in UTF-8"):
        parse_scenario(b"about = '\xff'", "x.toml")


@given(st.binary(max_size=200))
@example(b"every = [[[]]]")
def test_any_bytes_are_a_scenario_or_a_table_error(data: bytes) -> None:
    try:
        scenario = parse_scenario(data, "any.toml")
    except TableError:
        return
    assert scenario.source == "any.toml"


TOML_VALUES = st.recursive(
    st.one_of(
        st.integers(-(2**70), 2**70).map(str),
        st.floats().map(lambda number: str(number)),
        st.sampled_from(["true", "false", "''", "'RES'", "1979-05-27", "[]", "{}"]),
    ),
    lambda inner: st.lists(inner, max_size=3).map(lambda each: "[" + ", ".join(each) + "]"),
    max_leaves=4,
)
KEYS = st.sampled_from(["about", "seed", "format", "baud", "position", "first_after", "every", "call_number", "faults"])


@given(st.dictionaries(st.one_of(KEYS, st.sampled_from(["calls", "repeat", "ani_first"])), TOML_VALUES, max_size=5))
def test_any_values_for_the_keys_are_a_scenario_or_a_table_error(table: dict[str, str]) -> None:
    text = "".join(f"{key} = {value}\n" for key, value in table.items())
    try:
        scenario = parse_scenario(text.encode(), "any.toml")
    except TableError:
        return
    assert 50 <= scenario.line.baud <= 115_200
    assert 0 <= scenario.every[0] <= scenario.every[1]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_scenarios_load_by_name_and_say_what_they_are(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.source == f"scenario {name}"
    assert scenario.about


def test_no_name_is_the_default() -> None:
    assert load_scenario("") == load_scenario("default")


@pytest.mark.parametrize("name", ["nightmare", "../scenarios/default", "DEFAULT", "x" * 5000])
def test_an_unknown_scenario_is_refused_naming_the_known_ones(name: str) -> None:
    with pytest.raises(FeedError, match=f"expected one of {', '.join(SHIPPED)}, or a path ending in .toml") as raised:
        load_scenario(name)
    assert len(str(raised.value)) < 150 + sum(len(each) + 2 for each in SHIPPED)


def test_a_site_s_scenario_is_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text("seed = 5\n", "utf-8")
    assert load_scenario(str(path)) == Scenario(str(path), seed=5)


def test_a_site_s_scenario_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    large = tmp_path / "large.toml"
    large.write_bytes(b"#\n" * 200_000)
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.toml").mkdir()
    for name, expected in {
        str(tmp_path / "missing.toml"): "expected a file, found none there",
        str(tmp_path / "pipe.toml"): "expected a file, found none there",
        str(tmp_path / "folder.toml"): "expected a file, found none there",
        str(large): "expected at most 200000 bytes",
        "x" * 5000 + ".toml": "",
        "a\0b.toml": "",
    }.items():
        with pytest.raises(FeedError) as raised:
            load_scenario(name)
        assert "feed emulated: scenario" in str(raised.value)
        assert expected in str(raised.value)


def test_a_fault_in_a_site_s_scenario_names_its_file(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text("baud = 1\n", "utf-8")
    with pytest.raises(TableError, match=r"ours\.toml line 1: baud: expected"):
        load_scenario(str(path))

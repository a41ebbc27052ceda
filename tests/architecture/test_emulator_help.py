"""The help page of the emulator cannot lie: no fault, rate, far end or key is left out, and its examples are read."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from app.cli import main
from app.emulator_root import OFFERED
from app.ui import emulator_window
from drivers.emulator.fault import FAULTS, parse_fault
from drivers.emulator.rate import parse_rate
from drivers.scenario import CallScript, Scenario, parse_scenario

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "resources" / "help" / "emulator.md").read_text("utf-8")
(SCENARIO,) = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_every_fault_has_a_row_that_says_what_is_sent_what_is_shown_and_what_to_do() -> None:
    rows = re.findall(r"^\| `([a-z0-9_]+)` \| (.+) \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert [row[0] for row in rows] == list(FAULTS)
    assert all(len(cell) > 5 for row in rows for cell in row[1:])


def test_every_key_of_the_window_has_a_row_and_what_is_not_in_its_list_is_told() -> None:
    keys = {value for name, value in vars(emulator_window).items() if name.endswith("_KEY")}
    told = {
        key for row in re.findall(r"^\| (`[^|]+`) \| [^|]+ \|$", PAGE, re.MULTILINE) for key in row.split("`")[1::2]
    }
    assert keys - {"Return"} | {"Enter", "Up", "Down"} <= told
    assert set(FAULTS) - set(OFFERED) == {"deaf", "link_dies"}
    assert "The far end that never reads and the\nlink that dies are not in the list" in PAGE


def indented(after: str) -> list[str]:
    """The first words of the lines of the indented block behind this sentence."""
    block = PAGE.partition(after)[2].split("\n\n")[1]
    return [line.split()[0] for line in block.splitlines()]


def test_every_way_to_write_a_fault_is_one_that_is_read() -> None:
    written = indented("several may be mixed.")
    assert len(written) == 5
    assert [parse_fault(text) for text in written]


def test_every_way_to_write_a_rate_is_one_that_is_read() -> None:
    written = indented("as eight.")
    rates = [parse_rate(text, lambda _: "1 " * 24) for text in written]
    assert {rate.kind for rate in rates} == {"every", "hour", "burst", "day"}


def test_the_scenario_of_the_page_is_read_and_names_every_key() -> None:
    scenario = parse_scenario(SCENARIO.encode(), "page.toml")
    assert len(scenario.faults) == 3
    told = tomllib.loads(SCENARIO)
    keys = set(told) | {"baud", "first_after", "every", "heartbeat", "heartbeat_every"}
    assert {each.name for each in fields(Scenario)} - {"source", "line", "lesson"} | {"baud", "serial"} == keys
    of_calls = {key for call in told["calls"] for key in call}
    renamed = {"service_class": "class", "values": "set"}
    assert {renamed.get(each.name, each.name) for each in fields(CallScript)} == of_calls
    assert all(f"`{key} = " in PAGE for key in ("heartbeat", "heartbeat_every"))


def test_the_scenario_of_the_page_is_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.toml").write_text(SCENARIO, "utf-8")
    assert main(["check", "scenario", str(tmp_path / "mine.toml")]) == 0
    assert "a bad night" in capsys.readouterr().out


def test_every_command_of_the_page_is_understood() -> None:
    shown = re.findall(r"^    answerpoint emulate (.+)$|`answerpoint emulate ([^`]+)`", PAGE, re.MULTILINE)
    assert len(shown) >= 4
    for one, other in shown:
        faults = re.findall(r"--fault (\S+)", one or other)
        assert all(parse_fault(fault) for fault in faults)
        for rate in re.findall(r"--rate (\S+)", one or other):
            assert parse_rate(rate, lambda _: "1 " * 24)

"""What may be written after `answerpoint emulate`."""

import argparse
from pathlib import Path

import pytest

from app.emulate_words import add_check_scenario, add_emulate


@pytest.fixture
def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    add_emulate(commands)
    add_check_scenario(commands)
    return parser


def test_far_ends_and_faults_may_be_given_more_than_once(parser: argparse.ArgumentParser) -> None:
    words = ["emulate", "rare", "--to", "pty", "--to", "tcp:0", "--fault", "lost", "--fault", "noise@5"]
    given = parser.parse_args([*words, "--pace", "max", "--log", "x.jsonl"])
    assert (given.scenario, given.to, given.fault) == ("rare", ["pty", "tcp:0"], ["lost", "noise@5"])
    assert (given.pace, given.log) == ("max", Path("x.jsonl"))


def test_what_is_not_given_is_the_scenario_s(parser: argparse.ArgumentParser) -> None:
    given = parser.parse_args(["emulate", "--to", "-"])
    assert (given.scenario, given.format, given.rate, given.seed, given.count, given.pace) == (*[None] * 5, "1")


def test_a_far_end_is_needed(parser: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser.parse_args(["emulate"])
    assert "--to" in capsys.readouterr().err


def test_a_scenario_to_check_is_named(parser: argparse.ArgumentParser) -> None:
    assert parser.parse_args(["scenario", "rare"]).scenario == "rare"

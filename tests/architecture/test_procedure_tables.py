"""The help page on procedures teaches a table that works, and the words the reader knows."""

import re
from pathlib import Path
from typing import Any

from app.call.procedure import FACTS, Deed, Procedure, Sign
from app.call.procedure_table import VALUES, Known, load_procedure
from app.cli import main

HELP = (Path(__file__).parents[2] / "resources" / "help" / "procedures.md").read_text("utf-8")


def example() -> str:
    found = re.search(r"```toml\n(.*?)```", HELP, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_worked_example_is_read_as_it_is_told() -> None:
    rule = load_procedure(example(), "help", Known({"CEL"}, {"wireless"}, {"AJAX", "WHITBY"}))
    assert isinstance(rule, Procedure)
    assert [step.id for step in rule.steps.values()] == ["exit", "landmark"]
    assert rule.steps["exit"].options[0].asks == ("exit", "direction")


def test_the_worked_example_goes_with_the_shipped_rules(tmp_path: Any, capsys: Any) -> None:
    (tmp_path / "highway.toml").write_text(example())
    assert main(["check", "procedures", str(tmp_path / "highway.toml")]) == 0
    assert "Y  Highway, 2 steps" in capsys.readouterr().out


def test_the_page_names_every_sign_deed_and_value() -> None:
    for word in (*Sign, *Deed):
        assert f"`{word}`" in HELP, word
    for value in VALUES:
        assert f"`{{{value}}}`" in HELP, value


def test_a_fact_that_is_not_there_is_told_with_those_that_are(tmp_path: Any, capsys: Any) -> None:
    (tmp_path / "highway.toml").write_text(example().replace('"kind:wireless"', '"wirelss"'))
    assert main(["check", "procedures", str(tmp_path / "highway.toml")]) == 1
    told = capsys.readouterr().err
    for fact in FACTS:
        assert fact in told

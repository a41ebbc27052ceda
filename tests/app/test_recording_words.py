"""The words of the command line."""

import pytest

from app.cli import main


@pytest.mark.parametrize(
    "words",
    [
        ["recording"],
        ["recording", "trim", "a"],
        ["recording", "mark", "a", "b", "name"],
        ["recording", "mark", "a", "b", "name", "--at", "0", "--remove"],
        ["recording", "join", "a"],
        ["anonymise", "a"],
    ],
)
def test_what_is_missing_is_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_help_names_every_way_to_name_a_moment(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["recording", "trim", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    for way in ("chunk:N", "spill:N", "mark:NAME"):
        assert way in told

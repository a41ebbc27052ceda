"""The words of `answerpoint check` alone."""

import pytest

from app.cli import main


def test_help_names_the_page_s_options_and_the_kinds_of_table(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    told = capsys.readouterr().out
    for each in ("--feed", "--seconds", "--json", "--approve", "agencies", "format"):
        assert each in told


@pytest.mark.parametrize("seconds", ["-1", "4000", "nan"])
def test_an_impossible_time_is_refused(seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--seconds", seconds]) == 2
    assert "--seconds: expected 0 to 3600" in capsys.readouterr().err

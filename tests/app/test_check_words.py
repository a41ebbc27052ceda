"""The words of `check` mean what they say, or are refused."""

import pytest

from app.cli import main


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--settings", ["--settings", "site.toml", "agencies"]),
        ("--json", ["--json", "settings"]),
        ("--feed", ["--feed", "serial:/dev/x", "format", "bell-printer"]),
        ("--seconds", ["--seconds", "1", "procedures"]),
        ("--approve", ["--approve", "me", "classes", "x"]),
    ],
)
def test_an_option_of_the_health_page_is_refused_beside_a_kind_of_table(
    option: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """`check --settings site.toml agencies` said that the shipped agencies are in order, as if they were the site's."""
    kind = next(each for each in words if each in ("agencies", "settings", "format", "procedures", "classes"))
    assert main(["check", *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        f"answerpoint: check: {option} is of the health page alone; `answerpoint check {kind} --help` says what"
        f" {kind} takes\n"
    )


def test_what_a_kind_takes_itself_stands_after_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "format", "--settings", "/no/such", "bell-printer"]) == 1
    assert "/no/such" in capsys.readouterr().err

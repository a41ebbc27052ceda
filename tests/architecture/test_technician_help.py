"""The technician's page: what it tells to type can be typed, and where it leads there is something."""

import re
import shlex
from pathlib import Path

import pytest

from app.cli import _parser

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "resources" / "help" / "technician.md").read_text("utf-8")
COMMANDS = [line.strip() for line in PAGE.splitlines() if line.startswith("    ") and "answerpoint " in line]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_of_the_page_can_be_typed_as_it_stands(command: str) -> None:
    program, *words = shlex.split(command)
    assert program == "answerpoint"
    _parser().parse_args(words)  # a word that it does not know ends the program


def test_the_page_leads_to_pages_that_are_there() -> None:
    pages = re.findall(r"\]\(([^)]+)\)", PAGE)
    assert len(pages) > 5
    assert [page for page in pages if not (ROOT / "resources" / "help" / page).is_file()] == []

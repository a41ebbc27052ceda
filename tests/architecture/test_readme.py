"""What the documents tell a reader to type is there to be typed."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from app.settings import Settings
from app.tables import load_tables
from app.ui.keyboard import (
    FIXED_KEYS,
    INITIALS_KEY,
    NORMAL_KEY,
    PRINT_MANUAL_KEY,
    PRINT_SECTION_KEY,
    RAW_KEY,
    SEARCH_KEY,
    TODAY_KEY,
)

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "resources/help").rglob("*.md")),
]

CODE = re.compile(r"^ *```.*?^ *```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
MAKE = re.compile(r"(?<![\w-])make ([a-z]+)(?![\w/])")
COMMAND = re.compile(r"(?<![\w/.-])(?:answerpoint|python3? -m app) ([a-z]+)([^`\n#]*)")
KEY = re.compile(r"(?:Ctrl|Alt)\+(?:Shift\+)?[A-Z0-9]\b|\bF\d+\b|\bEsc\b")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


def quoted(document: Path, pattern: re.Pattern[str]) -> list[tuple[str, ...]]:
    code = "\n".join(CODE.findall(document.read_text(encoding="utf-8")))
    return [match.groups() for match in pattern.finditer(code)]


@cache
def help_of(*words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "app", *words, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_each_make_target_a_document_names_is_there(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    missing = {target for (target,) in quoted(document, MAKE)} - targets
    assert not missing, f"{document.name} says make {', make '.join(sorted(missing))}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_each_command_a_document_names_is_there_with_its_options(document: Path) -> None:
    for command, rest in quoted(document, COMMAND):
        kind = re.match(r" +([a-z]+)(?= |$)", rest) if command in ("check", "recording") else None
        words = (command, kind[1]) if kind else (command,)
        code, text = help_of(*words)
        assert code == 0, f"{document.name} says answerpoint {' '.join(words)}"
        missing = [option for option in OPTION.findall(rest) if option not in text]
        assert not missing, f"{document.name} says answerpoint {' '.join(words)} {' '.join(missing)}"


def test_the_readme_begins_with_the_two_commands() -> None:
    targets = [target for (target,) in quoted(ROOT / "README.md", MAKE)]
    assert targets[:2] == ["run", "test"]


def test_each_picture_and_page_the_documents_show_is_there() -> None:
    for document in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (document.parent / target).exists(), f"{document.name} shows {target}"


def test_make_alone_tells_what_there_is() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE)) - {"help"}
    assert targets == set(re.findall(r"^#   make ([a-z]+) ", makefile, re.MULTILINE))


def test_the_readme_tells_each_key_and_each_command_once_and_only_keys_there_are() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first = [row.partition(" | ")[0].removeprefix("| ") for row in readme.splitlines() if row.startswith("| ")]
    assert len(first) == len(set(first)), "a row of a table stands twice"
    keys = readme.partition("\n## Keys\n")[2].partition("\n## ")[0]
    told = [key for row in re.findall(r"^\| (.+?) \|", keys, re.MULTILINE) for key in KEY.findall(row)]
    own = (INITIALS_KEY, TODAY_KEY, RAW_KEY, NORMAL_KEY, PRINT_SECTION_KEY, PRINT_MANUAL_KEY, SEARCH_KEY)
    agencies = load_tables(Settings()).agencies.agencies
    there = {*FIXED_KEYS, *own, *(each.key for each in agencies), "F2", "F3", "F4", "F11", "F12"}
    assert set(told) <= there
    twice = {key for key in told if told.count(key) > 1} - {"Ctrl+G"}  # its rows are of other keys of the list
    assert not twice, f"{', '.join(sorted(twice))} stand twice"
    untold = {key for key in FIXED_KEYS if key not in told and not key[-1].isdigit()}
    assert not untold

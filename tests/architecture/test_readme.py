"""What the documents tell a reader to type is there to be typed."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "resources/help").rglob("*.md")),
]

CODE = re.compile(r"^ *```.*?^ *```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
MAKE = re.compile(r"(?<![\w-])make ([a-z]+)(?![\w/])")
COMMAND = re.compile(r"(?<![\w/.-])(?:answerpoint|python3? -m app) ([a-z]+)([^`\n#]*)")
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
        kind = re.match(r" +([a-z]+)(?= |$)", rest) if command == "check" else None
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

"""What holds for every file that is committed."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Past this a file is two ideas (the style guide's first habit).
MOST_LINES = 400

# Written in parts, so that this file does not name what it looks for.
OF_A_MACHINE = re.compile(
    r"(?<![\w.$}])(?:/(?:root|work)/|/(?:home|Users)/\w|/opt/py" + r"pi|[A-Za-z]:\\(?:Users|work)\\)", re.IGNORECASE
)
OF_A_REGISTRY = re.compile(
    r"py" + r"pi\.org|python" + r"hosted|(?:extra-)?index" + r"-url|find" + r"-links|trusted" + r"-host", re.IGNORECASE
)


def committed() -> list[Path]:
    """Name every file that is, or would be, committed."""
    if shutil.which("git") and (ROOT / ".git").exists():
        words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        names = subprocess.run(words, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        return [ROOT / name for name in names if name and (ROOT / name).is_file()]
    kept = [
        path
        for name in ("app", "drivers", "resources", "packaging", "tests", "docs")
        for path in (ROOT / name).rglob("*")
    ]
    return [path for path in [*kept, *ROOT.glob("*")] if path.is_file() and "__pycache__" not in path.parts]


def texts() -> list[tuple[str, str]]:
    found = []
    for path in committed():
        try:
            found.append((path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue  # a picture, a recording
    return found


@pytest.mark.parametrize(
    ("pattern", "what"),
    [(OF_A_MACHINE, "a path of one machine"), (OF_A_REGISTRY, "a registry")],
    ids=["path", "registry"],
)
def test_no_file_names_one_machine_or_a_registry(pattern: re.Pattern[str], what: str) -> None:
    wrong = [
        f"{name}:{number}: {what}: {found[0]}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if (found := pattern.search(line))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "line", ["cd /roo" + "t/x", 'open("/hom' + 'e/me/x")', "C:" + "\\Users\\me", "see /wor" + "k/main"]
)
def test_a_path_of_a_machine_would_be_found(line: str) -> None:
    assert OF_A_MACHINE.search(line)


@pytest.mark.parametrize(
    "line", ["$HOME/wor" + "k/x", "tests/wor" + "k/x", "the home/away switch", "/var/lib/answerpoint"]
)
def test_a_path_of_no_machine_is_let_be(line: str) -> None:
    assert not OF_A_MACHINE.search(line)


@pytest.mark.parametrize("package", ["app", "drivers"])
def test_a_file_of_ours_is_one_idea_and_not_longer_than_a_reader_bears(package: str) -> None:
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in (ROOT / package).rglob("*.py")}
    long = [f"{path.relative_to(ROOT)}: {length} lines" for path, length in lengths.items() if length > MOST_LINES]
    assert not long, "\n".join(long)


def test_every_part_that_is_required_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    for group in project["dependency-groups"].values():
        wanted += group
    pinned = {_name(line) for line in _constraints()}
    assert {_name(each) for each in wanted} <= pinned


def test_every_pin_is_exact() -> None:
    loose = [
        line for line in _constraints() if not re.fullmatch(r'[\w.-]+==[\w.]+(; python_version (<|>=) "3\.12")?', line)
    ]
    assert not loose


def test_no_pin_lets_the_faulty_wheel_in() -> None:
    sides = [line for line in _constraints() if line.startswith(("PySide6", "shiboken6"))]
    assert len(sides) == 4
    assert all("==6.11." in line for line in sides if '< "3.12"' in line)


def _constraints() -> list[str]:
    lines = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _name(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()

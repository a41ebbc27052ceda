"""What packaging/setup.sh says where there is no Python, or half of one; and when it needs no network."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

BARE = """#!/bin/sh
case "$*" in *ensurepip*) exit 1;; esac
exec {python} "$@"
"""

WHOLE = """#!/bin/sh
echo "$*" >> "$(dirname "$0")/asked"
case "$*" in *pip*install*--no-index*) exit {offline};; esac
"""


@pytest.fixture
def programs(root: Path, tmp_path: Path) -> Path:
    """Return a folder that is the whole path: what the script itself calls, and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "dirname", "rm", "env"):
        found = shutil.which(name)
        assert found
        (folder / name).symlink_to(found)
    (tmp_path / "packaging").mkdir()
    shutil.copy(root / "packaging" / "setup.sh", tmp_path / "packaging")
    return folder


def setup(programs: Path) -> tuple[int, str]:
    words = ["sh", str(programs.parent / "packaging" / "setup.sh")]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHON"} | {"PATH": str(programs)}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60)
    assert not (programs.parent / ".venv").exists()
    return done.returncode, done.stderr


def test_no_python_is_one_sentence_with_the_package_that_brings_it(programs: Path) -> None:
    code, said = setup(programs)
    assert code == 1
    assert said.startswith("answerpoint: Python 3.11, 3.12, 3.13 or 3.14 is needed and none was found; ")
    assert "sudo apt-get install python3 python3-venv" in said
    assert said.count("\n") == 1


def test_a_python_that_is_too_old_is_none(programs: Path) -> None:
    old = programs / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    assert "none was found" in setup(programs)[1]


def test_a_python_without_venv_is_one_sentence_with_the_package_that_brings_it(programs: Path) -> None:
    bare = programs / "python3"
    bare.write_text(BARE.format(python=sys.executable))
    bare.chmod(0o755)
    code, said = setup(programs)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert code == 1
    assert said == (
        "answerpoint: python3 is there but cannot make a virtual environment; "
        f"install what it lacks with: sudo apt-get install python{version}-venv\n"
    )


def test_an_environment_whose_python_is_gone_is_made_anew(programs: Path) -> None:
    (programs.parent / ".venv" / "bin").mkdir(parents=True)
    (programs.parent / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")
    assert "none was found" in setup(programs)[1]


def test_a_folder_of_another_user_is_one_sentence(root: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        packaging = Path(folder) / "packaging"
        packaging.mkdir()
        shutil.copy(root / "packaging" / "setup.sh", packaging)
        Path(folder).chmod(0o555)
        words = ["sh", str(packaging / "setup.sh")]
        if os.geteuid() == 0:  # who may write everywhere
            words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *words]
        done = subprocess.run(words, capture_output=True, text=True, timeout=60)
        Path(folder).chmod(0o755)
    assert done.returncode == 1
    assert done.stderr.startswith(f"answerpoint: {folder} cannot be written to by this user")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(("offline", "fetched"), [(0, False), (1, True)])
def test_the_network_is_asked_only_for_parts_that_are_not_there(programs: Path, offline: int, fetched: bool) -> None:
    place = programs.parent
    python = place / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(WHOLE.format(offline=offline))
    python.chmod(0o755)
    words = ["sh", str(place / "packaging" / "setup.sh"), "dev"]
    done = subprocess.run(words, env={"PATH": str(programs)}, capture_output=True, text=True, timeout=60)
    installs = [line for line in (python.parent / "asked").read_text().splitlines() if " install " in line]
    assert (done.returncode, done.stderr) == (0, "")
    assert any("--no-index" not in line for line in installs) == fetched == ("fetching" in done.stdout)
    assert (place / ".venv" / ".place").read_text() == f"{place}\n"


@pytest.mark.needs("make")
def test_an_environment_that_came_with_a_moved_folder_is_set_up_again(root: Path, tmp_path: Path) -> None:
    (tmp_path / "packaging").mkdir()
    for name in ("Makefile", "pyproject.toml", "packaging/constraints.txt", "packaging/setup.sh"):
        shutil.copy(root / name, tmp_path / name)
    (tmp_path / ".venv").mkdir()

    def done() -> str:
        (tmp_path / ".venv" / ".run").touch()
        return subprocess.run(["make", "-n", "run"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    (tmp_path / ".venv" / ".place").write_text(f"{tmp_path}\n")
    assert "setup.sh" not in done()
    (tmp_path / ".venv" / ".place").write_text("/elsewhere/answerpoint\n")
    assert "setup.sh" in done()

"""What packaging/setup.sh says where there is no Python, or half of one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BARE = """#!/bin/sh
case "$*" in *ensurepip*) exit 1;; esac
exec {python} "$@"
"""


@pytest.fixture
def programs(root: Path, tmp_path: Path) -> Path:
    """Return a folder that is the whole path: what the script itself calls, and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "dirname", "rm"):
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
    assert said.startswith("answerpoint: Python 3.11, 3.12 or 3.13 is needed and none was found; ")
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

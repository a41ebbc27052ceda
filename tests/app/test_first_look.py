import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.first_look import FirstLook, first_look

USUAL = FirstLook("dark", 1.0, "en", None)


def test_the_look_of_the_window_can_be_had_before_the_settings_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "light"\nscale = 2\nlanguage = "fr"\ntranslations_folder = "own"')
    assert first_look(path) == FirstLook("light", 2.0, "fr", tmp_path / "own")


@pytest.mark.parametrize(
    "text",
    [
        "theme = 3\nscale = 'x'\nlanguage = 4\ntranslations_folder = 5",
        "scale = true",
        "scale = nan",
        "scale = 9",
        "theme =",
        'language = "../../etc"',
    ],
)
def test_a_fault_never_keeps_the_window_from_its_first_paint(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    assert first_look(path) == USUAL
    assert first_look(tmp_path / "none") == USUAL
    assert first_look(tmp_path) == USUAL


def test_pydantic_is_not_imported_before_there_is_a_file_to_check(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "light"')
    program = (
        "import sys, pathlib; from app.settings import load_settings; from app.first_look import first_look;"
        f"load_settings(); look = first_look(pathlib.Path({str(tmp_path)!r}, 'settings.toml'));"
        "assert look.theme == 'light';"
        "print([name for name in sys.modules if name.startswith(('pydantic', 'PySide6', 'sqlite'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary())
def test_any_bytes_give_a_look(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    assert isinstance(first_look(path), FirstLook)

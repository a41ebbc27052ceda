"""The command opens the workshop, and says in one sentence why it cannot."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import main

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "tests" / "data" / "tables" / "harbour.toml"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["none"], "sample none: expected a recording or a file of bytes, got no such file"),
        ([str(ROOT)], f"sample {ROOT}: expected a recording or a file of bytes, got a folder"),
        (["/dev/null"], "sample /dev/null: expected a recording or a file of bytes, got a device or a pipe"),
        ([str(HARBOUR), "--table", "none.toml"], "format none.toml: expected a file, got no such file"),
        ([str(HARBOUR), "--settings", "none.toml"], "none.toml"),
    ],
)
def test_what_is_not_there_is_one_sentence(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["workshop", *words]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def opened(tmp_path: Path, settings: str) -> tuple[subprocess.Popen[str], str]:
    """Open the workshop; return the program and the title of its window."""
    (tmp_path / "settings.toml").write_text(settings)
    sample = tmp_path / "sample"
    sample.write_bytes(b"x\r\n")
    ready = "import app.ui.workshop_window as w; s = w.WorkshopWindow.showEvent; " + (
        "w.WorkshopWindow.showEvent = lambda self, e: (s(self, e), print(self.windowTitle(), flush=True))[0]; "
    )
    code = f"{ready}import sys; from app.cli import main; sys.exit(main(sys.argv[1:]))"
    program = subprocess.Popen(
        [sys.executable, "-c", code, "workshop", str(sample), "--settings", str(tmp_path / "settings.toml")],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    return program, program.stdout.readline().strip()


def close(program: subprocess.Popen[str]) -> None:
    program.send_signal(signal.SIGTERM)
    _said, errors = program.communicate(timeout=60)
    assert (program.returncode, errors) == (0, "")


def test_a_signal_closes_it(tmp_path: Path) -> None:
    """Also where a table of the site's own has faults: here it is mended."""
    (tmp_path / "formats").mkdir()
    (tmp_path / "formats" / "county.toml").write_text("name = 1\n")
    program, title = opened(tmp_path, 'formats_folder = "formats"\n')
    assert title == "answerpoint: format workshop"
    close(program)


def test_it_is_in_the_language_of_the_settings(tmp_path: Path, marked_folder: Path) -> None:
    program, title = opened(tmp_path, f'language = "xx"\ntranslations_folder = "{marked_folder}"\n')
    assert title == "⟦äñšŵéŕƥóíñť: ƒóŕɱäť ŵóŕķšĥóƥ⟧"
    close(program)

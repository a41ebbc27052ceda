"""The manual on paper: into a PDF file and through a real CUPS, without a display and without a box."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.manual import Section
from app.ui.paper import PaperError, to_pdf, to_printer
from tests.full_disk import full_after
from tests.partners.cups import QUEUE, Cups, words_of_pdf
from tests.partners.fixtures import partner as partner

ROOT = Path(__file__).parents[3]
SECTIONS = (
    Section("Ring back", "What it does", ("p. 21",), "It sounds the **howler**.", rows=("D129",)),
    Section("Ring back", "Where not", ("p. 14",), "- pay phones\n- cellular\n\n| key | code |\n|---|---|\n| A | *21 |"),
)
pytestmark = pytest.mark.needs("pdftotext")


def pages_of(file: Path) -> int:
    told = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True, timeout=30).stdout
    return int(next(line for line in told.splitlines() if line.startswith("Pages:")).split()[1])


def test_a_pdf_has_the_words_the_pages_they_come_from_and_what_decides(qapp: Any, tmp_path: Path) -> None:
    """D014, D222."""
    file = tmp_path / "manual.pdf"
    assert to_pdf(SECTIONS, "Retelling 1", file) == 1
    words = words_of_pdf(file)
    for each in ("Ring back", "What it does", "manual p. 21", "howler", "pay phones", "*21"):
        assert each in words
    assert words.count("Retelling 1. The Board's own text decides.") == 2
    assert "Page 1 of 1." in words
    assert "D129" not in words
    assert "**" not in words


def test_a_long_manual_has_as_many_pages_as_it_says(qapp: Any, tmp_path: Path) -> None:
    file = tmp_path / "manual.pdf"
    long = tuple(Section("T", f"Section {number}", (), "Words of it. " * 60) for number in range(40))
    pages = to_pdf(long, "Retelling 1", file)
    assert pages == pages_of(file) > 3
    words = words_of_pdf(file)
    assert all(f"Page {page} of {pages}." in words for page in range(1, pages + 1))
    assert all(f"Section {number}" in words for number in range(40))


@pytest.mark.parametrize("name", ["", "no/such/folder/manual.pdf"])
def test_a_file_that_cannot_be_written_is_a_sentence(qapp: Any, tmp_path: Path, name: str) -> None:
    with pytest.raises(PaperError, match=r"^manual --pdf .*: expected a file that can be written, got: "):
        to_pdf(SECTIONS, "", tmp_path / name)


def test_a_full_disk_leaves_the_file_of_before(qapp: Any, tmp_path: Path) -> None:
    file = tmp_path / "manual.pdf"
    file.write_bytes(b"%PDF-1.4 last year's")
    with full_after(500), pytest.raises(PaperError, match=r"^manual --pdf .*, got: file too large$"):
        to_pdf(SECTIONS, "", file)
    assert (file.read_bytes(), list(tmp_path.iterdir())) == (b"%PDF-1.4 last year's", [file])


def test_a_pdf_takes_the_place_of_a_pdf_and_of_no_journal_or_recording(qapp: Any, tmp_path: Path) -> None:
    file = tmp_path / "manual.pdf"
    to_pdf(SECTIONS, "", file)
    assert to_pdf(SECTIONS[:1], "", file) == 1
    journal = tmp_path / "journal.sqlite"
    journal.write_bytes(b"SQLite format 3\0")
    with pytest.raises(PaperError, match=r"^manual --pdf .*: expected a new file or a PDF, got a file of another kind"):
        to_pdf(SECTIONS, "", journal)
    assert journal.read_bytes() == b"SQLite format 3\0"


def manual(*words: str, environ: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """The command as a person gives it, in a process without a display."""
    kept = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "DISPLAY")}
    return subprocess.run(
        [sys.executable, "-m", "app", "manual", *words],
        cwd=ROOT,
        env=kept | environ,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.needs("cupsd", "lpadmin", "pdfinfo")
def test_a_section_and_the_whole_manual_come_out_of_a_real_printer_queue(partner: Any, tmp_path: Path) -> None:
    """D014."""
    cups = partner(Cups(tmp_path))
    done = manual("--print", "What ring back does", environ=cups.environ)
    assert (done.stdout, done.stderr) == (f"sent to printer {QUEUE}: 1 page\n", "")
    words = cups.paper()
    assert "howler" in words
    assert "Where it does not work" not in words
    done = manual("--print", environ=cups.environ)
    assert done.returncode == 0
    words = cups.paper(2)
    assert "Do you require Police, Fire or Ambulance?" in words
    assert "G19 Is the tandem number the speed-dial number?" in words


def test_no_printer_is_a_sentence(tmp_path: Path) -> None:
    done = manual("--print", "ring-back", environ={"CUPS_SERVER": "127.0.0.1:1", "HOME": str(tmp_path)})
    assert done.returncode == 2
    assert done.stderr.startswith("answerpoint: manual --print: expected a default printer of the system, got none")
    assert done.stderr.count("\n") == 1


def test_a_printer_is_looked_for_only_when_printing(qapp: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(PaperError):
        to_printer(SECTIONS, "")

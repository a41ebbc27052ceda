"""A lesson runs where the live journal, recording and devices cannot be had: as folders, and as a user who may not.

What a lesson imports is held in `tests/architecture/test_lesson_isolation.py`.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.journal.read import events

ROOT = Path(__file__).parents[2]
NOBODY = 65534
PATIENCE = 60
LIVE = ("journal.sqlite", "emulated.sqlite", "site.sqlite", "site.rec", "device")
CAME = b"spill_arrived"
LESSON = (sys.executable, "-m", "app", "lesson", "ordinary-fire", "--speed", "20")


@pytest.fixture
def site() -> Iterator[Path]:
    """A site whose live files are folders that nobody may enter.

    It stands in a folder of its own: each run of pytest that begins closes the one of `tmp_path` to other users.
    """
    with tempfile.TemporaryDirectory(prefix="answerpoint-lesson-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        data = place / "data" / "answerpoint"
        for name in LIVE:
            (data / name).mkdir(parents=True)
            (data / name / "secret").write_text("no lesson reads this")
            (data / name).chmod(0o000)
        (data / "lessons").mkdir()
        (place / "cache").mkdir()
        (place / "cache").chmod(0o777)  # the system's own, of fonts
        settings = place / "settings.toml"
        settings.write_text(
            f'feed = "serial:{data}/device"\nphone = "serial:dtmf-only:{data}/device"\n'
            f'journal = "{data}/site.sqlite"\nrecord = "{data}/site.rec"\n'
        )
        yield place
        for name in LIVE:
            (data / name).chmod(0o700)


def give(site: Path, *before: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*before, *LESSON, "--settings", str(site / "settings.toml")],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(site),
            "XDG_DATA_HOME": str(site / "data"),
            "XDG_CACHE_HOME": str(site / "cache"),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def journal_of(site: Path, lesson: "subprocess.Popen[str]") -> Path:
    """Wait until the lesson's journal holds its call, and return it.

    Its bytes are looked at: a reader who is root would have a hand in the files that SQLite makes beside it.
    """
    for _ in range(1000):
        assert lesson.poll() is None, lesson.communicate()[1]
        for path in (site / "data" / "answerpoint" / "lessons").glob("*.sqlite*"):
            with contextlib.suppress(OSError):  # it comes and goes
                if CAME in path.read_bytes():
                    return path.with_name(path.name.partition("-wal")[0])
        with contextlib.suppress(subprocess.TimeoutExpired):
            lesson.wait(0.05)
    raise AssertionError("the lesson never had its call")


def opened_by(process: int) -> set[str]:
    found = set()
    for each in (Path("/proc") / str(process) / "fd").iterdir():
        with contextlib.suppress(OSError):  # closed meanwhile
            found.add(os.readlink(each))
    return found


def check(site: Path, lesson: "subprocess.Popen[str]") -> None:
    data = site / "data" / "answerpoint"
    journal = journal_of(site, lesson)
    # what is live stands in the data's folder; the rest of the home is the system's own (caches of fonts)
    files = {path for path in opened_by(lesson.pid) if path.startswith(str(data))}
    assert files
    assert all(path.startswith(str(data / "lessons")) for path in files), files
    lesson.send_signal(signal.SIGTERM)
    _said, errors = lesson.communicate(timeout=PATIENCE)
    assert (lesson.returncode, errors) == (0, "")
    started = next(iter(events(journal)))["body"]
    assert (started["training"], started["feed"], started["phone"]) == (True, "lesson:ordinary-fire", "virtual")
    assert sorted(path.name for path in (data / "lessons").iterdir()) == [journal.name]


def test_a_lesson_opens_its_own_folder_alone_and_needs_nothing_of_what_is_live(site: Path) -> None:
    check(site, give(site))


@pytest.mark.needs("setpriv")
def test_a_lesson_runs_as_a_user_who_may_not_read_what_is_live(site: Path) -> None:
    data = site / "data" / "answerpoint"
    before: tuple[str, ...] = ()
    if os.geteuid() == 0:  # root may read whatever it likes: another user gives the lesson
        shutil.chown(data / "lessons", NOBODY, NOBODY)
        before = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    reads = [*before, sys.executable, "-c", f"open({str(data / 'site.sqlite' / 'secret')!r})"]
    told: Any = subprocess.run(reads, capture_output=True, text=True, timeout=PATIENCE)
    assert "PermissionError" in told.stderr
    check(site, give(site, *before))

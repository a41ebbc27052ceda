"""The folder of lessons' journals, and the name of a new one."""

import os
import re
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from app.settings import home_of

LONGEST = 40  # characters of a lesson's name in a file's


def lessons_folder(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return where the journals of lessons stand: $XDG_DATA_HOME/answerpoint/lessons, %LOCALAPPDATA% on Windows."""
    return home_of("XDG_DATA_HOME", ".local/share", "LOCALAPPDATA", environ, platform) / "answerpoint" / "lessons"


def new_journal(folder: Path, lesson: str, local: datetime) -> Path:
    """Return a file that is not there yet, named by the lesson and the desk's time of day."""
    name = re.sub(r"[^a-z0-9]+", "-", Path(lesson).stem.lower()).strip("-")[:LONGEST] or "lesson"
    stem = f"{name}-{local:%Y-%m-%d-%H%M%S}"
    for number in range(1, 1_000):
        path = folder / (f"{stem}.sqlite" if number == 1 else f"{stem}-{number}.sqlite")
        if not path.exists():
            return path
    return path

"""Where the journal of a console stands if nobody says. No lesson imports this: it has no name for the live journal."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from app.settings import Settings, home_of


def default_journal_path(emulated: bool, environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return where the journal stands: $XDG_DATA_HOME/answerpoint/journal.sqlite, %LOCALAPPDATA% on Windows.

    An emulated feed has a journal of its own, `emulated.sqlite`, so that no invented caller stands among real ones.
    """
    home = home_of("XDG_DATA_HOME", ".local/share", "LOCALAPPDATA", environ, platform)
    return home / "answerpoint" / ("emulated.sqlite" if emulated else "journal.sqlite")


def journal_to_read(settings: Settings) -> Path:
    """Return the journal that is read where none is named: of the settings, else the default one.

    Where only the emulated feed's is there, it is that, and the error output says so. Raises TableError without a home.
    """
    if settings.journal is not None:
        return settings.journal
    live, emulated = default_journal_path(emulated=False), default_journal_path(emulated=True)
    if not live.exists() and emulated.exists():
        print(f"answerpoint: the emulated feed's journal, {emulated}", file=sys.stderr)
        return emulated
    return live

"""The journal, opened read-only while a console may be writing it."""

from datetime import datetime
from pathlib import Path

from app.errors import JournalError
from app.health.judge.journal import JournalSeen
from app.journal.last_heard import last_heard
from app.journal.schema import CURRENT
from app.journal.verify import verify


def look(path: Path, console: int | None) -> JournalSeen:
    """Verify the whole chain."""
    if not path.exists():
        return JournalSeen(str(path), False)
    result = verify(path)
    version = 0
    try:
        version = last_heard(path, 0).version
    except JournalError:
        pass  # then the verifier has said why
    return JournalSeen(str(path), True, result.exit_code, result.sentence, version, CURRENT, console)


def newest(path: Path) -> datetime | None:
    """Return the time of the last event, None if none can be read."""
    try:
        return last_heard(path, 0).newest
    except JournalError:
        return None

"""The lessons to choose from, and what names one for ever: the digest of its file."""

import hashlib
from pathlib import Path

from app.errors import TableError
from app.lesson_files import lesson_names
from app.lessons import Known, read_lesson
from app.tables import shipped

_DIGEST = 16  # hex digits, as of the tables
_BLOCK = 1 << 16
_FOLDER = "scenarios"


def shelf() -> tuple[tuple[str, str, str], ...]:
    """Return name, title and what it is about of every shipped lesson, by name."""
    texts = shipped(_FOLDER)
    lessons = [read_lesson(texts[name], name, f"{_FOLDER}/{name}.toml", Known()) for name in lesson_names()]
    return tuple((each.name, each.title, each.about) for each in lessons)


def digest_of(name: str) -> str:
    """Return the digest of a lesson's or a recording's file. Raises TableError where it cannot be read."""
    digest = hashlib.sha256()
    if name in lesson_names():
        digest.update(shipped(_FOLDER)[name].encode())
        return digest.hexdigest()[:_DIGEST]
    try:
        with Path(name).open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except (OSError, ValueError) as error:
        raise TableError(f"lesson {name}: expected a file that can be read, got {error}") from error
    return digest.hexdigest()[:_DIGEST]

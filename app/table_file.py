"""A table's file, read whole and refused in a sentence where that cannot be."""

import stat
from pathlib import Path

from app.errors import TableError
from app.table_text import MOST_CHARACTERS

# UTF-8 takes at most four bytes a character.
_MOST_BYTES = 4 * MOST_CHARACTERS


def read_table_file(path: Path, what: str) -> str:
    """Return the text of a table's file; `what` names the table in a sentence, as in "agencies".

    Raises TableError where there is no such file, where it is no plain file (a pipe would be waited on for ever),
    where it is too long to be a table, cannot be read, or is not UTF-8.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "something that is not a plain file"
            raise TableError(f"{what} {path}: expected a file, got {kind}")
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise TableError(f"{what} {path}: expected a file, got no such file") from error
    except OSError as error:
        raise TableError(f"{what} {path}: expected a readable file, got {error.strerror or error}") from error
    except ValueError as error:  # a NUL in the name
        raise TableError(f"{what} {str(path)!r}: expected the name of a file, got {error}") from error
    if len(data) > _MOST_BYTES:
        raise TableError(f"{what} {path}: expected a table of at most {_MOST_BYTES} bytes, got more")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TableError(
            f"{what} {path} line {line}: expected UTF-8 text, got byte {data[error.start : error.start + 1]!r}"
        ) from error

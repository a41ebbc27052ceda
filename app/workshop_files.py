"""The files of the format workshop: the sample that is looked at, and the site's folder that tables are saved to."""

from itertools import islice
from pathlib import Path
from typing import NamedTuple

from app.errors import FeedError, TableError
from app.new_file import new_file
from app.ports import Chunk
from app.spill.formats import NAME
from app.spill.recording import is_recording
from drivers.recording_file import open_recording
from drivers.system_clock import SystemClock

MOST_BYTES = 1 << 20  # of a sample: thousands of records; a layout has shown itself long before
MOST_CHUNKS = 50_000
_FOR_ALL = 0o644  # whoever sits at the console reads the site's tables
DRAFT = ".toml.draft"
"""What a table with faults is saved as: the console reads *.toml, and must start."""


class Sample(NamedTuple):
    """Bytes as they came; `cut` tells that the file has more."""

    chunks: tuple[Chunk, ...]
    cut: bool


def read_sample(path: Path) -> Sample:
    """Read a recording (known by its header) or raw bytes, as far as a table needs them. Raises FeedError."""
    try:
        if not path.is_file():  # a pipe or a device would be read for ever
            got = "a folder" if path.is_dir() else "a device or a pipe" if path.exists() else "no such file"
            raise FeedError(f"sample {path}: expected a recording or a file of bytes, got {got}")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise FeedError(f"sample {path}: expected a file that can be read, got {words}") from error
    if not is_recording(data):
        return Sample((Chunk(SystemClock().now(), data[:MOST_BYTES]),), len(data) > MOST_BYTES)
    chunks: list[Chunk] = []
    size = 0
    with open_recording(path) as reader:
        for chunk in islice(reader, MOST_CHUNKS):
            size += len(chunk.data)
            if size > MOST_BYTES:
                return Sample(tuple(chunks), cut=True)
            chunks.append(chunk)
        return Sample(tuple(chunks), next(reader, None) is not None)


def place_of(folder: Path | None, name: str, *, whole: bool) -> Path:
    """Return where a table of this name is saved: as a draft unless it is `whole`, so without faults.

    Raises TableError where the site has no folder for tables, or the name is none of a file.
    """
    if folder is None:
        raise TableError("not saved: expected formats_folder in the settings, the folder of the site's own tables")
    if not NAME.fullmatch(name):
        raise TableError(f"not saved: expected a name of small letters, digits and -, got {name[:60]!r}")
    return folder / f"{name}{'.toml' if whole else DRAFT}"


def save_table(path: Path, text: str, *, over: bool) -> None:
    """Write a table's text to its file, for all of the site to read; one that is there only `over` it.

    Raises AnswerpointError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TableError(f"not saved: {path.parent}: expected a folder, got {error.strerror}") from error
    with new_file(path, over=over, mode=_FOR_ALL) as file:
        file.write(text.encode())

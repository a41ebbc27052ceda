"""A new file that is there whole or not at all, for its owner alone unless it is said otherwise.

It is written beside its place under another name and put there in one step. So a program that is stopped, a full disk
or a power cut leaves no half file of that name; a power cut may leave `NAME.part-...`, which nobody reads.
"""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from app.errors import AnswerpointError

PRIVATE = 0o600
"""Callers' data may stand in it."""

FOR_ALL = 0o666
"""Whoever may by the user's own umask."""


@contextmanager
def new_file(path: Path, *, over: bool = False, mode: int = PRIVATE) -> Iterator[BinaryIO]:
    """Open a file to be written; it takes its place when the `with` ends without an error.

    A file that is there already is only replaced with `over`, a device or a pipe never; `mode` is that of the new file.
    Raises AnswerpointError, at the beginning where it can be known then.
    """
    try:
        if not over and os.path.lexists(path):
            raise FileExistsError
        if path.is_dir():
            raise IsADirectoryError
        if path.exists() and not path.is_file():
            raise ValueError("a device or a pipe")  # a file put in its place would be its end
        if path.exists() and not os.access(path, os.W_OK):
            raise ValueError("a file that is protected against writing")  # its folder alone would let it be replaced
        beside = path.with_name(f"{path.name}.part-{secrets.token_hex(4)}")
        opener = partial(os.open, mode=mode)
        file = open(beside, "xb", opener=opener)  # noqa: SIM115 (closed below, before it takes its place)
    except (OSError, ValueError) as error:
        raise _refused(path, error) from error
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _put(beside, path, over)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


@contextmanager
def file_anew(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be written anew, as an export is; what stands there stays until the new file is whole.

    It is written where the name leads, so that a link stays a link, and keeps the permissions of the file before it. A
    device or a pipe has nothing to keep and is written as it is. Raises AnswerpointError.
    """
    try:
        real = path.resolve()
        before = stat.S_IMODE(path.stat().st_mode) if path.is_file() else None
        device = path.open("wb") if path.exists() and not (path.is_file() or path.is_dir()) else None
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        raise _refused(path, error) from error
    if device is not None:
        try:
            with device:
                yield device
        except OSError as error:
            raise _refused(path, error) from error
        return
    with new_file(real, over=True, mode=FOR_ALL) as file:
        if before is not None:
            os.chmod(file.name, before)
        yield file


def same_file(one: Path, other: Path) -> bool:
    """True if both names are of one file, by whatever way they lead to it."""
    try:
        return one.resolve() == other.resolve() or (other.exists() and one.samefile(other))
    except (OSError, ValueError, RuntimeError):  # what cannot be found out is found out when it is opened
        return False


def _put(beside: Path, path: Path, over: bool) -> None:
    if over:
        os.replace(beside, path)
        return
    try:
        os.link(beside, path)  # refuses a file that came to be there meanwhile
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError from None
        os.rename(beside, path)


def _refused(path: Path, error: Exception) -> AnswerpointError:
    if isinstance(error, FileExistsError):
        return AnswerpointError(f"{path}: expected a new file, got one that exists; --overwrite replaces it")
    words = error.strerror.lower() if isinstance(error, OSError) and error.strerror else str(error)
    if isinstance(error, IsADirectoryError):
        words = "a folder"
    return AnswerpointError(f"{path}: expected a file that can be written, got: {words}")

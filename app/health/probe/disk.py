"""The disk of the journal: room, and a few safe writes of a file of its own, which is removed again."""

import os
import secrets
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path

from app.health.judge.disk import DiskSeen

WRITES = 5
"""Few, so that a console that writes at the same time hardly waits for them."""

BLOCK = bytes(4096)


def look(journal: Path, default_folder: Path) -> DiskSeen:
    """Look at the folder of a journal, or where it will be at what is there of the way to it.

    A console makes the `default_folder` and no other.
    """
    folder = journal.parent.absolute()
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    try:
        free, nodes = shutil.disk_usage(there).free, _nodes(there)
    except (OSError, ValueError) as error:
        return DiskSeen(str(there), fault=_words(error))
    if there != folder and journal.parent != default_folder:
        return DiskSeen(str(there), free, nodes, missing=str(folder))
    if there != folder:
        fault = (
            ""
            if os.access(there, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids)
            else "permission denied"
        )
        return DiskSeen(str(there), free, nodes, fault)
    try:
        return DiskSeen(str(folder), free, nodes, times=_write(folder))
    except OSError as error:
        return DiskSeen(str(folder), free, nodes, fault=_words(error))


def _nodes(folder: Path) -> int | None:
    """Return how many files can be made, None where the file system makes them as it needs them."""
    if sys.platform == "win32":
        return None
    facts = os.statvfs(folder)
    return facts.f_favail if facts.f_files else None


def _write(folder: Path) -> tuple[float, ...]:
    path = folder / f".answerpoint-check-{secrets.token_hex(4)}"
    times = []
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        for _ in range(WRITES):
            began = time.monotonic()
            os.write(descriptor, BLOCK)
            getattr(os, "fdatasync", os.fsync)(descriptor)
            times.append(time.monotonic() - began)
    finally:
        os.close(descriptor)
        with suppress(OSError):
            path.unlink()
    return tuple(times)


def _words(error: Exception) -> str:
    return error.strerror.lower() if isinstance(error, OSError) and error.strerror else str(error)

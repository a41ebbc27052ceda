"""Real parts for the probes: a journal, a line of socat, disks of their own."""

from tests.app.journal.conftest import (
    a_call,
    as_nobody,
    mount,
    open_folder,
    open_journal,
    path,
    tamper,
    three_calls,
    write,
)
from tests.partners.fixtures import partner

__all__ = [
    "a_call",
    "as_nobody",
    "mount",
    "open_folder",
    "open_journal",
    "partner",
    "path",
    "tamper",
    "three_calls",
    "write",
]

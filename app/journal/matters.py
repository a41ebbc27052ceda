"""Matters: what stands until it is lifted, whatever calls come and go, and a restart of the console as well.

An event whose body begins with the key `matter`, the matter's id ("down pickering-fire"), is about one. The last event
of an id tells all of the matter that counts; an event of a closing kind says that it stands no longer. An event whose
body begins with `matters`, a list of such events (`at`, `kind`, `body`), tells all that stood just then: so reading
goes back only to the last of these, and the index `matters` holds nothing but these events.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import JournalError
from app.journal.read import BATCH, Snapshot
from app.journal.schema import MATTER

LAST = 2**63 - 1

_MATTERS = (
    f"SELECT id, at, kind, body FROM events INDEXED BY matters WHERE {MATTER} AND id < ? ORDER BY id DESC LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Matter:
    """An event about a matter, as the journal has it."""

    at: str
    kind: str
    body: dict[str, Any]

    def as_plain(self) -> dict[str, Any]:
        """Return it as it stands in a list of `matters`."""
        return {"at": self.at, "kind": self.kind, "body": self.body}


def open_matters(path: Path, closing: Collection[str]) -> list[Matter]:
    """Return the last event of every matter that stands, in the order in which they were opened.

    `closing` are the kinds of event that close a matter. Raises JournalError.
    """
    while True:
        with Snapshot(path) as snapshot:
            found = _back_to_the_last_list(snapshot)
            if not snapshot.moved():
                break
    standing: dict[str, Matter] = {}
    for matter in reversed(found):
        name = matter.body["matter"]
        if matter.kind in closing:
            standing.pop(name, None)
        else:
            standing[name] = matter
    return list(standing.values())


def _back_to_the_last_list(snapshot: Snapshot) -> list[Matter]:
    """Return the events about matters, newest first, those of the last list at the end."""
    found: list[Matter] = []
    last = LAST
    while True:
        rows = snapshot.all(_MATTERS, (last, BATCH))
        for id_, at, kind, body in rows:
            try:
                plain = json.loads(body)
                if "matters" in plain:
                    return found + [_matter(each["at"], each["kind"], each["body"]) for each in plain["matters"][::-1]]
                found.append(_matter(at, kind, plain))
            except (TypeError, ValueError, KeyError, RecursionError) as error:
                raise JournalError(f"{snapshot.path}: event {id_}, of a matter that stands, cannot be read") from error
        if len(rows) < BATCH:
            return found
        last = rows[-1][0]


def _matter(at: Any, kind: Any, body: Any) -> Matter:
    if not all(isinstance(each, str) for each in (at, kind, body["matter"])):
        raise ValueError("a matter has a time, a kind and an id")
    return Matter(at, kind, body)

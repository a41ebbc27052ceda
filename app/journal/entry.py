"""An entry: a record made ready to be written, as text and bytes that no longer change."""

import binascii
import json
import logging
from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import UTC
from typing import Any, NamedTuple

from app.clock import as_text
from app.journal.fold import LAST_CALL, changes_from_text, encode, ready, storable
from app.journal.records import CallChange, Record

log = logging.getLogger("answerpoint.journal")


class Entry(NamedTuple):
    """One event before it has its place in the chain; the fields are columns of `events`, `spill` the raw bytes."""

    at: str
    kind: str
    position: str
    call_taker: str
    call: int | None
    body: str
    changes: tuple[CallChange, ...]
    changes_text: str
    spill: bytes | None

    def as_plain(self) -> list[str | int | None]:
        """Return plain data for the spool."""
        raw = None if self.spill is None else b64encode(self.spill).decode("ascii")
        return [
            self.at,
            self.kind,
            self.position,
            self.call_taker,
            self.call,
            self.body,
            self.changes_text,
            raw,
        ]


def entries_of(records: Iterable[Record]) -> list[Entry]:
    """Make the records of one turn ready.

    Raises ValueError where a record is wrong by our own mistake: a call or a change that `calls` cannot hold, a time
    without a zone. A body that is not plain data is no reason to lose an event: it is kept as Python writes it, under
    `not_plain`, and logged as the bug it is.
    """
    entries = []
    last_at, at = None, ""
    for record in records:
        if record.at is not last_at:  # the records of a turn mostly share their instant, and writing it takes a while
            if record.at.tzinfo is None:
                raise ValueError(f"a record's time has a zone, got {record.at!r}")
            last_at, at = record.at, as_text(record.at if record.at.tzinfo is UTC else record.at.astimezone(UTC))
        if record.call is not None and (type(record.call) is not int or not 1 <= record.call <= LAST_CALL):
            raise ValueError(f"a record is of a call numbered from 1, got {record.call!r}")
        changes, changes_text = ready(record.changes)
        entry = Entry(
            at,
            storable(record.kind),
            storable(record.position),
            storable(record.call_taker),
            record.call,
            _body_text(record),
            changes,
            changes_text,
            None if record.spill is None else bytes(record.spill),
        )
        entries.append(entry)
    return entries


def entry_from_plain(plain: Any) -> Entry:
    """Return the entry that `Entry.as_plain` wrote. Raises ValueError for anything else."""
    if not isinstance(plain, list) or len(plain) != 8:
        raise ValueError("an entry has eight parts")
    at, kind, position, call_taker, call, body, changes_text, raw = plain
    if any(not isinstance(text, str) for text in (at, kind, position, call_taker, body)):
        raise ValueError("an entry's words are text")
    if call is not None and (type(call) is not int or not 1 <= call <= LAST_CALL):
        raise ValueError("an entry's call is a number from 1")
    if not (raw is None or isinstance(raw, str)):
        raise ValueError("an entry's spill is base64")
    try:
        spill = None if raw is None else b64decode(raw, validate=True)
    except binascii.Error as error:
        raise ValueError("an entry's spill is base64") from error
    changes = changes_from_text(changes_text)
    return Entry(at, kind, position, call_taker, call, body, changes, changes_text, spill)


# Keys as they come: the text is hashed as it stands, and sorting a spill's many fields is a fifth of a turn's work.
_encode_body = json.JSONEncoder(check_circular=False, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode


def _body_text(record: Record) -> str:
    try:
        return _encode_body(dict(record.body))
    except (TypeError, ValueError, RecursionError) as error:
        log.error("the body of a %s record is not plain data: %s", record.kind, error)
        return encode({"not_plain": repr(record.body)})

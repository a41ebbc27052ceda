"""The hash chain: what one event is, byte for byte, and the hash that ties it to the event before.

An event's canonical form is one JSON object of every column of its row but `hash` itself, keys sorted, no blanks,
ASCII only; docs/journal-format.md gives it in full so that anybody can check a journal without this program. `prev` is
the hash of the event before and `spill_sha256` that of the raw bytes which came with it, so one hash vouches for all
that was written up to it. Changing this form makes every older journal unreadable: it is never edited.
"""

from collections.abc import Sequence
from hashlib import sha256
from json.encoder import encode_basestring_ascii
from typing import Any

EVENT_COLUMNS = (
    "id",
    "at",
    "kind",
    "position",
    "call_taker",
    "call",
    "body",
    "changes",
    "spill",
    "spill_sha256",
    "prev",
    "hash",
)
HASHED_COLUMNS = EVENT_COLUMNS[:-1]

FIRST_PREV = "0" * 64  # what the first event has for the hash of the one before


def canonical(row: Sequence[Any]) -> bytes:
    """Return the bytes that are hashed, from an event's HASHED_COLUMNS in that order, each of its kind.

    Put together by hand, being half of a turn's own work else; a test holds it to what a JSON writer gives.
    """
    id_, at, kind, position, call_taker, call, body, changes, spill, spill_sha256, prev = row
    text = encode_basestring_ascii
    return (
        f'{{"at":{text(at)},"body":{text(body)},"call":{"null" if call is None else call},'
        f'"call_taker":{text(call_taker)},"changes":{text(changes)},"id":{id_},"kind":{text(kind)},'
        f'"position":{text(position)},"prev":{text(prev)},"spill":{"null" if spill is None else spill},'
        f'"spill_sha256":{"null" if spill_sha256 is None else text(spill_sha256)}}}'
    ).encode("ascii")


def event_hash(row: Sequence[Any]) -> str:
    """Return an event's hash (64 lower-case hex digits) from its HASHED_COLUMNS in that order."""
    return sha256(canonical(row)).hexdigest()


def spill_hash(raw: bytes) -> str:
    """Return the hash of a spill's raw bytes, as an event carries it."""
    return sha256(raw).hexdigest()

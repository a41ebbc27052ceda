import base64
from datetime import datetime

from app.spill.decode import Decoder, not_decoded
from app.spill.model import spill_json

KEYS = [
    "kind",
    "format",
    "number",
    "number_status",
    "routing_number",
    "service_class",
    "service_kind",
    "borough",
    "name",
    "address",
    "location",
    "locality",
    "municipality",
    "community",
    "province",
    "postal_code",
    "esn",
    "call_number",
    "position",
    "sent_at",
    "agencies",
    "extra",
    "problems",
    "raw",
]


def test_the_json_of_a_spill_has_every_key_and_no_empty_text(decoder: Decoder, now: datetime, d211: bytes) -> None:
    """D211."""
    found = spill_json(decoder.decode(d211, ("bell-printer",), now))
    assert list(found) == KEYS
    assert found["sent_at"] == "1999-06-21T05:17:39"
    assert found["agencies"] == [{"name": "DUR REG POLICE", "number": "9055791234"}]
    assert base64.b64decode(found["raw"]) == d211
    assert "" not in found.values()


def test_what_was_not_decoded_is_null(now: datetime) -> None:
    found = spill_json(not_decoded(b"x"))
    assert (found["kind"], found["format"], found["number"], found["service_kind"]) == ("not_decoded", None, None, None)
    assert found["number_status"] == "absent"
    assert now

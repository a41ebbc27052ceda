import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from app.spill.decode import Decoder, not_decoded
from app.spill.plain import from_plain, service_from_plain, service_to_plain, to_plain
from app.spill.service_class import ServiceClasses, unknown_class

SAMPLES = sorted((Path(__file__).parents[2] / "data/spills").rglob("*.bin"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_all_that_decides_what_is_shown_comes_back_from_json(decoder: Decoder, now: datetime, path: Path) -> None:
    data = path.read_bytes()
    spill = decoder.decode(data, (path.parent.name,), now)
    assert spill.format == path.parent.name
    again = from_plain(json.loads(json.dumps(to_plain(spill))), data)
    assert again == replace(spill, values={}, places={})
    assert decoder.decode(again.raw, (path.parent.name,), now) == spill  # and the rest is found in the bytes again
    assert list(again.extra.items()) == list(spill.extra.items())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_of_half_a_record_all_that_decides_comes_back_too(decoder: Decoder, now: datetime, path: Path) -> None:
    """Run again, or after a restart, its card must not say that no address was sent where that is not known."""
    data = path.read_bytes()
    for cut in range(1, len(data)):
        half = decoder.decode(data[:cut], (path.parent.name,), now)
        assert from_plain(json.loads(json.dumps(to_plain(half))), half.raw) == replace(half, values={}, places={})


def test_text_that_was_not_decoded_comes_back_too() -> None:
    spill = not_decoded(b"LINE TEST\r\n\x1b")
    plain = to_plain(spill)
    assert plain == {"number_status": "absent", "lines": ["LINE TEST", "␛"]}
    assert from_plain(plain, spill.raw) == spill


def test_the_raw_bytes_are_not_in_it(decoder: Decoder, now: datetime, d211: bytes) -> None:
    assert "raw" not in to_plain(decoder.decode(d211, ("bell-printer",), now))


def test_a_service_class_comes_back(classes: dict[str, ServiceClasses]) -> None:
    for service in (*classes["bell"].rows.values(), unknown_class("ZZZ")):
        assert service_from_plain(json.loads(json.dumps(service_to_plain(service)))) == service


@pytest.mark.parametrize(
    "plain",
    [
        {},
        {"number_status": "perhaps"},
        {"number_status": "absent", "sent_at": "soon"},
        {"number_status": "absent", "agencies": [["a", "b", "c"]]},
        {"number_status": "absent", "service": {"code": "RES"}},
    ],
)
def test_what_it_did_not_make_is_refused(plain: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_plain(plain, b"")

"""A spill as plain data, and back: what the journal writes, from which the position is run again."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from app.spill.model import AgencyNamed, NumberStatus, ServiceClass, ServiceKind, Spill, Trust

# Attributes that are text or None, and so stand in the plain form as they are.
_TEXTS = (
    "format",
    "number",
    "number_words",
    "routing_number",
    "service_class",
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
)
_texts = attrgetter(*_TEXTS)


def to_plain(spill: Spill) -> dict[str, Any]:
    """Return what the spill says as data that JSON holds; what is None or empty is not there.

    Not in it are the raw bytes, which lie beside it in the journal, and `values` and `places`, which the same table
    (its digest is journalled) finds in them again: neither decides what a call-taker sees.
    """
    plain: dict[str, Any] = {name: value for name, value in zip(_TEXTS, _texts(spill), strict=True) if value}
    plain["number_status"] = str(spill.number_status)
    plain["lines"] = list(spill.lines)
    if spill.service is not None:
        plain["service"] = service_to_plain(spill.service)
    if spill.sent_at is not None:
        plain["sent_at"] = spill.sent_at.isoformat()
    if spill.agencies:
        plain["agencies"] = [list(each) for each in spill.agencies]
    if spill.extra:
        plain["extra"] = dict(spill.extra)
    if spill.problems:
        plain["problems"] = list(spill.problems)
    if spill.unread:
        plain["unread"] = True
    return plain


def from_plain(plain: Mapping[str, Any], raw: bytes) -> Spill:
    """Return the spill of what `to_plain` made, with its raw bytes, without `values` and `places`.

    Raises KeyError, TypeError or ValueError for anything that `to_plain` did not make.
    """
    texts: dict[str, Any] = {name: plain.get(name) for name in _TEXTS} | {"number_words": plain.get("number_words", "")}
    sent_at = plain.get("sent_at")
    service = plain.get("service")
    return Spill(
        raw=raw,
        lines=tuple(plain["lines"]),
        number_status=NumberStatus(plain["number_status"]),
        service=service_from_plain(service) if service is not None else None,
        sent_at=datetime.fromisoformat(sent_at) if sent_at is not None else None,
        agencies=tuple(AgencyNamed(*each) for each in plain.get("agencies", ())),
        extra=dict(plain.get("extra", {})),
        problems=tuple(plain.get("problems", ())),
        unread=bool(plain.get("unread")),
        **texts,
    )


@lru_cache(maxsize=64)  # a site has some twenty classes, and every spill one of them
def service_to_plain(service: ServiceClass) -> Mapping[str, str]:
    """Return a service class as plain data; it is not to be changed."""
    return {name: str(getattr(service, name)) for name in ServiceClass.__slots__}


def service_from_plain(plain: Mapping[str, str]) -> ServiceClass:
    """Return the service class of what `service_to_plain` made. Raises KeyError or ValueError for anything else."""
    return ServiceClass(
        code=plain["code"],
        meaning=plain["meaning"],
        kind=ServiceKind(plain["kind"]),
        number=Trust(plain["number"]),
        address=Trust(plain["address"]),
        ring_back=Trust(plain["ring_back"]),
        ring_back_reason=plain["ring_back_reason"],
        tell=plain["tell"],
        source=plain["source"],
    )

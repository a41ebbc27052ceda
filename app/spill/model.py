"""The spill: what one ANI/ALI record says, as sent and as derived, with the bytes always beside it."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple


class NumberStatus(StrEnum):
    """What can be said of the number shown (D111, spill-formats 3.13)."""

    COMPLETE = "complete"  # ten digits
    NO_AREA_CODE = "no_area_code"  # seven digits; none is added
    ANI_FAILURE = "ani_failure"  # 911-0TTT, seven zeros: the network did not know the number
    NOT_DIALABLE = "not_dialable"  # 905-111-1111, area code 911: nobody answers there
    ABSENT = "absent"  # none was sent


class ServiceKind(StrEnum):
    """The kind of telephone behind a service class."""

    WIRELINE = "wireline"
    WIRELESS = "wireless"
    VOIP = "voip"
    PAY_PHONE = "pay_phone"
    PBX = "pbx"
    CENTREX = "centrex"
    FOREIGN_EXCHANGE = "foreign_exchange"
    MULTI_PARTY = "multi_party"
    RESALE = "resale"
    UNKNOWN = "unknown"


class Trust(StrEnum):
    """An answer the manual gives, or does not."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True)
class ServiceClass:
    """One row of a service class table (D070-D080).

    `number` and `address` say whether they may be trusted to be the caller's, `ring_back` whether the telephone can be
    rung back and `ring_back_reason` why. `tell` is what to tell the call-taker. An unknown code has kind UNKNOWN, is
    shown raw, and trusts nothing.
    """

    code: str
    meaning: str
    kind: ServiceKind
    number: Trust
    address: Trust
    ring_back: Trust
    ring_back_reason: str
    tell: str
    source: str


class Place(NamedTuple):
    """Where a value stood in the record: line and column from 1, width in characters."""

    line: int
    column: int
    width: int


class AgencyNamed(NamedTuple):
    """An agency as the spill names it; `number` is digits only, or None."""

    name: str
    number: str | None


@dataclass(slots=True)
class Spill:
    """One record. Nobody changes it; it is not frozen only because a frozen one takes ten times as long to make.

    `format` is the table that decoded it, or None: NOT DECODED, `lines` is then all there is.

    `lines` is the text as sent, control characters replaced by visible symbols. `values` holds every field as sent
    (trimmed), by field name; `places` where each stood. The attributes below `places` are derived; None means absent,
    never "". `sent_at` has no zone: it is the sender's wall clock. `problems` are sentences. `unread` is true of a
    record of which only a part was read, as of half a one: what is absent may have been sent all the same.
    """

    raw: bytes
    format: str | None
    lines: tuple[str, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    number: str | None = None
    number_status: NumberStatus = NumberStatus.ABSENT
    number_words: str = ""
    routing_number: str | None = None
    service_class: str | None = None
    service: ServiceClass | None = None
    borough: str | None = None
    name: str | None = None
    address: str | None = None
    location: str | None = None
    locality: str | None = None
    municipality: str | None = None
    community: str | None = None
    province: str | None = None
    postal_code: str | None = None
    esn: str | None = None
    call_number: str | None = None
    position: str | None = None
    sent_at: datetime | None = None
    agencies: tuple[AgencyNamed, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    unread: bool = False

    @property
    def doubtful(self) -> bool:
        """True if something in it is not as its table has it: any line may then stand in another's place.

        Of a first line alone the rest is only awaited (D056).
        """
        return bool(self.problems) and (self.unread or len(self.lines) > 1)


# Fields that stand in the JSON as they stand in the spill, in its order.
_PLAIN = (
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
)


def spill_json(spill: Spill) -> dict[str, Any]:
    """Return the JSON object of `answerpoint decode`: strings, null where absent, never empty."""
    plain: dict[str, Any] = {"kind": "spill" if spill.format else "not_decoded", "format": spill.format}
    for name in _PLAIN:
        if name == "service_kind":
            plain[name] = str(spill.service.kind) if spill.service else None
        elif name == "number_status":
            plain[name] = str(spill.number_status)
        else:
            plain[name] = getattr(spill, name)
    plain["sent_at"] = spill.sent_at.isoformat() if spill.sent_at else None
    plain["agencies"] = [{"name": each.name, "number": each.number} for each in spill.agencies]
    plain["extra"] = dict(spill.extra)
    plain["problems"] = list(spill.problems)
    plain["raw"] = base64.b64encode(spill.raw).decode("ascii")
    return plain

"""Service classes: what a class code on a spill says of the telephone, read from a provider's table (D070-D080).

An unknown code is shown as sent and as unknown; nothing is guessed from it, least of all that it is a wireline.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.spill.model import ServiceClass, ServiceKind, Trust
from app.table_fields import Section, read_section
from app.table_text import LONGEST_WORDS
from app.words import say

CLASSES = 200  # rows of one table; providers have ten to forty
LONGEST_NAME = 40  # characters of a code or a provider
LONGEST_MEANING = 80  # beside the code on the card


@dataclass(frozen=True, slots=True)
class ServiceClasses:
    """One provider's table; `provider` is the word by which a format table names it."""

    provider: str
    title: str
    rows: Mapping[str, ServiceClass] = field(default_factory=dict)

    def of(self, code: str) -> ServiceClass:
        """Return the class of `code`; letters' case is ignored where the code as sent is not in the table."""
        return self.rows.get(code) or self.rows.get(code.upper()) or unknown_class(code)


def unknown_class(code: str) -> ServiceClass:
    """Return what can be said of a code that no table has: nothing."""
    return ServiceClass(
        code=code,
        meaning=say("unknown code"),
        kind=ServiceKind.UNKNOWN,
        number=Trust.NOT_SURE,
        address=Trust.NOT_SURE,
        ring_back=Trust.NOT_SURE,
        ring_back_reason=say("the class code is not known here"),
        tell=say("The class code is not in the table: ask the caller for number and place, and tell the supervisor."),
        source="",
    )


def load_service_classes(text: str, source: str) -> ServiceClasses:
    """Read a provider's table of service classes. Raises TableError with every fault."""
    table = read_section(text, source)
    provider = table.words("provider", LONGEST_NAME, needed=True)
    title = table.words("title", LONGEST_WORDS, needed=True)
    rows: dict[str, ServiceClass] = {}
    sections = table.sections("class")
    if not sections:
        table.fault("class", "expected at least one [[class]], got none")
    for section in sections[:CLASSES]:
        row = _row(section)
        if row.code in rows:
            section.fault("code", f"expected each code once, got {row.code!r} again")
        rows[row.code] = row
    if len(sections) > CLASSES:
        table.fault("class", f"expected at most {CLASSES} classes, got {len(sections)}")
    table.done()
    table.faults.raise_if_any()
    return ServiceClasses(provider, title, rows)


def _row(section: Section) -> ServiceClass:
    row = ServiceClass(
        code=_code(section),
        meaning=section.words("meaning", LONGEST_MEANING, needed=True),
        kind=section.one_of("kind", ServiceKind),
        number=section.one_of("number", Trust),
        address=section.one_of("address", Trust),
        ring_back=section.one_of("ring_back", Trust),
        ring_back_reason=section.words("ring_back_reason", LONGEST_WORDS, needed=True),
        tell=section.words("tell", LONGEST_WORDS, needed=True),
        source=section.words("source", LONGEST_WORDS, needed=True),
    )
    section.done()
    return row


def _code(section: Section) -> str:
    """Read the code as it is sent: one with a letter that only looks like it would never be met."""
    code = section.words("code", LONGEST_NAME, needed=True)
    if not code.isascii():
        section.faults.expected_plain(section.at("code"), "letters A to Z, digits or signs, as they are sent", code)
    return code

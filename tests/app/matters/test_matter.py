"""A matter as it is kept over runs."""

import json
from datetime import UTC, datetime

import pytest

from app.matters.matter import Matter, Register, Went, matter_from

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
MATTER = Matter(
    7,
    Register.TROUBLE,
    AT,
    "KM",
    31,
    {"kind": "trunk", "nature": "no voice"},
    {"feed": "feed main: up"},
    [{"at": "2026-03-01T08:00:00.000000Z", "words": "GARBLED", "size": 2}],
    b"",
    [Went(AT, "details", "LT", {"kind": "trunk"}, {"kind": "feed"})],
    {"ticket": {"ticket number": "A"}},
)


def test_a_matter_is_the_same_again_after_it_was_written_down() -> None:
    assert matter_from(json.loads(json.dumps(MATTER.plain()))) == MATTER


def test_bytes_are_left_with_the_event_that_brought_them() -> None:
    assert "data" not in MATTER.plain()


def test_its_name_tells_the_register() -> None:
    assert MATTER.name == "T7"
    assert Matter(8, Register.COMPLAINT, AT, "", 0, {}).name == "C8"


def test_what_was_typed_last_for_a_step_is_known() -> None:
    assert MATTER.value("details", "kind") == "trunk"
    assert MATTER.value("ticket", "ticket number") == ""
    assert MATTER.last("ticket") is None
    assert MATTER.open


def test_what_this_program_never_wrote_is_refused() -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        matter_from({"number": 1})

"""What can be looked for."""

from datetime import UTC, datetime

import pytest

from app.monitor.row import Mark, Row
from app.monitor.search import query

AT = datetime(2026, 3, 1, tzinfo=UTC)


def fits(words: str, data: bytes = b"", said: str = "", behind: bytes = b"") -> bool:
    asked = query(words)
    assert asked is not None
    return asked.fits(Row(AT, Mark.LOOSE, 0, data, said), behind)


def test_nothing_typed_looks_for_nothing() -> None:
    assert query("  ") is None


@pytest.mark.parametrize("words", ["palmer", "PALMER, R", "t<CR><LF>"])
def test_text_is_found_in_any_case_and_by_its_names(words: str) -> None:
    assert fits(words, b"PALMER, ROBERT\r\n")


@pytest.mark.parametrize("words", ["0x1B", "0x1b", "41 1B", "1b 42", "0x411B42"])
def test_bytes_are_found_by_their_hex(words: str) -> None:
    assert fits(words, b"A\x1bB")


def test_what_looks_like_hex_is_found_as_text_too() -> None:
    assert fits("13 30", b"at 13 30 h")
    assert not fits("13", b"\x13")  # two digits alone are text: a technician looks for numbers more often


def test_bytes_are_found_across_the_end_of_a_row() -> None:
    assert fits("0A 02", b"NAME\r\n", behind=b"\x02NEXT")
    assert not fits("0A 02", b"NAME\r\n", behind=b"X\x02")


def test_words_of_the_monitor_are_found() -> None:
    assert fits("garbled", said="GARBLED: 4 of 7 bytes")
    assert not fits("0x47", said="GARBLED")

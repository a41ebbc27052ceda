"""The manual's own records, with their scan errors corrected (catalogue 4.2 G5, G6; spill-formats 6 and 7)."""

import pytest

SLIP = (
    b"326-1224 (905) RES OSH 99/06/21 05:17:39 #00552 Pos:0218\r\nPALMER, ROBERT\r\n324 FIRST ST N\r\nAPT 6\r\n"
    b"OSHAWA, OSHAWA L1G-4B7\r\nESN#: 0047\r\nDUR REG POLICE\r\n905-579-1234\r\n\r\n"
)


@pytest.fixture
def a_slip() -> bytes:
    """D211."""
    return SLIP

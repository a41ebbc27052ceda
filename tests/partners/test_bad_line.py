"""A bad line is bad in the same way each time."""

from tests.partners.bad_line import BadLine

TEXT = b"\r\nRINGING\r\n" * 50


def test_a_line_that_loses_nothing_carries_all() -> None:
    assert BadLine().carry(TEXT) == TEXT


def test_it_loses_and_invents_as_told_and_the_same_each_time() -> None:
    once, again = (BadLine(7, loses=0.1, invents=0.1).carry(TEXT) for _ in range(2))
    assert once == again
    kept = bytes(byte for byte in once if byte < 0x80)
    assert 0.8 < len(kept) / len(TEXT) < 0.98
    assert len(once) > len(kept)

import pytest

from app.spill.envelope import lines_of, text_of, unwrap, wrap
from app.spill.framing import Check, Framing, FramingKind

LINES = Framing("t", FramingKind.LINES)
XOR = Framing("t", FramingKind.STX_ETX, check=Check.XOR)
PLAIN = Framing("t", FramingKind.STX_ETX)


@pytest.mark.parametrize(
    ("framing", "wrapped"),
    [
        (LINES, b"a\r\nb\r\n\r\n"),
        (Framing("t", FramingKind.LINES, ends=frozenset({"form-feed", "quiet"})), b"a\r\nb\r\n\x0c"),
        (Framing("t", FramingKind.LINES, ends=frozenset({"quiet"})), b"a\r\nb\r\n"),
        (Framing("t", FramingKind.LINE), b"a\r\nb\r\n"),
        (Framing("t", FramingKind.EOT), b"a\r\nb\x04"),
        (PLAIN, b"\x02a\r\nb\x03"),
        (XOR, b"\x02a\r\nb\x03\x07"),
    ],
)
def test_a_record_is_wrapped_as_its_framing_says_and_unwrapped_again(framing: Framing, wrapped: bytes) -> None:
    assert wrap(framing, b"a\r\nb", b"\r\n") == wrapped
    assert unwrap(framing, wrapped) == b"a\r\nb"


@pytest.mark.parametrize("body", [b"x", b"ab\x03", b"\r\n"])
def test_any_check_byte_is_taken_off(body: bytes) -> None:
    """The check byte of b"ab" + ETX is itself ETX's neighbour, a line end or the like."""
    wrapped = wrap(XOR, b"#" + body + b"#", b"\r\n")
    assert unwrap(XOR, wrapped) == b"#" + body + b"#"


@pytest.mark.parametrize(
    ("framing", "data"), [(XOR, b"\x02abc"), (XOR, b"\x02abc\x03"), (PLAIN, b"abc"), (LINES, b"abc"), (LINES, b"\nabc")]
)
def test_a_record_that_was_cut_loses_nothing_else(framing: Framing, data: bytes) -> None:
    assert unwrap(framing, data) == b"abc"


def test_text_is_utf_8_where_it_is_that_and_else_latin_1() -> None:
    assert text_of("ZOÉ".encode()) == "ZOÉ"
    assert text_of("ZOÉ".encode("latin-1")) == "ZOÉ"
    assert text_of(bytes(range(256)))


def test_every_line_end_ends_a_line_and_nothing_else_does() -> None:
    assert lines_of("a\rb\nc\r\nd\x0be\x85f\u2028g") == ["a", "b", "c", "d\x0be\x85f\u2028g"]

"""Bytes as text that any font and any terminal can show: a control character is named, <CR>, and never obeyed.

One name is several letters, so columns do not stay; where they must, beside the hex, each byte has one letter.
"""

# fmt: off
_NAMES = (
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI",
    "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
)
# fmt: on
_DEL = 0x7F


def _name(code: int) -> str:
    if code < len(_NAMES):
        return f"<{_NAMES[code]}>"
    if code == _DEL:
        return "<DEL>"
    return chr(code) if chr(code).isprintable() else f"<{code:02X}>"


_NAMED = {code: _name(code) for code in range(256)}
_DOTTED = {code: chr(code) if chr(code).isprintable() else "." for code in range(256)}


def named(data: bytes) -> str:
    """Return the text, every character that is not printable named: `<STX>`, `<9B>`."""
    return data.decode("latin-1").translate(_NAMED)


def dotted(data: bytes) -> str:
    """Return one letter a byte, a full stop for what is not printable."""
    return data.decode("latin-1").translate(_DOTTED)

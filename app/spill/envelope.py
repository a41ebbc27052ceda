"""What stands around a record's text on the wire, taken off before reading and put on when writing."""

from functools import reduce
from operator import xor

from app.spill.framing import Check, Framing, FramingKind

STX = b"\x02"
ETX = b"\x03"
EOT = b"\x04"
FORM_FEED = b"\x0c"
_AROUND = b"\r\n" + EOT + FORM_FEED  # ends of lines and records; no part of a record's text at its edges


def unwrap(framing: Framing, data: bytes) -> bytes:
    """Return the record's text without what its framing puts around it; a record that was cut loses nothing else."""
    if framing.kind is FramingKind.STX_ETX:
        data = data.removeprefix(STX)
        if framing.check is not Check.NONE and data[-2:-1] == ETX:
            data = data[:-2]
        else:
            data = data.removesuffix(ETX)
    return data.strip(_AROUND)


def wrap(framing: Framing, body: bytes, line_end: bytes) -> bytes:
    """Return a record's text as its framing sends it; lines end in a way that ends the record at once where it can."""
    match framing.kind:
        case FramingKind.STX_ETX:
            checked = body + ETX
            return STX + checked + (bytes([reduce(xor, checked)]) if framing.check is Check.XOR else b"")
        case FramingKind.EOT:
            return body + EOT
        case FramingKind.LINE:
            return body + line_end
        case FramingKind.LINES if "blank" in framing.ends:
            return body + line_end + line_end
        case FramingKind.LINES if "form-feed" in framing.ends:
            return body + line_end + FORM_FEED
        case FramingKind.LINES:
            return body + line_end


def text_of(data: bytes) -> str:
    """Return bytes as text: UTF-8 where they are valid UTF-8, else Latin-1, which any bytes are."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def lines_of(text: str) -> list[str]:
    """Return the lines of a text; CR, LF and CRLF end a line, whatever the others do."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

r"""The text of a recording: every chunk a feed delivered, with its time, so that it replays byte for byte.

    answerpoint recording 1
    feed: serial:/dev/ttyUSB0
    started: 2026-03-01T14:05:09.000000Z
    2026-03-01T14:05:11.250000Z 2.250000 "326-1224 (905) RES OSH 99/06/21 05:17:39 #00552 Pos:0218\r\n"
    2026-03-01T14:05:11.271000Z 0.003125 "PALMER, ROBERT\r\n\x80"

The first line names the version. Lines `key: value` follow, which a reader may ignore (those of marks: `mark.py`).
Then one line a chunk: its time, the seconds of quiet before it, and its bytes in quotes, where `\r \n \t \" \\` and
`\x00` to `\xff` stand for what cannot stand for itself. All of it is ASCII, so a recording can be read, cut, mailed and
corrected with any editor.

A line counts as whole when its closing quote is there: what a power cut leaves of the last line is no fault.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from app.clock import as_text, from_text
from app.errors import FeedError
from app.ports import Chunk
from app.spill.mark import Mark, header_of, marks_of

VERSION = 1
_NAME = "answerpoint recording"
HEADER = f"{_NAME} {VERSION}"
"""The first line of every recording that this program writes."""

# Bytes in one line; no driver reads more than 4096 at once, and a larger chunk is written as several.
MAX_CHUNK = 65_536

# Characters of a line: the largest chunk with every byte as four, its time and its gap.
MAX_LINE_LENGTH = 4 * MAX_CHUNK + 100

# Lines `key: value`; two are written.
MAX_HEADER_LINES = 100

# Seconds, some thirty years: the longest gap that is written.
MAX_GAP = 999_999_999.0

# Characters of a value in the header; a device path has at most 4096, of which the front says enough.
_MAX_VALUE = 500

# Characters of a bad line that an error shows.
_SHOWN = 60

_ESCAPES = {0x0D: r"\r", 0x0A: r"\n", 0x09: r"\t", 0x22: r"\"", 0x5C: r"\\"}
_WRITTEN = [_ESCAPES.get(byte, chr(byte) if 0x20 <= byte < 0x7F else f"\\x{byte:02x}") for byte in range(256)]
_READ = {written: chr(byte) for byte, written in enumerate(_WRITTEN) if len(written) > 1}

_FIRST = re.compile(rf"{_NAME} ([0-9]{{1,9}})")
_KEY = re.compile(r"[a-z][a-z0-9_-]*: .*")
_CHUNK = re.compile(
    r"(?P<at>\d{4}-\S{1,40}) (?P<gap>\d{1,9}(?:\.\d{1,6})?) "
    r'"(?P<bytes>(?:[ !#-\[\]-~]|\\(?:[rnt"\\]|x[0-9a-f]{2}))*+)"',
    re.ASCII,
)
_ESCAPED = re.compile(r"\\(?:x..|.)")


def is_recording(first_bytes: bytes) -> bool:
    """Tell by its first bytes (some thirty do) whether a file is a recording, of whatever version."""
    return first_bytes.startswith(f"{_NAME} ".encode("ascii"))


def write_header(feed: str = "", started: datetime | None = None, marks: Iterable[Mark] = ()) -> str:
    """Return the header: the version, and where they are given the feed's name, when the recording began, its marks."""
    lines = [HEADER]
    if feed:
        lines.append(f"feed: {_quoted(feed.encode('utf-8', 'replace'))[:_MAX_VALUE]}")
    if started is not None:
        lines.append(f"started: {_time_text(started)}")
    lines += header_of(marks)
    return "\n".join(lines) + "\n"


def write_chunk(chunk: Chunk) -> str:
    """Return the line of one chunk, with its line end; a chunk above MAX_CHUNK bytes becomes several without a gap."""
    gap = min(chunk.gap, MAX_GAP) if chunk.gap > 0 else 0.0  # "nan" is not above 0 either
    at, data = _time_text(chunk.at), chunk.data
    lines = [f'{at} {gap:.6f} "{_quoted(data[:MAX_CHUNK])}"\n']
    lines += [f'{at} {0:.6f} "{_quoted(data[i : i + MAX_CHUNK])}"\n' for i in range(MAX_CHUNK, len(data), MAX_CHUNK)]
    return "".join(lines)


def read_line(line: str, number: int) -> Chunk:
    """Read the line of one chunk, with or without its line end; `number` is its place in the file, from 1.

    Raises FeedError where the line is no chunk.
    """
    line = _without_end(line)
    found = _CHUNK.fullmatch(line)
    if found is None:
        raise FeedError(f'line {number}: expected a time, a gap and bytes in quotes ("), got {_shown(line)}')
    try:
        at = from_text(found["at"])
    except (ValueError, OverflowError) as error:
        got = repr(found["at"])
        raise FeedError(f"line {number}: expected a time such as 2026-03-01T14:05:09.000000Z, got {got}") from error
    text = _ESCAPED.sub(_unescape, found["bytes"])
    return Chunk(at, text.encode("latin-1"), float(found["gap"]))


class RecordingReader:
    """Reads a recording from its lines, one at a time; an iterator of its chunks.

    Making one reads the header. Raises FeedError, then or later, where the text is no recording, is of a newer version
    or has a fault; all chunks before the fault have then been given. When it has ended, `unfinished` holds what stood
    in a last line that was cut off, "" if none was.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = enumerate(lines, 1)
        self._ahead: tuple[int, str] | None = None
        self.header: dict[str, str] = {}
        self.unfinished = ""
        self._read_header()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The named moments of the recording, by their times."""
        return marks_of(self.header)

    def __iter__(self) -> Iterator[Chunk]:
        return self

    def __next__(self) -> Chunk:
        following = self._next()
        if following is None:
            raise StopIteration
        number, line = following
        try:
            return read_line(line, number)
        except FeedError:
            if line.endswith("\n"):
                raise
            self._ahead = self._next()
            if self._ahead is not None:
                raise
            self.unfinished = line
            raise StopIteration from None

    def _next(self) -> tuple[int, str] | None:
        """Return the next line and its number, None at the end."""
        if self._ahead is not None:
            following, self._ahead = self._ahead, None
            return following
        for number, line in self._lines:
            if len(line) > MAX_LINE_LENGTH:
                raise FeedError(f"line {number}: expected at most {MAX_LINE_LENGTH} characters, got more")
            return number, line
        return None

    def _read_header(self) -> None:
        first = self._next()
        line = "" if first is None else _without_end(first[1])
        version = _FIRST.fullmatch(line)
        if version is None:
            raise FeedError(f"line 1: expected {HEADER!r}, got {_shown(line)}")
        if int(version[1]) > VERSION:
            raise FeedError(
                f"line 1: expected a recording of version {VERSION}, got version {version[1]},"
                " which only a newer answerpoint can read"
            )
        if int(version[1]) < VERSION:
            raise FeedError(f"line 1: expected {HEADER!r}, got {line!r}, a version that never was")
        for _ in range(MAX_HEADER_LINES):
            following = self._next()
            if following is None:
                return
            line = _without_end(following[1])
            if _KEY.fullmatch(line) is None:
                self._ahead = following
                return
            key, _, value = line.partition(": ")
            self.header[key] = value


def read(lines: Iterable[str]) -> Iterator[Chunk]:
    """Give the chunks of a recording, as `RecordingReader` does; nothing is read before the first is asked for."""
    yield from RecordingReader(lines)


def _quoted(data: bytes) -> str:
    return "".join([_WRITTEN[byte] for byte in data])


def _unescape(found: re.Match[str]) -> str:
    return _READ.get(found[0]) or chr(int(found[0][2:], 16))


def _time_text(instant: datetime) -> str:
    return as_text(instant.astimezone(UTC))


def _without_end(line: str) -> str:
    """Return the line without one line end, as this program or an editor on Windows writes it."""
    return line.removesuffix("\n").removesuffix("\r")


def _shown(line: str) -> str:
    return repr(line) if len(line) <= _SHOWN else repr(line[:_SHOWN]) + " and more"

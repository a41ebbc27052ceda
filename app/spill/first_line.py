"""First lines: which framings a line begins, at the line's start or behind noise.

Most lines of a stream are no first line. So each pattern has a mark: the fewest bytes it fits, and a byte that every
text it fits contains. It is asked only about lines that have both: counting and finding a byte is twenty times quicker;
and only where what the pattern has from that byte on is found too, since a hyphen stands in many a line, but seldom one
with four digits and a blank behind it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.spill.damaged_line import SURE, SURE_WITHIN
from app.spill.envelope import text_of
from app.spill.framing import Framing, FramingKind
from app.spill.symbols import visible

# Parts of a pattern's source, so far as `mark_of` must tell them apart.
_PART = re.compile(
    rb"(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\]|\\[dDsSwW]|\\x[0-9A-Fa-f]{2}|\.)"
    rb"|(?P<repeat>(?:[*?]|\+|\{(?P<least>\d*)(?:,\d*)?\})[+?]?)"
    rb"|\\(?P<escaped>[^A-Za-z0-9])"
    rb"|(?P<other>\\[0-9]{1,3}|\\.|[\^$])"
    rb"|(?P<bracket>[()])"
    rb"|(?P<bar>\|)"
    rb"|(?P<plain>.)",
    re.DOTALL,
)
_GLOBAL_FLAGS = re.compile(rb"\A\(\?[aiLmsux]+\)")

# Bytes that any line of a spill may contain, from the commonest on; every other byte marks a line better.
_COMMON = b" 0123456789ESANOTRILDHUCMPGWYBKFVJXZQesanotrildhucmpgwybkfvjxzq-,.:#'"


# Bytes of a line that no table finds damaged within a record: no line is so long.
MAX_LONG = 100_000

_FILL = "\x00\x7f \t"  # at the edges of a line


class Mark(NamedTuple):
    """What a text must have before a pattern is asked: this byte (None if none is certain), so many in all."""

    byte: int | None
    least: int


def _certain(pattern: re.Pattern[bytes]) -> tuple[int, set[int]]:
    """Return how many bytes at least, and which, any text has that the pattern fits.

    Both are read from the source and may be too small: only what stands outside all brackets is counted.
    """
    source = pattern.pattern
    if pattern.flags & (re.IGNORECASE | re.VERBOSE | re.LOCALE) or b"(?#" in source:
        return 0, set()
    least, certain, depth = 0, set[int](), 0
    width, last = 0, b""  # of the part before, which a repeat may follow
    for part in _PART.finditer(source):
        kind = part.lastgroup
        if kind == "bar" and depth == 0:
            return 0, set()
        if kind == "repeat":
            times = 1 if part[0][:1] == b"+" else int(part["least"] or 0)
            width, last = width * times, last if times else b""
            continue
        least += width
        certain.update(last)
        width, last = 0, b""
        if kind == "bracket":
            depth += 1 if part[0] == b"(" else -1
        elif depth == 0 and kind in ("plain", "escaped"):
            width, last = 1, part["escaped"] or part[0]
        elif depth == 0 and kind == "class":
            width = 1
    return least + width, certain | set(last)


def mark_of(*patterns: re.Pattern[bytes]) -> Mark:
    """Return the mark of every text that any of the patterns fits."""
    each = [_certain(pattern) for pattern in patterns]
    certain = set.intersection(*(certain for _, certain in each))
    rarest = max(certain, key=lambda byte: (_COMMON.find(byte) % 256, byte), default=None)
    return Mark(rarest, min(least for least, _ in each))


def _from_byte(pattern: re.Pattern[bytes], byte: int) -> bytes:
    """Return the source of a pattern from this byte on, which stands in it outside all brackets.

    It ends before what looks around or back, or for the end of the line: what is left is found in any text that holds
    a line which the pattern fits.
    """
    source = pattern.pattern
    begin, end, depth = -1, 0, 0
    for part in _PART.finditer(source):
        kind, at = part.lastgroup, part.start()
        if begin < 0 and depth == 0 and kind in ("plain", "escaped") and (part["escaped"] or part[0])[0] == byte:
            begin = at
        looks = kind == "other" or (source[at : at + 2] == b"(?" and source[at : at + 3] != b"(?:")
        if begin >= 0 and looks:
            break
        if kind == "bracket":
            depth += 1 if part[0] == b"(" else -1
        if depth == 0:
            end = part.end()
    return source[begin:end]


def near_of(patterns: Iterable[re.Pattern[bytes]], byte: int | None) -> list[bytes]:
    """Return the sources of which one is found in every text that one of the patterns fits; `byte` is their mark's."""
    return [b""] if byte is None else list(dict.fromkeys(_from_byte(pattern, byte) for pattern in patterns))


def _found(sources: Iterable[bytes]) -> Callable[[bytes], re.Match[bytes] | None]:
    """Return what searches a text for any of these; for none it finds nothing."""
    each = dict.fromkeys(sources)
    return re.compile(b"|".join(each) if each else b"(?!)", re.DOTALL).search


def _to_line_end(pattern: re.Pattern[bytes]) -> re.Pattern[bytes]:
    """Return the pattern made to reach the end of what it is searched in."""
    source = _GLOBAL_FLAGS.sub(b"", pattern.pattern)  # they may stand at the very start only, and are in `flags` too
    last = b"\n)" if pattern.flags & re.VERBOSE else b")"  # ends a comment
    return re.compile(b"(?:" + source + last + rb"\Z", pattern.flags)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a first line opens: the tables it fits, and what ends their record.

    `one_line` tells that the line is the whole record; else `tables` are those of LINES and `eot_tables` those that
    need EOT. Where a line fits a framing of LINE and one of several lines, the first in force wins. `quiet_seconds` is
    the shortest quiet that ends the record, None where quiet does not.
    """

    one_line: bool
    tables: tuple[str, ...]
    eot_tables: tuple[str, ...]
    blank: bool
    form_feed: bool
    quiet_seconds: float | None


def _opening(fits: Sequence[Framing]) -> Opening:
    """Return what a line opens that fits these framings, which are in the order in force and not empty."""
    one_line = fits[0].kind is FramingKind.LINE
    chosen = [each for each in fits if (each.kind is FramingKind.LINE) is one_line]
    lines = [each for each in chosen if each.kind is not FramingKind.EOT]
    return Opening(
        one_line=one_line,
        tables=tuple(each.table for each in lines),
        eot_tables=tuple(each.table for each in chosen if each.kind is FramingKind.EOT),
        blank=any("blank" in each.ends for each in lines),
        form_feed=any("form-feed" in each.ends for each in lines),
        quiet_seconds=min((each.quiet_seconds for each in chosen if "quiet" in each.ends), default=None),
    )


class _Probe(NamedTuple):
    """One pair of patterns with their mark, asked once for all the framings that have it."""

    byte: int | None
    least: int
    fits: Callable[[bytes, int], object]
    search: Callable[[bytes], re.Match[bytes] | None] | None
    near: Callable[[bytes], object]
    strict: bool  # the search differs from `fits`, and so may find more in a line that fits
    framings: int  # one bit each, by place in force


class FirstLines:
    """Knows the first lines of every framing in force that has one; STX..ETX is not its matter.

    A framing of LINES, LINE or EOT without `first` begins nothing. `marked` is the quicker question.
    """

    def __init__(self, framings: Sequence[Framing]) -> None:
        self._framings = [each for each in framings if each.kind is not FramingKind.STX_ETX and each.first is not None]
        pairs: dict[tuple[re.Pattern[bytes], re.Pattern[bytes] | None], int] = {}
        for place, framing in enumerate(self._framings):
            if framing.first is not None:
                pair = (framing.first, framing.first_in_noise)
                pairs[pair] = pairs.get(pair, 0) | 1 << place
        self._probes: list[_Probe] = []
        nears: dict[int | None, list[bytes]] = {}
        for (first, in_noise), bits in pairs.items():
            search = None if in_noise is None else _to_line_end(in_noise).search
            strict = in_noise is not None and (in_noise.pattern, in_noise.flags) != (first.pattern, first.flags)
            patterns = (first, in_noise or first)
            byte, least = mark_of(*patterns)
            near = near_of(patterns, byte)
            nears.setdefault(byte, []).extend(near)
            self._probes.append(_Probe(byte, least, first.fullmatch, search, _found(near), strict, bits))
        self._openings: dict[int, Opening] = {}
        self._damaged = [
            (each.damaged, 1 << place) for place, each in enumerate(self._framings) if each.damaged is not None
        ]
        self.shortest = min((each.shortest for each, _ in self._damaged if each.sure >= SURE_WITHIN), default=MAX_LONG)
        """Bytes that a line has at least which `damaged` finds within a record."""
        self._nears = [(byte, _found(sources)) for byte, sources in nears.items()]

    def marked(self, text: bytes) -> bool:
        """True of every text that has a line in it, not empty, in which `find` may find something."""
        for byte, near in self._nears:  # noqa: SIM110  `any` of a generator takes twice as long
            if (byte is None or byte in text) and near(text):
                return True
        return False

    def find(self, line: bytes, whole: bool = True) -> tuple[int, Opening] | None:
        """Return where in the line a record begins and what it opens, or None.

        `whole` is False where the front of the line was lost, so that it has no start. Of several places the last is
        taken: a first line of one table may fit, by its looseness, the noise and the first line of another behind it.
        """
        best, bits, size = -1, 0, len(line)
        for byte, least, fits, search, near, strict, framings in self._probes:
            if least > size or (byte is not None and byte not in line) or (strict and not near(line)):
                continue
            start = 0 if whole and fits(line, 0) else -1
            if search is not None and (strict or (start < 0 and near(line))):
                found = search(line)
                if found is not None:
                    start = found.start()
            if start > best:
                best, bits = start, framings
            elif start == best and start >= 0:
                bits |= framings
        if best < 0:
            return None
        if best or not whole:
            for probe in self._probes:
                if not probe.framings & bits and probe.fits(line, best):
                    bits |= probe.framings
        return best, self._opening(bits)

    def damaged(self, line: bytes, within: bool) -> Opening | None:
        """Return what a line opens that is a first line damaged in one place; `within` a record it must be surer."""
        least, bits, text = SURE_WITHIN if within else SURE, 0, ""
        for damaged, bit in self._damaged:
            if damaged.sure >= least and damaged.shortest <= len(line):
                text = text or visible(text_of(line).strip(_FILL))
                if damaged.read(text) is not None:
                    bits |= bit
        return self._opening(bits) if bits else None

    def _opening(self, bits: int) -> Opening:
        """Return what a line opens that fits these framings."""
        opening = self._openings.get(bits)
        if opening is None:
            opening = _opening([each for place, each in enumerate(self._framings) if bits >> place & 1])
            self._openings[bits] = opening
        return opening

"""The text of a table that a site may edit (TOML), read together with the line each key stands on.

`tomllib` tells the line only of what is no TOML at all. A technician also needs the line of a key that is misspelt or a
value that is out of range, so `read_table` finds the lines of the keys in a text that `tomllib` has already accepted,
and `Faults` gathers sentences (file, line, expected, got) so that one reading tells all there is to put right.

A *path* is how a key is reached: `("agency", 1, "key")` is `key` in the second `[[agency]]`.
"""

import difflib
import re
import reprlib
import tomllib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.errors import TableError

Path = tuple[str | int, ...]

# A site's table is a page or two. The reader of TOML takes time by the square of a dotted key's parts, so both the
# text and one line of it are bounded: the worst text within these bounds is read or refused in about two seconds.
MOST_CHARACTERS = 256 * 1024
MOST_IN_A_LINE = 2_000

# Lines of keys nested deeper than any table here are not kept; the line of what they stand in is told instead.
DEEPEST_PATH = 8

# More sentences than this at once help nobody; the rest is counted.
MOST_FAULTS = 40

LONGEST_WORDS = 200  # characters of words that are shown to people

_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)")

_shown = reprlib.Repr()
_shown.maxstring = _shown.maxother = _shown.maxlong = 60
_shown.maxlist = _shown.maxdict = 3
_shown.maxlevel = 2


def in_capitals(name: str) -> str:
    """Return a name as names are compared: in capitals, one blank between words."""
    return " ".join(name.upper().split())


def shown(value: object) -> str:
    """Return a value as it is named in a sentence: its repr, cut short where it is long."""
    return _shown.repr(value)


@dataclass(frozen=True, slots=True)
class TableText:
    """A table's text once read: `values` as TOML gives them, `lines` of the keys, `source` the file's name."""

    source: str
    values: Mapping[str, Any]
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Return the line of a key; where the key does not stand, that of what it should stand in; 0 is the whole."""
        return next((self.lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.lines), 0)

    def where(self, path: Path = ()) -> str:
        """Return file and line of a key, as a sentence begins with them."""
        line = self.line(path)
        return f"{self.source} line {line}" if line else self.source


class Faults:
    """Gathers what is wrong with a table, one sentence each."""

    def __init__(self, text: TableText) -> None:
        self._text = text
        self._sentences: list[tuple[int, str]] = []
        self._left_out = 0

    def __bool__(self) -> bool:
        return bool(self._sentences)

    def where(self, path: Path) -> str:
        """Return file and line of a key."""
        return self._text.where(path)

    @property
    def count(self) -> int:
        """How many faults were noted."""
        return len(self._sentences) + self._left_out

    def add(self, path: Path, what: str) -> None:
        """Note a fault in words of its own."""
        if len(self._sentences) >= MOST_FAULTS:
            self._left_out += 1
            return
        self._sentences.append((self._text.line(path), f"{self._text.where(path)}: {named(path)}{what}"))

    def expected(self, path: Path, expected: str, got: object) -> None:
        """Note that a value is not what it should be."""
        self.add(path, f"expected {expected}, got {shown(got)}")

    def expected_plain(self, path: Path, expected: str, got: object) -> None:
        """Note a value that may have no letter but A to Z: another one that looks like one is named."""
        odd = next((letter for letter in got if not letter.isascii()), "") if isinstance(got, str) else ""
        named_odd = f", with U+{ord(odd):04X} ({unicodedata.name(odd, 'no letter')})" if odd else ""
        self.add(path, f"expected {expected}, got {shown(got)}{named_odd}")

    def missing(self, path: Path, expected: str) -> None:
        """Note that a key is not there."""
        self.add(path, f"is missing; expected {expected}")

    def unknown(self, path: Path, known: Collection[str]) -> None:
        """Note a key that nothing reads, with the one that may have been meant."""
        near = difflib.get_close_matches(str(path[-1])[:MOST_IN_A_LINE], known, n=1)
        others = f"expected one of {', '.join(known)}" if known else "expected none here"
        meant = f"did you mean {near[0]}?" if near else others
        self.add(path, f"unknown key; {meant}")

    def raise_if_any(self) -> None:
        """Raise TableError with all the sentences in the order of the table, one a line, if there are any."""
        if not self._sentences:
            return
        sentences = [sentence for _, sentence in sorted(self._sentences, key=lambda each: each[0])]
        rest = [f"{self._text.source}: and {self._left_out} more faults"] if self._left_out else []
        raise TableError("\n".join(sentences + rest))


def named(path: Path) -> str:
    """Return a path as it is named in a sentence, as in `agency 2, star_code: `; "" for the whole table."""
    if not path:
        return ""
    words = ""
    for part in path:
        if isinstance(part, int):
            words += f" {part + 1},"
        else:
            printed = part if part.isprintable() and part else shown(part)
            if len(printed) > _shown.maxstring:
                printed = shown(printed)
            words += ("." if words and not words.endswith(",") else " ") + printed
    return words.strip().rstrip(",") + ": "


def read_table(text: str, source: str) -> TableText:
    """Read TOML text; `source` names the file in every sentence.

    Raises TableError, and nothing else, for text that is too long or is no TOML.
    """
    text = text.removeprefix("\ufeff")  # editors of Windows put a mark before UTF-8
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # a CR alone ends a line nowhere in TOML, but in some editors
    if len(text) > MOST_CHARACTERS:
        raise TableError(f"{source}: expected a table of at most {MOST_CHARACTERS} characters, got {len(text)}")
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MOST_IN_A_LINE:
            raise TableError(f"{source} line {number}: expected at most {MOST_IN_A_LINE} characters, got {len(line)}")
    try:
        values = tomllib.loads(text)
    except RecursionError as error:
        raise TableError(f"{source}: expected TOML, got values nested too deep to read") from error
    except ValueError as error:  # TOMLDecodeError is one; a number of 5,000 digits is a plain one
        raise TableError(_no_toml(source, str(error))) from error
    return TableText(source, values, _KeyLines(text).find())


def _no_toml(source: str, fault: str) -> str:
    """Say what `tomllib` found, with its line where this reader's other sentences have theirs."""
    place = _PLACE.search(fault)
    if place:
        source, fault = f"{source} line {place[1]}", f"{_PLACE.sub('', fault)} at column {place[2]}"
    return f"{source}: expected TOML, got a fault: {fault[:1].lower()}{fault[1:]}"


class _KeyLines:
    """Finds the line of every key in TOML that is known to be well-formed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._lines: dict[Path, int] = {}
        self._tables: dict[Path, int] = {}  # arrays of tables, with the number of the last one

    def find(self) -> dict[Path, int]:
        section: Path = ()
        while self._skip_to_statement():
            if self._text.startswith("[", self._at):
                section = self._header()
            else:
                key = self._key("=")
                self._note(section + tuple(key))
                self._skip_value()
        return self._lines

    def _note(self, path: Path) -> None:
        for depth in range(1, min(len(path), DEEPEST_PATH) + 1):
            self._lines.setdefault(path[:depth], self._line)

    def _skip_to_statement(self) -> bool:
        while self._at < len(self._text):
            letter = self._text[self._at]
            if letter == "#":
                self._skip_comment()
            elif letter in " \t\n\r":
                self._pass()
            else:
                return True
        return False

    def _pass(self, count: int = 1) -> None:
        self._line += self._text.count("\n", self._at, self._at + count)
        self._at += count

    def _skip_comment(self) -> None:
        end = self._text.find("\n", self._at)
        self._at = len(self._text) if end < 0 else end

    def _header(self) -> Path:
        """Pass `[a.b]` or `[[a.b]]` and return the path of what follows."""
        many = self._text.startswith("[[", self._at)
        self._pass(2 if many else 1)
        path: Path = ()
        parts = self._key("]")
        for index, part in enumerate(parts):
            path += (part,)
            last = index == len(parts) - 1
            if last and many:
                self._tables[path] = self._tables.get(path, -1) + 1
            if path in self._tables:
                path += (self._tables[path],)
        self._note(path)
        self._pass(1 if many else 0)  # the second bracket
        return path

    def _key(self, end: str) -> list[str]:
        """Pass a key, dotted or not, and the letter that ends it."""
        parts: list[str] = []
        while self._at < len(self._text):
            letter = self._text[self._at]
            if letter in "\"'":
                start = self._at
                self._skip_string()
                parts.append(_unquoted(self._text[start : self._at]))
            elif letter == end:
                self._pass()
                break
            elif letter in " \t.":
                self._pass()
            else:
                start = self._at
                while self._at < len(self._text) and self._text[self._at] not in " \t.=]\n":
                    self._at += 1
                parts.append(self._text[start : self._at])
                if self._at == start:  # cannot be in well-formed TOML, and must not be waited on for ever
                    self._pass()
        return parts

    def _skip_value(self) -> None:
        depth = 0
        while self._at < len(self._text):
            letter = self._text[self._at]
            if letter in "\"'":
                self._skip_string()
            elif letter == "#":
                self._skip_comment()
            elif letter == "\n" and depth == 0:
                return
            else:
                depth += (letter in "[{") - (letter in "]}")
                self._pass()

    def _skip_string(self) -> None:
        quote = self._text[self._at]
        mark = quote * 3 if self._text.startswith(quote * 3, self._at) else quote
        self._pass(len(mark))
        while self._at < len(self._text):
            if quote == '"' and self._text[self._at] == "\\":
                self._pass(2)
            elif self._text.startswith(mark, self._at):
                self._pass(len(mark))
                if len(mark) == 3:  # up to two more quotes belong to the string's own end
                    while self._text.startswith(quote, self._at):
                        self._pass()
                return
            else:
                self._pass()


def _unquoted(quoted: str) -> str:
    try:
        return next(iter(tomllib.loads(f"{quoted} = 0")))
    except ValueError:
        return quoted

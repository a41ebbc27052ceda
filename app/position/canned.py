"""Lines that are ready for the conversation with a TTY, read from a site's table (`resources/tty/lines.toml`).

[[line]]
label = "Address"                       what it is for, in the list
text = "WHAT IS THE ADDRESS Q GA"       what is sent
"""

from dataclasses import dataclass

from app.table_text import Faults, read_table

MOST_LINES = 40  # more than that nobody finds in time
LONGEST_LABEL = 16
LONGEST_TEXT = 120  # twenty seconds of sending at 6 letters a second
# The US TTY code has these and no more; `+`, `=`, `#`, `&` differ from one make to the next (telephone.md section 7).
SENDABLE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789-$',!:(\")?./;")

_LABEL_WORDS = f"words of at most {LONGEST_LABEL} characters"
_TEXT_WORDS = f"at most {LONGEST_TEXT} letters, digits and signs that a TTY has"


@dataclass(frozen=True, slots=True)
class CannedLine:
    """A line that is sent with two keys; `label` is what it is for."""

    label: str
    text: str


def load_canned(text: str, source: str) -> tuple[CannedLine, ...]:
    """Read the text of a table; `source` names its file in every sentence.

    Raises TableError with all faults, one sentence a line (file, line, place, expected, got), and nothing else.
    """
    table = read_table(text, source)
    faults = Faults(table)
    for key in table.values:
        if key != "line":
            faults.unknown((key,), ("line",))
    rows = table.values.get("line", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        faults.expected(("line",), "sections [[line]]", rows)
        rows = []
    if len(rows) > MOST_LINES:
        faults.expected(("line",), f"at most {MOST_LINES} lines", len(rows))
    lines = []
    for index, row in enumerate(rows[:MOST_LINES]):
        for key in row:
            if key not in ("label", "text"):
                faults.unknown(("line", index, key), ("label", "text"))
        label, words = row.get("label"), row.get("text")
        if not isinstance(label, str) or not label.strip() or len(label) > LONGEST_LABEL or not label.isprintable():
            faults.expected(("line", index, "label"), _LABEL_WORDS, label)
        elif not isinstance(words, str) or not words.strip() or len(words) > LONGEST_TEXT or _unsendable(words):
            faults.expected(("line", index, "text"), _TEXT_WORDS, words)
        else:
            lines.append(CannedLine(label.strip(), words.strip().upper()))
    faults.raise_if_any()
    return tuple(lines)


def _unsendable(words: str) -> set[str]:
    return set(words.upper()) - SENDABLE

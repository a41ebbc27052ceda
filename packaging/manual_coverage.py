"""Writes docs/manual-coverage.md: each row of the centre's manual, and what proves that the program keeps it.

    python3 packaging/manual_coverage.py            write the page
    python3 packaging/manual_coverage.py --check    exit 1 if the page is not what would be written

The rows stand in docs/manual-rows.toml. A row is done if a test names its id in its own name, docstring, comments or
parameters. A text to be shown is shown if the help pages tell it (an id in a comment of theirs). What is to be done and
is only told there, or not even that, is not yet done, and the rows' file must say why. The standard library alone.
"""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROWS = ROOT / "docs" / "manual-rows.toml"
PAGE = ROOT / "docs" / "manual-coverage.md"
HELP = ROOT / "resources" / "help"
_ID = re.compile(r"(?<![A-Za-z0-9])D(\d{3})(?:\s*(?:-|to)\s*D(\d{3}))?(?![0-9])")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_TESTS_SHOWN = 3

HEAD = """\
# What the manual asks for, and what proves it

Made by `python3 packaging/manual_coverage.py` from the tests and the help pages; a test fails when it is stale. The ids
are those of the tests: `grep -rn D131 tests`. Lines are those of the manual as scanned (003).

"""


def ids_in(text: str) -> set[str]:
    """Return every row id in a text; `D087-D092` names all from one to the other."""
    found: set[str] = set()
    for first, last in _ID.findall(text):
        low, high = int(first), int(last or first)
        found.update(f"D{number:03}" for number in range(low, high + 1 if high - low < 100 else low + 1))
    return found


def proofs(folder: Path) -> dict[str, list[str]]:
    """Return row id -> the tests that name it, as `file: test`."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.rglob("test_*.py")):
        text = path.read_text("utf-8")
        name = path.relative_to(folder).as_posix()
        if "manual" in name:
            continue  # tests of the help pages and of this page name every row and prove none
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                parts = [ast.get_source_segment(text, part) or "" for part in (*node.decorator_list, node)]
                for row in sorted(ids_in("\n".join(parts)) | ids_in(node.name.upper().replace("_", " "))):
                    found[row].append(f"{name}: {node.name}")
    return found


def shown(folder: Path) -> dict[str, str]:
    """Return row id -> the help page that tells it."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.md")):
        for comment in _COMMENT.findall(path.read_text("utf-8")):
            for row in ids_in(comment):
                found.setdefault(row, path.relative_to(folder).as_posix())
    return found


def page() -> tuple[str, list[str]]:
    """Return the page, and what is wrong with the rows: one without proof, help or reason."""
    rows = tomllib.loads(ROWS.read_text("utf-8"))["row"]
    tests, told = proofs(ROOT / "tests"), shown(HELP)
    wrong: list[str] = []
    counts = {"done": 0, "shown": 0, "not yet": 0}
    lines = ["| row | what | lines | state | by |", "|---|---|---|---|---|"]
    for row in rows:
        name = row["id"]
        by = tests.get(name, [])
        if by and "not_yet" in row:
            wrong.append(f"{name}: expected no not_yet for a row that {by[0]} proves, got {row['not_yet']!r}")
        if by:
            state, proof = "done", "<br>".join(by[:_TESTS_SHOWN])
            if len(by) > _TESTS_SHOWN:
                proof += f"<br>and {len(by) - _TESTS_SHOWN} more"
            if name in told:
                proof += f"<br>told in help/{told[name]}"
        elif name in told and row["kind"] == "show":
            state, proof = "shown", f"help/{told[name]}"
        else:
            state, proof = "not yet", row.get("not_yet", "")
            if not proof:
                wrong.append(f"{name}: expected a test that names it, a help page for what is to be shown, or not_yet")
            if name in told:
                proof += f"<br>told in help/{told[name]}"
        counts[state] += 1
        lines.append(f"| {name} | {row['what']} | {row['lines']} | {state} | {proof} |")
    total = ", ".join(f"{count} {state}" for state, count in counts.items())
    return f"{HEAD}{len(rows)} rows: {total}.\n\n" + "\n".join(lines) + "\n", wrong


def main(words: list[str]) -> int:
    """Write or check the page."""
    text, wrong = page()
    for each in wrong:
        print(f"{ROWS.name}: {each}", file=sys.stderr)
    if "--check" in words:
        stale = not PAGE.exists() or PAGE.read_text("utf-8") != text
        if stale:
            print(f"{PAGE.name}: expected what {Path(__file__).name} writes now, got another page", file=sys.stderr)
        return 1 if stale or wrong else 0
    PAGE.write_text(text, "utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

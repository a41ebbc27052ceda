"""Writes resources/help/procedure-charts.md: the chart of every shipped procedure, drawn from its table.

python packaging/procedure_charts.py            write the page
python packaging/procedure_charts.py --check    exit 1 if the page is not what would be written
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.call.procedure_chart import diagram  # noqa: E402  the folder is put on the path above
from app.settings import Settings  # noqa: E402
from app.tables import load_tables  # noqa: E402

PAGE = ROOT / "resources" / "help" / "procedure-charts.md"
HEAD = """\
# The procedures as charts

Drawn from the tables in `resources/procedures` by `packaging/procedure_charts.py`; a test fails when a chart is stale.
`answerpoint check procedures --chart` draws those in force at your site, your own among them.
"""


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    for each in sorted(load_tables(Settings()).procedures, key=lambda each: each.title):
        letter = f"Ctrl+G, {each.letter}. " if each.letter else ""
        where = f"Source: {each.source}." if each.source else ""
        about = f"{each.about[:1].upper()}{each.about[1:]}. " if each.about else ""
        parts.append(f"## {each.title}\n\n{about}{letter}{where}\n\n```mermaid\n{diagram(each)}```\n")
    return "\n".join(parts)


def main(words: list[str]) -> int:
    """Write or check the page."""
    text = page()
    if "--check" not in words:
        PAGE.write_text(text, "utf-8")
        return 0
    stale = not PAGE.exists() or PAGE.read_text("utf-8") != text
    if stale:
        print(f"{PAGE.name}: expected what {Path(__file__).name} writes now, got another page", file=sys.stderr)
    return int(stale)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

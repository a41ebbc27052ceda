"""A topic is read from its file, and what would not be shown as meant is refused."""

import pytest

from app.errors import TableError
from app.manual.reader import read_topic

TEXT = """# Ring back
<!-- edition: Retelling 1 -->

## What it does {p. 21, tech. p. 2}
<!-- D129 D138 also: howler hung up -->
It rings.

- once

## Our own
Text.
"""


def test_a_topic_has_its_sections_with_pages_rows_and_words() -> None:
    topic = read_topic(TEXT, "manual/32-ring-back.md")
    assert (topic.name, topic.title, topic.edition) == ("ring-back", "Ring back", "Retelling 1")
    first, second = topic.sections
    assert (first.topic, first.title, first.pages) == ("Ring back", "What it does", ("p. 21", "tech. p. 2"))
    assert (first.rows, first.also) == (("D129", "D138"), ("howler", "hung", "up"))
    assert first.text == "It rings.\n\n- once"
    assert (second.pages, second.rows, second.text) == ((), (), "Text.")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "expected a title and a section, got neither"),
        ("# Title\n", "expected a title and a section, got no section"),
        ("words\n", "line 1: expected `## SECTION` before its text, got 'words'"),
        ("## Section\n", "line 1: expected `# TITLE` first"),
        ("# A\n# B\n", "line 2: expected one title a file"),
        ("# A\n## B {15}\n", "line 2: expected pages as {p. 15, tech. p. 3}"),
        ("# A\n## B {p. 15; p. 16}\n", "line 2: expected pages as"),
        ("# A\n### B\n", "line 2: expected `# TITLE` first, then `## SECTION {p. 15}`"),
        ("# A\n<!-- D050 -->\n", "line 2: expected below a section ids"),
        ("# A\n## B\n<!-- some remark -->\n", "line 3: expected below a section ids"),
        ("# A\n## B\n<b>bold</b>\n", r"line 3: expected plain words \(no tag, no link\)"),
        ("# A\n## B\nsee [here](there)\n", "line 3: expected plain words"),
    ],
)
def test_a_fault_names_file_line_and_what_was_expected(text: str, sentence: str) -> None:
    with pytest.raises(TableError, match=f"manual page.md:? {sentence}" if "line" in sentence else sentence):
        read_topic(text, "page.md")

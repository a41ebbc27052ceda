"""The manual as plain text."""

from app.manual import Section
from app.manual.plain import manual_text, section_text, standing

SECTION = Section(
    "Topic",
    "Do it",
    ("p. 15",),
    "Some **strong** words that are long enough to need another line.\n\n1. one\n2. two that is long enough for two\n"
    "\n| key | code |\n|---|---|\n| A very long name of a key | *21 |\n| B | *22 |",
    rows=("D050",),
)


def test_a_section_is_wrapped_with_its_lists_and_tables_in_columns() -> None:
    assert section_text(SECTION, 30).splitlines() == [
        *("Do it", "-----", "(manual p. 15)", ""),
        *("Some strong words that are", "long enough to need another", "line.", ""),
        *("1.  one", "2.  two that is long enough", "    for two", ""),
        *("key               code", "----------------  ------------"),
        *("A very long name  *21", "of a key", "B                 *22"),
    ]


def test_topics_are_headed_and_what_decides_stands_on_top() -> None:
    """D222."""
    text = manual_text((SECTION, Section("Other", "Own", (), "Words.")), "Retelling 1")
    assert text.startswith("Retelling 1. The Board's own text decides.\n\nTOPIC\n=====\n\nDo it\n")
    assert "\n\nOTHER\n=====\n\nOwn\n---\n\nWords.\n" in text
    assert "D050" not in text
    assert standing("") == "The Board's own text decides."

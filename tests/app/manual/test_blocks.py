"""The text of a section as blocks."""

from app.manual.blocks import Paragraph, Point, Table, bare, blocks_of, stretches


def test_lines_that_go_on_are_joined() -> None:
    text = "one\ntwo\n\nthree\n- a\n  b\n- c\n1. d\n\nend"
    assert blocks_of(text) == (
        *(Paragraph("one two"), Paragraph("three"), Point("-", "a b"), Point("-", "c"), Point("1.", "d")),
        Paragraph("end"),
    )


def test_a_table_has_its_heading_first_and_every_row_as_many_cells() -> None:
    text = "| key | code |\n|---|---|\n| Fire | *21 |\n| none |\n| a | b | c |\nafter"
    assert blocks_of(text) == (
        Table((("key", "code"), ("Fire", "*21"), ("none", ""), ("a", "b"))),
        Paragraph("after"),
    )


def test_a_list_ends_where_a_table_begins() -> None:
    assert blocks_of("- a\n| b |") == (Point("-", "a"), Table((("b",),)))


def test_strong_words_codes_and_titles_are_told_apart_from_star_codes() -> None:
    told = list(stretches("Key **RELEASE**, *21 or *22, `--pdf`, see *Open questions*."))
    assert told == [
        *(("Key ", ""), ("RELEASE", "strong"), (", *21 or *22, ", ""), ("--pdf", "code")),
        *((", see ", ""), ("Open questions", "title"), (".", "")),
    ]
    assert bare("*21, **now**") == "*21, now"
    assert list(stretches("")) == []

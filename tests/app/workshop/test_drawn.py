"""Each field has a letter under its place; what is missing or fits nothing stands between the lines in words."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.spill.formats import load_table
from app.spill.locality import localities
from app.spill.marks import LineMarks, Mark, marks_of
from app.workshop.drawn import LETTERS, Row, RowKind, drawn, letter_of

TEXT = (Path(__file__).parents[2] / "data" / "tables" / "lakeland.toml").read_text("utf-8")
TABLE = load_table(TEXT, "lakeland.toml")


def rows(data: bytes) -> tuple[Row, ...]:
    return drawn(marks_of(TABLE, data, localities([]))[1])


def test_the_letters_stand_under_the_fields_and_say_what_they_are() -> None:
    first, ruler, words = rows(TABLE.samples[0])[:3]
    assert first.text == "H 17 (905) 555-0142 RESD 07/24 13:05"
    assert ruler.text == "  a─  b──  c─────── d─── e──── f────"
    assert words.text == "  a position · b area · c number · d class · e date · f time"
    assert [row.kind for row in (first, ruler, words)] == [RowKind.LINE, RowKind.RULER, RowKind.WORDS]


def test_a_value_that_is_not_what_its_field_asks_for_says_so_in_words() -> None:
    line = LineMarks(1, "AB", "", True, (Mark("esn", 1, "AB", "4 digits"),))
    assert [row.text for row in drawn([line])] == ["AB", "a─", "  a esn", "  ▲ a esn is not 4 digits"]
    assert not drawn([line])[0].spans[0].fits


def test_a_line_that_is_not_there_and_one_that_fits_nothing_are_told_in_their_places() -> None:
    amiss = [row.text for row in rows(TABLE.samples[0].replace(b"ESN 0412", b"ESN 04")) if row.kind is RowKind.AMISS]
    assert len(amiss) == 2
    assert all(text.startswith("▲ ") for text in amiss)


def test_a_field_without_a_letter_left_has_a_sign_all_the_same() -> None:
    assert letter_of(len(LETTERS)) == "*"


@given(st.binary(max_size=300) | st.sampled_from([TABLE.samples[0][:n] for n in range(0, 150, 5)]))
def test_every_span_lies_within_its_row(data: bytes) -> None:
    for row in rows(data):
        if row.kind is RowKind.LINE:
            assert all(span.start >= 0 and span.start + span.length <= len(row.text) for span in row.spans)

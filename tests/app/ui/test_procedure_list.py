"""The list of procedures: all of them at once, by letter."""

from pytestqt.qtbot import QtBot

from app.call.procedure_table import Known
from app.position.book import Book
from app.position.marking import menu_line
from app.settings import Settings
from app.tables import load_procedures
from app.ui.procedure_list import ProcedureList, in_columns
from app.ui.theme import PLAIN, Letterings

LINES = ("A  Auto-dialer: a recorded message", "B  Call back", "D  TDD/TTY tones")
ROOM = (788, 105)  # px: the lowest place on the left at 1280x800, below a call


def test_where_there_is_room_each_says_what_it_is_for(letters: Letterings) -> None:
    lettering = letters.words(PLAIN, condensed=True)
    assert in_columns(LINES, lettering, 400, 3 * lettering.line, 14) == ("\n".join(LINES), ())


def test_where_there_is_none_they_stand_side_by_side_and_are_read_downwards(letters: Letterings) -> None:
    lettering = letters.words(PLAIN, condensed=True)
    text, starts = in_columns(LINES, lettering, 400, 2 * lettering.line, 14)
    assert text == "A  Auto-dialer\tD  TDD/TTY tones\nB  Call back"
    assert starts == (lettering.width("A  Auto-dialer") + 14,)


def test_a_column_is_as_wide_as_its_own_titles_want(letters: Letterings) -> None:
    lettering = letters.words(PLAIN, condensed=True)
    lines = ("A  as long a title as there is in any list", "B  b", "C  c")
    wide = lettering.width(lines[0]) + 2 * 14 + 2 * lettering.width(lines[1])
    assert in_columns(lines, lettering, wide, lettering.line, 14)[0] == "\t".join(lines)


def test_in_a_narrow_place_none_is_left_out(letters: Letterings) -> None:
    lettering = letters.words(PLAIN, condensed=True)
    text, _starts = in_columns(LINES, lettering, 10, lettering.line, 14)
    assert text.splitlines() == ["A  Auto-dialer", "B  Call back", "D  TDD/TTY tones"]


def test_every_shipped_procedure_is_seen_at_once_at_1280_by_800(qtbot: QtBot, letters: Letterings) -> None:
    lines = (*Book(load_procedures(Settings(), Known())[0]).menu(), menu_line(), "U  Report trouble: lines (Ctrl+B)")
    shown = ProcedureList(None, letters)  # type: ignore[arg-type]  # a window of its own here
    qtbot.addWidget(shown)
    shown.resize(*ROOM)
    shown.show()
    shown.show_lines(lines)
    assert not shown.overflows
    assert {each[0] for row in shown.toPlainText().splitlines() for each in row.split("\t")} == {
        line[0] for line in lines
    }
    assert shown.accessibleName() == "Procedures"


def test_a_smaller_place_is_filled_anew(qtbot: QtBot, letters: Letterings) -> None:
    shown = ProcedureList(None, letters)  # type: ignore[arg-type]
    qtbot.addWidget(shown)
    shown.resize(788, 400)
    shown.show()
    shown.show_lines(LINES)
    assert shown.toPlainText() == "\n".join(LINES)
    shown.resize(788, 40)
    assert "\t" in shown.toPlainText()

"""Scores on a page, on a sheet over many, as plain data, and as rows that a spreadsheet only shows."""

import csv
import io
import json
from datetime import UTC

import pytest

from app.lessons import Deed, Does, Expectation, Lesson, LessonCall, Moment
from app.lessons.score import Score, score
from app.lessons.sheet import COLUMNS, as_json, defused, html, page, property_words, rows, sheet
from app.tables import TablesInForce
from tests.app.lessons.scripts import BADLY, WELL
from tests.app.lessons.test_done import arrives, event, struck, went
from tests.app.lessons.trainee import Trainee


def done(name: str, tables: TablesInForce, *, well: bool) -> Score:
    desk = Trainee(name, tables, "AB" if well else "=CD")
    (WELL[name] if well else BADLY[name][0])(desk)
    desk.finish()
    return score(desk.lesson, desk.events)


@pytest.fixture(scope="module")
def good(tables: TablesInForce) -> Score:
    return done("ordinary-fire", tables, well=True)


@pytest.fixture(scope="module")
def bad(tables: TablesInForce) -> Score:
    return done("ordinary-fire", tables, well=False)


def test_the_page_tells_who_when_and_each_rule_with_its_time(good: Score, bad: Score) -> None:
    """U24, U26: results of each call, and a record of each trainee's calls."""
    lines = page(good, UTC)
    assert lines[0] == "Ordinary fire call (ordinary-fire)"
    assert lines[1] == "Trainee: AB   Position: 0218   Begun: 2026-03-02 14:00:00"
    assert lines[3] == "5 met; 5 judged"
    assert "Call 1: A kitchen burns" in lines
    assert any(line.startswith("  met           4.2 s  Oshawa Fire, which serves Whitby") for line in lines)
    words = "\n".join(page(bad, UTC))
    assert "1 met, " not in words
    assert "  LATE         19.2 s  Oshawa Fire" in words
    assert '19.2 s after the caller says "Fire! My kitchen is on fire!", at most 10 s expected' in words
    assert "  MISSED               Voice contact between caller and fire department" in words


def test_the_sheet_has_a_line_for_each_lesson_and_each_rule(good: Score, bad: Score) -> None:
    """D025, D041, W010: the record of who met what."""
    foot = property_words("the County of Bellerive")
    assert foot == "Property of the County of Bellerive"
    lines = sheet([good, bad], UTC, foot)
    assert lines[0].split() == ["date", "time", "trainee", "lesson", "met", "late", "missed", "wrong", "put", "in"]
    assert lines[1].split() == ["2026-03-02", "14:00:00", "AB", "ordinary-fire", "5", "of", "5", "0", "0", "0", "0"]
    assert lines[2].split() == ["2026-03-02", "14:00:00", "=CD", "ordinary-fire", "0", "of", "5", "1", "1", "3", "0"]
    assert ["D055", "1", "1", "0", "0"] in [line.split() for line in lines]
    assert lines[-1] == page(good, UTC, foot)[-1] == foot


def test_plain_data_has_every_time_and_count(good: Score, bad: Score) -> None:
    plain = json.loads(json.dumps(as_json(bad)))
    assert {name: plain[name] for name in ("met", "late", "missed", "wrong", "not_judged", "judged")} == {
        "met": 0,
        "late": 1,
        "missed": 1,
        "wrong": 3,
        "not_judged": 0,
        "judged": 5,
    }
    late = plain["calls"][0]["results"][0]
    assert (late["verdict"], late["within"]) == ("late", 10.0)
    assert (late["seconds"], late["late_by"]) == pytest.approx((19.2, 9.2), abs=0.05)
    assert late["at"].startswith("2026-03-02T14:00:2")
    assert json.loads(json.dumps(as_json(good)))["met"] == 5


def test_a_lesson_of_which_nothing_came_is_told_as_such() -> None:
    lesson = Lesson("x", "X", "", (), (LessonCall(1, expectations=(Expectation("a", "A", Deed.HOLD, ("D140",)),)),))
    nothing = score(lesson, [])
    assert "Call 1 (did not come)" in page(nothing, UTC)
    assert as_json(nothing)["began_at"] is None
    assert len(sheet([nothing], UTC)) == 7


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "  =1", "=cmd|' /C calc'!A0"])
def test_a_cell_that_a_spreadsheet_would_carry_out_is_only_shown(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "AB", "1.5", "a=b", "Police, fire"])
def test_an_ordinary_cell_stays_as_it_is(cell: str) -> None:
    assert defused(cell) == cell


def test_every_result_is_a_row_and_no_cell_of_them_a_formula(good: Score, bad: Score) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows([good, bad], UTC))
    read = list(csv.DictReader(io.StringIO(text.getvalue())))
    assert tuple(read[0]) == COLUMNS
    assert len(read) == len(good.results) + len(bad.results)
    assert {row["trainee"] for row in read} == {"AB", "'=CD"}
    assert (read[5]["verdict"], read[5]["seconds"], read[5]["late_by"]) == ("late", "19.2", "9.2")
    assert not [cell for row in read for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_tty_test_has_its_record_on_the_page_in_the_table_and_in_the_data(tables: TablesInForce) -> None:
    """Q18: date, time, call-taker, position, silent or tones, reply, seconds, rings, whether the procedure was kept."""
    result = done("tty", tables, well=True)
    words = "\n".join(page(result, UTC))
    assert "TTY test: 2026-03-02 14:00:03, call with tones" in words
    assert "TTY test: 2026-03-02 14:02:33, silent call" in words
    assert "TTY call-taker and position: AB, 0218" in words
    assert "TTY reply: DURHAM 911 DO YOU NEED POLICE FIRE OR AMBULANCE GA" in words
    assert "TTY seconds to reply: 8.0" in words
    assert "TTY rings to reply: did not ring here" in words
    assert words.count("TTY procedure followed: yes") == 2
    assert "TTY test unannounced: no, a lesson" in words
    assert "DURHAM 911" in html([result], UTC)
    cells = dict(zip(COLUMNS, rows([result], UTC)[1], strict=True))
    assert (cells["tty_test"], cells["tty_seconds"], cells["tty_procedure_followed"]) == ("tones", "8.0", "yes")
    tty = as_json(result)["calls"][1]["tty"]
    assert (tty["silent"], tty["procedure_followed"], tty["unannounced"]) == (True, True, False)


def test_what_the_trainer_put_in_stands_with_the_call_that_it_struck(good: Score) -> None:
    lesson = Lesson("x", "X", "", (), (LessonCall(1, "A barn"), LessonCall(2)))
    events = [struck(0, 0, "vanishx20"), went(1, 1), struck(1, 1, "half_record"), arrives(2, 7)]
    result = score(lesson, events)
    lines = page(result, UTC)
    assert lines[3] == "Put in by the trainer at 14:00:00: vanishx20"
    assert lines[5:7] == ["Call 1: A barn", "  Put in by the trainer at 14:00:01: half_record"]
    assert "half_record" in html([result], UTC)
    assert "vanishx20" in html([result], UTC)
    assert sheet([result, good], UTC)[1].split()[-1] == "2"
    plain = as_json(result)
    assert [each["fault"] for each in plain["put_in"]] == ["vanishx20"]
    assert plain["calls"][0]["put_in"] == [{"at": "2026-03-02T14:00:01.000000Z", "fault": "half_record"}]
    wanted = (Expectation("a", "A", Deed.HOLD),)
    row = rows([score(Lesson("x", "X", "", (), (LessonCall(1, expectations=wanted),)), events)], UTC)[1]
    assert dict(zip(COLUMNS, row, strict=True))["put_in"] == "half_record"


def test_what_was_done_before_its_time_began_is_told_as_early() -> None:
    wanted = Expectation("a", "A", Deed.HOLD, within=5.0, after="said")
    moment = Moment("said", 4.0, Does.SAYS, "Fire!")
    lesson = Lesson("x", "X", "", (), (LessonCall(1, moments=(moment,), expectations=(wanted,)),))
    early = score(lesson, [went(0, 1), arrives(1, 7), event(3, "held_on_line", 7), went(5, 1, "said")])
    assert "  met     2.0 s early  A" in page(early, UTC)


def test_a_tty_that_rang_and_got_no_reply_says_so() -> None:
    """Q18."""
    lesson = Lesson("x", "X", "", (), (LessonCall(1, tty="tones"),))
    ringing, here = event(1, "caller_ringing", None, number=""), event(8, "caller_here", 7, number="")
    words = "\n".join(page(score(lesson, [went(0, 1), ringing, arrives(2, 7), here]), UTC))
    assert "TTY reply: none" in words
    assert "TTY seconds to reply: none" in words
    assert "TTY rings to reply: 2" in words
    assert "TTY procedure followed: no" in words


def test_words_of_a_lesson_are_no_tags_on_paper(good: Score) -> None:
    assert "<h1>Ordinary fire call</h1>" in html([good], UTC)
    assert "<h1>Lessons</h1>" in html([good, good], UTC)
    assert html([good, good], UTC).count("page-break-before") == 2
    lesson = Lesson("x", "<b>X</b> & Y", "", (), (LessonCall(1, expectations=(Expectation("a", "<i>", Deed.HOLD),)),))
    assert "<b>" not in html([score(lesson, [])], UTC)
    assert "&lt;b&gt;X&lt;/b&gt; &amp; Y" in html([score(lesson, [])], UTC)

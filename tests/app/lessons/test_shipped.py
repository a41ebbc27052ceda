"""Every shipped lesson can be done well at the real position, and what is done badly is seen."""

import pytest

from app.agencies.agency import dialled
from app.lesson_files import lesson_names, load_lesson
from app.lessons.score import Score, Verdict, score
from app.tables import TablesInForce
from drivers.scenario import load_scenario
from tests.app.lessons.scripts import BADLY, WELL, Script
from tests.app.lessons.trainee import Trainee

LETTERS = {
    Verdict.MET: "m",
    Verdict.LATE: "l",
    Verdict.MISSED: "x",
    Verdict.WRONG: "w",
    Verdict.NOT_JUDGED: "-",
}


def played(name: str, script: Script, tables: TablesInForce) -> Score:
    desk = Trainee(name, tables)
    script(desk)
    desk.finish()
    return score(desk.lesson, desk.events)


def told(result: Score) -> str:
    return "\n".join(
        f"{call.call.number} {each.verdict:<10} {each.expectation.words} ({each.seconds}; {each.why})"
        for call in result.calls
        for each in call.results
    )


@pytest.mark.parametrize("name", lesson_names())
def test_a_lesson_done_well_keeps_every_rule(name: str, tables: TablesInForce) -> None:
    """U24: a lesson is feasible as it is written, with the real console."""
    result = played(name, WELL[name], tables)
    assert result.results
    assert result.count(Verdict.MET) == len(result.results), told(result)
    assert (result.play.lesson, result.play.trainee, result.play.position) == (name, "TR", "0218")


@pytest.mark.parametrize("name", lesson_names())
def test_a_lesson_done_badly_says_what_was_late_missed_and_wrong(name: str, tables: TablesInForce) -> None:
    script, verdicts = BADLY[name]
    result = played(name, script, tables)
    assert "".join(LETTERS[each.verdict] for each in result.results) == verdicts, told(result)


@pytest.mark.parametrize("name", lesson_names())
def test_a_lesson_in_which_nothing_is_done_misses_what_must_be_done(name: str, tables: TablesInForce) -> None:
    result = played(name, lambda desk: None, tables)
    assert result.count(Verdict.MISSED) == sum(not each.expectation.never for each in result.results), told(result)


def test_every_service_class_and_every_procedure_is_taught(tables: TablesInForce) -> None:
    """F15: one lesson at least for each class of the manual (D070-D079), for an unknown one, and for each procedure."""
    lessons = [load_lesson(name, tables) for name in lesson_names()]
    assert len(lessons) >= 12
    classes = {call.service_class for name in lesson_names() for call in load_scenario(name).calls}
    assert classes >= {*tables.classes["bell"].rows, "QZX"}
    every = [each for lesson in lessons for call in lesson.calls for each in call.expectations]
    named = {word for each in every for word in each.wanted.get("procedure", ())}
    done_with_other_words = {"call-back", "caller-gone"}  # legs say the first; the second is for other telephones
    assert named | done_with_other_words >= {each.id for each in tables.procedures}


@pytest.mark.parametrize("name", lesson_names())
def test_every_number_that_is_dialled_in_a_lesson_is_an_agencys_or_the_callers_own(
    name: str, tables: TablesInForce
) -> None:
    lesson = load_lesson(name, tables)
    known = {word for each in tables.agencies.agencies for word in (each.star_code, dialled(each.tandem_number))}
    for script, call in zip(load_scenario(name).calls, lesson.calls, strict=True):
        own = dialled(script.values.get("area", "") + script.values.get("number", ""))
        for part in call.phone.split("&") if call.phone else []:
            assert part.partition("=")[0] in known | {own, tables.agencies.ring_back_code}, part


def test_every_rule_that_a_lesson_teaches_is_judged_in_it(tables: TablesInForce) -> None:
    for name in lesson_names():
        lesson = load_lesson(name, tables)
        judged = {rule for call in lesson.calls for each in call.expectations if each.judged for rule in each.rules}
        assert judged >= set(lesson.teaches), (name, sorted(set(lesson.teaches) - judged))

"""A lesson's table is read whole, and each fault of it is a sentence with line, call and key."""

import pytest

from app.errors import TableError
from app.lessons import Deed, Does, Known, read_lesson
from app.lessons.lesson_table import DEEDS, FATES, OUTCOMES
from app.ports import MOST_RINGS, Outcome
from drivers.virtual_switch import FATES as SWITCH_FATES


def faults_of(text: str, known: Known | None = None) -> str:
    with pytest.raises(TableError) as told:
        read_lesson(text, "x", "x.toml", known or Known())
    return str(told.value)


def test_a_table_is_read_as_it_says(lesson_text: str, known: Known) -> None:
    lesson = read_lesson(lesson_text, "fire", "fire.toml", known)
    assert (lesson.title, lesson.about, lesson.teaches) == ("Fire", "One call", ("Z51",))
    call = lesson.calls[0]
    assert call.card == ("My kitchen is on fire!", "Asked where: 12 Lantern Street.")
    assert call.phone == "*23=busy&*99=answer:2"
    assert [(each.id, each.at, each.does) for each in call.moments] == [
        ("fire", 4.0, Does.SAYS),
        ("gone", 9.5, Does.HANGS_UP),
    ]
    conference, release = call.expectations
    assert (conference.deed, conference.within, conference.after, conference.rules) == (
        Deed.DIAL,
        10.0,
        "fire",
        ("Z55",),
    )
    assert conference.wanted == {"to": ("Oshawa/Whitby/Scugog/Uxbridge Fire", "*23", "7138150")}
    assert (release.never, release.not_before, release.id) == (True, "conference", "expectation 2")


def test_what_is_the_feeds_own_is_left_to_the_feed(lesson_text: str) -> None:
    assert read_lesson(lesson_text.replace("seed = 1", "what = 1"), "x", "x.toml", Known()).title == "Fire"


def test_without_a_table_lesson_it_is_none() -> None:
    assert faults_of('seed = 1\n[[calls]]\nclass = "RES"\n').splitlines() == [
        "x.toml: lesson: is missing; expected a section [lesson], which makes a scenario a lesson",
    ]
    no_rules = '[lesson]\ntitle = "x"\n[[calls]]\n'
    assert "calls 1, lesson.expect: is missing; expected at least one section [[calls" in faults_of(no_rules)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('deed = "dial"', 'deed = "call"', "line 27: calls 1, lesson.expect 1, deed: expected one of dial, answered"),
        ("within = 10", "witin = 10", "line 29: calls 1, lesson.expect 1, witin: unknown key; did you mean within?"),
        ("within = 10\n", "", "lesson.expect 1, within: is missing; expected seconds after the anchor"),
        ('after = "fire"', 'after = "smoke"', "expect 1, after: expected one of arrival, fire, gone, which stand"),
        ('not_before = "conference"', 'not_before = "x"', "not_before: expected one of arrival, fire, gone, conf"),
        ('to = "oshawa-fire"', 'to = "oshawa"', "expect 1, to: expected an agency of ambulance, ajax-fire"),
        ('to = "oshawa-fire"', 'key = "F5"', "expect 1, key: unknown key"),
        ('rule = "Z55"', 'rule = "55"', "expect 1, rule: expected an id of the catalogue, as in "),
        ("*23=busy", "*23=engaged", "calls 1, lesson.phone: expected DIGITS=OUTCOME, OUTCOME one of answer:1"),
        ("*23=busy", "*23=answer:21", "OUTCOME one of answer:1 to answer:20, "),
        ("*23=busy", "*99=busy", "calls 1, lesson.phone: expected each number once, got '*99=answer:2'"),
        ("at = 9.5", "at = 3", "calls 1, lesson.moment 2, at: expected moments in the order of time, got 3.0"),
        ("at = 9.5\n", "", "calls 1, lesson.moment 2, at: is missing; expected seconds after the call came"),
        ('does = "hangs up"', 'does = "leaves"', "moment 2, does: expected one of says, is here, hangs up, tones"),
        ('says = "Fire!"', "", "lesson.moment 1, says: is missing"),
        ('id = "gone"', 'id = "fire"', "moment 2, id: expected a name of its own in this call, got 'fire'"),
        ('id = "gone"', 'id = "Gone!"', "moment 2, id: expected small letters, digits, hyphens and spaces"),
        ("never = true", 'never = "yes"', "expect 2, never: expected true or false, got 'yes'"),
        ("never = true", "never = true\njudged = false", "judged: nothing can count from what must never be done"),
        ("never = true", "nth = 0", "expect 2, nth: expected a whole number from 1 to 20, got 0"),
        ('words = "Fire is brought in"', "", "expect 1, words: is missing; expected words of at most 160 characters"),
        ('title = "Fire"', "", "lesson.title: is missing"),
        ('card = """', 'card = 1\nnote = """', "calls 1, lesson.card: expected a text, got 1"),
        ("My kitchen", "My \\u0007 kitchen", "calls 1, lesson.card: expected at most 40 lines"),
    ],
)
def test_each_fault_is_a_sentence_with_its_call_and_key(
    lesson_text: str, known: Known, old: str, new: str, told: str
) -> None:
    assert old in lesson_text
    assert told in faults_of(lesson_text.replace(old, new), known)


def test_a_line_may_answer_as_late_as_a_centre_may_let_it_ring(lesson_text: str, known: Known) -> None:
    """D096: the limit of rings is the centre's."""
    text = lesson_text.replace("*23=busy", f"*23=answer:{MOST_RINGS}")
    assert read_lesson(text, "fire", "fire.toml", known).calls[0].phone == f"*23=answer:{MOST_RINGS}&*99=answer:2"


FAULT = 'does = "fault"\nfault = "vanishx20"'


def test_at_a_moment_the_line_may_go_wrong(lesson_text: str) -> None:
    text = lesson_text.replace('does = "hangs up"', FAULT).replace("[[calls]]", "silent_after = 45\n[[calls]]", 1)
    lesson = read_lesson(text, "x", "x.toml", Known())
    assert (lesson.calls[0].moments[1].does, lesson.calls[0].moments[1].fault) == (Does.FAULT, "vanishx20")
    assert lesson.silent_after == 45


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ('does = "fault"', "moment 2, fault: is missing; expected words of at most 40 characters"),
        ('fault = "vanishx20"', "moment 2, fault: expected does = \"fault\" with it, got 'says'"),
        (FAULT, "line 23: calls 1, lesson.moment 2, fault: no vanishx20 in call 1"),
    ],
)
def test_a_fault_that_cannot_strike_there_is_told_with_its_line(lesson_text: str, new: str, told: str) -> None:
    known = Known(fault_wrong=lambda fault, call: f"no {fault} in call {call}")
    assert told in faults_of(lesson_text.replace('does = "hangs up"', new), known)


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ('deed = "procedure"', "procedure: is missing; expected what the deed 'procedure' is of"),
        ('deed = "procedure"\nprocedure = "trase"', "procedure: expected one of auto-dialer, call-back"),
        ('deed = "procedure"\nprocedure = "trace"\nstep = "holds"', "step: expected one of agency-awaited, asked,"),
        ('deed = "procedure"\nprocedure = "trace"\noption = "Bell"', "option: expected one of A 9-1-1 line after all"),
        ('deed = "key"\nkey = "F13"', "key: expected one of Alt+1"),
        ('deed = "failed"\noutcome = "engaged"', "outcome: expected one of aborted, bad_code, busy"),
        ('deed = "mark down"\nagency = "*23"', "agency: expected an agency of ambulance"),
        ('deed = "report"\nregister = "bug"', "register: expected one of complaint, trouble"),
    ],
)
def test_a_particular_that_no_table_in_force_names_is_told(
    lesson_text: str, known: Known, deed: str, told: str
) -> None:
    text = lesson_text.replace('deed = "release"', deed)
    assert told in faults_of(text, known)


@pytest.mark.parametrize(
    ("to", "written"),
    [
        ("ring back", ("RING BACK",)),
        ("call back", ("CALL BACK",)),
        ("supervisor", ("P.P.S.A.P. supervisor",)),
        ("7138016", ("7138016",)),
        ("*21", ("*21",)),
        ("ambulance", ("Ambulance", "*21", "7138016")),
    ],
)
def test_who_is_dialled_is_kept_as_the_journal_writes_it(
    lesson_text: str, known: Known, to: str, written: tuple[str, ...]
) -> None:
    lesson = read_lesson(lesson_text.replace('to = "oshawa-fire"', f'to = "{to}"'), "x", "x.toml", known)
    assert lesson.calls[0].expectations[0].wanted == {"to": written}


def test_one_reading_tells_all_faults(lesson_text: str) -> None:
    text = lesson_text.replace('deed = "dial"', 'deed = "x"').replace('deed = "release"', 'deed = "y"')
    assert len(faults_of(text).splitlines()) == 2


@pytest.mark.parametrize("text", ["", "[[calls]]\nlesson = 1\n", "lesson = 1\ncalls = 2\n", "x = [", "a" * 3_000])
def test_any_text_is_a_lesson_or_told(text: str) -> None:
    assert faults_of(text).startswith("x.toml")


def test_lines_do_what_the_virtual_telephone_can_do_and_end_as_ports_say() -> None:
    assert {*FATES, "answer"} == set(SWITCH_FATES)
    assert set(OUTCOMES) == set(Outcome) - {Outcome.DIALLING, Outcome.RINGING, Outcome.ANSWERED}
    assert set(DEEDS) <= set(Deed)

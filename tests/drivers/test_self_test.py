"""What the self-test asks of an answer, and what it says."""

import pytest

from drivers.phone_command import Values, read_expected, read_wording
from drivers.phone_profile import Meaning, Rule, SelfTest, Step
from drivers.self_test import answer, fault
from drivers.serial_commands import Done, Purpose, Task

VALUES = Values({"flash": 0.5})


def verdict(rule: Rule, value: str, *lines: str, ok: bool = True, raw: str = "OK") -> str:
    step = Step(read_wording("AT", VALUES), (), False, 2.0)
    read = read_expected(value, VALUES) if rule is Rule.SAYS else read_wording(value, VALUES)
    test = SelfTest("what", step, rule, read if value else None, "", True, 1)
    done = Done(Task(Purpose.TEST, ((step, ""),)), ok, Meaning.OK if ok else Meaning.ERROR, raw, lines)
    return fault(test, done)


@pytest.mark.parametrize("line", ["50", "050", "S29=050", "S29: 50", " 0050 "])
def test_what_was_set_is_read_back_as_a_number(line: str) -> None:
    assert verdict(Rule.EQUALS, "{flash:10ms}", line) == ""


@pytest.mark.parametrize("line", ["", "5", "500", "070", "OK", "50;51"])
def test_another_value_is_not_what_was_set(line: str) -> None:
    assert "expected '50' read back, got" in verdict(Rule.EQUALS, "{flash:10ms}", line)


@pytest.mark.parametrize("line", ["0,1,8", "(0,1,8)", "0, 1, 8", "+FCLASS: 0,1,8", "0-8", '"0","8"'])
def test_a_list_is_looked_through(line: str) -> None:
    assert verdict(Rule.LISTS, "8", line) == ""


@pytest.mark.parametrize("line", ["0,1", "0,1,80", "0,1.8", "0-7", ""])
def test_what_is_not_in_the_list_is_missed(line: str) -> None:
    assert "expected a list with '8' in it" in verdict(Rule.LISTS, "8", line)


def test_an_ok_to_what_does_not_exist_is_a_lie() -> None:
    assert "expected this to be refused, as no device has it, got 'OK'" in verdict(Rule.REFUSES, "")
    assert verdict(Rule.REFUSES, "", ok=False, raw="ERROR") == ""


def test_a_line_that_says_what_is_asked() -> None:
    assert verdict(Rule.SAYS, "VERSION {v}", "VERSION 2.5") == ""
    assert verdict(Rule.SAYS, "VERSION {v}", raw="VERSION 2.5") == ""
    assert "expected 'VERSION {v}', got 'no / OK'" in verdict(Rule.SAYS, "VERSION {v}", "no")


def test_a_refusal_is_a_fault_whatever_was_asked() -> None:
    for rule, value in ((Rule.OK, ""), (Rule.EQUALS, "50"), (Rule.LISTS, "8"), (Rule.TELLS, "")):
        assert "got" in verdict(rule, value, "50", "8", ok=False, raw="ERROR")


def test_no_answer_is_told_with_the_limit() -> None:
    step = Step(read_wording("AT", VALUES), (), False, 2.0)
    done = Done(Task(Purpose.TEST, ((step, ""),)), False)
    assert fault(SelfTest("what", step, Rule.REFUSES, None, "", True, 1), done) == (
        "'AT': expected an answer within 2 s, got nothing"
    )


def test_an_answer_is_told_in_one_short_line() -> None:
    step = Step(read_wording("AT", VALUES), (), False, 2.0)
    long = Done(Task(Purpose.TEST, ((step, ""),)), True, Meaning.OK, "OK", ("x" * 150,) * 10)
    assert len(answer(long)) <= 200

"""The ends of attempts: on devices without an abort, between two digits, and after a late answer."""

from app.ports import Abort, AttemptEnded, Dial, DropAgency, Instruction, Outcome, Recall
from drivers.profile_reader import read_profile
from drivers.serial_ends import REMEMBERED_ENDS
from tests.drivers.serial_talk import HELLO, KEYS, NOON, OK, Talk, keys, kinds, ringing


def test_a_device_without_an_abort_says_what_is_to_be_done_on_the_set() -> None:
    talk = ringing()
    talk.say(b"RING\r")
    assert kinds(talk.do(Abort(1))) == ["AttemptEnded"]
    answered = ringing()
    answered.say(b"RING\r")
    answered.wait(8.0)
    assert answered.do(DropAgency(1)) == [
        Instruction(NOON, "drop the agency on the set and keep the caller", 1),
        AttemptEnded(NOON, 1, Outcome.ABORTED, cause="to be dropped on the set: the device cannot do it"),
    ]


def test_an_abort_between_two_digits_sends_no_further_one() -> None:
    talk = keys((b"FEATURE\r", b"OK\rTONE\r"), (b"KEY *\r", b""))
    talk.do(Recall(1))
    talk.do(Dial(1, "*21"))
    assert kinds(talk.do(Abort(1))) == ["AttemptEnded"]
    assert talk.say(b"OK\r") == []
    talk.end()


def test_ended_attempts_are_remembered_within_bounds() -> None:
    talk = keys()
    for number in range(1, REMEMBERED_ENDS + 10):
        assert len(talk.do(Dial(number, "x"))) == 1
    assert talk.do(Dial(REMEMBERED_ENDS, "x")) == []


def test_a_late_answer_is_not_taken_for_that_to_the_next_command() -> None:
    talk = Talk(
        read_profile(KEYS.replace('flash = "FEATURE"', 'flash = "FEATURE"\nattention = "HELLO"'), "keys.toml", "keys"),
        [*HELLO, (b"FEATURE\r", b""), (b"HELLO\r", OK), (b"FEATURE\r", b"OK\rTONE\r")],
    ).up()
    talk.do(Recall(1))
    assert kinds(talk.wait(2.0)) == ["AttemptEnded"]
    assert talk.say(b"OK\r") == []  # the answer to FEATURE, late
    assert talk.do(Recall(2)) == []
    assert kinds(talk.wait(0.5)) == ["DialTone"]
    talk.end()

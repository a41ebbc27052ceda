"""Attempts on devices that tell progress in other ways than a voice modem: by the clock, by silence, digit by digit."""

from app.ports import (
    Abort,
    Answered,
    AttemptEnded,
    Conferenced,
    Dial,
    Dialled,
    DialTone,
    DropAgency,
    Instruction,
    Outcome,
    PhoneEvent,
    Progress,
    Recall,
    Ringing,
)
from drivers.profile_reader import read_profile
from drivers.serial_attempts import LAST_RING, REMEMBERED_ENDS
from tests.drivers.serial_talk import NOON, OK, OPENED, Exchange, Talk

KEYS = """
title = "A set worked through its keys"
[line]
settings = "9600,8,N,1"
[times]
ring_cycle = 6.0
ring_gap = 3.0
answer_silence = 7.0
dial_tone = 2.0
[commands]
flash = "FEATURE"
dial = { send = "KEY {digit}", reply = "OK" }
hang_up = "RLS"
[[result]]
text = "OK"
means = "ok"
[[result]]
text = "ERR"
means = "error"
[[result]]
text = "TONE"
means = "dial tone"
[[result]]
text = "SENT"
means = "dialled"
[[result]]
text = "WAIT"
means = "progress"
[[result]]
text = "RING[ {n:9}]"
means = "ringing"
[[result]]
text = "BUSY {cause}"
means = "busy"
[caps]
dial_tone = "event"
ring_count = "events"
answer_seen = "deduced"
"""
DIALLED: list[Exchange] = [(b"KEY *\r", b"OK\r"), (b"KEY 2\r", b"OK\r"), (b"KEY 1\r", b"OK\r")]


def keys(*exchanges: Exchange, **changes: str) -> Talk:
    text = KEYS
    for old, new in changes.items():
        assert old in text
        text = text.replace(f'{old} = "', f'{old} = "{new}" #')
    return Talk(read_profile(text, "keys.toml", "keys"), [*OPENED, *exchanges]).up()


def ringing(*exchanges: Exchange, **changes: str) -> Talk:
    talk = keys((b"FEATURE\r", b"OK\rTONE\r"), *DIALLED, *exchanges, **changes)
    assert talk.do(Recall(1)) == [DialTone(NOON, 1, raw="TONE")]
    assert talk.do(Dial(1, "*21")) == [Dialled(NOON, 1, "*21", raw="OK")]
    return talk


def kinds(events: list[PhoneEvent]) -> list[str]:
    return [type(event).__name__ for event in events]


def test_dial_tone_is_a_word_of_its_own_before_or_after_the_answer_to_the_flash() -> None:
    before = keys((b"FEATURE\r", b"TONE\rOK\r"))
    assert before.do(Recall(1)) == [DialTone(NOON, 1, raw="OK")]
    never = keys((b"FEATURE\r", b"OK\r"))
    assert never.do(Recall(1)) == []
    assert never.wait(2.0) == [AttemptEnded(NOON, 1, Outcome.NO_DIAL_TONE, cause="no dial tone within 2 s")]


def test_an_answer_is_deduced_from_the_rings_that_stop() -> None:
    talk = ringing()
    assert talk.say(b"WAIT\r") == [Progress(NOON, 1, raw="WAIT")]
    assert kinds(talk.say(b"RING 1\r")) == ["Ringing"]
    assert talk.wait(6.0) == []
    assert kinds(talk.say(b"RING 2\r")) == ["Ringing"]
    assert talk.wait(6.9) == []
    assert talk.wait(0.2) == [Answered(NOON, 1, "deduced")]


def test_rings_are_counted_by_the_clock_where_the_device_says_it_once_and_no_further_than_six() -> None:
    """D096."""
    talk = ringing(ring_count="clock", answer_seen="none")
    assert talk.say(b"RING\r") == [Ringing(NOON, 1, 1, "clock", "RING")]
    assert talk.say(b"RING\r") == []
    rings = talk.wait(45.0)
    assert [event.n for event in rings if isinstance(event, Ringing)] == [2, 3, 4, 5, LAST_RING]


def test_a_device_that_says_no_more_is_given_up_as_no_answer() -> None:
    talk = ringing(ring_count="clock", answer_seen="none")
    talk.say(b"RING\r")
    ended = talk.wait(60.0)[-1]
    assert isinstance(ended, AttemptEnded)
    assert (ended.outcome, ended.cause) == (Outcome.NO_ANSWER, "the device said no more for 50 s")


def test_the_devices_own_cause_is_told() -> None:
    talk = ringing()
    assert talk.say(b"BUSY ALL LINES\r") == [
        AttemptEnded(NOON, 1, Outcome.BUSY, "BUSY ALL LINES", "ALL LINES", "BUSY ALL LINES")
    ]


def test_a_digit_that_the_device_does_not_take_ends_the_attempt_and_the_rest_stays() -> None:
    talk = keys((b"FEATURE\r", b"OK\rTONE\r"), (b"KEY *\r", b"ERR\r"))
    talk.do(Recall(1))
    assert talk.do(Dial(1, "*21")) == [
        AttemptEnded(NOON, 1, Outcome.UNKNOWN, cause="the device answered 'ERR'", raw="ERR")
    ]
    talk.end()


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


def test_caller_and_agency_are_joined_by_the_profiles_command_once_she_answers() -> None:
    text = KEYS.replace('hang_up = "RLS"', 'hang_up = "RLS"\njoin = "CONF"')
    exchanges = [*OPENED, (b"FEATURE\r", b"OK\rTONE\r"), *DIALLED, (b"CONF\r", b"OK\r")]
    talk = Talk(read_profile(text, "keys.toml", "keys"), exchanges).up()
    talk.do(Recall(1))
    talk.do(Dial(1, "*21"))
    talk.say(b"RING\r")
    assert talk.wait(8.0) == [Answered(NOON, 1, "deduced"), Conferenced(NOON, 1, raw="OK")]
    talk.end()


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
        [*OPENED, (b"FEATURE\r", b""), (b"HELLO\r", OK), (b"FEATURE\r", b"OK\rTONE\r")],
    ).up()
    talk.do(Recall(1))
    assert kinds(talk.wait(2.0)) == ["AttemptEnded"]
    assert talk.say(b"OK\r") == []  # the answer to FEATURE, late
    assert talk.do(Recall(2)) == []
    assert kinds(talk.wait(0.5)) == ["DialTone"]
    talk.end()

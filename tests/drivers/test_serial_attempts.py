"""Attempts on devices that tell progress in other ways than a voice modem: by the clock, by silence, digit by digit."""

import pytest

from app.ports import (
    Answered,
    AttemptEnded,
    Conferenced,
    Dial,
    DialTone,
    Outcome,
    PhoneEvent,
    Progress,
    Recall,
    Ringing,
)
from drivers.phone_profile import load_profile
from drivers.profile_reader import read_profile
from tests.drivers.serial_talk import DIALLED, HELLO, KEYS, NOON, Talk, keys, kinds, ringing, whole


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


def test_rings_are_counted_by_the_clock_where_the_device_says_it_once() -> None:
    """D096, D132: how often it may ring is not the device's to know: a caller who is rung back has no limit."""
    talk = ringing(ring_count="clock", answer_seen="none")
    assert talk.say(b"RING\r") == [Ringing(NOON, 1, 1, "clock", "RING")]
    assert talk.say(b"RING\r") == []
    rings = talk.wait(45.0)
    assert [event.n for event in rings if isinstance(event, Ringing)] == [2, 3, 4, 5, 6, 7, 8]


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


def test_caller_and_agency_are_joined_by_the_profiles_command_once_she_answers() -> None:
    text = KEYS.replace('hang_up = "RLS"', 'hang_up = "RLS"\njoin = "CONF"')
    exchanges = [*HELLO, (b"FEATURE\r", b"OK\rTONE\r"), *DIALLED, (b"CONF\r", b"OK\r")]
    talk = Talk(read_profile(text, "keys.toml", "keys"), exchanges).up()
    talk.do(Recall(1))
    talk.do(Dial(1, "*21"))
    talk.say(b"RING\r")
    assert talk.wait(8.0) == [Answered(NOON, 1, "deduced"), Conferenced(NOON, 1, raw="OK")]
    talk.end()


def test_a_ring_that_is_repeated_is_no_silence_though_the_clock_counts() -> None:
    talk = ringing(ring_count="clock")
    for _ in range(5):
        talk.say(b"RING\r")
        assert "Answered" not in kinds(talk.wait(6.0))
    assert "Answered" in kinds(talk.wait(1.1))


def test_an_end_that_the_device_tells_after_an_answer_is_kept_for_the_journal() -> None:
    """The answer was deduced, or the agency has left: no trace was left of the device's word."""
    talk = ringing()
    talk.say(b"RING 1\r")
    assert kinds(talk.wait(8.0)) == ["Answered"]
    assert talk.say(b"BUSY 17\r") == []
    assert whole(talk)["since the answer"] == "attempt 1: BUSY 17; whether it is still there is for the ear"
    talk.told.clear()
    talk.say(b"OK\r")
    assert talk.told == []


@pytest.mark.parametrize("dial_tone", ["pause", "event"])
def test_the_position_waits_for_dial_tone_longer_than_a_device_that_takes_its_time_d081(dial_tone: str) -> None:
    """A set that was given 5 s for its dial tone was given up after 3, at every press of a key."""
    text = KEYS.replace('dial_tone = "event"', f'dial_tone = "{dial_tone}"').replace("dial_tone = 2.0", "pause = 5.0")
    talk = Talk(read_profile(text, "keys.toml", "keys"), [*HELLO, (b"FEATURE\r", b"")]).up()
    pressed = talk.now
    talk.do(Recall(1))
    assert talk.wait(1.9) == []
    talk.say(b"OK\r")
    told: list[PhoneEvent] = []
    while not told:
        told = talk.wait(0.1)
    assert kinds(told)[0] in ("DialTone", "AttemptEnded")
    assert talk.now - pressed < talk.dialogue.profile.caps.dial_tone_s


def test_the_position_waits_longer_than_each_step_of_a_flash_may_take() -> None:
    """Three commands, of which only the last is answered by dial tone; each of the others may take 2 s."""
    assert load_profile("voice-modem-v253").caps.dial_tone_s > 2 * 2.0 + 2.7
    assert load_profile("gentner").caps.dial_tone_s > 2.7 + 1.5

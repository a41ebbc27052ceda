"""What the keys of a profile must mean together."""

import pytest

from app.errors import TableError
from drivers.phone_profile import Rule
from drivers.profile_reader import read_profile
from tests.drivers.serial_talk import KEYS

MODEM = 'based_on = "voice-modem-v253"\n'


def faults(text: str) -> str:
    with pytest.raises(TableError) as raised:
        read_profile(text, "mine.toml", "mine")
    return str(raised.value)


@pytest.mark.parametrize("flash", ["[]", '{ send = "ATDT!W;", reply = "" }', '["AT", { send = "A", reply = "" }]'])
def test_dial_tone_in_the_answer_to_a_flash_needs_a_flash_that_is_answered(flash: str) -> None:
    told = faults(f"{MODEM}[commands]\nflash = {flash}\n")
    assert "caps.dial_tone: expected a flash whose answer says that dial tone stands, got none" in told


def test_two_words_for_ringing_are_told_apart_before_the_next_ring_and_before_the_silence_is_over() -> None:
    """telephone.md section 6: a ring every 6 s."""
    told = faults(f"{MODEM}[times]\nring_gap = 6.0\n")
    assert "times.ring_gap: expected less than from one ring to the next (6 s), got 6.0" in told
    told = faults(f"{MODEM}[times]\nring_gap = 5.5\n")
    assert "times.ring_gap: expected at most the silence that means answered (5 s), got 5.5" in told
    read_profile(f"{MODEM}[times]\nring_gap = 5.0\n", "mine.toml", "mine")


def test_a_device_that_answers_is_asked_at_least_whether_it_is_there() -> None:
    untested = KEYS.replace('[[test]]\nwhat = "hello"\nsend = "HELLO"\n', "")
    assert "test: expected one at least, or an attention command" in faults(untested)
    asked = untested.replace('flash = "FEATURE"', 'flash = "FEATURE"\nattention = { send = "HELLO", reply = "HI" }')
    (test,) = read_profile(asked, "mine.toml", "mine").tests
    assert (test.what, test.step.send.write(), test.rule, test.needed) == ("attention", "HELLO", Rule.OK, True)
    (test,) = read_profile(f"{MODEM}test = []\n", "mine.toml", "mine").tests
    assert test.step.send.write() == "AT"


def test_an_outline_may_lack_what_its_manual_is_to_tell() -> None:
    assert read_profile('based_on = "cpi-pphone"\n', "mine.toml", "mine").tests == ()

"""Another value for a time of the device: set, read back, taken back where it is refused."""

import pytest

from app.errors import TableError
from app.ports import DialTone, Recall, TimeTried, TryTime
from drivers.phone_profile import Meaning, load_profile
from drivers.serial_commands import Done
from drivers.time_trial import try_time
from tests.drivers.serial_talk import ERROR, NOON, OK, SELF_TEST, Talk

MODEM = load_profile("voice-modem-v253")
OWN = (b"ATE1Q0V1X4S29=50\r", OK)
VOICE = (b"AT+FCLASS=8\r", OK)
TONE = (b"ATDT!W;\r", OK)
FLASH = (OWN, VOICE, TONE)
BACK = ((b"ATS29=50\r", OK), (b"ATS29?\r", b"\r\n050\r\n" + OK))


def up(*exchanges: tuple[bytes, bytes]) -> Talk:
    return Talk("voice-modem-v253", [*SELF_TEST, *exchanges]).up()


def test_a_trial_does_the_steps_again_that_speak_of_the_time() -> None:
    trial = try_time(MODEM, "flash", 0.3)
    assert [MODEM.tests[task.number].what for task in trial.tasks] == ["flash time set", "flash time"]
    assert trial.take(Done(trial.tasks[0], True, Meaning.OK, "OK")) is None
    assert trial.take(Done(trial.tasks[1], True, Meaning.OK, "OK", ("030",))) == ""
    assert "'30' read back, got '050 / OK'" in str(
        try_time(MODEM, "flash", 0.3).take(Done(trial.tasks[1], True, Meaning.OK, "OK", ("050",)))
    )


@pytest.mark.parametrize(("what", "seconds"), [("flash", 5.0), ("flash", float("nan")), ("pause", 1.0), ("", 1.0)])
def test_a_time_that_cannot_be_tried_is_refused_in_a_sentence(what: str, seconds: float) -> None:
    with pytest.raises(TableError, match="expected"):
        try_time(MODEM, what, seconds)


def test_the_next_flash_has_the_length_that_is_tried() -> None:
    talk = up((b"ATS29=30\r", OK), (b"ATS29?\r", b"\r\n030\r\n" + OK), (b"ATE1Q0V1X4S29=30\r", OK), VOICE, TONE)
    assert talk.do(TryTime("flash", 0.3)) == [TimeTried(NOON, "flash", 0.3)]
    assert talk.do(Recall(1)) == [DialTone(NOON, 1, raw="OK")]
    assert talk.dialogue.profile.times["flash"] == 0.3
    talk.end()


def test_a_time_that_the_device_does_not_take_is_taken_back() -> None:
    talk = up((b"ATS29=30\r", ERROR), *BACK, *FLASH)
    tried = talk.do(TryTime("flash", 0.3))[0]
    assert isinstance(tried, TimeTried)
    assert "'ATS29=30': expected it to be taken, got 'ERROR'" in tried.why
    assert talk.dialogue.profile.times["flash"] == 0.5
    assert talk.do(Recall(1)) == [DialTone(NOON, 1, raw="OK")]
    talk.end()


def test_a_time_by_which_only_the_console_waits_is_in_force_at_once() -> None:
    talk = up(OWN, VOICE, (b"ATDT!W;\r", b""), (b"\r", b"\r\nNO CARRIER\r\n"), (b"AT\r", OK))
    assert talk.do(TryTime("dial_tone", 1.0)) == [TimeTried(NOON, "dial_tone", 1.0)]
    talk.do(Recall(1))
    assert len(talk.wait(1.0)) == 1
    talk.end()


def test_no_time_is_tried_while_the_line_is_busy_or_lost() -> None:
    busy = up(*FLASH)
    busy.do(Recall(1))
    assert busy.do(TryTime("flash", 0.3)) == [TimeTried(NOON, "flash", 0.3, "the device is busy")]
    lost = Talk("voice-modem-v253", [])
    assert lost.do(TryTime("flash", 0.3)) == [TimeTried(NOON, "flash", 0.3, "the line is lost")]


def test_a_port_that_is_lost_in_the_middle_of_a_trial_goes_back_to_the_time_before() -> None:
    talk = up((b"ATS29=30\r", b""))
    talk.do(TryTime("flash", 0.3))
    talk.dialogue.lost()
    assert talk.dialogue.profile.times["flash"] == 0.5

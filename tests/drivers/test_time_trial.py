"""Another value for a time of the device: set, read back, taken back where it is refused."""

import pytest

from app.errors import TableError
from app.ports import Abort, AttemptEnded, DialTone, LineLost, LineUp, Outcome, Recall, TimeTried, TryTime
from drivers.phone_profile import Meaning, load_profile
from drivers.profile_reader import read_profile
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
    assert talk.lose() == []
    assert talk.dialogue.profile.times["flash"] == 0.5


def test_zero_seconds_goes_back_to_the_profiles_own_value() -> None:
    talk = up((b"ATS29=70\r", OK), (b"ATS29?\r", b"\r\n070\r\n" + OK), *BACK, *FLASH)
    talk.do(TryTime("flash", 0.7))
    assert talk.do(TryTime("flash", 0.0)) == [TimeTried(NOON, "flash", 0.5)]
    assert talk.do(TryTime("flash", 0.0)) == [TimeTried(NOON, "flash", 0.5)]  # nothing is left to be taken back
    assert talk.do(Recall(1)) == [DialTone(NOON, 1, raw="OK")]
    talk.end()


def test_going_back_waits_for_the_attempt_under_way_and_comes_before_the_next_flash() -> None:
    tried = ((b"ATS29=70\r", OK), (b"ATS29?\r", b"\r\n070\r\n" + OK))
    talk = up(*tried, (b"ATE1Q0V1X4S29=70\r", OK), VOICE, TONE, *BACK, *FLASH)
    talk.do(TryTime("flash", 0.7))
    talk.do(Recall(1))
    assert talk.do(TryTime("flash", 0.0)) == []
    assert talk.do(Abort(1)) == [
        AttemptEnded(NOON, 1, Outcome.ABORTED, cause="given up here"),
        TimeTried(NOON, "flash", 0.5),
    ]
    assert talk.do(Recall(2)) == [DialTone(NOON, 2, raw="OK")]
    talk.end()


def test_a_time_that_is_ordered_while_another_goes_back_is_tried_after_it() -> None:
    talk = up((b"ATS29=70\r", OK), (b"ATS29?\r", b""))
    talk.do(TryTime("flash", 0.7))
    assert talk.do(TryTime("flash", 0.0)) == []
    assert talk.do(TryTime("flash", 0.4)) == []
    assert talk.do(Recall(1)) == []
    talk.exchanges.extend([*BACK, (b"ATS29=40\r", OK), (b"ATS29?\r", b"\r\n040\r\n" + OK)])
    talk.exchanges.extend([(b"ATE1Q0V1X4S29=40\r", OK), VOICE, TONE])
    assert talk.say(b"\r\n070\r\n" + OK) == [
        TimeTried(NOON, "flash", 0.7),
        TimeTried(NOON, "flash", 0.5),
        TimeTried(NOON, "flash", 0.4),
        DialTone(NOON, 1, raw="OK"),
    ]
    talk.end()


def test_without_the_device_going_back_is_told_at_once_for_it_comes_up_with_its_own_time() -> None:
    talk = up((b"ATS29=70\r", OK), (b"ATS29?\r", b"\r\n070\r\n" + OK))
    talk.do(TryTime("flash", 0.7))
    assert talk.lose() == []
    assert talk.do(TryTime("flash", 0.0)) == [TimeTried(NOON, "flash", 0.5)]
    talk.exchanges.extend(SELF_TEST)
    assert talk.open() == [LineUp(NOON)]
    talk.end()


def test_a_refused_time_is_set_back_in_the_device_before_anything_is_flashed() -> None:
    talk = up((b"ATS29=70\r", b""))
    assert talk.do(TryTime("flash", 0.7)) == []
    assert talk.do(Recall(1)) == []
    talk.exchanges.extend([(b"ATS29?\r", b"\r\n0\x800\r\n" + OK), *BACK, *FLASH])
    tried, tone = talk.say(OK)
    assert isinstance(tried, TimeTried)
    assert (tried.seconds, tried.why) == (0.7, "'ATS29?': expected '70' read back, got '00 / OK'")
    assert tone == DialTone(NOON, 1, raw="OK")
    talk.end()


def test_a_device_whose_time_cannot_be_set_back_is_tested_anew() -> None:
    talk = up((b"ATS29=70\r", OK), (b"ATS29?\r", b"\r\n00\r\n" + OK), BACK[0], (b"ATS29?\r", b"\r\n00\r\n" + OK))
    assert [type(each) for each in talk.do(TryTime("flash", 0.7))] == [TimeTried]
    assert talk.wrong == [
        "time of the device: flash could not be set back to 0.5 s: 'ATS29?': expected '50' read back, got '00 / OK'"
    ]
    assert not talk.dialogue.is_up


def test_a_line_that_dies_in_the_middle_of_a_trial_leaves_no_tried_time_behind() -> None:
    profile = read_profile(
        'based_on = "voice-modem-v253"\n[[result]]\ntext = "DEAD"\nmeans = "line lost"\n'
        '[[result]]\ntext = "ALIVE"\nmeans = "line back"\n',
        "own.toml",
        "own",
    )
    talk = Talk(profile, [*SELF_TEST, (b"ATS29=70\r", b"")]).up()
    talk.do(TryTime("flash", 0.7))
    talk.exchanges.extend(BACK)
    assert talk.say(b"DEAD\r") == [
        TimeTried(NOON, "flash", 0.7, "the line is lost"),
        LineLost(NOON, "the device says that the line is dead", "DEAD"),
        TimeTried(NOON, "flash", 0.5),
    ]
    talk.end()

"""The dialogue with a telephone device, as lists of what is sent and what comes back."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ports import (
    Abort,
    Answered,
    AttemptEnded,
    CallerGone,
    Dial,
    Dialled,
    DialTone,
    DropAgency,
    HangUp,
    Heard,
    HeldOnLine,
    Hold,
    Instruction,
    LineLost,
    LineUp,
    Mute,
    Muted,
    NotDone,
    Outcome,
    PhoneOrder,
    Recall,
    Release,
    Released,
    ReleaseRefused,
    Resume,
    Resumed,
    Ringing,
    TimeTried,
    TryTime,
)
from drivers.phone_profile import load_profile, shipped
from drivers.profile_reader import read_profile
from drivers.serial_call import NOT_TOLD_APART
from drivers.serial_commands import LATE_S
from drivers.serial_dialogue import BABBLE, FINISH_S, MOST_TOLD, SerialDialogue
from drivers.serial_turn import Reopen, Send
from tests.drivers.serial_talk import ERROR, NOON, OK, OPENED, SELF_TEST, Talk, whole

VOICE = ((b"ATE1Q0V1X4S29=50\r", OK), (b"AT+FCLASS=8\r", OK))
FLASH = (*VOICE, (b"ATDT!W;\r", b"ATDT!W;\r" + OK))
SYNC = (b"AT\r", OK)


def modem(*exchanges: tuple[bytes, bytes], profile: str = "voice-modem-v253") -> Talk:
    return Talk(profile, [*SELF_TEST, *exchanges]).up()


def dialling(*exchanges: tuple[bytes, bytes], digits: str = "*21") -> Talk:
    """A modem that has dialled for attempt 1, and says nothing yet."""
    number = digits.encode()
    talk = modem(*FLASH, (b"ATDT" + number + b"\r", b"ATDT" + number + b"\r"), *exchanges)
    assert talk.do(Recall(1, digits)) == [DialTone(NOON, 1, raw="OK")]
    assert talk.do(Dial(1, digits)) == []
    return talk


def hybrid(*exchanges: tuple[bytes, bytes]) -> Talk:
    tests = [(b"#20 TE\r", b"#20 TE 1\r"), (b"#20 HOOKD 1\r", b"#20 HOOKD 1\r"), (b"#20 HOOKD\r", b"#20 HOOKD 1\r")]
    return Talk("gentner", [*OPENED, *tests, *exchanges]).up()


def based(*lines: str, base: str = "voice-modem-v253") -> str:
    return "\n".join((f'based_on = "{base}"', *lines))


# --- the self-test ---


def test_the_self_test_tells_each_step_and_brings_the_line_up() -> None:
    talk = Talk("voice-modem-v253", SELF_TEST)
    assert talk.open() == [LineUp(NOON)]
    told = whole(talk)
    assert told["device"] == "'A MODEM / OK'"
    assert told["flash time"] == "'050 / OK': in order"
    assert told["self-test"] == "passed, 12 of 12"
    talk.end()


@pytest.mark.parametrize(
    ("sent", "answer", "sentence"),
    [
        (b"AT+NOSUCHTHING=1\r", OK, "honesty: 'AT+NOSUCHTHING=1': expected this to be refused, as no device has it"),
        (
            b"AT+FCLASS=?\r",
            b"\r\n0,1\r\n" + OK,
            "expected a list with '8' in it, got '0,1 / OK'; this modem has no voice",
        ),
        (b"AT+FCLASS=8\r", ERROR, "'AT+FCLASS=8': expected it to be taken, got 'ERROR'"),
        (b"ATS29?\r", OK, "'ATS29?': expected '50' read back, got 'OK'; the modem does not keep the length"),
        (b"ATS29?\r", b"\r\n070\r\n" + OK, "expected '50' read back, got '070 / OK'"),
    ],
)
def test_a_device_that_does_not_do_what_it_says_is_refused_in_a_sentence(
    sent: bytes, answer: bytes, sentence: str
) -> None:
    before = SELF_TEST[: [each for each, _ in SELF_TEST].index(sent)]
    talk = Talk("voice-modem-v253", [*before, *[(sent, answer)] * 3])
    assert talk.open() == []
    assert len(talk.wrong) == 1
    assert sentence in talk.wrong[0]
    assert not talk.dialogue.is_up


def test_a_step_of_the_self_test_whose_answer_was_lost_is_tried_again() -> None:
    tests = [*SELF_TEST[:5], (b"AT+FCLASS=?\r", b"\r\n0,1,8"), *SELF_TEST[5:]]
    talk = Talk("voice-modem-v253", tests)
    assert talk.open() == []
    assert talk.wait(2.0 + LATE_S) == []
    assert talk.wait(LATE_S) == [LineUp(NOON)]  # after both answers to the same step may have come
    talk.end()


def test_a_device_that_says_nothing_is_given_up_with_what_may_be_wrong() -> None:
    talk = Talk("voice-modem-v253", [*OPENED, *[(b"AT\r", b"")] * 4])
    talk.open()
    talk.wait(10.0)
    assert talk.wrong == [
        "self-test, attention: 'AT': expected an answer within 1 s, got nothing; nothing answers there: is the modem "
        "switched on, and is it this port?"
    ]


def test_what_a_device_need_not_be_able_to_do_is_told_and_goes_on() -> None:
    tests = [*SELF_TEST[:-1], *[(b"AT&D0\r", ERROR)] * 3]
    talk = Talk("voice-modem-v253", tests)
    assert talk.open() == [LineUp(NOON)]
    assert whole(talk)["self-test"] == "passed, 11 of 12; without: port kept when closed"


# --- one attempt ---


def test_an_agency_is_flashed_dialled_rings_and_answers() -> None:
    """D081-D096: FEATURE, dial tone, star code, ring by ring."""
    talk = dialling()
    assert talk.wait(0.6) == [Dialled(NOON, 1, "*21")]
    assert talk.say(b"\r\nRINGING\r\n") == [Ringing(NOON, 1, 1, raw="RINGING")]
    assert talk.wait(6.0) == []
    assert talk.say(b"\r\nRINGING\r\n") == [Ringing(NOON, 1, 2, raw="RINGING")]
    assert talk.wait(5.0) == []
    assert talk.say(b"\r\nVCON\r\n") == [Answered(NOON, 1, "deduced", raw="VCON")]
    talk.end()


def test_ok_after_dialling_is_an_answer_only_once_the_digits_have_left() -> None:
    talk = dialling()
    talk.wait(3.0)
    assert talk.say(OK) == [Answered(NOON, 1, "deduced", raw="OK")]
    early = dialling()
    assert early.say(OK) == [Dialled(NOON, 1, "*21", raw="OK")]
    assert early.wait(6.0) == [AttemptEnded(NOON, 1, Outcome.NO_RESPONSE, cause="the device said nothing within 4.8 s")]
    early.end()  # it took commands again: nothing is sent to break off what it does not do


@pytest.mark.parametrize(
    ("word", "outcome", "cause"),
    [
        ("BUSY", Outcome.BUSY, NOT_TOLD_APART),
        ("NO ANSWER", Outcome.NO_ANSWER, "no answer"),
        ("NO DIALTONE", Outcome.NO_DIAL_TONE, "no dial tone"),
        ("NO DIAL TONE", Outcome.NO_DIAL_TONE, "no dial tone"),
        ("BLACKLISTED", Outcome.REFUSED, "the device refused to dial this number"),
        ("DELAYED 00:05:00", Outcome.REFUSED, "the device refused to dial this number"),
        ("NO CARRIER", Outcome.UNKNOWN, "the call ended, the device gave no reason"),
        ("ERROR", Outcome.UNKNOWN, "the device did not take the command"),
    ],
)
def test_each_result_of_a_modem_has_its_outcome(word: str, outcome: Outcome, cause: str) -> None:
    """telephone.md 8.2."""
    talk = dialling()
    talk.wait(0.6)
    assert talk.say(f"\r\n{word}\r\n".encode()) == [AttemptEnded(NOON, 1, outcome, word, cause, word)]
    talk.end()


def test_busy_after_ringing_and_as_a_code_after_dle() -> None:
    talk = dialling()
    talk.say(b"\r\nRINGING\r\n")
    assert [event.outcome for event in talk.say(b"\x10b\r\nBUSY\r\n") if isinstance(event, AttemptEnded)] == [
        Outcome.BUSY
    ]
    talk.end()


def test_busy_and_no_circuit_are_told_apart_where_the_profile_says_so() -> None:
    profile = read_profile(
        based('[caps]\nbusy_vs_reorder = true\n[[result]]\ntext = "REORDER"\nmeans = "reorder"'), "own.toml", "own"
    )
    for word, outcome in (("BUSY", Outcome.BUSY), ("REORDER", Outcome.CIRCUITS_BUSY)):
        talk = Talk(profile, [*SELF_TEST, *FLASH, (b"ATDT*26\r", f"\r\n{word}\r\n".encode())]).up()
        talk.do(Recall(1))
        ended = talk.do(Dial(1, "*26"))[-1]
        assert isinstance(ended, AttemptEnded)
        assert ended.outcome is outcome
        assert ended.cause != NOT_TOLD_APART


def test_a_modem_that_hears_no_dial_tone_says_so_and_one_that_says_nothing_is_broken_off() -> None:
    talk = modem(*VOICE, (b"ATDT!W;\r", b"\r\nNO DIALTONE\r\n"))
    assert talk.do(Recall(1)) == [
        AttemptEnded(NOON, 1, Outcome.NO_DIAL_TONE, "NO DIALTONE", "no dial tone", "NO DIALTONE")
    ]
    silent = modem(*VOICE, (b"ATDT!W;\r", b""), (b"\r", b"\r\nNO CARRIER\r\n"), SYNC)
    assert silent.do(Recall(1)) == []
    assert silent.wait(2.7) == [AttemptEnded(NOON, 1, Outcome.NO_DIAL_TONE, cause="no dial tone within 2.7 s")]
    silent.end()


def test_silence_after_dialling_ends_in_no_response_and_words_nobody_knows_in_unknown() -> None:
    talk = dialling((b"\r", b"\r\nNO CARRIER\r\n"), SYNC)
    assert talk.wait(6.0) == [
        Dialled(NOON, 1, "*21"),
        AttemptEnded(NOON, 1, Outcome.NO_RESPONSE, cause="the device said nothing within 4.8 s"),
    ]
    talk.end()
    odd = dialling((b"\r", b"\r\nNO CARRIER\r\n"), SYNC)
    odd.say(b"\r\nPROCEEDING\r\n")
    ended = odd.wait(6.0)[-1]
    assert isinstance(ended, AttemptEnded)
    assert (ended.outcome, ended.raw) == (Outcome.UNKNOWN, "PROCEEDING")
    odd.end()


def test_digits_wait_for_dial_tone() -> None:
    talk = modem(*VOICE, (b"ATDT!W;\r", b""), (b"ATDT*21\r", b""))
    assert talk.do(Recall(1)) == []
    assert talk.do(Dial(1, "*21")) == []
    assert len(talk.exchanges) == 1
    assert talk.say(OK) == [DialTone(NOON, 1, raw="OK")]
    talk.end()


def test_a_number_without_a_recall_is_dialled_at_once() -> None:
    talk = modem((b"ATDT7138141\r", b"\r\nRINGING\r\n"))
    assert talk.do(Dial(1, "7138141")) == [Dialled(NOON, 1, "7138141"), Ringing(NOON, 1, 1, raw="RINGING")]
    talk.end()


@pytest.mark.parametrize("digits", ["", "12a", "911;", "1" * 33, "*21\r", "٣"])
def test_what_is_no_number_never_reaches_the_device(digits: str) -> None:
    talk = modem()
    ended = talk.do(Dial(1, digits))[0]
    assert isinstance(ended, AttemptEnded)
    assert ended.outcome is Outcome.BAD_CODE
    talk.end()


def test_a_second_attempt_is_refused_while_one_is_under_way_and_free_after_it() -> None:
    talk = dialling(*FLASH)
    assert talk.do(Recall(2)) == [
        AttemptEnded(NOON, 2, Outcome.REFUSED, cause="another agency is being called on this line")
    ]
    talk.say(b"\r\nBUSY\r\n")
    assert talk.do(Recall(3)) == [DialTone(NOON, 3, raw="OK")]
    assert talk.do(Recall(1)) == []
    talk.end()


def test_a_ring_told_twice_is_one_ring() -> None:
    talk = dialling()
    talk.say(b"\r\nRINGING\r\n")
    talk.wait(0.5)
    assert talk.say(b"\r\nRINGING\r\n") == []
    talk.wait(5.5)
    assert talk.say(b"\r\nRINGING\r\n") == [Ringing(NOON, 1, 2, raw="RINGING")]


# --- giving up ---


def test_one_character_gives_up_and_the_next_attempt_waits_until_the_device_is_back() -> None:
    talk = dialling((b"\r", b""), SYNC, *FLASH)
    talk.say(b"\r\nRINGING\r\n")
    assert talk.do(Abort(1)) == []
    assert talk.say(b"\r\nNO CARRIER\r\n") == [
        AttemptEnded(NOON, 1, Outcome.ABORTED, cause="given up here", raw="NO CARRIER")
    ]
    assert talk.do(Recall(2)) == [DialTone(NOON, 2, raw="OK")]
    talk.end()


def test_an_abort_that_is_not_confirmed_says_so_and_a_device_that_stays_dumb_is_opened_again() -> None:
    talk = dialling((b"\r", b""), *[(b"AT\r", b"")] * 3)
    talk.do(Abort(1))
    assert talk.wait(1.8) == [
        AttemptEnded(NOON, 1, Outcome.UNKNOWN, cause="given up here; the device did not confirm it")
    ]
    talk.wait(10.0)
    assert talk.wrong == ["expected an answer after a call was given up, got none"]


def test_dial_tone_that_stands_is_given_up_without_breaking_off_what_the_modem_does_not_do() -> None:
    talk = modem(*FLASH)
    talk.do(Recall(1))
    assert talk.do(Abort(1)) == [AttemptEnded(NOON, 1, Outcome.ABORTED, cause="given up here")]
    talk.end()


def test_an_agency_that_answers_just_as_it_is_given_up_is_taken_off() -> None:
    talk = dialling((b"\r", b""), (b"ATDT!;\r", b""))
    talk.do(Abort(1))
    assert talk.say(b"\r\nVCON\r\n") == []
    assert talk.say(OK) == [AttemptEnded(NOON, 1, Outcome.ABORTED, cause="dropped here", raw="OK")]
    talk.end()


def test_an_agency_that_answers_after_its_end_was_told_is_taken_off_as_well() -> None:
    talk = dialling((b"\r", b""), (b"ATDT!;\r", OK))
    assert isinstance(talk.wait(6.0)[-1], AttemptEnded)  # no response
    assert talk.say(b"\r\nVCON\r\n") == []
    assert "taken off" in whole(talk)["late answer"]
    talk.end()


def test_an_agency_that_answers_just_as_we_leave_stays_with_the_caller() -> None:
    talk = dialling((b"\r", b""), (b"ATH\r", OK))
    talk.do(Release())
    assert talk.say(b"\r\nVCON\r\n") == [Released(NOON, raw="OK")]
    talk.end()


def test_digits_that_were_given_up_before_they_left_never_leave() -> None:
    talk = dialling((b"\r", b""), SYNC, *FLASH, (b"\r", b""))
    talk.do(Abort(1))
    talk.do(Dial(2, "*22"))  # waits for the device, behind the abort: refused, attempt 1 is still under way
    assert talk.say(b"\r\nNO CARRIER\r\n") != []
    talk.do(Recall(3))
    talk.do(Abort(3))
    assert not any(b"ATDT*22" in sent for sent, _ in talk.exchanges)


def test_the_caller_is_brought_back_by_the_profiles_own_command() -> None:
    profile = read_profile(based('[commands]\nback = "AT+VTS=!"'), "own.toml", "own")
    talk = Talk(profile, [*SELF_TEST, *FLASH, (b"ATDT*22\r", b"\r\nBUSY\r\n"), (b"AT+VTS=!\r", OK)]).up()
    talk.do(Recall(1))
    talk.do(Dial(1, "*22"))
    talk.end()


def test_an_agency_that_answered_is_dropped_by_a_flash() -> None:
    talk = dialling((b"ATDT!;\r", OK))
    talk.say(b"\r\nVCON\r\n")
    assert talk.do(DropAgency(1)) == [AttemptEnded(NOON, 1, Outcome.ABORTED, cause="dropped here", raw="OK")]
    talk.end()


# --- the line ---


def test_release_hangs_up_our_end_and_says_nothing_more_of_any_attempt() -> None:
    talk = dialling((b"ATH\r", OK))
    talk.say(b"\r\nVCON\r\n")
    assert talk.do(Release()) == [Released(NOON, raw="OK")]
    talk.end()


def test_release_while_it_still_rings_first_breaks_off_what_the_modem_dials() -> None:
    talk = dialling((b"\r", b"\r\nNO CARRIER\r\n"), SYNC, (b"ATH\r", OK))
    talk.say(b"\r\nRINGING\r\n")
    assert talk.do(Release()) == [Released(NOON, raw="OK")]
    talk.end()


def test_hanging_up_ends_the_attempt_for_everyone() -> None:
    talk = dialling((b"\r", b"\r\nNO CARRIER\r\n"), SYNC, (b"ATH\r", OK))
    assert talk.do(HangUp()) == [
        AttemptEnded(NOON, 1, Outcome.ABORTED, cause="hung up here"),
        Released(NOON, raw="hung up for everyone"),
    ]
    talk.end()


def test_a_release_that_the_device_does_not_confirm_is_refused_in_words() -> None:
    talk = modem((b"ATH\r", ERROR), (b"ATH\r", b""))
    assert talk.do(Release()) == [
        ReleaseRefused(NOON, "the device did not hang up: the device answered 'ERROR'", raw="ERROR")
    ]
    talk.do(Release())
    assert talk.wait(2.0) == [ReleaseRefused(NOON, "the device did not answer", sure=False)]


def test_release_is_refused_where_caller_and_agency_are_joined_in_the_device() -> None:
    profile = read_profile(based("[caps]\nbridge_in_switch = false"), "own.toml", "own")
    talk = Talk(profile, SELF_TEST).up()
    refused = talk.do(Release())[0]
    assert isinstance(refused, ReleaseRefused)
    assert "cuts them off" in refused.why
    talk.end()


def test_hold_keeps_the_loop_and_resume_sends_nothing() -> None:
    talk = modem((b"ATH1\r", OK))
    assert talk.do(Hold()) == [HeldOnLine(NOON, raw="OK")]
    assert talk.do(Resume()) == [Resumed(NOON)]
    talk.end()


def test_hold_while_the_modem_dials_is_told_as_not_done_and_sends_nothing() -> None:
    talk = dialling()
    why = "hold: the device is dialling, and anything sent now would end that"
    assert talk.do(Hold()) == [NotDone(NOON, why)]
    assert "not done" in whole(talk)["hold"]
    talk.end()


def test_a_line_that_is_lost_refuses_in_words() -> None:
    talk = Talk("voice-modem-v253", [])
    assert talk.do(Recall(1)) == [AttemptEnded(NOON, 1, Outcome.LINE_LOST, cause="the line is lost")]
    assert talk.do(Release()) == [ReleaseRefused(NOON, "the line is lost: the device cannot be told")]
    assert talk.do(Hold()) == [NotDone(NOON, "hold: the device cannot be reached")]


def test_the_caller_the_line_and_tty_are_told_by_words_of_the_profile() -> None:
    words = (("GONE", "caller gone"), ("DEAD", "line lost"), ("ALIVE", "line back"))
    results = "\n".join(f'[[result]]\ntext = "{word}"\nmeans = "{means}"' for word, means in words)
    profile = read_profile(based(results), "own.toml", "own")
    talk = Talk(profile, [*SELF_TEST, SYNC]).up()
    assert talk.say(b"GONE\r") == [CallerGone(NOON, raw="GONE")]
    assert talk.say(b"DEAD\r") == [LineLost(NOON, "the device says that the line is dead", raw="DEAD")]
    assert not talk.dialogue.is_up
    assert talk.say(b"DEAD\r") == []
    assert talk.say(b"ALIVE\r") == [LineUp(NOON, raw="ALIVE")]
    talk.end()


# --- coming and going ---


def test_after_a_reconnect_a_half_dialled_call_is_ended_and_nothing_is_hung_up_while_a_caller_may_be_there() -> None:
    talk = dialling()
    talk.say(b"\r\nRINGING\r\n")
    assert talk.lose() == []
    assert talk.do(Recall(2))[0] == AttemptEnded(NOON, 2, Outcome.LINE_LOST, cause="the line is lost")
    talk.exchanges.extend(SELF_TEST)
    assert talk.open() == [LineUp(NOON)]
    assert talk.do(Abort(1)) == []
    talk.end()


def test_a_device_that_is_lost_after_the_flash_may_have_left_the_caller_on_hold() -> None:
    """She spoke to a caller who did not hear her, and nothing on the screen said why."""
    flashed = dialling()
    assert flashed.lose() == []
    assert flashed.held == [1]
    answered = dialling()
    answered.say(b"\r\nVCON\r\n")
    answered.lose()
    assert answered.held == []
    untouched = modem()
    untouched.lose()
    assert untouched.held == []


def test_a_device_that_is_given_up_after_the_flash_may_have_left_the_caller_on_hold() -> None:
    talk = dialling()
    talk.say(b"x" * (BABBLE + 1))
    assert talk.wrong
    assert talk.held == [1]


def test_after_a_reconnect_nothing_is_hung_up_though_we_had_released_for_the_next_caller_may_talk() -> None:
    talk = modem((b"ATH\r", OK))
    assert talk.do(Release()) == [Released(NOON, raw="OK")]
    assert talk.lose() == []
    talk.exchanges.extend(SELF_TEST)
    assert talk.open() == [LineUp(NOON)]
    assert talk.wait(60.0) == []
    talk.end()


def test_a_release_that_was_not_answered_when_the_port_went_is_finished_when_it_is_back() -> None:
    talk = modem((b"ATH\r", b""))
    talk.do(Release())
    assert talk.lose() == []
    talk.exchanges.extend([*SELF_TEST, (b"ATH\r", OK)])
    assert talk.open() == [LineUp(NOON)]
    assert whole(talk)["release"] == "done, now that the port is back"
    talk.end()


@pytest.mark.parametrize("order", [None, Recall(1), Hold()])
def test_a_release_is_not_finished_once_there_may_be_another_caller(order: PhoneOrder | None) -> None:
    talk = modem((b"ATH\r", b""))
    talk.do(Release())
    assert talk.lose() == []
    if order is None:
        talk.now += FINISH_S + 1
    else:
        talk.do(order)
    talk.exchanges.extend(SELF_TEST)
    assert talk.open() == [LineUp(NOON)]
    talk.end()


def test_closing_sends_nothing_while_a_caller_may_be_on_the_line_and_else_leaves_the_device_idle() -> None:
    talk = modem(*FLASH, (b"ATH\r", OK))
    assert talk.dialogue.farewell() == b""  # just started: perhaps in the middle of a call
    talk.do(Recall(1))
    assert talk.dialogue.farewell() == b""
    talk.do(Release())
    assert talk.dialogue.farewell() == b"AT+FCLASS=0\r"


# --- bad lines ---


def test_a_number_that_the_device_repeats_wrongly_is_given_up_at_once() -> None:
    talk = modem(*FLASH, (b"ATDT*21\r", b"ATDT*2\r"), (b"\r", b"\r\nNO CARRIER\r\n"), SYNC)
    talk.do(Recall(1))
    assert talk.do(Dial(1, "*21")) == [
        AttemptEnded(
            NOON, 1, Outcome.UNKNOWN, cause="the device understood 'ATDT*2', not 'ATDT*21': given up", raw="NO CARRIER"
        )
    ]
    talk.end()


def test_noise_before_a_word_and_a_lost_line_end_do_not_hide_it() -> None:
    talk = dialling()
    talk.say(b"\xff\x00\xfe\r\nRINGING\r\n")
    assert talk.say(b"\xf3\x80BUSY") == []
    ended = talk.wait(1.0)[0]
    assert isinstance(ended, AttemptEnded)
    assert ended.outcome is Outcome.BUSY


def test_a_device_that_babbles_for_ever_is_told_and_cut() -> None:
    talk = modem()
    for _ in range(BABBLE // 8 + 1):
        talk.say(b"#noise#\r")
    assert len(talk.wrong) == 1
    assert "bytes without one" in talk.wrong[0]
    assert 0 < len([each for each in talk.told if each.what == "not understood"]) <= MOST_TOLD


CUTS = st.lists(st.integers(min_value=1, max_value=9), min_size=1)


@given(CUTS)
def test_a_reply_split_anywhere_is_read(cuts: list[int]) -> None:
    def split(data: bytes) -> list[bytes]:
        pieces, at, turn = [], 0, 0
        while at < len(data):
            size = cuts[turn % len(cuts)]
            pieces.append(data[at : at + size])
            at, turn = at + size, turn + 1
        return pieces

    talk = Talk(
        "voice-modem-v253",
        [*SELF_TEST, *FLASH, (b"ATDT*21\r", b"ATDT*21\r\r\nRINGING\r\n\x10b\r\nBUSY\r\n")],
        split,
    ).up()
    assert talk.do(Recall(1)) == [DialTone(NOON, 1, raw="OK")]
    events = talk.do(Dial(1, "*21"))
    assert [type(event) for event in events] == [Dialled, Ringing, AttemptEnded]
    talk.end()


ORDERS = st.one_of(
    st.builds(Recall, st.integers(1, 4)),
    st.builds(Dial, st.integers(1, 4), st.text("0123456789*#x", max_size=4)),
    st.builds(Abort, st.integers(1, 4)),
    st.builds(DropAgency, st.integers(1, 4)),
    st.sampled_from([Release(), HangUp(), Hold(), Resume(), Mute(True), Heard("answered")]),
    st.builds(TryTime, st.sampled_from(["flash", "dial_tone", "x"]), st.sampled_from([0.0, 0.3, 0.5])),
)
WORDS = st.sampled_from(
    [
        b"\r\nOK\r\n",
        b"BUSY\r",
        b"RINGING\r",
        b"VCON\r",
        b"NO CARRIER\r",
        b"ERROR\r",
        b"8\r",
        b"0,1,8\r",
        b"050\r",
        b"50\r",
    ]
)
HAPPENINGS = st.lists(st.one_of(ORDERS, WORDS, st.binary(max_size=30), st.floats(0.01, 20.0)), max_size=40)


@given(st.sampled_from(sorted(shipped())), HAPPENINGS)
def test_any_orders_any_bytes_and_any_time_never_raise_and_every_attempt_ends_once(
    name: str, happenings: list[PhoneOrder | bytes | float]
) -> None:
    at, now = datetime(2026, 3, 1, tzinfo=UTC), 0.0
    text = shipped()[name].replace('"?"', '"KEY {digits}"').replace('flash = "KEY {digits}"', 'flash = "FEATURE"')
    text = text.replace('hang_up = "KEY {digits}"', 'hang_up = "RLS"')
    if name == "cpi-pphone":
        text += '\n[[test]]\nwhat = "a"\nsend = "A"\n[[result]]\ntext = "OK"\nmeans = "ok"\n'
    dialogue = SerialDialogue(read_profile(text, f"{name}.toml", name))
    out = dialogue.opened(now, at)
    begun: set[int] = set()
    for each in happenings:
        if isinstance(each, bytes):
            out += dialogue.receive(each, now, at)
        elif isinstance(each, float):
            now += each
            out += dialogue.tick(now, at)
        else:
            if isinstance(each, Recall | Dial):
                begun.add(each.attempt)
            out += dialogue.take(each, now, at)
        due = dialogue.due()
        assert due is None or due > now - 1e-9
    ends = [each.attempt for each in out if isinstance(each, AttemptEnded)]
    assert len(ends) == len(set(ends))
    assert set(ends) <= begun
    tried = sum(isinstance(each, TryTime) for each in happenings)
    assert sum(isinstance(each, TimeTried) for each in out) <= tried + sum(isinstance(each, LineLost) for each in out)
    for output in out:
        if isinstance(output, Send):
            assert len(output.data) <= 120
        elif not isinstance(output, Reopen):
            assert len(getattr(output, "raw", "")) <= 200


DIALS = st.builds(Dial, st.integers(1, 4), st.text("0123456789*#", min_size=1, max_size=4))


@given(
    st.sampled_from(["voice-modem-v253", "voice-modem-zyxel"]),
    st.lists(st.one_of(DIALS, st.builds(Abort, st.integers(1, 4)), WORDS, st.floats(0.01, 20.0)), max_size=30),
)
def test_whatever_the_device_says_or_not_every_attempt_is_over_within_its_limits(
    name: str, happenings: list[PhoneOrder | bytes | float]
) -> None:
    """telephone.md 8.2: every command has an outcome, also when the device says nothing more."""
    talk = Talk(name, SELF_TEST).up()
    dialogue, now, out = talk.dialogue, talk.now, []
    for each in [*happenings, *[0.5] * 200]:
        if isinstance(each, bytes):
            out += dialogue.receive(each, now, NOON)
        elif isinstance(each, float):
            now += each
            out += dialogue.tick(now, NOON)
        else:
            out += dialogue.take(each, now, NOON)
    again = [event for event in dialogue.take(Dial(99, "*21"), now, NOON) if isinstance(event, AttemptEnded)]
    assert [event.outcome for event in again] in ([], [Outcome.LINE_LOST])
    begun = {each.attempt for each in happenings if isinstance(each, Dial)}
    over = {each.attempt for each in out if isinstance(each, AttemptEnded | Answered)}
    assert begun == over or any(isinstance(each, Reopen) for each in out)


# --- devices that hear nothing ---


def test_a_hybrid_that_hears_nothing_flashes_waits_and_dials() -> None:
    talk = Talk(
        "gentner",
        [
            *OPENED,
            (b"#20 TE\r", b"#20 TE 1\r\n"),
            (b"#20 HOOKD 1\r", b"#20 HOOKD 1\r\n"),
            (b"#20 HOOKD\r", b"#20 HOOKD 1\r\n"),
            (b"#20 HOOK\r", b"#20 HOOK\r\n"),
            (b"#20 DIAL *21\r", b""),
            (b"#20 MUTE T 1\r", b"#20 MUTE T 1\r\n"),
            (b"#20 TE 0\r", b"#20 TE 0\r\n"),
        ],
    ).up()
    assert talk.do(Recall(1)) == []
    assert talk.wait(1.5) == [DialTone(NOON, 1, seen=False)]
    assert talk.do(Dial(1, "*21")) == []
    talk.wait(1.0)
    assert talk.say(b"#20 DIAL *21\r\n") == [Dialled(NOON, 1, "*21", raw="#20 DIAL *21")]
    assert talk.wait(60.0) == []  # only she hears what becomes of it
    assert talk.do(Mute(True)) == [Muted(NOON, True, raw="#20 MUTE T 1")]
    assert talk.do(Release()) == [Released(NOON, raw="#20 TE 0")]
    talk.end()


def test_a_vortex_whose_hook_is_down_does_not_flash_although_it_says_so() -> None:
    opened = [
        *OPENED,
        (b"B01PING\r", b"B01PONG\r"),
        (b"B01SWVER?\r", b"B01SWVER2.5.0\r"),
        (b"B01PHONE?\r", b"B01PHONE1\r"),
    ]
    real = Talk("polycom-vortex", [*opened, (b"B01FLASH\r", b"B01FLASH\rB01PHONE0\rB01PHONE1\r")]).up()
    assert real.do(Recall(1)) == []
    assert real.wait(1.5) == [DialTone(NOON, 1, seen=False)]
    idle = Talk(
        "polycom-vortex", [*opened, (b"B01FLASH\r", b"B01FLASH\r"), (b"B01FLASH\r", b""), *opened[1:2] * 3]
    ).up()
    idle.do(Recall(1))
    ended = idle.wait(2.7)[0]
    assert isinstance(ended, AttemptEnded)
    assert (ended.outcome, ended.cause) == (Outcome.NO_DIAL_TONE, "the device did not answer")


def test_a_tone_dialler_dials_beside_the_set_and_leaves_the_line() -> None:
    talk = Talk(
        "dtmf-only",
        [
            *OPENED,
            (b"AT\r", OK),
            (b"ATE1Q0V1X0\r", OK),
            (b"ATI3\r", OK),
            (b"ATDT*21;\r", OK),
            (b"ATH\r", OK),
        ],
    ).up()
    assert talk.do(Dial(1, "*21")) == [Dialled(NOON, 1, "*21", raw="OK")]
    assert talk.do(Release()) == [Instruction(NOON, "hang up on the set"), Released(NOON)]
    talk.end()


def test_after_a_code_nothing_is_sent_into_the_result_that_still_comes() -> None:
    talk = dialling(SYNC, *FLASH)
    talk.say(b"\x10b")
    assert talk.do(Recall(2)) == []
    assert talk.say(b"\r\nBUSY\r\n") == []
    assert talk.wait(0.5) == [DialTone(NOON, 2, raw="OK")]
    talk.end()


def test_a_late_answer_is_not_taken_for_that_of_the_next_command() -> None:
    talk = modem((b"ATH1\r", b""), SYNC, (b"ATH\r", ERROR))
    talk.do(Hold())
    talk.wait(2.0)
    assert talk.do(Release()) == []
    assert talk.say(OK) == []  # that of ATH1
    assert [type(event) for event in talk.wait(0.5)] == [ReleaseRefused]
    talk.end()


# --- late answers and echoes ---


def test_the_second_answer_to_a_command_that_was_sent_twice_is_not_taken_for_dial_tone() -> None:
    talk = dialling((b"\r", b"\r\nNO CARRIER\r\n"), (b"AT\r", b""), (b"AT\r", OK), *FLASH[:2], (b"ATDT!W;\r", b""))
    talk.say(b"\r\nRINGING\r\n")
    talk.do(Abort(1))
    talk.do(Recall(2))
    assert talk.wait(1.0) == []  # the modem was busy, and answers to both
    assert talk.say(b"AT\r" + OK) == []
    assert talk.wait(LATE_S) == []
    assert talk.say(OK) == [DialTone(NOON, 2, raw="OK")]
    talk.end()


def test_an_answer_counts_only_after_the_commands_own_echo() -> None:
    talk = Talk("voice-modem-v253", SELF_TEST, mute=True).up()
    talk.exchanges.extend([(b"ATH\r", b"")])
    assert talk.do(Release()) == []
    assert talk.say(OK) == []  # of something else
    assert talk.say(b"ATH\r") == []
    assert talk.say(OK) == [Released(NOON, raw="OK")]
    talk.end()


def test_a_device_that_repeats_nothing_is_refused_where_the_profile_says_that_it_does() -> None:
    tests = [(sent, answer.removeprefix(sent)) for sent, answer in SELF_TEST]
    talk = Talk("voice-modem-v253", tests, mute=True)
    assert talk.open() == []
    assert talk.wrong == [
        'self-test: expected the device to repeat what it is sent, as echo = "checked" says, got no echo'
    ]
    off = Talk("voice-modem-v253", [*tests[:3], *SELF_TEST[3:]], mute=True)
    assert off.open() == [LineUp(NOON)]  # E1 turns it on


def test_a_number_that_is_repeated_brokenly_or_not_at_all_is_given_up() -> None:
    repeated = [(sent, sent + answer.removeprefix(sent)) for sent, answer in FLASH]
    exchanges = [
        *SELF_TEST,
        *repeated,
        (b"ATDT*21\r", b"A~DT*2\r"),
        (b"\r", b"\r\nNO CARRIER\r\n"),
        (b"AT\r", b"AT\r" + OK),
    ]
    broken = Talk("voice-modem-v253", exchanges, mute=True).up()
    broken.do(Recall(1))
    ended = broken.do(Dial(1, "*21"))[0]
    assert isinstance(ended, AttemptEnded)
    assert ended.cause == "the device understood 'A~DT*2', not 'ATDT*21': given up"
    broken.end()
    silent = modem(*FLASH, (b"ATDT*21\r", b"AT"), (b"\r", b"\r\nNO CARRIER\r\n"), SYNC)
    silent.do(Recall(1))
    assert silent.do(Dial(1, "*21")) == []
    ended = silent.wait(2.0)[0]
    assert isinstance(ended, AttemptEnded)
    assert ended.cause == "the device did not repeat the number: given up"
    silent.wait(LATE_S)
    silent.end()


def test_a_wrong_number_in_the_answer_to_dialling_is_given_up_at_once() -> None:
    talk = hybrid(
        (b"#20 HOOK\r", b"#20 HOOK\r"), (b"#20 DIAL *21\r", b"#20 DIAL *2\r"), (b"#20 HOOK\r", b"#20 HOOK\r"),
        (b"#20 HOOKD\r", b"#20 HOOKD 1\r"),
    )  # fmt: skip
    talk.do(Recall(1))
    talk.wait(1.5)
    ended = talk.do(Dial(1, "*21"))[0]
    assert isinstance(ended, AttemptEnded)
    assert ended.cause == "the device understood '#20 DIAL *2', not '#20 DIAL *21': given up"
    talk.wait(LATE_S)
    talk.end()


# --- what she hears before the device ---


def test_an_answer_that_she_heard_first_is_taken_quietly_and_nothing_is_sent_into_the_call() -> None:
    talk = dialling()
    talk.say(b"\r\nRINGING\r\n")
    assert talk.do(Heard("answered")) == []
    assert talk.wait(120.0) == []
    assert talk.do(Mute(True)) == []
    assert talk.do(TryTime("flash", 0.3)) == [TimeTried(NOON, "flash", 0.3, "the device is busy")]
    assert talk.do(Recall(2))[0] == AttemptEnded(
        NOON,
        2,
        Outcome.REFUSED,
        cause="the device has not told the answer of the agency on the line, and anything sent would end that call",
    )
    assert talk.do(DropAgency(1)) == [
        Instruction(NOON, "drop the agency on the set and keep the caller", 1),
        AttemptEnded(NOON, 1, Outcome.ABORTED, cause="to be dropped on the set: the device cannot do it"),
    ]
    talk.end()


def test_once_the_device_tells_it_as_well_it_is_worked_as_ever() -> None:
    talk = dialling((b"ATDT!;\r", OK))
    talk.do(Heard("answered"))
    assert talk.say(b"\r\nVCON\r\n") == []
    assert talk.do(DropAgency(1)) == [AttemptEnded(NOON, 1, Outcome.ABORTED, cause="dropped here", raw="OK")]
    talk.end()


def test_release_leaves_a_call_that_only_she_heard_answered() -> None:
    talk = dialling((b"\r", b"\r\nNO CARRIER\r\n"), SYNC, (b"ATH\r", OK))
    talk.do(Heard("answered"))
    assert talk.do(Release()) == [Released(NOON, raw="OK")]
    talk.end()


def test_digits_and_flashes_that_have_not_left_never_leave_into_a_call_she_hears() -> None:
    talk = modem((b"ATE1Q0V1X4S29=50\r", b""))
    talk.do(Recall(1))
    talk.do(Dial(1, "*21"))
    assert talk.do(Heard("answered")) == []
    assert talk.say(OK) == []
    assert talk.wait(60.0) == []
    talk.end()


# --- leaving that is refused ---


def test_after_a_refused_release_the_agency_is_still_there_to_be_dropped() -> None:
    talk = hybrid((b"#20 HOOK\r", b"#20 HOOK\r"), (b"#20 DIAL *21\r", b"#20 DIAL *21\r"), (b"#20 TE 0\r", b"ERROR 3\r"))
    talk.do(Recall(1))
    talk.wait(1.5)
    talk.do(Dial(1, "*21"))
    assert [type(each) for each in talk.do(Release())] == [ReleaseRefused]
    talk.exchanges.append((b"#20 HOOK\r", b"#20 HOOK\r"))
    assert [type(each) for each in talk.do(DropAgency(1))] == [AttemptEnded]
    talk.end()


def test_an_attempt_given_up_for_a_release_that_is_refused_is_ended() -> None:
    talk = dialling((b"\r", b"\r\nNO CARRIER\r\n"), SYNC, (b"ATH\r", ERROR))
    talk.say(b"\r\nRINGING\r\n")
    refused, ended = talk.do(Release())
    assert isinstance(refused, ReleaseRefused)
    assert ended == AttemptEnded(
        NOON, 1, Outcome.ABORTED, cause="given up to leave the line, and the device did not leave it"
    )
    assert talk.held == [1]
    talk.end()
    profile = read_profile(based('[commands]\nback = "ATDT!;"'), "own.toml", "own")
    back = Talk(profile, [*SELF_TEST, *FLASH, (b"ATH\r", ERROR), (b"ATDT!;\r", OK)]).up()
    back.do(Recall(1))
    assert [type(each) for each in back.do(Release())] == [ReleaseRefused, AttemptEnded]
    back.end()


def test_an_agency_that_answered_just_as_a_refused_release_began_is_told() -> None:
    talk = dialling((b"\r", b""), (b"ATH\r", ERROR), (b"ATDT!;\r", OK))
    talk.do(Release())
    refused, answered = talk.say(b"\r\nVCON\r\n")
    assert isinstance(refused, ReleaseRefused)
    assert answered == Answered(NOON, 1, "deduced")
    assert [type(each) for each in talk.do(DropAgency(1))] == [AttemptEnded]
    talk.end()


def test_while_we_leave_no_second_release_and_no_flash_is_sent() -> None:
    talk = dialling((b"ATH\r", b""))
    talk.say(b"\r\nVCON\r\n")
    talk.do(Release())
    talk.do(Release())
    talk.do(DropAgency(1))
    assert talk.say(OK) == [Released(NOON, raw="OK")]
    talk.end()


# --- keys pressed twice, or at the wrong moment ---


def test_a_caller_who_may_still_be_held_is_told_of() -> None:
    given_up = modem(*FLASH)
    given_up.do(Recall(1))
    given_up.do(Abort(1))
    assert given_up.held == [1]
    busy = dialling()
    busy.say(b"\r\nBUSY\r\n")
    assert busy.held == [1]
    left = dialling((b"\r", b"\r\nNO CARRIER\r\n"), SYNC, (b"ATH\r", OK))
    left.do(Release())
    assert left.held == []
    profile = read_profile(based('[commands]\nback = "ATDT!;"'), "own.toml", "own")
    back = Talk(profile, [*SELF_TEST, *FLASH, (b"ATDT!;\r", OK)]).up()
    back.do(Recall(1))
    back.do(Abort(1))
    assert back.held == []
    flashed = hybrid((b"#20 HOOK\r", b"#20 HOOK\r"), (b"#20 HOOK\r", b"#20 HOOK\r"), (b"#20 HOOKD\r", b"#20 HOOKD 1\r"))
    flashed.do(Recall(1))
    flashed.wait(1.5)
    flashed.do(Abort(1))
    assert flashed.held == []
    flashed.end()


def test_what_a_modem_that_was_switched_off_and_on_has_forgotten_is_set_before_each_flash() -> None:
    for name in ("voice-modem-v253", "voice-modem-zyxel"):
        first = load_profile(name).commands["flash"][0].send
        assert first.write() == "ATE1Q0V1X4S29=50"
        assert not load_profile(name).commands["flash"][0].silent


def test_an_agency_is_dropped_by_one_flash_however_often_the_key_is_pressed() -> None:
    talk = dialling((b"ATDT!;\r", b""))
    talk.say(b"\r\nVCON\r\n")
    talk.do(DropAgency(1))
    talk.do(DropAgency(1))
    assert [type(each) for each in talk.say(OK)] == [AttemptEnded]
    talk.end()


def test_hold_just_before_the_digits_leave_is_refused_and_not_done_at_the_answer() -> None:
    profile = read_profile(based("[times]\nsettle = 0.3"), "own.toml", "own")
    talk = Talk(profile, SELF_TEST)
    talk.open()
    assert talk.wait(10.0) == [LineUp(NOON)]
    talk.exchanges.append((b"ATDT*21\r", b""))
    talk.do(Dial(1, "*21"))
    why = "hold: the device is dialling, and anything sent now would end that"
    assert talk.do(Hold()) == [NotDone(NOON, why)]
    assert "not done" in whole(talk)["hold"]
    talk.wait(1.0)
    assert [type(each) for each in talk.say(b"\r\nVCON\r\n")] == [Answered]
    talk.end()


def test_a_tone_dialler_leaves_the_line_whatever_becomes_of_the_digits() -> None:
    up = [*OPENED, (b"AT\r", OK), (b"ATE1Q0V1X0\r", OK), (b"ATI3\r", OK)]
    for answer, order in ((b"", Release()), (b"ATDT*2;\r", None), (b"ATDT*21;\r\r\nO\r\n", None)):
        talk = Talk("dtmf-only", [*up, (b"ATDT*21;\r", answer), SYNC, (b"ATH\r", OK)]).up()
        talk.do(Dial(1, "*21"))
        if order is not None:
            talk.do(order)
        talk.wait(12.0)
        talk.end()


def test_status_lines_over_a_day_are_no_babble() -> None:
    talk = modem()
    for _ in range(2000):
        talk.say(b"#20 GATE 1 4 0 0\r")
        talk.wait(30.0)
    assert talk.dialogue.is_up


def test_a_line_that_dies_during_the_self_test_is_lost_after_it() -> None:
    results = '[[result]]\ntext = "DEAD"\nmeans = "line lost"\n[[result]]\ntext = "ALIVE"\nmeans = "line back"'
    profile = read_profile(based(results), "own.toml", "own")
    tests = [*SELF_TEST[:6], (SELF_TEST[6][0], SELF_TEST[6][1] + b"DEAD\r\n"), *SELF_TEST[7:]]
    talk = Talk(profile, tests)
    assert talk.open() == [LineLost(NOON, "the device says that the line is dead", "DEAD")]
    assert not talk.dialogue.is_up
    talk.exchanges.append(SYNC)
    assert talk.say(b"ALIVE\r") == [LineUp(NOON, raw="ALIVE")]
    talk.end()

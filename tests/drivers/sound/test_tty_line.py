"""Half-duplex: two lines on a wire, foreign far ends, echoes."""

from collections import deque
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.sound.tty_line import ECHO_S, Detected, Queued, Received, Sent, TtyHappening, TtyLine
from drivers.sound.tty_receiver import TtyLetter, TtyReceiver
from drivers.sound.tty_sender import MOST_QUEUED

if TYPE_CHECKING:
    from tests.drivers.sound.conftest import Minimodem, Sounds, Spandsp

NUMBERS = "CALL 905 555 0123 OR 416 967 1111 AT 65 KING ST"
SILENCE = bytes(320)
LIMIT = 3000  # ticks: a minute, which no test here reaches

needs_spandsp = pytest.mark.needs("libspandsp2")
needs_minimodem = pytest.mark.needs("minimodem", "sox")


def received(happenings: list[TtyHappening]) -> str:
    return "".join(each.text for each in happenings if isinstance(each, Received))


def sent(happenings: list[TtyHappening]) -> str:
    return "".join(each.letter for each in happenings if isinstance(each, Sent))


def hear(line: TtyLine, pcm: bytes) -> list[TtyHappening]:
    """Let a line hear pcm and a little silence, tick by tick."""
    pcm += SILENCE * 10
    return [each for begin in range(0, len(pcm), 320) for each in line.tick(pcm[begin : begin + 320])[1]]


def speak(line: TtyLine, echo_ticks: int | None = None) -> tuple[bytes, list[TtyHappening]]:
    """Let a line send all it has, its sound coming back after some ticks, and hear out the echo."""
    echo: deque[bytes] = deque([SILENCE] * (echo_ticks or 0))
    pcm, happenings = b"", []
    for _ in range(LIMIT):
        out, happened = line.tick(echo.popleft() if echo else SILENCE)
        happenings += happened
        pcm += out or SILENCE
        if echo_ticks is not None:
            echo.append(out or SILENCE)
        if not line.locked:
            return pcm, happenings + hear(line, b"".join(echo))
    raise AssertionError("the line is locked for ever")


def test_two_lines_talk_in_turn() -> None:
    ours, theirs = TtyLine(), TtyLine()
    conversation: list[tuple[str, str]] = []
    for speaker, listener, text in (
        (ours, theirs, "911 WHAT IS YOUR ADDRESS Q GA"),
        (theirs, ours, "65 KING ST, OSHAWA. FIRE! GA"),
        (ours, theirs, "FIRE TRUCKS ARE COMING SK"),
    ):
        assert speaker.send(text) == Queued(text)
        pcm, told = speak(speaker)
        conversation.append((sent(told), received(hear(listener, pcm))))

    assert [said == read for said, read in conversation] == [True] * 3
    assert conversation[1][1] == "65 KING ST, OSHAWA. FIRE! GA"


@needs_spandsp
def test_a_caller_who_stays_in_the_shift_is_read_and_reads_us(spandsp: "Spandsp") -> None:
    line = TtyLine()
    told = hear(line, SILENCE * 25 + spandsp.write(NUMBERS))
    line.send(NUMBERS)

    assert told[0] == Detected()
    assert told.count(Detected()) == 1
    assert received(told) == NUMBERS
    assert spandsp.read(SILENCE * 25 + speak(line)[0]) == NUMBERS


@needs_minimodem
def test_a_caller_who_unshifts_on_space_is_read_and_reads_us(minimodem: "Minimodem") -> None:
    line = TtyLine(unshift_on_space=True)
    told = hear(line, SILENCE * 25 + minimodem.write(NUMBERS))
    line.send(NUMBERS)

    assert received(told) == NUMBERS
    assert minimodem.read(SILENCE * 25 + speak(line)[0] + SILENCE * 25) == NUMBERS


@needs_spandsp
def test_both_readings_of_what_was_received_have_one_length(spandsp: "Spandsp") -> None:
    told = hear(TtyLine(), spandsp.write("CALL 905"))
    readings = [each for each in told if isinstance(each, Received)]

    assert "".join(each.alternate for each in readings) == ":-)) OPT"
    assert all(len(each.text) == len(each.alternate) for each in readings)


@pytest.mark.parametrize("echo_ticks", [0, 1, 5, 13])
def test_our_own_echo_is_never_read_as_the_callers_words(echo_ticks: int) -> None:
    line = TtyLine()
    line.send("DO YOU NEED POLICE FIRE OR AMBULANCE Q GA")

    _, told = speak(line, echo_ticks)

    assert sent(told) == "DO YOU NEED POLICE FIRE OR AMBULANCE Q GA"
    assert [each for each in told if not isinstance(each, Sent)] == []
    assert not line.detected


@needs_spandsp
def test_an_answer_after_the_echo_time_is_read_from_its_first_letter(spandsp: "Spandsp") -> None:
    line = TtyLine()
    line.send("GA")
    while line.sending:
        line.tick(SILENCE)
    ticks = 0
    while line.locked:
        assert line.tick(SILENCE) == (None, [])
        ticks += 1

    assert ticks * 0.02 == pytest.approx(ECHO_S)
    assert received(hear(line, spandsp.write("911 GA"))) == "911 GA"


@needs_spandsp
def test_a_letter_that_had_come_when_we_began_is_not_lost(spandsp: "Spandsp") -> None:
    typed = spandsp.write("ABC")
    begins = [each.second for each in TtyReceiver().hear(typed + SILENCE * 10) if isinstance(each, TtyLetter)]
    typed = typed[: 2 * int((begins[-1] + 7.2 * 0.022) * 8000)]  # we begin within the stop bits of C
    line = TtyLine()
    happenings = [each for begin in range(0, len(typed), 320) for each in line.tick(typed[begin : begin + 320])[1]]
    line.send("GA")
    happenings += line.tick(SILENCE)[1]

    assert received(happenings) == "ABC"


def test_text_that_cannot_be_sent_is_told() -> None:
    assert TtyLine().send("apt #4 @ King") == Queued("APT 4  KING", left_out="#@")


def test_a_queue_that_is_full_turns_letters_away_and_says_which() -> None:
    line = TtyLine()
    line.send("E" * (MOST_QUEUED - 2))

    assert line.send("1234") == Queued("12", turned_away="34")
    assert line.send("5") == Queued("", turned_away="5")


@needs_minimodem
def test_stopping_ends_at_a_letter_and_what_is_sent_next_is_read_right(minimodem: "Minimodem") -> None:
    line = TtyLine()
    line.send("905 555 0123")
    pcm, told = b"", list[TtyHappening]()
    for _ in range(80):
        out, happened = line.tick(SILENCE)
        pcm, told = pcm + (out or b""), told + happened
    unsent = line.stop()
    line.send("0199 GA")
    rest, more = speak(line)

    assert sent(told + more).replace("0199 GA", "") + unsent == "905 555 0123"
    assert minimodem.read(SILENCE * 25 + pcm + rest + SILENCE * 25) == sent(told + more)


@needs_minimodem
def test_a_shift_that_stopping_took_back_is_sent_again(minimodem: "Minimodem") -> None:
    line = TtyLine()
    line.send("905 ABC")
    pcm = b"".join(line.tick(SILENCE)[0] or b"" for _ in range(30))  # 0.6 s: within the 0
    line.stop()
    line.send("DEF")

    assert minimodem.read(SILENCE * 25 + pcm + speak(line)[0] + SILENCE * 25) == "90DEF"


def test_stopping_nothing_does_nothing() -> None:
    line = TtyLine()

    assert line.stop() == ""
    assert line.tick(SILENCE) == (None, [])


def test_a_line_that_sends_gives_a_whole_tick_each_time_and_then_none() -> None:
    for rate in (8000, 16000, 48000):
        line = TtyLine(rate)
        line.send("E")
        while line.sending:
            out, _ = line.tick(None)
            assert out is not None
            assert len(out) == 2 * rate // 50
        assert line.tick(None)[0] is None


@pytest.mark.needs("libspandsp2", "sox", "espeak-ng")
def test_a_voice_on_the_line_is_not_read(sounds: "Sounds") -> None:
    assert hear(TtyLine(), sounds.speech("en-us+f3")) == []


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("tick"), st.none() | st.binary(max_size=400)),
            st.tuples(st.just("send"), st.text(max_size=9)),
            st.tuples(st.just("stop"), st.none()),
        ),
        max_size=40,
    )
)
def test_whatever_comes_and_is_typed_nothing_raises_and_every_letter_is_told(
    steps: list[tuple[str, str | bytes | None]],
) -> None:
    line, queued, told = TtyLine(), "", ""
    for what, value in steps:
        if what == "send":
            assert isinstance(value, str)
            queued += line.send(value).text
        elif what == "stop":
            unsent = line.stop()
            assert queued.endswith(unsent)
            queued = queued.removesuffix(unsent)
        else:
            assert not isinstance(value, str)
            told += sent(line.tick(value)[1])

    assert told + sent(speak(line)[1]) == queued

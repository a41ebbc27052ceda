"""What crosses the pipe."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.sip.account import SipAccount
from drivers.sip.messages import (
    LONGEST_LINE,
    LONGEST_WORDS,
    Alive,
    AnswerCall,
    Closed,
    DialCall,
    Done,
    HoldCall,
    Incoming,
    Letters,
    LineBuffer,
    Linger,
    Message,
    Mix,
    Start,
    Transfer,
    TransferEnded,
    read_message,
    write_message,
)

MESSAGES: list[Message] = [
    Start(SipAccount(password="geheim").as_table()),
    AnswerCall(1, "in:1"),
    DialCall(2, "out:7", "*99#"),
    HoldCall(3, "in:1", True),
    Transfer(4, "in:1", "out:7", 10.0),
    Mix(("in:1", "out:7"), ("out:8",), handset=False, mute=True, apart=True),
    Linger(),
    Alive({"in:1": 20, "out:7": -1}),
    Incoming("in:1", "9055550123", 'sip:"Renée" <x>'),
    Closed("in:1", "503 \n Service"),
    Done(5, "no"),
    TransferEnded(6, False, False, "why"),
    Letters("in:1", "TTY", "555", True),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_every_message_comes_as_it_was_sent(message: Message) -> None:
    line = write_message(message)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert read_message(line.rstrip()) == message


def test_an_account_comes_through_whole() -> None:
    account = SipAccount(password="geheim", codecs=("pcma",), microphone="tone:1600")
    read = read_message(write_message(Start(account.as_table())))
    assert isinstance(read, Start)
    assert SipAccount.from_table(read.account) == account


def test_the_words_of_a_far_end_are_cut() -> None:
    read = read_message(write_message(Closed("in:1", "x" * 5000)))
    assert isinstance(read, Closed)
    assert len(read.raw) == LONGEST_WORDS


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "Done", "ask": "1", "error": ""},
        {"kind": "Done", "ask": True, "error": ""},
        {"kind": "Done", "ask": 1},
        {"kind": "Done", "ask": 1, "error": "", "more": 1},
        {"kind": "Alive", "quiet": {"in:1": "20"}},
        {"kind": "Alive", "quiet": [1]},
        {"kind": "Mix", "joined": "in:1", "heard": [], "handset": True, "mute": False, "apart": False},
        {"kind": "Mix", "joined": [1], "heard": [], "handset": True, "mute": False, "apart": False},
        {"kind": "Transfer", "ask": 1, "call": "a", "to": "b", "limit": float("nan")},
        {"kind": "SipAccount"},
        {"kind": 3},
        {},
        [],
        None,
    ],
)
def test_what_is_not_as_it_should_be_is_no_message(told: object) -> None:
    assert read_message(json.dumps(told).encode()) is None


@given(st.binary())
def test_any_bytes_are_a_message_or_none(line: bytes) -> None:
    read_message(line)


def test_nesting_without_end_is_no_message() -> None:
    assert read_message(b"[" * LONGEST_LINE) is None


@given(st.lists(st.integers(1, 20)))
def test_lines_cut_anywhere_are_read_alike(cuts: list[int]) -> None:
    whole = b"".join(write_message(message) for message in MESSAGES) + b"no message\r\n\n"
    buffer, lines, rest = LineBuffer(), [], whole
    for cut in cuts:
        lines += buffer.feed(rest[:cut])
        rest = rest[cut:]
    lines += buffer.feed(rest)
    assert [message for line in lines if (message := read_message(line)) is not None] == MESSAGES


def test_a_line_without_end_is_left_out_and_the_next_is_read() -> None:
    buffer = LineBuffer()
    for _ in range(10):
        assert buffer.feed(b"x" * LONGEST_LINE) == []
    assert buffer.feed(b"x\n" + write_message(Linger())) == [write_message(Linger()).rstrip()]


def test_bytes_that_are_no_line_do_not_gather() -> None:
    buffer = LineBuffer()
    for _ in range(100):
        buffer.feed(b"x" * 1000)
    assert len(buffer._held) <= LONGEST_LINE

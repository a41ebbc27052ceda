"""The text conversation with a caller's TTY (D150-D153, Q15-Q20)."""

from datetime import UTC, datetime, timedelta

import pytest

from app.ports import TtyText
from app.position.canned import CannedLine
from app.position.tty import LONGEST_LINE, MOST_LINES, PAUSE, TtyConversation

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def lines(conversation: TtyConversation, other: bool = False) -> list[tuple[bool, str]]:
    return [(line.sent, line.other if other else line.text) for line in conversation.pane(1, other, (), True).lines]


def test_letters_that_come_one_by_one_make_one_line() -> None:
    conversation = TtyConversation()
    for number, letter in enumerate("HELP GA"):
        conversation.take(TtyText(START + timedelta(seconds=number / 6), letter, letter))
    assert lines(conversation) == [(False, "HELP GA")]


def test_a_line_is_begun_where_the_other_side_writes_after_a_pause_and_at_a_line_feed() -> None:
    conversation = TtyConversation()
    conversation.take(TtyText(START, "FIRE GA"))
    conversation.take(TtyText(START, "ADDRESS Q GA", sent=True))
    conversation.take(TtyText(START, "65 KING\r\nST"))
    conversation.take(TtyText(START + PAUSE + timedelta(seconds=1), "HURRY"))
    assert lines(conversation) == [
        (False, "FIRE GA"),
        (True, "ADDRESS Q GA"),
        (False, "65 KING"),
        (False, "ST"),
        (False, "HURRY"),
    ]


def test_a_long_line_ends_at_a_word_where_it_can() -> None:
    conversation = TtyConversation()
    conversation.take(TtyText(START, "THE HOUSE NEXT DOOR TO MINE IS ON FIRE AND NOBODY COMES OUT GA"))
    assert lines(conversation) == [
        (False, "THE HOUSE NEXT DOOR TO MINE IS ON FIRE"),
        (False, "AND NOBODY COMES OUT GA"),
    ]


def test_both_readings_are_kept_letter_for_letter() -> None:
    conversation = TtyConversation()
    conversation.take(TtyText(START, "CALL TTY", "CALL 555"))
    assert lines(conversation) == [(False, "CALL TTY")]
    assert lines(conversation, other=True) == [(False, "CALL 555")]


def test_an_alternate_of_another_length_is_not_believed() -> None:
    conversation = TtyConversation()
    conversation.take(TtyText(START, "HELP", "5"))
    assert lines(conversation, other=True) == [(False, "HELP")]


def test_what_she_sent_has_one_reading_only() -> None:
    conversation = TtyConversation()
    conversation.take(TtyText(START, "CALL 555", "CALL TTY", sent=True))
    assert lines(conversation, other=True) == [(True, "")]


@pytest.mark.parametrize(
    ("text", "sent", "words"),
    [
        ("FIRE GA", False, "the caller said GA: the turn is with you"),
        ("ADDRESS Q GA", True, "you said GA: the turn is with the caller"),
        ("FIRE AT", False, "the caller is writing; GA gives the turn"),
        ("BYE SK SK", False, "the caller said SK: the end of the conversation"),
        ("GARAGE", True, "you are writing; GA gives the turn"),
        ("905 555 0123 &-", False, "the caller said GA: the turn is with you"),
    ],
)
def test_whose_turn_it_is_stands_in_words(text: str, sent: bool, words: str) -> None:
    conversation = TtyConversation()
    conversation.take(TtyText(START, text, text.replace("&-", "GA"), sent=sent))
    assert conversation.pane(1, False, (), True).turn == words


def test_a_far_end_that_never_stops_does_not_fill_the_memory() -> None:
    conversation = TtyConversation()
    for number in range(MOST_LINES + 50):
        conversation.take(TtyText(START + number * timedelta(seconds=20), "X" * (LONGEST_LINE + 3)))
    shown = conversation.pane(1, False, (), True).lines
    assert len(shown) <= MOST_LINES
    assert max(len(line.text) for line in shown) == LONGEST_LINE


def test_the_pane_offers_the_canned_lines() -> None:
    pane = TtyConversation().pane(1, False, [CannedLine("greeting", "911 GA")], False)
    assert pane.canned == (("greeting", "911 GA"),)
    assert not pane.can_send

"""The text conversation with a caller's TTY, letter by letter as it came (D150-D153).

A line of the conversation is what one side wrote without the other writing in between, cut at LONGEST_LINE. Both
readings of the caller's letters are kept: a shift lost on the line makes a telephone number of `TTY PQWE`, or the other
way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from textwrap import wrap

from app.ports import TtyText
from app.position.canned import CannedLine
from app.position.screen import TextLine, TtyPane
from app.words import say

LONGEST_LINE = 44  # letters: as wide as the pane, so that the two readings of a line stand letter under letter
WORD_BREAK = 36  # letters: from here on a space ends the line
MOST_LINES = 400  # about an hour of typing at 6 letters a second; what is older stands in the journal
LONGEST_LAST = 36  # of the caller's letters that are told where the pane is not shown
PAUSE = timedelta(seconds=8)  # the same side begins a new line after so long
LONGEST_SENT = 200  # letters queued at once: half a minute of sending
GO_AHEAD, GOOD_BYE = "GA", "SK"


@dataclass(slots=True)
class _Line:
    sent: bool
    begun: datetime
    last: datetime
    text: str = ""
    alternate: str = ""


class TtyConversation:
    """The conversation of one call. `heard_at` is when a TTY was first heard on it."""

    def __init__(self) -> None:
        self.heard_at: datetime | None = None
        self._lines: list[_Line] = []

    def heard(self, at: datetime) -> None:
        """A TTY is on the line."""
        self.heard_at = self.heard_at or at

    def take(self, event: TtyText) -> None:
        """Take letters of either side."""
        if not event.sent:
            self.heard(event.at)
        alternate = event.alternate if len(event.alternate) == len(event.text) else event.text
        for letter, other in zip(event.text, alternate, strict=True):
            self._letter(event.at, event.sent, letter, other)

    def line(self, at: datetime, text: str, *, sent: bool) -> None:
        """Take a line that was typed for the record."""
        for part in wrap(text, LONGEST_LINE):
            self._lines.append(_Line(sent, at, at - 2 * PAUSE, part, part))  # what follows begins a line
        del self._lines[:-MOST_LINES]

    def _letter(self, at: datetime, sent: bool, letter: str, other: str) -> None:
        line = self._lines[-1] if self._lines else None
        full = line is not None and (len(line.text) >= LONGEST_LINE or (letter == " " and len(line.text) >= WORD_BREAK))
        if line is None or full or line.sent is not sent or at - line.last > PAUSE:
            if letter in "\r\n ":
                if line is not None and line.sent is sent:
                    line.last = at - 2 * PAUSE if full else at  # the next letter begins a line
                return
            line = _Line(sent, at, at)
            self._lines.append(line)
            del self._lines[:-MOST_LINES]
        line.last = at
        if letter == "\n":
            line.last = at - 2 * PAUSE  # the next letter begins a line
        elif letter != "\r":
            line.text += letter
            line.alternate += other

    @property
    def last_written(self) -> str:
        """Return the caller's last letters, "" if there are none."""
        lines = islice((line.text for line in reversed(self._lines) if not line.sent), 2)
        text = " ".join(reversed(list(lines)))
        return text if len(text) <= LONGEST_LAST else f"…{text[1 - LONGEST_LAST :]}"

    @property
    def turn_words(self) -> str:
        """Say whose turn it is, from the last GA or SK written."""
        if not self._lines:
            return say("the caller has written nothing yet")
        last = self._lines[-1]
        readings = [last.text.split(), *([] if last.sent else [last.alternate.split()])]
        if any(GOOD_BYE in words[-3:] for words in readings):
            if last.sent:
                return say("you said SK: the end of the conversation")
            return say("the caller said SK: the end of the conversation")
        if any(words and words[-1].rstrip(".") == GO_AHEAD for words in readings):
            if last.sent:
                return say("you said GA: the turn is with the caller")
            return say("the caller said GA: the turn is with you")
        if last.sent:
            return say("you are writing; GA gives the turn")
        return say("the caller is writing; GA gives the turn")

    def pane(self, call: int, other_reading: bool, canned: Sequence[CannedLine], can_send: bool) -> TtyPane:
        """Return the pane as it is drawn; `other_reading` adds the caller's letters as read in the other shift.

        Both stand together then: some TTYs go back to letters at a space and some do not, so that of one line the
        words may be true in the one reading and the number in the other (telephone.md section 7).
        """
        lines = tuple(
            TextLine(line.sent, line.begun, line.text, line.alternate if other_reading and not line.sent else "")
            for line in self._lines
        )
        return TtyPane(
            call=call,
            heard=self.heard_at is not None,
            lines=lines,
            turn=self.turn_words,
            other_reading=other_reading,
            canned=tuple((each.label, each.text) for each in canned),
            can_send=can_send,
        )

"""A talk between the dialogue and a device that is a list of (sent, received); what is left over fails the test.

    talk = Talk("voice-modem-v253", [*SELF_TEST, (b"ATDT!W;\\r", b"\\r\\nOK\\r\\n")])
    talk.open()
    assert talk.do(Recall(1)) == [DialTone(...)]
    talk.end()

Whatever the dialogue sends must be the next thing of the list, and is answered at once by what stands beside it. Time
goes on only by `wait`. `split` says how the answers are cut into pieces. A device that is to repeat what it is sent
does so before each answer that does not begin with an echo of its own, unless it is `mute`.
"""

from collections import deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from app.ports import Dial, Dialled, DialTone, Instruction, LineTold, LineUp, PhoneEvent, PhoneOrder, Recall
from drivers.phone_profile import Profile, load_profile
from drivers.profile_reader import read_profile
from drivers.serial_dialogue import SerialDialogue
from drivers.serial_ends import STILL_HELD
from drivers.serial_turn import Output, Reopen, Send

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
OK = b"\r\nOK\r\n"
ERROR = b"\r\nERROR\r\n"

Exchange = tuple[bytes, bytes]

OPENED: list[Exchange] = [(b"\r", b"")]
"""What is sent first of all: a line end, which breaks off whatever a modem dials."""

SELF_TEST: list[Exchange] = [
    *OPENED,
    (b"AT\r", b"AT\r" + OK),  # it still repeats what it is sent
    (b"ATE1Q0V1X4\r", b"ATE1Q0V1X4\r" + OK),
    (b"ATI3\r", b"ATI3\r\r\nA MODEM\r\n" + OK),
    (b"AT+NOSUCHTHING=1\r", b"AT+NOSUCHTHING=1\r" + ERROR),
    (b"AT+FCLASS=?\r", b"AT+FCLASS=?\r\r\n0,1,8\r\n" + OK),
    (b"AT+FCLASS=8\r", b"AT+FCLASS=8\r" + OK),
    (b"AT+FCLASS?\r", b"AT+FCLASS?\r\r\n8\r\n" + OK),
    (b"ATS29=50\r", b"ATS29=50\r" + OK),
    (b"ATS29?\r", b"ATS29?\r\r\n050\r\n" + OK),
    (b"AT+VRA=50\r", b"AT+VRA=50\r" + OK),
    (b"AT+VRN=4\r", b"AT+VRN=4\r" + OK),
    (b"AT&D0\r", b"AT&D0\r" + OK),
]
"""The self-test of voice-modem-v253, and of voice-modem-zyxel."""


class Talk:
    """One device and the dialogue with it.

    `wrong` holds why it was given up (`Reopen`), `held` the attempts after which the caller may be on hold still.
    """

    def __init__(
        self,
        profile: Profile | str,
        exchanges: Iterable[Exchange],
        split: Callable[[bytes], Iterable[bytes]] = lambda data: [data],
        mute: bool = False,
    ) -> None:
        self.dialogue = SerialDialogue(load_profile(profile) if isinstance(profile, str) else profile)
        self.exchanges = deque(exchanges)
        self.now = 100.0
        self.wrong: list[str] = []
        self.told: list[LineTold] = []
        self.held: list[int] = []
        self._split = split
        self._repeats = self.dialogue.profile.checked and not mute
        self._answers: deque[bytes] = deque()

    def open(self) -> list[PhoneEvent]:
        """Open the port; the answers of the device follow at once."""
        return self._settle(self.dialogue.opened(self.now, NOON))

    def up(self) -> "Talk":
        """Open, and see that the line is up."""
        assert self.open() == [LineUp(NOON)], (self.wrong, self.told)
        self.told.clear()
        return self

    def lose(self) -> list[PhoneEvent]:
        """Lose the port."""
        return self._settle(self.dialogue.lost(self.now, NOON))

    def do(self, order: PhoneOrder) -> list[PhoneEvent]:
        """Give an order, and return the events that follow at once."""
        return self._settle(self.dialogue.take(order, self.now, NOON))

    def say(self, data: bytes) -> list[PhoneEvent]:
        """Let the device say something of its own."""
        self._answers.append(data)
        return self._settle([])

    def wait(self, seconds: float) -> list[PhoneEvent]:
        """Let time pass, from one due time to the next."""
        events: list[PhoneEvent] = []
        until = self.now + seconds
        for _ in range(1000):
            due = self.dialogue.due()
            if due is None or due > until:
                self.now = until
                return events
            self.now = max(self.now, due)
            events += self._settle(self.dialogue.tick(self.now, NOON))
        raise AssertionError("something is due again and again")

    def end(self) -> None:
        """See that nothing is left over."""
        assert not self.exchanges, f"not sent: {list(self.exchanges)}"
        assert not self.wrong, self.wrong

    def _settle(self, outputs: list[Output]) -> list[PhoneEvent]:
        events = self._sort(outputs)
        while self._answers:
            for piece in self._split(self._answers.popleft()):
                events += self._sort(self.dialogue.receive(piece, self.now, NOON))
        return events

    def _sort(self, outputs: list[Output]) -> list[PhoneEvent]:
        events: list[PhoneEvent] = []
        for output in outputs:
            match output:
                case Send(data):
                    assert self.exchanges, f"sent, and not expected: {data!r}"
                    expected, answer = self.exchanges.popleft()
                    assert data == expected
                    repeats = self._repeats and data.strip() and answer[:2] != data[:2]
                    self._answers.append(data + answer if repeats else answer)
                case Reopen(why):
                    self.wrong.append(why)
                case Instruction(text=text, attempt=attempt) if text == STILL_HELD:
                    self.held.append(attempt)
                case LineTold():
                    self.told.append(output)
                case _:
                    events.append(output)
        return events


def whole(talk: Talk) -> dict[str, str]:
    """Return what was told of the line, by what it is about."""
    return {each.what: each.text for each in talk.told}


# --- a set worked through its keys ---

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
[[test]]
what = "hello"
send = "HELLO"
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
HELLO: list[Exchange] = [*OPENED, (b"HELLO\r", b"OK\r")]
DIALLED: list[Exchange] = [(b"KEY *\r", b"OK\r"), (b"KEY 2\r", b"OK\r"), (b"KEY 1\r", b"OK\r")]


def keys(*exchanges: Exchange, **changes: str) -> Talk:
    text = KEYS
    for old, new in changes.items():
        assert old in text
        text = text.replace(f'{old} = "', f'{old} = "{new}" #')
    return Talk(read_profile(text, "keys.toml", "keys"), [*HELLO, *exchanges]).up()


def ringing(*exchanges: Exchange, **changes: str) -> Talk:
    talk = keys((b"FEATURE\r", b"OK\rTONE\r"), *DIALLED, *exchanges, **changes)
    assert talk.do(Recall(1)) == [DialTone(NOON, 1, raw="TONE")]
    assert talk.do(Dial(1, "*21")) == [Dialled(NOON, 1, "*21", raw="OK")]
    return talk


def kinds(events: list[PhoneEvent]) -> list[str]:
    return [type(event).__name__ for event in events]

"""The half-duplex discipline of a text telephone: who sends does not listen (telephone.md 7, after V.18 annex A).

A line brings our own tones back as an echo, so the receiver is locked while ours are on the line and for 300 ms after.
What the far end types meanwhile is lost, as between any two such machines; hence the habit of GA ("go ahead").

    told = line.send("911 WHAT IS YOUR ADDRESS Q GA")
    out, happenings = line.tick(pcm_in)        # every 20 ms; `out` is None while nothing is to be sent
"""

from dataclasses import dataclass

from drivers.sound.baudot import BaudotEncoder
from drivers.sound.pcm import SAMPLE_BYTES, TICK_S
from drivers.sound.tty_receiver import TtyDetected, TtyReceiver
from drivers.sound.tty_sender import BAUD, TtySender

ECHO_S = 0.3
"""The receiver stays locked so long after our last tone (V.18 annex A, by telephone.md 7)."""

_FLUSH_S = 0.04  # of silence: what the receiver needs to tell a letter whose stop bit it has heard


@dataclass(frozen=True, slots=True)
class Detected:
    """A TTY is on the line; told once."""


@dataclass(frozen=True, slots=True)
class Received:
    """Letters that were read in this tick, in both readings, of one length."""

    text: str
    alternate: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter whose last stop bit has left in this tick."""

    letter: str


TtyHappening = Detected | Received | Sent


@dataclass(frozen=True, slots=True)
class Queued:
    """What becomes of a text: `text` will leave, `left_out` has no code, `turned_away` found no place any more."""

    text: str
    left_out: str = ""
    turned_away: str = ""


class TtyLine:
    """One text telephone on a line, fed by a tick. Nothing in it waits, and all it keeps is bounded.

    It sends at `baud`, and reads both speeds there are.
    """

    def __init__(self, rate: int = 8000, baud: float = BAUD, *, unshift_on_space: bool = False) -> None:
        self._samples = round(rate * TICK_S)
        self._receiver = TtyReceiver(rate, unshift_on_space=unshift_on_space)
        self._sender = TtySender(rate, baud)
        self._encoder = BaudotEncoder()
        self._flush = bytes(SAMPLE_BYTES * round(rate * _FLUSH_S))
        self._echo_ticks = round(ECHO_S / TICK_S)
        self._locked_ticks = 0

    @property
    def sending(self) -> bool:
        """Whether our tones are on the line, or will be with the next tick."""
        return self._sender.busy

    @property
    def locked(self) -> bool:
        """Whether nothing is read: we are sending, or the echo of it may still come."""
        return self._sender.busy or self._locked_ticks > 0

    @property
    def detected(self) -> bool:
        """Whether a TTY was heard."""
        return self._receiver.detected

    def send(self, text: str) -> Queued:
        """Take text to send after what waits; tells what of it cannot be."""
        if not self._sender.busy:
            self._encoder.begin()
        encoded = self._encoder.encode(text)
        turned_away = self._sender.queue(encoded.letters)
        if turned_away:
            self._encoder.begin()
        kept = encoded.letters[: len(encoded.letters) - len(turned_away)]
        return Queued(
            "".join(each.letter for each in kept), encoded.left_out, "".join(each.letter for each in turned_away)
        )

    def stop(self) -> str:
        """Send nothing more after the code that is leaving now; return what does not leave."""
        unsent = self._sender.stop()
        self._encoder.begin()
        return "".join(each.letter for each in unsent)

    def tick(self, pcm_in: bytes | None) -> tuple[bytes | None, list[TtyHappening]]:
        """Take what came in 20 ms and return what is to go out in them, and what happened, in order."""
        happenings: list[TtyHappening] = []
        if self._sender.busy:
            if not self._locked_ticks:
                self._read(self._flush, happenings)
            self._locked_ticks = self._echo_ticks
            pcm_out, left = self._sender.take(self._samples)
            happenings += [Sent(letter) for letter in left]
            return pcm_out, happenings
        if self._locked_ticks:
            self._locked_ticks -= 1
        else:
            self._read(pcm_in or b"", happenings)
        return None, happenings

    def _read(self, pcm: bytes, happenings: list[TtyHappening]) -> None:
        text, alternate = "", ""
        for heard in self._receiver.hear(pcm):
            if isinstance(heard, TtyDetected):
                happenings.append(Detected())
            else:
                text += heard.text
                alternate += heard.alternate
        if text:
            happenings.append(Received(text, alternate))

"""Position and serial telephone agree on who is being called, and say nothing that the device has not said.

A modem is at the other end: well, or odd. An odd one answers late, twice, by half, not at all, without its echo or with
a wrong one, and says words that nobody asked for. The port goes in the middle of everything, and comes back. Keys are
pressed, spills come and time passes meanwhile. At every moment (D083-D087):

* what is told of a call is told because the device said so after the digits had left, or because time passed;
* a number is dialled once for each attempt, after its dial tone, as it was ordered;
* the line is left on the call-taker's word alone, and said to be left on the device's alone.

Whenever all queues are empty, an agency that is being called or is on the line is on a key of the call on the screen,
and no other one is; with a modem that is well, it is also what the modem's own line is.
"""

from collections import deque
from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.ports import (
    Answered,
    AttemptEnded,
    Dial,
    Dialled,
    DialTone,
    HangUp,
    HeldOnLine,
    LineLost,
    Outcome,
    PhoneEvent,
    PhoneOrder,
    Recall,
    Release,
    Released,
    Ringing,
)
from drivers.phone_profile import Meaning, load_profile
from drivers.serial_call import Stage
from drivers.serial_dialogue import SerialDialogue
from drivers.serial_turn import Output, Reopen, Send
from drivers.serial_words import Words
from tests.fuzz.console import Console

ZYXEL = load_profile("voice-modem-zyxel")
FLASH, DIAL = "ATDT!W;", "ATDT*"
KEYS = ["F8", "F5", "F11", "F12", "F12", "Esc", "F4", "Ctrl+W", "Ctrl+N", "F2", "F3"]
ODD = ["late", "twice", "silent", "half", "no echo", "wrong echo", "error"]
UNASKED = [
    *("OK", "ERROR", "RINGING", "VCON", "BUSY", "NO ANSWER", "NO DIALTONE", "NO CARRIER", "RING", "RINGING"),
    *("\x10r", "\x10b", "\x10d", "DELAYED", "CONNECT 9600", "K", "\x00\xff", "R" * 500),
]
AGENCIES = st.sampled_from(["F8", "F5"])
FAR = st.sampled_from(["RINGING", "VCON", "BUSY", "NO ANSWER"])
WORDS = st.sampled_from(["", "", *UNASKED])
MOMENTS = st.sampled_from(["now", "flash sent", "number sent", "dials", "abort sent", "ATH sent"])
HOWS = st.sampled_from(["well", "well", *ODD])
ANSWERS = {
    "AT+NOSUCHTHING=1": ["ERROR"],
    "AT+FCLASS=?": ["0,1,8", "OK"],
    "AT+FCLASS?": ["8", "OK"],
    "ATS29?": ["050", "OK"],
}
MOST_TURNS = 2_000


@dataclass
class Modem:
    """A voice modem and its line. `says` holds what it has said and nobody has read, `late` what it says later."""

    says: deque[bytes] = field(default_factory=deque)
    late: deque[bytes] = field(default_factory=deque)
    dials: str = ""  # the number whose answer it waits for; any character ends that
    talks: str = ""  # the number that answered
    off_hook: bool = False

    def take(self, text: str, how: str) -> None:
        """Take a command."""
        if self.dials:
            self.dials = ""
            self.say("NO CARRIER" if text else "OK", how)
            return
        echo = {"no echo": "", "wrong echo": f"{text[:-1]}\r"}.get(how, f"{text}\r")
        words = ["ERROR"] if how == "error" else ANSWERS.get(text, ["OK"] if text else [])
        if text.startswith(DIAL) and how != "error":
            self.dials, words = text[len(DIAL) - 1 :], []
        if how != "error" and text.startswith(("ATDT", "ATH")):
            self.off_hook = text != "ATH"
            self.talks = self.talks if text in ("ATH1", FLASH) else ""
        if how != "silent" and text:
            self.says.append(echo.encode("latin-1"))
        for word in words:
            self.say(word, how)

    def hears(self, word: str) -> None:
        """Hear on its line what this word says."""
        if word == "VCON":
            self.talks = self.dials
        if word != "RINGING":
            self.dials = ""
        self.say(word)

    def say(self, word: str, how: str = "well") -> None:
        """Say a word."""
        data = f"\r\n{word}\r\n".encode("latin-1")
        match how:
            case "silent":
                pass
            case "late":
                self.late.append(data)
            case "half":
                self.says.append(data[:-2])
            case "twice":
                self.says += [data, data]
            case _:
                self.says.append(data)


@dataclass
class Told:
    """What was ordered and sent of one attempt, what the modem took of it, and what was said after that."""

    digits: str = ""
    flashed: bool = False
    sent: str = ""
    dialled: bool = False
    said: list[Meaning] = field(default_factory=list)
    rings: int = 0
    told: set[str] = field(default_factory=set)


class TwoEnds(Console):
    """The console, the dialogue of its driver, and a modem that may be odd."""

    odd = True

    def __init__(self) -> None:
        self.dialogue = SerialDialogue(ZYXEL)
        super().__init__(self.dialogue.profile.caps)
        self.modem = Modem()
        self.words = Words(ZYXEL.shielded)
        self.sent: deque[str] = deque()
        self.down = True
        self.attempts: dict[int, Told] = {}
        self.latest: Told | None = None  # which was flashed or dialled last
        self.leaves = False  # she wants to leave, and it is not told that we have left
        self.left: list[Meaning] | None = None  # what was said since we hung up
        self.holds: list[Meaning] | None = None  # what was said since the hold was sent
        self.port_comes_back()
        self.settle()
        self.spill("9053261224")

    # --- what is on its way ---

    def give(self, order: PhoneOrder) -> None:
        if isinstance(order, Recall | Dial):
            told = self.attempts.setdefault(order.attempt, Told())
            told.digits = order.digits or told.digits
        if isinstance(order, Release | HangUp):
            self.leaves = True
        self.take(self.dialogue.take(order, self.now, self.desk.now))

    def due(self) -> float | None:
        return self.dialogue.due()

    def tick(self) -> None:
        self.take(self.dialogue.tick(self.now, self.desk.now))

    def take(self, outputs: list[Output]) -> None:
        for output in outputs:
            match output:
                case Send(data=data):
                    self.see_sent(data.decode("latin-1").strip())
                    self.sent.append(data.decode("latin-1").strip())
                case Reopen(why=why):
                    self.lose(why)
                case _:
                    self.see_told(output)
                    self.events.append(output)

    def lose(self, why: str) -> None:
        self.down = True
        self.sent.clear()
        self.words.clear()
        self.modem.says.clear()
        self.modem.late.clear()
        self.events.append(LineLost(self.desk.now, why))

    def read(self, data: bytes) -> None:
        for word in (*self.words.feed(data), self.words.unfinished):
            for heard in (self.left, self.holds, None if self.latest is None else self.latest.said):
                if heard is not None:
                    heard += [result.means for result, _ in ZYXEL.meanings(word)]
        self.take(self.dialogue.receive(data, self.now, self.desk.now))

    def see_sent(self, text: str) -> None:
        """A number is dialled once, as ordered, after dial tone; nobody hangs up but on her word."""
        if text == FLASH:
            fresh = [each for each in self.attempts.values() if not each.sent and "ended" not in each.told]
            self.latest = fresh[-1]
        elif text.startswith(DIAL):
            told = self.latest
            assert told is not None
            assert told.told == {"tone"}
            assert told.digits == text[len(DIAL) - 1 :]
            assert not told.sent, "dialled twice"
            told.sent = told.digits
        elif text == "ATH":
            assert self.leaves, "hung up unasked"

    def see_taken(self, text: str) -> None:
        """Only what comes after a command was taken can be its answer."""
        if self.latest is not None and (text == FLASH or text.startswith(DIAL)):
            self.latest.flashed |= text == FLASH
            self.latest.dialled |= text != FLASH
            self.latest.said.clear()
        elif text == "ATH":
            self.left = []
        elif text == "ATH1":
            self.holds = []

    def see_told(self, event: PhoneEvent) -> None:
        """What is told was said, or is a matter of time."""
        told = self.attempts.get(getattr(event, "attempt", 0), Told())
        match event:
            case DialTone():
                assert told.flashed
                assert {Meaning.OK, Meaning.DIAL_TONE} & set(told.said)
                assert not told.told, "dial tone once"
                told.told.add("tone")
            case Dialled(digits=digits):
                assert told.sent == digits
                assert told.dialled
                assert "dialled" not in told.told
                told.told.add("dialled")
            case Ringing(n=n):
                assert "dialled" in told.told
                assert n == told.rings + 1
                assert n <= told.said.count(Meaning.RINGING)
                told.rings = n
            case Answered():
                assert "dialled" in told.told
                assert Meaning.ANSWERED in told.said
                assert "answered" not in told.told
                told.told.add("answered")
            case AttemptEnded(outcome=outcome):
                assert "ended" not in told.told, "ended twice"
                told.told.add("ended")
                wanted = {Outcome.BUSY: Meaning.BUSY, Outcome.CIRCUITS_BUSY: Meaning.REORDER}.get(outcome)
                assert wanted is None or (wanted in told.said and told.dialled)
                assert outcome is not Outcome.ANSWERED
                assert outcome is not Outcome.NO_ANSWER or told.dialled
            case Released():
                assert self.leaves
                assert self.left is not None
                assert {Meaning.OK, Meaning.ENDED} & set(self.left)
                assert self.odd or not (self.modem.off_hook or self.modem.dials)
                self.leaves, self.left = False, None
            case HeldOnLine():
                assert self.holds is not None
                assert Meaning.OK in self.holds

    def step(self, how: str = "well") -> bool:
        """Let the next thing on its way arrive; False if nothing is, and nothing is under way in the modem."""
        if self.orders:
            self.order()
        elif self.sent:
            text = self.sent.popleft()
            self.see_taken(text)
            self.modem.take(text, how)
        elif self.modem.says or self.modem.late:
            self.read((self.modem.says or self.modem.late).popleft())
        elif self.events:
            self.event()
        elif not self.down and (due := self.dialogue._commands.due()) is not None:
            self.time(max(0.0, due - self.now))
        else:
            return False
        return True

    def settle(self) -> None:
        """Let everything come to an end, at a modem that is well."""
        for _ in range(MOST_TURNS):
            if not self.step():
                return
        raise AssertionError("it comes to no end")

    # --- what happens ---

    @rule(steps=st.integers(1, 6), how=HOWS)
    def goes_on(self, steps: int, how: str) -> None:
        """Let some things arrive, the modem being as `how` says."""
        for _ in range(steps):
            self.step(how if self.odd else "well")

    @rule(key=st.sampled_from(KEYS))
    def pressed(self, key: str) -> None:
        self.key(key)

    @rule(key=AGENCIES, moment=MOMENTS, word=WORDS, how=HOWS, far=st.lists(FAR, max_size=2))
    def agency_is_called(self, key: str, moment: str, word: str, how: str, far: list[str]) -> None:
        """Press an agency's key; at one moment a word comes that is no answer, and the modem goes on as `how` says."""
        self.key(key)
        self.until(moment)
        self.device_says_of_its_own(word, cut=False)
        self.goes_on(2, how)
        self.far_end(far)

    @rule(moment=MOMENTS, far=st.lists(FAR, max_size=1), how=HOWS, steps=st.integers(0, 8), key=AGENCIES, word=WORDS)
    def she_gives_up_and_calls_again(
        self, moment: str, far: list[str], how: str, steps: int, key: str, word: str
    ) -> None:
        self.key("Esc")
        self.until(moment)
        self.far_end(far)
        self.goes_on(steps, how)
        self.key(key)
        self.goes_on(steps, "well")
        self.device_says_of_its_own(word, cut=False)

    @rule(presses=st.integers(1, 2), moment=MOMENTS, word=WORDS, how=HOWS)
    def she_leaves(self, presses: int, moment: str, word: str, how: str) -> None:
        for _ in range(presses):
            self.key("F12")
        self.until(moment)
        self.device_says_of_its_own(word, cut=False)
        self.goes_on(2, how)

    def until(self, moment: str) -> None:
        """Let things arrive until a command is sent, or the modem dials; or all of them where that never is."""
        for _ in range(MOST_TURNS):
            sent = self.sent[0] if self.sent else None
            reached = {
                "now": True,
                "flash sent": sent == FLASH,
                "number sent": sent is not None and sent.startswith(DIAL),
                "dials": bool(self.modem.dials),
                "abort sent": sent == "",
                "ATH sent": sent == "ATH",
            }
            if reached[moment] or not self.step():
                return

    def far_end(self, words: list[str]) -> None:
        for word in words:
            if self.modem.dials:
                self.modem.hears(word)

    @rule(number=st.sampled_from(["9053261224", "9055550142"]))
    def spill(self, number: str) -> None:
        self.follow(self.desk.spill(number=number))

    @rule(word=WORDS, cut=st.booleans())
    def device_says_of_its_own(self, word: str, cut: bool) -> None:
        if not self.odd or self.down or not word:
            return
        data = f"\r\n{word}\r\n".encode("latin-1")
        for piece in (data[:4], data[4:]) if cut else (data,):
            self.read(piece)

    @precondition(lambda self: not self.down)
    @rule(key=st.sampled_from(KEYS), back=st.booleans())
    def port_is_lost(self, key: str, back: bool) -> None:
        held = self.dialogue.lost(self.now, self.desk.now)
        self.lose("the port is gone")
        self.take(held)
        self.key(key)
        if back:
            self.port_comes_back()

    @precondition(lambda self: self.down)
    @rule()
    def port_comes_back(self) -> None:
        self.settle()  # it is a second later at the earliest
        self.time(1.0)
        self.down = False
        self.modem.dials = self.modem.talks = ""
        self.take(self.dialogue.opened(self.now, self.desk.now))

    # --- what is so ---

    def teardown(self) -> None:
        self.agree()

    @rule()
    def agree(self) -> None:
        self.settle()
        attempts = self.dialogue._attempts
        call = attempts._call
        live = self.desk.position._callers.open
        called = {call.number} if call is not None and not call.silent else set()
        shown = {each.number for each in live.attempts if each.being_brought_in or each.in_contact} if live else set()
        if live is not None and live.dial_tone is not None:
            shown.add(live.dial_tone.number)
        assert called <= shown, (called, shown, call)
        # a call that another spill replaced is over here, and its device was told nothing of that
        assert shown <= called | set(attempts._answered)
        if not self.odd and self.modem.dials and not self.down:
            assert self.dialogue._commands.occupied, "it dials, and nobody knows"
            assert call is None or call.digits == self.modem.dials
        if not self.odd and self.modem.talks and not self.down:
            assert self.modem.talks in {self.attempts[each].digits for each in attempts._answered}, "nobody knows of it"
        if call is not None and call.stage is not Stage.TONE:
            assert self.dialogue.due() is not None, "nothing ends it"


class WellEnds(TwoEnds):
    """The same with a modem that is well: what the console shows is also what the modem's line is."""

    odd = False


TestOddModem = TwoEnds.TestCase
TestWellModem = WellEnds.TestCase
TestOddModem.settings = TestWellModem.settings = settings(stateful_step_count=30)

"""The commands of a voice modem: ITU-T V.250 with the voice class of V.253, as vendors' manuals have them.

What the modem is told to do on its line (dial, answer, hang up, send tones) is handed back; the rest changes its
settings (telephone.md 2.1).
"""

import re
from dataclasses import dataclass, field

REGISTERS = {0: 0, 3: 13, 4: 10, 6: 2, 7: 50, 8: 2, 10: 14, 11: 95, 29: 70}
"""S-registers as the modem wakes up: S7 in seconds, S8 in seconds, S29 in 10 ms."""

CODES = {
    "OK": 0,
    "RING": 2,
    "NO CARRIER": 3,
    "ERROR": 4,
    "NO DIALTONE": 6,
    "BUSY": 7,
    "NO ANSWER": 8,
    "RINGING": 11,
    "VCON": 12,
}
"""What V0 says instead of words."""

IDENTITY = "ANSWERPOINT TEST MODEM"

_REGISTER = re.compile(r"S(\d+)(?:=(\d+)|(\?))")
_BASIC = re.compile(r"&?[A-Z]\d*")
_EXTENDED = re.compile(r"\+([A-Z]+)(=\?|\?|=[^;]*)?;?")


@dataclass(frozen=True)
class Dial:
    """Dial: digits and modifiers as they came."""

    text: str


@dataclass(frozen=True)
class HangUp:
    """Go on hook."""


@dataclass(frozen=True)
class AnswerCall:
    """Take the call that rings."""


@dataclass(frozen=True)
class Tones:
    """Send these on the open line: digits, and `!` for a flash."""

    text: str


OnTheLine = Dial | HangUp | AnswerCall | Tones


@dataclass
class Answer:
    """What a command line comes to: texts, then a result ("" while the line decides it), and what the line must do."""

    texts: list[str] = field(default_factory=list)
    result: str = "OK"
    orders: list[OnTheLine] = field(default_factory=list)


class AtCommands:
    """Settings, and the commands that change them. A lying modem says OK to all and changes nothing but echo."""

    def __init__(self, lying: bool = False, classes: str = "0,1,8") -> None:
        self._lying = lying
        self._classes = classes
        self.reset()

    def reset(self) -> None:
        """Take the settings it wakes up with (ATZ, AT&F)."""
        self.echo = True
        self.verbose = True
        self.fclass = "0"
        self.registers = dict(REGISTERS)
        self.values = {"VCID": "0", "VRA": "50", "VRN": "10", "GCI": "20"}

    def execute(self, line: str) -> Answer:
        """Carry out a command line without its AT; it stops at the first command that fails, as V.250 says."""
        answer = Answer()
        rest = line.upper().replace(" ", "")
        while rest and answer.result == "OK":
            if rest[0] == "D":
                answer.orders.append(Dial(rest[1:]))
                answer.result = ""
                break
            taken = self._one(rest, answer)
            rest = rest[taken:]
        return answer

    def _one(self, rest: str, answer: Answer) -> int:
        if found := _REGISTER.match(rest):
            self._register(int(found[1]), found[2], answer)
        elif found := _EXTENDED.match(rest):
            self._extended(found[1], found[2] or "", answer)
        elif found := _BASIC.match(rest):
            self._basic(found[0], answer)
        else:
            self._unknown(answer)
            return len(rest)
        return found.end()

    def _register(self, number: int, value: str | None, answer: Answer) -> None:
        if value is None:
            answer.texts.append(f"{self.registers.get(number, 0):03d}")
        elif int(value) > 255:
            self._unknown(answer)
        elif not self._lying:
            self.registers[number] = int(value)

    def _extended(self, name: str, value: str, answer: Answer) -> None:
        match name, value:
            case "FCLASS", "=?":
                answer.texts.append(self._classes)
            case "FCLASS", "?":
                answer.texts.append(self.fclass)
            case "FCLASS", _ if value[1:] in self._classes.split(","):
                if not self._lying:
                    self.fclass = value[1:]
            case "VTS", _ if len(value) > 1 and value != "=?":
                answer.orders.append(Tones(tones_of(value[1:])))
            case "VCID", "=?":
                answer.texts.append("(0-1)")
            case _, "?" if name in self.values:
                answer.texts.append(self.values[name])
            case _, _ if name in self.values and value[1:].isdigit():
                if not self._lying:
                    self.values[name] = value[1:]
            case _:
                self._unknown(answer)

    def _basic(self, command: str, answer: Answer) -> None:
        match command:
            case "E0" | "E" | "E1":
                self.echo = command == "E1"
            case "V0" | "V" | "V1":
                self.verbose = command == "V1"
            case "Z" | "Z0" | "&F" | "&F0":
                self.reset()
            case "H" | "H0":
                answer.orders.append(HangUp())
            case "A":
                answer.orders.append(AnswerCall())
                answer.result = ""
            case "I" | "I0" | "I3":
                answer.texts.append(IDENTITY)
            case _ if command[0] in "XQLM&":
                pass
            case _:
                self._unknown(answer)

    def _unknown(self, answer: Answer) -> None:
        if not self._lying:
            answer.result = "ERROR"


def tones_of(value: str) -> str:
    """Return the tones of +VTS: `*,2,5`, or `{*,10}{2,10}` with durations.

    >>> tones_of("*,2,{5,10},!")
    '*25!'
    """
    return re.sub(r"\{(.),\d+\}", r"\1", value).replace(",", "")

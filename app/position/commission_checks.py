"""The checks of the commissioning list: which mean something on a line, and what the technician does for each."""

from dataclasses import dataclass
from enum import StrEnum

from app.ports import PhoneCaps
from app.words import say, say_count

FLASHES = (0.3, 0.4, 0.5, 0.6, 0.7)  # seconds (telephone.md, last paragraph)


class Kind(StrEnum):
    """How a check is carried out."""

    FLASH = "flash"  # a flash of a length that is tried, and its dial tone
    DIAL = "dial"  # digits dialled, and what follows measured
    ASK = "ask"  # done with the ordinary keys; only the verdict is taken
    KEEP = "keep"  # the measured times kept


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `how` is what the technician does and listens for; `digits` what is dialled, "" if it is typed."""

    name: str
    kind: Kind
    how: str
    seconds: float = 0.0
    digits: str = ""


def checks_for(caps: PhoneCaps, ring_back_code: str, rings: int) -> tuple[Check, ...]:
    """Return the checks that mean something on a line that can do and know this, where agencies ring `rings` times."""
    checks = []
    if caps.flash and not caps.by_hand:
        flashes = FLASHES if "flash" in caps.times else (0.0,)
        for seconds in flashes:
            name = say("flash {n} ms", n=f"{seconds * 1000:.0f}") if seconds else say("flash")
            checks.append(
                Check(name, Kind.FLASH, say("dial tone heard, and the test caller still on the line?"), seconds)
            )
    rings_back = say("a test caller on the line hangs up: does its telephone ring?")
    if caps.bridge_in_switch:
        rings_back = say("a test caller on a 9-1-1 line hangs up: does its telephone ring?")
    checks += [
        Check(
            say_count("{n} ring", "{n} rings", rings),
            Kind.DIAL,
            say_count(
                "dial a test number nobody answers: {n} ring, and no other?",
                "dial a test number nobody answers: {n} rings, then they cease?",
                rings,
            ),
        ),
        Check(say("answer"), Kind.DIAL, say("dial a test number that is answered: shown when it was?")),
        Check(say("busy"), Kind.DIAL, say("dial a test number that is busy: shown as busy?")),
        Check(say("unknown code"), Kind.DIAL, say("dial a code nobody has: shown as failed, the caller still there?")),
        Check(say("ring back"), Kind.DIAL, rings_back, digits=ring_back_code),
        Check(
            say("release"),
            Kind.ASK,
            say("call, bring a test agency in, release it: do both still hear each other?"),
        ),
    ]
    if caps.times:
        checks.append(Check(say("keep"), Kind.KEEP, say("the measured times become this telephone's profile")))
    return tuple(checks)

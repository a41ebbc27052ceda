"""Everything that the emulator's window shows, as one frozen value, and the words for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.emulator.tally import Tally
from app.words import joined, say


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One fault of the list: its name, what it does, and how it stands in words ("" for not at all)."""

    name: str
    words: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class EmulatorView:
    """Everything the technician sees.

    `state` is how the emulation stands, in words; `stands` is True while nothing comes because of that. `held` and
    `cut` say what the keys for it do next. `facts` are label and words, `in_force` the faults at work as they are
    written after `--fault`. `told` is what the last key did, or why not.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    state: str
    stands: bool
    held: bool
    cut: bool
    faults: tuple[FaultLine, ...]
    in_force: str
    tally: Tally
    told: str = ""


def state_words(line: str, *, held: bool, over: bool, next_caller: float | None, storm: int) -> str:
    """Return how the emulation stands; `line` is one of there, cut, gone and dead, `storm` the records still to come.

    What is wrong with the line comes first: with that, nothing else matters.
    """
    match line:
        case "cut":
            return say("LINE CUT: nothing comes until it is mended")
        case "gone":
            return say("LINE GONE: the fault vanish; it comes back by itself")
        case "dead":
            return say("LINE DEAD: the fault link_dies of this scenario; only a new start brings it back")
    if held:
        return say("CALLERS HELD: nothing comes, no heartbeat either")
    if over:
        return say("OVER: the last caller of this scenario has called")
    if storm:
        return say("STORM: {n} records still to come", n=f"{storm:,}")
    if next_caller is None:
        return say("RUNNING")
    return say("RUNNING: next caller in {seconds} s", seconds=f"{max(0.0, next_caller):.0f}")


def fault_state(written: Sequence[str], *, asked: bool, possible: bool) -> str:
    """Return how a fault stands; `written` is what is in force, as it is written after `--fault`."""
    if not possible:
        return say("cannot be sent in this scenario")
    parts = [say("strikes next")] if asked else []
    if written:
        parts.append(say("ON: {faults}", faults=", ".join(written)))
    return joined("; ", parts) if parts else ""

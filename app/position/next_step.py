"""The one step that applies now, and who is on the line. The words are a table's (`app.position.step_words`)."""

from typing import NamedTuple

from app.agencies.agency import AgencyTable
from app.call.attempt import Attempt, AttemptState, Purpose
from app.position.conference import PositionCall
from app.position.faces import ANSWER, GIVE_UP, ring_words
from app.position.links import linked_step
from app.position.screen import NextStep
from app.position.step_words import BaseSteps
from app.position.telephone import SWITCH_KEY, Telephone
from app.spill.model import ServiceKind
from app.words import joined, say

_WHOM_SHE_DIALLED = say("the one you dialled")
_THE_SET = say("the set")  # gives an attempt up where the console cannot
_WHOM_I_CALL = say("the one I am calling")  # as the caller is told


def keys_in_words(table: AgencyTable) -> dict[str, str]:
    """Return the keys as the words of the steps name them."""
    keys = table.features
    return {
        "release": keys.release,
        "contact": keys.voice_contact,
        "ring_back": keys.ring_back,
        "give_up": GIVE_UP,
        "answer": ANSWER,
        "switch": SWITCH_KEY,
    }


def next_step(call: PositionCall | None, telephone: Telephone, steps: BaseSteps) -> NextStep:
    """Return the step for the live call, or for the telephone where that comes first."""
    instruction = telephone.instruction
    if call is None or not call.open:
        return _of_the_set(instruction) if instruction else steps.step("ready")
    if call.ringing:
        return steps.step("ringing-by-hand" if telephone.by_hand else "ringing")
    if call.release_warned_at is not None and (warned := _warned(call, telephone, steps)) is not None:
        return warned
    if instruction:
        return _of_the_set(instruction)
    if call.releasing:
        return steps.step("releasing")
    attempt = call.being_brought_in or call.dial_tone
    if call.dial_asked and attempt is None:
        return steps.step("digits-asked")
    if attempt is not None:
        return _while_bringing_in(attempt, call, telephone, steps)
    if (linked := linked_step(call, steps.keys["release"])) is not None:
        return linked
    if call.cut_off_at is not None and not telephone.by_hand:
        return steps.step("cut-off-wireless" if _wireless(call) else "cut-off")
    if call.wanting:
        return steps.step("not-reached", agency=call.wanting[-1])
    if _relays(call):
        return steps.step("relay", agency=_named(call.in_contact[-1])) if call.in_contact else steps.step("taken-up")
    if call.caller_gone_at is not None:
        return steps.step("caller-gone-wireless" if _wireless(call) else "caller-gone")
    if call.in_contact:
        return steps.step("contact", agency=_named(call.in_contact[-1]))
    if call.unreached or call.owed:
        told = call.unreached[-1].short if call.unreached else list(call.owed.values())[-1]
        return steps.step("delivered", agency=told)
    if (left := call.left_by) is not None:
        return steps.step("agency-left", agency=left.short)
    return steps.step("greeting" if call.details is not None else "greeting-without-data")


def _warned(call: PositionCall, telephone: Telephone, steps: BaseSteps) -> NextStep | None:
    """Return what a warned release waits for, None once what was warned of is no longer so."""
    warning = call.release_warning()
    if not warning:
        return steps.step("warned-line-lost") if telephone.lost and not call.releasing else None
    brought_in = call.being_brought_in is not None or call.dialled_by_hand
    return steps.step("warned" if brought_in else "warned-not-reached", warning=warning)


def _relays(call: PositionCall) -> bool:
    """Tell whether this is an ended call taken up again, whose caller is not on the line (D068)."""
    return bool(call.taken_up_from) and call.caller_gone_at is not None


def _wireless(call: PositionCall) -> bool:
    service = call.details.spill.service if call.details is not None else None
    return service is not None and service.kind is ServiceKind.WIRELESS


def _of_the_set(instruction: str) -> NextStep:
    return NextStep(instruction, say("on the telephone set"), urgent=True)


def _while_bringing_in(attempt: Attempt, call: PositionCall, telephone: Telephone, steps: BaseSteps) -> NextStep:
    if attempt.purpose is Purpose.RING_BACK:
        return steps.step("ring-back")
    if attempt.purpose is Purpose.BY_HAND:
        way = {} if telephone.caps.abort else {"give_up": _THE_SET}
        if attempt.state is AttemptState.RECALLING:
            return steps.step("dial-tone-awaited", **way)
        if call.dialled_by_hand:
            if attempt.state is AttemptState.ANSWERED:
                return steps.step("answered", agency=_WHOM_SHE_DIALLED)
            return steps.step("stay", agency=_WHOM_I_CALL)
        return steps.step("dial-tone-or-type" if call.dial_asked else "dial-tone", **way)
    if _relays(call):
        return steps.step("relay", agency=_named(attempt))
    if call.caller_gone_at is not None:
        name = "caller-gone-meanwhile-wireless" if _wireless(call) else "caller-gone-meanwhile"
        return steps.step(name, agency=_named(attempt))
    if attempt.purpose is Purpose.SUPERVISOR:
        return steps.step("supervisor", agency=attempt.short)
    if attempt.state is AttemptState.ANSWERED:
        return steps.step("answered", agency=_named(attempt))
    step = steps.step("stay", agency=attempt.stands_in or _named(attempt, _WHOM_I_CALL))
    if not attempt.stands_in:
        return step
    return step._replace(why=say("{agency}, which is down; {why}", agency=attempt.short, why=step.why))


def _named(attempt: Attempt, no_name: str = _WHOM_SHE_DIALLED) -> str:
    """Return whom an attempt is to reach; of typed digits nobody's name is known."""
    return no_name if attempt.purpose is Purpose.TYPED and attempt.how else attempt.short


_COUNT = (
    say("nobody on line"),
    say("one party on line"),
    say("two parties on line"),
    say("three parties on line"),
    say("four parties on line"),
)


class OnLine(NamedTuple):
    """Who is on the line of a call, as far as it is said."""

    attempts: tuple[Attempt, ...]
    perhaps: tuple[Attempt, ...]
    ringing: bool
    caller_gone: bool
    cut_off: bool
    held: bool
    taken_up_from: int  # 0 where the caller of the call that was taken up is on the line


def on_line(call: PositionCall | None) -> OnLine | None:
    """Return who is on the line, None if nobody is."""
    if call is None or not call.open:
        return None
    gone = call.caller_gone_at is not None
    return OnLine(
        tuple(call.attempts),
        call.perhaps_on_line,
        call.ringing,
        gone,
        call.cut_off_at is not None,
        call.held,
        call.taken_up_from if gone else 0,
    )


def line_words(line: OnLine | None) -> str:
    """Say who is on the line: "two parties on line: caller, Oshawa Fire ringing"."""
    if line is None:
        return say("nobody on the line")
    parties = [] if line.caller_gone or line.cut_off else [say("caller ringing") if line.ringing else say("caller")]
    for attempt in line.attempts:
        if attempt.purpose is Purpose.RING_BACK:
            continue
        if attempt.state is AttemptState.RINGING:
            rings = joined("", (" (", ring_words(attempt), ")")) if attempt.purpose is Purpose.TYPED else ""
            parties.append(joined("", (say("{agency} ringing", agency=attempt.short), rings)))
        elif attempt.state is AttemptState.ANSWERED:
            parties.append(say("{agency} answered", agency=attempt.short))
        elif attempt.in_contact:
            parties.append(attempt.short)
    count = _COUNT[len(parties)] if len(parties) < len(_COUNT) else say("{n} parties on line", n=len(parties))
    words = [joined(": ", (count, joined(", ", parties))) if parties else count]
    for why in dict.fromkeys(each.perhaps_on_line for each in line.perhaps):
        who = dict.fromkeys(each.short for each in line.perhaps if each.perhaps_on_line == why)
        words.append(say("perhaps {agencies} ({why})", agencies=joined(", ", list(who)), why=why))
    if line.taken_up_from:
        words.append(say("call {call} taken up again", call=line.taken_up_from))
    elif line.caller_gone:
        words.append(say("the caller hung up"))
    elif line.cut_off:
        words.append(say("the caller was CUT OFF"))
    if line.held:
        words.append(say("ON HOLD"))
    return joined("; ", words)

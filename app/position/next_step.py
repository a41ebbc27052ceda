"""The one step that applies now, and who is on the line, in words. Pages are the manual's (003)."""

from app.agencies.agency import AgencyTable
from app.call.attempt import Attempt, AttemptState, Purpose
from app.position.conference import PositionCall
from app.position.faces import ANSWER, GIVE_UP
from app.position.links import linked_step
from app.position.screen import NextStep
from app.position.standing import in_place_of
from app.position.telephone import SWITCH_KEY, Telephone

GREETING = "Do you require Police, Fire or Ambulance?"  # D050, 003:541, word for word
NOT_THE_INCIDENT = "The address is the caller's, not necessarily the incident's"  # D056


def next_step(call: PositionCall | None, table: AgencyTable, telephone: Telephone) -> NextStep:
    """Return the step for the live call, or for the telephone where that comes first."""
    keys = table.features
    instruction = telephone.instruction
    if call is None or not call.open:
        if instruction:
            return NextStep(instruction, "on the telephone set", urgent=True)
        return NextStep("Ready for the next call.", "Details of the last call stay until then.")
    if call.ringing:
        return NextStep(f"A caller rings: {ANSWER} answers.", "9-1-1 calls are answered promptly", "manual p. 12", True)
    if call.release_warned_at is not None:
        return NextStep(
            f"{keys.release} again releases; {keys.voice_contact} confirms voice contact.",
            call.release_warning(),
            "manual p. 15",
            urgent=True,
        )
    if instruction:
        return NextStep(instruction, "on the telephone set", urgent=True)
    if call.releasing:
        return NextStep("Releasing: wait for the telephone.", "you are still on the line until it says so")
    attempt = call.being_brought_in or call.dial_tone
    if call.dial_asked and attempt is None:
        return NextStep(
            "Press an agency's key, or type the digits.",
            f"{GIVE_UP} gives it up; the caller stays on the line",
            "manual p. 15",
        )
    if attempt is not None:
        return _while_bringing_in(attempt, call, table)
    if (linked := linked_step(call, keys.release)) is not None:
        return linked
    if call.unreached:
        failed = call.unreached[-1]
        return NextStep(
            f"{failed.short} was not reached: take the information and see that it gets there.",
            "the next rungs stand below the keys; nothing redials by itself",
            "manual p. 18",
            urgent=True,
        )
    if call.cut_off_at is not None and not telephone.by_hand:
        return NextStep(
            f"The line was lost with the caller on it. {keys.ring_back} rings back, {SWITCH_KEY} takes the set.",
            "nobody is connected with her now",
            "manual p. 21",
            True,
        )
    if call.caller_gone_at is not None:
        return NextStep(
            f"The caller hung up. {keys.ring_back} rings back, {keys.release} closes the call.",
            "",
            "manual p. 21",
            True,
        )
    if call.in_contact:
        return NextStep(
            f"{keys.release} leaves; caller and {call.in_contact[-1].short} stay connected.",
            "only the agency talks to the caller now",
            "manual p. 18",
        )
    return NextStep(f'"{GREETING}"', NOT_THE_INCIDENT, "manual p. 12")


def _while_bringing_in(attempt: Attempt, call: PositionCall, table: AgencyTable) -> NextStep:
    keys = table.features
    if attempt.purpose is Purpose.RING_BACK:
        return NextStep(
            "Listen: the caller's telephone is being rung.", "rings until answered or released", "manual p. 21"
        )
    if attempt.purpose is Purpose.BY_HAND:
        typed = ", or type" if call.dial_asked else ""
        tone = f"Dial tone: press an agency's key{typed}."
        words = "Wait for dial tone." if attempt.state is AttemptState.RECALLING else tone
        return NextStep(words, f"{GIVE_UP} gives it up; the caller stays on the line", "manual p. 15")
    if call.caller_gone_at is not None:
        return NextStep(
            f"The caller hung up. Tell {attempt.short} what you know; then {keys.ring_back} rings back.",
            "the agency still needs the information",
            "manual p. 21",
            urgent=True,
        )
    if attempt.purpose is Purpose.SUPERVISOR:
        return NextStep(f"Listen: {attempt.short}.", f"when you speak together: {keys.voice_contact}", "manual p. 19")
    if attempt.state is AttemptState.ANSWERED:
        return NextStep(
            f"Listen: are caller and {attempt.short} speaking? Then {keys.voice_contact}.",
            "stay until there is voice contact",
            "manual p. 15",
            urgent=True,
        )
    own = table.by_id.get(attempt.agency)
    spoken = attempt.short.removesuffix(in_place_of("", own)) if own is not None else attempt.short
    why = "stay on the line" if spoken == attempt.short else f"{attempt.short}, which is down; stay on the line"
    return NextStep(f'Tell the caller: "Stay on the line for {spoken}."', why, "manual p. 13")


_COUNT = ("nobody", "one party", "two parties", "three parties", "four parties")


def line_words(call: PositionCall | None) -> str:
    """Say who is on the line: "two parties on line: caller, Oshawa Fire ringing"."""
    if call is None or not call.open:
        return "nobody on the line"
    parties = [] if call.caller_gone_at or call.cut_off_at else ["caller ringing" if call.ringing else "caller"]
    for attempt in call.attempts:
        if attempt.purpose is Purpose.RING_BACK:
            continue
        if attempt.state is AttemptState.RINGING:
            parties.append(f"{attempt.short} ringing")
        elif attempt.state is AttemptState.ANSWERED:
            parties.append(f"{attempt.short} answered")
        elif attempt.in_contact:
            parties.append(attempt.short)
    count = _COUNT[len(parties)] if len(parties) < len(_COUNT) else f"{len(parties)} parties"
    words = f"{count} on line{': ' if parties else ''}{', '.join(parties)}"
    gone = "; the caller hung up" if call.caller_gone_at else "; the caller was CUT OFF" if call.cut_off_at else ""
    return f"{words}{gone}{'; ON HOLD' if call.held else ''}"

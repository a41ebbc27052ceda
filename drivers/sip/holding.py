"""Hold and resume: the call-taker leaves the circuit for a moment, and nobody is parted by it."""

from collections.abc import Callable
from datetime import datetime

from app.ports import HeldOnLine, LineTold, NotDone, Resumed
from drivers.sip.conversation import Conversation, What


def hold(on: Conversation, now: float, at: datetime) -> list[What]:
    """Hold the circuit: on the wire where one far end is on, by the handset alone where this console joins several."""
    if not on.health.started:
        return []
    if not any(leg.up for leg in on.legs):
        return [NotDone(at, "not held: nobody is on the line")]
    if not on.joined_by_switch and on.legs.callers_up and on.legs.agencies_up:
        on.on_hold, on.handset = True, False  # a hold on the wire would part the caller from the agency
        return [*on.mix(), HeldOnLine(at, raw="caller and agency stay together")]

    wanted = [leg for leg in on.legs if leg.up and not leg.held]

    def held(error: str, now: float, at: datetime) -> list[What]:
        if error:  # nobody stays on a hold that is not shown
            mine = [leg for leg in wanted if leg.held and on.legs.find(leg.call) is leg]

            def back(error: str, now: float, at: datetime) -> list[What]:
                return [*on.mix(), *([NotDone(at, f"still on hold: {error}")] if error else [])]

            told: list[What] = [LineTold(at, "last result", f"not held: {error}"), NotDone(at, f"not held: {error}")]
            return [*on.set_hold(mine, False, now, at, back), *told]
        on.on_hold = any(leg.up for leg in on.legs)
        return [HeldOnLine(at)]

    return on.set_hold(wanted, True, now, at, held)


def resume(on: Conversation, now: float, at: datetime) -> list[What]:
    """Take the held circuit back."""
    if not on.health.started:
        return []
    on.on_hold, on.handset = False, True

    def resumed(error: str, now: float, at: datetime) -> list[What]:
        if error:
            on.on_hold = any(leg.held for leg in on.legs)
            return [LineTold(at, "last result", f"still on hold: {error}"), NotDone(at, f"still on hold: {error}")]
        on.on_hold, on.handset = False, True  # a hold that was on its way may have come in between
        return [*on.mix(), Resumed(at)]

    return on.set_hold([leg for leg in on.legs if leg.held or leg.holding], False, now, at, resumed)


def take_caller_back(on: Conversation, now: float, at: datetime, then: Callable[[datetime], list[What]]) -> list[What]:
    """Take the caller back from the hold that an attempt needed; one held by the call-taker is taken back too.

    `then` is what follows once that is done; that it cannot be done is told.
    """

    def back(error: str, now: float, at: datetime) -> list[What]:
        if error:
            held = any(leg.held for leg in on.legs.callers_up)  # else she hung up meanwhile
            return [*on.mix(), *([NotDone(at, f"the caller is still on hold: {error}")] if held else [])]
        return then(at)

    return on.set_hold([leg for leg in on.legs.callers_up if leg.held], False, now, at, back)

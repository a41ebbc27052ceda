"""Which of the open procedures leads, and which wait in the list of tasks.

Of the live call's own the one that was begun or called for last leads. One that is for no call (an evacuation), or for
a call that is over (a watch, a trace), never stands before a caller by itself: when a call comes it is put aside, until
the call-taker asks for it with the key that goes to the next: an agency may report from the door of one call while she
has the next. Behind the last the same key goes back to the call's own step.
"""

from datetime import tzinfo

from app.call.procedure import Sign
from app.position.card import clock_text
from app.position.conference import PositionCall
from app.position.facts import CallFacts
from app.position.running import Running, waiting_line
from app.position.screen import KeyFace, NextStep
from app.words import joined, say

LEAD_KEY = "Ctrl+J"
CALLER_FIRST = frozenset({Sign.CALLER_GONE, Sign.CUT_OFF})  # on these the caller on the line comes before another
THEN = say("after this step")
HUNG_UP = say("THE CALLER HUNG UP")


def may_stand(running: list[Running], live: PositionCall | None) -> list[Running]:
    """Return those that may lead now, the leading one last; without a live call, all that are open."""
    if live is None:
        return running
    return [each for each in running if each.call is live or (not each.aside and _beside_any_caller(each))]


def _beside_any_caller(one: Running) -> bool:
    """Tell whether one may be asked for whoever is on the line; calls back are too many to be gone through then."""
    return one.call is None or not (one.call.open or one.procedure.one_per_number)


def with_last_tick(step: NextStep, running: Running, zone: tzinfo | None) -> NextStep:
    """Return the step of one that is for no call with the time of its last tick: a checklist is looked at later."""
    first = running.step.id == running.procedure.first
    if running.call is not None:
        return step
    time = clock_text(running.since, zone)
    words = say("begun {time}", time=time) if first else say("last tick {time}", time=time)
    return step._replace(why=joined("; ", (words, step.why)))


def with_hang_up(step: NextStep, running: Running, live: PositionCall | None) -> NextStep:
    """Return the step that stood before the caller of the live call hung up, and took no notice of that, saying so."""
    gone_at = live.caller_gone_at if live is not None and not live.taken_up_from else None
    if gone_at is None or running.call is not live or running.since >= gone_at:
        return step
    return step._replace(why=joined("; ", [words for words in (HUNG_UP, step.why) if words]))


def put_aside(running: list[Running], live: PositionCall) -> None:
    """Let those that are not for this call wait: it is on the line now."""
    for each in running:
        each.aside = each.aside or each.call is not live


def how_led(one: Running, live: PositionCall | None) -> str:
    """Say how one that waits comes to lead: by its key, or once the call on the line is over."""
    by_key = live is None or one.call is live or _beside_any_caller(one)
    return LEAD_KEY if by_key else say("after this call")


def goes_first(running: list[Running]) -> Running:
    """Return the one to be ended where too many are open: the oldest call back, else the oldest that is no watch."""
    older = running[:-1]
    calls_back = (each for each in older if each.procedure.one_per_number)
    others = (each for each in older if not each.procedure.watch)
    return next(calls_back, None) or next(others, running[0])


def lead(running: list[Running], one: Running) -> None:
    """Let one lead."""
    running.remove(one)
    running.append(one)
    one.aside = False


def lead_next(running: list[Running], live: PositionCall | None) -> bool:
    """Let the next one lead, or the live call's own step; False if there is no other.

    The live call's own have their turn first, the newest before the older ones; of the others the watches first.
    """
    standing = may_stand(running, live)
    leading = standing[-1] if standing else None
    if live is None:
        following = running[:1]
    else:
        own = sorted((each for each in running if each.call is live), key=_number, reverse=True)
        others = sorted((each for each in running if each.call is not live and _beside_any_caller(each)), key=_in_turn)
        in_turn = [*own, *others]
        following = in_turn[in_turn.index(leading) + 1 :] if leading in in_turn else in_turn
        if leading is not None and leading.call is not live:
            leading.aside = True
            if not following and not own:
                return True
        following = following or own
    if not following or following[0] is leading:
        return False
    lead(running, following[0])
    return True


def _number(one: Running) -> int:
    return one.number


def _in_turn(one: Running) -> tuple[bool, int]:
    return _after_watches(one), one.number


def _after_watches(one: Running) -> bool:
    return not one.procedure.watch


class Shown:
    """What is shown of the procedures of `running`, which those who run them change; `facts` are the calls'."""

    def __init__(self, running: list[Running], facts: CallFacts) -> None:
        self._running = running
        self._known = facts.known

    def leading(self, live: PositionCall | None) -> Running | None:
        """Return the procedure that leads, None if none runs."""
        shown = may_stand(self._running, live) if self._running else []
        return shown[-1] if shown else None

    def leave(self, live: PositionCall | None) -> bool:
        """Go back to the live call's own step; False if it stands there, or an attempt of hers wants the key."""
        leading = self.leading(live)
        if live is None or leading is None or leading.call is live or live.being_brought_in or live.dial_tone:
            return False
        leading.aside = True
        return True

    def may_lead(self, live: PositionCall) -> bool:
        """Tell whether a procedure's step may stand in place of the conference's own now."""
        if live.release_warned_at is not None or live.ringing or live.releasing:
            return False
        attempt = live.being_brought_in or live.dial_tone
        if attempt is None or any(each.attempt == attempt.number for each in self._running):
            return True
        running = self.leading(live)
        # dial tone that stood before the step came is there to be used by it
        own_tone = running is not None and attempt is live.dial_tone and running.since > attempt.dialled_at
        return own_tone or (running is not None and running.step.over_attempt)

    def step(self, running: Running, live: PositionCall | None) -> tuple[NextStep, tuple[KeyFace, ...]]:
        """Return the step of one that leads, in words, and its keys."""
        known = self._known(running)
        return running.next_step(known, live), running.faces(known)

    def waiting_words(self, live: PositionCall | None, *, leads: bool) -> tuple[str, ...]:
        """Return one line for each procedure that runs and whose step does not stand in NEXT, watches first.

        `leads` tells whether that of the leading one does: the telephone's own step, or the form of an agency that is
        marked down, may stand in its place, and it is not hidden by that.
        """
        leading = self.leading(live)
        waiting = [each for each in self._running if not (leads and each is leading)]
        if len(waiting) > 1:
            waiting.sort(key=_after_watches)
        return tuple(
            waiting_line(each, self._known(each), THEN if each is leading else how_led(each, live)) for each in waiting
        )

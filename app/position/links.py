"""Which calls the call-taker said are one incident (D095). A link is a word on both rows: nothing is merged by it,
nothing closed, and no agency is told."""

from collections.abc import Iterator

from app.position.conference import PositionCall
from app.position.screen import NextStep
from app.words import say

KEPT = 2_000  # links kept at hand, the newest: days of a busy position; older ones are in `answerpoint calls`
_NAMED = 3  # calls named in words; of more, only how many


class Links:
    """To which call each call was linked: always to the first of the incident, never to one that is linked itself."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        self._others: dict[int, list[int]] = {}  # by the first call, those linked to it, in that order
        self.changes = 0  # counts up with every change, so that what is made of the links can be kept until then

    def join(self, call: int, first: int) -> None:
        """Note that `call` is the same incident as `first`, in place of what it was linked to before."""
        self.part(call)
        self._first[call] = first
        self._others.setdefault(first, []).append(call)
        self.changes += 1
        while len(self._first) > KEPT:
            self.part(next(iter(self._first)))

    def part(self, call: int) -> None:
        """Take a call's link back; nothing if it has none."""
        first = self._first.pop(call, None)
        if first is None:
            return
        self.changes += 1
        others = self._others[first]
        others.remove(call)
        if not others:
            del self._others[first]

    def first_of(self, call: int) -> int:
        """Return the first call of the incident that a call belongs to: itself, if it is linked to none."""
        for first in self._way(call):
            call = first
        return call

    def _way(self, call: int) -> Iterator[int]:
        """Yield the calls that one leads to, each once: a journal that was tampered with may lead in a circle."""
        seen = {call}
        while (first := self._first.get(call)) is not None and first not in seen:
            seen.add(first)
            yield first
            call = first

    def words(self, call: int) -> str:
        """Say of which call this one is the same incident: "same incident as call 12"; "" if of none."""
        if not self._first:
            return ""
        first = self._first.get(call)
        others = (*((first,) if first is not None else ()), *self._others.get(call, ()))
        if not others:
            return ""
        if len(others) > _NAMED:
            return say("same incident as {n} calls, the first is {call}", n=len(others), call=others[0])
        if len(others) == 1:
            return say("same incident as call {call}", call=others[0])
        return say("same incident as calls {calls}", calls=", ".join(map(str, others)))


def linked_step(call: PositionCall, release_key: str) -> NextStep | None:
    """Return the step of a call that is linked and whose caller is there to be told; None where another applies.

    The manual's condition is the call-taker's to judge: that nothing is new (003:729-733, D095).
    """
    there = call.caller_gone_at is None and call.cut_off_at is None
    if call.linked_to is None or call.in_contact or not there:
        return None
    return NextStep(
        say("Nothing new? You may tell the caller: we have the information. {key} releases.", key=release_key),
        say("same incident as call {call}; anything new still goes to the agency", call=call.linked_to),
        say("manual p. {page}", page="18"),
    )

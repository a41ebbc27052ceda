"""Leaving the line: release, hanging up for everyone, and the console that closes.

Where this console joins the parties, hanging up would cut the caller off, so a release is a transfer: the caller's far
end is asked to call the agency in our place (REFER with Replaces), and where it will not, the agency's to take the
caller. Whatever may have happened is never followed by a BYE: both are taken back from hold, and the call-taker is told
that she is still on the line.
"""

from dataclasses import dataclass
from datetime import datetime

from app.ports import CallerGone, LineTold, Outcome, Released, ReleaseRefused
from drivers.sip.conversation import COMMAND_S, Conversation, What, nothing
from drivers.sip.legs import Leg
from drivers.sip.messages import EndCall, Finish, Linger, Transfer, TransferEnded

CLOSING_TRANSFER_S = 3.0
"""A console that closes waits no longer than this for a transfer."""

SETTLING_S = 2.0
"""After one leg went during a transfer the other's end, which makes it a transfer, is waited for so long."""

LEFTOVER_S = 5.0
"""After a transfer that was confirmed the far end ends our other leg; after this long we do."""

TAKING_BACK_S = 3.0
"""After a transfer that failed it is said so in so long, though a far end may be slow to come back from hold."""

LEAST_TRANSFER_S = 1.0
"""With less time left than this the other far end is not asked any more."""

JUST_LEFT_S = 2.0
"""A key pressed to leave the caller with an agency comes too late when the agency has just hung up; she has seen it
after so long."""


@dataclass(slots=True)
class _Transfer:
    """A release by transfer. `stage` 0 asks the caller's far end, 1 the agency's, both before `until`.

    `settle_at` is set once one leg is gone, `back_at` while both are taken back; `note` is told with a transfer done.
    """

    caller: Leg
    agency: Leg
    until: float
    note: str = ""
    stage: int = 0
    ask: int = 0
    why: str = ""
    caller_gone: str | None = None
    agency_gone: str | None = None
    settle_at: float | None = None
    back_at: float | None = None

    @property
    def taking_back(self) -> bool:
        """True once it failed."""
        return self.back_at is not None

    @property
    def both_gone(self) -> bool:
        """True if neither is on the line any more."""
        return self.caller_gone is not None and self.agency_gone is not None

    @property
    def one_gone(self) -> bool:
        """True if somebody is not on the line any more."""
        return self.caller_gone is not None or self.agency_gone is not None


class Leaving:
    """How this position leaves the calls of a conversation."""

    def __init__(self, conversation: Conversation) -> None:
        self._on = conversation
        self._transfer: _Transfer | None = None
        self._parting: set[str] = set()  # calls that are ended by us before `Released`
        self._raw = ""
        self._not_ended: list[str] = []
        self._agency_left_at = float("-inf")
        self._leftovers: dict[str, float] = {}
        self.parted = False
        """True once the process was told to linger or to finish."""

    @property
    def under_way(self) -> bool:
        """True while a transfer has no outcome."""
        return self._transfer is not None

    def due(self) -> float | None:
        """Return when something happens next, or None."""
        times = list(self._leftovers.values())
        if self._transfer is not None:
            times += [each for each in (self._transfer.settle_at, self._transfer.back_at) if each is not None]
        return min(times, default=None)

    def tick(self, now: float, at: datetime) -> list[What]:
        """Return what has happened by `now`."""
        what: list[What] = []
        for call in [call for call, until in self._leftovers.items() if until <= now]:
            del self._leftovers[call]
            what.append(EndCall(self._on.number(), call))
        transfer = self._transfer
        if transfer is not None and transfer.settle_at is not None and transfer.settle_at <= now:
            transfer.settle_at = None
            what += self._take_back(transfer, now, at)
        elif transfer is not None and transfer.back_at is not None and transfer.back_at <= now:
            what += self._refuse(transfer, "still on hold: no answer yet", at)
        return what

    def agency_left(self, now: float) -> None:
        """An agency hung up."""
        self._agency_left_at = now

    def release(self, now: float, at: datetime) -> list[What]:
        """Leave; caller and agency stay together."""
        if self._transfer is not None:
            return []
        legs = self._on.legs
        callers, agencies = legs.callers_up, legs.agencies_up
        if callers and any(not leg.given_up for leg in legs.calling):
            words = "an agency is still being called, and the caller would be alone; wait for it, or give it up"
            return [ReleaseRefused(at, words)]
        if callers and not agencies and now < self._agency_left_at + JUST_LEFT_S:
            return [ReleaseRefused(at, "the agency has just hung up, and the caller would be cut off; press again")]
        if not callers or not agencies or self._on.joined_by_switch:
            return self.part("", now, at)
        heard = [leg for leg in agencies if not leg.silent] or agencies
        if len(heard) > 1 and any(not leg.found for leg in heard):
            words = "two agencies are on, and a transfer keeps one of them with the caller: stay until one hangs up"
            return [ReleaseRefused(at, words)]
        return self._begin(callers[0], heard[-1], self._on.account.transfer_limit, now)

    def hang_up(self, now: float, at: datetime) -> list[What]:
        """End our call for everyone; those who ring here go on ringing."""
        self._transfer = None
        cut: list[What] = []
        for leg in self._on.legs.calling:
            cut.append(self._on.ended(at, leg.attempt, Outcome.ABORTED, "hung up here"))
            leg.given_up = True  # its end is told; should it answer all the same, it is ended then
        return cut + self.part("hung up for everyone", now, at)

    def part(self, raw: str, now: float, at: datetime) -> list[What]:
        """End every call that is on; `Released` follows when all are ended.

        A caller who is just being answered is none of them: she was not on the line when the key was pressed.
        """
        self._on.on_hold, self._on.handset = False, True
        mine = [leg for leg in self._on.legs if leg.up or leg.attempt]
        if not mine:
            return [Released(at, raw)]
        self._raw, self._not_ended = raw, []
        self._parting |= {leg.call for leg in mine}
        return [self._end(leg, now) for leg in mine]

    def _end(self, leg: Leg, now: float) -> What:
        def ended(error: str, now: float, at: datetime) -> list[What]:
            if leg.call not in self._parting:
                return []  # its end was told before the answer came
            if error:
                self._not_ended.append(f"{leg.who} is still on the line: {error}")
            else:
                self._on.legs.remove(leg)
            return self._parted_from(leg, at)

        return self._on.end(leg, now, ended)

    def _parted_from(self, leg: Leg, at: datetime) -> list[What]:
        self._parting.discard(leg.call)
        if self._parting:
            return []
        over = ReleaseRefused(at, "; ".join(self._not_ended)) if self._not_ended else Released(at, self._raw)
        return [*self._on.mix(), over]

    def closed(self, leg: Leg, raw: str, now: float, at: datetime) -> list[What] | None:
        """A call is over: return what follows, or None where that is not ours to say."""
        if leg.call in self._parting:
            self._on.legs.remove(leg)
            return self._parted_from(leg, at)
        transfer = self._transfer
        if transfer is None or transfer.taking_back or leg not in (transfer.caller, transfer.agency):
            return None
        if leg is transfer.caller:
            transfer.caller_gone = raw
        else:
            transfer.agency_gone = raw
        return []  # what it means is known when the transfer has its outcome

    def forget(self, call: str) -> None:
        """A call that was left to the far end is over."""
        self._leftovers.pop(call, None)

    def lost(self, why: str, at: datetime) -> list[What]:
        """The process is gone in the middle of it."""
        what: list[What] = []
        if self._transfer is not None:
            what.append(ReleaseRefused(at, f"{why}; caller and agency may be together all the same", sure=False))
        elif self._parting:
            what.append(ReleaseRefused(at, why, sure=False))
        self._transfer = None
        self._parting.clear()
        self._leftovers.clear()
        return what

    # --- transfer -----------------------------------------------------------------------------------------------------

    def _begin(self, caller: Leg, agency: Leg, limit: float, now: float) -> list[What]:
        others = [leg.who for leg in self._on.legs.agencies_up if leg is not agency]
        note = f" to {agency.who}; hung up: {', '.join(others)}" if others else ""
        self._transfer = _Transfer(caller, agency, now + limit, note)
        caller.held = agency.held = True  # the process holds both before it asks
        return self._try(self._transfer, now)

    def _try(self, transfer: _Transfer, now: float) -> list[What]:
        first, second = (transfer.caller, transfer.agency)[:: 1 if transfer.stage == 0 else -1]
        left = transfer.until - now

        def command(ask: int) -> Transfer:
            transfer.ask = ask
            return Transfer(ask, first.call, second.call, left)

        return [self._on.ask(command, f"transfer {first.who}", now, nothing, left + COMMAND_S)]

    def transfer_ended(self, fact: TransferEnded, now: float, at: datetime) -> list[What]:
        """Take the outcome of a transfer."""
        self._on.answered(fact.ask, "", now, at)
        transfer = self._transfer
        if transfer is None or transfer.ask != fact.ask:
            return []
        if fact.ok or transfer.both_gone:
            return self._left(transfer, now, at, fact.why + transfer.note)
        if fact.why not in transfer.why:
            transfer.why = f"{transfer.why}; {fact.why}" if transfer.why else fact.why
        in_time = now + LEAST_TRANSFER_S <= transfer.until
        if fact.sure and transfer.stage == 0 and in_time and not transfer.one_gone:
            transfer.stage = 1
            return self._try(transfer, now)
        if transfer.one_gone and not fact.sure:
            transfer.settle_at = now + SETTLING_S
            return []
        return self._take_back(transfer, now, at)

    def _left(self, transfer: _Transfer, now: float, at: datetime, raw: str) -> list[What]:
        self._transfer = None
        for leg in (transfer.caller, transfer.agency):
            if self._on.legs.find(leg.call) is leg:
                self._on.legs.remove(leg)
                self._leftovers[leg.call] = now + LEFTOVER_S
        self._on.on_hold, self._on.handset = False, True
        alone: list[What] = []
        for leg in self._on.legs.agencies_up:  # found, or silent, beside the one that has the caller now
            self._on.legs.remove(leg)
            alone.append(self._on.end(leg, now))
        return [*alone, *self._on.mix(), Released(at, raw), *self._part_with_console()]

    def _take_back(self, transfer: _Transfer, now: float, at: datetime) -> list[What]:
        """The transfer failed: take back from hold who is still there, and say so."""
        if transfer.both_gone:
            return self._left(transfer, now, at, "both left while the transfer was under way")
        transfer.back_at = min(now, transfer.until) + TAKING_BACK_S
        what: list[What] = []
        if transfer.caller_gone is not None:
            what.append(CallerGone(at, transfer.caller.line, transfer.caller_gone))
        if transfer.agency_gone is not None:
            words = "the agency hung up"
            what.append(self._on.ended(at, transfer.agency.attempt, Outcome.ANSWERED, words, raw=transfer.agency_gone))
            self.agency_left(now)

        def back(error: str, now: float, at: datetime) -> list[What]:
            if self._transfer is not transfer:  # it was refused before this answer came
                late: list[What] = [LineTold(at, "last result", f"still on hold: {error}")] if error else []
                return [*self._on.mix(), *late]
            return self._refuse(transfer, f"still on hold: {error}" if error else "", at)

        still = [leg for leg in (transfer.caller, transfer.agency) if self._on.legs.find(leg.call) is leg]
        return what + self._on.set_hold(still, False, now, at, back)

    def _refuse(self, transfer: _Transfer, held: str, at: datetime) -> list[What]:
        self._transfer = None
        silent = [f"no sound comes from {leg.who}" for leg in (transfer.caller, transfer.agency) if leg.silent]
        why = "; ".join(words for words in (transfer.why, *silent, held) if words)
        return [*self._on.mix(), ReleaseRefused(at, why), *self._part_with_console()]

    # --- closing ------------------------------------------------------------------------------------------------------

    def close(self, now: float, at: datetime) -> list[What]:
        """The console closes: leave without dropping a live caller. `parted` is True when that is done."""
        self._on.closing = True
        legs = self._on.legs
        what: list[What] = [self._on.end(leg, now) for leg in legs if not leg.up and not leg.answering]
        callers, agencies = legs.callers_up, legs.agencies_up
        if self._transfer is not None:
            return what
        if callers and len(agencies) == 1 and not self._on.joined_by_switch:
            return what + self._begin(callers[0], agencies[0], CLOSING_TRANSFER_S, now)
        return what + self._part_with_console()

    def _part_with_console(self) -> list[What]:
        if not self._on.closing or self.parted:
            return []
        self.parted = True
        legs = self._on.legs
        together = self._on.joined_by_switch and legs.agencies_up
        live = legs.callers_up or any(leg.answering for leg in legs)
        return [Linger()] if live and not together else [Finish()]

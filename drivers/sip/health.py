"""Whether the line can be used, and whether voice comes: what the facts about both amount to."""

from datetime import datetime

from app.ports import AudioBack, AudioLost, LineLost, LineTold, LineUp, PhoneEvent
from drivers.sip.account import SipAccount
from drivers.sip.legs import Legs
from drivers.sip.messages import AccountTold, Alive, SoundTold, Started, SwitchTold

SILENCE_S = 3.0
"""Without sound for so long voice is called lost; it comes every 20 ms, silence included."""

_NOT_REGISTERED = ("refused", "failed")


class Health:
    """Collects the facts; each method returns what is to be told."""

    def __init__(self, account: SipAccount) -> None:
        self._account = account
        self._started = False
        self._registered = "off"
        self._registration = ""
        self._reachable: bool | None = None
        self._switch = ""
        self._sound_fault = ""
        self._told: str | None = None  # why it is lost, "" when it is up; None before the first word
        self._voice_lost = False

    @property
    def started(self) -> bool:
        """True while there is a process that can take commands."""
        return self._started

    def gone(self, why: str, at: datetime) -> list[PhoneEvent]:
        """The process is gone; with it all that was known."""
        self._started, self._registered, self._reachable = False, "off", None
        self._sound_fault, self._voice_lost = "", False
        if why == self._told:
            return []  # it could not be started again, for the same reason
        self._told = why
        return [LineTold(at, "library", why), LineLost(at, why)]

    def hear(self, fact: Started | AccountTold | SwitchTold, legs: Legs, at: datetime) -> list[PhoneEvent]:
        """Take a fact about the line itself."""
        told: list[PhoneEvent]
        match fact:
            case Started():
                self._started = True
                told = [
                    LineTold(at, "library", f"{fact.version}, listens on {fact.listens}"),
                    LineTold(at, "account", self._account.words),
                ]
            case AccountTold():
                before = self._registered, self._registration
                self._registered, self._registration = fact.state, fact.text
                told = [LineTold(at, "registration", fact.text, fault=fact.state in _NOT_REGISTERED)]
                if before == (fact.state, fact.text):
                    told = []  # it is asked for again for ever, and ends the same each time
            case SwitchTold():
                self._reachable, self._switch = fact.reachable, fact.text
                told = [LineTold(at, "switch", fact.text, fault=not fact.reachable)]
        return [*told, *self._line(legs, at)]

    def hear_sound(self, fact: SoundTold, legs: Legs, at: datetime) -> list[PhoneEvent]:
        """Take a fact about the handset."""
        events: list[PhoneEvent] = [LineTold(at, "sound", fact.text, fault=not fact.ok)]
        if not fact.ok and fact.text != self._sound_fault:
            events.append(AudioLost(at, fact.text))
            self._voice_lost = True
        self._sound_fault = "" if fact.ok else fact.text
        return events + self._voice(legs, at)

    def hear_alive(self, fact: Alive, legs: Legs, now: float, at: datetime) -> list[PhoneEvent]:
        """Take the heartbeat: which call is silent, and whether the line is lost with it."""
        events: list[PhoneEvent] = []
        for leg in legs:
            if leg.up_at is None or leg.held:
                continue  # one who is held is silent, and one who was silent before has no voice by it
            up_for, quiet = now - leg.up_at, fact.quiet.get(leg.call, -1)
            if 0 <= quiet / 1000 < min(up_for, SILENCE_S):
                leg.silent = False
            elif up_for >= SILENCE_S and not leg.silent:
                leg.silent = self._voice_lost = True
                events.append(AudioLost(at, f"no sound from {leg.who} for {SILENCE_S:.0f} s"))
        return events + self._voice(legs, at) + self._line(legs, at)

    def recheck(self, legs: Legs, at: datetime) -> list[PhoneEvent]:
        """A call is over or another began: tell what follows from that."""
        return self._voice(legs, at) + self._line(legs, at)

    def _voice(self, legs: Legs, at: datetime) -> list[PhoneEvent]:
        if self._voice_lost and not self._sound_fault and not any(leg.silent for leg in legs):
            self._voice_lost = False
            return [AudioBack(at)]
        return []

    def _line(self, legs: Legs, at: datetime) -> list[PhoneEvent]:
        """Tell that the line is up or lost, once each time; before its first word there is none to tell."""
        why = self._why_not()
        if why is None or why == self._told:
            return []
        if why and legs:
            # whoever is on it, rings or is called would be given up with the line; it is told as a fault meanwhile
            return []
        self._told = why
        return [LineLost(at, why)] if why else [LineUp(at)]

    def _why_not(self) -> str | None:
        """Return why the line cannot be used, "" if it can, None if that is not known yet."""
        if not self._started:
            return None
        if self._reachable is False:
            return f"the switch at {self._account.switch} does not answer: {self._switch}"
        if self._account.register and self._registered in _NOT_REGISTERED:
            return f"the switch at {self._account.switch} does not register this telephone: {self._registration}"
        if (self._account.register and self._registered != "ok") or self._reachable is None:
            return None
        return ""

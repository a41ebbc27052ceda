"""The manual as live procedure, walked through by somebody who does everything in the wrong order.

Keys, choices, letters of the list, words and numbers come in any order, on calls of every class and municipality, while
the telephone gives every outcome. What the manual and the catalogue say is so after every event, whatever came before:

* nothing is dialled or released but by what the call-taker did, and what is dialled stands on its key (D082, D086);
* a cellular caller and one taken up again are not rung back, a pay phone and VoIP only after the warning (D077, D130);
* a cellular caller is called back once, however the number is dialled, until evidence is typed (D107, D109);
* a watch for a caller without a word ends with a report from the door, a supervisor's name and reason, a voice, or
  begun by mistake, and nothing else (D101-D103);
* no call is released in a trace before it is complete and the agency is there (D146);
* an agency tried in vain is a task until it is reached or somebody said who took it (D096);
* why a key is refused is read on the screen, and every key that stands there is answered.
"""

from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.agencies.agency import dialled
from app.call.attempt import Purpose
from app.call.procedure import Sign
from app.ports import (
    Abort,
    Answered,
    AttemptEnded,
    CallerGone,
    Dial,
    Dialled,
    DialTone,
    DropAgency,
    HeldOnLine,
    Hold,
    Outcome,
    PhoneCaps,
    PhoneOrder,
    Recall,
    Release,
    Released,
    ReleaseRefused,
    Resume,
    Resumed,
    Ringing,
)
from app.position.decision import Decision, Tell
from app.position.events import DigitsTyped, FormFilled, KeyPressed, PositionEvent, StepTaken
from app.position.running import OPTION_KEYS
from app.position.screen import Pane, Screen
from app.spill.model import ServiceKind
from tests.app.position.conftest import CEL, PROCEDURES, PUB, RES, VOI, Desk
from tests.fuzz.console import Console

TOWNS = ("AJAX", "BROCK", "CLARINGTON", "OSHAWA", "PICKERING", "SCUGOG", "UXBRIDGE", "WHITBY", None)
KEYS = (
    *(f"F{number}" for number in range(2, 13)),
    *(
        "Esc",
        "Ctrl+N",
        "Ctrl+W",
        "Ctrl+J",
        "Ctrl+G",
        "Ctrl+D",
        "Ctrl+L",
        "Alt+T",
        "Alt+R",
        "Alt+D",
        "Alt+I",
        "F12",
        "F3",
    ),
    *(f"Alt+{number}" for number in range(1, 6)),
)
LETTERS = tuple(each.letter for each in PROCEDURES if each.letter)
FAR = ("rings", "answers", "answers", Outcome.BUSY, Outcome.NO_ANSWER, Outcome.REFUSED, "nothing")
IN_VAIN = (Outcome.BUSY, Outcome.NO_ANSWER)
NOT_TRACED_YET = ("asked", "has-data", "no-ring-back", "no-line", "complete", "over")  # steps that hold no line
ENDS_WATCH = (
    *("Report from door", "Closed by", "Close the watch"),
    *("Somebody speaks", "By mistake", "Go on with the call", "taken up again"),
    *("voice contact", str(Sign.ENDED)),  # where a TTY has answered
)


class WrongOrder(Console):
    """One position; its telephone does at once what it is told, or does not, and then says what the far end does."""

    caps = PhoneCaps()

    def __init__(self) -> None:
        super().__init__(self.caps)
        self.desk = Desk(caps=self.caps)
        self.callers = 0
        self.asked: set[int] = set()  # attempts that the call-taker asked for
        self.in_vain: set[str] = set()  # numbers of cellular callers
        self.evidence: set[str] = set()

    # --- what happens ---

    @rule(service=st.sampled_from([RES, RES, CEL, CEL, PUB, VOI, None]), town=st.sampled_from(TOWNS))
    def caller(self, service: Any, town: str | None) -> None:
        self.callers += 1
        self.follow(
            self.watched(
                lambda: self.desk.spill(
                    number=f"90555501{self.callers:02d}",
                    service_class=service.code if service else None,
                    service=service,
                    municipality=town,
                    address=f"{self.callers} FIRST ST",
                )
            )
        )

    @rule(key=st.sampled_from(KEYS))
    def pressed(self, key: str) -> None:
        self.key(key)

    @rule(at=st.integers(0, 3))
    def chosen(self, at: int) -> None:
        if options := self.desk.screen.options:
            self.key(options[at % len(options)].key)

    @rule(letter=st.sampled_from((*LETTERS, "V", "T", "R", "B")))
    def begun(self, letter: str) -> None:
        if self.desk.screen.pane is not Pane.PROCEDURES:
            self.key("Ctrl+G")
        self.key(letter)

    @rule(words=st.sampled_from(["Sgt Miller", "a door bangs", " "]))
    def typed(self, words: str) -> None:
        form = self.desk.screen.form
        if form is None:
            return
        if "evidence" in form.fields and words.strip() and (call := self.call_of_form(form.id)) is not None:
            self.evidence.add(call.details.get("number") if call.details else "")
        self.decide(FormFilled(self.desk.now, form.id, dict.fromkeys(form.fields, words)))

    @rule(digits=st.sampled_from(["*99", "own", "own", "*23", "555-1234"]), leaves_out=st.integers(0, 1))
    def number(self, digits: str, leaves_out: int) -> None:
        self.key("F2")
        self.telephone("rings" if leaves_out else "nothing")
        live = self.desk.position._callers.open
        if digits == "own":
            digits = live.details.get("number")[3 * leaves_out :] if live is not None and live.details else "1"
        self.decide(DigitsTyped(self.desk.now, digits))

    @rule(far=st.sampled_from(FAR), well=st.sampled_from([True, True, True, False]))
    def telephone(self, far: Any, well: bool = True) -> None:
        while self.orders:
            self.well = well
            self.order()
            while self.events:
                self.event()
        live = self.desk.position._callers.open
        attempt = live.being_brought_in if live is not None else None
        if attempt is None or far == "nothing" or attempt.given_up or attempt.number not in self.asked:
            return
        if far == "rings":
            self.decide(Ringing(self.desk.now, attempt.number, attempt.rings + 1))
        elif far == "answers":
            self.decide(Answered(self.desk.now, attempt.number))
        else:
            number = self.cellular(live)
            if number and attempt.digits.endswith(number[3:]) and far in IN_VAIN and attempt.answered_at is None:
                self.in_vain.add(number)
            self.decide(AttemptEnded(self.desk.now, attempt.number, far))

    @rule()
    def hangs_up(self) -> None:
        if self.desk.position._callers.open is not None:
            self.decide(CallerGone(self.desk.now, 0))

    def give(self, order: PhoneOrder) -> None:
        now = self.desk.now
        match order:
            case Recall():
                self.events.append(DialTone(now, order.attempt))
            case Dial():
                self.events.append(Dialled(now, order.attempt, order.digits))
            case Abort() | DropAgency():
                self.events.append(AttemptEnded(now, order.attempt, Outcome.ABORTED))
            case Release():
                self.events.append(Released(now) if self.well else ReleaseRefused(now, "the switch refused"))
            case Hold():
                self.events.append(HeldOnLine(now))
            case Resume():
                self.events.append(Resumed(now))

    def due(self) -> float | None:
        return None

    # --- what is so ---

    def key(self, key: str) -> None:
        self.decide(KeyPressed(self.desk.now, key))

    def decide(self, event: PositionEvent) -> None:
        self.follow(self.watched(lambda: self.desk.tell(event), event))

    def watched(self, happens: Any, event: PositionEvent | None = None) -> Decision:
        before, live = self.desk.screen, self.desk.position._callers.open
        steps = {
            each.procedure.id: each.step.id for each in self.desk.position._procedures._running if each.call is live
        }
        decision: Decision = happens()
        for order in decision.orders:
            if isinstance(order, Recall | Dial):
                self.dials(order, event, before)
            elif isinstance(order, Release):
                assert isinstance(event, KeyPressed | FormFilled)
                assert steps.get("trace", "asked") in NOT_TRACED_YET
                assert steps.get("no-voice") not in ("voice", "tty", "hung-up", "ambulance", "police", "fire", "watch")
            elif isinstance(order, Tell) and isinstance(order.event, StepTaken):
                self.took(order.event)
        self.says(event, before, decision)
        return decision

    def dials(self, order: Recall | Dial, event: PositionEvent | None, before: Screen) -> None:
        call = self.desk.position._callers.open
        assert call is not None
        attempt = call.find(order.attempt)
        assert attempt is not None
        asks = isinstance(event, KeyPressed | DigitsTyped | FormFilled)
        assert asks or order.attempt in self.asked
        if asks:
            self.asked.add(order.attempt)
        digits = attempt.digits
        if not digits or not asks:
            return
        faces = (*before.agency_keys, *before.feature_keys, *before.offers)
        face = next((each for each in faces if isinstance(event, KeyPressed) and each.key == event.key), None)
        assert face is None or dialled("".join(each for each in face.code if each in "0123456789*#")) == digits
        kind = call.details.spill.service.kind if call.details and call.details.spill.service else None
        if digits == "*99":
            assert kind is not ServiceKind.WIRELESS
            assert not (call.taken_up_from and call.caller_gone_at)
            warned = "ring back all the same" in call.marks
            assert warned or kind not in (ServiceKind.PAY_PHONE, ServiceKind.VOIP)
        if (number := self.cellular(call)) and len(digits) >= 7 and number.endswith(digits):
            assert number not in self.in_vain - self.evidence

    def took(self, event: StepTaken) -> None:
        if event.procedure != "no-voice" or event.step != "end":
            return
        call = self.desk.position._today.call(event.call)
        service = call.details.spill.service if call is not None and call.details is not None else None
        if service is None or service.kind not in (ServiceKind.WIRELESS, ServiceKind.VOIP):
            assert event.by in ENDS_WATCH
            if event.by in ("voice contact", str(Sign.ENDED)):
                assert event.result == "a TTY answered"
        asked = {"Report from door": ("agency", "what it reports")}.get(event.by, ("supervisor", "reason"))
        if event.by in ENDS_WATCH[:3]:
            assert all(event.typed.get(each, "").strip() for each in asked)

    def says(self, event: PositionEvent | None, before: Screen, decision: Decision) -> None:
        screen = decision.screen
        refused = self.desk.position._refusals.shown
        faces = (*screen.agency_keys, *screen.feature_keys, *screen.offers)
        words = [screen.next_step.why, *(each.state for each in faces), *(each.text for each in screen.notices)]
        words.append(screen.directory.words if screen.directory is not None else "")
        for why in refused.values():
            assert why.strip()
            assert any(why in each for each in words)
        assert screen.next_step.text
        shown = {each.key for each in (*before.agency_keys, *before.feature_keys, *before.offers, *before.options)}
        if isinstance(event, KeyPressed) and event.key in shown and not refused and screen == before:
            assert decision.orders or self.stands_already(event.key, before)
        live = self.desk.position._callers.open
        if isinstance(event, AttemptEnded) and live is not None:
            attempt = live.find(event.attempt)
            if attempt is not None and attempt.purpose is Purpose.AGENCY and attempt.failed:
                owed = {each.agency for each in self.desk.position._conference.tasks.open if each.call == live.id}
                assert attempt.agency in owed or live.reached(attempt.agency)

    def stands_already(self, key: str, before: Screen) -> bool:
        """Tell whether what the key asks for stands there: it is asked, released, or was pressed a moment ago."""
        live = self.desk.position._callers.open
        attempt = live.being_brought_in if live is not None else None
        asked = before.form is not None and key in (*OPTION_KEYS, "Alt+D")
        again = (attempt is not None and attempt.key == key) or (key == "F2" and before.dial_asked)
        return asked or again or (key == "F12" and live is not None and live.releasing)

    def cellular(self, call: Any) -> str:
        """Return the number of a cellular caller, "" of any other."""
        details = call.details
        service = details.spill.service if details is not None else None
        return details.get("number") if service is not None and service.kind is ServiceKind.WIRELESS else ""

    def call_of_form(self, form: str) -> Any:
        running = self.desk.position._procedures._running
        return next((each.call for each in running if each.form == form), None)


class WrongOrderByEar(WrongOrder):
    """The same on a line that only guesses when somebody answers."""

    caps = replace(PhoneCaps(), answer_seen="deduced", ring_count="audio")


TestAnswerSignalled = WrongOrder.TestCase
TestAnswerDeduced = WrongOrderByEar.TestCase
TestAnswerSignalled.settings = TestAnswerDeduced.settings = settings(stateful_step_count=40)

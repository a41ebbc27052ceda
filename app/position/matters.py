"""Trouble reports and complaints at this position: filed with one key, carried on from its pane, journalled each step.

A trouble report is filed by the key press itself, with the last bytes of the feed and the state of feed and telephone
as they are then; its details are typed after that, so that a call may come at any time and nothing is lost.
"""

from datetime import datetime, timedelta, tzinfo

from app.matters import complaint, trouble
from app.matters.deadline import Deadline, Terms, local_day
from app.matters.matter import Matter, Register
from app.matters.next import Next, Urgency
from app.matters.register import Matters, form_id, of_form
from app.matters.step import Step, Typed, checked
from app.position.card import clock_text
from app.position.conference import PositionCall
from app.position.decision import Tell, WakeAt
from app.position.edges import Edges
from app.position.events import MatterDrafted, MatterOpened, MattersFound, MatterWent
from app.position.evidence import Evidence
from app.position.matter_screen import MatterKey, MatterRow, MattersPane, PaneField, PaneForm
from app.position.minutes import body_of, kind_of
from app.position.next_step import line_words, on_line
from app.position.panes import MATTERS_KEY, Panes
from app.position.screen import Health, Pane
from app.position.telephone import Telephone
from app.position.turn import Turn
from app.words import joined, recognised, say

REPORT_KEY = "Ctrl+B"
REPORT_LETTER = "U"  # of the list of procedures
AGENCY_KEY, COMPLAINT_KEY = "A", "C"
STEP_KEYS = tuple("123456789")
UP, DOWN = "Up", "Down"
WAKE = "matters"
LOOKED_AT_EVERY = timedelta(hours=1)  # what is due is looked at again so often, and at each end of a day
BOUNCE = timedelta(seconds=2)  # a second press within it is a bounce, not a second report
LIST_SAYS = say("Up, Down choose · Ctrl+B trouble · A agency's trouble · C complaint · Esc back")
_OPENER_KEYS = (MatterKey(AGENCY_KEY, say("Agency's trouble")), MatterKey(COMPLAINT_KEY, say("Complaint")))
FORM_SAYS = say("Enter next, at the end gives it · Esc leaves it, kept")
_RECENT = timedelta(minutes=30)  # bytes older than that are not taken for what the report is about
_OPENERS = {str(Register.TROUBLE): trouble.AGENCY_DETAILS, str(Register.COMPLAINT): complaint.DETAILS}
_TITLES = {str(Register.TROUBLE): say("AGENCY'S TROUBLE"), str(Register.COMPLAINT): say("COMPLAINT")}
_NAMES = {str(Register.TROUBLE): say("agency's trouble"), str(Register.COMPLAINT): say("complaint")}
HALF_TYPED = say("half typed")


class PositionMatters:
    """The register of this position and its pane; `terms` are the centre's days and hours."""

    def __init__(self, zone: tzinfo | None, panes: Panes, edges: Edges, telephone: Telephone, terms: Terms) -> None:
        self._zone = zone
        self._terms = terms
        self._panes = panes
        self._edges = edges
        self._telephone = telephone
        self._register = Matters(keeps_closed=False)
        self.evidence = Evidence()
        self.call_taker = ""
        self.position = ""
        self._shift: tuple[str, datetime | None] = ("", None)  # whose, and since when
        self._given = 0  # the last number given, told or not
        self._reported_at: datetime | None = None
        self._chosen = 0
        self._form: tuple[int, str] | None = None
        self._refused = ""
        self._overdue: tuple[frozenset[int], str] = (frozenset(), "")  # which, and the notice of them
        self._looked: list[tuple[Matter, Next]] = []  # the open ones in order, as they were last looked at
        self._pane: MattersPane | None = None

    # --- what happens ---

    def take(self, event: MatterOpened | MatterWent | MatterDrafted | MattersFound, turn: Turn) -> None:
        """Take an event of the register."""
        self._register.take(kind_of(event), event.at, body_of(event))
        if isinstance(event, MatterOpened):
            turn.call = event.call or None
            self._given = max(self._given, event.matter)
            self._chosen = event.matter
            own = event.register == Register.TROUBLE and "agency" not in event.values
            self._form = (event.matter, trouble.DETAILS.id) if own else None
            self._refused = ""
            self._panes.shown = Pane.MATTERS
        elif isinstance(event, MattersFound):
            self._given = max(self._given, event.last)
        if not isinstance(event, MatterDrafted):
            self.look(turn)
        self._pane = None

    def initials(self, initials: str, turn: Turn) -> None:
        """Take who sits here now; another one than before is shown what is open (D184)."""
        self.call_taker = initials
        if not initials:
            self._shift = ("", self._shift[1])  # she leaves; whoever gives hers now begins a shift
        elif initials != self._shift[0]:
            self._shift = (initials, turn.at)
            self.look(turn)
            if self._looked and self._panes.shown is Pane.TODAY:
                self._panes.shown = Pane.MATTERS
                self._form = None

    def look(self, turn: Turn) -> None:
        """Look at what is due now, tell of what has become overdue, and ask to be woken when to look again."""
        now = turn.at
        self._pane = None
        found = [(each, self._next(each, now)) for each in self._register.matters.values() if each.open]
        found.sort(key=_order)
        self._looked = found
        overdue = frozenset(each.number for each, next_ in found if next_.urgency is Urgency.OVERDUE)
        if overdue != self._overdue[0]:
            self._edges.take_back(self._overdue[1])
            words = ""
            if overdue:
                words = joined(" ", (found[0][0].name, found[0][1].words))
                if len(overdue) > 1:
                    words = say("{matter}, and {n} more", matter=words, n=len(overdue) - 1)
                words = joined("", (words, f" ({MATTERS_KEY})"))
                self._edges.notice(now, words, Health.FAULT)
            self._overdue = (overdue, words)
        if found:
            turn.do(WakeAt(WAKE, self._when_next(now)))

    def _when_next(self, now: datetime) -> datetime:
        ends = [now + LOOKED_AT_EVERY]
        for matter, _next in self._looked:
            due = self._deadline(matter)
            if due is not None and due.end > now:
                ends.append(due.end)
        return min(ends)

    def _deadline(self, matter: Matter) -> Deadline | None:
        if matter.register is Register.TROUBLE:
            return trouble.deadline(matter, self._zone)
        return complaint.deadline(matter, self._zone, self._terms)

    def _next(self, matter: Matter, now: datetime) -> Next:
        if matter.register is Register.TROUBLE:
            return trouble.next_of(matter, now, self._zone, self._shift[1], self._terms)
        return complaint.next_of(matter, now, self._zone, self._terms)

    # --- what the call-taker does ---

    def press(self, key: str, live: PositionCall | None, turn: Turn) -> bool:
        """Press a key of the matters; False if it is none."""
        if key == REPORT_KEY or (key == REPORT_LETTER and self._panes.shown is Pane.PROCEDURES):
            self.report(live, turn)
            return True
        if self._panes.shown is not Pane.MATTERS or not (key in (UP, DOWN) or len(key) == 1):
            return False
        self._pane = None
        if self._form is not None:
            return True  # a letter that no field took
        numbers = [each.number for each, _next in self._looked]
        if key in (UP, DOWN) and numbers:
            index = numbers.index(self._chosen) if self._chosen in numbers else 0
            index += 1 if key == DOWN else -1
            self._chosen = numbers[max(0, min(index, len(numbers) - 1))]
        elif key == AGENCY_KEY:
            self._form, self._refused = (0, str(Register.TROUBLE)), ""
        elif key == COMPLAINT_KEY:
            self._form, self._refused = (0, str(Register.COMPLAINT)), ""
        elif key in STEP_KEYS and (matter := self._of_choice()) is not None:
            step = _slots(matter)[STEP_KEYS.index(key)]
            if step is not None:
                self._form, self._refused = (matter.number, step.id), ""
        return True

    def leave(self, live: PositionCall | None) -> bool:
        """Leave the form, or the list; False if neither is shown, or an attempt wants the key."""
        if self._panes.shown is not Pane.MATTERS or (live is not None and (live.being_brought_in or live.dial_tone)):
            return False
        self._pane = None
        if self._form is None:
            self._panes.close()
        self._form = None
        return True

    def report(self, live: PositionCall | None, turn: Turn) -> None:
        """File a trouble report now, with the bytes and the state of now."""
        if self._reported_at is not None and timedelta(0) <= turn.at - self._reported_at < BOUNCE:
            return
        self._reported_at = turn.at
        kind, nature = self._guess(turn.at)
        details = live.details if live is not None else None
        extra = details.spill.extra if details is not None else {}
        values = {
            "kind": kind,
            "trunk access code": next((words for name, words in extra.items() if "trunk" in name.lower()), ""),
            "phone position": (details.get("position") if details is not None else "") or self.position,
            "nature": nature,
        }
        self._open(Register.TROUBLE, values, live, turn)

    def _open(self, register: Register, values: dict[str, str], live: PositionCall | None, turn: Turn) -> None:
        pieces, data = self.evidence.taken() if register is Register.TROUBLE else ([], b"")
        state = {
            "position": self.position,
            "feed": self._edges.feeds.text,
            "telephone": self._telephone.edge.text,
            "on line": line_words(on_line(live)),
        }
        self._given += 1
        call = live.id if live is not None else 0
        turn.call = call or None
        turn.do(
            Tell(
                MatterOpened(
                    turn.at,
                    self._given,
                    str(register),
                    self.call_taker,
                    call,
                    values,
                    state if register is Register.TROUBLE else {},
                    pieces,
                    data,
                )
            )
        )

    def _guess(self, now: datetime) -> tuple[str, str]:
        """Return kind and nature as far as feed and telephone tell them by themselves."""
        feeds = self._edges.feeds
        if feeds.health is Health.FAULT:
            return "feed", feeds.text
        if self._telephone.edge.health is Health.FAULT:
            return "telephone", self._telephone.edge.text
        last = self.evidence.last()
        if last is not None and last[1] and now - last[0] < _RECENT:
            return "feed", f"{clock_text(last[0], self._zone)} {last[1]}"
        return "other", ""

    def filled(self, form: str, typed: dict[str, str], live: PositionCall | None, turn: Turn) -> bool:
        """Take what was typed for a step; False if the form is none of a matter."""
        of = of_form(form)
        if of is None:
            return False
        number, name = of
        self._pane = None
        matter = self._register.matters.get(number)
        step = _OPENERS.get(name) if number == 0 else _step(matter, name) if matter is not None else None
        if step is None:
            return True
        values, why = checked(step, typed, turn.at, self._zone)
        if not why and matter is not None and matter.register is Register.COMPLAINT:
            why = complaint.why_not(matter, step, values, self._zone, self._terms)
        self._refused = why
        if why:
            self._form = of
        else:
            self._form = None
            if matter is None:
                self._open(Register(name), values, live, turn)
            else:
                turn.do(Tell(MatterWent(turn.at, number, step.id, self.call_taker, values)))
        return True

    # --- what is shown ---

    def _of_choice(self) -> Matter | None:
        chosen = self._register.matters.get(self._chosen)
        return chosen if chosen is not None else self._looked[0][0] if self._looked else None

    def menu(self) -> tuple[str, ...]:
        """Return the lines for the list of procedures."""
        return (joined("  ", (REPORT_LETTER, say("Report trouble: lines and equipment ({key})", key=REPORT_KEY))),)

    def reminders(self) -> tuple[str, ...]:
        """Return what is to be remembered while the pane is not shown."""
        if self._panes.shown is Pane.MATTERS:
            return ()
        lines = []
        if self._looked:
            matter, next_ = self._looked[0]
            words = joined(" ", (matter.name, _marked(next_)))
            if len(self._looked) > 1:
                words = joined(" · ", (words, say("{n} more open", n=len(self._looked) - 1)))
            lines.append(joined("", (words, f" ({MATTERS_KEY})")))
        if half := self._half_typed():
            lines.append(say("half typed, and kept: {matters} ({key})", matters=joined(", ", half), key=MATTERS_KEY))
        return tuple(lines)

    def _half_typed(self) -> list[str]:
        names = [_NAMES[of[1]] for form in self._register.drafts if (of := of_form(form)) is not None]
        return names + [each.name for each, _next in self._looked if each.drafts]

    def pane(self, now: datetime) -> MattersPane | None:
        """Return the pane while it is shown."""
        if self._panes.shown is not Pane.MATTERS:
            return None
        if self._pane is None:
            self._pane = self._made(now)
        return self._pane

    def _made(self, now: datetime) -> MattersPane:
        chosen = self._of_choice()
        rows = tuple(
            MatterRow(each.number, _row_text(each, next_), next_.urgency in (Urgency.NOW, Urgency.OVERDUE))
            for each, next_ in self._looked
        )
        index = next((place for place, row in enumerate(rows) if chosen and row.matter == chosen.number), 0)
        keys = tuple(self._key(key, chosen, step) for key, step in zip(STEP_KEYS, _slots(chosen), strict=True))
        form = self._form_shown(now)
        half = self._half_typed()
        if form:
            heading, says = joined(" · ", [each for each in (form.title, form.page) if each]), FORM_SAYS
        else:
            heading, says = _count(index, rows), LIST_SAYS
            if half:
                says = joined(" · ", (say("half typed: {matters}", matters=joined(", ", half)), says))
        return MattersPane(rows, index, keys, says, heading, _OPENER_KEYS, form)

    def _key(self, key: str, matter: Matter | None, step: Step | None) -> MatterKey:
        if matter is None or step is None:
            return MatterKey(key)
        went = matter.last(step.id) if step is not trouble.CORRECTED else None  # offered where it is not, or not again
        half = HALF_TYPED if step.id in matter.drafts else ""
        return MatterKey(key, step.label, half or (clock_text(went.at, self._zone)[:5] if went is not None else ""))

    def _form_shown(self, now: datetime) -> PaneForm | None:
        if self._form is None:
            return None
        number, name = self._form
        matter = self._register.matters.get(number)
        step = _OPENERS[name] if number == 0 else _step(matter, name) if matter is not None else None
        if step is None:
            return None
        step = trouble.with_numbers(step, self._terms)
        form = form_id(number, name)
        draft = self._register.drafts.get(form, {}) if matter is None else matter.drafts.get(name, {})
        known = self._known(matter, step, now)
        fields = tuple(
            PaneField(each.name, draft.get(each.name, known.get(each.name, "")), each.choices, each.optional, each.wide)
            for each in step.fields
        )
        title = joined(" ", (matter.name, step.label)) if matter is not None else _TITLES[name]
        page = say("manual p. {page}", page=step.page) if step.page else ""
        return PaneForm(form, title, step.says, fields, self._refused, page)

    def _known(self, matter: Matter | None, step: Step, now: datetime) -> dict[str, str]:
        """Return what stands in the fields at first, as far as it is known."""
        known = {each.name: each.choices[0] for each in step.fields if each.choices}
        today = local_day(now, self._zone).isoformat()
        known |= {each.name: today for each in step.fields if each.typed is Typed.PAST_DAY and not each.optional}
        known |= {"reported by": self.call_taker, "forwarded by": self.call_taker}
        if matter is None:
            return known
        if step.id == "details":
            return matter.values
        if step is trouble.TICKET and (went := matter.last(step.id)) is not None:
            return went.values
        if step is trouble.ESCALATED:
            known["to"] = trouble.whom_to_ask(now, self._zone, self._terms)
        known |= {"taken to": matter.values.get("agency", ""), "by agency": matter.values.get("agency", "")}
        return known


def _count(index: int, rows: tuple[MatterRow, ...]) -> str:
    return say("MATTERS {at}/{n}", at=index + 1, n=len(rows)) if rows else say("MATTERS")


def _slots(matter: Matter | None) -> tuple[Step | None, ...]:
    if matter is None:
        return (None,) * len(STEP_KEYS)
    return trouble.slots(matter) if matter.register is Register.TROUBLE else complaint.slots(matter)


def _step(matter: Matter, name: str) -> Step | None:
    return next((each for each in _slots(matter) if each is not None and each.id == name), None)


def _order(found: tuple[Matter, Next]) -> tuple[bool, bool, int, int]:
    """Overdue ones first, then trouble, then complaints that end soon; the newest of them first."""
    matter, next_ = found
    of_trouble = matter.register is Register.TROUBLE
    return (
        next_.urgency is not Urgency.OVERDUE,
        not of_trouble,
        0 if of_trouble else -next_.urgency,
        -matter.number,
    )


def _marked(next_: Next) -> str:
    if next_.urgency is Urgency.NOW:
        return say("NOW: {what}", what=next_.words)
    return say("SOON: {what}", what=next_.words) if next_.urgency is Urgency.SOON else next_.words


def _row_text(matter: Matter, next_: Next) -> str:
    values = matter.values
    what = values.get("nature") or values.get("what") or ""
    kind = values.get("kind", "")
    kind = recognised(kind, (*trouble.KINDS, *complaint.KINDS))
    who = joined(", ", [kind, *filter(None, (values.get("agency", ""),))])
    return joined("", (f"{matter.name:<4}", _marked(next_), " · ", who, ": ", what))

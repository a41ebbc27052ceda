"""The way of a complaint: a written answer in time, then the Board's decision in time, finally (003:370-384).

Compliments and suggestions stand in the same register and have no clock (D225, D015).
"""

from datetime import datetime, tzinfo

from app.matters.deadline import Deadline, Standing, Terms, local_day, until, within
from app.matters.matter import Matter
from app.matters.next import Next, Urgency
from app.matters.step import Field, Step, Typed, choice, optional, read_day, wide
from app.words import say

COMPLAINT, COMPLIMENT, SUGGESTION = say("complaint"), say("compliment"), say("suggestion")
KINDS = (COMPLAINT, COMPLIMENT, SUGGESTION)
ON = say("in writing on")

DETAILS = Step(
    "details",
    say("Details"),
    (
        choice(say("kind"), COMPLAINT, COMPLIMENT, SUGGESTION),
        Field(say("from")),
        Field(say("agency")),
        Field(ON, Typed.PAST_DAY),
        wide(say("what")),
    ),
    say("A complaint is referred to the 9-1-1 Manager in writing; the days for the answer run from that day."),
    30,
)
ANSWERED = Step(
    "answered",
    say("Answered"),
    (Field(say("answered on"), Typed.PAST_DAY), Field(say("answered by")), wide(say("answer"))),
    say("The 9-1-1 Manager answers in writing."),
    30,
)
SATISFIED = Step(
    "satisfied",
    say("Satisfied"),
    (Field(say("told by")),),
    say("The agency accepts the answer; this closes the complaint."),
    30,
    True,
)
BOARD = Step(
    "board",
    say("To the Board"),
    (Field(say("referred on"), Typed.PAST_DAY), Field(say("referred by"))),
    say("Not satisfied: the agency refers it to the Management Board in writing; it decides in writing."),
    30,
)
DECIDED = Step(
    "decided",
    say("Decision"),
    (Field(say("decided on"), Typed.PAST_DAY), wide(say("decision"))),
    say("The Board decides in writing; its decision is final and closes the complaint."),
    30,
    True,
)
NOTE = Step("note", say("Note"), (wide(say("note")),), say("What was done meanwhile."), 30)
EXTENDED = Step(
    "extended",
    say("Extend time"),
    (
        Field(say("new last day"), Typed.DAY),
        Field(say("agency agrees")),
        Field(say("Manager agrees")),
        optional(say("Board agrees")),
    ),
    say("Only if all parties agree: type who agreed for each."),
    30,
)
INVESTIGATED = Step(
    "investigated",
    say("Findings"),
    (Field(say("by agency")), wide(say("found")), optional(say("reported to Board on"), Typed.PAST_DAY)),
    say("The agency investigates and reports to the Management Board."),
    7,
)
WITHDRAWN = Step(
    "withdrawn",
    say("Withdrawn"),
    (wide(say("why")),),
    say("This closes it; it stays in the journal, with this reason."),
    0,
    True,
)
TO_SUPERVISOR = Step(
    "forwarded",
    say("To supervisor"),
    (Field(say("supervisor")),),
    say("Compliments go to the on-duty Supervisor; this closes it."),
    11,
    True,
)
TO_MANAGER = Step(
    "forwarded",
    say("Forwarded"),
    (choice(say("to"), say("Communications Manager"), say("on-duty Supervisor")), Field(say("forwarded by"))),
    say("A suggestion for the manual goes to the Communications Manager, any other to the on-duty Supervisor."),
    2,
    True,
)

STEPS = (
    *(DETAILS, ANSWERED, SATISFIED, BOARD, DECIDED, NOTE, EXTENDED, INVESTIGATED, WITHDRAWN),
    TO_SUPERVISOR,
    TO_MANAGER,
)


def slots(matter: Matter) -> tuple[Step | None, ...]:
    """Return the steps in the order of their keys, each in its place for ever; None where it does not apply."""
    kind = matter.values.get("kind")
    if kind in (COMPLIMENT, SUGGESTION):
        forwarded = TO_SUPERVISOR if kind == COMPLIMENT else TO_MANAGER
        return (forwarded, None, None, None, NOTE, None, None, DETAILS, WITHDRAWN)
    answered, at_board = matter.last("answered") is not None, matter.last("board") is not None
    return (
        None if at_board else ANSWERED,
        SATISFIED if answered and not at_board else None,
        BOARD if not at_board else None,
        DECIDED if at_board else None,
        NOTE,
        EXTENDED if deadline(matter, None, Terms()) is not None else None,
        INVESTIGATED,
        DETAILS,
        WITHDRAWN,
    )


def deadline(matter: Matter, zone: tzinfo | None, terms: Terms) -> Deadline | None:
    """Return the clock that runs: the Manager's answer, or the Board's decision; None where none does.

    An extension counts for the clock it was agreed on, the one that ran then.
    """
    if matter.values.get("kind") != COMPLAINT or not matter.open:
        return None
    board = matter.last("board")
    if board is not None:
        begin, what, days = read_day(board.values.get("referred on", "")), say("Board's decision"), terms.decision
    elif matter.last("answered") is not None:
        return None
    else:
        begin, what, days = read_day(matter.values.get(ON, "")), say("written answer"), terms.answer
    steps = [each for each in matter.history if each.step in ("board", "extended")]
    last = steps[-1] if steps else None
    if last is not None and last.step == "extended":
        agreed = read_day(last.values.get("new last day", ""))
        if agreed is not None:
            return until(agreed, what, zone, terms.warning)
    begin = begin or local_day(matter.opened_at, zone)
    return within(begin, what, zone, days, terms.warning)


def _not_before(matter: Matter, step: Step) -> tuple[str, str]:
    """Return the name of a step's day, and the day of what it follows on; "" for either where there is none."""
    asked = matter.values.get(ON, "")
    if step is ANSWERED:
        return "answered on", asked
    if step is BOARD:
        return "referred on", matter.value("answered", "answered on") or asked
    return ("decided on", matter.value("board", "referred on")) if step is DECIDED else ("", "")


def why_not(matter: Matter, step: Step, values: dict[str, str], zone: tzinfo | None, terms: Terms) -> str:
    """Say why a step is not taken with these values, "" if it is (D191-D195)."""
    name, first = _not_before(matter, step)
    if first and name and values[name] < first:  # days as in 2026-11-22
        return say("{field}: expected {first} or later, got {day}", field=name, first=first, day=values[name])
    if step is EXTENDED:
        now = deadline(matter, zone, terms)
        day = read_day(values["new last day"])
        if now is not None and now.day is not None and day is not None and day <= now.day:
            return say("new last day: expected a day after {day}", day=now.day)
        if matter.last("board") is not None and not values.get("Board agrees"):
            return say("Board agrees: the Board is a party now, type who agreed for it")
    return ""


_URGENCY = {Standing.CALM: Urgency.WAITS, Standing.SOON: Urgency.SOON, Standing.OVER: Urgency.OVERDUE}


def next_of(matter: Matter, now: datetime, zone: tzinfo | None, terms: Terms) -> Next:
    """Say what comes next, and how pressing it is."""
    kind = matter.values.get("kind")
    if kind != COMPLAINT:
        if kind == COMPLIMENT:
            return Next(say("forward it to the on-duty Supervisor"))
        return Next(say("forward it to the Communications Manager"))
    due = deadline(matter, zone, terms)
    if due is not None:
        return Next(due.words(now, zone), _URGENCY[due.standing(now)])
    return Next(say("answered: is the agency satisfied, or does it go to the Board?"))

"""The way of a trouble report, as the manual has it: supervisor, Bell, ticket, follow-up, correction (003:876-937).

Nothing here dials. Trouble is told on the regular police number or the ring-down line, never on a 9-1-1 line (D176).
"""

from dataclasses import replace
from datetime import datetime, tzinfo

from app.matters.deadline import Deadline, Standing, Terms, after_hours
from app.matters.matter import Matter, Went
from app.matters.next import Next, Urgency
from app.matters.step import Field, Step, Typed, choice, optional, wide, written_moment
from app.words import joined, say

LINE, SCREEN, PRINTER, TRUNK = say("telephone line"), say("screen"), say("printer"), say("trunk")
KINDS = (LINE, SCREEN, PRINTER, TRUNK, say("feed"), say("telephone"), say("other"))
ITEMS = (LINE, SCREEN, PRINTER)  # D177
EQUIPMENT, ROUTE = say("screen or printer"), say("trunk route")
AT_FAULT = choice(say("at fault"), EQUIPMENT, ROUTE)
BELL_SUPERVISOR, SMC_MANAGER = say("Bell's on-duty supervisor"), say("Bell SMC Manager")
MANAGER, BOARD = say("9-1-1 Manager"), say("9-1-1 Management Board")

DETAILS = Step(
    "details",
    say("Details"),
    (
        choice(say("kind"), *KINDS),
        optional(say("trunk access code")),
        optional(say("phone position")),
        wide(say("nature")),
    ),
    say("Trunk access code and phone position stand on the digit display."),
    27,
)
AGENCY_DETAILS = Step(
    "details",
    say("Details"),
    (
        Field(say("agency")),
        choice(say("kind"), *ITEMS),
        Field(say("contact name")),
        Field(say("call-back number")),
        wide(say("nature")),
    ),
    say("By the supervisor's number or ring-down line; never on a 9-1-1 line."),
    26,
)
SUPERVISOR = Step("supervisor", say("Supervisor"), (Field(say("supervisor")),), say("Tell the supervisor at once."), 27)
BELL = Step(
    "bell",
    say("Bell SMC"),
    (Field(say("reported by")), optional(say("spoke to"))),
    say("Bell SMC is called: no number set."),
    27,
)
TICKET = Step(
    "ticket",
    say("Ticket"),
    (Field(say("ticket number")), optional(say("promised by"), Typed.MOMENT)),
    say("Bell's ACTION ticket number, and the time by which Bell promised it."),
    27,
)
FAULT = Step(
    "fault",
    say("Fault"),
    (AT_FAULT, optional(say("told by"))),
    say("Is it the screen or printer, and not the trunk route?"),
    28,
)
REPLACEMENT = Step(
    "replacement",
    say("Replacement"),
    (Field(say("what")), Field(say("taken to")), optional(say("taken by"))),
    say("Have a replacement taken to the agency."),
    28,
)
FOLLOW_UP = Step(
    "followed up", say("Followed up"), (wide(say("what was said")),), say("Once a shift, until it is corrected."), 27
)
ESCALATED = Step(
    "escalated",
    say("Escalate"),
    (choice(say("to"), BELL_SUPERVISOR, SMC_MANAGER, MANAGER, BOARD), Field(say("who")), wide(say("what was said"))),
    say(
        "Not satisfied: Bell's on-duty supervisor. After hours and overdue: SMC Manager. Major failure: 9-1-1 Manager."
    ),
    27,
)
CORRECTED = Step(
    "corrected",
    say("Corrected"),
    (wide(say("what was done")), optional(say("Bell's word by"))),
    say("Bell says it is corrected. If it is not after all: Bell SMC anew."),
    27,
)
FORWARDED = Step(
    "forwarded",
    say("Forwarded"),
    (Field(say("forwarded by")),),
    say("Complete the Inquiry Report and forward it to the P.P.S.A.P. Manager; this closes the report."),
    27,
    closes=True,
)
NO_TROUBLE = Step(
    "no trouble",
    say("No trouble"),
    (wide(say("why")),),
    say("This closes it; it stays in the journal, with this reason."),
    closes=True,
)

STEPS = (
    *(DETAILS, SUPERVISOR, BELL, TICKET, FAULT, REPLACEMENT, FOLLOW_UP, ESCALATED, CORRECTED, FORWARDED, NO_TROUBLE),
)


# Once it was said what is at fault, it is put right with the details: the key that said it asks for the replacement.
_WITH_FAULT = {
    DETAILS: replace(DETAILS, fields=(*DETAILS.fields[:-1], AT_FAULT, DETAILS.fields[-1])),
    AGENCY_DETAILS: replace(AGENCY_DETAILS, fields=(*AGENCY_DETAILS.fields[:-1], AT_FAULT, Field(say("nature")))),
}


def with_numbers(step: Step, terms: Terms) -> Step:
    """Return a step that says the numbers which the site has set."""
    if step.id == BELL.id and terms.smc:
        return replace(step, says=say("Bell SMC is called on {number}.", number=terms.smc))
    if step.says == AGENCY_DETAILS.says and terms.supervisors:
        says = say("By {numbers}, or ring-down line; never on a 9-1-1 line.", numbers=terms.supervisors)
        return replace(step, says=says)
    return step


def of_agency(matter: Matter) -> bool:
    """Tell whether an agency reported it."""
    return "agency" in matter.values


def at_fault(matter: Matter) -> str:
    """Return what was said to be at fault, "" if nothing was."""
    return matter.values.get(AT_FAULT.name, "")


def _now(matter: Matter) -> list[Went]:
    """Return the steps of the repair that goes on: since Bell was told anew of what had been called corrected.

    All steps if it never was, none if it is corrected.
    """
    ends = [index for index, each in enumerate(matter.history) if each.step == CORRECTED.id]
    if not ends:
        return matter.history
    since = matter.history[ends[-1] :]
    return since[next((index for index, each in enumerate(since) if each.step == BELL.id), len(since)) :]


def corrected(matter: Matter) -> bool:
    """Tell whether it is corrected: Bell said so, and was not told of it again since."""
    return matter.last(CORRECTED.id) is not None and not _now(matter)


def slots(matter: Matter) -> tuple[Step | None, ...]:
    """Return the steps in the order of their keys, each in its place for ever; None where it does not apply."""
    of_equipment = of_agency(matter) or matter.values.get("kind") in (SCREEN, PRINTER)
    details = AGENCY_DETAILS if of_agency(matter) else DETAILS
    fault = at_fault(matter)
    return (
        SUPERVISOR,
        BELL,
        TICKET,
        REPLACEMENT if fault == EQUIPMENT else FAULT if of_equipment else None,
        FOLLOW_UP,
        ESCALATED,
        FORWARDED if corrected(matter) else CORRECTED,
        _WITH_FAULT[details] if fault else details,
        NO_TROUBLE,
    )


def deadline(matter: Matter, zone: tzinfo | None) -> Deadline | None:
    """Return the time by which Bell promised it, None if there is none or it is corrected."""
    tickets = [each for each in _now(matter) if each.step == TICKET.id]
    promised = written_moment(tickets[-1].values.get("promised by", ""), zone) if tickets else None
    if promised is None:
        return None
    return Deadline(say("Bell promised it for"), promised)


def whom_to_ask(now: datetime, zone: tzinfo | None, terms: Terms) -> str:
    """Say whom to ask when Bell is late: after hours the SMC Manager (D186), else the on-duty supervisor (D179)."""
    return SMC_MANAGER if after_hours(now, zone, terms) else BELL_SUPERVISOR


def next_of(matter: Matter, now: datetime, zone: tzinfo | None, shift_began: datetime | None, terms: Terms) -> Next:
    """Say what comes next, and how pressing it is."""
    due = deadline(matter, zone)
    done, now_done = ({each.step for each in steps} for steps in (matter.history, _now(matter)))
    if due is not None and due.standing(now) is Standing.OVER:
        return Next(
            say("{due}; ask for {whom}", due=due.words(now, zone), whom=whom_to_ask(now, zone, terms)), Urgency.OVERDUE
        )
    if corrected(matter):
        return Next(say("complete the Inquiry Report, forward it to the P.P.S.A.P. Manager"))
    if not matter.values.get("nature"):
        return Next(say("say what is wrong (key 8)"), Urgency.NOW)
    if "supervisor" not in done:
        return Next(say("tell the supervisor"), Urgency.NOW)
    if "bell" not in done:
        number = terms.smc or say("(no number set)")
        return Next(say("supervisor reports it to Bell SMC {number}", number=number), Urgency.NOW)
    if matter.value("escalated", "to") == MANAGER:
        return Next(say("major failure: the 9-1-1 Manager informs the Board"))
    step = slots(matter)[3]
    if step is FAULT and "fault" not in done:
        return Next(say("find out: screen or printer, or the trunk route?"))
    if step is REPLACEMENT and "replacement" not in done:
        return Next(
            say("have a replacement taken to {agency}", agency=matter.values.get("agency") or say("the agency"))
        )
    if "ticket" not in now_done:
        return Next(say("ACTION ticket number is awaited"))
    followed = (each.at for each in matter.history if each.step != DETAILS.id)
    if shift_began is not None and all(at < shift_began for at in followed):
        return Next(say("not followed up in this shift"))
    ticket = say("ticket {number}", number=matter.value("ticket", "ticket number"))
    return Next(joined(", ", (ticket, due.words(now, zone))) if due else ticket)

"""What is read from the journal comes back to its place: a call, a procedure not over, agencies that are down."""

from app.agencies.agency import AgencyTable
from app.call.call import HowEnded
from app.position.callers import Callers
from app.position.conference import Conference, PositionCall
from app.position.earlier_legs import earlier_attempts
from app.position.edges import Edges
from app.position.events import PastCallFound, ProcedureFound, StandingFound
from app.position.procedures import Procedures
from app.position.screen import Health
from app.position.standing import Standing
from app.position.task_events import TaskFound
from app.position.today import Today, call_of_past
from app.position.turn import Turn
from app.words import say

NOT_READ = say("an agency that is down, or a decision, cannot be read from the journal")


class FromJournal:
    """Takes what was found to those it belongs to."""

    def __init__(
        self,
        agencies: AgencyTable,
        callers: Callers,
        today: Today,
        procedures: Procedures,
        standing: Standing,
        conference: Conference,
        edges: Edges,
    ) -> None:
        self._agencies = agencies
        self._callers = callers
        self._today = today
        self._procedures = procedures
        self._standing = standing
        self._conference = conference
        self._edges = edges

    def call(self, event: PastCallFound, turn: Turn) -> None:
        """Look at a call of an earlier run, or go on with it."""
        call = call_of_past(event)
        self._today.keep(call)
        if call.linked_to is not None:
            self._today.links.join(call.id, call.linked_to)
        if not event.goes_on:
            self._callers.look_at(call.id)
            return
        call.held = event.held and self._conference.caps.bridge_in_switch  # else the line went with the console
        call.attempts = earlier_attempts(event.legs, self._agencies)
        for attempt, leg in zip(call.attempts, event.legs, strict=True):
            if attempt.outcome != leg["outcome"]:
                turn.leg(call.id, attempt)
        if self._callers.open is None:
            self._callers.take_screen(call)
            turn.call = call.id
        else:
            self._callers.waiting.append(call)
        self._today.put(call.id, self._callers.is_waiting(call.id))

    def procedure(self, event: ProcedureFound, turn: Turn) -> None:
        """Take a procedure up again, with its call."""
        turn.call = event.call or None
        self._procedures.found(event, self._call_of(event) if event.call else None, turn)

    def task(self, event: TaskFound, turn: Turn) -> None:
        """Take a task up again, with its call."""
        turn.call = event.call
        self._conference.tasks.found(event, self._call_of(event))

    def _call_of(self, event: ProcedureFound | TaskFound) -> PositionCall:
        call = self._today.call(event.call)
        if call is None:
            call = call_of_past(event)
            call.how_ended = call.how_ended or HowEnded.REPLACED  # too long ago to be on the line still
            self._today.keep(call)
        return call

    def standing(self, event: StandingFound, turn: Turn) -> None:
        """Take up the marks and decisions that stood when the console stopped."""
        if not self._standing.take_up(event.events, turn.at):
            self._edges.notice(turn.at, NOT_READ, Health.FAULT)

"""The screen made of what the parts of a position hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial

from app.agencies.agency import AgencyTable
from app.position.callers import Callers
from app.position.commissioning import Commissioning
from app.position.conference import Conference, PositionCall
from app.position.edges import Edges
from app.position.faces import (
    agency_faces,
    feature_faces,
    idle_faces,
    idle_features,
    line_key,
    offer_faces,
)
from app.position.forms import Forms
from app.position.kept import Kept, KeptMany
from app.position.leading import with_hang_up, with_last_tick
from app.position.lookup import Lookup
from app.position.marking import Marking, menu_line
from app.position.matters import PositionMatters
from app.position.next_step import line_words, next_step, on_line
from app.position.panes import DIRECTORY_KEY, Panes
from app.position.procedures import Procedures
from app.position.related import LINK, RELATED, Related
from app.position.relay import in_order, relay_step
from app.position.routed_faces import routed_faces
from app.position.screen import KeyFace, NextStep, Pane, Screen
from app.position.standing import Standing
from app.position.step_words import BaseSteps
from app.position.telephone import Telephone
from app.position.today import Today, task_words
from app.words import joined, say

_TASKS_SHOWN = 20  # of those left by failed attempts; how many more there are is said
_SAID_ELSEWHERE = (DIRECTORY_KEY, RELATED, LINK)  # by the directory's own line, and by the notices


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a position whose state is shown."""

    agencies: AgencyTable
    zone: tzinfo | None
    today: Today
    callers: Callers
    conference: Conference
    telephone: Telephone
    edges: Edges
    commissioning: Commissioning
    panes: Panes
    forms: Forms
    procedures: Procedures
    standing: Standing
    marking: Marking
    related: Related
    lookup: Lookup
    matters: PositionMatters
    steps: BaseSteps


_Applying = tuple[NextStep, tuple[KeyFace, ...], bool]


def _more_tasks(more: int) -> tuple[str, ...]:
    return (say("and {n} more, after these", n=more),) if more > 0 else ()


class View:
    """Makes the screen of one position."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._idle_faces = KeptMany(partial(idle_faces, parts.agencies))  # a region has some dozens of towns
        self._idle_features = Kept(idle_features)
        self._line_key = Kept(line_key)
        self._line = Kept(line_words)

    def _faces(
        self, live: PositionCall | None, municipality: str, refused: Mapping[str, str]
    ) -> tuple[tuple[KeyFace, ...], ...]:
        """Return agency keys, feature keys and offers."""
        parts = self._parts
        table, caps, telephone = parts.agencies, parts.conference.caps, parts.telephone
        cut_off = live is not None and live.cut_off_at is not None
        own = self._line_key(
            telephone.caps, telephone.by_hand, bool(telephone.lost), parts.callers.anyone_rings, cut_off
        )
        agencies = agency_faces(self._idle_faces(municipality), table, live, refused, caps)
        return (
            routed_faces(agencies, table, parts.standing.routes, live, municipality),
            feature_faces(self._idle_features(table, telephone.caps), live, refused, telephone, own),
            offer_faces(parts.standing, live, parts.conference.tasks.open, refused, caps),
        )

    def _step(self, live: PositionCall | None, refused: Mapping[str, str], faces: Iterable[KeyFace]) -> _Applying:
        """Return the step that applies now, its keys, and whether it is a procedure's.

        A refused key that is none of `faces`, which say it themselves, is said here: nothing is pressed unanswered.
        The telephone's own steps come before a procedure's: an instruction, a release that was warned of, an agency
        being brought in. The attempt that a procedure began is its own.
        """
        step, options, own = self._applies(live, refused)
        form = self._parts.forms.shown
        why = ""
        if refused:
            elsewhere = {*_SAID_ELSEWHERE, *(face.key for face in faces)}
            why = next((refused[key] for key in refused if key not in elsewhere), "")
        if form is not None:
            why = why or form.refused
        refusal = say("refused: {why}", why=why) if why else ""
        typed = self._parts.panes.unseen_words(live)
        if typed:  # it has the one line that no form and no pane covers
            step = step._replace(why=joined(" · ", (typed, refusal)) if refusal else typed, urgent=True)
        elif refusal:
            step = step._replace(why=refusal)
        return step, options, own

    def _applies(self, live: PositionCall | None, refused: Mapping[str, str]) -> _Applying:
        parts = self._parts
        if parts.commissioning.open and live is None:
            return parts.commissioning.next_step(), (), False
        if parts.marking.open:
            return parts.marking.next_step(refused), parts.marking.option_faces(), False
        relay = relay_step(parts.forms.shown, parts.conference.tasks.open, live)
        if relay is not None:
            return relay, (), False
        shown = parts.procedures.shown
        leading = shown.leading(live)
        if leading is None or (live is not None and not shown.may_lead(live)) or parts.telephone.comes_first(live):
            return next_step(live, parts.telephone, parts.steps), (), False
        step, options = shown.step(leading, live)
        return with_hang_up(with_last_tick(step, leading, parts.zone), leading, live), options, True

    def screen(self, position: str, call_taker: str, refused: Mapping[str, str], now: datetime) -> Screen:
        """Return the screen as everything stands; `refused` are keys refused just now, with the reason."""
        parts = self._parts
        live = parts.callers.open
        details = live.details if live is not None else None
        municipality = (details.spill.municipality or "") if details is not None else ""
        tasks = in_order(parts.conference.tasks.open, live)
        agency_keys, feature_keys, offers = self._faces(live, municipality, refused)
        step, options, own = self._step(live, refused, (*agency_keys, *feature_keys, *offers))
        return Screen(
            marks=parts.edges.marks,
            position=position,
            call_taker=call_taker,
            feed=parts.edges.feed,
            second_feed=parts.edges.second,
            phone=parts.telephone.edge,
            caller=parts.callers.card(),
            agency_keys=agency_keys,
            feature_keys=feature_keys,
            offers=offers,
            line=self._line(on_line(live)),
            next_step=step,
            options=options,
            form=parts.forms.shown,
            tasks=(
                *parts.procedures.shown.waiting_words(live, leads=own),
                *(task_words(each, parts.today.call(each.call), parts.zone) for each in tasks[:_TASKS_SHOWN]),
                *_more_tasks(len(tasks) - _TASKS_SHOWN),
                *parts.standing.tasks(),
            ),
            tasks_unlisted=max(0, len(tasks) - _TASKS_SHOWN),
            waiting=parts.callers.waiting_rows(),
            today=parts.today.rows,
            related=parts.related.shown(),
            linked=parts.today.links.words(live.id) if live is not None and live.linked_to is not None else "",
            notices=(*parts.standing.edges(), *parts.edges.notices),
            pane=parts.panes.shown,
            line_page=parts.panes.line_page(),
            tty=parts.panes.tty(live),
            checklist=parts.panes.checklist(),
            procedures=(*sorted((*parts.procedures.menu(), menu_line())), *parts.matters.menu())
            if parts.panes.shown is Pane.PROCEDURES
            else (),
            matters=parts.matters.pane(now),
            reminders=parts.matters.reminders(),
            directory=parts.lookup.pane(refused.get(DIRECTORY_KEY, "")),
            dial_asked=live.dial_asked if live is not None else parts.commissioning.wants_digits,
        )

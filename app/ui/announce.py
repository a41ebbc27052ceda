"""What is told to assistive technology: arrivals, what wants action, and failures, a sentence each."""

from PySide6 import QtGui
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from app.position.screen import CallerCard, CardState, Datum, Edge, Health, KeyFace, Look, Screen
from app.ui.edges import REFUSED
from app.ui.raw_view import NAMES
from app.words import joined, say, say_count, spoken

_LOUD = (Look.ATTENTION, Look.FAILED)
_OF_A_CALLER = ("number", "service", "address", "location", "locality")  # what an arrival says, in this order


def announcements(before: Screen, after: Screen) -> tuple[str, ...]:
    """Return what the change from one screen to the next has to say, the most pressing first; pure."""
    said: list[str] = []
    if after.caller is not before.caller:
        said += _of_card(before.caller, after.caller)
    for old, new in (
        (before.agency_keys, after.agency_keys),
        (before.feature_keys, after.feature_keys),
        (before.offers, after.offers),
    ):
        if old is not new:
            said += _of_keys(old, new)
    said += _of_step(before, after)
    if len(after.waiting) > len(before.waiting):
        newest = after.waiting[0]
        said.append(say("a caller waits: {number} {place}", number=newest.number, place=newest.place))
    if after.related is not before.related or after.linked != before.linked:
        said += _of_related(before, after)
    for was, edge in (
        (before.feed, after.feed),
        (before.second_feed, after.second_feed),
        (before.phone, after.phone),
        (before.journal, after.journal),
    ):
        if edge is not None and edge.health is Health.FAULT and edge != was:
            said.append(edge.text)
    if after.directory is not None and after.directory.words and after.directory != before.directory:
        said.append(after.directory.words)
    said += _of_notices(before.notices, after.notices)
    return tuple(said)


def _of_card(before: CallerCard, after: CallerCard) -> list[str]:
    if (after.state, after.arrived_at) != (before.state, before.arrived_at):
        if after.state is not CardState.LIVE:
            return [joined(" ", [part for part in (after.heading, after.note) if part])]
        if after.not_decoded:
            return [part for part in (say("new caller, not decoded: shown as sent"), after.note) if part]
        return [_arrival(after)]
    changed = [
        name
        for name in ("number", "address", "location", "name", "locality", "service")
        if getattr(after, name).was != getattr(before, name).was
        or getattr(after, name).absent < getattr(before, name).absent
    ]
    return [_change(NAMES[name], getattr(after, name)) for name in changed]


def _arrival(card: CallerCard) -> str:
    """Say who comes, each doubt behind the thing doubted: an address that is not the caller's is never told alone."""
    data = {name: getattr(card, name) for name in _OF_A_CALLER}
    if all(datum.absent for datum in data.values()):
        return joined(": ", [part for part in (card.heading, card.note) if part])
    if card.location.absent:
        del data["location"]  # most have none
    return say("new caller: {details}", details=joined(", ", map(_with_doubt, data.values())))


def _change(field: str, datum: Datum) -> str:
    said = say("{field} changed: {value}", field=field, value=datum.text)
    if datum.was:
        said = say("{field} changed: {value}, was {was}", field=field, value=datum.text, was=datum.was)
    return joined(", ", (said, datum.note)) if datum.note else said


def _with_doubt(datum: Datum) -> str:
    return joined(", ", (datum.text, datum.note)) if datum.note else datum.text


def _of_step(before: Screen, after: Screen) -> list[str]:
    """Say the step that came and its keys; a calm one without keys is not told."""
    step = after.next_step
    if step.text == before.next_step.text or not (after.options or step.urgent):
        return []
    keys = joined(", ", [joined(" ", (face.key, face.label)) for face in after.options])
    return [part for part in (say("now: {step}", step=step.text), keys) if part]


def _of_related(before: Screen, after: Screen) -> list[str]:
    """Say which calls came to be related, and what the call-taker's own press linked or took back."""
    same_card = (after.caller.state, after.caller.arrived_at) == (before.caller.state, before.caller.arrived_at)
    if after.linked != before.linked and same_card:
        return [after.linked or say("no longer linked")]
    known = {each.call for each in before.related}
    new = [each for each in after.related if each.call not in known]
    if not new:
        return []
    count = say_count("{n} related call", "{n} related calls", len(after.related))
    reached = new[0].agencies or new[0].state
    return [say("{count}: {time} {same}, {reached}", count=count, time=new[0].time, same=new[0].same, reached=reached)]


def _of_keys(before: tuple[KeyFace, ...], after: tuple[KeyFace, ...]) -> list[str]:
    known = {face.key: face for face in before}
    said = []
    for face in after:
        was = known.get(face.key)
        if face == was or not face.state:
            continue
        loud = face.look in _LOUD or face.state.startswith(REFUSED)
        if loud and (was is None or (face.look, face.state) != (was.look, was.state)):
            said.append(joined(": ", (face.label, face.state)))
    return said


def _of_notices(before: tuple[Edge, ...], after: tuple[Edge, ...]) -> list[str]:
    return [notice.text for notice in after if notice.health is not Health.WELL and notice not in before]


class Announcer:
    """Tells assistive technology, where one is listening and this Qt can (6.8 and newer)."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._event = getattr(QtGui, "QAccessibleAnnouncementEvent", None)

    def tell_change(self, before: Screen, after: Screen) -> None:
        """Tell what the change of screen has to say; nothing is worked out where nobody listens."""
        if self._event is not None and QAccessible.isActive():
            self.tell(announcements(before, after))

    def tell(self, sentences: tuple[str, ...]) -> None:
        """Announce the sentences at once, interrupting what is being read."""
        if not sentences or self._event is None:
            return
        event = self._event(self._window, ". ".join(map(spoken, sentences)))
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

"""The screen before the position has said anything: every part in its place, and nothing claimed."""

from app.position.screen import CallerCard, CardState, Datum, Edge, Health, NextStep, Screen
from app.words import say


def _place(text: str) -> Datum:
    return Datum(text, absent=True)


STARTING = Screen(
    marks=(),
    position="",
    call_taker="",
    feed=Edge(say("feed: starting"), Health.NOTICE),
    phone=Edge(say("telephone: starting"), Health.NOTICE),
    caller=CallerCard(
        state=CardState.NONE,
        heading=say("STARTING"),
        note=say("callers cannot be shown yet"),
        number=_place(say("number")),
        call_number=_place("-"),
        address=_place(say("address")),
        location=_place(say("apartment or location")),
        name=_place(say("name")),
        locality=_place(say("municipality")),
        service=_place(say("service class")),
        service_tell="",
        ring_back=_place(say("ring back")),
        borough=_place("-"),
        esn=_place("-"),
        agencies=_place(say("agencies")),
        sent=_place(say("time sent")),
        position=_place("-"),
        routing_number=_place(say("routing number")),
    ),
    agency_keys=(),
    feature_keys=(),
    offers=(),
    line=say("nobody yet"),
    next_step=NextStep(say("The console is starting."), say("callers, keys and journal follow in a moment")),
    journal=Edge(say("journal: starting"), Health.NOTICE),
)

"""The screen before the position has said anything: every part in its place, and nothing claimed."""

from app.position.screen import CallerCard, CardState, Datum, Edge, Health, NextStep, Screen


def _place(text: str) -> Datum:
    return Datum(text, absent=True)


STARTING = Screen(
    marks=(),
    position="",
    call_taker="",
    feed=Edge("feed: starting", Health.NOTICE),
    phone=Edge("telephone: starting", Health.NOTICE),
    caller=CallerCard(
        state=CardState.NONE,
        heading="STARTING",
        note="callers cannot be shown yet",
        number=_place("number"),
        call_number=_place("-"),
        address=_place("address"),
        location=_place("apartment or location"),
        name=_place("name"),
        locality=_place("municipality"),
        service=_place("service class"),
        service_tell="",
        ring_back=_place("ring back"),
        borough=_place("-"),
        esn=_place("-"),
        agencies=_place("agencies"),
        sent=_place("time sent"),
        position=_place("-"),
        routing_number=_place("routing number"),
    ),
    agency_keys=(),
    feature_keys=(),
    offers=(),
    line="nobody yet",
    next_step=NextStep("The console is starting.", "callers, keys and journal follow in a moment"),
    journal=Edge("journal: starting", Health.NOTICE),
)

"""One turn of the dialogue."""

from datetime import UTC, datetime

from app.ports import LineTold, LineUp, NotDone
from drivers.serial_turn import Reopen, Send, Turn

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def test_what_comes_out_keeps_its_order() -> None:
    turn = Turn(1.0, NOON)
    turn.put(Send(b"AT\r"), LineUp(NOON))
    turn.tell("device", "A MODEM", "A MODEM")
    turn.put(Reopen("no answer"))
    assert turn.out == [
        Send(b"AT\r"),
        LineUp(NOON),
        LineTold(NOON, "device", "A MODEM", "A MODEM"),
        Reopen("no answer"),
    ]


def test_what_was_not_done_is_told_to_technician_and_call_taker() -> None:
    """D085: an order has an event, also where nothing came of it."""
    turn = Turn(1.0, NOON)
    turn.not_done("hold", "the device did not answer")
    assert turn.out == [
        LineTold(NOON, "hold", "not done: the device did not answer"),
        NotDone(NOON, "hold: the device did not answer"),
    ]

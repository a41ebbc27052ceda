"""One turn of the dialogue."""

from datetime import UTC, datetime

from app.ports import LineTold, LineUp
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

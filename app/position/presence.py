"""Whether the caller of an open call is there: every change is told, so that the journal has it and a restart finds it.

The telephone, the call-taker's ear and a procedure all say it; a console that starts again must not show a caller who
hung up as one who is on the line.
"""

from app.call.call import Call
from app.position.caller_events import CallerAway
from app.position.decision import Tell
from app.position.details import Details
from app.position.turn import Turn


def hung_up(call: Call[Details], turn: Turn) -> None:
    """The caller is on no line of ours any more; since when stays as it was first said."""
    if call.caller_gone_at is None:
        call.caller_gone_at = turn.at
        _tell(call, turn)


def cut_off(call: Call[Details], turn: Turn) -> None:
    """The telephone lost its line with the caller on it."""
    call.cut_off_at = turn.at
    _tell(call, turn)


def by_hand(call: Call[Details], turn: Turn) -> None:
    """The set is worked by hand now: with whom she speaks there is for the call-taker to say."""
    if call.cut_off_at is not None:
        call.cut_off_at = None
        _tell(call, turn)


def here(call: Call[Details], turn: Turn) -> None:
    """The caller is there again."""
    if call.caller_gone_at is not None or call.cut_off_at is not None:
        call.caller_gone_at = call.cut_off_at = None
        _tell(call, turn)


def _tell(call: Call[Details], turn: Turn) -> None:
    gone, cut = call.caller_gone_at is not None, call.cut_off_at is not None
    turn.do(Tell(CallerAway(turn.at, call.id, gone, cut, call.taken_up_from)))

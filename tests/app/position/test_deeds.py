"""Deeds of procedures: as if the key had been pressed, refused in words where they cannot be."""

from typing import Any

import pytest

from app.call.procedure import Deed
from app.ports import Abort, Dial, Hold, PhoneCaps, Recall, Release, Resume
from app.position.deeds import Deeds
from app.position.turn import Turn
from app.spill.model import NumberStatus

KEY = "Alt+Z"


def do(desk: Any, deed: Deed) -> tuple[bool, Turn]:
    position = desk.position
    own = (position._endings, position._arrivals, position._panes, position._forms)
    deeds = Deeds(position._callers, position._keys, position._conference, *own)
    turn = Turn(desk.now)
    return deeds.do(deed, position._callers.live, turn, KEY), turn


def orders(turn: Turn) -> list[object]:
    return [each for each in turn.orders if isinstance(each, Recall | Dial | Abort | Hold | Resume | Release)]


def test_ring_back_and_call_back_dial_as_keys_do(desk: Any) -> None:
    """D106, D131."""
    desk.spill()
    done, turn = do(desk, Deed.CALL_BACK)
    assert done
    assert orders(turn) == [Recall(1, "9053261224")]
    assert not do(desk, Deed.RING_BACK)[0]  # one at a time


def test_a_number_that_cannot_be_dialled_is_not_called_back(desk: Any) -> None:
    """D111."""
    desk.spill(number="9051111111", number_status=NumberStatus.NOT_DIALABLE)
    done, turn = do(desk, Deed.CALL_BACK)
    assert not done
    assert turn.refused == {KEY: "the number cannot be dialled"}


def test_nothing_is_done_for_a_call_that_is_over(desk: Any) -> None:
    desk.spill()
    desk.press("F12")
    desk.releases()
    done, turn = do(desk, Deed.RING_BACK)
    assert not done
    assert turn.refused == {KEY: "that call is over"}
    assert orders(turn) == []


def test_giving_up_with_nothing_in_hand_is_refused(desk: Any) -> None:
    desk.spill()
    done, turn = do(desk, Deed.GIVE_UP)
    assert not done
    assert KEY in turn.refused


def test_hold_is_asked_for_once_and_a_telephone_that_cannot_says_so(desk: Any, make_desk: Any) -> None:
    desk.spill()
    assert orders(do(desk, Deed.HOLD)[1]) == [Hold()]
    assert orders(do(desk, Deed.RESUME)[1]) == []  # not held yet
    other = make_desk(caps=PhoneCaps(can_hold=False))
    other.spill()
    done, turn = do(other, Deed.HOLD)
    assert not done
    assert turn.refused == {KEY: "this telephone cannot hold: use the set"}


@pytest.mark.parametrize(("deed", "released"), [(Deed.RELEASE, False), (Deed.CLOSE, True)])
def test_release_warns_as_the_key_does_and_close_does_not(desk: Any, deed: Deed, released: bool) -> None:
    """D084: a step that closes has said why."""
    desk.spill()
    desk.bring_in("F8")
    done, turn = do(desk, deed)
    assert done is released
    assert (orders(turn) == [Release()]) is released


def test_hearing_the_caller_go_is_a_fact_of_the_call(desk: Any) -> None:
    """D138."""
    desk.spill()
    assert do(desk, Deed.CALLER_GONE)[0]
    assert desk.position._callers.live.caller_gone_at == desk.now

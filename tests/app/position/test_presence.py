"""Whether the caller is there is told once for each change, whoever says so, and stands after a restart."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.journal.past import past_call
from app.journal.stood import how_it_stood
from app.journal.store import Journal
from app.ports import CallerGone, CallerHere, CallerRinging, LineLost, Outcome, PhoneCaps
from app.position.caller_events import CallerAway
from app.position.decision import Tell
from app.position.events import CallLookedAt, DigitsTyped
from app.position.found import found_again

BY_EAR = PhoneCaps(ring_count="none", answer_seen="none")
SIP = PhoneCaps(can_answer=True, flash=False)


def told(desk: Any) -> list[CallerAway]:
    orders = [order.event for each in desk.decisions for order in each.orders if isinstance(order, Tell)]
    return [each for each in orders if isinstance(each, CallerAway)]


@pytest.fixture
def restarted(tmp_path: Path, make_desk: Callable[..., Any]) -> Callable[..., Any]:
    """Return a desk that has taken up the open call of another whose console was killed."""

    def again(before: Any, call: int = 1, caps: PhoneCaps | None = None) -> Any:
        records = []
        for decision in before.decisions:
            records.append(decision.record)
            tells = [order.event for order in decision.orders if isinstance(order, Tell)]
            records += [before.position.decide(each)[0] for each in tells]
        path = tmp_path / "journal.sqlite"
        journal = Journal.open(path)
        journal.write(records, lambda _written: None)
        assert journal.close() == ""
        past = past_call(path, call)
        assert past is not None
        desk = make_desk(caps=caps)
        desk.tell(found_again(past, desk.now, how_it_stood(path, call, past.arrived_at)))
        return desk

    return again


def test_a_caller_who_hung_up_is_told_once_and_told_again_when_she_is_back(desk: Any) -> None:
    desk.spill()
    desk.caller_hangs_up()
    desk.caller_hangs_up()
    desk.press("F3")
    desk.dial_tone()
    desk.dialled("*99")
    desk.rings(1)
    desk.answers()
    assert told(desk) == [CallerAway(told(desk)[0].at, 1, True, False), CallerAway(desk.now, 1, False, False)]


def test_a_caller_who_hung_up_is_not_on_the_line_after_a_restart(desk: Any, restarted: Any) -> None:
    """U5: the call comes back as it stood, and its end is written as what it was."""
    desk.spill()
    desk.caller_hangs_up()
    after = restarted(desk)
    assert after.screen.line == "nobody on line; the caller hung up"
    assert "The caller hung up" in after.step
    after.press("F12")
    after.releases()
    assert after.calls()[1]["how_ended"] == "caller_gone"


def test_a_caller_who_came_back_is_on_the_line_after_a_restart(desk: Any, restarted: Any) -> None:
    desk.spill()
    desk.caller_hangs_up()
    desk.bring_in("F3")
    after = restarted(desk)
    assert after.screen.line == "one party on line: caller"


def test_what_the_call_taker_heard_is_told_as_well_and_taken_back(make_desk: Any, restarted: Any) -> None:
    """D036: on a line that tells nothing the ear is the only source."""
    desk = make_desk(caps=BY_EAR)
    desk.spill()
    desk.press("Ctrl+7")
    assert [(each.hung_up, each.cut_off) for each in told(desk)] == [(True, False)]
    desk.press("Ctrl+7")
    assert [(each.hung_up, each.cut_off) for each in told(desk)] == [(True, False), (False, False)]
    assert restarted(desk, caps=BY_EAR).screen.line == "one party on line: caller"


def test_a_caller_who_was_cut_off_is_cut_off_after_a_restart(make_desk: Any, restarted: Any) -> None:
    desk = make_desk(caps=SIP)
    desk.tell(CallerHere(desk.now, "9053261224", 1))
    desk.tell(LineLost(desk.now, "the gateway is gone"))
    after = restarted(desk, caps=SIP)
    assert "the caller was CUT OFF" in after.screen.line
    after.tell(CallerHere(after.now, "", 1))
    assert after.screen.line == "one party on line: caller"


def test_a_call_taken_up_again_says_after_a_restart_that_its_caller_is_on_no_line(desk: Any, restarted: Any) -> None:
    """D068: she was never on the line of it."""
    desk.spill()
    desk.press("F12")
    desk.releases()
    desk.tell(CallLookedAt(desk.now, 1))
    desk.press("Alt+R")
    after = restarted(desk, call=2)
    assert after.screen.caller.heading == "CALL 1, taken up again"
    assert "call 1 taken up again" in after.screen.line
    after.press("F12")
    after.releases()
    assert after.calls()[2]["how_ended"] == "released"


def test_the_number_that_only_the_telephone_told_is_known_after_a_restart(make_desk: Any, restarted: Any) -> None:
    desk = make_desk(caps=SIP)
    desk.tell(CallerHere(desk.now, "9053261224", 1))
    assert restarted(desk, caps=SIP).screen.caller.number.text == "(905) 326-1224"


def test_d107_a_restart_calls_nobody_back_whose_need_was_known(desk: Any, restarted: Any, cellular: Any) -> None:
    desk.spill(service_class="CEL", service=cellular)
    desk.caller_hangs_up()
    desk.choose("The need is known")
    after = restarted(desk)
    assert after.taken() == []
    assert "The caller hung up" in after.step


def test_d107_what_locked_the_number_locks_it_after_a_restart(desk: Any, restarted: Any, cellular: Any) -> None:
    """The procedure was over; only the call knew that it had been called back."""
    desk.spill(service_class="CEL", service=cellular)
    desk.caller_hangs_up()
    desk.choose("Call back")
    desk.dial_tone()
    desk.dialled("9053261224")
    desk.ends(Outcome.BUSY)
    after = restarted(desk)
    after.press("F2")
    after.dial_tone()
    after.tell(DigitsTyped(after.now, "9053261224"))
    assert "called back once" in after.face("F2").state


def test_d106_one_who_hung_up_waiting_is_called_back_once_she_has_the_screen(
    make_desk: Any, restarted: Any, cellular: Any
) -> None:
    """No procedure had been told that she is gone when the console stopped."""
    desk = make_desk(caps=SIP)
    desk.tell(CallerHere(desk.now, "9055550142", 1))
    desk.tell(CallerRinging(desk.now, "9053261224", 2))
    desk.spill(service_class="CEL", service=cellular)
    desk.tell(CallerGone(desk.now, 2))
    after = restarted(desk, call=2, caps=SIP)
    assert "call back ONCE" in after.step


def test_d107_a_restart_calls_nobody_back_for_whom_an_agency_was_brought_in(
    desk: Any, restarted: Any, cellular: Any
) -> None:
    desk.spill(service_class="CEL", service=cellular)
    desk.bring_in("F5")
    desk.press("Ctrl+1")
    desk.caller_hangs_up()
    assert desk.taken() == []
    after = restarted(desk)
    assert after.taken() == []
    after.spill(service_class="CEL", service=cellular, name="SOMEBODY ELSE")
    assert after.taken() == []


def test_a_restart_writes_no_agency_over_the_one_that_was_brought_in_before(desk: Any, restarted: Any) -> None:
    desk.spill()
    desk.bring_in("F5")
    before = desk.calls()[1]["legs"]
    after = restarted(desk)
    after.bring_in("F8")
    assert set(before) == {1}
    assert set(after.calls()[1]["legs"]) == {2}

"""What stands on the line, and the commands on their way."""

from datetime import UTC, datetime

from drivers.sip.account import SipAccount
from drivers.sip.conversation import COMMAND_S, Conversation, Stuck, What, nothing
from drivers.sip.messages import EndCall, HoldCall, Mix

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def test_every_command_has_a_number_of_its_own_and_its_answer_comes_once() -> None:
    on = Conversation(SipAccount())
    answers: list[str] = []

    def then(error: str, now: float, at: datetime) -> list[What]:
        answers.append(error)
        return []

    first = on.ask(lambda ask: EndCall(ask, "in:1"), "end", 0.0, then)
    second = on.ask(lambda ask: EndCall(ask, "in:2"), "end", 0.0, then)
    assert isinstance(first, EndCall)
    assert isinstance(second, EndCall)
    assert first.ask != second.ask
    for _ in range(2):
        on.answered(first.ask, "gone", 1.0, NOON)
    assert answers == ["gone"]


def test_a_late_answer_is_due_and_then_the_process_is_stuck() -> None:
    on = Conversation(SipAccount())
    on.ask(lambda ask: EndCall(ask, "in:1"), "end the call", 5.0, nothing, limit=2.0)
    assert on.due() == 7.0
    assert on.late(6.9) == []
    assert on.late(7.0) == [Stuck("the SIP library did not answer in time: end the call")]


def test_a_far_end_that_is_slow_about_a_hold_is_no_stuck_process() -> None:
    on = Conversation(SipAccount(hold_limit=10.0))
    on.set_hold([on.legs.caller("in:1", "")], True, 0.0, NOON, nothing)
    assert on.late(10.0 + COMMAND_S) == []
    assert on.late(20.0 + COMMAND_S) == [Stuck("the SIP library did not answer in time: hold the caller on line 1")]


def test_a_lost_process_takes_the_mute_with_it() -> None:
    on = Conversation(SipAccount())
    on.mute = True
    on.lost()
    on.legs.caller("in:1", "").up_at = 1.0
    assert on.mix() == [Mix(("in:1",))]


def test_several_holds_are_one_answer_with_every_fault_in_it() -> None:
    on = Conversation(SipAccount())
    legs = [on.legs.caller("in:1", ""), on.legs.agency(1, "*21")]
    heard: list[str] = []

    def then(error: str, now: float, at: datetime) -> list[What]:
        heard.append(error)
        return []

    holds = [each for each in on.set_hold(legs, True, 0.0, NOON, then) if isinstance(each, HoldCall)]
    on.answered(holds[0].ask, "no answer", 1.0, NOON)
    assert heard == []
    on.answered(holds[1].ask, "", 1.0, NOON)
    assert heard == ["the caller on line 1: no answer"]
    assert [leg.held for leg in legs] == [False, True]


def test_holding_nobody_is_done_at_once() -> None:
    on = Conversation(SipAccount())
    assert on.set_hold([], True, 0.0, NOON, lambda error, now, at: [Mix(())]) == [Mix(())]


def test_a_mix_is_told_only_when_it_changes() -> None:
    on = Conversation(SipAccount())
    assert on.mix() == []
    on.legs.caller("in:1", "").up_at = 1.0
    assert on.mix() == [Mix(("in:1",))]
    assert on.mix() == []

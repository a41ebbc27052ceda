"""One procedure on its way, as it reads."""

from datetime import UTC, datetime, timedelta

from app.call.procedure import Branch, Facts, Option, Procedure, Step
from app.position.conference import PositionCall
from app.position.running import OPTION_KEYS, Running

AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
STEP = Step(
    "s",
    "Call {number}.",
    "class {class}",
    "16",
    True,
    timedelta(seconds=6),
    options=(
        Option("Call back", Branch("s")),
        Option("Hidden", Branch("s", ("contact",))),
        Option("Say why", Branch("s"), ("why",)),
    ),
)
RULE = Procedure("r", "Rule", "", "R", "s", {"s": STEP})
FACTS = Facts(values={"number": "555-0142", "class": "CEL"})
CALL: PositionCall = PositionCall(7, AT)


def test_a_step_reads_with_its_rule_its_reason_its_page_and_its_time() -> None:
    step = Running(1, RULE, STEP, CALL, AT).next_step(FACTS, CALL)
    assert (step.text, step.why, step.page) == ("Call 555-0142.", "Rule: class CEL", "manual p. 16")
    assert step.urgent
    assert step.until == AT + timedelta(seconds=6)


def test_a_step_for_another_call_than_the_live_one_names_it() -> None:
    assert Running(1, RULE, STEP, CALL, AT).next_step(FACTS, None).why == "Rule (call 7): class CEL"


def test_options_that_hold_have_the_keys_in_order_and_typing_is_announced() -> None:
    faces = Running(1, RULE, STEP, CALL, AT).faces(FACTS)
    assert [(face.key, face.label) for face in faces] == [
        (OPTION_KEYS[0], "Call back"),
        (OPTION_KEYS[1], "Say why ..."),
    ]

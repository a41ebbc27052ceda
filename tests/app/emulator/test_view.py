"""How the emulation and its faults stand, in words."""

import pytest

from app.emulator.view import fault_state, state_words


@pytest.mark.parametrize(
    ("line", "held", "over", "next_caller", "storm", "words"),
    [
        ("there", False, False, 12.4, 0, "RUNNING: next caller in 12 s"),
        ("there", False, False, -0.1, 0, "RUNNING: next caller in 0 s"),
        ("there", False, False, None, 0, "RUNNING"),
        ("there", False, False, None, 9512, "STORM: 9,512 records still to come"),
        ("there", False, True, None, 0, "OVER: the last caller of this scenario has called"),
        ("there", True, False, 12.0, 9, "CALLERS HELD: nothing comes, no heartbeat either"),
        ("cut", True, False, 12.0, 9, "LINE CUT: nothing comes until it is mended"),
        ("gone", False, False, None, 0, "LINE GONE: the fault vanish; it comes back by itself"),
        (
            "dead",
            False,
            True,
            None,
            0,
            "LINE DEAD: the fault link_dies of this scenario; only a new start brings it back",
        ),
    ],
)
def test_what_keeps_callers_away_is_said_before_when_the_next_one_comes(
    line: str, held: bool, over: bool, next_caller: float | None, storm: int, words: str
) -> None:
    assert state_words(line, held=held, over=over, next_caller=next_caller, storm=storm) == words


def test_a_fault_says_whether_it_strikes_next_or_by_itself_or_cannot() -> None:
    assert fault_state((), asked=False, possible=True) == ""
    assert fault_state((), asked=True, possible=True) == "strikes next"
    assert fault_state(("lost=0.1", "lost@9"), asked=False, possible=True) == "ON: lost=0.1, lost@9"
    assert fault_state(("lost=0.1",), asked=True, possible=True) == "strikes next; ON: lost=0.1"
    assert fault_state((), asked=True, possible=False) == "cannot be sent in this scenario"

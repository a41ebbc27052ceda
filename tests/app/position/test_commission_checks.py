"""Which checks a line has."""

from app.ports import PhoneCaps
from app.position.commission_checks import FLASHES, checks_for

MODEM = PhoneCaps(answer_seen="deduced", busy_vs_reorder=False, times=("flash", "dial_tone", "ring_cycle"))
SIP = PhoneCaps(flash=False, can_answer=True, can_mute=True, bridge_in_switch=False)


def test_only_checks_that_mean_something_on_this_line_are_listed() -> None:
    names = [check.name for check in checks_for(SIP, "*99", 6)]
    assert not any(name.startswith("flash") for name in names)
    assert "keep" not in names
    assert [check.seconds for check in checks_for(MODEM, "*99", 6)][: len(FLASHES)] == list(FLASHES)

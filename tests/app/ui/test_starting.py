from app.position.screen import CardState, Datum, Health
from app.ui.starting import STARTING


def test_before_the_first_screen_nothing_is_claimed() -> None:
    card = STARTING.caller
    assert card.state is CardState.NONE
    assert all(datum.absent and datum.text for datum in card if isinstance(datum, Datum))
    assert card.arrived_at is None
    assert not STARTING.today
    assert STARTING.last_byte_at is None


def test_what_is_not_open_yet_is_not_called_well() -> None:
    for edge in (STARTING.feed, STARTING.phone, STARTING.journal):
        assert edge.health is Health.NOTICE

"""How calls end; the rest of it is told in test_callers.py and test_position.py."""

from typing import Any

from app.ports import Mute, Muted, Release, Released, ReleaseRefused


def test_a_call_ends_when_the_telephone_says_so_not_when_the_key_is_pressed(desk: Any) -> None:
    """D085."""
    desk.spill()
    desk.press("F12")
    assert desk.orders == [Release()]
    assert desk.calls()[1].get("how_ended") is None
    desk.tell(Released(desk.now))
    assert desk.calls()[1]["how_ended"] == "released"


def test_a_refused_release_leaves_the_call_taker_on_the_line_and_says_so(desk: Any) -> None:
    desk.spill()
    desk.press("F12")
    desk.tell(ReleaseRefused(desk.now, "the far end cannot take the caller over"))
    assert desk.calls()[1].get("how_ended") is None
    assert "NOT RELEASED: the far end cannot take the caller over" in desk.screen.notices[0].text


def test_a_call_closed_on_her_word_is_not_closed_twice_by_a_late_confirmation(desk: Any) -> None:
    desk.spill()
    desk.wake(desk.press("F12"))
    desk.press("F12")
    desk.spill(number="9055550142")
    desk.tell(Released(desk.now))
    assert desk.calls()[2].get("how_ended") is None


def test_the_next_caller_hears_her_though_the_last_did_not(desk: Any) -> None:
    desk.spill()
    desk.tell(Muted(desk.now, True))
    desk.spill(number="9055550142")
    assert Mute(False) in desk.orders

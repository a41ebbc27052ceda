from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.position.card import NO_DATA, card_of, whose_card
from app.position.screen import CardState, Datum, Edge, Health, KeyFace, NextStep, Screen
from app.ui.announce import Announcer, announcements

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def test_an_arrival_is_told_with_what_matters_most(gallery: Mapping[str, Screen]) -> None:
    said = announcements(gallery["no-call"], gallery["caller"])
    assert said[0] == "new caller: (905) 326-1224, RES  Residential, 324 FIRST ST N, APT 6, OSHAWA  L1G 4B7"


def test_an_arrival_that_was_not_decoded_says_so(gallery: Mapping[str, Screen]) -> None:
    assert "not decoded" in announcements(gallery["no-call"], gallery["not-decoded"])[0]
    card = gallery["not-decoded"].caller._replace(note="ask for the number and the address")
    said = announcements(gallery["no-call"], gallery["not-decoded"]._replace(caller=card))
    assert said[1] == "ask for the number and the address"


def test_every_doubt_is_told_behind_the_thing_doubted(gallery: Mapping[str, Screen]) -> None:
    """D070, U19: a cell tower's address, told alone, is taken for the caller's."""
    screen = gallery["caller"]
    card = screen.caller._replace(
        number=Datum("(905) 555-0142", note="may not be the caller's own number"),
        service=Datum("CEL  Cellular"),
        address=Datum("1615 DUNDAS ST E SECTOR 2", note="may not be where the caller is"),
        location=Datum("no apartment or location given", absent=True),
        locality=Datum("BROOKLIN (WHITBY)"),
    )
    assert announcements(gallery["no-call"], screen._replace(caller=card))[0] == (
        "new caller: (905) 555-0142, may not be the caller's own number, CEL  Cellular, "
        "1615 DUNDAS ST E SECTOR 2, may not be where the caller is, BROOKLIN (WHITBY)"
    )


def test_of_a_caller_of_whom_nothing_came_it_is_told_what_to_ask(gallery: Mapping[str, Screen]) -> None:
    """D202."""
    screen = gallery["caller"]
    note = "no data came: ask for the number and the address"
    nothing = whose_card(card_of(NO_DATA), CardState.LIVE, "CALLER WITHOUT DATA", note, NOW, None)
    said = announcements(gallery["no-call"], screen._replace(caller=nothing))
    assert said[0] == f"CALLER WITHOUT DATA: {note}"


def test_the_step_of_a_rule_is_told_with_its_keys(gallery: Mapping[str, Screen]) -> None:
    """D101, U19: nobody hears that a plate came under the caller."""
    before = gallery["caller"]
    step = NextStep("Ask by TTY and wait for letters.", "No voice", urgent=True)
    options = (KeyFace("Alt+Z", "No: send all"), KeyFace("Alt+X", "TTY answers"))
    after = before._replace(next_step=step, options=options)
    assert announcements(before, after) == (
        "now: Ask by TTY and wait for letters.",
        "Alt+Z No: send all, Alt+X TTY answers",
    )
    assert announcements(after, after._replace(next_step=step._replace(until=NOW))) == (), "it was told"


def test_an_urgent_step_is_told_and_a_calm_one_is_not(gallery: Mapping[str, Screen]) -> None:
    before = gallery["caller"]
    urgent = before._replace(next_step=NextStep("A caller rings: Alt+A answers.", urgent=True))
    assert announcements(before, urgent) == ("now: A caller rings: Alt+A answers.",)
    calm = before._replace(next_step=NextStep("Ready for the next call."))
    assert announcements(before, calm) == ()


def test_a_call_without_data_says_whose_details_stand_there(gallery: Mapping[str, Screen]) -> None:
    said = announcements(gallery["caller"], gallery["previous"])
    assert said[0].startswith("PREVIOUS CALL'S DETAILS ended 18:29:04")


def test_a_field_that_changed_is_told(gallery: Mapping[str, Screen]) -> None:
    said = announcements(gallery["caller"], gallery["changed"])
    assert "address changed: 326 FIRST ST N, was 324 FIRST ST N, may not be where the caller is" in said
    assert not any(each.startswith("locality") for each in said)


def test_an_awaited_address_is_told_when_it_comes(gallery: Mapping[str, Screen]) -> None:
    after = gallery["caller"]
    awaited = after.caller._replace(address=Datum("address awaited", absent=True))
    assert announcements(after._replace(caller=awaited), after) == ("address changed: 324 FIRST ST N",)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("ringing", "answered", "Oshawa/Whitby/Scugog/Uxbridge Fire: ANSWERED: voice contact?"),
        ("ringing", "failed", "Oshawa/Whitby/Scugog/Uxbridge Fire: NO ANSWER after 6 rings"),
        ("ringing", "failed", "Ambulance: refused: Oshawa Fire: ring 3 of 6; Esc gives it up"),
        ("answered", "release-warned", "RELEASE: refused: F12 again releases; no voice contact"),
        ("ringing", "waiting", "a caller waits: (905) 555-0188 TOWER 1171 HWY 12, SCUGOG"),
        ("caller", "related", "3 related calls: 18:26 same number, same address, caller gone"),
        ("related", "linked", "same incident as call 30"),
        ("linked", "related", "no longer linked"),
        ("caller", "lost", "FEED LOST, ask callers for number and place: /dev/ttyUSB0"),
        ("caller", "lost", "NOT LOGGED, tell the supervisor: the disk is full"),
        ("caller", "lost", "18:30:59 GARBLED: 31 bytes on the feed, noise between spills"),
    ],
)
def test_what_wants_action_and_every_failure_is_told(
    gallery: Mapping[str, Screen], before: str, after: str, sentence: str
) -> None:
    assert any(each.startswith(sentence) for each in announcements(gallery[before], gallery[after]))


def test_the_loss_of_the_second_link_is_told(gallery: Mapping[str, Screen]) -> None:
    before = gallery["caller"]._replace(second_feed=Edge("SECOND /dev/ttyUSB1: up"))
    after = before._replace(second_feed=Edge("SECOND LOST /dev/ttyUSB1", Health.FAULT))
    assert announcements(before, after) == ("SECOND LOST /dev/ttyUSB1",)
    assert announcements(after, before) == ()


def test_a_link_that_went_with_its_call_was_not_taken_back(gallery: Mapping[str, Screen]) -> None:
    """D095."""
    for after in ("no-call", "previous", "ringing"):
        other = gallery[after]
        if after == "ringing":
            other = other._replace(caller=other.caller._replace(arrived_at=gallery["previous"].caller.arrived_at))
        assert "no longer linked" not in announcements(gallery["linked"], other)


def test_nothing_is_told_twice(gallery: Mapping[str, Screen]) -> None:
    for screen in gallery.values():
        assert announcements(screen, screen._replace()) == ()


def test_rings_and_a_journal_that_is_well_are_not_told(gallery: Mapping[str, Screen]) -> None:
    after = gallery["ringing"]._replace(journal=Edge("written, 31 calls", Health.WELL))
    assert announcements(gallery["caller"], after) == ()


def test_assistive_technology_hears_it(
    qtbot: QtBot, gallery: Mapping[str, Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    announcer = Announcer(window)
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    announcer.tell_change(gallery["no-call"], gallery["caller"])
    assert heard == [], "nobody listens"
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    announcer.tell_change(gallery["no-call"], gallery["caller"])
    assert heard
    assert heard[0].startswith("new caller: (905) 326-1224")
    announcer.tell_change(gallery["caller"], gallery["caller"])
    assert len(heard) == 1


def test_what_the_next_press_dials_and_why_one_was_in_vain_are_told(gallery: Mapping[str, Screen]) -> None:
    """F16: the directory."""
    for name in ("directory-chosen", "directory-refused"):
        pane = gallery[name].directory
        assert pane is not None
        assert announcements(gallery["directory"], gallery[name]) == (pane.words,)
    assert announcements(gallery["caller"], gallery["directory"]) == ()

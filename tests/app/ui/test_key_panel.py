from collections.abc import Mapping

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.position.screen import KeyFace, Look, Screen
from app.ui.key_panel import (
    RUNG_PLACES,
    AgencyKeys,
    FeatureKeys,
    HeardKeys,
    KeyGroup,
    RungKeys,
    make_key,
    split_offers,
)
from app.ui.theme import Letterings, Theme


def shown(qtbot: QtBot, group: KeyGroup, width: int = 460) -> KeyGroup:
    qtbot.addWidget(group)
    group.resize(width, group.height_needed)
    group.show()
    return group


def assert_apart(group: KeyGroup) -> None:
    places = [button.geometry() for button in group.buttons]
    for i, place in enumerate(places):
        assert group.rect().contains(place), group.buttons[i].face
        assert not any(place.intersects(other) for other in places[i + 1 :])


def test_every_key_of_the_gallery_has_room_of_its_own(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    screen = gallery["by-hand"]
    rungs, heard = split_offers(screen.offers)
    for group, faces, width in (
        (AgencyKeys(None, theme, letters), screen.agency_keys, 460),
        (FeatureKeys(None, theme, letters), screen.feature_keys, 460),
        (RungKeys(None, theme, letters), rungs, 460),
        (HeardKeys(None, theme, letters), heard, 796),
    ):
        shown(qtbot, group, width).show_faces(faces)
        assert [button.face for button in group.buttons] == list(faces)
        assert_apart(group)
        for button in group.buttons:
            label = button.face.label
            assert label in button.printed(), f"cut: {button.printed()}"


def test_a_refused_release_says_on_the_key_itself_what_the_next_press_does(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    """The name of a far agency took the room, and what to press was cut away."""
    group = shown(qtbot, FeatureKeys(None, theme, letters))
    group.show_faces(gallery["release-warned"].feature_keys)
    release = next(button for button in group.buttons if button.face.key == "F12")
    assert " ".join(release.printed()).find("refused: F12 again releases") > 0, release.printed()


def test_what_a_ring_back_and_a_hold_came_to_is_read_whole_on_their_keys(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    """They said "NO ANS..." and "ON ..."."""
    group = shown(qtbot, FeatureKeys(None, theme, letters))
    said = {"F2": ("dial tone", Look.ACTIVE), "F3": ("NO ANSWER", Look.FAILED), "F4": ("held", Look.ACTIVE)}
    faces = [
        face._replace(state=said[face.key][0], look=said[face.key][1]) if face.key in said else face
        for face in gallery["caller"].feature_keys
    ]
    group.show_faces(tuple(faces))
    for button in group.buttons:
        if button.face.key in said:
            assert {said[button.face.key][0], button.face.label} <= set(button.printed()), button.printed()


def test_a_key_never_moves_when_its_face_changes(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    group = shown(qtbot, AgencyKeys(None, theme, letters))
    group.show_faces(gallery["caller"].agency_keys)
    before = {button.face.key: button.geometry() for button in group.buttons}
    for name in ("ringing", "answered", "failed", "no-call"):
        group.show_faces(gallery[name].agency_keys)
        assert {button.face.key: button.geometry() for button in group.buttons} == before


@pytest.mark.parametrize("place", [3, 4])
def test_voice_contact_and_release_have_two_lines_for_a_state(
    place: int, qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    group = shown(qtbot, FeatureKeys(None, theme, letters))
    faces = [KeyFace(f"F{number}", "KEY") for number in range(8)]
    label = ("VOICE CONTACT", "RELEASE")[place - 3]
    for look in (Look.IDLE, Look.ATTENTION):
        faces[place] = KeyFace("F12", label, "", "refused: nobody has answered", look)
        group.show_faces(tuple(faces))
        printed = [each for each in group.buttons[place].printed() if each != "!"]
        assert printed[:2] == ["F12", label]
        assert " ".join(printed[2:]) == "refused: nobody has answered"


@pytest.mark.parametrize("kind", [AgencyKeys, FeatureKeys])
def test_a_label_never_moves_when_a_mark_comes_or_goes(
    kind: type[KeyGroup], gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    """Screen rule 2: the eye finds VOICE CONTACT where it has always stood, when it matters most."""
    group = shown(qtbot, kind(None, theme, letters))
    faces = gallery["no-call"].agency_keys if kind is AgencyKeys else gallery["no-call"].feature_keys
    places: dict[str, set[tuple[int, int]]] = {}
    for look in Look:
        group.show_faces(tuple(face._replace(look=look, state="ANSWERED: voice contact?") for face in faces))
        for button in group.buttons:
            places.setdefault(button.face.label, set()).add(button.place_of_label())
    assert {label: len(where) for label, where in places.items()} == {face.label: 1 for face in faces}


@pytest.mark.parametrize("count", [1, 6, 9, 14])
def test_a_site_with_more_agencies_has_lower_keys_in_the_same_room(
    count: int, qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    group = shown(qtbot, AgencyKeys(None, theme, letters))
    group.show_faces(tuple(KeyFace(f"F{number}", f"Agency {number}") for number in range(count)))
    assert len(group.buttons) == count
    assert_apart(group)


def test_a_rung_stands_at_its_own_height_whichever_others_are_offered(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    group = shown(qtbot, RungKeys(None, theme, letters))
    rungs, _heard = split_offers(gallery["failed"].offers)
    group.show_faces(rungs)
    all_places = {button.face.key: button.geometry() for button in group.buttons}
    group.show_faces(tuple(face for face in rungs if face.key in ("Alt+D", "Alt+2")))
    assert {button.face.key: button.geometry() for button in group.buttons} == {
        key: all_places[key] for key in ("Alt+2", "Alt+D")
    }


def test_of_a_rung_for_a_back_up_it_is_read_what_it_is(qtbot: QtBot, theme: Theme, letters: Letterings) -> None:
    """D094, D116: between two long names and a number the words "speed dial" were cut."""
    group = shown(qtbot, RungKeys(None, theme, letters))
    labels = [f"{what}: Ajax Fire for Pickering Fire" for what in ("Star code by hand", "Tandem number", "Speed dial")]
    group.show_faces(
        tuple(KeyFace(key, label, "no number set") for key, label in zip(RUNG_PLACES, labels, strict=False))
    )
    for button, label in zip(group.buttons, labels, strict=True):
        assert any(each.startswith(label.partition(":")[0]) for each in button.printed())


def test_a_rung_without_a_place_of_its_own_is_still_shown(qtbot: QtBot, theme: Theme, letters: Letterings) -> None:
    group = shown(qtbot, RungKeys(None, theme, letters))
    faces = tuple(KeyFace(key, f"rung {key}") for key in (*RUNG_PLACES, "Alt+9"))
    group.show_faces(faces)
    assert {button.face.key for button in group.buttons} == {face.key for face in faces}
    assert_apart(group)


@pytest.mark.parametrize("keys", [(), ("Alt+D",), ("Alt+1", "Alt+2"), ("Alt+1", "Alt+D"), RUNG_PLACES])
def test_the_highest_strip_that_no_rung_needs_is_free(
    keys: tuple[str, ...], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    group = shown(qtbot, RungKeys(None, theme, letters))
    assert isinstance(group, RungKeys)
    group.show_faces(tuple(KeyFace(key, f"rung {key}") for key in keys))
    strip = group.free_strip()
    assert group.geometry().contains(strip) or strip.isEmpty()
    assert not any(
        strip.translated(-group.geometry().topLeft()).intersects(button.geometry()) for button in group.buttons
    )
    share = strip.height() / group.height()
    assert share == 1.0 if not keys else share < 0.2 if keys == RUNG_PLACES else share > 0.5


def test_the_place_of_the_rungs_says_what_it_is_for_while_it_is_empty(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    group = shown(qtbot, RungKeys(None, theme, letters))
    assert isinstance(group, RungKeys)
    assert group.empty.isVisible()
    group.show_faces(split_offers(gallery["failed"].offers)[0])
    assert not group.empty.isVisible()
    group.show_faces(())
    assert group.empty.isVisible()
    assert group.buttons == []


def test_a_press_is_told_with_its_key(qtbot: QtBot, theme: Theme, letters: Letterings) -> None:
    group = shown(qtbot, AgencyKeys(None, theme, letters))
    group.show_faces((KeyFace("F5", "Ambulance"), KeyFace("F6", "Ajax/Brock Fire")))
    with qtbot.waitSignal(group.key_pressed) as pressed:
        group.buttons[1].click()
    assert pressed.args == ["F6"]


def test_only_a_key_that_differs_is_touched(
    gallery: Mapping[str, Screen], qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    group = shown(qtbot, AgencyKeys(None, theme, letters))
    group.show_faces(gallery["caller"].agency_keys)
    buttons = {button.face.key: button for button in group.buttons}
    kept = {key: button.face for key, button in buttons.items()}
    group.show_faces(gallery["ringing"].agency_keys)
    assert buttons["F8"].face.look is Look.ACTIVE
    assert all(buttons[key].face is kept[key] for key in kept if key != "F8")


def test_what_was_heard_stands_apart_from_what_can_be_tried() -> None:
    offers = (KeyFace("Alt+1", "by hand"), KeyFace("Ctrl+1", "heard dial tone"), KeyFace("Alt+D", "done"))
    assert split_offers(offers) == ((offers[0], offers[2]), (offers[1],))


def test_a_key_is_made_on_its_own(qtbot: QtBot, theme: Theme, letters: Letterings) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    key = make_key(ground, theme, letters)
    assert key.parent() is ground
    assert key.face == KeyFace("", "")

"""What stands in the pane: it follows, it pauses, it finds, and it says so."""

from collections.abc import Callable
from datetime import UTC, timedelta

import pytest

from app.monitor import Form, Monitor, View
from app.monitor.monitor import KEPT_ROWS
from app.ports import Chunk, FeedState, FeedStateChanged
from tests.app.conftest import SLIP
from tests.app.monitor.conftest import OPENED, Rig


@pytest.fixture
def view(rig: Rig) -> View:
    view = View(rig.monitor, Form(zone=UTC))
    view.take_place(6, 60)
    return view


def lines(view: View) -> list[str]:
    return [line[9:] for line in view.text().splitlines()]


def test_it_follows_the_line_with_the_newest_at_the_foot(rig: Rig, view: View) -> None:
    rig.takes(b"".join(b"line %d\r\n" % n for n in range(20)))
    assert lines(view) == [f"╎ line {n}<CR><LF>" for n in range(14, 20)]
    assert view.heading() == "following the line"


def test_a_pause_holds_what_stands_there_while_the_line_goes_on(rig: Rig, view: View) -> None:
    rig.takes(b"one\r\n")
    view.pause()
    before = view.text()
    rig.takes(b"two\r\nthree\r\n")
    assert view.text() == before
    assert view.heading() == "PAUSED · 2 new rows"
    view.go_on()
    assert lines(view)[-1] == "╎ three<CR><LF>"


def test_scrolling_pauses_and_stops_at_both_ends(rig: Rig, view: View) -> None:
    rig.takes(b"".join(b"line %d\r\n" % n for n in range(20)))
    view.scroll(-5)
    assert (view.paused, lines(view)[-1]) == (True, "╎ line 14<CR><LF>")
    view.scroll(-500)
    assert lines(view)[-1] == "╎ line 0<CR><LF>"
    view.scroll(500)
    assert lines(view)[-1] == "╎ line 19<CR><LF>"


def test_search_goes_back_from_the_newest_and_forth_again_and_says_when_there_is_none(rig: Rig, view: View) -> None:
    rig.takes(b"red 1\r\nblue\r\nred 2\r\ngreen\r\nred 3\r\nblack\r\n")
    view.look_for("RED")
    found = []
    for later in (None, False, False, False, True, True, True):
        if later is not None:
            view.find_again(later=later)
        found.append(next(line for line in view.text().splitlines() if "▶" in line)[11:16] + view.says)
    assert found == ["red 3", "red 2", "red 1", "red 1no earlier one", "red 2", "red 3", "red 3no later one"]
    assert view.paused
    view.look_for("purple")
    assert view.says == "not found"


def test_bytes_are_found_by_hex_across_rows(rig: Rig, view: View) -> None:
    rig.takes(b"one\r\n\x1btwo\r\n")
    view.look_for("0A 1B")
    assert "▶╎ one" in view.text()


def test_what_is_found_stands_in_the_place_however_long_its_neighbours_are(rig: Rig, view: View) -> None:
    rig.takes(*(b"%d " % n + b"x" * 110 + b"\r\n" for n in range(30)))
    view.take_place(5, 40)
    view.look_for("12 xxx")
    assert "▶" in view.text()


def test_a_search_finds_nothing_new_while_nothing_is_asked(view: View) -> None:
    view.look_for("")
    view.find_again()
    assert not view.paused


def test_what_fell_out_is_told(rig: Rig, view: View) -> None:
    rig.takes(b"first\r\n")
    view.pause()
    rig.takes(b"x\r\n" * (KEPT_ROWS + 10))
    assert view.text().splitlines()[0].startswith("what came before is no longer kept: ")


def test_hex_and_text_show_the_same_rows(rig: Rig, view: View) -> None:
    rig.takes(b"one\r\n")
    view.turn_hex()
    assert lines(view) == ["╎ 6f 6e 65 0d 0a" + 11 * " " + "one.."]
    view.turn_hex()
    assert lines(view) == ["╎ one<CR><LF>"]


def test_the_facts_name_the_feed_and_what_is_kept(rig: Rig, view: View) -> None:
    rig.monitor.take(FeedStateChanged(OPENED, FeedState.UP))
    rig.takes(SLIP)
    facts = dict(view.facts(rig.now[0] + timedelta(seconds=3)))
    assert facts[""] == "feed up"
    assert facts["spills"] == "1, 1 in the last minute"
    assert facts["silent"] == "3 s"
    assert facts["kept"] == "since 04:00:00"
    rig.monitor.lose(rig.now[0], 5)
    assert dict(view.facts(rig.now[0]))["kept"] == f"since 04:00:00, but for the first {len(SLIP) + 5} bytes"


def test_of_two_links_each_tells_its_state_and_its_own_silence(rig: Rig, view: View) -> None:
    rig.monitor.take(FeedStateChanged(OPENED, FeedState.LOST), "second")
    rig.takes(SLIP, link="second").takes(SLIP, link="main", gap=60)
    facts = view.facts(rig.now[0] + timedelta(seconds=3))
    assert facts[:2] == (("second", "feed lost, silent 63 s"), ("main", "silent 3 s"))


def test_an_empty_monitor_shows_nothing(in_force: Callable[..., Monitor]) -> None:
    view = View(in_force(), Form(zone=UTC))
    assert view.text() == ""
    view.scroll(-1)
    view.look_for("x")
    assert view.text() == ""
    view.monitor.take(Chunk(OPENED, SLIP))
    view.go_on()
    assert "326-1224" not in view.text()  # one line of place: the newest

"""The status edge: is the feed alive, is the telephone alive, what else must be known (screen.md rule 6)."""

from datetime import UTC, datetime, timedelta

import pytest

from app.ports import FeedState, FeedStateChanged, Link, PhoneCaps
from app.position.edges import NOTICES, Edges, named_short
from app.position.events import ConsoleStarted
from app.position.screen import Health

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def started(phone: str = "virtual", emulated: bool = True, replayed: bool = False) -> Edges:
    edges = Edges(UTC)
    edges.started(ConsoleStarted(START, "0.1.0", "", "main", emulated, replayed, phone, PhoneCaps(), {}))
    return edges


@pytest.mark.parametrize(
    ("edges", "marks"),
    [
        (started(), ("EMULATED FEED", "VIRTUAL TELEPHONE")),
        (started("manual", emulated=False, replayed=True), ("REPLAYED RECORDING",)),
        (started("virtual", emulated=True, replayed=True), ("REPLAYED EMULATED FEED", "VIRTUAL TELEPHONE")),
        (started("manual", emulated=False), ()),
    ],
)
def test_what_is_not_real_is_marked(edges: Edges, marks: tuple[str, ...]) -> None:
    """Screen rule 9."""
    assert edges.marks == marks


@pytest.mark.parametrize(
    ("state", "health", "words"),
    [
        (FeedState.UP, Health.WELL, "feed main: up: 9600,8,N,1"),
        (FeedState.OPENING, Health.NOTICE, "feed main: opening: 9600,8,N,1"),
        (FeedState.CLOSED, Health.NOTICE, "feed main: closed: 9600,8,N,1"),
        (FeedState.SILENT, Health.FAULT, "FEED SILENT, data may not come: main: 9600,8,N,1"),
        (FeedState.LOST, Health.FAULT, "FEED LOST, ask callers for number and place: main: 9600,8,N,1"),
    ],
)
def test_every_state_of_the_feed_has_its_words_and_a_lost_one_is_unmistakable(
    state: FeedState, health: Health, words: str
) -> None:
    edges = started()
    edges.feed_went(FeedStateChanged(START, state, "9600,8,N,1"))
    assert (edges.feed.text, edges.feed.health) == (words, health)


def test_a_state_without_detail_ends_with_itself() -> None:
    edges = started()
    edges.feed_went(FeedStateChanged(START, FeedState.UP))
    assert edges.feed.text == "feed main: up"


def test_before_the_start_nothing_is_said_to_be_well() -> None:
    assert Edges(UTC).feed.health is Health.NOTICE


def test_notices_stand_newest_first_with_their_time_and_only_the_last_few() -> None:
    edges = started()
    for number in range(NOTICES + 2):
        edges.notice(START + timedelta(seconds=number), f"notice {number}")
    assert [edge.text for edge in edges.notices] == ["08:00:04 notice 4", "08:00:03 notice 3", "08:00:02 notice 2"]


def test_the_name_of_the_device_is_not_said_twice() -> None:
    edges = Edges(UTC)
    edges.started(ConsoleStarted(START, "1", "", "serial:/dev/tty1", False, False, "virtual", PhoneCaps(), {}))
    edges.feed_went(FeedStateChanged(START, FeedState.LOST, "/dev/tty1: there is no such device"))
    lost = "FEED LOST, ask callers for number and place: /dev/tty1: there is no such device"
    assert edges.feed.text == lost
    edges.feed_went(FeedStateChanged(START, FeedState.LOST, "/dev/tty1: there is no such device; it is tried again"))
    assert edges.feed.text == lost
    edges.feed_went(FeedStateChanged(START, FeedState.SILENT, "no byte came from /dev/tty1 for 90 s"))
    silent = "FEED SILENT, data may not come: no byte came from /dev/tty1 for 90 s"
    assert edges.feed.text == silent
    edges.feed_went(FeedStateChanged(START, FeedState.UP, "/dev/tty1 is open"))
    assert edges.feed.text == "feed serial:/dev/tty1: up"


BY_ID = "/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("serial:/dev/ttyUSB0", "serial:/dev/ttyUSB0"),
        (f"serial:{BY_ID}", "serial:…RT_A50285BI-if00-port0"),
        ("serial:rfc2217://10.1.2.3:7001", "serial:rfc2217://10.1.2.3:7001"),
        ("serial:socket://10.1.2.3:7001?logging=debug", "serial:socket://10.1.2.3:7001"),
        ("/dev/serial/by-path/pci-0000:00:14.0-usb-0:1:1.0-port0", "…000:00:14.0-usb-0:1:1.0-port0"),
    ],
)
def test_of_a_long_name_the_edge_has_the_end_which_tells_devices_apart(name: str, short: str) -> None:
    assert named_short(name) == short
    assert len(named_short(name)) <= 30


def test_a_long_name_pushes_nothing_that_must_be_known_out_of_sight() -> None:
    """Screen rule 6: in what state the feed is, and what to do, are in sight whatever the device is called."""
    edges = Edges(UTC)
    edges.started(ConsoleStarted(START, "1", "", f"serial:{BY_ID}", False, False, "virtual", PhoneCaps(), {}))
    edges.feed_went(FeedStateChanged(START, FeedState.UP, f"{BY_ID} is open"))
    assert edges.feed.text == "feed serial:…RT_A50285BI-if00-port0: up"
    edges.feed_went(FeedStateChanged(START, FeedState.SILENT, f"no byte came from {BY_ID} for 60 s"))
    assert edges.feed.text == "FEED SILENT, data may not come: no byte came from …ART_A50285BI-if00-port0 for 60 s"
    edges.feed_went(FeedStateChanged(START, FeedState.LOST, f"{BY_ID}: there is no such device"))
    assert edges.feed.text == "FEED LOST, ask callers for number and place: there is no such device"


# --- two links -----------------------------------------------------------------------------------------------------


def two_links(second: str = "serial:rfc2217://10.1.2.3:7001?ign_set_control") -> Edges:
    edges = Edges(UTC)
    caps = PhoneCaps()
    edges.started(
        ConsoleStarted(START, "1", "", "serial:/dev/tty1", False, False, "manual", caps, {}, second_feed=second)
    )
    return edges


def test_two_links_are_named_in_words_and_with_what_tells_them_apart() -> None:
    edges = two_links()
    assert edges.second is not None
    assert (edges.feed.text, edges.second.text) == (
        "MAIN /dev/tty1: opening",
        "SECOND rfc2217://10.1.2.3:7001: opening",
    )
    assert edges.feeds.text == "MAIN /dev/tty1: opening; SECOND rfc2217://10.1.2.3:7001: opening"
    assert edges.feeds.health is Health.NOTICE


def test_both_together_are_as_loud_as_the_louder() -> None:
    edges = two_links()
    edges.feed_went(FeedStateChanged(START, FeedState.UP))
    edges.feed_went(FeedStateChanged(START, FeedState.LOST, "x", Link.SECOND))
    assert edges.feed.health is Health.WELL
    assert edges.feeds.health is Health.FAULT
    assert started().feeds.health is Health.NOTICE


def test_a_loss_is_told_once_however_often_its_reason_changes() -> None:
    edges = two_links()
    for why in ("the device is gone; it is tried again", "there is no such device; it is tried again"):
        edges.feed_went(FeedStateChanged(START, FeedState.LOST, why))
    assert [notice.text for notice in edges.notices] == ["08:00:00 MAIN LINK LOST: the device is gone"]


def test_a_link_that_is_closed_is_no_fault_and_not_alive() -> None:
    edges = two_links()
    edges.feed_went(FeedStateChanged(START, FeedState.CLOSED, "recording ended", Link.SECOND))
    assert edges.second is not None
    assert edges.second.health is Health.NOTICE
    assert not edges.alive(Link.SECOND)
    edges.missed(Link.SECOND, START)  # what is closed misses nothing
    assert edges.second.text.endswith(": closed")


def test_the_next_run_may_have_one_feed() -> None:
    edges = two_links()
    edges.started(ConsoleStarted(START, "1", "", "main", False, False, "manual", PhoneCaps(), {}))
    assert edges.second is None
    edges.feed_went(FeedStateChanged(START, FeedState.UP))
    assert edges.feed.text == "feed main: up"

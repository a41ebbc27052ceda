"""The tap: behind the console, and nothing while nobody listens."""

from app.monitor.tap import Tap
from app.ports import Chunk, FeedEvent
from tests.app.monitor.conftest import OPENED

CHUNK = Chunk(OPENED, b"x")


def test_a_closed_tap_is_never_called_and_the_feed_is_delivered() -> None:
    tap, got, heard = Tap(), list[FeedEvent](), list[tuple[FeedEvent, str]]()
    deliver = tap.behind(got.append)
    deliver(CHUNK)
    tap.listener = lambda event, link: heard.append((event, link))
    tap.listener = None
    deliver(CHUNK)
    assert (got, heard) == ([CHUNK, CHUNK], [])


def test_an_open_tap_hears_each_event_after_it_was_delivered_and_its_link() -> None:
    order = list[str]()
    tap = Tap()
    deliver = tap.behind(lambda _event: order.append("delivered"), "second")
    tap.listener = lambda _event, link: order.append(f"heard on {link}")
    deliver(CHUNK)
    assert order == ["delivered", "heard on second"]

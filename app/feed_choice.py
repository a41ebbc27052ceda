"""What the settings are to a feed: how its serial line is set, and what of them its callers may reach.

The words of the command line come before the settings.
"""

import os
from collections.abc import Sequence
from dataclasses import replace

from app.errors import FeedError, TableError
from app.serial_settings import SerialSettings, serial_from_text
from app.settings import Settings
from drivers.feed_spec import parse_feed
from drivers.serial_line import SerialLine

INVENTED = ("emulated", "replay")
"""The feeds whose callers are not on any line now."""


def settings_for(feeds: Sequence[str], settings: Settings) -> Settings:
    """Return the settings as they hold for the callers of these feeds. Raises FeedError.

    Where they are invented and the settings are not for such callers, nothing of live callers is left: a key must
    not ring an agency for nobody, nor an invented caller stand in the journal of the real ones. Settings that name no
    feed may be those of a live position whose command line names it. Of two links one must not be live and one not: the
    telephone would be the wrong one for half of the callers.
    """
    if len(set(map(_invented, feeds))) > 1:
        told = " and ".join(repr(each[:60]) for each in feeds)
        raise FeedError(f"feed: expected two links of one controller, got a live one beside an invented one: {told}")
    for_invented = settings.names_feed and all(map(_invented, own_feeds(settings)))
    if for_invented or not any(map(_invented, feeds)):
        return settings
    return replace(settings, phone="virtual", journal=None, record=None)


def expect_lines_apart(feeds: Sequence[str], phone: str) -> None:
    """Raise FeedError where two of the feeds and the telephone would open one line, by whatever names.

    Each would take the other's bytes, and a telephone writes: nothing may be written to a controller.
    """
    links = [spec.target for spec in map(parse_feed, feeds) if spec.driver == "serial"]
    places = [os.path.realpath(link) for link in links]
    if len(set(places)) < len(places):
        raise FeedError(f"second feed: expected another line than the main one, got {links[1][:200]!r}")
    driver, _, rest = phone.partition(":")
    device = rest.partition(":")[2]
    if driver == "serial" and os.path.realpath(device) in places:
        raise FeedError(f"phone: expected another line than the feed's, got {device[:200]!r}")


def own_feeds(settings: Settings) -> list[str]:
    """Return the feeds that the settings name, the main one first."""
    return [settings.feed, *([settings.second_feed] if settings.second_feed else [])]


def _invented(feed: str) -> bool:
    return parse_feed(feed).driver in INVENTED


def serial_line(settings: Settings, words: str | None) -> SerialLine:
    """Return the line that `--serial` (None if not given) and the settings ask for. Raises TableError or FeedError."""
    return _of(serial_from_text(words, "--serial", settings.serial) if words else settings.serial)


def serial_lines(settings: Settings, words: Sequence[str], links: int) -> tuple[SerialLine, SerialLine]:
    """Return the lines of the main and of the second link; `words` are those of each `--serial`, the main one's first.

    The second link's is as the main one's where nothing else is said of it. Raises TableError or FeedError, also for
    more words than the `links` that there are.
    """
    if len(words) > links:
        raise TableError(f"--serial: expected one for each link, of which there are {links}, got {len(words)}")
    main = serial_from_text(words[0], "--serial", settings.serial) if words else settings.serial
    second = settings.second_serial or main
    if len(words) > 1:
        second = serial_from_text(words[1], "second --serial", second)
    return _of(main), _of(second)


def _of(line: SerialSettings) -> SerialLine:
    return SerialLine(
        line.baud, line.data_bits, line.parity, line.stop_bits, line.flow, line.mask_bit7, line.silent_after
    )

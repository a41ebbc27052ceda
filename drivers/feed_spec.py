r"""What is written after `--feed`, read into values.

    emulated[:SCENARIO]
    serial:DEVICE-OR-URL            a URL keeps its own ? options
    replay:FILE[?speed=N|max]       N times as fast as it was; max is as fast as it is taken
    replay:FILE?from=MARK           from a mark of the recording on; & joins it with a speed

In the name of a mark & ? / \ and % are written as in a URL: %26 %3F %2F %5C %25.

Nothing is guessed at: what cannot be read is a `FeedError` that says what was expected and what stood there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from app.clock import Clock
from app.errors import FeedError
from app.ports import Feed
from drivers import TABLE, load
from drivers.serial_line import SerialLine

if TYPE_CHECKING:
    from app.spill.formats import FormatTable

SLOWEST, FASTEST = 0.01, 1000.0
"""Bounds of a replay's speed. Beyond a thousand times, the pauses are too short to be kept: that is `max`."""

_SHOWN = 60  # characters of what was got that a message repeats
_OPTIONS = re.compile(r"(?s)(.+)\?((?:max(?=&|\Z)|[A-Za-z_]+=)[^?/\\]*)\Z")
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class FeedSpec:
    """Which feed.

    `driver` is its name in `drivers.TABLE`, `target` the scenario ("" is the usual one), device, URL or file; `speed`
    is how many times as fast a recording is played (None: as fast as it is taken), `begin` the mark at which it begins,
    "" for its start.
    """

    driver: str
    target: str
    speed: float | None = 1.0
    begin: str = ""


def parse_feed(text: str) -> FeedSpec:
    """Read the SPEC of a feed. Raises FeedError."""
    driver, colon, target = text.partition(":")
    if driver not in TABLE["feed"]:
        known = ", ".join(TABLE["feed"])
        raise FeedError(f"feed: expected one of {known}, as in serial:/dev/ttyUSB0, got {_short(text)}")
    if "\0" in target:
        raise FeedError(f"feed {driver}: expected no NUL character, got {_short(target)}")
    if driver == "emulated":
        if colon and not target:
            raise FeedError("feed emulated: expected a scenario after the colon, got nothing")
        return FeedSpec(driver, target)
    if not target:
        wanted = "a device or URL, as in serial:/dev/ttyUSB0" if driver == "serial" else "a file, as in replay:FILE"
        raise FeedError(f"feed {driver}: expected {wanted}, got {_short(text)}")
    if driver == "replay" and (found := _OPTIONS.fullmatch(target)):
        return FeedSpec(driver, found[1], *_options(found[2]))
    return FeedSpec(driver, target)


def make_feed(text: str, line: SerialLine, clock: Clock, tables: "Sequence[FormatTable]" = ()) -> Feed:
    """Return the feed that `text` names, not yet open; only now is its driver loaded.

    `tables` are formats that a scenario may name besides those shipped: the site's own.

    Raises FeedError, and TableError for a scenario with a fault.
    """
    spec = parse_feed(text)
    driver = load("feed", spec.driver)
    feed: Feed
    if spec.driver == "serial":
        feed = driver(spec.target, line, clock)
    elif spec.driver == "replay":
        feed = driver(spec.target, spec.speed, clock, spec.begin)
    else:
        feed = driver(spec.target, clock, tables={table.name: table for table in tables})
    return feed


def make_feeds(
    texts: Sequence[str], lines: Sequence[SerialLine], clock: Clock, tables: "Sequence[FormatTable]" = ()
) -> list[Feed]:
    """Return the main feed, and the second where two are named, as `make_feed` does; `lines` has a line for each.

    Two recordings of one run are played with the time that lay between them, and a mark of one is that of both. Raises
    FeedError also for more than two, and for one line named twice: each would take bytes from the other.
    """
    if not 1 <= len(texts) <= 2:
        raise FeedError(f"feed: expected one, or a main and a second one, got {len(texts)}")
    if len(set(texts)) < len(texts) and parse_feed(texts[0]).driver == "serial":
        raise FeedError(f"second feed: expected another line than the main one, got {_short(texts[1])} again")
    feeds = [make_feed(text, line, clock, tables) for text, line in zip(texts, lines, strict=False)]
    if all(parse_feed(text).driver == "replay" for text in texts):
        load("feed", "replay").together(*feeds)
    return feeds


def _options(text: str) -> tuple[float | None, str]:
    """Return the speed and the mark that stand after the file."""
    speed: float | None = 1.0
    begin = ""
    given: set[str] = set()
    for option in text.split("&"):
        name, _, value = option.partition("=") if option != "max" else ("speed", "=", "max")  # `?max`: understood, too
        if name in given:
            raise FeedError(f"feed replay: option: expected {name} once, got it twice")
        given.add(name)
        if name == "speed":
            speed = _speed(value)
        elif name == "from" and value:
            begin = unquote(value)
        else:
            wanted = "speed=N, speed=max or from=MARK (%26 for & in its name)"
            raise FeedError(f"feed replay: option: expected {wanted}, got {_short(option)}")
    return speed, begin


def _speed(value: str) -> float | None:
    if value == "max":
        return None
    speed = float(value) if _NUMBER.fullmatch(value) else 0.0
    if not SLOWEST <= speed <= FASTEST:
        raise FeedError(
            f"feed replay: speed: expected a number from {SLOWEST:g} to {FASTEST:g}, or max, got {_short(value)}"
        )
    return speed


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")

"""A console's reader at the end of an emulated line, beside what the emulator says it sent."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from pathlib import Path

from app.ports import Chunk
from app.spill.events import Garbled, Heartbeat
from app.spill.formats import SHIPPED, FormatTable, load_table
from app.spill.locality import Localities, load_localities
from app.spill.model import Spill
from app.spill.reader import SpillReader
from app.spill.service_class import ServiceClasses, load_service_classes
from drivers.emulator.emulation import Emulation, table_of
from drivers.emulator.line import What
from drivers.emulator.truth import Sent, Truth
from drivers.scenario import Scenario, parse_scenario

NOON = datetime(2026, 7, 1, 16, 0, tzinfo=UTC)  # noon in Durham, which has summer time then
DATA = Path(__file__).parents[2] / "data" / "tables"


@cache
def tables() -> dict[str, FormatTable]:
    """The shipped tables and two of sites, in the order in force."""
    formats = files("resources") / "formats"
    texts = {name: (formats / f"{name}.toml").read_text("utf-8") for name in SHIPPED}
    texts |= {name: (DATA / f"{name}.toml").read_text("utf-8") for name in ("bayview", "lakeland")}
    return {name: load_table(text, name) for name, text in texts.items()}


@cache
def classes() -> dict[str, ServiceClasses]:
    folder = files("resources") / "service_classes"
    return {
        name: load_service_classes((folder / f"{name}.toml").read_text("utf-8"), name) for name in ("bell", "telus")
    }


@cache
def durham() -> Localities:
    return load_localities((files("resources") / "localities" / "durham.toml").read_text("utf-8"), "durham")


def reader() -> SpillReader:
    """A reader with every table in force."""
    return SpillReader(list(tables().values()), classes(), durham())


@dataclass
class Heard:
    """What one link carried: the emulator's truth, the bytes, and what a console made of them."""

    sent: list[Sent] = field(default_factory=list)
    data: bytes = b""
    spills: list[Spill] = field(default_factory=list)
    garbled: list[Garbled] = field(default_factory=list)
    heartbeats: int = 0
    seconds: float = 0.0

    @property
    def records(self) -> list[Sent]:
        return [sent for sent in self.sent if sent.what is What.RECORD]


def scenario(text: str) -> Scenario:
    return parse_scenario(text.encode(), "test.toml")


def emulation(text: str, links: int = 1) -> Emulation:
    """Return the emulation of a scenario in TOML, on a clock that stands at noon."""
    read = scenario(text)
    return Emulation(read, table_of(read, tables()), lambda: NOON, links)


def hear(text: str, links: int = 1, pace: float = 1.0, most: int = 1_000_000) -> list[Heard]:
    """Play a scenario to its end, or to so many pieces, without waiting; return what each link carried."""
    return list(listen(emulation(text, links), pace, most))


def listen(played: Emulation, pace: float = 1.0, most: int = 1_000_000) -> Iterator[Heard]:
    """Play an emulation as `hear` does, and yield what each link carried."""
    heard = [Heard() for _ in range(played.links)]
    truths = [Truth(played.table.framing, link + 1, pace) for link in range(played.links)]
    readers = [reader() for _ in heard]
    quiet = [0.0] * len(heard)
    given = [b""] * len(heard)
    for piece in islice(played.pieces(), most):
        one, link = heard[piece.link], piece.link
        one.seconds = piece.at
        quiet[link] += piece.gap * pace
        if piece.data:
            one.data += piece.data
            take(one, readers[link].feed(Chunk(NOON, piece.data, quiet[link])))
            quiet[link] = 0.0
        given[link] += piece.data
        if piece.last:
            one.sent += truths[link].sent(piece.burst, given[link])
            given[link] = b""
        quiet[link] += piece.burst.away
    for one, truth, last in zip(heard, truths, readers, strict=True):
        one.sent += truth.end()
        take(one, last.end(NOON))
    yield from heard


def take(heard: Heard, found: list[Spill | Garbled | Heartbeat]) -> None:
    for each in found:
        if isinstance(each, Spill):
            heard.spills.append(each)
        elif isinstance(each, Heartbeat):
            heard.heartbeats += 1
        else:
            heard.garbled.append(each)


def key(spill: Spill) -> tuple[object, ...]:
    return spill.format, spill.lines, tuple(sorted(spill.values.items())), spill.problems


ONLY = cache(reader)


@lru_cache(10_000)
def alone(data: bytes) -> tuple[object, ...]:
    """What a console makes of a record that comes alone."""
    only = ONLY()
    (spill,) = [each for each in only.feed(Chunk(NOON, data)) + only.end(NOON) if isinstance(each, Spill)]
    return key(spill)


def check_truth(heard: Heard) -> None:
    """Every record called whole was decoded once, as if it had come alone; none was made up; no byte is missing."""
    assert b"".join(sent.data for sent in heard.sent) == heard.data
    whole = Counter(alone(sent.data) for sent in heard.records if sent.whole)
    damaged = Counter(alone(sent.meant) for sent in heard.records if not sent.whole)
    decoded = Counter(key(spill) for spill in heard.spills)
    for each, count in whole.items():
        assert count <= decoded[each] <= count + damaged[each], each
    for each in set(damaged) - set(whole):
        assert decoded[each] <= damaged[each], each
    sent_heartbeats = sum(sent.what is What.HEARTBEAT and sent.whole for sent in heard.sent)
    assert sent_heartbeats <= heard.heartbeats

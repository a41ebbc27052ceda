"""Every shipped scenario, played over the emulated line, framed and decoded by the shipped tables."""

import queue
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime
from importlib.resources import files
from itertools import islice

import pytest

from app.ports import Chunk, FeedEvent
from app.spill.formats import SHIPPED, load_table
from app.spill.locality import load_localities
from app.spill.model import NumberStatus, ServiceKind, Spill
from app.spill.reader import SpillReader
from app.spill.service_class import load_service_classes
from drivers.emulated_feed import EmulatedFeed
from drivers.scenario import load_scenario

NOON = datetime(2026, 7, 1, 16, 0, tzinfo=UTC)
LIMIT_S = 10.0

Play = Callable[[str], Iterator[Spill]]


class StillClock:
    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        return 0.0


def text(*path: str) -> str:
    return files("resources").joinpath(*path).read_text("utf-8")


def spills(chunks: "queue.Queue[FeedEvent]") -> Iterator[Spill]:
    """Yield what the console would show, as it comes; anything that is no spill is a fault."""
    tables = [load_table(text("formats", f"{name}.toml"), name) for name in SHIPPED]
    classes = {name: load_service_classes(text("service_classes", f"{name}.toml"), name) for name in ("bell", "telus")}
    reader = SpillReader(tables, classes, load_localities(text("localities", "durham.toml"), "durham"))
    while True:
        event = chunks.get(timeout=LIMIT_S)
        for found in reader.feed(event) if isinstance(event, Chunk) else []:
            assert isinstance(found, Spill), found
            yield found


@pytest.fixture
def play() -> Generator[Play]:
    """A function that opens a scenario as fast as it is taken and gives its spills."""
    opened: list[EmulatedFeed] = []

    def open_scenario(name: str) -> Iterator[Spill]:
        chunks: queue.Queue[FeedEvent] = queue.Queue()
        opened.append(EmulatedFeed(name, StillClock(), pace=0))
        opened[-1].open(chunks.put)
        return spills(chunks)

    yield open_scenario
    for feed in opened:
        feed.close()


def shipped_scenarios() -> list[str]:
    folder = files("resources") / "scenarios"
    return sorted(each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml"))


def how_many(scenario: str) -> int:
    """Return how many spills to look at: a lesson ends with its last caller."""
    read = load_scenario(scenario)
    return 11 if read.repeat or not read.calls else min(11, sum(not each.no_spill for each in read.calls))


@pytest.mark.parametrize("scenario", shipped_scenarios())
def test_nobody_in_a_scenario_has_a_number_that_somebody_real_could_have(play: Play, scenario: str) -> None:
    for spill in islice(play(scenario), how_many(scenario)):
        for number in [spill.number, *(agency.number for agency in spill.agencies)]:
            if number is not None and spill.number_status in (NumberStatus.COMPLETE, NumberStatus.NO_AREA_CODE):
                assert number[-7:].startswith("55501")


@pytest.mark.parametrize(("scenario", "count"), [("default", 60), ("busy-hour", 60), ("every-class", 11)])
def test_ordinary_callers_are_decoded_whole_and_without_a_problem(play: Play, scenario: str, count: int) -> None:
    for spill in islice(play(scenario), count):
        assert (spill.format, spill.problems, spill.extra) == ("bell-printer", (), {})
        assert spill.number_status is NumberStatus.COMPLETE
        assert spill.service is not None
        assert spill.service.kind is not ServiceKind.UNKNOWN
        assert None not in (spill.name, spill.address, spill.municipality, spill.community, spill.postal_code)
        assert None not in (spill.borough, spill.esn, spill.call_number, spill.position, spill.sent_at)
        assert spill.agencies[0].number == "9055550100"


def test_every_class_calls_once(play: Play) -> None:
    heard = [spill.service_class for spill in islice(play("every-class"), 11)]
    assert heard == ["RES", "COM", "CPB", "CTX", "FEX", "LRR", "MUL", "PUB", "PUC", "CEL", "WL2"]


def test_the_number_comes_before_the_address_under_the_same_call_number(play: Play) -> None:
    numbers = []
    for turn, spill in enumerate(islice(play("ani-first"), 6)):
        numbers.append((spill.number, spill.call_number))
        assert spill.number_status is NumberStatus.COMPLETE
        assert (spill.address is None) == (turn % 2 == 0)
    assert numbers[0::2] == numbers[1::2]
    assert len(set(numbers)) == 3


def test_what_is_rare_is_said_for_what_it_is(play: Play) -> None:
    shown = list(islice(play("rare"), 12))
    statuses = [spill.number_status for spill in shown]
    assert statuses[0] is statuses[2] is NumberStatus.ANI_FAILURE
    assert statuses[1] is NumberStatus.NOT_DIALABLE
    assert shown[0].address is None
    assert shown[3].service is not None
    assert (shown[3].service_class, shown[3].service.kind) == ("QZX", ServiceKind.UNKNOWN)
    assert (shown[4].postal_code, shown[4].municipality) == (None, "BROCK")
    assert (shown[5].municipality, shown[5].community) == ("WHITBY", "BROOKLIN")
    assert (shown[6].locality, shown[6].municipality) == ("LOWER GANDER CORNERS", None)
    assert statuses[7] is NumberStatus.NO_AREA_CODE
    assert (shown[8].postal_code, shown[8].esn) == ("L1G 4B7", "00110")
    assert shown[9].name == "O'MARLEY-ST. AUBIN & SONS (1999) LTD. #2"
    assert shown[9].location is not None
    assert len(shown[9].location) > 60
    assert (shown[10].format, shown[10].lines) == (None, ("ALI CONTROLLER RESTARTED", "PRINTER 2 ON LINE"))
    numbers = Counter(spill.call_number for spill in shown)
    assert {"99999", "00001"} <= numbers.keys()
    assert statuses[11] is NumberStatus.ANI_FAILURE

"""The emulated feed: what comes over its line, when, what it refuses, and the hand that somebody takes in it."""

import random
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import drivers.emulator.emulation
from app.errors import FeedError, TableError
from app.ports import Chunk, FeedState, FeedStateChanged
from app.settings import Settings
from app.spill.formats import load_table
from app.tables import load_tables
from drivers.emulated_feed import CUT, MOST_WANTED, EmulatedFeed, Line
from drivers.emulator.line import What
from drivers.emulator.truth import Sent
from drivers.system_clock import SystemClock
from tests.drivers.emulator.listener import Heard, check_truth, reader, take

if TYPE_CHECKING:
    from tests.drivers.conftest import Ear, Feeds

NOON = datetime(2026, 7, 1, 16, 0, tzinfo=UTC)  # noon in Durham, which has summer time then
BAYVIEW = Path(__file__).parents[1] / "data" / "tables" / "bayview.toml"
RECORD = re.compile(rb"[^\r\n][^\x00]*?\r\n\r\n")


class StillClock:
    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        return 0.0


def hear_records(ear: "Ear", count: int) -> list[bytes]:
    """Hear on until `count` records ended by a blank line came; return them."""
    while len(records := RECORD.findall(ear.data)) < count:
        ear.next()
    return records[:count]


def site(folder: Path, text: str) -> str:
    path = folder / "ours.toml"
    path.write_text(text, "utf-8")
    return str(path)


def first_lines(records: list[bytes]) -> list[bytes]:
    return [record.partition(b"\r\n")[0] for record in records]


def test_its_name_tells_the_scenario_and_it_is_always_emulated() -> None:
    for scenario, name in {"": "emulated:default", "default": "emulated:default", "rare": "emulated:rare"}.items():
        feed = EmulatedFeed(scenario, StillClock())
        assert (feed.name, feed.emulated) == (name, True)


def test_it_is_up_at_once_and_says_what_it_plays(ear: "Ear", feeds: "Feeds") -> None:
    feeds.open(EmulatedFeed("", StillClock()), ear)
    assert ear.until(FeedState.UP).detail == "a calm shift"


def test_a_format_that_is_not_in_force_where_it_is_heard_is_said(ear: "Ear", feeds: "Feeds") -> None:
    """A centre with a format of its own saw every invented caller NOT DECODED, and not why."""
    bell, telus = (load_tables(Settings(), (name,)).formats[0] for name in ("bell-printer", "telus-log-2"))
    feeds.open(EmulatedFeed("", StillClock(), tables={bell.name: bell}), ear)
    assert ear.until(FeedState.UP).detail == "a calm shift"
    feeds.open(EmulatedFeed("", StillClock(), tables={telus.name: telus}), ear)
    assert ear.until(FeedState.UP).detail == "a calm shift; NOT DECODED: no table in force reads bell-printer"


def test_a_record_is_a_slip_of_the_bell_printer_with_the_wall_clock_of_durham(ear: "Ear", feeds: "Feeds") -> None:
    feeds.open(EmulatedFeed("", StillClock(), pace=0), ear)
    (first, *_, last) = hear_records(ear, 3)
    head = rb"555-01\d\d \((905|289|705)\) [A-Z0-9]{3} [A-Z]{3} 26/07/01 12:00:00 #%s Pos:0218\r\n"
    assert re.match(head % b"00001", first)
    assert re.match(head % b"00003", last)


def test_the_same_scenario_sends_the_same_bytes_and_another_seed_others(feeds: "Feeds", tmp_path: Path) -> None:
    heard = []
    for scenario in ("", "default", site(tmp_path, "seed = 912")):
        ear = feeds.ear()
        feeds.open(EmulatedFeed(scenario, StillClock(), pace=0), ear)
        heard.append(hear_records(ear, 20))
    assert heard[0] == heard[1]
    assert heard[0] != heard[2]


def test_bytes_come_at_the_speed_of_the_line_in_small_pieces(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    scenario = site(tmp_path, "first_after = 0\nbaud = 9600\nevery = [9, 9]")
    began = time.monotonic()
    feeds.open(EmulatedFeed(scenario, StillClock()), ear)
    (record,) = hear_records(ear, 1)
    assert time.monotonic() - began >= len(record) * 10 / 9600
    chunks = [event for event in ear.events if isinstance(event, Chunk)]
    assert all(len(chunk.data) <= 19 for chunk in chunks)
    assert [chunk.gap for chunk in chunks[:-1]] == pytest.approx([19 * 10 / 9600] * (len(chunks) - 1))


def test_the_gap_before_a_caller_is_the_scenario_s_own_at_any_pace(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    scenario = site(tmp_path, "first_after = 3\nbaud = 115200\nevery = [40, 50]")
    feeds.open(EmulatedFeed(scenario, StillClock(), pace=0), ear)
    hear_records(ear, 3)
    long_gaps = [event.gap for event in ear.events if isinstance(event, Chunk) and event.gap > 1]
    assert long_gaps[0] == pytest.approx(3, abs=0.1)
    assert all(40 <= gap <= 50.1 for gap in long_gaps[1:])
    assert len(long_gaps) >= 3


def test_every_class_of_the_manual_calls_once_and_then_it_is_quiet(ear: "Ear", feeds: "Feeds") -> None:
    feeds.open(EmulatedFeed("every-class", StillClock(), pace=0), ear)
    classes = [line.split()[2] for line in first_lines(hear_records(ear, 11))]
    assert classes == b"RES COM CPB CTX FEX LRR MUL PUB PUC CEL WL2".split()
    assert [event for event in ear.rest() if isinstance(event, Chunk)] == []


def test_the_first_line_comes_alone_and_the_whole_record_after_a_pause(ear: "Ear", feeds: "Feeds") -> None:
    feeds.open(EmulatedFeed("ani-first", StillClock(), pace=0), ear)
    alone, whole, next_alone = hear_records(ear, 3)
    assert alone.count(b"\r\n") == 2
    assert whole.startswith(alone.removesuffix(b"\r\n"))
    assert whole.count(b"\r\n") >= 8
    assert next_alone.count(b"\r\n") == 2
    assert any(event.gap == pytest.approx(4.0, abs=0.1) for event in ear.events if isinstance(event, Chunk))


def test_d216_00001_follows_99999(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    feeds.open(EmulatedFeed(site(tmp_path, "call_number = 99998"), StillClock(), pace=0), ear)
    numbers = [re.findall(rb"#(\d+)", line)[0] for line in first_lines(hear_records(ear, 4))]
    assert numbers == [b"99998", b"99999", b"00001", b"00002"]


def test_calls_written_down_come_in_order_and_again_with_repeat(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    text = """
        repeat = true
        [[calls]]
        class = "RES"
        municipality = "SCUGOG"
        set = { name = "DOE, JANE" }
        omit = ["location"]
        [[calls]]
        lines = ["TEST OF THE PRINTER", "SECOND LINE"]
    """
    feeds.open(EmulatedFeed(site(tmp_path, text), StillClock(), pace=0), ear)
    records = hear_records(ear, 4)
    assert records[0].split(b"\r\n")[1] == b"DOE, JANE"
    assert b" SCU " in records[0]
    assert records[1] == records[3] == b"TEST OF THE PRINTER\r\nSECOND LINE\r\n\r\n"
    assert [b"#00001" in records[0], b"#00002" in records[2]] == [True, True]


def test_a_call_without_data_sends_nothing_and_takes_its_time(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    text = """
        every = [10, 10]
        [[calls]]
        [[calls]]
        no_spill = true
        after = 30
        [[calls]]
    """
    feeds.open(EmulatedFeed(site(tmp_path, text), StillClock(), pace=0), ear)
    numbers = [re.findall(rb"#(\d+)", line)[0] for line in first_lines(hear_records(ear, 2))]
    assert numbers == [b"00001", b"00002"]
    gaps = [event.gap for event in ear.events if isinstance(event, Chunk) and event.gap > 5]
    assert gaps == pytest.approx([40], abs=0.1)


@pytest.mark.parametrize(
    ("format_name", "begins"),
    [("bell-display", rb"555-01\d\d [A-Z0-9]{3} "), ("bell-printer-agency", rb"555-01\d\d \(")],
)
def test_a_scenario_may_speak_another_format(
    ear: "Ear", feeds: "Feeds", tmp_path: Path, format_name: str, begins: bytes
) -> None:
    feeds.open(EmulatedFeed(site(tmp_path, f'format = "{format_name}"'), StillClock(), pace=0), ear)
    (record,) = hear_records(ear, 1)
    assert re.match(begins, record)


def test_a_line_of_telus_is_one_line_of_28_fields(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    feeds.open(EmulatedFeed(site(tmp_path, 'format = "telus-log-2"'), StillClock(), pace=0), ear)
    while ear.data.count(b"\r\n") < 2:
        ear.next()
    line = ear.data.partition(b"\r\n")[0]
    assert line.count(b"|") == 27
    assert re.match(rb"(905|289|705)55501\d\d\|", line)


def test_closing_in_the_middle_of_a_record_takes_no_time(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    feed = EmulatedFeed(
        site(tmp_path, "first_after = 0\nbaud = 50"), StillClock()
    )  # 0.2 s a byte, half a minute a record
    feeds.open(feed, ear)
    ear.until(FeedState.UP)
    while not ear.data:
        ear.next()
    began = time.monotonic()
    feed.close()
    assert time.monotonic() - began < 5


def test_without_data_for_the_time_zone_it_sends_utc_and_says_so(
    ear: "Ear", feeds: "Feeds", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drivers.emulator.emulation, "ZONE", "Nowhere/At_All")
    feeds.open(EmulatedFeed("", StillClock(), pace=0), ear)
    assert "Nowhere/At_All: times are sent in UTC" in ear.until(FeedState.UP).detail
    assert b"26/07/01 16:00:00" in hear_records(ear, 1)[0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('format = "nena"', "format: expected one of bell-display, .*, got 'nena'"),
        ('[[calls]]\nmunicipality = "TORONTO"', "calls 1, municipality: expected one of AJAX, .*, got 'TORONTO'"),
        ('[[calls]]\n[[calls]]\nset = { nmae = "X" }', "calls 2: expected fields of bell-printer .*, got 'nmae'"),
        ('[[calls]]\nomit = ["street"]', "calls 1: expected fields of bell-printer .*, got 'street'"),
        ('[[calls]]\nomit = ["number"]', "calls 1: expected a value for 'number'"),
        ('[[calls]]\nset = { number = "12" }', "calls 1: expected values that .* reads back"),
        ('[[calls]]\nset = { name = "" }', "calls 1: expected values that .* reads back"),
        ('position = ""', "expected a value for 'position'"),
        ('position = "21 8"', "expected values that .* reads back"),
        ('format = "telus-log-2"\nani_first = 1', "ani_first: expected a format of several lines, got telus-log-2"),
        ('format = "telus-log-2"\n[[calls]]\nani_first = 1', "ani_first: expected a format of several lines"),
    ],
)
def test_a_fault_in_a_scenario_is_told_before_it_is_opened(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(TableError, match=rf"ours\.toml: {sentence}"):
        EmulatedFeed(site(tmp_path, text), StillClock())


def test_an_unknown_scenario_is_no_feed() -> None:
    with pytest.raises(FeedError, match=r"expected one of .*, or a path"):
        EmulatedFeed("nightmare", StillClock())


def test_faults_come_on_top_of_the_scenario_s_and_the_truth_is_told(feeds: "Feeds", ear: "Ear", tmp_path: Path) -> None:
    told: list[Sent] = []
    scenario = site(tmp_path, 'count = 3\nfaults = ["half_record@2"]')
    feeds.open(EmulatedFeed(scenario, StillClock(), pace=0, faults=("wrong_class@3",), sent=told.append), ear)
    while not ear.data.endswith(b"905-555-0100\r\n\r\n") or b"QZX" not in ear.data:
        ear.next()
    feeds.close()
    assert [(sent.whole, sent.faults) for sent in told] == [
        (True, ()),
        (False, ("half_record",)),
        (True, ("wrong_class",)),
    ]
    assert b"".join(sent.data for sent in told) == ear.data


def test_a_far_end_that_vanishes_is_a_lost_feed_that_comes_back(feeds: "Feeds", ear: "Ear", tmp_path: Path) -> None:
    scenario = site(tmp_path, 'about = "gone"\ncount = 2\nfaults = ["vanish@1x5"]')
    feeds.open(EmulatedFeed(scenario, StillClock(), pace=0), ear)
    assert ear.until(FeedState.UP).detail == "gone"
    assert ear.until(FeedState.LOST).detail == f"emulated:{scenario}: the far end is gone; it comes back"
    assert ear.until(FeedState.UP).detail == "gone"
    before = len(ear.events)
    hear_records(ear, 1)
    assert next(event.gap for event in ear.events[before:] if isinstance(event, Chunk)) >= 5  # also at pace 0


def test_a_link_that_dies_is_lost_for_ever(feeds: "Feeds", ear: "Ear", tmp_path: Path) -> None:
    feeds.open(EmulatedFeed(site(tmp_path, 'faults = ["link_dies@2"]'), StillClock(), pace=0), ear)
    assert ear.until(FeedState.LOST).detail.endswith("the far end is gone")
    feeds.close()
    assert [event for event in ear.rest() if isinstance(event, Chunk)] == []


def test_the_next_caller_may_be_told_to_call_now_and_a_fault_to_strike_her(feeds: "Feeds", ear: "Ear") -> None:
    feed = EmulatedFeed("", SystemClock())
    feeds.open(feed, ear)
    ear.until(FeedState.UP)
    feed.inject("ani_failure")
    feed.call_now()
    began = time.monotonic()
    (record,) = hear_records(ear, 1)
    assert b"911-0142" in record
    assert time.monotonic() - began < 20  # and not after the half minute of the scenario


def test_a_fault_that_is_none_is_told_before_it_is_opened(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match=r"feed emulated: fault: expected one of wrong_class, .*, got 'nois'"):
        EmulatedFeed("", StillClock(), faults=("nois",))
    with pytest.raises(TableError, match="heartbeat_missing: expected a scenario with a heartbeat"):
        EmulatedFeed("", StillClock(), faults=("heartbeat_missing",))


def test_heartbeats_go_on_after_the_last_call(feeds: "Feeds", ear: "Ear", tmp_path: Path) -> None:
    bayview = load_table(BAYVIEW.read_text("utf-8"), "bayview")
    text = 'format = "bayview"\nposition = "7"\ncount = 1\nheartbeat = "ALIVE 07"\nheartbeat_every = 20'
    feeds.open(EmulatedFeed(site(tmp_path, text), StillClock(), pace=0, tables={"bayview": bayview}), ear)
    while ear.data.count(b"ALIVE 07\r\n") < 20:
        ear.next()
    assert ear.data.count(b"CALL 00001") == 1


# --- the hand of whoever stands in front of it ---


class Played:
    """A feed on a line of real speed, an ear, and what the feed says it sent."""

    def __init__(self, feeds: "Feeds", ear: "Ear", scenario: str, **more: object) -> None:
        self.ear = ear
        self.told: list[Sent] = []
        self.feed = EmulatedFeed(scenario, SystemClock(), sent=self.told.append, **more)  # type: ignore[arg-type]
        feeds.open(self.feed, ear)
        ear.until(FeedState.UP)

    def until(self, what: Callable[[], bool]) -> None:
        """Wait until it is so; what comes meanwhile is heard."""
        until = time.monotonic() + 20
        while not what():
            assert time.monotonic() < until
            self.ear.rest()
        self.ear.rest()  # what is told was delivered before

    def records(self, count: int) -> list[Sent]:
        """Wait until so many records are told, and return them."""
        self.until(lambda: len([each for each in self.told if each.what is What.RECORD]) >= count)
        return [each for each in self.told if each.what is What.RECORD]


@pytest.fixture
def play(feeds: "Feeds", ear: "Ear", tmp_path: Path) -> Callable[..., Played]:
    def played(text: str, **more: object) -> Played:
        return Played(feeds, ear, site(tmp_path, text), **more)

    return played


FAST = 'baud = 115200\nformat = "lakeland"\nposition = "17"\n'
LAKELAND = {"lakeland": load_table(BAYVIEW.with_name("lakeland.toml").read_text("utf-8"), "lakeland")}


def test_while_callers_are_held_each_comes_when_called_and_whole(play: Callable[..., Played]) -> None:
    played = play("first_after = 0.2\nevery = [0.1, 0.1]\nani_first = 0.3\nbaud = 115200")
    played.feed.hold(True)
    assert played.feed.standing.held
    for _ in range(3):
        played.feed.call_now()
    sent = played.records(6)  # each her first line alone, and her whole record
    assert [each.number for each in sent] == [1, 1, 2, 2, 3, 3]
    until = time.monotonic() + 0.5  # no fourth one comes: her time is over five times
    while time.monotonic() < until:
        played.ear.rest()
    assert len(played.told) == 6
    played.feed.hold(False)
    assert played.records(8)[-1].number == 4


def test_a_key_held_down_makes_no_more_callers_than_a_console_keeps_waiting(play: Callable[..., Played]) -> None:
    played = play("first_after = 60\nevery = [60, 60]\nbaud = 115200")
    played.feed.hold(True)
    for _ in range(10 * MOST_WANTED):
        played.feed.call_now()
    played.records(MOST_WANTED)
    until = time.monotonic() + 0.3
    while time.monotonic() < until:
        played.ear.rest()
    assert len(played.told) <= MOST_WANTED + 1


def test_a_line_that_is_cut_is_lost_at_once_and_nobody_calls_into_the_void(play: Callable[..., Played]) -> None:
    played = play('about = "ours"\nfirst_after = 0.3\nevery = [0.2, 0.2]\nbaud = 115200')
    played.feed.cut()
    assert played.ear.until(FeedState.LOST).detail.endswith("the line is cut by hand")
    assert played.feed.standing.line is Line.CUT
    played.feed.call_now()
    until = time.monotonic() + 0.6
    while time.monotonic() < until:
        assert not [each for each in played.ear.rest() if isinstance(each, Chunk)]
    played.feed.mend()
    assert played.ear.until(FeedState.UP).detail == "ours"
    first = played.records(1)[0]
    assert (first.number, first.whole, first.faults) == (1, True, ())
    quiet = next(each.gap for each in played.ear.events if isinstance(each, Chunk))
    assert quiet >= 0.6  # it was quiet for longer than the scenario says


def test_a_record_in_whose_middle_the_line_is_cut_is_damaged_and_the_next_one_whole(
    play: Callable[..., Played],
) -> None:
    played = play("first_after = 0\nevery = [0.1, 0.1]\nbaud = 300")  # five seconds a record
    played.until(lambda: len(played.ear.data) > 10)
    played.feed.cut()
    broken = played.records(1)[0]
    assert (broken.whole, broken.faults) == (False, (CUT,))
    assert broken.data == played.ear.data
    assert 10 < len(broken.data) < len(broken.meant)
    assert broken.meant.startswith(broken.data)


def test_what_a_fault_took_away_may_be_brought_back_before_its_time(play: Callable[..., Played]) -> None:
    played = play('first_after = 0\nevery = [0.1, 0.1]\nbaud = 115200\nfaults = ["vanish@1x3600"]')
    played.ear.until(FeedState.LOST)
    played.until(lambda: played.feed.standing.line is Line.GONE)
    played.feed.cut()  # it is gone already
    assert played.feed.standing.line is Line.GONE
    played.feed.mend()
    played.ear.until(FeedState.UP)
    assert played.records(2)[1].whole


def test_a_dead_line_stays_dead(play: Callable[..., Played]) -> None:
    played = play('first_after = 0\nbaud = 115200\nfaults = ["link_dies@1"]')
    played.ear.until(FeedState.LOST)
    played.until(lambda: played.feed.standing.over)
    played.feed.mend()
    assert played.feed.standing.line is Line.DEAD


def test_noise_that_is_asked_for_comes_at_once_also_while_callers_are_held(play: Callable[..., Played]) -> None:
    played = play("first_after = 60\nbaud = 115200")
    played.feed.hold(True)
    played.feed.inject("noisex9")
    played.until(lambda: bool(played.told))
    (noise,) = played.told
    assert (noise.what, noise.whole, noise.data) == (What.NOISE, False, played.ear.data)
    played.feed.call_now()
    assert played.records(1)[0].whole  # enough of its minute is left


def test_a_caller_who_is_to_come_now_does_not_wait_for_heartbeats(play: Callable[..., Played]) -> None:
    text = FAST + 'first_after = 500\nevery = [500, 500]\nheartbeat = "HB 01"\nheartbeat_every = 5'
    played = play(text, tables=LAKELAND)
    played.feed.inject("half_record")
    played.feed.call_now()
    played.feed.call_now()
    records = played.records(2)
    assert [each.number for each in records] == [1, 2]
    assert records[0].faults == ("half_record",)
    assert len([each for each in played.told if each.what is What.HEARTBEAT]) <= 1


def test_heartbeats_are_held_like_callers_and_after_the_last_call_it_is_over(play: Callable[..., Played]) -> None:
    text = FAST + 'first_after = 0\ncount = 1\nheartbeat = "HB 01"\nheartbeat_every = 1'
    played = play(text, tables=LAKELAND)
    played.until(lambda: played.feed.standing.over)
    played.feed.hold(True)
    came = len(played.told)
    until = time.monotonic() + 1.5
    while time.monotonic() < until:
        played.ear.rest()
    assert len(played.told) <= came + 1
    played.feed.hold(False)
    played.until(lambda: len(played.told) > came + 1)
    played.feed.call_now()  # nobody is left, and nothing comes to harm
    played.until(lambda: len(played.told) > came + 2)


def test_a_line_without_a_byte_is_called_silent_until_one_comes(play: Callable[..., Played]) -> None:
    played = play("first_after = 60\nbaud = 115200", silent_after=0.3)
    assert played.ear.until(FeedState.SILENT).detail.endswith("for 0.3 s")
    played.feed.call_now()
    played.records(1)
    played.ear.rest()
    after = played.ear.events[[isinstance(each, Chunk) for each in played.ear.events].index(True) - 1]
    assert isinstance(after, FeedStateChanged)
    assert after.state is FeedState.UP


def test_the_next_caller_is_told_in_seconds(play: Callable[..., Played]) -> None:
    played = play("first_after = 60")
    played.until(lambda: played.feed.standing.next_caller is not None)
    assert 50 < (played.feed.standing.next_caller or 0.0) <= 60


def test_its_spills_name_the_position_that_it_is_given(play: Callable[..., Played]) -> None:
    played = play("first_after = 0\nbaud = 115200", position="0305")
    assert b"Pos:0305" in played.records(1)[0].data


def test_whatever_a_hand_does_the_truth_told_is_what_a_console_makes_of_it(play: Callable[..., Played]) -> None:
    text = "first_after = 0\nevery = [0.2, 0.6]\nbaud = 19200"
    played = play(text)
    feed, dice = played.feed, random.Random(5)
    faults = ["half_record", "noisex30", "vanish", "flipped", "ani_failure", "split", "replaced", "stormx5", "lost"]
    orders: list[Callable[[], None]] = [
        *(lambda fault=fault: feed.inject(fault) for fault in faults),
        *[feed.call_now] * 6,
        lambda: feed.hold(True),
        *[lambda: feed.hold(False)] * 2,
        feed.cut,
        *[feed.mend] * 2,
    ]
    for _ in range(60):
        dice.choice(orders)()
        feed.mend() if feed.standing.line is Line.GONE else None
        until = time.monotonic() + dice.random() * 0.2
        while time.monotonic() < until:
            played.ear.rest()
    feed.emulation.calm()
    feed.mend()
    feed.hold(True)
    before = len(played.told)
    feed.call_now()
    played.until(lambda: len(played.told) > before)
    feed.close()
    heard, last = Heard(), reader()
    for event in [*played.ear.events, *played.ear.rest()]:
        if isinstance(event, Chunk):
            heard.data += event.data
            take(heard, last.feed(event))
    take(heard, last.end(NOON))
    heard.sent = played.told
    complete = sum(len(each.data) for each in heard.sent)
    heard.data = heard.data[:complete]
    assert len(heard.records) > 10
    assert not all(each.whole for each in heard.records)
    check_truth(heard)

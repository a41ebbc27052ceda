"""The emulator beside a console: what it takes from the command line and the settings, and what its orders do.

Its run is in tests/end_to_end/test_emulator_window_job.py.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.emulator.tally import LONGEST
from app.emulator_root import OFFERED, EmulatorDesk, beginning, emulator_settings, scenario_of
from app.errors import AnswerpointError, FeedError, TableError
from app.first_look import first_look
from app.ports import FeedEvent
from app.settings import load_settings
from app.spill.formats import load_table
from drivers.emulated_feed import EmulatedFeed
from drivers.emulator.fault import FAULTS
from drivers.system_clock import SystemClock

LAKELAND = Path(__file__).parents[1] / "data" / "tables" / "lakeland.toml"
BEATING = 'format = "lakeland"\nposition = "17"\nheartbeat = "HB 01"\nheartbeat_every = 600\nbaud = 115200\n'


@pytest.mark.parametrize(
    ("emulator", "feeds", "scenario"),
    [
        ("", [], ""),
        ("rare", [], "rare"),
        ("", ["emulated"], ""),
        ("", ["emulated:rare"], "rare"),
        ("rare", ["emulated"], "rare"),
        ("rare", ["emulated:rare"], "rare"),
    ],
)
def test_emulator_and_feed_may_both_name_the_scenario(emulator: str, feeds: list[str], scenario: str) -> None:
    assert scenario_of(emulator, feeds) == scenario


@pytest.mark.parametrize(
    ("feeds", "sentence"),
    [
        (
            ["serial:/dev/ttyUSB0"],
            r"--emulator: expected no --feed, or emulated\[:SCENARIO\] once, got 'serial:/dev/tty",
        ),
        (["replay:day.rec"], "expected no --feed, .*, got 'replay:day.rec'"),
        (["emulated", "emulated"], "expected no --feed, .* once, got 'emulated' and 'emulated'"),
        (["emulated", "serial:/dev/ttyUSB0"], "got 'emulated' and 'serial:/dev/ttyUSB0'"),
        (["emulated:busy-hour"], "expected one scenario, got 'rare' and 'busy-hour'"),
        (["carrier-pigeon"], "feed: expected one of"),
    ],
)
def test_another_feed_or_another_scenario_is_refused_in_a_sentence(feeds: list[str], sentence: str) -> None:
    with pytest.raises(FeedError, match=sentence):
        scenario_of("rare", feeds)


LIVE = 'phone = "manual"\njournal = "live.sqlite"\nrecord = "live.rec"\nsecond_feed = "serial:/dev/ttyUSB1"\n'


def test_of_the_settings_nothing_that_belongs_to_live_callers_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f'feed = "serial:/dev/ttyUSB0"\nposition = "0305"\n{LIVE}')
    taken = emulator_settings(load_settings(path))
    assert (taken.feed, taken.second_feed, taken.phone) == ("emulated", None, "virtual")
    assert (taken.journal, taken.record, taken.position) == (None, None, "0305")


def test_the_journal_of_settings_that_name_no_feed_may_be_a_live_one(tmp_path: Path) -> None:
    """`run --feed serial:...` beside such settings is how a position may be started."""
    path = tmp_path / "settings.toml"
    path.write_text('journal = "live.sqlite"\n')
    assert emulator_settings(load_settings(path)).journal is None


class Bench:
    """A desk whose feed is open, on a line of real speed."""

    def __init__(self, folder: Path, text: str) -> None:
        self.desk = EmulatorDesk(first_look(), SystemClock())
        scenario = folder / "ours.toml"
        scenario.write_text(text)
        tables = [load_table(LAKELAND.read_text("utf-8"), "lakeland")]
        self.feed: EmulatedFeed = self.desk.feed(str(scenario), tables, "", None)
        self.heard: list[FeedEvent] = []
        self.feed.open(self.heard.append)

    def until(self, what: Callable[[], bool]) -> None:
        """Look at the view until it is so."""
        until = SystemClock().monotonic() + 20
        while not what():
            assert SystemClock().monotonic() < until, self.desk.view()

    def state(self, fault: str) -> str:
        return next(each.state for each in self.desk.view().faults if each.name == fault)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Callable[..., Bench]]:
    made: list[Bench] = []

    def of(text: str = "first_after = 600\nevery = [600, 600]\nbaud = 115200\n") -> Bench:
        made.append(Bench(tmp_path, text))
        return made[-1]

    yield of
    for each in made:
        each.feed.close()


def test_it_shows_scenario_line_and_every_fault_that_makes_sense_here(bench: Callable[..., Bench]) -> None:
    one = bench('about = "ours"\nbaud = 2400\nfaults = ["flipped=0.01", "vanish@9x5"]')
    view = one.desk.view()
    assert view.title.endswith("ours.toml  ours")
    facts = dict(view.facts)
    assert (facts["format"], facts["line"]) == ("bell-printer: Bell Canada service printer, P.P.S.A.P.", "2400,8,N,1")
    assert (facts["seed"], facts["position"], facts["heartbeat"], facts["called silent"]) == (
        "911",
        "0218",
        "none",
        "never",
    )
    assert facts["callers"] == "20 to 90 s between two"
    assert [each.name for each in view.faults] == [name for name in FAULTS if name not in ("deaf", "link_dies")]
    assert (one.state("flipped"), one.state("vanish")) == ("ON: flipped=0.01", "ON: vanish@9x5")
    assert view.in_force == "vanish@9x5, flipped=0.01"
    assert one.state("heartbeat_missing") == "cannot be sent in this scenario"
    assert (view.held, view.cut, view.stands) == (False, False, False)


def test_a_fault_strikes_the_next_caller_who_comes_now(bench: Callable[..., Bench]) -> None:
    one = bench()
    one.desk.strike("half_record")
    assert one.desk.view().told == "half_record strikes the next caller, who comes now"
    one.until(lambda: one.desk.view().tally.damaged == 1)
    last = one.desk.view().tally.last_damaged
    assert last is not None
    assert (last.call, last.faults) == (1, ("half_record",))
    assert last.text.startswith("555-01")
    one.desk.call_now()
    one.until(lambda: one.desk.view().tally.whole == 1)


def test_what_was_sent_is_shown_with_control_characters_named(bench: Callable[..., Bench]) -> None:
    one = bench(BEATING)
    one.desk.call_now()
    one.until(lambda: one.desk.view().tally.whole == 1)
    last = one.desk.view().tally.last_whole
    assert last is not None
    assert last.text.startswith("<STX>H 17")


def test_noise_comes_without_a_caller_and_a_heartbeat_fault_waits_for_its_heartbeat(
    bench: Callable[..., Bench],
) -> None:
    one = bench(BEATING)
    one.desk.strike("noisex5")
    assert one.desk.view().told == "noise comes now"
    one.until(lambda: one.desk.view().tally.noise == 1)
    one.desk.strike("heartbeat_repeated")
    assert one.desk.view().told == "heartbeat_repeated strikes at the next chance"
    assert one.state("heartbeat_repeated") == "strikes next"
    assert one.desk.view().tally.whole == 0


def test_a_fault_is_switched_off_and_on_again_as_it_was_and_without_a_rate_it_says_so(
    bench: Callable[..., Bench],
) -> None:
    one = bench('first_after = 600\nfaults = ["storm=0.01x200"]')
    said = []
    for fault in ("storm", "storm", "half_record", "half_record", "vanish", "heartbeat_missing"):
        one.desk.switch(fault)
        said.append((one.desk.view().in_force, one.desk.view().told))
    assert said == [
        ("none", "storm is off"),
        ("storm=0.01x200", "in force: storm=0.01x200"),
        ("storm=0.01x200, half_record=0.1", "in force: half_record=0.1"),
        ("storm=0.01x200", "half_record is off"),
        ("storm=0.01x200", "vanish has no usual rate: write it, as in vanish=0.01"),
        (
            "storm=0.01x200",
            f"{one.feed.emulation.scenario.source}: fault heartbeat_missing: expected a scenario with a heartbeat,"
            " got one without",
        ),
    ]


def test_every_fault_that_is_offered_is_switched_on_and_off_by_its_key(bench: Callable[..., Bench]) -> None:
    one = bench(BEATING)
    for name in OFFERED:
        if FAULTS[name].usual and not one.feed.emulation.cannot(name):
            one.desk.switch(name)
            assert one.state(name).startswith(f"ON: {name}="), name
            one.desk.switch(name)
            assert one.state(name) == "", name


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("flipped=0.002", "in force: flipped=0.002"),
        (" half_record ", "half_record strikes the next caller, who comes now"),
        ("stormx3", "stormx3 strikes the next caller, who comes now"),
        ("flipped=0", "flipped is off"),
        ("", "nothing was written"),
        ("deaf", "deaf is not for this feed: L cuts its line and mends it"),
        ("link_diesx2", "link_dies"),
        ("half_record@5", "a moment is for the beginning: without it, half_record strikes once, now"),
        ("nois", "fault now: expected one of wrong_class"),
        ("flipped=0.0", "flipped is off"),
        ("flipped=2", "fault at a rate: flipped: expected a rate from 0 to 1"),
        ("splitx5", "fault now: split: expected no x5"),
        ("\x00", "fault now: expected one of"),
    ],
)
def test_a_fault_may_be_written_as_on_the_command_line(bench: Callable[..., Bench], words: str, told: str) -> None:
    one = bench()
    one.desk.take_words(words)
    assert one.desk.view().told.startswith(told)


def test_callers_are_held_the_line_is_cut_and_every_key_says_what_it_did(bench: Callable[..., Bench]) -> None:
    one = bench()
    one.desk.hold_or_let_go()
    assert (one.desk.view().held, one.desk.view().told) == (True, "callers are held; N lets one come")
    one.desk.hold_or_let_go()
    one.desk.cut_or_mend()
    view = one.desk.view()
    assert (view.held, view.cut, view.stands) == (False, True, True)
    assert view.state == "LINE CUT: nothing comes until it is mended"
    one.desk.call_now()
    assert one.desk.view().told == "it comes when the line is there again"
    one.desk.cut_or_mend()
    one.until(lambda: one.desk.view().tally.whole == 1)


def test_all_faults_off_is_all_of_them(bench: Callable[..., Bench]) -> None:
    one = bench('first_after = 600\nfaults = ["flipped=0.01", "half_record@3"]')
    one.feed.inject("split")
    one.desk.calm()
    view = one.desk.view()
    assert (view.in_force, view.told) == ("none", "no fault is in force any more")
    assert one.state("split") == ""


def test_when_the_window_is_gone_nothing_stands_still(bench: Callable[..., Bench]) -> None:
    one = bench()
    one.desk.hold_or_let_go()
    one.desk.cut_or_mend()
    one.desk.leave()
    assert not one.desk.view().stands


def test_when_the_last_caller_has_called_keys_say_so(bench: Callable[..., Bench]) -> None:
    one = bench("first_after = 0\ncount = 1\nbaud = 115200")
    one.until(lambda: one.desk.view().state.startswith("OVER"))
    one.desk.call_now()
    assert one.desk.view().told == "no caller is left in this scenario"
    one.desk.strike("half_record")
    assert one.desk.view().told == "no caller is left in this scenario"
    assert one.state("half_record") == ""


def test_a_dead_line_cannot_be_mended(bench: Callable[..., Bench]) -> None:
    one = bench('first_after = 0\nbaud = 115200\nfaults = ["link_dies@1"]')
    one.until(lambda: one.desk.view().state.startswith("LINE DEAD"))
    one.desk.cut_or_mend()
    assert one.desk.view().told == "a dead line cannot be mended"


@pytest.mark.parametrize(("scenario", "kind"), [("nightmare", FeedError), ("{tmp}/bad.toml", TableError)])
def test_a_scenario_that_is_none_is_a_sentence(tmp_path: Path, scenario: str, kind: type[AnswerpointError]) -> None:
    (tmp_path / "bad.toml").write_text("sead = 1\n")
    desk = EmulatorDesk(first_look(), SystemClock())
    with pytest.raises(kind, match=r"expected|unknown"):
        desk.feed(scenario.format(tmp=tmp_path), [], "", None)
    desk.close()


def test_what_was_sent_and_does_not_end_in_its_line_has_an_ellipsis() -> None:
    """`Pos:` at the end of a line read as if no position had been sent."""
    assert beginning(b"HB 01\r") == "HB 01<CR>"
    assert beginning(b"x" * LONGEST) == "x" * LONGEST
    cut = beginning(b"555-0130 (289) PUC PIC 26/11/27 19:59:07 #00003 Pos:0218\r\n")
    assert cut == "555-0130 (289) PUC PIC 26/11/27 19:59:07 #00003 Pos…"
    assert len(beginning(b"\x02" * 60)) == LONGEST

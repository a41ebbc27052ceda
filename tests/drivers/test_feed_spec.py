"""What is written after `--feed`."""

import dataclasses
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import drivers
from app.errors import FeedError, PhoneError, TableError
from app.spill.formats import load_table
from drivers.feed_spec import FeedSpec, make_feed, make_feeds, parse_feed
from drivers.serial_feed import SerialFeed
from drivers.serial_line import SerialLine
from drivers.system_clock import SystemClock

OPTIONS = "speed=N, speed=max or from=MARK (%26 for & in its name)"
LINES = (SerialLine(), SerialLine(baud=1200, data_bits=7, parity="E"))


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("emulated", FeedSpec("emulated", "")),
        ("emulated:night_shift", FeedSpec("emulated", "night_shift")),
        ("serial:/dev/ttyUSB0", FeedSpec("serial", "/dev/ttyUSB0")),
        ("serial:COM3", FeedSpec("serial", "COM3")),
        ("serial:socket://host:7002", FeedSpec("serial", "socket://host:7002")),
        (
            "serial:rfc2217://host:7001?ign_set_control&timeout=5",
            FeedSpec("serial", "rfc2217://host:7001?ign_set_control&timeout=5"),
        ),
        ("replay:monday.rec", FeedSpec("replay", "monday.rec", 1.0)),
        ("replay:monday.rec?speed=4", FeedSpec("replay", "monday.rec", 4.0)),
        ("replay:monday.rec?speed=0.5", FeedSpec("replay", "monday.rec", 0.5)),
        ("replay:monday.rec?speed=max", FeedSpec("replay", "monday.rec", None)),
        ("replay:monday.rec?max", FeedSpec("replay", "monday.rec", None)),
        ("replay:C:\\recordings\\monday.rec?speed=2", FeedSpec("replay", "C:\\recordings\\monday.rec", 2.0)),
        ("replay:monday.rec?from=no voice", FeedSpec("replay", "monday.rec", 1.0, "no voice")),
        ("replay:monday.rec?speed=2&from=no%20voice", FeedSpec("replay", "monday.rec", 2.0, "no voice")),
        ("replay:monday.rec?from=a%26b%3F%2F%5c%25&speed=max", FeedSpec("replay", "monday.rec", None, "a&b?/\\%")),
        ("replay:monday.rec?max&from=100 %", FeedSpec("replay", "monday.rec", None, "100 %")),
        ("replay:who called?.rec", FeedSpec("replay", "who called?.rec", 1.0)),
    ],
)
def test_a_spec_is_read(text: str, spec: FeedSpec) -> None:
    assert parse_feed(text) == spec


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "feed: expected one of emulated, serial, replay, as in serial:/dev/ttyUSB0, got ''"),
        (
            "/dev/ttyUSB0",
            "feed: expected one of emulated, serial, replay, as in serial:/dev/ttyUSB0, got '/dev/ttyUSB0'",
        ),
        ("seriel:/dev/ttyUSB0", "got 'seriel:/dev/ttyUSB0'"),
        ("serial", "feed serial: expected a device or URL, as in serial:/dev/ttyUSB0, got 'serial'"),
        ("serial:", "feed serial: expected a device or URL, as in serial:/dev/ttyUSB0, got 'serial:'"),
        ("replay:", "feed replay: expected a file, as in replay:FILE, got 'replay:'"),
        ("emulated:", "feed emulated: expected a scenario after the colon, got nothing"),
        ("replay:a.rec?sped=4", f"feed replay: option: expected {OPTIONS}, got 'sped=4'"),
        ("replay:a.rec?from=", f"feed replay: option: expected {OPTIONS}, got 'from='"),
        ("replay:a.rec?from=a&b", f"feed replay: option: expected {OPTIONS}, got 'b'"),
        ("replay:a.rec?from=a&speed=2&from=b", "feed replay: option: expected from once, got it twice"),
        ("replay:a.rec?max&speed=2", "feed replay: option: expected speed once, got it twice"),
        ("replay:a.rec?speed=0", "feed replay: speed: expected a number from 0.01 to 1000, or max, got '0'"),
        ("replay:a.rec?speed=nan", "or max, got 'nan'"),
        ("replay:a.rec?speed=-1", "or max, got '-1'"),
        ("replay:a.rec?speed=1e9", "or max, got '1e9'"),
        ("replay:a\0b", "feed replay: expected no NUL character, got 'a\\x00b'"),
    ],
)
def test_a_spec_that_cannot_be_read_is_told_in_a_sentence(text: str, told: str) -> None:
    with pytest.raises(FeedError) as refused:
        parse_feed(text)

    assert str(refused.value).endswith(told)


@given(
    st.text(max_size=80)
    | st.sampled_from(["emulated", "serial", "replay"]).flatmap(
        lambda name: st.text().map(lambda rest: f"{name}:{rest}")
    )
)
def test_any_text_is_a_spec_or_a_feed_error(text: str) -> None:
    try:
        spec = parse_feed(text)
    except FeedError:
        return
    assert spec.driver in drivers.TABLE["feed"]
    assert text.startswith(spec.driver)


def test_a_serial_feed_is_made_with_its_line_and_is_not_emulated() -> None:
    line = dataclasses.replace(SerialLine(), silent_after=60.0)
    feed = make_feed("serial:socket://127.0.0.1:7002", line, SystemClock())

    assert feed.name == "serial:socket://127.0.0.1:7002"
    assert not feed.emulated


def test_a_driver_that_is_not_in_the_table_is_told_with_those_that_are() -> None:
    with pytest.raises(FeedError, match="feed: expected one of emulated, serial, replay, got 'sereal'"):
        drivers.load("feed", "sereal")
    with pytest.raises(PhoneError, match="phone: expected one of virtual, manual, serial, sip, got 'tin can'"):
        drivers.load("phone", "tin can")


def test_a_driver_whose_part_is_not_installed_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [
        name for name in sys.modules if name.startswith(("serial", "drivers.serial", "drivers.s", "drivers.t"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "serial", None)

    with pytest.raises(FeedError, match=r"feed serial: its part 'serial.*' is not installed"):
        drivers.load("feed", "serial")


def test_two_feeds_are_made_the_main_one_first() -> None:
    specs = ["serial:socket://127.0.0.1:7002", "serial:/dev/ttyUSB1"]
    assert [feed.name for feed in make_feeds(specs, LINES, SystemClock())] == specs
    assert [feed.name for feed in make_feeds(specs[1:], LINES, SystemClock())] == specs[1:]


def test_each_link_has_its_own_line() -> None:
    feeds = make_feeds(["serial:/dev/ttyUSB0", "serial:/dev/ttyUSB1"], LINES, SystemClock())
    assert [feed._line for feed in feeds if isinstance(feed, SerialFeed)] == list(LINES)


@pytest.mark.parametrize(
    ("specs", "told"),
    [
        (["emulated"] * 3, "feed: expected one, or a main and a second one, got 3"),
        (
            ["serial:/dev/ttyUSB0"] * 2,
            "second feed: expected another line than the main one, got 'serial:/dev/ttyUSB0' again",
        ),
    ],
)
def test_what_cannot_be_two_links_is_told_in_a_sentence(specs: list[str], told: str) -> None:
    with pytest.raises(FeedError) as caught:
        make_feeds(specs, LINES, SystemClock())
    assert str(caught.value) == told


def test_a_scenario_may_speak_a_format_of_the_site(tmp_path: Path) -> None:
    text = (Path(__file__).parents[1] / "data" / "tables" / "bayview.toml").read_text("utf-8")
    scenario = tmp_path / "ours.toml"
    scenario.write_text('format = "bayview"\nposition = "7"\n', "utf-8")
    bayview = load_table(text, "bayview.toml")
    assert make_feed(f"emulated:{scenario}", SerialLine(), SystemClock(), [bayview]).emulated
    with pytest.raises(TableError, match=r"format: expected one of bell-display, .*, got 'bayview'"):
        make_feed(f"emulated:{scenario}", SerialLine(), SystemClock())

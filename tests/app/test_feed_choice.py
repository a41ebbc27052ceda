"""The words of the command line come before the settings, and invented callers reach nothing of the live ones."""

from pathlib import Path

import pytest

from app.errors import FeedError, TableError
from app.feed_choice import expect_lines_apart, own_feeds, serial_line, serial_lines, settings_for
from app.settings import Settings, read_settings
from drivers.serial_line import SerialLine


def test_the_settings_say_how_the_line_is_set_and_the_command_line_says_it_first() -> None:
    assert serial_line(Settings(), None) == SerialLine()
    assert str(serial_line(Settings(), "1200,7,E,1")) == "1200,7,E,1"


def test_what_the_command_line_does_not_say_stays_as_the_settings_have_it() -> None:
    settings = read_settings('[serial]\nline = "1200,7,E,1"\nsilent_after = 30\n', Path("settings.toml"))
    line = serial_line(settings, "9600,8,N,1")
    assert (line.baud, line.silent_after) == (9600, 30)


def test_a_line_that_cannot_be_is_refused_in_a_sentence() -> None:
    with pytest.raises(TableError, match="--serial: expected"):
        serial_line(Settings(), "9600")


BOTH = read_settings(
    '[serial]\nline = "1200,7,E,1"\nsilent_after = 30\n[second_serial]\nline = "300,7,O,2"\n', Path("settings.toml")
)


@pytest.mark.parametrize(
    ("settings", "words", "lines"),
    [
        (Settings(), (), ("9600,8,N,1", "9600,8,N,1")),
        (Settings(), ("1200,7,E,1",), ("1200,7,E,1", "1200,7,E,1")),
        (Settings(), ("1200,7,E,1", "300,7,O,2"), ("1200,7,E,1", "300,7,O,2")),
        (BOTH, (), ("1200,7,E,1", "300,7,O,2")),
        (BOTH, ("9600,8,N,1",), ("9600,8,N,1", "300,7,O,2")),  # the first is the main link's
        (BOTH, ("9600,8,N,1", "4800,8,N,1"), ("9600,8,N,1", "4800,8,N,1")),
    ],
)
def test_the_second_links_line_is_its_own_or_as_the_main_links(
    settings: Settings, words: tuple[str, ...], lines: tuple[str, str]
) -> None:
    main, second = serial_lines(settings, words, 2)
    assert (str(main), str(second)) == lines
    assert main.silent_after == second.silent_after == settings.serial.silent_after


def test_a_line_without_a_link_or_that_is_none_is_refused_in_a_sentence() -> None:
    with pytest.raises(TableError, match="--serial: expected one for each link, of which there are 1, got 2"):
        serial_lines(Settings(), ("9600,8,N,1", "1200,7,E,1"), 1)
    with pytest.raises(TableError, match="second --serial: expected baud"):
        serial_lines(Settings(), ("9600,8,N,1", "fast"), 2)


OF_LIVE_CALLERS = 'phone = "manual"\njournal = "live.sqlite"\nrecord = "live.rec"\nposition = "0305"\n'


def of(feeds: str) -> Settings:
    return read_settings(f"{feeds}\n{OF_LIVE_CALLERS}", Path("settings.toml"))


@pytest.mark.parametrize("feeds", [["emulated"], ["emulated:rare"], ["replay:day.rec?speed=max"]])
@pytest.mark.parametrize("own", ["", 'feed = "serial:y"', 'feed = "emulated"\nsecond_feed = "serial:y"'])
def test_invented_callers_of_the_command_line_reach_no_telephone_journal_or_recording_of_live_ones(
    feeds: list[str], own: str
) -> None:
    taken = settings_for(feeds, of(own))
    assert (taken.phone, taken.journal, taken.record) == ("virtual", None, None)
    assert (taken.position, own_feeds(taken)) == ("0305", own_feeds(of(own)))


@pytest.mark.parametrize(
    ("feeds", "own"),
    [
        (["serial:x"], 'feed = "serial:y"'),
        (["serial:x"], 'feed = "emulated"'),
        (["serial:x"], ""),
        (["emulated:rare"], 'feed = "emulated"'),
        (["replay:day.rec"], 'feed = "emulated"\nsecond_feed = "replay:other.rec"'),
    ],
)
def test_the_settings_are_whole_for_callers_of_their_own_kind(feeds: list[str], own: str) -> None:
    assert settings_for(feeds, of(own)) == of(own)


@pytest.mark.parametrize("feeds", [["serial:x", "replay:day.rec"], ["emulated", "serial:x"]])
@pytest.mark.parametrize("own", ["", 'feed = "serial:y"', 'feed = "emulated"'])
def test_a_live_link_beside_an_invented_one_is_refused_in_a_sentence(feeds: list[str], own: str) -> None:
    with pytest.raises(FeedError, match=r"got a live one beside an invented one: '.*' and '.*'"):
        settings_for(feeds, of(own))


def test_a_feed_that_there_is_not_is_refused_before_its_callers_are_judged() -> None:
    with pytest.raises(FeedError, match="feed: expected one of"):
        settings_for(["carrier-pigeon"], of('feed = "serial:y"'))


LINKS = ("serial:/dev/a", "serial:/dev/b")


@pytest.mark.parametrize("phone", ["virtual", "manual", "sip", "serial:gentner:/dev/c", "serial:gentner:socket://h:1"])
def test_links_and_telephone_with_lines_of_their_own_are_taken(phone: str) -> None:
    expect_lines_apart(LINKS, phone)
    expect_lines_apart(("emulated", "emulated"), phone)
    expect_lines_apart(("replay:/dev/c", "replay:/dev/c"), phone)


@pytest.mark.parametrize("line", ["/dev/a", "/dev/b", "/dev/../dev/b"])
def test_a_telephone_on_the_feeds_line_is_refused_for_it_would_write_to_the_controller(line: str) -> None:
    """The controller got the modem's commands, or its spills went to the telephone, by which was opened first."""
    with pytest.raises(FeedError, match=f"^phone: expected another line than the feed's, got '{line}'$"):
        expect_lines_apart(LINKS, f"serial:gentner:{line}")
    with pytest.raises(FeedError, match=r"^phone: expected another line than the feed's, got 'socket://h:1'$"):
        expect_lines_apart(("serial:socket://h:1",), "serial:gentner:socket://h:1")


def test_a_line_has_one_feed_by_whatever_name(tmp_path: Path) -> None:
    """As a name of the udev rule, and the port that it leads to."""
    (tmp_path / "answerpoint-feed").symlink_to("ttyUSB0")
    links = [f"serial:{tmp_path}/{name}" for name in ("ttyUSB0", "answerpoint-feed")]
    with pytest.raises(FeedError, match=r"^second feed: expected another line than the main one, got '.*-feed'$"):
        expect_lines_apart(links, "manual")

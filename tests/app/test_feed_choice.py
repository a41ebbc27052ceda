"""The words of the command line come before the settings."""

from pathlib import Path

import pytest

from app.errors import TableError
from app.feed_choice import serial_line, serial_lines
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

"""The words of the command line come before the settings."""

from pathlib import Path

import pytest

from app.errors import TableError
from app.feed_choice import serial_line
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

"""How a serial line of a feed is set: the words of the command line before the settings."""

from collections.abc import Sequence

from app.errors import TableError
from app.serial_settings import SerialSettings, serial_from_text
from app.settings import Settings
from drivers.serial_line import SerialLine


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

"""How a serial line of a feed is set: the words of the command line before the settings."""

from app.settings import Settings, serial_from_text
from drivers.serial_line import SerialLine


def serial_line(settings: Settings, words: str | None) -> SerialLine:
    """Return the line that `--serial` (None if not given) and the settings ask for. Raises TableError or FeedError."""
    line = settings.serial
    if words:
        line = serial_from_text(words, "--serial", line)
    return SerialLine(
        line.baud, line.data_bits, line.parity, line.stop_bits, line.flow, line.mask_bit7, line.silent_after
    )

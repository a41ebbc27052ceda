"""How the serial line of a feed is set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import TableError
from app.serial_settings import FLOWS, SerialSettings, serial_from_text, serial_model, serial_of


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("9600,8,N,1", (9600, 8, "N", 1)),
        (" 300 , 7 , e , 2 ", (300, 7, "E", 2)),
        ("921600,5,S,1.5", (921600, 5, "S", 1.5)),
    ],
)
def test_a_serial_line_is_read_as_it_is_spoken(text: str, line: tuple[object, ...]) -> None:
    read = serial_from_text(text, "--serial")
    assert (read.baud, read.data_bits, read.parity, read.stop_bits) == line


def test_a_serial_line_keeps_what_it_does_not_name() -> None:
    usual = SerialSettings(flow="xonxoff", mask_bit7=True, silent_after=5)
    assert serial_from_text("300,7,E,2", "--serial", usual) == SerialSettings(300, 7, "E", 2, "xonxoff", True, 5)


def test_a_serial_line_that_is_none_is_a_sentence() -> None:
    with pytest.raises(TableError) as caught:
        serial_from_text("fast", "--serial")
    assert str(caught.value).startswith("--serial: expected baud from 50 to 921600, ")
    assert str(caught.value).endswith("as in \"9600,8,N,1\", got 'fast'")


@given(st.text())
def test_any_text_is_a_serial_line_or_a_sentence(text: str) -> None:
    try:
        line = serial_from_text(text, "--serial")
    except TableError as error:
        assert str(error).startswith("--serial: ")
    else:
        assert 50 <= line.baud <= 921_600


@pytest.mark.parametrize("flow", FLOWS)
def test_each_flow_control_is_accepted(flow: str) -> None:
    assert serial_of(serial_model().model_validate({"flow": flow})) == SerialSettings(flow=flow)


def test_what_a_section_does_not_say_is_as_in_another() -> None:
    usual = SerialSettings(1200, 7, "E", 1, "rtscts", True, 90)
    assert serial_of(serial_model()(), usual) == usual
    said = serial_model().model_validate({"line": "300,8,N,2", "mask_bit7": False, "silent_after": None})
    assert serial_of(said, usual) == SerialSettings(300, 8, "N", 2, "rtscts", False, None)

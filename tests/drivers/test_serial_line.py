"""The parameters of a serial line, as they are written."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import FeedError
from drivers.serial_line import FLOWS, PARITIES, SerialLine


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("9600,8,N,1", SerialLine()),
        ("1200,7,e,2", SerialLine(1200, 7, "E", 2)),
        (" 300 , 5 , O , 1.5 ", SerialLine(300, 5, "O", 1.5)),
        ("9600,7,M,1,XONXOFF", SerialLine(9600, 7, "M", 1, "xonxoff")),
        ("9600,7,S,1,rtscts", SerialLine(9600, 7, "S", 1, "rtscts")),
    ],
)
def test_line_parameters_are_read(text: str, line: SerialLine) -> None:
    assert SerialLine.parse(text) == line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "expected BAUD,DATA BITS,PARITY,STOP BITS[,FLOW] as in 9600,8,N,1, got ''"),
        ("9600", "got '9600'"),
        ("9600,8N1", "got '9600,8N1'"),
        ("9600,8,N,1,none,x", "got '9600,8,N,1,none,x'"),
        (
            "fast,8,N,1",
            "serial line: baud: expected BAUD,DATA BITS,PARITY,STOP BITS[,FLOW] as in 9600,8,N,1, got 'fast'",
        ),
        ("9600.5,8,N,1", "got '9600.5'"),
        ("0,8,N,1", "serial line: baud: expected 50 to 4000000, got 0"),
        ("99999999999,8,N,1", "got '99999999999'"),
        ("9600,9,N,1", "serial line: data bits: expected 5, 6, 7 or 8, got 9"),
        ("9600,8,X,1", "expected one of N (none), E (even), O (odd), M (mark), S (space), got 'X'"),
        ("9600,8,N,3", "serial line: stop bits: expected 1, 1.5 or 2, got 3"),
        ("9600,8,N,one", "got 'one'"),
        ("9600,8,N,1,hardware", "flow control: expected one of none, xonxoff, rtscts, dsrdtr, got 'hardware'"),
        ("٩٦٠٠,8,N,1", "got '٩٦٠٠'"),
    ],
)
def test_line_parameters_that_cannot_be_are_told_in_a_sentence(text: str, told: str) -> None:
    with pytest.raises(FeedError) as refused:
        SerialLine.parse(text)

    assert str(refused.value).startswith("serial line: ")
    assert str(refused.value).endswith(told)


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan"), float("inf")])
def test_a_silence_must_be_some_seconds(seconds: float) -> None:
    with pytest.raises(FeedError, match="silent after: expected seconds above 0"):
        SerialLine(silent_after=seconds)


@given(
    st.integers(50, 4_000_000),
    st.integers(5, 8),
    st.sampled_from(sorted(PARITIES)),
    st.sampled_from([1, 1.5, 2]),
    st.sampled_from(FLOWS),
)
def test_a_line_is_read_as_it_is_written(baud: int, data_bits: int, parity: str, stop_bits: float, flow: str) -> None:
    line = SerialLine(baud, data_bits, parity, stop_bits, flow)

    assert SerialLine.parse(str(line)) == line


@given(st.text(alphabet=string.digits + ",.NEOMSnx- ", max_size=30) | st.text(max_size=30))
def test_any_text_is_a_line_or_a_feed_error(text: str) -> None:
    try:
        line = SerialLine.parse(text)
    except FeedError:
        return
    assert SerialLine.parse(str(line)) == line

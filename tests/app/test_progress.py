"""How far long work has come."""

import io

from app.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_each_per_cent_once_and_a_clean_line_at_the_end() -> None:
    stream = Terminal()
    with Progress("reading a.rec", 1000, stream) as progress:
        for _ in range(1000):
            progress.step()
    told = stream.getvalue().split("\r")
    assert told[1:3] == ["reading a.rec: 0 % (Ctrl+C stops)", "reading a.rec: 1 % (Ctrl+C stops)"]
    assert len(told) <= 105
    assert told[-2].strip() == told[-1] == ""


def test_a_pipe_sees_nothing() -> None:
    stream = io.StringIO()
    with Progress("reading", 10, stream) as progress:
        progress.step(10)
    assert stream.getvalue() == ""


def test_more_steps_than_were_meant_are_a_hundred_per_cent() -> None:
    stream = Terminal()
    with Progress("reading", 0, stream) as progress:
        progress.step(50)
    assert "100 %" in stream.getvalue()

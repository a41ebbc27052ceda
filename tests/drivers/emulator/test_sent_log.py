"""The emulator's log: what is written is read back, and its bytes are those of the line."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.errors import FeedError
from drivers.emulator.line import What
from drivers.emulator.sent_log import SentLog, read_log, read_sent, sent_json
from drivers.emulator.truth import Sent
from tests.drivers.emulator.listener import hear
from tests.full_disk import full_after

AT = datetime(2026, 7, 1, 16, 0, 5, tzinfo=UTC)
DAMAGED = Sent(2, 9, What.RECORD, b"\x00\xffhalf", b"whole", False, ("half_record", "flipped"))
WHOLE = Sent(1, 3, What.HEARTBEAT, b"HB\r\n", b"HB\r\n", True, ())


def test_a_line_tells_who_when_what_and_whether_it_was_whole() -> None:
    assert json.loads(sent_json(DAMAGED, 12, AT)) == {
        "n": 12,
        "at": "2026-07-01T16:00:05.000000Z",
        "link": 2,
        "call": 9,
        "what": "record",
        "whole": False,
        "faults": ["half_record", "flipped"],
        "bytes": "AP9oYWxm",
        "meant": "d2hvbGU=",
    }


@pytest.mark.parametrize("sent", [DAMAGED, WHOLE])
def test_what_is_written_is_read_back(sent: Sent) -> None:
    assert read_sent(sent_json(sent, 1, AT)) == sent


def test_a_log_of_a_run_holds_every_byte_of_the_line(tmp_path: Path) -> None:
    (heard,) = hear('count = 20\nfaults = ["half_record", "noise", "no_spill"]')
    log = SentLog(tmp_path / "sent.jsonl")
    for sent in heard.sent:
        log.write(sent, AT)
        assert (tmp_path / "sent.jsonl").read_text("utf-8").endswith("}\n")  # whoever reads along sees it at once
    log.close()
    read = list(read_log(tmp_path / "sent.jsonl"))
    assert b"".join(sent.data for sent in read) == heard.data
    assert [sent.whole for sent in read] == [sent.whole for sent in heard.sent]


@pytest.mark.parametrize("text", ["", "{", "[]", "1", '{"n": 1}', '{"link": 1, "bytes": "?", "what": "record"}'])
def test_any_other_line_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        read_sent(text)


def test_a_log_that_cannot_be_read_or_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="expected a file that can be written, got: no such file or directory"):
        SentLog(tmp_path / "none" / "log")
    with pytest.raises(FeedError, match="expected a file that can be read, got No such file"):
        list(read_log(tmp_path / "none"))
    (tmp_path / "other").write_text("{}\n", "utf-8")
    with pytest.raises(FeedError, match=r"line 1: expected a line of an emulator's log, got '\{\}"):
        list(read_log(tmp_path / "other"))


def test_a_log_writes_over_nothing_and_waits_for_no_reader_of_a_pipe(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine", "utf-8")
    os.mkfifo(tmp_path / "pipe")
    for path in (notes, tmp_path, tmp_path / "pipe"):
        with pytest.raises(FeedError, match="expected a new file, got one that exists"):
            SentLog(path)
    assert notes.read_text("utf-8") == "mine"


def test_a_disk_that_is_full_from_the_first_leaves_no_file(tmp_path: Path) -> None:
    log = SentLog(tmp_path / "sent.jsonl")
    with full_after(20), pytest.raises(FeedError, match=r"that can be written, got: file too large$"):
        log.write(DAMAGED, AT)
    log.close()
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_later_leaves_the_whole_lines_and_says_how_many(tmp_path: Path) -> None:
    log = SentLog(tmp_path / "sent.jsonl")
    with full_after(500):
        for _ in range(3):
            log.write(WHOLE, AT)
        with pytest.raises(FeedError, match="got: file too large; its first 3 lines are there"):
            log.write(WHOLE, AT)
    log.close()
    assert list(read_log(tmp_path / "sent.jsonl")) == [WHOLE] * 3


def test_a_full_disk_is_a_sentence() -> None:
    log = SentLog(Path("/dev/full"))
    with pytest.raises(FeedError, match="expected a file that can be written, got: no space left on device"):
        log.write(WHOLE, AT)
    log.close()

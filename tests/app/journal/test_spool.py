import base64
import errno
import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.journal import spool as spool_module
from app.journal.entry import Entry, entries_of
from app.journal.records import CallChange, Record
from app.journal.spool import LINE_BYTES, ROOM, Spool, decode_line, encode_line
from tests.full_disk import full_after

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def turn(number: int, size: int = 20) -> list[Entry]:
    change = CallChange(number, {"name": "É"})
    spill = Record(AT, "spill_arrived", "02", "AB", {"n": number}, number, (change,), bytes(range(256)) + b"x" * size)
    return entries_of([spill, Record(AT, "key_pressed", "02", "", {"n": number})])


@pytest.fixture
def spool(path: Path) -> Iterator[Spool]:
    one = Spool(path)
    one.open()
    yield one
    one.close()


@pytest.fixture
def again(path: Path) -> Iterator[Callable[[], Spool]]:
    """Return a function that opens the spool as the next console does."""
    opened: list[Spool] = []

    def open_() -> Spool:
        one = Spool(path)
        opened.append(one)
        one.open()
        return one

    yield open_
    for one in opened:
        one.close()


def firsts(spool: Spool) -> list[int]:
    return [line.first for line in spool.lines()]


def test_turns_come_out_in_their_order_and_as_they_were(spool: Spool) -> None:
    for number in (1, 2, 3):
        spool.append(number * 2, turn(number))
    assert spool.records == 6
    lines = list(spool.lines())
    assert [line.first for line in lines] == [2, 4, 6]
    assert [list(line.entries) for line in lines] == [turn(1), turn(2), turn(3)]
    spool.entered(lines[0])
    assert spool.records == 4
    assert firsts(spool) == [4, 6]


def test_a_turn_is_on_the_disk_when_append_returns(
    spool: Spool, again: Callable[[], Spool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next console, after a kill, finds it."""
    synced: list[int] = []
    real = os.fdatasync

    def sync(descriptor: int) -> None:
        synced.append(descriptor)
        real(descriptor)

    monkeypatch.setattr(os, "fdatasync", sync)
    spool.append(1, turn(1))
    assert len(synced) == 1
    assert firsts(again()) == [1]


def test_the_file_is_private_and_has_its_room_from_the_start(spool: Spool) -> None:
    status = spool.path.stat()
    assert status.st_mode & 0o777 == 0o600
    assert status.st_size == ROOM
    assert status.st_blocks * 512 >= ROOM
    assert spool.has_room


def test_a_clean_close_leaves_nothing_and_one_with_turns_in_it_leaves_them(
    spool: Spool, again: Callable[[], Spool]
) -> None:
    spool.close()
    assert not spool.path.exists()
    spool.open()
    spool.append(1, turn(1))
    spool.close()
    assert firsts(again()) == [1]


def test_what_was_entered_is_not_met_again(spool: Spool, again: Callable[[], Spool]) -> None:
    for number in (1, 2):
        spool.append(number, turn(number))
    for line in spool.lines():
        spool.entered(line)
    spool.clear()
    assert spool.records == 0
    assert firsts(spool) == []
    assert firsts(again()) == []
    spool.append(9, turn(9, size=5))
    assert firsts(spool) == firsts(again()) == [9]


def test_the_spool_grows_past_its_room_and_shrinks_back(spool: Spool, again: Callable[[], Spool]) -> None:
    for number in range(1, 12):
        spool.append(number, turn(number, size=ROOM // 10))
    assert spool.path.stat().st_size > ROOM
    for line in again().lines():
        spool.entered(line)
    spool.clear()
    assert spool.path.stat().st_size == ROOM


def test_the_highest_call_it_speaks_of_is_known(spool: Spool, again: Callable[[], Spool]) -> None:
    spool.append(1, turn(7))
    spool.append(1, turn(3))
    assert again().last_call == 7


@pytest.mark.parametrize("cut", [2, 40, 400])
def test_a_half_written_last_line_is_told_kept_and_stands_in_nobodys_way(
    spool: Spool, again: Callable[[], Spool], cut: int
) -> None:
    spool.append(1, turn(1))
    spool.append(3, turn(2))
    os.truncate(spool.path, spool._end - cut)
    half = spool.path.read_bytes()
    next_one = again()
    assert (next_one.records, next_one.bad) == (2, 1)
    next_one.append(3, turn(3))
    assert firsts(next_one) == [1, 3]
    assert [list(line.entries) for line in next_one.lines()] == [turn(1), turn(3)]
    assert firsts(again()) == [1, 3]
    for line in next_one.lines():
        next_one.entered(line)
    next_one.clear()
    assert next_one.kept_as == "journal.sqlite.spool.damaged-1"
    assert next_one.path.with_name(next_one.kept_as).read_bytes().startswith(half)
    assert (next_one.records, next_one.bad) == (0, 0)
    assert firsts(next_one) == []


def test_a_spool_with_a_half_line_is_read_though_the_disk_takes_no_byte_more(
    spool: Spool, again: Callable[[], Spool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else its turns would wait for the start after next, behind whatever the journal takes meanwhile."""
    spool.append(1, turn(1))
    spool.append(3, turn(2))
    size = spool._end - 40
    os.truncate(spool.path, size)
    monkeypatch.setattr(spool_module, "ROOM", size)
    with full_after(size):
        full = again()
        assert (full.records, full.bad, firsts(full)) == (2, 1, [1])
        with pytest.raises(OSError, match="File too large"):
            full.append(3, turn(3))
    full.append(3, turn(3))
    full.append(5, turn(4))
    assert firsts(full) == firsts(again()) == [1, 3, 5]


def test_a_last_line_that_lacks_nothing_but_its_end_is_whole(spool: Spool, again: Callable[[], Spool]) -> None:
    spool.append(1, turn(1))
    spool.append(3, turn(2))
    os.truncate(spool.path, spool._end - 1)
    next_one = again()
    assert (next_one.records, next_one.bad) == (4, 0)
    next_one.append(5, turn(3))
    assert firsts(next_one) == firsts(again()) == [1, 3, 5]


def test_a_line_in_which_one_byte_changed_is_not_entered(spool: Spool, again: Callable[[], Spool]) -> None:
    spool.append(1, turn(1))
    whole = spool.path.read_bytes()[: spool._end]
    for place in range(0, len(whole), 7):
        line = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        assert decode_line(line, 0) is None, place
    assert decode_line(whole, 0) is not None


def test_a_spool_of_anything_at_all_is_told_and_kept(path: Path, again: Callable[[], Spool]) -> None:
    spool = Spool(path)
    spool.path.write_bytes(b"\xff\xfe no spool\n{}\n[]\nnull\n" + b"x" * 100_000)
    one = again()
    assert (one.records, one.bad) == (0, 5)
    one.append(1, turn(1))
    assert firsts(one) == [1]


@given(st.binary(max_size=300))
def test_any_line_is_read_or_refused(text: bytes) -> None:
    decode_line(text + b"\n", 0)


@pytest.mark.parametrize("text", [b'{"version":1}', b"[" * 100_000, b'{"sha256":5}', b"5", b'{"first":1e999}'])
def test_a_line_that_is_none_of_ours_is_refused(text: bytes) -> None:
    assert decode_line(text + b"\n", 0) is None


def test_a_line_of_before_lines_named_their_journal_is_still_read() -> None:
    line = json.loads(encode_line(5, turn(1), "ab"))
    del line["journal"], line["sha256"]
    line["version"] = 1
    line["sha256"] = sha256(json.dumps(line, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    read = decode_line(json.dumps(line).encode(), 9)
    assert read is not None
    assert (read.journal, list(read.entries)) == ("", turn(1))


def test_only_the_lines_of_its_own_journal_are_given(path: Path, spool: Spool) -> None:
    for number, journal in enumerate(("ab", "cd", ""), 1):
        spool.journal = journal
        spool.append(number, turn(number))
    own = Spool(path, "ab")
    own.open()
    assert (own.records, own.foreign, own.last_call, firsts(own)) == (4, 2, 3, [1, 3])
    for line in own.lines():
        own.entered(line)
    own.clear()
    assert (own.kept_as, own.foreign) == ("journal.sqlite.spool.other-1", 0)
    own.close()
    assert not own.path.exists()


def test_an_empty_journal_takes_what_was_left_of_one_that_was_removed(spool: Spool, again: Callable[[], Spool]) -> None:
    spool.journal = "ab"
    spool.append(7, turn(7))
    assert firsts(again()) == [7]


def test_a_line_without_end_fills_no_memory(
    path: Path, again: Callable[[], Spool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool_module, "LINE_BYTES", 1000)
    Spool(path).path.write_bytes(b"x" * 100_000)
    assert again().bad == 100
    assert LINE_BYTES > 1 << 20


def test_a_line_says_its_version_and_vouches_for_itself() -> None:
    """docs/journal-format.md gives this form."""
    line = json.loads(encode_line(5, turn(1), "ab"))
    assert set(line) == {"first", "journal", "records", "sha256", "version"}
    assert (line["first"], line["journal"], line["version"]) == (5, "ab", 2)
    assert base64.b64decode(line["records"][0][-1]) == turn(1)[0].spill
    assert line["records"][1][-1] is None


def test_a_turn_that_could_not_be_written_leaves_no_trace(
    spool: Spool, again: Callable[[], Spool], monkeypatch: pytest.MonkeyPatch
) -> None:
    spool.append(1, turn(1))
    real = os.write

    def only_half(descriptor: int, data: bytes) -> int:
        if len(data) > 1:
            if len(data) < 400:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(descriptor, data[:300])
        return real(descriptor, data)

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", only_half)
        with pytest.raises(OSError, match="No space left"):
            spool.append(3, turn(2))
    assert spool.records == 2
    other = again()
    assert (firsts(other), other.bad) == ([1], 0)
    spool.append(3, turn(3, size=1))
    assert firsts(spool) == firsts(again()) == [1, 3]


def test_a_spool_that_was_removed_is_made_again_unless_turns_are_in_it(
    spool: Spool, again: Callable[[], Spool]
) -> None:
    spool.path.unlink()
    spool.append(1, turn(1))
    assert firsts(again()) == [1]
    spool.path.unlink()
    with pytest.raises(FileNotFoundError, match="the spool was removed"):
        spool.append(3, turn(2))
    assert firsts(spool) == [1]


def test_a_disk_too_full_for_the_room_is_no_reason_not_to_open(
    path: Path, monkeypatch: pytest.MonkeyPatch, again: Callable[[], Spool]
) -> None:
    def full(*_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    one = again()
    assert not one.has_room
    one.append(1, turn(1))
    assert firsts(one) == [1]


def test_without_the_system_call_for_it_the_room_is_made_of_zeros(
    path: Path, monkeypatch: pytest.MonkeyPatch, again: Callable[[], Spool]
) -> None:
    monkeypatch.delattr(os, "posix_fallocate")
    monkeypatch.delattr(os, "fdatasync")
    one = again()
    assert one.path.stat().st_size == ROOM
    one.append(1, turn(1))
    assert firsts(again()) == [1]

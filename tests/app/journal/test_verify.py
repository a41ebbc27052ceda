import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.journal import verify as verify_module
from app.journal.chain import FIRST_PREV
from app.journal.entry import entries_of
from app.journal.verify import Verdict, VerifyResult, verify
from app.journal.writer import Writer

if TYPE_CHECKING:
    from tests.app.journal.conftest import ACall, OpenJournal, Tamper, Write


def said(path: Path) -> str:
    """Return what is said of a broken journal, without its name."""
    result = verify(path)
    assert result.exit_code == 1, result.sentence
    assert result.sentence.startswith(f"broken: {path}: ")
    return result.sentence.removeprefix(f"broken: {path}: ")


def test_a_whole_journal_is_told_with_what_is_in_it_and_its_last_hash(three_calls: Path) -> None:
    result = verify(three_calls)
    connection = sqlite3.connect(three_calls)
    last = connection.execute("SELECT hash FROM events ORDER BY id DESC").fetchone()[0]
    connection.close()
    assert result == VerifyResult(
        Verdict.WHOLE,
        f"whole: {three_calls}: 15 events, 3 spills, 3 calls; the last hash is {last}",
        15,
        3,
        3,
        last,
    )
    assert result.exit_code == 0


def test_a_journal_with_nothing_in_it_yet_is_whole(path: Path, open_journal: "OpenJournal") -> None:
    open_journal().close()
    assert verify(path) == VerifyResult(
        Verdict.WHOLE, f"whole: {path}: 0 events, 0 spills, 0 calls; the last hash is {FIRST_PREV}"
    )


def test_verifying_writes_nothing(three_calls: Path) -> None:
    before = three_calls.read_bytes()
    verify(three_calls)
    assert three_calls.read_bytes() == before
    assert list(three_calls.parent.iterdir()) == [three_calls]


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (
            ["UPDATE events SET kind = 'other' WHERE id = 7"],
            "event 7 was changed: its hash is not that of its contents",
        ),
        (["UPDATE events SET prev = hash WHERE id = 7"], "event 7 was changed: its hash is not that of its contents"),
        (["UPDATE events SET call = NULL WHERE id = 2"], "event 2 was changed: its hash is not that of its contents"),
        (["UPDATE events SET body = CAST(x'ff' AS TEXT) WHERE id = 2"], "event 2 was changed: its hash is not that of"),
        (["DELETE FROM events WHERE id = 7"], "event 7 is missing"),
        (["DELETE FROM events WHERE id = 1"], "event 1 is missing"),
        (["DELETE FROM events WHERE id = 15"], "14 events are there, but 15 were written"),
        (["DELETE FROM events"], "spill 1 belongs to no event"),
        (["UPDATE events SET id = 99 WHERE id = 15"], "event 15 is missing"),
        (
            ["UPDATE events SET id = 99 WHERE id = 7", "UPDATE events SET id = 7 WHERE id = 8"],
            "event 7 was changed: its hash is not that of its contents",
        ),
        (["UPDATE sqlite_sequence SET seq = 20 WHERE name = 'events'"], "15 events are there, but 20 were written"),
        (["DELETE FROM sqlite_sequence"], "15 events are there, but 0 were written"),
        (["UPDATE sqlite_sequence SET seq = 'x' WHERE name = 'events'"], "15 events are there, but x were written"),
        (["UPDATE spills SET raw = x'00' WHERE id = 2"], "spill 2 of event 6 was changed: its hash is not that of its"),
        (["DELETE FROM spills WHERE id = 2"], "spill 2 of event 6 is missing"),
        (["DELETE FROM spills WHERE id = 3"], "spill 3 of event 11 is missing"),
        (["UPDATE spills SET id = 4 WHERE id = 3"], "spill 3 of event 11 is missing"),
        (["INSERT INTO spills VALUES (4, x'00')"], "spill 4 belongs to no event"),
        (["INSERT INTO spills VALUES (0, x'00')"], "spill 1 of event 1 is missing"),
        (["UPDATE calls SET address = '2 KING ST' WHERE id = 2"], "call 2 was changed: address is not what its events"),
        (["UPDATE calls SET number = NULL WHERE id = 3"], "call 3 was changed: number is not what its events make it"),
        (["UPDATE calls SET call_number = '' WHERE id = 3"], "call 3 was changed: call_number is not what its events"),
        (
            ["UPDATE calls SET linked_to = 1 WHERE id = 3"],
            "call 3 was changed: linked_to is not what its events make it",
        ),
        (["UPDATE calls SET street = '' WHERE id = 3"], "call 3 was changed: street is not what its events make it"),
        (["UPDATE calls SET legs = legs || ' ' WHERE id = 1"], "call 1 was changed: legs is not what its events make"),
        (["DELETE FROM calls WHERE id = 2"], "call 2 is missing"),
        (["DELETE FROM calls WHERE id = 3"], "call 3 is missing"),
        (["DELETE FROM calls"], "call 1 is missing"),
        (["UPDATE calls SET id = -1 WHERE id = 1"], "call 0 is not followed by a later one"),
        (["INSERT INTO calls (id, legs) VALUES (4, '[]')"], "call 4 was made by no event"),
        (["UPDATE calls SET id = 9 WHERE id = 3"], "call 3 is missing"),
    ],
)
def test_what_was_changed_is_named(three_calls: Path, tamper: "Tamper", statements: list[str], words: str) -> None:
    tamper(three_calls, *statements)
    assert said(three_calls).startswith(words)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DROP TRIGGER events_no_update", "the trigger 'events_no_update' is missing"),
        ("DROP TRIGGER spills_only_at_the_end", "the trigger 'spills_only_at_the_end' is missing"),
        ("DROP TABLE spills", "the table 'spills' is missing"),
        ("DROP INDEX past_calls_by_number", "the index 'past_calls_by_number' is missing"),
        (
            "CREATE TRIGGER more AFTER INSERT ON calls BEGIN SELECT 1; END",
            "the trigger 'more' does not belong in a jou",
        ),
        ("CREATE TABLE more (a)", "the table 'more' does not belong in a journal"),
        ("ALTER TABLE calls RENAME COLUMN name TO named", "the table 'calls' is not as this program makes it"),
    ],
)
def test_tables_and_triggers_that_are_not_as_shipped_are_named(three_calls: Path, statement: str, words: str) -> None:
    connection = sqlite3.connect(three_calls)
    connection.execute(statement)
    connection.close()
    assert said(three_calls).startswith(words)


def test_the_event_is_named_before_the_trigger_that_somebody_dropped_to_change_it(three_calls: Path) -> None:
    with sqlite3.connect(three_calls) as connection:
        connection.execute("DROP TRIGGER events_no_update")
        connection.execute("UPDATE events SET call_taker = 'ZZ' WHERE id = 4")
    connection.close()
    assert said(three_calls) == "event 4 was changed: its hash is not that of its contents"


# --- events that were never written by this program, with hashes that fit --------------------------------------------


@pytest.fixture
def forged(path: Path, a_call: "ACall") -> Callable[..., Path]:
    """Return a function that makes a journal of one event, written as given and hashed as it must be."""

    def forge(**others: Any) -> Path:
        writer = Writer(path)
        entry = entries_of(a_call(1)[0])[0]
        writer.enter([entry._replace(**others)])
        writer.close()
        return path

    return forge


@pytest.mark.parametrize(
    "at",
    [
        "",
        "2026-11-22",
        "2026-11-22T12:00:00Z",
        "2026-13-22T12:00:00.000000Z",
        "2026-11-22T12:00:00.0000000",
        "0001-01-01T00:00:00.000000Z",
        "9999-12-31T23:59:59.999999Z",
    ],
)
def test_a_time_that_cannot_be_read_is_named(forged: Callable[..., Path], at: str) -> None:
    assert said(forged(at=at)) == "event 1: its time cannot be read"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[" * 100_000,
        "[5]",
        '[{"call":0,"legs":{},"values":{}}]',
        '[{"call":1,"legs":{"1":{"rings":null}},"values":{}}]',
        '[{"call":1,"legs":{"001":{}},"values":{}}]',
        '[{"call":1,"legs":{},"values":{"name":"\\ud800"}}]',
        '[{"call":1,"legs":{},"values":{"name":5}}]',
        '[{"call":99999999999999999999,"legs":{},"values":{}}]',
    ],
)
def test_changes_that_are_none_are_named(forged: Callable[..., Path], text: str) -> None:
    assert said(forged(changes_text=text)) == "event 1: its changes cannot be read"


def test_a_value_larger_than_any_in_a_journal_is_not_loaded(
    forged: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.journal.read.VALUE_BYTES", 1000)
    assert "after event 0: " in said(forged(body="x" * 2000))


# --- the file --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"a letter " * 1000, b"\0" * 8192, None])
def test_what_is_no_journal_cannot_be_read(path: Path, content: bytes | None) -> None:
    if content is not None:
        path.write_bytes(content)
    result = verify(path)
    assert (result.verdict, result.exit_code) == (Verdict.UNREADABLE, 2)
    assert result.sentence.startswith(f"cannot be read: {path}: expected a journal, ")


def test_a_journal_that_was_cut_off_is_broken_or_cannot_be_read(three_calls: Path) -> None:
    content = three_calls.read_bytes()
    for size in range(0, len(content), 3000):
        three_calls.write_bytes(content[:size])
        assert verify(three_calls).exit_code in (1, 2), size


def test_verifying_works_while_a_console_writes_and_after_it_was_closed(
    open_journal: "OpenJournal", write: "Write", a_call: "ACall", path: Path
) -> None:
    journal = open_journal()
    for call in range(1, 11):
        write(journal, a_call(call)[0])
        result = verify(path)
        assert (result.exit_code, result.calls) == (0, call), result.sentence
    journal.close()
    assert verify(path).events == 20


def test_a_long_journal_is_verified_in_little_memory(
    open_journal: "OpenJournal", write: "Write", a_call: "ACall", path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calls that are no longer new are put away, and taken out again when an event changes one."""
    monkeypatch.setattr(verify_module, "CALLS_KEPT", 3)
    journal = open_journal()
    every = [a_call(call) for call in range(1, 15)]
    for step in range(4):
        for turns in every:
            write(journal, turns[step])
    journal.close()
    assert verify(path).exit_code == 0


def test_a_journal_that_changes_hands_while_it_is_read_is_read_again(
    three_calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moves = [True, True, False]
    monkeypatch.setattr("app.journal.read.Snapshot.moved", lambda _self: moves.pop(0))
    assert verify(three_calls).exit_code == 0
    assert moves == []
    moves += [True] * verify_module.MOVED_TRIES
    assert verify(three_calls).sentence == f"cannot be read: {three_calls}: the journal changes hands all the while"

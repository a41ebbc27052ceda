"""The journal, whole, broken, newer, and while a console writes it."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from app.health.finding import Verdict
from app.health.judge.journal import journal
from app.health.probe.journal import look, newest
from app.journal.schema import CURRENT
from tests.app.journal.conftest import BEGAN


def test_a_whole_journal_is_read_and_nothing_is_left_beside_it(three_calls: Path) -> None:
    before = three_calls.read_bytes()
    found = journal(look(three_calls, None))
    assert found.verdict is Verdict.OK
    assert "15 events, 3 spills, 3 calls" in found.sentence
    assert f"version {CURRENT}" in found.sentence
    assert three_calls.read_bytes() == before
    assert os.listdir(three_calls.parent) == [three_calls.name]
    assert newest(three_calls) == BEGAN + timedelta(minutes=5)


def test_a_broken_chain_names_its_event(three_calls: Path, tamper: Callable[..., None]) -> None:
    tamper(three_calls, "UPDATE events SET body = '{}' WHERE id = 7")
    found = journal(look(three_calls, None))
    assert found.verdict is Verdict.AMISS
    assert "event 7 was changed" in found.sentence


def test_it_is_read_while_a_console_writes_it(
    open_journal: Callable[..., object], path: Path, write: Callable[..., object], a_call: Callable[..., list[object]]
) -> None:
    console = open_journal()
    write(console, a_call(1)[0])
    assert journal(look(path, 17)).sentence.endswith("process 17 writes it")


def test_none_and_none_of_ours_are_told(tmp_path: Path) -> None:
    assert not look(tmp_path / "none", None).there
    assert newest(tmp_path / "none") is None
    (tmp_path / "text").write_text("no journal")
    assert journal(look(tmp_path / "text", None)).verdict is Verdict.AMISS

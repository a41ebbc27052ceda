"""The searcher: nobody is held up, one thread, the newest search of a call, and an end that can be waited for."""

import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from app.errors import JournalError
from app.journal import searcher as module
from app.journal.records import FoundCall, Wanted
from app.journal.searcher import AFTER_PAINT, MOST_DUE, Searcher

SECONDS = 20
FOUND = FoundCall(12, "", "", "", "", "", "", "", None, ())


def wanted(call: int = 40, number: str = "") -> Wanted:
    return Wanted(call, 40, 180, "", number, "", "")


class Told:
    """What the searcher told, and from which thread."""

    def __init__(self) -> None:
        self.answers: queue.SimpleQueue[tuple[Wanted, tuple[FoundCall, ...], str, int]] = queue.SimpleQueue()

    def __call__(self, asked: Wanted, found: tuple[FoundCall, ...], trouble: str) -> None:
        self.answers.put((asked, found, trouble, threading.get_ident()))

    def next(self) -> tuple[Wanted, tuple[FoundCall, ...], str]:
        return self.answers.get(timeout=SECONDS)[:3]


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def searcher(path: Path, monkeypatch: Any) -> Iterator[Searcher]:
    monkeypatch.setattr(module, "related_calls", lambda _path, _wanted: (FOUND,))
    made = Searcher(path)
    yield made
    made.close()


def test_what_was_found_is_told_from_another_thread_and_not_before_the_caller_is_painted(
    searcher: Searcher, told: Told
) -> None:
    begun = monotonic()
    searcher.search(wanted(), told)
    assert monotonic() - begun < AFTER_PAINT
    asked, found, trouble, thread = told.answers.get(timeout=SECONDS)
    assert monotonic() - begun >= AFTER_PAINT
    assert (asked, found, trouble) == (wanted(), (FOUND,), "")
    assert thread != threading.get_ident()


def test_a_newer_search_for_the_same_call_takes_the_place_of_the_one_before(searcher: Searcher, told: Told) -> None:
    searcher.search(wanted(), told)
    searcher.search(wanted(number="9053261224"), told)
    assert told.next()[0] == wanted(number="9053261224")
    searcher.close()
    assert told.answers.empty()


def test_callers_who_come_quicker_than_they_are_painted_do_not_pile_up_searches(searcher: Searcher, told: Told) -> None:
    for call in range(40, 60):
        searcher.search(wanted(call), told)
    assert [told.next()[0].call for _ in range(MOST_DUE)] == [57, 58, 59]


def test_a_journal_that_cannot_be_read_is_told_in_words(path: Path, told: Told) -> None:
    searcher = Searcher(path)
    searcher.search(wanted(), told)
    _asked, found, trouble = told.next()
    assert found == ()
    assert "expected a journal" in trouble
    searcher.close()


@pytest.mark.expected_log("a search for related calls failed")
def test_a_fault_of_ours_is_logged_and_the_next_search_goes_on(
    searcher: Searcher, told: Told, monkeypatch: Any
) -> None:
    def fails(_path: Path, _wanted: Wanted) -> tuple[FoundCall, ...]:
        monkeypatch.setattr(module, "related_calls", lambda _path, _wanted: (FOUND,))
        raise KeyError("ours")

    monkeypatch.setattr(module, "related_calls", fails)
    searcher.search(wanted(1), told)
    searcher.search(wanted(2), told)
    assert told.next()[0].call == 2


def test_after_closing_nothing_is_begun_and_nothing_told(searcher: Searcher, told: Told) -> None:
    searcher.search(wanted(), told)
    searcher.close()
    searcher.search(wanted(), told)
    searcher.close()
    assert told.answers.empty()
    assert not any(thread.name == "journal search" for thread in threading.enumerate())


def test_what_a_search_under_way_finds_is_not_told_after_closing(path: Path, told: Told, monkeypatch: Any) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def slow(_path: Path, _wanted: Wanted) -> tuple[FoundCall, ...]:
        begun.set()
        goes_on.wait(SECONDS)
        raise JournalError("the disk reports an error")

    monkeypatch.setattr(module, "related_calls", slow)
    searcher = Searcher(path)
    searcher.search(wanted(), told)
    assert begun.wait(SECONDS)
    monkeypatch.setattr(module, "CLOSE_SECONDS", 0.01)
    searcher.close()  # a disk that hangs holds no shut-down up
    goes_on.set()
    monkeypatch.setattr(module, "CLOSE_SECONDS", SECONDS)
    searcher.close()
    assert told.answers.empty()


def test_a_searcher_that_was_never_asked_has_no_thread(path: Path) -> None:
    searcher = Searcher(path)
    assert not any(thread.name == "journal search" for thread in threading.enumerate())
    searcher.close()

"""What the commands `score` and `check lesson` do: how well lessons were done, and what is wrong with one."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from app.errors import AnswerpointError, JournalError
from app.journal.read import events as events_of
from app.lesson_files import is_lesson, load_lesson
from app.lessons import Lesson, LessonCall
from app.lessons.done import lesson_of
from app.lessons.score import Score, score
from app.lessons.sheet import as_json, html, page, property_words, rows, sheet
from app.new_file import file_anew, same_file
from app.settings import load_settings
from app.table_text import shown
from app.tables import TablesInForce, load_tables
from drivers.lesson_calls import ScenarioCalls
from drivers.lesson_faults import KINDS, Strike
from drivers.system_clock import SystemClock

STARTED = "console_started"  # each run of a console in a journal begins with it


def score_lessons(
    journals: Sequence[Path],
    lesson: str | None,
    settings_file: Path | None,
    as_objects: bool,
    table: Path | None,
    pdf: Path | None,
) -> int:
    """Judge every lesson of these journals, and write the page of one or the sheet of many, or what is asked for."""
    for option, target in (("--csv", table), ("--pdf", pdf)):
        if target is not None and any(same_file(target, path) for path in journals):
            raise JournalError(f"score {option} {target}: expected a file of its own, got a journal that is scored")
    tables = load_tables(load_settings(settings_file))
    scores = [each for path in journals for each in scores_of(path, lesson, tables)]
    foot = property_words(tables.agencies.centre.owner)
    if as_objects:
        print("\n".join(json.dumps(as_json(each)) for each in scores))
    if table is not None:
        _write_csv(scores, table)
    if pdf is not None:
        from app.ui.system_libraries import expect_pages

        expect_pages("score --pdf")
        from app.ui.paper import html_to_pdf

        pages = html_to_pdf(html(scores), "Lessons", foot, pdf, "score --pdf")
        print(f"written to {pdf}: {pages} page{'s' if pages != 1 else ''}", file=sys.stderr)
    if not (as_objects or table or pdf):
        lines = page(scores[0], foot=foot) if len(scores) == 1 else sheet(scores, foot=foot)
        print("\n".join(lines).rstrip())
    return 0


def scores_of(path: Path, name: str | None, tables: TablesInForce) -> list[Score]:
    """Judge every lesson of a journal, a run of the console each; by the lesson `name`, if one is given.

    Raises JournalError for a journal that holds no lesson, TableError for a lesson that is not there or has a fault.
    """
    lessons: dict[str, Lesson] = {}
    scores = []
    for started, events in _runs(path):
        wanted = name or lesson_of([started])
        if not wanted:
            raise JournalError(f"{path}: expected the journal of a lesson, got another one; --lesson names a lesson")
        if name is None and not is_lesson(wanted):
            raise JournalError(
                f"{path}: {shown(wanted)} is no lesson, and a recording has no rules; --lesson names a lesson"
            )
        if wanted not in lessons:
            lessons[wanted] = load_lesson(wanted, tables)
        scores.append(score(lessons[wanted], events))
    if not scores:
        raise JournalError(f"{path}: expected the journal of a lesson, got one in which no console was started")
    return scores


def _runs(path: Path) -> Iterator[tuple[dict[str, Any], Iterator[dict[str, Any]]]]:
    """Yield each run of a console: how it started, and all its events; each is to be taken before the next."""
    every = events_of(path)
    started = next((each for each in every if each["kind"] == STARTED), None)
    while started is not None:
        run = _Run(started, every)
        yield started, iter(run)
        started = run.next_started


class _Run:
    """The events of one run, up to the next start."""

    def __init__(self, started: dict[str, Any], every: Iterator[dict[str, Any]]) -> None:
        self._started = started
        self._every = every
        self.next_started: dict[str, Any] | None = None

    def __iter__(self) -> Iterator[dict[str, Any]]:
        yield self._started
        for each in self._every:
            if each["kind"] == STARTED:
                self.next_started = each
                return
            yield each


def _write_csv(scores: Sequence[Score], path: Path) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows(scores))
    try:
        with file_anew(path) as file:
            file.write(text.getvalue().encode())
    except (AnswerpointError, UnicodeEncodeError) as error:
        raise JournalError(f"score --csv {error}") from error
    print(f"written to {path}: {sum(len(each.results) for each in scores)} results", file=sys.stderr)


def check_lesson(name: str, settings_file: Path | None) -> int:
    """Tell what is wrong with a lesson, or what it asks for; 1 if it has a fault."""
    try:
        tables = load_tables(load_settings(settings_file))
        feed = ScenarioCalls(name, SystemClock(), {each.name: each for each in tables.formats})
        lesson = load_lesson(name, tables, feed.fault_wrong)
    except AnswerpointError as error:
        print(error, file=sys.stderr)
        return 1
    lines = [f"lesson {lesson.name}: in order, {len(lesson.calls)} calls"]
    lines += [f"  {seconds:g} s after the beginning: fault {_written(strike)}" for seconds, strike in feed.timed]
    for call in lesson.calls:
        lines += _lines(call, feed.struck(call.number))
    print("\n".join(lines))
    return 0


def _lines(call: LessonCall, struck: Iterable[Strike]) -> list[str]:
    lines = [f"  call {call.number}: {call.title or 'nothing is expected'}"]
    lines += [f"    with its record: fault {_written(each)}" for each in struck]
    for moment in call.moments:
        what = repr(moment.says) if moment.says else moment.fault
        lines.append(f"    {moment.at:g} s: {moment.does} {what}".rstrip())
    for each in call.expectations:
        limit = "" if each.within is None else f", {'not within' if each.never else 'within'} {each.within:g} s"
        after = f" after {each.after!r}" if limit or each.after != "arrival" else ""
        before = f", not before {each.not_before!r}" if each.not_before else ""
        what = f"{'never: ' if each.never else ''}{each.words or f'(to count from: {each.id})'}"
        lines.append(f"    {' '.join(each.rules) or '-'}: {what}{limit}{after}{before}")
    return lines


def _written(strike: Strike) -> str:
    name, amount = strike
    return f"{name}x{amount}" if KINDS[name].measure else name

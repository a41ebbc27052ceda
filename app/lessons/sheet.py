"""Scores for people and for other programs: a page of one lesson, a sheet over many, JSON, rows of a table, HTML.

Times of day are in the zone that is passed in, None for the machine's own.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from html import escape
from typing import Any

from app.clock import as_text
from app.lessons.done import PutIn
from app.lessons.score import CallScore, Result, Score, TtyRecord, Verdict

COLUMNS = (
    *("lesson", "title", "date", "time", "trainee", "position", "call", "call_title", "rule", "expectation"),
    *("verdict", "seconds", "late_by", "why"),
    *("tty_test", "tty_reply", "tty_seconds", "tty_rings", "tty_procedure_followed"),
    "put_in",
)

_MARKS = {
    Verdict.MET: "met",
    Verdict.LATE: "LATE",
    Verdict.MISSED: "MISSED",
    Verdict.WRONG: "WRONG",
    Verdict.NOT_JUDGED: "-",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would carry out
_NOBODY = "no initials"
_NEW_PAGE = ' style="page-break-before: always"'  # so that each trainee can be given hers


def property_words(owner: str) -> str:
    """Return what every printed statistic carries (D025, 003:304-305); "" where the site names no owner."""
    return f"Property of {owner}" if owner else ""


def page(score: Score, zone: tzinfo | None = None, foot: str = "") -> list[str]:
    """Return the trainee's page of one lesson, as lines of text; `foot` is its last."""
    lines = [f"{score.lesson.title} ({score.lesson.name})", *_head(score, zone), ""]
    for call in score.calls:
        if not _has_words(call):
            continue
        lines.append(_call_words(call))
        lines += [f"  {words}" for words in _put_in_words(_put_in(call), zone)]
        for result in call.results:
            rules = f" ({', '.join(result.expectation.rules)})" if result.expectation.rules else ""
            lines.append(f"  {_MARKS[result.verdict]:<7}{_at(result):>12}  {result.expectation.words}{rules}")
            if result.why:
                lines.append(f"{'':23}{result.why}")
        lines += [f"  {name}: {value}" for name, value in _tty_words(score, call, zone)]
        lines.append("")
    return [*lines, foot]


def sheet(scores: Sequence[Score], zone: tzinfo | None = None, foot: str = "") -> list[str]:
    """Return a sheet over many lessons: a line for each, how often each rule was kept, and `foot`."""
    table: list[tuple[str, ...]] = [("date", "time", "trainee", "lesson", "met", "late", "missed", "wrong", "put in")]
    for score in scores:
        date, time = _date_time(score, zone)
        met = f"{score.count(Verdict.MET)} of {score.judged}"
        others = (str(score.count(each)) for each in (Verdict.LATE, Verdict.MISSED, Verdict.WRONG))
        put_in = str(len(score.play.all_put_in))
        table.append((date, time, score.play.trainee or _NOBODY, score.lesson.name, met, *others, put_in))
    rules: list[tuple[str, ...]] = [("rule", "met", "late", "missed", "wrong"), *_by_rule(scores)]
    return [*_aligned(table), "", *_aligned(rules), "", foot]


def as_json(score: Score) -> dict[str, Any]:
    """Return a score as plain data; times of day as the journal writes them, seconds as numbers."""
    play = score.play
    return {
        "lesson": score.lesson.name,
        "title": score.lesson.title,
        "trainee": play.trainee,
        "position": play.position,
        "began_at": None if play.began_at is None else as_text(play.began_at),
        "judged": score.judged,
        **{each.replace(" ", "_"): score.count(each) for each in Verdict},
        "put_in": _put_in_json(play.put_in),
        "calls": [_call_json(call) for call in score.calls],
    }


def rows(scores: Iterable[Score], zone: tzinfo | None = None) -> list[list[str]]:
    """Return a table of every result, its head first; no cell is one that a spreadsheet would carry out."""
    table = [list(COLUMNS)]
    for score in scores:
        who = (*_date_time(score, zone), score.play.trainee, score.play.position)
        for call in score.calls:
            for result in call.results:
                wanted = result.expectation
                cells = (
                    *(score.lesson.name, score.lesson.title, *who, str(call.call.number), call.call.title),
                    *(" ".join(wanted.rules), wanted.words, str(result.verdict)),
                    *(_number(result.seconds), _number(result.late_by), result.why, *_tty_cells(call.tty)),
                    "; ".join(each.fault for each in _put_in(call)),
                )
                table.append([defused(cell) for cell in cells])
    return table


def defused(cell: str) -> str:
    """Return a cell's text so that a spreadsheet only shows it: with a quote before what it would carry out."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def html(scores: Sequence[Score], zone: tzinfo | None = None) -> str:
    """Return scores for paper, in the few tags that Qt's documents know: a sheet if many, then a page for each."""
    parts = []
    if len(scores) > 1:
        parts.append("<h1>Lessons</h1>")
        parts += [f"<pre>{escape(line) or '&nbsp;'}</pre>" for line in sheet(scores, zone)[:-2]]
    for score in scores:
        parts.append(f"<h1{_NEW_PAGE if parts else ''}>{escape(score.lesson.title)}</h1>")
        parts += [f"<p>{escape(line)}</p>" for line in _head(score, zone)]
        for call in score.calls:
            if _has_words(call):
                parts.append(_call_html(score, call, zone))
    return "".join(parts)


def _head(score: Score, zone: tzinfo | None) -> list[str]:
    date, time = _date_time(score, zone)
    counts = ", ".join(f"{score.count(each)} {each}" for each in Verdict if each is Verdict.MET or score.count(each))
    return [
        f"Trainee: {score.play.trainee or _NOBODY}   Position: {score.play.position or '-'}   Begun: {date} {time}",
        *([score.lesson.about] if score.lesson.about else []),
        f"{counts}; {score.judged} judged",
        *_put_in_words(score.play.put_in, zone),
    ]


def _has_words(call: CallScore) -> bool:
    return bool(call.results or call.tty is not None or _put_in(call))


def _put_in(call: CallScore) -> Sequence[PutIn]:
    return call.played.put_in if call.played is not None else ()


def _put_in_words(put_in: Iterable[PutIn], zone: tzinfo | None) -> list[str]:
    return [f"Put in by the trainer at {_local(each.at, zone)[1]}: {each.fault}" for each in put_in]


def _put_in_json(put_in: Iterable[PutIn]) -> list[dict[str, str]]:
    return [{"at": as_text(each.at), "fault": each.fault} for each in put_in]


def _call_words(call: CallScore) -> str:
    title = f": {call.call.title}" if call.call.title else ""
    return f"Call {call.call.number}{title}{'' if call.played else ' (did not come)'}"


def _call_html(score: Score, call: CallScore, zone: tzinfo | None) -> str:
    lines = []
    for result in call.results:
        words = escape(result.expectation.words) + (f"<br><i>{escape(result.why)}</i>" if result.why else "")
        cells = (_MARKS[result.verdict], escape(_at(result)), words, escape(", ".join(result.expectation.rules)))
        lines.append("".join(f"<td>{cell}</td>" for cell in cells))
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    tty = "".join(f"<li>{escape(name)}: {escape(value)}</li>" for name, value in _tty_words(score, call, zone))
    put_in = "".join(f"<p>{escape(words)}</p>" for words in _put_in_words(_put_in(call), zone))
    table = f'<table cellspacing="0" cellpadding="2" border="0">{body}</table>'
    return f"<h2>{escape(_call_words(call))}</h2>{put_in}{table}{f'<ul>{tty}</ul>' if tty else ''}"


def _at(result: Result) -> str:
    if result.seconds is None:
        return ""
    return f"{result.seconds:.1f} s" if result.seconds >= 0 else f"{-result.seconds:.1f} s early"


def _date_time(score: Score, zone: tzinfo | None) -> tuple[str, str]:
    began = score.play.began_at
    return ("-", "-") if began is None else _local(began, zone)


def _local(instant: datetime, zone: tzinfo | None) -> tuple[str, str]:
    local = instant.astimezone(zone)
    return f"{local:%Y-%m-%d}", f"{local:%H:%M:%S}"


def _by_rule(scores: Iterable[Score]) -> list[tuple[str, ...]]:
    counted: dict[str, dict[Verdict, int]] = {}
    for result in (each for score in scores for each in score.results):
        for rule in result.expectation.rules:
            counts = counted.setdefault(rule, dict.fromkeys(Verdict, 0))
            counts[result.verdict] += 1
    shown = (Verdict.MET, Verdict.LATE, Verdict.MISSED, Verdict.WRONG)
    return [(rule, *(str(counts[each]) for each in shown)) for rule, counts in sorted(counted.items())]


def _aligned(table: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    return ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]


# --- the record of a TTY test (Q18) ---


def _tty_words(score: Score, call: CallScore, zone: tzinfo | None) -> list[tuple[str, str]]:
    """Return the fields of the record by their names, none where the call was no test of a TTY."""
    record, played = call.tty, call.played
    if record is None or played is None:
        return []
    date, time = _local(played.arrival, zone)
    rings = "did not ring here" if record.rings is None else str(record.rings)
    return [
        ("TTY test", f"{date} {time}, {'silent call' if record.silent else 'call with tones'}"),
        ("TTY call-taker and position", f"{score.play.trainee or _NOBODY}, {score.play.position or '-'}"),
        ("TTY reply", record.reply or "none"),
        ("TTY seconds to reply", "none" if record.seconds is None else f"{record.seconds:.1f}"),
        ("TTY rings to reply", rings),
        ("TTY procedure followed", "yes" if record.followed else "no"),
        ("TTY test unannounced", "no, a lesson"),
    ]


def _tty_cells(record: TtyRecord | None) -> tuple[str, ...]:
    if record is None:
        return ("",) * 5
    rings = "" if record.rings is None else str(record.rings)
    kind = "silent" if record.silent else "tones"
    return (kind, record.reply, _number(record.seconds), rings, "yes" if record.followed else "no")


def _number(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:.1f}"


def _call_json(call: CallScore) -> dict[str, Any]:
    record = call.tty
    return {
        "call": call.call.number,
        "title": call.call.title,
        "came_at": None if call.played is None else as_text(call.played.arrival),
        "put_in": _put_in_json(_put_in(call)),
        "results": [
            {
                "rules": list(each.expectation.rules),
                "words": each.expectation.words,
                "verdict": str(each.verdict),
                "at": None if each.at is None else as_text(each.at),
                "seconds": each.seconds,
                "after": each.expectation.after,
                "within": each.expectation.within,
                "late_by": each.late_by,
                "why": each.why,
            }
            for each in call.results
        ],
        "tty": None
        if record is None
        else {
            "silent": record.silent,
            "reply": record.reply,
            "seconds": record.seconds,
            "rings": record.rings,
            "procedure_followed": record.followed,
            "unannounced": False,
        },
    }

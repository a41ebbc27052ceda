"""Which line of a flawed record is which line of the layout.

A small dynamic programme over the record's lines and the layout's steps finds the cheapest reading: a line that is
missing costs, less so where the record simply ends early; a line that fits nothing costs; a line that fits as free text
costs a little, so that what is surely known comes before what might be. Work is bounded by the square of the lines.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.spill.line_form import Fit, LineForm

LINES_ALIGNED = 64  # a record's further lines are kept as unknown ones; no printed record comes near

# Costs, in no unit; only their order matters.
_UNKNOWN = 60  # a line that fits nothing: several missing ones are believed before it
_MISSING = 8  # a line of the layout that is not there, with others after it
_NOT_YET_SENT = 2  # a line of the layout after the record's end
_FREE_TEXT = 4  # a line taken as free text
_KNOWN_TEXT = 1  # free text that is surely what its field asks for
_LATER_ALTERNATIVE = 3  # for each alternative before the one that fits
_EMPTY_LINE = 1  # an empty line where a field could stand


class Aligned(NamedTuple):
    """A line of the record (from 0) and the line of the layout that it is."""

    line: int
    form: LineForm
    fit: Fit


class Missing(NamedTuple):
    """A line of the layout that is not there; it was expected before line `before` of the record (from 0)."""

    before: int
    form: LineForm


class Unknown(NamedTuple):
    """A line of the record (from 0) that fits no line of the layout here."""

    line: int


Finding = Aligned | Missing | Unknown


@dataclass(frozen=True, slots=True)
class Alignment:
    """The findings from top to bottom, and their cost: the less, the better the layout fits."""

    cost: int
    findings: tuple[Finding, ...]


def align(
    lines: Sequence[str],
    start: int,
    steps: Sequence[Sequence[LineForm]],
    known: Callable[[Fit], bool],
) -> Alignment:
    """Align `lines[start:]` with `steps`.

    `known` tells that a free text is surely what its field asks for, as a locality in the site's list.
    """
    end = min(len(lines), start + LINES_ALIGNED)
    options = _Options(lines[:end], [form for step in steps for form in step], known)
    # best[i] is the cheapest reading of the lines before i with the steps so far; each step makes the next row
    best: dict[int, _Path] = {start: _Path(0, None, ())}
    best = _with_unknown(best, start, end, options)
    for step in steps:
        following: dict[int, _Path] = {}
        for line, path in best.items():
            for reached, cost, findings in options.through(step, line, end):
                total = path.cost + cost
                if reached not in following or total < following[reached].cost:
                    following[reached] = _Path(total, path, findings)
        best = _with_unknown(following, start, end, options)
    last = best[end]
    surplus = tuple(Unknown(line) for line in range(end, len(lines)) if lines[line])
    return Alignment(last.cost + _UNKNOWN * len(surplus), (*last.findings(), *surplus))


class _Path(NamedTuple):
    cost: int
    before: "_Path | None"
    added: tuple[Finding, ...]

    def findings(self) -> list[Finding]:
        parts = []
        path: _Path | None = self
        while path is not None:
            parts.append(path.added)
            path = path.before
        return [finding for added in reversed(parts) for finding in added]


def _with_unknown(best: dict[int, _Path], start: int, end: int, options: "_Options") -> dict[int, _Path]:
    """Let any line be an unknown one, from the top down."""
    for line in range(start, end):
        if line in best:
            path = best[line]
            cost = path.cost + (_UNKNOWN if options.lines[line] else 0)
            if line + 1 not in best or cost <= best[line + 1].cost:  # the earlier line is believed
                added: tuple[Finding, ...] = (Unknown(line),) if options.lines[line] else ()
                best[line + 1] = _Path(cost, path, added)
    return best


class _Options:
    """What each line could be."""

    def __init__(self, lines: Sequence[str], forms: Sequence[LineForm], known: Callable[[Fit], bool]) -> None:
        self.lines = lines
        self._known = known
        self._forms = forms
        self._fits: dict[tuple[int, int], tuple[int, Fit] | None] = {}
        self._told: dict[int, frozenset[int]] = {}

    def through(self, step: Sequence[LineForm], line: int, end: int) -> list[tuple[int, int, tuple[Finding, ...]]]:
        """Return the ways through a step from `line` on: the line reached, the cost, the findings."""
        ways: list[tuple[int, int, tuple[Finding, ...]]] = [(line, *_left_out(step, line, end))]
        if len(step) > 1:
            self._any_order(step, line, end, ways)
        elif line < end and not self.lines[line]:
            ways.append((line + 1, _EMPTY_LINE, ()))
        elif line < end and (option := self._fit(line, step[0])):
            ways.append((line + 1, option[0], (Aligned(line, step[0], option[1]),)))
        return ways

    def _any_order(
        self, step: Sequence[LineForm], line: int, end: int, ways: list[tuple[int, int, tuple[Finding, ...]]]
    ) -> None:
        """Add the ways through lines in any order: each line is the one left that it fits best."""
        left = list(step)
        cost = 0
        found: tuple[Finding, ...] = ()
        for at in range(line, end):
            if not self.lines[at]:
                continue
            options = [(fit[0], index, fit[1]) for index, form in enumerate(left) if (fit := self._fit(at, form))]
            if not options:
                cost += _UNKNOWN
                found += (Unknown(at),)
                continue
            price, index, best = min(options, key=lambda each: each[:2])
            cost += price
            found += (Aligned(at, left.pop(index), best),)
            missing_cost, missing = _left_out(left, at + 1, end)
            ways.append((at + 1, cost + missing_cost, found + missing))
            if not left:
                break

    def _fit(self, line: int, form: LineForm) -> tuple[int, Fit] | None:
        """Return the cost and the fit of `line` as `form`, or None."""
        key = (line, id(form))
        if key not in self._fits:
            self._fits[key] = self._try(line, form)
        return self._fits[key]

    def _try(self, line: int, form: LineForm) -> tuple[int, Fit] | None:
        fit = form.fit(self.lines[line])
        if fit is None:
            return None
        told = self._telling(line)
        cost = fit.alternative * _LATER_ALTERNATIVE
        if id(form) in told:
            return cost, fit
        if told:
            return None  # it is the special form of another line
        if form.alternatives[fit.alternative].specific:
            return cost, fit
        return (_KNOWN_TEXT, fit) if self._known(fit) else (cost + _FREE_TEXT, fit)

    def _telling(self, line: int) -> frozenset[int]:
        """Return the forms (by identity) of which `line` is the special form."""
        if line not in self._told:
            text = self.lines[line]
            self._told[line] = frozenset(
                id(form) for form in self._forms if form.telling is not None and form.telling.fullmatch(text)
            )
        return self._told[line]


def _left_out(forms: Sequence[LineForm], line: int, end: int) -> tuple[int, tuple[Missing, ...]]:
    """Return the cost and the findings of leaving these lines out before `line`."""
    needed = tuple([Missing(line, form) for form in forms if not form.optional])
    return len(needed) * (_NOT_YET_SENT if line >= end else _MISSING), needed

"""The command `emulate`: the feed emulator as a program of its own, and what `check scenario` tells of a scenario."""

import signal
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType

from app.errors import AnswerpointError, FeedError, TableError
from app.settings import Settings, load_settings
from app.spill.formats import FormatTable, load_table
from app.table_file import read_table_file
from app.tables import format_texts
from drivers.emulator.emulation import MOST_LINKS, Emulation
from drivers.emulator.far_end import FarEnd, make_far_end
from drivers.emulator.fault import parse_faults
from drivers.emulator.player import Player
from drivers.emulator.rate import parse_rate
from drivers.emulator.sent_log import SentLog
from drivers.emulator.truth import Sent
from drivers.lesson_calls import ScenarioCalls
from drivers.scenario import LARGEST_SEED, MOST_CALLS, Scenario, load_scenario
from drivers.serial_line import SerialLine
from drivers.system_clock import SystemClock

SLOWEST, FASTEST = 0.01, 1000.0
"""Bounds of `--pace`; beyond it is `max`."""

_MADE_ANEW = ("pty", "tcp:")  # far ends that are another one each time that they are named, or say that they are taken


def emulate(arguments: Namespace) -> int:
    """Play a scenario to one far end or two until it ends, the reader of the output goes, or a signal comes."""
    settings = load_settings(arguments.settings)
    scenario = _scenario(arguments)
    pace = _pace(arguments.pace)
    clock = SystemClock()
    if len(arguments.to) > MOST_LINKS:
        raise FeedError(f"to: expected one far end, or {MOST_LINKS} for two links, got {len(arguments.to)}")
    first, *others = arguments.to
    if first in others and not first.startswith(_MADE_ANEW):
        raise FeedError(f"to: expected two different links, got {first!r} twice, where their bytes would be mixed")
    emulation = Emulation(scenario, _table(scenario, settings), clock.now, len(arguments.to))
    ends: list[FarEnd] = []
    log: SentLog | None = None

    def sent(each: Sent) -> None:
        if log is not None:
            log.write(each, clock.now())

    try:
        for text in arguments.to:
            ends.append(make_far_end(text, scenario.line, clock, emulation.deaf))  # noqa: PERF401 (each is to be closed)
        log = SentLog(arguments.log) if arguments.log else None
        for text, end in zip(arguments.to, ends, strict=True):
            if text != "-":  # where the output is a line, it carries nothing else
                print(end.name, flush=True, file=sys.stderr if "-" in arguments.to else sys.stdout)
        player = Player(emulation, ends, clock, pace, sent, _told)
        _told(f"{scenario.about or scenario.source}: {scenario.format}, {scenario.line}")
        if emulation.remark:
            _told(emulation.remark)
        with _ended_by_signals(player):
            player.play()
    finally:
        for end in ends:
            end.close()
        if log is not None:
            log.close()
    return 0


class _ended_by_signals:  # noqa: N801 (it reads as what it does)
    """For the length of a `with`, SIGTERM and SIGINT stop the player."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}

    def __enter__(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            self._before[number] = signal.signal(number, lambda *_: self._player.stop())

    def __exit__(self, *_: object) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)


def check_scenario(name: str, settings_file: Path | None) -> int:
    """Check a scenario, a file or a shipped one, against its format table, and tell what it does in words.

    Of a lesson also whether its faults have a meaning in one; the rest of it is `check lesson`'s.
    """
    try:
        settings = load_settings(settings_file)
        scenario = load_scenario(name)
        table = _table(scenario, settings)
        emulation = Emulation(scenario, table, SystemClock().now, MOST_LINKS)
        if scenario.lesson:
            ScenarioCalls(name, SystemClock(), {table.name: table})
    except AnswerpointError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(_lines(scenario, emulation.table)))
    return 0


def _lines(scenario: Scenario, table: FormatTable) -> list[str]:
    least, most = scenario.every
    often = scenario.rate.words if scenario.rate else f"{least:g} to {most:g} s between callers"
    silent = sum(each.no_spill for each in scenario.calls)
    calls = f"{len(scenario.calls)} calls written down" if scenario.calls else "callers are invented"
    calls += f", {silent} of them without data" if silent else ""
    calls += ", again and again" if scenario.repeat else ""
    calls += f", {scenario.count} calls at most" if scenario.count else ""
    lines = [
        f"{scenario.source}: in order",
        *([f"  {scenario.about}"] if scenario.about else []),
        f"  {table.name}: {table.title}; {scenario.line}; seed {scenario.seed}",
        f"  {calls}; {often}",
    ]
    if scenario.heartbeat:
        lines.append(f"  heartbeat {scenario.heartbeat!r} every {scenario.heartbeat_every:g} s")
    return [*lines, *(f"  {fault.words}" for fault in scenario.faults)]


def _scenario(arguments: Namespace) -> Scenario:
    scenario = load_scenario(arguments.scenario or "")
    changes: dict[str, object] = {}
    if arguments.format:
        changes["format"] = arguments.format
    if arguments.position:
        changes["position"] = arguments.position
    if arguments.serial:
        changes["line"] = SerialLine.parse(arguments.serial)
    if arguments.seed is not None:
        changes["seed"] = _whole("seed", arguments.seed, 0, LARGEST_SEED)
    if arguments.count is not None:
        changes["count"] = _whole("count", arguments.count, 1, MOST_CALLS)
    try:
        changes["faults"] = (*scenario.faults, *parse_faults(arguments.fault or ()))
    except ValueError as error:
        raise FeedError(f"fault: {error}") from error
    try:
        changes["rate"] = parse_rate(arguments.rate, _counts) if arguments.rate else scenario.rate
    except ValueError as error:
        raise FeedError(f"rate: {error}") from error
    return replace(scenario, **changes)  # type: ignore[arg-type]


def _counts(name: str) -> str:
    return read_table_file(Path(name), "rate")


def _table(scenario: Scenario, settings: Settings) -> FormatTable:
    """Return the scenario's format: a shipped one, one of the site's folder, or a file."""
    texts = format_texts(settings)
    name = scenario.format
    if name.endswith(".toml"):
        return load_table(read_table_file(Path(name), "format"), name)
    if name not in texts:
        known = ", ".join(sorted(texts))
        raise TableError(f"format: expected one of {known}, or a path ending in .toml, got {name[:60]!r}")
    return load_table(texts[name][1], texts[name][0])


def _pace(text: str) -> float:
    """Return what every time is multiplied with: `--pace 10` is ten times as fast."""
    if text == "max":
        return 0.0
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not SLOWEST <= speed <= FASTEST:
        raise FeedError(f"pace: expected a number from {SLOWEST:g} to {FASTEST:g}, or max, got {text[:60]!r}")
    return 1 / speed


def _whole(what: str, text: str, least: int, most: int) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else -1
    if not least <= number <= most:
        raise FeedError(f"{what}: expected a whole number from {least} to {most}, got {text[:60]!r}")
    return number


def _told(words: str) -> None:
    print(f"emulate: {words}", file=sys.stderr, flush=True)

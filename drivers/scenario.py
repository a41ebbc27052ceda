"""Scenarios of the emulated feed: TOML files that say who calls, how often, and on what kind of line.

    about = "a calm shift"          what it is, for people
    seed = 911                      the same seed invents the same callers
    format = "bell-printer"         the format table that writes the spills
    baud = 9600                     the line's speed; a byte takes ten bits. Or the whole line:
    serial = "9600,7,E,1"           baud, data bits, parity, stop bits
    line_end = "crlf"               what ends a line: crlf, cr or lf
    position = "0218"               the answering position every spill names
    first_after = 2.0               seconds until the first caller
    every = [20.0, 90.0]            seconds between callers: at least, at most. Or, instead of both:
    rate = "hour:100"               how often they call; drivers/emulator/rate.py tells all the ways to say it
    call_number = 1                 the first call's number; 00001 follows 99999
    ani_first = 0.0                 above 0: the first line alone, then after so many seconds the whole record
    repeat = false                  begin again after the last of [[calls]]
    count = 10000                   after so many calls nobody calls any more
    heartbeat = "HB 01"             the controller's sign of life, one that the format knows
    heartbeat_every = 30.0          seconds between two of them
    skew = 0.005                    seconds by which a second link is behind the first
    faults = ["flipped=0.001", "half_record@5"]     what goes wrong; drivers/emulator/fault.py tells all of it

    [[calls]]                       callers in order; without any, callers are invented for ever
    class = "RES"                   service class; invented if not given, as is every field not named below
    municipality = "WHITBY"
    after = 5.0                     instead of `first_after` or `every`
    ani_first = 3.0                 instead of the scenario's
    omit = ["postal_code"]          fields that are not sent
    set = { name = "DOE, JANE" }    fields of the format table, as they are sent
    lines = ["..."]                 these lines as they stand, instead of all that
    no_spill = true                 a call without data: nothing is sent for it, and its time passes

A table `[lesson]`, and `[calls.lesson]` in a call, are for whoever teaches with the scenario: the feed leaves them
unread. Every other key may be left out; an unknown one is refused. Shipped scenarios are `resources/scenarios/*.toml`,
and a site's own is named by its path, ending in `.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from app.errors import FeedError, TableError
from app.table_fields import Section, read_section
from drivers.emulator.fault import Fault, parse_fault
from drivers.emulator.rate import Rate, parse_rate
from drivers.serial_line import SerialLine

DEFAULT = "default"
"""The scenario of `emulated` without a name."""

LARGEST_FILE = 200_000
"""Bytes. A call written down in full takes about 300, so this is a busy day; larger is no scenario."""

LONGEST_LINE = 1_000
"""Characters. Room for the longest list of `omit`; the TOML reader takes minutes over a key of very many parts."""

LONGEST_TEXT = 200
"""Characters of one value or line; the longest field seen anywhere has 75 (spill-formats 3.6)."""

LONGEST_WAIT_S = 86_400.0
"""A day; a feed that is quiet for longer emulates nothing."""

SLOWEST_BAUD, FASTEST_BAUD = 50, 115_200
"""What ANI/ALI equipment offers, from teleprinters to the fastest in spill-formats section 1."""

LONGEST_SKEW_S = 5.0
"""By which one link may be behind the other; what comes later is no second link but a second call."""

LARGEST_SEED = 2**53
"""Whole numbers up to here pass through every reader of TOML unchanged."""

HIGHEST_CALL_NUMBER = 99_999
"""Five digits (D216); 00001 comes next."""

USUAL_LINE = SerialLine()
"""9600,8,N,1: what was seen (spill-formats section 1)."""

LINE_ENDS = {"crlf": b"\r\n", "cr": b"\r", "lf": b"\n"}
"""What may end a line; all three were seen on real feeds (spill-formats 2.1)."""

MOST_CALLS = 10_000_000
"""Of one scenario: months of the busiest centre."""

LESSON = "lesson"
"""The tables of a scenario, and of a call, that are not the feed's."""

_SHOWN = 60  # characters of what was got that a message repeats


@dataclass(frozen=True, slots=True)
class CallScript:
    """One call as written down; None and empty mean: invent it. Seconds; the top of this file tells the keys."""

    service_class: str | None = None
    municipality: str | None = None
    after: float | None = None
    ani_first: float | None = None
    omit: frozenset[str] = frozenset()
    values: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    no_spill: bool = False


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a scenario file says; times in seconds. `source` names the file in messages.

    `lesson` is True where it has the table of one.
    """

    source: str
    about: str = ""
    seed: int = 911
    format: str = "bell-printer"
    line: SerialLine = USUAL_LINE
    line_end: str = "crlf"
    position: str = "0218"
    first_after: float = 2.0
    every: tuple[float, float] = (20.0, 90.0)
    rate: Rate | None = None
    call_number: int = 1
    ani_first: float = 0.0
    repeat: bool = False
    count: int | None = None
    heartbeat: str = ""
    heartbeat_every: float = 30.0
    skew: float = 0.005
    faults: tuple[Fault, ...] = ()
    calls: tuple[CallScript, ...] = ()
    lesson: bool = False

    @property
    def line_end_bytes(self) -> bytes:
        """Return what ends a line."""
        return LINE_ENDS[self.line_end]


def load_scenario(name: str) -> Scenario:
    """Load a shipped scenario by name ("" is the default), or a site's by its path ending in `.toml`.

    Raises FeedError for a scenario that is not there, TableError for one with a fault.
    """
    name = name or DEFAULT
    if name.endswith(".toml"):
        return parse_scenario(_read_site_file(name), name)
    shipped = _shipped()
    if name not in shipped:
        known = ", ".join(sorted(shipped))
        raise FeedError(f"feed emulated: expected one of {known}, or a path ending in .toml, got {_short(name)}")
    return parse_scenario(shipped[name].read_bytes(), f"scenario {name}")


def _shipped() -> dict[str, Traversable]:
    folder = files("resources") / "scenarios"
    return {each.name.removesuffix(".toml"): each for each in folder.iterdir() if each.name.endswith(".toml")}


def _read_site_file(name: str) -> bytes:
    path = Path(name)
    try:
        if not path.is_file():  # a pipe or a device would be read for ever
            raise FeedError(f"feed emulated: scenario {_short(name)}: expected a file, found none there")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise FeedError(f"feed emulated: scenario {_short(name)} cannot be read: {reason}") from error
    if len(data) > LARGEST_FILE:
        raise FeedError(f"feed emulated: scenario {_short(name)}: expected at most {LARGEST_FILE} bytes, got more")
    return data


def parse_scenario(data: bytes, source: str) -> Scenario:
    """Read a scenario from the bytes of its file. Raises TableError with every fault; `source` names the file."""
    try:
        text = data.decode("utf-8")
    except ValueError as error:
        raise TableError(f"{source}: expected a text in UTF-8: {error}") from error
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            raise TableError(f"{source}: line {number}: expected at most {LONGEST_LINE} characters, got {len(line)}")
    table = read_section(text, source)
    usual = Scenario(source)
    scenario = Scenario(
        source=source,
        about=_text(table, "about", usual.about),
        seed=table.whole("seed", 0, LARGEST_SEED, usual.seed),
        format=_text(table, "format", usual.format),
        line=_line(table),
        line_end=table.choice("line_end", LINE_ENDS, usual.line_end) or usual.line_end,
        position=_text(table, "position", usual.position),
        rate=_rate(table),
        first_after=_seconds(table, "first_after", usual.first_after),
        every=_span(table, "every", usual.every),
        call_number=table.whole("call_number", 1, HIGHEST_CALL_NUMBER, usual.call_number),
        ani_first=_seconds(table, "ani_first", usual.ani_first),
        repeat=table.flag("repeat"),
        count=table.whole("count", 1, MOST_CALLS) if "count" in table else None,
        heartbeat=_text(table, "heartbeat", ""),
        heartbeat_every=float(table.number("heartbeat_every", 1, LONGEST_WAIT_S, usual.heartbeat_every)),
        skew=float(table.number("skew", 0, LONGEST_SKEW_S, usual.skew)),
        faults=_faults(table),
        calls=tuple(_call(each) for each in table.sections("calls")),
        lesson=table.anything(LESSON) is not None,
    )
    if scenario.repeat and all(each.no_spill for each in scenario.calls):
        table.fault("repeat", "expected [[calls]] to begin again with, one of them with data, got none")
    table.done()
    table.faults.raise_if_any()
    return scenario


def _call(section: Section) -> CallScript:
    script = CallScript(
        service_class=_text(section, "class", "") or None,
        municipality=_text(section, "municipality", "") or None,
        after=_seconds(section, "after", 0.0) if "after" in section else None,
        ani_first=_seconds(section, "ani_first", 0.0) if "ani_first" in section else None,
        omit=frozenset(section.texts("omit")),
        values=_values(section.section("set")),
        lines=tuple(_checked(section, "lines", each) for each in section.texts("lines")),
        no_spill=section.flag("no_spill"),
    )
    section.anything(LESSON)
    section.done()
    return script


def _line(table: Section) -> SerialLine:
    """Take the parameters of the line, by its speed alone or whole."""
    usual = USUAL_LINE
    if "serial" not in table:
        return SerialLine(table.whole("baud", SLOWEST_BAUD, FASTEST_BAUD, usual.baud))
    if "baud" in table:
        table.fault("baud", "expected baud or serial, got both")
        table.anything("baud")
    try:
        return SerialLine.parse(_text(table, "serial", str(usual)))
    except FeedError as error:
        table.fault("serial", str(error))
        return usual


def _rate(table: Section) -> Rate | None:
    if "rate" not in table:
        return None
    if also := [key for key in ("every", "first_after") if key in table]:
        table.fault("rate", f"expected it alone, got {' and '.join(also)} too")
    try:
        return parse_rate(table.text("rate"))
    except ValueError as error:
        table.fault("rate", str(error))
        return None


def _faults(table: Section) -> tuple[Fault, ...]:
    found = []
    for text in table.texts("faults"):
        try:
            found.append(parse_fault(text))
        except ValueError as error:
            table.fault("faults", str(error))
    return tuple(found)


def _values(section: Section) -> dict[str, str]:
    return {field: _text(section, field, "") for field in section.left()}


def _text(section: Section, key: str, default: str) -> str:
    return _checked(section, key, section.text(key, default))


def _checked(section: Section, key: str, text: str) -> str:
    """Note a text that could not stand in a record's line."""
    if len(text) > LONGEST_TEXT or not text.isprintable():
        section.fault(key, f"expected at most {LONGEST_TEXT} printable characters, got {_short(text)}")
    return text


def _seconds(section: Section, key: str, default: float) -> float:
    return float(section.number(key, 0, LONGEST_WAIT_S, default))


def _span(section: Section, key: str, default: tuple[float, float]) -> tuple[float, float]:
    value = section.anything(key)
    if value is None:
        return default
    match value:
        case [int() | float() as least, int() | float() as most] if 0 <= least <= most <= LONGEST_WAIT_S:
            return float(least), float(most)
    section.fault(
        key, f"expected two numbers of seconds from 0 to {LONGEST_WAIT_S:g}, the smaller first, got {_short(value)}"
    )
    return default


def _short(value: object) -> str:
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # a number of thousands of digits, tables within tables
        text = f"a {type(value).__name__}"
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"

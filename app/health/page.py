"""The page: every probe in its order, and what is to be said of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import AnswerpointError, FeedError
from app.health.finding import Finding, amiss, cannot, ok
from app.health.judge import clock as judge_clock
from app.health.judge import disk as judge_disk
from app.health.judge import line as judge_line
from app.health.judge.configuration import ConfigurationSeen, configuration
from app.health.judge.journal import journal
from app.health.judge.line import Heard, PortSeen
from app.health.judge.network import Connection, NetworkSeen
from app.health.judge.network import attempts as judge_attempts
from app.health.judge.network import console as judge_console
from app.health.judge.phone import phone
from app.health.judge.screen import screen
from app.health.probe import clock as probe_clock
from app.health.probe import configuration as probe_configuration
from app.health.probe import disk as probe_disk
from app.health.probe import journal as probe_journal
from app.health.probe import line as probe_line
from app.health.probe import phone as probe_phone
from app.health.probe import screen as probe_screen
from app.health.probe.attempts import counting
from app.health.probe.hosts import hosts_of
from app.health.probe.processes import Process, addresses_of, console_of, remotes
from app.ports import Link
from app.settings import Settings
from app.spill.mark import mark_named
from app.tables import TablesInForce
from drivers.feed_spec import FeedSpec, parse_feed
from drivers.recording_file import open_recording
from drivers.serial_line import SerialLine
from drivers.system_clock import SystemClock


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be looked at: as the settings and the command line have it for a console."""

    settings: Settings
    tables: TablesInForce
    feeds: tuple[str, ...]
    lines: tuple[SerialLine, SerialLine]  # of the main and of the second link
    phone: str
    journal: Path
    default_folder: Path  # of journals; a console makes it
    approval: Path
    seconds: float


def findings(asked: Asked) -> Iterator[Finding]:
    """Carry out every probe and yield what is to be said, item by item."""
    hosts = hosts_of((*asked.feeds, asked.phone), asked.settings)
    addresses = {address for host in hosts for address in addresses_of(host)}
    running = console_of(asked.journal)
    with counting(hosts | addresses) as count:
        yield _tables(asked)
        for number, spec in enumerate(asked.feeds):
            yield from _feed(spec, Link.SECOND if number else Link.MAIN, asked, running)
        now = SystemClock().now()
        yield judge_clock.clock(probe_clock.look(now, probe_journal.newest(asked.journal)))
        yield judge_clock.synchronised(probe_clock.synchronised())
        disk = probe_disk.look(asked.journal, asked.default_folder)
        yield judge_disk.room(disk)
        yield judge_disk.writing(disk)
        yield journal(probe_journal.look(asked.journal, running.pid if running else None))
        yield screen(probe_screen.look())
        real = any(parse_feed(each).driver == "serial" for each in asked.feeds)
        yield phone(probe_phone.look(asked.phone, asked.settings, real))
        yield configuration(_configuration(asked))
    seen = _network(tuple(count.attempts), running, hosts, addresses)
    yield judge_attempts(seen)
    yield judge_console(seen)


def _tables(asked: Asked) -> Finding:
    where = str(asked.settings.source or "every default, for there is no settings file")
    if asked.tables.faults:
        return amiss("settings and tables", "; ".join(asked.tables.faults), settings=where)
    return ok("settings and tables", f"in order ({where})", settings=where)


def _feed(spec: str, link: Link, asked: Asked, running: Process | None) -> Iterator[Finding]:
    """Look at one feed; an emulated one or a recording has no line."""
    parsed = parse_feed(spec)
    if parsed.driver == "emulated":
        yield cannot("port", f"{spec}: the emulator has no line to look at; name one with --feed or in the settings")
        return
    if parsed.driver == "replay":
        yield _recording(spec, parsed)
        return
    url, line = parsed.target, asked.lines[link is Link.SECOND]
    holders = probe_line.who_has(url)
    network = "://" in url
    others = [each for each in holders if not each.console]
    locked = "" if network or holders else probe_line.locked_by_file(url)
    if holders or locked:
        seen = PortSeen(
            spec,
            holder=", ".join(map(str, others or holders)) or locked,
            console=not others and not locked,
            wanted=str(line),
            found="" if network else probe_line.parameters_of(url),
            network=network,
        )
        heard: Heard | None = Heard(journalled=True)
        if running is not None and any(each.pid == running.pid for each in holders):
            heard = probe_line.journalled(asked.journal, asked.tables, SystemClock().now(), link)
    else:
        try:
            seen, heard = probe_line.listen(url, line, asked.tables, asked.seconds)
        except FeedError as error:  # a URL that can never be opened
            seen, heard = PortSeen(spec, str(error)), None
    yield judge_line.port(seen)
    if heard is not None and not others and not locked:
        yield judge_line.parameters(seen)
        yield judge_line.last_byte(heard)
        yield judge_line.tables(heard)


def _recording(spec: str, parsed: FeedSpec) -> Finding:
    try:
        with open_recording(parsed.target) as reader:
            if parsed.begin:
                mark_named(reader.marks, parsed.begin)
            feed = reader.header.get("feed", "a feed that it does not name")
    except AnswerpointError as error:
        return amiss("port", str(error))
    return ok("port", f"{spec} is a recording of {feed}")


def _configuration(asked: Asked) -> ConfigurationSeen:
    digests = probe_configuration.digests(asked.settings)
    try:
        return ConfigurationSeen(digests, str(asked.approval), probe_configuration.approval(asked.approval))
    except AnswerpointError as error:
        return ConfigurationSeen(digests, str(asked.approval), fault=str(error))


def _network(
    attempts: tuple[Connection, ...], running: Process | None, hosts: set[str], addresses: set[str]
) -> NetworkSeen:
    seen = remotes(running.pid) if running is not None else None
    outside = None
    if seen is not None:
        outside = tuple(
            Connection(str(each), each.protocol) for each in seen if each.outside and each.address not in addresses
        )
    return NetworkSeen(attempts, running.pid if running else None, outside, tuple(sorted(hosts)))

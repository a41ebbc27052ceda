"""The composition root of a position: decides which feed, which telephone and which journal its console has.

The words of the command line come before the settings, the settings before what is usual. Nothing is opened here: the
parts are handed to the console (`app.console`), which joins them, starts them in order and stops them in order.

This module alone decides what is emulated and which journal that belongs to. With `--emulator`, the feed and its window
come from `app.emulator_root`.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import Clock
from app.console import Parts, open_console
from app.errors import AnswerpointError
from app.first_look import FirstLook, first_look
from app.live_places import default_journal_path
from app.settings import load_settings, position_of
from app.words import say
from drivers.system_clock import SystemClock

if TYPE_CHECKING:  # loaded after the first paint
    from app.emulator_root import EmulatorDesk
    from app.ports import Chunk, Feed, Link, RecordingSink


def run(arguments: argparse.Namespace) -> int:
    """Open the console and return its exit code when it is closed. Raises AnswerpointError where it cannot be."""
    look = first_look(arguments.settings)
    try:
        return _run(arguments, look)
    except AnswerpointError as error:
        if arguments.from_icon:
            from app.ui.refusal import show_refusal

            show_refusal(look.theme, look.scale, str(error))
        raise


def _run(arguments: argparse.Namespace, look: FirstLook) -> int:
    clock = SystemClock()
    if arguments.emulator is None:
        open_console(look, clock, lambda: _parts(arguments, clock, None))
        return 0
    from app.emulator_root import EmulatorDesk

    desk = EmulatorDesk(look, clock)
    try:
        open_console(look, clock, lambda: _parts(arguments, clock, desk))
    finally:
        desk.close()
    return 0


def _parts(arguments: argparse.Namespace, clock: SystemClock, desk: "EmulatorDesk | None") -> Parts:
    """Read what the command line, the settings and the tables say. Raises AnswerpointError."""
    from app.feed_choice import expect_lines_apart, own_feeds, serial_lines, settings_for
    from app.tables import format_names, load_manual, load_tables
    from drivers.feed_spec import make_feeds, parse_feed
    from drivers.phone_spec import make_phone

    settings = load_settings(arguments.settings)
    scenario = ""
    if desk is not None:
        from app.emulator_root import emulator_settings, scenario_of

        scenario, settings = scenario_of(arguments.emulator, arguments.feed or ()), emulator_settings(settings)
    specs = arguments.feed or own_feeds(settings)
    settings = settings_for(specs, settings)
    replayed = any(parse_feed(spec).driver == "replay" for spec in specs)
    names = format_names(arguments.format, settings.formats)
    tables = load_tables(settings, names)
    lines = serial_lines(settings, arguments.serial or (), len(specs))
    position = position_of(arguments.position, settings)
    feeds: list[Feed]
    if desk is not None:
        feeds = [desk.feed(scenario, tables.formats, position, lines[0].silent_after)]
    else:
        feeds = make_feeds(specs, lines, clock, tables.formats)
    telephone = settings.phone if arguments.phone is None else arguments.phone
    expect_lines_apart(specs, telephone)
    phone = make_phone(
        telephone,
        clock,
        asdict(settings.sip),
        settings.phones_folder,
        tables.steps.limits.rings,
    )
    invented = replayed or any(feed.emulated for feed in feeds)
    default = default_journal_path(invented)
    journal = arguments.journal or settings.journal or default
    record = arguments.record or settings.record
    given = ("--settings", str(settings.source)) if settings.source else ()
    return Parts(
        tables=tables,
        feed=feeds[0],
        second_feed=feeds[1] if len(feeds) > 1 else None,
        replayed=replayed,
        phone=phone,
        by_hand=lambda: make_phone("manual", clock),
        journal=journal,
        default_folder=default.parent,
        save_line=partial(_save_line, journal.parent, [feed.name for feed in feeds], clock),
        record=partial(_recording, record, clock) if record else None,
        manual=partial(load_manual, settings),
        print_words=(sys.executable, "-m", "app", "manual", "--print", *given),
        position=position,
        related_minutes=settings.related_minutes,
        joined=None if desk is None else desk.join,
    )


def _recording(file: Path, clock: Clock, feed: "Feed", link: "Link", told: Callable[[str], None]) -> "RecordingSink":
    """Return the recording of a feed: `file` of the main one, `file` and `.second` of the second."""
    from drivers.recording_file import RecordingFile

    path = file if link == "main" else file.with_name(f"{file.name}.{link}")
    return RecordingFile(path, clock, feed.name, told)


def _save_line(folder: Path, feeds: "Sequence[str]", clock: Clock, kept: "Mapping[str, Sequence[Chunk]]") -> str:
    """Save what the line monitor kept, a recording a link, beside the journal; say where. Raises AnswerpointError."""
    from app.new_file import new_file
    from app.spill.recording import write_chunk, write_header

    now = clock.now().astimezone()
    stamp = f"{now:%Y%m%d-%H%M%S}-{now.microsecond // 1000:03}"
    files = []
    for link, chunks in kept.items():
        files.append(folder / f"line-{stamp}{f'-{link}' if link else ''}.rec")
        with new_file(files[-1]) as file:
            file.write(write_header(feeds[link == "second"], chunks[0].at).encode("ascii"))
            file.writelines(write_chunk(chunk).encode("ascii") for chunk in chunks)
    count = sum(len(chunk.data) for chunks in kept.values() for chunk in chunks)
    return say("{n} bytes saved into {files}", n=f"{count:,}", files=", ".join(map(str, files)))

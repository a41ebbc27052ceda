"""`answerpoint check` without further words: the health page, printed item by item or as one JSON object.

Exit codes: 0 nothing is amiss, 1 something is, 2 it could not be carried out.
"""

import argparse
import getpass
import json
from pathlib import Path

from app import __version__
from app.clock import as_text
from app.errors import AnswerpointError, TableError
from app.feed_choice import expect_lines_apart, own_feeds, serial_lines
from app.health.finding import Finding, exit_code, in_all
from app.health.judge.configuration import FORM, Approval, approval_text, digest_of_all
from app.health.page import Asked, findings
from app.health.probe.configuration import digests
from app.live_places import default_journal_path
from app.new_file import new_file
from app.settings import Settings, default_settings_path, load_settings
from app.table_file import read_table_file
from app.tables import load_tables
from drivers.feed_spec import parse_feed
from drivers.system_clock import SystemClock

LONGEST = 3600.0  # seconds of listening
APPROVAL = "approved.json"
MOST_WHO = 60  # characters of a name


def check(arguments: argparse.Namespace) -> int:
    """Show the page, or approve the configuration. Raises AnswerpointError where that cannot be carried out."""
    settings = load_settings(arguments.health_settings)
    approval = arguments.approved or (settings.source or default_settings_path()).with_name(APPROVAL)
    if arguments.approve is not None:
        if not arguments.approved:
            _make_folder(approval.parent)  # a position as shipped has no settings, and no folder for them
        return approve(settings, approval, arguments.approve)
    if not 0 <= arguments.seconds <= LONGEST:
        raise TableError(f"--seconds: expected 0 to {LONGEST:g}, got {arguments.seconds:g}")
    feeds = tuple(arguments.feed or own_feeds(settings))
    drivers = [parse_feed(each).driver for each in feeds]
    expect_lines_apart(feeds, arguments.phone or settings.phone)
    default = default_journal_path(drivers[0] != "serial")
    asked = Asked(
        settings,
        load_tables(settings, settings.formats),
        feeds,
        serial_lines(settings, arguments.serial or (), len(feeds)),
        arguments.phone or settings.phone,
        arguments.journal or settings.journal or default,
        default.parent,
        approval,
        arguments.seconds,
    )
    found: list[Finding] = []
    try:
        for each in findings(asked):
            found.append(each)
            if not arguments.json:
                print(each.line(), flush=True)
    except KeyboardInterrupt:
        raise AnswerpointError("check: stopped before its end") from None
    code = exit_code(found)
    if arguments.json:
        now = as_text(SystemClock().now())
        items = [each.plain() for each in found]
        print(json.dumps({"version": __version__, "at": now, "amiss": bool(code), "items": items}))
    else:
        print(in_all(found))
    return code


def approve(settings: Settings, path: Path, who: str) -> int:
    """Write down the configuration as it is now as the approved one; `who` "" is the user's own name."""
    who = who or _user()
    if not who.isprintable() or len(who) > MOST_WHO:
        raise TableError(f"--approve: expected a name of at most {MOST_WHO} printable characters, got {who[:80]!r}")
    if path.exists() and FORM not in read_table_file(path, "approval"):
        raise TableError(f"{path}: expected a new file or an earlier approval, got another file")
    load_tables(settings, settings.formats)  # what has a fault is not approved
    found = digests(settings)
    approval = Approval(who, as_text(SystemClock().now()), __version__, found)
    with new_file(path, over=True) as file:
        file.write(approval_text(approval).encode())
    print(f"{path}: approved by {who}: {len(found)} files, SHA-256 {digest_of_all(found)}")
    return 0


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AnswerpointError(f"{folder}: expected a folder that can be made, got {error.strerror}") from error


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in the system's list
        return "unknown"

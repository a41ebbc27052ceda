"""The words of `answerpoint check`: the health page, and what is wrong with a table."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from app.emulate_words import add_check_scenario
from app.errors import TableError
from app.health_words import add_health_words, health_option
from app.score_words import add_check_lesson


def add_check(commands: Any) -> None:
    """Add the command to those of the command line; `commands` is what `add_subparsers` returned."""
    check = commands.add_parser("check", help="the health page; or what is wrong with a table", allow_abbrev=False)
    add_health_words(check)
    kinds = check.add_subparsers(title="what to check, if not everything", metavar="WHAT")
    settings = kinds.add_parser("settings", help="a settings file", allow_abbrev=False)
    settings.add_argument("file", metavar="FILE", nargs="?", type=Path)
    settings.set_defaults(carry_out=_check_settings)
    agencies = kinds.add_parser("agencies", help="the site's agencies", allow_abbrev=False)
    agencies.add_argument("file", metavar="FILE", nargs="?", type=Path)
    agencies.set_defaults(carry_out=_check_agencies)
    listed = kinds.add_parser("directory", help="the site's directory of numbers", allow_abbrev=False)
    listed.add_argument("file", metavar="FILE", nargs="?", type=Path)
    listed.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own agencies)")
    listed.set_defaults(carry_out=_check_directory)
    layout = kinds.add_parser("format", help="a format table, line by line against a sample", allow_abbrev=False)
    layout.add_argument("table", metavar="TABLE", help="a file, or the name of a shipped table")
    layout.add_argument(
        "sample", metavar="SAMPLE", nargs="?", type=Path, help="raw bytes of one or more records, or a recording"
    )
    layout.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own tables)")
    layout.set_defaults(carry_out=_check_format)
    add_check_scenario(kinds)
    classes = kinds.add_parser("classes", help="a service class table", allow_abbrev=False)
    classes.add_argument("file", metavar="FILE", type=Path)
    classes.set_defaults(carry_out=_check_classes)
    phone = kinds.add_parser(
        "phone", help="a profile of a serial telephone; with a device, its self-test", allow_abbrev=False
    )
    phone.add_argument("profile", metavar="PROFILE", help="a file, or the name of a profile")
    phone.add_argument("device", metavar="DEVICE", nargs="?", help="a device or URL, as in /dev/ttyUSB1")
    phone.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own profiles)")
    phone.set_defaults(carry_out=_check_phone)
    tty = kinds.add_parser("tty", help="lines ready for the conversation with a TTY", allow_abbrev=False)
    tty.add_argument("file", metavar="FILE", nargs="?", type=Path)
    tty.set_defaults(carry_out=_check_tty)
    steps = kinds.add_parser("steps", help="words and limits of every call", allow_abbrev=False)
    steps.add_argument("file", metavar="FILE", nargs="?", type=Path)
    steps.set_defaults(carry_out=_check_steps)
    translation = kinds.add_parser("translation", help="a translation of the screen", allow_abbrev=False)
    translation.add_argument("file", metavar="FILE", nargs="?", type=Path, help="as in answerpoint_fr.ts")
    translation.set_defaults(carry_out=_check_translation)
    procedures = kinds.add_parser("procedures", help="the centre's procedures, all or one", allow_abbrev=False)
    procedures.add_argument("file", metavar="FILE", nargs="?", type=Path, help="one table")
    procedures.add_argument("--chart", action="store_true", help="print their charts, as Mermaid diagrams")
    procedures.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own tables)")
    procedures.set_defaults(carry_out=_check_procedures)
    add_check_lesson(kinds)
    for name, each in kinds.choices.items():
        each.set_defaults(carry_out=partial(_of_a_kind, name, each.get_default("carry_out")))


def _of_a_kind(kind: str, carry_out: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    """Check a table; an option that would be left unheeded is refused."""
    option = health_option(arguments)
    if option:
        told = f"`answerpoint check {kind} --help` says what {kind} takes"
        raise TableError(f"check: {option} is of the health page alone; {told}")
    return carry_out(arguments)


def _check_settings(arguments: argparse.Namespace) -> int:
    from app.check import check_settings

    return check_settings(arguments.file)


def _check_agencies(arguments: argparse.Namespace) -> int:
    from app.check import check_agencies

    return check_agencies(arguments.file)


def _check_directory(arguments: argparse.Namespace) -> int:
    from app.check import check_directory

    return check_directory(arguments.file, arguments.settings)


def _check_format(arguments: argparse.Namespace) -> int:
    from app.check import check_format

    return check_format(arguments.table, arguments.sample, arguments.settings)


def _check_classes(arguments: argparse.Namespace) -> int:
    from app.check import check_classes

    return check_classes(arguments.file)


def _check_phone(arguments: argparse.Namespace) -> int:
    from app.check import check_phone

    return check_phone(arguments.profile, arguments.device, arguments.settings)


def _check_tty(arguments: argparse.Namespace) -> int:
    from app.check import check_tty

    return check_tty(arguments.file)


def _check_steps(arguments: argparse.Namespace) -> int:
    from app.check import check_steps

    return check_steps(arguments.file)


def _check_translation(arguments: argparse.Namespace) -> int:
    from app.check import check_translation

    return check_translation(arguments.file)


def _check_procedures(arguments: argparse.Namespace) -> int:
    from app.check import check_procedures

    return check_procedures(arguments.file, arguments.settings, arguments.chart)

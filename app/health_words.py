"""The words of `answerpoint check` without a kind of table: the technician's health page."""

import argparse
from pathlib import Path

SECONDS = 5.0


def add_health_words(check: argparse.ArgumentParser) -> None:
    """Add its options to the parser of `check`."""
    check.add_argument("--feed", metavar="SPEC", action="append", help="the feed, if not that of the settings")
    check.add_argument(
        "--serial",
        metavar="LINE",
        action="append",
        help="baud,data bits,parity,stop bits as in 9600,8,N,1; given twice, the first is the main link's",
    )
    check.add_argument("--phone", metavar="SPEC", help="the telephone, if not that of the settings")
    check.add_argument("--journal", metavar="FILE", type=Path, help="the journal")
    check.add_argument(
        "--settings", dest="health_settings", metavar="FILE", type=Path, help="settings file, where no kind is named"
    )
    check.add_argument(
        "--seconds", metavar="N", type=float, default=SECONDS, help=f"how long to listen to the line ({SECONDS:g})"
    )
    check.add_argument("--json", action="store_true", help="one JSON object")
    check.add_argument(
        "--approve",
        metavar="NAME",
        nargs="?",
        const="",
        help="write down the configuration as approved, by NAME or you",
    )
    check.add_argument(
        "--approved", metavar="FILE", type=Path, help="where that is kept (approved.json by the settings)"
    )
    check.set_defaults(carry_out=_check)


def health_option(arguments: argparse.Namespace) -> str:
    """Return the first option of the health page that was given, "" if none was."""
    given = {
        "--feed": arguments.feed,
        "--serial": arguments.serial,
        "--phone": arguments.phone,
        "--journal": arguments.journal,
        "--settings": arguments.health_settings,
        "--seconds": arguments.seconds != SECONDS,
        "--json": arguments.json,
        "--approve": arguments.approve is not None,
        "--approved": arguments.approved,
    }
    return next((option for option, value in given.items() if value), "")


def _check(arguments: argparse.Namespace) -> int:
    from app.health_command import check

    return check(arguments)

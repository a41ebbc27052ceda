"""What is written after `answerpoint emulate` and `answerpoint check scenario`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_FAR_END = "pty[:LINK] | tcp:[HOST:]PORT | serial:DEVICE-OR-URL | -"


def add_emulate(commands: "Commands") -> None:
    """Add the command `emulate`."""
    emulate = commands.add_parser(
        "emulate", help="send invented callers over a line that may misbehave", allow_abbrev=False
    )
    emulate.add_argument("scenario", metavar="SCENARIO", nargs="?", help="its name, or a path ending in .toml")
    emulate.add_argument(
        "--to", metavar="DEST", action="append", required=True, help=f"{_FAR_END}; given twice, two links"
    )
    emulate.add_argument("--format", metavar="NAME", help="a format table: its name, or a path ending in .toml")
    emulate.add_argument("--position", metavar="ID", help="the answering position that every spill names")
    emulate.add_argument("--serial", metavar="LINE", help="baud,data bits,parity,stop bits as in 9600,7,E,1")
    emulate.add_argument("--rate", metavar="RATE", help="every:20-90, hour:100, burst:10x60, hour:FILE or day:FILE")
    emulate.add_argument(
        "--fault", metavar="FAULT", action="append", help="NAME, NAME=RATE, NAME@CALL or NAME@SECONDSs; may be repeated"
    )
    emulate.add_argument("--seed", metavar="N", help="the same seed sends the same bytes")
    emulate.add_argument("--count", metavar="N", help="end after so many calls")
    emulate.add_argument("--pace", metavar="N|max", default="1", help="N times as fast, or as fast as it is taken")
    emulate.add_argument("--log", metavar="FILE", type=Path, help="write down what was sent, whole or damaged")
    emulate.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own tables)")
    emulate.set_defaults(carry_out=_emulate)


def add_check_scenario(kinds: "Commands") -> None:
    """Add `check scenario`."""
    scenario = kinds.add_parser("scenario", help="a scenario of the emulator, and what it does", allow_abbrev=False)
    scenario.add_argument("scenario", metavar="SCENARIO", help="a path ending in .toml, or the name of a shipped one")
    scenario.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own tables)")
    scenario.set_defaults(carry_out=_check_scenario)


def _emulate(arguments: argparse.Namespace) -> int:
    from app.emulate import emulate

    return emulate(arguments)


def _check_scenario(arguments: argparse.Namespace) -> int:
    from app.emulate import check_scenario

    return check_scenario(arguments.scenario, arguments.settings)

"""The words of `answerpoint recording ...` and `answerpoint anonymise` on the command line."""

import argparse
from pathlib import Path
from typing import Any

WHERE = "chunk:N, spill:N, mark:NAME, seconds (12.5, 2:05) or a time (2026-03-01T14:05:11Z)"


def add_recording_commands(commands: Any) -> None:
    """Add both commands to the subparsers of `answerpoint`."""
    recording = commands.add_parser("recording", help="look into recordings, trim, mark, join them", allow_abbrev=False)
    kinds = recording.add_subparsers(title="what to do", metavar="WHAT", required=True)

    info = kinds.add_parser("info", help="what a recording holds", allow_abbrev=False)
    info.add_argument("file", metavar="FILE", type=Path)
    info.add_argument("--json", action="store_true", help="one JSON object")
    info.add_argument("--spills", action="store_true", help="list every spill with its number, chunk and time")
    info.set_defaults(carry_out=_info)

    trim = kinds.add_parser("trim", help="a part of a recording as a new one", allow_abbrev=False)
    _in_and_out(trim)
    trim.add_argument("--from", dest="begin", metavar="WHERE", default="", help=f"{WHERE}; the start, if not given")
    trim.add_argument("--to", dest="end", metavar="WHERE", default="", help="the same, included; the end, if not given")
    trim.set_defaults(carry_out=_trim)

    mark = kinds.add_parser("mark", help="name a moment of a recording", allow_abbrev=False)
    _in_and_out(mark)
    mark.add_argument("name", metavar="NAME", help="of the mark")
    moment = mark.add_mutually_exclusive_group(required=True)
    moment.add_argument("--at", metavar="WHERE", default="", help=WHERE)
    moment.add_argument("--remove", action="store_true", help="take the mark of this name away")
    mark.set_defaults(carry_out=_mark)

    join = kinds.add_parser("join", help="several recordings as one", allow_abbrev=False)
    join.add_argument("sources", metavar="IN", nargs="+", type=Path, help="recordings")
    join.add_argument("target", metavar="OUT", type=Path, help="the new recording")
    join.add_argument(
        "--pause", metavar="SECONDS", type=float, help="one after another, so far apart (else their times are kept)"
    )
    join.add_argument("--overwrite", action="store_true", help="replace OUT if it is there")
    join.set_defaults(carry_out=_join)
    for each in (info, trim, mark):
        _tables(each)

    anonymise = commands.add_parser(
        "anonymise", help="a recording without anything of the callers in it", allow_abbrev=False
    )
    _in_and_out(anonymise)
    anonymise.add_argument("--seed", metavar="WORD", help="the same word invents the same callers again")
    _tables(anonymise)
    anonymise.set_defaults(carry_out=_anonymise)


def _in_and_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="IN", type=Path, help="the recording")
    parser.add_argument("target", metavar="OUT", type=Path, help="the new recording")
    parser.add_argument("--overwrite", action="store_true", help="replace OUT if it is there")


def _tables(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", metavar="NAME,...", help="format tables in force (all there are, if not given)")
    parser.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own tables)")


def _info(arguments: argparse.Namespace) -> int:
    from app.recording_commands import Tables, info

    tables = Tables(arguments.format, arguments.settings)
    return info(arguments.file, arguments.json, arguments.spills, tables)


def _trim(arguments: argparse.Namespace) -> int:
    from app.recording_commands import Tables, trim

    tables = Tables(arguments.format, arguments.settings)
    return trim(arguments.source, arguments.target, arguments.begin, arguments.end, arguments.overwrite, tables)


def _mark(arguments: argparse.Namespace) -> int:
    from app.recording_commands import Tables, mark

    tables = Tables(arguments.format, arguments.settings)
    return mark(arguments.source, arguments.target, arguments.name, arguments.at, arguments.overwrite, tables)


def _join(arguments: argparse.Namespace) -> int:
    from app.recording_commands import join

    return join(arguments.sources, arguments.target, arguments.pause, arguments.overwrite)


def _anonymise(arguments: argparse.Namespace) -> int:
    from app.recording_commands import Tables, anonymise

    tables = Tables(arguments.format, arguments.settings)
    return anonymise(arguments.source, arguments.target, arguments.seed, arguments.overwrite, tables)

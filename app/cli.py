"""The command `answerpoint`; `answerpoint --help` lists what it can be told to do.

Exit codes: 0 done; 1 something is not as it should be (a record that could not be decoded, a broken journal, a faulty
table); 2 the command could not be carried out (no such file, no display, a faulty word on the command line). Every
fault is one sentence on the error output, never a traceback. Qt is imported by what opens a window and for paper only.

SIGTERM and SIGINT end with 0 what goes on until it is ended, and with 2 what is cut short by them: no script may take
half a list for the whole, or a journal for verified. A `decode` first tells what it has been given.
"""

import argparse
import io
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from app import __version__
from app.check_words import add_check
from app.emulate_words import add_emulate
from app.errors import AnswerpointError, JournalError
from app.local_time import expect_local_time
from app.recording_words import add_recording_commands
from app.score_words import add_score
from app.trainer_words import add_trainer_commands

DONE, AMISS, CANNOT = 0, 1, 2

_UNTIL_ENDED = ("run", "lesson", "review", "workshop", "emulate", "monitor")

_FEED_SPEC = "emulated[:SCENARIO] | serial:DEVICE-OR-URL | replay:FILE[?speed=N|max&from=MARK]"
_PHONE_SPEC = "virtual[?*22=busy&*23=no_answer&*21=answer:2&cadence=0.2] | manual | serial:PROFILE:DEVICE-OR-URL | sip"


def main(words: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code."""
    _open_streams()
    arguments = _parser(sys.argv[1:] if words is None else words).parse_args(words)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a narrow console must not make a fault of a caller's name
            stream.reconfigure(errors="backslashreplace")
    try:
        signal.signal(signal.SIGTERM, _stop)
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else a shell has it ignored, behind `&`
            signal.signal(signal.SIGINT, _stop)
        expect_local_time()
        code: int = arguments.carry_out(arguments)
        sys.stdout.flush()
    except AnswerpointError as error:
        _complain(str(error))
        return CANNOT
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does; nothing is amiss
        _leave_output()
        return DONE
    except KeyboardInterrupt:  # Ctrl+C or SIGTERM
        if arguments.command in _UNTIL_ENDED:
            return DONE
        _complain(f"{arguments.command}: stopped before its end")
        return CANNOT
    except OSError as error:
        if error.filename is not None:  # of a file, wherever that came up
            _complain(f"{error.filename}: expected a file that can be used, got: {error.strerror or error}")
            return CANNOT
        _leave_output()
        _complain(f"the output could not be written: {error.strerror or error}")
        return CANNOT
    return code


class Stopped(KeyboardInterrupt):
    """Ctrl+C or SIGTERM.

    Not KeyboardInterrupt itself: `python -m` ends as if that had not been caught, where it came while a text was run as
    code, as it is in the making of every dataclass.
    """


def _stop(_number: int, _frame: object) -> None:
    raise Stopped


def _open_streams() -> None:
    """Give a command whose streams were closed others that hold nothing: no file of ours may stand in their place."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:  # it is the lowest that is free, and stays open
        pass
    os.close(descriptor)
    for name, number, mode in (("stdin", 0, "r"), ("stdout", 1, "w"), ("stderr", 2, "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115  for as long as we run


def _complain(sentence: str) -> None:
    with suppress(OSError):
        print(f"answerpoint: {sentence}", file=sys.stderr, flush=True)


def _leave_output() -> None:
    """Let what is left of the output go nowhere, so that Python's own end does not stumble over it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return what reads these words: of `run` alone where they begin so, else of every command."""
    parser = argparse.ArgumentParser(
        prog="answerpoint", description="The console of a 9-1-1 answering position.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"answerpoint {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)

    run = commands.add_parser("run", help="open the console", allow_abbrev=False)
    run.add_argument(
        "--feed",
        metavar="SPEC",
        action="append",
        help=f"where ANI/ALI data comes from: {_FEED_SPEC}; given twice, the first is the main link",
    )
    run.add_argument(
        "--serial",
        metavar="LINE",
        action="append",
        help="baud,data bits,parity,stop bits as in 9600,8,N,1; given twice, the first is the main link's",
    )
    run.add_argument("--format", metavar="NAME,...", help="format tables in force (all there are, if not given)")
    run.add_argument("--phone", metavar="SPEC", help=f"the telephone: {_PHONE_SPEC}".replace("%", "%%"))
    run.add_argument("--position", metavar="ID", help="this answering position; others' spills are then not shown")
    run.add_argument("--journal", metavar="FILE", type=Path, help="the journal")
    run.add_argument(
        "--record",
        metavar="FILE",
        type=Path,
        help="record every chunk of the feed into FILE, of a second feed into FILE.second",
    )
    run.add_argument(
        "--emulator",
        metavar="SCENARIO",
        nargs="?",
        const="",
        help="the emulated feed, and a window beside the console that makes it misbehave; the telephone is virtual,"
        " if --phone names no other",
    )
    run.add_argument("--settings", metavar="FILE", type=Path, help="settings file")
    run.add_argument("--from-icon", action="store_true", help="tell in a window, too, why it cannot be opened")
    run.set_defaults(carry_out=_run)
    if list(words[:1]) == ["run"]:
        return parser  # to make the other commands takes 20 ms, which a console that starts has not

    add_trainer_commands(commands)

    decode = commands.add_parser("decode", help="decode raw bytes or a recording to JSON", allow_abbrev=False)
    decode.add_argument("--format", metavar="NAME", help="format tables to try (all there are, if not given)")
    decode.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own tables)")
    decode.add_argument(
        "file", metavar="FILE|-", help="raw bytes, or a recording (known by its header); - is the input"
    )
    decode.set_defaults(carry_out=_decode)

    add_emulate(commands)

    monitor = commands.add_parser("monitor", help="write what comes over a feed, line by line", allow_abbrev=False)
    monitor.add_argument("feed", metavar="SPEC", help=f"the feed: {_FEED_SPEC}")
    monitor.add_argument("--serial", metavar="LINE", help="baud,data bits,parity,stop bits as in 9600,8,N,1")
    monitor.add_argument("--format", metavar="NAME,...", help="format tables in force (all there are, if not given)")
    monitor.add_argument("--hex", action="store_true", help="bytes in hex beside their text")
    monitor.add_argument("--save", metavar="FILE", type=Path, help="record every chunk of the feed into FILE")
    monitor.add_argument("--seconds", metavar="N", type=_seconds, help="end after so many seconds")
    monitor.add_argument("--count", metavar="N", type=_count, help="end after so many records; 1 if they did not come")
    monitor.add_argument("--settings", metavar="FILE", type=Path, help="settings file")
    monitor.set_defaults(carry_out=_monitor)

    workshop = commands.add_parser("workshop", help="write a format table beside recorded bytes", allow_abbrev=False)
    workshop.add_argument("sample", metavar="FILE", type=Path, help="a recording, or raw bytes of one or more records")
    workshop.add_argument("--table", metavar="TABLE", help="begin with this table: a file, or the name of one")
    workshop.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own folder)")
    workshop.set_defaults(carry_out=_workshop)

    calls = commands.add_parser("calls", help="list the calls of a journal, newest last", allow_abbrev=False)
    calls.add_argument("--journal", metavar="FILE", type=Path, help="the journal")
    calls.add_argument("--json", action="store_true", help="one JSON object a line")
    calls.set_defaults(carry_out=_calls)

    trouble = commands.add_parser("trouble", help="trouble reports and their history, newest last", allow_abbrev=False)
    trouble.add_argument("number", metavar="N", nargs="?", help="one report, to be printed as a form")
    trouble.add_argument("--report", choices=("inquiry", "repair"), help="as which form (inquiry, if not given)")
    complaints = commands.add_parser(
        "complaints", help="complaints, compliments, suggestions; newest last", allow_abbrev=False
    )
    for each in (trouble, complaints):
        each.add_argument("--journal", metavar="FILE", type=Path, help="the journal")
        each.add_argument("--json", action="store_true", help="one JSON object a line")
        each.add_argument("--open", action="store_true", help="only what is open")
        each.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own limits)")
    trouble.set_defaults(carry_out=_trouble)
    complaints.set_defaults(carry_out=_complaints)

    verify = commands.add_parser(
        "verify", help="verify a journal: 0 whole, 1 broken, 2 cannot read", allow_abbrev=False
    )
    verify.add_argument("--journal", metavar="FILE", type=Path, help="the journal")
    verify.set_defaults(carry_out=_verify)

    manual = commands.add_parser("manual", help="write the centre's manual as plain text", allow_abbrev=False)
    manual.add_argument(
        "topic", metavar="TOPIC", nargs="*", help="a topic (ring-back), a page (15, tech. p. 3), a title or words"
    )
    manual.add_argument("--search", metavar="WORDS", default="", help="what has all these words, the best first")
    manual.add_argument("--pdf", metavar="FILE", type=Path, help="into a PDF file instead")
    manual.add_argument("--print", action="store_true", help="on the system's default printer instead")
    manual.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own pages)")
    manual.set_defaults(carry_out=_manual)
    directory = commands.add_parser(
        "directory", help="find numbers: words of a name, place or service, or digits", allow_abbrev=False
    )
    directory.add_argument("words", metavar="WORDS", nargs="*", help="what to look for; everything, if not given")
    directory.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own tables)")
    directory.set_defaults(carry_out=_directory)

    add_recording_commands(commands)
    add_score(commands)

    add_check(commands)
    return parser


# Each command's own module is imported only when it is wanted: `decode` must not wait for Qt, nor `run` for the rest.


def _run(arguments: argparse.Namespace) -> int:
    from app.main import run

    return run(arguments)


def _decode(arguments: argparse.Namespace) -> int:
    from app.commands import decode

    return decode(arguments.file, arguments.format, arguments.settings)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"expected seconds above 0, got {text!r}")
    return seconds


def _count(text: str) -> int:
    if not text.isdecimal() or int(text[:10]) == 0:
        raise argparse.ArgumentTypeError(f"expected a number of records above 0, got {text!r}")
    return int(text[:10])


def _monitor(arguments: argparse.Namespace) -> int:
    from app.monitor_command import monitor

    return monitor(
        arguments.feed,
        arguments.serial,
        arguments.format,
        arguments.settings,
        arguments.save,
        arguments.hex,
        arguments.seconds,
        arguments.count,
    )


def _workshop(arguments: argparse.Namespace) -> int:
    from app.workshop_command import workshop

    return workshop(arguments.sample, arguments.table, arguments.settings)


def _calls(arguments: argparse.Namespace) -> int:
    from app.commands import calls

    return calls(arguments.journal, arguments.json)


def _trouble(arguments: argparse.Namespace) -> int:
    from app.commands import register, trouble_report

    if arguments.number is not None:
        if arguments.json or arguments.open:
            unheeded = "--json" if arguments.json else "--open"
            raise JournalError(f"trouble: expected the number of a report or {unheeded}, got both")
        form = arguments.report or "inquiry"
        return trouble_report(arguments.journal, arguments.settings, arguments.number, form)
    if arguments.report:
        raise JournalError(f"trouble: expected the number of a report to be written as {arguments.report}, got none")
    return register("trouble", arguments.journal, arguments.settings, arguments.json, arguments.open)


def _complaints(arguments: argparse.Namespace) -> int:
    from app.commands import register

    return register("complaint", arguments.journal, arguments.settings, arguments.json, arguments.open)


def _verify(arguments: argparse.Namespace) -> int:
    from app.commands import verify

    return verify(arguments.journal)


def _manual(arguments: argparse.Namespace) -> int:
    from app.commands import manual

    return manual(" ".join(arguments.topic), arguments.search, arguments.settings, arguments.pdf, arguments.print)


def _directory(arguments: argparse.Namespace) -> int:
    from app.commands import directory

    return directory(arguments.words, arguments.settings)

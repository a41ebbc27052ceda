"""The words of the trainer's commands on the command line."""

import argparse
from pathlib import Path
from typing import Any

MOST_DIGITS = 18  # of a call's id, as many as SQLite's numbers always have


def add_trainer_commands(commands: Any) -> None:
    """Add `lesson` and `review` to the commands; `commands` is what `add_subparsers` returned."""
    lesson = commands.add_parser("lesson", help="give a lesson on the real console", allow_abbrev=False)
    lesson.add_argument(
        "lesson", metavar="NAME|RECORDING", nargs="?", default="", help="a lesson, or a recording; none: a list of them"
    )
    lesson.add_argument("--from", dest="begin", metavar="MARK", default="", help="the mark of a recording to begin at")
    lesson.add_argument(
        "--journal", metavar="FILE", type=Path, help="the lesson's own journal (a new one, if not given)"
    )
    lesson.add_argument("--speed", metavar="N", type=_speed, default=1.0, help="times as fast as life (1)")
    lesson.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own tables)")
    lesson.set_defaults(carry_out=_lesson)

    review = commands.add_parser(
        "review", help="show a call of a journal again, as the call-taker saw it", allow_abbrev=False
    )
    review.add_argument("call", metavar="CALL", type=_call, help="its id, as `answerpoint calls` lists it")
    review.add_argument("--journal", metavar="FILE", type=Path, help="the journal; it is only read")
    review.add_argument("--speed", metavar="N", type=_speed, default=1.0, help="times as fast as it was (1)")
    review.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own tables)")
    review.set_defaults(carry_out=_review)


def _call(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS):
        raise argparse.ArgumentTypeError(f"expected a call's id, as `answerpoint calls` lists it, got {text!r}")
    return int(text)


def _speed(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a number, got {text!r}") from None


def _lesson(arguments: argparse.Namespace) -> int:
    from app.training.root import give

    return give(arguments)


def _review(arguments: argparse.Namespace) -> int:
    from app.review.root import show

    return show(arguments)

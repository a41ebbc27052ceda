"""The words of the trainer's commands on the command line."""

import argparse
from pathlib import Path
from typing import Any


def add_trainer_commands(commands: Any) -> None:
    """Add `lesson` to the commands; `commands` is what `add_subparsers` returned."""
    lesson = commands.add_parser("lesson", help="give a lesson on the real console", allow_abbrev=False)
    lesson.add_argument(
        "lesson", metavar="NAME|RECORDING", nargs="?", default="", help="a lesson, or a recording; none: a list of them"
    )
    lesson.add_argument(
        "--journal", metavar="FILE", type=Path, help="the lesson's own journal (a new one, if not given)"
    )
    lesson.add_argument("--speed", metavar="N", type=float, default=1.0, help="times as fast as life (1)")
    lesson.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own tables)")
    lesson.set_defaults(carry_out=_lesson)


def _lesson(arguments: argparse.Namespace) -> int:
    from app.training.root import give

    return give(arguments)

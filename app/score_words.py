"""The words of the commands `score` and `check lesson`; what they do is imported only when they are given."""

import argparse
from pathlib import Path
from typing import Any


def add_score(commands: Any) -> None:
    """Add the command `score` to those of the command line."""
    words = commands.add_parser("score", help="how well lessons were done, from their journals", allow_abbrev=False)
    words.add_argument(
        "journals", metavar="JOURNAL", nargs="+", type=Path, help="journals of lessons; of many, a sheet"
    )
    words.add_argument("--lesson", metavar="NAME|FILE", help="judge by this lesson (the one it was, if not given)")
    words.add_argument("--json", action="store_true", help="one JSON object a line, for each lesson")
    words.add_argument("--csv", metavar="FILE", type=Path, help="every result as a row of a table, into a file")
    words.add_argument("--pdf", metavar="FILE", type=Path, help="into a PDF file")
    words.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own tables)")
    words.set_defaults(carry_out=_score)


def add_check_lesson(kinds: Any) -> None:
    """Add `lesson` to what the command `check` checks."""
    words = kinds.add_parser("lesson", help="a scenario that is a lesson: its feed and its rules", allow_abbrev=False)
    words.add_argument("lesson", metavar="NAME|FILE", help="a shipped lesson, or a path ending in .toml")
    words.add_argument("--settings", metavar="FILE", type=Path, help="settings file (for the site's own tables)")
    words.set_defaults(carry_out=_check_lesson)


def _score(arguments: argparse.Namespace) -> int:
    from app.score_command import score_lessons

    return score_lessons(
        arguments.journals, arguments.lesson, arguments.settings, arguments.json, arguments.csv, arguments.pdf
    )


def _check_lesson(arguments: argparse.Namespace) -> int:
    from app.score_command import check_lesson

    return check_lesson(arguments.lesson, arguments.settings)

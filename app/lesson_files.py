"""The lessons there are: scenarios with a table `[lesson]`, shipped or a site's own, read with the tables in force."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.agencies.agency import Agency, dialled
from app.errors import TableError
from app.lessons import Known, Lesson, read_lesson
from app.position import faces, leading, matters, panes, related, running
from app.table_file import read_table_file
from app.table_text import shown
from app.tables import TablesInForce, shipped

_FOLDER = "scenarios"
_KEYS = (
    *(faces.BY_HAND, faces.TANDEM, faces.SPEED_DIAL, faces.BACK_UP, faces.SUPERVISOR, faces.INFORMATION_TAKEN),
    *(faces.DELIVERED, faces.GIVE_UP, faces.NO_DATA, faces.TAKE_WAITING, faces.MONITOR, faces.ANSWER, faces.TAKE_UP),
    *(faces.SWITCH_PHONE, panes.TODAY_KEY, panes.LINE_KEY, panes.TTY_KEY, panes.READING_KEY, panes.MENU_KEY),
    *(panes.HELP_KEY, panes.DIRECTORY_KEY, panes.MATTERS_KEY, matters.REPORT_KEY, leading.LEAD_KEY),
    *(related.RELATED, related.LINK),
)


def lesson_names() -> tuple[str, ...]:
    """Return the names of the shipped lessons, sorted."""
    return tuple(sorted(name for name, text in shipped(_FOLDER).items() if "\n[lesson]" in f"\n{text}"))


def is_lesson(name: str) -> bool:
    """Tell a lesson, shipped or a site's own, from a recording."""
    return name.endswith(".toml") or name in lesson_names()


def load_lesson(name: str, tables: TablesInForce, fault_wrong: Callable[[str, int], str] | None = None) -> Lesson:
    """Return a shipped lesson by its name, or a site's by its path, which ends in `.toml`.

    `name` is also what the emulated feed takes for the same scenario. `fault_wrong` tells what is wrong with a fault at
    a moment of a call (`drivers.lesson_calls`); without it none is looked at. Raises TableError for a lesson that is
    not there, or with a fault; each sentence tells line, call and key.
    """
    known = known_to_lessons(tables)
    if fault_wrong is not None:
        known = replace(known, fault_wrong=fault_wrong)
    if name.endswith(".toml"):
        return read_lesson(read_table_file(Path(name), "lesson"), name, name, known)
    if name not in lesson_names():
        raise TableError(
            f"lesson: expected one of {', '.join(lesson_names())}, or a path ending in .toml, got {shown(name)}"
        )
    return read_lesson(shipped(_FOLDER)[name], name, f"{_FOLDER}/{name}.toml", known)


def known_to_lessons(tables: TablesInForce) -> Known:
    """Return what lessons may name of the other tables."""
    agencies = tables.agencies
    keys = (*_KEYS, *running.OPTION_KEYS, *agencies.by_key, *agencies.features.by_name().values(), *faces.HEARD_KEYS)
    return Known(
        agencies={each.id: _written(each) for each in agencies.agencies},
        supervisor=agencies.supervisor.label or "Supervisor",
        procedures={
            each.id: {step.id: tuple(option.label for option in step.options) for step in each.steps.values()}
            for each in tables.procedures
        },
        keys=frozenset(keys),
    )


def _written(agency: Agency) -> tuple[str, ...]:
    numbers = (agency.star_code, agency.tandem_number, agency.speed_dial_number)
    return (agency.label, *(dialled(each) for each in numbers if each))

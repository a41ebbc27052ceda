"""Lessons are found by name or path, and read with the tables in force."""

from pathlib import Path

import pytest

from app.errors import TableError
from app.lesson_files import is_lesson, known_to_lessons, lesson_names, load_lesson
from app.settings import Settings
from app.tables import TablesInForce, load_tables, shipped
from drivers.scenario import load_scenario


@pytest.fixture(scope="module")
def tables() -> TablesInForce:
    return load_tables(Settings())


@pytest.mark.parametrize("name", lesson_names())
def test_every_shipped_lesson_is_in_order(tables: TablesInForce, name: str) -> None:
    lesson = load_lesson(name, tables)
    assert lesson.name == name
    assert lesson.teaches
    assert len(lesson.calls) == len(load_scenario(name).calls)
    for call in lesson.calls:
        for each in call.expectations:
            assert each.rules or not each.judged


def test_a_scenario_without_a_table_lesson_is_no_lesson(tables: TablesInForce) -> None:
    assert "default" not in lesson_names()
    with pytest.raises(TableError, match=r"lesson: expected one of .*ordinary-fire.*, or a path ending in .toml, got"):
        load_lesson("default", tables)


def test_a_lesson_of_the_sites_own_is_named_by_its_path(tables: TablesInForce, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(shipped("scenarios")["ordinary-fire"], "utf-8")
    assert load_lesson(str(path), tables).name == str(path)
    path.write_text("[lesson]\n", "utf-8")
    with pytest.raises(TableError, match=rf"{path} line 1: lesson.title: is missing"):
        load_lesson(str(path), tables)
    with pytest.raises(TableError, match="expected a file, got no such file"):
        load_lesson(str(tmp_path / "none.toml"), tables)


def test_lessons_know_agencies_keys_and_steps_of_the_tables_in_force(tables: TablesInForce) -> None:
    known = known_to_lessons(tables)
    assert known.agencies["ambulance"] == ("Ambulance", "*21", "7138016")
    assert {"F5", "F12", "Alt+I", "Alt+Z", "Ctrl+N", "Ctrl+5"} <= set(known.keys)
    assert "Hold" in known.procedures["trace"]["hold"]


def test_a_recording_is_no_lesson() -> None:
    assert is_lesson("ordinary-fire")
    assert is_lesson("/site/own.toml")
    assert not is_lesson("busy-hour")  # a scenario without a lesson
    assert not is_lesson("day.rec")

"""The tables in force: shipped ones, and the site's own in their place."""

import dataclasses
from typing import Any

import pytest

from app.errors import TableError
from app.settings import Settings
from app.tables import load_tables, shipped


def test_the_shipped_tables_are_in_force_without_a_word() -> None:
    tables = load_tables(Settings())
    assert {table.name for table in tables.formats} == {
        "bell-display",
        "bell-printer",
        "bell-printer-agency",
        "telus-log-2",
    }
    assert set(tables.classes) == {"bell", "telus"}
    assert len(tables.agencies.agencies) == 6


def test_only_the_formats_named_are_in_force_in_their_order() -> None:
    tables = load_tables(Settings(), ("telus-log-2", "bell-display"))
    assert [table.name for table in tables.formats] == ["telus-log-2", "bell-display"]


def test_a_format_nobody_has_is_told_with_those_there_are() -> None:
    with pytest.raises(TableError, match=r"bell-printer.*got 'bell'"):
        load_tables(Settings(), ("bell",))


def test_the_sites_own_table_stands_before_a_shipped_one_of_its_name(tmp_path: Any) -> None:
    text = shipped("formats")["bell-printer"].replace("Bell Canada", "Our own")
    (tmp_path / "bell-printer.toml").write_text(text)
    tables = load_tables(dataclasses.replace(Settings(), formats_folder=tmp_path), ("bell-printer",))
    assert "Our own" in tables.formats[0].title


def test_a_changed_table_has_another_digest(tmp_path: Any) -> None:
    """U4: a configuration that is not the approved one is seen."""
    (tmp_path / "agencies.toml").write_text(shipped("agencies")["durham"] + "\n# changed\n")
    ours = load_tables(dataclasses.replace(Settings(), agencies=tmp_path / "agencies.toml"))
    assert ours.digests["agencies/agencies"] != load_tables(Settings()).digests["agencies/durham"]


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Any) -> None:
    with pytest.raises(TableError, match="formats"):
        load_tables(dataclasses.replace(Settings(), formats_folder=tmp_path / "none"))


def test_a_fault_in_the_sites_directory_is_told_and_the_shipped_one_stands_in(tmp_path: Any) -> None:
    """D174: no caller waits for a list of numbers."""
    own = tmp_path / "numbers.toml"
    for text in ('[[entry]]\nname = "x"\n', None):
        if text is None:
            own.unlink()
        else:
            own.write_text(text)
        tables = load_tables(dataclasses.replace(Settings(), directory=own))
        assert str(own) in tables.faults[0]
        assert tables.directory == load_tables(Settings()).directory
        assert "directory/durham" in tables.digests


def test_a_speed_dial_number_of_the_directory_is_the_agencys_where_its_table_has_none(tmp_path: Any) -> None:
    """D094, G19."""
    own = tmp_path / "numbers.toml"
    own.write_text('[[entry]]\nname = "Oshawa"\nkind = "speed-dial"\nagency = "oshawa-fire"\nnumber = "905 555-0100"\n')
    tables = load_tables(dataclasses.replace(Settings(), directory=own))
    assert tables.agencies.by_id["oshawa-fire"].speed_dial_number == "905 555-0100"
    assert load_tables(Settings()).agencies.by_id["oshawa-fire"].speed_dial_number == ""
    assert tables.digests["agencies/durham"] == load_tables(Settings()).digests["agencies/durham"]
    assert "directory/numbers" in tables.digests

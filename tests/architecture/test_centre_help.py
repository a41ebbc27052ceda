"""The page for another centre cannot lie: its tables are read, and together they make a console of that centre."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from app.agencies import Agency, AgencyTable, backup_of
from app.agencies.agency import Centre, Supervisor
from app.check import check_settings
from app.settings import Settings, load_settings
from app.tables import TablesInForce, load_tables

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "resources" / "help" / "centre.md").read_text("utf-8")
TABLES = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    (tmp_path / "procedures").mkdir()
    files = ("agencies.toml", "localities.toml", "lines.toml", "procedures/media.toml")
    for name, text in zip(files, TABLES, strict=True):
        (tmp_path / name).write_text(text)
    (tmp_path / "directory.toml").write_text("")
    path = tmp_path / "settings.toml"
    path.write_text(
        'agencies = "agencies.toml"\nlocalities = "localities.toml"\ntty_lines = "lines.toml"\n'
        'directory = "directory.toml"\n'
        'procedures_folder = "procedures"\n'
    )
    return path


@pytest.fixture
def lakeland(settings: Path) -> TablesInForce:
    return load_tables(load_settings(settings))


def test_the_tables_of_the_page_are_in_order_together(settings: Path, capsys: Any) -> None:
    assert check_settings(settings) == 0
    assert "in order" in capsys.readouterr().out


def test_what_the_page_says_of_its_tables_is_so(lakeland: TablesInForce) -> None:
    agencies = lakeland.agencies
    fire, police = agencies.by_id["fire"], agencies.by_id["police"]
    backup = backup_of(fire, agencies)
    assert backup is not None
    assert (backup.agency, backup.number) == (police, "*71")
    assert lakeland.localities.split("PT LAKE NORTH SHORE")[:2] == ("PT LAKE", "NORTH SHORE")
    assert agencies.for_municipality("PT LAKE", "fire") == fire
    assert [each.letter for each in lakeland.procedures if each.id == "media"] == [""]
    assert lakeland.steps.limits.terms.supervisors == "555-0101 ext 12"


def test_the_page_names_every_key_of_the_agencies_table() -> None:
    of_tables = {each.name for kind in (Agency, Centre, Supervisor) for each in fields(kind)} - {"stands_in"}
    assert [name for name in of_tables if f"`{name}`" not in PAGE and f"\n{name} = " not in PAGE] == []


def test_the_page_names_every_shipped_procedure_that_speaks_of_durham() -> None:
    tables: AgencyTable = load_tables(Settings()).agencies
    words = {name.title() for each in tables.agencies for name in each.municipalities} | {
        "Durham",
        "York Region",
        "1-800",
    }
    for path in (ROOT / "resources/procedures").glob("*.toml"):
        text = "\n".join(line for line in path.read_text("utf-8").splitlines() if not line.startswith(("#", "source")))
        assert any(each in text for each in words) == (f"`{path.stem}`" in PAGE), path.stem

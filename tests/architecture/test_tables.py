"""Every TOML of formats, service classes and localities loads; every format has samples that come back as they went."""

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.spill.decode import Decoder
from app.spill.encode import encode
from app.spill.explain import explain
from app.spill.formats import SHIPPED, FormatTable, load_table
from app.spill.framer import Framer
from app.spill.locality import Localities, load_localities, localities
from app.spill.model import ServiceClass, ServiceKind, Trust
from app.spill.service_class import ServiceClasses, load_service_classes

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
RESOURCES = Path(__file__).parents[2] / "resources"
FORMATS = sorted((RESOURCES / "formats").glob("*.toml"))
PAGE = RESOURCES / "help/format-tables.md"
LAKELAND = Path(__file__).parents[1] / "data/tables/lakeland.toml"
TABLE = load_table(LAKELAND.read_text("utf-8"), "lakeland.toml")


def classes() -> dict[str, ServiceClasses]:
    found = (
        load_service_classes(path.read_text("utf-8"), path.name) for path in (RESOURCES / "service_classes").iterdir()
    )
    return {each.provider: each for each in found}


def durham() -> Localities:
    return load_localities((RESOURCES / "localities/durham.toml").read_text("utf-8"), "durham.toml")


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of the help page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def test_the_shipped_formats_are_the_tables_there_are() -> None:
    assert set(SHIPPED) == {path.stem for path in FORMATS}


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.stem)
def test_a_format_is_named_as_its_file_and_says_where_it_is_from(path: Path) -> None:
    table = load_table(path.read_text("utf-8"), path.name)
    assert table.name == path.stem
    assert tomllib.loads(path.read_text("utf-8"))["source"]
    assert table.classes in classes()


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.stem)
def test_every_format_has_a_sample_that_comes_back(path: Path) -> None:
    table = load_table(path.read_text("utf-8"), path.name)
    decoder = Decoder([table], classes(), durham())
    assert table.samples
    for sample in table.samples:
        spill = decoder.decode(sample, (table.name,), NOW)
        assert spill.problems == ()
        assert spill.service is not None
        assert encode(table, spill.values) == sample.replace(b"| ", b"|")  # TELUS pads its stamps
        assert explain(table, sample, NOW, classes(), durham())[-1] == "no problem"


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.stem)
def test_the_framer_finds_every_sample(path: Path) -> None:
    table = load_table(path.read_text("utf-8"), path.name)
    for sample in table.samples:
        framer = Framer([table.framing])
        events = [*framer.feed(sample), *framer.end()]
        assert [getattr(event, "tables", None) for event in events] == [(table.name,)]


@pytest.mark.parametrize("path", sorted((RESOURCES / "service_classes").iterdir()), ids=lambda path: path.stem)
def test_every_class_says_what_it_knows_and_where_from(path: Path) -> None:
    """D070-D080."""
    table = load_service_classes(path.read_text("utf-8"), path.name)
    assert table.provider == path.stem
    assert all(row.source and row.tell and row.ring_back_reason for row in table.rows.values())


def test_the_help_pages_table_is_the_one_that_is_tested() -> None:
    shown, _ = blocks("toml")
    written = tomllib.loads(LAKELAND.read_text("utf-8"))
    samples = written.pop("samples")
    assert tomllib.loads(shown) == written
    assert blocks("text") == [sample.lstrip("\n") for sample in samples]


def test_the_help_pages_records_are_read_as_the_page_says() -> None:
    decoder = Decoder([TABLE], {}, localities([]))
    home, wireless = (decoder.decode(sample, ("lakeland",), NOW) for sample in TABLE.samples)
    assert (home.number, home.name, home.address) == ("9055550142", "REID, MARGARET", "12 LAKESHORE RD")
    assert (wireless.number, wireless.routing_number) == ("4165550188", "9055110077")
    assert home.problems == wireless.problems == ()


def test_the_help_pages_service_classes_are_read_and_every_word_of_them_is_told() -> None:
    text = PAGE.read_text("utf-8")
    _, shown = blocks("toml")
    table = load_service_classes(shown, "lakeland.toml")
    assert table.of("wph2").kind is ServiceKind.WIRELESS
    for word in (*ServiceClass.__dataclass_fields__, *ServiceKind, *Trust):
        assert f"`{word}`" in text


def test_the_help_page_names_every_kind_section_and_key() -> None:
    text = PAGE.read_text("utf-8")
    for word in ("text", "word", "digits", "phone", "postal", "province", "class"):
        assert f"| `{word}` |" in text
    for key in ("kind", "ends", "quiet_seconds", "check", "heartbeats"):
        assert f"| `{key}` |" in text
    for section in ("numbers", "sent", "split", "join", "extra"):
        assert f"`[{section}]`" in text


def test_the_help_pages_shipped_formats_are_those_there_are() -> None:
    text = PAGE.read_text("utf-8")
    assert all(f"`{name}`" in text for name in SHIPPED)


def test_no_table_holds_code() -> None:
    """Tables are data: every value is text, a number, a list or a section."""

    def plain(value: object) -> bool:
        if isinstance(value, dict):
            return all(isinstance(key, str) and plain(each) for key, each in value.items())
        if isinstance(value, list):
            return all(plain(each) for each in value)
        return isinstance(value, (str, int, float, bool))

    assert all(plain(tomllib.loads(path.read_text("utf-8"))) for path in FORMATS)
    assert isinstance(TABLE, FormatTable)

"""Any bytes give a spill, any table text a table or a TableError; never anything else, never a hang."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import TableError
from app.ports import Chunk
from app.spill.decode import Decoder
from app.spill.encode import encode
from app.spill.explain import explain
from app.spill.formats import SHIPPED, FormatTable, load_table
from app.spill.locality import load_localities, localities
from app.spill.model import Spill, spill_json
from app.spill.plain import from_plain, to_plain
from app.spill.reader import SpillReader
from app.spill.service_class import load_service_classes

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXTS = {name: (ROOT / f"resources/formats/{name}.toml").read_text("utf-8") for name in SHIPPED}
TEXTS["lakeland"] = (ROOT / "tests/data/tables/lakeland.toml").read_text("utf-8")
TABLES = {name: load_table(text, f"{name}.toml") for name, text in TEXTS.items()}
DURHAM = load_localities((ROOT / "resources/localities/durham.toml").read_text("utf-8"), "durham.toml")
BELL = load_service_classes((ROOT / "resources/service_classes/bell.toml").read_text("utf-8"), "bell.toml")
DECODER = Decoder(list(TABLES.values()), {"bell": BELL}, DURHAM)
SAMPLES = [sample for table in TABLES.values() for sample in table.samples]
LONGEST = 5.0  # seconds for one example; a busy machine takes a hundredth of it


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sample with bytes changed, cut out, put in or said twice."""
    data = bytearray(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 12)))
        data[at:end] = draw(st.one_of(st.binary(max_size=8), st.just(bytes(data[at:end]) * 2), st.just(b"\r\n")))
    return bytes(data)


def is_safe(spill: Spill, data: bytes) -> None:
    """Check what holds of every spill: shown text is printable, nothing is empty, places are right, raw is kept."""
    assert spill.raw == data
    assert all(line.isprintable() for line in spill.lines)
    shown = [*spill.values.values(), *spill.extra.values(), *spill.extra, *spill.problems]
    assert all(each and each.isprintable() for each in shown)
    for field, (line, column, width) in spill.places.items():
        if field not in TABLES[spill.format or ""].joins:
            assert spill.lines[line - 1][column - 1 : column - 1 + width] == spill.values[field]
    assert not data or "" not in spill_json(spill).values()
    assert from_plain(to_plain(spill), data) == replace(spill, values={}, places={})


@given(data=st.one_of(st.binary(max_size=300), damaged()))
def test_any_bytes_give_a_spill(data: bytes) -> None:
    begun = perf_counter()
    is_safe(DECODER.decode(data, list(TABLES), NOW), data)
    assert perf_counter() - begun < LONGEST


@given(data=damaged(), name=st.sampled_from(sorted(TABLES)))
def test_any_bytes_are_explained(data: bytes, name: str) -> None:
    assert all(line.isprintable() for line in explain(TABLES[name], data, NOW, {"bell": BELL}, DURHAM))


@given(parts=st.lists(st.one_of(damaged(), st.binary(max_size=20)), max_size=5), size=st.integers(1, 400))
def test_any_stream_is_read_the_same_however_it_is_split(parts: list[bytes], size: int) -> None:
    stream = b"".join(parts)
    found = []
    for step in (size, len(stream) + 1):
        reader = SpillReader(list(TABLES.values()), {"bell": BELL}, DURHAM)
        events: list[object] = []
        for at in range(0, len(stream), step):
            events += reader.feed(Chunk(NOW, stream[at : at + step]))
        found.append(events + reader.end(NOW))
    assert found[0] == found[1]


@given(text=st.text(max_size=200))
def test_any_text_is_a_table_or_a_table_error(text: str) -> None:
    with pytest.raises(TableError, match=r"\Ax\.toml( line \d+)?: "):
        load_table(text, "x.toml")


WORDS = ["name", "field", "{a}", "{a:9+}", "{b} {c}", "[ x]", "any", "lines", "stx-etx", "YY/MM/DD", "", "|", "first"]


@st.composite
def changed_table(draw: st.DrawFn) -> str:
    """A table that once was right, with lines said twice, left out, and values changed."""
    lines = draw(st.sampled_from(sorted(TEXTS.values()))).splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 4)):
            case 0:
                del lines[at]
                lines = lines or ["#"]
            case 1:
                lines.insert(at, draw(st.sampled_from(lines)))
            case 2:
                key = lines[at].partition("=")[0]
                value = draw(
                    st.one_of(
                        st.sampled_from(WORDS).map(lambda word: f'"{word}"'),
                        st.integers().map(str),
                        st.just("[]"),
                        st.just("true"),
                        st.lists(st.sampled_from(WORDS).map(lambda word: f'"{word}"'), max_size=3).map(
                            lambda words: f"[{', '.join(words)}]"
                        ),
                    )
                )
                lines[at] = f"{key or 'title'} = {value}"
            case 3:
                word = draw(st.sampled_from(WORDS))
                lines[at] = lines[at].replace("{", "{" + word, 1)
            case _:
                lines[at] = lines[at][: draw(st.integers(0, 40))]
    return "\n".join(lines)


def loaded(text: str) -> FormatTable | None:
    try:
        return load_table(text, "x.toml")
    except TableError as error:
        assert str(error).startswith("x.toml")  # the sentence is the promise
        return None


@given(text=changed_table(), data=damaged())
def test_a_changed_table_is_refused_in_words_or_reads_any_bytes(text: str, data: bytes) -> None:
    begun = perf_counter()
    table = loaded(text)
    if table is not None:
        decoder = Decoder([table], {"bell": BELL}, localities([]))
        spill = decoder.decode(data, [table.name], NOW)
        assert all(line.isprintable() for line in spill.lines)
        for sample in table.samples:
            read = decoder.decode(sample, [table.name], NOW)
            try:
                encode(table, read.values)
            except ValueError as error:
                assert "expected" in str(error)  # values of a record with a flaw
    assert perf_counter() - begun < LONGEST


@given(st.text(max_size=300))
def test_any_text_is_a_service_class_table_or_a_table_error(text: str) -> None:
    for load in (load_service_classes, load_localities):
        with pytest.raises(TableError):
            load(text, "x.toml")


def test_the_tables_of_this_test_are_toml() -> None:
    assert all(tomllib.loads(text)["name"] == name for name, text in TEXTS.items())

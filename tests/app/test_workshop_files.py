"""A sample is read as far as a table needs it; a table is saved whole, and never over another unasked."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.errors import AnswerpointError, FeedError, TableError
from app.ports import Chunk
from app.spill.recording import write_chunk, write_header
from app.workshop_files import DRAFT, MOST_BYTES, place_of, read_sample, save_table

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


def test_raw_bytes_and_a_recording_are_told_apart(tmp_path: Path) -> None:
    raw, recording = tmp_path / "raw", tmp_path / "recording"
    raw.write_bytes(b"A\r\nB\r\n")
    recording.write_text(write_header("serial:x", AT) + write_chunk(Chunk(AT, b"A\r\n", 0.5)))
    assert [chunk.data for chunk in read_sample(raw).chunks] == [b"A\r\nB\r\n"]
    assert read_sample(recording).chunks == (Chunk(AT, b"A\r\n", 0.5),)
    assert not read_sample(recording).cut


def test_of_a_long_sample_the_first_part_is_read(tmp_path: Path) -> None:
    raw, recording = tmp_path / "raw", tmp_path / "recording"
    raw.write_bytes(b"x" * (MOST_BYTES + 1))
    recording.write_text(write_header() + write_chunk(Chunk(AT, b"x" * 60_000)) * 20)
    for sample in (read_sample(raw), read_sample(recording)):
        assert sample.cut
        assert 0 < sum(len(chunk.data) for chunk in sample.chunks) <= MOST_BYTES


def test_what_is_no_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path, Path("a\0b")):
        with pytest.raises(FeedError, match="expected"):
            read_sample(path)


def test_a_table_with_faults_is_saved_beside_those_the_console_reads(tmp_path: Path) -> None:
    assert place_of(tmp_path, "county", whole=True) == tmp_path / "county.toml"
    assert place_of(tmp_path, "county", whole=False) == tmp_path / f"county{DRAFT}"


@pytest.mark.parametrize("name", ["", "../x", "A", "a b", "a/b"])
def test_a_name_that_is_none_of_a_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(TableError, match="small letters, digits and -"):
        place_of(tmp_path, name, whole=False)


def test_without_a_folder_of_the_site_nothing_is_saved() -> None:
    with pytest.raises(TableError, match="expected formats_folder in the settings"):
        place_of(None, "county", whole=True)


def test_one_that_is_there_stays_unless_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "formats" / "county.toml"
    save_table(path, "a\n", over=False)
    with pytest.raises(AnswerpointError, match="got one that exists"):
        save_table(path, "b\n", over=False)
    assert path.read_text() == "a\n"
    save_table(path, "b\n", over=True)
    assert [(each.name, each.read_text()) for each in path.parent.iterdir()] == [("county.toml", "b\n")]
    assert path.stat().st_mode & 0o444 == 0o444  # the console may be another user's


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TableError, match="expected a folder, got"):
        save_table(tmp_path / "file" / "county.toml", "a", over=False)

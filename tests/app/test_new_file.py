"""A new file is there whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from app.errors import AnswerpointError
from app.new_file import file_anew, new_file, same_file
from tests.full_disk import full_after


def test_it_takes_its_place_when_it_is_whole_and_is_its_owner_s_alone(tmp_path: Path) -> None:
    path = tmp_path / "out.rec"
    with new_file(path) as file:
        file.write(b"whole")
        assert not path.exists()
    assert path.read_bytes() == b"whole"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["out.rec"]


def test_a_file_that_is_there_is_only_replaced_when_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "out.rec"
    path.write_bytes(b"old")
    with pytest.raises(AnswerpointError, match="expected a new file, got one that exists; --overwrite"), new_file(path):
        pass
    assert path.read_bytes() == b"old"
    with new_file(path, over=True) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"


def test_a_pipe_or_a_device_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.rec"
    os.mkfifo(path)
    with pytest.raises(AnswerpointError, match="got: a device or a pipe"), new_file(path, over=True):
        pass
    assert path.is_fifo()
    assert os.listdir(tmp_path) == ["out.rec"]


def test_one_that_came_meanwhile_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "out.rec"
    with pytest.raises(AnswerpointError, match="got one that exists"), new_file(path):
        path.write_bytes(b"another program's")
    assert os.listdir(tmp_path) == ["out.rec"]
    assert path.read_bytes() == b"another program's"


@pytest.mark.parametrize("why", [KeyboardInterrupt, ValueError])
def test_work_that_is_stopped_leaves_nothing(tmp_path: Path, why: type[BaseException]) -> None:
    def half() -> None:
        with new_file(tmp_path / "out.rec") as file:
            file.write(b"half")
            raise why

    with pytest.raises(why):
        half()
    assert os.listdir(tmp_path) == []


def test_what_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path, "got: a folder"),
        (tmp_path / "none" / "out.rec", "no such file"),
        (tmp_path / "a\0b", "null"),
    ):
        with pytest.raises(AnswerpointError, match=words), new_file(path, over=True):
            pass


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    words = "expected a file that can be written, got: file too large"
    with full_after(1000), pytest.raises(AnswerpointError, match=words), new_file(tmp_path / "out.rec") as file:
        file.write(bytes(100_000))
    assert os.listdir(tmp_path) == []


def test_a_file_that_is_protected_against_writing_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.rec"
    path.write_bytes(b"old")
    path.chmod(0o400)
    monkeypatch.setattr(os, "access", lambda file, mode: bool(file.stat().st_mode & stat.S_IWUSR))  # as root is asked
    with pytest.raises(AnswerpointError, match="got: a file that is protected"), new_file(path, over=True):
        pass
    assert path.read_bytes() == b"old"


def test_a_file_written_anew_leaves_the_one_before_as_it_was_when_the_disk_is_full(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(b"old")
    words = "expected a file that can be written, got: file too large"
    with full_after(1000), pytest.raises(AnswerpointError, match=words), file_anew(path) as file:
        file.write(bytes(100_000))
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["sheet.csv"]


def test_a_file_written_anew_has_the_permissions_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(b"old")
    path.chmod(0o666)
    with file_anew(path) as file:
        file.write(b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o666)
    with file_anew(tmp_path / "first.csv"):
        pass
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE((tmp_path / "first.csv").stat().st_mode) == 0o666 & ~umask


def test_a_file_written_anew_through_a_link_leaves_the_link(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    real, link = tmp_path / "folder" / "sheet.csv", tmp_path / "sheet.csv"
    link.symlink_to(real)
    for text in (b"first", b"second"):
        with file_anew(link) as file:
            file.write(text)
        assert (link.is_symlink(), real.read_bytes()) == (True, text)
    assert os.listdir(real.parent) == ["sheet.csv"]


def test_a_device_has_nothing_to_keep_and_is_written_as_it_is() -> None:
    with file_anew(Path("/dev/null")) as file:
        file.write(b"anything")
    assert Path("/dev/null").is_char_device()
    with pytest.raises(AnswerpointError, match=r"/dev/full: .*no space left"), file_anew(Path("/dev/full")) as file:
        file.write(b"anything")


def test_what_cannot_be_written_anew_is_told_in_a_sentence(tmp_path: Path) -> None:
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    for path, words in (
        (tmp_path, "got: a folder"),
        (tmp_path / "none" / "out.csv", "no such file"),
        (tmp_path / "a\0b", "null"),
        (tmp_path / ("x" * 5000), "too long"),
        (circle, "circle: expected a file that can be written"),
    ):
        with pytest.raises(AnswerpointError, match=words), file_anew(path):
            pass


def test_two_names_of_one_file_are_known(tmp_path: Path) -> None:
    one = tmp_path / "one"
    one.write_bytes(b"")
    (tmp_path / "link").symlink_to(one)
    os.link(one, tmp_path / "hard")
    assert same_file(one, tmp_path / "link")
    assert same_file(one, tmp_path / "hard")
    assert same_file(one, tmp_path / "x" / ".." / "one")
    assert not same_file(one, tmp_path / "other")
    assert not same_file(one, Path("a\0b"))

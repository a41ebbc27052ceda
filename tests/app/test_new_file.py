"""A new file is there whole or not at all."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import AnswerpointError
from app.new_file import new_file, same_file


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
    program = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from pathlib import Path; from app.new_file import new_file\n"
        f"with new_file(Path({str(tmp_path / 'out.rec')!r})) as file: file.write(bytes(100_000))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert "expected a file that can be written, got: file too large" in done.stderr
    assert os.listdir(tmp_path) == []


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

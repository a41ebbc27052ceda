"""Real disks: with room, full, read-only, of another user."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from app.health.finding import Verdict
from app.health.judge.disk import room, writing
from app.health.probe.disk import WRITES, look

ELSEWHERE = Path("/default")
Mount = Callable[[str], Path]


def test_writes_are_timed_and_leave_nothing(tmp_path: Path) -> None:
    seen = look(tmp_path / "journal.sqlite", ELSEWHERE)
    assert len(seen.times) == WRITES
    assert all(each > 0 for each in seen.times)
    assert os.listdir(tmp_path) == []
    assert seen.free > 0


def test_a_full_disk_is_told(mount: Mount) -> None:
    folder = mount("size=64k")
    with (folder / "ballast").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    seen = look(folder / "journal.sqlite", ELSEWHERE)
    assert room(seen).verdict is Verdict.AMISS
    assert "no space left on device" in writing(seen).sentence
    assert os.listdir(folder) == ["ballast"]


def test_a_read_only_disk_is_told(mount: Mount) -> None:
    mount("size=64k")
    folder = mount("remount,ro")
    found = writing(look(folder / "journal.sqlite", ELSEWHERE))
    assert (found.verdict, "read-only file system" in found.sentence) == (Verdict.AMISS, True)


def test_a_folder_of_another_user_is_told(
    open_folder: Path, as_nobody: Callable[[], AbstractContextManager[None]]
) -> None:
    open_folder.chmod(0o555)
    with as_nobody():
        found = writing(look(open_folder / "journal.sqlite", ELSEWHERE))
        later = writing(look(open_folder / "not" / "there" / "journal.sqlite", open_folder / "not" / "there"))
    assert "permission denied" in found.sentence
    assert "permission denied" in later.sentence


def test_a_folder_that_the_console_will_make_is_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    seen = look(folder / "journal.sqlite", folder)
    assert (seen.folder, seen.times, seen.fault) == (str(tmp_path), (), "")
    assert writing(seen).verdict is Verdict.CANNOT
    assert os.listdir(tmp_path) == []


def test_a_folder_that_no_console_makes_is_amiss(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    found = writing(look(folder / "journal.sqlite", ELSEWHERE))
    assert (found.verdict, f"no folder {folder}: expected one" in found.sentence) == (Verdict.AMISS, True)
    assert os.listdir(tmp_path) == []

"""Where lessons are kept."""

from datetime import datetime
from pathlib import Path

from app.training.places import lessons_folder, new_journal

AT = datetime(2026, 3, 1, 9, 5, 7)  # noqa: DTZ001 (a desk's time of day)


def test_they_stand_in_a_folder_of_their_own() -> None:
    assert lessons_folder({"XDG_DATA_HOME": "/d"}, "linux").as_posix() == "/d/answerpoint/lessons"
    assert lessons_folder({"LOCALAPPDATA": "C:/local"}, "win32").as_posix() == "C:/local/answerpoint/lessons"


def test_each_lesson_has_a_new_file_named_by_it_and_the_time(tmp_path: Path) -> None:
    first = new_journal(tmp_path, "ordinary-fire", AT)
    assert first.name == "ordinary-fire-2026-03-01-090507.sqlite"
    first.touch()
    assert new_journal(tmp_path, "ordinary-fire", AT).name == "ordinary-fire-2026-03-01-090507-2.sqlite"


def test_whatever_a_recording_is_called_it_gives_a_plain_name(tmp_path: Path) -> None:
    assert new_journal(tmp_path, "/media/x/../Night Shift é (1).rec", AT).name.startswith("night-shift-1-2026")
    assert new_journal(tmp_path, "///", AT).name.startswith("lesson-2026")
    assert len(new_journal(tmp_path, "a" * 500, AT).name) < 80

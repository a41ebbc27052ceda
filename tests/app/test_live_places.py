"""Where the journal of a console stands."""

import pytest

from app.live_places import default_journal_path


@pytest.mark.parametrize(
    ("environ", "platform", "folder"),
    [
        ({"XDG_DATA_HOME": "/d", "HOME": "/h"}, "linux", "/d/answerpoint"),
        ({"HOME": "/h"}, "linux", "/h/.local/share/answerpoint"),
        ({"LOCALAPPDATA": "C:/local"}, "win32", "C:/local/answerpoint"),
    ],
)
def test_invented_callers_have_a_journal_of_their_own(environ: dict[str, str], platform: str, folder: str) -> None:
    assert default_journal_path(False, environ, platform).as_posix() == f"{folder}/journal.sqlite"
    assert default_journal_path(True, environ, platform).as_posix() == f"{folder}/emulated.sqlite"

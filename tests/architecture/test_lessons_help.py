"""The page about lessons cannot lie: its example is played, its tables are the program's."""

import re
from pathlib import Path

import pytest

from app.cli import main
from app.lesson_files import lesson_names
from app.lessons import Deed, Does
from app.lessons.lesson_table import DEEDS, FATES
from app.lessons.score import Verdict, score
from app.settings import Settings
from app.tables import load_tables
from tests.app.lessons.trainee import Trainee

PAGE = (Path(__file__).parents[2] / "resources" / "help" / "lessons.md").read_text("utf-8")


def table_under(words: str) -> list[list[str]]:
    """The rows of the first table after these words."""
    after = PAGE[PAGE.index(words) :]
    block = re.search(r"(?:^\|.*\n)+", after, re.MULTILINE)
    assert block is not None
    return [[cell.strip() for cell in row.strip("|\n").split("|")] for row in block[0].splitlines()[2:]]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    block = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert block is not None
    path = tmp_path / "shed.toml"
    path.write_text(block[1], "utf-8")
    return path


def test_the_worked_example_is_in_order(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "lesson", str(example)]) == 0
    assert f"lesson {example}: in order, 1 calls" in capsys.readouterr().out


def test_the_worked_example_can_be_done_well_and_badly(example: Path) -> None:
    tables = load_tables(Settings())
    well, badly = Trainee(str(example), tables), Trainee(str(example), tables)
    for desk, seconds in ((well, 2.0), (badly, 25.0)):
        desk.comes(1, 8)
        desk.press("F8")
        desk.until_told("attempt_ended")
        desk.wait(seconds)
        desk.bring_in("Alt+2")
        desk.release()
    badly.press("F12")
    assert {each.verdict for each in score(well.lesson, well.events).results} == {Verdict.MET}
    verdicts = [each.verdict for each in score(badly.lesson, badly.events).results]
    assert verdicts == [Verdict.MET, Verdict.LATE, Verdict.MET, Verdict.MET]


def test_the_page_tells_every_shipped_lesson_and_no_other() -> None:
    told = [row[0].strip("`") for row in table_under("the lesson the other")]
    assert sorted(told) == sorted(lesson_names())


def test_the_page_tells_every_deed_and_what_it_is_of() -> None:
    told = {}
    for deeds, of, _when in table_under("one of it is enough:"):
        for deed in re.findall(r"`([^`]+)`", deeds):
            told[deed] = set(re.findall(r"`([^`]+)`", of))
    assert told == {str(deed): set(DEEDS.get(deed, ())) for deed in Deed}


def test_the_page_tells_what_callers_and_lines_can_do_and_each_verdict() -> None:
    assert [row[0].strip("`") for row in table_under("`does` is one of")] == list(Does)
    assert all(f"`{fate}`" in PAGE for fate in FATES)
    assert re.findall(r"^\* \*\*(.+?)\*\*:", PAGE, re.MULTILINE) == list(Verdict)

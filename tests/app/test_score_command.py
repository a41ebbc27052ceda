"""`answerpoint score` and `answerpoint check lesson`, with journals as the console writes them."""

import csv
import json
from pathlib import Path

import pytest

from app.cli import main
from app.lesson_files import lesson_names
from app.settings import Settings
from app.tables import TablesInForce, load_tables, shipped
from tests.app.lessons.scripts import BADLY, WELL
from tests.app.lessons.trainee import Trainee, write_journal
from tests.full_disk import full_after
from tests.partners.cups import words_of_pdf

NAME = "ordinary-fire"


@pytest.fixture(scope="module")
def tables() -> TablesInForce:
    return load_tables(Settings())


def did(tables: TablesInForce, *, well: bool = True, first_call: int = 1, initials: str = "AB") -> Trainee:
    desk = Trainee(NAME, tables, initials, first_call)
    (WELL[NAME] if well else BADLY[NAME][0])(desk)
    desk.finish()
    return desk


@pytest.fixture
def journal(tmp_path: Path, tables: TablesInForce) -> Path:
    path = tmp_path / "lesson.sqlite"
    write_journal(path, did(tables))
    return path


def test_the_page_of_one_lesson_is_written(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(journal)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Ordinary fire call (ordinary-fire)\nTrainee: AB   Position: 0218")
    assert "5 met; 5 judged" in told


def test_a_journal_of_two_runs_and_another_one_make_a_sheet(
    tmp_path: Path, journal: Path, tables: TablesInForce, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.sqlite"
    write_journal(other, did(tables, well=False, initials="CD"), did(tables, first_call=2, initials="EF"))
    assert main(["score", str(journal), str(other)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[2:5] for line in lines[1:4]] == [
        ["AB", NAME, "5"],
        ["CD", NAME, "0"],
        ["EF", NAME, "5"],
    ]


def test_each_lesson_is_an_object_a_line(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(journal), str(journal), "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["lesson"], each["met"]) for each in told] == [(NAME, 5)] * 2


def test_results_go_into_a_table(journal: Path, tmp_path: Path) -> None:
    file = tmp_path / "results.csv"
    assert main(["score", str(journal), "--csv", str(file)]) == 0
    with file.open(newline="", encoding="utf-8") as table:
        assert [row["verdict"] for row in csv.DictReader(table)] == ["met"] * 5


@pytest.mark.parametrize("option", ["--csv", "--pdf"])
def test_a_full_disk_leaves_the_sheet_of_before(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: object, option: str
) -> None:
    file = tmp_path / "results"
    file.write_bytes(b"%PDF-1.4 last month's")
    with full_after(200):
        assert main(["score", str(journal), option, str(file)]) == 2
    told = capsys.readouterr().err
    assert told == f"answerpoint: score {option} {file}: expected a file that can be written, got: file too large\n"
    assert file.read_bytes() == b"%PDF-1.4 last month's"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["lesson.sqlite", "results"]


@pytest.mark.parametrize("option", ["--csv", "--pdf"])
def test_a_journal_that_is_scored_is_not_written_over(
    journal: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    before = journal.read_bytes()
    assert main(["score", str(journal), option, str(journal)]) == 2
    assert f"score {option} {journal}: expected a file of its own, got a journal" in capsys.readouterr().err
    assert journal.read_bytes() == before


@pytest.mark.needs("pdftotext")
def test_scores_go_onto_paper_with_whose_they_are(journal: Path, tmp_path: Path, qapp: object) -> None:
    """D025."""
    file = tmp_path / "scores.pdf"
    assert main(["score", str(journal), str(journal), "--pdf", str(file)]) == 0
    words = words_of_pdf(file)
    assert "Property of the Regional Municipality of Durham" in words
    assert "Oshawa Fire, which serves Whitby, is brought in at once" in words
    assert "ordinary-fire" in words


def test_a_past_lesson_is_judged_by_a_rule_that_changed(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = tmp_path / "changed.toml"
    changed.write_text(shipped("scenarios")[NAME].replace("within = 10", "within = 2"), "utf-8")
    assert main(["score", str(journal), "--lesson", str(changed), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["late"] == 1


def test_what_cannot_be_scored_is_told_in_a_sentence(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], tables: TablesInForce
) -> None:
    def told(*words: str) -> str:
        assert main(["score", *words]) == 2
        return capsys.readouterr().err

    assert "expected one of" in told(str(journal), "--lesson", "none")
    assert "no such file" in told(str(tmp_path / "none.sqlite")).casefold()
    assert "expected a file that can be written" in told(str(journal), "--csv", str(tmp_path / "no" / "x.csv"))
    empty = tmp_path / "empty.sqlite"
    write_journal(empty)
    other = tmp_path / "other.sqlite"
    live = did(tables)
    live.records = [each for each in live.records if each.kind != "console_started"]
    write_journal(other, live)
    assert "got one in which no console was started" in told(str(other))
    assert not empty.exists()


def test_a_journal_that_is_no_lessons_is_refused_unless_the_lesson_is_named(
    tmp_path: Path, tables: TablesInForce, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "live.sqlite"
    desk = did(tables)
    started = desk.records[0]
    desk.records[0] = type(started)(
        started.at, started.kind, "0218", "", {**started.body, "feed": "serial:/dev/ttyUSB0"}
    )
    write_journal(path, desk)
    assert main(["score", str(path)]) == 2
    assert "expected the journal of a lesson, got another one; --lesson names a lesson" in capsys.readouterr().err
    assert main(["score", str(path), "--lesson", NAME]) == 0


def test_the_journal_of_a_recording_says_that_it_has_no_rules_unless_a_lesson_is_named(
    tmp_path: Path, tables: TablesInForce, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "night.sqlite"
    desk = did(tables)
    started = desk.records[0]
    desk.records[0] = type(started)(started.at, started.kind, "0218", "", {**started.body, "feed": "lesson:night.rec"})
    write_journal(path, desk)
    assert main(["score", str(path)]) == 2
    assert "'night.rec' is no lesson, and a recording has no rules; --lesson names a lesson" in capsys.readouterr().err
    assert main(["score", str(path), "--lesson", NAME]) == 0


@pytest.mark.parametrize("name", lesson_names())
def test_every_shipped_lesson_is_explained(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "lesson", name]) == 0
    told = capsys.readouterr().out
    assert f"lesson {name}: in order, " in told
    assert "  call 1: " in told


def test_a_lessons_rules_are_told_with_their_times(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "lesson", NAME]) == 0
    told = capsys.readouterr().out
    assert "    5 s: says 'Fire! My kitchen is on fire!'" in told
    assert "Oshawa Fire, which serves Whitby, is brought in at once, within 10 s after 'fire'" in told
    assert "never: The release key is not touched before voice contact, not before 'contact'" in told
    assert "(to count from: answered)" in told


def test_what_goes_wrong_in_a_lesson_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.toml"
    text = shipped("scenarios")[NAME].replace("seed = 1001", 'seed = 1001\nfaults = ["half_record@1", "vanish@9sx4"]')
    path.write_text(text.replace('says = "Fire! My kitchen is on fire!"', 'does = "fault"\nfault = "stormx9"'), "utf-8")
    assert main(["check", "lesson", str(path)]) == 0
    told = capsys.readouterr().out
    assert "  9 s after the beginning: fault vanishx4\n" in told
    assert "    with its record: fault half_record\n    5 s: fault stormx9\n" in told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('deed = "release"', 'deed = "leave"', "calls 1, lesson.expect 6, deed: expected one of dial"),
        ('class = "RES"', 'klass = "RES"', "klass"),
        ('locality = "WHITBY, BROOKLIN"', 'town = "WHITBY"', "town"),
        ("seed = 1001", 'seed = 1001\nfaults = ["deaf"]', "fault deaf has no meaning in a lesson: the console sends"),
        ("seed = 1001", 'seed = 1001\nfaults = ["vanish@2"]', "fault vanish: expected a call from 1 to 1, got 2"),
        (
            'says = "Fire! My kitchen is on fire!"',
            'does = "fault"\nfault = "replaced"',
            "line 33: calls 1, lesson.moment 1, fault: replaced: expected a call before, whose record comes once more",
        ),
    ],
)
def test_a_fault_of_the_lesson_or_of_its_feed_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    path = tmp_path / "own.toml"
    text = shipped("scenarios")[NAME]
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    assert main(["check", "lesson", str(path)]) == 1
    assert told in capsys.readouterr().err

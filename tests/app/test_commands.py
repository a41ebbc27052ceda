"""decode, calls, verify."""

import base64
import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.journal.records import CallChange, Record
from app.journal.store import Journal
from app.ports import Chunk
from app.spill.recording import write_chunk, write_header
from app.ui import system_libraries

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
KEYS = {
    "kind", "format", "number", "number_status", "routing_number", "service_class", "service_kind", "borough", "name",
    "address", "location", "locality", "municipality", "community", "province", "postal_code", "esn", "call_number",
    "position", "sent_at", "agencies", "extra", "problems", "raw",
}  # fmt: skip


def decoded(capsys: Any, *words: Any) -> Any:
    code = main(["decode", *words])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_raw_bytes_become_one_json_object_a_line(tmp_path: Any, capsys: Any, a_slip: Any) -> None:
    """D211."""
    file = tmp_path / "spills"
    file.write_bytes(a_slip * 2)
    code, found = decoded(capsys, str(file))
    assert code == 0
    assert len(found) == 2
    assert found[0] == {
        "kind": "spill",
        "format": "bell-printer",
        "number": "9053261224",
        "number_status": "complete",
        "routing_number": None,
        "service_class": "RES",
        "service_kind": "wireline",
        "borough": "OSH",
        "name": "PALMER, ROBERT",
        "address": "324 FIRST ST N",
        "location": "APT 6",
        "locality": "OSHAWA, OSHAWA",
        "municipality": "OSHAWA",
        "community": "OSHAWA",
        "province": None,
        "postal_code": "L1G 4B7",
        "esn": "0047",
        "call_number": "00552",
        "position": "0218",
        "sent_at": "1999-06-21T05:17:39",
        "agencies": [{"name": "DUR REG POLICE", "number": "9055791234"}],
        "extra": {},
        "problems": [],
        "raw": found[0]["raw"],
    }
    assert base64.b64decode(found[0]["raw"]).startswith(b"326-1224 (905)")


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"SOMETHING NOBODY KNOWS\r\nMAIN STREET 12\r\n\r\n", "not_decoded"), (b"\x00\xff\x80\x81\x00\x00", "garbled")],
)
def test_what_is_garbled_or_not_decoded_makes_the_exit_code_1(tmp_path: Any, capsys: Any, data: Any, kind: Any) -> None:
    file = tmp_path / "noise"
    file.write_bytes(data)
    code, found = decoded(capsys, str(file))
    assert code == 1
    assert [each["kind"] for each in found] == [kind]
    assert set(found[0]) == KEYS


def test_a_recording_is_known_by_its_header_and_its_quiet_ends_records(tmp_path: Any, capsys: Any, a_slip: Any) -> None:
    first, second = a_slip[:-2], a_slip.replace(b"#00552", b"#00553")[:-2]
    file = tmp_path / "feed.rec"
    file.write_text(write_header("line", AT) + write_chunk(Chunk(AT, first)) + write_chunk(Chunk(AT, second, gap=5.0)))
    code, found = decoded(capsys, str(file))
    assert code == 0
    assert [each["call_number"] for each in found] == ["00552", "00553"]


def test_a_damaged_recording_gives_what_came_before_and_one_sentence(tmp_path: Any, capsys: Any, a_slip: Any) -> None:
    file = tmp_path / "feed.rec"
    begun = a_slip.replace(b"00552", b"00553").partition(b"ESN")[0]
    chunks = write_chunk(Chunk(AT, a_slip)) + write_chunk(Chunk(AT, begun))
    file.write_text(write_header("line", AT) + chunks + "no chunk at all\n" * 2)
    assert main(["decode", str(file)]) == 2
    told = capsys.readouterr()
    assert [json.loads(line)["call_number"] for line in told.out.splitlines()] == ["00552", "00553"]
    assert told.err.startswith(f"answerpoint: recording {file}: line 6: expected a time")
    assert told.err.count("\n") == 1


def test_the_standard_input_is_read_as_it_comes(a_slip: Any) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "app", "decode", "-"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(a_slip)
        program.stdin.flush()
        assert json.loads(program.stdout.readline())["number"] == "9053261224"
        program.stdin.close()
        assert program.wait(30) == 0


def test_only_the_format_named_is_tried(tmp_path: Any, capsys: Any, a_slip: Any) -> None:
    file = tmp_path / "spills"
    file.write_bytes(a_slip)
    code, found = decoded(capsys, "--format", "telus-log-2", str(file))
    assert code == 1
    assert {each["kind"] for each in found} <= {"not_decoded", "garbled"}


@pytest.fixture
def journal(tmp_path: Any) -> Any:
    path = tmp_path / "journal.sqlite"
    open_journal = Journal.open(path)
    values = {"number": "9053261224", "service_class": "RES", "arrived_at": "2026-03-01T08:00:00.000000Z"}
    leg: dict[str, str | int | None] = {
        "agency": "Ambulance", "digits": "*21", "outcome": "answered", "rings": 2,
        "dialled_at": "2026-03-01T08:00:01.000000Z", "answered_at": None, "contact_at": None,
    }  # fmt: skip
    change = CallChange(1, values, {1: leg})
    record = Record(AT, "spill_arrived", "", "AB", {}, call=1, changes=(change,), spill=b"raw")
    open_journal.write((record,), lambda written: None)
    open_journal.close()
    return path


def test_calls_are_listed_newest_last_as_json(journal: Any, capsys: Any) -> None:
    assert main(["calls", "--journal", str(journal), "--json"]) == 0
    call = json.loads(capsys.readouterr().out)
    assert call["number"] == "9053261224"
    assert call["how_ended"] is None
    assert call["legs"][0]["digits"] == "*21"


def test_calls_are_listed_for_people_too(journal: Any, capsys: Any) -> None:
    assert main(["calls", "--journal", str(journal)]) == 0
    assert "Ambulance *21 answered after 2 rings" in capsys.readouterr().out


def test_a_call_whose_beginning_was_lost_is_listed_with_what_is_known(journal: Any, capsys: Any) -> None:
    """A damaged line of the spool may hold the arrival, and what came after it is entered all the same."""
    again = Journal.open(journal)
    heard = CallChange(2, legs={1: {"outcome": "no_answer", "rings": 6}, 2: {"rings": 1}})
    again.write((Record(AT, "ring_heard", "", "AB", {}, call=2, changes=(heard,)),), lambda _: None)
    again.close()
    assert main(["calls", "--journal", str(journal)]) == 0
    assert capsys.readouterr().out.splitlines()[1] == (
        "     2  not known            #-----  no number   -     open         "
        "no agency no digits no answer after 6 rings; no agency no digits not known after 1 rings"
    )


def test_a_call_that_was_linked_says_to_which(journal: Any, capsys: Any) -> None:
    """D095: an additive key, null if none."""
    assert main(["calls", "--journal", str(journal), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["linked_to"] is None
    again = Journal.open(journal)
    values: dict[str, str | int | None] = {"arrived_at": "2026-03-01T08:01:00.000000Z", "linked_to": 1}
    again.write((Record(AT, "key_pressed", "", "AB", {}, call=2, changes=(CallChange(2, values),)),), lambda _: None)
    again.close()
    assert main(["calls", "--journal", str(journal), "--json"]) == 0
    assert [json.loads(line)["linked_to"] for line in capsys.readouterr().out.splitlines()] == [None, 1]
    assert main(["calls", "--journal", str(journal)]) == 0
    assert "same incident as call 1" in capsys.readouterr().out.splitlines()[1]
    assert main(["verify", "--journal", str(journal)]) == 0


def test_a_whole_journal_verifies(journal: Any, capsys: Any) -> None:
    assert main(["verify", "--journal", str(journal)]) == 0


def test_a_broken_journal_names_the_event_with_exit_code_1(journal: Any, capsys: Any) -> None:
    import sqlite3

    with sqlite3.connect(journal) as database:
        database.execute("DROP TRIGGER IF EXISTS events_refuse_update")
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE events SET call_taker = 'XX'")
    database.close()
    assert main(["verify", "--journal", str(journal)]) == 1
    assert "event" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"no database", b"\x00" * 4096])
def test_what_is_no_journal_cannot_be_read_exit_code_2(tmp_path: Any, content: Any, capsys: Any) -> None:
    file = tmp_path / "journal.sqlite"
    file.write_bytes(content)
    assert main(["verify", "--journal", str(file)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_emulated_journal_is_meant_where_no_other_is(
    tmp_path: Any, monkeypatch: Any, journal: Any, capsys: Any
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "answerpoint").mkdir()
    journal.rename(tmp_path / "answerpoint" / "emulated.sqlite")
    assert main(["calls"]) == 0
    told = capsys.readouterr()
    assert "9053261224" in told.out
    assert "emulated" in told.err


def test_output_is_text_whatever_the_bytes(tmp_path: Any, capsys: Any, a_slip: Any) -> None:
    file = tmp_path / "spills"
    file.write_bytes(a_slip.replace(b"PALMER, ROBERT", "CÔTÉ, ÉMILE".encode("latin-1")))
    code, found = decoded(capsys, str(file))
    assert (code, found[0]["name"]) == (0, "CÔTÉ, ÉMILE")


def test_stdout_that_cannot_hold_a_letter_is_no_fault(tmp_path: Any, monkeypatch: Any, a_slip: Any) -> None:
    file = tmp_path / "spills"
    file.write_bytes(a_slip.replace(b"PALMER, ROBERT", "CÔTÉ".encode("latin-1")))
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", narrow)
    assert main(["decode", str(file)]) == 0


def manual(capsys: Any, *words: str) -> tuple[int, str, str]:
    code = main(["manual", *words])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_manual_is_written_as_plain_text_with_what_decides_on_top(capsys: Any) -> None:
    """D014, D222."""
    code, out, err = manual(capsys)
    assert (code, err) == (0, "")
    assert "The Board's own text decides." in " ".join(out.splitlines()[:2])
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "<!--" not in out
    assert "D129" not in out


@pytest.mark.parametrize(
    ("words", "there", "not_there"),
    [
        (["ring-back"], "Busy tone: the caller has hung up", "Slurred speech"),
        (["ring", "back"], "Busy tone: the caller has hung up", "Slurred speech"),
        (["15"], "A landline call without a word", "Slurred speech"),
        (["howler"], "What ring back does", "Slurred speech"),
        (["special", "calls", "--search", "drunk"], "Slurred speech", "The media"),
        (["--search", "deaf"], "Calls from a TTY/TDD", "Slurred speech"),
    ],
)
def test_a_topic_a_page_or_words_choose_what_is_written(
    words: list[str], there: str, not_there: str, capsys: Any
) -> None:
    code, out, _err = manual(capsys, *words)
    assert code == 0
    assert there in out
    assert not_there not in out


def test_a_word_that_is_nowhere_is_a_sentence_and_exit_code_1(capsys: Any) -> None:
    assert manual(capsys, "xyzzy") == (
        1,
        "",
        "answerpoint: manual: nothing on 'xyzzy'; without a word it writes all topics\n",
    )


def test_the_sites_own_pages_are_written(tmp_path: Any, capsys: Any) -> None:
    (tmp_path / "manual").mkdir()
    (tmp_path / "manual" / "95-site.md").write_text("# Our site\n\n## Keys of the safe\nIn the safe.\n")
    (tmp_path / "settings.toml").write_text('manual_folder = "manual"\n')
    code, out, _err = manual(capsys, "our site", "--settings", str(tmp_path / "settings.toml"))
    assert code == 0
    assert "In the safe." in out


def test_pages_that_lack_a_library_are_one_sentence(monkeypatch: Any, tmp_path: Any, capsys: Any) -> None:
    monkeypatch.setitem(system_libraries._GUI, "libgui-not-there.so.1", "libgui-not-there1")
    assert main(["manual", "--pdf", str(tmp_path / "manual.pdf")]) == 2
    said = capsys.readouterr().err
    assert said.startswith(
        "answerpoint: manual: the window needs libgui-not-there.so.1, which this system does not have"
    )
    assert said.endswith("sudo apt-get install libgui-not-there1\n")


def test_the_manual_is_made_a_pdf(tmp_path: Any, capsys: Any, qapp: Any) -> None:
    code, out, _err = manual(capsys, "ring-back", "--pdf", str(tmp_path / "ring-back.pdf"))
    assert (code, out) == (0, f"written to {tmp_path / 'ring-back.pdf'}: 1 page\n")
    assert (tmp_path / "ring-back.pdf").read_bytes().startswith(b"%PDF")


def test_the_directory_is_searched_from_the_command_line(capsys: Any) -> None:
    """D170, N014."""
    assert main(["directory", "ux", "fire"]) == 0
    first = capsys.readouterr().out.splitlines()[0].split()
    assert first == ["Uxbridge", "Fire", "905", "852-3393", "administration", "·", "UXBRIDGE"]
    assert main(["directory"]) == 0
    assert "NOT ON A 9-1-1 LINE" in capsys.readouterr().out


def test_words_that_fit_no_entry_are_told_exit_code_1(capsys: Any) -> None:
    assert main(["directory", "nobody", "at", "all"]) == 1
    told = capsys.readouterr()
    assert (told.out, "got 'nobody at all'" in told.err) == ("", True)


@pytest.fixture
def registers(tmp_path: Path) -> Path:
    """A journal with a trouble report that was corrected, one that is open, and a complaint."""
    path = tmp_path / "journal.sqlite"
    opened = Journal.open(path)

    def matter(number: int, register: str, data: bytes | None, **values: str) -> Record:
        pieces = [{"at": "2026-03-01T08:00:00.000000Z", "words": "GARBLED", "size": len(data)}] if data else []
        body = {"matter": number, "register": register, "by": "KM", "call": 0}
        return Record(
            AT, "matter_opened", "", "KM", {**body, "values": values, "state": {}, "pieces": pieces}, spill=data
        )

    def went(number: int, step: str, **values: str) -> Record:
        return Record(AT, "matter_went", "", "KM", {"matter": number, "step": step, "by": "KM", "values": values})

    opened.write(
        [
            matter(1, "trouble", b"\xff\x80", kind="feed", nature="garbled"),
            went(1, "details", kind="trunk", nature="garbled"),
            went(1, "corrected", **{"what was done": "card changed"}),
            went(1, "forwarded", **{"forwarded by": "KM"}),
            matter(2, "trouble", None, kind="printer", nature="prints nothing"),
            matter(3, "complaint", None, kind="complaint", **{"in writing on": "2026-02-05", "what": "late"}),
        ],
        lambda _written: None,
    )
    opened.close()
    return path


def test_trouble_lists_every_report_with_its_history(registers: Path, capsys: Any) -> None:
    """D183, D184, D185, U1."""
    assert main(["trouble", "--journal", str(registers), "--json"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert base64.b64decode(first["raw"]) == b"\xff\x80"
    assert [each["step"] for each in first["history"]] == ["details", "corrected", "forwarded"]
    assert first["history"][0]["was"] == {"kind": "feed"}
    assert (second["name"], second["closed_at"], second["urgency"]) == ("T2", None, "now")
    assert main(["trouble", "--journal", str(registers), "--open"]) == 0
    told = capsys.readouterr().out
    assert "T2" in told
    assert "T1" not in told


def test_complaints_are_listed_by_the_days_of_the_settings_that_are_named(
    registers: Path, tmp_path: Path, capsys: Any
) -> None:
    """D192: by the site's own limits; what is wrong with them is told, and the shipped ones stand in."""
    steps, settings = tmp_path / "steps.toml", tmp_path / "settings.toml"
    settings.write_text(f'steps = "steps.toml"\njournal = "{registers}"\n')
    steps.write_text("[limits]\ncomplaint_answer = 14\n")
    assert main(["complaints", "--settings", str(settings)]) == 0
    assert "written answer was due 2026-02-19" in capsys.readouterr().out
    steps.write_text("[limits]\ncomplaint_answer = 0\n")
    assert main(["complaints", "--settings", str(settings)]) == 0
    told = capsys.readouterr()
    assert "written answer was due 2026-03-07" in told.out
    assert told.err == f"{steps} line 2: limits.complaint_answer: expected whole days from 1 to 366, got 0\n"


def test_a_report_is_printed_under_the_centres_name_and_all_the_same_where_its_agencies_have_a_fault(
    registers: Path, tmp_path: Path, capsys: Any
) -> None:
    """D182: the numbers are the site's tables'; a report must be had even while one of them is being written."""
    settings, agencies = tmp_path / "settings.toml", tmp_path / "agencies.toml"
    settings.write_text(f'agencies = "agencies.toml"\njournal = "{registers}"\n')
    agencies.write_text(
        '[centre]\nname = "Lakeland"\n[[agency]]\nid = "f"\nlabel = "Fire"\nkind = "fire"\nkey = "F5"\n'
    )
    command = ["trouble", "T1", "--report", "repair", "--settings", str(settings)]
    assert main(command) == 0
    assert capsys.readouterr().out.startswith("Lakeland   ")
    agencies.write_text("[centre]\nname = 3\n")
    assert main(command) == 0
    told = capsys.readouterr()
    assert "9-1-1 REPAIR REPORT" in told.out
    assert "agencies.toml line 2: centre.name: expected words of at most 40 characters, got 3" in told.err


@pytest.mark.parametrize(("form", "title"), [("inquiry", "9-1-1 INQUIRY REPORT"), ("repair", "9-1-1 REPAIR REPORT")])
def test_a_report_is_printed_as_the_manuals_form(registers: Path, capsys: Any, form: str, title: str) -> None:
    """D181, D183."""
    assert main(["trouble", "T1", "--report", form, "--journal", str(registers)]) == 0
    assert title in capsys.readouterr().out


def test_a_number_that_is_no_trouble_report_is_told(registers: Path, capsys: Any) -> None:
    for number in ("3", "99", "x"):
        assert main(["trouble", number, "--journal", str(registers)]) == 2
        assert "expected the number of a trouble report" in capsys.readouterr().err


def test_complaints_lists_them_with_their_clock(registers: Path, capsys: Any) -> None:
    """D190, D192."""
    assert main(["complaints", "--journal", str(registers)]) == 0
    told = capsys.readouterr().out
    assert "C3" in told
    assert "written answer" in told
    assert "2026-03-07" in told

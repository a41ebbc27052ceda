"""The command line: every command, every exit code, one sentence for every fault, and no Qt where none is needed."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.cli import _parser, main

ROOT = Path(__file__).parents[2]


def test_version_is_told(capsys: Any) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("answerpoint ")


@pytest.mark.parametrize("words", [["run", "--help"], ["run", "--positon", "1"], ["run", "--format"]])
def test_run_is_told_alike_whether_the_other_commands_are_made_or_not(words: list[str], capsys: Any) -> None:
    told = []
    for parser in (_parser(words), _parser()):
        with pytest.raises(SystemExit) as ended:
            parser.parse_args(words)
        told.append((ended.value.code, *capsys.readouterr()))
    assert told[0] == told[1]


def test_no_command_is_a_usage_error(capsys: Any) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2


def test_an_unknown_option_is_a_usage_error(capsys: Any) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["run", "--fed", "emulated"])
    assert ended.value.code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["decode", "/no/such/file"],
        ["decode", "--format", "no-such-format", "-"],
        ["decode", "."],
        ["decode", "--format", "", "-"],
        ["calls", "--journal", "/no/such/file"],
    ],
)
def test_a_fault_is_one_sentence_and_exit_code_2(words: Any, capsys: Any) -> None:
    assert main(words) == 2
    told = capsys.readouterr().err
    assert told.startswith("answerpoint: ")
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["3", "--json"], "expected the number of a report or --json, got both"),
        (["--open", "T3"], "expected the number of a report or --open, got both"),
        (["--report", "repair"], "expected the number of a report to be written as repair, got none"),
    ],
)
def test_an_option_of_trouble_that_would_be_left_unheeded_is_refused(words: list[str], told: str, capsys: Any) -> None:
    assert main(["trouble", *words]) == 2
    assert capsys.readouterr().err == f"answerpoint: trouble: {told}\n"


def test_a_file_that_fails_where_nobody_expected_it_is_one_sentence_too(monkeypatch: Any, capsys: Any) -> None:
    def fails(_arguments: Any) -> int:
        return len(Path("/no/such/file").read_bytes())

    monkeypatch.setattr("app.cli._verify", fails)
    assert main(["verify", "--journal", "j"]) == 2
    told = capsys.readouterr().err
    assert told == "answerpoint: /no/such/file: expected a file that can be used, got: No such file or directory\n"


@pytest.mark.parametrize("command", ["calls", "verify", "trouble", "score", "review"])
def test_links_in_a_circle_are_no_journal(tmp_path: Path, command: str, capsys: Any) -> None:
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    words = {"score": [str(circle)], "review": ["1", "--journal", str(circle)]}
    assert main([command, *words.get(command, ["--journal", str(circle)])]) == 2
    assert "circle: expected a journal, got: too many levels of symbolic links" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["--feed", "seriel:/dev/ttyS0"],
        ["--feed", "replay:/no/such/file"],
        ["--serial", "9600,9,N,1"],
        ["--format", "no-such-format"],
        ["--phone", "virtual?*22=bussy"],
        ["--settings", "/no/such/file.toml"],
        ["--position", ""],
        ["--position", "0218\x1b[2J"],
        ["--position", "0" * 61],
        ["--format", ""],
        ["--phone", ""],
    ],
)
def test_a_console_that_cannot_be_is_one_sentence_and_exit_code_2(words: Any) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "run", *words], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert done.stderr.startswith("answerpoint: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["--version"],
        ["decode", "/dev/null"],
        ["check", "agencies"],
        ["manual", "howler"],
        ["calls", "--journal", "/dev/null"],
    ],
)
def test_no_qt_is_imported_where_none_is_needed(words: Any) -> None:
    code = (
        "import sys; from app.cli import _parser, main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "sys.exit(any(name.startswith(('PySide6', 'qasync', 'pydantic', 'sqlite_utils')) for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Any, a_slip: Any) -> None:
    (tmp_path / "spills").write_bytes(a_slip * 3000)
    done = subprocess.run(
        f"{sys.executable} -m app decode {tmp_path / 'spills'} | head -1",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert json.loads(done.stdout)["number"] == "9053261224"
    assert done.stderr == ""


def in_shell(words: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        f"{sys.executable} -m app {words}",
        shell=True,
        cwd=ROOT,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_output_that_finds_no_room_is_a_sentence(tmp_path: Any, a_slip: Any) -> None:
    (tmp_path / "spills").write_bytes(a_slip)
    for words in (f"decode {tmp_path / 'spills'}", "check agencies", "manual howler"):
        done = in_shell(f"{words} > /dev/full")
        assert done.returncode == 2, words
        assert done.stderr == "answerpoint: the output could not be written: No space left on device\n"


def test_a_command_whose_streams_are_closed_is_carried_out(tmp_path: Any, a_slip: Any) -> None:
    """No file that it opens may come to stand where others write."""
    (tmp_path / "spills").write_bytes(a_slip)
    (tmp_path / "noise").write_bytes(b"\xff\x00" * 9)
    for streams in (">&-", "2>&-", "<&-", "<&- >&- 2>&-"):
        for words, code in ((f"decode {tmp_path / 'spills'}", 0), (f"decode {tmp_path / 'noise'}", 1)):
            done = in_shell(f"{words} {streams}")
            assert (done.returncode, done.stderr) == (code, ""), streams
        assert in_shell(f"decode {tmp_path / 'none'} {streams}").returncode == 2
    assert in_shell("decode - <&-").returncode == 0


ASKED_TO_END = """
import os, signal, sys
import app.cli

def asked(_arguments):
    os.kill(os.getpid(), int(sys.argv[1]))
    return 1

for name in ("_run", "_monitor", "_verify", "_calls"):
    setattr(app.cli, name, asked)
app.check_words._check_settings = asked
sys.exit(app.cli.main(sys.argv[2:]))
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["run"], 0, ""),
        (["monitor", "emulated"], 0, ""),
        (["verify"], 2, "answerpoint: verify: stopped before its end\n"),
        (["calls"], 2, "answerpoint: calls: stopped before its end\n"),
        (["check", "settings"], 2, "answerpoint: check: stopped before its end\n"),
    ],
)
def test_a_signal_ends_a_command_with_0_unless_its_work_is_cut_short(
    words: list[str], code: int, told: str, number: signal.Signals
) -> None:
    """A journal that was not walked to its end is not whole, and half a list is not the list."""
    done = subprocess.run(
        [sys.executable, "-c", ASKED_TO_END, str(int(number)), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, "", told)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_while_a_module_is_loaded_is_no_failure(tmp_path: Path, number: signal.Signals) -> None:
    """`python -m` ended with -2, although the interrupt was caught, where it came in the making of a dataclass."""
    code = ASKED_TO_END.replace(
        "os.kill(os.getpid(), int(sys.argv[1]))", "exec('os.kill(os.getpid(), int(sys.argv[1]))')"
    )
    (tmp_path / "asked.py").write_text(code)
    done = subprocess.run(
        [sys.executable, "-m", "asked", str(int(number)), "run"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_line_that_is_decoded_is_told_to_its_last_byte_when_a_signal_ends_it(
    a_slip: bytes, number: signal.Signals
) -> None:
    """What was sent and stood in no line of the output yet was lost."""
    with subprocess.Popen(
        [sys.executable, "-m", "app", "decode", "-"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(a_slip + a_slip.rstrip())
        program.stdin.flush()
        first = program.stdout.readline()
        program.send_signal(number)
        last = program.communicate(timeout=60)[0]
    assert [json.loads(each)["number"] for each in (first, last)] == ["9053261224"] * 2
    assert program.returncode == 0


def test_a_file_that_was_decoded_in_part_is_not_said_to_be_decoded(tmp_path: Path, a_slip: bytes) -> None:
    (tmp_path / "spills").write_bytes(a_slip * 20_000)
    with subprocess.Popen(
        [sys.executable, "-m", "app", "decode", str(tmp_path / "spills")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdout is not None
        program.stdout.readline()
        program.send_signal(signal.SIGTERM)
        assert program.communicate(timeout=60)[1] == b"answerpoint: decode: stopped before its end\n"
    assert program.returncode == 2


@pytest.mark.parametrize("words", ["calls --journal /dev/null", "run"])
def test_a_time_zone_that_is_none_is_one_sentence(words: str) -> None:
    """Every time of day that is shown would fail, and with it the console."""
    done = in_shell(words, TZ="UTC+99")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "answerpoint: TZ: expected a time zone less than 24 hours from UTC, got 'UTC+99'\n"

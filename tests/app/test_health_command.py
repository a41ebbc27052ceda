"""`answerpoint check`: the health page, beside a console that runs on the same line and journal."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from tests.partners.fixtures import Partners
from tests.partners.fixtures import partner as partner
from tests.partners.program import until
from tests.partners.serial_links import SerialCable

ROOT = Path(__file__).parents[2]
SLIP = b"436-0709 RES OSH\r\nJohn Doe\r\n84 Smith St.\r\n13:30 #: 00271\r\nOshawa Oshawa L1J 6Y8\r\n\r\n"

Told = Callable[..., tuple[int, str, str]]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    def run(*words: Any) -> tuple[int, str, str]:
        code = main(["check", "--seconds", "0.1", *(str(each) for each in words)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def items(text: str) -> dict[str, dict[str, Any]]:
    return {each["item"]: each for each in json.loads(text)["items"]}


def test_the_exit_code_says_whether_anything_is_amiss_and_json_is_one_object(tmp_path: Path, told: Told) -> None:
    journal = tmp_path / "journal.sqlite"
    code, out, _ = told("--json", "--feed", "emulated", "--journal", journal)
    found = items(out)
    assert code == (1 if any(each["verdict"] == "amiss" for each in found.values()) else 0)
    assert json.loads(out)["amiss"] == bool(code)
    assert found["connections attempted"]["attempted"] == []
    code, out, _ = told("--feed", f"serial:{tmp_path}/none", "--journal", journal, "--phone", "manual")
    assert code == 1
    assert f"AMISS           port: serial:{tmp_path}/none: there is no such device" in out
    assert "amiss" in out.splitlines()[-1]


def test_both_links_of_the_settings_are_looked_at(tmp_path: Path, told: Told) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(
        f'feed = "serial:{tmp_path}/one"\nsecond_feed = "serial:{tmp_path}/two"\njournal = "{tmp_path}/j.sqlite"\n'
    )
    found = json.loads(told("--settings", settings, "--json")[1])["items"]
    assert [each["sentence"] for each in found if each["item"] == "port"] == [
        f"serial:{tmp_path}/{name}: there is no such device" for name in ("one", "two")
    ]


def test_settings_that_cannot_be_read_are_2(tmp_path: Path, told: Told) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text("nonsense = 1\n")
    code, out, err = told("--settings", settings)
    assert (code, out) == (2, "")
    assert "settings.toml line 1" in err
    assert told("--settings", settings, "--approve", "Chief")[0] == 2
    assert told("--feed", "nosuch:x")[0] == 2


def test_a_position_without_settings_is_approved_in_a_folder_made_for_it(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F11."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert told("--approve", "Chief")[0] == 0
    assert (tmp_path / "config" / "answerpoint" / "approved.json").is_file()
    (tmp_path / "a file").touch()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "a file"))
    code, _, error = told("--approve", "Chief")
    assert (code, "expected a folder that can be made" in error) == (2, True)


def test_a_configuration_is_approved_and_a_difference_is_named(tmp_path: Path, told: Told) -> None:
    """F11."""
    settings = tmp_path / "settings.toml"
    settings.write_text(f'feed = "emulated"\njournal = "{tmp_path}/journal.sqlite"\n')
    assert items(told("--settings", settings, "--json")[1])["configuration"]["verdict"] == "cannot be told"
    code, out, _ = told("--settings", settings, "--approve", "Chief")
    assert (code, "approved by Chief" in out) == (0, True)
    assert oct((tmp_path / "approved.json").stat().st_mode)[-3:] == "600"
    found = items(told("--settings", settings, "--json")[1])["configuration"]
    assert (found["verdict"], found["approved_by"]) == ("ok", "Chief")
    settings.write_text(settings.read_text() + 'position = "0218"\n')
    found = items(told("--settings", settings, "--json")[1])["configuration"]
    assert (found["verdict"], found["differences"]) == ("amiss", ["settings.toml (changed)"])
    assert told("--settings", settings, "--approve")[0] == 0  # by whoever is logged in
    assert items(told("--settings", settings, "--json")[1])["configuration"]["verdict"] == "ok"
    assert "expected a name" in told("--settings", settings, "--approve", "x" * 90)[2]


def test_an_approval_is_written_over_nothing_but_an_approval(tmp_path: Path, told: Told) -> None:
    """F11: the settings file itself may be named by mistake."""
    settings = tmp_path / "settings.toml"
    settings.write_text('feed = "emulated"\n')
    code, _, error = told("--settings", settings, "--approve", "Chief", "--approved", settings)
    assert (code, error) == (
        2,
        f"answerpoint: {settings}: expected a new file or an earlier approval, got another file\n",
    )
    assert settings.read_text() == 'feed = "emulated"\n'


@pytest.mark.needs("socat")
@pytest.mark.timeout(120)
def test_a_console_that_runs_keeps_its_line_and_journal(partner: Partners, tmp_path: Path, told: Told) -> None:
    """F11, F22: the check says that the console has the port, and takes nothing from it."""
    cable = partner(SerialCable(tmp_path))
    settings = tmp_path / "settings.toml"
    settings.write_text(
        f'feed = "serial:{cable.near}"\nphone = "manual"\njournal = "{tmp_path}/journal.sqlite"\n'
        "[serial]\nsilent_after = 3600\n"
    )
    console = subprocess.Popen(
        [sys.executable, "-m", "app", "run", "--settings", settings],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
    )
    far = os.open(cable.far, os.O_RDWR | os.O_NOCTTY)

    def page() -> dict[str, dict[str, Any]]:
        return items(told("--settings", settings, "--json")[1])

    try:
        until(lambda: page()["port"].get("holder"), "the console to open its line", 60)
        os.write(far, SLIP)
        found = until(lambda: [each for each in [page()] if each["last byte"]["verdict"] == "ok"], "a spill", 60)[0]
        mine = f"the console (process {console.pid})"
        assert (found["port"]["verdict"], found["port"]["holder"]) == ("ok", mine)
        assert found["line parameters"]["found"] == "9600,8,N,1"
        assert found["format tables"]["spills"] == {"bell-display": 1}
        assert found["journal"]["console"] == console.pid
        assert found["journal"]["verdict"] == "ok"
        assert (found["console's connections"]["verdict"], found["console's connections"]["open"]) == ("ok", [])
        os.write(far, SLIP.replace(b"00271", b"00272"))  # and still every byte reaches it
        until(lambda: page()["format tables"]["spills"] == {"bell-display": 2}, "the next spill", 60)
        console.send_signal(signal.SIGTERM)
        assert console.wait(30) == 0
    finally:
        console.kill()
        console.wait()
        assert console.stderr is not None
        said = console.stderr.read()
        console.stderr.close()
        os.close(far)
    assert said == ""


@pytest.mark.needs("socat")
def test_a_stopped_check_is_2_and_says_so(partner: Partners, tmp_path: Path) -> None:
    cable = partner(SerialCable(tmp_path))
    words = ["check", "--feed", f"serial:{cable.near}", "--seconds", "600", "--journal", f"{tmp_path}/j.sqlite"]
    check = subprocess.Popen(
        [sys.executable, "-m", "app", *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert check.stdout is not None
    assert "settings and tables" in check.stdout.readline()
    check.send_signal(signal.SIGINT)
    _, err = check.communicate(timeout=30)
    assert (check.returncode, err) == (2, "answerpoint: check: stopped before its end\n")


def test_a_telephone_on_the_feeds_line_is_not_tested_there(capsys: pytest.CaptureFixture[str]) -> None:
    """Its self-test would write to the controller."""
    assert main(["check", "--feed", "serial:/dev/x", "--phone", "serial:gentner:/dev/x"]) == 2
    assert "phone: expected another line than the feed's, got '/dev/x'" in capsys.readouterr().err

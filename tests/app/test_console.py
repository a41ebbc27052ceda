"""The console joins what it is given, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

from app.journal.read import calls, events

ROOT = Path(__file__).parents[2]

GIVEN = """
import sys
from functools import partial
from pathlib import Path

from app.console import Parts, open_console
from app.first_look import FirstLook
from app.settings import Settings
from app.tables import load_manual, load_tables
from drivers.emulated_feed import EmulatedFeed
from drivers.system_clock import SystemClock
from drivers.virtual_phone import VirtualPhone

clock = SystemClock()
journal = Path(sys.argv[1])


class EndsAfterOne(EmulatedFeed):
    def open(self, deliver):
        super().open(lambda event: (deliver(event), self.told(event)))

    def told(self, event):
        self.bytes = getattr(self, "bytes", b"") + getattr(event, "data", b"")
        if self.bytes.endswith(b"\\r\\n\\r\\n"):
            import os, signal
            os.kill(os.getpid(), signal.SIGTERM)


def parts():
    return Parts(
        tables=load_tables(Settings()),
        feed=EndsAfterOne("", clock, 0.1),
        replayed=False,
        phone=VirtualPhone("", clock),
        journal=journal,
        default_folder=journal.parent,
        manual=partial(load_manual, Settings()),
        position="0218",
    )


open_console(FirstLook("dark", 1.0, "en", None), clock, parts)
others = {"app.main", "app.cli", "serial", "drivers.serial_feed", "drivers.phone_spec", "drivers.feed_spec"}
print(sorted(others.intersection(sys.modules)))
"""


def test_it_runs_on_given_parts_and_loads_no_other_feed_and_no_other_telephone(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    done = subprocess.run(
        [sys.executable, "-c", GIVEN, str(path)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")
    kinds = [each["kind"] for each in events(path)]
    assert (kinds[0], kinds[-1]) == ("console_started", "console_stopped")
    assert [call["position"] for call in calls(path)] == ["0218"]


def test_a_language_that_cannot_be_had_is_told_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    done = subprocess.run(
        [sys.executable, "-c", GIVEN.replace('1.0, "en", None', '1.0, "de", None'), str(path)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")
    told = [each["body"] for each in events(path) if each["kind"] == "trouble_met"]
    assert any("expected a file answerpoint_de.qm in what is shipped, got none" in str(each) for each in told)
    assert len(list(calls(path))) == 1


def test_a_console_asked_to_close_while_it_is_made_opens_nothing(tmp_path: Path) -> None:
    """Somebody who starts one and thinks better of it does not wait for journal, telephone and line."""
    path = tmp_path / "journal.sqlite"
    code = GIVEN.replace(
        "def parts():\n", "def parts():\n    import os, signal\n    os.kill(os.getpid(), signal.SIGTERM)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []

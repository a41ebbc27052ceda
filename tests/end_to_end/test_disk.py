"""A full disk hides no caller: the mark says NOT LOGGED, and what was missed is entered when there is room again."""

import subprocess
from typing import Any

import pytest

pytestmark = [pytest.mark.needs("Xvfb", "socat", "dbus-daemon", "mount"), pytest.mark.timeout(180)]


@pytest.fixture
def small_disk(tmp_path: Any) -> Any:
    """A disk of 3 MiB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_changes_a_mark_and_hides_nobody(open_console: Any, line: Any, a_slip: Any, small_disk: Any) -> Any:
    console = open_console("--feed", f"serial:{line.device}", journal=small_disk / "journal.sqlite")
    console.window()
    line.send(a_slip(1))
    console.until(lambda calls: len(calls) == 1, "the first call")
    ballast = small_disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    for call in range(2, 60):
        line.send(a_slip(call, f"555-{call:04d}"))
    fields = {}

    def shown(_calls: Any) -> Any:
        fields.update(console.fields())
        return fields["Number"] == "(905) 555-0059"

    console.until(shown, "the last caller on the screen of a console with a full disk")
    assert "NOT LOGGED" in fields["Journal"]
    ballast.unlink()
    line.send(a_slip(60))
    console.until(lambda calls: len(calls) == 60, "everything entered once there is room")
    assert console.close() == (0, "answerpoint: the journal cannot be written: the disk is full")
    assert [call["call_number"] for call in console.calls()] == [f"{call:05d}" for call in range(1, 61)]
    assert console.command("verify", "--journal", str(console.journal)).returncode == 0

"""Never a shown caller that is not on disk: the console is killed at random moments, and every caller seen is there."""

import json
import random
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.needs("Xvfb", "socat", "dbus-daemon"), pytest.mark.timeout(600)]

WITNESS = Path(__file__).parent / "screen_witness.py"


def one_run(open_console: Any, line: Any, a_slip: Any, tmp_path: Any, seed: Any) -> None:
    """Feed callers, watch the screen from another process, kill -9, and compare."""
    chance = random.Random(seed)
    console = open_console("--feed", f"serial:{line.device}", journal=tmp_path / f"killed-{seed}.sqlite")
    console.window()
    witness = subprocess.Popen(
        ["/usr/bin/python3", str(WITNESS), "watch", "Number"],
        env=console.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    told_by_witness = witness.stdout
    assert told_by_witness is not None
    seen = []
    first = threading.Event()

    def look() -> None:
        for told in told_by_witness:
            text = json.loads(told)
            if text.startswith("("):
                seen.append(text)
                first.set()

    watching = threading.Thread(target=look)
    watching.start()
    feeding = threading.Event()

    def feed() -> None:
        number = 0
        while not feeding.wait(chance.uniform(0.002, 0.02)):
            number += 1
            line.send(a_slip(number % 100000, f"555-{number % 10000:04d}"))

    feeder = threading.Thread(target=feed)
    feeder.start()
    try:
        assert first.wait(30), "no caller was seen on the screen"
        feeding.wait(chance.uniform(0.0, 0.6))
        console.process.kill()
        console.process.wait(10)
    finally:
        feeding.set()
        feeder.join()
        witness.kill()
        witness.wait()
        watching.join()
        told_by_witness.close()
    written = {f"(905) {call['number'][3:6]}-{call['number'][6:]}" for call in console.calls()}
    assert seen
    assert set(seen) <= written
    verified = console.command("verify", "--journal", str(console.journal))
    assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.mark.parametrize("seed", range(20))
def test_every_caller_that_was_shown_is_in_the_journal_after_kill_9(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Any, seed: Any
) -> None:
    one_run(open_console, line, a_slip, tmp_path, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1000, 1100))
def test_every_caller_that_was_shown_is_there_after_a_hundred_kills(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Any, seed: Any
) -> None:
    one_run(open_console, line, a_slip, tmp_path, seed)

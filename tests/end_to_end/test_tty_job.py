"""A deaf caller writes, the call-taker reads and answers: over a real SIP call, with foreign TTYs (D150-D153)."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.test_sip_job import free_port, ready, settings
from tests.partners.caller import SippCaller
from tests.partners.kamailio import Kamailio
from tests.partners.replaces_end import ReplacesEnd

pytestmark = [
    pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "import", "kamailio", "sipp", "sox", "minimodem"),
    pytest.mark.timeout(180),
]

TRIES = 3  # SIPp plays in time only while it has the machine: on a busy one it is late with letters now and then
SAID = "FIRE AT 324 FIRST ST CALL 905 555 0123 GA"


def tty_voice(folder: Path, text: str) -> Path:
    """What a TTY says (minimodem's), as SIPp plays it."""
    wave, raw = folder / "tty.wav", folder / "tty.ul"
    subprocess.run(
        ["minimodem", "--tx", "--volume", "0.4", "-R", "8000", "-f", str(wave), "tdd"],
        input=text.encode(),
        check=True,
        timeout=30,
    )
    words = ["sox", str(wave), "-r", "8000", "-c", "1", "-e", "mu-law", "-t", "ul", str(raw), "pad", "1.5", "1"]
    subprocess.run(words, check=True, timeout=30)
    return raw


def kinds(console: Any) -> list[str]:
    """The kinds of the journal's events, in their order."""
    return [event["kind"] for event in console.events()]


def test_what_a_tty_writes_stands_on_the_screen_letter_for_letter_and_in_the_journal(
    open_console: Any, line: Any, tmp_path: Path, partner: Any
) -> None:
    switch = partner(Kamailio(tmp_path / "switch", {}))
    port = free_port()
    console = open_console("--feed", f"serial:{line.device}", "--settings", str(settings(tmp_path, switch, port)))
    ready(console)
    voice = tty_voice(tmp_path, SAID)
    heard: list[str] = []
    for call in range(1, TRIES + 1):
        to = f"sip:9111@127.0.0.1:{port}"
        caller = partner(SippCaller(tmp_path / f"caller{call}", to, f"905555012{call}", "tcp", voice=voice))
        console.until(lambda calls, call=call: len(calls) == call, "the ringing caller")
        console.press("alt+a")
        # minimodem goes back to letters at a space without saying so: the words after a number are the other reading
        console.until(lambda _calls, call=call: kinds(console).count("audio_lost") == call, "the end of what it plays")
        letters = [event["body"] for event in console.events() if event["kind"] == "tty_text"]
        ours = letters[sum(map(len, heard)) :]
        heard.append("".join(body["text"] for body in ours))
        either = zip(heard[-1], "".join(body["alternate"] for body in ours), strict=True)
        if len(heard[-1]) == len(SAID) and all(letter in pair for letter, pair in zip(SAID, either, strict=True)):
            break
        console.press("F12")
        caller.close()
    else:
        raise AssertionError(f"expected {SAID!r} once in {TRIES} calls, got {heard}")
    assert "905 555 0123" in console.fields()["Text conversation"].replace("\n", " ")
    console.waits_for_field("Whose turn", "GA: the turn is with you")
    console.press("alt+o")
    console.waits_for_field("Text conversation", "FIRST ST CALL")
    console.picture(tmp_path / "tty.png")
    assert "tty_heard" in kinds(console)


def test_what_she_types_is_read_by_a_foreign_tty(open_console: Any, line: Any, tmp_path: Path, partner: Any) -> None:
    switch = partner(Kamailio(tmp_path / "switch", {}))
    port = free_port()
    console = open_console(
        "--feed", f"serial:{line.device}", "--settings", str(settings(tmp_path, switch, port, microphone='"none"'))
    )
    ready(console)
    caller = partner(ReplacesEnd(tmp_path / "caller", "9055550123", tone_hz=300, transport="tcp"))
    caller.dial(f"sip:9111@127.0.0.1:{port};transport=tcp")
    console.until(lambda calls: any(call["number"] == "9055550123" for call in calls), "the ringing caller")
    console.answer()
    caller.until_established()
    console.press("alt+t")
    console.waits_for_field("Whose turn", "nothing yet")
    for word in ("9", "1", "1", "space", "Q", "space", "G", "A", "Return"):
        console.press(word)

    def sent() -> str:
        events = [event["body"] for event in console.events() if event["kind"] == "tty_text"]
        return "".join(body["text"] for body in events if body["sent"]).strip()

    console.until(lambda _calls: sent() == "911 Q GA", "the letters to have left")
    heard = caller.heard_s()
    caller.until_heard(heard + 1)
    read = subprocess.run(
        ["minimodem", "--rx", "-q", "-f", str(caller.recordings()[-1]), "tdd"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "911 Q GA" in read.stdout

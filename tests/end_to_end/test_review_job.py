"""A call is shown again as it was: the Screens of the real console against those of the replay, over a kill and on real
telephones; and the replay itself under real keys, beside a console that writes."""

import re
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.clock import as_text
from app.journal.read import calls, events
from app.journal.runs import span_of
from app.review.film import READ, Film, develop
from app.settings import Settings
from app.tables import load_tables
from tests.drivers.serial_desk import holding, write_profile
from tests.partners.fixtures import Partners
from tests.partners.kamailio import Kamailio
from tests.partners.replaces_end import ReplacesEnd
from tests.partners.switch import SippSwitch
from tests.partners.voice_modem import VoiceModem

pytestmark = [pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon"), pytest.mark.timeout(240)]

# Python runs this before the program: each Screen that the position decides on is written down, by time and kind, and
# again when the related calls have come behind it.
WITNESS = """
import importlib.abc, importlib.util, os, sys

LAST = []

def write(made):
    with open(os.environ["SCREENS"], "a", encoding="utf-8") as file:
        file.write(f"{LAST[0]} {LAST[1]}\\t{made._replace(related=())!r}\\t{made.related!r}\\n")

def position(module):
    decide, screen = module.Position.decide, module.Position.screen

    def decided(self, event):
        record, orders = decide(self, event)
        LAST[:] = [event.at.isoformat(timespec="microseconds")[:26], record.kind]
        return record, orders

    def shown(self):
        made = screen(self)
        write(made)
        return made

    module.Position.decide, module.Position.screen = decided, shown

def runner(module):
    show_related = module.Runner._show_related

    def shown_behind(self):
        show_related(self)
        if self._awaited is None:
            write(self._screen)

    module.Runner._show_related = shown_behind

class Finder(importlib.abc.MetaPathFinder):
    wanted = {"app.position.position": position, "app.position.runner": runner}

    def find_spec(self, name, path=None, target=None):
        watch = self.wanted.pop(name, None)
        if watch is None:
            return None
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def loaded(module):
            load(module)
            watch(module)

        spec.loader.exec_module = loaded
        return spec

sys.meta_path.insert(0, Finder())
"""

# What only the runner knows, and so the journal does not hold.
RUNNERS_OWN = re.compile(r"(last_byte_at|second_byte_at|journal)=(None|datetime\.datetime\(.*?\)|Edge\(.*?\))(?=[,)])")


@pytest.fixture
def witness(tmp_path: Path) -> dict[str, str]:
    """Return what is to be set in the environment of a console whose Screens are kept."""
    folder = tmp_path / "witness"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(WITNESS)
    return {"PYTHONPATH": str(folder), "SCREENS": str(folder / "screens")}


def seen(witness: dict[str, str]) -> list[tuple[str, str, str]]:
    """What the call-taker saw, in order: instant and kind of event, the Screen but for related calls, and these."""
    found = []
    for line in Path(witness["SCREENS"]).read_text("utf-8").splitlines():
        key, screen, related = line.split("\t")
        found.append((key, bare(screen), related))
    return found


def film_of(path: Path, call: int) -> Film:
    reading = develop(path, span_of(path, call), load_tables(Settings()))
    while True:
        try:
            next(reading)
        except StopIteration as end:
            film: Film = end.value
            return film


def compare(path: Path, witness: dict[str, str]) -> int:
    """Compare every frame of every call with what was seen; return how many there were.

    A frame has its related calls at once. The call-taker saw them behind it: on that Screen, or on the next ones where
    these followed within the tenth of a second.
    """
    screens = seen(witness)
    kinds = {each["id"]: each["kind"] for each in events(path)}
    compared = 0
    for call in calls(path):
        film = film_of(path, call["id"])
        assert film.notes == ()
        for frame in film.frames:
            at = as_text(frame.at)[:26]
            key = f"{at} {kinds[frame.event]}"
            screen = bare(repr(frame.screen._replace(related=())))
            assert screen in [there for when, there, _ in screens if when == key], (frame.event, key)
            assert repr(frame.screen.related) in [there for when, _, there in screens if when >= at], (frame.event, key)
            assert frame.screen.journal == READ
            compared += 1
    return compared


def bare(screen: str) -> str:
    return RUNNERS_OWN.sub(r"\1=", screen)


@pytest.fixture
def switch(partner: Partners, tmp_path: Path) -> SippSwitch:
    return partner(SippSwitch(tmp_path, ring_s=1.2))


@pytest.fixture
def modem(partner: Partners, tmp_path: Path, switch: SippSwitch) -> VoiceModem:
    return partner(holding(VoiceModem(tmp_path, switch.uri, ring_s=0.5)))


@pytest.mark.needs("baresip", "sipp", "sox")
def test_what_was_seen_with_a_serial_telephone_and_over_a_kill_is_what_is_shown(
    open_console: Callable[..., Any],
    line: Any,
    a_slip: Callable[..., bytes],
    tmp_path: Path,
    modem: VoiceModem,
    witness: dict[str, str],
) -> None:
    write_profile(tmp_path / "phones", "voice-modem-zyxel")
    settings = tmp_path / "settings.toml"
    settings.write_text(f'phones_folder = "phones"\nphone = "serial:desk:{modem.device}"\n')
    words = ("--settings", str(settings), "--feed", f"serial:{line.device}")
    console = open_console(*words, **witness)
    console.window()
    line.send(a_slip())
    console.until(len, "the call")
    console.press("F7")
    console.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "busy", "busy")
    console.process.send_signal(signal.SIGKILL)
    console.process.wait(30)
    console = open_console(*words, **witness)
    console.window()
    line.send(a_slip(call=553, number="326-9999", name="SECOND, CALLER"))
    console.until(lambda calls: len(calls) == 2, "the second call")
    console.press("F1", "ctrl+l", "F8")
    console.until(lambda calls: any(call["legs"] for call in calls[1:]), "an attempt")
    assert console.close()[0] == 0
    assert compare(console.journal, witness) > 15


@pytest.fixture
def agency(partner: Partners, tmp_path: Path) -> Any:
    return partner(ReplacesEnd(tmp_path / "agency", "oshawa", tone_hz=1000, answer_after=1.0, transport="tcp"))


@pytest.fixture
def caller(partner: Partners, tmp_path: Path) -> Any:
    return partner(ReplacesEnd(tmp_path / "caller", "9053261224", tone_hz=440, transport="tcp"))


@pytest.mark.needs("kamailio")
def test_what_was_seen_with_a_sip_telephone_is_what_is_shown(
    open_console: Callable[..., Any],
    partner: Partners,
    line: Any,
    a_slip: Callable[..., bytes],
    tmp_path: Path,
    caller: Any,
    agency: Any,
    witness: dict[str, str],
) -> None:
    switch = partner(Kamailio(tmp_path / "switch", {"*23": agency.uri}))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    settings = tmp_path / "settings.toml"
    settings.write_text(
        f'phone = "sip"\n[sip]\naddress = "127.0.0.1"\nport = {port}\nswitch = "{switch.address}"\nuser = "9111"\n'
        'transport = "tcp"\nmicrophone = "tone:1633"\n'
    )
    console = open_console("--feed", f"serial:{line.device}", "--settings", str(settings), **witness)
    console.window()
    console.waits_for_field("Telephone", "telephone sip: ready")
    caller.dial(f"sip:9111@127.0.0.1:{port};transport=tcp")
    console.until(len, "the ringing caller")
    line.send(a_slip())
    console.until(lambda calls: calls[0]["name"], "the spill")
    console.answer()
    caller.until_established()
    console.press("F8")
    console.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "answered", "the answer")
    console.press("F11")
    console.until(lambda calls: calls[0]["legs"][0]["contact_at"], "voice contact")
    console.press("F12")
    console.until(lambda calls: calls[0]["how_ended"], "the release")
    assert console.close()[0] == 0
    assert compare(console.journal, witness) > 8


@pytest.fixture
def written(open_console: Callable[..., Any], line: Any, a_slip: Callable[..., bytes]) -> Iterator[Any]:
    """A console that goes on writing, with one call on which Oshawa Fire answered."""
    console = open_console("--feed", f"serial:{line.device}", "--phone", "virtual?cadence=0.3&*23=answer:2")
    console.window()
    line.send(a_slip())
    console.until(len, "the call")
    console.press("F8")
    console.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "answered", "the answer")
    console.press("F11", "F12")
    console.until(lambda calls: calls[0]["how_ended"], "the release")
    yield console
    console.close()


@pytest.mark.needs("pyatspi", "at-spi2-core")
def test_a_call_is_replayed_beside_a_console_that_writes_and_its_keys_reach_nobody(
    written: Any, open_console: Callable[..., Any]
) -> None:
    before = written.events()
    replay = open_console(journal=written.journal, command=("review", "1"))
    shown, control = "REPLAY - Answerpoint", "Replay control - Answerpoint"
    replay.waits_for_field("State", "PAUSED")
    replay.press("F8", "F12", "F12", named=shown)
    replay.press("End", "Return", named=control)
    replay.waits_for_field("Role", "REPLAY")
    replay.waits_for_field("State", "event ")
    replay.press("Home", "Return", "space", named=control)
    replay.waits_for_field("State", "PLAYING")
    replay.press("space", "t", named=control)
    replay.press("2", "5", "Return", named=control)
    replay.waits_for_field("State", "expected a time of day as 13:31 or 13:31:07, got '25'")
    assert written.events() == before
    children = Path(f"/proc/{replay.process.pid}/task/{replay.process.pid}/children").read_text().split()
    assert children == []
    replay.press("Escape", named=control)
    assert replay.process.wait(30) == 0
    assert replay.close() == (0, "")
    assert written.command("verify", "--journal", str(written.journal)).returncode == 0

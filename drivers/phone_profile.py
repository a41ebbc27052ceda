"""Profiles: what a telephone device on a serial line is told and what it answers, so that one driver serves them all.

A profile is a table (`resources/phones/*.toml`, and the site's own folder); `drivers.profile_reader` reads it and
`resources/help/phone-profiles.md` teaches its language. Here stand the values it gives, and how one is found by name.

A site's own profile may be `based_on` a shipped one and say only what differs. `profile_text` writes such a one from
times that were measured.
"""

import errno
import hashlib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from app.errors import AnswerpointError, PhoneError, TableError
from app.new_file import FOR_ALL, new_file
from app.ports import PhoneCaps
from app.table_file import read_table_file
from drivers.phone_command import Expected, Values, Wording
from drivers.serial_line import SerialLine
from drivers.table_writer import table_of

FOLDER = "phones"
"""The folder of the shipped profiles in `resources`."""

SITE = "-site"
"""What the name of a profile with measured times ends with."""

UNKNOWN_COMMAND = "?"
"""Stands for a command that exists but is not known here: it must be taken from the device's manual."""

PROFILE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_DIGEST = 16  # hex digits
_SHOWN = 60  # characters of a faulty name that a message repeats


class Meaning(StrEnum):
    """What a device's word means; the words of the profiles."""

    OK = "ok"
    ERROR = "error"
    DIAL_TONE = "dial tone"
    NO_DIAL_TONE = "no dial tone"
    DIALLED = "dialled"
    PROGRESS = "progress"
    RINGING = "ringing"
    ANSWERED = "answered"
    BUSY = "busy"
    REORDER = "reorder"
    NO_ANSWER = "no answer"
    REFUSED = "refused"
    BAD_CODE = "bad code"
    ENDED = "ended"
    CALLER_GONE = "caller gone"
    LINE_LOST = "line lost"
    LINE_BACK = "line back"
    TTY = "tty heard"
    NOTHING = "nothing"  # a word that is known and tells nothing


@dataclass(frozen=True, slots=True)
class TimeRule:
    """A time of a profile in seconds: what stands where the profile says nothing, its bounds, and what it is."""

    usual: float
    least: float
    most: float
    words: str


TIMES: Mapping[str, TimeRule] = {
    "reply": TimeRule(2.0, 0.05, 30.0, "the longest wait for the answer to a command"),
    "settle": TimeRule(0.0, 0.0, 2.0, "the pause before each command"),
    "flash": TimeRule(0.5, 0.05, 1.2, "how long the loop is broken for FEATURE; too long hangs up on the caller"),
    "dial_tone": TimeRule(2.7, 0.1, 10.0, "the longest wait for dial tone after a flash"),
    "pause": TimeRule(1.0, 0.1, 10.0, "the wait for dial tone where the device cannot hear it"),
    "digit": TimeRule(0.2, 0.02, 2.0, "one tone and the pause after it"),
    "response": TimeRule(4.8, 0.1, 60.0, "the longest silence after the last digit"),
    "ring_cycle": TimeRule(6.0, 0.1, 20.0, "from the start of one ring to the next"),
    "ring_gap": TimeRule(3.0, 0.0, 20.0, "a second word for ringing sooner than this is the same ring"),
    "first_ring": TimeRule(4.0, 0.1, 60.0, "how long the device waits for the first ring"),
    "answer_silence": TimeRule(5.0, 0.1, 20.0, "the silence after a ring that means somebody answered"),
    "unanswered": TimeRule(50.0, 1.0, 300.0, "the longest time from the last sign of the agency to giving up"),
    "abort": TimeRule(1.8, 0.1, 10.0, "the longest wait until a call that is given up has ended"),
}
"""The times of a profile; those of the position (telephone.md 8.2) are a little longer: the device speaks first."""

COMMANDS: Mapping[str, str] = {
    "attention": "asks whether the device is there",
    "flash": "breaks the loop for 9-1-1 FEATURE",
    "dial": "dials",
    "abort": "gives up a call that is dialling or ringing",
    "back": "brings the caller back after a call that failed or was given up",
    "join": "joins caller and agency once the agency answered",
    "drop": "takes the agency off, the caller stays",
    "hang_up": "hangs up our end",
    "hold": "holds the circuit",
    "resume": "takes the held circuit back",
    "mute": "turns our voice off",
    "unmute": "turns our voice on again",
    "idle": "leaves the device as it should stand while nobody uses it",
}
"""The commands of a profile, and what each does."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is sent and what must come back: one of `replies`, or an `ok` result where there are none.

    `silent` waits for nothing. `limit` is in seconds.
    """

    send: Wording
    replies: tuple[Expected, ...]
    silent: bool
    limit: float


class Rule(StrEnum):
    """What a step of the self-test asks of the answer."""

    OK = "ok"  # it is accepted
    REFUSES = "refuses"  # it is refused: a device that accepts what does not exist cannot be trusted
    EQUALS = "equals"  # a line of it is this value: what was set is read back
    LISTS = "lists"  # a line of it is a list in which this stands
    SAYS = "says"  # a line of it fits
    TELLS = "tells"  # anything: it is told to the technician


@dataclass(frozen=True, slots=True)
class SelfTest:
    """One step of the self-test; `why` says what it means if it fails, `needed` whether the device is then refused."""

    what: str
    step: Step
    rule: Rule
    value: Wording | Expected | None
    why: str
    needed: bool
    tries: int


@dataclass(frozen=True, slots=True)
class Result:
    """A word of the device and its meaning; sooner than `not_before` seconds after dialling it is not believed."""

    texts: tuple[Expected, ...]
    means: Meaning
    not_before: float


@dataclass(frozen=True, slots=True)
class Profile:
    """A telephone device, as its table says.

    `end` ends a command; `shielded`: single letters after DLE are words of their own (voice mode); `numeric`: results
    are digits (V0); `checked`: the device repeats what it is sent, and a number it repeats wrongly is given up.
    `dial_tone` is how dial tone is known: "reply" (the answer to `flash` says so), "event" (a word of its own), "pause"
    (not at all: it is waited for). `unknown` names the commands still to be taken from the device's manual. `text` is
    the table as it was read, `own` what stands in it and not in the profile it is based on.
    """

    name: str
    source: str
    title: str
    about: str
    sources: tuple[str, ...]
    unproved: tuple[str, ...]
    line: SerialLine
    end: str
    shielded: bool
    numeric: bool
    checked: bool
    answers: bool
    times: Mapping[str, float]
    values: Values
    commands: Mapping[str, tuple[Step, ...]]
    tests: tuple[SelfTest, ...]
    results: tuple[Result, ...]
    caps: PhoneCaps
    dial_tone: str
    unknown: tuple[str, ...] = ()
    text: str = ""
    own: Mapping[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The first digits of the SHA-256 of its text, by which one profile is told from another."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:_DIGEST]

    @property
    def deaf(self) -> bool:
        """True if nothing of what becomes of a call is heard: the call-taker must listen."""
        return self.caps.ring_count == "none" and self.caps.answer_seen == "none"

    @property
    def deduces(self) -> bool:
        """True if the answer is deduced here, from the device's silence; else the device says it."""
        return self.caps.answer_seen == "deduced" and not any(each.means is Meaning.ANSWERED for each in self.results)

    def meanings(self, word: str) -> list[tuple[Result, Mapping[str, str]]]:
        """Return every result that a device's word may be, with its fields, in the order of the profile."""
        found = []
        for result in self.results:
            fields = next((each for each in (text.fit(word) for text in result.texts) if each is not None), None)
            if fields is not None:
                found.append((result, fields))
        return found


@cache
def shipped() -> Mapping[str, str]:
    """Return name -> text of the profiles that come with the program."""
    found = (files("resources") / FOLDER).iterdir()
    return {each.name.removesuffix(".toml"): each.read_text("utf-8") for each in found if each.name.endswith(".toml")}


def find_profile(name: str, folder: Path | None) -> tuple[str, str]:
    """Return where the profile `name` stands and its text: the site's own comes before a shipped one.

    A name that ends in `.toml` is a file. Raises PhoneError for a name nobody has, TableError for a file that cannot be
    read.
    """
    if name.endswith(".toml"):
        return name, read_table_file(Path(name), "phone profile")
    if not PROFILE_NAME.fullmatch(name):
        raise PhoneError(
            f"phone serial: expected the name of a profile (small letters, digits, -) or a path ending in .toml, "
            f"got {_short(name)}"
        )
    if folder is not None and (own := folder / f"{name}.toml").exists():
        return str(own), read_table_file(own, "phone profile")
    known = shipped()
    if name not in known:
        where = f" or one of {folder}" if folder is not None else ""
        raise PhoneError(f"phone serial: expected one of {', '.join(sorted(known))}{where}, got {_short(name)}")
    return f"{FOLDER}/{name}.toml", known[name]


def load_profile(name: str, folder: Path | None = None) -> Profile:
    """Read the profile `name`. Raises PhoneError as `find_profile`, and TableError with every fault of the table."""
    from drivers.profile_reader import read_profile

    where, text = find_profile(name, folder)
    return read_profile(text, where, Path(name).stem if name.endswith(".toml") else name)


def profile_text(base: str, times: Mapping[str, float], about: str = "") -> str:
    """Return the text of a profile that is the shipped `base` with these times, as measured on the site's own line.

    Raises TableError for a base that is not shipped and for a time that no profile may have.
    """
    from drivers.profile_reader import read_profile

    words = about.replace("\\", "\\\\").replace('"', '\\"')
    lines = [f'based_on = "{base}"']
    lines += [f'about = "{words}"'] if about else []
    lines += ["", "[times]", *(f"{name} = {_number(seconds)}" for name, seconds in times.items())]
    text = "\n".join(lines) + "\n"
    read_profile(text, "measured profile", "measured")
    return text


def retimed(profile: Profile, times: Mapping[str, float]) -> Profile:
    """Return the profile with other times. Raises TableError for a time that it may not have."""
    from drivers.profile_reader import read_profile

    return read_profile(profile.text, profile.source, profile.name, times)


def kept_text(profile: Profile, times: Mapping[str, float]) -> str:
    """Return the text of a profile of the site's own that is this one with these times.

    What the site has written in its own profile is kept; a shipped one is based on. Raises TableError.
    """
    from drivers.profile_reader import read_profile

    values: dict[str, Any] = {**profile.own, "times": {**profile.own.get("times", {}), **times}}
    if profile.text == shipped().get(profile.name):
        values = {"based_on": profile.name, "times": dict(times)}
    text = table_of(values)
    read_profile(text, "measured profile", profile.name)
    return text


def keep_times(profile: Profile, times: Mapping[str, float], folder: Path | None) -> str:
    """Write the times into the site's folder as profile `NAME-site`, and return the file. Raises TableError.

    What stands there already keeps all else that it says. Where more than times would be lost (remarks, or the whole of
    a file that cannot be read), it is kept beside, and what is returned names that too. The file stands there whole or
    not at all.
    """
    if folder is None:
        raise TableError("phones_folder: expected a folder for the site's own profiles in the settings, got none")
    name = f"{profile.name.removesuffix(SITE)}{SITE}"
    if not PROFILE_NAME.fullmatch(name):
        raise TableError(
            f"phone profile {_short(name)}: expected a name of at most 40 small letters, digits and -, "
            f"got one that no telephone can be set to; give the profile a shorter name"
        )
    file = folder / f"{name}.toml"
    text = kept_text(profile, times)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = file.read_bytes() if file.exists() else None
        kept = ""
        if before is not None:
            text, lost = _merged_text(before, times, name) or (text, True)
            kept = _keep_beside(file, before) if lost else ""
        with new_file(file, over=True, mode=FOR_ALL) as written:
            written.write(text.encode())
    except OSError as error:
        raise TableError(f"phone profile {file}: expected a file to write, got {error.strerror or error}") from error
    except AnswerpointError as error:
        raise TableError(f"phone profile {error}") from error
    return f"{file} (what stood there before is kept as {kept})" if kept else str(file)


def _merged_text(before: bytes, times: Mapping[str, float], name: str) -> tuple[str, bool] | None:
    """Return a site's own profile with these times, and whether it loses remarks; None if it cannot be read."""
    from drivers.profile_reader import read_profile

    try:
        old = before.decode("utf-8")
        values = tomllib.loads(old)
        text = table_of({**values, "times": {**values.get("times", {}), **times}})
        read_profile(text, "measured profile", name)
        return text, "".join(table_of(values).split()) != "".join(old.split())
    except (UnicodeDecodeError, ValueError, TypeError, RecursionError, TableError):
        return None


def _keep_beside(file: Path, before: bytes) -> str:
    """Write what a file held beside it, over nothing that is there, and return the name."""
    for number in range(1, 1000):
        beside = file.with_name(f"{file.name}.bak{number if number > 1 else ''}")
        if not os.path.lexists(beside):
            with new_file(beside, mode=FOR_ALL) as written:
                written.write(before)
            return beside.name
    raise OSError(errno.EEXIST, f"too many files {file.name}.bak")


def _number(seconds: float) -> str:
    """Write a time to the millisecond; what is no number is left for the reader to refuse."""
    text = f"{seconds:.3f}".rstrip("0")
    return text + "0" if text.endswith(".") else text


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")

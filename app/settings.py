"""Settings: one TOML file a position, read into frozen values; every fault of it told in a sentence.

    feed = "serial:/dev/ttyUSB0"        serial:DEVICE-OR-URL | replay:FILE[?speed=N|max&from=MARK] | emulated[:SCENARIO]
    second_feed = "serial:/dev/ttyUSB1" a second link that brings the same spills
    serial = "9600,8,N,1"               or a section [serial]: `app.serial_settings`
    second_serial = "1200,7,E,1"        or a section [second_serial]; what it does not say is as in `serial`
    formats = ["bell-printer"]          tables in force, in this order; none named: all there are
    formats_folder = "formats"          the site's own tables, besides those shipped
    service_classes_folder = "classes"
    agencies = "agencies.toml"          instead of the shipped table
    localities = "localities.toml"
    directory = "directory.toml"        numbers to be searched for, instead of the shipped list
    tty_lines = "lines.toml"            lines ready for the conversation with a TTY
    manual_folder = "manual"            the site's own pages of the manual, in place of those shipped
    phone = "virtual"                   virtual[?*22=busy...] | manual | serial:PROFILE:DEVICE-OR-URL
                                        | sip, and a section [sip] (app.sip_settings)
    phones_folder = "phones"            the site's own profiles of serial telephone devices
    procedures_folder = "procedures"    the site's own procedures, each in place of the shipped one of its name
    steps = "steps.toml"                words and limits of every call, each in place of the shipped one of its name
    greeting_language = "en"            en | fr | both: what the caller is greeted in
    position = "0218"                   spills of other positions are then told, not shown
    journal = "/var/lib/answerpoint/journal.sqlite"
    related_minutes = 60                how far back related calls are looked for, 1 to 1440
    record = "feed.rec"                 every chunk of the feed is written there, of a second one in feed.rec.second
    language = "en"                     of the screen: en, or one that has a translation, as fr
    translations_folder = "translations"  the site's own translations of the screen
    theme = "dark"                      dark | light | high-contrast
    scale = 1.0                         0.8 to 2.0

A file name is taken from the folder of the settings file; `~` is the user's own folder. pydantic checks the values; it
is imported only when there is a file to check, for it takes longer to import than the caller's screen may wait.
"""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from app.errors import TableError
from app.serial_settings import LINE_WORDS, SerialSettings, serial_model, serial_of
from app.sip_settings import SipSettings, check_secret, sip_model, sip_of
from app.table_file import read_table_file
from app.table_text import Faults, read_table

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

# The drivers a SPEC may name, each with what a SPEC of it looks like.
FEEDS = {"emulated": r"emulated([:?].+)?", "serial": r"serial:.+", "replay": r"replay:.+"}
PHONES = {"virtual": r"virtual(\?.*)?", "manual": r"manual(\?.*)?", "serial": r"serial:[^:]+:.+", "sip": r"sip"}
LANGUAGES = ("en", "fr", "both")  # of the greeting
LANGUAGE = "[a-z]{2,3}(_[A-Z]{2})?"  # of the screen, as Qt names one
THEMES = ("dark", "light", "high-contrast")

# Below this the smallest text is under 16 px at 96 dpi (design: screen.md rule 1); above it 1280x800 has no room.
SMALLEST_SCALE = 0.8
LARGEST_SCALE = 2.0

# A day: what is older is looked for in `answerpoint calls`.
LONGEST_RELATED = 1_440

# A list of formats or a SPEC longer than this is a slip of the hand.
MOST_FORMATS = 100
LONGEST_SPEC = 1_000
LONGEST_NAME = 60

_FEED_WORDS = "emulated, emulated:SCENARIO, serial:DEVICE-OR-URL or replay:FILE"
_PHONE_WORDS = "virtual, manual, serial:PROFILE:DEVICE-OR-URL or sip"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a position's settings file says; each default is what stands where the file says nothing.

    `formats` empty means every table there is. A path that is None means what is shipped, or the default place.
    `source` is the file read, None if there was none; `names_feed` is True if it says which feed.
    """

    feed: str = "emulated"
    names_feed: bool = False
    second_feed: str | None = None
    serial: SerialSettings = field(default_factory=SerialSettings)
    second_serial: SerialSettings | None = None
    formats: tuple[str, ...] = ()
    formats_folder: Path | None = None
    service_classes_folder: Path | None = None
    agencies: Path | None = None
    localities: Path | None = None
    directory: Path | None = None
    tty_lines: Path | None = None
    manual_folder: Path | None = None
    phone: str = "virtual"
    phones_folder: Path | None = None
    procedures_folder: Path | None = None
    steps: Path | None = None
    greeting_language: str = "en"
    sip: SipSettings = field(default_factory=SipSettings)
    position: str = ""
    journal: Path | None = None
    related_minutes: int = 60
    record: Path | None = None
    language: str = "en"
    translations_folder: Path | None = None
    theme: str = "dark"
    scale: float = 1.0
    source: Path | None = None


def load_settings(path: Path | None = None) -> Settings:
    """Read a settings file; None is the default place, where no file means the defaults.

    Raises TableError, one sentence a fault (file, line, expected, got), and nothing else.
    """
    if path is None:
        path = default_settings_path()
        if not os.path.lexists(path):
            return Settings()
    settings = read_settings(read_table_file(path, "settings"), path)
    check_secret(settings.sip, path)
    return settings


# --- where things are ----------------------------------------------------------------------------------------------


def default_settings_path(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return where the settings file stands: $XDG_CONFIG_HOME/answerpoint/settings.toml, %APPDATA% on Windows."""
    return home_of("XDG_CONFIG_HOME", ".config", "APPDATA", environ, platform) / "answerpoint" / "settings.toml"


def home_of(xdg: str, under_home: str, windows: str, environ: Mapping[str, str], platform: str) -> Path:
    """Return the folder of the user's settings or data. Raises TableError where there is no home."""
    named = environ.get(windows if platform == "win32" else xdg, "")
    if platform == "win32" and named:
        return Path(named)
    if named.startswith("/"):  # the standard says that a relative one is to be ignored
        return Path(named)
    home = environ.get("USERPROFILE" if platform == "win32" else "HOME")
    try:
        return (Path(home) if home else Path.home()) / under_home
    except RuntimeError as error:
        raise TableError(f"settings: expected a home folder in HOME, got none; set {xdg}") from error


# --- reading -------------------------------------------------------------------------------------------------------


def read_settings(text: str, path: Path) -> Settings:
    """Read the text of a settings file; file names in it are taken from the folder of `path`.

    Raises TableError, and nothing else.
    """
    from pydantic import ValidationError

    table = read_table(text, str(path))
    try:
        checked = _model().model_validate(table.values)
    except ValidationError as error:
        faults = Faults(table)
        for each in error.errors(include_url=False):
            _tell(faults, each)
        faults.raise_if_any()
        raise
    return _settings(checked, path)


def _settings(checked: Any, path: Path) -> Settings:
    """Make the frozen value of the model that pydantic filled."""

    def file(name: str) -> Path | None:
        value: str | None = getattr(checked, name)
        return None if value is None else placed(value, path)

    serial = serial_of(checked.serial)
    return Settings(
        feed=checked.feed,
        names_feed="feed" in checked.model_fields_set,
        second_feed=checked.second_feed,
        serial=serial,
        second_serial=None if checked.second_serial is None else serial_of(checked.second_serial, serial),
        formats=tuple(checked.formats),
        formats_folder=file("formats_folder"),
        service_classes_folder=file("service_classes_folder"),
        agencies=file("agencies"),
        localities=file("localities"),
        directory=file("directory"),
        tty_lines=file("tty_lines"),
        manual_folder=file("manual_folder"),
        phone=checked.phone,
        phones_folder=file("phones_folder"),
        procedures_folder=file("procedures_folder"),
        steps=file("steps"),
        greeting_language=checked.greeting_language,
        sip=sip_of(checked.sip, path.parent),
        position=checked.position or "",
        journal=file("journal"),
        related_minutes=checked.related_minutes,
        record=file("record"),
        language=checked.language,
        translations_folder=file("translations_folder"),
        theme=checked.theme,
        scale=float(checked.scale),
        source=path,
    )


def position_of(given: str | None, settings: Settings) -> str:
    """Return this position: the one of the command line, else that of the settings; "" where there is none.

    Raises TableError for one that a command line cannot mean, as where a script has lost it: with no position every
    spill would be this one's.
    """
    position = settings.position if given is None else given
    if given is not None and not (given.strip() and given.isprintable() and len(given) <= LONGEST_NAME):
        got = repr(given[:LONGEST_NAME])
        raise TableError(f"--position: expected a position of 1 to {LONGEST_NAME} characters, as in 0218, got {got}")
    return position.strip()


def placed(name: str, path: Path) -> Path:
    """Return where a file is that the settings file `path` names."""
    try:
        return path.parent / Path(name).expanduser()
    except RuntimeError:  # `~nobody`: a file may have that name
        return path.parent / name


def _one_of(words: Iterable[str]) -> str:
    return f"one of {', '.join(words)}"


def _spec(text: str, drivers: Mapping[str, str]) -> str:
    """Look no further than the driver's name: what follows it is the driver's own."""
    if not any(re.fullmatch(pattern, text) for pattern in drivers.values()):
        raise ValueError("no SPEC")
    return text


def _tell(faults: Faults, error: "ErrorDetails") -> None:
    """Turn one of pydantic's errors into a sentence: each field's description is what is expected of it."""
    whole = _model()
    path = error["loc"]
    sections = {"serial": serial_model(), "second_serial": serial_model(), "sip": sip_model()}
    within = sections.get(str(path[0]), whole) if len(path) > 1 else whole
    fields = {each.alias or name: each for name, each in within.model_fields.items()}
    if error["type"] == "extra_forbidden":
        faults.unknown(path, tuple(fields))
        return
    names = [part for part in path if isinstance(part, str) and part in fields]
    expected = fields[names[-1]].description if names else None
    if path == ("sip", "password"):
        faults.add(path, f"expected {expected}, got another (not shown)")
        return
    faults.expected_plain(path, expected or error["msg"], error["input"])


@cache
def _model() -> "type[BaseModel]":
    """Build the model of the file; a description says what is expected of a value."""
    from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

    rules = ConfigDict(strict=True, extra="forbid")

    def words(description: str, longest: int) -> Any:
        return Field(
            min_length=1,
            max_length=longest,
            pattern=r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$",
            description=description,
        )

    file = words("the name of a file, in quotes", LONGEST_SPEC)
    folder = words("the name of a folder, in quotes", LONGEST_SPEC)

    one_text = BeforeValidator(lambda value: {"line": value} if isinstance(value, str) else value)

    def line(section: str) -> Any:
        return Field(description=f"{LINE_WORDS}, or a section [{section}]")

    def spec(drivers: Mapping[str, str]) -> AfterValidator:
        return AfterValidator(lambda text: _spec(text, drivers))

    class SettingsFile(BaseModel):
        model_config = rules
        feed: Annotated[str, words(f"a feed: {_FEED_WORDS}", LONGEST_SPEC), spec(FEEDS)] = "emulated"
        second_feed: Annotated[str | None, words(f"a feed: {_FEED_WORDS}", LONGEST_SPEC), spec(FEEDS)] = None
        serial: Annotated[serial_model(), one_text, line("serial")] = serial_model()()  # type: ignore[valid-type]  # built on demand
        second_serial: Annotated[serial_model() | None, one_text, line("second_serial")] = None  # type: ignore[valid-type]
        formats: Annotated[
            list[Annotated[str, words("the name of a format", LONGEST_NAME)]],
            Field(
                max_length=MOST_FORMATS, description=f'names of formats, at most {MOST_FORMATS}, as in ["bell-printer"]'
            ),
        ] = []
        formats_folder: Annotated[str | None, folder] = None
        service_classes_folder: Annotated[str | None, folder] = None
        agencies: Annotated[str | None, file] = None
        localities: Annotated[str | None, file] = None
        directory: Annotated[str | None, file] = None
        tty_lines: Annotated[str | None, file] = None
        manual_folder: Annotated[str | None, folder] = None
        phone: Annotated[str, words(f"a telephone: {_PHONE_WORDS}", LONGEST_SPEC), spec(PHONES)] = "virtual"
        phones_folder: Annotated[str | None, folder] = None
        procedures_folder: Annotated[str | None, folder] = None
        steps: Annotated[str | None, file] = None
        greeting_language: Annotated[Literal["en", "fr", "both"], Field(description=_one_of(LANGUAGES))] = "en"
        sip: Annotated[sip_model(), Field(description="a section [sip]")] = sip_model()()  # type: ignore[valid-type]  # built on demand
        position: Annotated[str | None, words('a position in quotes, as in "0218"', LONGEST_NAME)] = None
        journal: Annotated[str | None, file] = None
        related_minutes: Annotated[
            int, Field(ge=1, le=LONGEST_RELATED, description=f"minutes, a whole number from 1 to {LONGEST_RELATED}")
        ] = 60
        record: Annotated[str | None, file] = None
        language: Annotated[str, Field(pattern=f"^{LANGUAGE}$", description='a language, as in "fr"')] = "en"
        translations_folder: Annotated[str | None, folder] = None
        theme: Annotated[Literal["dark", "light", "high-contrast"], Field(description=_one_of(THEMES))] = "dark"
        scale: Annotated[
            float,
            Field(
                ge=SMALLEST_SCALE,
                le=LARGEST_SCALE,
                allow_inf_nan=False,
                description=f"a number from {SMALLEST_SCALE} to {LARGEST_SCALE}",
            ),
        ] = 1.0

    return SettingsFile

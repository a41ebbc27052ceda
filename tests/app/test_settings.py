from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import TableError
from app.serial_settings import SerialSettings
from app.settings import (
    THEMES,
    Settings,
    default_settings_path,
    load_settings,
    read_settings,
)
from app.sip_settings import SipSettings

Load = Callable[[str], Settings]
Refuse = Callable[[str], str]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Return a function that writes a settings file and loads it."""

    def write_and_load(text: str) -> Settings:
        path = tmp_path / "settings.toml"
        path.write_text(text)
        return load_settings(path)

    return write_and_load


@pytest.fixture
def refuse(load: Load, tmp_path: Path) -> Refuse:
    """Return a function that loads a faulty settings file and gives the sentences, without the folder."""

    def said(text: str) -> str:
        with pytest.raises(TableError) as caught:
            load(text)
        return str(caught.value).replace(f"{tmp_path}/", "")

    return said


def test_no_file_at_the_default_place_means_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert load_settings() == Settings()
    assert load_settings().feed == "emulated"
    assert load_settings().phone == "virtual"


def test_a_file_at_the_default_place_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "answerpoint").mkdir()
    (tmp_path / "answerpoint" / "settings.toml").write_text('position = "0218"')
    assert load_settings().position == "0218"


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="expected a file, got no such file"):
        load_settings(tmp_path / "settings.toml")


def test_everything_that_can_be_set_is_read(load: Load, tmp_path: Path) -> None:
    loaded = load(
        """
        feed = "serial:rfc2217://controller:4000?ign_set_control&logging=info"
        second_feed = "serial:/dev/ttyUSB1"
        formats = ["bell-printer", "telus-log-2"]
        formats_folder = "formats"
        service_classes_folder = "/srv/classes"
        agencies = "agencies.toml"
        localities = "localities.toml"
        directory = "numbers.toml"
        phone = "virtual?*22=busy&cadence=0.2"
        steps = "steps.toml"
        greeting_language = "both"
        position = "0218"
        journal = "journal.sqlite"
        related_minutes = 90
        record = "feed.rec"
        theme = "high-contrast"
        scale = 1.25
        [serial]
        line = "4800,7,E,1"
        flow = "rtscts"
        mask_bit7 = true
        silent_after = 90
        [sip]
        switch = "10.1.2.3:5060"
        register = true
        codecs = ["pcma"]
        """
    )
    assert loaded == Settings(
        names_feed=True,
        feed="serial:rfc2217://controller:4000?ign_set_control&logging=info",
        second_feed="serial:/dev/ttyUSB1",
        serial=SerialSettings(4800, 7, "E", 1, "rtscts", True, 90),
        formats=("bell-printer", "telus-log-2"),
        formats_folder=tmp_path / "formats",
        service_classes_folder=Path("/srv/classes"),
        agencies=tmp_path / "agencies.toml",
        localities=tmp_path / "localities.toml",
        directory=tmp_path / "numbers.toml",
        phone="virtual?*22=busy&cadence=0.2",
        sip=SipSettings(switch="10.1.2.3:5060", register=True, codecs=("pcma",)),
        steps=tmp_path / "steps.toml",
        greeting_language="both",
        position="0218",
        journal=tmp_path / "journal.sqlite",
        related_minutes=90,
        record=tmp_path / "feed.rec",
        theme="high-contrast",
        scale=1.25,
        source=tmp_path / "settings.toml",
    )


def test_a_serial_line_may_be_given_in_one_text(load: Load) -> None:
    assert load('serial = "19200,8,o,1.5"').serial == SerialSettings(19200, 8, "O", 1.5)


def test_a_serial_section_without_a_line_keeps_the_usual_one(load: Load) -> None:
    assert load("[serial]\nmask_bit7 = true").serial == SerialSettings(mask_bit7=True)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("", None),
        ('second_serial = "300,8,N,2"\n', SerialSettings(300, 8, "N", 2, "rtscts", True, 90)),
        ('[second_serial]\nflow = "none"\nsilent_after = 30\n', SerialSettings(1200, 7, "E", 1, "none", True, 30)),
        ("[second_serial]\n", SerialSettings(1200, 7, "E", 1, "rtscts", True, 90)),
    ],
)
def test_what_is_not_said_of_the_second_link_is_as_the_main_links(
    load: Load, text: str, second: SerialSettings | None
) -> None:
    main = '[serial]\nline = "1200,7,E,1"\nflow = "rtscts"\nmask_bit7 = true\nsilent_after = 90\n'
    loaded = load(f"{text}{main}" if text.startswith("second") else f"{main}{text}")
    assert loaded.serial == SerialSettings(1200, 7, "E", 1, "rtscts", True, 90)
    assert loaded.second_serial == second


def test_a_tilde_is_the_users_own_folder(load: Load, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", "/home-of-her")
    assert load('journal = "~/j.sqlite"').journal == Path("/home-of-her/j.sqlite")
    assert load('journal = "~no.such.user/j"').journal == tmp_path / "~no.such.user/j"


@pytest.mark.parametrize("theme", THEMES)
def test_each_theme_is_accepted(load: Load, theme: str) -> None:
    assert load(f'theme = "{theme}"').theme == theme


@pytest.mark.parametrize("feed", ["emulated", "emulated:night-shift", "serial:COM3", "replay:a.rec?speed=max"])
def test_each_spec_of_a_feed_is_accepted(load: Load, feed: str) -> None:
    assert load(f'feed = "{feed}"').feed == feed


def test_an_unknown_key_is_refused_with_its_line(refuse: Refuse) -> None:
    assert refuse('\n\nfeeed = "emulated"') == "settings.toml line 3: feeed: unknown key; did you mean feed?"
    assert refuse("[serial]\nbaud = 9600") == (
        "settings.toml line 2: serial.baud: unknown key; expected one of line, flow, mask_bit7, silent_after"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'feed = "tcp:host"',
            "feed: expected a feed: emulated, emulated:SCENARIO, serial:DEVICE-OR-URL or replay:FILE",
        ),
        ('feed = "serial:"', "got 'serial:'"),
        ('second_feed = "tcp:host"', "second_feed: expected a feed: emulated"),
        ('feed = "emulated\\u001b"', "got 'emulated\\x1b'"),
        ("feed = 1", "feed: expected a feed"),
        ('phone = "sip:x"', "phone: expected a telephone: virtual, manual, serial:PROFILE:DEVICE-OR-URL or sip, got"),
        ('serial = "9600"', "serial.line: expected baud from 50 to 921600, data bits 5-8, parity N, E, O, M or S"),
        ('serial = "9600,8,N,3"', "got '9600,8,N,3'"),
        ('serial = "9600,9,N,1"', "got '9600,9,N,1'"),
        ('serial = "9,8,N,1"', "got '9,8,N,1'"),
        ("serial = 9600", "serial: expected baud"),
        ("[serial]\nsilent_after = 0", "serial.silent_after: expected seconds, more than 0 and at most 86400, got 0"),
        ("[serial]\nsilent_after = nan", "serial.silent_after: expected seconds"),
        ('[serial]\nmask_bit7 = "yes"', "serial.mask_bit7: expected true or false, got 'yes'"),
        ('[serial]\nflow = "cts"', "serial.flow: expected one of none, rtscts, xonxoff, dsrdtr, got 'cts'"),
        (
            'second_serial = "9600"',
            "second_serial.line: expected baud from 50 to 921600, data bits 5-8, parity N, E, O",
        ),
        ("second_serial = 9600", "second_serial: expected baud"),
        ('[second_serial]\nflow = "cts"', "second_serial.flow: expected one of none, rtscts, xonxoff, dsrdtr, got"),
        ("[second_serial]\nbaud = 9600", "second_serial.baud: unknown key; expected one of line, flow, mask_bit7"),
        ('formats = "bell-printer"', 'formats: expected names of formats, at most 100, as in ["bell-printer"], got'),
        ("formats = [1]", "formats 1: expected names of formats"),
        ('position = " "', "position: expected a position in quotes, as in \"0218\", got ' '"),
        ("position = 218", 'position: expected a position in quotes, as in "0218", got 218'),
        ('journal = ""', "journal: expected the name of a file, in quotes, got ''"),
        ("agencies = true", "agencies: expected the name of a file, in quotes, got True"),
        ('formats_folder = "\\u0000"', "formats_folder: expected the name of a folder, in quotes"),
        ('greeting_language = "de"', "greeting_language: expected one of en, fr, both, got 'de'"),
        ('theme = "blue"', "theme: expected one of dark, light, high-contrast, got 'blue'"),
        ("related_minutes = 0", "related_minutes: expected minutes, a whole number from 1 to 1440, got 0"),
        ("related_minutes = 1441", "related_minutes: expected minutes, a whole number from 1 to 1440, got 1441"),
        ("related_minutes = 1.5", "related_minutes: expected minutes, a whole number from 1 to 1440, got 1.5"),
        ("scale = 0.79", "scale: expected a number from 0.8 to 2.0, got 0.79"),
        ("scale = nan", "scale: expected a number from 0.8 to 2.0, got nan"),
        ("scale = true", "scale: expected a number from 0.8 to 2.0, got True"),
        ("scale = 1" + "0" * 400, "scale: expected a number from 0.8 to 2.0, got 1000"),
    ],
)
def test_each_fault_is_a_sentence(refuse: Refuse, text: str, said: str) -> None:
    answer = refuse(text)
    assert said in answer
    assert answer.startswith("settings.toml line ")
    assert "\n" not in answer


def test_all_faults_are_told_at_once(refuse: Refuse) -> None:
    said = refuse('theme = "blue"\nscale = 9\nfed = 1\nposition = 3')
    assert [line.split(":")[0][-1] for line in said.splitlines()] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({"XDG_CONFIG_HOME": "/c", "HOME": "/h"}, "linux", "/c/answerpoint/settings.toml"),
        ({"XDG_CONFIG_HOME": "relative", "HOME": "/h"}, "linux", "/h/.config/answerpoint/settings.toml"),
        ({"HOME": "/h"}, "linux", "/h/.config/answerpoint/settings.toml"),
        ({"APPDATA": "C:/roaming"}, "win32", "C:/roaming/answerpoint/settings.toml"),
        ({"USERPROFILE": "C:/her"}, "win32", "C:/her/.config/answerpoint/settings.toml"),
    ],
)
def test_settings_stand_where_the_system_keeps_settings(environ: dict[str, str], platform: str, expected: str) -> None:
    assert default_settings_path(environ, platform).as_posix() == expected


_keys = st.sampled_from(
    [
        "feed",
        "serial",
        "second_serial",
        "formats",
        "agencies",
        "phone",
        "position",
        "journal",
        "theme",
        "scale",
        "x",
        "[serial]",
        "line",
    ]
)
_values = st.sampled_from(
    ['""', '"x"', "1", "-1e400", "nan", "[]", "[1]", "{}", "{ line = 1 }", "true", "07:00", "1979-05-27", '"dark"']
)


@given(
    st.one_of(
        st.text(),
        st.lists(st.tuples(_keys, _values)).map(lambda pairs: "\n".join(f"{key} = {value}" for key, value in pairs)),
        st.lists(st.tuples(_keys, _values)).map(lambda pairs: "[serial]\n" + "\n".join(" = ".join(p) for p in pairs)),
    )
)
def test_any_text_gives_settings_or_sentences_and_nothing_else(text: str) -> None:
    path = Path("settings.toml")
    try:
        assert isinstance(read_settings(text, path), Settings)
    except TableError as error:
        assert all(line.startswith("settings.toml") for line in str(error).splitlines())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary())
def test_any_bytes_give_settings_or_sentences_and_nothing_else(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    try:
        load_settings(path)
    except TableError as error:
        assert str(path) in str(error)

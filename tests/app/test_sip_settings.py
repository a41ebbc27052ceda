"""The section [sip] of the settings file."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import TableError
from app.settings import load_settings, read_settings
from app.sip_settings import SipSettings

Load = Callable[..., SipSettings]

SECRET = "geheim-4711"


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Return a function that writes a settings file that only its owner reads, and loads its section."""

    def write_and_load(text: str, mode: int = 0o600) -> SipSettings:
        path = tmp_path / "settings.toml"
        path.write_text(text)
        path.chmod(mode)
        return load_settings(path).sip

    return write_and_load


def test_without_the_section_the_defaults_stand_and_nothing_is_reached_from_outside(load: Load) -> None:
    sip = load('theme = "dark"')
    assert sip == SipSettings()
    assert sip.address == "127.0.0.1"
    assert (sip.transport, sip.bridge, sip.answer, sip.register) == ("tcp", "console", "key", False)


def test_everything_that_can_be_set_is_read(load: Load) -> None:
    sip = load(
        """
        phone = "sip"
        [sip]
        address = "10.1.2.9"
        port = 5062
        switch = "switch.psap:5061"
        user = "position-1"
        auth_user = "p1"
        password = "geheim; 4711"
        transport = "udp"
        register = true
        codecs = ["pcma"]
        microphone = "alsa:plughw:CARD=Headset,DEV=0"
        earpiece = "file:/tmp/heard it.wav"
        bridge = "switch"
        answer = "auto"
        hold_limit = 2.5
        transfer_limit = 20.0
        """
    )
    assert sip == SipSettings(
        address="10.1.2.9",
        port=5062,
        switch="switch.psap:5061",
        user="position-1",
        auth_user="p1",
        password="geheim; 4711",
        transport="udp",
        register=True,
        codecs=("pcma",),
        microphone="alsa:plughw:CARD=Headset,DEV=0",
        earpiece="file:/tmp/heard it.wav",
        bridge="switch",
        answer="auto",
        hold_limit=2.5,
        transfer_limit=20.0,
    )


def test_a_sound_file_is_taken_from_the_folder_of_the_settings_file(load: Load, tmp_path: Path) -> None:
    sip = load('[sip]\nmicrophone = "file:voice.wav"\nearpiece = "file:/srv/heard.wav"')
    assert (sip.microphone, sip.earpiece) == (f"file:{tmp_path}/voice.wav", "file:/srv/heard.wav")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('address = "localhost"', "sip.address: expected an address of this computer, as in"),
        ('address = "127.0.0.256"', "got '127.0.0.256'"),
        ('address = "0.0.0.0"', "got '0.0.0.0'"),
        ("port = 0", "sip.port: expected a port from 1 to 65535, got 0"),
        ('port = "5060"', "sip.port: expected a port from 1 to 65535, got '5060'"),
        ('switch = "switch"', "sip.switch: expected host and port of the switch, as in"),
        ('switch = "switch:65536"', "got 'switch:65536'"),
        ('user = ""', "sip.user: expected a name in quotes"),
        ('user = "a@b"', "got 'a@b'"),
        ('transport = "tls"', "sip.transport: expected one of tcp, udp, got 'tls'"),
        ("register = 1", "sip.register: expected true or false, got 1"),
        ("codecs = []", "sip.codecs: expected a list of codecs"),
        ('codecs = ["opus"]', "sip.codecs 1: expected a list of codecs"),
        ('microphone = "default"', "sip.microphone: expected one of alsa:NAME, tone:HZ, file:PATH, none"),
        ('earpiece = "tone:440"', "sip.earpiece: expected one of alsa:NAME, file:PATH, none, got 'tone:440'"),
        ('bridge = "both"', "sip.bridge: expected one of console, switch, got 'both'"),
        ('answer = "never"', "sip.answer: expected one of key, auto, got 'never'"),
        ("hold_limit = 0.0", "sip.hold_limit: expected seconds from 0.5 to 10, got 0.0"),
        ("transfer_limit = 1000.0", "sip.transfer_limit: expected seconds from 3 to 60, got 1000.0"),
        ("passwort = 1", "sip.passwort: unknown key; did you mean password?"),
    ],
)
def test_each_fault_is_a_sentence_with_its_line(load: Load, line: str, said: str) -> None:
    with pytest.raises(TableError) as raised:
        load(f"[sip]\n{line}")
    assert said in str(raised.value)
    assert "settings.toml line 2: sip." in str(raised.value)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o610, 0o777])
def test_a_file_with_a_password_that_others_may_touch_is_refused(load: Load, mode: int) -> None:
    with pytest.raises(TableError) as raised:
        load(f'[sip]\npassword = "{SECRET}"', mode)
    assert str(raised.value).endswith(
        f"expected a file with a password to be readable by its owner alone (chmod 600), got mode {mode:o}"
    )
    assert SECRET not in str(raised.value)


def test_a_file_without_a_password_may_be_read_by_all(load: Load) -> None:
    assert load('[sip]\nuser = "position-1"', 0o644).user == "position-1"


@pytest.mark.parametrize(
    "text",
    [
        f"[sip]\npassword = '{SECRET}\"'",
        f"[sip]\npassword = ['{SECRET}']",
        f"[sip]\npassword = '{SECRET}' x",
        f"[sip]\npassword = '{SECRET}\nuser = ''",
        f'[sip]\npassword = """{SECRET}\n"""',
        f"[sip]\npassword = '{SECRET * 20}'",
        f"[sip]\npassword.x = '{SECRET}'",
        f"sip = {{ password = '{SECRET}', port = 0 }}",
    ],
)
def test_no_fault_tells_the_password(load: Load, text: str) -> None:
    with pytest.raises(TableError) as raised:
        load(text)
    assert SECRET not in str(raised.value)


@given(st.dictionaries(st.sampled_from(sorted(SipSettings.__dataclass_fields__)), st.text(), max_size=3))
def test_any_words_give_settings_or_sentences(words: dict[str, str]) -> None:
    text = "[sip]\n" + "\n".join(f"{name} = '{value}'" for name, value in words.items())
    try:
        read_settings(text, Path("settings.toml"))
    except TableError as error:
        assert all(line.startswith("settings.toml") for line in str(error).splitlines())


def test_a_password_others_can_read_is_refused_by_a_relative_name_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[sip]\npassword = "secret"\n')
    file.chmod(0o644)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TableError, match="readable by its owner alone"):
        load_settings(Path("settings.toml"))

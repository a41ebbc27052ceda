"""The help pages cannot lie: what they show is read by the program that they explain."""

import re
from pathlib import Path

import pytest

from app.agencies.table import load_agencies
from app.cli import main
from app.position.commissioning import NO_KEY, SKIP_KEY, YES_KEY
from app.position.panes import COMMISSIONING_KEY, LINE_KEY
from app.position.telephone import SWITCH_KEY
from app.settings import read_settings
from drivers.phone_profile import load_profile

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "resources" / "help" / "telephones.md").read_text("utf-8")


def indented_after(words: str) -> str:
    """The indented block that follows these words of the page."""
    block = re.search(r"(?:^(?: {4}.*)?\n)+", PAGE[PAGE.index(words) + len(words) :], re.MULTILINE)
    assert block is not None
    return "\n".join(line[4:] for line in block[0].splitlines())


def test_the_settings_of_a_sip_line_are_as_the_page_shows_them(tmp_path: Path) -> None:
    settings = read_settings(indented_after("A SIP line is set in the section `[sip]`:\n"), tmp_path / "settings.toml")
    assert (settings.phone, settings.sip.switch, settings.sip.transport) == ("sip", "10.1.2.3:5060", "tcp")


def test_every_telephone_of_the_page_is_one_the_settings_take(tmp_path: Path) -> None:
    specs = re.findall(r"--phone (\S+)", indented_after("## How it is set\n"))
    assert len(specs) >= 5
    for spec in specs:
        assert read_settings(f'phone = "{spec}"\n', tmp_path / "settings.toml").phone == spec


SHIPPED = sorted(path.stem for path in (ROOT / "resources" / "phones").glob("*.toml"))


def test_the_page_speaks_of_shipped_profiles() -> None:
    assert {profile for profile in SHIPPED if profile in PAGE} >= set(SHIPPED) - {"voice-modem-zyxel"}


@pytest.mark.parametrize("profile", SHIPPED)
def test_every_shipped_profile_is_in_order_or_says_what_it_lacks(
    profile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    outline = bool(load_profile(profile).unknown)
    assert main(["check", "phone", profile]) == (1 if outline else 0)
    told = capsys.readouterr().out
    assert profile in told
    assert ("an outline: cannot be used" in told) is outline


def test_the_keys_of_the_page_are_those_of_the_console() -> None:
    for key in (YES_KEY, NO_KEY, SKIP_KEY, COMMISSIONING_KEY, LINE_KEY, SWITCH_KEY):
        assert f"`{key}`" in PAGE
    table = load_agencies((ROOT / "resources" / "agencies" / "durham.toml").read_text("utf-8"), "durham.toml")
    assert f"`{table.features.voice_contact}`" in PAGE

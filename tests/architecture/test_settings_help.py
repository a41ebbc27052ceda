"""The help page of the settings cannot lie: its example is read by the program, and no setting is left out."""

import re
from dataclasses import fields
from pathlib import Path

from app.settings import Settings, read_settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "resources" / "help" / "settings.md").read_text("utf-8")


def test_the_example_of_the_page_is_read_and_every_setting_is_named() -> None:
    (shown,) = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    settings = read_settings(shown, ROOT / "settings.toml")
    assert settings.procedures_folder == ROOT / "procedures"
    named = set(re.findall(r"^\[?([a-z_]+)(?=\]| = )", shown, re.MULTILINE)) | {"sip", "source", "names_feed"}
    assert {each.name for each in fields(Settings)} <= named
    assert "`[sip]`" in PAGE

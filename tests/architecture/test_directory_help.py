"""The help page of the directory cannot lie: what it shows is read by the program."""

import re
from dataclasses import fields
from pathlib import Path

from app.agencies import Entry, EntryKind, load_agencies, load_directory

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "resources" / "help" / "directory.md").read_text("utf-8")
AGENCIES = load_agencies((ROOT / "resources/agencies/durham.toml").read_text("utf-8"), "durham.toml")


def test_the_table_of_the_page_is_one_that_is_read() -> None:
    (shown,) = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    entry = load_directory(shown, "page.toml", AGENCIES).entries[0]
    assert (entry.name, entry.number) == ("Lakeland Fire", "905 555-0100")


def test_the_page_names_every_key_and_every_kind() -> None:
    assert all(f"`{each.name}`" in PAGE for each in fields(Entry))
    assert all(f"`{each}`" in PAGE for each in EntryKind if each is not EntryKind.TANDEM)

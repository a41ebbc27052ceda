"""The files of the configuration."""

from pathlib import Path

import pytest

from app.errors import TableError
from app.health.judge.configuration import Approval, approval_text, differences
from app.health.probe.configuration import approval, digests
from app.settings import Settings, load_settings


def test_every_shipped_table_and_page_is_among_them() -> None:
    names = digests(Settings())
    for each in ("shipped/formats/bell-printer.toml", "shipped/agencies/durham.toml", "shipped/steps/answer.toml",
                 "shipped/procedures/no-voice.toml", "shipped/phones/gentner.toml"):  # fmt: skip
        assert len(names[each]) == 64
    assert any(each.startswith("shipped/help/manual/") for each in names)
    assert not any(each.endswith(".py") for each in names)


def test_the_settings_and_each_table_of_the_site_s_own_are_named_by_their_files(tmp_path: Path) -> None:
    """F11."""
    (tmp_path / "formats").mkdir()
    own = tmp_path / "formats" / "ours.toml"
    own.write_text("x = 1\n")
    agencies = tmp_path / "agencies.toml"
    agencies.write_text("y = 1\n")
    settings = tmp_path / "settings.toml"
    settings.write_text('formats_folder = "formats"\nagencies = "agencies.toml"\njournal = "j.sqlite"\n')
    before = digests(load_settings(settings))
    own.write_text("x = 2\n")
    settings.write_text(settings.read_text() + 'position = "0218"\n')
    after = digests(load_settings(settings))
    assert differences(before, after) == [f"{own} (changed)", "settings.toml (changed)"]
    agencies.unlink()
    with pytest.raises(TableError, match=r"agencies\.toml"):
        digests(load_settings(settings))


def test_an_approval_that_is_not_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "approved.json"
    assert approval(path) is None
    made = Approval("Chief", "2026-03-01T12:00:00.000000Z", "0.1.0", {"a": "b"})
    path.write_text(approval_text(made))
    assert approval(path) == made

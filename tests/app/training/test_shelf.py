"""The lessons there are, and what names one."""

import hashlib
from importlib.resources import files
from pathlib import Path

import pytest

from app.errors import TableError
from app.training.shelf import digest_of, shelf


def test_every_shipped_lesson_stands_there_with_its_title_and_what_it_is_about() -> None:
    names = [name for name, _title, _about in shelf()]
    assert "ordinary-fire" in names
    assert names == sorted(names)
    assert all(title and about for _name, title, about in shelf())


def test_the_digest_is_that_of_the_file(tmp_path: Path) -> None:
    shipped = (files("resources") / "scenarios" / "ordinary-fire.toml").read_bytes()
    assert digest_of("ordinary-fire") == hashlib.sha256(shipped).hexdigest()[:16]
    own = tmp_path / "own.toml"
    own.write_bytes(shipped)
    assert digest_of(str(own)) == digest_of("ordinary-fire")
    with pytest.raises(TableError, match="expected a file that can be read"):
        digest_of(str(tmp_path / "none.toml"))

"""What is made in the temporary folder for a moment."""

import tempfile
from pathlib import Path

import pytest

from drivers.sip.scratch import scratch


def test_what_is_made_meanwhile_is_nobody_elses_and_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def make() -> None:
        with scratch():
            made = Path(tempfile.mkdtemp())
            (made / "uuid").write_text("something")
            (only,) = tmp_path.iterdir()
            assert made.parent == only
            assert only.stat().st_mode & 0o077 == 0
            raise ValueError("it did not start")

    with pytest.raises(ValueError, match="it did not start"):
        make()
    assert list(tmp_path.iterdir()) == []
    assert tempfile.tempdir == str(tmp_path)

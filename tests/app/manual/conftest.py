"""The manual as it is shipped."""

import pytest

from app.manual import Manual
from app.settings import Settings
from app.tables import load_manual


@pytest.fixture(scope="session")
def shipped_manual() -> Manual:
    """The centre's manual, as shipped."""
    return load_manual(Settings())

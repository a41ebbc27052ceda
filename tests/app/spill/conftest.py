"""The shipped tables, read once for all tests of this folder."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.spill.decode import Decoder
from app.spill.formats import SHIPPED, FormatTable, load_table
from app.spill.locality import Localities, load_localities
from app.spill.service_class import ServiceClasses, load_service_classes

RESOURCES = Path(__file__).parents[3] / "resources"


@pytest.fixture(scope="session")
def now() -> datetime:
    return datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def durham() -> Localities:
    return load_localities((RESOURCES / "localities/durham.toml").read_text("utf-8"), "durham.toml")


@pytest.fixture(scope="session")
def classes() -> dict[str, ServiceClasses]:
    found = {}
    for name in ("bell", "telus"):
        text = (RESOURCES / f"service_classes/{name}.toml").read_text("utf-8")
        found[name] = load_service_classes(text, f"{name}.toml")
    return found


@pytest.fixture(scope="session")
def shipped() -> dict[str, FormatTable]:
    found = {}
    for name in SHIPPED:
        found[name] = load_table((RESOURCES / f"formats/{name}.toml").read_text("utf-8"), f"{name}.toml")
    return found


@pytest.fixture(scope="session")
def decoder(shipped: dict[str, FormatTable], classes: dict[str, ServiceClasses], durham: Localities) -> Decoder:
    return Decoder(list(shipped.values()), classes, durham)


@pytest.fixture(scope="session")
def d211(shipped: dict[str, FormatTable]) -> bytes:
    """D211, lines ended by CR LF, no blank line after it."""
    return shipped["bell-printer"].samples[0].removesuffix(b"\r\n")

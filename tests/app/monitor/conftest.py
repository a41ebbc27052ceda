"""A monitor by the shipped tables and by one of an envelope with heartbeats; the time is passed in."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest

from app.monitor import Form, Monitor
from app.monitor.row import lines_of
from app.ports import Chunk
from app.settings import Settings
from app.spill.formats import load_table
from app.tables import load_tables

OPENED = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
QUIET = 10.0  # seconds: longer than any table waits

BEATING = """
name = "beating"
title = "Lines with a sign of life between them"
source = "invented for this test"

[framing]
kind = "lines"
heartbeats = ["ALIVE"]

[first]
pattern = "HELLO {number:999-9999}"

[[layout]]
lines = [{ field = "name" }]

[numbers]
callback = "number"
"""

ENVELOPE = BEATING.replace('name = "beating"', 'name = "enveloped"').replace(
    'kind = "lines"', 'kind = "stx-etx"\ncheck = "xor"'
)


class Rig(NamedTuple):
    """A monitor and its clock."""

    monitor: Monitor
    now: list[datetime]

    def takes(self, *pieces: bytes, gap: float = 0.01, link: str = "") -> "Rig":
        """Let chunks come, each after `gap` seconds."""
        for data in pieces:
            self.now[0] += timedelta(seconds=gap)
            self.monitor.take(Chunk(self.now[0], data, gap), link)
        return self

    def goes_quiet(self, seconds: float = QUIET) -> "Rig":
        """Let nothing come."""
        self.now[0] += timedelta(seconds=seconds)
        self.monitor.look(self.now[0])
        return self

    def written(self, form: Form | None = None) -> list[str]:
        """Return the lines without their times."""
        form = form or Form(zone=UTC)
        head = 9 if not form.exact else 13
        return [line[head:] for row in self.monitor.rows for line in lines_of(row, form)]


@pytest.fixture(scope="session")
def in_force() -> Callable[..., Monitor]:
    tables = load_tables(Settings())

    def made(*own: str) -> Monitor:
        formats = tuple(load_table(text, "own.toml") for text in own) or tables.formats
        return Monitor(formats, tables.classes, tables.localities, OPENED)

    return made


@pytest.fixture
def rig(in_force: Callable[..., Monitor]) -> Rig:
    return Rig(in_force(), [OPENED])

"""A matter that is taken from step to step, at times that a test says."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.matters.matter import Matter
from app.matters.register import OPENED, WENT, Matters

START = datetime(2026, 3, 10, 13, tzinfo=UTC)  # a Tuesday


class Case:
    """One matter in a register; time passes when told."""

    def __init__(self, register: str, **values: str) -> None:
        self.now = START
        self.register = Matters()
        body = {"matter": 1, "register": register, "by": "KM", "call": 0, "values": values, "state": {}, "pieces": []}
        self.register.take(OPENED, self.now, body, b"\xff\x00")

    @property
    def matter(self) -> Matter:
        return self.register.matters[1]

    def wait(self, **time: float) -> "Case":
        self.now += timedelta(**time)
        return self

    def take(self, step: str, by: str = "KM", **values: Any) -> "Case":
        named = {name.replace("_", " "): words for name, words in values.items()}
        self.register.take(WENT, self.now, {"matter": 1, "step": step, "by": by, "values": named})
        return self


@pytest.fixture
def trouble() -> Callable[..., Case]:
    return lambda **values: Case("trouble", **{"kind": "trunk", "nature": "no voice", **values})


@pytest.fixture
def complaint() -> Callable[..., Case]:
    return lambda **values: Case(
        "complaint",
        **{
            "kind": "complaint",
            "from": "A",
            "agency": "Whitby Fire",
            "in writing on": "2026-03-01",
            "what": "x",
            **values,
        },
    )

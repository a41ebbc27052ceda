"""The fixture of the real partners; a conftest that wants it says `from tests.partners.fixtures import partner`."""

from collections.abc import Callable, Generator
from contextlib import ExitStack
from typing import TypeVar

import pytest

from tests.partners.program import Partner

P = TypeVar("P", bound=Partner)

StartPartner = Callable[[P], P]


class Partners:
    """Starts partners: `switch = partner(SippSwitch(tmp_path))`."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self.started: list[Partner] = []

    def __call__(self, some: P) -> P:
        self.started.append(some)
        self._stack.enter_context(some)
        return some


@pytest.fixture
def partner(request: pytest.FixtureRequest) -> Generator[Partners]:
    """Start partners that end with the test, the last first; what they said is shown when the test fails."""
    with ExitStack() as stack:
        partners = Partners(stack)
        yield partners
    if not getattr(request.node, "_passed_call", False):
        for each in partners.started:
            print(each.logs())

from collections.abc import Callable, Generator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.drivers.sip.desk import Desk
from tests.partners.fixtures import Partners
from tests.partners.fixtures import partner as partner

OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_desk(tmp_path: Path, partner: Partners) -> Generator[OpenDesk]:
    """Return a function that opens a desk at a switch; it is closed with the test, before the partners are."""
    with ExitStack() as stack:

        def at(switch: str, **account: Any) -> Desk:
            return stack.enter_context(Desk(tmp_path, switch, **account))

        yield at

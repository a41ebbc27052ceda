"""A small procedure's table, to be changed a little in each test."""

from collections.abc import Callable

import pytest

from app.call.procedure_table import Known, load_procedure
from app.errors import TableError

KNOWN = Known({"RES", "CEL"}, {"wireline", "wireless"}, {"BROCK", "OSHAWA"})
TABLE = """\
id = "ask"
title = "Ask"
letter = "Q"

[places]
north = ["BROCK"]

[[begins]]
on = "caller gone"
if = ["kind:wireless", "not place:north"]
go = "first"

[[step]]
id = "first"
text = "Ask {number}."
page = "15"
limit = 30
[[step.option]]
label = "Said yes"
sets = ["said"]
go = "second"
[[step.option]]
label = "Said no"
asks = ["why"]
go = "end"
[[step.on]]
sign = "time"
go = "second"

[[step]]
id = "second"
text = "Wait."
[[step.on]]
sign = "voice contact"
if = ["said"]
go = "end"
result = "reached"
[[step.option]]
label = "Ask again"
go = "first"
"""


@pytest.fixture
def table() -> str:
    return TABLE


@pytest.fixture
def known() -> Known:
    return KNOWN


@pytest.fixture
def refused() -> Callable[[str], str]:
    def load(text: str) -> str:
        with pytest.raises(TableError) as told:
            load_procedure(text, "site.toml", KNOWN)
        return str(told.value)

    return load

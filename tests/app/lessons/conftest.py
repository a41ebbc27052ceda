"""Small tables to try the reader with, and what the tables in force name."""

import pytest

from app.lesson_files import known_to_lessons
from app.lessons import Known
from app.settings import Settings
from app.tables import TablesInForce, load_tables

LESSON = """\
seed = 1
[lesson]
title = "Fire"
about = "One call"
teaches = ["Z51"]
[[calls]]
class = "RES"
[calls.lesson]
title = "Kitchen"
card = \"\"\"
My kitchen is on fire!
Asked where: 12 Lantern Street.
\"\"\"
phone = "*23=busy&*99=answer:2"
[[calls.lesson.moment]]
id = "fire"
at = 4
says = "Fire!"
[[calls.lesson.moment]]
id = "gone"
at = 9.5
does = "hangs up"
[[calls.lesson.expect]]
id = "conference"
rule = "Z55"
words = "Fire is brought in"
deed = "dial"
to = "oshawa-fire"
within = 10
after = "fire"
[[calls.lesson.expect]]
words = "Not released before they speak"
deed = "release"
never = true
not_before = "conference"
[[calls]]
no_spill = true
"""


@pytest.fixture
def lesson_text() -> str:
    return LESSON


@pytest.fixture(scope="session")
def tables() -> TablesInForce:
    return load_tables(Settings())


@pytest.fixture(scope="session")
def known(tables: TablesInForce) -> Known:
    return known_to_lessons(tables)

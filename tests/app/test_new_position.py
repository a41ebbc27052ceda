"""A position by the tables in force."""

from app.new_position import new_position
from app.position.screen import CallRow
from app.settings import Settings
from app.tables import load_tables


def test_it_has_the_tables_and_the_calls_of_before() -> None:
    from datetime import UTC, datetime

    from app.position.events import KeyPressed

    row = CallRow(3, "05:17:39", "(905) 326-1224", "RES", "324 FIRST ST N", "", "released")
    position = new_position(load_tables(Settings()), 4, (row,))
    decision = position.handle(KeyPressed(datetime(2026, 3, 1, tzinfo=UTC), "Ctrl+N"))
    assert [each.call for each in decision.screen.today] == [4, 3]
    assert [face.key for face in decision.screen.agency_keys] == ["F5", "F6", "F7", "F8", "F9", "F10"]

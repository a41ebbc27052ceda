"""A position by the tables in force: as the console makes it, and as a journal that is run again makes it."""

from app.position.position import Position
from app.position.screen import CallRow
from app.tables import TablesInForce

EARLIER_HOURS = 12  # calls of earlier runs shown in today's list: a shift's length back


def new_position(tables: TablesInForce, first_call: int, earlier: tuple[CallRow, ...]) -> Position:
    """Return a position to which nothing has happened; `earlier` are the rows of earlier runs, newest first."""
    return Position(
        tables.agencies,
        None,
        first_call,
        earlier,
        tables.canned,
        tables.procedures,
        tables.directory,
        steps=tables.steps,
    )

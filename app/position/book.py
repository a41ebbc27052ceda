"""The procedures in force, as they are looked up: by id, by letter, by the sign they begin on; and what they forbid."""

from collections.abc import Sequence

from app.call.procedure import Branch, Facts, Procedure, Sign, worded


class Book:
    """All tables of procedures; nothing in it changes."""

    def __init__(self, tables: Sequence[Procedure]) -> None:
        self.by_id = {each.id: each for each in tables}
        self.by_letter = {each.letter: each for each in tables if each.letter}
        self.begins: dict[Sign, list[tuple[Procedure, tuple[Branch, ...]]]] = {}
        for table in tables:
            for sign, branches in table.begins.items():
                self.begins.setdefault(sign, []).append((table, branches))

    def locked(self, facts: Facts) -> str:
        """Say why the caller's own number is not to be dialled while these facts hold; "" if it may be."""
        locks = ((lock, table) for table in self.by_id.values() for lock in table.locks)
        why = (lock.refuse for lock, table in locks if facts.holds(lock.conditions, table.places))
        return worded(next(why, ""), facts)

    def menu(self) -> tuple[str, ...]:
        """Return the list of procedures that can be begun, a line each."""
        return tuple(
            f"{letter}  {each.title}{f': {each.about}' if each.about else ''}"
            for letter, each in sorted(self.by_letter.items())
        )

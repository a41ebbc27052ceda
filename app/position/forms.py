"""What is asked to be typed, a field or a few, beside the step: a reason, a name, what was evidence."""

from collections.abc import Iterable, Mapping

from app.call.procedure import Option
from app.position.screen import Form
from app.words import say


class Forms:
    """One form at a time; asking for another takes its place."""

    def __init__(self) -> None:
        self._asked: tuple[Form, Option] | None = None
        self.typed: dict[str, str] = {}  # what was taken last

    @property
    def shown(self) -> Form | None:
        """The form that is asked for."""
        return self._asked[0] if self._asked is not None else None

    def ask(self, form: str, title: str, option: Option) -> None:
        """Ask for what an option wants typed."""
        self._asked = (Form(form, title, option.asks), option)

    def leave(self, form: str = "") -> bool:
        """Ask no longer; `form` only for that one. Return whether one was asked for."""
        if self._asked is None or (form and self._asked[0].id != form):
            return False
        self._asked = None
        return True

    def only(self, forms: Iterable[str]) -> None:
        """Ask no longer for any option of a step but these: it would be taken for the caller's who is here now."""
        if self._asked is not None and self._asked[0].id.startswith("option ") and self._asked[0].id not in set(forms):
            self._asked = None

    def refuse(self, words: str) -> None:
        """Say on the form why what was typed is not taken."""
        if self._asked is not None:
            self._asked = (self._asked[0]._replace(refused=words), self._asked[1])

    def filled(self, form: str, values: Mapping[str, str]) -> Option | None:
        """Take what was typed: return the option it was for, None if it is not taken; the form then says why."""
        if self._asked is None or self._asked[0].id != form:
            return None
        asked, option = self._asked
        empty = [field for field in asked.fields if not values.get(field, "").strip()]
        if empty:
            why = say("{field}: expected some words, got none", field=empty[0])
            self._asked = (asked._replace(refused=why), option)
            return None
        self._asked = None
        self.typed = {field: values[field].strip() for field in asked.fields}
        return option

"""What is asked to be typed, a field or a few, beside the step: a reason, a name, what was evidence.

A form of a step belongs to its procedure, and so to its call. When another call, another procedure or the next step
takes its place, it is put aside, and stands again with a step that asks for the same. The window keeps what was typed
so far (`Form.draft`): nobody's word yet, it is not journalled. What was given, or is of a procedure that is over, is
forgotten.
"""

from collections.abc import Iterable, Mapping

from app.call.procedure import Option
from app.position.screen import Form
from app.words import say


class Forms:
    """One form at a time; asking for another takes its place.

    `question` is true while something else is asked: no form that was put aside stands again then.
    """

    def __init__(self) -> None:
        self._asked: tuple[Form, Option] | None = None
        self._aside: set[str] = set()  # drafts that stand again by themselves
        self._begun: set[str] = set()  # drafts that were asked for and not given
        self.question = False
        self.typed: dict[str, str] = {}  # what was taken last

    @property
    def shown(self) -> Form | None:
        """The form that is asked for."""
        return self._asked[0] if self._asked is not None else None

    @property
    def any_waits(self) -> bool:
        """True if a form may stand again: some are put aside, and nothing else is asked for."""
        return bool(self._aside) and self._asked is None and not self.question

    def waits(self, draft: str) -> bool:
        """Tell whether this one may stand again."""
        return self.any_waits and draft in self._aside

    def ask(self, form: str, title: str, option: Option, draft: str = "") -> None:
        """Ask for what an option wants typed; without the name of a draft it is not kept."""
        self.put_aside()
        self._asked = (Form(form, title, option.asks, draft=draft, again=draft in self._begun), option)
        self._aside.discard(draft)
        if draft:
            self._begun.add(draft)

    def leave(self) -> bool:
        """Ask no longer; it stands again when it is asked for. Return whether something was asked for."""
        asked, self._asked = self._asked, None
        return asked is not None

    def put_aside(self, but: Iterable[str] = (), only: str = "") -> None:
        """Ask no longer for any option of a step but these: it would be taken for the caller's who is here now.

        With `only` for that one.
        """
        form = self.shown
        of_step = form is not None and form.id.startswith("option ")
        if form is not None and of_step and form.id not in set(but) and only in ("", form.id):
            self._aside.add(form.draft)
            self._asked = None

    def left_by_hand(self, draft: str) -> None:
        """Let this one stand again only when it is asked for: another choice was made in its place."""
        self._aside.discard(draft)

    def forget(self, drafts: str) -> None:
        """Forget the drafts whose names begin so."""
        for kept in (self._aside, self._begun):
            kept -= {each for each in kept if each.startswith(drafts)}

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

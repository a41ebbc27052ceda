"""What is being read of the manual: kept while the page is made anew at another text size."""

from collections.abc import Callable

from app.errors import AnswerpointError
from app.manual import Manual, Section, Topic
from app.position.screen import NextStep
from app.words import say, spoken, tr

CANNOT = say("The manual cannot be read")


def _no_manual() -> Manual:
    raise AnswerpointError(say("no manual was given to this window"))


class Reading:
    """The manual, read when it is first asked for, and the place in it.

    `at` is the index of the section that is open, `query` what is looked for, `said` what printing said last; `is_open`
    tells whether the manual stands on the screen.
    """

    def __init__(self, load: Callable[[], Manual] = _no_manual) -> None:
        self._load = load
        self._manual: Manual | None = None
        self.at = 0
        self.query = ""
        self.said = ""
        self.is_open = False

    @property
    def manual(self) -> Manual:
        """The manual; where its texts cannot be read, one section that says why."""
        if self._manual is None:
            try:
                self._manual = self._load()
            except AnswerpointError as error:
                return Manual((Topic("", tr("Manual"), (Section(tr("Manual"), spoken(CANNOT), (), str(error)),)),))
        return self._manual

    @property
    def section(self) -> Section:
        """The section that is open."""
        return self.manual.sections[self.at]

    def open_at(self, step: NextStep) -> None:
        """Open the manual at the page a step names, else at its beginning."""
        self.is_open = True
        self.query = self.said = ""
        self.at = self.manual.at_page(step.page, f"{step.text} {step.why}")

    def turn(self, sections: int) -> None:
        """Go so many sections on, or back; the first and the last are the ends."""
        self.at = max(0, min(self.at + sections, len(self.manual.sections) - 1))

    def look_for(self, words: str) -> tuple[int, ...]:
        """Return the sections that have the words, the best first; all of them where there is no word."""
        self.query = words
        return self.manual.search(words)

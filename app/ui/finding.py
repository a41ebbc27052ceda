"""The search of the directory as the window keeps it: the entries, handed over once, and what is typed.

It outlives the page, which is made anew with every text size, so that nothing typed is lost by that.
"""

from functools import cached_property

from app.agencies.directory import Directory, Entry
from app.agencies.directory_search import DirectorySearch


class Finding:
    """What is searched, and for what."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self.typed = ""

    @cached_property
    def _search(self) -> DirectorySearch:
        return DirectorySearch(self._directory)  # made when first asked: most shifts begin with a caller

    @property
    def found(self) -> tuple[Entry, ...]:
        """What fits the words typed, the best first."""
        return self._search.find(self.typed)

"""What is taken from the directory: chosen by one press, dialled by the next.

Searching is the window's own and no event. A press of Enter chooses the entry and says what the next one does; only a
second press dials, so that no search ever dials by accident. A press that follows too soon is a bounce or a key held
down; whatever else is done in between takes the choice back.
"""

from datetime import datetime, timedelta

from app.agencies.directory import NOT_SET, Directory, Entry
from app.position.conference import PositionCall
from app.position.decision import WakeAt
from app.position.keys import NO_CALLER, Keys
from app.position.panes import DIRECTORY_KEY, Panes
from app.position.screen import DirectoryPane, Pane
from app.position.turn import Turn
from app.words import say

LOOKUP_WAKE = "directory"
TOO_SOON = timedelta(milliseconds=400)  # quicker than anyone reads what the second press will do

OFF_LINE = say("not on a 9-1-1 line: use another telephone or the ring-down line")  # D176
_AT_ONCE = timedelta(0)


class Lookup:
    """The choice that stands, if any; `stands` is for how long: a second press later than that is a first one."""

    def __init__(self, directory: Directory, keys: Keys, panes: Panes, stands: timedelta) -> None:
        self._stands = stands
        self._directory = directory
        self._keys = keys
        self._panes = panes
        self._chosen: tuple[Entry, datetime] | None = None

    def choose(self, key: str, live: PositionCall | None, turn: Turn) -> None:
        """Choose the entry with this key, dial it if it stands chosen already; "" takes the choice back."""
        before, self._chosen = self._chosen, None
        if live is not None:
            turn.call = live.id
        if not key:
            return
        entry = self._directory.find(key)
        why = self._why_not(entry, live, turn.at)
        if why or entry is None or live is None:
            turn.refuse(DIRECTORY_KEY, why)
            return
        waited = turn.at - before[1] if before is not None and before[0] is entry else self._stands
        if _AT_ONCE <= waited < TOO_SOON:
            self._chosen = before
        elif TOO_SOON <= waited < self._stands:
            if self._keys.listed(live, turn, DIRECTORY_KEY, entry.words, entry.number):
                self._panes.close()
        else:
            self._chosen = (entry, turn.at)
            turn.do(WakeAt(LOOKUP_WAKE, turn.at + self._stands))

    def _why_not(self, entry: Entry | None, live: PositionCall | None, at: datetime) -> str:
        if entry is None:
            return say("not in the directory")
        if entry.off_line:
            return OFF_LINE
        if not entry.number:
            return NOT_SET
        return NO_CALLER if live is None else self._keys.busy(live, at, with_tone=True)

    def forget(self) -> None:
        """Take the choice back."""
        self._chosen = None

    def pane(self, refused: str) -> DirectoryPane | None:
        """Return what stands beside the search while the directory is shown; `refused` is why a press was in vain."""
        if self._panes.shown is not Pane.DIRECTORY:
            return None
        if self._chosen is None:
            return DirectoryPane("", say("refused: {why}", why=refused) if refused else "")
        entry = self._chosen[0]
        if not entry.extension:
            words = say("Enter again dials {number}: {entry}", number=entry.number, entry=entry.words)
        else:
            words = say(
                "Enter again dials {number}, extension {extension} by voice: {entry}",
                number=entry.number,
                extension=entry.extension,
                entry=entry.words,
            )
        return DirectoryPane(entry.key, words)

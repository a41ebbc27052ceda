"""Why keys were refused just now. It stands on them until she does something else, or what it rests on may be over."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.ports import (
    AudioBack,
    AudioLost,
    Dialled,
    DialTone,
    FeedStateChanged,
    Instruction,
    LineTold,
    Progress,
    Ringing,
    TtyHeard,
    TtyText,
)
from app.position.caller_events import CallerAway, CallerJoined, InformationTaken, ScreenTaken
from app.position.events import (
    DigitsTyped,
    EntryChosen,
    FormFilled,
    KeyPressed,
    NoiseHeard,
    PositionEvent,
    SpillArrived,
    StepTaken,
    TextTyped,
)

STANDS = timedelta(seconds=8)  # long enough to be read; older words may no longer be so
# After these a refusal still stands on its key: they change nothing of the reason.
_CHANGE_NOTHING = (
    *(DialTone, Dialled, Progress, Ringing, Instruction, SpillArrived, NoiseHeard, FeedStateChanged),
    *(LineTold, TtyHeard, TtyText, CallerJoined, CallerAway, StepTaken, AudioLost, AudioBack),
    *(ScreenTaken, InformationTaken),
)
_GESTURES = (KeyPressed, DigitsTyped, EntryChosen, TextTyped, FormFilled)


class Refusals:
    """The refusals of the last gesture: `shown` is key -> why."""

    def __init__(self) -> None:
        self._since: datetime | None = None
        self.shown: Mapping[str, str] = {}

    def turn_over(self, event: PositionEvent, refused: Mapping[str, str], another_call: bool) -> None:
        """Take what an event's turn refused; `another_call` tells whether another call has the screen now."""
        if isinstance(event, _GESTURES):
            self._since, self.shown = event.at, refused
        elif self._since is not None and (another_call or not self._stand(event)):
            self._since, self.shown = None, {}

    def _stand(self, event: PositionEvent) -> bool:
        since = self._since
        return since is not None and isinstance(event, _CHANGE_NOTHING) and abs(event.at - since) < STANDS

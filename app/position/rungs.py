"""The rungs after an agency was not reached, in the manual's order (D093, D094, D096, D116), the supervisor last.

Star code by hand and tandem number at once; the speed-dial number once the information is taken; the back-up for power
or telephone failure alone, on a second press. Nothing redials by itself.
"""

from collections.abc import Callable

from app.agencies.agency import Agency
from app.position.caller_events import InformationTaken
from app.position.conference import Conference, PositionCall
from app.position.decision import Tell
from app.position.faces import BACK_UP, BY_HAND, INFORMATION_TAKEN, SPEED_DIAL, SUPERVISOR, TANDEM
from app.position.standing import Standing
from app.position.turn import Turn
from app.words import joined, say

_NONE_FAILED = say("no agency has failed on this call")

# Returns the digits to dial for a press of a key, "" if nothing is to be dialled; the key then says why.
CanDial = Callable[[PositionCall, Turn, str, str, str], str]


class Rungs:
    """Takes the next rung for the agency that was not reached last, or for the one that was given up."""

    def __init__(self, conference: Conference, standing: Standing, can_dial: CanDial) -> None:
        self._conference = conference
        self._standing = standing
        self._can_dial = can_dial

    def information(self, live: PositionCall, turn: Turn) -> None:
        """Note that the information is taken, or that it is not after all."""
        if not (live.on_a_rung or live.owed):
            turn.refuse(INFORMATION_TAKEN, _NONE_FAILED)
        else:
            live.information_taken = not live.information_taken
            live.release_warned_at = None
            turn.do(Tell(InformationTaken(turn.at, live.id, live.information_taken)))

    def press(self, key: str, live: PositionCall, turn: Turn) -> None:
        """Take the rung that this key is, if it is any."""
        if key not in (BY_HAND, TANDEM, SPEED_DIAL, BACK_UP, SUPERVISOR):
            return
        failed = live.on_a_rung
        agency = self._standing.table.by_id.get(failed.agency) if failed is not None else None
        if key == SUPERVISOR and (agency is not None or live.owed):
            self._supervisor(live, turn)
        elif agency is None:
            turn.refuse(key, _NONE_FAILED)
        elif key == BY_HAND:
            self._dial(live, turn, agency, key, agency.star_code, say("by hand"))
        elif key == TANDEM:
            self._dial(live, turn, agency, key, agency.tandem_number, say("tandem number"))
        elif key == SPEED_DIAL:
            if not live.information_taken:
                turn.refuse(key, say("take the information first ({key})", key=INFORMATION_TAKEN))
            else:
                self._dial(live, turn, agency, key, agency.speed_dial_number, say("speed dial"))
        else:
            self._back_up(live, turn, agency)

    def _dial(self, live: PositionCall, turn: Turn, agency: Agency, key: str, number: str, how: str) -> None:
        digits = self._can_dial(live, turn, key, agency.id, number)
        if digits:
            self._conference.begin(live, turn, agency, digits, key, how)

    def _back_up(self, live: PositionCall, turn: Turn, agency: Agency) -> None:
        backup = self._standing.backup(agency)
        if backup is None or not backup.number:
            site = backup.site if backup is not None else say("back-up site")
            turn.refuse(BACK_UP, joined(": ", (site, self._standing.backup_words(agency))))
        elif live.backup_asked_at is None:
            live.backup_asked_at = turn.at
        else:
            self._dial(live, turn, agency, BACK_UP, backup.number, say("back-up {site}", site=backup.site))

    def _supervisor(self, live: PositionCall, turn: Turn) -> None:
        supervisor = self._standing.table.supervisor
        if not supervisor.number:
            turn.refuse(SUPERVISOR, say("no number set: tell the supervisor yourself"))
            return
        digits = self._can_dial(live, turn, SUPERVISOR, "supervisor", supervisor.number)
        if digits:
            self._conference.supervisor(live, turn, supervisor.label or say("Supervisor"), digits, SUPERVISOR)

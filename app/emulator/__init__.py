"""What a technician sees of the emulator that plays beside a console. Pure: no feed, no window.

tally    what was sent: counted, the newest of it, the last that was whole and the last that was damaged
view     everything that the emulator's window shows, as one frozen value, and the words for it
"""

from app.emulator.tally import SentLine, Tally
from app.emulator.view import EmulatorView, FaultLine

__all__ = ["EmulatorView", "FaultLine", "SentLine", "Tally"]

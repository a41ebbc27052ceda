"""The line monitor: what goes over a feed, byte by byte, with what the framer and the decoder make of it. Pure.

row      one line of the monitor: bytes with their time and a mark at the margin, or words about them
trace    reads the bytes of one link by the tables in force and makes rows of them
kept     the chunks as they came, so that they can be saved as a recording
counters how many spills, how much noise, how fast, how long silent
tap      where it listens in: behind the console, which has every event first
intake   what waits for its turn: callers first
watch    the monitor of a console, closed until somebody asks for it
view     which rows stand in a place of so many lines: following the line, paused, searched

It runs a framer and a decoder of its own beside the console's, and tells nobody anything: a monitor that is open
changes nothing of what the position does.
"""

from app.monitor.counters import Counters
from app.monitor.monitor import Monitor
from app.monitor.row import Form, Mark, Row
from app.monitor.view import View
from app.monitor.watch import Watch

__all__ = ["Counters", "Form", "Mark", "Monitor", "Row", "View", "Watch"]

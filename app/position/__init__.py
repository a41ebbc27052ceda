"""The position: events in, decisions out, and the runner that writes, shows and does them.

event     a past-tense fact with its time: a spill arrived, a key was pressed, the agency rang (`events.py`)
decision  what the position made of it: one record, orders, the screen (`decision.py`)
minutes   how an event is written down, and read again (`minutes.py`)
screen    what the call-taker sees, as one value (`screen.py`)
runner    the only part here with an event loop: inbox, write, show, do (`runner.py`)
"""

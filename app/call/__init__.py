"""One 9-1-1 call's life at this position: its conference attempts, its tasks, how it ends. Pure.

A *leg* is one agency brought into the call; each *attempt* is a leg of its own (`attempt.py`, with its transition
table). A failed attempt leaves a *task*. `call.py` holds the call itself.
"""

"""A lesson as it is given: the real console on a clock that can be stopped, with a trainer who plays the callers.

    course   the lesson's calls and moments as they come, on the lesson's clock; what the trainer does to it
    lines    what the trainer sees of one call, in sentences
    faults   what goes wrong in it: at once on the line, or with the next call; and what a lesson works
    calls    what comes down the line at each call, from a scenario or from a recording
    places   the folder of lessons' journals
    root     the composition root: the one module that makes a lesson's console

Nothing here can name the live journal, a real telephone or a real feed: `tests/architecture/test_lesson_isolation.py`
holds every module that the root reaches to that.
"""

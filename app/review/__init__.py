"""A call of the past as the call-taker saw it: its events read from the journal, run again, shown on the real window.

    film       the frames: each event with the very Screen that stood after it
    kinds      what the kinds of events are called in the list of them
    projector  which frame stands at which moment: play, pause, speed, step, jump
    root       the composition root: reads, shows progress, opens the windows

The journal is read and never written, by the reading connection that works beside a console. No telephone is made, and
no feed: a key that is pressed in the window of a replay reaches nobody.
"""

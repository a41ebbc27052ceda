"""The emulator: invented callers on a line that misbehaves on purpose. Used by the feed `emulated` and by the command
`answerpoint emulate`; both send the same bytes for the same scenario, seed and times.

    callers    who calls: nobody real (`callers.py`)
    rate       how long until the next one (`rate.py`)
    values     the caller as fields of a format table (`values.py`); faults of what a record says are `wrong_values.py`
    call       what the controller sends of it (`calls.py`), with its heartbeats and what it sends in a wrong order
    burst      bytes sent without a break (`line.py`); a *stage* takes bursts and gives bursts
    fault      what may go wrong, by name (`fault.py`), and when it does (`occurrence.py`); faults of the line are
               `byte_faults.py` and `link_faults.py`
    link       one line from the controller to a console; there may be two, a few milliseconds apart
    emulation  all of it, as pieces of bytes with the moment of each (`emulation.py`)
    truth      what was sent, and whether a console must show it (`truth.py`); its log is `sent_log.py`
    far end    what an emulation is played to: a pseudo-terminal, a TCP port, a serial device (`far_end.py`)

All but the far ends and their player are functions of values: no clock, no wait, no port.
"""

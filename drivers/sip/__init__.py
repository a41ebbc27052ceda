"""The SIP telephone: what decides, what crosses to the process that holds the SIP library, and that process.

line          the calls of this position's line: told orders, facts and the time; says commands and port events
messages      what crosses the pipe between the console and the process: JSON, one line a message
outcome       what the end of a SIP call means for an attempt
account       how the line is set: address, switch, user, codecs, handset
process       starts the process, hears it, ends it
worker        that process; it alone imports the SIP library
sound         its audio thread: who hears whom
sound_device  the call-taker's microphone and earpiece

The library is young and written in C, so it stands in a process of its own: when it crashes or stalls the console stays
up and says so, and a new process takes its place (the library cannot be started twice in one).
"""

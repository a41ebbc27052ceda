"""The SIP telephone: what decides, what crosses to the process that holds the SIP library, and that process.

In the console:

line           what follows from orders, facts and time: commands, and events of the port; of it
answering      callers who ring           holding    hold and resume          leaving   release, hang up, close
conversation   the calls that stand, and the commands on their way            legs      the calls themselves
health         whether the line can be used, and whether voice comes          outcome   what the end of a call means
account        how the line is set: address, switch, user, codecs, handset
process        starts the process, hears it, ends it

Between them:

messages       JSON, one line a message: commands one way, facts the other

In the process:

worker         carries out commands, tells facts, stays with a caller when the console is gone
library        the one module that imports the SIP library
sound          its audio thread: who hears whom; `sound_device` is the call-taker's microphone and earpiece
caller_text    the text telephone of a caller
caller_number  the caller's number out of SIP addresses
switch_watch   whether the switch can be reached; `confine` keeps sockets to one address; `console_pipe` is the pipe,
meeting        and this where a console that is started again finds a process that stayed with a caller

The library is young and written in C, so it stands in a process of its own: when it crashes or stalls the console stays
up and says so, and a new process takes its place (the library cannot be started twice in one).
"""

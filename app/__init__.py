"""answerpoint: the console of a 9-1-1 answering position.

Bytes become events, events become decisions, and one runner writes, shows and does them.

Words, used in code and on screen:

feed       where ANI/ALI data comes from: a serial port, a socket, a recording, the emulator
spill      one ANI/ALI record delivered by a feed
recording  every chunk a feed delivered, with its time; replays byte for byte (never means voice)
phone      the telephone of the position, driven through a port; a key is a labelled key on it
position   one answering position: its screen, its call, its phone, its journal
call       one 9-1-1 call at this position, from arrival to release; a leg is one agency brought into it
attempt    one try to bring an agency in; each attempt is a leg of its own
agency     a dispatch centre with star code, tandem number, back-up, municipalities
matter     a trouble report or a complaint: it outlives calls and runs, and is closed when it is settled
event      a past-tense fact; a decision is what the position made of it; a record is what is written
           down; an order is what is to be done
journal    the append-only, hash-chained log in SQLite
"""

__version__ = "0.1.0"

"""The journal of a position: an append-only, hash-chained log in SQLite, and what reads and checks it.

Words:

record    what the position gives to be written down, one for each event it handled (`records`)
entry     a record made ready: plain text and bytes that no longer change (`entry`)
event     an entry in its place in the chain, a row of `events`
turn      the records of one decision; written in one transaction, all or none
change    what an event changed in a row of `calls`, which is folded from the changes alone (`fold`)
spool     the file beside the journal that holds what could not be written into it yet (`spool`)

`store.Journal` is what the console writes through; `read` and `verify` are for everybody else, at any time. This
package is the only one that knows SQLite. Nothing is imported here, so that a command pays only for what it needs.
"""

"""The few errors, split by who must act.

An `AnswerpointError` is the world's: a cable, a disk, a file, a table. Its text is one clear sentence (what, where,
expected, got) that is shown to a person as it stands. Anything else that is raised is our own bug: it is logged whole,
and the caller stays on the screen.
"""


class AnswerpointError(Exception):
    """Something outside the program must be put right; the text says what."""


class FeedError(AnswerpointError):
    """A feed cannot be made: a misspelt SPEC, a recording that is no recording, an unknown scenario."""


class PhoneError(AnswerpointError):
    """A telephone cannot be opened: a misspelt SPEC, an outcome the virtual switch does not know."""


class JournalError(AnswerpointError):
    """The journal cannot be opened or read: a newer version, a second console on the file, no such file."""


class TableError(AnswerpointError):
    """A table (format, service classes, agencies, scenario, settings) has a fault; names file, place, expected, got."""

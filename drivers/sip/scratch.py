"""The folder that the SIP library makes for itself in the temporary one: gone as soon as the library has started.

The library reads and writes nothing there once it is up, and takes it away when it closes; but a library that stalls is
killed, and a computer that runs for months would be left with a folder for each time.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def scratch() -> Iterator[None]:
    """Let what is made in the temporary folder meanwhile be gone afterwards. For one at a time.

    It is made in a folder that only this user can look into, so that nobody can make one of its name again.
    """
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="answerpoint-sip-", ignore_cleanup_errors=True) as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before

"""Another program's eyes: reads the console's fields through AT-SPI, as a screen reader would.

Run by Debian's own python3 (pyatspi is not on PyPI), in the console's D-Bus session:

    screen_witness.py read [PROCESS]    one JSON object: accessible name -> text of every text widget
    screen_witness.py watch NAME        one line each time the text of that field changes, until killed
    screen_witness.py hear              "listening", then one line for each announcement, until killed
"""

import json
import select
import sys
import time
from collections.abc import Iterator
from typing import Any

import pyatspi

TEXT_ROLES = (pyatspi.ROLE_TEXT, pyatspi.ROLE_ENTRY, pyatspi.ROLE_DOCUMENT_TEXT, pyatspi.ROLE_PARAGRAPH)
PATIENCE = 20.0
pause = select.poll()


def console(process: int = 0) -> Any:
    """The console's application object, once it is on the bus; that of a process, where there are several."""
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        for application in pyatspi.Registry.getDesktop(0):
            if application is None or "answerpoint" not in (application.name or ""):
                continue
            if process in (0, application.get_process_id()):
                return application
        pause.poll(50)
    sys.exit("no application named answerpoint on the accessibility bus")


def walk(node: Any) -> Iterator[Any]:
    """Every accessible below a node."""
    for child in node:
        if child is None:
            continue
        yield child
        yield from walk(child)


def text_of(node: Any) -> str | None:
    """The node's text, None where it has none."""
    try:
        return str(node.queryText().getText(0, -1))
    except NotImplementedError:
        return None


def read(process: int) -> None:
    """Print every text widget's name and text."""
    fields = {}
    for node in walk(console(process)):
        text = text_of(node) if node.getRole() in TEXT_ROLES else None
        if text is not None and node.name:
            fields[node.name] = text
    print(json.dumps(fields), flush=True)


def watch(name: str) -> None:
    """Print the field's text each time it is another."""
    field = next(node for node in walk(console()) if node.name == name and text_of(node) is not None)
    last = None
    while True:
        text = text_of(field)
        if text != last:
            print(json.dumps(text), flush=True)
            last = text
        pause.poll(2)


def hear() -> None:
    """Print every announcement, as a screen reader would say it."""
    console()
    pyatspi.Registry.registerEventListener(
        lambda event: print(json.dumps(str(event.any_data)), flush=True), "object:announcement"
    )
    print(json.dumps("listening"), flush=True)
    pyatspi.Registry.start()


if __name__ == "__main__":
    try:
        if sys.argv[1] == "hear":
            hear()
        else:
            read(int(*sys.argv[2:])) if sys.argv[1] == "read" else watch(sys.argv[2])
    except Exception as gone:  # noqa: BLE001  the console was killed: that is what is being tried
        sys.exit(f"{type(gone).__name__}: {gone}")

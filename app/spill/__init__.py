"""Bytes to meaning and back: from what a feed delivers to spills. Pure: no Qt, no I/O, no clock, no thread.

A feed's bytes go through the *framer*, which cuts records out of the stream (`framer.py`, and `lines.py` for those of
lines), to the *decoder*, which chooses the format table that fits and makes a *spill* of each (`decode.py`);
`reader.py` is both. Words used here:

table      a format table, `resources/formats/*.toml`: how records are framed, their lines, what their fields mean
pattern    how a table describes a line, in the picture language (`picture.py`); a *kind* is what may stand in a field
line form  one line of a layout: by pattern, by separator or by columns (`line_form.py`)
layout     the lines of a record in their order (`layout.py`); a table may have several, chosen by a field's value
flawless   a record that fits its layout whole; one regular expression reads it (`flawless.py`). Every other record is
           *aligned* with the layout line by line (`alignment.py`, `reading.py`)
meaning    what the fields say, as attributes of the spill (`meaning.py`)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.spill.decode import Decoder, not_decoded
    from app.spill.formats import SHIPPED, FormatTable, load_table
    from app.spill.locality import Localities, load_localities
    from app.spill.model import Spill, spill_json
    from app.spill.plain import from_plain, to_plain
    from app.spill.reader import SpillEvent, SpillReader
    from app.spill.service_class import ServiceClasses, load_service_classes

__all__ = [
    "SHIPPED",
    "Decoder",
    "FormatTable",
    "Localities",
    "ServiceClasses",
    "Spill",
    "SpillEvent",
    "SpillReader",
    "from_plain",
    "load_localities",
    "load_service_classes",
    "load_table",
    "not_decoded",
    "spill_json",
    "to_plain",
]

# A name is loaded when it is asked for: whoever needs only the model does not wait for the rest. `encode` and `explain`
# are named as their files, and so are imported from there.
_MODULES = {
    "SHIPPED": "app.spill.formats",
    "Decoder": "app.spill.decode",
    "FormatTable": "app.spill.formats",
    "Localities": "app.spill.locality",
    "ServiceClasses": "app.spill.service_class",
    "Spill": "app.spill.model",
    "SpillEvent": "app.spill.reader",
    "SpillReader": "app.spill.reader",
    "from_plain": "app.spill.plain",
    "load_localities": "app.spill.locality",
    "load_service_classes": "app.spill.service_class",
    "load_table": "app.spill.formats",
    "not_decoded": "app.spill.decode",
    "spill_json": "app.spill.model",
    "to_plain": "app.spill.plain",
}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return getattr(import_module(_MODULES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""The drivers: what answerpoint is plugged into. Each implements a port of `app.ports`.

feed       delivers the bytes of the ANI/ALI line: a serial port, a recording, the emulator
phone      the telephone of the position: a switch in memory, a serial device, the real set worked by hand, a SIP line
recording  what `--record` writes and `replay` plays: every chunk a feed delivered, with its time

Drivers are known by name. `TABLE` says where each stands, and its module is imported only when it is asked for, so
that a console on a recording never loads the serial library and `answerpoint decode` loads none of them.
"""

import importlib
from typing import Any

from app.errors import AnswerpointError, FeedError, PhoneError

TABLE: dict[str, dict[str, str]] = {
    "feed": {
        "emulated": "drivers.emulated_feed:EmulatedFeed",
        "serial": "drivers.serial_feed:SerialFeed",
        "replay": "drivers.replay_feed:ReplayFeed",
    },
    "phone": {
        "virtual": "drivers.virtual_phone:VirtualPhone",
        "manual": "drivers.manual_phone:ManualPhone",
        "serial": "drivers.serial_phone:SerialPhone",
        "sip": "drivers.sip_phone:SipPhone",
    },
}
"""Port -> name of a driver -> "module:Class"."""

_ERRORS: dict[str, type[AnswerpointError]] = {"feed": FeedError, "phone": PhoneError}
_SHOWN = 60  # characters of a name that a message repeats


def load(port: str, name: str) -> Any:
    """Return the class of the driver `name` of `port` ("feed" or "phone"), importing its module now.

    Raises FeedError or PhoneError for a name that is not in the table, naming those that are, and for a driver one of
    whose parts is not installed.
    """
    drivers = TABLE[port]
    error = _ERRORS[port]
    if name not in drivers:
        raise error(f"{port}: expected one of {', '.join(drivers)}, got {name[:_SHOWN]!r}")
    module, _, class_name = drivers[name].partition(":")
    try:
        return getattr(importlib.import_module(module), class_name)
    except ModuleNotFoundError as missing:
        raise error(f"{port} {name}: its part {missing.name!r} is not installed") from missing

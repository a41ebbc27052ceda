"""What is written after `--phone`, read into a telephone.

virtual[?*22=busy&*23=no_answer&*21=answer:2&cadence=0.2]     drivers.virtual_phone tells the parts
manual
serial:PROFILE:DEVICE-OR-URL                                  drivers.serial_phone; a URL keeps its own ? options
sip                                                           set in the section [sip] of the settings file
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.clock import Clock
from app.errors import PhoneError
from app.ports import LINE_RINGS, PhoneLine
from drivers import load


def make_phone(
    spec: str,
    clock: Clock,
    sip: Mapping[str, Any] | None = None,
    profiles_folder: Path | None = None,
    rings: int = LINE_RINGS,
) -> PhoneLine:
    """Return the telephone that `spec` names, not yet open; only now is its driver loaded.

    `sip` is how a SIP line is set, by the names of `drivers.sip.account.SipAccount`; `profiles_folder` holds the site's
    own profiles of serial devices; `rings` is how often the virtual switch lets a line ring. Raises PhoneError, and
    TableError for a profile with a fault.
    """
    name, mark, options = spec.partition("?")
    if name.partition(":")[0] == "serial":
        serial: PhoneLine = load("phone", "serial").from_spec(spec.partition(":")[2], profiles_folder, clock)
        return serial
    driver = load("phone", name)
    phone: PhoneLine
    if name == "virtual":
        if mark and not options:
            raise PhoneError("phone virtual: expected DIGITS=OUTCOME or cadence=SECONDS after the ?, got nothing")
        phone = driver(options, clock, rings)
    else:
        if mark:
            raise PhoneError(f"phone {name}: expected no options, got {options[:60]!r}")
        if name == "sip":
            from drivers.sip.account import SipAccount

            phone = driver(SipAccount(**(sip or {})), clock)
        else:
            phone = driver(clock)
    return phone

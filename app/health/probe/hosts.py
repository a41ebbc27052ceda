"""The hosts that the settings name: what a console may connect to."""

import urllib.parse
from collections.abc import Iterable

from app.settings import Settings


def hosts_of(specs: Iterable[str], settings: Settings) -> set[str]:
    """Return the hosts in the SPECs of feeds and of the telephone, and a SIP telephone's switch."""
    found: set[str] = set()
    for spec in specs:
        if spec.partition("?")[0] == "sip":
            found.add(settings.sip.switch.rpartition(":")[0].strip("[]"))
            continue
        at = spec.find("://")
        if at >= 0:
            scheme = spec[:at].rpartition(":")[2]
            try:
                host = urllib.parse.urlsplit(f"{scheme}{spec[at:]}").hostname
            except ValueError:
                continue
            found |= {host} if host else set()
    return found

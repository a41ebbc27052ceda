"""Connections to the outside (F22): were any attempted, and has the running console any?

What is measured, and what is not: this check counts every connection that Python itself was asked for while the check
ran. Of a running console the connections that are open at that moment are read from the system; an attempt that
failed before, and what a library attempts in its own code, is not seen. So the sentence says both.
"""

from dataclasses import dataclass

from app.health.finding import Finding, amiss, cannot, ok


@dataclass(frozen=True, slots=True)
class Connection:
    """One end-to-end connection of a console, or an attempt; `where` as ADDRESS:PORT."""

    where: str
    protocol: str = "tcp"


@dataclass(frozen=True, slots=True)
class NetworkSeen:
    """`console` is the process, None if none runs; `open_there` its connections, None if they cannot be read.

    `configured` are addresses that the settings name: the feed's, the telephone's.
    """

    attempts: tuple[Connection, ...]
    console: int | None = None
    open_there: tuple[Connection, ...] | None = None
    configured: tuple[str, ...] = ()


def attempts(seen: NetworkSeen) -> Finding:
    """Say what this check itself attempted."""
    item = "connections attempted"
    facts = {"attempted": [each.where for each in seen.attempts], "configured": list(seen.configured)}
    named = f" (besides {', '.join(seen.configured)}, which the settings name)" if seen.configured else ""
    if seen.attempts:
        where = ", ".join(each.where for each in seen.attempts)
        return amiss(item, f"{len(seen.attempts)} by this check: {where}; expected 0{named}", **facts)
    return ok(item, f"0 by this check, as Python counts them{named}", **facts)


def console(seen: NetworkSeen) -> Finding:
    """Say what a running console has open."""
    item = "console's connections"
    if seen.console is None:
        return cannot(item, "no console runs on this journal")
    if seen.open_there is None:
        return cannot(item, f"this user may not see those of process {seen.console}")
    facts = {"console": seen.console, "open": [each.where for each in seen.open_there]}
    if seen.open_there:
        where = ", ".join(f"{each.where} ({each.protocol})" for each in seen.open_there)
        return amiss(item, f"process {seen.console} is connected to {where}; expected only what is configured", **facts)
    return ok(item, f"process {seen.console} has none to the outside at this moment but what is configured", **facts)

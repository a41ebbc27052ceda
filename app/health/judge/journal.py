"""The journal: can it be read, is its chain whole, is it of this version?"""

from dataclasses import dataclass

from app.health.finding import Finding, amiss, cannot, ok


@dataclass(frozen=True, slots=True)
class JournalSeen:
    """`exit_code` and `sentence` are of `answerpoint verify`; `console` is the process that writes it, or None."""

    path: str
    there: bool
    exit_code: int = 0
    sentence: str = ""
    version: int = 0
    current: int = 0
    console: int | None = None


def journal(seen: JournalSeen) -> Finding:
    """Say how the journal is."""
    item = "journal"
    facts = {"path": seen.path, "version": seen.version, "console": seen.console}
    if not seen.there:
        return cannot(item, f"{seen.path} is not there yet; the first console that opens makes it", **facts)
    if seen.exit_code:
        return amiss(item, seen.sentence, **facts)
    if seen.version > seen.current:
        wanted = f"expected version {seen.current} or older, got {seen.version}"
        return amiss(item, f"{seen.path}: {wanted}, of a newer program", **facts)
    writes = f"process {seen.console} writes it" if seen.console else "no console writes it"
    older = (
        "" if seen.version == seen.current else f" (this program's is {seen.current}; a console brings it up to that)"
    )
    return ok(item, f"{seen.sentence}; version {seen.version}{older}; {writes}", **facts)

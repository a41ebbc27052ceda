"""The disk of the journal: has it room, can it be written, and how long does a safe write take?"""

from dataclasses import dataclass

from app.health.finding import Finding, amiss, cannot, ok

LEAST_FREE = 500_000_000
"""Bytes. A journal grows by some 3 kB a call, so that a year of a busy centre's position has room."""

MOST_WRITE = 0.05
"""Seconds: what takes longer is NOT LOGGED YET on the screen."""


@dataclass(frozen=True, slots=True)
class DiskSeen:
    """A folder: bytes and files left, what went wrong in writing ("" if nothing), seconds of each safe write.

    Without `times` it is only the nearest folder on the way to the journal's, which is not there yet; `missing` is that
    one's name where no console makes it.
    """

    folder: str
    free: int = 0
    nodes: int | None = None
    fault: str = ""
    times: tuple[float, ...] = ()
    missing: str = ""


def room(seen: DiskSeen) -> Finding:
    """Say whether there is room."""
    item = "disk room"
    facts = {"folder": seen.folder, "free_bytes": seen.free}
    told = f"{seen.free / 1e9:.1f} GB free in {seen.folder}"
    if seen.free < LEAST_FREE:
        return amiss(item, f"{told}: expected at least {LEAST_FREE / 1e9:g} GB", **facts)
    if seen.nodes == 0:
        return amiss(item, f"{told}, but no file can be made any more: expected free inodes, got none", **facts)
    return ok(item, told, **facts)


def writing(seen: DiskSeen) -> Finding:
    """Say whether it can be written, and how fast."""
    item = "disk writing"
    if seen.fault:
        return amiss(item, f"{seen.folder} cannot be written: {seen.fault}", folder=seen.folder)
    if seen.missing:
        sentence = f"no folder {seen.missing}: expected one for the journal; a console makes none that somebody named"
        return amiss(item, sentence, folder=seen.missing)
    if not seen.times:
        sentence = (
            f"the journal's folder is not there yet; {seen.folder}, where the first console makes it, is writable"
        )
        return cannot(item, sentence, folder=seen.folder)
    times = sorted(seen.times)
    usual, longest = times[len(times) // 2], times[-1]
    facts = {"folder": seen.folder, "usual_seconds": round(usual, 6), "longest_seconds": round(longest, 6)}
    told = f"4 KiB are safe on the disk after {usual * 1000:.2f} ms, at most {longest * 1000:.2f} ms"
    if usual > MOST_WRITE:
        return amiss(item, f"{told}: expected {MOST_WRITE * 1000:g} ms; callers would be NOT LOGGED YET", **facts)
    return ok(item, told, **facts)

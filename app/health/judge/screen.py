"""The screen: is one there, can it be drawn on, is it large enough?"""

from dataclasses import dataclass

from app.health.finding import Finding, amiss, cannot, ok

LEAST = (1280, 800)
"""What the console's one window is made for."""


@dataclass(frozen=True, slots=True)
class ScreenSeen:
    """Sentences on what is missing ("" if nothing); `size` in the window's own units, None if it did not tell."""

    no_display: str = ""
    no_library: str = ""
    size: tuple[int, int] | None = None
    why: str = ""


def screen(seen: ScreenSeen) -> Finding:
    """Say how the screen is."""
    item = "screen"
    if seen.no_library:
        return amiss(item, seen.no_library)
    if seen.no_display:
        return cannot(item, f"{seen.no_display}; run this check on the position's own screen")
    if seen.size is None:
        return amiss(item, f"a window cannot be opened: {seen.why}")
    width, height = seen.size
    facts = {"width": width, "height": height}
    if width < LEAST[0] or height < LEAST[1]:
        return amiss(item, f"expected {LEAST[0]}x{LEAST[1]} or more, got {width}x{height}", **facts)
    return ok(item, f"{width}x{height}, every library is there", **facts)

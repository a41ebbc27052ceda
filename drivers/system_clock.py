"""The one real clock; everything else is given one."""

import time
from datetime import UTC, datetime


class SystemClock:
    """The computer's clock, as `app.clock.Clock` asks."""

    def now(self) -> datetime:
        """Return this instant as an aware UTC datetime."""
        return datetime.now(UTC)  # noqa: TID251 (this is the place that the rule names)

    def monotonic(self) -> float:
        """Return seconds that never run backwards; only differences mean anything."""
        return time.monotonic()

"""From chunks to spills: the framer and the decoder as one, still pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.ports import Chunk
from app.spill.decode import Decoder, cut_short, not_decoded
from app.spill.events import FrameEvent, Garbled, Heartbeat, RecordFramed, TextFramed
from app.spill.formats import FormatTable
from app.spill.framer import Framer
from app.spill.locality import Localities
from app.spill.model import Spill
from app.spill.service_class import ServiceClasses

SpillEvent = Spill | Garbled | Heartbeat


class SpillReader:
    """Reads one feed by the tables in force, which come in the order in which they are preferred."""

    def __init__(
        self, tables: Sequence[FormatTable], classes: Mapping[str, ServiceClasses], localities: Localities
    ) -> None:
        self._framer = Framer([table.framing for table in tables])
        self._decoder = Decoder(tables, classes, localities)

    @property
    def quiet_seconds(self) -> float | None:
        """How long a silence must last before `idle` is to be called; None if quiet would end nothing now."""
        return self._framer.quiet_seconds

    def feed(self, chunk: Chunk) -> list[SpillEvent]:
        """Take bytes as they came; return what they complete. Quiet before them first ends what quiet ends."""
        if chunk.gap > 0:
            quiet = self._framer.quiet_seconds
            if quiet is not None and chunk.gap >= quiet:
                ended = self._framer.idle()
                return self._decoded(ended + self._framer.feed(chunk.data), chunk.at)
        return self._decoded(self._framer.feed(chunk.data), chunk.at)

    def idle(self, at: datetime) -> list[SpillEvent]:
        """Tell what the quiet before `at` (an aware instant) has ended."""
        return self._decoded(self._framer.idle(), at)

    def end(self, at: datetime) -> list[SpillEvent]:
        """Tell what is left when no more data will come."""
        return self._decoded(self._framer.end(), at)

    def _decoded(self, events: Sequence[FrameEvent], at: datetime) -> list[SpillEvent]:
        found: list[SpillEvent] = []
        for event in events:
            if isinstance(event, RecordFramed):
                spill = self._decoder.decode(event.data, event.tables, at)
                found.append(cut_short(spill) if event.run_on else spill)
            elif isinstance(event, TextFramed):
                found.append(not_decoded(event.data, event.fault))
            else:
                found.append(event)
        return found

"""The bytes given to the framer of which it has told nothing yet: finds where the bytes of its events stood."""

from array import array


class Unclaimed:
    """Bytes with their offsets, in order. As many are held as the framer holds, and the line ends between records."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._offsets = array("Q")

    def __len__(self) -> int:
        return len(self._data)

    def add(self, data: bytes, offset: int) -> None:
        """Take bytes; the first stood at `offset`."""
        self._data += data
        self._offsets.extend(range(offset, offset + len(data)))

    def claim(self, data: bytes) -> tuple[int, int] | None:
        """Take an event's bytes out, with all before them; return where they began and ended, None if not found."""
        return self._take(data, all_before=True)

    def cut(self, data: bytes) -> tuple[int, int] | None:
        """Take a heartbeat out of what it arrived in, with the LF that belongs to its CR."""
        return self._take(data, all_before=False)

    def clear(self) -> None:
        """Forget what only separated."""
        self._data.clear()
        del self._offsets[:]

    def _take(self, data: bytes, all_before: bool) -> tuple[int, int] | None:
        at = self._data.find(data) if data else -1
        if at < 0:
            return None
        end = at + len(data)
        place = self._offsets[at], self._offsets[end - 1] + 1
        if not all_before and data[-1:] == b"\r" and self._data[end : end + 1] == b"\n":
            end += 1
        begin = 0 if all_before else at
        del self._data[begin:end]
        del self._offsets[begin:end]
        return place

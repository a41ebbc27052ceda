"""A bad serial line: bytes lost and bytes made up, by a seed, so that a failure comes again."""

import random


class BadLine:
    """Passes bytes on; of each, `loses` is the chance to lose it and `invents` the chance of noise before it."""

    def __init__(self, seed: int = 1, loses: float = 0.0, invents: float = 0.0) -> None:
        self._random = random.Random(seed)
        self._loses = loses
        self._invents = invents

    def carry(self, data: bytes) -> bytes:
        """Return what arrives of `data`."""
        arrived = bytearray()
        for byte in data:
            if self._random.random() < self._invents:
                arrived.append(self._random.randrange(0x80, 0x100))
            if self._random.random() >= self._loses:
                arrived.append(byte)
        return bytes(arrived)

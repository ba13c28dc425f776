"""How fast one address may ask: a bucket of tokens for each, in memory only and never written."""

from __future__ import annotations

import time
from collections.abc import Callable

_ADDRESSES = 4096


class Pace:
    """`per_second` tokens flow into each bucket, up to `burst`: a whole room may share one address."""

    def __init__(
        self, per_second: float = 50, burst: float = 500, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_second = per_second
        self._burst = burst
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}
        """Tokens left, and when they were counted."""

    def admits(self, address: str) -> bool:
        now = self._clock()
        left, since = self._buckets.pop(address, (self._burst, now))
        left = min(self._burst, left + (now - since) * self._per_second)
        admitted = left >= 1
        self._buckets[address] = (left - 1 if admitted else left, now)
        if len(self._buckets) > _ADDRESSES:
            # The first of a dict is the one that was silent for longest.
            del self._buckets[next(iter(self._buckets))]
        return admitted

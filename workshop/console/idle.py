"""When the console locks by itself."""

from __future__ import annotations

import time
from collections.abc import Callable

MINUTE = 60.0
RESTING, RUNNING = 5, 20
"""Minutes without a key: while no session runs, and while one does."""

Tick = Callable[[], float]
"""Seconds that only go forward."""


def seconds_awake_or_asleep() -> float:
    """Seconds that go on while the laptop sleeps, where the system counts them."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class Idle:
    """How long nobody has touched the console."""

    def __init__(self, tick: Tick) -> None:
        self._tick = tick
        self._touched = tick()

    def touch(self) -> None:
        self._touched = self._tick()

    @property
    def seconds(self) -> float:
        """Since the last key."""
        return self._tick() - self._touched

    def is_long(self, *, running: bool) -> bool:
        """Whether it is time to lock."""
        return self.seconds >= (RUNNING if running else RESTING) * MINUTE

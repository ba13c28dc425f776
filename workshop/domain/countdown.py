"""A clock that the facilitator gives to the room: the minutes of one step, counted down softly.

It is apart from the facilitator's own time: nothing here knows of a plan, of being late or of what is left.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

_STEP = 2
"""Hundredths in which its shape shrinks, so that it moves softly."""
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """What the room sees of it: whole minutes, the last one counted until it is over, and a shape."""

    minutes: int
    hundredths: int
    """How much of it is left."""

    @property
    def over(self) -> bool:
        return self.minutes == 0


@dataclass(frozen=True, slots=True)
class Countdown:
    began: datetime
    minutes: int
    paused: timedelta = timedelta()
    """Pauses that are over: they do not count."""

    def left(self, now: datetime, paused_since: datetime | None) -> TimeLeft:
        """At `now`; from `paused_since` on it stands still. Below zero it never goes."""
        whole = self.minutes * _MINUTE
        gone = max(timedelta(), (paused_since or now) - self.began - self.paused)
        left = max(timedelta(), whole - gone)
        return TimeLeft(math.ceil(left / _MINUTE), math.ceil(left / whole * 100 / _STEP) * _STEP)

    def resumed(self, since: datetime, at: datetime) -> Countdown:
        """After a pause from `since` to `at`; one that was given in the middle of it waits from then."""
        return replace(self, paused=self.paused + max(timedelta(), at - max(since, self.began)))

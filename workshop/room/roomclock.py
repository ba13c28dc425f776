"""The clock that the room sees, apart from the facilitator's: given for a step, and taken away."""

from __future__ import annotations

from workshop.domain.countdown import TimeLeft
from workshop.domain.events import RoomClockSet, RoomClockTaken

from .journal import Journal
from .values import NotNow


class RoomClock:
    """It pauses with the session and goes with it; at zero nothing happens but words."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @property
    def left(self) -> TimeLeft | None:
        """What the room sees of it at this moment; None where it has none."""
        state = self._journal.state
        if state.room_clock is None:
            return None
        return state.room_clock.left(self._journal.now, state.paused_since)

    def toggle(self, minutes: int) -> None:
        """Gives the room so many minutes, or takes away what it has. Raises NotNow where no session runs."""
        state, now = self._journal.state, self._journal.now
        if state.room_clock is not None:
            self._journal.log(RoomClockTaken(now))
        elif state.running is None or minutes < 1:
            raise NotNow("A clock for the room belongs to a step of a session. None runs now.")
        else:
            self._journal.log(RoomClockSet(now, minutes))

"""Which of the three parts fits the moment."""

from __future__ import annotations

from typing import Literal

from workshop.room import Room

Part = Literal["before", "evening", "after"]
PARTS: tuple[Part, ...] = ("before", "evening", "after")


def fitting(room: Room) -> Part:
    """Evening once a day's last session runs, until the next morning; after the last day, after."""
    state = room.state
    if state.day_over:
        if state.day + 1 >= len(room.agenda.days):
            return "after"
        began = state.day_runs(state.day)[0].began.date()
        return "evening" if room.now.date() <= began else "before"
    running = state.running
    last = room.day.sessions[-1:]
    return "evening" if running and last and running.session == last[0].id else "before"

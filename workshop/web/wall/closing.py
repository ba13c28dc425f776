"""The end of a day: when we meet again, or what becomes of what was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from workshop.domain.calendar import kept_until
from workshop.room import Room


@dataclass(frozen=True, slots=True)
class Closing:
    last: bool
    """Whether no day comes after this one."""
    at: str = ""
    """When the next day begins, as "09:00"; empty where everybody comes when it suits them."""
    tomorrow: bool = False
    on: date | None = None
    """Its date, where the facilitator gave it one."""
    kept_until: date | None = None
    """After the last day: when the keys are destroyed; None where that was not decided."""


def closing(room: Room) -> Closing | None:
    """At the last session of a day, and on its evening; the next morning begins anew."""
    state, now = room.state, room.now
    if not state.runs:
        return None
    if state.running is None:
        if not state.day_over or now.date() != max(run.began for run in state.day_runs(state.day)).date():
            return None
    elif room.forecast().next is not None:
        return None
    days = room.agenda.days
    following = [n for n in range(state.day + 1, len(days)) if days[n].held != "preparation"]
    if not following:
        return Closing(True, kept_until=kept_until(room.agenda, state, now.date()))
    number = following[0]
    day, on = days[number], room.hosting.dates()[number]
    at = "" if day.held == "asynchronous" else f"{day.start:%H:%M}"
    tomorrow = on - now.date() == timedelta(days=1)
    return Closing(False, at, tomorrow, on if number in state.dated else None)

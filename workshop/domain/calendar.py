"""The dates of an agenda's days, and of what follows them: real where they began, planned where not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from .agenda import Agenda, Day
from .workshop import State

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


def dates(agenda: Agenda, state: State, today: date) -> tuple[date, ...]:
    """The date of every day.

    A day that began has its real one. A day to come has the one that the facilitator gave it, else that of
    its week, else the day after the one before; but never one that has passed, or lies before an earlier
    day's.
    """
    begun = {run.day: run.began.date() for run in reversed(state.runs)}
    last = max(begun, default=-1)
    found: list[date] = []
    for number in range(len(agenda.days)):
        if number in begun:
            found.append(begun[number])
            continue
        earliest = [*found[-1:], *([today] if number > last else [])]
        meant = state.dated.get(number) or _usual(agenda.days, found, today)
        found.append(max([meant, *earliest]))
    return tuple(found)


def _usual(days: Sequence[Day], found: Sequence[date], today: date) -> date:
    """Where nobody gave a date: in its week on the weekday of the week before, else the day after."""
    if not found:
        return today
    following = found[-1] + DAY
    week = days[len(found)].week
    earlier = [day.week for day in days[: len(found)] if day.week is not None]
    if week is None or not earlier or earlier[-1] >= week:
        return following
    first = next(number for number, day in enumerate(days) if day.week == earlier[-1])
    return max(following, found[first] + (week - earlier[-1]) * WEEK)


def follow_ups(agenda: Agenda, state: State, today: date) -> tuple[tuple[int, date], ...]:
    """When people meet again: after how many days, and the date."""
    last = dates(agenda, state, today)[-1]
    return tuple((days, last + days * DAY) for days in agenda.follow_ups)


def kept_until(agenda: Agenda, state: State, today: date) -> date | None:
    """The date on which the keys are destroyed; None where that was not decided."""
    if state.retention is None:
        return None
    return dates(agenda, state, today)[-1] + state.retention * DAY

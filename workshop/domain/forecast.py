"""When each session will begin and end, and how late the day is: one pure function for every surface."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal

from .agenda import Day, Session
from .workshop import Run, State

LineState = Literal["done", "running", "ahead", "passed_over"]


@dataclass(frozen=True, slots=True)
class Line:
    """One session of the day: as planned, and as it was or will be."""

    session: Session
    state: LineState
    planned: datetime
    begins: datetime
    ends: datetime
    minutes: int
    """How long it took, or will take, in whole minutes, pauses not counted."""
    length: int
    """How many minutes were planned."""

    @property
    def drift(self) -> int:
        """Minutes that it took, or will take, beyond its plan; negative when shorter."""
        return self.minutes - self.length


@dataclass(frozen=True, slots=True)
class Forecast:
    lines: tuple[Line, ...]
    planned_end: datetime
    ends: datetime
    soonest_end: datetime
    """Where the day could end if every session ahead took its least minutes."""
    elapsed: timedelta
    """How long the running session has run, pauses not counted."""
    left: timedelta
    """What the running session has left; negative when it runs over."""
    behind: int
    """Minutes behind the plan at this moment; negative is ahead."""

    @property
    def running(self) -> Line | None:
        return next((line for line in self.lines if line.state == "running"), None)

    @property
    def over(self) -> bool:
        """Whether nothing runs and nothing is left: the day has ended."""
        return not any(line.state in ("running", "ahead") for line in self.lines)

    @property
    def next(self) -> Line | None:
        return next((line for line in self.lines if line.state == "ahead"), None)

    @property
    def late(self) -> int:
        """Minutes by which the day would end after its plan; negative is early."""
        return _minutes(self.ends - self.planned_end)

    @property
    def impossible_by(self) -> int:
        """Minutes that even the least lengths would be too long by; 0 when the end can be kept."""
        return 0 if self.over else max(0, _minutes(self.soonest_end - self.planned_end))


def forecast(day: Day, number: int, state: State, now: datetime) -> Forecast:
    """The day `number` (0 for the first) at `now`, from what was logged.

    A fixed session never begins before its time, and later only where the ones before leave no choice.
    """
    runs = {run.session: run for run in state.day_runs(number)}
    running = state.running if state.running and state.running.day == number else None
    today = min((run.began for run in runs.values()), default=now).date()
    lengths = _lengths(day)
    planned = _planned(day, lengths, today)
    begun = [i for i, session in enumerate(day.sessions) if session.id in runs]
    furthest = max(begun, default=-1)

    lines: list[Line] = []
    cursor = max(now, planned[0]) if planned and not runs else now
    soonest = cursor
    elapsed = left = timedelta()
    for i, session in enumerate(day.sessions):
        run = runs.get(session.id)
        if run is not None and run is running:
            elapsed = _elapsed(run, state, now)
            length = timedelta(minutes=lengths[i] + run.adjusted)
            left = length - elapsed
            ends = now + max(timedelta(), left)
            took = _minutes(max(length, elapsed))
            lines.append(Line(session, "running", planned[i], run.began, ends, took, lengths[i]))
            cursor = soonest = ends
        elif run is not None and run.ended is not None:
            took = _minutes(run.ended - run.began - run.paused)
            lines.append(Line(session, "done", planned[i], run.began, run.ended, took, lengths[i]))
        elif i < furthest or (state.day_over and number <= state.day):
            lines.append(Line(session, "passed_over", planned[i], planned[i], planned[i], 0, lengths[i]))
        else:
            begins = _not_before(session, cursor, today)
            cursor = begins + timedelta(minutes=lengths[i])
            least = lengths[i] if day.held == "asynchronous" else session.minutes.least
            soonest = _not_before(session, soonest, today) + timedelta(minutes=least)
            lines.append(Line(session, "ahead", planned[i], begins, cursor, lengths[i], lengths[i]))
    planned_end = planned[-1] + timedelta(minutes=lengths[-1]) if planned else now
    over = not any(line.state in ("running", "ahead") for line in lines)
    ended = max((line.ends for line in lines if line.state == "done"), default=cursor)
    ends = ended if over else cursor
    return Forecast(
        tuple(lines),
        planned_end,
        ends,
        ended if over else soonest,
        elapsed,
        left,
        _behind(lines, ends, planned_end),
    )


def _behind(lines: list[Line], ends: datetime, planned_end: datetime) -> int:
    """Measured where the next session begins, before a fixed point swallows it."""
    for line, following in pairwise(lines):
        if line.state == "running":
            return _minutes(line.ends - following.planned)
    for line in lines:
        if line.state == "ahead":
            return _minutes(line.begins - line.planned)
    return _minutes(ends - planned_end)


def _lengths(day: Day) -> tuple[int, ...]:
    """How many minutes each session is to last.

    On an asynchronous day its minutes are what it takes of a person's time; it stays open until the next
    fixed time, less what stands before that, and the last one until the day closes.
    """
    minutes = tuple(session.minutes.planned for session in day.sessions)
    if day.held != "asynchronous" or day.ends is None:
        return minutes
    lengths: list[int] = []
    begins = _minute_of(day.start)
    for place, session in enumerate(day.sessions):
        begins = max(begins, _minute_of(session.at)) if session.at else begins
        later = day.sessions[place + 1 :]
        fixed = next((n for n, one in enumerate(later) if one.at), len(later))
        closes = later[fixed].at if fixed < len(later) else day.ends
        before = sum(minutes[place + 1 : place + 1 + fixed])
        lengths.append(max(minutes[place], _minute_of(closes or day.ends) - before - begins))
        begins += lengths[-1]
    return tuple(lengths)


def _minute_of(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _planned(day: Day, lengths: tuple[int, ...], today: date) -> list[datetime]:
    begins: list[datetime] = []
    cursor = datetime.combine(today, day.start)
    for session, length in zip(day.sessions, lengths, strict=True):
        cursor = _not_before(session, cursor, today)
        begins.append(cursor)
        cursor += timedelta(minutes=length)
    return begins


def _not_before(session: Session, cursor: datetime, today: date) -> datetime:
    return max(cursor, datetime.combine(today, session.at)) if session.at else cursor


def _elapsed(run: Run, state: State, now: datetime) -> timedelta:
    until = state.paused_since or now
    return max(timedelta(), until - run.began - run.paused)


def _minutes(span: timedelta) -> int:
    """Whole minutes, rounded to the nearest."""
    return round(span.total_seconds() / 60)

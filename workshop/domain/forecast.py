"""When each session will begin and end, and how late the day is: one pure function for every surface."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import pairwise
from typing import Literal

from .agenda import Day, Session
from .course import planned_course, planned_lengths
from .workshop import Run, State

LineState = Literal["done", "running", "ahead", "passed_over"]


Stage = Literal["steady", "ending", "closing", "over"]
"""How near its end a session is: the last fifth, the last twentieth, beyond it."""
ENDING = 0.2
CLOSING = 0.05


@dataclass(frozen=True, slots=True)
class Line:
    """One session of the day: as planned, and as it was or will be."""

    session: Session
    state: LineState
    planned: datetime
    agreed: datetime
    """When it was to begin, as agreed last."""
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
    date: date
    """The day on which it is, or would be, held."""
    lines: tuple[Line, ...]
    planned_end: datetime
    agreed_end: datetime
    """The end of the day as agreed last: the plan's own, until a later one was chosen."""
    ends: datetime
    soonest_end: datetime
    """Where the day could end if every session ahead took its least minutes."""
    elapsed: timedelta
    """How long the running session has run, pauses not counted."""
    left: timedelta
    """What the running session has left; negative when it runs over."""
    behind: int
    """Minutes behind what was agreed, at this moment; negative is ahead."""

    @property
    def running(self) -> Line | None:
        return next((line for line in self.lines if line.state == "running"), None)

    @property
    def stage(self) -> Stage:
        """How near its end the running session is."""
        length = self.elapsed + self.left
        if self.left < timedelta() or length <= timedelta():
            return "over"
        share = self.left / length
        return "closing" if share <= CLOSING else "ending" if share <= ENDING else "steady"

    @property
    def over(self) -> bool:
        """Whether nothing runs and nothing is left: the day has ended."""
        return not any(line.state in ("running", "ahead") for line in self.lines)

    @property
    def next(self) -> Line | None:
        return next((line for line in self.lines if line.state == "ahead"), None)

    @property
    def late(self) -> int:
        """Minutes by which the day would end after what was agreed; negative is early."""
        return _minutes(self.ends - self.agreed_end)

    @property
    def impossible_by(self) -> int:
        """Minutes that even the least lengths would be too long by; 0 when the end can be kept."""
        return 0 if self.over else max(0, _minutes(self.soonest_end - self.agreed_end))


def forecast(day: Day, number: int, state: State, now: datetime) -> Forecast:
    """The day `number` (0 for the first) at `now`, from what was logged.

    `day` is in the order of its course. A fixed session never begins before its time, and later only where
    the ones before leave no choice.
    """
    runs = {run.session: run for run in state.day_runs(number)}
    running = state.running if state.running and state.running.day == number else None
    today = min((run.began for run in runs.values()), default=now).date()
    course = state.courses.get(number) or planned_course(day)
    slots = {slot.session: slot for slot in course.slots}
    lengths = planned_lengths(day)
    begun = [i for i, session in enumerate(day.sessions) if session.id in runs]
    furthest = max(begun, default=-1)

    lines: list[Line] = []
    first = next((slot.agreed for slot in course.slots if not slot.left_out), 0)
    cursor = max(now, _on(today, first)) if day.sessions and not runs else now
    soonest = cursor
    elapsed = left = timedelta()
    for i, session in enumerate(day.sessions):
        run, slot = runs.get(session.id), slots[session.id]
        line = partial(
            Line, session, planned=_on(today, slot.planned), agreed=_on(today, slot.agreed), length=lengths[i]
        )
        if run is not None and run is running:
            elapsed = _elapsed(run, state, now)
            length = timedelta(minutes=slot.minutes + run.adjusted)
            left = length - elapsed
            ends = now + max(timedelta(), left)
            lines.append(line("running", begins=run.began, ends=ends, minutes=_minutes(max(length, elapsed))))
            cursor = soonest = ends
        elif run is not None and run.ended is not None:
            took = _minutes(run.ended - run.began - run.paused)
            lines.append(line("done", begins=run.began, ends=run.ended, minutes=took))
        elif slot.left_out or i < furthest or _is_over(number, state):
            begins = _on(today, slot.agreed)
            lines.append(line("passed_over", begins=begins, ends=begins, minutes=0))
        else:
            begins = _not_before(session, cursor, today)
            cursor = begins + timedelta(minutes=slot.minutes)
            least = slot.minutes
            if day.held != "asynchronous":
                least = min(least, session.minutes.least)
            soonest = _not_before(session, soonest, today) + timedelta(minutes=least)
            lines.append(line("ahead", begins=begins, ends=cursor, minutes=slot.minutes))
    agreed_end = _on(today, course.agreed_end) if day.sessions else now
    over = not any(line.state in ("running", "ahead") for line in lines)
    ended = max((line.ends for line in lines if line.state == "done"), default=cursor)
    ends = ended if over else cursor
    return Forecast(
        today,
        tuple(lines),
        _on(today, course.planned_end) if day.sessions else now,
        agreed_end,
        ends,
        ended if over else soonest,
        elapsed,
        left,
        _behind(lines, ends, agreed_end),
    )


def _is_over(number: int, state: State) -> bool:
    return number < state.day or (state.day_over and number == state.day)


def _behind(lines: list[Line], ends: datetime, agreed_end: datetime) -> int:
    """Measured where the next session begins, before a fixed point swallows it."""
    shown = [line for line in lines if line.state != "passed_over"]
    for line, following in pairwise(shown):
        if line.state == "running":
            return _minutes(line.ends - following.agreed)
    for line in shown:
        if line.state == "ahead":
            return _minutes(line.begins - line.agreed)
    return _minutes(ends - agreed_end)


def _on(today: date, minute: int) -> datetime:
    return datetime.combine(today, time()) + timedelta(minutes=minute)


def _not_before(session: Session, cursor: datetime, today: date) -> datetime:
    return max(cursor, datetime.combine(today, session.at)) if session.at else cursor


def _elapsed(run: Run, state: State, now: datetime) -> timedelta:
    until = state.paused_since or now
    return max(timedelta(), until - run.began - run.paused)


def _minutes(span: timedelta) -> int:
    """Whole minutes, rounded to the nearest."""
    return round(span.total_seconds() / 60)

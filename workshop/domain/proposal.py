"""What can be done when a day runs late: named proposals with numbers, and the day as each would make it.

    push      every session keeps its minutes, and the day ends later
    squeeze   the sessions ahead share the loss, each above its least
    drop      sessions are left out, the least important first

All count from now and touch only what has not begun. Fixed times hold: what comes before one is fitted in
by itself. A push parts the session that would run into a fixed time, and its rest comes after it. Rest,
rituals, groundings and closings are never dropped, and shortened only where nothing else is left; that is
named.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Literal, assert_never

from .agenda import Day, Session
from .course import SHORTEST_PART, Course, Slot, arranged, changed, free_name, planned_course, protected
from .exercise import Exercise
from .forecast import Forecast, Line, forecast
from .workshop import State

Kind = Literal["push", "squeeze", "drop"]
KINDS: tuple[Kind, ...] = ("push", "squeeze", "drop")
WORTH_BEGINNING = 10
"""Minutes before a fixed time that are worth beginning a session in."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a proposal does to one session: fewer minutes, none at all (0), or a part of it later."""

    session: Session
    before: int
    after: int
    rest: int = 0
    """Minutes of it that come after the fixed time."""
    resting: bool = False
    """Whether it takes from rest, a ritual, a grounding or a closing."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A fixed time that cannot be kept: how many minutes later it would be."""

    session: Session
    minutes: int


@dataclass(frozen=True, slots=True)
class Proposal:
    kind: Kind
    changes: tuple[Change, ...]
    course: Course
    day: Day
    """The day in the order of `course`."""
    forecast: Forecast
    """The day as it would be."""
    slips: tuple[Slip, ...]
    short_by: int
    """Minutes after the agreed end at which even so the day would end; a push is free of it."""

    @property
    def helps(self) -> bool:
        """Whether it changes anything for the better."""
        return self.kind == "push" or bool(self.changes)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What is ahead up to the next fixed time, or up to the end of the day."""

    sessions: tuple[Session, ...]
    fixed: Session | None
    """The session that begins at the fixed time after it."""


def proposals(
    original: Day,
    number: int,
    state: State,
    now: datetime,
    exercises: Mapping[str, Exercise],
) -> tuple[Proposal, ...]:
    """One of each kind for the day `number` at `now`, from the day as it is in the agenda.

    `exercises` are by their ids; they say which sessions ground and which close.
    """
    return tuple(propose(kind, original, number, state, now, exercises) for kind in KINDS)


def propose(
    kind: Kind,
    original: Day,
    number: int,
    state: State,
    now: datetime,
    exercises: Mapping[str, Exercise],
) -> Proposal:
    plan = _Plan(original, number, state, now, exercises)
    changes = _changes(kind, plan)
    course = plan.course
    for change in changes:
        course = _applied(course, change, plan)
    day, seen = plan.seen(course)
    agreed = _as_agreed(course, seen)
    return Proposal(
        kind,
        changes,
        replace(agreed, agreed_end=_minute(seen.ends, seen)) if kind == "push" else agreed,
        day,
        seen,
        _slips(seen),
        0 if kind == "push" else max(0, seen.late),
    )


class _Plan:
    """The day that is to be changed, and how it would look with another course."""

    def __init__(
        self, original: Day, number: int, state: State, now: datetime, exercises: Mapping[str, Exercise]
    ) -> None:
        self._original = original
        self._number = number
        self._state = state
        self._now = now
        self._exercises = exercises
        self.course = state.courses.get(number) or planned_course(original)
        self.day, self.now = self.seen(self.course)

    def seen(self, course: Course) -> tuple[Day, Forecast]:
        day = arranged(self._original, course)
        state = replace(self._state, courses={**self._state.courses, self._number: course})
        return day, forecast(day, self._number, state, self._now)

    def protects(self, session: Session) -> bool:
        return protected(session, self._exercises.get(session.exercise or ""))

    def minutes(self, session: Session) -> int:
        slot = self.course.slot(session.id)
        assert slot is not None
        return slot.minutes

    def spare(self, session: Session) -> int:
        """Minutes that a session has above its least."""
        return max(0, self.minutes(session) - session.minutes.least)

    @property
    def stretches(self) -> tuple[_Stretch, ...]:
        found: list[_Stretch] = []
        run: list[Session] = []
        for line in self.now.lines:
            if line.state != "ahead":
                continue
            if line.session.at is not None:
                found.append(_Stretch(tuple(run), line.session))
                run = []
            run.append(line.session)
        return (*found, _Stretch(tuple(run), None))

    def excess(self, stretch: _Stretch, changes: tuple[Change, ...]) -> int:
        """Minutes by which a stretch is too long, as the day is with what was changed before it."""
        course = self.course
        for change in changes:
            course = _applied(course, change, self)
        _, seen = self.seen(course)
        if stretch.fixed is None:
            return _begun_minutes(seen.ends - seen.agreed_end)
        line = next(line for line in seen.lines if line.session.id == stretch.fixed.id)
        return _begun_minutes(_late_for(line, seen))


def _changes(kind: Kind, plan: _Plan) -> tuple[Change, ...]:
    found: tuple[Change, ...] = ()
    for stretch in plan.stretches:
        excess = plan.excess(stretch, found)
        if excess <= 0 or (kind == "push" and stretch.fixed is None):
            continue
        match kind:
            case "push":
                found += _parted(plan, stretch, excess)
            case "squeeze":
                found += _squeezed(plan, stretch, excess)
            case "drop":
                found += _dropped(plan, stretch, excess)
            case _:
                assert_never(kind)
    return found


def _parted(plan: _Plan, stretch: _Stretch, excess: int) -> tuple[Change, ...]:
    """The last working sessions before a fixed time give way to it, with what does not fit before it."""
    found: list[Change] = []
    for session in reversed(stretch.sessions):
        if excess <= 0:
            break
        if plan.protects(session) or session.at is not None:
            continue
        minutes = plan.minutes(session)
        rest = max(excess, SHORTEST_PART)
        if minutes - rest < WORTH_BEGINNING:
            rest = minutes
        found.append(Change(session, minutes, minutes - rest, rest))
        excess -= rest
    return tuple(reversed(found))


def _squeezed(plan: _Plan, stretch: _Stretch, excess: int) -> tuple[Change, ...]:
    """Working sessions share the loss by what each can spare; rest gives only what they cannot."""
    working = [session for session in stretch.sessions if not plan.protects(session)]
    resting = [session for session in stretch.sessions if plan.protects(session)]
    found = _shared(plan, working, excess, resting=False)
    missing = excess - sum(change.before - change.after for change in found)
    found += _shared(plan, resting, missing, resting=True)
    order = {session.id: place for place, session in enumerate(stretch.sessions)}
    return tuple(sorted(found, key=lambda change: order[change.session.id]))


def _shared(plan: _Plan, sessions: list[Session], loss: int, *, resting: bool) -> list[Change]:
    """`loss` in proportion to what each can spare, in whole minutes: the largest remainders first."""
    spare = [plan.spare(session) for session in sessions]
    whole = sum(spare)
    loss = min(loss, whole)
    if loss <= 0:
        return []
    takes = [loss * one // whole for one in spare]
    by_remainder = sorted(range(len(spare)), key=lambda n: (loss * spare[n]) % whole, reverse=True)
    for n in by_remainder[: loss - sum(takes)]:
        takes[n] += 1
    return [
        Change(session, plan.minutes(session), plan.minutes(session) - take, resting=resting)
        for session, take in zip(sessions, takes, strict=True)
        if take
    ]


def _dropped(plan: _Plan, stretch: _Stretch, excess: int) -> tuple[Change, ...]:
    """As few as will do, the less important first: the shortest that is enough, or else the longest."""
    found: list[Change] = []
    for keep in ("could", "should"):
        left = [
            session
            for session in stretch.sessions
            if session.keep == keep and session.at is None and not plan.protects(session)
        ]
        while excess > 0 and left:
            enough = [session for session in left if plan.minutes(session) >= excess]
            chosen = min(enough, key=plan.minutes) if enough else max(left, key=plan.minutes)
            left.remove(chosen)
            found.append(Change(chosen, plan.minutes(chosen), 0))
            excess -= plan.minutes(chosen)
    return tuple(found)


def _applied(course: Course, change: Change, plan: _Plan) -> Course:
    session = change.session.id
    if not change.rest:
        if not change.after:
            return replace(course, slots=changed(course.slots, session, left_out=True))
        return replace(course, slots=changed(course.slots, session, minutes=change.after))
    return replace(course, slots=_after_the_fixed(course, change, plan))


def _after_the_fixed(course: Course, change: Change, plan: _Plan) -> tuple[Slot, ...]:
    """What does not fit comes after the fixed time, and after the rest and grounding that follow it."""
    place = next(n for n, slot in enumerate(course.slots) if slot.session == change.session.id)
    slot = course.slots[place]
    if change.after:
        source = slot.source if slot.origin == "continued" else slot.session
        rest = replace(
            slot,
            session=free_name(course, source, "continued"),
            minutes=change.rest,
            planned=slot.planned + change.after,
            source=source,
            origin="continued",
        )
        before = (*course.slots[:place], replace(slot, minutes=change.after))
    else:
        rest, before = slot, course.slots[:place]
    after = course.slots[place + 1 :]
    sessions = {session.id: session for session in plan.day.sessions}
    fixed = next(n for n, one in enumerate(after) if (s := sessions.get(one.session)) and s.at is not None)
    aim = fixed + 1
    while aim < len(after) and (s := sessions.get(after[aim].session)) and plan.protects(s):
        aim += 1
    return (*before, *after[:aim], rest, *after[aim:])


def _as_agreed(course: Course, seen: Forecast) -> Course:
    """What comes when, as the forecast has it, is from now on what was agreed."""
    ahead = {line.session.id: line for line in seen.lines if line.state in ("ahead", "running")}
    slots = tuple(
        replace(slot, agreed=_minute(ahead[slot.session].begins, seen)) if slot.session in ahead else slot
        for slot in course.slots
    )
    return replace(course, slots=slots)


def _slips(seen: Forecast) -> tuple[Slip, ...]:
    found = []
    for line in seen.lines:
        if line.state == "ahead" and line.session.at is not None:
            late = round(_late_for(line, seen).total_seconds() / 60)
            if late > 0:
                found.append(Slip(line.session, late))
    return tuple(found)


def _late_for(line: Line, seen: Forecast) -> timedelta:
    """How long after its fixed time a session begins."""
    return line.begins - datetime.combine(seen.date, line.session.at or time())


def _minute(moment: datetime, seen: Forecast) -> int:
    """Minutes since midnight of the day on which it is held."""
    return round((moment - datetime.combine(seen.date, time())).total_seconds() / 60)


def _begun_minutes(span: timedelta) -> int:
    """Whole minutes, one that has begun included: a fixed time is kept to the second."""
    return math.ceil(span.total_seconds() / 60)

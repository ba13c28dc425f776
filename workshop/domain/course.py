"""The course of a day as it was agreed last: which session comes when, how long it may take, what stays out.

    agenda -> planned -> (a proposal taken, or a change by hand) -> Course -> forecast

A change by hand keeps the agreed end, so that being late is not hidden; a proposal that is taken makes its
own forecast the agreement.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import time
from typing import Literal

from .agenda import Day, Session
from .exercise import Exercise, Minutes

Origin = Literal["", "continued", "again"]
"""How a session came about that the agenda does not hold: the rest of one that was split, or one held once
more."""
SHORTEST_PART = 5
"""Minutes: what is split has parts no shorter than this."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One session's place in the day. Times are minutes since midnight of the day on which it is held."""

    session: str
    minutes: int
    """How long it is to take, as agreed."""
    planned: int
    """When it began in the agenda; for a session that the agenda does not hold, when it was put in."""
    agreed: int
    """When it is to begin, as agreed last."""
    left_out: bool = False
    source: str = ""
    """The session that it was made from."""
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Course:
    """All sessions of a day in their order, those that are over included."""

    slots: tuple[Slot, ...]
    planned_end: int
    agreed_end: int

    def slot(self, session: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.session == session), None)

    @property
    def halved(self) -> frozenset[str]:
        """The sessions that were split: their first parts."""
        return frozenset(slot.source for slot in self.slots if slot.origin == "continued")

    def to_json(self) -> str:
        return json.dumps(asdict(self))


def course_from_json(text: str) -> Course:
    """The course that `to_json` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    plain = json.loads(text)
    slots = tuple(Slot(**slot) for slot in plain["slots"])
    return Course(slots, plain["planned_end"], plain["agreed_end"])


def minute_of(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def planned_course(day: Day) -> Course:
    """A day as its agenda has it."""
    slots: list[Slot] = []
    cursor = minute_of(day.start)
    for session, length in zip(day.sessions, planned_lengths(day), strict=True):
        cursor = not_before(session, cursor)
        slots.append(Slot(session.id, length, cursor, cursor))
        cursor += length
    return Course(tuple(slots), cursor, cursor)


def planned_lengths(day: Day) -> tuple[int, ...]:
    """How many minutes each session is to last.

    On an asynchronous day its minutes are what it takes of a person's time; it stays open until the next
    fixed time, less what stands before that, and the last one until the day closes.
    """
    minutes = tuple(session.minutes.planned for session in day.sessions)
    if day.held != "asynchronous" or day.ends is None:
        return minutes
    lengths: list[int] = []
    begins = minute_of(day.start)
    for place, session in enumerate(day.sessions):
        begins = not_before(session, begins)
        later = day.sessions[place + 1 :]
        fixed = next((n for n, one in enumerate(later) if one.at), len(later))
        closes = later[fixed].at if fixed < len(later) else day.ends
        before = sum(minutes[place + 1 : place + 1 + fixed])
        lengths.append(max(minutes[place], minute_of(closes or day.ends) - before - begins))
        begins += lengths[-1]
    return tuple(lengths)


def not_before(session: Session, cursor: int) -> int:
    """The minute at which `session` can begin when everything before it is over at `cursor`."""
    return max(cursor, minute_of(session.at)) if session.at else cursor


def arranged(day: Day, course: Course | None) -> Day:
    """`day` in the order of its course, with the sessions that were made from its own.

    A session held once more has an exercise of its own, by the name of its slot (`exercise_again`).
    """
    if course is None:
        return day
    known = {session.id: session for session in day.sessions}
    for slot in course.slots:
        if slot.origin == "again" and slot.source in known:
            known[slot.session] = _again(known[slot.source], slot)
    sessions = []
    for slot in course.slots:
        session = known.get(slot.source if slot.origin == "continued" else slot.session)
        if session is not None:
            parted = slot.origin == "continued" or slot.session in course.halved
            sessions.append(_part(session, slot) if parted else session)
    return replace(day, sessions=tuple(sessions))


def _again(session: Session, slot: Slot) -> Session:
    return replace(
        session,
        id=slot.session,
        at=None,
        minutes=_around(slot, session.minutes.least, session),
        exercise=exercise_again(session.exercise, slot) if session.exercise else None,
    )


def _around(slot: Slot, least: int, session: Session) -> Minutes:
    return Minutes(min(least, slot.minutes), slot.minutes, max(slot.minutes, session.minutes.most))


def exercise_again(exercise: str, slot: Slot) -> str:
    """The id of an exercise that is held once more: its answers are a round of their own."""
    return exercise + slot.session.removeprefix(slot.source)


def _part(session: Session, slot: Slot) -> Session:
    """One part of a session that was split; only the first begins at a fixed time."""
    rest = slot.origin == "continued"
    return replace(
        session,
        id=slot.session,
        at=None if rest else session.at,
        minutes=Minutes(
            min(SHORTEST_PART, slot.minutes), slot.minutes, max(slot.minutes, session.minutes.most)
        ),
        continues=slot.source if rest else session.continues,
    )


def protected(session: Session, exercise: Exercise | None) -> bool:
    """What is never shortened or left out without being named: rest, ritual, grounding and closing."""
    serves = exercise.serves if exercise else ()
    return session.rests or session.kind == "ritual" or "grounding" in serves or "closing" in serves


# -- changes by hand -------------------------------------------------------------------------------


def rearranged(course: Course, day: Day, slots: tuple[Slot, ...], frozen: int) -> Course:
    """`course` with `slots` in place of its own; what begins when is agreed anew, its end is not.

    The first `frozen` slots have begun and stay. `day` holds the sessions, whose fixed times hold.
    """
    sessions = {session.id: session for session in day.sessions}
    coming = [slot.agreed for slot in course.slots[frozen:] if not slot.left_out]
    cursor = min(coming, default=course.agreed_end)
    agreed = list(slots[:frozen])
    for slot in slots[frozen:]:
        session = sessions.get(slot.session)
        cursor = not_before(session, cursor) if session and not slot.left_out else cursor
        agreed.append(replace(slot, agreed=cursor))
        cursor += 0 if slot.left_out else slot.minutes
    return replace(course, slots=tuple(agreed))


def free_name(course: Course, session: str, origin: Origin) -> str:
    """An id for a session that is made from `session`."""
    taken = {slot.session for slot in course.slots}
    name, number = f"{session}-{origin}", 2
    while name in taken:
        name, number = f"{session}-{origin}-{number}", number + 1
    return name


def moved(slots: tuple[Slot, ...], session: str, by: int, frozen: int) -> tuple[Slot, ...]:
    """`session` so many places later; the first `frozen` slots stay, and nothing comes before them."""
    place = next((n for n, slot in enumerate(slots) if slot.session == session), None)
    if place is None or place < frozen:
        return slots
    aim = max(frozen, min(len(slots) - 1, place + by))
    rest = [slot for slot in slots if slot.session != session]
    return (*rest[:aim], slots[place], *rest[aim:])


def changed(
    slots: tuple[Slot, ...], session: str, *, minutes: int | None = None, left_out: bool | None = None
) -> tuple[Slot, ...]:
    """The same with another length for `session`, or with it left out or taken back in."""
    return tuple(
        replace(
            slot,
            minutes=slot.minutes if minutes is None else minutes,
            left_out=slot.left_out if left_out is None else left_out,
        )
        if slot.session == session
        else slot
        for slot in slots
    )


def split(course: Course, session: str, first: int) -> tuple[Slot, ...]:
    """`session` in two: so many minutes first, and the rest right after it, which can then be moved."""
    slots: list[Slot] = []
    for slot in course.slots:
        if slot.session != session:
            slots.append(slot)
            continue
        source = slot.source if slot.origin == "continued" else slot.session
        rest = Slot(
            free_name(course, source, "continued"),
            slot.minutes - first,
            slot.agreed + first,
            slot.agreed + first,
            source=source,
            origin="continued",
        )
        slots += [replace(slot, minutes=first), rest]
    return tuple(slots)


def again(course: Course, session: str, minutes: int, place: int) -> tuple[Slot, ...]:
    """`session` held once more, as the slot with that number."""
    made_from = course.slot(session)
    source = made_from.source if made_from and made_from.source else session
    before = course.slots[place].agreed if place < len(course.slots) else course.agreed_end
    more = Slot(free_name(course, source, "again"), minutes, before, before, source=source, origin="again")
    return (*course.slots[:place], more, *course.slots[place:])


def including(course: Course, session: str, minutes: int, before: str) -> Course:
    """The course with a session put in before another, or at its end."""
    names = [slot.session for slot in course.slots]
    place = names.index(before) if before in names else len(names)
    at = course.slots[place].agreed if place < len(names) else course.agreed_end
    return replace(
        course, slots=(*course.slots[:place], Slot(session, minutes, at, at), *course.slots[place:])
    )

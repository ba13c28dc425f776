"""What organisers keep of a workshop: released figures and counts, never a plan, a person or a time of day.

The archive is built from an allow-list: what is not named here is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.cleaning import clean
from workshop.domain.disclosure import PEOPLE
from workshop.domain.errors import WorkshopError
from workshop.domain.figure import Notes
from workshop.domain.forecast import Line, forecast
from workshop.domain.plan import place, plan_field
from workshop.domain.prompt import Audience
from workshop.room import Room, Shown


class Locked(WorkshopError):
    """The figures of an archive can be read only while the vault is unlocked."""


@dataclass(frozen=True, slots=True)
class ArchivedSession:
    """A session as planned and as run; `took` is None for one that did not take place, or has not ended."""

    title: str
    kind: str
    planned: int
    took: int | None

    @property
    def drift(self) -> int | None:
        """Minutes beyond the plan."""
        return None if self.took is None else self.took - self.planned


@dataclass(frozen=True, slots=True)
class ArchivedDay:
    title: str
    sessions: tuple[ArchivedSession, ...]


@dataclass(frozen=True, slots=True)
class ArchivedCount:
    """How many answered what an exercise asked the group; `answers` is None for fewer than five."""

    exercise: str
    title: str
    answers: int | None


@dataclass(frozen=True, slots=True)
class ArchivedTexts:
    """Texts that the group released into everyone's plan: its agreement, its commitments."""

    path: str
    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that leaves the laptop for the organisers."""

    agenda: str
    title: str
    month: str
    """As 2026-10; empty before the first session."""
    days: tuple[ArchivedDay, ...]
    counts: tuple[ArchivedCount, ...]
    figures: tuple[Shown, ...]
    group: tuple[ArchivedTexts, ...]
    plans: int | None
    """How many plans were begun; None for fewer than five."""
    notes: tuple[str, ...] = ()
    """The facilitators' own notes on the run of the days, only where asked for."""

    def exercise_title(self, exercise: str) -> str:
        return next((count.title for count in self.counts if count.exercise == exercise), exercise)


def archive_of(room: Room, *, notes: bool = False) -> Archive:
    """The archive of `room` as it stands; `notes` takes the facilitators' own notes in. Raises Locked."""
    if room.locked:
        raise Locked("The workshop is locked. Unlock it, then the archive can be made.")
    exercises = room.bundle.exercises
    counts = tuple(
        ArchivedCount(id, exercise.title, _five_or_none(room.count(id)))
        for id, exercise in exercises.items()
        if exercise.form(Audience.ROOM)
    )
    group = tuple(
        ArchivedTexts(path, plan_field(place(path)).label, tuple(sorted(texts)))
        for path, texts in sorted(room.figures.placed().items())
        if texts
    )
    return Archive(
        agenda=room.agenda.id,
        title=room.agenda.title,
        month=min((f"{run.began:%Y-%m}" for run in room.state.runs), default=""),
        days=_days(room),
        counts=counts,
        figures=tuple(shown for shown in room.figures.released() if not _is_in_group(shown)),
        group=group,
        plans=_five_or_none(len(room.plans)),
        notes=tuple(clean(noted.text) for noted in room.state.notes) if notes else (),
    )


def _five_or_none(count: int) -> int | None:
    return count if count >= PEOPLE else None


def _is_in_group(shown: Shown) -> bool:
    return bool(shown.prompt.feeds) and isinstance(shown.figure, Notes)


def _days(room: Room) -> tuple[ArchivedDay, ...]:
    days = []
    for number, day in enumerate(room.agenda.days):
        lines = forecast(day, number, room.state, room.now).lines
        days.append(ArchivedDay(day.title, tuple(_session(line) for line in lines)))
    return tuple(days)


def _session(line: Line) -> ArchivedSession:
    took = line.minutes if line.state == "done" else None
    return ArchivedSession(line.session.title, line.session.kind, line.session.minutes.planned, took)

"""What organisers keep of a workshop: released figures and counts, never a plan, a person or a time of day.

The archive is built from an allow-list: what is not named here is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.calendar import follow_ups
from workshop.domain.cleaning import clean
from workshop.domain.commitments import in_order, states
from workshop.domain.disclosure import in_fives
from workshop.domain.errors import WorkshopError
from workshop.domain.figure import Notes
from workshop.domain.forecast import Line, forecast
from workshop.domain.outcomes import ELEMENTS, pairs, plans_with
from workshop.domain.plan import place, plan_field
from workshop.domain.prompt import Audience
from workshop.room import COLLECTIVE, Room, Shown

CARE = "care-budget"
EVALUATION = "evaluation"


class Locked(WorkshopError):
    """The figures of an archive can be read only while the vault is unlocked."""


@dataclass(frozen=True, slots=True)
class ArchivedSession:
    """A session as planned and as run; `took` is None for one that did not take place, or has not ended."""

    id: str
    exercise: str
    """The exercise's id in the library, also where it is held again; empty where there is none."""
    title: str
    kind: str
    planned: int
    took: int | None
    change: str = ""
    """Whether it was "added" to the agenda or "dropped" from it; empty for neither."""

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
    """How many answered what an exercise asked the group, at least; `answers` is None where it is hidden."""

    exercise: str
    title: str
    answers: int | None


@dataclass(frozen=True, slots=True)
class ArchivedTexts:
    """Texts that the group released into everyone's plan, as its agreement; its commitments stand apart."""

    path: str
    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """A statement that people weighed twice, as two of the released figures."""

    statement: str
    before: Shown
    after: Shown


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the group promised itself; `state` is what became of it: "", "kept", "partly" or "changed"."""

    text: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """When people meet again: after how many days, and in which month, as 2027-01."""

    days: int
    month: str


@dataclass(frozen=True, slots=True)
class CareSpending:
    """One line on money for care, as it was released."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PlanElement:
    """How many plans hold something, at least; None where it is hidden. Never what it says."""

    path: str
    label: str
    plans: int | None


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
    """How many plans were begun, at least; None where it is hidden."""
    notes: tuple[str, ...] = ()
    """The facilitators' own notes on the run of the days, only where asked for."""
    series: str = ""
    """Sixteen random hex digits, the same for a workshop and its follow-ups; empty in old ones."""
    round: int = 0
    """0 for the workshop itself, 1 for its first follow-up."""
    pairs: tuple[BeforeAfter, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    dates: tuple[FollowUp, ...] = ()
    care: tuple[CareSpending, ...] = ()
    elements: tuple[PlanElement, ...] = ()
    left_out: tuple[str, ...] = ()
    """Kinds of items that the facilitators took out, so that a gap is no riddle."""

    def exercise_title(self, exercise: str) -> str:
        return next((count.title for count in self.counts if count.exercise == exercise), exercise)


def archive_of(room: Room, *, notes: bool = False) -> Archive:
    """The archive of `room` as it stands; `notes` takes the facilitators' own notes in. Raises Locked."""
    if room.locked:
        raise Locked("The workshop is locked. Unlock it, then the archive can be made.")
    exercises = room.bundle.exercises
    counts = tuple(
        ArchivedCount(id, exercise.title, room.told_count(id))
        for id, exercise in exercises.items()
        if exercise.form(Audience.ROOM)
    )
    placed = room.figures.placed()
    group = tuple(
        ArchivedTexts(path, plan_field(place(path)).label, tuple(sorted(texts)))
        for path, texts in sorted({**room.along.archived, **placed}.items())
        if texts and path != COLLECTIVE
    )
    released = room.figures.released()
    figures = tuple(shown for shown in released if not (_is_in_group(shown) or _is_care(room, shown)))
    began = tuple(run.began for run in room.state.runs)
    return Archive(
        agenda=room.agenda.id,
        title=room.agenda.title,
        month=min((f"{at:%Y-%m}" for at in began), default=""),
        days=_days(room),
        counts=counts,
        figures=figures,
        group=group,
        plans=in_fives("plans", len(room.plans), room.veil),
        notes=tuple(clean(noted.text) for noted in room.state.notes) if notes else (),
        pairs=_pairs(room, figures),
        series=room.series.id,
        round=room.series.round,
        commitments=_commitments(room, placed.get(COLLECTIVE, ()), released),
        dates=_dates(room) if began else (),
        care=_care(room, released),
        elements=_elements(room),
    )


def _commitments(room: Room, placed: tuple[str, ...], released: tuple[Shown, ...]) -> tuple[Commitment, ...]:
    """Those that an archive brought along, and this group's own; what became of those that it asked after."""
    before = tuple(one.text for one in room.along.promises)
    became = states((shown.prompt, shown.figure) for shown in released)
    found = dict(zip(before or in_order(placed), became, strict=False))
    texts = dict.fromkeys((*room.along.archived.get(COLLECTIVE, ()), *in_order(placed)))
    return tuple(Commitment(text, found.get(text, "")) for text in texts)


def _is_in_group(shown: Shown) -> bool:
    return bool(shown.prompt.feeds) and isinstance(shown.figure, Notes)


def _original(room: Room, exercise: str) -> str:
    """The exercise's id in the library, also where it is held again."""
    known = room.bundle.exercises.get(exercise)
    return (known.repeats or known.id) if known else exercise


def _is_care(room: Room, shown: Shown) -> bool:
    return _original(room, shown.exercise) == CARE and isinstance(shown.figure, Notes)


def _care(room: Room, released: tuple[Shown, ...]) -> tuple[CareSpending, ...]:
    return tuple(
        CareSpending(shown.prompt.ask, text)
        for shown in released
        if _is_care(room, shown) and isinstance(shown.figure, Notes)
        for text in sorted(note.text for note in shown.figure.notes)
    )


def _pairs(room: Room, figures: tuple[Shown, ...]) -> tuple[BeforeAfter, ...]:
    found: list[BeforeAfter] = []
    for exercise in dict.fromkeys(shown.exercise for shown in figures):
        if _original(room, exercise) == EVALUATION:
            asked = {shown.prompt.id: shown for shown in figures if shown.exercise == exercise}
            found += (BeforeAfter(text, asked[before], asked[after]) for text, before, after in pairs(asked))
    return tuple(found)


def _dates(room: Room) -> tuple[FollowUp, ...]:
    coming = follow_ups(room.agenda, room.state, room.now.date())
    return tuple(FollowUp(days, f"{day:%Y-%m}") for days, day in coming)


def _elements(room: Room) -> tuple[PlanElement, ...]:
    plans = (room.plans.get(slot) for slot in room.plans.slots())
    counts = plans_with((plan.entries for plan in plans if plan), room.prompt_of)
    return tuple(
        PlanElement(one.path, one.label, in_fives(f"plans/{one.path}", counts[one.path], room.veil))
        for one in ELEMENTS
    )


def _days(room: Room) -> tuple[ArchivedDay, ...]:
    days = []
    for number, day in enumerate(room.agenda.days):
        lines = forecast(day, number, room.state, room.now).lines
        known = {slot.session: slot.origin for slot in room.timetable.course(number).slots}
        added = {id for id, origin in known.items() if origin == "again" or id.startswith("added-")}
        days.append(ArchivedDay(day.title, tuple(_session(room, line, added) for line in lines)))
    return tuple(days)


def _session(room: Room, line: Line, added: set[str]) -> ArchivedSession:
    session = line.session
    change = "dropped" if line.state == "passed_over" else "added" if session.id in added else ""
    return ArchivedSession(
        id=session.id,
        exercise=_original(room, session.exercise) if session.exercise else "",
        title=session.title,
        kind=session.kind,
        planned=session.minutes.planned,
        took=line.minutes if line.state == "done" else None,
        change=change,
    )

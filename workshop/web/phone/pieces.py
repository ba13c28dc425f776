"""Which exercise wrote which part of a plan, so that its owner finds the way back to what she wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workshop.domain.gaps import RULES
from workshop.domain.plan import first_place
from workshop.room import Room

from .steps import plan_step, plan_steps


@dataclass(frozen=True, slots=True)
class Piece:
    """What one exercise wrote into a plan; `title` is English."""

    exercise: str
    title: str
    is_open: bool
    """Whether it can be changed here."""


def pieces(room: Room, names: Iterable[str]) -> Mapping[str, tuple[Piece, ...]]:
    """By part of the plan, those that the entries called `names` come from."""
    found: dict[str, dict[str, Piece]] = {}
    for name in names:
        prompt = room.prompt_of(name)
        where = first_place(prompt.feeds) if prompt else None
        if where is not None:
            exercise = name.partition("/")[0]
            is_open = plan_step(room, exercise) is not None
            piece = Piece(exercise, room.exercises.title(exercise), is_open)
            found.setdefault(where[0], {})[exercise] = piece
    return {part: tuple(by_id.values()) for part, by_id in found.items()}


def fillers(room: Room) -> Mapping[str, Piece]:
    """By field of the plan ("P7.first_hour"), what can be written into it now; the last holds."""
    return {
        f"{where[0]}.{where[1]}": Piece(step.exercise.id, step.exercise.title, is_open=True)
        for step in plan_steps(room)
        for prompt in step.prompts
        if (where := first_place(prompt.feeds))
    }


def ways_to_fill(room: Room) -> Mapping[str, Piece]:
    """By gap, an exercise that can be written into now and fills it."""
    known = fillers(room)
    found = {
        gap.id: [
            piece
            for case in gap.cases
            for cells in case.has
            for field, piece in known.items()
            if field == cells.field or field.startswith(f"{cells.field}.")
        ]
        for gap in RULES
    }
    return {id: pieces[0] for id, pieces in found.items() if pieces}

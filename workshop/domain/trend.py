"""The same question in every round of an exercise, side by side: the group then and now, never a person.

A round is one holding of an exercise: the check-in of each morning. Nothing links the answers of two
rounds, each stands under the thresholds by itself, and one that is hidden stays hidden here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from .agenda import Agenda
from .disclosure import Hidden
from .exercise import Exercise
from .figure import HALVES, Bars, Counts, Figure, Grid, Notes, Order, Spread


@dataclass(frozen=True, slots=True)
class Holding:
    """Where in the agenda an exercise is held: `day` is 0 for the first."""

    exercise: str
    day: int
    title: str
    """The session's title."""


@dataclass(frozen=True, slots=True)
class Round:
    holding: Holding
    figure: Figure | Hidden | None
    """None while its form is open."""


@dataclass(frozen=True, slots=True)
class Line:
    """One option, value, cell or month, and its count in each round; None is hidden, none, or not asked."""

    label: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    rounds: tuple[Round, ...]
    lines: tuple[Line, ...]
    means: tuple[float | None, ...]
    """Of scales: each round's mean, where no cell of it is hidden."""


def holdings(agenda: Agenda, exercises: Mapping[str, Exercise], exercise: Exercise) -> tuple[Holding, ...]:
    """Every holding of `exercise`, in the order of the agenda."""
    base = _base(exercise)
    return tuple(
        Holding(session.exercise, day, session.title)
        for day, one in enumerate(agenda.days)
        for session in one.sessions
        if session.exercise and session.exercise in exercises and _base(exercises[session.exercise]) == base
    )


def _base(exercise: Exercise) -> str:
    return exercise.repeats or exercise.id


def trend(rounds: tuple[Round, ...]) -> Trend:
    """The rounds of one prompt, line by line; texts have no lines."""
    by_id = [_cells(one.figure) for one in rounds]
    labels: dict[str, str] = {}
    for cells in by_id:
        labels |= {id: label for id, (label, _) in cells.items() if id not in labels}
    if any(isinstance(one.figure, Counts) for one in rounds):
        labels = dict(sorted(labels.items()))
    lines = tuple(
        Line(label, tuple(cells[id][1] if id in cells else None for cells in by_id))
        for id, label in labels.items()
    )
    means = tuple(mean(one.figure) if isinstance(one.figure, Spread) else None for one in rounds)
    return Trend(rounds, lines, means)


def mean(spread: Spread) -> float | None:
    """The mean of a scale; None where a hidden cell could be counted back from it."""
    total = 0
    for cell in spread.values:
        if cell.count is None or not cell.label.removeprefix("-").isdecimal():
            return None
        total += int(cell.label) * cell.count
    answers = sum(cell.count or 0 for cell in spread.values)
    return total / answers if answers else None


def _cells(figure: Figure | Hidden | None) -> dict[str, tuple[str, int | None]]:
    """By the id of each cell its label and its count."""
    match figure:
        case Bars(_, cells) | Spread(_, cells) | Counts(_, cells) | Order(_, cells):
            return {cell.id: (cell.label, cell.count) for cell in cells}
        case Grid(_, columns, rows):
            return {
                cell.id: (HALVES.join((row.label, column)), cell.count)
                for row in rows
                for column, cell in zip(columns, row.cells, strict=True)
            }
        case Notes() | Hidden() | None:
            return {}
        case _:
            assert_never(figure)

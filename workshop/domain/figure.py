"""What a set of responses looks like: the second small vocabulary. Surfaces draw figures, never exercises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from .answer import (
    Answer,
    ChoiceAnswer,
    DateAnswer,
    ListAnswer,
    MatrixAnswer,
    MultiAnswer,
    RankingAnswer,
    ScaleAnswer,
    TextAnswer,
)
from .prompt import (
    ChoicePrompt,
    DatePrompt,
    ListPrompt,
    MatrixPrompt,
    MultiPrompt,
    Option,
    Prompt,
    RankingPrompt,
    ScalePrompt,
    TextPrompt,
)

HALVES = "\x1f"
"""Stands between row and column in the label of a row that is both; cleaned text never holds it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One cell: how many chose it; None is hidden, and nobody can tell it from an empty one."""

    id: str
    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Bars:
    """How many chose each option, in the order of the form: people are not ranked, and neither are these."""

    n: int
    bars: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """How many stand at each value of a scale, with the words at its ends."""

    n: int
    values: tuple[Tally, ...]
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Note:
    """One free text; its id is random and says nothing of who wrote it or when."""

    id: str
    text: str
    times: int = 1
    """How many texts count as this one, itself among them."""
    theme: int = 0
    """The number of its theme; 0 for none."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What several texts are about, in the facilitator's words."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Notes:
    n: int
    notes: tuple[Note, ...]
    themes: tuple[Theme, ...] = ()

    @property
    def by_theme(self) -> tuple[tuple[Theme | None, tuple[Note, ...]], ...]:
        """Every theme with its texts, empty ones too; then, where there are any, those without a theme."""
        sorted = tuple((t, tuple(n for n in self.notes if n.theme == t.number)) for t in self.themes)
        numbers = {theme.number for theme in self.themes}
        rest = tuple(note for note in self.notes if note.theme not in numbers)
        return (*sorted, (None, rest)) if rest else sorted


@dataclass(frozen=True, slots=True)
class GridRow:
    label: str
    cells: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """How many marked each cell of a matrix; the columns of a scale are its values."""

    n: int
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Options by Borda points: of k options, the first of a ranking earns k, the next k - 1, unranked 0.

    Source: J.-C. de Borda, 1784. `count` holds the points; equal points keep the order of the form.
    """

    n: int
    places: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many answers fall into each month: the day itself is never shown."""

    n: int
    counts: tuple[Tally, ...]


Figure = Bars | Spread | Notes | Grid | Order | Counts


def tally(prompt: Prompt, answers: Iterable[tuple[str, Answer]]) -> Figure:
    """The figure of all `answers` to `prompt`, each with the random id of its response.

    Answers of another type than the prompt's are passed over: content may change between two days.
    """
    given = list(answers)
    match prompt:
        case TextPrompt():
            notes = tuple(
                Note(id, text)
                for id, answer in given
                if isinstance(answer, TextAnswer)
                for text in [answer.text]
            )
            return Notes(len(notes), notes)
        case ListPrompt():
            lists = [(id, answer.items) for id, answer in given if isinstance(answer, ListAnswer)]
            items = tuple(
                Note(f"{id}.{place}", item) for id, items in lists for place, item in enumerate(items)
            )
            return Notes(len(lists), items)
        case ScalePrompt():
            values = Counter(answer.value for _, answer in given if isinstance(answer, ScaleAnswer))
            steps = tuple(Tally(str(value), str(value), values[value]) for value in prompt.values)
            return Spread(values.total(), steps, prompt.low, prompt.high)
        case ChoicePrompt():
            chosen = Counter(answer.option for _, answer in given if isinstance(answer, ChoiceAnswer))
            return Bars(chosen.total(), _tallies(prompt.options, chosen))
        case MultiPrompt():
            ticked = [answer.options for _, answer in given if isinstance(answer, MultiAnswer)]
            return Bars(
                len(ticked), _tallies(prompt.options, Counter(o for options in ticked for o in options))
            )
        case RankingPrompt():
            return _order(prompt, [answer.order for _, answer in given if isinstance(answer, RankingAnswer)])
        case MatrixPrompt():
            return _grid(prompt, [answer for _, answer in given if isinstance(answer, MatrixAnswer)])
        case DatePrompt():
            months = Counter(
                answer.day.strftime("%Y-%m") for _, answer in given if isinstance(answer, DateAnswer)
            )
            return Counts(months.total(), tuple(Tally(m, m, count) for m, count in sorted(months.items())))
        case _:
            assert_never(prompt)


def _tallies(options: tuple[Option, ...], counts: Counter[str]) -> tuple[Tally, ...]:
    return tuple(Tally(option.id, option.label, counts[option.id]) for option in options)


def _order(prompt: RankingPrompt, rankings: list[tuple[str, ...]]) -> Order:
    points: Counter[str] = Counter()
    for ranking in rankings:
        for place, option in enumerate(ranking):
            points[option] += len(prompt.options) - place
    places = sorted(_tallies(prompt.options, points), key=lambda place: -(place.count or 0))
    return Order(len(rankings), tuple(places))


def _grid(prompt: MatrixPrompt, answers: list[MatrixAnswer]) -> Grid:
    cells = Counter((cell.row, cell.column, cell.value) for answer in answers for cell in answer.cells)
    if prompt.cell == "mark":
        columns = tuple(column.label for column in prompt.columns)
        rows = tuple(
            GridRow(
                row.label,
                tuple(Tally(f"{row.id}.{c.id}", c.label, cells[row.id, c.id, 1]) for c in prompt.columns),
            )
            for row in prompt.rows
        )
    else:
        columns = tuple(str(value) for value in prompt.values)
        rows = tuple(
            GridRow(
                row.label if len(prompt.columns) == 1 else f"{row.label}{HALVES}{column.label}",
                tuple(
                    Tally(f"{row.id}.{column.id}.{value}", str(value), cells[row.id, column.id, value])
                    for value in prompt.values
                ),
            )
            for row in prompt.rows
            for column in prompt.columns
        )
    return Grid(len(answers), columns, rows)

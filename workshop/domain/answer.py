"""What somebody answered to one prompt, clean and checked; `prompt.read` is the only way in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TextAnswer:
    text: str


@dataclass(frozen=True, slots=True)
class ListAnswer:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScaleAnswer:
    value: int


@dataclass(frozen=True, slots=True)
class ChoiceAnswer:
    option: str


@dataclass(frozen=True, slots=True)
class MultiAnswer:
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RankingAnswer:
    """Options in the order given, dearest first; unranked ones are missing."""

    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell: the row, the column, and a text or a number (1 for a mark)."""

    row: str
    column: str
    value: int | str


@dataclass(frozen=True, slots=True)
class MatrixAnswer:
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class DateAnswer:
    day: date


Answer = (
    TextAnswer
    | ListAnswer
    | ScaleAnswer
    | ChoiceAnswer
    | MultiAnswer
    | RankingAnswer
    | MatrixAnswer
    | DateAnswer
)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an answer cannot be taken, in a sentence that says how to mend it; `values` fill its places."""

    prompt: str
    english: str
    values: tuple[tuple[str, object], ...] = ()

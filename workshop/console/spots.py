"""Where keys go when a sheet of paper is typed in: each type of prompt is a row of spots, of five kinds.

    choice    Pick             list      Line, Line, ...    matrix of marks      a Pick for each row
    multi     Ticks            text      Line               matrix of numbers    a Number for each cell
    ranking   Order            scale     Number             matrix of texts      a Line for each cell
                               date      Line

What the spots hold are the fields of a form, so that `prompt.read` reads paper as it reads phones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from workshop.domain.form import letters
from workshop.domain.prompt import (
    ChoicePrompt,
    DatePrompt,
    Fields,
    ListPrompt,
    MatrixPrompt,
    MultiPrompt,
    Option,
    Prompt,
    RankingPrompt,
    ScalePrompt,
    TextPrompt,
    field_name,
)
from workshop.wording import mark

LETTERS = 26
"""Up to so many choices capitals are the same keys."""
DIGITS = 9
"""Up to so many choices also go by their place in digits: with more, 1 and 2 could be meant as 12."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One of some options, by one key."""

    name: str
    options: tuple[Option, ...]
    label: tuple[str, ...] = ()

    def chosen(self, typed: Fields) -> str:
        return first(typed, self.name)


@dataclass(frozen=True, slots=True)
class Ticks:
    """As many of some options as one likes: each key ticks, or takes the tick away."""

    name: str
    options: tuple[Option, ...]

    def ticked(self, typed: Fields) -> tuple[str, ...]:
        return tuple(typed.get(self.name, ()))


@dataclass(frozen=True, slots=True)
class Order:
    """Options in the order of their keys."""

    prompt: RankingPrompt

    @property
    def options(self) -> tuple[Option, ...]:
        return self.prompt.options

    def name(self, option: str) -> str:
        return field_name(self.prompt, option)

    def order(self, typed: Fields) -> tuple[str, ...]:
        placed = [(first(typed, self.name(option.id)), option.id) for option in self.options]
        return tuple(
            option for _, option in sorted((int(place), option) for place, option in placed if place)
        )


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number: as soon as no further digit fits, it is complete."""

    name: str
    lowest: int
    highest: int
    label: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(range(self.lowest, self.highest + 1))

    def fits(self, digits: str) -> bool:
        """Whether some number begins like this."""
        return any(str(value).startswith(digits) for value in self.values)

    def is_complete(self, digits: str) -> bool:
        return [str(value) for value in self.values if str(value).startswith(digits)] == [digits]


@dataclass(frozen=True, slots=True)
class Line:
    """Something written; `place` is its number in a list."""

    name: str
    characters: int
    several: bool = False
    """Whether it may have lines of its own."""
    label: tuple[str, ...] = ()
    place: int = 0
    hint: str = ""


Spot = Pick | Ticks | Order | Number | Line

DATE = len("2026-11-23")


def spots(prompt: Prompt) -> tuple[Spot, ...]:
    """What is filled in for `prompt`, in the order in which it stands on paper."""
    match prompt:
        case TextPrompt():
            return (Line(field_name(prompt), prompt.characters, prompt.lines > 1),)
        case ListPrompt():
            return tuple(
                Line(field_name(prompt, place), prompt.characters, place=int(place))
                for place in prompt.places
            )
        case ScalePrompt():
            return (Number(field_name(prompt), prompt.lowest, prompt.highest),)
        case ChoicePrompt():
            return (Pick(field_name(prompt), prompt.options),)
        case MultiPrompt():
            return (Ticks(field_name(prompt), prompt.options),)
        case RankingPrompt():
            return (Order(prompt),)
        case MatrixPrompt(cell="mark"):
            return tuple(Pick(field_name(prompt, r.id), prompt.columns, (r.label,)) for r in prompt.rows)
        case MatrixPrompt():
            return tuple(_cell(prompt, row, column) for row in prompt.rows for column in prompt.columns)
        case DatePrompt():
            return (Line(field_name(prompt), DATE, hint=mark("Year-month-day, as 2026-11-23")),)
        case _:
            assert_never(prompt)


def _cell(prompt: MatrixPrompt, row: Option, column: Option) -> Spot:
    name = field_name(prompt, row.id, column.id)
    label = (row.label, column.label) if len(prompt.columns) > 1 else (row.label,)
    if prompt.cell == "text":
        return Line(name, prompt.characters, True, label)
    return Number(name, prompt.lowest, prompt.highest, label)


def first(typed: Fields, name: str) -> str:
    """What stands in a field of one value."""
    return next(iter(typed.get(name, ())), "")


def names(spot: Spot) -> tuple[str, ...]:
    """The fields that `spot` fills."""
    return tuple(spot.name(option.id) for option in spot.options) if isinstance(spot, Order) else (spot.name,)


def is_filled(spot: Spot, typed: Fields) -> bool:
    return any(any(typed.get(name, ())) for name in names(spot))


def signs(spot: Pick | Ticks | Order) -> tuple[str, ...]:
    """The key of each option, as it is shown: a row of a table goes by its columns' places."""
    if isinstance(spot, Pick) and spot.label and len(spot.options) <= DIGITS:
        return tuple(str(place) for place in range(1, len(spot.options) + 1))
    return letters(spot.options)


def option_at(spot: Pick | Ticks | Order, key: str, digit: int | None) -> str | None:
    """The id of the option that a key stands for. What is ordered goes by letters alone: the digits on
    such a sheet are places."""
    known = letters(spot.options)
    letter = key.lower() if len(known) <= LETTERS else key
    if letter in known:
        return spot.options[known.index(letter)].id
    if digit is None or isinstance(spot, Order) or not 1 <= digit <= len(spot.options) <= DIGITS:
        return None
    return spot.options[digit - 1].id

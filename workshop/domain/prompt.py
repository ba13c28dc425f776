"""What can be asked, of whom, and how an answer is read: the first of the two small vocabularies.

A new type of prompt is added here: its value, its branch in `read`, `tally` (figure.py), `to_plain` and
`from_plain`. Each surface that draws prompts closes its `match` with `assert_never`, so the type checker
names the places that are left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Literal, TypeGuard, assert_never

from .answer import (
    Answer,
    Cell,
    ChoiceAnswer,
    DateAnswer,
    ListAnswer,
    MatrixAnswer,
    MultiAnswer,
    RankingAnswer,
    Refused,
    ScaleAnswer,
    TextAnswer,
)
from .cleaning import clean, one_line

Fields = Mapping[str, Sequence[str]]
"""What a form sent: each field's name and its values, as typed."""


class Audience(StrEnum):
    """Who reads the answer."""

    ROOM = "room"
    """Anonymous, may be shown to the group."""
    FACILITATOR = "facilitator"
    """Anonymous, on the console only."""
    MINE = "mine"
    """Goes into my plan; nobody else can read it."""
    PAPER = "paper"
    """Never typed."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; a row or a column of a matrix is one too."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    id: str
    audience: Audience
    ask: str
    hint: str = ""
    sensitive: bool = False
    """Cells of fewer than five stay hidden in its figure."""
    at_least: int = 0
    """More answers than usual are needed before its figure shows; it never lowers what is needed."""
    feeds: str | None = None
    """The place in the plan that the answer fills, as `P2.stressors[1].what`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPrompt(_Asked):
    characters: int
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPrompt(_Asked):
    """Up to `most` short texts, each in a field of its own."""

    most: int
    characters: int

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(str(place) for place in range(1, self.most + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalePrompt(_Asked):
    lowest: int
    highest: int
    low: str
    high: str
    care: tuple[int, ...] = ()
    """The values at which somebody may need care; see care.py."""

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(range(self.lowest, self.highest + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicePrompt(_Asked):
    options: tuple[Option, ...]
    care: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MultiPrompt(_Asked):
    options: tuple[Option, ...]
    most: int | None = None
    care: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingPrompt(_Asked):
    options: tuple[Option, ...]


CellKind = Literal["mark", "scale", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPrompt(_Asked):
    """Rows by columns; a `mark` is at most one column a row, a `scale` a number in each cell."""

    cell: CellKind
    rows: tuple[Option, ...]
    columns: tuple[Option, ...]
    lowest: int = 1
    highest: int = 5
    low: str = ""
    high: str = ""
    characters: int = 200
    care: tuple[str | int, ...] = ()
    """Of marks the columns, of a scale the values at which somebody may need care."""

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(range(self.lowest, self.highest + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePrompt(_Asked):
    pass


Prompt = (
    TextPrompt
    | ListPrompt
    | ScalePrompt
    | ChoicePrompt
    | MultiPrompt
    | RankingPrompt
    | MatrixPrompt
    | DatePrompt
)


def field_name(prompt: Prompt, *parts: str) -> str:
    """The name of a form's field for a prompt, or for one row, column or option of it."""
    return ".".join((prompt.id, *parts))


def read(prompt: Prompt, fields: Fields) -> Answer | Refused | None:
    """What the fields of a form answer to `prompt`, cleaned and checked; None where nothing was answered."""
    match prompt:
        case TextPrompt():
            return _read_text(prompt, _first(fields, field_name(prompt)))
        case ListPrompt():
            return _read_list(prompt, fields)
        case ScalePrompt():
            return _read_scale(prompt, _first(fields, field_name(prompt)))
        case ChoicePrompt():
            return _read_choice(prompt, _first(fields, field_name(prompt)))
        case MultiPrompt():
            return _read_multi(prompt, fields.get(field_name(prompt), ()))
        case RankingPrompt():
            return _read_ranking(prompt, fields)
        case MatrixPrompt():
            return _read_matrix(prompt, fields)
        case DatePrompt():
            return _read_date(prompt, _first(fields, field_name(prompt)))
        case _:
            assert_never(prompt)


def _first(fields: Fields, name: str) -> str:
    values = fields.get(name, ())
    return values[0] if values else ""


def _refused(prompt: Prompt, english: str, **values: object) -> Refused:
    return Refused(prompt.id, english, tuple(values.items()))


def _unknown(prompt: Prompt) -> Refused:
    return _refused(prompt, "One answer is not among the choices. Please choose again.")


def _too_long(prompt: Prompt, typed: int, most: int) -> Refused:
    return _refused(
        prompt, "This is {typed} characters long; there is room for {most}.", typed=typed, most=most
    )


def _read_text(prompt: TextPrompt, typed: str) -> TextAnswer | Refused | None:
    text = clean(typed) if prompt.lines > 1 else one_line(typed)
    if not text:
        return None
    if len(text) > prompt.characters:
        return _too_long(prompt, len(text), prompt.characters)
    return TextAnswer(text)


def _read_list(prompt: ListPrompt, fields: Fields) -> ListAnswer | Refused | None:
    typed = (one_line(_first(fields, field_name(prompt, place))) for place in prompt.places)
    items = tuple(item for item in typed if item)
    longest = max((len(item) for item in items), default=0)
    if longest > prompt.characters:
        return _too_long(prompt, longest, prompt.characters)
    return ListAnswer(items) if items else None


def _number(typed: str, lowest: int, highest: int) -> int | None:
    """A whole number in digits of any script, or None."""
    try:
        value = int(typed)
    except ValueError:
        return None
    return value if lowest <= value <= highest else None


def _read_scale(prompt: ScalePrompt, typed: str) -> ScaleAnswer | Refused | None:
    if not typed:
        return None
    value = _number(typed, prompt.lowest, prompt.highest)
    return _unknown(prompt) if value is None else ScaleAnswer(value)


def _ids(options: tuple[Option, ...]) -> tuple[str, ...]:
    return tuple(option.id for option in options)


def _read_choice(prompt: ChoicePrompt, typed: str) -> ChoiceAnswer | Refused | None:
    if not typed:
        return None
    return ChoiceAnswer(typed) if typed in _ids(prompt.options) else _unknown(prompt)


def _read_multi(prompt: MultiPrompt, typed: Sequence[str]) -> MultiAnswer | Refused | None:
    ticked = {value for value in typed if value}
    known = _ids(prompt.options)
    if not ticked:
        return None
    if not ticked <= set(known):
        return _unknown(prompt)
    if prompt.most is not None and len(ticked) > prompt.most:
        return _refused(
            prompt, "You chose {ticked}; please keep {most}.", ticked=len(ticked), most=prompt.most
        )
    return MultiAnswer(tuple(option for option in known if option in ticked))


def _read_ranking(prompt: RankingPrompt, fields: Fields) -> RankingAnswer | Refused | None:
    """Each option has a field with its place, 1 for the first; a place may be left out, none taken twice."""
    places: dict[int, str] = {}
    for option in prompt.options:
        typed = _first(fields, field_name(prompt, option.id))
        if not typed:
            continue
        place = _number(typed, 1, len(prompt.options))
        if place is None:
            return _unknown(prompt)
        if place in places:
            return _refused(
                prompt, "Two things share place {place}. Give each a place of its own.", place=place
            )
        places[place] = option.id
    if not places:
        return None
    return RankingAnswer(tuple(option for _, option in sorted(places.items())))


def _read_matrix(prompt: MatrixPrompt, fields: Fields) -> MatrixAnswer | Refused | None:
    cells: list[Cell] = []
    if prompt.cell == "mark":
        columns = _ids(prompt.columns)
        for row in prompt.rows:
            typed = _first(fields, field_name(prompt, row.id))
            if not typed:
                continue
            if typed not in columns:
                return _unknown(prompt)
            cells.append(Cell(row.id, typed, 1))
        return MatrixAnswer(tuple(cells)) if cells else None
    for row in prompt.rows:
        for column in prompt.columns:
            typed = _first(fields, field_name(prompt, row.id, column.id))
            value: int | str | None
            if prompt.cell == "scale":
                value = _number(typed, prompt.lowest, prompt.highest)
                if typed and value is None:
                    return _unknown(prompt)
            else:
                value = clean(typed)
                if len(value) > prompt.characters:
                    return _too_long(prompt, len(value), prompt.characters)
            if value is not None and value != "":
                cells.append(Cell(row.id, column.id, value))
    return MatrixAnswer(tuple(cells)) if cells else None


def _read_date(prompt: DatePrompt, typed: str) -> DateAnswer | Refused | None:
    text = one_line(typed)
    if not text:
        return None
    try:
        return DateAnswer(date.fromisoformat(text))
    except ValueError:
        return _refused(prompt, "This date is not clear. Write it as year-month-day, or leave it empty.")


Plain = str | int | list[str] | dict[str, str] | dict[str, int] | list[list[str | int]]
"""An answer as JSON holds it."""


def to_plain(answer: Answer) -> Plain:
    """`answer` as JSON holds it; `from_plain` gives it back."""
    match answer:
        case TextAnswer(text):
            return text
        case ListAnswer(items):
            return list(items)
        case ScaleAnswer(value):
            return value
        case ChoiceAnswer(option):
            return option
        case MultiAnswer(options):
            return list(options)
        case RankingAnswer(order):
            return list(order)
        case MatrixAnswer(cells):
            return [[cell.row, cell.column, cell.value] for cell in cells]
        case DateAnswer(day):
            return day.isoformat()
        case _:
            assert_never(answer)


def from_plain(prompt: Prompt, plain: object) -> Answer | Refused | None:
    """An answer that was kept as JSON, checked again by the same rules as one that was typed."""
    return read(prompt, as_fields(prompt, plain))


def as_fields(prompt: Prompt, plain: object) -> dict[str, list[str]]:
    """The fields of a form that would answer `plain`: for filling a form in again, and for reading JSON."""
    write = partial(field_name, prompt)
    match prompt, plain:
        case ListPrompt(), [*items]:
            return {write(str(place)): [str(item)] for place, item in enumerate(items, start=1)}
        case RankingPrompt(), [*order]:
            return {write(str(option)): [str(place)] for place, option in enumerate(order, start=1)}
        case MatrixPrompt(cell="mark"), [*cells]:
            return {write(str(cell[0])): [str(cell[1])] for cell in cells if _is_cell(cell)}
        case MatrixPrompt(), [*cells]:
            return {write(str(cell[0]), str(cell[1])): [str(cell[2])] for cell in cells if _is_cell(cell)}
        case MultiPrompt(), [*options]:
            return {write(): [str(option) for option in options]}
        case _, str() | int():
            return {write(): [str(plain)]}
        case _:
            return {}


def _is_cell(cell: object) -> TypeGuard[Sequence[object]]:
    return isinstance(cell, list | tuple) and len(cell) == 3

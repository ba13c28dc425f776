"""A participant's protection and well-being plan: how answers fill its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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
from .errors import WorkshopError
from .plan_parts import PARTS, Part, PlanField
from .prompt import ChoicePrompt, ListPrompt, MatrixPrompt, MultiPrompt, Prompt, RankingPrompt, ScalePrompt

_PARTS = {part.id: part for part in PARTS}


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the plan: `P2.stressors[1].what` names record 1 and its column."""

    part: str
    field: str
    record: str | None = None
    column: str | None = None


_PATH = re.compile(r"(P\d+)\.([a-z0-9_]+)(?:\[([a-z0-9_]+)\])?(?:\.([a-z0-9_]+))?")


class NoSuchPlace(WorkshopError):
    """A path that names nothing in the plan; the sentence says what is allowed."""


def place(path: str) -> Place:
    """The place that `path` names. Raises NoSuchPlace."""
    match = _PATH.fullmatch(path)
    if match is None:
        raise NoSuchPlace("“{path}” is no place in the plan. Write it as P2.security_means.", path=path)
    part_id, field_id, record, column = match.groups()
    part = _PARTS.get(part_id)
    if part is None:
        raise NoSuchPlace("The plan has no part {part}. It has P1 to P15.", part=part_id)
    field = part.field(field_id)
    if field is None:
        fields = ", ".join(field.id for field in part.fields)
        raise NoSuchPlace(
            "{part} has no field {field}. It has {fields}.", part=part_id, field=field_id, fields=fields
        )
    if column and column not in {c.id for c in field.columns}:
        columns = ", ".join(c.id for c in field.columns) or "–"
        raise NoSuchPlace(
            "{field} has no column {column}. It has {columns}.",
            field=field_id,
            column=column,
            columns=columns,
        )
    rows = tuple(row.id for row in field.rows)
    if record is not None and not (record in rows if rows else record.isdigit()):
        raise NoSuchPlace(
            "{field} has no record {record}. It has {rows}.",
            field=field_id,
            record=record,
            rows=", ".join(rows) or "1, 2, 3",
        )
    return Place(part_id, field_id, record, column)


def _place(path: str | None) -> Place | None:
    """A plan must open even where content changed after it was written."""
    try:
        return place(path) if path else None
    except NoSuchPlace:
        return None


def first_place(path: str | None) -> tuple[str, str, str, str] | None:
    """The (part, field, record, column) that `path` names or begins at; None where there is none."""
    where = _place(path)
    return _key(where) if where else None


def places(prompt: Prompt) -> frozenset[tuple[str, str, str, str]]:
    """Every place of the plan that an answer to `prompt` can fill: (part, field, record, column)."""
    key = first_place(prompt.feeds)
    if key is None:
        return frozenset()
    part, field, record, column = key
    if isinstance(prompt, MatrixPrompt):
        return frozenset((part, field, row.id, cell.id) for row in prompt.rows for cell in prompt.columns)
    records: tuple[str, ...] = (record,)
    if isinstance(prompt, ListPrompt):
        records = prompt.places
    if isinstance(prompt, RankingPrompt):
        records = tuple(str(place) for place in range(1, len(prompt.options) + 1))
    return frozenset((part, field, record, column) for record in records)


def plan_field(place: Place) -> PlanField:
    """The field that a place is in. Raises KeyError for a place that `place()` did not make."""
    field = _PARTS[place.part].field(place.field)
    if field is None:
        raise KeyError(place.field)
    return field


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of the plan: a person's own words, or words of ours that a catalogue may translate."""

    text: str
    own: bool
    option: str = ""
    """The id of what was chosen, for rules that must hold whatever its label is; empty for other words."""


@dataclass(frozen=True, slots=True)
class FilledColumn:
    id: str
    label: str
    """Both empty where the field has no columns."""
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Record:
    id: str
    """The level or the number; empty for single values."""
    label: str
    """The level's name; empty for numbered records and single values."""
    columns: tuple[FilledColumn, ...]


@dataclass(frozen=True, slots=True)
class FilledField:
    field: PlanField
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class FilledPart:
    part: Part
    fields: tuple[FilledField, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts that hold something, in order: empty fields leave no holes."""

    parts: tuple[FilledPart, ...]

    def filled(self) -> Iterator[tuple[str, str, str]]:
        """Every place that holds something, in order: ("P4.threats", record, column)."""
        for part in self.parts:
            for field in part.fields:
                for record in field.records:
                    for column in record.columns:
                        if column.words:
                            yield f"{part.part.id}.{field.field.id}", record.id, column.id

    def field(self, part: str, field: str) -> FilledField | None:
        return next(
            (f for p in self.parts if p.part.id == part for f in p.fields if f.field.id == field),
            None,
        )


_Key = tuple[str, str, str, str]
"""(part, field, record, column): record and column empty where there is none."""


def assemble(
    entries: Iterable[tuple[Prompt, Answer]], group: Mapping[str, tuple[str, ...]] | None = None
) -> Plan:
    """The plan that private `entries` and the released texts of the `group` (by path) make.

    Prompts that feed no place, or one that the plan no longer has, are passed over.
    """
    filled = filled_places(entries)
    for path, texts in (group or {}).items():
        where = _place(path)
        if where is not None:
            first = next((column.id for column in plan_field(where).columns), "")
            for number, text in enumerate(texts, start=1):
                filled[where.part, where.field, str(number), where.column or first] = (Words(text, own=True),)
    return Plan(tuple(part for part in (_filled_part(part, filled) for part in PARTS) if part.fields))


def filled_places(entries: Iterable[tuple[Prompt, Answer]]) -> dict[_Key, tuple[Words, ...]]:
    """What private `entries` fill, by (part, field, record, column); the last one in a place holds."""
    filled: dict[_Key, tuple[Words, ...]] = {}
    for prompt, answer in entries:
        where = _place(prompt.feeds)
        if where is not None:
            filled.update(_fill(where, prompt, answer))
    return filled


def _key(where: Place) -> _Key:
    """Where one answer goes: the first record and the first column, where the path names none."""
    field = plan_field(where)
    first = next((column.id for column in field.columns), "")
    return (where.part, where.field, where.record or ("1" if field.many else ""), where.column or first)


def _fill(where: Place, prompt: Prompt, answer: Answer) -> dict[_Key, tuple[Words, ...]]:
    key = _key(where)
    match answer:
        case TextAnswer(text):
            return {key: (Words(text, own=True),)}
        case ListAnswer(items):
            return {
                (*key[:2], str(n), key[3]): (Words(item, own=True),) for n, item in enumerate(items, start=1)
            }
        case ScaleAnswer(value):
            ends = isinstance(prompt, ScalePrompt) and (prompt.lowest, prompt.highest)
            return {key: (Words(f"{value} / {ends[1]}" if ends else str(value), own=True),)}
        case ChoiceAnswer(option):
            return {key: _labels(prompt, (option,))}
        case MultiAnswer(options):
            return {key: _labels(prompt, options)}
        case RankingAnswer(order):
            return {
                (*key[:2], str(n), key[3]): _labels(prompt, (option,))
                for n, option in enumerate(order, start=1)
            }
        case MatrixAnswer(cells):
            return {
                (where.part, where.field, cell.row, cell.column): (_cell_words(prompt, cell.value),)
                for cell in cells
            }
        case DateAnswer(day):
            return {key: (Words(day.isoformat(), own=True),)}
        case _:
            assert_never(answer)


def _cell_words(prompt: Prompt, value: int | str) -> Words:
    if isinstance(prompt, MatrixPrompt) and prompt.cell == "mark":
        return Words("yes", own=False)
    return Words(str(value), own=True)


def _labels(prompt: Prompt, options: tuple[str, ...]) -> tuple[Words, ...]:
    if not isinstance(prompt, ChoicePrompt | MultiPrompt | RankingPrompt):
        return ()
    labels = {option.id: option.label for option in prompt.options}
    return tuple(Words(labels[option], own=False, option=option) for option in options if option in labels)


def _filled_part(part: Part, filled: Mapping[_Key, tuple[Words, ...]]) -> FilledPart:
    fields = (_filled_field(part, field, filled) for field in part.fields)
    return FilledPart(part, tuple(field for field in fields if field.records))


def _filled_field(part: Part, field: PlanField, filled: Mapping[_Key, tuple[Words, ...]]) -> FilledField:
    mine = {key[2:]: words for key, words in filled.items() if key[:2] == (part.id, field.id)}
    if field.rows:
        names = [(row.id, row.label) for row in field.rows]
    else:
        names = [(record, "") for record in sorted({record for record, _ in mine}, key=_number)]
    columns = [(column.id, column.label) for column in field.columns] or [("", "")]
    records = (
        Record(
            record,
            label,
            tuple(
                FilledColumn(column, title, mine[record, column])
                for column, title in columns
                if (record, column) in mine
            ),
        )
        for record, label in names
    )
    return FilledField(field, tuple(record for record in records if record.columns))


def _number(record: str) -> int:
    return int(record) if record.isdigit() else 0

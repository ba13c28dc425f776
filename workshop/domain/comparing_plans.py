"""What changed in a plan since an earlier version of it, for its owner alone.

browser/src/since.js does the same on a phone. Nothing is counted up, and no change is called better or worse.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .plan import Words
from .plan_parts import PARTS, PlanField

Key = tuple[str, str, str, str]
"""(part, field, record, column): record and column empty where there is none."""
Filled = Mapping[Key, tuple[Words, ...]]
"""What a plan's own entries fill, as `plan.filled_places` has it: without what the group made together."""
Said = tuple[Words, ...]

SLIDERS = (("P14", "self_check_trend"), ("P14", "who_5"))
"""Fields that ask the same again and again: their values stand side by side."""
COMMITMENTS = ("P11", "commitments")
_WHAT, _WENT, _NEXT = "what", "how_it_went", "next_size"


@dataclass(frozen=True, slots=True)
class Changed:
    record: str
    """The level's name; empty for numbered records and single values."""
    column: str
    before: Said
    now: Said


@dataclass(frozen=True, slots=True)
class FieldSince:
    """One field of the plan: what stayed, what reads differently, what is no longer there, what came."""

    part: str
    label: str
    kept: tuple[Said, ...]
    changed: tuple[Changed, ...]
    dropped: tuple[Said, ...]
    new: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Slider:
    label: str
    values: tuple[int | None, ...]
    """In each version, the present one last; None where it was not answered."""


@dataclass(frozen=True, slots=True)
class Sliders:
    label: str
    most: int
    rows: tuple[Slider, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """What somebody set out to do, what it has become, how it went, and what size it gets."""

    was: Said
    now: Said
    went: Said
    next: Said


@dataclass(frozen=True, slots=True)
class Since:
    fields: tuple[FieldSince, ...]
    sliders: tuple[Sliders, ...]
    commitments: tuple[Commitment, ...]


def since(versions: Sequence[Filled], now: Filled) -> Since:
    """`now` beside the newest of the earlier `versions`, oldest first; there is at least one."""
    before = versions[-1]
    fields = (
        _field(part.id, part.title, field, before, now)
        for part in PARTS
        for field in part.fields
        if (part.id, field.id) not in SLIDERS
    )
    return Since(
        tuple(field for field in fields if field.kept or field.changed or field.dropped or field.new),
        tuple(_sliders([*versions, now])),
        tuple(_commitments(_records(COMMITMENTS, before), _records(COMMITMENTS, now))),
    )


_Record = dict[str, Said]
"""What stands in each column."""


def _records(where: tuple[str, str], filled: Filled) -> dict[str, _Record]:
    found: dict[str, _Record] = {}
    for (part, field, record, column), said in filled.items():
        if (part, field) == where and said:
            found.setdefault(record, {})[column] = said
    return found


def _field(part: str, title: str, field: PlanField, before: Filled, now: Filled) -> FieldSince:
    told = _told(part, field)
    old = _only(told, _records((part, field.id), before))
    new = _only(told, _records((part, field.id), now))
    kept: list[Said] = []
    if field.many:
        # A list that was written in another order has not changed.
        for number in sorted(old, key=_number):
            same = next((n for n in sorted(new, key=_number) if new[n] == old[number]), None)
            if same is not None:
                kept.append(_lead(told, old.pop(number)))
                new.pop(same)
    labels = {row.id: row.label for row in field.rows}
    order = [row.id for row in field.rows] or sorted({*old, *new}, key=_number)
    changed: list[Changed] = []
    for record in order:
        if record in old and record in new:
            if old[record] == new[record]:
                kept.append(_lead(told, old[record]))
                continue
            for column, label in told.items():
                was, is_now = old[record].get(column, ()), new[record].get(column, ())
                if was != is_now:
                    changed.append(Changed(labels.get(record, ""), label, was, is_now))
    return FieldSince(
        title,
        field.label,
        tuple(kept),
        tuple(changed),
        tuple(_lead(told, old[record]) for record in order if record in old and record not in new),
        tuple(_lead(told, new[record]) for record in order if record in new and record not in old),
    )


def _told(part: str, field: PlanField) -> dict[str, str]:
    """The columns that are compared, with their labels; how a commitment went is said elsewhere."""
    columns = {column.id: column.label for column in field.columns} or {"": ""}
    if (part, field.id) == COMMITMENTS:
        columns = {id: label for id, label in columns.items() if id not in (_WENT, _NEXT)}
    return columns


def _only(told: Iterable[str], records: Mapping[str, _Record]) -> dict[str, _Record]:
    asked = {
        record: {column: said for column, said in columns.items() if column in told}
        for record, columns in records.items()
    }
    return {record: columns for record, columns in asked.items() if columns}


def _lead(told: Iterable[str], record: _Record) -> Said:
    """What a record is called: what stands in its first column that is filled."""
    return next(record[column] for column in told if column in record)


def _sliders(versions: Sequence[Filled]) -> Iterable[Sliders]:
    for part in PARTS:
        for field in part.fields:
            if (part.id, field.id) not in SLIDERS:
                continue
            found = [_records((part.id, field.id), version) for version in versions]
            columns = [column.id for column in field.columns]
            rows = [
                Slider(row.label, tuple(_value(one, row.id, columns) for one in found)) for row in field.rows
            ]
            # One answer alone is no line.
            rows = [row for row in rows if sum(value is not None for value in row.values) > 1]
            if rows:
                yield Sliders(field.label, max(_most(found), 1), tuple(rows))


def _value(records: Mapping[str, _Record], row: str, columns: Sequence[str]) -> int | None:
    """The newest value of a row: what was asked again later stands in a later column."""
    said = [records[row][column] for column in columns if row in records and column in records[row]]
    value = said[-1][0].text.partition(" / ")[0] if said else ""
    return int(value) if value.isascii() and value.isdigit() else None


def _most(found: Iterable[Mapping[str, _Record]]) -> int:
    """The end of the scale, as it stands behind the values: "6 / 10"."""
    texts = (said[0].text for records in found for one in records.values() for said in one.values())
    ends = (text.partition(" / ")[2] for text in texts)
    return max((int(end) for end in ends if end.isascii() and end.isdigit()), default=0)


def _commitments(before: Mapping[str, _Record], now: Mapping[str, _Record]) -> Iterable[Commitment]:
    for number in sorted({*before, *now}, key=_number):
        old, new = before.get(number, {}), now.get(number, {})
        was, is_now = old.get(_WHAT, ()), new.get(_WHAT, ())
        went, after = new.get(_WENT, ()), new.get(_NEXT, ())
        if (was or is_now) and (was or went or after):
            yield Commitment(was or is_now, is_now if was and is_now != was else (), went, after)


def _number(record: str) -> int:
    return int(record) if record.isdigit() else 0

"""The numbers of many archives as tables that other programs load as they stand: CSV and datapackage.json.

Every table begins with series, round, agenda and month. Texts are the English of the source, names of columns
stay as they are in every language, and what a spreadsheet would reckon with is guarded. The byte order mark
tells spreadsheets of UTF-8.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .comparing import Kept, Many
from .tables import guarded

Cell = str | int | float | bool | None
Field = tuple[str, str, str]
"""Name, type and meaning of a column."""
_FIRST: tuple[Field, ...] = (
    ("series", "string", "The same for a workshop and its follow-ups; empty in archives of version 1."),
    ("round", "integer", "0 is the workshop itself, 1 its first follow-up."),
    ("agenda", "string", "The agenda's id."),
    ("month", "string", "Year and month, as 2026-10."),
    ("archive", "string", "The file."),
)
_HIDDEN: Field = ("hidden", "boolean", "Whether the number is hidden; it may be none.")


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    about: str
    fields: tuple[Field, ...]
    rows: Callable[[Kept], Iterator[tuple[Cell, ...]]]


def _workshops(one: Kept) -> Iterator[tuple[Cell, ...]]:
    yield one.title, one.version, one.sealed, one.answered, one.plans


def _evaluation(one: Kept) -> Iterator[tuple[Cell, ...]]:
    for pair in one.pairs:
        before, after = (round(mean, 1) if mean is not None else None for mean in (pair.before, pair.after))
        change = None if before is None or after is None else round(after - before, 1)
        yield pair.statement, before, after, change, pair.n_before, pair.n_after, change is None


def _sessions(one: Kept) -> Iterator[tuple[Cell, ...]]:
    for s in one.sessions:
        yield s.day, s.id, s.exercise, s.title, s.kind, s.planned, s.took, s.drift, s.change


def _counts(one: Kept) -> Iterator[tuple[Cell, ...]]:
    for exercise, title, answers in one.counts:
        yield exercise, title, answers, answers is None


def _figures(one: Kept) -> Iterator[tuple[Cell, ...]]:
    for f in one.figures:
        for c in f.cells:
            of = (f.exercise, f.prompt, f.ask, f.kind, f.answers, f.at_least)
            yield *of, c.row, c.id, c.label, c.count, c.count is None


def _commitments(one: Kept) -> Iterator[tuple[Cell, ...]]:
    yield from one.commitments


def _elements(one: Kept) -> Iterator[tuple[Cell, ...]]:
    for path, label, plans in one.elements:
        yield path, label, plans, plans is None


_TABLES = (
    _Table(
        "workshops",
        "One line for each archive.",
        (
            ("title", "string", "The agenda's title."),
            ("version", "integer", "The version of the archive's format."),
            ("sealed", "boolean", "Whether the file was encrypted."),
            ("answered", "integer", "Answers to the form that most answered; empty where it is not told."),
            ("plans", "integer", "Plans that were begun, at least; empty where it is not told."),
        ),
        _workshops,
    ),
    _Table(
        "evaluation",
        "What people said of themselves when they came and when they left.",
        (
            ("statement", "string", "What they weighed."),
            ("before", "number", "The mean for then, to one place."),
            ("after", "number", "The mean for today, to one place."),
            ("change", "number", "After less before."),
            ("answers_before", "integer", "How many answered."),
            ("answers_after", "integer", "How many answered."),
            _HIDDEN,
        ),
        _evaluation,
    ),
    _Table(
        "sessions",
        "Sessions as planned and as run.",
        (
            ("day", "string", "The day's title."),
            ("session", "string", "The session's id; empty in archives of version 1."),
            ("exercise", "string", "The exercise's id; empty for what is none."),
            ("title", "string", "The session's title."),
            ("kind", "string", "Exercise, break, meal and others."),
            ("planned", "integer", "Minutes as planned."),
            ("took", "integer", "Minutes as they were; empty for one that was not held."),
            ("drift", "integer", "Minutes beyond the plan."),
            ("change", "string", "added, dropped or nothing."),
        ),
        _sessions,
    ),
    _Table(
        "counts",
        "How many answered what an exercise asked the group.",
        (
            ("exercise", "string", "The exercise's id."),
            ("title", "string", "The exercise's title."),
            ("answers", "integer", "How many, at least; empty where it is not told."),
            _HIDDEN,
        ),
        _counts,
    ),
    _Table(
        "figures",
        "Every number of every figure that was released, but for free texts.",
        (
            ("exercise", "string", "The exercise's id."),
            ("prompt", "string", "The prompt's id."),
            ("question", "string", "What was asked."),
            ("kind", "string", "bars, spread, grid, order or counts."),
            ("answers", "integer", "How many answered."),
            ("at_least", "boolean", "Whether later answers are left out."),
            ("row", "string", "The row of a grid."),
            ("cell", "string", "The cell's id."),
            ("label", "string", "The cell's label."),
            ("count", "integer", "How many; points in an order; empty where hidden."),
            _HIDDEN,
        ),
        _figures,
    ),
    _Table(
        "commitments",
        "What groups promised themselves, and what became of it.",
        (
            ("commitment", "string", "In the group's words."),
            ("state", "string", "kept, partly, changed, or nothing where there is no word yet."),
        ),
        _commitments,
    ),
    _Table(
        "elements",
        "How many plans have something, never what it says.",
        (
            ("element", "string", "The element's id."),
            ("label", "string", "What it is called."),
            ("plans", "integer", "How many, at least, in steps of five; empty where it is not told."),
            _HIDDEN,
        ),
        _elements,
    ),
)


def comparison_tables(many: Many) -> Iterator[tuple[str, bytes]]:
    """Each file's name and content, one after another; the description stands last."""
    for table in _TABLES:
        yield f"{table.name}.csv", _sheet(table, many)
    yield "datapackage.json", _package()


def _sheet(table: _Table, many: Many) -> bytes:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(name for name, _, _ in (*_FIRST, *table.fields))
    for one in many.archives:
        first = (one.series, one.round, one.agenda, one.month, one.file)
        writer.writerows([_written(cell) for cell in (*first, *row)] for row in table.rows(one))
    return sheet.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return guarded(cell) if isinstance(cell, str) else cell


def _package() -> bytes:
    """The tables as Frictionless describes them."""
    resources = [
        {
            "name": table.name,
            "path": f"{table.name}.csv",
            "description": table.about,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": [
                    {"name": name, "type": type, "description": about}
                    for name, type, about in (*_FIRST, *table.fields)
                ],
                "missingValues": [""],
            },
        }
        for table in _TABLES
    ]
    package = {"name": "workshops", "profile": "tabular-data-package", "resources": resources}
    return f"{json.dumps(package, ensure_ascii=False, indent=1)}\n".encode()

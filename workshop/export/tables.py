"""An archive as tables in the long form: CSV by RFC 4180, described by a Frictionless datapackage.json.

Headers and ids are the same in every language, so that many archives load as one; labels are for reading.
The byte order mark tells spreadsheets of UTF-8. A cell that is empty is hidden, or does not apply.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from workshop.domain.figure import HALVES, Notes
from workshop.room import Shown
from workshop.wording import Wording

from .archive import Archive
from .archivejson import FORMAT, cells

_BEGINS_FORMULA = frozenset("=+-@\t\r\n\0＝＋－＠")
Cell = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Field:
    """One column; `about` is in English, as the headers are."""

    name: str
    type: Literal["string", "integer", "boolean"]
    about: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: every row has a cell for each of `_COMMON` and `fields`."""

    name: str
    about: str
    fields: tuple[Field, ...]


_COMMON = (
    Field("series", "string", "Random; the same for a workshop and its follow-ups."),
    Field("round", "integer", "0 for the workshop itself, 1 for its first follow-up."),
    Field("agenda", "string", "The agenda's id."),
    Field("month", "string", "When it began, as 2026-10."),
)
_EXERCISE = Field("exercise", "string", "The exercise's id.")
FIGURES = Sheet(
    "figures",
    "One row for each cell of each figure that the room released.",
    (
        _EXERCISE,
        Field("prompt", "string", "The question's id within its exercise."),
        Field("question", "string", "What was asked."),
        Field("kind", "string", "bars, spread, grid, order (count holds points) or counts (by month)."),
        Field("row", "string", "The label of the row of a grid."),
        Field("cell", "string", "The cell's id within its figure."),
        Field("label", "string", "What the cell stands for."),
        Field("count", "integer", "How many; empty where it is hidden."),
        Field("hidden", "boolean", "Whether the count is hidden; it may be none."),
        Field("answers", "integer", "How many answered the question."),
        Field("at_least", "boolean", "Whether later answers were left out."),
    ),
)
SESSIONS = Sheet(
    "sessions",
    "One row for each session of the agenda, as planned and as run.",
    (
        Field("day", "integer", "1 for the first."),
        Field("place", "integer", "Its place in the day, 1 for the first."),
        Field("session", "string", "The session's id within its agenda."),
        Field("exercise", "string", "The exercise's id in the library; empty where there is none."),
        Field("title", "string", "What it is called."),
        Field("kind", "string", "exercise, break, meal, free, ritual or celebration."),
        Field("planned", "integer", "Minutes planned."),
        Field("took", "integer", "Minutes that it took; empty where it was not held."),
        Field("drift", "integer", "Minutes beyond the plan; negative is shorter."),
        Field("change", "string", "added, dropped, or empty."),
    ),
)
COUNTS = Sheet(
    "counts",
    "One row for each exercise that asked the group.",
    (
        _EXERCISE,
        Field("title", "string", "What it is called."),
        Field("answers", "integer", "At least so many answered, in whole fives; empty where it is not told."),
    ),
)
ELEMENTS = Sheet(
    "elements",
    "One row for each thing that plans may hold; the first counts the plans.",
    (
        Field("path", "string", "Its place in a plan, as P8.checkin; plans for the plans themselves."),
        Field("label", "string", "What it is called."),
        Field("plans", "integer", "At least so many, in whole fives; empty where it is not told."),
    ),
)
TEXTS = Sheet(
    "texts",
    "One row for each text that the room released, and for what organisers go on with.",
    (
        Field("kind", "string", "commitment, agreement, answer, care, follow_up (a month) or note."),
        Field("place", "string", "exercise/prompt, a place in the plan, or the days until a follow-up."),
        Field("label", "string", "What was asked, or what it is part of."),
        Field("theme", "string", "What facilitators sorted it under."),
        Field("text", "string", "The text itself."),
        Field("times", "integer", "How many said the same."),
        Field("state", "string", "Of a commitment: kept, partly, changed, or empty."),
    ),
)
SHEETS = (FIGURES, SESSIONS, COUNTS, ELEMENTS, TEXTS)


def tables(archive: Archive, words: Wording) -> dict[str, bytes]:
    """Every table by its file name."""
    common = (archive.series, archive.round, archive.agenda, archive.month)
    rows: tuple[tuple[Sheet, Iterable[tuple[Cell, ...]]], ...] = (
        (FIGURES, _figures(archive, words)),
        (SESSIONS, _sessions(archive, words)),
        (COUNTS, ((one.exercise, words.say(one.title), one.answers) for one in archive.counts)),
        (ELEMENTS, _elements(archive, words)),
        (TEXTS, _texts(archive, words)),
    )
    return {f"{sheet.name}.csv": _csv(sheet, ((*common, *row) for row in found)) for sheet, found in rows}


def datapackage(files: Mapping[str, bytes]) -> dict[str, object]:
    """What the tables in `files` hold, for programs that know Frictionless."""
    return {
        "profile": "tabular-data-package",
        "name": FORMAT,
        "title": "What came out of a workshop",
        "resources": [_resource(sheet, files[f"{sheet.name}.csv"]) for sheet in SHEETS],
    }


def guarded(cell: str) -> str:
    """`cell` as a spreadsheet shows it and never reckons with it."""
    begins = {cell.lstrip(" ")[:1], cell.lstrip()[:1]}
    return f"'{cell}" if begins & _BEGINS_FORMULA else cell


def _resource(sheet: Sheet, content: bytes) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": sheet.name,
        "path": f"{sheet.name}.csv",
        "description": sheet.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n"},
        "schema": {
            "fields": [
                {"name": field.name, "type": field.type, "description": field.about}
                for field in (*_COMMON, *sheet.fields)
            ],
            "missingValues": [""],
        },
    }


def _csv(sheet: Sheet, rows: Iterable[tuple[Cell, ...]]) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(field.name for field in (*_COMMON, *sheet.fields))
    writer.writerows(map(_plain, row) for row in rows)
    return made.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    """Numbers are ours and stay numbers, also below nought; what anybody may have typed is guarded."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return guarded(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def _figures(archive: Archive, words: Wording) -> Iterator[tuple[Cell, ...]]:
    for shown in archive.figures:
        for row, tallies in cells(shown.figure):
            for tally in tallies:
                yield (
                    shown.exercise,
                    shown.prompt.id,
                    words.say(shown.prompt.ask),
                    type(shown.figure).__name__.lower(),
                    _label(row, words),
                    tally.id,
                    _label(tally.label, words),
                    tally.count,
                    tally.count is None,
                    shown.figure.n,
                    shown.at_least,
                )


def _label(label: str, words: Wording) -> str:
    """Numbers and months stay as programs read them; a grid may join two labels."""
    if label.replace("-", "").isdigit():
        return label
    return ": ".join(words.say(half) for half in label.split(HALVES))


def _sessions(archive: Archive, words: Wording) -> Iterator[tuple[Cell, ...]]:
    for day, one in enumerate(archive.days, start=1):
        for place, session in enumerate(one.sessions, start=1):
            yield (
                day,
                place,
                session.id,
                session.exercise,
                words.say(session.title),
                session.kind,
                session.planned,
                session.took,
                session.drift,
                session.change,
            )


def _elements(archive: Archive, words: Wording) -> Iterator[tuple[Cell, ...]]:
    yield ("plans", words.say("Plans begun"), archive.plans)
    yield from ((one.path, words.say(one.label), one.plans) for one in archive.elements)


def _texts(archive: Archive, words: Wording) -> Iterator[tuple[Cell, ...]]:
    for one in archive.commitments:
        yield ("commitment", "P12.collective", "", "", one.text, None, one.state)
    for group in archive.group:
        yield from (
            ("agreement", group.path, words.say(group.label), "", text, None, "") for text in group.texts
        )
    for shown in archive.figures:
        yield from _answers(shown, words)
    for care in archive.care:
        yield ("care", "", words.say(care.label), "", care.text, None, "")
    for date in archive.dates:
        yield ("follow_up", str(date.days), "", "", date.month, None, "")
    for note in archive.notes:
        yield ("note", "", "", "", note, None, "")


def _answers(shown: Shown, words: Wording) -> Iterator[tuple[Cell, ...]]:
    if not isinstance(shown.figure, Notes):
        return
    place, ask = f"{shown.exercise}/{shown.prompt.id}", words.say(shown.prompt.ask)
    for theme, notes in shown.figure.by_theme:
        for note in sorted(notes, key=lambda note: note.text):
            yield ("answer", place, ask, theme.title if theme else "", note.text, note.times, "")

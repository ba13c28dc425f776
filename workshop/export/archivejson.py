"""An archive as data, for programs: data.json, described by docs/schema/archive.json.

A number that is null is hidden; content texts are the English source, so that archives compare. In a figure
"merged" holds [text, how many say the same], "themes" {"title", "texts"} as the facilitator sorted them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import assert_never, get_args

from workshop.domain.agenda import SessionKind
from workshop.domain.figure import HALVES, Bars, Counts, Figure, Grid, Notes, Order, Spread, Tally
from workshop.room import Shown

from .archive import Archive

FORMAT = "workshop-archive"
VERSION = 2


def plain_json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def archive_data(archive: Archive) -> dict[str, object]:
    """Everything that the archive holds, as JSON has it; every attribute comes by name."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "series": archive.series,
        "round": archive.round,
        "agenda": {"id": archive.agenda, "title": archive.title},
        "month": archive.month,
        "days": [
            {
                "title": day.title,
                "sessions": [
                    {
                        "id": one.id,
                        "exercise": one.exercise,
                        "title": one.title,
                        "kind": one.kind,
                        "planned": one.planned,
                        "took": one.took,
                        "drift": one.drift,
                        "change": one.change,
                    }
                    for one in day.sessions
                ],
            }
            for day in archive.days
        ],
        "counts": [
            {"exercise": one.exercise, "title": one.title, "answers": one.answers} for one in archive.counts
        ],
        "figures": [figure_data(shown) for shown in archive.figures],
        "pairs": [
            {
                "statement": pair.statement,
                "exercise": pair.before.exercise,
                "before": _half(pair.before),
                "after": _half(pair.after),
            }
            for pair in archive.pairs
        ],
        "group": [
            {"path": group.path, "label": group.label, "texts": list(group.texts)} for group in archive.group
        ],
        "commitments": [{"text": one.text, "state": one.state} for one in archive.commitments],
        "dates": [{"days": one.days, "month": one.month} for one in archive.dates],
        "care": [{"label": one.label, "text": one.text} for one in archive.care],
        "plans": archive.plans,
        "elements": [{"path": one.path, "label": one.label, "plans": one.plans} for one in archive.elements],
        "notes": list(archive.notes),
        "left_out": list(archive.left_out),
    }


def _half(shown: Shown) -> dict[str, object]:
    return {"prompt": shown.prompt.id, "mean": mean(shown.figure), "answers": shown.figure.n}


def mean(figure: Figure) -> float | None:
    """The mean of a scale, to two places; None where a value is hidden, and for other figures."""
    counts = [(tally.id, tally.count) for tally in figure.values] if isinstance(figure, Spread) else []
    weighed = [(int(id), count) for id, count in counts if count is not None]
    total = sum(count for _, count in weighed)
    if not total or len(weighed) < len(counts):
        return None
    return round(sum(value * count for value, count in weighed) / total, 2)


def figure_data(shown: Shown) -> dict[str, object]:
    return {
        "exercise": shown.exercise,
        "prompt": shown.prompt.id,
        "ask": shown.prompt.ask,
        "kind": type(shown.figure).__name__.lower(),
        "answers": shown.figure.n,
        "at_least": shown.at_least,
        "cells": [
            {"id": tally.id, "row": row.replace(HALVES, ": "), "label": tally.label, "count": tally.count}
            for row, tallies in cells(shown.figure)
            for tally in tallies
        ],
        **_texts(shown.figure),
    }


def _texts(figure: Figure) -> dict[str, object]:
    """Each text once; how many say the same, and what the facilitator sorted together."""
    notes = sorted(figure.notes, key=lambda note: note.text) if isinstance(figure, Notes) else []
    themes = figure.by_theme if isinstance(figure, Notes) and figure.themes else ()
    return {
        "texts": [note.text for note in notes],
        "merged": [[note.text, note.times] for note in notes if note.times > 1],
        "themes": [
            {"title": theme.title, "texts": sorted(note.text for note in sorted_into)}
            for theme, sorted_into in themes
            if theme is not None
        ],
    }


def cells(figure: Figure) -> Iterable[tuple[str, tuple[Tally, ...]]]:
    """The cells of a figure by the label of their row, which is empty where there are no rows."""
    match figure:
        case Bars(_, tallies) | Spread(_, tallies) | Order(_, tallies) | Counts(_, tallies):
            return [("", tallies)]
        case Grid():
            return [(row.label, row.cells) for row in figure.rows]
        case Notes():
            return []
        case _:
            assert_never(figure)


def archive_schema() -> dict[str, object]:
    """JSON Schema of data.json, for programs of other people."""
    text, number = {"type": "string"}, {"type": "integer", "minimum": 0}
    fives = {"type": ["integer", "null"], "minimum": 5, "multipleOf": 5}
    texts = _list(text)
    half = _closed(
        {
            "prompt": text,
            "mean": {"type": ["number", "null"], "description": "null where a value is hidden."},
            "answers": number,
        }
    )
    session = _closed(
        {
            "id": text,
            "exercise": {**text, "description": "The exercise's id in the library; empty for none."},
            "title": text,
            "kind": {"enum": list(get_args(SessionKind))},
            "planned": {**number, "description": "Minutes."},
            "took": {"type": ["integer", "null"], "description": "Minutes; null where it was not held."},
            "drift": {"type": ["integer", "null"], "description": "Minutes beyond the plan."},
            "change": {"enum": ["", "added", "dropped"]},
        }
    )
    cell = _closed({"id": text, "row": text, "label": text, "count": {"type": ["integer", "null"]}})
    figure = _closed(
        {
            "exercise": text,
            "prompt": text,
            "ask": text,
            "kind": {"enum": [kind.__name__.lower() for kind in get_args(Figure)]},
            "answers": number,
            "at_least": {"type": "boolean", "description": "Whether later answers were left out."},
            "cells": _list(cell, "A count of null is hidden; it may be none. Of order, counts are points."),
            "texts": texts,
            "merged": _list(
                {"type": "array", "prefixItems": [text, number], "items": False, "minItems": 2},
                "[text, how many say the same].",
            ),
            "themes": _list(_closed({"title": text, "texts": texts})),
        }
    )
    pair = _closed({"statement": text, "exercise": text, "before": half, "after": half})
    properties: dict[str, object] = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "series": {
            "type": "string",
            "pattern": "^([0-9a-f]{16})?$",
            "description": "Random; the same for a workshop and its follow-ups; empty in old ones.",
        },
        "round": {**number, "description": "0 for the workshop itself, 1 for its first follow-up."},
        "agenda": _closed({"id": text, "title": text}),
        "month": {**_MONTH, "description": "When it began; empty before the first session."},
        "days": _list(_closed({"title": text, "sessions": _list(session)})),
        "counts": _list(
            _closed({"exercise": text, "title": text, "answers": fives}),
            "How many answered, at least; null is hidden.",
        ),
        "figures": _list(figure, "What the room released."),
        "pairs": _list(pair, "Statements that people weighed twice."),
        "group": _list(
            _closed({"path": text, "label": text, "texts": texts}),
            "Texts that the group released into everyone's plan, by their place in it.",
        ),
        "commitments": _list(
            _closed({"text": text, "state": {"enum": ["", "kept", "partly", "changed"]}}),
            "What the group promised itself, and what became of it.",
        ),
        "dates": _list(_closed({"days": number, "month": _MONTH}), "When people meet again."),
        "care": _list(_closed({"label": text, "text": text}), "Money for care, as it was released."),
        "plans": {**fives, "description": "How many plans were begun, at least; null is hidden."},
        "elements": _list(
            _closed({"path": text, "label": text, "plans": fives}),
            "How many plans hold something, at least; null is hidden.",
        ),
        "notes": _list(text, "The facilitators' own, only where they chose so."),
        "left_out": _list(text, "Kinds of items that the facilitators took out."),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What came out of a workshop of Workshop, as data",
        "description": "Texts of the content are in the English of their source, so that archives compare.",
        **_closed(properties),
    }


_MONTH = {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2})?$"}


def _closed(properties: dict[str, object]) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: object, about: str = "") -> dict[str, object]:
    return {"type": "array", "items": items, **({"description": about} if about else {})}

"""Divides what is too long for one look: pages that can be read from ten metres, rather than small type.

Sizes are in the wall's own unit, a forty-fifth of the height of a wide screen; see wall.css.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from workshop.domain.figure import Counts, Figure, Grid, Notes, Spread
from workshop.export.figures import Drawing, Row, Stroke, Text, Texts

T = TypeVar("T")

Density = Literal["few", "many"]
"""Few stand beside the way in; many take the whole width."""
FEW_BARS = 8
FEW_ROWS = 6
FEW_TEXTS = 5


@dataclass(frozen=True, slots=True)
class Layout:
    """A figure as pages of one density."""

    pages: tuple[Drawing, ...]
    density: Density


def may_turn(figure: Figure) -> bool:
    """Whether a figure may need more than one page."""
    match figure:
        case Notes(_, notes):
            return len(notes) > 1
        case Grid(_, _, rows):
            return len(rows) > FEW_ROWS
        case Spread() | Counts():
            return False
        case _:
            return True


def laid_out(drawn: Drawing, *, table: bool) -> Layout:
    """The pages of a figure, as a drawing or as a table."""
    if table:
        return _table(drawn)
    if drawn.kind == "texts":
        return _texts(drawn)
    if drawn.kind == "grid":
        return _grid(drawn)
    if drawn.kind == "columns" or len(drawn.strokes) <= FEW_BARS:
        return Layout((drawn,), "few")

    def cost(stroke: Stroke) -> float:
        return 0.5 + 1.65 * _lines(stroke.label, 31)

    pages = _filled(drawn.strokes, cost, 56)
    return Layout(tuple(replace(drawn, strokes=page) for page in pages), "many")


def _grid(drawn: Drawing) -> Layout:
    if len(drawn.rows) <= FEW_ROWS and all(len(row.label) <= 2 * 22 for row in drawn.rows):
        return Layout((drawn,), "few")

    def cost(row: Row) -> float:
        return 1.15 + 1.65 * _lines(row.label, 40)

    pages = _filled(drawn.rows, cost, 24)
    return Layout(tuple(replace(drawn, rows=page) for page in pages), "many")


def _texts(drawn: Drawing) -> Layout:
    titles = sum(2.8 for group in drawn.groups if group.title)
    large = sum(2.6 + 2.8 * _lines(text.text, 46) for text in drawn.texts)
    if len(drawn.texts) <= FEW_TEXTS and titles + large <= 22:
        return Layout((drawn,), "few")

    def cost(piece: tuple[str, Text]) -> float:
        return 2.3 + 2.1 * _lines(piece[1].text, 38)

    flat = [(group.title, text) for group in drawn.groups for text in group.texts]
    pages = _filled(flat, cost, 42 - 3 * min(2, titles))
    return Layout(tuple(replace(drawn, groups=_grouped(page)) for page in pages), "many")


def _table(drawn: Drawing) -> Layout:
    room = 21.0
    if drawn.rows:
        rows = _filled(drawn.rows, lambda row: 0.4 + 1.8 * _lines(row.label, 40), room)
        return Layout(tuple(replace(drawn, rows=page) for page in rows), "many")
    if drawn.groups:

        def cost_of_text(piece: tuple[str, Text]) -> float:
            title, text = piece
            return 0.4 + 1.8 * max(_lines(title, 16), _lines(text.text, 50 if title else 70))

        flat = [(group.title, text) for group in drawn.groups for text in group.texts]
        texts = _filled(flat, cost_of_text, room)
        return Layout(tuple(replace(drawn, groups=_grouped(page)) for page in texts), "many")
    strokes = _filled(drawn.strokes, lambda stroke: 0.4 + 1.8 * _lines(stroke.label, 60), room)
    return Layout(tuple(replace(drawn, strokes=page) for page in strokes), "many")


def _grouped(pieces: Iterable[tuple[str, Text]]) -> tuple[Texts, ...]:
    """Texts under their themes again; a theme that goes on over a page has its title on both."""
    groups: dict[str, list[Text]] = {}
    for title, text in pieces:
        groups.setdefault(title, []).append(text)
    return tuple(Texts(title, tuple(texts)) for title, texts in groups.items())


def _filled(things: Sequence[T], cost: Callable[[T], float], room: float) -> tuple[tuple[T, ...], ...]:
    """`things` in order on as few pages as hold them, none much emptier than the others."""
    if not things:
        return ((),)
    whole = sum(map(cost, things))
    fewest = math.ceil(whole / room)
    pages = _greedily(things, cost, room)
    # The same number of pages, filled evenly where that is possible.
    even = _greedily(things, cost, min(room, whole / max(fewest, len(pages)) + max(map(cost, things)) / 2))
    return even if len(even) <= len(pages) else pages


def _greedily(things: Sequence[T], cost: Callable[[T], float], room: float) -> tuple[tuple[T, ...], ...]:
    pages: list[list[T]] = [[]]
    used = 0.0
    for thing in things:
        if pages[-1] and used + cost(thing) > room:
            pages.append([])
            used = 0.0
        pages[-1].append(thing)
        used += cost(thing)
    return tuple(map(tuple, pages))


def _lines(text: str, width: int) -> int:
    """How many lines it takes, about; the wide signs of East Asia count double."""
    return sum(
        max(1, math.ceil(sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line) / width))
        for line in text.split("\n")
    )
